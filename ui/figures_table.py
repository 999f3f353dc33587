"""A table of figures that shows several columns in a narrow dock."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRect, Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from .cells_model import CellsModel, Sorted
from .copying import copies
from .parts import line

#: Pixels that a name takes at most, and a figure under its heading.
_NAME_WIDTH, _FIGURE_WIDTH = 160, 92
_MARGIN = 12


class FiguresTable(QTableView):
    """Columns as narrow as their figures allow, under headings of several lines.

    A name may take two lines; with ``fills``, all the room that the other columns leave.
    """

    def __init__(self, *, fills: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fills = fills
        self.setSortingEnabled(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 4)
        if fills:
            rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def fill(self, model: CellsModel) -> None:
        """Shows a table in place of the one before."""
        before, listed = self.model(), Sorted(model)
        model.setParent(listed)
        listed.setParent(self)
        self.setModel(listed)
        if before is not None:
            before.deleteLater()
        self._fit()

    def with_copy(self) -> QWidget:
        """The table over the button that copies it."""
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self, 1)
        layout.addLayout(line((QWidget(), 1), copies(self)))
        return box

    def _fit(self) -> None:
        metrics, height = self.fontMetrics(), 0
        for column in range(self.model().columnCount()):
            heading = self.model().headerData(column, Qt.Orientation.Horizontal)
            longest_word = (
                max(metrics.horizontalAdvance(word) for word in heading.split(" ")) + _MARGIN
            )
            longest_cell = self.sizeHintForColumn(column) + _MARGIN // 2
            heading_width = metrics.horizontalAdvance(heading) + 2 * _MARGIN
            if column:
                width = max(longest_word, longest_cell, min(_FIGURE_WIDTH, heading_width))
            else:
                width = max(longest_word, min(_NAME_WIDTH, max(longest_cell, heading_width)))
            self.setColumnWidth(column, width)
            room = QRect(0, 0, width - _MARGIN, 1000)
            height = max(
                height, metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, heading).height()
            )
        headings = self.horizontalHeader()
        headings.setFixedHeight(height + _MARGIN)
        if self._fills and self.model().columnCount():
            headings.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
