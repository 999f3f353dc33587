"""The length of road within a time, on our network and on Valhalla's: their Jaccard index.

Both sides come from the same file, so that a road lies at the same place on both. Points stand
every 10 m along our edges, each for its share of the edge's length, and every 2.5 m along
Valhalla's. A point of ours is on the nearest road of Valhalla's, if that is less than 3 m away.
What Valhalla reaches more than 6 m away from all our points is a road that our profile leaves out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from ...core.access.times import RoadSearch
from ...core.common.projection import WGS84, project
from ...core.network.graph import Graph

_OUR_METRES, _THEIR_METRES = 10.0, 2.5
_SAME_METRES, _ELSEWHERE_METRES = 3.0, 6.0
#: Points of theirs nearer than this (metres) are one: those of the two directions of a road.
_ONE_METRES = 0.1


class Expansion:
    """What Valhalla's search passed from one place: edges (rows), seconds at both ends of each."""

    def __init__(self, features: list[dict[str, Any]], edges: Edges) -> None:
        ids = [feature["properties"]["edge_id"] for feature in features]
        end = [float(feature["properties"]["duration"]) for feature in features]
        ends = dict(zip(ids, end, strict=True))
        # An edge begins where the one before it ends, the wait between them counted with it.
        begin = [ends.get(feature["properties"]["pred_edge_id"], 0.0) for feature in features]
        self.rows = np.array([edges.row(feature) for feature in features], dtype=np.int64)
        self.begin, self.end = np.array(begin), np.array(end)


class Edges:
    """The edges of all expansions, each in one direction, with their shapes (degrees)."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self.shapes: list[list[list[float]]] = []

    def row(self, feature: dict[str, Any]) -> int:
        """The number of a feature's edge, a new one where it was not known."""
        row = self._rows.setdefault(feature["properties"]["edge_id"], len(self.shapes))
        if row == len(self.shapes):
            self.shapes.append(feature["geometry"]["coordinates"])
        return row


class Roads:
    """The roads of a mode on both sides, as points."""

    def __init__(self, graph: Graph, edges: Edges) -> None:
        network = graph.network
        usable = np.flatnonzero(np.isfinite(graph.out).any(axis=1))
        self.edge, self.fraction = network.sample(usable, _OUR_METRES)
        shares = np.bincount(self.edge, minlength=len(network.tail))
        self.metres = network.length[self.edge] / shares[self.edge]
        ours = np.column_stack(network.at(self.edge, self.fraction))

        self._start, self._along, theirs = _points(edges.shapes, network.epsg)
        _, first, self._spot = np.unique(
            np.round(theirs / _ONE_METRES).astype(np.int64),
            axis=0,
            return_index=True,
            return_inverse=True,
        )
        spots = theirs[first]
        distance, self._nearest = cKDTree(spots).query(ours, distance_upper_bound=_SAME_METRES)
        self._nearest[~np.isfinite(distance)] = len(spots)  # no road of theirs
        distance, _ = cKDTree(ours).query(spots, distance_upper_bound=_ELSEWHERE_METRES)
        self._only_theirs = ~np.isfinite(distance)

    def ours(self, search: RoadSearch, place: int, minutes: int) -> np.ndarray:
        """Seconds at our points from one place; infinite beyond ``minutes``."""
        number = np.array([place])
        reach = search.nearest(number, minutes * 60)
        return search.at(reach, self.edge, self.fraction, number).seconds

    def theirs(self, expansion: Expansion) -> np.ndarray:
        """Seconds at Valhalla's points, the least of both directions; infinite: not reached."""
        rows = expansion.rows
        counts = self._start[rows + 1] - self._start[rows]
        passed = np.repeat(np.arange(len(rows)), counts)
        offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        point = self._start[rows][passed] + offset
        begin, end = expansion.begin[passed], expansion.end[passed]
        seconds = np.full(len(self._only_theirs) + 1, np.inf)  # the last: no road of theirs
        np.minimum.at(seconds, self._spot[point], begin + self._along[point] * (end - begin))
        return seconds

    def compare(self, ours: np.ndarray, theirs: np.ndarray, minutes: int) -> tuple[float, float]:
        """How far the roads within ``minutes`` are the same.

        The Jaccard index on our roads (length within on both sides over that on either), and the
        part of all that Valhalla reaches which is on roads that we do not have.
        """
        within = theirs <= minutes * 60
        a, b = ours <= minutes * 60, within[self._nearest]
        both, either = self.metres[a & b].sum(), self.metres[a | b].sum()
        elsewhere = (within[:-1] & self._only_theirs).sum() / max(within[:-1].sum(), 1)
        return float(both / either) if either else 1.0, float(elsewhere)


def _points(
    shapes: list[list[list[float]]], epsg: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points evenly along lines: where those of each line start, their fractions, x and y."""
    counts = np.array([len(shape) for shape in shapes])
    degrees = np.array([point for shape in shapes for point in shape])
    corners = np.column_stack(project(degrees[:, 0], degrees[:, 1], WGS84, epsg))
    begin = np.cumsum(counts) - counts
    step = np.hypot(*np.diff(corners, axis=0).T)
    step[begin[1:] - 1] = 1.0  # lines laid end to end, 1 m apart
    measure = np.concatenate([[0.0], np.cumsum(step)])
    first, last = measure[begin], measure[begin + counts - 1]
    pieces = np.maximum(np.ceil((last - first) / _THEIR_METRES), 1).astype(int)
    start = np.concatenate([[0], np.cumsum(pieces)])
    line = np.repeat(np.arange(len(shapes)), pieces)
    along = (np.arange(start[-1]) - start[line] + 0.5) / pieces[line]
    distance = first[line] + along * (last - first)[line]
    points = [np.interp(distance, measure, corner) for corner in corners.T]
    return start, along, np.column_stack(points)
