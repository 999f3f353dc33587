"""Prints the tables of docs/accuracy.md and draws its plots: ``make accuracy``."""

from __future__ import annotations

import datetime
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from osgeo import ogr

from ...core.network.profiles import MODES
from ..valhalla import is_there
from . import isochrones, networks, plots, tables, times

ROOT = Path(__file__).resolve().parents[2]


def main(files: Sequence[str]) -> int:
    """Compares the known networks, or the ``files`` given, for which there are no goals."""
    cases = {Path(file).name.split(".")[0]: Path(file) for file in files} or networks.KNOWN
    missing = [str(path) for path in cases.values() if not path.exists()]
    if missing or not is_there():
        print(f"Not there: {', '.join(missing) or 'Valhalla (run .ci/valhalla)'}.", file=sys.stderr)
        return 1
    ogr.UseExceptions()
    begin = time.perf_counter()
    load = os.getloadavg()[0]
    print(
        f"{datetime.date.today():%d %B %Y}, {platform.machine()}, {os.cpu_count()} cores, "
        f"load {load:.1f} at the start; Python {platform.python_version()}.\n"
    )
    found: dict[tuple[str, str], times.Times] = {}
    rows = []
    print(tables.TIMES)
    with tempfile.TemporaryDirectory(prefix="accuracy-") as folder:
        for name, osm in cases.items():
            with networks.opened(name, osm, Path(folder)) as case:
                for mode in MODES:
                    found[name, mode] = times.compare(case, mode)
                    print(tables.of_times(name, mode, found[name, mode]), flush=True)
                    rows += [
                        tables.of_isochrones(name, mode, agreement)
                        for agreement in isochrones.compare(case, mode)
                    ]
    print("", tables.ISOCHRONES, *rows, sep="\n")
    # The plots of the documentation are of the known networks.
    picture = ROOT / ("build/accuracy.png" if files else "docs/images/accuracy.png")
    plots.scatter(found, picture)
    print(f"\nDrawn: {picture}. It took {time.perf_counter() - begin:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
