"""The nearest road to a point, among millions: pieces of road sorted by the cell they lie in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from scipy.spatial import cKDTree

#: Side of a cell, and the longest piece of road (centimetres, as shapes are kept).
_CELL, _PIECE = 3_200, 3_200
#: Centimetres around a point looked through, one after the other, before it counts as far.
_RADII = (4_800, 14_400, 43_200)
#: Points and pieces compared, or edges cut, at once, which bounds the memory.
_AT_ONCE, _EDGES = 400_000, 50_000
#: Cells in a row of the blocks that find roads from afar.
_BLOCK = 4
_ROW = np.int64(1) << 32


@dataclass(frozen=True)
class Nearest:
    """The nearest segment of each point (-1: there is none), and the metres to it and along it."""

    segment: np.ndarray
    metres: np.ndarray
    along: np.ndarray


@dataclass(frozen=True)
class RoadIndex:
    """Pieces of segments by cell: cell ``cell[c]`` holds the pieces ``start[c]`` to the next.

    Segment s goes from shape point s to s + 1. ``uses``: bit i is set where mode i may join it.
    A segment is in every cell where the middle of one of its pieces lies. ``block``: column and row
    of the blocks of cells that hold a piece (b, 2), ``block_uses`` the modes that may join one.
    """

    cell: np.ndarray
    start: np.ndarray
    segment: np.ndarray
    uses: np.ndarray
    block: np.ndarray
    block_uses: np.ndarray

    @classmethod
    def build(
        cls, shape: np.ndarray, shape_start: np.ndarray, joined: list[np.ndarray]
    ) -> RoadIndex:
        """Of edges drawn by ``shape`` (centimetres, k x 2); mode i may join those of joined[i]."""
        uses = np.zeros(len(shape_start) - 1, dtype=np.uint8)
        for mode, edges in enumerate(joined):
            uses |= np.left_shift(edges.astype(np.uint8), np.uint8(mode))
        blocks = [_pieces(shape, block) for block in _segments(shape_start, np.flatnonzero(uses))]
        cells = np.concatenate([np.empty(0, dtype=np.int64), *(cell for cell, _ in blocks)])
        segments = np.concatenate([np.empty(0, dtype=np.int32), *(part for _, part in blocks)])
        blocks.clear()
        order = np.argsort(cells, kind="stable")
        cells, segments = cells[order], segments[order]
        del order
        first = np.flatnonzero(np.diff(cells, prepend=cells[:1] - 1))
        edge = np.searchsorted(shape_start, segments, side="right") - 1
        start = np.append(first, len(cells)).astype(np.int32)
        cells, uses = cells[first], uses[edge]
        return cls(cells, start, segments, uses, *_blocks(cells, start, uses))

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name, to be kept in a file."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def nearest(self, shape: np.ndarray, points: np.ndarray, mode: int) -> Nearest:
        """The nearest segment that mode number ``mode`` may join, of ``points`` (centimetres)."""
        found = Nearest(
            np.full(len(points), -1), np.full(len(points), np.inf), np.zeros(len(points))
        )
        look = _Look(self, shape, points, mode, found)
        # Points in the order of the cells read memory in sequence.
        missing = np.lexsort(np.floor(points / _CELL).T)
        for radius in _RADII:
            look.around(missing, np.full(len(missing), radius))
            # A road may be half a piece nearer than the middle of its nearest piece.
            enough = found.metres[missing] * 100 + _PIECE / 2
            wider = np.isfinite(enough) & (enough > radius)
            look.around(missing[wider], enough[wider])
            missing = missing[np.isinf(enough)]
        look.afar(missing)
        return found

    def blocks(self, mode: int) -> cKDTree:
        """The middles of the blocks where a mode may join a road, in a tree made once."""
        if mode not in self._trees:
            middles = (self.block[(self.block_uses >> mode) & 1 > 0] + 0.5) * (_BLOCK * _CELL)
            self._trees[mode] = cKDTree(middles, balanced_tree=False, compact_nodes=False)
        return self._trees[mode]

    @cached_property
    def _trees(self) -> dict[int, cKDTree]:
        return {}


@dataclass(frozen=True)
class _Look:
    """Looking for the nearest road of one mode to ``points``; what is nearer goes to ``found``."""

    index: RoadIndex
    shape: np.ndarray
    points: np.ndarray
    mode: int
    found: Nearest

    def around(self, chosen: np.ndarray, radius: np.ndarray) -> None:
        """In all cells that a circle around each chosen point touches, so many points at once."""
        rows = 2 * int(np.ceil(radius.max(initial=0) / _CELL)) + 1
        step = max(1, _AT_ONCE // rows)
        for begin in range(0, len(chosen), step):
            self._around(chosen[begin : begin + step], radius[begin : begin + step])

    def _around(self, chosen: np.ndarray, radius: np.ndarray) -> None:
        index = self.index
        x, y = self.points[chosen].T
        reach = int(np.ceil(radius.max() / _CELL))
        row = np.floor(y / _CELL)[:, None] + np.arange(-reach, reach + 1)
        away = np.maximum(np.maximum(row * _CELL - y[:, None], y[:, None] - (row + 1) * _CELL), 0)
        half = np.sqrt(np.maximum(radius[:, None] ** 2 - away**2, 0))
        key = row.astype(np.int64) * _ROW
        west, east = (
            np.floor((x[:, None] + side * half) / _CELL).astype(np.int64) for side in (-1, 1)
        )
        first = index.start[np.searchsorted(index.cell, key + west)]
        last = index.start[np.searchsorted(index.cell, key + east, side="right")]
        self._among(chosen, first, last)

    def afar(self, chosen: np.ndarray) -> None:
        """However far the chosen points are: by the blocks of cells."""
        index = self.index
        if not len(chosen) or not index.blocks(self.mode).n:
            return
        tree = index.blocks(self.mode)
        nearest, _ = tree.query(self.points[chosen])
        # The nearest road's piece has its middle in a block no farther than that one's far corner.
        reach = nearest + np.sqrt(2) * _BLOCK * _CELL + _PIECE / 2
        near = tree.query_ball_point(self.points[chosen], reach)
        blocks = tree.data[np.concatenate(near).astype(int)]
        column, row = (blocks / (_BLOCK * _CELL) - 0.5).round().astype(np.int64).T * _BLOCK
        key = (row[:, None] + np.arange(_BLOCK)) * _ROW + column[:, None]
        first = index.start[np.searchsorted(index.cell, key)]
        last = index.start[np.searchsorted(index.cell, key + _BLOCK)]
        self._among(np.repeat(chosen, [len(blocks_near) for blocks_near in near]), first, last)

    def _among(self, chosen: np.ndarray, first: np.ndarray, last: np.ndarray) -> None:
        """Among the pieces first[i, j] to last[i, j] for the i-th chosen point, so many at once.

        A point may be chosen several times in a row.
        """
        batch = np.cumsum((last - first).sum(axis=1)) // _AT_ONCE
        for part in np.split(np.arange(len(chosen)), np.flatnonzero(np.diff(batch)) + 1):
            counts = last[part] - first[part]
            owner = np.repeat(chosen[part], counts.sum(axis=1))
            counts = counts.ravel()
            piece = np.repeat(first[part].ravel() - np.cumsum(counts) + counts, counts)
            piece += np.arange(len(piece))
            usable = (self.index.uses[piece] >> self.mode) & 1 > 0
            if usable.any():
                self._take(owner[usable], self.index.segment[piece[usable]])

    def _take(self, owner: np.ndarray, segment: np.ndarray) -> None:
        """The nearest of the segments of each point, those of one point in a row."""
        metres, along = _project(self.points[owner], self.shape, segment)
        begin = np.flatnonzero(np.diff(owner, prepend=-1))
        size = np.diff(np.append(begin, len(owner)))
        equal = np.flatnonzero(metres == np.repeat(np.minimum.reduceat(metres, begin), size))
        best = equal[np.searchsorted(equal, begin)]
        best = best[metres[best] < self.found.metres[owner[best]]]
        owner = owner[best]
        self.found.segment[owner] = segment[best]
        self.found.metres[owner], self.found.along[owner] = metres[best], along[best]


def _segments(shape_start: np.ndarray, edges: np.ndarray) -> Iterator[np.ndarray]:
    """The segments of ``edges``, so many edges at once."""
    for begin in range(0, len(edges), _EDGES):
        block = edges[begin : begin + _EDGES]
        first, count = shape_start[block], shape_start[block + 1] - shape_start[block] - 1
        yield np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())


def _pieces(shape: np.ndarray, segment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(cell, segment) where the middle of a piece of a segment lies."""
    begin = shape[segment].astype(float)
    step = shape[segment + 1] - begin
    count = np.maximum(np.ceil(np.hypot(*step.T) / _PIECE), 1).astype(np.int64)
    rank = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    share = (rank + 0.5) / np.repeat(count, count)
    column, row = (
        np.floor(
            (np.repeat(begin[:, axis], count) + share * np.repeat(step[:, axis], count)) / _CELL
        )
        for axis in (0, 1)
    )
    cell = row.astype(np.int64) * _ROW + column.astype(np.int64)
    segment = np.repeat(segment, count).astype(np.int32)
    new = np.ones(len(cell), dtype=bool)
    new[1:] = (np.diff(cell) != 0) | (np.diff(segment) != 0)
    return cell[new], segment[new]


