"""The network of one mode, seen from the places: where to search, and where a point joins it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from .contraction import Contraction, contract
from .network import Network
from .profiles import rules

#: A part with less than this share of the mode's edges leads nowhere: a car park, a pier.
_SMALLEST_SHARE = 0.01
#: Metres between the points that find the edges near a place (the exact one is then computed).
_SPACING = 50.0
#: Nearer to the end of an edge than this (metres), a place is at the junction and on all its roads.
_AT_JUNCTION = 0.5


@dataclass(frozen=True)
class Snap:
    """Where points join the network: edge (-1: too far), fraction of it from its tail, metres."""

    edge: np.ndarray
    fraction: np.ndarray
    metres: np.ndarray

    @property
    def seconds(self) -> np.ndarray:
        """The walk from the point to the network."""
        return self.metres / (rules()["access_kmh"] / 3.6)


class Graph:
    """The edges of a network that a mode may use, oriented away from the places.

    ``direction`` "from": times from the places to everywhere; "to": times from everywhere to the
    places, which is the same search with every edge reversed. ``out[e]``: seconds tail to head and
    head to tail in the orientation of the search.
    """

    def __init__(self, network: Network, mode: str, direction: str = "to") -> None:
        network.require_mode(mode)
        seconds = network.seconds[mode]
        self.network = network
        self.mode = mode
        self.out = seconds if direction == "from" else seconds[:, ::-1]

    @cached_property
    def arcs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(from node, to node, seconds) of every usable direction of every edge."""
        tail, head = self.network.tail, self.network.head
        along, against = np.isfinite(self.out[:, 0]), np.isfinite(self.out[:, 1])
        return (
            np.concatenate([tail[along], head[against]]),
            np.concatenate([head[along], tail[against]]),
            np.concatenate([self.out[along, 0], self.out[against, 1]]).astype(float),
        )

    @cached_property
    def contraction(self) -> Contraction:
        """What searches run on."""
        network = self.network
        return contract(network.tail, network.head, self.out, len(network.x))

    @cached_property
    def part(self) -> np.ndarray:
        """The part of the network each edge (m) is in; -1 for an edge between two parts, or closed.

        In a part, one can go everywhere and come back (a strong component of the nodes).
        """
        count = len(self.network.x)
        begin, end, seconds = self.arcs
        matrix = csr_matrix((seconds, (begin, end)), shape=(count, count))
        _, of_node = connected_components(matrix, directed=True, connection="strong")
        tail, head = of_node[self.network.tail], of_node[self.network.head]
        usable = np.isfinite(self.out).any(axis=1)
        return np.where(usable & (tail == head), tail, -1)

    @cached_property
    def leads_somewhere(self) -> np.ndarray:
        """Whether each edge (m) is in a large part; the largest part always is one."""
        edges = np.bincount(self.part[self.part >= 0], minlength=1)
        large = edges >= min(max(2, _SMALLEST_SHARE * edges.sum()), edges.max())
        return (self.part >= 0) & large[self.part]

    @cached_property
    def _finder(self) -> tuple[cKDTree, np.ndarray]:
        """A tree of points along the edges that lead somewhere, and the segment of each point."""
        network = self.network
        first = network.measure[:-1]
        lengths = np.diff(network.measure)
        edge = np.repeat(np.arange(len(network.tail)), np.diff(network.shape_start))[:-1]
        is_segment = np.ones(len(lengths), dtype=bool)
        is_segment[network.shape_start[1:-1] - 1] = False
        segments = np.flatnonzero(is_segment & self.leads_somewhere[edge])
        pieces = np.maximum(np.ceil(lengths[segments] / _SPACING), 1).astype(int)
        segment = np.repeat(segments, pieces)
        rank = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        distance = first[segment] + lengths[segment] * (rank + 0.5) / np.repeat(pieces, pieces)
        points = np.column_stack(
            [
                np.interp(distance, network.measure, network.shape_x),
                np.interp(distance, network.measure, network.shape_y),
            ]
        )
        return cKDTree(points), segment

    def snap(self, x: np.ndarray, y: np.ndarray, max_metres: float | None = None) -> Snap:
        """The nearest point on an edge that leads somewhere, for each point (shape n, metres).

        Points farther than ``max_metres`` (or without coordinates) get edge -1 and their distance.
        """
        if max_metres is None:
            max_metres = rules()["access_metres"]
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        edge = np.full(len(x), -1)
        fraction = np.zeros(len(x))
        metres = np.full(len(x), np.inf)
        known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        tree, segment = self._finder
        if not len(segment) or not len(known):
            return Snap(edge, fraction, metres)
        points = np.column_stack([x[known], y[known]])
        upper, _ = tree.query(points)
        # The nearest segment has a point of the tree within half a spacing of its foot: exact.
        candidates = tree.query_ball_point(points, upper + _SPACING / 2)
        owner = np.repeat(np.arange(len(known)), [len(found) for found in candidates])
        chosen = segment[np.concatenate(candidates).astype(int)]
        distance, along = self._project(points[owner], chosen)
        order = np.lexsort((distance, owner))
        best = order[np.unique(owner[order], return_index=True)[1]]
        metres[known] = distance[best]
        edge[known], fraction[known] = self._position(chosen[best], along[best])
        edge[metres > max_metres] = -1
        return Snap(edge, fraction, metres)

    def _project(self, points: np.ndarray, segment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(metres from each point to its segment, metres along the segment to the foot)."""
        network = self.network
        start = np.column_stack([network.shape_x[segment], network.shape_y[segment]])
        step = np.column_stack([network.shape_x[segment + 1], network.shape_y[segment + 1]]) - start
        square = np.maximum((step**2).sum(axis=1), 1e-12)
        share = np.clip(((points - start) * step).sum(axis=1) / square, 0, 1)
        foot = start + share[:, None] * step
        return np.hypot(*(points - foot).T), share * np.sqrt(square)

    def _position(self, segment: np.ndarray, along: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        network = self.network
        edge = np.searchsorted(network.shape_start, segment, side="right") - 1
        distance = network.measure[segment] + along - network.measure[network.shape_start[edge]]
        length = np.maximum(network.length[edge], 1e-9)
        fraction = np.where(distance < _AT_JUNCTION, 0.0, distance / length)
        return edge, np.where(length - distance < _AT_JUNCTION, 1.0, fraction)
