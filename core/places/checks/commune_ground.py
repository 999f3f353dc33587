"""The commune polygons, as the places of a census see them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import numpy as np

from ...common.projection import WGS84, project
from ...territories.zones import Zones
from ..address import town_words
from ..cleaning import Draft, departement_of


class CommuneGround:
    """The commune polygons, seen from the places."""

    def __init__(self, draft: Draft, zones: Zones, located: np.ndarray) -> None:
        self.draft, self.zones, self.located = draft, zones, located
        self.zone_of_code = {code: zone for zone, code in enumerate(zones.codes)}
        self.words = [town_words(name) for name in zones.names]
        self.zones_of: dict[str, list[int]] = defaultdict(list)
        self.zone_of_town: dict[tuple[str, str], int] = {}
        for zone, code in enumerate(zones.codes):
            departement = departement_of(code)
            self.zones_of[departement].append(zone)
            self.zone_of_town[departement, self.words[zone]] = zone
        self.x, self.y = project(draft.places["lon"], draft.places["lat"], WGS84, zones.epsg)
        self._boxes = {
            departement: self.zones.envelopes[zones].T
            for departement, zones in self.zones_of.items()
        }
        self._to_departement = cache(self._distance)

    def _distance(self, departement: str, x: float, y: float) -> float:
        """Metres to the nearest commune; the boxes around them tell which are to be measured."""
        zones = self.zones_of[departement]
        west, east, south, north = self._boxes[departement]
        aside = np.maximum(np.maximum(west - x, x - east), 0)
        along = np.maximum(np.maximum(south - y, y - north), 0)
        least = np.hypot(aside, along)
        nearest = np.inf
        for number in np.argsort(least):
            if least[number] >= nearest:
                break
            nearest = min(nearest, self.zones.distance_to(zones[number], x, y))
        return float(nearest)

    def to_departement(self, record: int, departement: str) -> float:
        """Metres from the point of a record to a département."""
        return self._to_departement(departement, float(self.x[record]), float(self.y[record]))

    def to_commune(self, record: int, zone: int) -> float:
        """Metres from the point of a record to a commune."""
        return self.zones.distance_to(zone, float(self.x[record]), float(self.y[record]))

    def uncovered(self) -> dict[str, int]:
        """Départements most of whose places lie in no polygon, with the number of those."""
        declared = self.draft.places["departement"].to_numpy()
        placed = np.isfinite(self.x)
        counts = {}
        for departement in set(declared[placed]) - {""}:
            of_it = placed & (declared == departement)
            outside = int((self.located[of_it] < 0).sum())
            if outside > of_it.sum() / 2:
                counts[departement] = outside
        return counts
