"""The places of territories: how many, for how many people, and what they offer."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from .grouped import tally
from .services import Service
from .vocabulary import Column


def count_places(
    inside: np.ndarray,
    itinerant: np.ndarray,
    population: np.ndarray,
    services: Iterable[tuple[str, Service]] = (),
) -> pd.DataFrame:
    """Of each territory the places inside it: one row per territory.

    ``inside`` says which one each place stands in (-1: none), ``itinerant`` whether it moves
    (boolean); ``population`` (of the territories) may be NaN; ``services`` come with the code that
    the names of their columns tell ("": none). Columns: ``places``, ``places_itinerant``,
    ``places_per_10000`` (the fixed ones, per 10,000 inhabitants), and by service ``offering`` (they
    state it) and ``not_stated`` (they state nothing of its vocabulary).
    """
    count = len(population)
    places, moving = tally(inside, count), tally(inside[itinerant], count)
    fixed = (places - moving) / np.where(population > 0, population, np.nan)
    figures = {"places": places, "places_itinerant": moving, "places_per_10000": 10_000 * fixed}
    for code, service in services:
        for figure, chosen in (("offering", service.offered), ("not_stated", service.unstated)):
            figures[Column(figure, service=code).name] = tally(inside[chosen], count)
    return pd.DataFrame(figures)
