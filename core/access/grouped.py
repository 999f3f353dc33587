"""Figures of many groups of people at once: what ``equity`` defines, without a loop over groups.

``group`` (shape n) says which of ``count`` groups each row is in, ``weights`` how many people it
stands for (above 0).
"""

from __future__ import annotations

import numpy as np

#: Half of the people, but for the rounding of sums.
_HALF = 0.5 - 1e-9


def totals(group: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    """The sum of the values of each group (count)."""
    # Without any value, numpy counts in integers.
    return np.bincount(group, values, minlength=count).astype(float)


def tally(group: np.ndarray, count: int) -> np.ndarray:
    """How many rows are in each group (count); those of -1 are in none."""
    return np.bincount(group[group >= 0], minlength=count)


def settled_people(sums: np.ndarray) -> np.ndarray:
    """People are whole to begin with: a millionth of one is the sums' own rounding."""
    return np.round(sums, 6) + 0.0  # no negative zero


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """What each person of a ``whole`` has of a ``part``: NaN where there is nobody."""
    some = settled_people(whole) > 0
    return np.where(some, part / np.where(some, whole, 1.0), np.nan)


def ordered(group: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    """The order of the rows by group, in each by value."""
    # Sorting small whole numbers is many times quicker.
    small = group.astype(np.uint16) if count <= 2**16 else group
    order = np.argsort(values)
    return np.asarray(order[np.argsort(small[order], kind="stable")])


def medians(group: np.ndarray, values: np.ndarray, weights: np.ndarray, count: int) -> np.ndarray:
    """The weighted median of each group (count), as ``common.weighted.quantile`` at a half.

    Rows are ``ordered`` by value.
    """
    people = np.bincount(group, weights, minlength=count)
    some = people > 0
    before: np.ndarray = np.cumsum(some) - some
    # Each group's people as 1, so that sums over many groups stay as fine as those over one.
    passed = np.cumsum(weights / people[group])
    found = np.searchsorted(passed, before[some] + _HALF)
    result = np.full(count, np.nan)
    result[some] = values[np.minimum(found, len(values) - 1)]
    return result


def lorenz_indices(
    group: np.ndarray, held: np.ndarray, weights: np.ndarray, count: int
) -> np.ndarray:
    """1 - 2 x the area under the Lorenz curve of each group (count), rows in the curve's order.

    ``held`` is what all people of a row hold. Rows by value give ``equity.gini``; rows by rank, one
    for each, ``equity.concentration``. NaN without people or when all hold nothing.
    """
    people, total = (np.bincount(group, part, minlength=count) for part in (weights, held))
    some = (people > 0) & (total > 0)
    part = held / np.where(some, total, 1.0)[group] * some[group]
    before = np.cumsum(part) - (np.cumsum(some) - some)[group] - part
    area = np.bincount(
        group, weights / np.where(some, people, 1.0)[group] * (before + part / 2), minlength=count
    )
    return np.where(some, 1 - 2 * area, np.nan)
