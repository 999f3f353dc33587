"""Times from many places at once: nodes set aside round by round, then swept back.

A node is set aside by joining its neighbours to each other through it; what is left keeps all
shortest times. With the last nodes timed by Floyd's algorithm, times rise from the places to them
and come down again, each round for all places together. See Geisberger et al., "Contraction
hierarchies" (2008) and Delling et al., "PHAST" (2011). Nothing is approximated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

#: How many nodes are left to Floyd's algorithm.
_LAST = 200
#: Of the nodes that could be set aside in a round, the share that is: those with fewest ways.
_SHARE = 0.75
#: What a way counts when nodes are chosen; the number of the last round that changed a node's ways
#: counts too, so that all regions are taken down at the same pace.
_WAY = 2.0


@dataclass(frozen=True)
class Arcs:
    """Ways from ``begin`` to ``end`` in ``seconds`` (k each)."""

    begin: np.ndarray
    end: np.ndarray
    seconds: np.ndarray

    def of(self, chosen: np.ndarray) -> Arcs:
        """Those of a mask or an order."""
        return Arcs(self.begin[chosen], self.end[chosen], self.seconds[chosen])

    def quickest(self, count: int) -> Arcs:
        """One way from each of ``count`` nodes to each other, none to itself; ordered by both."""
        key = self.begin * count + self.end
        order = np.lexsort((self.seconds, key))
        order = order[self.begin[order] != self.end[order]]
        return self.of(order[np.flatnonzero(np.diff(key[order], prepend=-1))])

    def with_more(self, more: Arcs, count: int) -> Arcs:
        """These (as ``quickest`` gives them) with others, only the quicker one of two."""
        more = more.quickest(count)
        key, new = self.begin * count + self.end, more.begin * count + more.end
        at = np.searchsorted(key, new)
        is_known = np.append(key, -1)[at] == new
        seconds = self.seconds.copy()
        seconds[at[is_known]] = np.minimum(seconds[at[is_known]], more.seconds[is_known])
        position, more = at[~is_known], more.of(~is_known)
        return Arcs(
            np.insert(self.begin, position, more.begin),
            np.insert(self.end, position, more.end),
            np.insert(seconds, position, more.seconds),
        )

    def ranks(self) -> list[Arcs]:
        """The same, so that no node is the end of two ways of one rank."""
        arcs = self.of(np.argsort(self.end, kind="stable"))
        first = np.flatnonzero(np.diff(arcs.end, prepend=-1))
        counts = np.diff(first, append=len(arcs.end))
        order = np.argsort(-counts, kind="stable")
        first, counts = first[order], counts[order]
        return [
            arcs.of(first[: np.searchsorted(-counts, -rank)] + rank)
            for rank in range(counts.max(initial=0))
        ]


class Hierarchy:
    """Nodes joined by ways: node n by those from ``start[n]``, to ``end`` in ``seconds`` (CSR)."""

    def __init__(self, start: np.ndarray, end: np.ndarray, seconds: np.ndarray) -> None:
        self.count = count = len(start) - 1
        begin = np.repeat(np.arange(count), np.diff(start))
        arcs = Arcs(begin, end.astype(np.int64), seconds).quickest(count)
        is_left = np.ones(count, dtype=bool)
        rounds = set_aside(arcs, count)
        self._rising: list[Arcs] = []
        self._falling: list[Arcs] = []
        while is_left.sum() > _LAST:
            coming, leaving, arcs, is_left = next(rounds)
            self._rising += leaving.ranks()
            self._falling += coming.ranks()[::-1]
        self._falling.reverse()
        self._last = np.flatnonzero(is_left)
        self._between = _floyd(self._last, arcs, count)

    def sweep(self, times: np.ndarray) -> None:
        """Seconds to the nodes (n, k) from k places, given at some of them, worked out at all."""
        for arcs in self._rising:
            _improve(times, arcs)
        reached = times[self._last]
        best = reached.copy()
        for through, row in zip(reached, self._between, strict=True):
            np.minimum(best, row[:, None] + through, out=best)
        times[self._last] = best
        for arcs in self._falling:
            _improve(times, arcs)


def set_aside(arcs: Arcs, count: int) -> Iterator[tuple[Arcs, Arcs, Arcs, np.ndarray]]:
    """Rounds of taking nodes off, of ``count`` that ``arcs`` (as ``quickest`` gives them) join.

    Each gives the ways that come to the nodes set aside, those that leave them, those between the
    nodes left, which keep all shortest times, and which ones are left (a mask).
    """
    is_left, round_of = np.ones(count, dtype=bool), np.zeros(count)
    tie = np.random.default_rng(0).random(count)
    rounds = 0
    while is_left.any():
        aside = _apart(arcs, is_left, round_of, tie)
        leaving, coming = arcs.of(aside[arcs.begin]), arcs.of(aside[arcs.end])
        through = _through(coming, leaving, count)
        rounds += 1
        round_of[through.begin] = round_of[through.end] = rounds
        between = arcs.of(~aside[arcs.begin] & ~aside[arcs.end])
        arcs = between.with_more(through, count)
        is_left = is_left & ~aside
        yield coming, leaving, arcs, is_left


def _improve(times: np.ndarray, arcs: Arcs) -> None:
    arriving = times[arcs.begin]
    arriving += arcs.seconds[:, None]
    times[arcs.end] = np.minimum(times[arcs.end], arriving)


def _apart(arcs: Arcs, is_left: np.ndarray, round_of: np.ndarray, tie: np.ndarray) -> np.ndarray:
    """Which nodes (a mask) to set aside next: few ways, and none from one to another."""
    begin, end = arcs.begin, arcs.end
    ways = np.bincount(begin, minlength=len(is_left)) + np.bincount(end, minlength=len(is_left))
    cost = _WAY * ways + round_of + tie
    aside = is_left.copy()
    aside[np.where(cost[begin] > cost[end], begin, end)] = False
    return aside & (cost <= np.quantile(cost[aside], _SHARE))


def _through(coming: Arcs, leaving: Arcs, count: int) -> Arcs:
    """All ways of two arcs: one of ``coming``, then one of ``leaving``."""
    leaving = leaving.of(np.argsort(leaving.begin, kind="stable"))
    counts = np.bincount(leaving.begin, minlength=count)
    first = (np.cumsum(counts) - counts)[coming.end]
    counts = counts[coming.end]
    pair = np.repeat(np.arange(len(counts)), counts)
    onward = np.arange(len(pair)) + np.repeat(first - np.cumsum(counts) + counts, counts)
    seconds = coming.seconds[pair] + leaving.seconds[onward]
    return Arcs(coming.begin[pair], leaving.end[onward], seconds)


def _floyd(nodes: np.ndarray, arcs: Arcs, count: int) -> np.ndarray:
    """Seconds from each of ``nodes`` to each (k, k), over ``arcs`` between them."""
    number = np.full(count, -1)
    number[nodes] = np.arange(len(nodes))
    times = np.full((len(nodes), len(nodes)), np.inf)
    times[number[arcs.begin], number[arcs.end]] = arcs.seconds
    np.fill_diagonal(times, 0)
    for through in range(len(nodes)):
        np.minimum(times, times[:, through, None] + times[through], out=times)
    return times
