"""The comparison with Valhalla: its figures on cases worked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from maillage.benchmarks.accuracy import routes, tables
from maillage.benchmarks.accuracy.roads import Edges, Expansion, Roads
from maillage.benchmarks.accuracy.times import Times, fitting_half, random_pairs
from maillage.core.access.times import RoadSearch
from maillage.core.common.projection import WGS84, project
from maillage.core.network.graph import Graph
from roads import at, network


def passed(
    number: int, before: int, seconds: float, *points: tuple[float, float]
) -> dict[str, Any]:
    """An edge as ``/expansion`` tells it: its number, that of the edge before, time at its end."""
    lon, lat = project(*at(*points), 2154, WGS84)
    return {
        "geometry": {"coordinates": np.column_stack([lon, lat]).tolist()},
        "properties": {"edge_id": number, "pred_edge_id": before, "duration": seconds},
    }


def compare(*features: dict[str, Any]) -> tuple[float, float]:
    """Within a minute of the west end of a road of 1 km: at 36 km/h, 600 m are ours."""
    graph = Graph(network([(0, 0), (1000, 0)]), "car", "from")
    search = RoadSearch(graph, graph.snap(*at((0, 0))))
    edges = Edges()
    expansion = Expansion(list(features), edges)
    roads = Roads(graph, edges)
    return roads.compare(roads.ours(search, 0, 1), roads.theirs(expansion), 1)


def test_the_same_road_at_the_same_speed_is_the_same() -> None:
    assert compare(passed(1, 0, 100, (0, 0), (1000, 0))) == (1.0, 0.0)


def test_a_slower_stretch_counts_to_where_the_time_ends() -> None:
    # 500 m in 25 s, then 175 of 500 m in the 35 s that are left.
    first = passed(1, 0, 25, (0, 0), (500, 0))
    found, _ = compare(first, passed(2, 1, 125, (500, 0), (1000, 0)))
    assert found == pytest.approx(600 / 675, abs=0.01)


def test_the_way_back_along_a_road_counts_once() -> None:
    there = passed(1, 0, 120, (0, 0), (1000, 0))  # 500 m in a minute
    found, _ = compare(there, passed(2, 1, 220, (1000, 0), (0, 0)))
    assert found == pytest.approx(500 / 600, abs=0.01)


def test_a_road_that_only_valhalla_has_is_told_apart() -> None:
    road = passed(1, 0, 100, (0, 0), (1000, 0))
    away, back = [(0, 50), (300, 50)], [(300, 50), (0, 50)]
    found, elsewhere = compare(road, passed(2, 0, 30, *away), passed(3, 2, 60, *back))
    assert found == 1.0
    assert elsewhere == pytest.approx(300 / 900, abs=0.01)


def test_a_road_that_only_we_have_counts_against_us() -> None:
    # Eight metres beside ours: another road.
    found, elsewhere = compare(passed(1, 0, 100, (0, 8), (1000, 8)))
    assert found == 0.0
    assert elsewhere == 1.0


def test_times_are_told_of_the_half_that_nothing_was_fitted_on() -> None:
    theirs = np.array([100.0, 200, 300, 400, 500, 600])
    ours = np.array([110.0, 150, 300, 999, np.inf, 600])
    fitting = np.array([False, False, False, True, False, False])
    found = Times(ours, theirs, fitting)
    assert found.reported.tolist() == [True, True, True, False, False, True]
    # Differences of 10, 25, 0 and 0 %.
    correlation, median, high = found.figures()
    assert (median, high) == pytest.approx((5, 22.75))
    assert correlation == pytest.approx(
        np.corrcoef([110, 150, 300, 600], [100, 200, 300, 600])[0, 1]
    )


def test_the_route_that_is_timed_on_both_sides_is_the_quickest_point_by_point() -> None:
    # From west to east, straight with a bend, or round by the north; side roads make junctions.
    short, long = [(0, 0), (500, 100), (1000, 0)], [(0, 0), (500, 900), (1000, 0)]
    graph = Graph(network(short, long, [(-300, 0), (0, 0)], [(1000, 0), (1300, 0)]), "car", "from")
    x, y = graph.network.x, graph.network.y
    west, east = (
        int(np.hypot(x - place[0], y - place[1]).argmin())
        for place in np.column_stack(at((0, 0), (1000, 0)))
    )
    there, back = routes._drawn(graph, np.array([[west, east], [east, west]]))
    assert np.array(there) == pytest.approx(np.array(at(*short)), abs=0.02)
    assert np.array(back) == pytest.approx(np.array(at(*short))[:, ::-1], abs=0.02)


def test_half_of_the_pairs_is_for_fitting_always_the_same() -> None:
    assert fitting_half().sum() == 1000
    assert (fitting_half() == fitting_half()).all()


def test_pairs_join_two_junctions_of_the_main_part() -> None:
    ticks = (0, 100, 200, 300)
    streets = [[(x, y) for x in ticks] for y in ticks] + [[(x, y) for y in ticks] for x in ticks]
    island = [(5000, 0), (5100, 0)]
    graph = Graph(network(*streets, island), "car", "from")
    pairs = random_pairs(graph)
    assert (pairs[:, 0] != pairs[:, 1]).all()
    assert set(graph.network.x[pairs].ravel() - at((0, 0))[0]) <= set(ticks)
    assert len(np.unique(pairs, axis=0)) > 10
    assert (pairs == random_pairs(graph)).all()


def test_figures_take_the_place_of_the_former_ones_in_the_page(root: Path) -> None:
    page = (root / "docs" / "accuracy.md").read_text(encoding="utf-8")
    changed = tables.put_in(page, "| a | table |")
    assert "| Toulouse car |" in page
    assert "| Toulouse car |" not in changed
    assert tables.put_in(changed, "others") == tables.put_in(page, "others")
    assert changed.startswith(page[:100]) and changed.endswith(page[-100:])
