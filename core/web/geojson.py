"""GeoJSON as RFC 7946 wants it: longitude and latitude, exterior rings counter-clockwise."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

from osgeo import ogr

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
    if not _build(parts).IsValid():
        parts = _rounded(_build(parts).MakeValid(), precision)
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


def write_collection(path: Path, features: list[Json]) -> None:
    """A FeatureCollection in UTF-8, one feature per line so that differences can be read."""
    lines = ",\n".join(
        json.dumps(each, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        for each in features
    )
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


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
    ring: list[list[float]] = []
    for position in points:
        rounded = [round(position[0], precision), round(position[1], precision)]
        if not ring or rounded != ring[-1]:
            ring.append(rounded)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0][:])
    return ring if len(ring) >= 4 and _signed_area(ring) else None


def _signed_area(ring: list[list[float]]) -> float:
    """Twice the area, positive when counter-clockwise."""
    west, south = ring[0]
    return sum(
        (a[0] - west) * (b[1] - south) - (b[0] - west) * (a[1] - south) for a, b in pairwise(ring)
    )


def _build(parts: list[list[list[list[float]]]]) -> ogr.Geometry:
    shape = ogr.CreateGeometryFromJson(json.dumps({"type": "MultiPolygon", "coordinates": parts}))
    return shape
