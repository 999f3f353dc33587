"""How many people are near a place, territory by territory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..common.progress import SILENT, Progress
from .demand import BEYOND, PLACEMENTS, Demand
from .grouped import lorenz_indices, medians, ordered, ratio, settled_people, totals
from .network_status import network_status
from .vocabulary import Column

#: Fewer territories are not ranked: the only one would be the most fragile and the farthest.
_FEWEST = 3

Figures = dict[str, np.ndarray]
#: Times of each point by mode and service, "" for those that columns do not name.
Times = Mapping[tuple[str, str], np.ndarray]


@dataclass(frozen=True)
class People:
    """The inhabitants of demand units: ``population`` and ``fragility`` (NaN unknown), shape u.

    ``threshold``: a unit whose fragility exceeds it is fragile.
    """

    population: np.ndarray
    fragility: np.ndarray
    threshold: float

    @property
    def fragile(self) -> np.ndarray:
        """Which units are fragile (shape u)."""
        with np.errstate(invalid="ignore"):
            return self.fragility > self.threshold


def mean_fragility(population: np.ndarray, fragility: np.ndarray) -> float:
    """The fragility of the average inhabitant: the default threshold. NaN when unknown."""
    known = np.isfinite(fragility) & (population > 0)
    if not known.any():
        return np.nan
    scores = fragility[known]
    mean = np.average(scores, weights=population[known])
    # Rounding puts nobody above the mean of equal scores.
    return float(np.clip(mean, scores.min(), scores.max()))


def coverage(
    demand: Demand,
    people: People,
    territory: np.ndarray,
    ground: np.ndarray,
    seconds: Times,
    minutes: list[int],
    unstated: Times | None = None,
    progress: Progress = SILENT,
) -> pd.DataFrame:
    """One row per territory.

    ``territory`` says which one each point of the demand stands in (-1: none); ``ground`` (shape of
    the territories) which share of its area the network covers. ``seconds`` gives, by mode and
    service, the time of each point to its nearest place; ``unstated``, by some of these, to the
    nearest place that does not say whether it offers the service.

    Columns: ``population`` (all), ``population_outside`` (beyond the network), ``network_status``
    (of the ground), and what ``Tally`` counts; of each mode and service also ``priority`` and
    ``bivariate``.
    """
    tally = Tally(demand, people, territory, len(ground))
    figures = tally.people()
    fragility = pd.Series(figures["fragility"])
    for key, time in progress.over(seconds.items()):
        found = tally.access(time, minutes, (unstated or {}).get(key))
        median = pd.Series(found[Column("median_minutes")])
        found[Column("priority")] = priority(fragility, median).to_numpy()
        found[Column("bivariate")] = bivariate(fragility, median).to_numpy()
        figures |= {column.of(*key).name: figure for column, figure in found.items()}
    table = pd.DataFrame(figures)
    table.insert(table.columns.get_loc("placement"), "network_status", network_status(ground))
    return table


class Tally:
    """The people of ``count`` territories, ready to be counted by one set of times after another.

    Where nobody is on the network, the figures that need it are NaN, never zero; and so is a
    population that no unit of the territory tells. People whom no place can be reached from count
    as uncovered, and in no mean.
    """

    def __init__(self, demand: Demand, people: People, territory: np.ndarray, count: int) -> None:
        self._demand, self._people = demand, people
        self._territory, self._count = territory, count
        self._is_known = bool(np.isfinite(people.threshold))
        self._here = demand.inhabitants(people.population)
        self._rows = np.flatnonzero((territory >= 0) & ~demand.beyond & (self._here > 0))
        self._group, self._inside = territory[self._rows], self._here[self._rows]
        unit = demand.unit[self._rows]
        self._fragile = np.where(people.fragile[unit], self._inside, 0.0)
        self._people_inside = self._sum(self._inside)
        # People of one territory and one score are one step of the concentration curve.
        scores, rank = np.unique(people.fragility, return_inverse=True)
        self._scored = np.isfinite(people.fragility[unit])
        step = self._group * len(scores) + rank[unit]
        steps, self._step = np.unique(step[self._scored], return_inverse=True)
        self._step_group = steps // max(len(scores), 1)

    def people(self) -> Figures:
        """``population``, ``population_outside``, ``placement``, ``fragility`` (of the average
        inhabitant) and ``fragile_population`` (count).
        """
        demand, here = self._demand, self._here
        fragility = self._people.fragility[demand.unit]
        scored = np.where(np.isfinite(fragility), here, 0.0)
        told = np.isfinite(self._people.population)[demand.unit]
        unknown = (self._total(~told) > 0) & (self._total(told) == 0)

        def count(whom: np.ndarray) -> np.ndarray:
            return np.where(unknown, np.nan, settled_people(self._total(np.where(whom, here, 0.0))))

        held = self._total(scored * np.nan_to_num(fragility))
        return {
            "population": count(told),
            "population_outside": count(demand.beyond),
            "placement": self._placement(),
            "fragility": ratio(held, self._total(scored)),
            "fragile_population": self._if_known(count(self._people.fragile[demand.unit])),
        }

    def access(
        self, seconds: np.ndarray, minutes: list[int], unstated: np.ndarray | None = None
    ) -> dict[Column, np.ndarray]:
        """Figures of the people on the network, from the times of the points (NaN: no one there).

        By minutes ``covered``, ``share``, ``fragile_covered``, ``fragile_uncovered``; with times to
        the nearest place that is ``unstated`` also ``covered_unstated``, the people within these
        minutes of such a place only; ``mean_minutes``, ``median_minutes``, ``gini`` and
        ``concentration`` of the minutes.
        """
        time = seconds[self._rows]
        figures: dict[Column, np.ndarray] = {}
        for limit in minutes:
            near = time <= limit * 60
            covered = self._sum(np.where(near, self._inside, 0.0))
            fragile = self._sum(np.where(near, self._fragile, 0.0))
            far = self._sum(np.where(near, 0.0, self._fragile))
            figures[Column("covered", limit)] = self._if_inside(covered)
            figures[Column("share", limit)] = ratio(covered, self._people_inside)
            figures[Column("fragile_covered", limit)] = self._if_inside(self._if_known(fragile))
            figures[Column("fragile_uncovered", limit)] = self._if_inside(self._if_known(far))
            if unstated is not None:
                perhaps = ~near & (unstated[self._rows] <= limit * 60)
                further = self._sum(np.where(perhaps, self._inside, 0.0))
                figures[Column("covered_unstated", limit)] = self._if_inside(further)
        return figures | self._spent(time / 60)

    def _spent(self, minutes: np.ndarray) -> dict[Column, np.ndarray]:
        """Mean, median and inequality of the minutes."""
        count, reached = self._count, np.isfinite(minutes)
        people = np.where(reached, self._inside, 0.0)
        held = people * np.where(reached, minutes, 0.0)
        order = ordered(self._group, minutes, count)
        group = self._group[order]
        median = medians(group, minutes[order], self._inside[order], count)
        steps = len(self._step_group)
        held_by, people_by = (
            np.bincount(self._step, part[self._scored], minlength=steps) for part in (held, people)
        )
        return {
            Column("mean_minutes"): ratio(self._sum(held), self._sum(people)),
            Column("median_minutes"): np.where(np.isfinite(median), median, np.nan),
            Column("gini"): lorenz_indices(group, held[order], people[order], count),
            Column("concentration"): lorenz_indices(self._step_group, held_by, people_by, count),
        }

    def _placement(self) -> np.ndarray:
        """How most people on the network were placed; ``outside`` where there is none."""
        demand = self._demand
        # Where nobody lives, the points tell.
        weight = np.where(demand.beyond, 0.0, self._here + 1e-6 * demand.share)
        by_kind = [
            self._total(np.where(demand.placement == kind, weight, 0.0)) for kind in range(BEYOND)
        ]
        most = np.where(np.any(by_kind, axis=0), np.argmax(by_kind, axis=0), BEYOND)
        return np.array(PLACEMENTS, dtype=object)[most]

    def _total(self, values: np.ndarray) -> np.ndarray:
        """Sums over all points in a territory."""
        kept = self._territory >= 0
        return totals(self._territory[kept], values[kept], self._count)

    def _sum(self, values: np.ndarray) -> np.ndarray:
        """Sums over the points on the network with people."""
        return totals(self._group, values, self._count)

    def _if_inside(self, figure: np.ndarray) -> np.ndarray:
        return np.where(settled_people(self._people_inside) > 0, settled_people(figure), np.nan)

    def _if_known(self, figure: np.ndarray) -> np.ndarray:
        return figure if self._is_known else np.full(self._count, np.nan)


def priority(fragility: pd.Series, minutes: pd.Series) -> pd.Series:
    """0 to 100, high where people are both fragile and far: where to act first.

    100 times the geometric mean of two percentile ranks among the territories that have both
    figures: their fragility and their median travel time. NaN elsewhere, and where fewer than three
    have them.
    """
    ranks = _ranks(fragility, minutes)
    return (100 * np.sqrt(ranks[0] * ranks[1])).reindex(fragility.index)


def bivariate(fragility: pd.Series, minutes: pd.Series) -> pd.Series:
    """The class ``f-t`` of each territory: the thirds (1 to 3) of its fragility and of its time.

    3 is the most fragile, or the farthest, third of the territories that have both figures; equal
    ones share a class. None elsewhere, and where fewer than three have them.
    """
    thirds = [
        np.ceil(3 * rank - 1e-9).astype(int).astype(str) for rank in _ranks(fragility, minutes)
    ]
    found = (thirds[0] + "-" + thirds[1]).astype(object).reindex(fragility.index)
    return found.where(found.notna(), None)


def _ranks(fragility: pd.Series, minutes: pd.Series) -> list[pd.Series]:
    """Percentile ranks (above 0, to 1) among the territories that have both figures, if enough."""
    both = fragility.notna() & minutes.notna()
    both &= both.sum() >= _FEWEST
    return [column[both].rank(method="average", pct=True) for column in (fragility, minutes)]
