"""Figures of people rather than of rows: what weights do to them."""

from __future__ import annotations

import numpy as np


def quantile(values: np.ndarray, weights: np.ndarray, share: float) -> float:
    """The least value that at least ``share`` of the weight does not exceed; NaN without weight.

    The inverse of the distribution function (definition 1 of Hyndman & Fan 1996), weighted.
    """
    kept = weights > 0
    values, weights = values[kept], weights[kept]
    if not len(values):
        return np.nan
    order = np.argsort(values)
    cumulated = np.cumsum(weights[order])
    # Sums of weights and the share of their total differ by a rounding.
    wanted = cumulated[-1] * share * (1 - 1e-12)
    return float(values[order][np.searchsorted(cumulated, wanted)])
