"""Where the classes of a map begin: fixed limits, quantiles, or natural breaks (Jenks)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

#: Fixed limits that put all values in fewer classes than this show too little.
_ENOUGH = 3
#: Above so many different values, natural breaks are computed on as many means of neighbouring
#: values.
_MOST = 800


def class_limits(row: dict[str, Any], values: Iterable[float]) -> list[float]:
    """The limits between the classes of ``values``, ascending, as a row of the theme asks.

    ``row`` has ``colours`` and a ``method``: "fixed" (its ``breaks``), "fitting" (the same unless
    the values fall into fewer than three of the classes: then natural breaks), "quantile" or
    "jenks". A value on a limit belongs to the class above. There is normally one limit less than
    colours, fewer where the values are few or alike, and none where all are the same.
    """
    import numpy as np

    numbers = np.array([value for value in values if value is not None], dtype=float)
    numbers = np.sort(numbers[np.isfinite(numbers)])
    method, count = row["method"], len(row["colours"])
    if method in ("fixed", "fitting"):
        filled_classes = np.unique(np.searchsorted(row["breaks"], numbers, side="right"))
        if method == "fixed" or len(filled_classes) >= _ENOUGH or not len(numbers):
            return list(row["breaks"])
    limits = quantiles(numbers, count) if method == "quantile" else natural_breaks(numbers, count)
    return _rounded(limits, numbers)


def quantiles(values: np.ndarray, count: int) -> list[float]:
    """Limits between ``count`` classes of as many values each (ties make them fewer)."""
    import numpy as np

    if not len(values):
        return []
    shares = np.arange(1, count) / count
    # A limit is a value that there is: no class between two values is empty.
    limits = np.unique(np.quantile(values, shares, method="higher"))
    return [float(limit) for limit in limits if limit > values.min()]


def natural_breaks(values: np.ndarray, count: int) -> list[float]:
    """The lower limits, after the first class, of the classes with the least sum of squares within
    them.

    Fisher's exact algorithm (Fisher 1958; Jenks 1977) on sorted ``values``: the best way to cut the
    first j values into k classes follows from the best ways to cut fewer into k - 1.
    """
    import numpy as np

    mean, weight = np.unique(values, return_counts=True)
    if len(mean) > _MOST:
        parts = np.array_split(values, _MOST)
        mean, weight = np.unique([part.mean() for part in parts], return_counts=True)
    count = min(count, len(mean))
    if count < 2:
        return []
    centred = mean - mean.mean()
    total = np.concatenate([[0.0], np.cumsum(weight)])
    first = np.concatenate([[0.0], np.cumsum(weight * centred)])
    second = np.concatenate([[0.0], np.cumsum(weight * centred**2)])
    start, end = np.arange(len(mean))[:, None], np.arange(1, len(mean) + 1)[None, :]
    total_weight = np.where(end > start, total[end] - total[start], np.inf)
    within = second[end] - second[start] - (first[end] - first[start]) ** 2 / total_weight
    within = np.where(end > start, within, np.inf)  # [i, j]: one class of values i to j
    best, cuts = within[0], []
    for _ in range(count - 1):
        ways = np.concatenate([[np.inf], best[:-1]])[:, None] + within
        cuts.append(ways.argmin(axis=0))
        best = ways.min(axis=0)
    limits, last = [], len(mean) - 1
    for cut in reversed(cuts):
        limits.append(float(mean[cut[last]]))
        last = cut[last] - 1
    return limits[::-1]


def _rounded(limits: list[float], values: np.ndarray) -> list[float]:
    """The limits as the shortest numbers between the values that they separate.

    Where values lie close, a limit may move by a twentieth of the narrowest class.
    """
    import numpy as np

    if not limits:
        return []
    least = np.diff([values[0], *limits, values[-1]])
    room = float(least[least > 0].min()) / 20
    above = values[np.searchsorted(values, limits)]
    below = values[np.searchsorted(values, limits) - 1]
    return [
        _shortest(min(low, limit - room), max(high, limit + room))
        for low, high, limit in zip(below, above, limits, strict=True)
    ]


def _shortest(low: float, high: float) -> float:
    """The number of fewest digits above ``low`` that does not exceed ``high``."""
    for digits in range(-6, 9):
        short = round((low + high) / 2, digits) + 0.0
        if low < short <= high:
            return short
    return float(high)
