"""Many coordinates of one region from one system to another, by interpolation: ten times faster."""

from __future__ import annotations

import numpy as np

from .projection import project

#: Metres between the points that are projected exactly. Between them, parabolas are off by some
#: hundredths of a millimetre: distortions vary over hundreds of kilometres.
_STEP = 1000.0


def project_near(points: np.ndarray, from_epsg: int, to_epsg: int) -> np.ndarray:
    """Points (k, 2) of a metric system in another system, to less than a millimetre."""
    if from_epsg == to_epsg or not len(points):
        return points.copy()
    scaled = points / _STEP
    knot = np.rint(scaled).astype(np.int64)
    first = knot.min(axis=0) - 1
    columns, rows = (knot.max(axis=0) + 2 - first).tolist()
    east, north = np.meshgrid(np.arange(columns) + first[0], np.arange(rows) + first[1])
    x, y = project(east.ravel() * _STEP, north.ravel() * _STEP, from_epsg, to_epsg)
    exact = x + 1j * y
    across, up = (_parabola(part) for part in (scaled - knot).T)
    lowest = (knot - first - 1) @ [1, columns]
    projected = np.zeros(len(points), dtype=complex)
    for row in range(3):
        line = np.zeros(len(points), dtype=complex)
        for column in range(3):
            line += across[column] * exact.take(lowest + row * columns + column)
        projected += up[row] * line
    return projected.view(float).reshape(-1, 2)


def _parabola(share: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the knots before, at and after count, ``share`` of a step after the middle one."""
    return share * (share - 1) / 2, 1 - share**2, share * (share + 1) / 2
