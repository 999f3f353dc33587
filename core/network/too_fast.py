"""Speeds that nobody drives at: slips of the keyboard, which are told and do not count."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..common.progress import Progress
from ..common.text import plural
from .permissions import tag
from .profiles import profile
from .speeds import FASTEST_KMH, LIMITS, stated_kmh


def tell_limits(
    tags: pd.DataFrame, of_road: np.ndarray, modes: Sequence[str], progress: Progress
) -> None:
    """Counts the roads whose signs allow more than anyone drives.

    ``tags`` has a row for each kind of road, ``of_road`` the row of each road.
    """
    if not any(profile(mode).maxspeed for mode in modes):
        return
    wrong = pd.Series("", index=tags.index)
    for key in LIMITS:
        limit = tag(tags, key)
        fast = limit.map({text: stated_kmh(text) > FASTEST_KMH for text in limit.unique()})
        wrong = wrong.mask((wrong == "") & fast.astype(bool), limit)
    _tell([text for text in wrong.to_numpy()[of_road] if text], progress)


def slowed(speed: np.ndarray, progress: Progress) -> np.ndarray:
    """km/h, NaN for what is more than anyone drives, which is told."""
    fast = speed > FASTEST_KMH
    _tell([f"{value:g}" for value in speed[fast]], progress)
    return np.where(fast, np.nan, speed)


def _tell(values: list[str], progress: Progress) -> None:
    if values:
        progress.warn(
            plural(
                "{n} road has a speed of more than {most} km/h, “{value}”: the usual speed counts "
                "in its place.",
                "{n} roads have a speed of more than {most} km/h, such as “{value}”: the usual "
                "speed counts in its place.",
                len(values),
                most=FASTEST_KMH,
                value=values[0],
            )
        )
