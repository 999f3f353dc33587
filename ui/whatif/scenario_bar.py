"""The scenarios of the project: which one is looked at, new ones, copies, undo and redo."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QInputDialog, QMenu, QToolButton, QVBoxLayout, QWidget

from ...core.access.scenario import Scenario
from ...core.common.text import tr
from ..parts import line
from .session import Session


class ScenarioBar(QWidget):
    """A box to choose a scenario in, and what can be done with the one chosen."""

    compare_wanted = pyqtSignal()
    export_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.names = QComboBox()
        self.names.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.names.setToolTip(tr("The scenario looked at"))
        self.names.activated.connect(self._choose)
        self.undo = _button("mActionUndo.svg", tr("Undo (Ctrl+Z on the map)"))
        self.redo = _button("mActionRedo.svg", tr("Redo"))
        self.undo.clicked.connect(lambda: self.session.undo())
        self.redo.clicked.connect(lambda: self.session.redo())
        self.more = QToolButton()
        self.more.setText(tr("Scenarios"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line((self.names, 1), self.undo, self.redo, self.more))

    def take(self, session: Session) -> None:
        """Follows a what-if."""
        self.session = session
        session.changed.connect(self._show)
        self._show()

    def new(self) -> None:
        """An empty scenario: the census."""
        self.session.do(self._book.adding(Scenario(tr("Scenario"))))

    def duplicate(self) -> None:
        """A copy of the one looked at, to change."""
        self.session.do(self._book.adding(self._book.scenario))

    def delete(self) -> None:
        """The one looked at goes; undo brings it back."""
        self.session.do(self._book.removing())

    def rename(self, name: str) -> None:
        """Another name, which no other scenario has."""
        if name.strip() and name.strip() != self._book.scenario.name:
            free = self._book.free_name(name.strip())
            self.session.edit(replace(self._book.scenario, name=free))

    @property
    def _book(self):
        return self.session.history.book

    def _ask_name(self) -> None:
        name, good = QInputDialog.getText(
            self, tr("Rename the scenario"), tr("Name"), text=self._book.scenario.name
        )
        if good:
            self.rename(name)

    def _choose(self, number: int) -> None:
        self.session.do(self._book.choosing(number))

    def _show(self) -> None:
        self.names.clear()
        self.names.addItems([scenario.name for scenario in self._book.scenarios])
        self.names.setCurrentIndex(self._book.current)
        self.undo.setEnabled(self.session.history.can_undo)
        self.redo.setEnabled(self.session.history.can_redo)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(tr("New scenario")).triggered.connect(lambda: self.new())
        menu.addAction(tr("Duplicate")).triggered.connect(lambda: self.duplicate())
        menu.addAction(tr("Rename…")).triggered.connect(lambda: self._ask_name())
        menu.addAction(tr("Delete")).triggered.connect(lambda: self.delete())
        menu.addSeparator()
        menu.addAction(tr("Compare side by side…")).triggered.connect(self.compare_wanted)
        menu.addAction(tr("Make layers of it")).triggered.connect(self.export_wanted)
        return menu


def _button(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
