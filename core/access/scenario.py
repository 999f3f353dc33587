"""Scenarios: the census with places added and places closed, as plain data and as tried out."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from ..common.errors import InputError
from ..common.json_text import Json, JsonError, read_json
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


@dataclass(frozen=True)
class Book:
    """The scenarios of a project, never none, and which one is looked at."""

    scenarios: tuple[Scenario, ...]
    current: int = 0

    @property
    def scenario(self) -> Scenario:
        """The one looked at."""
        return self.scenarios[self.current]

    def choosing(self, number: int) -> Book:
        """With another one looked at."""
        return replace(self, current=number)

    def changing(self, scenario: Scenario) -> Book:
        """With ``scenario`` in place of the one looked at."""
        return replace(
            self,
            scenarios=tuple(
                scenario if number == self.current else old
                for number, old in enumerate(self.scenarios)
            ),
        )

    def adding(self, scenario: Scenario) -> Book:
        """With one more, which is looked at, under a name of its own."""
        named = replace(scenario, name=self.free_name(scenario.name))
        return Book((*self.scenarios, named), len(self.scenarios))

    def removing(self) -> Book:
        """Without the one looked at; an empty one stands for the last."""
        rest = self.scenarios[: self.current] + self.scenarios[self.current + 1 :]
        return Book(rest or first_book().scenarios, max(self.current - 1, 0))

    def free_name(self, name: str) -> str:
        """``name``, or with 2, 3 ... behind it when a scenario has it already."""
        taken = {scenario.name for scenario in self.scenarios}
        free, number = name, 1
        while free in taken:
            number += 1
            free = f"{name} {number}"
        return free


def first_book() -> Book:
    """One scenario, in which nothing differs from the census."""
    return Book((Scenario(tr("Scenario")),))


class History:
    """What there was before each action, and what was undone."""

    def __init__(self, book: Book) -> None:
        self._states = [book]
        self._now = 0

    @property
    def book(self) -> Book:
        return self._states[self._now]

    @property
    def can_undo(self) -> bool:
        return self._now > 0

    @property
    def can_redo(self) -> bool:
        return self._now + 1 < len(self._states)

    def do(self, book: Book) -> None:
        """An action gave ``book``: what had been undone is gone."""
        if book != self.book:
            self._states[self._now + 1 :] = [book]
            self._now += 1

    def undo(self) -> None:
        self._now = max(self._now - 1, 0)

    def redo(self) -> None:
        self._now = min(self._now + 1, len(self._states) - 1)


def to_json(book: Book) -> str:
    """Scenarios as a text that ``from_json`` reads."""
    return json.dumps(asdict(book), ensure_ascii=False)


def from_json(text: str) -> Book:
    """The scenarios of a text. Raises InputError for one that is none of ``to_json``."""
    try:
        book = Json(read_json(text))
        scenarios = tuple(_scenario(one) for one in book.member("scenarios").items())
        current = book.member("current").number()
        if current not in range(len(scenarios)):
            raise JsonError(tr("“{name}” is none of its scenarios", name="current"))
        return Book(scenarios, int(current))
    except JsonError as error:
        raise InputError(
            tr(
                "The scenarios kept in this project cannot be read ({reason}). They are left as "
                "they are: open the project with the version of Maillage that wrote them.",
                reason=error,
            )
        ) from error


def _scenario(one: Json) -> Scenario:
    return Scenario(
        one.member("name").text(),
        tuple(_site(site) for site in one.member("sites").items()),
        tuple(place.text() for place in one.member("closed").items()),
    )


def _site(one: Json) -> Site:
    lon, lat = one.member("lon").number(), one.member("lat").number()
    if abs(lon) > 180 or abs(lat) > 90:
        raise JsonError(tr("“{name}” is nowhere on the globe", name=one.where))
    return Site(
        int(one.member("number").number()),
        lon,
        lat,
        one.member("name").text(),
        tuple(offer.text() for offer in one.member("offers").items()),
    )
