"""Contours of grids as polygons: the outlines of what is inside, each placed between the points."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from osgeo import ogr

from .outlines import Outlines, outlines

Array = np.ndarray

#: A line crosses a side of a cell at one of so many places, at neither of its ends. Two lines cross
#: it at the same place or clearly apart, so that rounding never makes one cross the other.
_STEPS = 256
#: How much the points around a point tell on which side of a border it is, by distance.
_WEIGHTS = (1, 4, 6, 4, 1)


class Smallest(NamedTuple):
    """The smallest hole and the smallest part that are drawn (square units)."""

    hole: float
    part: float

    def in_points(self, cell: float) -> Smallest:
        """The same in points of a grid, ``cell`` apart."""
        return Smallest(self.hole / cell**2, self.part / cell**2)


@dataclass(frozen=True)
class Grid:
    """Points (rows from the south), the first one at ``row``, ``column`` of a larger grid.

    ``values``: at most 0 inside, above outside and on the whole border. ``labels``: to whom the
    points inside belong (from 1); None: all to 1. ``spots``: row and column of the point at the
    lower left of cells (k, 2) whose ground stays however small it is.
    """

    values: np.ndarray
    row: int
    column: int
    spots: np.ndarray
    labels: np.ndarray | None = None

    def inside(self) -> np.ndarray:
        """The label of each point inside, 0 outside."""
        inside = self.values <= 0
        return inside.view(np.int8) if self.labels is None else np.where(inside, self.labels, 0)


def contour_polygons(
    grids: list[Grid],
    cell: float,
    smallest: Smallest,
    placed: Callable[[Array], Array] | None = None,
) -> list[dict[int, ogr.Geometry]]:
    """For each grid the valid multipolygons of what is inside, by label, points ``cell`` apart.

    Holes below ``smallest`` are filled, and parts below it left out if they have no spot.
    ``placed`` gives all their points (k, 2) in another system.
    Without labels, the polygons of values that are nowhere higher hold those of the others.
    """
    polygons: list[dict[int, ogr.Geometry]] = [{} for _ in grids]
    if not grids:
        return polygons
    rings = _Rings.of(grids)
    points = rings.points * cell
    points = points if placed is None else placed(points)
    members = defaultdict(list)
    for ring in np.flatnonzero(rings.kept(grids, smallest.in_points(cell))).tolist():
        members[rings.grid[ring], rings.label[ring]].append(ring)
    for (grid, label), group in members.items():
        polygons[grid][int(label)] = rings.polygon(group, points)
    return polygons


@dataclass(frozen=True)
class _Rings:
    """Rings of points (x, y: k, 2) one after the other, ring r from start[r] to start[r + 1].

    In cells of the large grid. Of each ring: its grid, label, area (of holes below 0).
    """

    points: np.ndarray
    start: np.ndarray
    grid: np.ndarray
    label: np.ndarray
    area: np.ndarray

    @classmethod
    def of(cls, grids: list[Grid]) -> _Rings:
        labels = [grid.inside() for grid in grids]
        found = outlines(labels)
        first = np.cumsum([0] + [part.size for part in labels])
        corners = np.array([(grid.column, grid.row) for grid in grids])
        widths = np.array([part.shape[1] for part in labels])

        def placed(point: np.ndarray, number: np.ndarray) -> np.ndarray:
            row, column = np.divmod(point - first[number], widths[number])
            return np.column_stack([column, row]) + corners[number]

        points = placed(found.low, found.grid).astype(float)
        share = _shares(found, grids, labels, widths)
        points[np.arange(len(points)), found.upright] += share
        start = found.start
        passing = np.flatnonzero(found.middle >= 0)
        if len(passing):
            middle = placed(found.middle[passing], found.grid[passing]) + 0.5
            points = np.insert(points, passing + 1, middle, axis=0)
            start = start + np.searchsorted(passing, start)
        begins = found.start[:-1]
        return cls(points, start, found.grid[begins], found.label[begins], _areas(points, start))

    def kept(self, grids: list[Grid], smallest: Smallest) -> np.ndarray:
        """Which rings are large enough, or a part with a spot; no part in a hole that is filled."""
        kept = np.where(self.area > 0, self.area >= smallest.part, -self.area >= smallest.hole)
        small = np.flatnonzero(~kept & (self.area > 0))
        if len(small):
            kept[self._with_spots(small, grids)] = True
        filled = np.flatnonzero(~kept & (self.area < 0))
        largest = -self.area[filled].min(initial=0)
        for part in np.flatnonzero(kept & (self.area > 0) & (self.area < largest)):
            x, y = self.points[self.start[part]]
            larger = -self.area[filled] > self.area[part]
            around = filled[larger & (self.grid[filled] == self.grid[part])]
            kept[part] = not any(self._holds(hole, x, y) for hole in around)
        return kept

    def _with_spots(self, parts: np.ndarray, grids: list[Grid]) -> list[int]:
        """Those of ``parts`` that hold a spot of their grid."""
        low = np.minimum.reduceat(self.points, self.start[:-1], axis=0)[parts]
        high = np.maximum.reduceat(self.points, self.start[:-1], axis=0)[parts]
        found = []
        for number, grid in enumerate(grids):
            own = self.grid[parts] == number
            for x, y in np.add(grid.spots, (grid.row, grid.column))[:, ::-1] + 0.5:
                near = own & ((low <= (x, y)) & ((x, y) <= high)).all(axis=1)
                found += [part for part in parts[near] if self._holds(part, x, y)]
        return found

    def polygon(self, group: list[int], points: np.ndarray) -> ogr.Geometry:
        """The multipolygon of rings of one label, with ``points`` for theirs."""
        parts = {ring: [ring] for ring in group if self.area[ring] > 0}
        around = sorted(parts, key=lambda ring: self.area[ring])
        for ring in group:
            if ring not in parts:
                parts[self._part_around(ring, around)].append(ring)
        out = [struct.pack("<BII", 1, ogr.wkbMultiPolygon, len(parts))]
        for part in parts.values():
            out.append(struct.pack("<BII", 1, ogr.wkbPolygon, len(part)))
            for ring in part:
                begin, end = self.start[ring], self.start[ring + 1]
                out += [
                    struct.pack("<I", end - begin + 1),
                    points[begin:end].astype("<f8").tobytes(),
                    points[begin].astype("<f8").tobytes(),
                ]
        return ogr.CreateGeometryFromWkb(b"".join(out))

    def _part_around(self, hole: int, parts: list[int]) -> int:
        """The smallest of ``parts`` (in order of area) that a hole is in."""
        x, y = self.points[self.start[hole]]
        for part in parts[:-1]:
            if self.area[part] > -self.area[hole] and self._holds(part, x, y):
                return part
        return parts[-1]

    def _closed(self, ring: int) -> np.ndarray:
        begin, end = self.start[ring], self.start[ring + 1]
        return np.concatenate([self.points[begin:end], self.points[begin : begin + 1]])

    def _holds(self, ring: int, x: float, y: float) -> bool:
        """Whether a point is inside a ring, by counting crossings of a ray."""
        points = self._closed(ring)
        start, end = points[:-1], points[1:]
        crossing = (start[:, 1] > y) != (end[:, 1] > y)
        start, end = start[crossing], end[crossing]
        slope = (end[:, 0] - start[:, 0]) / (end[:, 1] - start[:, 1])
        return bool((start[:, 0] + (y - start[:, 1]) * slope > x).sum() % 2)


def _areas(points: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Square units of each ring, below 0 where it turns clockwise."""
    if len(start) < 2:
        return np.zeros(0)
    following = np.arange(1, len(points) + 1)
    following[start[1:] - 1] = start[:-1]
    x, y = (points - points[0]).T
    return np.add.reduceat(x * y[following] - x[following] * y, start[:-1]) / 2


