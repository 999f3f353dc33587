"""Where one more place helps most: both objectives, the greedy and the exact answer."""

from __future__ import annotations

import time
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.siting import exact as exact_module
from maillage.core.access.siting.exact import exact
from maillage.core.access.siting.greedy import greedy
from maillage.core.access.siting.problem import (
    COVERING,
    MEDIAN,
    Problem,
    covering,
    median,
    pose,
    stakes,
)
from maillage.core.access.siting.spots import spots
from maillage.core.access.times import RoadSearch
from maillage.core.access.trip import Journeys
from maillage.core.common.errors import Cancelled, InputError
from maillage.core.common.progress import SILENT, Progress
from maillage.core.common.worker import run_in_worker
from maillage.core.network.graph import Graph
from roads import at, network
from scipy.sparse import csr_matrix

#: What HiGHS holds its own answers to.
TOLERANCE = 1e-5


def problem_of(savings: list[list[float]]) -> Problem:
    table = np.array(savings, dtype=float)
    return Problem(csr_matrix(table), float(table.max(axis=0).sum()))


def gained(problem: Problem, sites: list[int]) -> float:
    return sum(problem.gains(sites))


def best_by_trying(table: np.ndarray, count: int) -> float:
    """Every set of so many sites, by the definition: each point keeps to its best site."""
    sets = combinations(range(len(table)), min(count, len(table)))
    return max(
        sum(max(table[j][i] for j in chosen) for i in range(table.shape[1])) for chosen in sets
    )


def test_covering_counts_who_was_beyond_the_limit_and_no_longer_is() -> None:
    people = np.array([10.0, 20, 0, 40, 80])
    seconds = np.array([300.0, 601, 900, np.inf, 600])
    left = np.flatnonzero(stakes(COVERING, people, seconds, 600))
    assert left.tolist() == [1, 3]
    assert stakes(MEDIAN, people, seconds, 600).tolist() == pytest.approx(
        [10 * 5, 20 * 601 / 60, 0, 40 * 601 / 60, 80 * 10]
    )
    reached = [
        Journeys(1, np.array([0, 1]), np.array([5.0, 600])),
        Journeys(0, np.array([1]), None),
    ]
    problem = covering(reached, people[left], 3)
    assert problem.total == 60
    assert problem.savings.toarray().tolist() == [[0, 40], [20, 40], [0, 0]]
    assert problem.gains([0, 1]) == [40, 20]


def test_the_median_counts_minutes_spared_to_all() -> None:
    people, seconds = np.array([10.0, 20]), np.array([600.0, 1200])
    reached = [
        Journeys(0, np.array([0, 1]), np.array([300.0, 1300])),
        Journeys(1, np.array([0, 1]), np.array([600.0, 60])),
    ]
    problem = median(reached, people, seconds, 2)
    assert problem.total == 10 * 10 + 20 * 20
    assert problem.savings.toarray().tolist() == [[50, 0], [0, 20 * 19]]
    assert problem.savings.nnz == 2


def test_greedy_takes_the_best_then_what_it_lacks_and_the_first_of_equals() -> None:
    problem = problem_of([[0, 5, 5, 0], [5, 5, 0, 0], [0, 0, 5, 5], [0, 0, 0, 0]])
    assert greedy(problem, 4) == [0, 1, 2]
    assert problem.gains([0, 1, 2]) == [10, 5, 5]
    assert greedy(problem, 1) == [0]
    assert gained(problem, exact(problem, 2, 0, 10, SILENT).sites) == 20
    assert greedy(problem_of([[0.0]]), 1) == []
    assert exact(problem_of([[0.0]]), 1, 0, 10, SILENT).sites == []


def test_equals_stay_equal_whatever_the_order_of_a_sum() -> None:
    values = np.array([0.1, 0.2, 0.3, 0.7, 1e-3, 11.1])
    orders = [np.random.default_rng(seed).permutation(6) for seed in range(20)]
    table = np.zeros((20, 120))
    for row, order in enumerate(orders):
        table[row, 6 * row : 6 * row + 6] = values[order]
    assert greedy(problem_of(table.tolist()), 20) == list(range(20))


tables = st.integers(1, 6).flatmap(
    lambda m: st.lists(
        st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 7.5, 100]), min_size=m, max_size=m),
        min_size=1,
        max_size=8,
    )
)


