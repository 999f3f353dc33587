"""What the dock *Maillage* holds: the steps of the flow as pages."""

from __future__ import annotations

from qgis.core import Qgis, QgsProject
from qgis.gui import (
    QgsMapCanvas,
    QgsMessageBar,
    QgsProcessingParameterWidgetContext,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..core.algorithms.parameters import output_roles
from ..core.common.text import tr
from .page import StepPage, known_algorithm
from .panel import AlgorithmPanel
from .parts import as_html
from .roles import recall, too_new
from .sample import load_sample
from .steps import Step, steps


class Stepper(QListWidget):
    """The steps side by side, on as many lines as the width needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(1)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            "QListWidget { outline: 0; background: transparent; }"
            "QListWidget::item { padding: 4px 7px; border: 1px solid palette(mid);"
            " border-radius: 4px; color: palette(window-text); }"
            "QListWidget::item:selected { background: palette(highlight);"
            " color: palette(highlighted-text); }"
        )

    def add(self, text: str, tip: str) -> None:
        item = QListWidgetItem(text)
        item.setToolTip(tip)
        self.addItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()
        if self.count():
            last = self.visualItemRect(self.item(self.count() - 1))
            self.setFixedHeight(last.bottom() + self.verticalOffset() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 20)


class MaillageDock(QWidget):
    """Pages in the order of the flow; a page is built when it is first shown."""

    def __init__(
        self, canvas: QgsMapCanvas, messages: QgsMessageBar, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._canvas = canvas  # the pages know it by an address, which must stay that of a canvas
        self._widget_context = QgsProcessingParameterWidgetContext()
        self._widget_context.setProject(QgsProject.instance())
        self._widget_context.setMapCanvas(canvas)
        self._widget_context.setMessageBar(messages)
        self.steps: list[Step] = [
            step for step in steps() if any(known_algorithm(job) for job in step.jobs)
        ]
        self.pages: dict[int, StepPage] = {}
        self.sample_button: QPushButton | None = None
        self.stepper = Stepper()
        self.stack = QStackedWidget()
        for number, step in enumerate(self.steps, start=1):
            self.stepper.add(f"{number} {step.name}", step.title)
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.stack.addWidget(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(9, 6, 9, 9)
        layout.addWidget(self.stepper)
        layout.addWidget(self.stack, 1)
        self.stepper.currentRowChanged.connect(self.show_step)
        QgsProject.instance().readProject.connect(self.take_up)
        QgsProject.instance().aboutToBeCleared.connect(self.stop_runs)
        QgsProject.instance().cleared.connect(self.start_over)
        self.stepper.setCurrentRow(0)
        self.take_up()

    def show_step(self, index: int) -> None:
        """Shows one page, building it if need be."""
        if index < 0:
            return
        self.page(index)
        self.stack.setCurrentIndex(index)

    def page(self, index: int) -> StepPage:
        """The page of a step."""
        if index not in self.pages:
            page = StepPage(self.steps[index], self._widget_context)
            if index == 0:
                self.sample_button = self._sample_button()
                page.layout_.insertWidget(2, self.sample_button)
                self._show_sample_button()
            for panel in page.panels:
                panel.role_changed.connect(self.propose)
                panel.run_ended.connect(lambda good, index=index: self._mark(index, good))
                panel.form.propose()
            self.stack.widget(index).layout().addWidget(page)
            self.pages[index] = page
        return self.pages[index]

    def panels(self) -> list[AlgorithmPanel]:
        """The panels of the pages built so far."""
        return [panel for page in self.pages.values() for panel in page.panels]

    def propose(self, role: str | None = None) -> None:
        """Lets every page take up what the steps gave."""
        for panel in self.panels():
            panel.form.propose(role if isinstance(role, str) else None)
            panel.name_pages()
        self._show_sample_button()

    def take_up(self) -> None:
        """Lets the pages take up what the project holds, and ticks the steps that gave it."""
        self.propose()
        for index, step in enumerate(self.steps):
            algorithms = filter(None, map(known_algorithm, step.jobs))
            roles = {role for algorithm in algorithms for role in output_roles(algorithm).values()}
            if any(recall(role) for role in roles - {""}):
                self._mark(index, True)
        for sentence in too_new():
            self._messages.pushMessage("Maillage", as_html(sentence), Qgis.MessageLevel.Warning)

    def stop_runs(self) -> None:
        """Ends what runs: the layers of the project are about to go while a thread reads them."""
        for panel in self.panels():
            panel.stop_run()

    def start_over(self) -> None:
        """With a new project, the pages hold nothing of the last one."""
        for index, page in self.pages.items():
            page.close_down()
            page.setParent(None)
            page.deleteLater()
            self.stepper.item(index).setText(f"{index + 1} {self.steps[index].name}")
        self.pages.clear()
        self.sample_button = None
        self.show_step(self.stepper.currentRow())

    def load_sample(self) -> None:
        """Fills in the demonstration territory, on every page."""
        load_sample()
        self.propose()

    def close_down(self) -> None:
        """Stops what runs and releases the project, before the dock is deleted."""
        QgsProject.instance().readProject.disconnect(self.take_up)
        QgsProject.instance().aboutToBeCleared.disconnect(self.stop_runs)
        QgsProject.instance().cleared.disconnect(self.start_over)
        for page in self.pages.values():
            page.close_down()

    def _show_sample_button(self) -> None:
        """It is for the first steps: once there are places, the form takes its space."""
        if self.sample_button is not None:
            self.sample_button.setVisible(recall("places") is None)

    def _sample_button(self) -> QPushButton:
        button = QPushButton(tr("Load the demonstration territory"))
        button.setObjectName("sample")
        button.setToolTip(
            tr("A small invented territory: fills in its files, then press Run on each page.")
        )
        button.clicked.connect(lambda: self.load_sample())
        return button

    def _mark(self, index: int, good: bool) -> None:
        if good:
            self.stepper.item(index).setText(f"✓ {self.steps[index].name}")
