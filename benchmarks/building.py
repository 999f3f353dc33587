"""Building the network beside Valhalla's tiles: ``python -m maillage.benchmarks.building``.

Whole processes by turns, from the .osm.pbf to the files: ours for car, bike and foot, Python's own
start included (and shown apart); ``valhalla_build_tiles`` on both cores. Peak memory is that of
each process. This one stays small, because what it holds would count in theirs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from . import valhalla
from .compare import Figures, by_turns, ratios, run

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "network"
TOULOUSE, ANDORRA = DATA / "toulouse-2021.osm.pbf", DATA / "andorra-2020.osm.pbf"
EXTRACTS = ROOT / "build" / "extracts" / "bin" / "python"
TILES, CORES = 20, 2
#: Rounds, and the goal: how many times as long Valhalla takes at least. The large file is built
#: without warming up, and in less memory.
SMALL, LARGE = (5, 1.0), (2, 2.0)
BUILD = """
import sys
from maillage.core.network.osm_file import network_from_osm
if len(sys.argv) > 1:
    network_from_osm(sys.argv[1], ["car", "bike", "foot"]).save(sys.argv[2])
"""


def large_file() -> Path:
    """Toulouse side by side with itself; made where it is missing, which takes some seconds."""
    path = ROOT / "build" / "benchmarks" / f"toulouse-{TILES}.osm.pbf"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"making-{path.name}")
        script = Path(__file__).with_name("osm_tiles.py")
        subprocess.run([EXTRACTS, script, TOULOUSE, made, str(TILES)], check=True)
        made.rename(path)
    return path


def beside_valhalla(name: str, osm: Path, rounds: int, goal: float) -> None:
    """Both sides on one file, with their peaks."""
    peaks: dict[str, list[float]] = {"ours": [], "theirs": []}

    def side(who: str, command: list[str | Path]) -> float:
        done = run(command)
        peaks[who].append(done.peak)
        return done.seconds

    with tempfile.TemporaryDirectory() as folder:
        ours_out = Path(folder, "network.npz")

        def ours() -> float:
            return side("ours", [sys.executable, "-c", BUILD, osm, ours_out])

        def theirs() -> float:
            with tempfile.TemporaryDirectory() as tiles:
                return side("theirs", valhalla.tiles_command(osm, Path(tiles), CORES))

        own, other = by_turns(rounds, ours, theirs, warm_up=goal <= 1)
    ratio = ratios(own, other)
    memory = Figures(peaks["ours"]).median, Figures(peaks["theirs"]).median
    verdict = "pass" if ratio.median >= goal else "MISSED"
    if goal > 1:
        verdict += ", memory " + ("pass" if memory[0] < memory[1] else "MISSED")
    print(
        f"{name:<16} {own.text(2):>24} {other.text(2):>24} {ratio.text(2):>24} {goal:>5g} "
        f"{memory[0]:>8.0f} {memory[1]:>9.0f}  {verdict}",
        flush=True,
    )


def main() -> int:
    """The table."""
    if not TOULOUSE.exists():
        print("Building the network: skipped, ../shared/data/network is not there.")
        return 0
    if not valhalla.is_there():
        print("Building the network: skipped, there is no build/valhalla (run .ci/valhalla).")
        return 0
    (start,) = by_turns(3, lambda: run([sys.executable, "-c", BUILD]).seconds)
    print(f"Python's start and imports, in ours: {start.text(2)} s\n")
    print(
        f"{'file':<16} {'ours, s':>24} {'Valhalla, s':>24} {'ratio':>24} {'goal':>5} "
        f"{'our MiB':>8} {'its MiB':>9}"
    )
    beside_valhalla("Andorra", ANDORRA, *SMALL)
    beside_valhalla("Toulouse", TOULOUSE, *SMALL)
    if EXTRACTS.exists():
        beside_valhalla(f"Toulouse x {TILES}", large_file(), *LARGE)
    else:
        print(f"Toulouse x {TILES}: skipped, there is no build/extracts (run .ci/extracts).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
