"""Suggested sites beside spopt's, and at full size: ``python -m maillage.benchmarks.siting``.

First, instances on the roads of Toulouse, on foot: as many points with people as candidates, random
spots on its streets, and places of today. Both objectives, ours greedy and exact beside spopt with
its solver CBC. Then the greedy answer on a network of 1.2 million junctions.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import ogr
from scipy.spatial import cKDTree

from ..core.access.siting.exact import exact
from ..core.access.siting.greedy import greedy
from ..core.access.siting.problem import COVERING, OBJECTIVES, Problem, covering, median, pose
from ..core.access.times import RoadSearch
from ..core.access.trip import Journeys
from ..core.common.progress import SILENT
from ..core.network.graph import Graph, Snap
from ..core.network.roadnetwork import Network
from . import tiles
from .nearest import LARGE, make_network

ROOT = Path(__file__).resolve().parents[1]
ORACLES = ROOT / "build" / "oracles" / "bin" / "python"
SIZES = (50, 100, 200, 500)
TODAY, SITES, LIMIT = 20, 10, 900.0
#: Values are equal when they differ by less than the solvers' own tolerances.
EQUAL = 1e-5
#: Of the best: what the greedy answer gains at least (covering).
GREEDY_GOAL = 0.95
COMMUNES, PLACES, CANDIDATES = 4454, 845, 300
SECONDS_GOAL = 20.0
#: Metres between points with people along the streets, as coverage places them.
SPACING = 200.0


@dataclass(frozen=True)
class Instance:
    """Points with people: their seconds to places of ``today`` and to candidates (points first)."""

    people: np.ndarray
    today: np.ndarray
    seconds: np.ndarray
    limit: float
    count: int

    def problem(self, objective: str) -> Problem:
        """As a problem of ours."""
        now = self.today.min(axis=1)
        candidates = self.seconds.shape[1]
        if objective != COVERING:
            points = np.arange(len(now))
            rows = [Journeys(j, points, self.seconds[:, j]) for j in range(candidates)]
            return median(rows, self.people, now, candidates)
        left = now > self.limit
        near = self.seconds[left] <= self.limit
        rows = [Journeys(j, np.flatnonzero(near[:, j]), np.empty(0)) for j in range(candidates)]
        return covering(rows, self.people[left], candidates)

    def value(self, objective: str, gained: float) -> float:
        """What spopt counts: people covered, or minutes of all, places of today included."""
        now = self.today.min(axis=1)
        if objective == COVERING:
            return float(self.people[now <= self.limit].sum()) + gained
        return float(self.people @ now) / 60 - gained


@dataclass(frozen=True)
class Theirs:
    """What spopt found: as ``Instance.value``; seconds to make its model and to solve it."""

    value: float
    making: float
    solving: float


def beside_spopt(*questions: tuple[Instance, str]) -> list[Theirs]:
    """spopt's answer to each instance and objective, in its own environment."""
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name, f"{number}.npz") for number in range(len(questions))]
        for file, (instance, objective) in zip(files, questions, strict=True):
            np.savez(file, objective=objective, **vars(instance))
        answer, script = Path(name, "answer.json"), Path(__file__).with_name("spopt_sites.py")
        environment = {key: value for key, value in os.environ.items() if "PYTHON" not in key}
        subprocess.run([ORACLES, script, *files, answer], env=environment, check=True)
        found = json.loads(answer.read_text(encoding="utf-8"))
    return [
        Theirs(one["value"] / (1 if objective == COVERING else 60), one["making"], one["solving"])
        for one, (_, objective) in zip(found, questions, strict=True)
    ]


def on_streets(network: Network, size: int, seed: int) -> Instance:
    """Random spots on the streets of a network, on foot."""
    random = np.random.default_rng(seed)
    graph = Graph(network, "foot")
    largest = graph.part == np.bincount(graph.part[graph.part >= 0]).argmax()
    streets = np.flatnonzero(largest & network.inhabited)

    def spots(count: int) -> Snap:
        edges = random.choice(streets, count)
        return Snap(edges, random.random(count), np.zeros(count))

    points, now, sites = spots(size), spots(TODAY), spots(size)
    people = random.integers(1, 200, size).astype(float)
    today, seconds = (_matrix(RoadSearch(graph, places), points) for places in (now, sites))
    return Instance(people, today, seconds, LIMIT, SITES)


def _matrix(search: RoadSearch, points: Snap) -> np.ndarray:
    """Seconds of each point to each place, one search each."""
    places = range(len(search.snap.edge))
    return np.column_stack([search.times(points, np.array([n])).seconds for n in places])


