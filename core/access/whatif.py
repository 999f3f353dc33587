"""What if there were a place here, or none there: everyone's nearest place, kept up to date.

Times stand at the nodes of an overlay, at those set aside, and at the demand points. A new place is
searched from as far as it is the nearest (Dijkstra's algorithm); without a place, what was its own
is searched again from its border. What hangs on nodes that changed is then timed level by level.
By road only: it needs the junctions between the places and the points (``RoadSearch``).
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np

from ..common.errors import InputError
from ..common.text import tr
from ..network.graph import Snap
from ..network.overlay import Level, ranges
from .anchors import Anchors
from .arriving import Arriving
from .demand import Demand
from .spreading import Arrivals
from .times import RoadSearch


@dataclass(frozen=True)
class Change:
    """What one operation did to the demand.

    ``number`` is the place's; ``points``: the demand points whose time or place is another now
    (indices); ``before``: the seconds they had (infinite: no place could be reached).
    """

    number: int
    points: np.ndarray
    before: np.ndarray


class Live:
    """Times of demand points to their nearest place, while places are added, moved and removed.

    ``snap`` says where the points of ``demand`` join the search's graph; ``chosen`` which of the
    search's places count (indices; all by default). These keep their index as their number;
    hypothetical ones get the numbers from there on.

    ``seconds``, ``place``: of each demand point, as ``demand.times`` gives them. They are kept up
    to date: after each operation they are those of a new search from all places that count.
    """

    def __init__(
        self, search: RoadSearch, demand: Demand, snap: Snap, chosen: np.ndarray | None = None
    ) -> None:
        self.demand = demand
        self._graph = search.graph
        self._overlay = overlay = search.graph.overlay
        # First the core's nodes as the overlay numbers them, then no node, then the points.
        self._first_point = overlay.count + 1
        size = self._first_point + len(snap.edge)
        self._number = np.append(overlay.number, np.int32(overlay.count))
        self._anchors = anchors = Anchors(search.graph, snap, self._number)
        points = Level(self._first_point, anchors.origin, anchors.seconds)
        self._levels = [*overlay.levels, points]
        self._hanging_start, self._hanging = _hanging(self._levels, overlay.count)
        self._seconds, self._place = np.full(size, np.inf), np.full(size, -1, dtype=np.int32)
        self._touched = np.zeros(size, dtype=bool)
        self._arriving = Arriving(size)
        self.seconds = self._seconds[self._first_point :]
        self.place = self._place[self._first_point :]
        #: Of each place: the search that knows where it stands, its index there; whether it counts.
        self._stands = [(search, index) for index in range(len(search.snap.edge))]
        self._counts = [chosen is None] * len(self._stands)
        for number in [] if chosen is None else chosen:
            self._counts[number] = True
        self._put([number for number, counts in enumerate(self._counts) if counts])
        self._time()

    def add(self, x: float, y: float) -> Change:
        """A hypothetical place at ``x``, ``y`` (metres in the network's system).

        Raises InputError when no road is near.
        """
        self._stands.append((self._joined(x, y), 0))
        self._counts.append(False)
        return self.restore(len(self._counts) - 1)

    def move(self, number: int, x: float, y: float) -> Change:
        """A place, existing or hypothetical, elsewhere. One that is removed stays removed.

        Raises InputError when no road is near.
        """
        self._stands[number] = self._joined(x, y), 0
        if self._counts[number]:
            self._take(number)
            self._put([number])
        return self._changed(number)

    def remove(self, number: int) -> Change:
        """Without this place, existing or hypothetical; nothing changes if it does not count."""
        if self._counts[number]:
            self._counts[number] = False
            self._take(number)
        return self._changed(number)

    def restore(self, number: int) -> Change:
        """This place again, where it was last; nothing changes if it counts already."""
        if not self._counts[number]:
            self._counts[number] = True
            self._put([number])
        return self._changed(number)

    def _joined(self, x: float, y: float) -> RoadSearch:
        joined = self._graph.snap(np.array([x]), np.array([y]))
        if joined.edge[0] < 0:
            raise InputError(
                tr("No road is near this point, so nobody can travel to it. Choose another point.")
            )
        return RoadSearch(self._graph, joined)

    def _changed(self, number: int) -> Change:
        points, before = self._time()
        return Change(number, points, before)

    def _put(self, numbers: list[int]) -> None:
        """Searches from places that count now."""
        arrivals = Arrivals.together([_NONE, *(self._arrivals(number) for number in numbers)])
        self._arriving.add(arrivals)
        self._touched[arrivals.position] = True
        nodes = np.unique(arrivals.position)
        self._search(self._arrive(nodes[self._is_left(nodes)]))

    def _take(self, number: int) -> None:
        """Searches from the border of what was nearest to a place that no longer counts."""
        self._touched[self._arriving.drop(number)] = True
        first = self._overlay.first_left
        own = first + np.flatnonzero(self._place[first : self._overlay.count] == number)
        self._seconds[own], self._place[own] = np.inf, -1
        back = self._overlay.back
        row, which = ranges(back.start, own)
        origin = back.node[row]
        seconds = self._seconds[origin] + back.seconds[row]
        # The least time last, so that it stays.
        order = np.argsort(-seconds, kind="stable")
        node, origin = own[which[order]], origin[order]
        self._seconds[node], self._place[node] = seconds[order], self._place[origin]
        self._arrive(own)
        self._search(own[np.isfinite(self._seconds[own])])
        self._touch_below(own)

    def _is_left(self, nodes: np.ndarray) -> np.ndarray:
        return (nodes >= self._overlay.first_left) & (nodes < self._overlay.count)

    def _arrive(self, nodes: np.ndarray) -> np.ndarray:
        """Those of ``nodes`` where a place arrives sooner than was known; now it is."""
        nodes = nodes[self._arriving.seconds[nodes] < self._seconds[nodes]]
        self._seconds[nodes] = self._arriving.seconds[nodes]
        self._place[nodes] = self._arriving.place[nodes]
        return nodes

    def _search(self, nodes: np.ndarray) -> None:
        """From ``nodes`` left in the overlay, whose times are new, as far as times improve."""
        onward = self._overlay.onward
        start, end, more = onward.start.data, onward.node.data, onward.seconds.data
        seconds, place = self._seconds.data, self._place.data
        heap = list(zip(self._seconds[nodes].tolist(), nodes.tolist(), strict=True))
        heapify(heap)
        settled = []
        while heap:
            time, node = heappop(heap)
            if time > seconds[node]:
                continue
            settled.append(node)
            nearest = place[node]
            first, last = start[node], start[node + 1]
            for there, way in zip(end[first:last], more[first:last]):  # noqa: B905 - quicker
                arriving = time + way
                if arriving < seconds[there]:
                    seconds[there] = arriving
                    place[there] = nearest
                    heappush(heap, (arriving, there))
        self._touch_below(np.array(settled, dtype=np.int64))

    def _touch_below(self, nodes: np.ndarray) -> None:
        """What hangs on ``nodes`` that changed is to be timed anew."""
        row, _ = ranges(self._hanging_start, nodes)
        self._touched[self._hanging.take(row)] = True

    def _time(self) -> tuple[np.ndarray, np.ndarray]:
        """Times what was touched; (points that changed, their seconds before)."""
        for level in self._levels:
            nodes = level.first + np.flatnonzero(self._touched[level.first : level.last])
            self._touched[nodes] = False
            seconds, place = self._nearest(level, nodes)
            before = self._seconds.take(nodes)
            changed = np.flatnonzero((seconds != before) | (place != self._place.take(nodes)))
            nodes, before = nodes[changed], before[changed]
            self._seconds[nodes], self._place[nodes] = seconds[changed], place[changed]
            if level is not self._levels[-1]:
                self._touch_below(nodes)
        return nodes - self._first_point, before

    def _nearest(self, level: Level, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(seconds, place) of nodes of a level, by the nodes above and by places that arrive.

        ``take``, because numpy's indexing is several times slower.
        """
        origins = level.origin.take(nodes - level.first, axis=0)
        ways = level.seconds.take(nodes - level.first, axis=0)
        best = origins[:, 0]
        seconds = self._seconds.take(best) + ways[:, 0]
        for origin, way in zip(origins.T[1:], ways.T[1:], strict=True):
            other = self._seconds.take(origin) + way
            nearer = np.flatnonzero(other < seconds)
            seconds[nearer], best[nearer] = other[nearer], origin[nearer]
        place = self._place.take(best)
        direct = self._arriving.seconds.take(nodes)
        nearer = np.flatnonzero(direct < seconds)
        seconds[nearer] = direct[nearer]
        place[nearer] = self._arriving.place[nodes[nearer]]
        place[np.isinf(seconds)] = -1
        return seconds, place

    def _arrivals(self, number: int) -> Arrivals:
        """Where a place arrives by itself: nodes of the core that lead upward, points beside it."""
        inside, points = self._anchors.arrivals(*self._stands[number])
        best = self._overlay.rise(self._number[inside.position].tolist(), inside.seconds.tolist())
        nodes = np.fromiter(best, dtype=np.int64, count=len(best))
        seconds = np.fromiter(best.values(), dtype=float, count=len(best))
        position = np.concatenate([nodes, points.position + self._first_point])
        return Arrivals(
            position, np.concatenate([seconds, points.seconds]), np.full(len(position), number)
        )


_NONE = Arrivals(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0, dtype=np.int64))


def _hanging(levels: list[Level], count: int) -> tuple[np.ndarray, np.ndarray]:
    """(start, nodes) of what is timed from each of ``count`` nodes."""
    origin = np.concatenate([level.origin.ravel() for level in levels])
    node = np.concatenate(
        [
            np.repeat(np.arange(level.first, level.last, dtype=np.int32), level.origin.shape[1])
            for level in levels
        ]
    )
    known = origin < count
    origin, node = origin[known], node[known]
    order = np.argsort(origin, kind="stable")
    start = np.searchsorted(origin[order], np.arange(count + 1)).astype(np.int32)
    return start, node[order]
