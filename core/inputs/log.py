"""QGIS's log panel, tab "Maillage territorial": what runs did, when, and how they ended."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsMessageLog,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QLocale

from ..common.errors import Cancelled, MaillageError
from ..common.telling import tellable
from ..common.text import tr

#: The one tab of the log panel in which the plugin writes, in every language.
TAG = "Maillage territorial"
_Level = Qgis.MessageLevel
#: A value is cut to so many characters.
_LONGEST = 60
#: Parameters whose values hold no path and no address.
_PLAIN = (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)


def write(message: str, level: Qgis.MessageLevel = _Level.Info) -> None:
    """One message, from whichever thread; passwords and keys in it are left out."""
    QgsMessageLog.logMessage(tellable(message), TAG, level)


class RunLog:
    """The messages of one run, each with the seconds since its start and the algorithm's id.

    ``worded`` puts sentences in the words of whoever reads them.
    """

    def __init__(
        self, algorithm_id: str, tell: Callable[[str], None], worded: Callable[[str], str]
    ) -> None:
        self._id, self._tell, self._worded = algorithm_id, tell, worded
        self._start = monotonic()

    def say(self, sentence: str) -> None:
        """Tells the person, and writes it down."""
        self._tell(tellable(self._worded(sentence)))
        self.note(self._worded(sentence))

    def warn(self, sentence: str) -> None:
        """As ``say``, as a warning in the log."""
        self._tell(tellable(self._worded(sentence)))
        self.note(self._worded(sentence), _Level.Warning)

    def fail(self, error: Exception) -> None:
        """Writes down why the run failed: a sentence, or where nobody foresaw it the trace."""
        if isinstance(error, (MaillageError, QgsProcessingException)):
            text = self._worded(str(error))
        else:
            text = "".join(traceback.format_exception(error))
        self.note(text, _Level.Critical)

    def note(self, text: str, level: Qgis.MessageLevel = _Level.Info) -> None:
        """Writes down how far the run is."""
        write(f"{self._id} [{self.seconds()}] {text}", level)

    def seconds(self) -> str:
        """How long the run has taken: "12.34 s"."""
        spent = QLocale().toString(monotonic() - self._start, "f", 2)
        return tr("{seconds} s", seconds=spent)


@contextmanager
def logged(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    tell: Callable[[str], None],
    worded: Callable[[str], str],
) -> Iterator[RunLog]:
    """Writes down the start and the end of a run; what it says goes to ``tell`` and to the log.

    Whatever the run raises passes on.
    """
    log = RunLog(algorithm.name(), tell, worded)
    log.note(tr("Start. {parameters}", parameters=in_short(algorithm, parameters)))
    try:
        yield log
    except Cancelled:
        log.note(tr("Cancelled after {duration}.", duration=log.seconds()))
        raise
    except Exception as error:
        log.fail(error)
        raise
    log.note(tr("Done in {duration}.", duration=log.seconds()))


def in_short(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any]) -> str:
    """The parameters that were given, by their ids: no address, path or key in full."""
    given = [
        f"{definition.name()}={shown}"
        for definition in algorithm.parameterDefinitions()
        if (shown := _shown(definition, parameters.get(definition.name())))
    ]
    return ", ".join(given)


def _shown(definition: QgsProcessingParameterDefinition, value: Any) -> str:
    """A value that may stand in a log: plain ones cut short, layers and files by their last name.

    Keys are in none of them: of an address only the host is left, of a database's connection
    nothing.
    """
    if value is None or value == "" or value == definition.defaultValue():
        return ""
    if isinstance(value, (list, tuple)):
        return "[" + " ".join(_shown(definition, each) for each in value) + "]"
    if isinstance(value, QgsMapLayer):
        return _cut(value.name())
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    elif isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    text = str(value)
    if isinstance(definition, _PLAIN):
        return _cut(text)
    if definition.type() == "authcfg" or "=" in text.partition("|")[0] or "password" in text:
        return "…"
    if "://" in text:
        return _host(text)
    return _cut(text.partition("|")[0].replace("\\", "/").rstrip("/").rpartition("/")[2])


def _host(address: str) -> str:
    """The host of a web address; nothing of one that has none."""
    try:
        return urlsplit(tellable(address)).hostname or "…"
    except ValueError:
        return "…"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
