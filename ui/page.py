"""A page of the dock: one step with its forms, and the pages of its results."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingAlgorithm, QgsProject
from qgis.gui import QgsProcessingParameterWidgetContext
from qgis.PyQt.QtWidgets import QLabel, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from .pages import PAGES
from .panel import AlgorithmPanel
from .places import Places
from .roles import recall
from .steps import PROVIDER, Job, Step


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
        #: The pages opened so far, by name.
        self.pages: dict[str, QWidget] = {}
        self.canvas = widget_context.mapCanvas()
        self.places = Places(parent=self)
        #: The panels side by side, where there are several.
        self.tabs = QTabWidget()
        for panel in self.panels:
            panel.page_wanted.connect(self.open_page)
        front = QWidget()
        self.layout_ = QVBoxLayout(front)
        self._lay_out_front()
        self.addWidget(front)

    def show_form(self, panel: AlgorithmPanel) -> None:
        """Brings the form of one algorithm in view."""
        self.setCurrentIndex(0)
        if len(self.panels) > 1:
            self.tabs.setCurrentWidget(panel)

    def open_page(self, name: str) -> None:
        """Shows one of ``PAGES`` in place of the forms; nothing, where its result is not there."""
        page = PAGES[name]
        layer = QgsProject.instance().mapLayer(recall(page.role) or "") if page.role else None
        if page.role and layer is None:
            return
        if name not in self.pages:
            self.pages[name] = page.make(self)
            self.pages[name].closed.connect(lambda: self.setCurrentIndex(0))
            self.addWidget(self.pages[name])
        widget = self.pages[name]
        if layer is not None:
            widget.show_layer(layer)
            self.setCurrentWidget(widget)
            widget.table.setFocus()  # its keys work at once
        else:
            self.setCurrentWidget(widget)
            widget.open(self._panel(page.algorithm).form.values())

    def close_down(self) -> None:
        """Stops what runs, and restores the map, because the page is about to be removed."""
        for widget in (*self.pages.values(), *self.panels):
            if hasattr(widget, "close_down"):
                widget.close_down()

    def merge_again(self) -> None:
        """Runs the merge with the decisions of its review, on the lists of the last time."""
        panel = self._panel(PAGES["review"].algorithm)
        for parameter, role in {**panel.job.kept, "DECISIONS": "review"}.items():
            panel.form.set_value(parameter, recall(role))
        self.setCurrentIndex(0)
        panel.start()

    def _panel(self, algorithm: str) -> AlgorithmPanel:
        return next(panel for panel in self.panels if panel.job.algorithm == algorithm)

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
            self.tabs.setDocumentMode(True)
            self.tabs.setUsesScrollButtons(False)  # every tab in view, even in a narrow dock
            for panel in self.panels:
                self.tabs.addTab(panel, panel.job.name)
            self.layout_.addWidget(self.tabs, 1)


def find_algorithm(job: Job) -> QgsProcessingAlgorithm | None:
    """A fresh copy of the job's algorithm; None if the provider does not have it."""
    return QgsApplication.processingRegistry().createAlgorithmById(f"{PROVIDER}:{job.algorithm}")


def known_algorithm(job: Job) -> QgsProcessingAlgorithm | None:
    """The provider's own, to look at; None if it does not have it."""
    return QgsApplication.processingRegistry().algorithmById(f"{PROVIDER}:{job.algorithm}")
