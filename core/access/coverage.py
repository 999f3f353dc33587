"""How many people are near a place, territory by territory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .demand import Demand
from .equity import concentration, gini, weighted_median

INSIDE, PARTLY_OUTSIDE, OUTSIDE = "inside", "partly_outside", "outside"
#: Less than this share of a territory's people on one side of the network's edge is rounding.
_ROUNDING = 1e-6


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
    outside_territory: np.ndarray,
    count: int,
    seconds: Mapping[str, np.ndarray],
    minutes: list[int],
) -> pd.DataFrame:
    """One row per territory (0 to ``count`` - 1).

    ``territory`` (shape of the demand's points) and ``outside_territory`` (shape u) say which
    territory each point and each outside part stands in (-1: none). ``seconds`` gives, by suffix
    ("" or "_car"), the time of each demand point to its nearest place.

    Columns: ``population`` (all), ``population_outside`` (beyond the network), ``network_status``,
    ``fragility`` (of its average inhabitant), ``fragile_population``; then by suffix ``covered_N``,
    ``share_N`` (of the population inside), ``fragile_uncovered_N``, ``median_minutes``, ``gini``
    and ``concentration`` of the minutes, ``priority``. Where nobody is inside, the figures that
    need the network are NaN, never zero. ``population_outside`` counts the people cut off by the
    network's edge too, while the status goes by ground. People that no place can be reached from
    count as uncovered, and in no mean.
    """
    here = demand.share * people.population[demand.unit]
    inside = np.where(demand.cut_off, 0.0, here)
    cut_off, beyond = here - inside, demand.outside * people.population
    fragile = people.fragile
    fragile_inside = np.where(fragile[demand.unit], inside, 0.0)
    population_inside = _sum(territory, inside, count)
    population_outside = _sum(territory, cut_off, count) + _sum(outside_territory, beyond, count)
    known = np.isfinite(people.threshold)
    table = pd.DataFrame(index=range(count))
    table["population"] = population_inside + population_outside
    table["population_outside"] = population_outside
    table["network_status"] = _status(demand, territory, outside_territory, count)
    table["fragility"] = _mean_by(demand, people, territory, outside_territory, count)
    table["fragile_population"] = (
        _sum(territory, np.where(fragile[demand.unit], here, 0.0), count)
        + _sum(outside_territory, np.where(fragile, beyond, 0.0), count)
        if known
        else np.nan
    )
    nobody = population_inside <= 0
    fragility = people.fragility[demand.unit]
    rows = [np.flatnonzero(territory == number) for number in range(count)]
    for suffix, time in seconds.items():
        for limit in minutes:
            near = time <= limit * 60
            covered = _sum(territory, np.where(near, inside, 0.0), count)
            far_fragile = _sum(territory, np.where(near, 0.0, fragile_inside), count)
            table[f"covered_{limit}{suffix}"] = np.where(nobody, np.nan, covered)
            table[f"share_{limit}{suffix}"] = np.where(
                nobody, np.nan, covered / np.where(nobody, 1, population_inside)
            )
            table[f"fragile_uncovered_{limit}{suffix}"] = np.where(
                nobody | (not known), np.nan, far_fragile
            )
        minutes_there = time / 60
        table[f"median_minutes{suffix}"] = [
            _finite(weighted_median(minutes_there[row], inside[row])) for row in rows
        ]
        table[f"gini{suffix}"] = [gini(minutes_there[row], inside[row]) for row in rows]
        table[f"concentration{suffix}"] = [
            concentration(minutes_there[row], fragility[row], inside[row]) for row in rows
        ]
        table[f"priority{suffix}"] = priority(table["fragility"], table[f"median_minutes{suffix}"])
    return table


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
    sums: np.ndarray = np.bincount(group[kept], values[kept], minlength=count)
    return sums


def _finite(value: float) -> float:
    return value if np.isfinite(value) else np.nan


def _status(
    demand: Demand, territory: np.ndarray, outside_territory: np.ndarray, count: int
) -> np.ndarray:
    """By ground, not by people, so that an empty territory has a status too."""
    within = _sum(territory, demand.share, count)
    beyond = _sum(outside_territory, demand.outside, count)
    total = np.maximum(within + beyond, 1e-300)
    return np.select(
        [within / total <= _ROUNDING, beyond / total <= _ROUNDING],
        [OUTSIDE, INSIDE],
        PARTLY_OUTSIDE,
    )


def _mean_by(
    demand: Demand,
    people: People,
    territory: np.ndarray,
    outside_territory: np.ndarray,
    count: int,
) -> np.ndarray:
    """Population-weighted mean fragility of each territory."""
    scored = np.where(np.isfinite(people.fragility), people.population, 0.0)
    score = np.where(np.isfinite(people.fragility), people.fragility, 0.0)
    weight = demand.share * scored[demand.unit]
    beyond = demand.outside * scored
    total = _sum(territory, weight, count) + _sum(outside_territory, beyond, count)
    held = _sum(territory, weight * score[demand.unit], count)
    held += _sum(outside_territory, beyond * score, count)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, held / total, np.nan)
