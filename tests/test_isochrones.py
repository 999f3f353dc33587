"""Isochrones: the ground they hold, worked by hand on plain roads, and what they always promise."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.ground import Ground
from maillage.core.access.isochrones import Isochrone, isochrones
from maillage.core.access.times import RoadSearch
from maillage.core.common.errors import Cancelled
from maillage.core.common.progress import Progress
from maillage.core.common.projection import WGS84, transformation
from maillage.core.network.graph import Graph
from maillage.core.network.profiles import profile
from maillage.core.network.roadnetwork import Network
from osgeo import ogr
from roads import EAST, NORTH, at, network

#: Metres between the points that the ground is drawn from, by car.
CELL = profile("car").cell_metres


def point(x: float, y: float) -> ogr.Geometry:
    geometry = ogr.Geometry(ogr.wkbPoint)
    geometry.AddPoint_2D(x + EAST, y + NORTH)
    return geometry


def search_from(built: Network, places: list[tuple[float, float]], **options: str) -> RoadSearch:
    graph = Graph(built, options.get("mode", "car"), options.get("direction", "to"))
    return RoadSearch(graph, graph.snap(*at(*places)))


def compute(
    built: Network, places: list[tuple[float, float]], minutes: list[int], **options: str
) -> list[Isochrone]:
    merge = options.pop("merge", "each")
    return list(isochrones(search_from(built, places, **options), minutes, merge))


def grid_of_streets(spacing: int, count: int) -> list[list[tuple[float, float]]]:
    ticks = [spacing * n for n in range(count + 1)]
    rows = [[(float(x), float(y)) for x in ticks] for y in ticks]
    return rows + [[(float(x), float(y)) for y in ticks] for x in ticks]


def holds(larger: ogr.Geometry, smaller: ogr.Geometry) -> bool:
    return larger.Contains(smaller) and smaller.Difference(larger).Area() == 0


def test_along_a_straight_road_it_reaches_speed_times_time() -> None:
    # 36 km/h: 6,000 m in 10 minutes, on both sides of the place.
    built = network([(-20_000, 0), (0, 0)], [(0, 0), (20_000, 0)])
    (found,) = compute(built, [(0, 0)], [10])
    west, east, south, north = found.geometry.GetEnvelope()
    assert (west - EAST, east - EAST) == pytest.approx((-6000, 6000), abs=CELL)
    # Across the road a short walk: its sides, not the fields.
    assert 45 < north - NORTH < 45 + 1.5 * CELL
    assert 45 < NORTH - south < 45 + 1.5 * CELL
    assert found.geometry.Contains(point(5800, 0))
    assert not found.geometry.Contains(point(0, 200))


def test_the_road_ends_where_the_time_does_not_at_the_next_junction() -> None:
    built = network([(-1, 0), (0, 0)], [(0, 0), (30_000, 0)])
    for minutes, metres in ((1, 600), (2, 1200), (7, 4200)):
        (found,) = compute(built, [(0, 0)], [minutes])
        assert found.geometry.GetEnvelope()[1] - EAST == pytest.approx(metres, abs=CELL)


def test_a_lake_is_a_hole_and_a_small_block_is_not() -> None:
    # A ring road of 2 km a side around nothing, with a block of 200 m a side at its corner.
    ring = [(0, 0), (2000, 0), (2000, 2000), (0, 2000), (0, 0)]
    block = [(200, 0), (200, 200), (0, 200)]
    built = network(ring[:3], ring[2:], block)
    (found,) = compute(built, [(0, 0)], [20])
    assert found.geometry.IsValid()
    assert not found.geometry.Contains(point(1000, 1000))
    assert found.geometry.Contains(point(100, 100))
    assert sum(part.GetGeometryCount() - 1 for part in found.geometry) == 1


def test_the_direction_of_travel_matters() -> None:
    built = network([(0, 0), (5000, 0)], [(5000, 0), (5000, 5000), (0, 0)], one_way=["yes", "yes"])
    (to,) = compute(built, [(0, 0)], [5], direction="to")
    (away,) = compute(built, [(0, 0)], [5], direction="from")
    assert away.geometry.Contains(point(2000, 0))
    assert not to.geometry.Contains(point(2000, 0))
    assert to.geometry.Contains(point(1500, 1500))


def test_each_place_has_its_own_by_limit() -> None:
    built = network(*grid_of_streets(400, 20))
    found = compute(built, [(4000, 4000), (1000, 1200)], [6, 2, 4, 4])
    assert [(one.place, one.minutes) for one in found] == [
        (place, limit) for place in (0, 1) for limit in (2, 4, 6)
    ]


def test_a_limit_gives_the_same_ground_whatever_others_are_asked() -> None:
    built = network(*grid_of_streets(400, 20))
    for merge in ("each", "union"):
        together = compute(built, [(4000, 4000)], [2, 4, 9], merge=merge)
        for one in together:
            (alone,) = compute(built, [(4000, 4000)], [one.minutes], merge=merge)
            assert alone.geometry.Equals(one.geometry)


def test_a_minute_shows_something_but_a_walk_that_takes_longer_shows_nothing() -> None:
    built = network([(0, 0), (20_000, 0)])
    for mode in ("car", "foot"):
        (found,) = compute(built, [(10_000, 20)], [1], mode=mode)
        assert found.geometry.Contains(point(10_000, 0))
    # 300 m at 4.5 km/h are 4 minutes.
    assert [one.minutes for one in compute(built, [(10_000, 300)], [3, 5])] == [5]


def test_the_union_is_what_any_place_reaches() -> None:
    built = network(*grid_of_streets(400, 20))
    each = compute(built, [(800, 800), (7200, 7200)], [3])
    (union,) = compute(built, [(800, 800), (7200, 7200)], [3], merge="union")
    together = each[0].geometry.Union(each[1].geometry)
    assert union.place == -1
    assert union.geometry.SymDifference(together).Area() < 0.001 * together.Area()


def test_split_the_border_is_where_both_places_are_as_far() -> None:
    built = network([(0, 0), (10_000, 0)])
    west, east = compute(built, [(2000, 0), (8000, 0)], [10], merge="nearest")
    assert (west.place, east.place) == (0, 1)
    assert west.geometry.GetEnvelope()[1] - EAST == pytest.approx(5000, abs=CELL)
    assert east.geometry.GetEnvelope()[0] == west.geometry.GetEnvelope()[1]


@pytest.mark.parametrize("mode", ["car", "foot"])
def test_split_no_ground_is_of_two_places_and_none_is_lost(mode: str) -> None:
    # Blocks so small that none is a hole, nor becomes one between two grounds.
    built = network(*grid_of_streets(200, 24))
    places = [(800, 800), (3600, 900), (2100, 4000), (4100, 4100), (2000, 2100)]
    limits = [2, 4, 30] if mode == "car" else [10, 20]
    each = {(one.place, one.minutes): one for one in compute(built, places, limits, mode=mode)}
    unions = compute(built, places, limits, mode=mode, merge="union")
    split = compute(built, places, limits, mode=mode, merge="nearest")
    assert [(one.place, one.minutes) for one in split] == sorted(each)
    cell = profile(mode).cell_metres
    for union in unions:
        parts = [one for one in split if one.minutes == union.minutes]
        for one, other in combinations(parts, 2):
            assert one.geometry.Intersection(other.geometry).Area() < 1e-3
        whole = parts[0].geometry
        for one in parts[1:]:
            whole = whole.Union(one.geometry)
        assert whole.SymDifference(union.geometry).Area() < 4 * cell**2
        for one in parts:
            assert one.geometry.IsValid()
            # Smoothing, and filling small holes, joins grounds that are a cell apart.
            own = each[one.place, one.minutes].geometry.Buffer(cell)
            assert one.geometry.Difference(own).Area() < cell**2
    for place in range(len(places)):
        nested = [one.geometry for one in split if one.place == place]
        for smaller, larger in pairwise(nested):
            assert smaller.Difference(larger).Area() < 1e-3


def test_it_says_when_it_touches_the_edge_of_the_network() -> None:
    built = network(*grid_of_streets(400, 20))
    for merge in ("each", "nearest"):
        near, far = compute(built, [(4000, 4000), (200, 4000)], [3], merge=merge)
        assert not near.truncated
        assert far.truncated


@pytest.mark.parametrize("merge", ["each", "union", "nearest"])
def test_within_300_m_of_the_network_s_edge_it_may_be_cut_off(merge: str) -> None:
    # 3 minutes along a road are 1,800 m: the ground ends some 350 m or 250 m from its western end.
    square = [(0, 0), (8000, 0), (8000, 8000), (0, 8000), (0, 0)]
    built = network(*map(list, pairwise(square)), [(0, 4000), (8000, 4000)])
    for edge, is_cut in ((350, False), (250, True)):
        (found,) = compute(built, [(edge + 1765, 4000)], [3], merge=merge)
        assert found.geometry.GetEnvelope()[0] - EAST == pytest.approx(edge, abs=CELL / 2)
        assert found.truncated == is_cut


def test_off_the_road_one_walks_1_km_an_hour_beyond_its_45_m_of_roadside() -> None:
    # Rows of points every 70 m: the next ones are 5 m below this road and 65 m above it.
    road = (NORTH + 1000) // CELL * CELL + 5 - NORTH
    search = search_from(network([(0, road), (2000, road)]), [(0, road)])
    window = Ground(search, CELL, 600.0).window(search.nearest().seconds, search.joined)
    row, column = round((NORTH + road + 65) / CELL), int((EAST + 1000) // CELL)
    along = (column * CELL - EAST) / 10  # seconds at 36 km/h
    # 20 m of ground beyond the 45 m: 72 seconds at 1 km/h.
    found = window.seconds[row - window.row, column - window.column]
    assert found == pytest.approx(along + 72, abs=1)


def test_it_comes_place_by_place_and_a_cancel_ends_it_between_two() -> None:
    search = search_from(network(*grid_of_streets(400, 20)), [(400 * n, 800) for n in range(10)])
    done: list[Isochrone] = []
    progress = Progress(is_cancelled=lambda: len(done) >= 3)
    with pytest.raises(Cancelled):
        done.extend(
            one for one in isochrones(search, [3], progress=progress) if not done.append(one)
        )
    assert 3 <= len(done) <= 4


def test_degrees_are_those_of_the_network_s_system_and_nest_too() -> None:
    search = search_from(network(*grid_of_streets(400, 20)), [(4000, 4000), (1000, 1200)])
    change = transformation(search.graph.network.epsg, WGS84)
    for merge in ("each", "union", "nearest"):
        metres = list(isochrones(search, [2, 4, 6], merge))
        degrees = list(isochrones(search, [2, 4, 6], merge, epsg=WGS84))
        for one, other in zip(metres, degrees, strict=True):
            one.geometry.Transform(change)
            assert other.geometry.IsValid()
            assert one.geometry.SymDifference(other.geometry).Area() < 1e-6 * one.geometry.Area()
        for smaller, larger in pairwise(degrees):
            if smaller.place == larger.place and merge != "nearest":
                assert holds(larger.geometry, smaller.geometry)


def test_without_any_place_near_a_road_there_is_none() -> None:
    built = network([(0, 0), (1000, 0)])
    for merge in ("each", "union", "nearest"):
        assert compute(built, [(0, 50_000)], [10], merge=merge) == []


@st.composite
def roads(draw: st.DrawFn) -> Network:
    """Roads between random points of a square of 4 km a side, all joined to the first."""
    spot = st.tuples(st.integers(0, 4000), st.integers(0, 4000))
    points = draw(st.lists(spot, min_size=3, max_size=12, unique=True))
    ends = [(points[draw(st.integers(0, end - 1))], points[end]) for end in range(1, len(points))]
    return network(*[[tuple(map(float, one)) for one in pair] for pair in ends])


@settings(max_examples=60)
@given(roads(), st.sampled_from(["car", "foot"]), st.sampled_from(["to", "from"]), st.data())
def test_always_valid_nested_and_around_the_place(
    built: Network, mode: str, direction: str, data: st.DataObject
) -> None:
    limits = sorted(data.draw(st.sets(st.integers(1, 60 if mode == "foot" else 8), min_size=1)))
    node = data.draw(st.integers(0, len(built.x) - 1))
    place = float(built.x[node] - EAST), float(built.y[node] - NORTH)
    other = float(built.x[0] - EAST), float(built.y[0] - NORTH)
    for merge in ("each", "union"):
        found = compute(built, [place, other], limits, mode=mode, direction=direction, merge=merge)
        assert [one.minutes for one in found] == limits * (2 if merge == "each" else 1)
        for one in found:
            assert one.geometry.IsValid()
            assert one.geometry.GetGeometryName() == "MULTIPOLYGON"
            assert one.geometry.Contains(point(*(other if one.place == 1 else place)))
        for smaller, larger in pairwise(found):
            if smaller.place == larger.place:
                assert holds(larger.geometry, smaller.geometry)
