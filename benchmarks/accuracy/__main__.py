"""Prints the tables of docs/accuracy.md, writes them there and draws its plots: ``make accuracy``.

Other files than the known ones can be given: they have no goals, and the page stays as it is.
"""

from __future__ import annotations

import datetime
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from osgeo import ogr

from ...core.common.modes import MODES
from ..valhalla import is_there
from . import isochrones, networks, plots, routes, tables, times

ROOT = Path(__file__).resolve().parents[2]
PAGE, PICTURE = ROOT / "docs" / "accuracy.md", ROOT / "docs" / "images" / "accuracy.png"
#: Where a picture of other files goes.
OTHER_PICTURE = ROOT / "build" / "accuracy.png"


def main(files: Sequence[str]) -> int:
    """Compares the known networks, or the ``files`` given."""
    cases = {Path(file).name.split(".")[0]: Path(file) for file in files} or networks.KNOWN
    missing = [str(path) for path in cases.values() if not path.exists()]
    if missing or not is_there():
        print(f"Not there: {', '.join(missing) or 'Valhalla (run .ci/valhalla)'}.", file=sys.stderr)
        return 1
    ogr.UseExceptions()
    found: dict[tuple[str, str], times.Times] = {}
    lines = []
    for line in report(cases, found):
        print(line, flush=True)
        lines.append(line)
    plots.scatter(found, OTHER_PICTURE if files else PICTURE)
    if not files:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(tables.put_in(page, "\n".join(lines)), encoding="utf-8")
    return 0


def report(cases: dict[str, Path], found: dict[tuple[str, str], times.Times]) -> Iterator[str]:
    """The lines of the tables; the times go to ``found``, by (network, mode)."""
    begin, load = time.perf_counter(), os.getloadavg()[0]
    yield tables.TIMES
    rows, same = [], []
    with tempfile.TemporaryDirectory(prefix="accuracy-") as folder:
        for name, osm in cases.items():
            with networks.opened(name, osm, Path(folder)) as case:
                for mode in MODES:
                    found[name, mode] = times.compare(case, mode)
                    yield tables.of_times(name, mode, found[name, mode])
                    followed = routes.compare(case, mode, found[name, mode])
                    same.append(tables.of_routes(name, mode, followed))
                    rows += [
                        tables.of_isochrones(name, mode, agreement)
                        for agreement in isochrones.compare(case, mode)
                    ]
    yield from ["", tables.ROUTES, *same, "", tables.ISOCHRONES, *rows, ""]
    seconds = time.perf_counter() - begin
    today = datetime.date.today()
    yield (
        f"{today.day} {today:%B %Y}, {seconds:.0f} s on a machine of {os.cpu_count()} cores "
        f"({platform.machine()}, load {load:.1f} at the start), Python {platform.python_version()}."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
