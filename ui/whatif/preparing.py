"""Prepares the what-if off the main thread, and says how it goes by signals."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication, QgsProcessingContext, QgsProject, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ...core.common.errors import MaillageError
from ...core.common.progress import Progress
from ...core.common.text import tr
from ...core.inputs.given import Given
from ...core.inputs.labels import for_a_form
from ...core.inputs.log import logged
from ...core.inputs.unforeseen import unforeseen
from ...core.inputs.what_if import Ready, prepare
from ..runner import PATIENCE_MS, refusals
from ..steps import PROVIDER

#: Tasks under way: kept alive until their thread is done with them, whatever becomes of the page.
_under_way: set[Preparation] = set()


class Preparation(QgsTask):
    """Reads what the parameters of a coverage name. ``ended`` tells whether ``result`` is there."""

    said = pyqtSignal(str)
    ended = pyqtSignal(bool)

    def __init__(self, parameters: dict[str, Any]) -> None:
        super().__init__(tr("What if"), QgsTask.Flag.CanCancel)
        #: What everything is tried out with, once it is there.
        self.result: Ready | None = None
        #: What went wrong, a sentence each.
        self.errors: list[str] = []
        self._algorithm = QgsApplication.processingRegistry().createAlgorithmById(
            f"{PROVIDER}:coverage"
        )
        self._parameters = parameters
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())

    def start(self) -> None:
        """Checks the parameters, and starts."""
        self.errors += refusals(self._algorithm, self._parameters, self._context)
        if self.errors:
            self.ended.emit(False)
            return
        _under_way.add(self)
        QgsApplication.taskManager().addTask(self)

    def run(self) -> bool:
        """In a thread, with a context of its own: what is opened there is closed there."""
        context = QgsProcessingContext()
        context.copyThreadSafeSettings(self._context)
        given = Given(self._algorithm, self._parameters, context)
        worded = for_a_form(self._algorithm)
        try:
            with logged(self._algorithm, self._parameters, self.said.emit, worded) as log:
                progress = Progress(
                    lambda share: self.setProgress(100 * share),
                    log.say,
                    self.isCanceled,
                    log.warn,
                )
                self.result = prepare(given, progress)
        except MaillageError as error:
            self.errors.append(worded(str(error)))
        except Exception as error:
            self.errors.append(unforeseen(error))
        return self.result is not None

    def finished(self, result: bool) -> None:
        """In the main thread again."""
        _under_way.discard(self)
        self.ended.emit(result)

    def abandon(self) -> None:
        """Cancels, waits a little for the thread to end, and says nothing more."""
        self.ended.disconnect()
        self.cancel()
        self.waitForFinished(PATIENCE_MS)
