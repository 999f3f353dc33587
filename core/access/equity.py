"""How unequally a quantity is shared among people."""

from __future__ import annotations

import numpy as np


def weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    """The least value that at least half of the weight does not exceed; NaN without weight."""
    kept = weights > 0
    values, weights = values[kept], weights[kept]
    if not len(values):
        return np.nan
    order = np.argsort(values)
    cumulated = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(cumulated, cumulated[-1] / 2)])


def gini(values: np.ndarray, weights: np.ndarray) -> float:
    """Gini index of ``values`` >= 0 held by groups of ``weights`` people: 0 equal, towards 1 not.

    One minus twice the area under the Lorenz curve, by trapezes over the sorted groups (Gini 1912;
    weighted form in Lerman & Yitzhaki 1989). NaN without people or when all values are 0.
    """
    return _lorenz_index(values, values, weights)


def concentration(values: np.ndarray, ranked_by: np.ndarray, weights: np.ndarray) -> float:
    """Concentration index of ``values`` over people ranked from the lowest ``ranked_by`` up.

    From -1 to 1; positive: the values are larger among people with a high rank (Kakwani, Wagstaff &
    van Doorslaer 1997: twice the covariance of value and fractional rank, over the mean). People of
    equal rank count as one group. NaN without people or when all values are 0.
    """
    return _lorenz_index(values, ranked_by, weights)


def _lorenz_index(values: np.ndarray, ranked_by: np.ndarray, weights: np.ndarray) -> float:
    kept = (weights > 0) & np.isfinite(values) & np.isfinite(ranked_by)
    values, weights = values[kept].astype(float), weights[kept].astype(float)
    held = values * weights
    if not len(values) or held.sum() <= 0:
        return np.nan
    _, group = np.unique(ranked_by[kept], return_inverse=True)
    people = np.concatenate([[0], np.cumsum(np.bincount(group, weights))]) / weights.sum()
    shares = np.concatenate([[0], np.cumsum(np.bincount(group, held))]) / held.sum()
    area = np.sum(np.diff(people) * (shares[1:] + shares[:-1])) / 2
    return float(1 - 2 * area)
