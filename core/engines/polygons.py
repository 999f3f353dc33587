"""Polygons as services draw them, repaired: valid, nested, united."""

from __future__ import annotations

import json
from collections.abc import Callable

from osgeo import gdal, ogr

from ..common.progress import SILENT, Progress

#: How many polygons are united at once: a cancel works between two groups.
_GROUP = 50


def multipolygon(geojson: object) -> ogr.Geometry | None:
    """A GeoJSON geometry as a valid multipolygon; None where it holds no ground on Earth."""
    return _quietly(lambda: ogr.CreateGeometryFromJson(json.dumps(geojson)))


def as_kept(wkb: bytes) -> ogr.Geometry | None:
    """As ``multipolygon``, of well-known bytes."""
    return _quietly(lambda: ogr.CreateGeometryFromWkb(wkb))


def _quietly(make: Callable[[], ogr.Geometry | None]) -> ogr.Geometry | None:
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        geometry = make()
        return None if geometry is None else _valid(geometry)
    except (RuntimeError, TypeError):  # where another plugin switched GDAL's exceptions on
        return None
    finally:
        gdal.PopErrorHandler()


def _valid(geometry: ogr.Geometry) -> ogr.Geometry | None:
    """The polygons of a geometry as one valid multipolygon in the plane."""
    geometry.FlattenTo2D()
    if not geometry.IsValid():
        geometry = geometry.MakeValid()
    united = ogr.Geometry(ogr.wkbMultiPolygon)
    for polygon in _polygons(geometry):
        united.AddGeometry(polygon)
    west, east, south, north = united.GetEnvelope()
    is_on_earth = max(-west, east) <= 360 and max(-south, north) <= 90
    return united if united.Area() > 0 and is_on_earth else None


def _polygons(geometry: ogr.Geometry | None) -> list[ogr.Geometry]:
    if geometry is None:
        return []
    if geometry.GetGeometryName() == "POLYGON":
        return [geometry]
    return [polygon for part in geometry for polygon in _polygons(part)]


def nest(polygons: dict[int, ogr.Geometry]) -> dict[int, ogr.Geometry]:
    """By limit, each polygon with those of smaller limits, which simplifying may have cut."""
    nested: dict[int, ogr.Geometry] = {}
    inner = None
    for limit, polygon in sorted(polygons.items()):
        outer = polygon
        if inner is not None and not inner.Within(polygon):
            outer = _valid(polygon.Union(inner)) or polygon
        nested[limit] = inner = outer
    return nested


def unite(polygons: list[ogr.Geometry], progress: Progress = SILENT) -> ogr.Geometry:
    """The ground that any of the polygons (at least one) covers, valid. Raises Cancelled."""
    while len(polygons) > 1:
        groups = [polygons[start : start + _GROUP] for start in range(0, len(polygons), _GROUP)]
        polygons = [_united(group) for group in progress.over(groups)]
    return polygons[0]


def _united(polygons: list[ogr.Geometry]) -> ogr.Geometry:
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for polygon in polygons:
        for part in polygon:
            together.AddGeometry(part)
    return _valid(together.UnionCascaded()) or together
