"""Small tables of words and numbers: sorted as numbers, copied as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ...core.common.speech import difference, fixed
from ..cells_model import Sorted
from ..copying import VALUE


class Cell:
    """A number as it reads: so many decimals, with its sign where it is a difference."""

    def __init__(self, value: float | None, decimals: int = 0, *, signed: bool = False) -> None:
        # Unknown is blank, never a nought; what rounds to nought has no sign.
        is_known = value is not None and value == value
        self.value = round(value, decimals) + 0.0 if is_known else None
        self.text = ""
        self._decimals = decimals
        if is_known:
            self.text = (difference if signed else fixed)(self.value, decimals)

    def since(self, before: Cell) -> Cell:
        """The difference of what is read, so that the three add up."""
        if self.value is None or before.value is None:
            return Cell(None)
        return Cell(self.value - before.value, self._decimals, signed=True)


class GridModel(QAbstractTableModel):
    """Rows of texts and ``Cell``, under headings."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self.headings = list(headings)
        self.rows: list[list[str | Cell]] = []

    def fill(self, rows: list[list[str | Cell]], headings: Sequence[str] | None = None) -> None:
        """Shows other rows, under other headings if there are some."""
        self.beginResetModel()
        self.rows = rows
        self.headings = list(headings) if headings is not None else self.headings
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headings)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.rows[index.row()][index.column()]
        is_number = isinstance(cell, Cell)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text if is_number else cell
        if role == VALUE:
            return cell.value if is_number else cell
        if role == Qt.ItemDataRole.TextAlignmentRole and is_number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        return None


class Grid(QTableView):
    """Shows a ``GridModel``; the first column takes the room that the others leave."""

    def __init__(
        self, headings: Sequence[str], *, sorts: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.filled = GridModel(headings)
        if sorts:
            self.setModel(Sorted(self.filled))
            self.setSortingEnabled(True)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        else:
            self.setModel(self.filled)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)  # a line has no room for a second; elided, more is read
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(self.fontMetrics().lineSpacing() + 8)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        columns.setMinimumSectionSize(40)

    def fill(self, rows: list[list[str | Cell]], headings: Sequence[str] | None = None) -> None:
        """Shows other rows; the sorting stays."""
        self.filled.fill(rows, headings)

    def show_all(self, most: int = 8) -> None:
        """As high as its rows need, so many at most."""
        rows = min(self.filled.rowCount(), most)
        height = rows * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(height + self.horizontalHeader().height() + 2 * self.frameWidth())
