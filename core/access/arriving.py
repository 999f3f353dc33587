"""Where places arrive by themselves, and the first to arrive at each node."""

from __future__ import annotations

import numpy as np

from .spreading import Arrivals


class Arriving:
    """Arrivals of places at ``size`` nodes; ``seconds``, ``place``: of the first one at each node.

    Infinite and -1 where none arrives.
    """

    def __init__(self, size: int) -> None:
        self.seconds, self.place = np.full(size, np.inf), np.full(size, -1, dtype=np.int32)
        self._all = Arrivals(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0, dtype=np.int64))
        self._dropped = np.zeros(size, dtype=bool)

    def add(self, more: Arrivals) -> None:
        """With the arrivals of more places."""
        self._all = Arrivals.together([self._all, more])
        self._note(more)

    def drop(self, place: int) -> np.ndarray:
        """Without the arrivals of a place; the nodes where they were."""
        own = self._all.place == place
        nodes = self._all.position[own]
        self._all = self._all.where(~own)
        self.seconds[nodes], self.place[nodes] = np.inf, -1
        self._dropped[nodes] = True
        self._note(self._all.where(self._dropped[self._all.position]))
        self._dropped[nodes] = False
        return nodes

    def _note(self, arrivals: Arrivals) -> None:
        sooner = arrivals.where(arrivals.seconds < self.seconds[arrivals.position])
        # The least time last, so that it stays.
        sooner = sooner.where(np.argsort(-sooner.seconds, kind="stable"))
        self.seconds[sooner.position] = sooner.seconds
        self.place[sooner.position] = sooner.place
