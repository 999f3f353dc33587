"""What if there were a place here, or none there: everyone's nearest place, kept up to date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..common.errors import InputError
from ..common.text import tr
from ..network.graph import Snap
from .demand import Demand, times
from .times import Reach, Search


@dataclass(frozen=True)
class Change:
    """What one operation did: the place's ``number``, the demand ``points`` whose time or place
    is another now (indices), and their seconds ``before`` (infinite: they reached no place)."""

    number: int
    points: np.ndarray
    before: np.ndarray


class Live:
    """Times of demand points to their nearest place, while places are added, moved and removed.

    ``snap`` says where the points of ``demand`` join the search's graph; ``chosen`` which of the
    search's places count (indices; all by default). These keep their index as their number;
    hypothetical ones get the numbers from there on.

    ``seconds``, ``place``: of each demand point, as ``demand.times`` gives them.
    """

    def __init__(
        self, search: Search, demand: Demand, snap: Snap, chosen: np.ndarray | None = None
    ) -> None:
        self.demand = demand
        self._graph = search.graph
        self._snap = snap
        self._places = search.snap
        count = len(self._places.edge)
        self._counts = np.zeros(count, dtype=bool)
        self._counts[np.arange(count) if chosen is None else chosen] = True
        reach = self._search()
        self.seconds, self.place = reach.seconds, reach.place

    def add(self, x: float, y: float) -> Change:
        """A hypothetical place at ``x``, ``y`` (metres in the network's system).

        Raises InputError when no road is near.
        """
        joined = self._joined(x, y)
        self._places = Snap(
            np.append(self._places.edge, joined.edge),
            np.append(self._places.fraction, joined.fraction),
            np.append(self._places.metres, joined.metres),
        )
        self._counts = np.append(self._counts, True)
        return self._changed(len(self._counts) - 1)

    def move(self, number: int, x: float, y: float) -> Change:
        """A place, existing or hypothetical, elsewhere. Raises InputError when no road is near."""
        joined = self._joined(x, y)
        edge, fraction, metres = (
            part.copy() for part in (self._places.edge, self._places.fraction, self._places.metres)
        )
        edge[number], fraction[number], metres[number] = (
            joined.edge[0],
            joined.fraction[0],
            joined.metres[0],
        )
        self._places = Snap(edge, fraction, metres)
        return self._changed(number)

    def remove(self, number: int) -> Change:
        """Without this place, existing or hypothetical."""
        self._counts[number] = False
        return self._changed(number)

    def restore(self, number: int) -> Change:
        """A removed place again, where it was last."""
        self._counts[number] = True
        return self._changed(number)

    def _joined(self, x: float, y: float) -> Snap:
        joined = self._graph.snap(np.array([x]), np.array([y]))
        if joined.edge[0] < 0:
            raise InputError(
                tr("No road is near this point, so nobody can travel to it. Choose another point.")
            )
        return joined

    def _search(self) -> Reach:
        search = Search(self._graph, self._places)
        return times(search, self._snap, np.flatnonzero(self._counts))

    def _changed(self, number: int) -> Change:
        reach = self._search()
        points = np.flatnonzero((reach.seconds != self.seconds) | (reach.place != self.place))
        before = self.seconds[points]
        self.seconds, self.place = reach.seconds, reach.place
        return Change(number, points, before)
