"""Scenarios: the census with places added and places closed, as plain data and as tried out."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace

from ..common.errors import InputError
from ..common.text import tr


@dataclass(frozen=True)
class Site:
    """A hypothetical place: its number in the scenario, degrees, a name, the codes it offers."""

    number: int
    lon: float
    lat: float
    name: str = ""
    offers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """Hypothetical ``sites``, and the ``place_id`` of places that are ``closed`` in it.

    Nothing changes in place: every action gives another scenario, so that the last one can come
    back.
    """

    name: str
    sites: tuple[Site, ...] = ()
    closed: tuple[str, ...] = ()

    def adding(self, lon: float, lat: float, offers: Collection[str] = ()) -> Scenario:
        """With one site more, the last, whose number no other of its sites has."""
        number = 1 + max((site.number for site in self.sites), default=0)
        name = tr("New place {number}", number=number)
        return replace(self, sites=(*self.sites, Site(number, lon, lat, name, tuple(offers))))

    def changing(self, site: Site) -> Scenario:
        """With ``site`` in place of the one of its number."""
        sites = tuple(site if old.number == site.number else old for old in self.sites)
        return replace(self, sites=sites)

    def removing(self, number: int) -> Scenario:
        """Without a site."""
        return replace(self, sites=tuple(site for site in self.sites if site.number != number))

    def toggling(self, place_id: str) -> Scenario:
        """With a place of the census closed, or open again."""
        if place_id in self.closed:
            return replace(self, closed=tuple(one for one in self.closed if one != place_id))
        return replace(self, closed=(*self.closed, place_id))

    def site(self, number: int) -> Site | None:
        """The site of this number, if there is one."""
        return next((site for site in self.sites if site.number == number), None)


def to_json(scenarios: Sequence[Scenario]) -> str:
    """Scenarios as a text that ``from_json`` reads."""
    return json.dumps([asdict(scenario) for scenario in scenarios], ensure_ascii=False)


def from_json(text: str) -> list[Scenario]:
    """The scenarios of a text. Raises InputError for one that is none of ``to_json``."""
    try:
        return [
            Scenario(
                str(row["name"]),
                tuple(_site(site) for site in row["sites"]),
                tuple(str(place) for place in row["closed"]),
            )
            for row in json.loads(text)
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            tr(
                "The scenarios kept in this project cannot be read ({reason}). They are left as "
                "they are: open the project with the version that wrote them.",
                reason=error,
            )
        ) from error


def _site(row: dict[str, object]) -> Site:
    known = Site(**row)  # type: ignore[arg-type]
    return replace(
        known,
        number=int(known.number),
        lon=float(known.lon),
        lat=float(known.lat),
        offers=tuple(map(str, known.offers)),
    )
