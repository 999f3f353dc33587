"""How steps grow with the places: ``python -m maillage.benchmarks.growth_places``.

Each step runs as the toolbox runs it, from its files to its file, in a process of its own, with a
fifth of the places and with all. The census is the real one again and again with other identifiers;
on the road the places stand at junctions of Toulouse side by side with itself, among rectangles
with the inhabitants of real communes. The table is in Markdown; what a place takes of memory
stands in ``core/inputs/needs.json``.
"""

from __future__ import annotations

import json
import math
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from ..core.network.roadnetwork import Network
from . import tiles
from .census import repeat
from .compare import run
from .coverage import activities, stands, write_communes, write_places
from .nearest import CENSUS, make_network

PLACES = (20_000, 100_000)
JUNCTIONS = 400_000
#: What is measured is called linear up to this exponent: that of a machine which takes a quarter as
#: long again for each of five times as many places, 1 + log 1.25 / log 5.
_NOISE = 1.14
#: A step is run again until its runs took so many seconds in all.
_SECONDS = 20

#: Each step: algorithm and parameters, "{folder}" and "{census}" put in.
STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "load a census": (
        "loadcensus",
        {
            "INPUT": "{folder}/census.csv",
            "COMMUNES": str(tiles.DATA / "territories" / "communes_occitanie.gpkg"),
            "OUTPUT": "{folder}/loaded.gpkg",
            "REPORT": "{folder}/report.csv",
        },
    ),
    "save it": (
        "savecensus",
        {
            "INPUT": "{folder}/loaded.gpkg",
            "SOURCE": "{folder}/census.csv",
            "OUTPUT": "{folder}/saved.csv",
        },
    ),
    "export it to the web map": (
        "exportweb",
        {"PLACES": "{folder}/loaded.gpkg", "OUTPUT_FOLDER": "{folder}/web"},
    ),
    "coverage, 3 modes": (
        "coverage",
        {
            "PLACES": "{folder}/places.gpkg",
            "DEMAND": "{folder}/communes.gpkg",
            "FRAGILITY_FIELD": "score",
            "NETWORK": "{folder}/network.npz",
            "MODE": ["car", "bike", "foot"],
            "MINUTES": "10,20,30",
            "OUTPUT": "{folder}/coverage.gpkg",
        },
    ),
    "isochrones, union": (
        "isochrones",
        {
            "PLACES": "{folder}/places.gpkg",
            "NETWORK": "{folder}/network.npz",
            "MINUTES": "5,10,15",
            "MERGE": "union",
            "OUTPUT": "{folder}/union.gpkg",
        },
    ),
}


def make_inputs(folder: Path, places: int) -> None:
    """The census, and places and communes on the network."""
    repeat(CENSUS, folder / "census.csv", places)
    network, stated = Network.load(folder / "network.npz"), activities()
    nodes = stands(network, places)
    stated = [stated[number % len(stated)] for number in range(places)]
    write_places(folder / "places.gpkg", network, nodes, stated)
    write_communes(folder / "communes.gpkg", network)


def execute(step: str, folder: Path) -> None:
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
    algorithm, given = STEPS[step]
    parameters = {
        name: value.format(folder=folder) if isinstance(value, str) else value
        for name, value in given.items()
    }
    begin = worked()
    processing.run(f"maillage:{algorithm}", parameters, feedback=QgsProcessingFeedback(False))
    (folder / "seconds.json").write_text(json.dumps(worked() - begin))
    QgsApplication.processingRegistry().removeProvider(provider)
    application.exitQgis()


def worked() -> float:
    """The processor's seconds of this process and of those that it waited for."""
    return sum(os.times()[:4])


def measured(step: str, folder: Path) -> tuple[float, float]:
    """The processor's seconds of a step, and the most MiB that its process held: the least of the
    runs that some seconds leave time for."""
    module = "maillage.benchmarks.growth_places"
    found: list[tuple[float, float]] = []
    while sum(seconds for seconds, _ in found) < _SECONDS:
        done = run([sys.executable, "-m", module, step, str(folder)])
        found.append((json.loads((folder / "seconds.json").read_text()), done.peak))
    print(step, "done", file=sys.stderr, flush=True)
    return min(found)


def exponent(few: float, many: float) -> float:
    """The e of value ~ places^e."""
    return math.log(many / few) / math.log(PLACES[1] / PLACES[0])


def main(steps: list[str]) -> int:
    """Measures the steps and prints their table; 1 where one grows faster than the places."""
    if not tiles.TOULOUSE.exists():
        print("Growth with the places: skipped, ../shared/data/network is not there.")
        return 0
    found: list[dict[str, tuple[float, float]]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_network(JUNCTIONS, folder / "network.npz")
        for places in PLACES:
            make_inputs(folder, places)
            found.append({step: measured(step, folder) for step in steps})
    print(f"\n{JUNCTIONS:,} junctions. Seconds of the processor · MiB at most.\n")
    head = " | ".join(f"{places:,} places" for places in PLACES)
    print(f"| step | {head} | exponent | | bytes a place |")
    print("|---|---:|---:|---:|---|---:|")
    missed = False
    for step in steps:
        (few, few_peak), (many, many_peak) = (figures[step] for figures in found)
        grown = exponent(few, many)
        passed = max(grown, exponent(few_peak, many_peak)) <= _NOISE
        missed |= not passed
        each = (many_peak - few_peak) * (1 << 20) / (PLACES[1] - PLACES[0])
        print(
            f"| {step} | {few:.1f} · {few_peak:.0f} | {many:.1f} · {many_peak:.0f} | {grown:.2f} | "
            f"{'pass' if passed else 'MISSED'} | {each:,.0f} |"
        )
    return int(missed)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        execute(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main(list(STEPS)))
