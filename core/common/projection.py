"""Coordinates: longitude/latitude in files, a metric system for computing."""

from __future__ import annotations

from typing import Any

import numpy as np
from osgeo import osr

WGS84 = 4326
LAMBERT_93 = 2154


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
    known = np.isfinite(x) & np.isfinite(y)
    out = np.full((2, x.size), np.nan)
    points = np.column_stack([x[known], y[known]])
    if len(points):
        moved = np.array(transformation(from_epsg, to_epsg).TransformPoints(points.tolist()))
        out[:, known] = moved[:, :2].T
    return out[0], out[1]
