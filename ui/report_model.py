"""The lines of a census report as a table, and what of them is listed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from qgis.core import QgsApplication, QgsVectorLayer
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QPalette

from ..core.common.text import tr
from ..core.layers.aliases import field_names
from ..core.places.fields import CODE_FIELDS
from ..core.places.titles import check_title, field_title, severity_title
from .marks import mark
from .parts import as_html

Finding = dict[str, Any]

COLUMNS = ("severity", "row", "place_id", "field", "message", "value", "proposal")
SEVERITIES = ("error", "warning", "info")
#: Chosen in place of a severity: whatever has a proposal.
PROPOSED = "proposed"

_SORT = Qt.ItemDataRole.UserRole


def read_findings(layer: QgsVectorLayer) -> list[Finding]:
    """The lines of a report layer: text, "" where it is empty; ``row`` a number or None."""
    names = layer.fields().names()
    lines = []
    for feature in layer.getFeatures():
        line = {
            name: value if isinstance(value, (str, int)) else ""
            for name, value in zip(names, feature.attributes(), strict=True)
        }
        line["row"] = line.get("row") or None
        lines.append(line)
    return lines


class ReportModel(QAbstractTableModel):
    """One row per finding, gravest first; ``applied`` holds the rows whose proposal was taken.

    ``names`` are those of the places, by identifier.
    """

    def __init__(self, findings: list[Finding], names: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._field_title = cache(field_title)
        self.findings = findings
        self.applied: set[int] = set()
        #: Whether the message is the only text shown, so that it must include the proposal.
        self.is_narrow = False
        self._names = names or {}
        self._proposing: dict[str, list[int]] = defaultdict(list)
        for row, finding in enumerate(findings):
            if finding["proposal"]:
                self._proposing[finding["check"]].append(row)
        self._titles = field_names() | {"place_id": tr("Place")}

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.findings)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        name = COLUMNS[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._titles[name]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if name == "severity" else self._titles[name]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding, name = self.findings[index.row()], COLUMNS[index.column()]
        if role == _SORT:
            return self._rank(index.row(), name)
        if name == "severity":
            return self._severity(index.row(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_html(str(finding[name] or "")) or None
        if role == Qt.ItemDataRole.ForegroundRole and index.row() in self.applied:
            disabled = QPalette.ColorGroup.Disabled
            return QgsApplication.palette().color(disabled, QPalette.ColorRole.WindowText)
        return None

    def text(self, row: int, name: str) -> Any:
        """What a cell shows."""
        finding = self.findings[row]
        if name == "field":
            return self._field_title(finding["field"])
        if name == "place_id":
            return self._names.get(finding["place_id"]) or finding["place_id"]
        is_cell = finding["proposal"] and finding["field"] != "position"
        if name == "message" and self.is_narrow and is_cell:
            # For codes, the value is the unusual code, and the proposal is the whole cell.
            value = "" if finding["field"] in CODE_FIELDS else finding["value"]
            change = f"{value} → {finding['proposal']}".strip()
            return f"{change}\n{finding['message']}"
        return finding[name]

    def mark_applied(self, rows: Iterable[int]) -> None:
        """These rows, and no others, are applied."""
        self.applied = set(rows)
        if self.findings:
            last = self.index(len(self.findings) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def counts(self, name: str) -> Counter[str]:
        """How many findings have each value of ``name``."""
        return Counter(finding[name] for finding in self.findings)

    def proposed(self) -> int:
        """How many findings propose something."""
        return sum(map(len, self._proposing.values()))

    def with_proposal(self, check: str) -> list[int]:
        """The rows of a check that propose something."""
        return self._proposing.get(check, [])

    def _severity(self, row: int, role: int) -> Any:
        word = self.findings[row]["severity"]
        is_applied = row in self.applied
        if role == Qt.ItemDataRole.DecorationRole:
            return mark("applied" if is_applied else word)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return severity_title("applied" if is_applied else word)
        return None

    def _rank(self, row: int, name: str) -> Any:
        finding = self.findings[row]
        if name == "severity":
            return rank_of(finding["severity"])
        if name == "row":
            return finding["row"] or 0
        return str(self.text(row, name) or "").casefold()


class ReportFilter(QSortFilterProxyModel):
    """The findings of one severity, of one check, and that hold a text; all, to begin with."""

    def __init__(self, model: ReportModel) -> None:
        super().__init__()
        self.setSourceModel(model)
        self.setSortRole(_SORT)
        self.setDynamicSortFilter(False)
        self._severity = self._check = self._text = ""
        self._check_title = cache(check_title)  # of ten thousand lines few checks are different

    def choose(self, severity: str = "", check: str = "", text: str = "") -> None:
        """Lists what fits all three; "" fits everything, PROPOSED what has a proposal."""
        self._severity, self._check, self._text = severity, check, text.casefold().strip()
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:
        finding = self.sourceModel().findings[row]
        kinds = ("", finding["severity"], PROPOSED if finding["proposal"] else "")
        if self._severity not in kinds:
            return False
        if self._check and finding["check"] != self._check:
            return False
        return not self._text or self._text in self._searched(row)

    def _searched(self, row: int) -> str:
        model = self.sourceModel()
        finding = model.findings[row]
        words = [str(finding[name] or "") for name in COLUMNS[1:]]
        shown = [model.text(row, "place_id"), self._check_title(finding["check"])]
        return "\n".join([*words, *shown]).casefold()


def rank_of(severity: str) -> int:
    """The place of a severity, gravest first."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)
