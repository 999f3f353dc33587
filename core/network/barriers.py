"""Barriers at a point of a road, and the time it takes to pass them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .permissions import access, tag
from .profiles import profile, rules


def passing_seconds(points: pd.DataFrame, modes: list[str]) -> pd.DataFrame:
    """``lon``, ``lat`` and by mode the seconds to pass each point; infinite where it is closed.

    ``points``: as ``read_barriers`` gives them. The kind of barrier says who passes and how fast;
    the point's own access tags close it, or open it to the mode that they name.
    """
    kinds = rules()["barriers"]
    table = points[["lon", "lat"]].copy()
    for mode in modes:
        usual = tag(points, "barrier").map(
            {
                kind: np.inf if seconds[mode] is None else seconds[mode]
                for kind, seconds in kinds.items()
            }
        )
        seconds = usual.fillna(0.0).to_numpy(dtype=float)
        permitted = access(points, profile(mode))
        # A point has no direction.
        granted, denied = permitted.granted[:, 0], permitted.denied[:, 0]
        seconds = np.where(np.isinf(seconds) & granted, 0.0, seconds)
        table[mode] = np.where(denied, np.inf, seconds)
    passed = table[modes].eq(0).all(axis=1)
    return table[~passed].reset_index(drop=True)
