"""Contours of a grid as polygons: GDAL draws the lines, parts and holes follow from nesting."""

from __future__ import annotations

import struct

import numpy as np
from osgeo import gdal, ogr

from ..territories.zones import surfaces


def contour_polygons(
    values: np.ndarray,
    levels: list[float],
    west: float,
    south: float,
    cell: float,
    smallest: float,
) -> dict[float, ogr.Geometry]:
    """By level, the valid multipolygon where ``values`` is at most that; absent where it is empty.

    ``values`` (rows from the south) stand at points ``cell`` apart, the first at (west, south), and
    those on the border must exceed all levels, so that every contour closes. Rings below
    ``smallest`` (square units) are left out, at all levels or at none, so that levels stay nested;
    only the largest of a level always stays.
    """
    rows, columns = values.shape
    raster = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Float64)
    # Values stand at the middle of GDAL's pixels.
    raster.SetGeoTransform((west - cell / 2, cell, 0, south - cell / 2, 0, cell))
    raster.GetRasterBand(1).WriteArray(values)
    vector = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = vector.CreateLayer("contours", geom_type=ogr.wkbLineString)
    layer.CreateField(ogr.FieldDefn("level", ogr.OFTReal))
    wanted = ",".join(map(str, levels))
    gdal.ContourGenerateEx(
        raster.GetRasterBand(1), layer, options=[f"FIXED_LEVELS={wanted}", "ELEV_FIELD=0"]
    )
    rings: dict[float, list[np.ndarray]] = {level: [] for level in levels}
    for feature in layer:
        line = bytes(feature.GetGeometryRef().ExportToWkb(ogr.wkbNDR))
        ring = np.frombuffer(line, dtype="<f8", offset=9).reshape(-1, 2)
        if len(ring) > 3:
            level = min(levels, key=lambda known: abs(known - feature["level"]))
            rings[level].append(ring)
    return {level: _polygons(_kept(found, smallest)) for level, found in rings.items() if found}


def _kept(rings: list[np.ndarray], smallest: float) -> list[np.ndarray]:
    return [ring for ring in rings if _area(ring) >= smallest] or [max(rings, key=_area)]


def _area(ring: np.ndarray) -> float:
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))) / 2


def _polygons(rings: list[np.ndarray]) -> ogr.Geometry:
    """Rings that do not cross: those inside an even number of others are parts, the rest holes."""
    rings = sorted(rings, key=_area, reverse=True)
    boxes = np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in rings])
    parents: list[list[int]] = []
    parts: dict[int, list[np.ndarray]] = {}
    for number, ring in enumerate(rings):
        x, y = ring[0]
        box = boxes[:number]
        near = (box[:, 0] <= x) & (box[:, 1] <= y) & (box[:, 2] >= x) & (box[:, 3] >= y)
        around = [other for other in np.flatnonzero(near) if _holds(rings[other], x, y)]
        parents.append(around)
        if len(around) % 2 == 0:
            parts[number] = [ring]
        else:
            # The last ring around, the smallest, is the part that this hole is in.
            parts[max(other for other in around if len(parents[other]) % 2 == 0)].append(ring)
    geometry = ogr.CreateGeometryFromWkb(_multipolygon(list(parts.values())))
    return geometry if geometry.IsValid() else surfaces(geometry.MakeValid())


def _holds(ring: np.ndarray, x: float, y: float) -> bool:
    """Whether a point is inside a ring, by counting crossings of a ray."""
    start, end = ring[:-1], ring[1:]
    crossing = (start[:, 1] > y) != (end[:, 1] > y)
    start, end = start[crossing], end[crossing]
    at = start[:, 0] + (y - start[:, 1]) * (end[:, 0] - start[:, 0]) / (end[:, 1] - start[:, 1])
    return bool((at > x).sum() % 2)


def _multipolygon(parts: list[list[np.ndarray]]) -> bytes:
    """Well-known binary of parts, each a list of rings (arrays of x, y)."""
    out = [struct.pack("<BII", 1, 6, len(parts))]
    for part in parts:
        out.append(struct.pack("<BII", 1, 3, len(part)))
        for ring in part:
            out += [struct.pack("<I", len(ring)), ring.tobytes()]
    return b"".join(out)
