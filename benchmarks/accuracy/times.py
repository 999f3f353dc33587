"""Times of random pairs of junctions, ours beside Valhalla's routes.

Speeds and waits may be fitted on one half of the pairs; the other half is what is reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...core.access.times import RoadSearch
from ...core.network.graph import Graph
from .networks import Case, in_threads, main_junctions, options

PAIRS = 2000
_SEED = 20

#: Least correlation, most median and 95th percentile of the relative difference (%).
GOALS = {
    ("Toulouse", "car"): (0.985, 3, 12),
    ("Toulouse", "bike"): (0.99, 5, 13),
    ("Toulouse", "foot"): (0.999, 1.5, 4),
    ("Andorra", "car"): (0.98, 3, 20),
    ("Andorra", "bike"): (0.97, 8, 25),
    ("Andorra", "foot"): (0.985, 1.5, 14),
}


@dataclass(frozen=True)
class Times:
    """Seconds of each pair, not finite where there is no way, and whether it may be fitted on."""

    ours: np.ndarray
    theirs: np.ndarray
    fitting: np.ndarray

    @property
    def reported(self) -> np.ndarray:
        """The pairs that figures are made of: not for fitting, and with a way on both sides."""
        return ~self.fitting & np.isfinite(self.ours) & np.isfinite(self.theirs)

    def figures(self) -> tuple[float, float, float]:
        """Correlation, median and 95th percentile of the relative difference (%)."""
        ours, theirs = self.ours[self.reported], self.theirs[self.reported]
        difference = np.abs(ours - theirs) / theirs * 100
        median, high = np.percentile(difference, [50, 95])
        return float(np.corrcoef(ours, theirs)[0, 1]), float(median), float(high)


def fitting_half(count: int = PAIRS) -> np.ndarray:
    """Which of ``count`` pairs may be fitted on: half of them, always the same."""
    half = np.zeros(count, dtype=bool)
    half[np.random.default_rng(_SEED).permutation(count)[: count // 2]] = True
    return half


def random_pairs(graph: Graph) -> np.ndarray:
    """Start and end (shape pairs, 2) of routes between two different junctions of the main part."""
    junctions = main_junctions(graph)
    start, step = (
        np.random.default_rng(_SEED).integers(0, [len(junctions), len(junctions) - 1], (PAIRS, 2)).T
    )
    return junctions[np.column_stack([start, (start + 1 + step) % len(junctions)])]


def compare(case: Case, mode: str) -> Times:
    """Both times of all pairs."""
    graph = case.graph(mode)
    pairs = random_pairs(graph)
    return Times(_ours(graph, pairs), _theirs(case, mode, pairs), fitting_half())


def _ours(graph: Graph, pairs: np.ndarray) -> np.ndarray:
    network = graph.network
    starts, ends = (graph.snap(network.x[nodes], network.y[nodes]) for nodes in pairs.T)
    search = RoadSearch(graph, starts)
    seconds = np.full(len(pairs), np.inf)
    for number in range(len(pairs)):
        place, pair = np.array([number]), slice(number, number + 1)
        reach = search.nearest(place)
        seconds[pair] = search.at(reach, ends.edge[pair], ends.fraction[pair], place).seconds
    return seconds


def _theirs(case: Case, mode: str, pairs: np.ndarray) -> np.ndarray:
    x, y = case.network.x, case.network.y
    starts, ends = (case.degrees(x[nodes], y[nodes]) for nodes in pairs.T)
    known = options(mode)

    def route(pair: tuple[tuple[float, float], tuple[float, float]]) -> float:
        start, end = pair
        return case.valhalla.seconds(mode, start, end, **known)

    with in_threads() as threads:
        return np.array(list(threads.map(route, zip(starts, ends, strict=True))))
