"""The figures of a dossier, gathered from the rooms that compute them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..access.network_status import OUTSIDE, PARTLY_OUTSIDE
from ..access.vocabulary import Column, shares
from ..nomenclature import Item, Nomenclature

if TYPE_CHECKING:
    import pandas as pd

#: The figures of how travel times are shared.
EQUITY = ("median_minutes", "gini", "concentration", "priority")


@dataclass(frozen=True)
class PeopleWithin:
    """Who is within some minutes of a place; ``column`` holds the share."""

    column: Column
    covered: float
    share: float
    fragile_uncovered: float | None


@dataclass(frozen=True)
class Equity:
    """How travel times are shared, by the mode and the service of a column."""

    column: Column
    median_minutes: float | None
    gini: float | None
    concentration: float | None
    priority: float | None


@dataclass(frozen=True)
class Commune:
    """One line of the list of communes."""

    name: str
    population: float | None
    score: float | None
    places: int


@dataclass
class DossierFigures:
    """All numbers of a dossier; None is unknown, never zero."""

    places: int
    counts: dict[str, list[tuple[Item, int]]]
    by_commune_centre: int
    population: float | None = None
    population_outside: float | None = None
    network_status: str = ""
    score: float | None = None
    fragile_population: float | None = None
    reaches: list[PeopleWithin] = field(default_factory=list)
    equity: list[Equity] = field(default_factory=list)
    compared_territories: int = 0
    communes: list[Commune] = field(default_factory=list)
    #: Places declared in the territory that it does not hold; None if it is no département.
    not_drawn: int | None = None
    #: Places of the whole census without position.
    census_unplaced: int = 0

    def not_stated(self, vocabulary: str) -> int:
        """How many places state nothing of a vocabulary."""
        return self.counts[vocabulary][-1][1] if vocabulary in self.counts else 0

    @property
    def communes_without_place(self) -> int:
        return sum(not commune.places for commune in self.communes)

    @property
    def population_inside(self) -> float | None:
        """The inhabitants on the road network, when it holds a part of the territory."""
        if self.network_status != PARTLY_OUTSIDE or self.population is None:
            return None
        return (
            None if self.population_outside is None else self.population - self.population_outside
        )

    def by_mode(self) -> dict[str, list[PeopleWithin]]:
        """The reaches of each mode and service."""
        grouped: dict[str, list[PeopleWithin]] = {}
        for reach in self.reaches:
            grouped.setdefault(reach.column.ending, []).append(reach)
        return grouped

    def as_json(self) -> dict[str, Any]:
        """For ``index.json``: plain values, None where unknown."""
        return {
            "places": self.places,
            "places_without_activity": self.not_stated("activities"),
            "places_not_drawn": self.not_drawn,
            "census_places_without_position": self.census_unplaced,
            "population": self.population,
            "population_outside": self.population_outside,
            "network_status": self.network_status or None,
            "score_global": self.score,
            "fragile_population": self.fragile_population,
            "communes": len(self.communes),
            "communes_without_place": self.communes_without_place,
            "access": [
                {
                    "mode": reach.column.ending,
                    "minutes": reach.column.minutes,
                    "covered": reach.covered,
                    "share": reach.share,
                    "fragile_uncovered": reach.fragile_uncovered,
                }
                for reach in self.reaches
            ],
            "equity": [
                {"mode": row.column.ending, **{name: getattr(row, name) for name in EQUITY}}
                for row in self.equity
            ],
        }


def gather(
    places: pd.DataFrame,
    row: dict[str, Any],
    coverage: dict[str, Any] | None,
    communes: list[Commune],
    nomenclature: Nomenclature,
) -> DossierFigures:
    """The figures of one territory.

    ``places`` are its places, ``row`` its own columns, ``coverage`` its row of coverage (None when
    there is none), ``communes`` those inside it.
    """
    from ..places.summary import summarise

    known = {**row, **(coverage or {})}
    figures = DossierFigures(
        places=len(places),
        counts=summarise(places, nomenclature),
        by_commune_centre=int((places["position"] == "commune").sum())
        if "position" in places
        else 0,
        population=number(known.get("population")),
        population_outside=number(known.get("population_outside")),
        network_status=str(known.get("network_status") or ""),
        score=number(known.get("fragility", known.get("score_global"))),
        fragile_population=number(known.get("fragile_population")),
        communes=communes,
    )
    if figures.population is None and communes:
        figures.population = sum(commune.population or 0 for commune in communes)
    if figures.score is None:
        figures.score = _mean_score(communes)
    if figures.network_status != OUTSIDE:
        _add_access(figures, known)
    return figures


def number(value: Any) -> float | None:
    """A cell as a number; None when it holds none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
        return None
    return float(value)


def _mean_score(communes: list[Commune]) -> float | None:
    """The score of the average inhabitant of the communes."""
    import numpy as np

    from ..access.coverage import mean_fragility

    mean = mean_fragility(
        np.array([commune.population or 0 for commune in communes], dtype=float),
        np.array([np.nan if one.score is None else one.score for one in communes], dtype=float),
    )
    return number(float(mean))


def _add_access(figures: DossierFigures, known: dict[str, Any]) -> None:
    for column in shares(known):
        share = number(known.get(column.name))
        covered = number(known.get(column.beside("covered").name))
        if share is None or covered is None:
            continue
        uncovered = number(known.get(column.beside("fragile_uncovered").name))
        figures.reaches.append(PeopleWithin(column, covered, share, uncovered))
    for reaches in figures.by_mode().values():
        column = reaches[0].column
        values = (number(known.get(column.beside(figure).name)) for figure in EQUITY)
        figures.equity.append(Equity(column, *values))
