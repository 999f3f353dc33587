"""Runs one algorithm off the main thread, and says how it goes by signals."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, pyqtSignal

from ..core.common.text import tr
from ..core.inputs.log import TAG, write

#: How long an abandoned run may take to notice, in milliseconds. What it reads goes next: on a busy
#: machine a window that stands still is better than a layer that goes while a thread reads it.
PATIENCE_MS = 30_000

#: Stands in what Python says of an error that nobody foresaw.
_TRACE = "Traceback (most recent call last)"

#: Runs under way: kept alive until their thread is done with them, whatever becomes of the page.
_under_way: set[Run] = set()


class Feedback(QgsProcessingFeedback):
    """Passes on what the algorithm says, from whichever thread it runs in.

    Warnings are QGIS's own, about formats, and stay in its log: our steps say what they have to.
    """

    said = pyqtSignal(str)
    failed = pyqtSignal(str)

    def pushInfo(self, info: str) -> None:
        self.said.emit(info)

    def setProgressText(self, text: str) -> None:
        self.said.emit(text)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.failed.emit(error)


def refusals(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> list[str]:
    """What a form leaves open or wrong, by the names that the person reads."""
    refused = [
        tr("Fill in “{parameter}”.", parameter=parameter.description())
        for parameter in algorithm.parameterDefinitions()
        if not parameter.checkValueIsAcceptable(parameters.get(parameter.name()), context)
    ]
    good, why = algorithm.checkParameterValues(parameters, context)
    return refused or ([] if good else [why])


class Run(QObject):
    """One run of an algorithm. ``finished`` tells whether it succeeded and what it gave."""

    progressed = pyqtSignal(float)
    said = pyqtSignal(str)
    finished = pyqtSignal(bool, dict)

    def __init__(self, algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any]) -> None:
        super().__init__()
        self.algorithm = algorithm
        self.parameters = parameters
        self.feedback = Feedback()
        self.context = QgsProcessingContext()
        self.context.setProject(QgsProject.instance())
        self.context.setFeedback(self.feedback)
        #: What went wrong, a sentence each.
        self.errors: list[str] = []
        self._task: QgsProcessingAlgRunnerTask | None = None
        self.feedback.progressChanged.connect(self.progressed)
        self.feedback.said.connect(self.said)
        self.feedback.failed.connect(self._keep_error)

    def start(self) -> None:
        """Checks the parameters and starts; returns at once where a thread is allowed."""
        self.errors += refusals(self.algorithm, self.parameters, self.context)
        if self.errors:
            self._end(False, {})
        elif self.algorithm.flags() & QgsProcessingAlgorithm.Flag.FlagNoThreading:
            self._run_here()
        else:
            self._task = QgsProcessingAlgRunnerTask(
                self.algorithm, self.parameters, self.context, self.feedback
            )
            # Queued: what the thread said last arrives before its end.
            self._task.executed.connect(self._end, Qt.ConnectionType.QueuedConnection)
            _under_way.add(self)
            QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """Asks the algorithm to stop; ``finished`` follows."""
        self.feedback.cancel()

    def abandon(self) -> None:
        """Cancels, waits a little for the thread to end, and says nothing more."""
        self.finished.disconnect()
        self.cancel()
        if self._task is not None:
            self._task.waitForFinished(PATIENCE_MS)

    def close_down(self) -> None:
        """Closes the files that the run opened and nobody took over."""
        self.context.temporaryLayerStore().removeAllMapLayers()

    @property
    def cancelled(self) -> bool:
        return self.feedback.isCanceled()

    def _run_here(self) -> None:
        """In the main thread, with the window kept alive at each report of progress."""
        self.feedback.progressChanged.connect(lambda _: QCoreApplication.processEvents())
        results, good = {}, False
        try:
            results, good = self.algorithm.create().run(
                self.parameters, self.context, self.feedback
            )
        finally:
            self._end(good, results)

    def _keep_error(self, error: str) -> None:
        if _TRACE in error:
            write(error, Qgis.MessageLevel.Critical)
            error = tr(
                "The step met a fault of its own: {error}. The log messages, under “{tag}”, say "
                "where; please report it with them.",
                tag=TAG,
                error=error.strip().splitlines()[-1].rstrip("."),
            )
        if error not in self.errors:
            self.errors.append(error)

    def _end(self, good: bool, results: dict[str, Any]) -> None:
        self._task = None
        _under_way.discard(self)
        if not good and not self.errors:
            self.errors.append(tr("The step stopped without saying why. See the log messages."))
        self.finished.emit(good, results)
