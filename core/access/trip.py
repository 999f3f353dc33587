"""A trip: how one travels, which way and when; and what whoever can time it is asked.

Roads answer it (``times.RoadSearch``). A figure is counted from these answers alone, whoever gives
them; what needs the roads themselves says so in its type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from ..common.progress import Progress
from ..network.graph import Snap


@dataclass(frozen=True)
class Departure:
    """When one sets out, for those whose answer depends on it.

    ``window``: the first and the last second of ``day`` at which one may set out; ``percentile``
    (0 to 100) of the times over it counts.
    """

    day: date
    window: tuple[float, float]
    percentile: float


@dataclass(frozen=True)
class Trip:
    """``mode``: one of ``common.modes``; ``direction``: "to" the places, or "from" them."""

    mode: str
    direction: str = "to"
    departure: Departure | None = None


@dataclass(frozen=True)
class Reach:
    """Seconds of each point (infinite: not reached), and the number of the place reached (-1)."""

    seconds: np.ndarray
    place: np.ndarray


@dataclass(frozen=True)
class Journeys:
    """The journeys between one place and the points within reach, in seconds."""

    place: int
    point: np.ndarray
    seconds: np.ndarray


class TripSearch(Protocol):
    """Whoever knows how long a trip takes between some places and any points.

    Places have numbers. Places and points join the roads, on which every journey begins and ends
    (``Snap``), and are joined once for all questions; the walks there count in all times.
    """

    trip: Trip
    #: Where each place joins the roads; the numbers of those that do.
    snap: Snap
    joined: np.ndarray

    def join(self, x: np.ndarray, y: np.ndarray) -> Snap:
        """Where points (metres in the network's system) join the roads; for demand there is
        ``demand.joined``.
        """
        ...

    def elsewhere(self, x: np.ndarray, y: np.ndarray) -> TripSearch:
        """The same trip with other places (metres in the network's system)."""
        ...

    def times(
        self, points: Snap, places: np.ndarray | None = None, max_seconds: float = np.inf
    ) -> Reach:
        """To the nearest of ``places`` (numbers; all by default), and which one it is.

        What lies farther than ``max_seconds`` may have no time, or a longer one.
        """
        ...

    def journeys(self, points: Snap, max_seconds: float, progress: Progress) -> Iterator[Journeys]:
        """Each place apart: the points within ``max_seconds`` of it. Raises Cancelled."""
        ...
