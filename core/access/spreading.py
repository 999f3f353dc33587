"""Beyond the core of a contracted network: from places into it, and from it to all nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ..network.contraction import Contraction


@dataclass(frozen=True)
class Arrivals:
    """Positions of a contraction arrived at, after how many seconds, from which place."""

    position: np.ndarray
    seconds: np.ndarray
    place: np.ndarray

    def where(self, chosen: np.ndarray | slice) -> Arrivals:
        """Those of a mask, an order or a slice."""
        return Arrivals(self.position[chosen], self.seconds[chosen], self.place[chosen])

    def onward(self, position: np.ndarray, seconds: np.ndarray) -> Arrivals:
        """Gone on to ``position`` in so many more ``seconds``, where that is finite."""
        there = Arrivals(position, self.seconds + seconds, self.place)
        return there.where(np.isfinite(there.seconds))

    def numbered(self, places: np.ndarray) -> Arrivals:
        """The same, with the number of their place among ``places`` (in ascending order)."""
        return Arrivals(self.position, self.seconds, np.searchsorted(places, self.place))

    def of(self, first: int, last: int) -> Arrivals:
        """Those of the places ``first`` to ``last`` (excluded), when in order of place."""
        return self.where(slice(*np.searchsorted(self.place, [first, last])))

    @classmethod
    def together(cls, parts: Iterable[Arrivals]) -> Arrivals:
        """All of them in order of place."""
        columns = zip(*((part.position, part.seconds, part.place) for part in parts), strict=True)
        joined = cls(*(np.concatenate(column) for column in columns))
        return joined.where(np.argsort(joined.place, kind="stable"))


def feed(ways: Contraction, starts: Arrivals) -> tuple[Arrivals, Arrivals]:
    """(arrivals in the core, arrivals outside of it) from starts anywhere, in order of place.

    From a tree up to what it hangs on, from there along the chain to both of its ends.
    """
    outside, risen = [], []
    while len(starts.place):
        in_tree = starts.position >= ways.trees
        risen.append(starts.where(~in_tree))
        starts = starts.where(in_tree)
        outside.append(starts)
        index = starts.position - ways.trees
        starts = starts.onward(ways.parent[index], ways.up[index])
    starts = Arrivals.together([*risen, starts])
    in_core = starts.position < ways.core
    inside, starts = [starts.where(in_core)], starts.where(~in_core)
    for back in (0, 1):
        walking = starts
        while len(walking.place):
            outside.append(walking)
            position, seconds = ways.beside(walking.position, back)
            walking = walking.onward(position, seconds)
            in_core = walking.position < ways.core
            inside.append(walking.where(in_core))
            walking = walking.where(~in_core)
    return Arrivals.together(inside), Arrivals.together([*outside, starts.where(slice(0))])


def spread(
    ways: Contraction, seconds: np.ndarray, place: np.ndarray, outside: Arrivals
) -> tuple[np.ndarray, np.ndarray]:
    """(seconds, place) at every node, from those of the core and from arrivals outside of it.

    Infinite and -1 where nothing arrives.
    """
    count = len(ways.node)
    times, places = np.full(count, np.inf), np.full(count, -1, dtype=np.int32)
    times[: ways.core], places[: ways.core] = seconds, place
    # The least time last, so that it stays where several arrive.
    best = outside.where(np.lexsort((-outside.seconds, outside.position)))
    times[best.position], places[best.position] = best.seconds, best.place
    for here, origin, more in _outward(ways, np.isfinite(seconds)):
        arriving = times[origin] + more
        better = np.flatnonzero(arriving < times[here])
        times[here[better]] = arriving[better]
        places[here[better]] = places[origin[better]]
    reached = np.flatnonzero(np.isfinite(times))
    node = ways.node[reached]
    all_times = np.full(len(ways.position), np.inf)
    all_places = np.full(len(ways.position), -1, dtype=np.int32)
    all_times[node], all_places[node] = times[reached], places[reached]
    return all_times, all_places


def spread_each(ways: Contraction, seconds: np.ndarray, outside: Arrivals) -> np.ndarray:
    """Seconds to each node (k, n) from each of k places, from those to the core (c, k).

    The places of the arrivals ``outside`` of it are numbered from 0.
    """
    times = np.full((len(ways.node), seconds.shape[1]), np.inf)
    times[: ways.core] = seconds
    best = outside.where(np.argsort(-outside.seconds, kind="stable"))
    times[best.position, best.place] = best.seconds
    for here, origin, more in _outward(ways, np.isfinite(seconds).any(axis=1)):
        times[here] = np.minimum(times[here], times[origin] + more[:, None])
    all_times = np.full((len(ways.position), seconds.shape[1]), np.inf)
    all_times[ways.node] = times
    return np.ascontiguousarray(all_times.T)


def _outward(
    ways: Contraction, reached: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """(positions, where one comes from, seconds from there): chains by either end, then trees.

    Only the chains with an end ``reached`` (by core node); trees level by level.
    """
    chain = np.flatnonzero(reached[ways.chain_ends].any(axis=1))
    size = ways.chain_start[chain + 1] - ways.chain_start[chain]
    here = np.repeat(ways.chain_start[chain] - np.cumsum(size) + size, size) + np.arange(size.sum())
    for end in (0, 1):
        origin = np.repeat(ways.chain_ends[chain, end], size)
        yield here, origin, ways.from_ends[end, here - ways.core]
    for first, last in zip(ways.level_start[:-1], ways.level_start[1:], strict=True):
        level = slice(first - ways.trees, last - ways.trees)
        yield np.arange(first, last), ways.parent[level], ways.down[level]
