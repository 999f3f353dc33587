"""Tables of the dock into a spreadsheet: what is copied pastes as cells, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from qgis.core import NULL
from qgis.PyQt.QtCore import QLocale, QMimeData, Qt
from qgis.PyQt.QtGui import QGuiApplication, QKeySequence
from qgis.PyQt.QtWidgets import QAbstractItemView, QShortcut, QToolButton

from ..core.common.text import no_formula, tr

#: What a cell holds, where it differs from what it shows.
VALUE = Qt.ItemDataRole.UserRole
#: Spreadsheets keep the zeros of a code that comes as text: Excel by the style, LibreOffice by the
#: other.
_AS_TEXT = """ style="mso-number-format:'\\@'" sdnum="1033;0;@\""""


def as_spreadsheet(rows: Iterable[Sequence[Any]], locale: QLocale | None = None) -> str:
    """Rows of cells as tab-separated lines, which a spreadsheet in that language reads.

    Numbers have the decimal mark of ``locale`` (the user's when None), all their digits and no
    thousands mark; unknown values (None, NULL, NaN) are empty cells; texts are without tabs and
    line breaks, and are never formulas.
    """
    return "\n".join("\t".join(_cell(value, locale) for value in row) for row in rows)


def copy(rows: Sequence[Sequence[Any]]) -> None:
    """Puts rows on the clipboard, as text and as the table that keeps codes' zeros."""
    data = QMimeData()
    data.setText(as_spreadsheet(rows))
    data.setHtml(_as_html(rows))
    QGuiApplication.clipboard().setMimeData(data)


def rows_of(view: QAbstractItemView) -> list[list[Any]]:
    """The headings, then the listed rows of a table in their order: hidden columns are left out."""
    model = view.model()
    across = Qt.Orientation.Horizontal
    shown = [
        column
        for column in range(model.columnCount())
        if not view.isColumnHidden(column) and model.headerData(column, across)
    ]
    headings = [model.headerData(column, across) for column in shown]
    return [headings] + [
        [_value(model, row, column) for column in shown] for row in range(model.rowCount())
    ]


def copies(view: QAbstractItemView) -> QToolButton:
    """Lets Ctrl+C copy all listed rows of a table; returns a button that does the same."""
    button = QToolButton()
    button.setText(tr("Copy"))
    button.setToolTip(tr("Copies the listed rows, to paste into a spreadsheet (Ctrl+C)"))
    button.clicked.connect(lambda: copy(rows_of(view)))
    key = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), view)
    key.setContext(Qt.ShortcutContext.WidgetShortcut)
    key.activated.connect(button.click)
    return button


def _value(model: Any, row: int, column: int) -> Any:
    """A number as it is, any other cell as it reads."""
    index = model.index(row, column)
    held = index.data(VALUE)
    return held if _is_number(held) else index.data(Qt.ItemDataRole.DisplayRole)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _cell(value: Any, locale: QLocale | None) -> str:
    if value is None or value == NULL or value != value:
        return ""
    if not _is_number(value):
        return no_formula(" ".join(str(value).split()))
    numbers = QLocale() if locale is None else QLocale(locale)
    numbers.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    if float(value).is_integer():
        return numbers.toString(int(value))
    return numbers.toString(float(value), "g", 15)


def _as_html(rows: Sequence[Sequence[Any]]) -> str:
    lines = []
    for row in rows:
        cells = (f"<td{_kind(value)}>{escape(_cell(value, None))}</td>" for value in row)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(lines)}</table>'


def _kind(value: Any) -> str:
    """The attributes of a cell: LibreOffice reads a number there, whatever its own language."""
    if not _is_number(value):
        return _AS_TEXT
    return f' sdval="{value!r}"' if value == value else ""