def _blocks(
    cells: np.ndarray, start: np.ndarray, uses: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(column and row, modes) of the blocks that the cells are in."""
    if not len(cells):
        return np.empty((0, 2), dtype=np.int32), uses
    row = (cells + _ROW // 2) // _ROW
    block = np.stack([(cells - row * _ROW) // _BLOCK, row // _BLOCK], axis=1).astype(np.int32)
    order = np.lexsort(block.T)
    block = block[order]
    first = np.flatnonzero(np.diff(block, axis=0, prepend=block[:1] - 1).any(axis=1))
    by_cell = np.bitwise_or.reduceat(uses, start[:-1])
    return block[first], np.bitwise_or.reduceat(by_cell[order], first)


def _project(
    points: np.ndarray, shape: np.ndarray, segment: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(metres from each point to its segment, metres along the segment to the foot)."""
    begin = shape[segment].astype(float)
    step = shape[segment + 1] - begin
    offset = points - begin
    square = np.maximum(np.einsum("ij,ij->i", step, step), 1e-12)
    share = np.clip(np.einsum("ij,ij->i", offset, step) / square, 0, 1)
    offset -= share[:, None] * step
    return np.sqrt(np.einsum("ij,ij->i", offset, offset)) / 100, share * np.sqrt(square) / 100
