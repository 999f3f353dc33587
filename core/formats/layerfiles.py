"""Files that GDAL opens as layers (GeoJSON, GeoPackage, XLSX), and their cells as text."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal, ogr, osr

from ..common.errors import InputError
from ..common.projection import WGS84, is_undefined, spatial_reference
from ..common.speech import named
from ..common.text import tr
from .rawtable import Note, RawTable, from_features, refuse_columns, refuse_rows

#: GDAL's driver of each format, and how people call the format.
DRIVERS = {"xlsx": "XLSX", "geojson": "GeoJSON", "gpkg": "GPKG"}
CALLED = {
    "xlsx": "XLSX",
    "ods": "ODS",
    "geojson": "GeoJSON",
    "json": "JSON",
    "gpkg": "GeoPackage",
}

#: Geometries of several parts.
_SEVERAL = (
    ogr.wkbMultiPoint,
    ogr.wkbMultiLineString,
    ogr.wkbMultiPolygon,
    ogr.wkbGeometryCollection,
)
_GDAL_DATE = re.compile(
    r"(\d{4})/(\d\d)/(\d\d)(?: (\d\d:\d\d:\d\d)(?:\.\d+)?(\+\d\d(?::?\d\d)?)?)?"
)


def read_layer(path: Path, kind: str, sheet: str | None) -> RawTable:
    """The table of a GeoJSON or GeoPackage file (``kind``), its points in degrees."""
    with open_layer(path, kind, sheet) as (layer, notes):
        names = [column.GetName() for column in layer.schema]
        refuse_rows(layer.GetFeatureCount(), len(names), path)
        reference = layer.GetSpatialRef()
        unplaced = reference is None or is_undefined(reference.GetName() or "")
        transform = None if unplaced else _to_degrees(reference)
        cells: list[list[str]] = []
        points, several = [], {}
        for number, feature in enumerate(features_of(layer, path, kind)):
            geometry = feature.GetGeometryRef()
            if (parts := _parts_apart(geometry)) > 1:
                several[number] = parts
            cells.append(cells_of(feature, len(names)))
            _refuse_other_than_utf8([*names, *cells[-1]], number + 1, path, kind)
            points.append(_lon_lat(geometry, transform))
        name = layer.GetName()
    if unplaced and np.isfinite(points).any():
        raise InputError(
            tr(
                "{file} has points, and no coordinate reference system to place them. Save it "
                "again with its system, or open it in QGIS, set it there and choose the layer.",
                file=path,
            )
        )
    raw = from_features(names, cells, np.array(points, dtype=float).reshape(-1, 2), str(path))
    raw.format, raw.sheet, raw.notes, raw.several = kind, name, notes, several
    return raw


@contextmanager
def open_layer(
    path: Path, kind: str, sheet: str | None, hidden: Collection[str] = ()
) -> Iterator[tuple[ogr.Layer, list[Note]]]:
    """A layer of a file for a while: ``sheet``, or the first that holds something, the ``hidden``
    ones after all others; and a note if there are others.

    Raises InputError when it cannot be opened or read to its end, or has no such layer.
    """
    dataset, layers = _opened(path, kind)
    names = [layer.GetName() for layer in layers]
    if sheet and sheet not in names:
        raise no_such_sheet(path, sheet, names)
    in_order = sorted(range(len(names)), key=lambda number: names[number] in hidden)
    numbers = [names.index(sheet)] if sheet else in_order
    filled = (number for number in numbers if _count(layers[number], path, kind))
    chosen = next(filled, numbers[0])
    try:
        yield layers[chosen], [] if sheet else other_sheets(names, chosen, hidden)
    finally:
        del layers, dataset


def _opened(path: Path, kind: str) -> tuple[gdal.Dataset, list[ogr.Layer]]:
    options = ["DATE_AS_STRING=YES"] if kind == "geojson" else []
    how = gdal.OF_VECTOR | gdal.OF_READONLY
    layers: list[ogr.Layer] = []
    with _refusing(path, kind):
        dataset = gdal.OpenEx(str(path), how, [DRIVERS[kind]], options)
        if dataset:
            layers = [dataset.GetLayer(number) for number in range(dataset.GetLayerCount())]
    if not layers:
        raise unreadable(path, kind, "")
    return dataset, layers


def _count(layer: ogr.Layer, path: Path, kind: str) -> int:
    """How many features a layer has; a workbook is read for this, and features on which reading
    fails are lost."""
    try:
        with _refusing(path, kind):
            return int(layer.GetFeatureCount())
    finally:  # what is too wide fails, too
        refuse_columns(layer.GetLayerDefn().GetFieldCount(), path)


def features_of(layer: ogr.Layer, path: Path, kind: str) -> Iterator[ogr.Feature]:
    """The features of a layer. Raises InputError where GDAL fails: the rest would be lost."""
    while True:
        with _refusing(path, kind):
            feature = layer.GetNextFeature()
        if feature is None:
            return
        yield feature


@contextmanager
def _refusing(path: Path, kind: str) -> Iterator[None]:
    """Refuses a file with which GDAL fails."""
    try:
        with _failing():
            yield
    except RuntimeError as error:
        raise unreadable(path, kind, str(error)) from error


@contextmanager
def _failing() -> Iterator[None]:
    """Raises RuntimeError where GDAL fails, whatever the surrounding program chose.

    GDAL prints nothing meanwhile.
    """
    gdal.ErrorReset()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
        if gdal.GetLastErrorType() >= gdal.CE_Failure:
            raise RuntimeError(gdal.GetLastErrorMsg())
    except UnicodeDecodeError as error:  # GDAL 3.10 quotes the file, which is not of UTF-8 there
        raise RuntimeError(error.object.decode("utf-8", errors="replace")) from error
    finally:
        gdal.PopErrorHandler()


def no_such_sheet(path: Path, sheet: str, names: list[str]) -> InputError:
    """The refusal of a file in which a sheet or layer is not found, naming those there."""
    return InputError(
        tr(
            "{file} has no sheet or layer “{sheet}”. Those there: {names}.",
            file=path,
            sheet=sheet,
            names=named(names),
        )
    )


def other_sheets(names: list[str], chosen: int, hidden: Collection[str] = ()) -> list[Note]:
    """The note that names the sheets or layers that are not read, if there are any."""
    if len(names) == 1:
        return []
    others = names[:chosen] + names[chosen + 1 :]
    message = tr(
        "Only the sheet or layer {chosen} was read. The others are: {names}.",
        chosen=names[chosen],
        names=named(tr("{sheet} (hidden)", sheet=n) if n in hidden else n for n in others),
    )
    return [(None, "sheets_others", message)]


def unreadable(path: Path, kind: str, reason: str) -> InputError:
    """The refusal of a file that is damaged, or is not of this format."""
    return InputError(
        tr(
            "{file} cannot be read as a {kind} file, or holds no table. {reason} "
            "Open it in the program that made it and save it again, or save it as CSV.",
            file=path,
            kind=CALLED[kind],
            reason=f"{' '.join(reason.split()).rstrip('.')}." if reason else "",
        ).replace("  ", " ")
    )


def cells_of(feature: ogr.Feature, count: int) -> list[str]:
    """The cells of a feature as text: "" for none, lists joined by ``|``, dates as ISO 8601."""
    return [
        _cell(feature, number) if feature.IsFieldSetAndNotNull(number) else ""
        for number in range(count)
    ]


def _cell(feature: ogr.Feature, number: int) -> str:
    kind = feature.GetFieldType(number)
    if kind == ogr.OFTString:
        return str(feature.GetFieldAsString(number))
    if kind in _LISTS:
        return as_list(feature.GetField(number))
    text = str(feature.GetFieldAsString(number))
    return iso_text(text) if kind in (ogr.OFTDate, ogr.OFTDateTime) else text


_LISTS = (ogr.OFTStringList, ogr.OFTIntegerList, ogr.OFTInteger64List, ogr.OFTRealList)


def as_list(values: Any) -> str:
    """A list as the text of one cell, as the national schema writes lists."""
    return "|".join("" if value is None else str(value) for value in values)


def as_json(value: Any) -> str:
    """A structure as the text of one cell; "…" for one deeper than Python can go through."""
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except RecursionError:
        return "…"


def iso_text(text: str) -> str:
    """A date or time as GDAL writes it, ``2023/01/15 10:00:00``, in ISO 8601; other text as it is.

    Midnight counts as no time.
    """
    match = _GDAL_DATE.fullmatch(text)
    if not match:
        return text
    year, month, day, time, zone = match.groups()
    date = f"{year}-{month}-{day}"
    return (
        date if time is None or (time == "00:00:00" and not zone) else f"{date}T{time}{zone or ''}"
    )


def _refuse_other_than_utf8(texts: list[str], number: int, path: Path, kind: str) -> None:
    """GDAL gives bytes that are no UTF-8 as lone surrogates, which can be written nowhere."""
    try:
        "".join(texts).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            tr(
                "{file}: the text of feature {number} is not in UTF-8, as that of a {kind} file "
                "has to be. Save it again in UTF-8, or save it as CSV.",
                file=path,
                number=str(number),
                kind=CALLED[kind],
            )
        ) from error


def _to_degrees(reference: osr.SpatialReference) -> osr.CoordinateTransformation:
    reference = reference.Clone()
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(reference, spatial_reference(WGS84))


def _lon_lat(
    geometry: ogr.Geometry | None, transform: osr.CoordinateTransformation | None
) -> tuple[float, float]:
    """The centroid in degrees; NaN without geometry, infinite where there is none or it cannot be
    projected."""
    if geometry is None or geometry.IsEmpty():
        return (np.nan, np.nan)
    try:
        with _failing():
            point = geometry.Centroid()
            failed = transform is not None and point.Transform(transform)
    except RuntimeError:
        failed = True
    return (np.inf, np.inf) if failed else (point.GetX(), point.GetY())


def _parts_apart(geometry: ogr.Geometry | None) -> int:
    """How many parts a geometry of several has, 1 where they are the same point."""
    if geometry is None or ogr.GT_Flatten(geometry.GetGeometryType()) not in _SEVERAL:
        return 1
    west, east, south, north = geometry.GetEnvelope()
    return int(geometry.GetGeometryCount()) if (west, south) != (east, north) else 1
