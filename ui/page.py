"""A page of the dock: one step, its form, and how its run goes."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
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
from qgis.PyQt.QtCore import QLocale, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ..core.common.errors import MaillageError
from ..core.common.text import tr
from .form import AlgorithmForm
from .mappings import is_known, is_ours, read_chosen, remembered
from .message import Message
from .origin import layer_of, line_up, merged, origin_of, take_over, write_origin
from .parts import waiting
from .places import Places
from .report_page import ReportPage
from .results import load_results
from .review_page import ReviewPage
from .roles import recall, remember
from .runner import Run
from .steps import PROVIDER, Job, Step

_NO_GEOMETRY = QgsFeatureRequest.Flag.NoGeometry

#: Stand in a message for the page on which columns are matched, and for doing so as last time.
_MATCH, _MATCH_AGAIN = "maillage:match", "maillage:match-again"


class AlgorithmPanel(QWidget):
    """The form of one algorithm with Run, Cancel, progress and result."""

    #: A role is played by a new result.
    role_changed = pyqtSignal(str)
    #: The run ended, well or not.
    run_ended = pyqtSignal(bool)
    #: The page of a result is wanted: the role that the result plays.
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
        self.form = AlgorithmForm(algorithm, job, widget_context)
        self.run_button = QPushButton(tr("Run"))
        self.run_button.setDefault(True)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.message = Message()
        self.message.text.anchorClicked.connect(self._follow)
        self.match_button = QPushButton(tr("Match columns…"))
        self.match_button.setToolTip(
            tr("Says which column of the table holds what, where Maillage does not know its schema")
        )
        self.match_button.setVisible(job.matches_columns)
        self.match_button.clicked.connect(self.match_columns)
        if job.matches_columns:
            self.form.table_changed.connect(self._forget_mapping)
        self.page_buttons = {role: QPushButton() for role in job.pages}
        for role, button in self.page_buttons.items():
            button.clicked.connect(lambda _, role=role: self.page_wanted.emit(role))
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
            self.message.write("plain", escape(tr("Cancelling…")))
            self.run.cancel()

    def match_columns(self) -> None:
        """Opens the page on which columns are matched, and takes up what the person chooses."""
        from .mapping_page import MappingDialog

        try:
            with waiting():
                dialog = MappingDialog(read_chosen(self.form.values(), self.form.context()), self)
            if dialog.exec():
                self.form.set_value("MAPPING", str(dialog.keep()))
                text = tr("The columns are matched: press Run.")
                self.message.write("plain", escape(text))
        except MaillageError as error:
            self.message.write("bad", escape(str(error)))

    def name_pages(self) -> None:
        """Shows the buttons of the results that there are, and how many lines each has."""
        titles = {"report": tr("Report ({count})"), "review": tr("Review ({count})")}
        for role, button in self.page_buttons.items():
            count = _lines_to_see(role)
            button.setText(titles["review" if role == "review" else "report"].format(count=count))
            button.setVisible(count > 0)

    def close_down(self) -> None:
        """Ends a run without a word, and lets go of files, as the page is about to go."""
        if self.run is not None:
            self.run.abandon()
            self.run = None
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
            self.message.write("plain", escape(tr("Cancelled: nothing was changed.")))
        else:
            self._finish_badly(run)
        run.close_down()
        self.run_ended.emit(good)

    def _finish_well(self, run: Run, results: dict[str, Any]) -> None:
        layers = load_results(run.context, run.feedback, self.job.outputs)
        lines = [
            escape(
                tr(
                    "Done in {seconds} s.",
                    seconds=QLocale().toString(time.monotonic() - self._started, "f", 1),
                )
            )
        ]
        for layer in layers.values():
            lines.append(
                escape(
                    tr(
                        "{layer} ({count})",
                        layer=layer.name(),
                        count=layer.featureCount(),
                    )
                )
            )
        lines += [_file_link(value) for value in _files_of(results, layers)]
        lines += [escape(text) for text in self._said]
        self.message.write("good", "<br>".join(lines))
        self._tell(
            tr("{title}: done.", title=self.algorithm.displayName()),
            Qgis.MessageLevel.Success,
        )
        for parameter, role in self.job.kept.items():
            remember(role, str(run.parameters.get(parameter) or ""))
        for output, role in self.job.outputs.items():
            value = layers[output].id() if output in layers else results.get(output)
            if role == "places" and output in layers:
                self._pass_on_origin(run, layers[output])
            if value:
                remember(role, str(value))
        for role in (*self.job.outputs.values(), "second_list"):
            self.role_changed.emit(role)
        self.name_pages()
        for output, role in self.job.outputs.items():
            if role in self.job.pages and output in layers and _lines_to_see(role):
                self.page_wanted.emit(role)

    def _pass_on_origin(self, run: Run, places: QgsMapLayer) -> None:
        """Keeps with new places where they come from, and what they are for in a merge."""
        if not self.job.origin_from:
            facts = {fact: run.parameters.get(name) for name, fact in self.job.origin.items()}
            write_origin(places, {fact: str(value or "") for fact, value in facts.items()})
            line_up(places.id())
            return
        before = run.parameters.get(self.job.origin_from)
        write_origin(places, origin_of(layer_of(before)))
        if "review" in self.job.pages:
            merged()
        else:
            take_over(str(before), places.id())

    def _finish_badly(self, run: Run) -> None:
        text, links = "\n".join(run.errors), ""
        if self.job.matches_columns and not run.parameters.get("MAPPING"):
            columns = self._foreign_columns()
            if columns is not None:
                text = tr("This table follows no schema that Maillage knows.")
                links = _link(_MATCH, tr("Match its columns…"))
                if remembered(columns):
                    links = f"{_link(_MATCH_AGAIN, tr('Match them as last time'))} · {links}"
        self.message.write("bad", f"{escape(text)} {links}")
        self._tell(text, Qgis.MessageLevel.Critical)

    def _foreign_columns(self) -> list[str] | None:
        """The columns of a table that can be read and needs a mapping."""
        try:
            with waiting():
                raw = read_chosen(self.form.values(), self.form.context())
                return None if is_known(raw) else [str(name) for name in raw.table.columns]
        except MaillageError:
            return None

    def _match_again(self) -> None:
        columns = self._foreign_columns()
        known = columns and remembered(columns)
        if known:
            self.form.set_value("MAPPING", str(known))
            self.start()

    def _forget_mapping(self) -> None:
        """Another table has other columns: a mapping of ours is not for it."""
        mapping = self.form.values().get("MAPPING")
        if mapping and is_ours(mapping):
            self.form.set_value("MAPPING", None)

    def _follow(self, url: QUrl) -> None:
        if url.toString() == _MATCH:
            self.match_columns()
        elif url.toString() == _MATCH_AGAIN:
            self._match_again()
        else:
            QDesktopServices.openUrl(url)

    def _tell(self, text: str, level: Qgis.MessageLevel) -> None:
        if self._messages is not None:
            self._messages.pushMessage("Maillage", text, level)

    def _show_running(self, running: bool) -> None:
        self.form.setEnabled(not running)
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
        for button in self.page_buttons.values():
            buttons.addWidget(button)
        buttons.addWidget(self.match_button)
        buttons.addWidget(self.bar, 1)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.run_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(area, 1)
        layout.addWidget(self.message)
        layout.addLayout(buttons)


class StepPage(QStackedWidget):
    """One step of the flow: a sentence and a panel per algorithm, or the page of a result."""

    def __init__(
        self,
        step: Step,
        widget_context: QgsProcessingParameterWidgetContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.step = step
        self.panels = [
            AlgorithmPanel(algorithm, job, widget_context)
            for job in step.jobs
            if (algorithm := find_algorithm(job)) is not None
        ]
        #: The pages of results opened so far, by role.
        self.pages: dict[str, ReportPage | ReviewPage] = {}
        self._canvas = widget_context.mapCanvas()
        self.places = Places(parent=self)
        for panel in self.panels:
            panel.page_wanted.connect(self.open_page)
        front = QWidget()
        self.layout_ = QVBoxLayout(front)
        self._lay_out_front()
        self.addWidget(front)

    def open_page(self, role: str) -> None:
        """Shows the result that plays ``role`` in place of the forms."""
        layer = QgsProject.instance().mapLayer(recall(role) or "")
        if layer is None:
            return
        if role not in self.pages:
            self.pages[role] = self._made_page(role)
        self.pages[role].show_layer(layer)
        self.setCurrentWidget(self.pages[role])

    def merge_again(self) -> None:
        """Runs the merge with the decisions of its review, on the lists of the last time."""
        panel = next(panel for panel in self.panels if "review" in panel.job.pages)
        for parameter, role in {**panel.job.kept, "DECISIONS": "review"}.items():
            panel.form.set_value(parameter, recall(role))
        self.setCurrentIndex(0)
        panel.start()

    def _made_page(self, role: str) -> ReportPage | ReviewPage:
        if role == "review":
            page: ReportPage | ReviewPage = ReviewPage(self._canvas)
            page.again.connect(self.merge_again)
        else:
            page = ReportPage(self.places, self._canvas)
        page.closed.connect(lambda: self.setCurrentIndex(0))
        self.addWidget(page)
        return page

    def _lay_out_front(self) -> None:
        title = QLabel(self.step.title)
        font = title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        title.setFont(font)
        explanation = QLabel(self.step.explanation)
        for label in (title, explanation):
            label.setWordWrap(True)
        self.layout_.setContentsMargins(0, 6, 0, 0)
        self.layout_.addWidget(title)
        self.layout_.addWidget(explanation)
        if len(self.panels) == 1:
            self.layout_.addWidget(self.panels[0], 1)
        else:
            tabs = QTabWidget()
            tabs.setDocumentMode(True)
            for panel in self.panels:
                tabs.addTab(panel, panel.job.name)
            self.layout_.addWidget(tabs, 1)


def find_algorithm(job: Job) -> QgsProcessingAlgorithm | None:
    """A fresh copy of the job's algorithm; None if the provider does not have it."""
    return QgsApplication.processingRegistry().createAlgorithmById(f"{PROVIDER}:{job.algorithm}")


def _lines_to_see(role: str) -> int:
    """How many lines a result has that a person should look at: of a review, the doubtful."""
    layer = QgsProject.instance().mapLayer(recall(role) or "")
    if layer is None:
        return 0
    if role != "review":
        return layer.featureCount()
    doubtful = QgsFeatureRequest().setFilterExpression("\"decision\" = 'doubtful'")
    return sum(1 for _ in layer.getFeatures(doubtful.setFlags(_NO_GEOMETRY)))


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(target)}">{escape(text)}</a>'


def _files_of(results: dict[str, Any], layers: dict[str, Any]) -> list[Path]:
    """The files and folders among the results."""
    paths = [Path(v) for k, v in results.items() if isinstance(v, str) and k not in layers]
    return [path for path in paths if path.is_absolute() and path.exists()]


def _file_link(path: Path) -> str:
    """The file's name; a click opens its folder."""
    folder = path if path.is_dir() else path.parent
    url = QUrl.fromLocalFile(str(folder)).toString()
    return _link(url, str(path))
