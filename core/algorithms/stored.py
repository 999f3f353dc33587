"""Where the value of a parameter is kept: which file or database, and which table of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    QgsDataSourceUri,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsVirtualLayerDefinition,
)
from qgis.PyQt.QtCore import QUrl

#: The types of parameters that may name a file or a layer.
MAY_BE_STORED = {"source", "vector", "layer", "multilayer", "raster", "mesh", "file"}

_DATABASE = re.compile(r"(\w{3,}?):(?://)?(.*=.*)", re.DOTALL)


@dataclass(frozen=True)
class Stored:
    """A table in a file or a database.

    ``path`` is the file or folder, without links and ``..``, and ``given`` as it was written;
    ``database`` says which one it is where there is no file. ``table`` is empty for a file as a
    whole, and for an input of which it is not known. ``geometry`` is the geometry's column, where
    one was asked for.
    """

    path: Path | None
    given: str
    database: str = ""
    table: str = ""
    geometry: str = ""

    def is_beside(self, other: Stored) -> bool:
        """Whether both are in the same file, or the same database."""
        if self.path is None or other.path is None:
            return self.path is other.path and self.database == other.database
        if self.path == other.path:
            return True
        try:  # two names of one file
            return os.path.samefile(self.path, other.path)
        except OSError:
            return False

    def is_table_of(self, other: Stored) -> bool:
        """Whether both name the same table, which SQL does ignoring case."""
        return self.table.lower() == other.table.lower()


def tables_of(path: Path) -> list[str]:
    """The tables of a GeoPackage, those without geometry too; none of what is no GeoPackage."""
    dataset = open_vectors(path, only="GPKG", options=("LIST_ALL_TABLES=YES",))
    if dataset is None:
        return []
    return [dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())]


def open_vectors(
    path: Path, flags: int = 0, only: str | None = None, options: tuple[str, ...] = ()
) -> gdal.Dataset | None:
    """A file of vectors, None where GDAL cannot read it, whether GDAL raises exceptions or not.

    A device is none: it may have no end.
    """
    if not os.path.isfile(path):
        return None
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        return gdal.OpenEx(
            str(path),
            gdal.OF_VECTOR | flags,
            allowed_drivers=[only] if only else [],
            open_options=list(options),
        )
    except (RuntimeError, UnicodeDecodeError):  # the latter of a message that quotes the file
        return None
    finally:
        gdal.PopErrorHandler()


def destination(
    definition: QgsProcessingParameterDefinition, value: Any, context: QgsProcessingContext
) -> Stored | None:
    """Where an output is to be kept; None for one that is temporary, or was not asked for."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    text = _text(value, context)
    if not text or text == QgsProcessing.TEMPORARY_OUTPUT or text.startswith("memory:"):
        return None
    is_layer = isinstance(definition, QgsProcessingParameterFeatureSink)
    if not is_layer:
        return Stored(Path(text).resolve(), text)
    database = _DATABASE.fullmatch(text)
    if database is None:
        text = text.removeprefix("ogr:")
        if not Path(text).suffix:
            text += ".gpkg"  # as QGIS does
        return Stored(Path(text).resolve(), text)
    provider, uri = database.groups()
    if provider != "ogr":
        return _in_database(provider, uri)
    parts = QgsDataSourceUri(uri)
    file = parts.database()
    table = parts.table() or Path(file).stem
    return Stored(Path(file).resolve(), file, table=table, geometry=parts.geometryColumn())


def inputs(
    definition: QgsProcessingParameterDefinition, value: Any, context: QgsProcessingContext
) -> list[Stored]:
    """Where what is given for an input is kept: nothing, one table or several."""
    if definition.isDestination() or definition.type() not in MAY_BE_STORED:
        return []
    values = value if isinstance(value, list | tuple) else [value]
    if isinstance(definition, QgsProcessingParameterFile):
        texts = (_text(each, context).split("|")[0] for each in values)
        return [Stored(_resolved(text), text) for text in texts if os.path.isfile(text)]
    return [stored for each in values for stored in _layer(each, context)]


def _layer(value: Any, context: QgsProcessingContext) -> Iterator[Stored]:
    """Where a layer is kept; several tables for one that joins others."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value = _text(value, context)
    if isinstance(value, str | Path) and not os.path.exists(str(value).split("|")[0]):
        value = QgsProcessingUtils.mapLayerFromString(str(value), context, False) or value
    if isinstance(value, QgsMapLayer):
        yield from _source(value.providerType(), value.source(), context)
    elif value:
        known, provider, uri = QgsProcessingUtils.decodeProviderKeyAndUri(str(value))
        yield from _source(provider, uri, context) if known else _source("ogr", str(value), context)


def _source(provider: str, uri: str, context: QgsProcessingContext) -> Iterator[Stored]:
    """Where a provider keeps what a layer shows."""
    if provider == "virtual":
        for part in QgsVirtualLayerDefinition.fromUrl(
            QUrl.fromEncoded(uri.encode())
        ).sourceLayers():
            yield from _layer(part.reference(), context)
            yield from _source(part.provider(), part.source(), context)
        return
    parts = QgsProviderRegistry.instance().decodeUri(provider, uri)
    if parts.get("dbname") or parts.get("service"):
        yield _in_database(provider, uri)
    elif parts.get("path"):
        path = _resolved(parts["path"])
        table = parts.get("layerName") or _table_at(path, parts.get("layerId") or 0)
        yield Stored(path, parts["path"], table=table)


def _table_at(path: Path, number: int) -> str:
    """The name of a GeoPackage's layer, the first of which is shown when none is named."""
    dataset = open_vectors(path, only="GPKG")
    layer = dataset.GetLayer(number) if dataset is not None else None
    return layer.GetName() if layer is not None else ""


def _in_database(provider: str, uri: str) -> Stored:
    parts = QgsDataSourceUri(uri)
    where = (parts.service(), parts.host(), parts.port() or "5432", parts.database())
    schema = parts.schema() or "public"
    provider = provider.replace("postgis", "postgres")
    table = f"{schema}.{parts.table()}"
    return Stored(None, table, f"{provider} {' '.join(where)}", table)


def _resolved(text: str) -> Path:
    """The file of a path, which may be one inside an archive."""
    path = Path(text).resolve()
    return next((each for each in (path, *path.parents) if each.is_file()), path)


def _text(value: Any, context: QgsProcessingContext) -> str:
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    return str(value) if isinstance(value, str | Path) else ""
