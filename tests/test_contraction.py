"""Searching the contracted network gives what searching the whole one gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from maillage.core.access.times import RoadSearch
from maillage.core.network.contraction import contract
from maillage.core.network.graph import Graph, Snap
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra


class Sketch:
    """As much of a network as searches use: ends and seconds of edges, no ground."""

    def __init__(self, count: int, edges: list[tuple[int, int, float, float]]) -> None:
        ends = np.array([edge[:2] for edge in edges], dtype=np.int32).reshape(-1, 2)
        self.x = np.zeros(count)
        self.tail, self.head = ends[:, 0], ends[:, 1]
        table = np.array([edge[2:] for edge in edges], dtype=np.float32).reshape(-1, 2)
        self.seconds = {"car": table}
        ways = contract(self.tail, self.head, table[:, ::-1], count)
        self.contractions = {"car": ways}

    def require_mode(self, mode: str) -> None:
        """There is one mode."""


def whole_search(graph: Graph, snap: Snap) -> np.ndarray:
    """Seconds from each place (row) to each node, on the whole graph, by scipy alone."""
    count, places = len(graph.network.x), len(snap.edge)
    least: dict[tuple[int, int], float] = {}
    arcs = list(zip(*(part.tolist() for part in graph.arcs), strict=True))
    for place in range(places):
        edge, share, walk = snap.edge[place], snap.fraction[place], snap.seconds[place]
        along, against = (float(value) for value in graph.out[edge])
        to_head = walk + (0.0 if share == 1 else (1 - share) * along)
        to_tail = walk + (0.0 if share == 0 else share * against)
        arcs.append((count + place, int(graph.network.head[edge]), to_head))
        arcs.append((count + place, int(graph.network.tail[edge]), to_tail))
    for begin, end, seconds in arcs:
        if seconds < least.get((begin, end), np.inf):
            least[begin, end] = seconds
    size = count + places
    begin_end = np.array(list(least), dtype=int).reshape(-1, 2)
    matrix = csr_matrix((list(least.values()), begin_end.T), shape=(size, size))
    return dijkstra(matrix, indices=count + np.arange(places))[:, :count]


SECONDS = st.one_of(st.just(np.inf), st.floats(0.001, 1000))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Sketch, Snap]:
    """Random edges among few nodes: trees, chains, rings, loops, parallel and one-way edges."""
    count = draw(st.integers(1, 14))
    node = st.integers(0, count - 1)
    # Nodes in a row make chains and trees more likely than chance would.
    pair = st.one_of(
        st.tuples(node, node), node.map(lambda a: (a, (a + 1) % count)), node.map(lambda a: (a, 0))
    )
    edges = draw(st.lists(st.tuples(pair, SECONDS, SECONDS), min_size=1, max_size=24))
    sketch = Sketch(count, [(*ends, along, against) for ends, along, against in edges])
    places = draw(st.integers(1, 5))
    # A place stands on an edge that one may use, one way at least.
    usable = np.flatnonzero(np.isfinite(sketch.seconds["car"]).any(axis=1)).tolist()
    assume(usable)
    edge = np.array([draw(st.sampled_from(usable)) for _ in range(places)])
    share = [draw(st.sampled_from([0.0, 1.0, 0.25, 0.5, 0.7])) for _ in range(places)]
    metres = [draw(st.sampled_from([0.0, 10.0, 300.0])) for _ in range(places)]
    return sketch, Snap(edge, np.array(share), np.array(metres))


@settings(max_examples=400)
@given(case=cases(), direction=st.sampled_from(["to", "from"]))
def test_times_are_those_of_the_whole_network(case: tuple[Sketch, Snap], direction: str) -> None:
    sketch, snap = case
    graph = Graph(sketch, "car", direction)
    search = RoadSearch(graph, snap)
    expected = whole_search(graph, snap)
    reach = search.nearest()
    assert reach.seconds == pytest.approx(expected.min(axis=0), rel=1e-9)
    reached = np.flatnonzero(reach.place >= 0)
    assert np.array_equal(reached, np.flatnonzero(np.isfinite(reach.seconds)))
    # The place named is one that is that near.
    named = expected[reach.place[reached], reached]
    assert named == pytest.approx(reach.seconds[reached], rel=1e-9)
    alone = dict(search.each())
    assert sorted(alone) == list(range(len(snap.edge)))
    for place, seconds in alone.items():
        assert seconds == pytest.approx(expected[place], rel=1e-9)


def test_a_chain_that_one_cannot_leave_at_its_far_end_is_timed() -> None:
    # Rings at nodes 0 and 3, between which a street leads over 6: nobody gets from 6 to 3.
    rings = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3)]
    edges = [*((*ends, 10.0, 10.0) for ends in rings), (0, 6, 5.0, 5.0), (6, 3, np.inf, 5.0)]
    snap = Snap(np.array([0]), np.array([0.0]), np.array([0.0]))
    search = RoadSearch(Graph(Sketch(7, edges), "car", "from"), snap)
    expected = [0, 10, 10, np.inf, np.inf, np.inf, 5]
    assert search.nearest().seconds.tolist() == expected
    assert dict(search.each())[0].tolist() == expected


@settings(max_examples=200)
@given(case=cases(), limit=st.floats(0.5, 2000))
def test_a_limit_cuts_the_same_nodes_off(case: tuple[Sketch, Snap], limit: float) -> None:
    sketch, snap = case
    graph = Graph(sketch, "car", "from")
    search = RoadSearch(graph, snap)
    free = whole_search(graph, snap).min(axis=0)
    expected = np.where(free <= limit, free, np.inf)
    sure = np.abs(free - limit) > 1e-6
    found = search.nearest(max_seconds=limit)
    assert found.seconds[sure] == pytest.approx(expected[sure], rel=1e-9)
    for place, seconds in search.each(max_seconds=limit):
        alone = whole_search(graph, snap)[place]
        sure = np.abs(alone - limit) > 1e-6
        bounded = np.where(alone <= limit, alone, np.inf)
        assert seconds[sure] == pytest.approx(bounded[sure], rel=1e-9)
