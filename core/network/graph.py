"""The network of one mode, seen from the places: where to search, and where a point joins it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

import numpy as np

from .contraction import Contraction
from .hierarchy import Hierarchy
from .overlay import Overlay
from .parts import parts
from .profiles import rules
from .roadnetwork import Network

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

    def where(self, chosen: np.ndarray) -> Self:
        """Those of a mask or of indices."""
        return type(self)(*(getattr(self, column.name)[chosen] for column in fields(self)))


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
        self.direction = direction
        self.out = seconds if direction == "from" else seconds[:, ::-1]

    @cached_property
    def contraction(self) -> Contraction:
        """What searches run on, in the orientation of the search."""
        ways = self.network.contractions[self.mode]
        return ways if self.direction == "to" else ways.reversed()

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """For times from many places to all nodes of the contraction's core."""
        ways = self.contraction
        return Hierarchy(ways.arc_start, ways.arc_end, ways.arc_seconds)

    @cached_property
    def overlay(self) -> Overlay:
        """For one place after the other, each near a few nodes of the contraction's core."""
        return Overlay.build(self.contraction)

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
    def part(self) -> np.ndarray:
        """The part of the network each edge (m) is in; -1 for an edge between two parts, or closed.

        In a part, one can go everywhere and come back (a strong component of the nodes).
        """
        network = self.network
        return parts(network.tail, network.head, self.out, len(network.x))

    @property
    def leads_somewhere(self) -> np.ndarray:
        """Whether each edge (m) is in a large part; the largest part always is one."""
        return self.network.leads_somewhere[self.mode]

    def snap(self, x: np.ndarray, y: np.ndarray, max_metres: float | None = None) -> Snap:
        """The nearest point on an edge that leads somewhere, for each point (shape n, metres).

        Points farther than ``max_metres`` (or without coordinates) get edge -1 and their distance.
        """
        if max_metres is None:
            max_metres = rules()["access_metres"]
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        network = self.network
        edge = np.full(len(x), -1)
        fraction = np.zeros(len(x))
        metres = np.full(len(x), np.inf)
        located = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        nearest = network.index.nearest(
            network.shapes.points,
            network.shapes.near(x[located], y[located]),
            network.modes.index(self.mode),
        )
        metres[located] = nearest.metres
        joined = metres[located] <= max_metres
        edge[located[joined]], fraction[located[joined]] = self._position(
            nearest.segment[joined], nearest.along[joined]
        )
        return Snap(edge, fraction, metres)

    def _position(self, segment: np.ndarray, along: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(edge, fraction) of points so many metres along segments."""
        shapes = self.network.shapes
        edge = np.searchsorted(shapes.start, segment, side="right") - 1
        before, length = shapes.metres(edge, segment)
        distance = before + along
        length = np.maximum(length, 1e-9)
        fraction = np.where(distance < _AT_JUNCTION, 0.0, distance / length)
        return edge, np.where(length - distance < _AT_JUNCTION, 1.0, fraction)
