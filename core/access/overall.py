"""The people of all demand units together: figures, tenths by fragility, curves of Lorenz.

Each table has rows for every ``mode`` and ``service`` ("" for all places) of the times given.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from ..common.progress import SILENT, Progress
from .coverage import People, Tally, Times
from .demand import Demand
from .equity import decile_ratio, lorenz, palma
from .vocabulary import Column

DECILES = 10
_PERCENT = np.linspace(0, 1, 101)


def totals_table(
    demand: Demand,
    people: People,
    seconds: Times,
    minutes: list[int],
    unstated: Times,
    progress: Progress = SILENT,
) -> pd.DataFrame:
    """A row for each mode and service: what ``Tally`` counts for the whole demand.

    With ``palma`` and ``decile_ratio`` of the minutes of the people that a place can be reached
    from.
    """
    tally = Tally(demand, people, np.zeros(len(demand.unit), dtype=int), 1)
    everyone = {name: figure[0] for name, figure in tally.people().items()}
    rows = []
    for (mode, service), time in progress.over(seconds.items()):
        found = tally.access(time, minutes, unstated.get((mode, service)))
        spent, weight = _spent(demand, people, time)
        ratios = {"palma": palma(spent, weight), "decile_ratio": decile_ratio(spent, weight)}
        access = {column.name: figure[0] for column, figure in found.items()}
        rows.append({"mode": mode, "service": service, **everyone, **access, **ratios})
    return pd.DataFrame(rows)


def deciles_table(
    demand: Demand,
    people: People,
    seconds: Times,
    minutes: list[int],
    progress: Progress = SILENT,
) -> pd.DataFrame:
    """Ten rows for each mode and service: times by tenth of the people, the least fragile first.

    Of the people on the network whose unit has a score. A unit across a limit counts on both sides
    by its part; people of equal score are alike in all tenths that they fill. Columns: ``decile``
    (1 to 10), ``population``, ``fragility_from``, ``fragility_to``, ``mean_minutes``,
    ``median_minutes``, ``share_N``. No rows where no score is known.
    """
    row, decile, part = tenths(demand, people)
    wanted = [Column("mean_minutes"), Column("median_minutes")]
    wanted += [Column("share", limit) for limit in minutes]
    if not len(row):
        numbers = ("population", "fragility_from", "fragility_to", *(each.name for each in wanted))
        return _empty(("mode", "service"), ("decile", *numbers))
    points = demand.where(row)
    tally = Tally(replace(points, share=points.share * part), people, decile, DECILES)
    scores = pd.Series(people.fragility[points.unit]).groupby(decile)
    everyone = {
        "decile": np.arange(1, DECILES + 1),
        "population": tally.people()["population"],
        "fragility_from": scores.min().to_numpy(),
        "fragility_to": scores.max().to_numpy(),
    }
    tables = []
    for (mode, service), time in progress.over(seconds.items()):
        found = tally.access(time[row], minutes)
        figures = everyone | {column.name: found[column] for column in wanted}
        tables.append(pd.DataFrame({"mode": mode, "service": service, **figures}))
    return pd.concat(tables, ignore_index=True)


def lorenz_table(
    demand: Demand, people: People, seconds: Times, progress: Progress = SILENT
) -> pd.DataFrame:
    """The Lorenz curve of the minutes, at every percent of the people: ``people``, ``minutes``.

    Both are cumulated shares, 0 to 1, from the nearest people to the farthest. No rows for a mode
    and service by which nobody reaches a place.
    """
    tables = [_empty(("mode", "service"), ("people", "minutes"))]
    for (mode, service), time in progress.over(seconds.items()):
        spent, weight = _spent(demand, people, time)
        share, held = lorenz(spent, spent, weight)
        if len(share):
            curve = {"people": _PERCENT, "minutes": np.interp(_PERCENT, share, held)}
            tables.append(pd.DataFrame({"mode": mode, "service": service, **curve}))
    return pd.concat(tables, ignore_index=True)


def _empty(texts: tuple[str, ...], numbers: tuple[str, ...]) -> pd.DataFrame:
    """A table without rows."""
    return pd.DataFrame({**dict.fromkeys(texts, ""), **dict.fromkeys(numbers, 0.0)}, index=[])


def _spent(demand: Demand, people: People, seconds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(minutes, people) of the points on the network."""
    here = demand.inside(people.population)
    inside = np.flatnonzero((here > 0) & np.isfinite(seconds))
    return seconds[inside] / 60, here[inside]


def tenths(demand: Demand, people: People) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(point, tenth from 0, part of the point's people in it), of people with a score."""
    here = demand.inside(people.population)
    score = people.fragility[demand.unit]
    rows = np.flatnonzero((here > 0) & np.isfinite(score))
    values, number = np.unique(score[rows], return_inverse=True)
    held = np.bincount(number, here[rows], minlength=len(values))
    last = np.cumsum(held) / max(held.sum(), 1e-300) * DECILES
    first = np.concatenate([[0.0], last[:-1]])
    found = []
    for decile in range(DECILES):
        part = np.minimum(last, decile + 1) - np.maximum(first, decile)
        # Of a unit, less than a billionth of it is the rounding of the sum.
        part = np.where(part > 1e-9, part / np.where(part > 0, last - first, 1.0), 0.0)
        inside = np.flatnonzero(part[number] > 0)
        found.append((rows[inside], np.full(len(inside), decile), part[number[inside]]))
    row, decile_of, parts = (np.concatenate(column) for column in zip(*found, strict=True))
    return row, decile_of, parts
