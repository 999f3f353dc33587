"""Floating catchments: what a place has, shared among all who can reach it.

In two steps (Luo & Wang 2003). Each place has its capacity per inhabitant of its catchment; each
inhabitant has the sum of that over the places within reach. Where time weighs within a catchment,
it does so in both steps (Luo & Qi 2009). With C the capacity of place j, P the people at point k
and w the weight of a journey:

    R[j] = C[j] / sum over k of P[k] w(t[k, j])        A[i] = sum over j of R[j] w(t[i, j])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from .demand import Demand
from .trip import Journeys

#: The weights of journeys that take so many seconds.
Decay = Callable[[np.ndarray], np.ndarray]

#: The weights of Luo & Qi (2009) for three zones (theirs end at 10, 20 and 30 minutes).
THREE_ZONES = (1.0, 0.68, 0.22)


def binary(limit: float) -> Decay:
    """1 up to ``limit`` seconds, 0 beyond (2SFCA: Luo & Wang 2003)."""
    return steps([limit], [1.0])


def steps(limits: Sequence[float], weights: Sequence[float]) -> Decay:
    """The weight of a zone up to its limit in seconds, ascending; 0 beyond (Luo & Qi 2009)."""
    table = np.array([*weights, 0.0])
    return lambda seconds: table[np.searchsorted(limits, seconds)]


def gaussian(limit: float) -> Decay:
    """From 1 at once to 0 at ``limit`` seconds (Dai 2010, with the catchment's limit as t0).

    (exp(-(t / t0)^2 / 2) - exp(-1/2)) / (1 - exp(-1/2)) for t <= t0, else 0.
    """
    end = np.exp(-0.5)

    def weights(seconds: np.ndarray) -> np.ndarray:
        inside = (np.exp(-0.5 * (seconds / limit) ** 2) - end) / (1 - end)
        return np.where(seconds <= limit, np.maximum(inside, 0.0), 0.0)

    return weights


def floating_catchment(
    reached: Iterable[Journeys], capacity: np.ndarray, people: np.ndarray, decay: Decay
) -> np.ndarray:
    """The capacity within reach per inhabitant, at each point of demand (shape of ``people``).

    ``capacity`` is by place. Multiplied by ``people`` it adds up to the capacity of the places that
    somebody reaches. 0 where no place is within reach; NaN where a place within reach has no people
    in its catchment, so that nobody shares it (only where nobody lives).
    """
    accessibility = np.zeros(len(people))
    for one in reached:
        weights = decay(one.seconds)
        point, weights = one.point[weights > 0], weights[weights > 0]
        sharing = float(people[point] @ weights)
        accessibility[point] += weights * (capacity[one.place] / sharing if sharing > 0 else np.nan)
    return accessibility


def by_unit(demand: Demand, values: np.ndarray, count: int) -> np.ndarray:
    """What the average inhabitant of each of ``count`` units has, of those on the network.

    NaN where there is nobody.
    """
    inside = np.where(demand.beyond, 0.0, demand.share)
    held = np.where(inside > 0, inside * values, 0.0)
    total = np.bincount(demand.unit, inside, minlength=count)
    return np.asarray(
        np.where(
            total > 0,
            np.bincount(demand.unit, held, minlength=count) / np.where(total > 0, total, 1.0),
            np.nan,
        )
    )
