"""Two dated lists of places compared: which opened, closed and moved, and who is nearer now."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from .coverage import People, Times, coverage
from .demand import Demand
from .grouped import tally
from .vocabulary import BEFORE, CHANGE, Column

OPENED, CLOSED, MOVED = "opened", "closed", "moved"
#: A place that stands farther than this from where it stood has moved: less is a better address.
MOVED_METRES = 100.0


def find_changes(before: np.ndarray, after: np.ndarray, pairs: np.ndarray) -> pd.DataFrame:
    """The places that opened, closed or moved.

    ``before`` (n, 2) and ``after`` (m, 2) are positions in metres, NaN where unknown; ``pairs``
    (k, 2) the numbers of a place in both lists, each in one pair at most. Columns: ``change``,
    ``before`` and ``after`` (the place's number there, -1: it is not there), ``metres`` (of a
    move). A place whose position one list does not tell has not moved as far as is known.
    """
    closed = np.setdiff1d(np.arange(len(before)), pairs[:, 0])
    opened = np.setdiff1d(np.arange(len(after)), pairs[:, 1])
    metres = np.hypot(*(after[pairs[:, 1]] - before[pairs[:, 0]]).T)
    moved = metres > MOVED_METRES
    none = {"before": -1, "after": -1, "metres": np.nan}
    return pd.concat(
        [
            pd.DataFrame({"change": OPENED, **none, "after": opened}),
            pd.DataFrame({"change": CLOSED, **none, "before": closed}),
            pd.DataFrame(
                {
                    "change": MOVED,
                    "before": pairs[moved, 0],
                    "after": pairs[moved, 1],
                    "metres": metres[moved],
                }
            ),
        ],
        ignore_index=True,
    )


def count_changes(
    changes: pd.DataFrame, before: np.ndarray, after: np.ndarray, count: int
) -> pd.DataFrame:
    """Places and their changes in each of ``count`` territories.

    ``before`` and ``after`` say which territory each place stands in (-1: none). Columns:
    ``places_before``, ``places``, ``opened``, ``closed`` (where it stood), ``moved`` (where it
    stands now).
    """

    def of(change: str, side: str, territory: np.ndarray) -> np.ndarray:
        places = changes.loc[changes["change"] == change, side].to_numpy(dtype=int)
        return tally(territory[places], count)

    return pd.DataFrame(
        {
            Column("places", moment=BEFORE).name: tally(before, count),
            "places": tally(after, count),
            OPENED: of(OPENED, "after", after),
            CLOSED: of(CLOSED, "before", before),
            MOVED: of(MOVED, "after", after),
        }
    )


def evolution(
    demand: Demand,
    people: People,
    territory: np.ndarray,
    ground: np.ndarray,
    before: Times,
    after: Times,
    minutes: list[int],
) -> pd.DataFrame:
    """Coverage by two lists of places, and how it changed: one row per territory.

    As ``coverage.coverage``, with the times to the nearest place of either list by the same modes
    and services. Columns: ``population``, ``population_outside``, ``network_status``; by these
    ``share_N_before``, ``share_N``, ``share_N_change`` (their difference: 0.05 is five points),
    ``covered_N_change`` (people), ``median_minutes_before``, ``median_minutes``,
    ``median_minutes_change``.
    """
    old, new = (
        coverage(demand, people, territory, ground, seconds, minutes) for seconds in (before, after)
    )
    table = new[["population", "population_outside", "network_status"]].copy()
    for key in after:
        for limit in minutes:
            _compare(table, old, new, Column("share", limit).of(*key))
            covered = Column("covered", limit).of(*key)
            table[replace(covered, moment=CHANGE).name] = new[covered.name] - old[covered.name]
        _compare(table, old, new, Column("median_minutes").of(*key))
    return table


def _compare(table: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame, column: Column) -> None:
    """Adds a figure to the table: before, now, and the difference."""
    now, then = new[column.name], old[column.name]
    table[replace(column, moment=BEFORE).name] = then
    table[column.name] = now
    table[replace(column, moment=CHANGE).name] = now - then
