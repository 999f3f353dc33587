"""Operations of the live what-if: ``python -m maillage.benchmarks.whatif``.

On a large network with a demand point every 200 m of its inhabited roads, places are added, moved
and removed at random. An operation begins with coordinates and ends with the seconds and the
nearest place of every demand point. In the end all of these are compared with a new search.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ..core.access.demand import Demand
from ..core.access.times import RoadSearch
from ..core.access.whatif import Change, Live
from ..core.network.graph import Graph
from ..core.network.roadnetwork import Network
from . import tiles
from .nearest import LARGE, MODE, make_network, random_places

#: Operations of each kind.
OPERATIONS = 300
ALL_OVER, CORNER = "all over the network", "in a corner of it"
#: As many places as a region has; a corner of a tenth of the width and the height, so that new
#: places, which are all over, have most of the network to themselves; very few places.
SCENES = ((845, ALL_OVER), (200, ALL_OVER), (200, CORNER), (20, ALL_OVER), (5, ALL_OVER))
#: Milliseconds, and MB.
MEDIAN_GOAL, MOST_GOAL, MEMORY_GOAL = 10.0, 25.0, 200.0
HEAD = "Milliseconds: the median, the 95th percentile (their goals: {:g} and {:g}), and the most."


def demand_of(network: Network) -> Demand:
    """A point every 200 m along the inhabited roads, each a unit of its own."""
    edge, fraction = network.sample(np.flatnonzero(network.inhabited), 200.0)
    unit = np.arange(len(edge))
    x, y = network.at(edge, fraction)
    beyond, placement = np.zeros(len(unit), dtype=bool), np.zeros(len(unit), dtype=np.int8)
    return Demand(unit, x, y, edge, fraction, np.ones(len(unit)), beyond, placement)


def places_of(network: Network, count: int, where: str) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates of the places of a scene."""
    if where == ALL_OVER:
        return random_places(network, count)
    x, y = random_places(network, 500 * count)
    side = max(np.ptp(network.x), np.ptp(network.y)) / 10
    near = np.hypot(x - np.median(x[:count]) + 3 * side, y - np.median(y[:count]) + 3 * side)
    chosen = np.argsort(near)[:count]
    return x[chosen], y[chosen]


def operate(
    live: Live, network: Network, x: np.ndarray, y: np.ndarray
) -> tuple[dict[str, list[float]], list[int]]:
    """(milliseconds by kind of operation, points that each changed); existing places come back."""
    random = np.random.default_rng(1)
    new_x, new_y = random_places(network, 3 * OPERATIONS, seed=2)
    spots = iter(zip(new_x.tolist(), new_y.tolist(), strict=True))
    taken: dict[str, list[float]] = defaultdict(list)
    changed = []

    def timed(kind: str, act: Callable[..., Change], *arguments: float) -> int:
        begin = time.perf_counter()
        change = act(*arguments)
        taken[kind].append((time.perf_counter() - begin) * 1e3)
        changed.append(len(change.points))
        return change.number

    for _ in range(OPERATIONS):
        new = timed("add", live.add, *next(spots))
        timed("move it", live.move, new, *next(spots))
        timed("remove it", live.remove, new)
        old = int(random.integers(len(x)))
        timed("move an existing place", live.move, old, *next(spots))
        live.move(old, x[old], y[old])
        timed("remove an existing place", live.remove, old)
        timed("restore it", live.restore, old)
    return taken, changed


def held() -> float:
    """MB of this process's own memory, files left out."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("RssAnon:")[1].split()[0]) * 1024 / 1e6


def scene(network: Network, count: int, where: str) -> None:
    """Prints what operations take, and checks them."""
    demand = demand_of(network)
    x, y = places_of(network, count, where)
    graph = Graph(network, MODE)
    search, snap = RoadSearch(graph, graph.snap(x, y)), demand.snap(graph)
    before, begin = held(), time.perf_counter()
    live = Live(search, demand, snap)
    made, memory = time.perf_counter() - begin, held() - before
    verdict = "pass" if memory <= MEMORY_GOAL else "MISSED"
    print(
        f"\n{count} places {where}, {len(snap.edge)} demand points; ready in {made:.1f} s,", end=""
    )
    print(f" with {memory:.0f} MB more, goal {MEMORY_GOAL:.0f}  {verdict}")
    taken, changed = operate(live, network, x, y)
    print(f"  points changed by an operation: {_figures(changed, 0)}")
    for kind, spent in taken.items():
        good = np.median(spent) <= MEDIAN_GOAL and np.percentile(spent, 95) <= MOST_GOAL
        print(f"  {kind:<26} {_figures(spent, 1)}  {'pass' if good else 'MISSED'}")
    anew = search.times(snap)
    reached = np.isfinite(anew.seconds)
    assert (reached == np.isfinite(live.seconds)).all(), "a new search reaches other points"
    apart = np.abs(anew.seconds[reached] - live.seconds[reached]).max()
    assert apart < 1e-6, "a new search gives other times"
    other = (anew.place != live.place).mean()
    print(f"  a new search: {apart:.0e} s apart at most, {other:.2%} another place")


def _figures(values: list[float] | list[int], digits: int) -> str:
    figures = np.percentile(values, [50, 95, 100])
    return "  ".join(f"{figure:8.{digits}f}" for figure in figures)


def main() -> int:
    """All scenes on one network."""
    if not tiles.TOULOUSE.exists():
        print("What-if: skipped, ../shared/data/network is not there.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.npz"
        make_network(LARGE, path)
        network = Network.load(path)
        print(f"What-if by {MODE} on {len(network.x)} junctions")
        print(HEAD.format(MEDIAN_GOAL, MOST_GOAL))
        for count, where in SCENES:
            scene(network, count, where)
    return 0


if __name__ == "__main__":
    sys.exit(main())
