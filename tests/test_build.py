"""Building: where roads are cut, which pieces are one edge, what waits and barriers cost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.times import RoadSearch
from maillage.core.common.errors import Cancelled, InputError
from maillage.core.common.progress import Progress
from maillage.core.common.projection import project
from maillage.core.network.build import Lines, build_network
from maillage.core.network.graph import Graph
from maillage.core.network.profiles import profile
from maillage.core.network.roadnetwork import Network
from maillage.core.network.timing import add_waits
from roads import EAST, NORTH, at
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

Point = tuple[float, float]


def lines(*roads: list[Point], kmh: list[float | tuple[float, float]] | None = None) -> Lines:
    """Roads in metres around the origin; 36 km/h (10 m/s) by car both ways unless said."""
    x, y = at(*(point for road in roads for point in road))
    lon, lat = project(x, y, 2154, 4326)
    start = np.cumsum([0, *(len(road) for road in roads)])
    speed = [one if isinstance(one, tuple) else (one, one) for one in kmh or [36.0] * len(roads)]
    names = pd.Series(["residential"] * len(roads))
    return Lines(lon, lat, start, {"car": np.array(speed, dtype=float)}, names)


def built(roads: Lines) -> Network:
    """The network without any wait at junctions, so that times are lengths over speeds."""
    no_wait = {"equal": 0.0, "minor": 0.0, "ending": 0.0}
    with patch(
        "maillage.core.network.build.profile",
        lambda mode, pace=None: replace(profile(mode, pace), junction_seconds=no_wait),
    ):
        return build_network(roads, {"name": "roads"})


def seconds(network: Network, start: Point, end: Point, mode: str = "car") -> float:
    """From one point on the network to another."""
    graph = Graph(network, mode, "from")
    search = RoadSearch(graph, graph.snap(*at(start)))
    target = graph.snap(*at(end))
    return float(search.at(search.nearest(), target.edge, target.fraction).seconds[0])


# Merging


def test_pieces_that_are_alike_are_one_edge_whichever_way_they_are_drawn() -> None:
    network = built(lines([(0, 0), (100, 0)], [(250, 0), (100, 0)], [(250, 0), (250, 40)]))
    assert (len(network.x), len(network.tail)) == (2, 1)
    assert network.length[0] == pytest.approx(290, abs=0.2)
    assert network.seconds["car"][0] == pytest.approx([29, 29], abs=0.02)
    drawn = np.column_stack([network.shape_x - EAST, network.shape_y - NORTH])
    if drawn[0, 0] > 100:
        drawn = drawn[::-1]
    assert drawn == pytest.approx(np.array([(0, 0), (100, 0), (250, 0), (250, 40)]), abs=0.05)


@pytest.mark.parametrize("other", [50.0, (36.0, 0.0), (36.0, 20.0)])
def test_pieces_that_differ_stay_apart(other: float | tuple[float, float]) -> None:
    network = built(lines([(0, 0), (100, 0)], [(100, 0), (200, 0)], kmh=[36.0, other]))
    assert len(network.tail) == 2


def test_a_street_with_people_and_a_road_without_stay_apart() -> None:
    roads = lines([(0, 0), (100, 0)], [(100, 0), (400, 0)])
    network = built(replace(roads, highway=pd.Series(["residential", "secondary"])))
    assert sorted(network.length[network.inhabited]) == pytest.approx([100], abs=0.1)
    assert sorted(network.length[~network.inhabited]) == pytest.approx([300], abs=0.1)


@pytest.mark.parametrize(("gap", "expected"), [(0.0, 20.0), (0.05, np.inf)])
def test_roads_meet_at_one_point_and_not_some_centimetres_apart(
    gap: float, expected: float
) -> None:
    rows = range(0, 400, 20)
    network = built(
        lines(
            *([(0, y), (100, y)] for y in rows),
            *([(100, y + gap), (200, y)] for y in rows),
        )
    )
    for y in rows:
        assert seconds(network, (0, y), (200, y)) == pytest.approx(expected, abs=0.05)


def test_a_bridge_meets_roads_at_both_of_its_ends_and_nothing_between() -> None:
    ends = [[(0, 50), (0, 0)], [(200, 0), (200, 50)]]
    below = [(100, -50), (100, 0), (100, 50)]
    roads = lines(*ends, below, [(0, 0), (100, 0), (200, 0)])
    network = built(replace(roads, ends_only=np.array([False, False, False, True])))
    assert seconds(network, (0, 50), (200, 50)) == pytest.approx(30, abs=0.05)
    assert seconds(network, (0, 50), (100, 50)) == np.inf


def test_one_ways_in_a_row_are_one_edge_and_head_to_head_they_are_two() -> None:
    way = (36.0, 0.0)
    row = built(lines([(0, 0), (100, 0)], [(100, 0), (200, 0)], kmh=[way, way]))
    against = built(lines([(0, 0), (100, 0)], [(200, 0), (100, 0)], kmh=[way, way]))
    assert (len(row.tail), len(against.tail)) == (1, 2)
    assert np.sort(row.seconds["car"][0]) == pytest.approx([20, np.inf], abs=0.02)


def test_a_ring_that_touches_nothing_is_one_edge_round() -> None:
    ring = [[(0, 0), (100, 0)], [(100, 0), (100, 100)], [(100, 100), (0, 100)], [(0, 100), (0, 0)]]
    network = built(lines(*ring))
    assert (len(network.x), len(network.tail)) == (1, 1)
    assert seconds(network, (50, 0), (50, 100)) == pytest.approx(20, abs=0.02)
    assert seconds(network, (50, 0), (80, 0)) == pytest.approx(3, abs=0.02)


@st.composite
def towns(draw: st.DrawFn) -> list[tuple[list[Point], tuple[float, float]]]:
    """Roads along a small grid of points, some one-way, of two speeds."""
    step = st.sampled_from([(100, 0), (-100, 0), (0, 100), (0, -100), (100, 100)])
    roads = []
    for _ in range(draw(st.integers(1, 12))):
        x, y = draw(st.tuples(st.integers(0, 3), st.integers(0, 3)))
        road = [(100.0 * x, 100.0 * y)]
        for east, north in draw(st.lists(step, min_size=1, max_size=5)):
            road.append((road[-1][0] + east, road[-1][1] + north))
        kmh = draw(st.sampled_from([(36.0, 36.0), (36.0, 36.0), (72.0, 72.0), (36.0, 0.0)]))
        roads.append((road, kmh))
    return roads


@settings(max_examples=150)
@given(town=towns())
def test_merging_leaves_all_times_as_they_were(
    town: list[tuple[list[Point], tuple[float, float]]],
) -> None:
    network = built(lines(*(road for road, _ in town), kmh=[kmh for _, kmh in town]))
    # The oracle goes from point to point, each a node, and knows no edges.
    number: dict[Point, int] = {}
    least: dict[tuple[int, int], float] = {}
    for road, (along, against) in town:
        for one, other in pairwise(road):
            a, b = (number.setdefault(point, len(number)) for point in (one, other))
            metres = float(np.hypot(one[0] - other[0], one[1] - other[1]))
            for pair, kmh in (((a, b), along), ((b, a), against)):
                if kmh:
                    least[pair] = min(least.get(pair, np.inf), metres * 3.6 / kmh)
    begin, end = np.array(list(least)).T
    matrix = coo_matrix((list(least.values()), (begin, end)), shape=(len(number),) * 2).tocsr()
    expected = dijkstra(matrix)
    points = list(number)
    # A grid's point is near its junction, or else was merged away.
    where = np.array(at(*points)).T
    of_junction = [
        int(np.hypot(*(where - (x, y)).T).argmin())
        for x, y in zip(network.x, network.y, strict=True)
    ]
    graph = Graph(network, "car", "from")
    begin, end, cost = graph.arcs
    arcs: dict[tuple[int, int], float] = {}
    for pair, one in zip(zip(begin.tolist(), end.tolist(), strict=True), cost, strict=True):
        arcs[pair] = min(arcs.get(pair, np.inf), float(one))
    begin, end = np.array(list(arcs)).T
    size = len(network.x)
    found = dijkstra(coo_matrix((list(arcs.values()), (begin, end)), shape=(size, size)).tocsr())
    assert found == pytest.approx(expected[np.ix_(of_junction, of_junction)], rel=1e-3, abs=0.01)


# Waits


def waits(
    ends: list[tuple[int, int]], rank: list[int], round_: list[bool] | None = None
) -> np.ndarray:
    """What is added to edges between nodes, when an equal wait is 1 s and a minor one 5 s."""
    tail, head = np.array(ends).T
    seconds = np.zeros((len(ends), 2))
    inside = np.array(round_ or [False] * len(ends))
    ranks = np.array(rank, dtype=np.int8)
    toward = np.ones((len(ends), 2))
    wait = {"equal": 1.0, "minor": 5.0, "ending": 0.0}
    add_waits(seconds, tail, head, 9, ranks, inside, toward, wait)
    return seconds


def test_the_lesser_road_waits_longer() -> None:
    # Three roads meet at node 0; the first comes from it, the others lead to it.
    found = waits([(0, 1), (2, 0), (3, 0)], [3, 3, 6])
    assert found.tolist() == [[0, 1], [1, 0], [5, 0]]
    found = waits([(0, 1), (2, 0), (3, 0)], [2, 3, 6])
    assert found.tolist() == [[0, 1], [5, 0], [5, 0]]


def test_where_two_roads_meet_nobody_waits() -> None:
    assert not waits([(0, 1), (1, 2)], [3, 6]).any()


def test_a_road_closed_to_the_mode_makes_no_junction() -> None:
    seconds = np.array([[1.0, 1.0], [1.0, 1.0], [np.inf, np.inf]])
    tail, head = np.array([0, 0, 0]), np.array([1, 2, 3])
    rank, inside = np.array([3, 3, 0], dtype=np.int8), np.zeros(3, dtype=bool)
    wait = {"equal": 1.0, "minor": 5.0, "ending": 0.0}
    add_waits(seconds, tail, head, 4, rank, inside, np.ones((3, 2)), wait)
    assert seconds[:2].tolist() == [[1, 1], [1, 1]]


def test_inside_a_roundabout_nobody_waits() -> None:
    found = waits([(1, 0), (0, 2), (3, 0)], [4, 4, 4], [True, True, False])
    assert found.tolist() == [[0, 0], [0, 0], [1, 0]]


@pytest.mark.parametrize(
    ("ways", "waiting"),
    [
        # East, west and south: the road from the south ends.
        ([1, -1, -1j], [1, 1, 21]),
        # A crossing: all go on.
        ([1, -1, 1j, -1j], [1, 1, 1, 1]),
        # Three roads at a third of a turn: all end. One 40 degrees off goes on.
        ([1, np.exp(2j * np.pi / 3), np.exp(-2j * np.pi / 3)], [21, 21, 21]),
        ([1, -np.exp(1j * np.radians(40)), 1j], [1, 1, 21]),
    ],
)
def test_who_must_turn_waits_longer(ways: list[complex], waiting: list[int]) -> None:
    count = len(ways)
    # Every second edge is drawn towards the junction (0), the others away from it.
    inwards = np.arange(count) % 2 == 0
    tail = np.where(inwards, np.arange(1, count + 1), 0)
    head = np.where(inwards, 0, np.arange(1, count + 1))
    # One arrives the way the road looks from the junction, turned round.
    there = -np.array(ways, dtype=complex) * 30
    toward = np.where(inwards, [there, -there], [-there, there]).T
    seconds = np.zeros((count, 2))
    wait = {"equal": 1.0, "minor": 5.0, "ending": 20.0}
    same = np.zeros(count, dtype=np.int8)
    add_waits(seconds, tail, head, count + 1, same, same > 0, toward, wait)
    assert np.where(inwards, seconds[:, 0], seconds[:, 1]).tolist() == waiting


# Barriers


def barred(passing: dict[str, float], where: Point, *roads: list[Point]) -> Network:
    """Roads with a barrier, for cars and bikes, both at 10 m/s."""
    given = lines(*roads)
    given.speeds_kmh["bike"] = given.speeds_kmh["car"]
    (lon,), (lat,) = project(*at(where), 2154, 4326)
    given.barriers = pd.DataFrame(
        {"lon": [lon], "lat": [lat]} | {m: [s] for m, s in passing.items()}
    )
    return built(given)


STREET = [(0, 0), (50, 0), (100, 0)]
#: The long way round: 1,100 m.
DETOUR = [(0, 0), (0, 500), (100, 500), (100, 0)]


def test_a_barrier_is_reached_from_both_sides_and_not_passed() -> None:
    network = barred({"car": np.inf, "bike": 8.0}, (50, 0), STREET, DETOUR)
    assert seconds(network, (0, 0), (45, 0)) == pytest.approx(4.5, abs=0.05)
    assert seconds(network, (100, 0), (55, 0)) == pytest.approx(4.5, abs=0.05)
    # From one side to the other: back 45 m, the detour, and 45 m.
    assert seconds(network, (45, 0), (55, 0)) == pytest.approx(119, abs=0.1)
    assert seconds(network, (45, 0), (55, 0), "bike") == pytest.approx(1 + 8, abs=0.05)


def test_a_barrier_where_three_roads_meet_parts_all_of_them() -> None:
    network = barred({"car": np.inf, "bike": 8.0}, (50, 0), STREET, DETOUR, [(50, 0), (50, -80)])
    assert seconds(network, (100, 0), (50, -80)) == np.inf
    assert seconds(network, (100, 0), (50, -80), "bike") == pytest.approx(5 + 8 + 8, abs=0.05)


def test_a_gate_is_passed_whatever_other_roads_are_closed() -> None:
    roads = lines(STREET, [(100, 0), (100, 80)], kmh=[36.0, 0.0])
    lon, lat = project(*at((50, 0)), 2154, 4326)
    roads.speeds_kmh["bike"] = roads.speeds_kmh["car"][::-1]
    roads.barriers = pd.DataFrame({"lon": lon, "lat": lat, "car": 8.0, "bike": 0.0})
    assert seconds(built(roads), (0, 0), (100, 0)) == pytest.approx(10 + 8, abs=0.05)


def test_how_a_gate_is_passed_does_not_depend_on_a_road_elsewhere() -> None:
    found = []
    for inside in (False, True):
        roads = lines(STREET, [(50, 0), (50, -80)], [(0, 500), (90, 500)])
        roads.rank, roads.roundabout = np.array([3, 6, 0]), np.array([False, False, inside])
        lon, lat = project(*at((50, 0)), 2154, 4326)
        roads.barriers = pd.DataFrame({"lon": lon, "lat": lat, "car": [8.0]})
        found.append(seconds(build_network(roads, {"name": "roads"}), (0, 0), (100, 0)))
    assert found[0] == found[1] > 10 + 8


def test_a_barrier_beside_the_road_bars_nothing() -> None:
    network = barred({"car": np.inf, "bike": np.inf}, (50, 3), STREET)
    assert seconds(network, (0, 0), (100, 0)) == pytest.approx(10, abs=0.05)


def test_a_barrier_on_a_bridge_bars_no_other_place() -> None:
    roads = lines(STREET, [(0, 0), (0, 60)])
    bridge = replace(roads, ends_only=np.array([True, False]))
    lon, lat = project(*at((50, 0)), 2154, 4326)
    barriers = pd.DataFrame({"lon": lon, "lat": lat, "car": np.inf})
    network = built(replace(bridge, barriers=barriers))
    assert seconds(network, (100, 0), (0, 60)) == pytest.approx(16, abs=0.05)


def test_nobody_lives_in_a_barrier() -> None:
    network = barred({"car": np.inf, "bike": 8.0}, (50, 0), STREET, DETOUR)
    passages = np.flatnonzero(network.length == 0)
    assert len(passages) > 0
    assert not network.inhabited[passages].any()
    assert not np.isin(network.sample(np.arange(len(network.tail)), 10.0)[0], passages).any()


# The rest


def test_what_the_network_was_made_of_is_kept() -> None:
    network = build_network(lines([(0, 0), (100, 0)]), {"name": "roads"}, walking_kmh=4.0)
    assert network.source == {"name": "roads"}
    assert network.profiles["car"]["junction_seconds"] == profile("car").junction_seconds


def test_roads_that_no_plane_holds_are_refused() -> None:
    roads = lines([(0, 0), (100, 0)], [(0, 0), (0, 100)])
    roads.lat[-1] = 95.0
    with pytest.raises(InputError, match="so far from one another"):
        build_network(roads, {"name": "roads"})


def test_a_build_can_be_cancelled() -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        build_network(lines([(0, 0), (9, 0)]), {"name": "roads"}, Progress(None, None, cancelled))
