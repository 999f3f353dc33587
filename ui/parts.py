"""Pieces that the pages have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
)

from ..core.common.text import tr


def line(*widgets: Any) -> QHBoxLayout:
    """Widgets side by side; one given as (widget, stretch) takes what room is left."""
    layout = QHBoxLayout()
    for item in widgets:
        widget, stretch = item if isinstance(item, tuple) else (item, 0)
        layout.addWidget(widget, stretch)
    return layout


def text_label(*, is_note: bool = False) -> QLabel:
    """A text that wraps instead of widening the dock, and can be copied; a note is in italics."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if is_note:
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setStyleSheet("QLabel { font-style: italic; }")
    return label


def as_html(text: str) -> str:
    """A text for what takes HTML, or guesses whether it does: message bars, dialogs, tips."""
    return "<qt>{}</qt>".format(escape(text).replace("\n", "<br>")) if text else ""


def link(target: str, text: str) -> str:
    """A link as HTML."""
    return f'<a href="{escape(target)}">{escape(text)}</a>'


def back_button() -> QToolButton:
    """The way back to the forms."""
    button = QToolButton()
    button.setToolTip(tr("Back to the form"))
    button.setAccessibleName(tr("Back to the form"))
    button.setArrowType(Qt.ArrowType.LeftArrow)
    return button


@contextmanager
def waiting() -> Iterator[None]:
    """The pointer shows that something takes a moment."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
