"""What loading offers for a table of no known schema: to match its columns, or to do as last
time."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProviderRegistry
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QInputDialog, QPushButton, QWidget

from ..core.common.errors import MaillageError
from ..core.common.text import tr
from .form import AlgorithmForm
from .mappings import is_known, is_ours, read_chosen, remembered
from .message import Message
from .parts import link, waiting

if TYPE_CHECKING:
    from ..core.formats.readers import RawTable

#: Stand in a message for the page on which columns are matched, and for doing so as last time.
_MATCH, _MATCH_AGAIN = "maillage:match", "maillage:match-again"


class Matcher(QObject):
    """The button and the links that lead to the mapping of the table that a form names."""

    #: The table is matched, and can be loaded at once.
    run_wanted = pyqtSignal()

    def __init__(self, form: AlgorithmForm, message: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = form
        self._message = message
        self.button = QPushButton(tr("Match columns…"))
        self.button.setToolTip(
            tr("Says which column of the table holds what, where Maillage does not know its schema")
        )
        self.button.clicked.connect(lambda: self.match())
        form.table_changed.connect(self._forget)

    def match(self) -> bool:
        """Opens the page on which columns are matched; whether the person chose them."""
        from .mapping_page import MappingDialog

        try:
            with waiting():
                raw = self._read()
            if sheet := self._other_sheet(raw):
                self._form.set_value("SHEET", sheet)
                with waiting():
                    raw = self._read()
            with waiting():
                dialog = MappingDialog(raw, self.parent())
            if dialog.exec():
                self._form.set_value("MAPPING", str(dialog.keep()))
                self._message.write("plain", escape(tr("The columns are matched: press Run.")))
                return True
        except MaillageError as error:
            self._message.write("bad", escape(str(error)))
        return False

    def explain(self) -> tuple[str, str] | None:
        """A sentence and links, when the table failed because nobody matched its columns yet."""
        columns = self._foreign_columns()
        if columns is None or self._form.values().get("MAPPING"):
            return None
        links = link(_MATCH, tr("Match its columns…"))
        if remembered(columns):
            links = f"{link(_MATCH_AGAIN, tr('Match them as last time'))} · {links}"
        return tr("This table follows no schema that Maillage knows."), links

    def follow(self, target: str) -> bool:
        """Does what a link of the message asks for; False when it is none of these."""
        if target == _MATCH and self.match():
            self.run_wanted.emit()  # a run led here
        elif target == _MATCH_AGAIN:
            self._match_again()
        return target in (_MATCH, _MATCH_AGAIN)

    def _match_again(self) -> None:
        columns = self._foreign_columns()
        known = remembered(columns) if columns else None
        if known:
            self._form.set_value("MAPPING", str(known))
            self.run_wanted.emit()

    def _forget(self) -> None:
        """Another table has other sheets and columns: the plugin's own mapping does not apply to
        it."""
        self._form.set_value("SHEET", "")
        mapping = self._form.values().get("MAPPING")
        if mapping and is_ours(mapping):
            self._form.set_value("MAPPING", None)

    def _other_sheet(self, raw: RawTable) -> str | None:
        """The sheet that the person chooses, where the file has several and none is named yet."""
        values = self._form.values()
        path = str(values["INPUT"] or "")
        if values["SHEET"] or not path:
            return None
        names = [
            sublayer.name() for sublayer in QgsProviderRegistry.instance().querySublayers(path)
        ]
        if len(names) < 2 or raw.sheet not in names:
            return None
        question = tr(
            "{file} has several sheets. Which one holds the places?", file=Path(path).name
        )
        title, start = tr("Sheet or layer of the file"), names.index(raw.sheet)
        parent = self.parent()
        sheet, good = QInputDialog.getItem(parent, title, question, names, start, False)
        return sheet if good and sheet != raw.sheet else None

    def _read(self) -> RawTable:
        return read_chosen(self._form.values(), self._form.context())

    def _foreign_columns(self) -> list[str] | None:
        """The columns of a table that can be read and needs a mapping."""
        try:
            with waiting():
                raw = self._read()
                return None if is_known(raw) else [str(name) for name in raw.table.columns]
        except MaillageError:
            return None
