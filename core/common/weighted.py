"""Figures of people rather than of rows: what weights do to them."""

from __future__ import annotations

import numpy as np


def quantile(values: np.ndarray, weights: np.ndarray, share: float) -> float:
    """The least value that at least ``share`` of the weight does not exceed; NaN without weight.

    The inverse of the distribution function (definition 1 of Hyndman & Fan 1996), weighted.
    """
    has_weight = weights > 0
    values, weights = values[has_weight], weights[has_weight]
    if not len(values):
        return np.nan
    order = np.argsort(values)
    cumulated = np.cumsum(weights[order])
    # Sums of weights and the share of their total differ by a rounding.
    weight_wanted = cumulated[-1] * share * (1 - 1e-12)
    return float(values[order][np.searchsorted(cumulated, weight_wanted)])
