"""Measures the main steps beside their goals: ``python -m maillage.benchmarks.bench``.

On the real data beside the checkout when it is there (the goals are for it), else on the
demonstration territory.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsApplication

if TYPE_CHECKING:
    from .steps import Job, Step

HEAD = """\
On {data}.
{machine}, {cores} cores, load {load:.1f} at the start; Python {python}, QGIS {qgis}.
Seconds: where runs is 3, their median after a warm-up. Limits in minutes.
"""
NOTE = """
The four last steps: the same {edges} edges that cars may use, the same {places} places, outwards
from the place. native:serviceareafromlayer (through Processing, one run): fastest path, speed and
direction fields, cancelled after {seconds} s. It gives the stretches of road that are reached from
each place as lines, a two-way road twice; it puts every place on its nearest edge, however far and
even on a piece cut off from the rest, and the walk there takes no time. Ours count that walk, and
leave out the places too far to walk and the pieces that lead nowhere. The times are those of each
junction to its nearest place, one search for all, no lines; maillage:isochrones (through
Processing, one run) gives the ground as polygons. Peak memory is that of the whole process since
its start."""


def measure(job: Job, steps: list[Step]) -> list[float]:
    """Runs the steps, a row of the table each; their seconds."""
    medians = []
    for step in steps:
        runs, outcome = [], ""
        for _ in range(4 if step.is_short else 1):
            begin = time.perf_counter()
            outcome = step.run(job)
            runs.append(time.perf_counter() - begin)
        measured = runs[1:] or runs  # the first of several is the warm-up
        seconds = statistics.median(measured)
        goal = step.goal if job.is_real else None
        verdict = "" if goal is None else "pass" if seconds < goal else "MISSED"
        limit = "" if goal is None else f"< {goal:g}"
        row(step.name, str(len(measured)), f"{seconds:.3f}", limit, verdict, outcome)
        medians.append(seconds)
    return medians


def row(*cells: str) -> None:
    """Prints a row of the table."""
    print("{:<46} {:>4} {:>8} {:>6} {:<6} {}".format(*cells).rstrip(), flush=True)


def peak_memory(until: str) -> None:
    """A row with the most memory that the process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
    row(f"Peak memory, {until}", "", "", "", "", f"{peak:.0f} MiB")


def bench(folder: Path) -> None:
    """The whole table."""
    from . import native, steps

    job = steps.Job(folder)
    print(
        HEAD.format(
            data="the real data in ../shared/data"
            if job.is_real
            else "the sample: there is no ../shared/data, and the goals are for it",
            machine=platform.machine(),
            cores=os.cpu_count(),
            load=os.getloadavg()[0],
            python=platform.python_version(),
            qgis=Qgis.version(),
        )
    )
    row("step", "runs", "seconds", "goal", "", "what came out")
    measure(job, steps.OWN)
    peak_memory("until here")
    edges = native.write_lines(job.network, "car", folder / "roads.gpkg")
    before, native_seconds, after, _ = measure(job, steps.BESIDE)
    ratio = native_seconds / max(before, after)
    verdict = "" if not job.is_real else "pass" if ratio >= steps.NATIVE_GOAL else "MISSED"
    goal = f"> {steps.NATIVE_GOAL}" if job.is_real else ""
    row("QGIS's time to our times', the longer", "", f"{ratio:.0f} x", goal, verdict, "")
    peak_memory("QGIS's own included")
    print(NOTE.format(edges=edges, places=len(job.places), seconds=steps.NATIVE_SECONDS))


def main() -> int:
    """Measures in a QGIS without windows."""
    application = QgsApplication([], False)
    application.initQgis()
    from processing.core.Processing import Processing

    from ..core.algorithms.provider import MaillageProvider

    Processing.initialize()
    provider = MaillageProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    with tempfile.TemporaryDirectory() as folder:
        bench(Path(folder))
    QgsApplication.processingRegistry().removeProvider(provider)
    application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main())