@settings(max_examples=120)
@given(tables, st.integers(1, 4))
def test_exact_is_the_best_of_all_sets_and_greedy_keeps_its_promise(
    rows: list[list[float]], count: int
) -> None:
    table = np.array(rows).T
    problem = Problem(csr_matrix(table), float(table.max(axis=0).sum()))
    best = best_by_trying(table, count)
    answer = exact(problem, count, 0, 60, SILENT)
    assert not answer.is_late
    assert gained(problem, answer.sites) == pytest.approx(best, rel=TOLERANCE)
    assert best * (1 - TOLERANCE) <= answer.bound <= best * (1 + TOLERANCE)
    assert best * (1 - 1 / np.e) <= gained(problem, greedy(problem, count)) <= best * (1 + 1e-12)
    for sites in (answer.sites, greedy(problem, count)):
        gains = problem.gains(sites)
        assert len(set(sites)) == len(sites) <= count
        assert all(gain > 0 for gain in gains)
        assert gains == sorted(gains, reverse=True)
        together = [np.max(table[sites[:n]], axis=0).sum() for n in range(1, len(sites) + 1)]
        assert np.cumsum(gains).tolist() == pytest.approx(together)


@settings(max_examples=120)
@given(tables, st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_of_a_group_one_at_most_and_no_allowed_set_is_better(
    rows: list[list[float]], count: int, seed: int
) -> None:
    table = np.array(rows).T
    group = np.random.default_rng(seed).integers(-1, 3, len(table))
    problem = Problem(csr_matrix(table), float(table.max(axis=0).sum()), group)

    def is_allowed(sites: tuple[int, ...]) -> bool:
        of = [int(group[site]) for site in sites if group[site] >= 0]
        return len(set(of)) == len(of)

    best = max(
        float(np.max(table[list(sites)], axis=0).sum())
        for size in range(1, count + 1)
        for sites in combinations(range(len(table)), size)
        if is_allowed(sites)
    )
    answer = exact(problem, count, 0, 60, SILENT)
    assert gained(problem, answer.sites) == pytest.approx(best, rel=TOLERANCE)
    assert best * (1 - TOLERANCE) <= answer.bound <= best * (1 + TOLERANCE)
    quick = greedy(problem, count)
    assert best / 2 <= gained(problem, quick) <= best * (1 + 1e-12)
    for sites in (answer.sites, quick):
        assert is_allowed(tuple(sites)) and len(sites) <= count
    # Fewer than asked for: what else would gain something has its group taken.
    if len(quick) < count and problem.useful_beside(quick):
        saved = np.max(table[quick], axis=0) if quick else np.zeros(table.shape[1])
        useful = [site for site in range(len(table)) if (table[site] > saved).any()]
        assert useful and all(not is_allowed((*quick, site)) for site in useful)


def random_problem(points: int, candidates: int, seed: int = 0) -> Problem:
    random = np.random.default_rng(seed)
    here, sites = random.random((points, 2)), random.random((candidates, 2))
    minutes = np.hypot(*(sites[:, None] - here).T).T
    people = random.integers(1, 100, points).astype(float)
    seconds = np.full(points, 60.0)
    reached = [Journeys(j, np.arange(points), 60 * minutes[j]) for j in range(candidates)]
    return median(reached, people, seconds, candidates)


def test_when_time_is_over_the_answer_is_no_worse_than_greedy_and_has_a_bound() -> None:
    problem = random_problem(300, 300)
    answer = exact(problem, 20, 0, 0.01, SILENT)
    assert answer.is_late
    assert gained(problem, answer.sites) >= gained(problem, greedy(problem, 20))
    assert gained(problem, answer.sites) <= answer.bound <= problem.total


def test_a_cancel_stops_the_solver_within_a_second() -> None:
    problem = random_problem(600, 600)
    begin, asked = time.monotonic(), 2.5

    def is_cancelled() -> bool:
        return time.monotonic() > begin + asked

    job = {"problem": problem, "count": 20, "gap": 0.0, "time_limit": 60.0}
    with pytest.raises(Cancelled):
        run_in_worker(exact_module.__name__, "exact", job, Progress(is_cancelled=is_cancelled))
    assert time.monotonic() < begin + asked + 1


def test_a_gap_is_kept_to() -> None:
    problem = random_problem(100, 100)
    best = exact(problem, 10, 0, 60, SILENT)
    rough = exact(problem, 10, 0.05, 60, SILENT)
    assert gained(problem, best.sites) == pytest.approx(best.bound, rel=TOLERANCE)
    assert rough.bound <= 1.05 * gained(problem, rough.sites)
    assert rough.bound >= gained(problem, best.sites) * (1 - TOLERANCE)


def test_a_problem_too_large_is_refused_before_the_solver_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exact_module, "_LARGEST", 100)
    with pytest.raises(InputError, match="greedy"):
        exact(random_problem(30, 30), 3, 0, 60, SILENT)


