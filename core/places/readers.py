"""A census file to a raw table of text cells, untouched, with the row of each record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from osgeo import gdal, ogr, osr

from ..common.errors import InputError
from ..common.files import require_file
from ..common.projection import WGS84, is_undefined, spatial_reference
from ..common.text import tr
from .delimited import Dialect, read_records
from .fields import unique_names

#: A GeoPackage holds 2,000 columns at most, and the plugin's own fields come before these.
MAXIMUM_COLUMNS = 1900

_SPREADSHEETS = {".xlsx": "XLSX", ".ods": "ODS"}
_LAYERS = (".geojson", ".json", ".gpkg")
_KINDS = {**_SPREADSHEETS, ".geojson": "GeoJSON", ".json": "GeoJSON", ".gpkg": "GeoPackage"}


@dataclass
class RawTable:
    """A source as it is: text cells, "" when empty.

    ``table`` has unique column names; ``rows`` the row of each record (header = 1); ``lon`` and
    ``lat`` (degrees) come from point geometries, None when the source has none. ``uneven`` are
    records (row, cells) with another number of cells than the ``width`` of the header.
    ``format`` is csv, xlsx, ods, geojson, gpkg or layer; ``dialect`` that of a CSV; ``header`` the
    row of the column names. ``notes`` say what reading had to decide: (row or None, check id,
    message).
    """

    what: str
    table: pd.DataFrame
    rows: np.ndarray
    lon: np.ndarray | None = None
    lat: np.ndarray | None = None
    uneven: list[tuple[int, int]] = field(default_factory=list)
    width: int = 0
    format: str = ""
    dialect: Dialect | None = None
    header: int = 1
    notes: list[tuple[int | None, str, str]] = field(default_factory=list)


def read_table(path: str | Path, sheet: str | None = None) -> RawTable:
    """The table of a file: CSV of any dialect, XLSX, ODS, GeoJSON or GeoPackage.

    ``sheet`` names a sheet or layer (the first one when not given). Raises InputError for a file
    that is missing, empty, not readable, without rows or with too many columns.
    """
    path = require_file(path)
    suffix = path.suffix.lower()
    if suffix in _SPREADSHEETS:
        records = _spreadsheet(path, _SPREADSHEETS[suffix], sheet)
        raw = from_records(records, str(path))
        raw.format = suffix[1:]
        return raw
    if suffix in _LAYERS:
        raw = _layer(path, sheet)
        raw.format = "gpkg" if suffix == ".gpkg" else "geojson"
        return raw
    records, dialect = read_records(path)
    raw = from_records(records, str(path))
    raw.format, raw.dialect = "csv", dialect
    return raw


def from_records(records: list[tuple[int, list[str]]], what: str) -> RawTable:
    """A table from (row, cells), the first being the header; blank records are left out.

    Cells beyond the header get columns of their own, so that nothing is lost.
    """
    filled = [(row, cells) for row, cells in records if any(cell.strip() for cell in cells)]
    if not filled:
        raise InputError(tr("{file} holds no row at all. Choose another file.", file=what))
    header = [cell.strip() for cell in filled[0][1]]
    while header and not header[-1]:
        header.pop()
    _refuse_too_many(len(header), what)
    if len(filled) == 1:
        raise InputError(
            tr(
                "{file} holds a header ({columns}) and no row below it. Choose another file.",
                file=what,
                columns=", ".join(header[:80]),
            )
        )
    uneven, cells_by_row = [], []
    width = len(header)
    for row, cells in filled[1:]:
        kept = _without_trailing_blanks(cells, len(header))
        if len(kept) != len(header):
            uneven.append((row, len(kept)))
        width = max(width, len(kept))
        cells_by_row.append(kept)
    _refuse_too_many(width, what)
    names = unique_names(header + [""] * (width - len(header)), taken=("row",))
    padded = [cells + [""] * (width - len(cells)) for cells in cells_by_row]
    rows = np.array([row for row, _ in filled[1:]])
    table = pd.DataFrame(padded, columns=names, dtype=object)
    return RawTable(what, table, rows, uneven=uneven, width=len(header))


def _without_trailing_blanks(cells: list[str], width: int) -> list[str]:
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _refuse_too_many(count: int, what: str) -> None:
    if count > MAXIMUM_COLUMNS:
        raise InputError(
            tr(
                "{file} has {count} columns, more than the {maximum} that can be kept. "
                "Remove the columns that you do not need.",
                file=what,
                count=count,
                maximum=MAXIMUM_COLUMNS,
            )
        )


def _spreadsheet(path: Path, driver: str, sheet: str | None) -> list[tuple[int, list[str]]]:
    """All rows of a sheet as text, the header among them, so that the row numbers are right."""
    with _options({f"OGR_{driver}_FIELD_TYPES": "STRING", f"OGR_{driver}_HEADERS": "DISABLE"}):
        layer, dataset = _open_layer(path, sheet)
        count = layer.GetLayerDefn().GetFieldCount()
        _refuse_too_many(count, str(path))
        records = [(feature.GetFID(), _cells(feature, count)) for feature in layer]
        del layer, dataset
    return records


def _layer(path: Path, sheet: str | None) -> RawTable:
    layer, dataset = _open_layer(path, sheet)
    names = [column.GetName() for column in layer.schema]
    _refuse_too_many(len(names), str(path))
    reference = layer.GetSpatialRef()
    unplaced = reference is None or is_undefined(reference.GetName() or "")
    transform = None if unplaced else _to_degrees(reference)
    cells, points = [], []
    for feature in layer:
        cells.append(_cells(feature, len(names)))
        points.append(_lon_lat(feature.GetGeometryRef(), transform))
    del layer, dataset
    if unplaced and np.isfinite(points).any():
        raise InputError(
            tr(
                "{file} has points, and no coordinate reference system to place them. Save it "
                "again with its system, or open it in QGIS, set it there and choose the layer.",
                file=path,
            )
        )
    return from_features(names, cells, np.array(points).reshape(-1, 2), str(path))


def from_features(
    names: list[str], cells: list[list[str]], points: np.ndarray, what: str
) -> RawTable:
    """A table from a layer's attributes as text and its ``points`` (n, 2) in degrees or NaN.

    The records count from row 2, as if a header stood above. Raises InputError without records.
    """
    _refuse_too_many(len(names), what)
    if not cells:
        raise InputError(
            tr(
                "{file} holds no record. Its columns are: {columns}. Choose another one.",
                file=what,
                columns=", ".join(names[:80]) or "-",
            )
        )
    table = pd.DataFrame(cells, columns=unique_names(names, taken=("row",)), dtype=object)
    rows = np.arange(2, len(table) + 2)
    if np.isnan(points).all():
        return RawTable(what, table, rows)
    return RawTable(what, table, rows, points[:, 0], points[:, 1])


def _open_layer(path: Path, sheet: str | None) -> tuple[ogr.Layer, gdal.Dataset]:
    """The layer, and its dataset, which must live as long."""
    dataset, reason = None, ""
    try:
        dataset = gdal.OpenEx(
            str(path), gdal.OF_VECTOR | gdal.OF_READONLY, open_options=_open_options(path)
        )
    except RuntimeError as error:
        reason = str(error)
    if dataset is None or dataset.GetLayerCount() == 0:
        raise InputError(
            tr(
                "{file} cannot be read as a {kind} file, or holds no table. {reason} "
                "Open it in the program that made it and save it again.",
                file=path,
                kind=_KINDS[path.suffix.lower()],
                reason=reason,
            )
        )
    if not sheet:
        return dataset.GetLayer(0), dataset
    names = [dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())]
    if sheet not in names:
        raise InputError(
            tr(
                "{file} has no sheet or layer “{sheet}”. Those there: {names}.",
                file=path,
                sheet=sheet,
                names=", ".join(names),
            )
        )
    return dataset.GetLayerByName(sheet), dataset


def _open_options(path: Path) -> list[str]:
    return ["DATE_AS_STRING=YES"] if path.suffix.lower() in (".geojson", ".json") else []


def _cells(feature: ogr.Feature, count: int) -> list[str]:
    return [
        feature.GetFieldAsString(number) if feature.IsFieldSetAndNotNull(number) else ""
        for number in range(count)
    ]


def _to_degrees(reference: osr.SpatialReference) -> osr.CoordinateTransformation:
    reference = reference.Clone()
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(reference, spatial_reference(WGS84))


def _lon_lat(
    geometry: ogr.Geometry | None, transform: osr.CoordinateTransformation | None
) -> tuple[float, float]:
    """The centroid in degrees; NaN without geometry, infinite if it cannot be projected."""
    if geometry is None or geometry.IsEmpty():
        return (np.nan, np.nan)
    point = geometry.Centroid()
    if transform is None:
        return (point.GetX(), point.GetY())
    try:
        failed = point.Transform(transform)
    except RuntimeError:  # GDAL raises or returns a number, as the program around it chose
        failed = True
    return (np.inf, np.inf) if failed else (point.GetX(), point.GetY())


@contextmanager
def _options(values: dict[str, str]) -> Iterator[None]:
    """GDAL settings for a while."""
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in values}
    try:
        for name, value in values.items():
            gdal.SetThreadLocalConfigOption(name, value)
        yield
    finally:
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)
