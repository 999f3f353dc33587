"""GeoJSON as RFC 7946 wants it: longitude and latitude, exterior rings counter-clockwise."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
from osgeo import gdal, ogr

Json = dict[str, Any]


def point(lon: float, lat: float, precision: int) -> Json | None:
    """A Point (degrees, ``precision`` decimals); None without a position."""
    if math.isnan(lon) or math.isnan(lat):
        return None
    return {"type": "Point", "coordinates": [round(lon, precision), round(lat, precision)]}


def polygons(shape: ogr.Geometry | None, precision: int) -> Json | None:
    """A Polygon or MultiPolygon (degrees, ``precision`` decimals); None when nothing is left.

    Rings that rounding makes vanish are dropped, and what it makes invalid is mended.
    """
    if shape is None:
        return None
    parts = _rounded(shape, precision)
    parts = _valid(parts, precision)
    if not parts:
        return None
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def feature(properties: Json, geometry: Json | None) -> Json:
    """A Feature whose properties are JSON values: no NaN, numbers as numbers."""
    values = {name: json_value(value) for name, value in properties.items()}
    return {"type": "Feature", "properties": values, "geometry": geometry}


def json_value(value: Any) -> Any:
    """A cell of a table as JSON: NaN and None are null, floats have 6 decimals at most."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else round(value, 6)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)


def collection_bytes(features: list[Json]) -> bytes:
    """A FeatureCollection in UTF-8, one feature per line so that differences can be read."""
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        for feature in features
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _rounded(shape: ogr.Geometry, precision: int) -> list[list[list[list[float]]]]:
    """The polygons of a geometry as coordinates, rings turned the right way."""
    kind = ogr.GT_Flatten(shape.GetGeometryType())
    if kind != ogr.wkbPolygon:
        members = (shape.GetGeometryRef(number) for number in range(shape.GetGeometryCount()))
        if kind in (ogr.wkbMultiPolygon, ogr.wkbGeometryCollection):
            return [part for member in members for part in _rounded(member, precision)]
        return []
    rings = []
    for number in range(shape.GetGeometryCount()):
        points = shape.GetGeometryRef(number).GetPoints() or []
        ring = _round_ring(points, precision)
        if ring is None:
            if number == 0:
                return []
            continue
        if (_signed_area(ring) > 0) != (number == 0):
            ring.reverse()
        rings.append(ring)
    return [rings] if rings else []


def _round_ring(points: list[tuple[float, ...]], precision: int) -> list[list[float]] | None:
    """A closed ring without repeats; None when rounding leaves nothing of it."""
    ring = np.array(points).reshape(len(points), -1)[:, :2].round(precision)
    moves = np.ones(len(ring), dtype=bool)
    moves[1:] = (ring[1:] != ring[:-1]).any(axis=1)
    ring = ring[moves]
    if len(ring) and (ring[0] != ring[-1]).any():
        ring = np.vstack([ring, ring[:1]])
    return ring.tolist() if len(ring) >= 4 and _signed_area(ring) else None


def _signed_area(ring: np.ndarray | list[list[float]]) -> float:
    """Twice the area, positive when counter-clockwise."""
    x, y = (np.asarray(ring) - np.asarray(ring[0])).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def _valid(parts: list[list[list[list[float]]]], precision: int) -> list[list[list[list[float]]]]:
    """The same polygons, mended where rounding made a ring touch or cross itself."""
    built = ogr.CreateGeometryFromJson(json.dumps({"type": "MultiPolygon", "coordinates": parts}))
    # GDAL prints where a geometry is invalid, which is useless here.
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        return parts if built.IsValid() else _rounded(built.MakeValid(), precision)
    finally:
        gdal.PopErrorHandler()
