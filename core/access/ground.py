"""The ground around the roads: seconds at the points of a grid, from seconds at the junctions.

A point of the grid is reached from all roads in the four cells around it, partial edges included:
along a road from a junction, then over the ground. How long that takes from each junction is the
same for all searches, and worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from .times import RoadSearch

#: Ground this near to a road (metres) is at the road: its sides, its houses.
_ROADSIDE_METRES = 45.0
#: Farther, one walks between fences and fields.
_OFF_ROAD_KMH = 1.0
#: Edges taken at once, to bound memory.
_EDGES = 100_000
#: Points kept free on each side of what is reached.
MARGIN = 4


@dataclass(frozen=True)
class Window:
    """A part of the grid: seconds at its points (rows from the south; infinite: not reached).

    ``place``: the nearest place of each point (-1: none). ``row``, ``column``: the number of the
    first point in the whole grid, which begins at (0, 0) metres. ``places``: those reached from
    (k), ``spots``: the points at the lower left of where they join the roads (row, column: k, 2),
    ``walks``: the seconds that it takes to get there (k).
    """

    seconds: np.ndarray
    place: np.ndarray | None
    row: int
    column: int
    places: np.ndarray
    spots: np.ndarray
    walks: np.ndarray


class Ground:
    """Points, ``cell`` metres apart, that the places of a search may reach in ``max_seconds``."""

    def __init__(self, search: RoadSearch, cell: float, max_seconds: float) -> None:
        self._graph, self._snap = search.graph, search.snap
        self.cell, self._max_seconds = cell, max_seconds
        network = search.graph.network
        reached = np.isfinite(search.nearest(max_seconds=max_seconds).seconds)
        near = reached[network.tail] | reached[network.head]
        near[search.snap.edge[search.joined]] = True
        edges = np.flatnonzero(near & np.isfinite(search.graph.out).any(axis=1))
        parts = np.array_split(edges, len(edges) // _EDGES + 1)
        links = _Links.together([self._from_junctions(part) for part in parts])
        self._row, self._column, self._ranks = links.ranked()
        self._own, self._spots = self._from_places(search.joined)

    def window(
        self, seconds: np.ndarray, places: np.ndarray, nearest: np.ndarray | None = None
    ) -> Window | None:
        """What is reached from ``places`` (in ascending order); None where that is nothing.

        ``seconds``: to each junction (n) from the nearest place, whose number is ``nearest`` (n).
        """
        times, owners = self._least(seconds, nearest)
        within = np.flatnonzero(times <= self._max_seconds)
        rows, columns = self._row[within], self._column[within]
        own = self._own.of(_among(self._own.origin, places))
        own = own.of(np.flatnonzero(own.seconds <= self._max_seconds))
        if not len(rows) + len(own.row):
            return None
        height, row = _span(rows, own.row)
        width, column = _span(columns, own.column)
        grid = np.full((height, width), np.inf, dtype=np.float32)
        grid[rows - row, columns - column] = times[within]
        beside = own.row - row, own.column - column
        np.minimum.at(grid, beside, own.seconds)
        place = None
        if owners is not None:
            place = np.full(grid.shape, -1)
            place[rows - row, columns - column] = owners[within]
            best = own.seconds <= grid[beside]
            place[beside[0][best], beside[1][best]] = own.origin[best]
        spots = self._spots[places] - (row, column)
        return Window(grid, place, row, column, places, spots, self._snap.seconds[places])

    def _least(
        self, seconds: np.ndarray, nearest: np.ndarray | None
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """(least seconds, nearest place) of all points."""
        seconds = seconds.astype(np.float32)
        times = np.full(len(self._row), np.inf, dtype=np.float32)
        owners = None if nearest is None else np.full(len(times), -1)
        for origin, way in self._ranks:
            arriving = seconds.take(origin)
            arriving += way
            before = times[: len(arriving)]
            if nearest is not None and owners is not None:
                better = np.flatnonzero(arriving < before)
                owners[better] = nearest[origin[better]]
            np.minimum(before, arriving, out=before)
        return times, owners

    def _from_junctions(self, edges: np.ndarray) -> _Links:
        """The quickest way along ``edges`` from each junction to each point, ordered by point."""
        network, out = self._graph.network, self._graph.out
        edge, fraction = network.sample(edges, self.cell / 2)
        row, column, walk = self._corners(*network.at(edge, fraction))
        junction = np.concatenate([network.tail[edge], network.head[edge]])
        along = np.concatenate([fraction * out[edge, 0], (1 - fraction) * out[edge, 1]])
        usable = np.flatnonzero(np.isfinite(along))
        order = usable[np.argsort(junction[usable], kind="stable")]
        sample = order % max(len(edge), 1)
        origin, walk = junction[order], along[order, None].astype(np.float32) + walk[sample]
        return _Links.quickest(row[sample], column[sample], origin, walk)

    def _from_places(self, joined: np.ndarray) -> tuple[_Links, np.ndarray]:
        """The ways from places along their own edges, by place; and the point beside each place."""
        network, snap = self._graph.network, self._snap
        edge, fraction = network.sample(snap.edge[joined], self.cell / 2)
        # Along an edge the fractions grow: where they do not, the edge of the next place begins.
        number = np.cumsum(np.diff(fraction, prepend=0.0) <= 0)
        number = np.concatenate([number, np.arange(len(joined))])
        place = joined[number]
        edge = np.concatenate([edge, snap.edge[joined]])
        fraction = np.concatenate([fraction, snap.fraction[joined]])
        move = fraction - snap.fraction[place]
        along = np.where(move > 0, self._graph.out[edge, 0], self._graph.out[edge, 1])
        seconds = np.abs(move) * np.where(move == 0, 0, along) + snap.seconds[place]
        row, column, walk = self._corners(*network.at(edge, fraction))
        spots = np.zeros((len(snap.edge), 2), dtype=np.int64)
        spots[joined] = np.column_stack([row[-len(joined) :, 0], column[-len(joined) :, 0]])
        walk[-len(joined) :] = 0  # the corners of the cell where a place is are at the place
        order = np.argsort(place, kind="stable")
        walk += seconds[:, None].astype(np.float32)
        links = _Links(row, column, np.repeat(place, 4).reshape(-1, 4), walk).of(order)
        return _Links(*(values.ravel() for values in vars(links).values())), spots

    def _corners(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(row, column, seconds of the walk) of the four grid points around places (k, 4 each)."""
        across, up = x[:, None] / self.cell, y[:, None] / self.cell
        column = np.floor(across).astype(np.int32) + np.array([0, 1, 0, 1], dtype=np.int32)
        row = np.floor(up).astype(np.int32) + np.array([0, 0, 1, 1], dtype=np.int32)
        metres = np.hypot(column - across, row - up) * self.cell
        walk = np.maximum(metres - _ROADSIDE_METRES, 0) / (_OFF_ROAD_KMH / 3.6)
        return row, column, walk.astype(np.float32)


