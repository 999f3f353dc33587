"""Chains: edges one after the other, with nothing to decide at the nodes between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components


@dataclass(frozen=True)
class Chains:
    """Chains of edges: chain c is the links ``start[c]`` to ``start[c + 1]``.

    ``half``: each link's edge and way, 2 e from the tail to the head of edge e, 2 e + 1 back.
    """

    start: np.ndarray
    half: np.ndarray

    @property
    def edge(self) -> np.ndarray:
        """The edge of each link."""
        return self.half >> 1

    @property
    def back(self) -> np.ndarray:
        """1 where the link goes from the head to the tail of its edge, else 0."""
        return self.half & 1


def trace_chains(tail: np.ndarray, head: np.ndarray, inner: np.ndarray) -> Chains:
    """Every edge in one chain; chains pass through ``inner`` nodes and end at all others.

    ``inner`` (boolean, by node) may only hold where exactly two different edges end. A ring of
    inner nodes alone is a chain from one of them round to itself.
    """
    # Half-edge 2 e leaves edge e's tail, 2 e + 1 its head. Where two end, their sum less one of
    # them is the other.
    leaves = np.column_stack([tail, head]).ravel()
    halves = np.arange(len(leaves))
    total = np.bincount(leaves, halves, minlength=len(inner)).astype(np.int64)
    inner = inner.copy()
    unseen = np.ones(len(leaves), dtype=bool)
    chains = _walk(halves[~inner[leaves]], leaves, total, inner, unseen)
    rings = halves[unseen]
    if len(rings):
        inner[_one_each(leaves[rings], leaves[rings ^ 1], len(inner))] = False
        chains += _walk(rings[~inner[leaves[rings]]], leaves, total, inner, unseen)
    counts = np.concatenate([lengths for lengths, _ in chains])
    start = np.concatenate([[0], np.cumsum(counts)])
    return Chains(start, np.concatenate([half for _, half in chains]))


def _walk(
    begin: np.ndarray, leaves: np.ndarray, total: np.ndarray, inner: np.ndarray, unseen: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray]]:
    """(links, half-edges) of the chains that begin with ``begin``, all walked at once.

    Each is walked from both of its ends, and kept once.
    """
    end = np.zeros(len(begin), dtype=np.int64)
    length = np.zeros(len(begin), dtype=np.int64)
    number, half = np.arange(len(begin)), begin
    steps = []
    while len(half):
        unseen[half] = False
        steps.append((number, half))
        arrived = half ^ 1
        end[number] = arrived
        length[number] += 1
        node = leaves[arrived]
        going = inner[node]
        number, half = number[going], (total[node] - arrived)[going]
    is_first = begin < end
    length = length[is_first]
    place = np.cumsum(is_first) - 1
    start = np.cumsum(length) - length
    chosen = np.empty(length.sum(), dtype=np.int64)
    for step, (number, half) in enumerate(steps):
        in_first = is_first[number]
        chosen[start[place[number[in_first]]] + step] = half[in_first]
    return [(length, chosen)]


def _one_each(begin: np.ndarray, end: np.ndarray, count: int) -> np.ndarray:
    """One node of each connected part of the given edges."""
    nodes = np.unique(begin)
    matrix = coo_matrix((np.ones(len(begin)), (begin, end)), shape=(count, count))
    _, part = connected_components(matrix, directed=False)
    return nodes[np.unique(part[nodes], return_index=True)[1]]


def along(values: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Sums of ``values`` (k, columns) from each chain's first link up to each link, in float64.

    Link by link, because a forbidden way (infinite) must not reach into the next chain.
    """
    sums = values.astype(np.float64)
    length = np.diff(start)
    chains, step = np.flatnonzero(length > 1), 1
    while len(chains):
        link = start[chains] + step
        sums[link] += sums[link - 1]
        step += 1
        chains = chains[length[chains] > step]
    return sums
