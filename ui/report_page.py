"""The report of a census in the dock: to read, to find on the map, to correct with."""

from __future__ import annotations

from html import escape
from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsFilterLineEdit, QgsMapCanvas
from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHeaderView,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.common.errors import MaillageError
from ..core.common.text import plural, tr
from ..core.places.fields import CODE_FIELDS
from ..core.places.titles import check_title, field_title, severity_title
from .copying import copies
from .corrections import Corrections
from .origin import origin_of
from .parts import as_html, back_button, line, text_label, waiting
from .places import Places, show_on_map, show_point
from .report_model import (
    COLUMNS,
    PROPOSED,
    SEVERITIES,
    Finding,
    ReportFilter,
    ReportModel,
    read_findings,
)
from .report_table import Table

#: Narrower than this (pixels), the table shows what fits; the line below it says the rest.
_WIDE = 720
_WIDTHS = {"severity": 28, "row": 52, "place_id": 110, "field": 110, "value": 150, "proposal": 150}
_ONLY_WIDE = ("place_id", "field", "value", "proposal")


class ReportPage(QWidget):
    """Findings to sort, filter and search; a click shows the place; proposals are applied here."""

    #: Back to where the page was opened.
    closed = pyqtSignal()

    def __init__(
        self, places: Places, canvas: QgsMapCanvas | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.places = places
        self._canvas = canvas
        self.corrections = Corrections(places, self)
        self._what = ""
        self.model = ReportModel([])
        self.listed = ReportFilter(self.model)
        self._make_widgets()
        self._lay_out()
        self.corrections.changed.connect(self._mark_applied)

    # What is listed.

    def show_layer(self, layer: QgsVectorLayer) -> None:
        """Takes up the lines of a report layer."""
        with waiting():
            self.model = ReportModel(read_findings(layer), self.places.names())
        self.corrections.clear()
        self._what = layer.name()
        self.listed = ReportFilter(self.model)
        self.table.setModel(self.listed)
        self.table.selectionModel().currentChanged.connect(self._tell_line)
        header = self.table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(COLUMNS.index("message"), QHeaderView.ResizeMode.Stretch)
        for name, width in _WIDTHS.items():
            self.table.setColumnWidth(COLUMNS.index(name), width)
        self._fill_filters()
        self._show_columns()
        self._count()
        self._tell_line()

    def choose(self) -> None:
        """Lists what the two boxes and the search ask for."""
        self.listed.choose(
            self.severity.currentData() or "", self.check.currentData() or "", self.search.text()
        )
        self._count()
        self._tell_line()

    def current(self) -> int | None:
        """The row of the report that the person is at."""
        index = self.table.currentIndex()
        return self.listed.mapToSource(index).row() if index.isValid() else None

    # What is done with it.

    def show_place(self) -> None:
        """Moves the map to the place of the current line, or says why it cannot."""
        row = self.current()
        if row is None:
            return
        finding = self.model.findings[row]
        feature = self.places.find(finding["place_id"])
        if not finding["place_id"]:
            self._say(tr("This line is about the whole file."))
        elif feature is None:
            self._say(tr("The place of this line is not in the layer of places."))
        else:
            shown = show_on_map(self._canvas, [(self.places.layer(), feature)])
            point = self.corrections.point_of(finding) if self._is_open(row) else None
            if point is not None:
                show_point(self._canvas, *point)
                self._say(tr("The map shows the proposed point."))
            elif not shown:
                self._say(tr("This place has no point: it is not on the map."))
            else:
                self._say("")

    def apply(self) -> None:
        """Applies the proposal of the current line."""
        row = self.current()
        if row is not None:
            self._apply([row])

    def apply_kind(self) -> None:
        """Applies all listed proposals of the current line's kind, once the person agrees."""
        rows = self._of_kind()
        if not rows:
            return
        question = plural(
            "Apply the proposal of the {n} listed line “{check}”? It becomes one edit of "
            "the layer of places, which Undo takes back.",
            "Apply the proposals of all {n} listed lines “{check}”? They become one edit "
            "of the layer of places, which Undo takes back.",
            len(rows),
            check=check_title(self.model.findings[rows[0]]["check"]),
        )
        answer = QMessageBox.question(self, tr("Apply all of this kind"), as_html(question))
        if answer == QMessageBox.StandardButton.Yes:
            with waiting():
                self._apply(rows)

    def undo(self) -> None:
        """Takes back the last edit of the layer of places."""
        with waiting():
            self.places.undo()

    def save(self, path: str) -> None:
        """Writes the whole report as CSV or HTML, by the file's name."""
        import pandas as pd

        from ..core.places.fields import REPORT_FIELDS
        from ..core.places.report import write_report_csv, write_report_html

        report = pd.DataFrame(self.model.findings, columns=list(REPORT_FIELDS), dtype=object)
        try:
            with waiting():
                if Path(path).suffix.lower() in (".html", ".htm"):
                    write_report_html(
                        report, path, origin_of(self.places.layer())["file"] or self._what
                    )
                else:
                    write_report_csv(report, path)
        except MaillageError as error:
            self._say(str(error))
        else:
            self._say(tr("Saved as {path}.", path=path))

    def _apply(self, rows: list[int]) -> None:
        try:
            count = self.corrections.apply({row: self.model.findings[row] for row in rows})
        except MaillageError as error:
            self._say(str(error))
            return
        self._say(
            tr(
                "Proposals applied to the layer of places: {count}. The tab “Save” writes them "
                "to the file.",
                count=count,
            )
            if count
            else tr("There is nothing to apply: the place has this value already.")
        )

    def _mark_applied(self) -> None:
        self.model.mark_applied(self.corrections.applied())
        self._count()
        self._tell_line()

    def _of_kind(self) -> list[int]:
        """The listed rows of the current line's kind that have a proposal still to apply."""
        row = self.current()
        if row is None:
            return []
        kind = self.model.findings[row]["check"]
        parent = QModelIndex()
        return [
            n
            for n in self.model.with_proposal(kind)
            if self._is_open(n) and self.listed.filterAcceptsRow(n, parent)
        ]

    def _is_open(self, row: int) -> bool:
        finding = self.model.findings[row]
        return bool(finding["proposal"] and finding["place_id"]) and row not in self.model.applied

    # What is said.

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def _count(self) -> None:
        counts = self.model.counts("severity")
        words = [
            tr(
                "{severity}: {count}",
                severity=severity_title(word, plural=True),
                count=counts[word],
            )
            for word in SEVERITIES
            if counts[word]
        ]
        shown, total = self.listed.rowCount(), self.model.rowCount()
        if self.model.applied:
            words.append(tr("Applied: {count}", count=len(self.model.applied)))
        if shown != total:
            words = [
                tr(
                    "Lines: {shown} of {total}",
                    shown=shown,
                    total=total,
                )
            ]
        # A line breaks between two counts, never within one.
        unbroken = [word.replace(" ", "\xa0") for word in words]
        self.summary.setText(" · ".join(unbroken) or tr("Nothing to report."))

    def _tell_line(self, *_: QModelIndex) -> None:
        row = self.current()
        is_open = row is not None and self._is_open(row)
        kind = self._of_kind()
        self.apply_button.setEnabled(is_open)
        self.kind_button.setEnabled(len(kind) > is_open)
        self.kind_button.setText(
            tr("All of this kind ({count})…", count=len(kind)) if kind else tr("All of this kind…")
        )
        self.undo_button.setEnabled(self.places.can_undo())
        self.details.setText("" if row is None else self._details(self.model.findings[row]))
        self._say("")

    def _details(self, finding: Finding) -> str:
        feature = self.places.find(finding["place_id"])
        name = "" if feature is None else str(feature["name"] or "")
        heading = [f"<b>{escape(name or finding['place_id'] or tr('The whole file'))}</b>"]
        if finding["row"]:
            heading.append(escape(tr("row {row}", row=str(finding["row"]))))
        if finding["field"]:
            heading.append(escape(field_title(finding["field"])))
        lines = [" · ".join(heading), escape(finding["message"])]
        if finding["value"]:
            lines.append(tr("In the census: {value}", value=_short(finding["value"])))
        if finding["proposal"]:
            proposal = f"<b>{_short(finding['proposal'])}</b>"
            lines.append(
                tr("Proposal for the whole cell: {proposal}", proposal=proposal)
                if finding["field"] in CODE_FIELDS
                else tr("Proposal: {proposal}", proposal=proposal)
            )
        return "<br>".join(lines)

    # How it looks.

    def _make_widgets(self) -> None:
        self.back = back_button()
        self.back.clicked.connect(self.closed)
        self.summary, self.details = text_label(), text_label()
        self.status = text_label(is_note=True)
        self.severity, self.check = QComboBox(), QComboBox()
        for box in (self.severity, self.check):
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.currentIndexChanged.connect(self.choose)
        self.search = QgsFilterLineEdit()
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search the report"))
        self.search.textChanged.connect(self.choose)
        self.table = Table()
        self.table.chosen.connect(self.show_place)
        self.apply_button = QPushButton(tr("Apply"))
        self.apply_button.setToolTip(tr("Gives the place the proposed value"))
        self.apply_button.clicked.connect(self.apply)
        self.kind_button = QPushButton()
        self.kind_button.setToolTip(tr("Applies all listed proposals of this check, after asking"))
        self.kind_button.clicked.connect(self.apply_kind)
        self.undo_button = QPushButton(tr("Undo"))
        self.undo_button.setToolTip(tr("Takes back the last edit of the layer of places"))
        self.undo_button.clicked.connect(self.undo)
        self.save_button = QToolButton()
        self.save_button.setText(tr("Export"))
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.save_button)
        menu.addAction(tr("Table (CSV)…"), lambda: self._ask_and_save("csv"))
        menu.addAction(tr("Page (HTML)…"), lambda: self._ask_and_save("html"))
        self.save_button.setMenu(menu)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(line(self.back, (self.summary, 1), copies(self.table), self.save_button))
        layout.addLayout(line((self.severity, 1), (self.check, 1)))
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.details)
        layout.addWidget(self.status)
        layout.addLayout(line(self.apply_button, (self.kind_button, 1), self.undo_button))

    def _fill_filters(self) -> None:
        severities, checks = self.model.counts("severity"), self.model.counts("check")
        _fill(
            self.severity,
            tr("All severities"),
            [
                *((severity_title(w, plural=True), w, severities[w]) for w in SEVERITIES),
                (tr("Proposals"), PROPOSED, self.model.proposed()),
            ],
        )
        named = sorted((check_title(word), word, count) for word, count in checks.items())
        _fill(self.check, tr("All checks"), named)

    def _show_columns(self) -> None:
        is_wide = self.width() >= _WIDE
        self.model.is_narrow = not is_wide
        for name in _ONLY_WIDE:
            self.table.setColumnHidden(COLUMNS.index(name), not is_wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def _ask_and_save(self, kind: str) -> None:
        filters = {"csv": tr("Table (*.csv)"), "html": tr("Page (*.html)")}
        start = Path(QgsProject.instance().homePath() or Path.home()) / f"report.{kind}"
        path, _ = QFileDialog.getSaveFileName(self, tr("Save as"), str(start), filters[kind])
        if path:
            self.save(path if Path(path).suffix else f"{path}.{kind}")


def _fill(box: QComboBox, everything: str, choices: list[tuple[str, str, int]]) -> None:
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, "")
    for name, word, count in choices:
        if count:
            box.addItem(f"{name} ({count})", word)
    box.blockSignals(False)


def _short(text: str) -> str:
    return escape(text if len(text) <= 200 else text[:200] + "…")
