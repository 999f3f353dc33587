"""A trip without roads: straight lines, at the speed that journeys of a mode make good on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
from scipy.spatial import cKDTree

from ..common.progress import Progress
from ..network.graph import Snap
from .trip import Journeys, Reach, Trip

#: Kilometres of straight line in an hour, what roads go round included: half of the journeys of 2
#: to 30 minutes between streets of Toulouse 2021 and Andorra 2020 make good less (30 to 39 by car,
#: 10 to 12 by bike, 3 to 3.5 on foot).
STRAIGHT_KMH = {"car": 35.0, "bike": 12.0, "foot": 3.5}


@dataclass(frozen=True)
class Spots(Snap):
    """Points that join no road: they stand where they are (``x``, ``y``, metres).

    Their ``edge`` is -1 where the position is not known, else 0.
    """

    x: np.ndarray
    y: np.ndarray

    @classmethod
    def at(cls, x: np.ndarray, y: np.ndarray) -> Spots:
        """Points (shape n, metres; NaN: not known)."""
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        known = np.isfinite(x) & np.isfinite(y)
        metres = np.where(known, 0.0, np.inf)
        return cls(np.where(known, 0, -1), np.zeros(len(x)), metres, x, y)

    def metres_east_north(self) -> np.ndarray:
        """The points (n, 2)."""
        return np.column_stack([self.x, self.y])


class StraightSearch:
    """Times in a straight line, of either direction: a ``TripSearch`` where there is no network.

    Points are those that it joined itself, or ``Spots``.
    """

    def __init__(self, trip: Trip, places: Spots) -> None:
        self.trip = trip
        self.snap = places
        self.joined = np.flatnonzero(places.edge >= 0)
        self._metres_a_second = STRAIGHT_KMH[trip.mode] / 3.6

    def join(self, x: np.ndarray, y: np.ndarray) -> Spots:
        return Spots.at(x, y)

    def elsewhere(self, x: np.ndarray, y: np.ndarray) -> StraightSearch:
        return StraightSearch(self.trip, Spots.at(x, y))

    def times(
        self, points: Snap, places: np.ndarray | None = None, max_seconds: float = np.inf
    ) -> Reach:
        seconds = np.full(len(points.edge), np.inf)
        place = np.full(len(points.edge), -1)
        chosen = self.joined if places is None else np.intersect1d(self.joined, places)
        known = np.flatnonzero(points.edge >= 0)
        if len(chosen):
            tree = cKDTree(self.snap.metres_east_north()[chosen])
            metres, nearest = tree.query(spots_of(points).metres_east_north()[known])
            seconds[known], place[known] = metres / self._metres_a_second, chosen[nearest]
        beyond = seconds > max_seconds
        return Reach(np.where(beyond, np.inf, seconds), np.where(beyond, -1, place))

    def journeys(self, points: Snap, max_seconds: float, progress: Progress) -> Iterator[Journeys]:
        known = np.flatnonzero(points.edge >= 0)
        here, places = spots_of(points).metres_east_north()[known], self.snap.metres_east_north()
        tree = cKDTree(here)
        for place in progress.over(self.joined.tolist()):
            # A little farther, for the rounding: what counts is the time.
            reach = max_seconds * self._metres_a_second * (1 + 1e-9)
            near = np.sort(np.array(tree.query_ball_point(places[place], reach), dtype=int))
            seconds = np.hypot(*(here[near] - places[place]).T) / self._metres_a_second
            within = seconds <= max_seconds
            yield Journeys(place, known[near[within]], seconds[within])


def spots_of(points: Snap) -> Spots:
    """Points that a search of straight lines joined itself."""
    return cast(Spots, points)
