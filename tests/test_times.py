"""Travel times: by hand on a few roads, and against another implementation on many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from maillage.core.access.demand import point_demand
from maillage.core.access.times import RoadSearch
from maillage.core.network.graph import Graph
from maillage.core.network.osm_file import network_from_osm
from maillage.core.network.roadnetwork import Network
from roads import at, network

#: A square of streets, 1,000 m a side, the bottom one-way from left to right.
SQUARE = (
    [(0, 0), (1000, 0)],
    [(1000, 0), (1000, 1000)],
    [(1000, 1000), (0, 1000)],
    [(0, 1000), (0, 0)],
)
ONE_WAY = ["yes", "no", "no", "no"]


def minutes(
    built: Network,
    places: list[tuple[float, float]],
    demand: list[tuple[float, float]],
    mode: str = "car",
    direction: str = "to",
    chosen: list[int] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """(minutes, place reached) for demand points, both given in metres around the origin."""
    graph = Graph(built, mode, direction)
    search = RoadSearch(graph, graph.snap(*at(*places)))
    people = point_demand(*at(*demand), built)
    reach = search.times(people.snap(graph), None if chosen is None else np.array(chosen))
    return reach.seconds / 60, reach.place


def test_time_to_a_place_is_what_the_inhabitant_drives() -> None:
    built = network(*SQUARE, one_way=ONE_WAY)
    # 36 km/h is 10 m/s. From (1000, 0) the one-way forces the way round: 3,000 m.
    to, _ = minutes(built, [(0, 0)], [(1000, 0), (0, 1000)], direction="to")
    back, _ = minutes(built, [(0, 0)], [(1000, 0), (0, 1000)], direction="from")
    assert to * 60 == pytest.approx([300, 100], abs=1)
    assert back * 60 == pytest.approx([100, 100], abs=1)


def test_two_points_of_one_street_need_no_junction() -> None:
    built = network(*SQUARE)
    found, _ = minutes(built, [(600, 0)], [(400, 0), (600, 0)])
    assert found * 60 == pytest.approx([20, 0], abs=0.2)


def test_on_a_one_way_street_the_way_back_goes_round_the_block() -> None:
    built = network(*SQUARE, one_way=ONE_WAY)
    found, _ = minutes(built, [(600, 0)], [(400, 0), (800, 0)], direction="to")
    assert found * 60 == pytest.approx([20, 380], abs=1)


def test_a_place_at_a_corner_is_on_all_of_its_streets() -> None:
    built = network(*SQUARE, one_way=ONE_WAY)
    # A hand's breadth into the one-way street: no need to go round the block.
    found, _ = minutes(built, [(0.3, 0)], [(0, 1000)], direction="from")
    assert found * 60 == pytest.approx([100], abs=1)


def test_people_on_the_outermost_road_are_on_the_network() -> None:
    built = network(*SQUARE)
    found, _ = minutes(built, [(0, 0)], [(-0.5, 500), (1000, 1000)])
    assert found * 60 == pytest.approx([50, 200], abs=1)


def test_the_nearest_place_is_named() -> None:
    built = network(*SQUARE)
    found, place = minutes(built, [(0, 0), (1000, 1000)], [(900, 1000), (100, 0), (1000, 0)])
    assert place.tolist()[:2] == [1, 0]
    assert found[2] * 60 == pytest.approx(100, abs=1)
    found, place = minutes(built, [(0, 0), (1000, 1000)], [(900, 1000)], chosen=[0])
    assert place.tolist() == [0]
    assert found[0] * 60 == pytest.approx(190, abs=1)


def test_a_point_between_two_places_goes_to_the_nearer_by_its_own_street() -> None:
    # A street of 1,000 m with a side street at either end, a place on each of these.
    built = network([(0, 0), (1000, 0)], *([(x, -300), (x, 0), (x, 300)] for x in (0, 1000)))
    spots = [(0, 250), (1000, 250)]
    found, place = minutes(built, spots, [(300, 0), (700, 0)])
    assert place.tolist() == [0, 1]
    assert found * 60 == pytest.approx([55, 55], abs=2)


def test_a_place_or_a_point_far_from_all_roads_has_no_time() -> None:
    built = network(*SQUARE)
    # Outside of the square nothing is known, however near the road is.
    spots = [(0, 1000), (-90_000, 0), (-300, 500)]
    found, place = minutes(built, [(0, 0), (90_000, 0)], spots)
    assert found * 60 == pytest.approx([100, np.inf, np.inf], abs=1)
    assert place.tolist() == [0, -1, -1]


def test_the_walks_at_both_ends_count() -> None:
    built = network(*SQUARE)
    found, _ = minutes(built, [(500, 50)], [(500, 100)])
    # 50 m and 100 m at 4.5 km/h, and no drive in between.
    assert found * 60 == pytest.approx([120], abs=0.5)


def test_a_search_stops_at_its_limit() -> None:
    # From one corner of the square, where streets end, two others are 100 s away, the last 200 s.
    ends = [[(x, y), (x + 9, y)] for x in (0, 1000) for y in (0, 1000)]
    graph = Graph(network(*SQUARE, *ends, modes=("car",)), "car")
    search = RoadSearch(graph, graph.snap(*at((0, 0))))
    reach = search.nearest(max_seconds=150)
    assert np.isfinite(reach.seconds).sum() == 6
    assert (reach.place >= 0).sum() == 6


NETWORKX = """
import networkx as nx
graph = nx.MultiDiGraph()
graph.add_nodes_from(range(data["nodes"]))
graph.add_weighted_edges_from([tuple(arc) for arc in data["arcs"]])
for number, joins in enumerate(data["places"]):
    graph.add_weighted_edges_from([(f"place {number}", node, cost) for node, cost in joins])
