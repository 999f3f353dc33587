"""Ground split between places: whose each point of a grid is, without specks, borders smooth."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import distance_transform_edt, label
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

#: How far (points) one looks around a point to say whose it is, and what those around it count.
_REACH = 2
_WEIGHTS = np.outer((1, 4, 6, 4, 1), (1, 4, 6, 4, 1)).ravel().astype(np.float32)
#: Points taken at once, to bound memory.
_POINTS = 20_000


def settled(owner: np.ndarray, smallest: float, spots: np.ndarray) -> np.ndarray:
    """The owner of each point (rows, columns; -1: none yet) without slivers and small patches.

    Patches below ``smallest`` points go to what is beside them, as do the points of nobody; but not
    the cells of ``spots``: the row and the column of their lower left points (k, 2).
    """
    rows, columns = spots[:, :1] + [0, 0, 1, 1], spots[:, 1:] + [0, 1, 0, 1]
    settled = smoothed(_beside(owner, owner < 0))
    settled[rows, columns] = owner[rows, columns]
    patch = _patches(settled)
    small = np.bincount(patch.ravel())[patch] < smallest
    return _beside(settled, small & ~np.isin(patch, patch[rows, columns]))


def _beside(owner: np.ndarray, gone: np.ndarray) -> np.ndarray:
    """The owners, where one is ``gone`` that of the nearest point with one."""
    nearest = distance_transform_edt(gone, return_distances=False, return_indices=True)
    return np.asarray(owner[tuple(nearest)])


def _patches(owner: np.ndarray) -> np.ndarray:
    """The number of the patch, points of one owner beside each other, that each point is in."""
    points = np.arange(owner.size).reshape(owner.shape)
    across, up = owner[:, :-1] == owner[:, 1:], owner[:-1] == owner[1:]
    begin = np.concatenate([points[:, :-1][across], points[:-1][up]])
    end = np.concatenate([points[:, 1:][across], points[1:][up]])
    shape = (owner.size, owner.size)
    graph = coo_matrix((np.ones(len(begin), dtype=np.int8), (begin, end)), shape=shape)
    return np.asarray(connected_components(graph, directed=False)[1]).reshape(owner.shape)


def refined(owner: np.ndarray) -> np.ndarray:
    """The owners of points at half the distance."""
    return smoothed(owner.repeat(2, axis=0).repeat(2, axis=1)[:-1, :-1])


def smoothed(owner: np.ndarray) -> np.ndarray:
    """Of each point the owner of most of the points around it, the nearer the weightier."""
    height, width = owner.shape
    changed = np.zeros(owner.shape, dtype=bool)
    inner = owner[_REACH:-_REACH, _REACH:-_REACH]
    for up in (0, _REACH, 2 * _REACH):
        for right in (0, _REACH, 2 * _REACH):
            there = owner[up : height + up - 2 * _REACH, right : width + right - 2 * _REACH]
            changed[_REACH:-_REACH, _REACH:-_REACH] |= there != inner
    flat, result = owner.ravel(), owner.flatten()
    step = np.arange(-_REACH, _REACH + 1)
    steps = (step[:, None] * width + step).ravel()
    points = np.flatnonzero(changed)
    for begin in range(0, len(points), _POINTS):
        chosen = points[begin : begin + _POINTS]
        around = flat[chosen[:, None] + steps]
        votes = np.stack([(around == one[:, None]) @ _WEIGHTS for one in around.T])
        result[chosen] = around[np.arange(len(chosen)), votes.argmax(axis=0)]
    return result.reshape(owner.shape)


def filled(values: np.ndarray, hole: float, part: float, spots: np.ndarray) -> np.ndarray:
    """Values (at most 0: inside) without holes below ``hole`` and parts below ``part`` points.

    Parts with a spot stay, however small: ``spots`` are the row and the column of points (k, 2).
    """
    kept = values
    for inside, smallest in ((False, hole), (True, part)):
        patch, _ = label((kept <= 0) == inside)
        small = (np.bincount(patch.ravel())[patch] < smallest) & (patch > 0)
        small &= ~np.isin(patch, patch[spots[:, 0], spots[:, 1]])
        kept = np.where(small, kept.max() if inside else kept.min(), kept)
    return kept
