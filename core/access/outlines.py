"""Outlines of labelled grids: closed lines between points of different labels (marching squares).

A grid holds a label at each of its points; 0 is outside, and so are all points of its border. A
line crosses between two neighbouring points of different labels. Each label has lines of its own,
with it on their left: counter-clockwise around it, clockwise around its holes. Lines of one label
never meet; those of two labels that share a border go through the very same places.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components

# A line goes up, down, west or east through a side of a cell (the square of four points), into the
# cell ahead. Of each such heading the tables tell where something is as seen from the first point
# of the side (its left or lower one): so many points to the right, so many up.
_AHEAD_RIGHT = np.array([1, 0, -1, 1]), np.array([1, -1, 1, 0])
_AHEAD_LEFT = np.array([0, 1, -1, 1]), np.array([1, -1, 0, 1])
_CELL = np.array([0, 0, -1, 0]), np.array([0, -1, 0, 0])
# By turn (right, none, left) and heading: the first point of the side by which it leaves the cell,
# and whether the other one is above that.
_LEAVING = (
    np.array([1, 0, -1, 0, 0, 0, -1, 1, 0, 1, -1, 0]),
    np.array([0, -1, 1, 0, 1, -1, 0, 0, 0, -1, 0, 1]),
)
_UPRIGHT = np.array([1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0])
_RIGHT, _NONE, _LEFT = 0, 4, 8


@dataclass(frozen=True)
class Outlines:
    """Rings of crossings one after the other, ring r from ``start[r]`` to ``start[r + 1]``.

    Each crossing is between the points ``low`` and ``high`` (indices in all grids laid end to end)
    of a ``grid`` (its number), where ``high`` is to the right of ``low``, or above it if
    ``upright``. ``label``: what the ring is around. ``middle``: the lower left point of the cell
    whose middle it passes next, or -1.
    """

    grid: np.ndarray

    low: np.ndarray
    high: np.ndarray
    upright: np.ndarray
    label: np.ndarray
    middle: np.ndarray
    start: np.ndarray


def outlines(grids: list[np.ndarray]) -> Outlines:
    """The outlines of all labels in ``grids`` (arrays of whole numbers: rows, columns).

    Two points of a label that touch by the corners of a cell only are joined across it, unless the
    two others are of one label too, a smaller one. Where three labels meet, they do so in the
    middle of the cell.
    """
    flat = np.concatenate([grid.ravel() for grid in grids])
    grid, low, upright = _sides(grids, flat)
    width = np.array([part.shape[1] for part in grids])[grid]
    # A side between two labels has a line for each of them; the outside has none.
    high = low + np.where(upright, width, 1)
    around_low, around_high = np.flatnonzero(flat[low]), np.flatnonzero(flat[high])
    is_high = np.repeat([0, 1], [len(around_low), len(around_high)])
    side = np.concatenate([around_low, around_high])
    grid, low, high = grid[side], low[side], high[side]
    upright, width = upright[side], width[side]
    heading = 2 * upright + is_high

    def seen(table: tuple[np.ndarray, np.ndarray], number: np.ndarray) -> np.ndarray:
        return low + table[0].take(number) + table[1].take(number) * width

    own, other = flat.take(np.where(is_high, high, low)), flat.take(np.where(is_high, low, high))
    right = flat.take(seen(_AHEAD_RIGHT, heading))
    left = flat.take(seen(_AHEAD_LEFT, heading))
    gives_way = (left == other) & (other > 0) & (other < own)
    turn = np.where(left == own, _NONE, _LEFT)
    turn[(right == own) & ~gives_way] = _RIGHT
    beside = np.where(turn == _NONE, right, left)
    in_middle = (turn != _RIGHT) & (other != beside)
    middle = np.where(in_middle, seen(_CELL, heading), -1)

    leaving = seen(_LEAVING, turn + heading)
    number = np.empty(4 * len(flat), dtype=np.int32)
    number[4 * low + heading] = np.arange(len(low))
    side = 2 * _UPRIGHT.take(turn + heading) + (flat.take(leaving) != own)
    following = number.take(4 * leaving + side)
    order, start = _rings(following)
    grid, low, high, upright = grid[order], low[order], high[order], upright[order]
    return Outlines(grid, low, high, upright, own[order], middle[order], start)


def _sides(grids: list[np.ndarray], flat: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(grid, first point, whether the other is above it) of the sides that lines cross."""
    first = np.cumsum([0] + [grid.size for grid in grids])
    # The borders are outside: from the end of a row to the next one, nothing changes.
    across = np.flatnonzero(flat[:-1] != flat[1:])
    up = [np.flatnonzero(grid[:-1] != grid[1:]) for grid in grids]
    counts = np.diff(np.searchsorted(across, first)), [len(found) for found in up]
    grid = np.concatenate([np.repeat(np.arange(len(grids)), count) for count in counts])
    low = np.concatenate(
        [across, *(found + start for found, start in zip(up, first, strict=False))]
    )
    return grid, low, (np.arange(len(low)) >= len(across)).astype(int)


def _rings(following: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """An order in which ``following`` (a permutation) goes round ring by ring, and their starts."""
    count = len(following)
    if not count:
        return following, np.zeros(1, dtype=int)
    numbers, one = np.arange(count + 1, dtype=np.int32), np.ones(count, dtype=np.int8)
    graph = csr_matrix((one, following, numbers), shape=(count, count))
    rings, ring = connected_components(graph, directed=True, connection="strong")
    first = np.empty(rings, dtype=np.int32)
    first[ring[::-1]] = numbers[:-1][::-1]
    before = np.empty(count, dtype=np.int32)
    before[following] = numbers[:-1]
    # Each ring cut open before its first crossing, and tied to the next ring: one line to follow.
    line = following.copy()
    line[before[first]] = np.roll(first, -1)
    graph = csr_matrix((one, line, numbers), shape=(count, count))
    order = breadth_first_order(graph, first[0], directed=True, return_predecessors=False)
    begins = np.zeros(count, dtype=bool)
    begins[first] = True
    return order, np.append(np.flatnonzero(begins[order]), count)
