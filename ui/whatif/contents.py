"""What differs from the census in the scenario: its sites, and the places that it closes."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QMenu, QShortcut, QVBoxLayout, QWidget

from ...core.common.text import tr
from ..parts import text_label
from ..places import show_point
from .grid import Grid
from .services import offer_labels
from .session import Session
from .site_dialog import SiteDialog
from .tool import Hit


class Contents(QWidget):
    """A line each, with the same menu as on the map."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self._canvas = canvas
        self._hits: list[Hit] = []
        self.table = Grid([tr("Place"), tr("What it offers")])
        self.table.doubleClicked.connect(lambda _: self._open())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._ask_menu)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_current)
        hint = text_label(is_note=True)
        hint.setText(
            tr("Double-click a line to name the place and say what it offers; Delete takes it out.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(hint)

    def take(self, session: Session) -> None:
        """Follows a what-if."""
        self.session = session
        session.changed.connect(self.show_lines)
        session.picked.connect(self.pick)
        session.tool.menu_wanted.connect(self.show_menu)
        session.tool.delete_wanted.connect(self.remove_current)
        self.show_lines()

    def show_lines(self) -> None:
        """Lists what the scenario holds."""
        scenario = self.session.scenario
        off_road = self.session.trial.off_road
        rows = []
        for site in scenario.sites:
            state = tr("no road is near") if site.number in off_road else _offers(site.offers)
            rows.append([site.name, state])
        rows += [[self.session.place_name(place), tr("closed")] for place in scenario.closed]
        self._hits = [Hit(site=site.number) for site in scenario.sites]
        self._hits += [Hit(place=place) for place in scenario.closed]
        self.table.fill(rows)

    def pick(self, number: int) -> None:
        """Chooses the line of a site."""
        if Hit(site=number) in self._hits:
            self.table.selectRow(self._hits.index(Hit(site=number)))

    def current(self) -> Hit | None:
        """What the chosen line is of."""
        index = self.table.currentIndex()
        return self._hits[index.row()] if index.isValid() else None

    def remove_current(self) -> None:
        """Takes what the chosen line is of out of the scenario."""
        hit = self.current()
        if hit is not None:
            self.remove(hit)

    def remove(self, hit: Hit) -> None:
        """A site goes; a closed place is open again."""
        scenario = self.session.scenario
        if hit.site is None:
            self.session.edit(scenario.toggling(hit.place))
        else:
            self.session.edit(scenario.removing(hit.site))

    def edit(self, number: int) -> None:
        """Asks for a site's name and what it offers."""
        dialog = SiteDialog(self.session.scenario.site(number), self)
        if dialog.exec():
            self.session.edit(self.session.scenario.changing(dialog.site()))
            self.pick(number)

    def menu(self, hit: Hit) -> QMenu:
        """What can be done with a place of the scenario, or of the census."""
        menu, scenario = QMenu(self), self.session.scenario
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if hit.site is not None:
            menu.addSection(scenario.site(hit.site).name)
            acts = {
                tr("Name and activities…"): lambda: self.edit(hit.site),
                tr("Remove"): lambda: self.remove(hit),
            }
        else:
            menu.addSection(self.session.place_name(hit.place))
            is_closed = hit.place in scenario.closed
            words = tr("Open again") if is_closed else tr("Close in this scenario")
            acts = {words: lambda: self.session.edit(scenario.toggling(hit.place))}
        acts[tr("Show on the map")] = lambda: self._show_on_map(hit)
        for words, act in acts.items():
            menu.addAction(words).triggered.connect(lambda _, act=act: act())
        return menu

    def show_menu(self, hit: Hit, where: QPoint) -> None:
        """Opens the menu of a place at a point of the screen."""
        self.menu(hit).popup(where)

    def _ask_menu(self, where: QPoint) -> None:
        index = self.table.indexAt(where)
        if index.isValid():
            self.show_menu(self._hits[index.row()], self.table.viewport().mapToGlobal(where))

    def _open(self) -> None:
        hit = self.current()
        if hit is not None and hit.site is not None:
            self.edit(hit.site)

    def _show_on_map(self, hit: Hit) -> None:
        show_point(self._canvas, *self.session.degrees_of(hit.site, hit.place))


def _offers(codes: tuple[str, ...]) -> str:
    labels = offer_labels()
    return ", ".join(labels.get(code, code) for code in codes) or tr("not stated")
