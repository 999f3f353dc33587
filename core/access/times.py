"""Travel times between places and the whole network.

One search from all places at once (Dijkstra's algorithm, scipy's implementation): each place is a
node of its own, joined to the two ends of the edge where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ..network.graph import Graph, Snap


@dataclass(frozen=True)
class Reach:
    """Seconds to each node of the network (infinite: not reached), and the place reached (-1)."""

    seconds: np.ndarray
    place: np.ndarray


class Search:
    """Searches from a set of places on one graph; ``snap`` holds where each place joins it."""

    def __init__(self, graph: Graph, snap: Snap) -> None:
        self.graph = graph
        self.snap = snap
        self.joined = np.flatnonzero(snap.edge >= 0)
        self._matrix = self._with_places()

    def _with_places(self) -> csr_matrix:
        graph, count = self.graph, len(self.graph.network.x)
        begin, end, seconds = graph.arcs
        edge, fraction = self.snap.edge[self.joined], self.snap.fraction[self.joined]
        walk = self.snap.seconds[self.joined]
        node = count + np.arange(len(self.joined))
        begins, ends, costs = [begin], [end], [seconds]
        for target, cost in (
            (graph.network.head[edge], _part(1 - fraction, graph.out[edge, 0])),
            (graph.network.tail[edge], _part(fraction, graph.out[edge, 1])),
        ):
            usable = np.isfinite(cost)
            begins.append(node[usable])
            ends.append(target[usable])
            costs.append((walk + cost)[usable])
        # Built by hand: parallel edges must stay apart, and scipy's own conversion adds them up.
        all_begins = np.concatenate(begins)
        order = np.argsort(all_begins, kind="stable")
        size = count + len(self.joined)
        start = np.concatenate([[0], np.cumsum(np.bincount(all_begins, minlength=size))])
        data = np.maximum(np.concatenate(costs)[order], 1e-6)
        return csr_matrix((data, np.concatenate(ends)[order], start), shape=(size, size))

    def nearest(self, places: np.ndarray | None = None, max_seconds: float = np.inf) -> Reach:
        """Times to the nearest of ``places`` (indices; all by default), searched to a limit."""
        count = len(self.graph.network.x)
        chosen = np.arange(len(self.joined))
        if places is not None:
            chosen = np.flatnonzero(np.isin(self.joined, places))
        if not len(chosen):
            return Reach(np.full(count, np.inf), np.full(count, -1))
        seconds, _, source = dijkstra(
            self._matrix,
            indices=count + chosen,
            min_only=True,
            return_predecessors=True,
            limit=max_seconds,
        )
        reached = np.isfinite(seconds[:count])
        place = np.full(count, -1)
        place[reached] = self.joined[source[:count][reached] - count]
        return Reach(seconds[:count], place)

    def each(
        self, places: np.ndarray | None = None, max_seconds: float = np.inf
    ) -> Iterator[tuple[int, np.ndarray]]:
        """(place, seconds to each node) from one place at a time, searched to a limit."""
        for place in self.joined if places is None else np.intersect1d(self.joined, places):
            yield int(place), self.nearest(np.array([place]), max_seconds).seconds

    def at(
        self,
        reach: Reach,
        edge: np.ndarray,
        fraction: np.ndarray,
        places: np.ndarray | None = None,
    ) -> Reach:
        """Times at points along edges (shape k): through either end, or straight along the edge.

        ``places`` are those ``reach`` was computed for (all by default). Edge -1 is not reached.
        """
        network, out = self.graph.network, self.graph.out
        tail, head = network.tail[edge], network.head[edge]
        by_tail = reach.seconds[tail] + _part(fraction, out[edge, 0])
        by_head = reach.seconds[head] + _part(1 - fraction, out[edge, 1])
        seconds = np.minimum(by_tail, by_head)
        place = np.where(by_tail <= by_head, reach.place[tail], reach.place[head])
        order = np.argsort(edge, kind="stable")
        ordered = edge[order]
        for number in self.joined if places is None else np.intersect1d(self.joined, places):
            own = self.snap.edge[number]
            span = np.searchsorted(ordered, [own, own + 1])
            beside = order[span[0] : span[1]]
            if not len(beside):
                continue
            move = fraction[beside] - self.snap.fraction[number]
            along = np.where(move > 0, out[own, 0], out[own, 1])
            straight = _part(np.abs(move), along) + self.snap.seconds[number]
            better = straight < seconds[beside]
            seconds[beside[better]] = straight[better]
            place[beside[better]] = number
        unreached = (edge < 0) | ~np.isfinite(seconds)
        return Reach(np.where(unreached, np.inf, seconds), np.where(unreached, -1, place))


def _part(share: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    """``share`` of the edges' seconds; none of a forbidden way takes no time."""
    return np.where(share == 0, 0.0, np.where(share == 0, 1.0, share) * seconds)
