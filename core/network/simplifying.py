"""Roads as drawn become roads as travelled: pieces with nothing to decide between them are one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .chains import Chains, trace_chains


@dataclass
class Pieces:
    """Pieces of roads, each from one node to another, drawn by points in a row.

    ``begin``, ``end``: its first and last point (the points of a piece follow one another).
    ``tail``, ``head``: its nodes. ``along``, ``against``: what a traveller meets in either way, as
    a number: pieces with the same numbers are alike.
    """

    begin: np.ndarray
    end: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    along: np.ndarray
    against: np.ndarray


def merge(pieces: Pieces, count: int) -> Chains:
    """Chains of the pieces that are alike and meet where nothing else does, of ``count`` nodes."""
    leaves = np.column_stack([pieces.tail, pieces.head]).ravel()
    # What a traveller meets who leaves the node over each half-edge, and who comes by it.
    leaving = np.column_stack([pieces.along, pieces.against]).ravel()
    coming = np.column_stack([pieces.against, pieces.along]).ravel()
    degree = np.bincount(leaves, minlength=count)
    order = np.flatnonzero(degree[leaves] == 2)
    order = order[np.argsort(leaves[order], kind="stable")]
    half, other_half = order[::2], order[1::2]
    alike = (
        (leaving[half] == coming[other_half])
        & (coming[half] == leaving[other_half])
        & (half ^ 1 != other_half)
    )
    inner = np.zeros(count, dtype=bool)
    inner[leaves[half[alike]]] = True
    return trace_chains(pieces.tail, pieces.head, inner)


def sum_along(chains: Chains, values: np.ndarray) -> np.ndarray:
    """Sums of ``values`` (m, 2: along and against) over the pieces of each chain, both ways."""
    back = chains.back.astype(bool)[:, None]
    turned = np.where(back, values[chains.edge][:, ::-1], values[chains.edge])
    return np.add.reduceat(turned, chains.start[:-1], axis=0)


def drawn(chains: Chains, pieces: Pieces) -> tuple[np.ndarray, np.ndarray]:
    """(points, start): the points of each chain in a row, chain c from start[c] to the next."""
    edge, back = chains.edge, chains.back.astype(bool)
    begin, end = pieces.begin[edge], pieces.end[edge]
    step = np.where(back, -1, 1)
    first = np.where(back, end, begin)
    # All but a chain's first piece begin where the one before ends.
    follows = np.ones(len(edge), dtype=bool)
    follows[chains.start[:-1]] = False
    first = np.where(follows, first + step, first)
    size = end - begin + 1 - follows
    total = np.cumsum(size)
    points = np.repeat(first - step * (total - size), size)
    points += np.repeat(step, size) * np.arange(len(points))
    return points, np.concatenate([[0], total[chains.start[1:] - 1]])
