"""A scenario tried out: what differs from the one before is told to ``whatif.Live``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ..common.errors import InputError
from .scenario import Scenario, Site
from .whatif import Change, Live

#: From degrees (longitude, latitude) to metres in the network's system.
Project = Callable[[float, float], tuple[float, float]]
_Point = tuple[float, float]


class Trial:
    """Shows scenarios on one ``Live``, one after the other, by as few operations as it takes.

    ``place_ids`` names the places of the census by their index; ``counts`` says which of them do
    (boolean): those that offer the ``service`` looked at and are near a road. A site counts when it
    offers ``service`` ("": any site).
    """

    def __init__(
        self,
        live: Live,
        place_ids: Sequence[str],
        counts: np.ndarray,
        project: Project,
        service: str = "",
    ) -> None:
        self.live = live
        self.scenario = Scenario("")
        self._index = {place_ids[n]: n for n in np.flatnonzero(counts).tolist()}
        self._project = project
        self._service = service
        #: By number of the site: its number in ``live``, and where it joined a road there.
        self._known: dict[int, tuple[int, _Point]] = {}
        self._present: set[int] = set()
        self._off_road: dict[int, _Point] = {}

    @property
    def counted(self) -> int:
        """How many places of the census count."""
        return len(self._index)

    @property
    def off_road(self) -> set[int]:
        """Numbers of the sites that no road is near: nobody is said to travel there."""
        return set(self._off_road)

    def show(self, scenario: Scenario) -> list[Change]:
        """From the scenario of before to this one: what each operation changed."""
        return list(self._show(scenario))

    def _show(self, scenario: Scenario) -> Iterator[Change]:
        before, self.scenario = self.scenario, scenario
        for place_id in sorted(set(before.closed) ^ set(scenario.closed)):
            if place_id in self._index:
                act = self.live.remove if place_id in scenario.closed else self.live.restore
                yield act(self._index[place_id])
        wanted = {
            site.number: site
            for site in scenario.sites
            if not self._service or self._service in site.offers
        }
        for number in set(self._off_road) - set(wanted):
            del self._off_road[number]
        for number in sorted(self._present - set(wanted)):
            yield from self._take_away(number)
        for site in wanted.values():
            yield from self._put(site)

    def _put(self, site: Site) -> Iterator[Change]:
        where = (site.lon, site.lat)
        if self._off_road.pop(site.number, None) == where:
            self._off_road[site.number] = where
            return
        try:
            number, joined = self._known.get(site.number, (None, None))
            if number is None:
                change = self.live.add(*self._project(*where))
                number = change.number
                yield change
            elif site.number not in self._present:
                yield self.live.restore(number)
            self._present.add(site.number)
            if joined not in (None, where):
                yield self.live.move(number, *self._project(*where))
            self._known[site.number] = (number, where)
        except InputError:
            self._off_road[site.number] = where
            yield from self._take_away(site.number)

    def _take_away(self, number: int) -> Iterator[Change]:
        if number in self._present:
            self._present.discard(number)
            yield self.live.remove(self._known[number][0])
