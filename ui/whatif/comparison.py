"""Scenarios side by side, to read and to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QVBoxLayout, QWidget

from ...core.access.scenario import Book
from ...core.common.text import tr
from ..copying import copies
from ..parts import line, text_label, waiting
from .grid import Grid
from .tables import comparison

if TYPE_CHECKING:
    from ...core.inputs.what_if import Ready


class Comparison(QDialog):
    """A column per scenario, a row per key figure."""

    def __init__(self, ready: Ready, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Scenarios side by side"))
        with waiting():
            headings, rows = comparison(ready, book)
        self.table = Grid(headings)
        self.table.fill(rows, headings)
        note = text_label(is_note=True)
        note.setText(
            tr(
                "“Census” is today: every place open, none added. Fragile inhabitants are blank "
                "where no score says who is."
            )
        )
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(note)
        layout.addLayout(line((QWidget(), 1), copies(self.table)))
        self.resize(320 + 120 * len(headings), 420)
