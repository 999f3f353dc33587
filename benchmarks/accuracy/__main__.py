"""Prints the tables of docs/accuracy.md, and draws its plots: ``make accuracy``."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from ...core.network.profiles import MODES
from ..valhalla import is_there
from . import networks, times


def main(files: Sequence[str]) -> int:
    """Compares the known networks, or the ``files`` given."""
    if not is_there():
        print("There is no Valhalla to compare with: run .ci/valhalla.", file=sys.stderr)
        return 1
    cases = {Path(file).name: Path(file) for file in files} or networks.KNOWN
    missing = [str(path) for path in cases.values() if not path.exists()]
    if missing:
        print(f"These files are not there: {', '.join(missing)}.", file=sys.stderr)
        return 1
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="accuracy-") as folder:
        print_row(*TIMES_HEAD)
        print_row(*["---"] + ["---:"] * 6 + ["---"])
        for name, osm in cases.items():
            with networks.opened(name, osm, Path(folder)) as case:
                for mode in MODES:
                    print_times(name, mode, times.compare(case, mode))
    print(f"\n{time.perf_counter() - begin:.0f} s")
    return 0


TIMES_HEAD = (
    "network, mode",
    "pairs",
    "no way: ours, Valhalla's",
    "correlation",
    "median",
    "95th percentile",
    "goals",
    "",
)


def print_row(*cells: str) -> None:
    """A row of a Markdown table."""
    print("|", " | ".join(cells), "|", flush=True)


def print_times(name: str, mode: str, found: times.Times) -> None:
    import numpy as np

    correlation, median, high = found.figures()
    none = f"{(~np.isfinite(found.ours)).sum()}, {(~np.isfinite(found.theirs)).sum()}"
    goals, verdict = "", ""
    if (name, mode) in times.GOALS:
        least, *most = times.GOALS[name, mode]
        goals = f"≥ {least:g}, ≤ {most[0]:g} %, ≤ {most[1]:g} %"
        met = correlation >= least and median <= most[0] and high <= most[1]
        verdict = "pass" if met else "MISSED"
    print_row(
        f"{name} {mode}",
        str(found.reported.sum()),
        none,
        f"{correlation:.4f}",
        f"{median:.2f} %",
        f"{high:.2f} %",
        goals,
        verdict,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