@dataclass(frozen=True)
class _Links:
    """Ways to points of the grid (row, column) from junctions or places (by number): k each."""

    row: np.ndarray
    column: np.ndarray
    origin: np.ndarray
    seconds: np.ndarray

    def of(self, chosen: np.ndarray | slice) -> _Links:
        """Those of a mask, an order or a slice."""
        return _Links(
            self.row[chosen], self.column[chosen], self.origin[chosen], self.seconds[chosen]
        )

    @classmethod
    def together(cls, parts: list[_Links]) -> _Links:
        """Of all parts, ordered by point."""
        columns = zip(*(vars(part).values() for part in parts), strict=True)
        links = cls(*(np.concatenate(column) for column in columns))
        return links.of(np.lexsort((links.column, links.row))) if len(parts) > 1 else links

    @classmethod
    def quickest(
        cls, row: np.ndarray, column: np.ndarray, origin: np.ndarray, seconds: np.ndarray
    ) -> _Links:
        """The least between each origin (k, in order) and each point (k, 4), ordered by point."""
        south, west = (int(part.min()) if part.size else 0 for part in (row, column))
        width = int(column.max(initial=west)) - west + 1
        size = (int(row.max(initial=south)) - south + 1) * width
        point = ((row - south) * width + (column - west)).ravel()
        # Transposed, a sparse matrix has its values ordered by column, and there by row.
        start = np.arange(0, len(point) + 1, 4)
        by_origin = csr_matrix((seconds.ravel(), point, start), shape=(len(origin), size))
        by_point = by_origin.tocsc()
        point = np.repeat(np.arange(size), np.diff(by_point.indptr))
        origin = origin[by_point.indices]
        first = _starts(point, origin)
        least = np.minimum.reduceat(by_point.data, first) if len(first) else by_point.data
        point = point[first]
        return cls(south + point // width, west + point % width, origin[first], least)

    def ranked(self) -> tuple[np.ndarray, np.ndarray, list[tuple[np.ndarray, np.ndarray]]]:
        """(row, column) of points, those with most links first, and the links in ranks.

        Each rank is (origin, seconds) of one more link of each point that has so many: the first
        so many points. Least times are taken rank by rank, many times faster than point by point.
        """
        first = _starts(self.row, self.column)
        counts = np.diff(first, append=len(self.row))
        order = np.argsort(-counts, kind="stable")
        first, counts = first[order], counts[order]
        ranks = []
        for rank in range(counts.max(initial=0)):
            link = first[: np.searchsorted(-counts, -rank)] + rank
            ranks.append((self.origin[link].astype(np.intp), self.seconds[link]))
        return self.row[first], self.column[first], ranks


def _starts(*columns: np.ndarray) -> np.ndarray:
    """Where a row begins that differs from the one before it in any of ``columns``."""
    change = np.zeros(max(len(columns[0]) - 1, 0), dtype=bool)
    for column in columns:
        change |= column[1:] != column[:-1]
    return np.concatenate([[0][: len(columns[0])], np.flatnonzero(change) + 1]).astype(int)


def _among(values: np.ndarray, places: np.ndarray) -> np.ndarray | slice:
    """Where ``values`` (in ascending order) are any of ``places``."""
    if len(places) == 1:
        return slice(*np.searchsorted(values, [places[0], places[0] + 1]))
    return np.isin(values, places)


def _span(one: np.ndarray, other: np.ndarray) -> tuple[int, int]:
    """(how many numbers, the first) from the least to the greatest, with a margin."""
    first = min(part.min() for part in (one, other) if len(part)) - MARGIN
    last = max(part.max() for part in (one, other) if len(part)) + MARGIN
    return int(last - first) + 1, int(first)
