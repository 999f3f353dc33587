"""The best set of sites, proved by the solver HiGHS, or as near as it comes in its time.

Where several points have the same candidates they are one. The p-median becomes covering by its
canonical form (Cornuéjols, Nemhauser & Wolsey 1980): with the sites from the best to the worst for
a point, it has the k-th saving beyond the next one wherever one of the first k is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from ...common.errors import InputError
from ...common.progress import Progress
from ...common.text import tr
from .greedy import greedy
from .problem import Problem

#: Sites in sets, counted over all sets: beyond, the solver takes gigabytes.
_LARGEST = 5_000_000
#: What the solver's objective adds up to: its tolerances are absolute.
_SCALE = 1e4
_TIME_OVER = 1


@dataclass(frozen=True)
class SitingAnswer:
    """Chosen sites in order of gain; no set gains more than ``bound`` (in the problem's unit)."""

    sites: list[int]
    bound: float
    #: Whether the solver stopped because its time was over.
    is_late: bool


def exact(
    problem: Problem, count: int, gap: float, time_limit: float, progress: Progress
) -> SitingAnswer:
    """The best set of at most ``count`` sites.

    The solver stops when it has proved that no set gains more than a share ``gap`` beyond (0.01:
    1 %), or after ``time_limit`` seconds; never with less than the greedy answer. Raises InputError
    for a problem too large for it.
    """
    sets = _sets(problem)
    size = sets.more.nnz + len(sets.weight)
    if size > _LARGEST:
        raise InputError(
            tr(
                "The exact answer would take too much memory (pairs of a site and people: "
                "{size}; at most {largest}). Give fewer candidates or a shorter limit, or "
                "choose the greedy answer.",
                size=size,
                largest=_LARGEST,
            )
        )
    progress.step(0.1)
    first = greedy(problem, count)
    gained = sum(problem.gains(first))
    if not first:
        return SitingAnswer([], 0.0, False)
    total = float(sets.weight.sum())
    found = _solve(sets, problem.groups, count, gap, time_limit)
    sites = first
    if found.x is not None:
        chosen = np.flatnonzero(found.x[: len(problem.alone())] > 0.5)
        best = _in_order(problem, chosen)
        if sum(problem.gains(best)) > gained:
            sites, gained = best, sum(problem.gains(best))
    bound = total if found.mip_dual_bound is None else -found.mip_dual_bound * total / _SCALE
    # Tolerances are those of the solver: what it proved is never less than what is there.
    return SitingAnswer(sites, max(gained, min(bound, total)), found.status == _TIME_OVER)


def _solve(
    sets: _Sets, groups: np.ndarray, count: int, gap: float, time_limit: float
) -> OptimizeResult:
    """What HiGHS finds: a variable for each site (whole), then for each set (whether it is met).

    A set is met by one of its own sites, or by the set within it. Of a group (-1: none) there is
    one site at most.
    """
    number, sites = sets.more.shape
    inner = np.flatnonzero(sets.within >= 0)
    one = np.ones(len(inner))
    within = sparse.csr_matrix((one, (inner, sets.within[inner])), shape=(number, number))
    met = sparse.hstack([-sets.more, sparse.identity(number) - within], format="csr")
    is_site = (np.arange(sites + number) < sites).astype(float)
    grouped = np.flatnonzero(groups >= 0)
    of_group = sparse.csr_matrix(
        (np.ones(len(grouped)), (groups[grouped], grouped)),
        shape=(int(groups.max(initial=-1)) + 1, sites + number),
    )
    return milp(
        np.concatenate([np.zeros(sites), -sets.weight * (_SCALE / sets.weight.sum())]),
        integrality=is_site,
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(met, -np.inf, 0),
            LinearConstraint(is_site[None], -np.inf, count),
            *([LinearConstraint(of_group, -np.inf, 1)] if len(grouped) else []),
        ],
        options={"mip_rel_gap": gap, "time_limit": time_limit},
    )


def _in_order(problem: Problem, sites: np.ndarray) -> list[int]:
    """Some sites in the order of their gain beside those before, without those that gain none."""
    return [int(sites[number]) for number in greedy(problem.part(sites), len(sites))]


@dataclass(frozen=True)
class _Sets:
    """Sets of candidates; who has any of a set chosen gains its weight, for each of them.

    A set holds ``more`` (sets by candidates), and all of the set ``within`` (-1: nothing).
    """

    more: sparse.csr_matrix
    within: np.ndarray
    weight: np.ndarray


def _sets(problem: Problem) -> _Sets:
    """The canonical form: of each point, the best candidates up to each that saves less."""
    by_point = problem.savings.tocsc()
    start = by_point.indptr.astype(np.int64)
    point = np.repeat(np.arange(len(start) - 1), np.diff(start))
    order = np.lexsort((by_point.indices, -by_point.data, point))
    site, saving = by_point.indices[order], by_point.data[order]
    is_last = np.append(point[1:] != point[:-1], True)[: len(point)]
    step = saving - np.where(is_last, 0.0, np.append(saving[1:], 0.0))
    end = np.flatnonzero(step > 0)
    name = _names(site, start[point])[end]
    _, first, number = np.unique(name, return_index=True, return_inverse=True)
    # What the set of the same point before it has not, in the point where the set is first met.
    before = np.where(np.append(-1, point[end[:-1]]) == point[end], np.arange(len(end)) - 1, -1)
    begin = np.where(before < 0, start[point[end]], end[before] + 1)[first]
    size = end[first] + 1 - begin
    ends = np.cumsum(size)
    more = np.arange(size.sum()) + np.repeat(begin - ends + size, size)
    return _Sets(
        sparse.csr_matrix(
            (np.ones(len(more)), site[more], np.append(0, ends)),
            shape=(len(first), problem.savings.shape[0]),
        ),
        np.where(before[first] < 0, -1, number[before[first]]),
        np.bincount(number, step[end], minlength=len(first)).astype(float),
    )


def _names(site: np.ndarray, start: np.ndarray) -> np.ndarray:
    """128 bits for the set of sites from ``start`` up to each one, whatever their order.

    Each site has random bits, a set those of its sites together (Zobrist 1970).
    """
    names = np.empty(len(site), dtype=[("a", np.uint64), ("b", np.uint64)])
    random = np.random.default_rng(0)
    for half in ("a", "b"):
        bits = random.integers(0, 2**64, int(site.max(initial=-1)) + 1, dtype=np.uint64)
        together = np.append(np.uint64(0), np.bitwise_xor.accumulate(bits[site]))
        names[half] = together[1:] ^ together[start]
    return names
