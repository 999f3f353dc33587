"""How edges are drawn: their points, kept in whole centimetres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Shapes:
    """The points of all edges one after the other, edge e from ``start[e]`` to ``start[e + 1]``.

    ``points``: x and y (k, 2) in whole centimetres from ``origin`` (metres).
    """

    origin: tuple[float, float]
    points: np.ndarray
    start: np.ndarray

    @classmethod
    def of(cls, x: np.ndarray, y: np.ndarray, start: np.ndarray) -> Shapes:
        """Of points in metres."""
        origin = tuple(float(np.round((part.min() + part.max()) / 2)) for part in (x, y))
        points = np.empty((len(x), 2), dtype=np.int32)
        for axis, part in enumerate((x, y)):
            points[:, axis] = np.rint((part - origin[axis]) * 100)
        return cls((origin[0], origin[1]), points, start.astype(np.int32))

    def near(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Points in metres as these are kept: in centimetres from the origin (k, 2)."""
        return (np.column_stack([x, y]) - self.origin) * 100

    def metres(self, edge: np.ndarray, segment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(metres of the edge before the segment that begins at a point, metres of it in all)."""
        count = self.start[edge + 1] - self.start[edge] - 1
        total = np.cumsum(count)
        owner = np.repeat(np.arange(len(edge)), count)
        point = np.repeat(self.start[edge] - total + count, count) + np.arange(len(owner))
        step = np.hypot(*(self.points[point + 1] - self.points[point].astype(float)).T) / 100
        earlier = np.where(point < segment[owner], step, 0.0)
        return (
            np.bincount(owner, earlier, minlength=len(edge)),
            np.bincount(owner, step, minlength=len(edge)),
        )
