"""Times to the nearest place beside others: ``python -m maillage.benchmarks.nearest``.

Ours begins with an opened network and the coordinates of the places, and ends with the seconds and
the nearest place of every junction: graph, snapping, search. Beside it, on the same arcs:

- scipy's Dijkstra, one search from all places, which are nodes of its matrix already (made
  beforehand), with the source of every node;
- pandana's nearest point, places at junctions, its network prepared beforehand.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ..core.access.times import RoadSearch
from ..core.access.trip import Reach
from ..core.network.graph import Graph, Snap
from ..core.network.roadnetwork import Network
from ..core.places.census import load_census
from . import tiles
from .compare import Figures, by_turns, ratios, timed

ROOT = Path(__file__).resolve().parents[1]
ORACLES = ROOT / "build" / "oracles" / "bin" / "python"
HEAD = """\
Seconds: the median (least to most) of runs by turns, and how many times as long as ours they are:
0.87 is reached where ours takes at most 1.15 times as long."""
MODE, PLACES = "car", 200
LARGE = 1_200_000
#: Runs of each side: on Toulouse they take some milliseconds.
FEW, MANY = 5, 25
CENSUS = tiles.DATA / "places" / "rhinocc-2023-01.csv"
#: Seconds: how far pandana's search and ours go beside each other.
LIMIT = 1800.0
#: The goals, as times faster than the other side (1 / 1.15: at most that much slower).
BARE_GOAL, PANDANA_GOAL, OPEN_GOAL = 1 / 1.15, 8.0, 1.0


def random_places(network: Network, count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates of ``count`` places within some metres of a road that leads somewhere."""
    random = np.random.default_rng(seed)
    edges = random.choice(np.flatnonzero(Graph(network, MODE).leads_somewhere), count)
    x, y = network.at(edges, random.random(count))
    return x + random.normal(0, 30, count), y + random.normal(0, 30, count)


def real_places(network: Network) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates of the census's places in the network's bounding box."""
    census = load_census(CENSUS).places
    x, y = network.project(census["lon"], census["lat"])
    inside = (x >= network.x.min()) & (x <= network.x.max())
    inside &= (y >= network.y.min()) & (y <= network.y.max())
    return x[inside], y[inside]


def nearest(
    network: Network, x: np.ndarray, y: np.ndarray, limit: float = np.inf
) -> tuple[RoadSearch, Reach]:
    """What is measured: graph, snapping, search."""
    graph = Graph(network, MODE)
    search = RoadSearch(graph, graph.snap(x, y))
    return search, search.nearest(max_seconds=limit)


def bare_matrix(graph: Graph, snap: Snap) -> csr_matrix:
    """The arcs of the graph, and a node for each place, joined to both ends of its edge."""
    count, joined = len(graph.network.x), np.flatnonzero(snap.edge >= 0)
    begin, end, seconds = graph.arcs
    edge, fraction, walk = snap.edge[joined], snap.fraction[joined], snap.seconds[joined]
    begins, ends, costs = [begin], [end], [seconds]
    for target, share, way in (
        (graph.network.head[edge], 1 - fraction, graph.out[edge, 0]),
        (graph.network.tail[edge], fraction, graph.out[edge, 1]),
    ):
        # At a junction one is on all its roads, whichever way this one is driven.
        usable = np.isfinite(way) | (share == 0)
        begins.append(count + np.flatnonzero(usable))
        ends.append(target[usable])
        costs.append(
            (walk + np.where(share == 0, 0, share * np.where(np.isfinite(way), way, 0)))[usable]
        )
    first = np.concatenate(begins)
    order = np.argsort(first, kind="stable")
    size = count + len(joined)
    start = np.concatenate([[0], np.cumsum(np.bincount(first, minlength=size))])
    # By hand: scipy's own conversion would add up the times of parallel edges.
    arrays = np.concatenate(costs)[order], np.concatenate(ends)[order].astype(np.int32), start
    return csr_matrix(arrays, shape=(size, size))


def beside_scipy(path: Path, x: np.ndarray, y: np.ndarray, rounds: int) -> None:
    """Our times, snapping included, beside the bare search on the whole graph."""
    search, reach = nearest(Network.load(path), x, y)
    graph = search.graph
    matrix = bare_matrix(graph, search.snap)
    sources = np.arange(len(graph.network.x), matrix.shape[0])

    def bare(with_sources: bool) -> np.ndarray:
        found = dijkstra(matrix, indices=sources, min_only=True, return_predecessors=with_sources)
        return found[0] if with_sources else found

    reached = np.isfinite(reach.seconds)
    plain = bare(False)[: len(reach.seconds)]
    assert (reached == np.isfinite(plain)).all(), "not the same junctions are reached"
    difference = np.abs(reach.seconds[reached] - plain[reached]).max()
    sides = (
        _fresh(path, lambda network: nearest(network, x, y)),
        timed(lambda: RoadSearch(graph, graph.snap(x, y)).nearest()),
        timed(lambda: bare(True)),
        timed(lambda: bare(False)),
    )
    ours, again, with_sources, times_only = by_turns(rounds, *sides)
    print(f"  {reached.sum()} junctions reached; times differ by {difference:.1e} s at most")
    _row("ours: graph, snapping, search", ours)
    _row("ours: snapping, search, on a graph used before", again)
    _row("scipy, times and sources", with_sources, ours, BARE_GOAL)
    _row("scipy, times only", times_only, ours)


def _fresh(path: Path, job: Callable[[Network], object]) -> Callable[[], float]:
    """A side that opens the network anew, so that nothing is known from before; not counted."""

    def run() -> float:
        network = Network.load(path)
        return timed(functools.partial(job, network))()

    return run


def beside_pandana(path: Path, folder: Path) -> None:
    """Our times beside pandana's nearest point, from places that stand at junctions."""
    network = Network.load(path)
    nodes = _junctions(network, PLACES)
    x, y = network.x[nodes], network.y[nodes]
    search, reach = nearest(network, x, y, LIMIT)
    end, begin, seconds = search.graph.arcs  # pandana goes to the places, our arcs come from them
    with pandana(
        folder, x=network.x, y=network.y, begin=begin, end=end, seconds=seconds, places=nodes
    ) as ask:
        asked: list[list[float]] = []

        def theirs() -> float:
            asked.append(ask("places"))
            return asked[-1][1]

        ours, query = by_turns(FEW, _fresh(path, lambda n: nearest(n, x, y, LIMIT)), theirs)
    with_places = Figures([sum(pair) for pair in asked[1:]])
    answer = np.load(folder / "answer.npz")
    both = np.isfinite(reach.seconds) & np.isfinite(answer["seconds"])
    difference = np.abs(reach.seconds[both] - answer["seconds"][both])
    one_side = (np.isfinite(reach.seconds) != np.isfinite(answer["seconds"])).sum()
    print(
        f"  within {LIMIT / 60:.0f} minutes: {both.sum()} junctions reached by both, {one_side} by "
        f"one; times differ by {difference.max():.3f} s at most; the place is the same for "
        f"{(reach.place[both] == answer['place'][both]).mean():.2%}"
    )
    _row("ours: graph, snapping, search", ours)
    _row("pandana, nearest point", query, ours, PANDANA_GOAL)
    _row("pandana, places set and nearest point", with_places, ours)