def test_on_a_road_by_hand() -> None:
    """A straight road of 6 km at 60 km/h, people every kilometre, a place at its beginning."""
    road = network([(1000.0 * n, 0.0) for n in range(7)], speed=[60], modes=("car",))
    graph = Graph(road, "car")
    people = np.array([5.0, 10, 20, 40, 80, 160, 320])
    where = graph.snap(*at(*[(1000 * n, 0) for n in range(7)]))
    now = RoadSearch(graph, graph.snap(*at((0, 0)))).times(where).seconds
    assert now / 60 == pytest.approx(range(7), abs=0.01)
    sites = RoadSearch(graph, graph.snap(*at((2000, 0), (5000, 0), (0, 0))))
    covered = pose(COVERING, sites, where, people, now, 90, SILENT)
    assert covered.alone().tolist() == [20 + 40, 80 + 160 + 320, 0]
    assert covered.total == 20 + 40 + 80 + 160 + 320
    spared = pose(MEDIAN, sites, where, people, now, 90, SILENT)
    far = 80 * 3 + 160 * 5 + 320 * 5
    assert spared.gains([1, 0, 2]) == pytest.approx([far + 40 * 1, 20 * 2 + 40 * 1, 0], abs=1)
    assert spared.total == pytest.approx(10 + 20 * 2 + 40 * 3 + 80 * 4 + 160 * 5 + 320 * 6, abs=5)


@pytest.mark.parametrize("direction", ["to", "from"])
def test_gains_are_those_of_a_new_search_with_the_sites_among_the_places(direction: str) -> None:
    random = np.random.default_rng(11)
    points = [(100.0 * column, 100.0 * row) for row in range(9) for column in range(9)]
    streets = [
        [points[start], points[start + step]]
        for start in range(len(points))
        for step, fits in ((1, start % 9 < 8), (9, start < 72))
        if fits
    ]
    town = network(
        *streets,
        speed=random.integers(4, 40, len(streets)).tolist(),
        one_way=random.choice(["", "", "yes"], len(streets)).tolist(),
        modes=("car",),
    )
    graph = Graph(town, "car", direction)

    def spots_on(count: int) -> tuple[np.ndarray, np.ndarray]:
        return at(*(random.random((count, 2)) * 800).tolist())

    here, now, sites = (spots_on(count) for count in (60, 2, 8))
    where, people = graph.snap(*here), random.integers(0, 50, 60).astype(float)
    before = RoadSearch(graph, graph.snap(*now)).times(where).seconds
    candidates, limit = RoadSearch(graph, graph.snap(*sites)), 40.0
    for objective in (COVERING, MEDIAN):
        problem = pose(objective, candidates, where, people, before, limit, SILENT)
        chosen = greedy(problem, 3)
        assert len(chosen) == 3
        every = [np.append(old, new[chosen]) for old, new in zip(now, sites, strict=True)]
        after = RoadSearch(graph, graph.snap(*every)).times(where).seconds
        if objective == COVERING:
            spared = people[after <= limit].sum() - people[before <= limit].sum()
        else:
            spared = people @ (before - after) / 60
        assert gained(problem, chosen) == pytest.approx(spared)


def test_people_whom_no_place_is_reached_by_count_as_the_farthest() -> None:
    road = network([(1000.0 * n, 0.0) for n in range(3)], speed=[60], modes=("car",))
    graph = Graph(road, "car")
    where = graph.snap(*at((0, 0), (1000, 0), (2000, 0)))
    sites = RoadSearch(graph, graph.snap(*at((2000, 0))))
    people, now = np.array([1.0, 1, 1]), np.array([0.0, 60, np.inf])
    problem = pose(MEDIAN, sites, where, people, now, 0, SILENT)
    assert problem.total == 2
    assert problem.alone() == pytest.approx([1], abs=0.01)
    with pytest.raises(InputError, match="maxcover"):
        pose(MEDIAN, sites, where, people, np.full(3, np.inf), 0, SILENT)
    assert pose(COVERING, sites, where, people, np.full(3, np.inf), 59, SILENT).alone() == [1]


def test_spots_stand_amid_the_people_as_many_by_each() -> None:
    random = np.random.default_rng(5)
    x, y = random.random(2000) * 10_000, random.random(2000) * 1_000
    people = np.where(x < 5000, 9.0, 1.0)
    people[:50] = 0
    chosen = spots(x, y, people, 40)
    assert len(set(chosen.tolist())) == 40
    assert (people[chosen] > 0).all()
    assert (x[chosen] < 5000).sum() == pytest.approx(36, abs=2)
    few = np.array([0.0, 3, 0, 4])
    assert sorted(spots(x[:4], y[:4], few, 10).tolist()) == [1, 3]
    assert spots(x[:4], y[:4], np.zeros(4), 10).tolist() == []
    assert spots(x[:1], y[:1], np.ones(1), 1).tolist() == [0]
    same = spots(np.zeros(5), np.zeros(5), np.array([1.0, 0, 0, 2, 1e9]), 3)
    assert len(set(same.tolist())) == len(same) == 3
