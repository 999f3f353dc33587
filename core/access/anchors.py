"""How points along roads hang on the core of a contracted network, and on places beside them."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from ..network.contraction import Contraction
from ..network.graph import Graph, Snap
from .spreading import Arrivals
from .times import RoadSearch, part


class Anchors:
    """Points that join a graph where ``snap`` says, timed from the core nodes around them.

    The time at point i is the least of those at core nodes ``origin[i]`` plus ``seconds[i]``, both
    of shape (points, k), and of ``arrivals`` that reach it without passing any core node.
    Core nodes go by their ``number``, given for each; where there are fewer than k of them, seconds
    are infinite and the number is the last one given, of no node.
    """

    def __init__(self, graph: Graph, snap: Snap, number: np.ndarray) -> None:
        self._graph, self._snap = graph, snap
        self._ways = ways = graph.contraction
        origin, self.seconds = _from_core(graph, snap)
        self.origin = number.take(origin)
        # The points at each node: those of edges that begin there, then those of edges that end.
        joined = np.flatnonzero(snap.edge >= 0).astype(np.int32)
        network, edge = graph.network, snap.edge[joined]
        ends = np.concatenate([network.tail[edge], network.head[edge]])
        order = np.argsort(ends, kind="stable")
        self._node = ends[order]
        self._point = np.concatenate([joined, joined])[order]
        self._at_head = order >= len(joined)
        # The nodes that hang on each one in a tree.
        order = np.argsort(ways.parent, kind="stable").astype(np.int32)
        self._parent, self._child = ways.parent[order], order + ways.trees

    def arrivals(self, search: RoadSearch, place: int) -> tuple[Arrivals, Arrivals]:
        """(at nodes of the core, at points without passing any) from one place of a search."""
        if search.snap.edge[place] < 0:
            return _NONE, _NONE
        inside, outside = search.starts(np.array([place]))
        point, seconds = self._beside(outside)
        straight, along = self._straight(search.snap, place)
        point, seconds = np.concatenate([point, straight]), np.concatenate([seconds, along])
        seconds = seconds + _part_of(self._snap, point).seconds
        usable = np.isfinite(seconds)
        point, seconds = point[usable], seconds[usable]
        return inside, Arrivals(point, seconds, np.full(len(point), place))

    def _beside(self, outside: Arrivals) -> tuple[np.ndarray, np.ndarray]:
        """(point, seconds to its road) through nodes outside of the core."""
        if not len(outside.position):
            return _NONE.position, _NONE.seconds
        best = self._down_trees(outside)
        node = self._ways.node[np.fromiter(best, dtype=np.int64, count=len(best))]
        reached = np.fromiter(best.values(), dtype=float, count=len(best))
        first = np.searchsorted(self._node, node)
        size = np.searchsorted(self._node, node, side="right") - first
        row = np.repeat(first - np.cumsum(size) + size, size) + np.arange(size.sum())
        point, at_head = self._point[row], self._at_head[row]
        out = self._graph.out[self._snap.edge[point]]
        share = self._snap.fraction[point]
        onward = np.where(at_head, part(1 - share, out[:, 1]), part(share, out[:, 0]))
        return point, np.repeat(reached, size) + onward

    def _down_trees(self, outside: Arrivals) -> dict[int, float]:
        """Seconds to the positions of arrivals, and to all that hang on them."""
        best: dict[int, float] = {}
        for position, seconds in zip(
            outside.position.tolist(), outside.seconds.tolist(), strict=True
        ):
            best[position] = min(seconds, best.get(position, np.inf))
        parent, child = self._parent.data, self._child.data
        down, trees = self._ways.down, self._ways.trees
        todo = list(best)
        while todo:
            position = todo.pop()
            row = bisect_left(parent, position)
            while row < len(parent) and parent[row] == position:
                hanging = child[row]
                seconds = best[position] + float(down[hanging - trees])
                if seconds < best.get(hanging, np.inf):
                    best[hanging] = seconds
                    todo.append(hanging)
                row += 1
        return best

    def _straight(self, places: Snap, place: int) -> tuple[np.ndarray, np.ndarray]:
        """(point, seconds to its road) of the points on the place's own edge, straight along it."""
        edge = places.edge[place]
        tail = self._graph.network.tail[edge]
        first, last = np.searchsorted(self._node, np.array([tail, tail + 1], self._node.dtype))
        point = np.unique(self._point[first:last])
        point = point[self._snap.edge[point] == edge]
        move = self._snap.fraction[point] - places.fraction[place]
        along = self._graph.out[edge, np.where(move > 0, 0, 1)]
        return point, part(np.abs(move), along) + places.seconds[place]


_NONE = Arrivals(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0, dtype=np.int64))


def _part_of(snap: Snap, chosen: np.ndarray) -> Snap:
    return Snap(snap.edge[chosen], snap.fraction[chosen], snap.metres[chosen])


def _from_core(graph: Graph, snap: Snap) -> tuple[np.ndarray, np.ndarray]:
    """(core nodes, seconds from them) of points, shape (points, k), by both ends of their edge."""
    ways, network = graph.contraction, graph.network
    walk = np.where(snap.edge >= 0, snap.seconds, np.inf)
    origin, seconds = _positions(ways)
    edge, out = snap.edge, graph.out[snap.edge]
    columns = [
        (origin[position, side], seconds[position, side] + onward + walk)
        for node, onward in (
            (network.tail[edge], part(snap.fraction, out[:, 0])),
            (network.head[edge], part(1 - snap.fraction, out[:, 1])),
        )
        for position in (ways.position[node],)
        for side in (0, 1)
    ]
    return _least(columns, ways.core)


def _positions(ways: Contraction) -> tuple[np.ndarray, np.ndarray]:
    """(core nodes, seconds from them) of each position (n + 1, 2); none of the last, which is -1.

    A position on a chain has one at either end; what hangs in a tree has those of its parent.
    """
    shape = len(ways.node) + 1, 2
    origin, seconds = np.full(shape, ways.core, dtype=np.int32), np.full(shape, np.inf)
    origin[: ways.core, 0], seconds[: ways.core, 0] = np.arange(ways.core), 0.0
    chains = slice(ways.core, ways.trees)
    origin[chains] = np.repeat(ways.chain_ends, np.diff(ways.chain_start), axis=0)
    seconds[chains] = ways.from_ends.T
    for first, last in zip(ways.level_start[:-1], ways.level_start[1:], strict=True):
        level = slice(first - ways.trees, last - ways.trees)
        parent = ways.parent[level]
        origin[first:last] = origin[parent]
        seconds[first:last] = seconds[parent] + ways.down[level, None]
    return origin, seconds


def _least(
    columns: list[tuple[np.ndarray, np.ndarray]], nobody: int
) -> tuple[np.ndarray, np.ndarray]:
    """The columns side by side, each node once, with its least time, and no more than needed."""
    for i, (origin, seconds) in enumerate(columns):
        for other, more in columns[:i]:
            same = origin == other
            np.minimum(more, seconds, out=more, where=same)
            seconds[same] = np.inf
    origin = np.column_stack([origin for origin, _ in columns])
    seconds = np.column_stack([seconds for _, seconds in columns])
    order = np.argsort(seconds, axis=1, kind="stable")
    seconds = np.take_along_axis(seconds, order, axis=1)
    width = max(1, int(np.isfinite(seconds).sum(axis=1).max(initial=0)))
    order, seconds = order[:, :width], np.ascontiguousarray(seconds[:, :width])
    origin = np.take_along_axis(origin, order, axis=1)
    origin[~np.isfinite(seconds)] = nobody
    return origin, seconds
