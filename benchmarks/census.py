"""Measures a census of 100,000 rows beside its goals: ``python -m maillage.benchmarks.census``.

It is the real census beside the checkout, repeated with other identifiers; without it, that of the
demonstration territory, for which there are no goals. It runs in a process of its own, so that the
peak of memory is its own.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from ..core.places.census import load_census
from ..core.territories.zones import Zones

ROOT = Path(__file__).resolve().parents[1]
REAL, SAMPLE = ROOT.parent / "shared" / "data", ROOT / "sample"
ROWS = 100_000
#: The goals: seconds, and MiB of memory held at most.
SECONDS, MEMORY = 30, 1500


def repeat(census: Path, output: Path, rows: int = ROWS) -> None:
    """Writes the census again and again, with other identifiers each time, up to ``rows`` rows."""
    with open(census, encoding="utf-8-sig", newline="") as file:
        header, *places = csv.reader(file)
    identifier = header.index("n_ref")
    copies = (
        [f"{cell}-{copy}" if column == identifier else cell for column, cell in enumerate(place)]
        for copy in range(rows // len(places) + 1)
        for place in places
    )
    with open(output, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *islice(copies, rows)])


def main() -> int:
    """Measures, prints, and gives 1 where a goal is missed."""
    is_real = REAL.is_dir()
    inputs = json.loads((SAMPLE / "jobs.json").read_text(encoding="utf-8"))
    base, inputs = (REAL, inputs["data"]) if is_real else (SAMPLE, inputs["sample"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "census.csv")
        repeat(base / inputs["census"], path)
        size = path.stat().st_size / 1e6
        begin = time.perf_counter()
        census = load_census(path, communes=Zones.read(str(base / inputs["communes"])))
        seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
    print(f"{inputs['census']} repeated: {len(census.places)} rows, {size:.0f} MB")
    missed = is_real and (seconds >= SECONDS or peak >= MEMORY)
    print(f"Load and check, with communes  {seconds:8.1f} s    goal < {SECONDS}")
    print(f"Peak memory                    {peak:8.0f} MiB  goal < {MEMORY}")
    print(f"Report                         {len(census.report):8} findings")
    print("MISSED" if missed else "pass" if is_real else "the goals are for the real census")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
