"""The page *What if*: scenarios on the map, their figures, who gains."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.algorithms.help import short_help
from ...core.common.errors import InputError
from ...core.common.text import tr
from ..copying import copies
from ..message import Message
from ..parts import back_button, line, text_label
from ..steps import word_label
from .comparison import Comparison
from .contents import Contents
from .export import Export
from .grid import Grid
from .preparing import Preparation
from .scenario_bar import ScenarioBar
from .services import ServiceBox
from .session import Session
from .tables import gain_rows, key_rows

if TYPE_CHECKING:
    from ...core.inputs.what_if import Ready


class WhatIfPage(QWidget):
    """Prepares what the parameters of a coverage name, then follows what is done on the map."""

    #: Back to where the page was opened.
    closed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self._canvas = canvas
        self._run: Preparation | None = None
        self._parameters: dict[str, Any] = {}
        self._make_widgets()
        self._lay_out()
        self._show_state()
        canvas.mapToolSet.connect(self._tool_changed)

    # Opening and closing.

    def open(self, parameters: dict[str, Any], service: str | None = None) -> None:
        """Prepares; the first service asked for is looked at unless another is said ("": any)."""
        self.close_down()
        asked = [code.strip() for code in str(parameters.get("SERVICES") or "").split(",")]
        wanted = asked[0] if service is None else service
        self._parameters = parameters
        self.service.list_services(asked, wanted)
        self._run = Preparation(parameters | {"SERVICES": wanted})
        self._run.progressChanged.connect(lambda percent: self.bar.setValue(round(percent)))
        self._run.said.connect(lambda text: self.message.write("plain", escape(text)))
        self._run.ended.connect(self._prepared)
        self.message.write("plain", escape(tr("Reading the network and the people…")))
        self._show_state()
        self._run.start()

    def _stop(self) -> None:
        if self._run is not None:
            self.message.write("plain", escape(tr("Cancelling…")))
            self._run.cancel()

    def close_down(self) -> None:
        """Stops what runs; the map and the project are as before, but for the scenarios."""
        self.exporting.close_down()
        if self._run is not None:
            run, self._run = self._run, None
            run.abandon()
        if self.session is not None:
            session, self.session = self.session, None
            session.close_down()
        self._show_state()

    def leave(self) -> None:
        """Back to the form."""
        self.close_down()
        self.closed.emit()

    def _prepared(self, good: bool) -> None:
        run, self._run = self._run, None
        try:
            if good:
                self._start(run.result)
            elif run.isCanceled():
                self.message.write("plain", escape(tr("Cancelled: nothing was changed.")))
            else:
                self.message.write("bad", escape("\n".join(run.errors)))
        except InputError as error:
            self.message.write("bad", escape(str(error)))
        finally:
            self._show_state()

    def _start(self, ready: Ready) -> None:
        self.session = session = Session(ready, self._canvas)
        self.mode.clear()
        self.minutes.clear()
        for mode in ready.trials:
            self.mode.addItem(word_label(mode), mode)
        for limit in ready.minutes:
            self.minutes.addItem(_within(limit), limit)
        self.bar_of_scenarios.take(session)
        self.contents.take(session)
        session.counted.connect(self._show_figures)
        session.changed.connect(self._count_contents)
        self._show_figures()
        self._count_contents()
        self._tell_ready(ready)
        self._take_tool(True)

    def _tell_ready(self, ready: Ready) -> None:
        """One sentence; the rest is for who points at it."""
        text = tr(
            "Ready. Places that count: {count} of {total}, territories: {territories}.",
            count=ready.counted,
            total=len(ready.places),
            territories=len(ready.codes),
        )
        self.message.write("plain", escape(text))
        self.message.text.setToolTip("<p>" + "</p><p>".join(map(escape, ready.notes)) + "</p>")

    # What is shown.

    def _show_measure(self) -> None:
        self.session.show_measure(self.mode.currentData(), self.minutes.currentData())
        self.contents.show_lines()  # a site may be near a road by another mode alone

    def _show_figures(self) -> None:
        session = self.session
        headings = [_within(session.minutes), tr("Before"), tr("Now"), tr("Difference")]
        self.key.fill(key_rows(session.ready, session.minutes), headings)
        self.key.show_all()
        gains = gain_rows(session.ready, session.mode, session.minutes)
        self.gains.fill(gains)
        self.tabs.setTabText(1, tr("Who gains or loses ({count})", count=len(gains)))

    def _count_contents(self) -> None:
        scenario = self.session.scenario
        count = len(scenario.sites) + len(scenario.closed)
        self.tabs.setTabText(0, tr("In the scenario ({count})", count=count))

    def _show_state(self) -> None:
        is_running = self._run is not None
        self.body.setVisible(self.session is not None)
        self.bar.setVisible(is_running)
        self.bar.setValue(0)
        self.cancel.setVisible(is_running)
        self.service.setEnabled(not is_running)

    # What is asked.

    def compare(self) -> Comparison:
        """Shows the scenarios side by side."""
        dialog = Comparison(self.session.ready, self.session.history.book, self)
        dialog.show()
        return dialog

    def export(self) -> None:
        """The scenario looked at as layers: its places, and their coverage."""
        self.exporting.start(self._parameters, self.session.scenario)

    def _take_tool(self, is_wanted: bool) -> None:
        if self.session is None:
            return
        if is_wanted:
            self._canvas.setMapTool(self.session.tool)
            self._canvas.setFocus()
        else:
            self._canvas.unsetMapTool(self.session.tool)

    def _tool_changed(self) -> None:
        is_ours = self.session is not None and self._canvas.mapTool() is self.session.tool
        self.on_map.setChecked(is_ours)

    # Widgets.

    def _make_widgets(self) -> None:
        self.back = back_button()
        self.back.clicked.connect(lambda: self.leave())
        self.help = QToolButton()
        self.help.setText("?")
        self.help.setToolTip(tr("What this page does, and how"))
        self.help.clicked.connect(lambda: self.message.write("plain", short_help("whatif")))
        self.on_map = QToolButton()
        self.on_map.setText(tr("Work on the map"))
        self.on_map.setCheckable(True)
        self.on_map.clicked.connect(self._take_tool)
        self.mode, self.minutes, self.service = QComboBox(), QComboBox(), ServiceBox()
        for combo in (self.mode, self.minutes, self.service):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(6)
        self.mode.activated.connect(lambda _: self._show_measure())
        self.minutes.activated.connect(lambda _: self._show_measure())
        self.service.activated.connect(
            lambda _: self.open(self._parameters, self.service.currentData())
        )
        self.bar_of_scenarios = ScenarioBar()
        self.bar_of_scenarios.compare_wanted.connect(self.compare)
        self.bar_of_scenarios.export_wanted.connect(self.export)
        self.key = Grid(["", tr("Before"), tr("Now"), tr("Difference")])
        self.contents = Contents(self._canvas)
        self.gains = Grid(
            [tr("Territory"), tr("Inhabitants"), tr("Fragile"), tr("Saved (min)")], sorts=True
        )
        self.message = Message()
        self.exporting = Export(self.message, self)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(lambda: self._stop())

    def _lay_out(self) -> None:
        title = QLabel(f"<b>{escape(tr('What if'))}</b>")
        hint = text_label(is_note=True)
        hint.setText(
            tr(
                "Click on the map to add a place; drag it; click on a place of the census to "
                "close it."
            )
        )
        who = QWidget()
        column = QVBoxLayout(who)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.gains, 1)
        column.addLayout(line((QWidget(), 1), copies(self.gains)))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.contents, "")
        self.tabs.addTab(who, "")
        self.body = QWidget()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar_of_scenarios)
        column.addLayout(line((self.mode, 1), (self.minutes, 1), self.on_map))
        column.addWidget(hint)
        column.addWidget(self.key)
        column.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addLayout(line(self.back, title, (self.service, 1), self.help))
        layout.addWidget(self.body, 1)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)
        layout.addLayout(line((QWidget(), 1), self.cancel))
        layout.addStretch(0)


def _within(minutes: int) -> str:
    return tr("Within {minutes} min", minutes=minutes)
