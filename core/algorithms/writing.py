"""Layers written whole or not at all, and counted afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ..common.errors import OutputError
from ..common.files import atomic_output, folder_beside
from ..common.text import no_formula, tr
from ..layers.tables import free_name
from .output_formats import OUTPUT_FORMATS, ending_of, no_geometry
from .stored import Stored, open_vectors, tables_of

#: What a database calls its own columns: the key, which must be unique, and the geometry.
_OWN_COLUMNS = {"fid", "geom"}

#: What is called of a file that was written, the path it will have, and its table.
Seal = Callable[[Path, Path, str], None]


@dataclass(frozen=True)
class Rows:
    """What is to be written; ``stop`` raises Cancelled when the person wants no more."""

    fields: QgsFields
    features: Iterable[QgsFeature]
    kind: QgsWkbTypes
    crs: QgsCoordinateReferenceSystem
    stop: Callable[[], None]

    def add_to(self, sink: QgsFeatureSink, where: str) -> int:
        """Writes them; how many. Raises Cancelled, or OutputError when one is refused."""
        count = 0
        for count, feature in enumerate(self.features, start=1):
            if count % 1000 == 0:
                self.stop()
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise _refused(where, sink.lastError())
        if not sink.flushBuffer() or sink.lastError():
            raise _refused(where, sink.lastError())
        return count


def own_names(fields: QgsFields) -> QgsFields:
    """The fields under names that any format can hold beside its own columns.

    A source's ``fid`` may repeat, be text or negative, and a GeoPackage would take it for its key:
    it goes on as ``src_fid``. A name that repeats, ignoring case, gets _2 behind it.
    """
    kept = QgsFields()
    names = {name.lower() for name in fields.names()}
    used: set[str] = set()
    for field in fields:
        name, lowered = field.name(), field.name().lower()
        if lowered in _OWN_COLUMNS:
            name = free_name(f"src_{name}", names | used)
        elif lowered in used:
            name = free_name(name, names | used)
        used.add(name.lower())
        renamed = QgsField(field)
        renamed.setName(name)
        kept.append(renamed)
    return kept


def require_rows(identifier: str, count: int, context: QgsProcessingContext) -> None:
    """Raises OutputError when a layer that Processing wrote does not hold so many rows."""
    layer = QgsProcessingUtils.mapLayerFromString(identifier, context)
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry).setNoAttributes()
    if layer is None or sum(1 for _ in layer.getFeatures(request)) != count:
        raise _not_whole(identifier if layer is None else layer.name())


def write_stored(output: Stored, rows: Rows, context: QgsProcessingContext, seal: Seal) -> str:
    """Writes a file, or a table of a GeoPackage; returns how QGIS opens it. Raises OutputError.

    A file is written aside and renamed. A GeoPackage that holds other tables is not replaced: the
    table is written aside, then copied into it in one transaction, which SQLite keeps apart from
    what others read and write. ``seal`` says with it how it was made.
    """
    path = output.path
    table = output.table or Path(output.given).stem
    others = {name for name in tables_of(path) if name.lower() != table.lower()}
    is_kept = bool(others - {"layer_styles"})  # the styles of a table go with it
    if (output.table and os.path.exists(path)) or is_kept:
        with folder_beside(path) as folder:
            aside = folder / path.name
            count = _write(aside, table, output, rows, context)
            _copy_into(path, aside, table, output, count)
        seal(path, path, table)
    else:
        with atomic_output(path) as aside:
            _write(aside, table, output, rows, context)
            seal(aside, path, table)
    is_one_of_several = bool(output.table) or is_kept
    return f"{output.given}|layername={table}" if is_one_of_several else output.given


def _write(
    aside: Path, table: str, output: Stored, rows: Rows, context: QgsProcessingContext
) -> int:
    """Writes a new file; how many rows it holds. Raises OutputError if not all."""
    ending = ending_of(output)
    if OUTPUT_FORMATS[ending].needs_geometry:
        rows = replace(rows, features=_drawn(rows.features, output))
    if OUTPUT_FORMATS[ending].runs_formulas:
        rows = _without_formulas(rows)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = QgsVectorFileWriter.driverForExtension(ending)
    options.layerName = table
    options.fileEncoding = "UTF-8"
    options.layerOptions = list(OUTPUT_FORMATS[ending].layer)
    if output.geometry:
        options.layerOptions += [f"GEOMETRY_NAME={output.geometry}"]
    writer = QgsVectorFileWriter.create(
        str(aside), rows.fields, rows.kind, rows.crs, context.transformContext(), options
    )
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise _refused(output.given, writer.errorMessage())
    count = rows.add_to(writer, output.given)
    del writer  # a full disk shows only when a file is closed
    if output.table:
        _forget_empty(aside, table, output.geometry or "geom")
    names = set(map(str.lower, rows.fields.names()))
    if _rows_of(aside, table, names, OUTPUT_FORMATS[ending].headers) != count:
        raise _not_whole(output.given)
    return count


def _without_formulas(rows: Rows) -> Rows:
    """The rows as a spreadsheet shows them: it would run some texts, those of headers too."""
    fields = QgsFields()
    for field in rows.fields:
        renamed = QgsField(field)
        renamed.setName(no_formula(field.name()))
        fields.append(renamed)

    def quoted() -> Iterator[QgsFeature]:
        for feature in rows.features:
            safe = QgsFeature(fields, feature.id())
            safe.setGeometry(feature.geometry())
            safe.setAttributes(
                [
                    no_formula(each) if isinstance(each, str) else each
                    for each in feature.attributes()
                ]
            )
            yield safe

    return replace(rows, fields=fields, features=quoted())


def _drawn(features: Iterable[QgsFeature], output: Stored) -> Iterator[QgsFeature]:
    """The features. Raises OutputError at the first without a geometry."""
    for feature in features:
        if feature.geometry().isEmpty():
            raise OutputError(no_geometry(output))
        yield feature


def _forget_empty(path: Path, table: str, geometry: str) -> None:
    """Takes away geometries that hold nothing: QGIS's writer makes one where a feature has none,
    as Processing does not in a table of its own."""
    dataset = open_vectors(path, gdal.OF_UPDATE, only="GPKG")
    layer = None if dataset is None else dataset.GetLayerByName(table)
    if layer is not None and layer.GetGeometryColumn():
        name, column = (word.replace('"', '""') for word in (table, geometry))
        is_empty = f'ST_IsEmpty("{column}")'
        dataset.ExecuteSQL(f'UPDATE "{name}" SET "{column}" = NULL WHERE {is_empty}')  # nosec B608


def _rows_of(path: Path, table: str, names: set[str], headers: str = "") -> int | None:
    """How many rows a table holds; None where it cannot be read, or lacks one of the fields."""
    if headers:
        gdal.SetThreadLocalConfigOption(headers, "FORCE")
    try:
        dataset = open_vectors(path)
        if dataset is None or not dataset.GetLayerCount():
            return None
        layer = dataset.GetLayer(_number_of(dataset, table) or 0)
        count = int(layer.GetFeatureCount())
    finally:
        if headers:
            gdal.SetThreadLocalConfigOption(headers, None)
    # GeoJSON names fields row by row: without rows it has none.
    is_there = not count or names <= {field.name.lower() for field in layer.schema}
    return count if is_there else None


def _number_of(dataset: gdal.Dataset, table: str) -> int | None:
    """Which layer of a file a table is; None if none."""
    names = [dataset.GetLayer(n).GetName().lower() for n in range(dataset.GetLayerCount())]
    return names.index(table.lower()) if table.lower() in names else None


def _copy_into(path: Path, aside: Path, table: str, output: Stored, count: int) -> None:
    """Puts the table of ``aside`` into a GeoPackage, for one of its name, in one transaction."""
    with quiet_gdal():
        try:
            _replace_table(path, aside, table, output.geometry)
        except RuntimeError as error:
            raise _refused(output.given, str(error)) from error
    if _rows_of(path, table, set()) != count:
        raise _not_whole(output.given)


def _replace_table(path: Path, aside: Path, table: str, geometry: str) -> None:
    """Raises RuntimeError, and then nothing has changed."""
    target = open_vectors(path, gdal.OF_UPDATE, only="GPKG")
    source = open_vectors(aside)
    if target is None or source is None:
        raise RuntimeError(tr("it is no GeoPackage, or another program is writing to it"))
    _must(target.StartTransaction() == ogr.OGRERR_NONE)
    try:
        number = _number_of(target, table)
        if number is not None:
            _must(target.DeleteLayer(number) == ogr.OGRERR_NONE)
        _copy(source.GetLayer(0), target, table, geometry)
        _must(target.CommitTransaction() == ogr.OGRERR_NONE)
    except RuntimeError as error:
        reason = str(error)
        # A commit that failed has ended the transaction, and SQLite taken it back.
        with suppress(RuntimeError):
            target.RollbackTransaction()
        raise RuntimeError(reason) from error


def _copy(rows: ogr.Layer, target: gdal.Dataset, table: str, geometry: str) -> None:
    options = [f"GEOMETRY_NAME={geometry or 'geom'}"]
    layer = target.CreateLayer(table, rows.GetSpatialRef(), rows.GetGeomType(), options)
    _must(layer is not None)
    for field in rows.schema:
        _must(layer.CreateField(field) == ogr.OGRERR_NONE)
    definition = layer.GetLayerDefn()
    for row in rows:
        feature = ogr.Feature(definition)
        feature.SetFrom(row)
        _must(layer.CreateFeature(feature) == ogr.OGRERR_NONE)
    _must(layer.SyncToDisk() == ogr.OGRERR_NONE)


def _must(is_done: bool) -> None:
    """Raises RuntimeError, as GDAL does where it was asked to raise exceptions."""
    if not is_done:
        raise RuntimeError(gdal.GetLastErrorMsg())


@contextmanager
def quiet_gdal() -> Iterator[None]:
    """GDAL's words go into our sentence, not to the console: they may quote a password."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


def _refused(where: str, reason: str) -> OutputError:
    return OutputError(tr("Cannot write {path}: {reason}", path=where, reason=reason))


def _not_whole(where: str) -> OutputError:
    return OutputError(
        tr(
            "{path} could not be written whole. Check the room left on the disk, "
            "or choose another format.",
            path=where,
        )
    )
