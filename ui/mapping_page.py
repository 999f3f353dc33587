"""Which column of a table holds what: proposed, corrected by the person, seen at once as places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.gui import QgsCheckableComboBox, QgsScrollArea
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.common.errors import MaillageError
from ..core.common.speech import named
from ..core.common.text import tr
from ..core.layers.aliases import field_names
from ..core.nomenclature import load_nomenclature
from . import mappings
from .parts import as_html, text_label, waiting

if TYPE_CHECKING:
    from ..core.formats.readers import RawTable
    from ..core.places.recognising.mapping import Mapping

#: Fields that several columns may hold together.
_SEVERAL = (
    "address", "activities", "publics", "themes", "labels", "access_conditions", "hours",
)  # fmt: skip
#: Rows that the preview shows, and how long it waits for the next click, in milliseconds.
_ROWS, _PAUSE = 20, 250
#: From this confidence on a proposal is sure, and below that one it is a guess.
_SURE, _LIKELY = 0.8, 0.6
#: Stands between columns in the data of a choice of several, of which the first filled one is read.
_BETWEEN = "\n"


class MappingDialog(QDialog):
    """Fields of places on the left, columns of the table on the right, first places below."""

    def __init__(self, raw: RawTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from ..core.places.recognising.mapping import MAPPED, propose, read_mapping

        self.raw = raw
        self.columns = [str(column) for column in raw.table.columns]
        self.setWindowTitle(tr("Match the columns of a table"))
        self.resize(780, 640)
        self.proposed = propose(raw, load_nomenclature())
        remembered = mappings.remembered(self.columns)
        start = self.proposed if remembered is None else read_mapping(remembered)
        self._separator = start.separator
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.preview)
        self.boxes: dict[str, QComboBox] = {}
        self.note = text_label(is_note=True)
        self.table = QTableWidget()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.table.horizontalHeader().setMaximumSectionSize(240)
        self._lay_out(MAPPED, remembered=remembered is not None)
        self.set_mapping(start)
        self.preview()

    def mapping(self) -> Mapping:
        """What the boxes say."""
        from ..core.places.recognising.mapping import Mapping

        columns = {name: chosen for name in self.boxes if (chosen := self._chosen(name))}
        return Mapping(columns, self._separator)

    def set_mapping(self, mapping: Mapping) -> None:
        """Sets the boxes to ``mapping``."""
        for name, box in self.boxes.items():
            chosen = mapping.columns.get(name, [])
            if isinstance(box, QgsCheckableComboBox):
                box.setCheckedItems([column for column in chosen if column])
                continue
            together = _BETWEEN.join(chosen)
            if len(chosen) > 1 and box.findData(together) < 0:
                box.addItem(tr("{column}, else {other}", column=chosen[0], other=named(chosen[1:])))
                box.setItemData(box.count() - 1, together)
            box.setCurrentIndex(max(box.findData(together), 0))

    def preview(self) -> None:
        """Reads the first rows as the boxes say, and shows the places they give."""
        from ..core.places.census import census_from_table

        self._timer.stop()
        mapping = self.mapping()
        wrong = self._wrong(mapping)
        self.ok.setEnabled(not wrong)
        self.save_button.setEnabled(not wrong)
        self.note.setText(wrong)
        self.note.setVisible(bool(wrong))
        if wrong:
            self.table.setRowCount(0)
            return
        try:
            with waiting():
                places = census_from_table(_head(self.raw), mapping=mapping).places
        except MaillageError as error:
            self.note.setText(str(error))
            self.note.show()
            return
        shown = [n for n in places if not n.startswith("src_") and places[n].astype(str).any()]
        shown = [name for name in shown if name not in ("source", "position")]
        titles = self._titles()
        self.table.setColumnCount(len(shown))
        self.table.setRowCount(len(places))
        self.table.setHorizontalHeaderLabels([titles.get(name, name) for name in shown])
        for column, name in enumerate(shown):
            for row, value in enumerate(places[name].tolist()):
                self.table.setItem(row, column, QTableWidgetItem(_cell(value)))
        self.table.resizeColumnsToContents()

    def keep(self) -> Path:
        """Remembers the mapping for tables with this header; the file it is in."""
        return mappings.keep(self.mapping(), self.columns, self.raw.what)

    def _chosen(self, name: str) -> list[str]:
        box = self.boxes[name]
        if not isinstance(box, QgsCheckableComboBox):
            return list(filter(None, box.currentData().split(_BETWEEN)))
        checked = set(box.checkedItems())
        proposed = self.proposed.columns.get(name, [])
        # A week may have a day without a column, which no box can say.
        if checked and checked == {column for column in proposed if column}:
            return proposed
        return [column for column in self.columns if column in checked]

    def _wrong(self, mapping: Mapping) -> str:
        from ..core.places.recognising.mapping import HOURS_COLUMNS

        columns = mapping.columns
        if not mapping.places_something(self.raw.lon is not None):
            return tr("Give at least the name, and a position or an address.")
        for one, other in (("lat", "lon"), ("x", "y")):
            if (one in columns) != (other in columns):
                titles = self._titles()
                return tr(
                    "Give both “{one}” and “{other}”, or neither.",
                    one=titles[one],
                    other=titles[other],
                )
        if len(columns.get("hours", [])) not in (0, *HOURS_COLUMNS):
            return tr(
                "Opening hours stand in one column, in seven from Monday on, or in fourteen, each "
                "day's morning and afternoon."
            )
        return ""

    def _ask_and_save(self) -> None:
        start = Path(QgsProject.instance().homePath() or Path.home()) / "mapping.json"
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save the mapping"), str(start), tr("Mapping (*.json)")
        )
        if not path:
            return
        path = path if Path(path).suffix else f"{path}.json"
        try:
            self.mapping().write(path)
        except MaillageError as error:
            self.note.setText(str(error))
        else:
            self.note.setText(tr("Saved as {path}.", path=path))
        self.note.show()

    def _lay_out(self, names: tuple[str, ...], *, remembered: bool) -> None:
        head = text_label()
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setText(
            tr("You matched a table with these columns before: your choices are back.")
            if remembered
            else tr(
                "Which column of {file} holds what? Check the proposals; what stays empty is "
                "not read, and the table's own columns are kept in any case.",
                file=Path(self.raw.what).name,
            )
        )
        grid_widget = QWidget()
        grid = QGridLayout(grid_widget)
        grid.setColumnStretch(1, 1)
        titles = self._titles()
        for row, name in enumerate(names):
            self.boxes[name] = self._box(name)
            sign = self._sign(name)
            label = QLabel(titles[name])
            label.setBuddy(self.boxes[name])
            for column, widget in enumerate((label, self.boxes[name], sign)):
                widget.setToolTip(as_html(self._reason(name)))
                grid.addWidget(widget, row, column)
        area = QgsScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(grid_widget)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(QLabel(tr("The first places, as they would be read:")))
        lower.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(area)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(tr("Use these columns"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button = buttons.addButton(tr("Save as…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save_button.clicked.connect(self._ask_and_save)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (head, split, self.note, buttons):
            layout.addWidget(widget, 1 if widget is split else 0)

    def _box(self, name: str) -> QComboBox:
        if name in _SEVERAL:
            box = QgsCheckableComboBox()
            box.addItems(self.columns)
            box.setDefaultText("–")
            box.checkedItemsChanged.connect(lambda _: self._timer.start())
        else:
            box = QComboBox()
            box.addItem("–", "")
            for column in self.columns:
                box.addItem(column, column)
            box.currentIndexChanged.connect(lambda _: self._timer.start())
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box

    def _sign(self, name: str) -> QLabel:
        """How sure the proposal is, in a word."""
        guess = self.proposed.guesses.get(name)
        if guess is None:
            return QLabel("")
        words = {True: tr("sure"), False: tr("likely")}
        return QLabel(
            words[guess.confidence >= _SURE] if guess.confidence >= _LIKELY else tr("to check")
        )

    def _reason(self, name: str) -> str:
        guess = self.proposed.guesses.get(name)
        if guess is None:
            return tr("No column seems to hold this.")
        return tr(
            "Proposed: {columns}. {reason}",
            columns=named(filter(None, guess.columns)),
            reason=guess.reason,
        )

    @staticmethod
    def _titles() -> dict[str, str]:
        return {
            **field_names(),
            "address_complement": tr("Address, second line"),
            "lat": tr("Latitude (degrees)"),
            "point": tr("Latitude and longitude in one column"),
            "lon": tr("Longitude (degrees)"),
            "x": tr("X (Lambert-93)"),
            "y": tr("Y (Lambert-93)"),
            "hours": tr("Opening hours"),
        }


def _head(raw: RawTable) -> RawTable:
    """The first rows of a table, as a table."""
    return replace(
        raw,
        table=raw.table.head(_ROWS),
        rows=raw.rows[:_ROWS],
        lon=None if raw.lon is None else raw.lon[:_ROWS],
        lat=None if raw.lat is None else raw.lat[:_ROWS],
        uneven=[],
        notes=[],
    )


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.6g}"
    return tr("yes") if value is True else "" if value is False or value is None else str(value)
