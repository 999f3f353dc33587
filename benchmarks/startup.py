"""What the plugin costs before it is used: as QGIS starts, and as its dock is first opened.

QGIS itself is started on a screen of its own, with the plugin enabled and in an empty profile by
turns. The dock is opened in a process of its own each time. Seconds are those of the wall's clock,
or of work (of the processor), which a busy machine lengthens less.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
#: How often each is measured, after a first time that is not counted: it leaves Python's compiled
#: modules and the profile of QGIS.
RUNS = 5
#: Seconds of work that QGIS counts for the plugin (``plugin_times``), and until the dock is open.
ENABLING, OPENING = 0.05, 0.3
PARTS, KINDS = ("import", "make", "show"), ("wall", "work")


def opening() -> NoReturn:
    """Prints the seconds to import the dock, to make it and to show its first page; then ends."""
    from qgis.core import QgsApplication
    from qgis.gui import QgsDockWidget, QgsMapCanvas, QgsMessageBar

    # QGIS has its processing widgets long before anybody opens a dock.
    app = QgsApplication([], True)
    app.initQgis()

    from ..core.algorithms.provider import MaillageProvider

    provider = MaillageProvider()
    app.processingRegistry().addProvider(provider)
    canvas, messages, frame = QgsMapCanvas(), QgsMessageBar(), QgsDockWidget()
    times = [_now()]
    from ..ui.dock import MaillageDock

    times.append(_now())
    dock = MaillageDock(canvas, messages)
    frame.setWidget(dock)
    times.append(_now())
    frame.show()
    app.processEvents()
    times.append(_now())
    parts = {
        name: {"wall": after[0] - before[0], "work": after[1] - before[1]}
        for name, before, after in zip(PARTS, times, times[1:], strict=False)
    }
    print(json.dumps(parts), flush=True)
    os._exit(0)  # QGIS need not put anything away


def main() -> None:
    """Prints the medians beside their goals."""
    # A person's second start finds what Python compiled at the first.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    _report_enabling()
    _report_opening()


def _report_enabling() -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from qgis_session import run_in_qgis

    script = ROOT / "benchmarks" / "session_startup.py"
    runs: dict[bool, list[dict[str, float]]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(1 + RUNS):
            for enabled, done in runs.items():
                at = Path(folder) / str(enabled)
                done.append(run_in_qgis(script, at, language="fr", plugin=enabled))
    ours, empty = runs[True][1:], runs[False][1:]
    print(f"plugin_times      {median(run['plugin'] for run in ours):8.3f}   goal {ENABLING} s")
    for name, which in (("with the plugin", ours), ("empty profile", empty)):
        print(f"{name:18}{median(run['work'] for run in which):8.3f}   work until QGIS is at rest")
    more = [one["work"] - other["work"] for one, other in zip(ours, empty, strict=True)]
    print(f"{'more, in pairs':18}{median(more):8.3f}   ({min(more):.3f} to {max(more):.3f})")


def _report_opening() -> None:
    command = [sys.executable, "-m", "maillage.benchmarks.startup", "--here"]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        for _ in range(1 + RUNS)
    ][1:]
    for name in PARTS:
        print(f"{name:18}" + "".join(f"{_median(runs, kind, name):8.3f}" for kind in KINDS))
    whole = "".join(f"{_median(runs, kind, *PARTS):8.3f}" for kind in KINDS)
    print(f"{'dock':18}{whole}   goal {OPENING} s ({', '.join(KINDS)})")


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _median(runs: list[dict[str, dict[str, float]]], kind: str, *parts: str) -> float:
    return median(sum(run[part][kind] for part in parts) for run in runs)


if __name__ == "__main__":
    if sys.argv[1:] == ["--here"]:
        opening()
    main()
