"""A tenth of a network's core to search: most nodes set aside, and timed afterwards.

Nodes are set aside round by round as in ``hierarchy``, until those left have so many ways that no
fewer nodes would be quicker to search. A node set aside is timed from the few that came after it.
Nothing is approximated: the ways between the nodes left keep all shortest times.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np

from .contraction import Contraction
from .hierarchy import Arcs, set_aside

#: Nodes are set aside until those left have so many ways each, or are so few.
_WAYS, _FEW = 10.0, 200


@dataclass(frozen=True)
class Level:
    """Nodes timed together, numbered from ``first``: node i from ``origin[i]`` in ``seconds[i]``.

    Both have shape (n, k); seconds are infinite where there are fewer than k ways.
    """

    first: int
    origin: np.ndarray
    seconds: np.ndarray

    @property
    def last(self) -> int:
        """The number after the last node's."""
        return self.first + len(self.origin)


@dataclass(frozen=True)
class Ways:
    """Ways by node: those of node n from ``start[n]`` to the next, with ``node`` at the far end."""

    start: np.ndarray
    node: np.ndarray
    seconds: np.ndarray

    @classmethod
    def of(cls, count: int, here: np.ndarray, there: np.ndarray, seconds: np.ndarray) -> Ways:
        """Of ``count`` nodes, from columns in any order."""
        order = np.argsort(here, kind="stable")
        start = np.searchsorted(here[order], np.arange(count + 1)).astype(np.int32)
        return cls(start, there[order].astype(np.int32), seconds[order])


def ranges(start: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(rows of the chosen ones, one after the other; index in ``chosen`` of each row)."""
    first = start.take(chosen).astype(np.int64)
    size = start.take(chosen + 1) - first
    which = np.repeat(np.arange(len(chosen)), size)
    return np.arange(len(which)) + (first - np.cumsum(size) + size).take(which), which


@dataclass(frozen=True)
class Overlay:
    """The nodes of a core in a new order: those set aside first, round by round, then those left.

    ``number``: of each node of the core (c). ``first_left``: the first one that is left.
    ``levels``: the nodes set aside, the last ones first, which is the order to time them in.
    ``onward``: the ways from nodes set aside to later ones, and between those left; ``back``: the
    ways that come to those left from each other. No way comes to a node from itself.
    """

    number: np.ndarray
    first_left: int
    levels: list[Level]
    onward: Ways
    back: Ways

    @property
    def count(self) -> int:
        """How many nodes there are: numbers below it are nodes, it stands for no node."""
        return len(self.number)

    @classmethod
    def build(cls, ways: Contraction) -> Overlay:
        """Of the core of a contraction."""
        count = ways.core
        begin = np.repeat(np.arange(count), np.diff(ways.arc_start))
        arcs = Arcs(begin, ways.arc_end.astype(np.int64), ways.arc_seconds).quickest(count)
        is_left = np.ones(count, dtype=bool)
        number = np.empty(count + 1, dtype=np.int32)
        number[count] = count
        rounds, first = set_aside(arcs, count), 0
        rising, falling = [], []
        while is_left.sum() > _FEW and len(arcs.begin) < _WAYS * is_left.sum():
            before = is_left
            coming, leaving, arcs, is_left = next(rounds)
            aside = np.flatnonzero(before & ~is_left)
            number[aside] = first + np.arange(len(aside))
            rising.append(leaving)
            falling.append((first, len(aside), coming))
            first += len(aside)
        last = np.flatnonzero(is_left)
        number[last] = first + np.arange(len(last))
        levels = [_level(number, *step) for step in reversed(falling)]
        every = [*rising, arcs]
        onward = Ways.of(
            count,
            number[np.concatenate([arcs_up.begin for arcs_up in every])],
            number[np.concatenate([arcs_up.end for arcs_up in every])],
            np.concatenate([arcs_up.seconds for arcs_up in every]),
        )
        back = Ways.of(count, number[arcs.end], number[arcs.begin], arcs.seconds)
        return cls(number[:count], first, levels, onward, back)

    def rise(self, nodes: list[int], seconds: list[float]) -> dict[int, float]:
        """Seconds at ``nodes`` and at those they lead to, onward as far as nodes are set aside."""
        onward = self.onward
        best: dict[int, float] = {}
        for node, time in zip(nodes, seconds, strict=True):
            best[node] = min(time, best.get(node, np.inf))
        todo = [node for node in best if node < self.first_left]
        heapify(todo)
        while todo:
            node = heappop(todo)
            ways = slice(onward.start[node], onward.start[node + 1])
            for neighbour, way in zip(
                onward.node[ways].tolist(), onward.seconds[ways].tolist(), strict=True
            ):
                if neighbour not in best and neighbour < self.first_left:
                    heappush(todo, neighbour)
                best[neighbour] = min(best[node] + way, best.get(neighbour, np.inf))
        return best


def _level(number: np.ndarray, first: int, size: int, coming: Arcs) -> Level:
    """The ``size`` nodes numbered from ``first``, timed by the ways that come to them."""
    row = number[coming.end] - first
    order = np.argsort(row, kind="stable")
    row = row[order]
    column = np.arange(len(row)) - np.searchsorted(row, row)
    shape = size, int(column.max(initial=0)) + 1
    origin = np.full(shape, len(number) - 1, dtype=np.int32)
    seconds = np.full(shape, np.inf)
    origin[row, column] = number[coming.begin[order]]
    seconds[row, column] = coming.seconds[order]
    return Level(first, origin, seconds)
