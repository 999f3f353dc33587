"""A QGIS of its own that runs one step and is killed on the way: killed_step.py N ALGORITHM JSON.

It dies at the Nth change to the disk below the folder ``home`` of the JSON (0: it does not, and
prints how many there were); the rest are the step's parameters.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.link", "os.mkdir", "open", "sqlite3.connect")


def main() -> None:
    last, algorithm, given = int(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
    home, left = given.pop("home"), last
    sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "build" / "plugins")]
    sys.path.append("/usr/share/qgis/python/plugins")
    from qgis.core import QgsApplication

    qgis = QgsApplication([], False)
    qgis.initQgis()
    import processing
    from maillage.core.algorithms.provider import MaillageProvider
    from processing.core.Processing import Processing

    Processing.initialize()
    provider = MaillageProvider()
    QgsApplication.processingRegistry().addProvider(provider)

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in CHANGES and any(str(each).startswith(home) for each in arguments[:2]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    processing.run(f"maillage:{algorithm}", given)
    print(f"changes: {last - left}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
