"""Many runs of algorithms in one QGIS of its own, which some of them may end.

``run_all(folder, jobs)`` gives what each said and how it ended; as a program, it is that QGIS.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]

#: A job: the algorithm and its parameters, of which a text may hold what is no character.
Job = tuple[str, dict[str, Any]]


class Ended(NamedTuple):
    """What the runs said and how each ended ("" well), and all that came out of the program."""

    said: list[str]
    errors: list[str]
    output: str


def run_all(folder: Path, jobs: list[Job], **environment: str) -> Ended:
    """Runs them one after the other. Raises AssertionError where QGIS did not live to the end."""
    given, results = folder / "jobs.json", folder / "results.json"
    folder.mkdir(exist_ok=True)
    given.write_text(json.dumps(jobs), encoding="ascii")
    done = subprocess.run(
        [sys.executable, "-P", __file__, given, results],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environment,
        capture_output=True,
    )
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    ended = json.loads(results.read_text(encoding="utf-8")) if results.exists() else []
    assert done.returncode == 0, f"{jobs[len(ended) : len(ended) + 1]}: {output[-3000:]}"
    assert len(ended) == len(jobs)
    return Ended([said for said, _ in ended], [error for _, error in ended], output)


def main(given: str, results: str) -> None:
    """Runs the jobs of a file, and after each writes how all ended until then."""
    sys.path[:0] = [str(ROOT / "build" / "plugins"), "/usr/share/qgis/python/plugins"]
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    app = QgsApplication([], False)
    app.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    from maillage.core.algorithms.provider import MaillageProvider
    from maillage.core.inputs.log import TAG

    class Printing(QgsProcessingFeedback):
        """Prints as ``qgis_process`` does."""

        def __init__(self) -> None:
            super().__init__(False)
            self.said: list[str] = []
            self.errors: list[str] = []

        def pushInfo(self, info: str) -> None:
            self.said.append(info)
            print(info)

        def reportError(self, error: str, fatalError: bool = False) -> None:
            self.errors.append(error)
            print(error)

    def log(message: str, tag: str, level: object) -> None:
        """What the plugin writes; QGIS's own lines, as that it cannot open a layer, are its own."""
        if tag == TAG:
            print(message)

    registry = QgsApplication.processingRegistry()
    registry.addProvider(MaillageProvider())
    QgsApplication.messageLog().messageReceived.connect(log)
    ended = []
    for name, parameters in json.loads(Path(given).read_text(encoding="ascii")):
        feedback, context = Printing(), QgsProcessingContext()
        algorithm = registry.createAlgorithmById(f"maillage:{name}")
        _, error = algorithm.checkParameterValues(parameters, context)
        try:
            _, good = algorithm.run(parameters, context, feedback)  # as a model does, unasked
        except Exception as failed:
            good, feedback.errors = False, [*feedback.errors, repr(failed)]
        # What Qt could not hold leaves a fault behind, at which the next call back ends QGIS.
        assert algorithm.group() is not None
        errors = error if good else "\n".join([error, *feedback.errors])
        print(errors, flush=True)
        ended.append(("\n".join(feedback.said), errors))
        text = json.dumps(ended, ensure_ascii=False)
        Path(results).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
