"""The columns of figures: their names are made and read here, and nowhere else.

A name is the parts that a figure has, in this order: ``share_10_before_car_ACCDA`` is the share of
the inhabitants within 10 minutes, in the earlier census, by car, of a place that offers ACCDA.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from ..common.modes import MODES

#: What a figure of two dated censuses tells beside now: then, and the difference.
BEFORE, CHANGE = MOMENTS = ("before", "change")


class Meaning(NamedTuple):
    """What a figure counts, the decimals that people read, the parts its columns may have."""

    unit: str
    decimals: int
    parts: tuple[str, ...] = ()


_WITHIN = ("minutes", "moment", "mode", "service")
_TIMES = ("moment", "mode", "service")

#: Units: "inhabitants", "share" (0 to 1, read in per cent), "minutes", "km", "places", "index"
#: (0 to 1, or a ratio), "hundred" (0 to 100), "score" (of the index), "per_10000" (inhabitants),
#: "class", "identifier". A figure that may have ``minutes`` always has them.
FIGURES: dict[str, Meaning] = {
    "share": Meaning("share", 0, _WITHIN),
    "covered": Meaning("inhabitants", 0, _WITHIN),
    "covered_unstated": Meaning("inhabitants", 0, _WITHIN),
    "fragile_covered": Meaning("inhabitants", 0, _WITHIN),
    "fragile_uncovered": Meaning("inhabitants", 0, _WITHIN),
    "mean_minutes": Meaning("minutes", 1, _TIMES),
    "median_minutes": Meaning("minutes", 1, _TIMES),
    "gini": Meaning("index", 2, _TIMES),
    "concentration": Meaning("index", 2, _TIMES),
    "priority": Meaning("hundred", 0, _TIMES),
    "bivariate": Meaning("class", 0, _TIMES),
    "palma": Meaning("index", 2),
    "decile_ratio": Meaning("index", 2),
    "population": Meaning("inhabitants", 0),
    "population_outside": Meaning("inhabitants", 0),
    "fragile_population": Meaning("inhabitants", 0),
    "fragility": Meaning("score", 1),
    "fragility_from": Meaning("score", 1),
    "fragility_to": Meaning("score", 1),
    "places": Meaning("places", 0, ("moment",)),
    "places_itinerant": Meaning("places", 0),
    "places_per_10000": Meaning("per_10000", 2),
    "offering": Meaning("places", 0, ("service",)),
    "not_stated": Meaning("places", 0, ("service",)),
    "opened": Meaning("places", 0),
    "closed": Meaning("places", 0),
    "moved": Meaning("places", 0),
    "minutes": Meaning("minutes", 1, ("service",)),
    "nearest": Meaning("identifier", 0, ("service",)),
    "mean_straight_km": Meaning("km", 1),
    "median_straight_km": Meaning("km", 1),
    "fragile_mean_straight_km": Meaning("km", 1),
    "accessibility": Meaning("per_10000", 2),
}
#: What ends the name of a column that says another's figure in words.
_WORDS = "_text"
#: What the name of a nearest place ends in where no service does.
_ANY_PLACE = {"nearest": "id"}


@dataclass(frozen=True)
class Column:
    """A column: a figure of FIGURES, and the parts it has; "" or None for those it has not.

    ``mode`` and ``service`` (a code) are "" where there is one only; ``moment`` is one of MOMENTS,
    "" for now.
    """

    figure: str
    minutes: int | None = None
    mode: str = ""
    service: str = ""
    moment: str = ""

    @property
    def name(self) -> str:
        """As tables have it.

        Raises ValueError where it would be read as another: a code that begins as a mode does, or
        a moment, with none before it. Codes are in capitals, so that none does.
        """
        place = self.service or _ANY_PLACE.get(self.figure, "")
        parts = (self.figure, str(self.minutes or ""), self.moment, self.mode, place)
        name = "_".join(filter(None, parts))
        if read(name) != self:
            raise ValueError(f"{name} is no name of {self}")
        return name

    @property
    def in_words(self) -> str:
        """The name of a column beside it that says it in words, and holds no figure."""
        return self.name + _WORDS

    @property
    def ending(self) -> str:
        """The mode and the service in one word, "" without both: ``car_ACCDA``."""
        return "_".join(filter(None, (self.mode, self.service)))

    @property
    def unit(self) -> str:
        """Of its numbers: the figure's, but "points" (1 is a hundred) of a share's change."""
        unit = FIGURES[self.figure].unit
        return "points" if (unit, self.moment) == ("share", CHANGE) else unit

    @property
    def decimals(self) -> int:
        """How many a person reads."""
        return FIGURES[self.figure].decimals

    def beside(self, figure: str) -> Column:
        """The column of another figure of the same run: its moment, mode, service, minutes."""
        return replace(self, figure=figure, minutes=self.minutes if within(figure) else None)

    def of(self, mode: str, service: str) -> Column:
        """The same figure, of a mode and a service."""
        return replace(self, mode=mode, service=service)


def within(figure: str) -> bool:
    """Whether a figure counts what is within so many minutes."""
    return "minutes" in FIGURES[figure].parts


@cache
def read(name: str) -> Column | None:
    """The column that a name means; None for one that is not of a figure."""
    for figure, pattern in _patterns().items():
        if found := pattern.fullmatch(name):
            parts = {part: value or "" for part, value in found.groupdict().items()}
            minutes = int(parts.pop("minutes")) if within(figure) else None
            return Column(figure, minutes, **parts)
    return None


def columns(names: Iterable[str], *figures: str) -> list[Column]:
    """The columns of some figures (all if none is named) among names, in their order."""
    names = list(names)
    spoken = {name + _WORDS for name in names}
    found = (read(name) for name in names if name not in spoken)
    return [each for each in found if each and (not figures or each.figure in figures)]


def shares(names: Iterable[str]) -> list[Column]:
    """The shares within reach now, by mode and service, then by minutes."""
    now = (each for each in columns(names, "share") if not each.moment)
    return sorted(now, key=lambda share: (share.ending, share.minutes))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """How the names of each figure are read."""
    pieces = {
        "minutes": "_(?P<minutes>[1-9][0-9]*)",
        "moment": f"(?:_(?P<moment>{'|'.join(MOMENTS)}))?",
        "mode": f"(?:_(?P<mode>{'|'.join(MODES)}))?",
        "service": "(?:_(?P<service>.+))?",
    }
    patterns = {}
    for figure, meaning in FIGURES.items():
        written = figure + "".join(pieces[part] for part in meaning.parts)
        if figure in _ANY_PLACE:
            written = f"{figure}_(?:{_ANY_PLACE[figure]}|(?P<service>.+))"
        patterns[figure] = re.compile(written, re.DOTALL)
    return patterns
