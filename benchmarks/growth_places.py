"""How steps grow with the places, and what they take of memory with the network:
``python -m maillage.benchmarks.growth_places``.

Each step runs as the toolbox runs it, from its files to its file, in a process of its own, with a
fifth of the places and with all, then with a third of the network and with all. The census is the
real one again and again with other identifiers; on the road the places stand at junctions of
Toulouse side by side with itself, among rectangles with the inhabitants of real communes. The
tables are in Markdown. What ``core/inputs/needs.json`` says of memory may not be more than is
measured: a job that fits would be refused.
"""

from __future__ import annotations

import json
import math
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.network.roadnetwork import Network
from . import tiles
from .census import repeat
from .compare import run
from .coverage import activities, stands, write_communes, write_places
from .nearest import CENSUS, make_network

PLACES = (20_000, 100_000)
JUNCTIONS = (400_000, 1_200_000)
#: Places on the larger network.
FEW = 2_000
#: What is measured is called linear up to this exponent: that of a machine which takes a quarter as
#: long again for each of five times as many places, 1 + log 1.25 / log 5.
_NOISE = 1.14
#: A step is run again until its runs took so many seconds in all.
_SECONDS = 20
NEEDS = Path(__file__).resolve().parents[1] / "core" / "inputs" / "needs.json"


@dataclass(frozen=True)
class Step:
    """An algorithm, the parameter that grows, and all its parameters, "{folder}" put in."""

    algorithm: str
    grows: str
    parameters: dict[str, Any]


_ROADS = {"PLACES": "{folder}/places.gpkg", "NETWORK": "{folder}/network.npz"}
_PEOPLE = {**_ROADS, "DEMAND": "{folder}/communes.gpkg"}

WITH_PLACES = {
    "load a census": Step(
        "loadcensus",
        "INPUT",
        {
            "INPUT": "{folder}/census.csv",
            "COMMUNES": str(tiles.DATA / "territories" / "communes_occitanie.gpkg"),
            "OUTPUT": "{folder}/loaded.gpkg",
            "REPORT": "{folder}/report.csv",
        },
    ),
    "save it": Step(
        "savecensus",
        "INPUT",
        {
            "INPUT": "{folder}/loaded.gpkg",
            "SOURCE": "{folder}/census.csv",
            "OUTPUT": "{folder}/saved.csv",
        },
    ),
    "export it to the web map": Step(
        "exportweb",
        "PLACES",
        {"PLACES": "{folder}/loaded.gpkg", "OUTPUT_FOLDER": "{folder}/web"},
    ),
    "coverage, 3 modes": Step(
        "coverage",
        "PLACES",
        {
            **_PEOPLE,
            "FRAGILITY_FIELD": "score",
            "MODE": ["car", "bike", "foot"],
            "MINUTES": "10,20,30",
            "OUTPUT": "{folder}/coverage.gpkg",
        },
    ),
    "isochrones, union": Step(
        "isochrones",
        "PLACES",
        {**_ROADS, "MINUTES": "5,10,15", "MERGE": "union", "OUTPUT": "{folder}/union.gpkg"},
    ),
}
WITH_NETWORK = {
    "coverage by car": Step(
        "coverage",
        "NETWORK",
        {**_PEOPLE, "MODE": ["car"], "MINUTES": "10", "OUTPUT": "{folder}/coverage.gpkg"},
    ),
    "travel times": Step("traveltimes", "NETWORK", {**_PEOPLE, "OUTPUT": "{folder}/times.gpkg"}),
    "isochrones, union": Step("isochrones", "NETWORK", WITH_PLACES["isochrones, union"].parameters),
}
STEPS = {"places": WITH_PLACES, "network": WITH_NETWORK}


@dataclass(frozen=True)
class Figures:
    """Of a run: the processor's seconds, the most MiB held, and how much there was of what grows:
    the bytes of a file, or the rows of a layer."""

    seconds: float
    peak: float
    amount: int


def put_places(folder: Path, places: int) -> None:
    """Places and communes on the network of the folder."""
    network, stated = Network.load(folder / "network.npz"), activities()
    nodes = stands(network, places)
    stated = [stated[number % len(stated)] for number in range(places)]
    write_places(folder / "places.gpkg", network, nodes, stated)
    write_communes(folder / "communes.gpkg", network)


