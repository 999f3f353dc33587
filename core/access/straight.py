"""Without a road network: places per inhabitant, and how far the nearest one is as the crow flies.

A first look where only a census and territories are known. A straight line is no journey: a river,
a hill or a one-way street is not in it, so that no minutes are made of it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from .coverage import People, Tally
from .demand import Demand
from .grouped import medians, ordered, ratio, totals
from .overall import DECILES, tenths


def straight_kilometres(points: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Kilometres in a straight line from points (n, 2; metres) to the nearest place (k, 2; metres).

    NaN of a point, and without any place, whose position is not known.
    """
    kilometres = np.full(len(points), np.nan)
    known = np.isfinite(points).all(axis=1)
    located = places[np.isfinite(places).all(axis=1)]
    if len(located):
        kilometres[known] = cKDTree(located).query(points[known])[0] / 1000
    return kilometres


def straight_table(
    demand: Demand, people: People, territory: np.ndarray, count: int, kilometres: np.ndarray
) -> pd.DataFrame:
    """One row per territory: ``population``, ``fragility`` and ``fragile_population`` as coverage
    has them; ``mean_straight_km`` and ``median_straight_km`` of the average and the middle
    inhabitant; ``fragile_mean_straight_km``, of the fragile ones; ``placement``: where most of them
    stand (``demand.PLACEMENTS``).

    ``territory`` says which one each point of the demand stands in (-1: none), ``kilometres`` how
    far it is from a place. NaN where nobody lives.
    """
    counted = Tally(demand, people, territory, count).people()
    table = pd.DataFrame(
        {name: counted[name] for name in ("population", "fragility", "fragile_population")}
    )
    here = demand.inhabitants(people.population)
    rows = np.flatnonzero((territory >= 0) & (here > 0) & np.isfinite(kilometres))
    group, weight, far = territory[rows], here[rows], kilometres[rows]
    order = ordered(group, far, count)
    table["mean_straight_km"] = _means(group, far, weight, count)
    table["median_straight_km"] = medians(group[order], far[order], weight[order], count)
    fragile = people.fragile[demand.unit[rows]]
    table["fragile_mean_straight_km"] = _means(group[fragile], far[fragile], weight[fragile], count)
    table["placement"] = counted["placement"]
    return table


def farther_than_extent(
    demand: Demand, kilometres: np.ndarray, held: np.ndarray, metres: np.ndarray
) -> np.ndarray:
    """Units (numbers) with places, ``held`` in each, whose people are on average farther from the
    nearest one than the unit extends (``metres``).
    """
    known = np.isfinite(kilometres)
    unit = demand.unit[known]
    far = _means(unit, kilometres[known], demand.share[known], len(held))
    return np.flatnonzero((held > 0) & (1000 * far > metres))


def straight_deciles(
    demand: Demand, people: People, kilometres: np.ndarray, places: np.ndarray
) -> pd.DataFrame:
    """Ten rows: tenths of the people by fragility, the least fragile first.

    ``places`` are the fixed places in each unit (u), shared out as its people are. Columns:
    ``decile``, ``population``, ``fragility_from``, ``fragility_to``, ``places_per_10000``,
    ``mean_straight_km``. No rows where no score is known.
    """
    row, decile, part = tenths(demand, people)
    points = demand.where(row)
    points = replace(points, share=points.share * part)
    unit, here = points.unit, points.inhabitants(people.population)
    held = totals(decile, here, DECILES)
    known = np.isfinite(kilometres[row])
    scores = pd.Series(people.fragility[unit]).groupby(decile)
    table = pd.DataFrame({"decile": np.arange(1, DECILES + 1), "population": held})
    table["fragility_from"], table["fragility_to"] = scores.min(), scores.max()
    per_person = ratio(totals(decile, points.share * places[unit], DECILES), held)
    table["places_per_10000"] = 10_000 * per_person
    table["mean_straight_km"] = _means(decile[known], kilometres[row][known], here[known], DECILES)
    return table if len(row) else table.iloc[:0]


def _means(group: np.ndarray, values: np.ndarray, weights: np.ndarray, count: int) -> np.ndarray:
    return ratio(totals(group, values * weights, count), totals(group, weights, count))
