"""The nearest road to a point, among millions: pieces of road sorted by the cell they lie in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from scipy.spatial import cKDTree

#: Side of a cell, and the longest piece of road (centimetres, as shapes are kept).
_CELL, _PIECE = 6_400, 3_200
#: Cells around a point looked through, ring after ring, before it counts as far from any road.
_RINGS = (1, 2, 4, 8, 16)
#: Points and pieces compared at once, which bounds the memory.
_AT_ONCE = 400_000
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
    A segment is in every cell where the middle of one of its pieces lies.
    """

    cell: np.ndarray
    start: np.ndarray
    segment: np.ndarray
    uses: np.ndarray

    @classmethod
    def build(
        cls, shape: np.ndarray, shape_start: np.ndarray, joined: list[np.ndarray]
    ) -> RoadIndex:
        """Of edges drawn by ``shape`` (centimetres, k x 2); mode i may join those of joined[i]."""
        uses = np.zeros(len(shape_start) - 1, dtype=np.uint8)
        for mode, edges in enumerate(joined):
            uses |= edges.astype(np.uint8) << mode
        found = [_pieces(shape, *block) for block in _blocks(shape_start, np.flatnonzero(uses))]
        cells = np.concatenate([np.empty(0, dtype=np.int64), *(cell for cell, _ in found)])
        segments = np.concatenate([np.empty(0, dtype=np.int32), *(part for _, part in found)])
        order = np.argsort(cells, kind="stable")
        cells, segments = cells[order], segments[order]
        first = np.flatnonzero(np.diff(cells, prepend=cells[:1] - 1))
        edge = np.searchsorted(shape_start, segments, side="right") - 1
        start = np.append(first, len(cells)).astype(np.int32)
        return cls(cells[first], start, segments, uses[edge])

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name, to be kept in a file."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def nearest(self, shape: np.ndarray, points: np.ndarray, mode: int) -> Nearest:
        """The nearest segment that mode number ``mode`` may join, of ``points`` (centimetres)."""
        result = Nearest(
            np.full(len(points), -1), np.full(len(points), np.inf), np.zeros(len(points))
        )
        into = points / _CELL
        spare = np.minimum(into % 1, 1 - into % 1).min(axis=1, initial=0.5) * _CELL
        # In the order of the cells, what is read is read in a row.
        missing = np.lexsort(np.floor(into).T)
        for ring in _RINGS:
            if not len(missing):
                return result
            first, last = self._rows(points[missing], ring)
            self._take(result, missing, first, last, shape, points, mode)
            # All pieces with their middle nearer than this have been looked at.
            sure = (ring * _CELL + spare[missing] - _PIECE / 2) / 100
            missing = missing[result.metres[missing] > sure]
        self._take_far(result, missing, shape, points, mode)
        return result

    def _rows(self, points: np.ndarray, ring: int) -> tuple[np.ndarray, np.ndarray]:
        """The pieces (from, to) in the rows of cells around each point, shape (points, rows)."""
        column, row = np.floor(points / _CELL).astype(np.int64).T
        rows = row[:, None] + np.arange(-ring, ring + 1)
        key = rows * _ROW + column[:, None]
        return (
            self.start[np.searchsorted(self.cell, key - ring)],
            self.start[np.searchsorted(self.cell, key + ring, side="right")],
        )

    def _take(
        self,
        result: Nearest,
        chosen: np.ndarray,
        first: np.ndarray,
        last: np.ndarray,
        shape: np.ndarray,
        points: np.ndarray,
        mode: int,
    ) -> None:
        """Puts the nearest of the pieces ``first`` to ``last`` of each chosen point into result."""
        total = np.cumsum((last - first).sum(axis=1))
        batch = total // _AT_ONCE
        for part in np.split(np.arange(len(chosen)), np.flatnonzero(np.diff(batch)) + 1):
            counts = (last[part] - first[part]).ravel()
            piece = np.repeat(first[part].ravel() - np.cumsum(counts) + counts, counts)
            piece += np.arange(len(piece))
            owner = np.repeat(chosen[part], counts.reshape(len(part), -1).sum(axis=1))
            usable = (self.uses[piece] >> mode) & 1 > 0
            piece, owner = piece[usable], owner[usable]
            if not len(piece):
                continue
            segment = self.segment[piece]
            metres, along = _project(points[owner], shape, segment)
            begin = np.flatnonzero(np.diff(owner, prepend=-1))
            least = np.minimum.reduceat(metres, begin)
            size = np.diff(np.append(begin, len(owner)))
            equal = np.flatnonzero(metres == np.repeat(least, size))
            best = equal[np.searchsorted(equal, begin)]
            owner = owner[best]
            result.segment[owner] = segment[best]
            result.metres[owner], result.along[owner] = metres[best], along[best]

    def _take_far(
        self, result: Nearest, far: np.ndarray, shape: np.ndarray, points: np.ndarray, mode: int
    ) -> None:
        """The same for points beyond the rings: by the middles of the cells that hold a road."""
        used = np.bitwise_or.reduceat(self.uses, self.start[:-1]) if len(self.cell) else self.uses
        cells = np.flatnonzero((used >> mode) & 1)
        if not len(far) or not len(cells):
            return
        # Columns may be negative: the row is what rounding to whole rows leaves.
        row = np.round(self.cell[cells] / _ROW)
        column = self.cell[cells] - row * _ROW
        tree = cKDTree((np.column_stack([column, row]) + 0.5) * _CELL)
        upper, _ = tree.query(points[far])
        # A road in that cell has a middle within half a diagonal of the cell's, and half a piece.
        reach = upper + 2 * (np.sqrt(0.5) * _CELL) + _PIECE / 2
        for number, radius in zip(far, reach, strict=True):
            near = cells[tree.query_ball_point(points[number], radius)]
            first, last = self.start[near][None], self.start[near + 1][None]
            self._take(result, np.array([number]), first, last, shape, points, mode)


def _blocks(shape_start: np.ndarray, edges: np.ndarray) -> Iterator[tuple[np.ndarray]]:
    """The segments of ``edges``, so many edges at once."""
    for begin in range(0, len(edges), _AT_ONCE):
        block = edges[begin : begin + _AT_ONCE]
        first, count = shape_start[block], shape_start[block + 1] - shape_start[block] - 1
        yield (np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum()),)


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