def table(network: Network) -> None:
    """Ours beside spopt's, a row per instance."""
    head = ("objective", "size", "ours", "spopt", "", "greedy/exact", "", "ours, s", "spopt, s")
    print("{:<9} {:>4} {:>14} {:>14} {:<6} {:>12} {:<6} {:>8} {:>16}".format(*head))
    for size in SIZES:
        instance = on_streets(network, size, size)
        answers = beside_spopt(*((instance, objective) for objective in OBJECTIVES))
        for objective, theirs in zip(OBJECTIVES, answers, strict=True):
            problem = instance.problem(objective)
            begin = time.perf_counter()
            answer = exact(problem, instance.count, 0, 600, SILENT)
            seconds = time.perf_counter() - begin
            best = sum(problem.gains(answer.sites))
            ratio = sum(problem.gains(greedy(problem, instance.count))) / best
            ours = instance.value(objective, best)
            same = abs(ours - theirs.value) <= EQUAL * theirs.value
            enough = "" if objective != COVERING else "pass" if ratio >= GREEDY_GOAL else "MISSED"
            print(
                f"{objective:<9} {size:>4} {ours:>14.3f} {theirs.value:>14.3f} "
                f"{'equal' if same else 'OTHER':<6} {ratio:>12.4f} {enough:<6} {seconds:>8.2f} "
                f"{theirs.making:>6.1f} + {theirs.solving:.1f}",
                flush=True,
            )


def populations() -> np.ndarray:
    """The inhabitants of the region's communes."""
    source = ogr.Open(str(tiles.DATA / "territories" / "communes_occitanie.gpkg"))
    return np.array([feature["population"] or 0 for feature in source.GetLayer(0)], dtype=float)


def people_on(network: Network, snap: Snap, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The people of the region's communes on points of a network that is not the region.

    As many units as communes: the points nearest to one of as many random points. Each has the
    population of a commune, spread evenly; that is drawn at random.
    """
    random = np.random.default_rng(1)
    population = random.permutation(populations())
    chosen = random.choice(len(x), len(population), replace=False)
    _, unit = cKDTree(np.column_stack([x[chosen], y[chosen]])).query(np.column_stack([x, y]))
    return population[unit] / np.bincount(unit, minlength=len(population))[unit]


def at_size(network: Network, count: int = SITES) -> None:
    """The greedy answer for both objectives, at the size of the region."""
    random = np.random.default_rng(2)
    graph = Graph(network, "car")
    edge, fraction = network.sample(np.flatnonzero(network.inhabited), SPACING)
    usable = graph.leads_somewhere[edge]
    snap = Snap(edge[usable], fraction[usable], np.zeros(usable.sum()))
    x, y = network.at(snap.edge, snap.fraction)
    people = people_on(network, snap, x, y)

    def spots(many: int) -> RoadSearch:
        one = random.choice(len(x), many, replace=False)
        return RoadSearch(graph, Snap(snap.edge[one], snap.fraction[one], np.zeros(many)))

    today, candidates = spots(PLACES), spots(CANDIDATES)
    seconds = today.times(snap).seconds
    print(
        f"\n{len(network.x)} junctions, {COMMUNES} units, {len(x)} points with people, {PLACES} "
        f"places, {CANDIDATES} candidates, {count} sites, by car"
    )
    for objective, limit in ((COVERING, 300.0), (COVERING, 600.0), ("pmedian", np.inf)):
        begin = time.perf_counter()
        problem = pose(objective, candidates, snap, people, seconds, limit, SILENT)
        middle = time.perf_counter()
        sites = greedy(problem, count)
        taken = time.perf_counter() - middle
        share = sum(problem.gains(sites)) / problem.total
        verdict = "pass" if taken < SECONDS_GOAL else "MISSED"
        what = f"{objective} {limit / 60:g} min" if np.isfinite(limit) else objective
        print(
            f"  {what:<16} times and problem {middle - begin:6.1f} s "
            f"({problem.savings.nnz} pairs); greedy {taken:6.2f} s   goal < {SECONDS_GOAL:g} s  "
            f"{verdict}; {len(sites)} sites gain {share:.1%}",
            flush=True,
        )


def main() -> int:
    """Both parts, where the real data is."""
    if not tiles.TOULOUSE.exists():
        print("Suggested sites: skipped, ../shared/data/network is not there.")
        return 0
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "network.npz"
        if ORACLES.exists():
            make_network(0, path)
            print(f"{TODAY} places of today, {SITES} new sites, {LIMIT / 60:g} minutes on foot")
            table(Network.load(path))
        else:
            print("spopt: skipped, there is no build/oracles (run .ci/oracles).")
        make_network(LARGE, path)
        at_size(Network.load(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