starts = {f"place {number}" for number in range(len(data["places"]))}
reached = nx.multi_source_dijkstra_path_length(graph, starts)
result = [reached.get(node) for node in range(data["nodes"])]
"""


@pytest.fixture(scope="module")
def toulouse(shared: Path) -> Network:
    """The roads of Toulouse, by car."""
    return network_from_osm(shared / "network" / "toulouse-2021.osm.pbf", ["car"])


@pytest.mark.parametrize("direction", ["to", "from"])
def test_times_over_the_whole_of_toulouse_agree_with_networkx(
    toulouse: Network, oracle: Callable[..., Any], direction: str
) -> None:
    built = toulouse
    graph = Graph(built, "car", direction)
    random = np.random.default_rng(1)
    west, east = np.percentile(built.x, [5, 95])
    south, north = np.percentile(built.y, [5, 95])
    snap = graph.snap(random.uniform(west, east, 20), random.uniform(south, north, 20))
    search = RoadSearch(graph, snap)
    # The oracle gets the edges as they stand in the file, not as our graph arranges them.
    seconds = built.seconds["car"]
    arcs = [
        arc
        for tail, head, along, against in zip(
            built.tail.tolist(), built.head.tolist(), *seconds.T.tolist(), strict=True
        )
        for arc in ((tail, head, along), (head, tail, against))
        if arc[2] < np.inf
    ]
    if direction == "to":
        arcs = [(end, begin, cost) for begin, end, cost in arcs]
    places = []
    for number in search.joined:
        edge, share, walk = snap.edge[number], snap.fraction[number], snap.seconds[number]
        along, against = seconds[edge] if direction == "from" else seconds[edge][::-1]
        joins = [(built.head[edge], walk + (1 - share) * along if share < 1 else walk)]
        joins.append((built.tail[edge], walk + share * against if share > 0 else walk))
        places.append([(int(node), float(cost)) for node, cost in joins if cost < np.inf])
    expected = oracle(NETWORKX, nodes=len(built.x), arcs=arcs, places=places)
    expected = np.array([np.inf if value is None else value for value in expected])
    found = search.nearest().seconds
    assert np.array_equal(np.isfinite(found), np.isfinite(expected))
    reached = np.isfinite(found)
    assert reached.sum() > 15_000
    assert found[reached] == pytest.approx(expected[reached], abs=0.01)
