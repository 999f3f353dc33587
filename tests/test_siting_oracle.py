"""Suggested sites beside spopt's, by its solver CBC: the sets may differ, their worth does not."""

from __future__ import annotations

import numpy as np
import pytest
from maillage.benchmarks.siting import EQUAL, GREEDY_GOAL, ORACLES, Instance, beside_spopt
from maillage.core.access.siting.exact import exact
from maillage.core.access.siting.greedy import greedy
from maillage.core.access.siting.problem import COVERING, MEDIAN
from maillage.core.common.progress import SILENT


def instance(size: int, seed: int) -> Instance:
    """Towns and farms on a plain of 30 km, walked straight at 1 m/s; as many candidates."""
    random = np.random.default_rng(seed)
    towns = random.random((6, 2)) * 30_000
    here = towns[random.integers(0, 6, size)] + random.normal(0, 3_000, (size, 2))
    sites = random.random((size, 2)) * 30_000
    now = random.random((4, 2)) * 30_000
    today, seconds = (
        np.hypot(*(here[:, None] - places).transpose(2, 0, 1)) for places in (now, sites)
    )
    people = random.integers(0, 500, size).astype(float)
    return Instance(people, today, seconds, 2_500.0, 8)


def test_exact_is_worth_what_spopt_finds_and_greedy_is_near() -> None:
    if not ORACLES.exists():
        pytest.skip("no oracles: run .ci/oracles")
    questions = [
        (instance(size, seed=size), objective)
        for objective, sizes in ((COVERING, (50, 120, 500)), (MEDIAN, (50, 120)))
        for size in sizes
    ]
    for (given, objective), theirs in zip(questions, beside_spopt(*questions), strict=True):
        problem = given.problem(objective)
        answer = exact(problem, given.count, 0, 60, SILENT)
        best = sum(problem.gains(answer.sites))
        assert 0 < best < problem.total
        assert given.value(objective, best) == pytest.approx(theirs.value, rel=EQUAL)
        assert answer.bound == pytest.approx(best, rel=EQUAL)
        near = sum(problem.gains(greedy(problem, given.count)))
        assert near <= best * (1 + EQUAL)
        if objective == COVERING:
            assert near >= GREEDY_GOAL * best
