"""How long the dock takes to open for the first time: each in a QGIS process of its own.

On the clock of the wall, and in seconds of work, which a busy machine does not lengthen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from statistics import median
from typing import NoReturn

RUNS, GOAL_SECONDS = 5, 0.3
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
    """Prints the median of each part, and the whole beside its goal."""
    command = [sys.executable, "-m", "maillage.benchmarks.startup", "--here"]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        for _ in range(RUNS)
    ]
    for name in PARTS:
        print(f"{name:8}" + "".join(f"{_median(runs, kind, name):8.3f}" for kind in KINDS))
    whole = "".join(f"{_median(runs, kind, *PARTS):8.3f}" for kind in KINDS)
    print(f"{'dock':8}{whole}   goal {GOAL_SECONDS} s ({', '.join(KINDS)})")


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _median(runs: list[dict[str, dict[str, float]]], kind: str, *parts: str) -> float:
    return median(sum(run[part][kind] for part in parts) for run in runs)


if __name__ == "__main__":
    if sys.argv[1:] == ["--here"]:
        opening()
    main()
