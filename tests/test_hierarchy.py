"""Times by the hierarchy are those of Dijkstra's algorithm."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access import times
from maillage.core.access.times import RoadSearch
from maillage.core.network import hierarchy
from maillage.core.network.graph import Graph
from maillage.core.network.hierarchy import Hierarchy
from roads import at, network
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra


@settings(max_examples=150)
@given(st.integers(0, 2**32 - 1), st.integers(2, 60), st.floats(0.5, 4), st.integers(1, 6))
def test_they_are_those_of_dijkstra(seed: int, count: int, ways: float, last: int) -> None:
    random = np.random.default_rng(seed)
    begin = np.sort(random.integers(0, count, int(count * ways)))
    end = random.integers(0, count, len(begin))
    seconds = random.integers(1, 50, len(begin)).astype(float)
    start = np.searchsorted(begin, np.arange(count + 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hierarchy, "_LAST", last)
        found = Hierarchy(start, end, seconds)
    # scipy adds up parallel ways: of those the quickest alone is what counts.
    matrix = np.full((count, count), np.inf)
    np.minimum.at(matrix, (begin, end), seconds)
    rows, columns = np.nonzero(np.isfinite(matrix))
    expected = dijkstra(csr_matrix((matrix[rows, columns], (rows, columns)), (count, count)))
    places = random.integers(0, count, 3)
    reached = np.full((count, 3), np.inf)
    reached[places, np.arange(3)] = 7.0
    found.sweep(reached)
    assert np.array_equal(reached, expected[places].T + 7)


@pytest.mark.parametrize("direction", ["to", "from"])
def test_searches_from_each_place_go_by_it_where_it_pays(
    direction: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = [300.0 * n for n in range(21)]
    streets = [[(x, y) for x in ticks] for y in ticks] + [[(x, y) for y in ticks] for x in ticks]
    one_way = ["yes" if number % 3 == 0 else "no" for number in range(len(streets))]
    graph = Graph(
        network(*streets, [(0, 0), (-500, 0)], one_way=[*one_way, "no"]), "car", direction
    )
    random = np.random.default_rng(3)
    spots = [*random.uniform(0, 6000, (100, 2)).tolist(), [-400, 20], [-400, 20], [0, 90_000]]
    search = RoadSearch(graph, graph.snap(*at(*spots)))
    monkeypatch.setattr(times, "_HIERARCHY_MADE", np.inf)
    slow = dict(search.each())
    assert "hierarchy" not in vars(graph)
    monkeypatch.setattr(times, "_HIERARCHY_MADE", 0.0)
    monkeypatch.setattr(hierarchy, "_LAST", 20)
    quick = dict(search.each())
    assert "hierarchy" in vars(graph)
    assert list(quick) == list(slow) == list(range(102))
    for place, seconds in slow.items():
        assert quick[place] == pytest.approx(seconds, rel=1e-12)
    bounded = dict(search.each(np.arange(40), 200.0))
    for place, seconds in bounded.items():
        assert seconds == pytest.approx(
            np.where(slow[place] <= 200, slow[place], np.inf), rel=1e-12
        )
