"""How many people are near a place, territory by territory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .demand import Demand
from .equity import concentration, gini, weighted_median

INSIDE, PARTLY_OUTSIDE, OUTSIDE = "inside", "partly_outside", "outside"


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
    return float(np.average(fragility[known], weights=population[known]))


def coverage(
    demand: Demand,
    people: People,
    territory: np.ndarray,
    ground: np.ndarray,
    seconds: Mapping[str, np.ndarray],
    minutes: list[int],
) -> pd.DataFrame:
    """One row per territory.

    ``territory`` says which one each point of the demand stands in (-1: none); ``ground`` (shape of
    the territories) which share of its area the network covers. ``seconds`` gives, by suffix ("" or
    "_car"), the time of each point to its nearest place.

    Columns: ``population`` (all), ``population_outside`` (beyond the network), ``network_status``
    (of the ground), ``fragility`` (of the average inhabitant), ``fragile_population``; then by
    suffix ``covered_N``, ``share_N`` (of the population inside), ``fragile_uncovered_N``,
    ``median_minutes``, ``gini`` and ``concentration`` of the minutes, ``priority``. Where nobody is
    inside, the figures that need the network are NaN, never zero. People that no place can be
    reached from count as uncovered, and in no mean.
    """
    count = len(ground)
    here = demand.share * people.population[demand.unit]
    inside = np.where(demand.beyond, 0.0, here)
    fragile = people.fragile[demand.unit]
    population_inside = _sum(territory, inside, count)
    known = np.isfinite(people.threshold)
    table = pd.DataFrame(index=range(count))
    table["population"] = _sum(territory, here, count)
    table["population_outside"] = _sum(territory, here - inside, count)
    table["network_status"] = np.select(
        [ground <= 0, ground >= 1], [OUTSIDE, INSIDE], PARTLY_OUTSIDE
    )
    table["fragility"] = _mean_fragility_by(here, people.fragility[demand.unit], territory, count)
    table["fragile_population"] = (
        _sum(territory, np.where(fragile, here, 0.0), count) if known else np.nan
    )
    rows = _rows_of(territory, demand.beyond, count)
    fragile_inside = np.where(fragile, inside, 0.0)
    for suffix, time in seconds.items():
        for limit in minutes:
            near = time <= limit * 60
            covered = _sum(territory, np.where(near, inside, 0.0), count)
            far = _sum(territory, np.where(near, 0.0, fragile_inside), count)
            table[f"covered_{limit}{suffix}"] = _where_known(population_inside, covered)
            share = covered / np.maximum(population_inside, 1e-300)
            table[f"share_{limit}{suffix}"] = _where_known(population_inside, share)
            table[f"fragile_uncovered_{limit}{suffix}"] = (
                _where_known(population_inside, far) if known else np.nan
            )
        travel = [(time[row] / 60, inside[row], people.fragility[demand.unit[row]]) for row in rows]
        median = [_finite(weighted_median(spent, weight)) for spent, weight, _ in travel]
        table[f"median_minutes{suffix}"] = median
        table[f"gini{suffix}"] = [gini(spent, weight) for spent, weight, _ in travel]
        table[f"concentration{suffix}"] = [
            concentration(spent, score, weight) for spent, weight, score in travel
        ]
        table[f"priority{suffix}"] = priority(table["fragility"], table[f"median_minutes{suffix}"])
    return table


def _rows_of(territory: np.ndarray, beyond: np.ndarray, count: int) -> list[np.ndarray]:
    """The points on the network of each territory."""
    points = np.flatnonzero(~beyond & (territory >= 0))
    points = points[np.argsort(territory[points], kind="stable")]
    return np.split(points, np.searchsorted(territory[points], np.arange(1, count)))


def _where_known(population: np.ndarray, figure: np.ndarray) -> np.ndarray:
    """A figure of the people on the network, NaN where there are none."""
    return np.where(population > 0, figure, np.nan)


def priority(fragility: pd.Series, minutes: pd.Series) -> pd.Series:
    """0 to 100, high where people are both fragile and far: where to act first.

    100 times the geometric mean of two percentile ranks among the territories that have both
    figures: their fragility and their median travel time. NaN elsewhere.
    """
    both = fragility.notna() & minutes.notna()
    ranks = [column[both].rank(method="average", pct=True) for column in (fragility, minutes)]
    return (100 * np.sqrt(ranks[0] * ranks[1])).reindex(fragility.index)


def _sum(group: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    kept = group >= 0
    # Without any value, numpy counts in integers.
    sums = np.bincount(group[kept], values[kept], minlength=count).astype(float)
    # People are whole to begin with: a billionth of one is the sum's own rounding.
    return np.round(sums, 6)


def _finite(value: float) -> float:
    return value if np.isfinite(value) else np.nan


def _mean_fragility_by(
    here: np.ndarray, fragility: np.ndarray, territory: np.ndarray, count: int
) -> np.ndarray:
    """Population-weighted mean fragility of each territory, NaN where nobody has a score."""
    scored = np.where(np.isfinite(fragility), here, 0.0)
    total = _sum(territory, scored, count)
    held = _sum(territory, scored * np.nan_to_num(fragility), count)
    return np.where(total > 0, held / np.where(total > 0, total, 1.0), np.nan)
