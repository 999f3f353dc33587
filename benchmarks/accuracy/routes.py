"""The same route on both sides: what Valhalla says of the way that we take.

Valhalla's route is that of least cost, ours of least time. Its ``/trace_route`` times ours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ...core.network.graph import Graph
from .networks import Case, in_threads, options
from .times import Times, random_pairs

#: Of the pairs that are reported, the first ones.
ROUTES = 250


@dataclass(frozen=True)
class Routes:
    """Seconds of each pair whose route Valhalla can follow, of ``asked`` in all.

    ``ours``: our time of our route; ``followed``: Valhalla's of the same; ``chosen``: Valhalla's of
    the route that it chooses itself.
    """

    asked: int
    ours: np.ndarray
    followed: np.ndarray
    chosen: np.ndarray


def compare(case: Case, mode: str, times: Times) -> Routes:
    """Of the first pairs that ``times`` reports."""
    graph = case.graph(mode)
    numbers = np.flatnonzero(times.reported)[:ROUTES]
    routes = [case.degrees(*points) for points in _drawn(graph, random_pairs(graph)[numbers])]

    def follow(points: list[tuple[float, float]]) -> float:
        return case.valhalla.followed(mode, points, **options(mode))

    with in_threads() as threads:
        followed = np.array(list(threads.map(follow, routes)))
    is_known = np.isfinite(followed)
    known = numbers[is_known]
    return Routes(len(numbers), times.ours[known], followed[is_known], times.theirs[known])


def _drawn(graph: Graph, pairs: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """x and y (metres) of the points of the quickest way of each pair of junctions."""
    network = graph.network
    begin, end, seconds = graph.arcs
    # As ``arcs`` has them: the edges along, then those against.
    ways = np.isfinite(graph.out)
    edge = np.concatenate([np.flatnonzero(ways[:, 0]), np.flatnonzero(ways[:, 1])])
    is_back = np.arange(len(edge)) >= ways[:, 0].sum()
    # Of parallel ways the quickest; scipy would add them up.
    order = np.lexsort((seconds, end, begin))
    first = (np.diff(begin[order], prepend=-1) != 0) | (np.diff(end[order], prepend=-1) != 0)
    kept = order[first]
    way = {(begin[arc], end[arc]): arc for arc in kept}
    size = len(network.x)
    matrix = csr_matrix((seconds[kept], (begin[kept], end[kept])), (size, size))
    drawn = []
    for start, stop in pairs:
        _, before = dijkstra(matrix, indices=start, return_predecessors=True)
        points: list[np.ndarray] = []
        node = stop
        while node != start:
            arc = way[before[node], node]
            piece = np.arange(network.shape_start[edge[arc]], network.shape_start[edge[arc] + 1])
            points.append(piece if is_back[arc] else piece[::-1])
            node = before[node]
        line = np.concatenate(points)[::-1]
        x, y = network.shape_x[line], network.shape_y[line]
        new = (np.diff(x, prepend=np.inf) != 0) | (np.diff(y, prepend=np.inf) != 0)
        drawn.append((x[new], y[new]))
    return drawn
