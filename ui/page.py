"""A page of the dock: one step with its forms, and the pages of its results."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingAlgorithm, QgsProject
from qgis.gui import QgsProcessingParameterWidgetContext
from qgis.PyQt.QtWidgets import QLabel, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from .figures_page import FiguresPage
from .panel import AlgorithmPanel
from .places import Places
from .report_page import ReportPage
from .review_page import ReviewPage
from .roles import recall
from .steps import PROVIDER, Job, Step
from .whatif.page import WhatIfPage


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
        self.pages: dict[str, ReportPage | ReviewPage | FiguresPage] = {}
        self._canvas = widget_context.mapCanvas()
        self.places = Places(parent=self)
        self.what_if: WhatIfPage | None = None
        #: The panels side by side, where there are several.
        self.tabs = QTabWidget()
        for panel in self.panels:
            panel.page_wanted.connect(self.open_page)
            panel.what_if_wanted.connect(lambda panel=panel: self.try_out(panel))
        front = QWidget()
        self.layout_ = QVBoxLayout(front)
        self._lay_out_front()
        self.addWidget(front)

    def show_form(self, panel: AlgorithmPanel) -> None:
        """Brings the form of one algorithm in view."""
        self.setCurrentIndex(0)
        if len(self.panels) > 1:
            self.tabs.setCurrentWidget(panel)

    def open_page(self, role: str) -> None:
        """Shows the result that plays ``role`` in place of the forms."""
        layer = QgsProject.instance().mapLayer(recall(role) or "")
        if layer is None:
            return
        if role not in self.pages:
            self.pages[role] = self._made_page(role)
        self.pages[role].show_layer(layer)
        self.setCurrentWidget(self.pages[role])
        self.pages[role].table.setFocus()  # its keys work at once

    def try_out(self, panel: AlgorithmPanel) -> None:
        """Shows the what-if, with the values of a form, in place of the forms."""
        if self.what_if is None:
            self.what_if = WhatIfPage(self._canvas)
            self.what_if.closed.connect(lambda: self.setCurrentIndex(0))
            self.addWidget(self.what_if)
        self.setCurrentWidget(self.what_if)
        self.what_if.open(panel.form.values())

    def close_down(self) -> None:
        """Stops what runs, and leaves the map as it was, as the page is about to go."""
        if self.what_if is not None:
            self.what_if.close_down()
        for panel in self.panels:
            panel.close_down()

    def merge_again(self) -> None:
        """Runs the merge with the decisions of its review, on the lists of the last time."""
        panel = next(panel for panel in self.panels if "review" in panel.job.pages)
        for parameter, role in {**panel.job.kept, "DECISIONS": "review"}.items():
            panel.form.set_value(parameter, recall(role))
        self.setCurrentIndex(0)
        panel.start()

    def _made_page(self, role: str) -> ReportPage | ReviewPage | FiguresPage:
        if role == "review":
            page: ReportPage | ReviewPage | FiguresPage = ReviewPage(self._canvas)
            page.again.connect(self.merge_again)
        elif role == "totals":
            page = FiguresPage()
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
            self.tabs.setDocumentMode(True)
            self.tabs.setUsesScrollButtons(False)  # every tab in view, even in a narrow dock
            for panel in self.panels:
                self.tabs.addTab(panel, panel.job.name)
            self.layout_.addWidget(self.tabs, 1)


def find_algorithm(job: Job) -> QgsProcessingAlgorithm | None:
    """A fresh copy of the job's algorithm; None if the provider does not have it."""
    return QgsApplication.processingRegistry().createAlgorithmById(f"{PROVIDER}:{job.algorithm}")
