"""Coordinates: longitude/latitude in files, a metric system for computing."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from osgeo import ogr, osr

WGS84 = 4326
LAMBERT_93 = 2154
#: Points changed at once, which bounds the memory.
_AT_ONCE = 1_000_000


def metric_epsg(lon: float, lat: float) -> int:
    """EPSG code of the metric system to compute in around a point (degrees).

    Lambert-93 in metropolitan France (and its borders), else the local UTM zone (WGS 84).
    """
    if -6 <= lon <= 10.5 and 41 <= lat <= 51.5:
        return LAMBERT_93
    zone = int((lon + 180) // 6) % 60 + 1
    return (32600 if lat >= 0 else 32700) + zone


def spatial_reference(epsg: int) -> osr.SpatialReference:
    """The system ``epsg``, with x = longitude or easting whatever its official axis order."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def is_undefined(name: str) -> bool:
    """Whether the name of a reference system says that there is none, as in some GeoPackages."""
    return name.casefold().startswith("undefined ")


def transformation(from_epsg: int, to_epsg: int) -> osr.CoordinateTransformation:
    """For ``ogr.Geometry.Transform``, x first on both sides."""
    return osr.CoordinateTransformation(spatial_reference(from_epsg), spatial_reference(to_epsg))


def project(x: Any, y: Any, from_epsg: int, to_epsg: int) -> tuple[np.ndarray, np.ndarray]:
    """Arrays of x and y (shape n) from one system to the other; NaN stays NaN."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if from_epsg == to_epsg or not x.size:
        return x.copy(), y.copy()
    finite = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    out = np.full((2, x.size), np.nan)
    change = transformation(from_epsg, to_epsg)
    for begin in range(0, len(finite), _AT_ONCE):
        chosen = finite[begin : begin + _AT_ONCE]
        out[:, chosen] = _moved(np.column_stack([x[chosen], y[chosen]]), change).T
    return out[0], out[1]


def _moved(points: np.ndarray, change: osr.CoordinateTransformation) -> np.ndarray:
    """Points (k, 2) in the other system, all at once as the points of a line."""
    head = struct.pack("<BII", 1, ogr.wkbLineString, len(points))
    line = ogr.CreateGeometryFromWkb(head + points.astype("<f8").tobytes())
    try:
        failed = line.Transform(change) != ogr.OGRERR_NONE
    except RuntimeError:  # where another plugin has switched GDAL's exceptions on
        failed = True
    if failed:
        # One point that cannot be projected makes all of them fail: one by one, only that one is
        # infinite.
        return np.array([_moved_alone(x, y, change) for x, y in points.tolist()])
    return np.frombuffer(line.ExportToWkb(ogr.wkbNDR), "<f8", offset=len(head)).reshape(-1, 2)


def _moved_alone(x: float, y: float, change: osr.CoordinateTransformation) -> tuple[float, float]:
    try:
        moved = change.TransformPoint(x, y)
    except RuntimeError:
        return np.inf, np.inf
    return moved[0], moved[1]