def _shares(
    found: Outlines, grids: list[Grid], labels: list[np.ndarray], widths: np.ndarray
) -> np.ndarray:
    """Where each line crosses, as the share of the way from the low to the high point."""
    values = np.concatenate([grid.values.ravel() for grid in grids])
    low, high = values[found.low], values[found.high]
    is_low = low <= 0
    inner, outer = -np.where(is_low, low, high), np.where(is_low, high, low)
    with np.errstate(divide="ignore", over="ignore"):
        # Never less far from the inner point when values fall: each step of this keeps order.
        share = 1 / (1 + outer / inner)
    border = np.flatnonzero((low <= 0) & (high <= 0))
    if len(border):
        flat = np.concatenate([part.ravel() for part in labels])
        width = widths[found.grid[border]]
        share[border] = _border(flat, found.low[border], found.high[border], width)
    share = np.clip(np.rint(share * _STEPS), 1, _STEPS - 1) / _STEPS
    return np.where(is_low, share, 1 - share)


def _border(flat: np.ndarray, low: np.ndarray, high: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Where a border between two labels crosses: nearer to the point with fewer of its kind."""
    ours, theirs = flat[low], flat[high]
    pull = [np.zeros(len(low)), np.zeros(len(low))]
    for up, upward in enumerate(_WEIGHTS, start=-2):
        for right, weight in enumerate(_WEIGHTS, start=-2):
            step = up * width + right
            for side, (point, own, other) in enumerate(((low, ours, theirs), (high, theirs, ours))):
                there = flat[point + step]
                pull[side] += upward * weight * ((there == own) * 1.0 - (there == other))
    ours, theirs = (np.maximum(part, 1.0) for part in pull)
    return ours / (ours + theirs)
