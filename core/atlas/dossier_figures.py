"""The figures of a dossier, gathered from the rooms that compute them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..access.network_status import OUTSIDE, PARTLY_OUTSIDE
from ..access.vocabulary import Column, shares
from ..nomenclature import Item, Nomenclature

if TYPE_CHECKING:
    import pandas as pd

    from ..places.summary import NotDrawn

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


@dataclass(frozen=True)
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
        return by_mode(self.reaches)

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
    undrawn: NotDrawn,
    compared_territories: int,
) -> DossierFigures:
    """The figures of one territory.

    ``places`` are its places, ``row`` its own columns, ``coverage`` its row of coverage (None when
    there is none), ``communes`` those inside it, ``undrawn`` the places that its map cannot show,
    ``compared_territories`` how many have figures of access.
    """
    from ..places.summary import summarise

    columns = {**row, **(coverage or {})}
    population = number(columns.get("population"))
    if population is None and communes:
        population = sum(commune.population or 0 for commune in communes)
    score = number(columns.get("fragility", columns.get("score_global")))
    status = str(columns.get("network_status") or "")
    reaches = [] if status == OUTSIDE else _reaches(columns)
    return DossierFigures(
        places=len(places),
        counts=summarise(places, nomenclature),
        by_commune_centre=int((places["position"] == "commune").sum())
        if "position" in places
        else 0,
        population=population,
        population_outside=number(columns.get("population_outside")),
        network_status=status,
        score=_mean_score(communes) if score is None else score,
        fragile_population=number(columns.get("fragile_population")),
        reaches=reaches,
        equity=[_equity(near[0].column, columns) for near in by_mode(reaches).values()],
        compared_territories=compared_territories,
        communes=communes,
        not_drawn=undrawn.declared if undrawn.is_departement else None,
        census_unplaced=undrawn.census_unplaced,
    )


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
        np.array(
            [np.nan if commune.score is None else commune.score for commune in communes],
            dtype=float,
        ),
    )
    return number(float(mean))


def by_mode(reaches: list[PeopleWithin]) -> dict[str, list[PeopleWithin]]:
    """Those of each mode and service."""
    grouped: dict[str, list[PeopleWithin]] = {}
    for reach in reaches:
        grouped.setdefault(reach.column.ending, []).append(reach)
    return grouped


def _reaches(columns: dict[str, Any]) -> list[PeopleWithin]:
    """Who is near a place, where both the share and the number are known."""
    reaches = []
    for column in shares(columns):
        share = number(columns.get(column.name))
        covered = number(columns.get(column.beside("covered").name))
        if share is None or covered is None:
            continue
        uncovered = number(columns.get(column.beside("fragile_uncovered").name))
        reaches.append(PeopleWithin(column, covered, share, uncovered))
    return reaches


def _equity(column: Column, columns: dict[str, Any]) -> Equity:
    return Equity(column, *(number(columns.get(column.beside(name).name)) for name in EQUITY))
