"""Isochrones: the ground they hold, worked by hand on plain roads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.contours import contour_polygons
from maillage.core.access.isochrones import Isochrone, isochrones
from maillage.core.access.times import Search
from maillage.core.common.errors import Cancelled
from maillage.core.common.progress import Progress
from maillage.core.network.graph import Graph
from maillage.core.network.network import Network
from osgeo import ogr
from roads import EAST, NORTH, at, network


def point(x: float, y: float) -> ogr.Geometry:
    geometry = ogr.Geometry(ogr.wkbPoint)
    geometry.AddPoint_2D(x + EAST, y + NORTH)
    return geometry


def compute(
    built: Network, places: list[tuple[float, float]], minutes: list[int], **options: str
) -> list[Isochrone]:
    graph = Graph(built, options.get("mode", "car"), options.get("direction", "to"))
    search = Search(graph, graph.snap(*at(*places)))
    return list(isochrones(search, minutes, options.get("merge", "each")))


def grid_of_streets(spacing: int, count: int) -> list[list[tuple[float, float]]]:
    ticks = [spacing * n for n in range(count + 1)]
    rows = [[(float(x), float(y)) for x in ticks] for y in ticks]
    return rows + [[(float(x), float(y)) for y in ticks] for x in ticks]


def test_along_a_straight_road_it_reaches_speed_times_time() -> None:
    # 36 km/h: 6,000 m in 10 minutes, on both sides of the place.
    built = network([(-20_000, 0), (0, 0)], [(0, 0), (20_000, 0)])
    (found,) = compute(built, [(0, 0)], [10])
    west, east, south, north = found.geometry.GetEnvelope()
    assert (west - EAST, east - EAST) == pytest.approx((-6000, 6000), abs=110)
    # Across the road only the short walk: about 500 m near the place, none at the far end.
    assert (south - NORTH, north - NORTH) == pytest.approx((-500, 500), abs=110)
    assert found.geometry.Contains(point(5000, 0))
    assert not found.geometry.Contains(point(0, 700))
    assert not found.geometry.Contains(point(5500, 400))


def test_it_is_no_buffer_a_lake_is_a_hole_and_far_roads_are_parts() -> None:
    # A ring road of 2 km a side around nothing: its middle is beyond the walk.
    ring = [(0, 0), (2000, 0), (2000, 2000), (0, 2000), (0, 0)]
    built = network(ring[:3], ring[2:])
    (found,) = compute(built, [(0, 0)], [20])
    assert found.geometry.IsValid()
    assert not found.geometry.Contains(point(1000, 1000))
    assert sum(part.GetGeometryCount() - 1 for part in found.geometry) == 1


def test_the_direction_of_travel_matters() -> None:
    built = network([(0, 0), (5000, 0)], [(5000, 0), (5000, 5000), (0, 0)], one_way=["yes", "yes"])
    (to,) = compute(built, [(0, 0)], [5], direction="to")
    (away,) = compute(built, [(0, 0)], [5], direction="from")
    assert away.geometry.Contains(point(2000, 0))
    assert not to.geometry.Contains(point(2000, 0))
    assert to.geometry.Contains(point(1500, 1500))


def test_limits_nest_and_each_place_has_its_own() -> None:
    built = network(*grid_of_streets(400, 20))
    found = compute(built, [(4000, 4000), (1000, 1200)], [2, 4, 6])
    assert [(one.place, one.minutes) for one in found] == [
        (place, limit) for place in (0, 1) for limit in (2, 4, 6)
    ]
    for smaller, larger in ((0, 1), (1, 2), (3, 4), (4, 5)):
        outside = found[smaller].geometry.Difference(found[larger].geometry)
        assert outside.Area() == pytest.approx(0, abs=1e-6)
        assert found[smaller].geometry.Area() < found[larger].geometry.Area()


def test_the_union_is_what_any_place_reaches() -> None:
    built = network(*grid_of_streets(400, 20))
    each = compute(built, [(800, 800), (7200, 7200)], [3])
    (union,) = compute(built, [(800, 800), (7200, 7200)], [3], merge="union")
    together = each[0].geometry.Union(each[1].geometry)
    assert union.place == -1
    assert union.geometry.SymDifference(together).Area() < 0.001 * together.Area()


def test_it_says_when_it_touches_the_edge_of_the_network() -> None:
    built = network(*grid_of_streets(400, 20))
    near, far = compute(built, [(4000, 4000), (200, 4000)], [3])
    assert not near.truncated
    assert far.truncated


def test_a_cancel_ends_it_between_places() -> None:
    graph = Graph(network(*grid_of_streets(400, 20)), "car")
    search = Search(graph, graph.snap(*at(*[(400 * n, 800) for n in range(10)])))
    done: list[Isochrone] = []
    progress = Progress(is_cancelled=lambda: len(done) >= 3)
    with pytest.raises(Cancelled):
        done.extend(
            one for one in isochrones(search, [3], progress=progress) if not done.append(one)
        )
    assert 3 <= len(done) <= 4


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(4, 25))
def test_contours_hold_what_is_low_are_valid_and_nest(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    values = np.full((size + 2, size + 2), 100.0)
    values[1:-1, 1:-1] = random.uniform(0, 100, (size, size))
    found = contour_polygons(values, [30.5, 60.5], 0, 0, 1, 0)
    for geometry in found.values():
        assert geometry.IsValid()
    for level, geometry in found.items():
        for row, column in zip(*np.nonzero(np.abs(values - level) > 0.01), strict=True):
            spot = ogr.Geometry(ogr.wkbPoint)
            spot.AddPoint_2D(float(column), float(row))
            assert geometry.Contains(spot) == (values[row, column] < level)
    if len(found) == 2:
        assert found[30.5].Difference(found[60.5]).Area() == pytest.approx(0, abs=1e-9)
