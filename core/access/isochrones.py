"""Isochrones: the ground within so many minutes, from times along the edges.

The times at points along every reached edge are laid on a grid, spread a short walk off the roads,
and contoured by GDAL. Holes (a lake, a hill) and separate parts stay, and since all limits of a
place come from one grid, they nest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ..common.progress import SILENT, Progress
from ..network.network import Network
from ..network.profiles import profile, rules
from .contours import contour_polygons
from .times import Reach, Search

#: Parts and holes smaller than so many cells of the grid are noise at the scale of a page.
_SPECK_CELLS = 25


@dataclass(frozen=True)
class Isochrone:
    """The ground within ``minutes`` of a place (index; -1: of any place), in the network's system.

    ``truncated``: it touches the edge of the network, so that the real one may go farther.
    """

    place: int
    minutes: int
    geometry: ogr.Geometry
    truncated: bool


def isochrones(
    search: Search, minutes: list[int], merge: str = "each", progress: Progress = SILENT
) -> Iterator[Isochrone]:
    """Isochrones of each joined place ("each"), or of all together ("union"), limit by limit."""
    limits = sorted(minutes)
    footprint = _inner_footprint(search.graph.network, search.graph.mode)
    groups = [None] if merge == "union" else [np.array([place]) for place in search.joined]
    for places in progress.over(groups, len(groups)):
        number = -1 if places is None else int(places[0])
        reach = search.nearest(places, limits[-1] * 60)
        for limit, geometry in _contours(search, reach, places, limits):
            yield Isochrone(number, limit, geometry, not footprint.Contains(geometry))


def _inner_footprint(network: Network, mode: str) -> ogr.Geometry:
    """The footprint less the walk off the roads: an isochrone beyond it touches the edge."""
    return network.footprint.Buffer(-profile(mode).off_network_metres)


def _contours(
    search: Search, reach: Reach, places: np.ndarray | None, limits: list[int]
) -> Iterator[tuple[int, ogr.Geometry]]:
    settings = profile(search.graph.mode)
    network = search.graph.network
    ends = np.fmin(reach.seconds[network.tail], reach.seconds[network.head])
    own = search.snap.edge[search.joined if places is None else places]
    near = np.isfinite(ends)
    near[own] = True
    edges = np.flatnonzero(near & np.isfinite(search.graph.out).any(axis=1))
    edge, fraction = network.sample(edges, settings.cell_metres / 2)
    seconds = search.at(reach, edge, fraction, places).seconds
    within = seconds <= limits[-1] * 60
    if not within.any():
        return
    x, y = network.at(edge[within], fraction[within])
    grid = _Grid(x, y, settings.cell_metres, settings.off_network_metres)
    times = grid.spread(x, y, seconds[within])
    # Beyond the walk nothing is known: as if the next cell were one walk farther than the limit.
    beyond = limits[-1] * 60 + grid.cell_seconds
    times = np.where(times > beyond, beyond, times)
    levels = [float(limit * 60) for limit in limits]
    polygons = contour_polygons(
        times, levels, grid.west, grid.south, grid.cell, _SPECK_CELLS * grid.cell**2
    )
    for limit, level in zip(limits, levels, strict=True):
        if level in polygons:
            yield limit, polygons[level]


class _Grid:
    """A grid of points around what was reached, ``cell`` metres apart, aligned on multiples."""

    def __init__(self, x: np.ndarray, y: np.ndarray, cell: float, walk: float) -> None:
        self.cell = cell
        self.steps = int(np.ceil(walk / cell))
        margin = self.steps + 2
        self.west = (np.floor(x.min() / cell) - margin) * cell
        self.south = (np.floor(y.min() / cell) - margin) * cell
        self.columns = int((x.max() - self.west) / cell) + margin + 2
        self.rows = int((y.max() - self.south) / cell) + margin + 2

    @property
    def cell_seconds(self) -> float:
        return self.cell / (rules()["access_kmh"] / 3.6)

    def spread(self, x: np.ndarray, y: np.ndarray, seconds: np.ndarray) -> np.ndarray:
        """Seconds at the grid's points: the least of a time on the road plus the walk from it."""
        times = np.full(self.rows * self.columns, np.inf)
        column, row = (x - self.west) / self.cell, (y - self.south) / self.cell
        nearest_column, nearest_row = np.rint(column).astype(int), np.rint(row).astype(int)
        cells = np.hypot(column - nearest_column, row - nearest_row)
        # Within half a cell of a road one is on it: the grid cannot show less.
        walk = np.maximum(cells - 0.5, 0) * self.cell_seconds
        np.minimum.at(times, nearest_row * self.columns + nearest_column, seconds + walk)
        times = times.reshape(self.rows, self.columns)
        for _ in range(self.steps):
            times = self._one_step(times)
        return times

    def _one_step(self, times: np.ndarray) -> np.ndarray:
        """Lets everyone walk to the eight neighbours."""
        result = times.copy()
        for right in (-1, 0, 1):
            for up in (-1, 0, 1):
                if right or up:
                    walk = np.hypot(right, up) * self.cell_seconds
                    here = result[max(up, 0) : self.rows + min(up, 0),
                                  max(right, 0) : self.columns + min(right, 0)]  # fmt: skip
                    there = times[max(-up, 0) : self.rows + min(-up, 0),
                                  max(-right, 0) : self.columns + min(-right, 0)]  # fmt: skip
                    np.minimum(here, there + walk, out=here)
        return result
