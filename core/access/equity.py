"""How unequally a quantity is shared among people.

Everywhere ``values`` are what each group has per head (minutes, say), ``weights`` its people. Left
out are groups without people, and those whose value or rank is not finite (no place is reached).
"""

from __future__ import annotations

import numpy as np

from ..common.weighted import quantile


def gini(values: np.ndarray, weights: np.ndarray) -> float:
    """Gini index of ``values`` >= 0 held by groups of ``weights`` people: 0 equal, towards 1 not.

    One minus twice the area under the Lorenz curve, by trapezes over the sorted groups (Gini 1912;
    weighted form in Lerman & Yitzhaki 1989). NaN without people or when all values are 0.
    """
    return concentration(values, values, weights)


def concentration(values: np.ndarray, ranked_by: np.ndarray, weights: np.ndarray) -> float:
    """Concentration index of ``values`` over people ranked from the lowest ``ranked_by`` up.

    From -1 to 1; positive: the values are larger among people with a high rank (Kakwani, Wagstaff &
    van Doorslaer 1997: twice the covariance of value and fractional rank, over the mean). People of
    equal rank count as one group. NaN without people or when all values are 0.
    """
    people, held = lorenz(values, ranked_by, weights)
    if not len(people):
        return np.nan
    area = np.sum(np.diff(people) * (held[1:] + held[:-1])) / 2
    return float(1 - 2 * area)


def lorenz(
    values: np.ndarray, ranked_by: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The concentration curve of ``values``: cumulated shares of (people, what they hold).

    People go from the lowest ``ranked_by`` up, those of equal rank as one step. Ranked by the
    values themselves it is the curve of Lorenz (1905). Both arrays go from 0 to 1; they are empty
    without people or when all values are 0.
    """
    kept = (weights > 0) & np.isfinite(values) & np.isfinite(ranked_by)
    values, weights = values[kept].astype(float), weights[kept].astype(float)
    held = values * weights
    if not len(values) or held.sum() <= 0:
        return np.empty(0), np.empty(0)
    _, group = np.unique(ranked_by[kept], return_inverse=True)
    return _shares(np.bincount(group, weights)), _shares(np.bincount(group, held))


def palma(values: np.ndarray, weights: np.ndarray) -> float:
    """Palma ratio: what the tenth with the highest values holds over what the four lowest hold.

    (1 - L(0.9)) / L(0.4) on the Lorenz curve L, so a group across a limit is divided there (Palma
    2011; Cobham & Sumner 2013). 0.25 when all values are equal. NaN without people, and when the
    four lowest tenths hold nothing.
    """
    people, held = lorenz(values, values, weights)
    if not len(people):
        return np.nan
    lowest, others = np.interp([0.4, 0.9], people, held)
    return float((1 - others) / lowest) if lowest > 0 else np.nan


def decile_ratio(values: np.ndarray, weights: np.ndarray) -> float:
    """Ratio of the ninth decile to the first (D9/D1), 1 when all values are equal.

    A decile is the least value that at least so much of the weight does not exceed (the inverse of
    the distribution function: definition 1 of Hyndman & Fan 1996, weighted). NaN without people,
    and when the first decile is 0.
    """
    kept = np.isfinite(values)
    first, ninth = (quantile(values[kept], weights[kept], share) for share in (0.1, 0.9))
    return ninth / first if first > 0 else np.nan


def _shares(amounts: np.ndarray) -> np.ndarray:
    """Cumulated shares of the total, from 0 to 1."""
    cumulated = np.concatenate([[0.0], np.cumsum(amounts)])
    return np.asarray(cumulated / cumulated[-1])
