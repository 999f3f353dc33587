"""Where France is, as far as coordinates alone can be judged: coarse outlines, prefectures, and
how large each département is."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

from osgeo import ogr

_FILE = Path(__file__).with_suffix(".json")
#: Hardly any place is farther than this (metres) from the prefecture of its département.
_FAR = 100_000
#: A coordinate lost its sign where the turned point is so much nearer to the prefecture.
_NEARER = 0.5
#: No place of a département is farther from its prefecture than so many sides of a square that is
#: as large as the département.
_SIDES = 2.5

Point = tuple[float, float]


def in_france(lon: float, lat: float) -> bool:
    """Whether a point (degrees) lies in an outline around France or one of its territories, some
    kilometres off the coasts."""
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return False
    point = ogr.Geometry(ogr.wkbPoint)
    point.SetPoint_2D(0, lon, lat)
    return bool(_outlines()[1].Intersects(point))


def turned_signs(lon: float, lat: float, departement: str, *, is_there: bool) -> Point | None:
    """Longitude and latitude with the sign that one of them (else both) lost; None where none is
    missing, as far as can be told.

    A point in France (``is_there``, as ``in_france`` says) is doubted only where it is far from the
    prefecture of its ``departement`` ("" unknown), and the turned one is near.
    """
    centre = _content()["prefectures"].get(departement)
    away = _metres((lon, lat), centre) if centre else 0.0
    if is_there and away <= _FAR:
        return None
    turned = [(-lon, lat), (lon, -lat), (-lon, -lat)]
    if centre is None:
        return next((each for each in turned if in_france(*each)), None)
    best = min(turned, key=lambda each: _metres(each, centre))
    is_better = _metres(best, centre) < _NEARER * away and in_france(*best)
    return best if is_better else None


def ground_of(departement: str) -> float:
    """Square kilometres of a département, 0 for a code that is none."""
    return float(_content()["km2"].get(departement, 0))


def within_reach(lon: float, lat: float, departement: str) -> bool:
    """Whether a point may lie in a département, by its prefecture and its ground alone."""
    centre = _content()["prefectures"][departement]
    return _metres((lon, lat), centre) <= _SIDES * 1000 * math.sqrt(ground_of(departement))


def _metres(one: Point, other: Point) -> float:
    """The distance along a sphere, near enough."""
    east = math.radians(other[0] - one[0]) * math.cos(math.radians((one[1] + other[1]) / 2))
    return 6_371_000 * math.hypot(east, math.radians(other[1] - one[1]))


@cache
def _outlines() -> tuple[ogr.Geometry, ogr.PreparedGeometry]:
    """All outlines as one geometry, and the same ready to be asked of many points."""
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for corners in _content()["outlines"]:
        ring, outline = ogr.Geometry(ogr.wkbLinearRing), ogr.Geometry(ogr.wkbPolygon)
        for lon, lat in [*corners, corners[0]]:
            ring.AddPoint_2D(lon, lat)
        outline.AddGeometry(ring)
        together.AddGeometry(outline)
    whole = together.UnionCascaded()  # they overlap
    return whole, whole.CreatePreparedGeometry()


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return content