def _junctions(network: Network, count: int) -> np.ndarray:
    """Junctions that lead somewhere, and where no other one is at the same place."""
    edges = np.flatnonzero(Graph(network, MODE).leads_somewhere)
    nodes = np.unique(np.concatenate([network.tail[edges], network.head[edges]]))
    places = np.column_stack([network.x, network.y])
    _, first, uses = np.unique(places, axis=0, return_index=True, return_counts=True)
    alone = np.intersect1d(nodes, first[uses == 1])
    return np.random.default_rng(0).choice(alone, count, replace=False)


@contextmanager
def pandana(folder: Path, **arrays: np.ndarray) -> Iterator[Callable[[str], list[float]]]:
    """pandana with a network; each call gives the seconds to set places, by name, and to find them.

    Once it is left, the last answer is in ``folder/answer.npz``.
    """
    np.savez(folder / "arrays.npz", limit=LIMIT, **arrays)
    script = Path(__file__).with_name("pandana_nearest.py")
    command = [ORACLES, script, folder / "arrays.npz", folder / "answer.npz"]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={key: value for key, value in os.environ.items() if "PYTHON" not in key},
    )
    assert process.stdin and process.stdout
    read, write = process.stdout, process.stdin

    def ask(places: str) -> list[float]:
        write.write(f"{places}\n")
        write.flush()
        answer: list[float] = json.loads(read.readline())
        return answer

    try:
        print(f"  pandana prepared its network in {json.loads(read.readline()):.1f} s")
        yield ask
        write.close()
        if process.wait():
            raise RuntimeError("pandana ended badly: its message is above.")
    finally:
        process.kill()
        process.wait()


def opening(path: Path) -> None:
    """How long the file takes to open."""
    (seconds,) = by_turns(FEW, timed(lambda: Network.load(path)))
    verdict = "pass" if seconds.median < OPEN_GOAL else "MISSED"
    print(f"  {'opening the file':<47} {seconds.text():>26} s   goal < {OPEN_GOAL:g} s  {verdict}")


def _row(name: str, side: Figures, ours: Figures | None = None, goal: float | None = None) -> None:
    line = f"  {name:<47} {side.text():>26} s"
    if ours:
        ratio = ratios(ours, side)
        line += f"  x {ratio.text(2)}"
        if goal:
            line += f"  goal {goal:.2f}  {'pass' if ratio.median >= goal else 'MISSED'}"
    print(line, flush=True)


def make_network(junctions: int, path: Path) -> None:
    """Writes a large network, in another process: its memory is not ours."""
    command = [sys.executable, "-m", "maillage.benchmarks.tiles", str(junctions), path]
    subprocess.run(command, check=True)


def main() -> int:
    """Toulouse with its real places, then the large network."""
    if not tiles.TOULOUSE.exists():
        print("Times to the nearest place: skipped, ../shared/data/network is not there.")
        return 0
    print(HEAD)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for junctions in (0, LARGE):
            path = folder / "network.npz"
            make_network(junctions, path)
            network = Network.load(path)
            x, y = random_places(network, PLACES) if junctions else real_places(network)
            print(f"\n{len(network.x)} junctions, {len(x)} places, by {MODE}, to the places")
            del network
            opening(path)
            beside_scipy(path, x, y, FEW if junctions else MANY)
            if not ORACLES.exists():
                print("  pandana: skipped, there is no build/oracles (run .ci/oracles).")
            elif junctions:
                beside_pandana(path, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
