"""A table of figures: shown as people write them, sorted and copied as the numbers they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.core import NULL
from qgis.PyQt.QtCore import (
    QAbstractTableModel,
    QCollator,
    QModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from ..core.common.speech import fixed, whole
from .copying import VALUE
from .parts import as_html

Format = Callable[[float], str]

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


class CellsModel(QAbstractTableModel):
    """Rows of text, numbers and None (unknown) under headings.

    ``format_of`` gives what turns the number of a (row, column) into words.
    """

    def __init__(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Any]],
        format_of: Callable[[int, int], Format] | None = None,
    ) -> None:
        super().__init__()
        self._headings = list(headings)
        self._rows = [[None if value == NULL else value for value in row] for row in rows]
        self._format_of = format_of or (lambda row, column: whole)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _WRAPPED
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation != Qt.Orientation.Horizontal or role not in shown:
            return None
        return self._headings[section]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = self._rows[index.row()][index.column()]
        is_number = isinstance(value, (int, float))
        if role == VALUE:
            return value
        if role == Qt.ItemDataRole.TextAlignmentRole and is_number:
            return int(_RIGHT)
        if role == Qt.ItemDataRole.DisplayRole:
            if value is None:
                return ""
            if is_number:
                return self._format_of(index.row(), index.column())(value)
            return str(value)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(value, str):
            return as_html(value)  # where the column is too narrow for it
        return None


class Sorted(QSortFilterProxyModel):
    """Numbers in the order of their size, texts in the language's, the unknown below all."""

    def __init__(self, model: CellsModel) -> None:
        super().__init__()
        self.setSourceModel(model)
        self._collator = QCollator()
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._collator.setNumericMode(True)

    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:
        first, second = left.data(VALUE), right.data(VALUE)
        if first is None or second is None:
            return first is None and second is not None
        if isinstance(first, (int, float)) and isinstance(second, (int, float)):
            return first < second
        return self._collator.compare(str(first), str(second)) < 0


def decimals(digits: int) -> Format:
    """Numbers with so many decimals: "12,3"."""
    return lambda value: fixed(value, digits)
