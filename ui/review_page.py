"""Doubtful pairs of a merge, side by side, one after the other."""

from __future__ import annotations

import re
from html import escape

from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeySequence, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QShortcut,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.common.errors import MaillageError
from ..core.common.speech import per_cent
from ..core.common.text import tr
from ..core.places.titles import field_title
from .parts import as_html, back_button, line, text_label
from .places import Places, show_on_map
from .review_model import DATED, Pair, Review

#: What a French keyboard gives for the keys 1, 2 and 3 without Shift.
_FRENCH_KEYS = {"1": "&", "2": "é", "3": '"'}


class ReviewPage(QWidget):
    """One pair at a time: the same place or two, by button or key."""

    closed = pyqtSignal()
    #: The merge is to be run again with the decisions of this page.
    again = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._base = Places("merge_base", parent=self)
        self._incoming = Places("merge_incoming", parent=self)
        self.review: Review | None = None
        self.index = 0
        self._make_widgets()
        self._lay_out()

    def show_layer(self, layer: QgsVectorLayer) -> None:
        """Takes up the doubtful pairs of a review layer."""
        self.review = Review(layer, self._base.find, self._incoming.find)
        self.index = 0
        self._show_pair()

    def same(self) -> None:
        """Both are the same place."""
        self._decide("same")

    def two(self) -> None:
        """They are two places."""
        self._decide("new")

    def skip(self) -> None:
        """Leaves the pair open, and goes on."""
        following = self.review.next_open(self.index)
        if following is not None:
            self.index = following
        self._show_pair()

    def undo(self) -> None:
        """Takes back the last decision, and shows its pair again."""
        try:
            index = self.review.undo()
        except MaillageError as error:
            self._say(str(error))
            return
        if index is not None:
            self.index = index
            self._show_pair()

    def pair(self) -> Pair | None:
        """The pair in view."""
        pairs = self.review.pairs if self.review else []
        return pairs[self.index] if self.index < len(pairs) else None

    def show_places(self) -> None:
        """Moves the map to both places."""
        pair = self.pair()
        if pair is None:
            return
        on_both_sides = [
            (places.layer(), feature)
            for places, identifier in (
                (self._base, pair.base_id),
                (self._incoming, pair.incoming_id),
            )
            if (feature := places.find(identifier)) is not None
        ]
        shown = show_on_map(self._canvas, on_both_sides)
        if shown < 2:
            self._say(
                tr("One of the two has no point: it is not on the map.")
                if shown
                else tr("Neither of the two is on the map.")
            )

    def _decide(self, decision: str) -> None:
        if self.pair() is None:
            return
        try:
            self.review.decide(self.index, decision)
        except MaillageError as error:
            self._say(str(error))
            return
        self.skip()

    def _show_pair(self) -> None:
        pair, count = self.pair(), len(self.review.pairs)
        decided = len(self.review.decided)
        self._say("")
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(decided)
        self.undo_button.setEnabled(decided > 0)
        self.again_button.setEnabled(decided > 0)
        for button in (self.same_button, self.two_button, self.skip_button, self.map_button):
            button.setEnabled(pair is not None)
        if pair is None:
            self.summary.setText(tr("No pair is doubtful."))
            self.table.setRowCount(0)
            self.why.setText("")
            return
        self.summary.setText(
            tr(
                "Pair {number} of {count}; decided: {decided}",
                number=self.index + 1,
                count=count,
                decided=decided,
            )
        )
        self.why.setText(self._why(pair))
        self._fill(pair)
        if self.review.next_open(self.index) is None:
            self._say(tr("Every pair is decided. Merge again to use the decisions."))
        self.show_places()

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def _why(self, pair: Pair) -> str:
        lines = []
        if pair.score is not None:
            lines.append(
                tr(
                    "Likeness: {likeness}",
                    likeness=per_cent(100 * pair.score),
                )
            )
        if pair.why:
            lines.append(escape(pair.why[:1].upper() + pair.why[1:]))
        decided = {"same": tr("Decided: the same place"), "new": tr("Decided: two places")}
        decision = self.review.decision(self.index)
        if decision:
            lines.append(f"<b>{decided[decision]}</b>")
        return "<br>".join(lines)

    def _fill(self, pair: Pair) -> None:
        lines = pair.lines()
        self.table.setRowCount(len(lines))
        tint = QColor("#d98200")
        tint.setAlpha(60)
        faint = self.palette().color(QPalette.ColorRole.Text)
        faint.setAlpha(150)
        for row, (name, base, incoming) in enumerate(lines):
            same = name not in pair.differing and name not in DATED and base and incoming
            for column, text in enumerate((field_title(name), base, incoming)):
                item = QTableWidgetItem(_breakable(text))
                if column and name in pair.differing:
                    item.setBackground(tint)
                elif column and same:
                    item.setForeground(faint)
                if column:
                    item.setToolTip(as_html(text))
                self.table.setItem(row, column, item)

    def _make_widgets(self) -> None:
        self.back = back_button()
        self.back.clicked.connect(self.closed)
        self.summary, self.why = text_label(), text_label()
        self.status = text_label(is_note=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels([tr("Field"), tr("Base"), tr("Incoming list")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(0, 96)
        self.map_button = self._button(tr("Map"), tr("Moves the map to both places"), "", "M")
        self.map_button.clicked.connect(self.show_places)
        self.same_button = self._button(
            tr("Same place"), tr("Both become one place, under the base's identifier"), "1"
        )
        self.same_button.clicked.connect(self.same)
        self.two_button = self._button(tr("Two places"), tr("Both stay, each for itself"), "2")
        self.two_button.clicked.connect(self.two)
        self.skip_button = self._button(tr("Skip"), tr("Leaves this pair open"), "3")
        self.skip_button.clicked.connect(self.skip)
        self.undo_button = self._button(
            tr("Undo"), tr("Takes back the last decision"), "", "Backspace"
        )
        self.undo_button.clicked.connect(self.undo)
        self.again_button = QPushButton(tr("Merge again with these decisions"))
        self.again_button.clicked.connect(self.again)

    def _button(self, text: str, tip: str, key: str, silent_key: str = "") -> QPushButton:
        """A button with a key, which stands in its text or else in its tip."""
        button = QPushButton(f"{text} ({key})" if key else text)
        button.setToolTip(f"{tip} ({silent_key})" if silent_key else tip)
        for sequence in filter(None, (key or silent_key, _FRENCH_KEYS.get(key))):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        return button

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(line(self.back, (self.summary, 1), self.map_button))
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.why)
        layout.addWidget(self.status)
        layout.addLayout(line((self.same_button, 1), (self.two_button, 1), self.skip_button))
        layout.addLayout(line(self.undo_button, (self.again_button, 1)))


def _breakable(text: str) -> str:
    """``text`` with places to break after its marks, so that addresses and codes wrap."""
    return re.sub(r"([-,;/@._])(?=\w)", "\\1\u200b", text)
