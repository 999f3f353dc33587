"""Isochrones: the ground within so many minutes, from times along the edges.

Times at the points of a grid around the roads (``ground``) are smoothed a little and contoured
(``contours``). Holes (a lake, a hill) and separate parts stay. Of two limits the smaller one's
ground is inside the larger one's, and no limit changes the ground of another. By road only: the
ground is reached from the times of a network's junctions (``RoadSearch``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

import numpy as np
from osgeo import ogr
from scipy.ndimage import find_objects

from ..common.interpolation import project_near
from ..common.progress import SILENT, Progress
from ..network.profiles import profile
from ..network.roadnetwork import Network
from ..territories.zones import surfaces
from .borders import filled, refined, settled
from .contours import Grid, Smallest, contour_polygons
from .ground import MARGIN, Ground, Window
from .times import RoadSearch

#: Seconds beyond a limit, or within it, past which more make no difference to where it ends.
_OUTER_SECONDS, _INNER_SECONDS = 60.0, 360.0
#: What is drawn beyond a limit (seconds): about what smoothing takes from the end of a lone road.
_BEYOND_SECONDS = 4.0
#: What a point counts for in its smoothed value; each of its two neighbours in a row counts 1.
_OWN_WEIGHT = 6.0
#: Nearer to the edge of the network (metres) than this, an isochrone may be cut off by it.
_EDGE_METRES = 300.0
#: Places drawn at once: together they take less time, but all wait for the last.
_TOGETHER = 8


@dataclass(frozen=True)
class Isochrone:
    """The ground within ``minutes`` of a place (index; -1: of any place).

    ``truncated``: it touches the edge of the network, so that the real one may go farther.
    """

    place: int
    minutes: int
    geometry: ogr.Geometry
    truncated: bool


def isochrones(
    search: RoadSearch,
    minutes: list[int],
    merge: str = "each",
    progress: Progress = SILENT,
    epsg: int | None = None,
) -> Iterator[Isochrone]:
    """Isochrones of all joined places, by place and limit; a place that reaches no road has none.

    ``merge``: "each" on its own, the "union" of all, or "nearest": the union split, each place with
    the ground that it is the nearest to. ``epsg``: the system of the geometries, the network's
    when None.
    """
    if not len(search.joined):
        return
    drawing = _Drawing(search, sorted(set(minutes)), epsg)
    groups = {"each": drawing.each, "union": drawing.union, "nearest": drawing.nearest}[merge]()
    for group in progress.over(groups, len(search.joined) if merge == "each" else 1):
        yield from group


class _Drawing:
    """What all isochrones of a search share."""

    def __init__(self, search: RoadSearch, limits: list[int], epsg: int | None) -> None:
        settings = profile(search.graph.mode)
        self._search = search
        self._limits = limits
        self._finer = settings.refinements
        self._cell = settings.cell_metres / 2**self._finer
        self._smallest = Smallest(settings.hole_hectares * 1e4, settings.part_hectares * 1e4)
        self._seconds = limits[-1] * 60 + _BEYOND_SECONDS + _OUTER_SECONDS
        self._ground = Ground(search, settings.cell_metres, self._seconds)
        self._edge = _Edge(search.graph.network)
        own = search.graph.network.epsg
        self._placed = partial(project_near, from_epsg=own, to_epsg=own if epsg is None else epsg)

    def each(self) -> Iterator[list[Isochrone]]:
        """Those of one place after the other."""
        found = self._search.each(max_seconds=self._seconds)
        while batch := list(islice(found, _TOGETHER)):
            drawn: dict[int, list[Isochrone]] = {place: [] for place, _ in batch}
            levels = []
            for place, seconds in batch:
                window = self._ground.window(seconds, np.array([place]))
                levels += [(place, limit, grid) for limit, grid in self._levels(window)]
            polygons = self._contours([grid for _, _, grid in levels], self._smallest)
            for (place, limit, grid), ground in zip(levels, polygons, strict=True):
                cut = self._edge.is_near(grid.inside(), grid.row, grid.column, self._cell)
                drawn[place].append(Isochrone(place, limit, ground[1], cut))
            yield from drawn.values()

    def union(self) -> Iterator[list[Isochrone]]:
        """That of all places together."""
        reach = self._search.nearest(max_seconds=self._seconds)
        window = self._ground.window(reach.seconds, self._search.joined)
        for limit, grid in self._levels(window):
            (ground,) = self._contours([grid], self._smallest)
            cut = self._edge.is_near(grid.inside(), grid.row, grid.column, self._cell)
            yield [Isochrone(-1, limit, ground[1], cut)]

    def nearest(self) -> Iterator[list[Isochrone]]:
        """That of all places, split: each has the ground that it is the nearest to."""
        reach = self._search.nearest(max_seconds=self._seconds)
        window = self._ground.window(reach.seconds, self._search.joined, reach.place)
        if window is None or window.place is None:
            return
        smallest = self._smallest.in_points(self._ground.cell)
        window = replace(window, place=settled(window.place, smallest.part, window.spots))
        smallest = self._smallest.in_points(self._cell)
        found: list[Isochrone] = []
        larger: dict[int, ogr.Geometry] = {}
        for limit, level in reversed(list(self._levels(window))):
            # A small part of one place is no speck where it is beside another place's.
            grid = replace(level, values=filled(level.values, *smallest, level.spots))
            (grounds,) = self._contours([grid], Smallest(0, 0))
            inside = grid.inside()
            windows = find_objects(inside)
            for label, ground in grounds.items():
                # Where three grounds meet, it depends on how far they go where the borders are.
                if label in larger and not ground.Within(larger[label]):
                    larger[label] = surfaces(ground.Intersection(larger[label]))
                else:
                    larger[label] = ground
                rows, columns = windows[label - 1]
                row, column = grid.row + rows.start, grid.column + columns.start
                own = inside[rows, columns] == label
                cut = self._edge.is_near(own, row, column, self._cell)
                found.append(Isochrone(label - 1, limit, larger[label], cut))
        yield sorted(found, key=lambda one: (one.place, one.minutes))

    def _levels(self, window: Window | None) -> Iterator[tuple[int, Grid]]:
        """The limits within which anything is reached, each with its grid."""
        for limit in self._limits:
            if window is not None and (window.walks <= 60 * limit).any():
                yield limit, _level(window, 60 * limit, self._finer)

    def _contours(self, grids: list[Grid], smallest: Smallest) -> list[dict[int, ogr.Geometry]]:
        return contour_polygons(grids, self._cell, smallest, self._placed)


def _level(window: Window, limit: float, finer: int) -> Grid:
    """What is within ``limit`` seconds: the times beyond it, smoothed, around what is reached.

    ``finer``: how often the grid is refined, to half the distance between its points.
    """
    end = limit + _BEYOND_SECONDS
    near = window.seconds <= end + _OUTER_SECONDS
    rows, columns = (_stretch(near.any(axis=axis)) for axis in (1, 0))
    values = np.clip(window.seconds[rows, columns] - end, -_INNER_SECONDS, _OUTER_SECONDS)
    labels = None if window.place is None else window.place[rows, columns] + 1
    for _ in range(finer):
        values = _refine(_refine(values).T).T
        labels = None if labels is None else refined(labels)
    if not finer:
        values = _smooth(_smooth(values).T).T
    size = 2**finer
    reached = window.walks <= limit
    spots = (window.spots[reached] - (rows.start, columns.start)) * size
    for up in range(size + 1):
        for right in range(size + 1):
            # Around itself, a place has ground, whatever there is not beside it.
            at = spots[:, 0] + up, spots[:, 1] + right
            np.minimum.at(values, at, window.walks[reached] - limit)
    row, column = (window.row + rows.start) * size, (window.column + columns.start) * size
    return Grid(values, row, column, spots, labels)


def _stretch(near: np.ndarray) -> slice:
    """From the first to the last that is true, and the margin that a contour needs."""
    found = np.flatnonzero(near)
    return slice(found[0] - MARGIN, found[-1] + MARGIN + 1)


def _smooth(values: np.ndarray) -> np.ndarray:
    """Each value averaged with those before and after it in its column, but for the ends."""
    smooth = values * (_OWN_WEIGHT / (_OWN_WEIGHT + 2))
    smooth[1:-1] += (values[:-2] + values[2:]) / (_OWN_WEIGHT + 2)
    smooth[[0, -1]] = values[[0, -1]]
    return smooth


def _refine(values: np.ndarray) -> np.ndarray:
    """The smoothed values, and between each two of a column one more, which is their average.

    Done again and again, this draws cubic B-splines (Lane and Riesenfeld, 1980). As all weights
    are positive, values that were nowhere higher are so still.
    """
    refined = np.empty((2 * len(values) - 1, values.shape[1]), dtype=values.dtype)
    refined[::2] = _smooth(values)
    refined[1::2] = (values[:-1] + values[1:]) / 2
    return refined


class _Edge:
    """The edge of a network: beyond it, nobody knows."""

    def __init__(self, network: Network) -> None:
        hull = network.footprint.Simplify(1)
        ring = np.array(hull.GetGeometryRef(0).GetPoints())[:, :2]
        step = np.diff(ring, axis=0)
        across = np.column_stack([step[:, 1], -step[:, 0]])
        across /= np.hypot(*across.T)[:, None]
        middle = ring[:-1].mean(axis=0)
        outward = np.sign(((ring[:-1] - middle) * across).sum(axis=1))
        self._across = across * outward[:, None]
        self._limit = (ring[:-1] * self._across).sum(axis=1) - _EDGE_METRES

    def is_near(self, inside: np.ndarray, row: int, column: int, cell: float) -> bool:
        """Whether points of a grid that starts at (row, column) are near the edge or beyond it."""
        height, width = inside.shape
        across, up = [0, width - 1, width - 1, 0], [0, 0, height - 1, height - 1]
        if self._passed(np.array(across) + column, np.array(up) + row, cell):
            # The ends of each row tell: the edge goes round the network without a dent.
            rows = np.flatnonzero(inside.any(axis=1))
            first = inside[rows].argmax(axis=1)
            last = width - 1 - inside[rows, ::-1].argmax(axis=1)
            columns = np.concatenate([first, last]) + column
            return self._passed(columns, np.tile(rows + row, 2), cell)
        return False

    def _passed(self, columns: np.ndarray, rows: np.ndarray, cell: float) -> bool:
        points = np.column_stack([columns, rows]) * cell
        return bool((points @ self._across.T > self._limit).any())