def with_places(folder: Path, places: int) -> None:
    """A census, and places on the smaller network."""
    if not (folder / "network.npz").exists():
        make_network(JUNCTIONS[0], folder / "network.npz")
    repeat(CENSUS, folder / "census.csv", places)
    put_places(folder, places)


def with_network(folder: Path, junctions: int) -> None:
    """A network, and a few places on it."""
    make_network(junctions, folder / "network.npz")
    put_places(folder, FEW)


def execute(what: str, name: str, folder: Path) -> None:
    """The measured run; leaves its seconds in the folder."""
    from qgis.core import QgsApplication, QgsProcessingFeedback

    application = QgsApplication([], False)
    application.initQgis()
    import processing
    from processing.core.Processing import Processing

    from ..core.algorithms.provider import MaillageProvider

    Processing.initialize()
    provider = MaillageProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    step = STEPS[what][name]
    parameters = {
        name: value.format(folder=folder) if isinstance(value, str) else value
        for name, value in step.parameters.items()
    }
    begin = worked()
    processing.run(f"maillage:{step.algorithm}", parameters, feedback=QgsProcessingFeedback(False))
    (folder / "seconds.json").write_text(json.dumps(worked() - begin))
    QgsApplication.processingRegistry().removeProvider(provider)
    application.exitQgis()


def worked() -> float:
    """The processor's seconds of this process and of those that it waited for."""
    return sum(os.times()[:4])


def measured(what: str, name: str, folder: Path, size: int) -> Figures:
    """The least of the runs that some seconds leave time for."""
    command = [sys.executable, "-m", "maillage.benchmarks.growth_places", what, name, folder]
    step, found = STEPS[what][name], []
    while sum(seconds for seconds, _ in found) < _SECONDS:
        done = run(command)
        found.append((json.loads((folder / "seconds.json").read_text()), done.peak))
    print(name, "done", file=sys.stderr, flush=True)
    grown = Path(step.parameters[step.grows].format(folder=folder))
    return Figures(*min(found), size if grown.suffix == ".gpkg" else grown.stat().st_size)


def exponent(few: float, many: float, sizes: tuple[int, int]) -> float:
    """The e of value ~ size^e."""
    return math.log(many / few) / math.log(sizes[1] / sizes[0])


def memory_each(few: Figures, many: Figures) -> float:
    """Bytes of memory for each byte of a file, or each row of a layer."""
    return (many.peak - few.peak) * (1 << 20) / (many.amount - few.amount)


def grow(what: str, sizes: tuple[int, int], make: Callable[[Path, int], None]) -> bool:
    """Measures the steps and prints their table; whether all grow as they should."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            make(Path(name), size)
            found.append({step: measured(what, step, Path(name), size) for step in STEPS[what]})
    head = " | ".join(f"{size:,}" for size in sizes)
    print(f"\n| {what} | {head} | exponent | memory each | needs.json | |")
    print("|---|---:|---:|---:|---:|---:|---|")
    passed = [_row(name, step, *(each[name] for each in found), sizes)
              for name, step in STEPS[what].items()]  # fmt: skip
    return all(passed)


def _row(name: str, step: Step, few: Figures, many: Figures, sizes: tuple[int, int]) -> bool:
    grown = exponent(few.seconds, many.seconds, sizes)
    most = max(grown, exponent(few.peak, many.peak, sizes))
    each, told = memory_each(few, many), json.loads(NEEDS.read_text())[step.algorithm][step.grows]
    verdict = "MISSED" if most > _NOISE else "refuses what fits" if told > each else "pass"
    cells = " | ".join(f"{one.seconds:.1f} · {one.peak:.0f}" for one in (few, many))
    print(f"| {name} | {cells} | {grown:.2f} | {each:,.1f} | {told:,} | {verdict} |", flush=True)
    return verdict == "pass"


def main() -> int:
    """Both tables; 1 where something grows faster than it should, or is refused though it fits."""
    if not tiles.TOULOUSE.exists():
        print("Growth with the places: skipped, ../shared/data/network is not there.")
        return 0
    print("Seconds of the processor · MiB at most; memory in bytes for each byte, or row.")
    passed = [grow("places", PLACES, with_places), grow("network", JUNCTIONS, with_network)]
    return int(not all(passed))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        execute(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
    else:
        sys.exit(main())
