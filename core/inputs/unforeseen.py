"""The sentence for what nobody foresaw; the details stand in the log panel already (``log``)."""

from __future__ import annotations

import traceback

from qgis.core import QgsProcessingFeedback

from ..common.telling import tellable
from ..common.text import tr
from .labels import is_headless
from .log import TAG


def unforeseen(error: Exception, feedback: QgsProcessingFeedback | None = None) -> str:
    """What is said of an error that is not one of ours; without a screen its details too."""
    return tellable(_sentence(error, feedback))


def _sentence(error: Exception, feedback: QgsProcessingFeedback | None) -> str:
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
        feedback.pushDebugInfo(tellable("".join(traceback.format_exception(error))))
        return tr(
            "This is a fault of the plugin, not of what you gave: {what}. The details stand "
            "above; please report it with them.",
            what=what,
        )
    return tr(
        "This is a fault of the plugin, not of what you gave: {what}. The details are in the "
        "log messages of QGIS, tab “{tab}”; please report it with them.",
        what=what,
        tab=TAG,
    )
