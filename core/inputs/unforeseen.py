"""The sentence for what nobody foresaw; the details go where they can be found again."""

from __future__ import annotations

import traceback

from qgis.core import Qgis, QgsMessageLog, QgsProcessingFeedback

from ..common.text import tr
from .labels import is_headless

#: The tab of QGIS's log messages in which the plugin writes.
LOG = "Maillage territorial"


def unforeseen(error: Exception, job: str, feedback: QgsProcessingFeedback | None = None) -> str:
    """What is said of an error that is not one of ours, met in a ``job`` (an algorithm's id).

    The details go to QGIS's log, and without a screen to the ``feedback``.
    """
    details = "".join(traceback.format_exception(error))
    QgsMessageLog.logMessage(f"{job}\n{details}", LOG, Qgis.MessageLevel.Critical)
    if isinstance(error, MemoryError):
        return tr("There is not enough memory for this. Close other programs, or give less.")
    if isinstance(error, OSError) and error.filename:
        return tr(
            "{path} cannot be read or written: {reason}. Check the folder and the disk.",
            path=error.filename,
            reason=error.strerror or error,
        )
    what = f"{type(error).__name__}: {error}".strip(": \n").splitlines()[0]
    if is_headless() and feedback is not None:
        feedback.pushDebugInfo(details)
        return tr(
            "This is a fault of the plugin, not of what you gave: {what}. The details stand "
            "above; please report it with them.",
            what=what,
        )
    return tr(
        "This is a fault of the plugin, not of what you gave: {what}. The details are in the "
        "log messages of QGIS, tab “{tab}”; please report it with them.",
        what=what,
        tab=LOG,
    )
