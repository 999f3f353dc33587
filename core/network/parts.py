"""The parts of a network: where one can go everywhere and come back."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

#: A part with less than this share of the mode's roads, and less than these metres of them, leads
#: nowhere: a car park, a pier. (A small island is enough for those who live there.)
_LARGE_SHARE, _LARGE_METRES = 0.01, 10_000.0


def parts(tail: np.ndarray, head: np.ndarray, seconds: np.ndarray, count: int) -> np.ndarray:
    """The part each edge (m) is in: a strong component of the ``count`` nodes.

    -1 for an edge between two parts, or closed (``seconds``, m x 2, infinite both ways).
    """
    open_to = np.isfinite(seconds)
    begin = np.concatenate([tail[open_to[:, 0]], head[open_to[:, 1]]])
    end = np.concatenate([head[open_to[:, 0]], tail[open_to[:, 1]]])
    matrix = csr_matrix((np.ones(len(begin), dtype=np.int8), (begin, end)), shape=(count, count))
    _, of_node = connected_components(matrix, directed=True, connection="strong")
    return np.where(open_to.any(axis=1) & (of_node[tail] == of_node[head]), of_node[tail], -1)


def large(part: np.ndarray, metres: np.ndarray) -> np.ndarray:
    """Whether each edge (m), so many ``metres`` long, is in a large part; the largest always is."""
    inside = part >= 0
    total = np.bincount(part[inside], metres[inside], minlength=1)
    is_large = total >= min(_LARGE_SHARE * total.sum(), _LARGE_METRES, total.max())
    return inside & is_large[part]
