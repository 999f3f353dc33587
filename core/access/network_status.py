"""How much of a territory the network covers, in the words of the field ``network_status``."""

from __future__ import annotations

import numpy as np

INSIDE, PARTLY_OUTSIDE, OUTSIDE = "inside", "partly_outside", "outside"


def network_status(ground: np.ndarray) -> np.ndarray:
    """How much of each territory the network covers, in words, from the share of its area."""
    return np.select([ground <= 0, ground >= 1], [OUTSIDE, INSIDE], PARTLY_OUTSIDE)
