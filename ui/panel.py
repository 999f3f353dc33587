"""One algorithm in the dock: its form, Run, and how its run goes."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProject,
)
from qgis.gui import (
    QgsMessageBar,
    QgsProcessingParameterWidgetContext,
    QgsScrollArea,
)
from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.algorithms.help import short_help
from ..core.algorithms.parameters import output_roles
from ..core.common.speech import fixed
from ..core.common.text import tr
from .form import AlgorithmForm
from .matcher import Matcher
from .message import Message
from .origin import hide_earlier, name_after_file, places_parameter, take_part_in_merge
from .pages import pages_beside
from .parts import as_html, link
from .results import load_results
from .roles import recall, remember
from .runner import Run
from .steps import Job


class AlgorithmPanel(QWidget):
    """The form of one algorithm with Run, Cancel, progress and result."""

    #: A role is played by a new result.
    role_changed = pyqtSignal(str)
    #: The run ended, well or not.
    run_ended = pyqtSignal(bool)
    #: One of ``pages.PAGES`` is wanted, by its name.
    page_wanted = pyqtSignal(str)

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        job: Job,
        widget_context: QgsProcessingParameterWidgetContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.algorithm = algorithm
        self.job = job
        self.run: Run | None = None
        self._messages: QgsMessageBar | None = widget_context.messageBar()
        self._started = 0.0
        self._said = []
        #: Output -> the role that it plays in the next steps.
        self.outputs = output_roles(algorithm)
        self.form = AlgorithmForm(algorithm, job, widget_context)
        self.run_button = QPushButton(tr("Run"))
        self.run_button.setDefault(True)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.message = Message()
        self.message.text.anchorClicked.connect(self._follow)
        #: For a step that reads tables of any shape.
        self.matcher = Matcher(self.form, self.message, self) if job.matches_columns else None
        if self.matcher is not None:
            self.matcher.run_wanted.connect(self.start)
        self.pages = pages_beside(job.algorithm)
        self.page_buttons = {name: QPushButton() for name in self.pages}
        for name, button in self.page_buttons.items():
            button.setToolTip(self.pages[name].tip())
            button.clicked.connect(lambda _, name=name: self.page_wanted.emit(name))
        self.help_button = QToolButton()
        self.help_button.setText("?")
        self.help_button.setToolTip(tr("What this page does, and how"))
        self.help_button.clicked.connect(self.show_help)
        self._lay_out()
        self._show_running(False)
        self.name_pages()
        self.message.hide()
        self.run_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.cancel)

    def start(self) -> None:
        """Runs the algorithm with the values of the form."""
        if self.run is not None:
            return
        if unnamed := self.form.unnamed():
            text = tr(
                "Choose the file to write under “{parameter}”. It may be the file that you "
                "loaded: a dated copy of it is kept.",
                parameter=unnamed,
            )
            self.message.write("bad", escape(text))
            self.run_ended.emit(False)
            return
        self._started = time.monotonic()
        self._said = []
        self.run = Run(self.algorithm, self.form.values())
        self.run.progressed.connect(self._progress)
        self.run.said.connect(self._say)
        self.run.finished.connect(self._finish)
        self._show_running(True)
        self.message.write("plain", escape(tr("Running…")))
        self.run.start()

    def cancel(self) -> None:
        """Stops the run, if there is one."""
        if self.run is not None:
            self.cancel_button.setEnabled(False)
            # The messages from now on are about what happens to the work done so far.
            self._said = []
            self.message.write("plain", escape(tr("Cancelling…")))
            self.run.cancel()

    def show_help(self) -> None:
        """Explains every field of the form, in place of the last message."""
        self.message.write("plain", short_help(self.job.algorithm))
        self.message.fold.setChecked(True)

    def name_pages(self) -> None:
        """Shows the buttons of the results that there are, and how many lines each has."""
        for name, button in self.page_buttons.items():
            page = self.pages[name]
            count = _lines_to_see(page.role) if page.role else 0
            button.setText(page.title(count))
            button.setVisible(count > 0 or not page.role)

    def stop_run(self) -> None:
        """Ends the run, if there is one, without a message."""
        if self.run is not None:
            self.run.abandon()
            self.run = None

    def close_down(self) -> None:
        """Ends a run without a message, and releases files: the page is about to be removed."""
        self.stop_run()
        self.form.close_down()

    def _progress(self, percent: float) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(round(percent))

    def _say(self, text: str) -> None:
        self._said.append(text)
        if self.run is not None and not self.run.cancelled:
            self.message.write("plain", escape(text))

    def _finish(self, good: bool, results: dict[str, Any]) -> None:
        run, self.run = self.run, None
        self._show_running(False)
        if good:
            self._finish_well(run, results)
        elif run.cancelled:
            lines = [tr("Cancelled: nothing was changed."), *self._said]
            self.message.write("plain", "<br>".join(map(escape, lines)))
        else:
            self._finish_badly(run)
        run.close_down()
        self.run_ended.emit(good)

    def _finish_well(self, run: Run, results: dict[str, Any]) -> None:
        loaded = load_results(run.context, run.feedback)
        layers = {name: loaded[name] for name in (*self.outputs, *loaded) if name in loaded}
        for layer in layers.values():
            name_after_file(layer)
        seconds = fixed(time.monotonic() - self._started, 1)
        lines = [escape(tr("Done in {seconds} s.", seconds=seconds))]
        lines += [
            escape(tr("{layer} ({count})", layer=layer.name(), count=layer.featureCount()))
            for layer in layers.values()
        ]
        lines += [_file_link(value) for value in _files_of(results, layers)]
        lines += [escape(text) for text in self._said]
        self.message.write("good", "<br>".join(lines))
        title = self.algorithm.displayName()
        self._tell(tr("{title}: done.", title=title), Qgis.MessageLevel.Success)
        self._hand_on(run, layers, results)

    def _hand_on(self, run: Run, layers: dict[str, QgsMapLayer], results: dict[str, Any]) -> None:
        """Lets the results play their roles in the next steps, and opens what is to be read."""
        for parameter, role in self.job.kept.items():
            if run.parameters.get(parameter):
                remember(role, str(run.parameters[parameter]))
        source = run.parameters.get(places_parameter(self.algorithm))
        for output, role in self.outputs.items():
            if role == "places" and output in layers:
                take_part_in_merge(source, bool(self.job.apart), layers[output])
                hide_earlier(layers[output])
            elif role and output not in layers and results.get(output):
                remember(role, str(results[output]))  # a file, which has no record
        for role in (*self.outputs.values(), *self.job.kept.values(), "second_list"):
            if role:
                self.role_changed.emit(role)
        self.name_pages()
        for output, role in self.outputs.items():
            if role in self.pages and output in layers and _lines_to_see(role):
                self.page_wanted.emit(role)

    def _finish_badly(self, run: Run) -> None:
        text, links = "\n".join(run.errors), ""
        if self.matcher is not None and (foreign := self.matcher.explain()):
            text, links = foreign
        self.message.write("bad", f"{escape(text)} {links}")
        self._tell(text, Qgis.MessageLevel.Critical)

    def _follow(self, url: QUrl) -> None:
        if self.matcher is None or not self.matcher.follow(url.toString()):
            QDesktopServices.openUrl(url)

    def _tell(self, text: str, level: Qgis.MessageLevel) -> None:
        if self._messages is not None:
            self._messages.pushMessage("Maillage", as_html(text), level)

    def _show_running(self, running: bool) -> None:
        self.form.setEnabled(not running)
        self.help_button.setEnabled(not running)
        for name, button in self.page_buttons.items():
            button.setEnabled(not running or bool(self.pages[name].role))
        self.run_button.setVisible(not running)
        self.cancel_button.setVisible(running)
        self.cancel_button.setEnabled(True)
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)

    def _lay_out(self) -> None:
        area = QgsScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 8, 2)
        column.addWidget(self.form)
        column.addStretch(1)
        area.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.addWidget(self.help_button)
        for button in self.page_buttons.values():
            buttons.addWidget(button)
        if self.matcher is not None:
            buttons.addWidget(self.matcher.button)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.run_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(area, 1)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)  # next to the buttons it would widen the dock
        layout.addLayout(buttons)


def _lines_to_see(role: str) -> int:
    """How many lines a result has that a person should look at: of a review, the doubtful."""
    layer = QgsProject.instance().mapLayer(recall(role) or "")
    if layer is None:
        return 0
    if role != "review":
        return layer.featureCount()
    doubtful = QgsFeatureRequest().setFilterExpression("\"decision\" = 'doubtful'")
    return sum(1 for _ in layer.getFeatures(doubtful))


def _files_of(results: dict[str, Any], layers: dict[str, Any]) -> list[Path]:
    """The files and folders among the results."""
    paths = [Path(v) for k, v in results.items() if isinstance(v, str) and k not in layers]
    return [path for path in paths if path.is_absolute() and path.exists()]


def _file_link(path: Path) -> str:
    """The file's name; a click opens its folder."""
    folder = path if path.is_dir() else path.parent
    url = QUrl.fromLocalFile(str(folder)).toString()
    return link(url, path.name)
