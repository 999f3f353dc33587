"""Travel times between places and the whole network: a trip by road.

One search from all places at once (Dijkstra's algorithm, scipy's implementation), on the core of
the contracted network: each place is a node of its own, joined to the core by the ways that lead
there from the edge where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ..common.progress import Progress
from ..network.graph import Graph, Snap
from .spreading import Arrivals, feed, spread, spread_each
from .trip import Journeys, Reach, Trip

#: Seconds held at once by searches from one place at a time: 64 MB of them.
_HELD = 8_000_000
#: Places searched before it is decided how to go on.
_TRIED = 8
#: What making the hierarchy takes for each node, and sweeping it once, where Dijkstra's algorithm
#: takes 1 for each node that it reaches (measured: 0.25 microseconds).
_HIERARCHY_MADE, _HIERARCHY_SWEPT = 40.0, 0.1
#: Beyond so many nodes, the last ones to be set aside have too many ways.
_LARGEST_HIERARCHY = 60_000


class RoadSearch:
    """Searches from a set of places on one graph; ``snap`` holds where each place joins it.

    A ``TripSearch``; beyond it, ``nearest``, ``each`` and ``at`` give the times of the network's
    own nodes and edges, from which isochrones and the what-if are made.
    """

    def __init__(self, graph: Graph, snap: Snap) -> None:
        self.graph = graph
        self.snap = snap
        self.trip = Trip(graph.mode, graph.direction)
        self.joined = np.flatnonzero(snap.edge >= 0)

    def join(self, x: np.ndarray, y: np.ndarray) -> Snap:
        return self.graph.snap(x, y)

    def elsewhere(self, x: np.ndarray, y: np.ndarray) -> RoadSearch:
        return RoadSearch(self.graph, self.graph.snap(x, y))

    def times(
        self, points: Snap, places: np.ndarray | None = None, max_seconds: float = np.inf
    ) -> Reach:
        found = self.nearest(places, max_seconds)
        reach = self.at(found, points.edge, points.fraction, places)
        return Reach(reach.seconds + np.where(points.edge >= 0, points.seconds, 0.0), reach.place)

    def journeys(self, points: Snap, max_seconds: float, progress: Progress) -> Iterator[Journeys]:
        network = self.graph.network
        tail, head = network.tail[points.edge], network.head[points.edge]
        joined = points.edge >= 0
        found = self.each(max_seconds=max_seconds)
        for place, seconds in progress.over(found, len(self.joined)):
            near = np.isfinite(seconds)
            chosen = np.flatnonzero(
                joined & (near[tail] | near[head] | (points.edge == self.snap.edge[place]))
            )
            reach = Reach(seconds, np.full(len(seconds), place))
            at = self.at(reach, points.edge[chosen], points.fraction[chosen], np.array([place]))
            times = at.seconds + points.seconds[chosen]
            within = times <= max_seconds
            yield Journeys(place, chosen[within], times[within])

    def nearest(self, places: np.ndarray | None = None, max_seconds: float = np.inf) -> Reach:
        """Of each node, the nearest of ``places`` (indices; all by default), up to a limit."""
        chosen = self._chosen(places)
        inside, outside = self.starts(chosen)
        ways = self.graph.contraction
        seconds, place = np.full(ways.core, np.inf), np.full(ways.core, -1)
        if len(inside.place):
            matrix, sources = self._with_places(inside)
            found, _, source = dijkstra(
                matrix,
                indices=ways.core + np.arange(len(sources)),
                min_only=True,
                return_predecessors=True,
                limit=max_seconds,
            )
            seconds = found[: ways.core]
            reached = np.isfinite(seconds)
            place[reached] = sources[source[: ways.core][reached] - ways.core]
        seconds, place = spread(ways, seconds, place, outside)
        return _within(Reach(seconds, place), max_seconds)

    def each(
        self, places: np.ndarray | None = None, max_seconds: float = np.inf
    ) -> Iterator[tuple[int, np.ndarray]]:
        """(place, seconds to each node) from one place at a time, searched to a limit.

        Several are searched together. Once the first have told how far searches go, the others go
        by the hierarchy where that takes less than Dijkstra's algorithm.
        """
        chosen = self._chosen(places)
        ways = self.graph.contraction
        most = int(np.clip(_HELD // (len(ways.node) + 1), 1, 64))
        inside, outside = self.starts(chosen)
        first, hierarchy = 0, None
        while first < len(chosen):
            numbers = chosen[first : first + (most if first else min(most, _TRIED))]
            bounds = numbers[0], numbers[-1] + 1
            seeds, beside = (one.of(*bounds).numbered(numbers) for one in (inside, outside))
            if hierarchy is None:
                found = self._one_by_one(seeds, len(numbers), max_seconds)
            else:
                found = np.full((ways.core, len(numbers)), np.inf)
                seeds = seeds.where(np.argsort(-seeds.seconds))  # the least last: it stays
                found[seeds.position, seeds.place] = seeds.seconds
                hierarchy.sweep(found)
            first += len(numbers)
            if hierarchy is None and self._is_worth(np.isfinite(found), len(chosen) - first):
                hierarchy = self.graph.hierarchy
            times = spread_each(ways, found, beside)
            times[times > max_seconds] = np.inf
            yield from zip(numbers.tolist(), times, strict=True)

    def _one_by_one(self, seeds: Arrivals, count: int, max_seconds: float) -> np.ndarray:
        """Seconds to the nodes of the core (c, count), by Dijkstra's algorithm."""
        matrix, sources = self._with_places(seeds)
        core = self.graph.contraction.core
        times = np.full((core, count), np.inf)
        if len(sources):
            indices = core + np.arange(len(sources))
            times[:, sources] = dijkstra(matrix, indices=indices, limit=max_seconds)[:, :core].T
        return times

    def _is_worth(self, reached: np.ndarray, places: int) -> bool:
        """Whether the hierarchy pays for so many more places, when some reach these core nodes."""
        core, tried = reached.shape
        if core > _LARGEST_HIERARCHY:
            return False
        return core * (_HIERARCHY_MADE + places * _HIERARCHY_SWEPT) < places * reached.sum() / tried

    def _chosen(self, places: np.ndarray | None) -> np.ndarray:
        return self.joined if places is None else np.intersect1d(self.joined, places)

    def starts(self, places: np.ndarray) -> tuple[Arrivals, Arrivals]:
        """(arrivals in the core, and outside of it) of places, over both ends of their edge."""
        graph, ways = self.graph, self.graph.contraction
        edge, fraction = self.snap.edge[places], self.snap.fraction[places]
        walk = self.snap.seconds[places]
        out = graph.out[edge]
        node = np.concatenate([graph.network.head[edge], graph.network.tail[edge]])
        seconds = np.concatenate([part(1 - fraction, out[:, 0]), part(fraction, out[:, 1])])
        starts = Arrivals(
            ways.position[node], np.concatenate([walk, walk]), np.concatenate([places, places])
        )
        starts = starts.onward(starts.position, seconds)
        return feed(ways, starts.where(starts.position >= 0))

    def _with_places(self, seeds: Arrivals) -> tuple[csr_matrix, np.ndarray]:
        """The core's ways with a node more for each place that joins it, and these places.

        Built by hand: parallel ways must stay apart, and scipy's own conversion adds them up.
        """
        ways = self.graph.contraction
        sources, counts = np.unique(seeds.place, return_counts=True)
        size = ways.core + len(sources)
        ends = ways.arc_start[-1] + np.cumsum(counts)
        matrix = csr_matrix(
            (
                np.concatenate([ways.arc_seconds, seeds.seconds]),
                np.concatenate([ways.arc_end, seeds.position], dtype=np.int32),
                np.concatenate([ways.arc_start, ends], dtype=np.int32),
            ),
            shape=(size, size),
        )
        return matrix, sources

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
        network, out = self.graph.network, self.graph.out[edge]
        tail, head = network.tail[edge], network.head[edge]
        by_tail = reach.seconds[tail] + part(fraction, out[:, 0])
        by_head = reach.seconds[head] + part(1 - fraction, out[:, 1])
        seconds = np.minimum(by_tail, by_head)
        place = np.where(by_tail <= by_head, reach.place[tail], reach.place[head])
        point, number, straight = self._straight(edge, fraction, self._chosen(places))
        better = straight < seconds[point]
        seconds[point[better]], place[point[better]] = straight[better], number[better]
        unreached = (edge < 0) | ~np.isfinite(seconds)
        return Reach(np.where(unreached, np.inf, seconds), np.where(unreached, -1, place))

    def _straight(
        self, edge: np.ndarray, fraction: np.ndarray, places: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(point, place, seconds) of the points with a place on their edge, the least time last."""
        places = places[np.argsort(self.snap.edge[places], kind="stable")]
        own = self.snap.edge[places]
        first = np.searchsorted(own, edge)
        counts = np.searchsorted(own, edge, side="right") - first
        point = np.repeat(np.arange(len(edge)), counts)
        number = places[
            np.arange(len(point)) + np.repeat(first - np.cumsum(counts) + counts, counts)
        ]
        move = fraction[point] - self.snap.fraction[number]
        along = self.graph.out[edge[point], np.where(move > 0, 0, 1)]
        seconds = part(np.abs(move), along) + self.snap.seconds[number]
        order = np.lexsort((-seconds, point))
        return point[order], number[order], seconds[order]


def _within(reach: Reach, max_seconds: float) -> Reach:
    beyond = reach.seconds > max_seconds
    return Reach(np.where(beyond, np.inf, reach.seconds), np.where(beyond, -1, reach.place))


def part(share: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    """``share`` of the edges' seconds; none of a forbidden way takes no time."""
    return np.where(share == 0, 0.0, np.where(share == 0, 1.0, share) * seconds)
