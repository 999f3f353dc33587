"""The table of the dock's pages other than the forms of algorithms.

A page is a widget with a signal ``closed``; it takes the place of the forms of its step. One that
shows a result has ``show_layer`` and ``table``, the others ``open``, which takes the values of the
form. A page that holds something while it is open has ``close_down``. Its module is imported when
it is first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QWidget

from ..core.common.text import tr
from .places import Places


class Step(Protocol):
    """What a page may use of the step that it belongs to."""

    canvas: QgsMapCanvas
    places: Places

    def merge_again(self) -> None:
        """Runs the merge with the decisions of its review."""


@dataclass(frozen=True)
class Page:
    """One page: where its button is, what it is called, how it is made."""

    #: The algorithm whose form has its button.
    algorithm: str
    #: The text of the button, given how many lines there are to see.
    title: Callable[[int], str]
    make: Callable[[Step], QWidget]
    #: The role of the result that it shows, and opens with; "" for a page that needs none.
    role: str = ""
    tip: Callable[[], str] = str


def _report(step: Step) -> QWidget:
    from .report_page import ReportPage

    return ReportPage(step.places, step.canvas)


def _review(step: Step) -> QWidget:
    from .review_page import ReviewPage

    page = ReviewPage(step.canvas)
    page.again.connect(step.merge_again)
    return page


def _figures(step: Step) -> QWidget:
    from .figures_page import FiguresPage

    return FiguresPage()


def _what_if(step: Step) -> QWidget:
    from .whatif.page import WhatIfPage

    return WhatIfPage(step.canvas)


def _report_title(count: int) -> str:
    return tr("Report ({count})", count=count)


#: Every page by its name; that of a result has the name of its role.
PAGES = {
    "report": Page("loadcensus", _report_title, _report, "report"),
    "geocoding_report": Page("geocodeplaces", _report_title, _report, "geocoding_report"),
    "review": Page(
        "mergecensus", lambda count: tr("Review ({count})", count=count), _review, "review"
    ),
    "totals": Page("coverage", lambda count: tr("Figures"), _figures, "totals"),
    "what_if": Page(
        "coverage",
        lambda count: tr("What if…"),
        _what_if,
        tip=lambda: tr("Try out on the map what more places, or fewer, would change."),
    ),
}


def pages_beside(algorithm: str) -> dict[str, Page]:
    """The pages whose buttons stand on the form of an algorithm."""
    return {name: page for name, page in PAGES.items() if page.algorithm == algorithm}
