"""The commune polygons, as the places of a census see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import numpy as np

from ...common.projection import WGS84, project
from ...territories.special_codes import special_codes
from ...territories.zones import Zones
from ..address import bare_town
from ..cleaning import Draft, departement_of
from ..france import ground_of, within_reach

#: The share of a département's ground from which on its polygons are all there: layers draw
#: coasts and lakes in different ways, and one commune is less than the rest.
_WHOLE = 0.9


class CommuneGround:
    """The commune polygons, seen from the places."""

    def __init__(self, draft: Draft, zones: Zones, located: np.ndarray) -> None:
        self.draft, self.zones, self.located = draft, zones, located
        self.zone_of_code = {code: zone for zone, code in enumerate(zones.codes)}
        self.words = [bare_town(name) for name in zones.names]
        self.zones_of: dict[str, list[int]] = defaultdict(list)
        self.zones_of_town: dict[tuple[str, str], list[int]] = defaultdict(list)
        for zone, code in enumerate(zones.codes):
            departement = departement_of(code)
            self.zones_of[departement].append(zone)
            self.zones_of_town[departement, self.words[zone]].append(zone)
        self._arrondissements: dict[str, list[int]] = defaultdict(list)
        for zone, code in enumerate(zones.codes):
            if city := special_codes().city_of.get(code):
                self._arrondissements[city].append(zone)
        self.x, self.y = project(draft.places["lon"], draft.places["lat"], WGS84, zones.epsg)
        self._boxes = {
            departement: self.zones.envelopes[zones].T
            for departement, zones in self.zones_of.items()
        }
        self._to_departement = cache(self._distance)
        self.parts = {departement for departement in self.zones_of if self._is_part(departement)}
        self.unjudged = self._unjudged()

    def _is_part(self, departement: str) -> bool:
        """Whether the communes given are only a part of the département: those of an EPCI, say.

        By their ground, which is known for each département and stays when communes merge; the
        places cannot tell, as those that a part lacks may be few.
        """
        zones = self.zones_of[departement]
        area = sum(self.zones.geometries[zone].GetArea() for zone in zones) / 1e6
        return area < _WHOLE * ground_of(departement)

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

    def zones_of_commune(self, code: str) -> tuple[int, ...]:
        """The polygons that a place of this code may stand in: its own first; that of the city of
        an arrondissement, those of the arrondissements of a city."""
        city = special_codes().city_of.get(code, "")
        own = (self.zone_of_code.get(each) for each in (code, city))
        found = [zone for zone in own if zone is not None]
        return tuple(dict.fromkeys([*found, *self._arrondissements.get(code, [])]))

    def code_around(self, record: int) -> str:
        """The code of the commune around a point, "" outside all. In a city with arrondissements
        that of the one that the postal code says, if any: theirs are the codes that are used."""
        zone, codes = int(self.located[record]), special_codes()
        around = self.zones.codes[zone] if zone >= 0 else ""
        if around not in codes.cities:
            return around
        said = codes.of_postcode.get(self.draft.places["postcode"].iat[record], "")
        return said if codes.city_of.get(said) == around else ""

    def to_departement(self, record: int, departement: str) -> float:
        """Metres from the point of a record to a département."""
        return self._to_departement(departement, float(self.x[record]), float(self.y[record]))

    def to_commune(self, record: int, zones: Iterable[int]) -> float:
        """Metres from the point of a record to the nearest of the polygons of a commune."""
        x, y = float(self.x[record]), float(self.y[record])
        return min(self.zones.distance_to(zone, x, y) for zone in zones)

    def _unjudged(self) -> dict[str, list[int]]:
        """By département the records whose point may lie in a commune that is not given: in no
        polygon, where most places of the département are, or where only a part of it is given."""
        declared = self.draft.places["departement"].to_numpy()
        placed = np.isfinite(self.x)
        unjudged = {}
        for departement in set(declared[placed]) - {""}:
            of_it = placed & (declared == departement)
            outside = np.flatnonzero(of_it & (self.located < 0)).tolist()
            if len(outside) <= of_it.sum() / 2:
                outside = [each for each in outside if self._may_be_missing(each, departement)]
            if outside:
                unjudged[departement] = outside
        return unjudged

    def _may_be_missing(self, record: int, departement: str) -> bool:
        lon, lat = self.draft.places["lon"].iat[record], self.draft.places["lat"].iat[record]
        return departement in self.parts and within_reach(lon, lat, departement)
