"""Small networks to reason about by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
from maillage.core.network.lines import network_from_lines
from maillage.core.network.roadnetwork import Network

#: An origin in Lambert-93, near Toulouse.
EAST, NORTH = 570_000.0, 6_280_000.0


def network(
    *lines: list[tuple[float, float]],
    speed: list[Any] | None = None,
    one_way: list[Any] | None = None,
    modes: tuple[str, ...] = ("car", "foot"),
) -> Network:
    """A network from lines in metres around the origin; 36 km/h by car unless said otherwise."""
    return network_from_lines(
        [np.array(line, dtype=float) + np.array([EAST, NORTH]) for line in lines],
        2154,
        list(modes),
        speed or [36] * len(lines),
        one_way,
        {"name": "roads"},
    )


def at(*points: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Points in metres around the origin, as x and y in the network's system."""
    x, y = np.array(points, dtype=float).T
    return x + EAST, y + NORTH
