"""How time and memory grow with the network: ``python -m maillage.benchmarks.growth``.

Networks of Toulouse side by side with itself, up to 5 million junctions: minutes, and several GB.
Each step runs in a process of its own, from the opened network on; building and saving share one.
Peak memory is the most that is held during the step, with what it needs (mapped pages included).
The table is in Markdown; the plot goes to docs/benchmarks/growth.svg.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from ..core.access.isochrones import isochrones
from ..core.network.build import build_network
from ..core.network.roadnetwork import Network
from . import tiles
from .nearest import MODE, nearest, random_places

PLOT = Path(__file__).resolve().parents[1] / "docs" / "benchmarks" / "growth.svg"
JUNCTIONS = (40_000, 400_000, 1_200_000, 5_000_000)
FEW, MANY = 200, 2_000
MINUTES = [5, 10, 15]
#: A step is run up to so many times, while that takes less than so many seconds in all.
_RUNS, _SECONDS = 5, 10.0
#: What is measured is called n log n up to this exponent: that of a machine which takes half as
#: long again for the largest network as for the smallest, log 1.5 / log 180.
_NOISE = 1.08

T = TypeVar("T")
#: (seconds, MiB) by step.
Figures = dict[str, tuple[float, float]]


def measure(job: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    """What ``job`` gives; its seconds, and the most MiB that this process holds meanwhile."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    begin = time.perf_counter()
    result = job()
    seconds = time.perf_counter() - begin
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return result, (seconds, int(status.split("VmHWM:")[1].split()[0]) / 1024)


def build(path: Path, junctions: int) -> Figures:
    """Roads as arrays to a network, and that to its file."""
    lines, source = tiles.read_lines(tiles.TOULOUSE), {"name": "tiles"}
    count = tiles.tiles_for(junctions, len(build_network(lines, source).x))
    large = tiles.tiled(lines, count)
    network, built = measure(lambda: build_network(large, source))
    _, saved = measure(lambda: network.save(path))
    return {"build": built, "save": saved}


def opened(path: Path, _: int) -> Figures:
    """The file to a network."""
    return {"open": measure(lambda: Network.load(path))[1]}


def times(path: Path, places: int) -> Figures:
    """The opened network and places to the seconds and the nearest place of every junction."""
    network = Network.load(path)
    x, y = random_places(network, places)
    network = Network.load(path)  # without what choosing places worked out
    return {f"times, {places} places": measure(lambda: nearest(network, x, y))[1]}


def union(path: Path, places: int) -> Figures:
    """The same to the ground near any of the places."""
    return _isochrones(path, places, "union")


def each(path: Path, places: int) -> Figures:
    """The same to the ground near each of the places."""
    return _isochrones(path, places, "each")


def _isochrones(path: Path, places: int, merge: str) -> Figures:
    network = Network.load(path)
    x, y = random_places(network, places)
    network = Network.load(path)

    def job() -> None:
        search, _ = nearest(network, x, y, MINUTES[-1] * 60)
        for _ in isochrones(search, MINUTES, merge):
            pass

    return {f"isochrones, {merge}, {places} places": measure(job)[1]}


STEPS: dict[str, Callable[[Path, int], Figures]] = {
    step.__name__: step for step in (build, opened, times, union, each)
}
#: Each step with its number; building's is that of the junctions.
PLAN = [("opened", 0), ("times", FEW), ("times", MANY), ("union", FEW), ("union", MANY)]
PLAN += [("each", FEW)]


def in_process(step: str, path: Path, number: int) -> Figures:
    """The figures of a step that runs in a process of its own; the least where it runs often."""
    command = [sys.executable, "-m", "maillage.benchmarks.growth", step, str(path), str(number)]
    found: list[Figures] = []
    while len(found) < _RUNS:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found.append(json.loads(done.stdout))
        if sum(figures[0] for run in found for figures in run.values()) > _SECONDS:
            break
    return {
        name: (min(run[name][0] for run in found), min(run[name][1] for run in found))
        for name in found[0]
    }


def exponent(junctions: list[int], values: list[float]) -> float:
    """The e of value ~ (n log n)^e, by least squares over the logarithms."""
    work = [math.log(n * math.log(n)) for n in junctions]
    return float(np.polyfit(work, np.log(values), 1)[0])


def available() -> float:
    """MiB that can be had now."""
    known = Path("/proc/meminfo").read_text(encoding="ascii")
    return int(known.split("MemAvailable:")[1].split()[0]) / 1024


def grow(folder: Path) -> tuple[list[int], list[Figures]]:
    """(junctions, figures) of each network for which there is memory."""
    sizes: list[int] = []
    found: list[Figures] = []
    for junctions in JUNCTIONS:
        if found:
            most = max(peak for _, peak in found[-1].values())
            needed = most * junctions / sizes[-1]
            if needed > available():
                print(
                    f"{junctions} junctions: left out, they need about {needed:.0f} MiB and "
                    f"{available():.0f} MiB are free.",
                    flush=True,
                )
                break
        path = folder / "network.npz"
        figures = in_process("build", path, junctions)
        for step, number in PLAN:
            figures |= in_process(step, path, number)
        sizes.append(len(Network.load(path).x))
        found.append(figures)
        print(f"{sizes[-1]} junctions done", file=sys.stderr, flush=True)
    return sizes, found


def table(sizes: list[int], found: list[Figures]) -> None:
    """Seconds and MiB by step, and how they grow."""
    print(f"\nBy {MODE}; isochrones of {MINUTES} minutes. Seconds · MiB at most.\n")
    head = " | ".join(f"{size:,} junctions" for size in sizes)
    print(f"| step | {head} | exponent | of the last two | of memory | |")
    print("|---|" + "---:|" * (len(sizes) + 3) + "---|")
    for step in found[0]:
        seconds, peaks = zip(*(figures[step] for figures in found), strict=True)
        cells = " | ".join(f"{s:.3f} · {p:.0f}" for s, p in zip(seconds, peaks, strict=True))
        grown = f"| {step} | {cells} "
        if len(sizes) > 1:
            over_all = exponent(sizes, list(seconds))
            last = exponent(sizes[-2:], list(seconds[-2:]))
            memory = exponent(sizes, list(peaks))
            verdict = "pass" if max(over_all, memory) <= _NOISE else "MISSED"
            grown += f"| {over_all:.2f} | {last:.2f} | {memory:.2f} | {verdict} "
        print(grown + "|")


def main() -> int:
    """The table and the plot; with arguments, one step in this process."""
    if len(sys.argv) > 1:
        step, path, number = sys.argv[1:]
        print(json.dumps(STEPS[step](Path(path), int(number))))
        return 0
    if not tiles.TOULOUSE.exists():
        print("Growth: skipped, ../shared/data/network is not there.")
        return 0
    from .growth_plot import draw

    with tempfile.TemporaryDirectory() as folder:
        sizes, found = grow(Path(folder))
    table(sizes, found)
    draw(sizes, found, PLOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
