"""One what-if under way: the scenarios, what they give, and the map that follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.access.scenario import Book, History, Scenario
from ...core.common.text import plain_text
from ...core.layers.tables import WGS84
from .kept import keep_book, read_book
from .layer import ScenarioLayers
from .tool import WhatIfTool

if TYPE_CHECKING:
    from ...core.inputs.what_if import Ready


class Session(QObject):
    """What the page and the map tool do goes through here.

    Raises InputError when the project's scenarios cannot be read.
    """

    #: Another scenario, or the same with something else in it.
    changed = pyqtSignal()
    #: Other figures: of the scenario, or of where a site is being dragged.
    counted = pyqtSignal()
    #: The number of the site that was pressed on the map, added or dropped.
    picked = pyqtSignal(int)

    def __init__(self, ready: Ready, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self.ready = ready
        self.history = History(read_book())
        self.mode = next(iter(ready.trials))
        self.minutes = ready.minutes[0]
        self._canvas = canvas
        self._dragged: Scenario | None = None
        places = ready.places
        names = places["name" if "name" in places else "place_id"].map(plain_text)
        self._names = dict(zip(places["place_id"], names, strict=True))
        self.tool = WhatIfTool(canvas)
        self.layers = ScenarioLayers(ready, canvas.mapSettings().destinationCrs())
        self.tool.clicked.connect(self.add)
        self.tool.dragged.connect(self._drag)
        self.tool.dropped.connect(self._drop)
        self.tool.picked.connect(self.picked)
        self.tool.undo_wanted.connect(self.undo)
        self.tool.redo_wanted.connect(self.redo)
        canvas.destinationCrsChanged.connect(self._find_places)
        canvas.mapCanvasRefreshed.connect(self._follow_drag)
        self._find_places()
        self._show()
        self.show_measure(self.mode, self.minutes)

    @property
    def scenario(self) -> Scenario:
        """The one looked at."""
        return self.history.book.scenario

    @property
    def trial(self):
        """The one of the mode looked at."""
        return self.ready.trials[self.mode]

    @property
    def figures(self):
        """Those of the mode looked at."""
        return self.ready.figures[self.mode]

    def place_name(self, place_id: str) -> str:
        """The name of a place of the census."""
        return self._names.get(place_id) or place_id

    def degrees_of(self, site: int | None, place_id: str | None) -> tuple[float, float]:
        """(lon, lat) of a site of the scenario, or else of a place of the census."""
        found = self.scenario.site(site) if site is not None else None
        if found is not None:
            return found.lon, found.lat
        places = self.ready.places
        row = places[places["place_id"] == place_id].iloc[0]
        return float(row["lon"]), float(row["lat"])

    # What a person does.

    def do(self, book: Book) -> None:
        """Any action: it gave ``book``."""
        self.history.do(book)
        self._take_up()

    def edit(self, scenario: Scenario) -> None:
        """An action on the scenario looked at."""
        self.do(self.history.book.changing(scenario))

    def add(self, point: QgsPointXY) -> None:
        """A new place at a point of the map; it offers the service looked at."""
        where = self._to_degrees(point)
        offers = [self.ready.service] if self.ready.service else []
        self.edit(self.scenario.adding(where.x(), where.y(), offers))
        self.picked.emit(self.scenario.sites[-1].number)

    def undo(self) -> None:
        """As before the last action."""
        self.history.undo()
        self._take_up()

    def redo(self) -> None:
        """The action that was undone, again."""
        self.history.redo()
        self._take_up()

    def show_measure(self, mode: str, minutes: int) -> None:
        """Looks at another mode or limit."""
        self.mode, self.minutes = mode, minutes
        self.layers.begin(self.figures.before, self.figures.now)
        self.layers.show_limit(minutes)
        self._mark()
        self.counted.emit()

    def close_down(self) -> None:
        """Leaves the map and the project as they were, but for the scenarios."""
        self._canvas.destinationCrsChanged.disconnect(self._find_places)
        self._canvas.mapCanvasRefreshed.disconnect(self._follow_drag)
        self.tool.clear()
        if self._canvas.mapTool() is self.tool:
            self._canvas.unsetMapTool(self.tool)
        self.tool.deleteLater()
        self.layers.remove()

    # What follows.

    def _drag(self, number: int, point: QgsPointXY) -> None:
        """Counts where the site is now, as soon as the map has drawn where it was before."""
        self._dragged = self._moved(number, point)
        if not self._canvas.isDrawing():
            self._follow_drag()

    def _follow_drag(self) -> None:
        dragged, self._dragged = self._dragged, None
        if dragged is not None:
            self._try(dragged, [self.mode])
            self._mark()
            self.counted.emit()

    def _drop(self, number: int, point: QgsPointXY) -> None:
        self._dragged = None
        self.edit(self._moved(number, point))
        self.picked.emit(number)

    def _moved(self, number: int, point: QgsPointXY) -> Scenario:
        where = self._to_degrees(point)
        site = self.scenario.site(number)
        if site is None:
            return self.scenario
        return self.scenario.changing(replace(site, lon=where.x(), lat=where.y()))

    def _take_up(self) -> None:
        keep_book(self.history.book)
        self._show()
        self.changed.emit()
        self.counted.emit()

    def _show(self) -> None:
        self._try(self.scenario, list(self.ready.trials))
        self.layers.name(self.scenario.name)
        self._mark()

    def _try(self, scenario: Scenario, modes: list[str]) -> None:
        """The mode looked at first: the map is drawn while the others are counted."""
        for mode in sorted(modes, key=lambda mode: mode != self.mode):
            territories = self.ready.figures[mode].update(self.ready.trials[mode].show(scenario))
            if mode == self.mode:
                figures = self.figures
                self.layers.write(territories, figures.before, figures.now)

    def _mark(self) -> None:
        """The signs of the scenario looked at."""
        to_map = self._degrees_to_map()
        sites = {
            site.number: to_map.transform(QgsPointXY(site.lon, site.lat))
            for site in self.scenario.sites
        }
        self.tool.show_sites(sites, self.trial.off_road)
        self.tool.show_closed(set(self.scenario.closed))

    def _find_places(self) -> None:
        """Where the places are on the map."""
        to_map, places = self._degrees_to_map(), self.ready.places
        rows = zip(places["place_id"], places["lon"], places["lat"], strict=True)
        self.tool.set_places(
            {
                place_id: to_map.transform(QgsPointXY(lon, lat))
                for place_id, lon, lat in rows
                if lon == lon and lat == lat
            }
        )
        self._mark()

    def _degrees_to_map(self) -> QgsCoordinateTransform:
        crs = self._canvas.mapSettings().destinationCrs()
        degrees = QgsCoordinateReferenceSystem(WGS84)
        return QgsCoordinateTransform(degrees, crs, QgsProject.instance())

    def _to_degrees(self, point: QgsPointXY) -> QgsPointXY:
        reverse = QgsCoordinateTransform.TransformDirection.ReverseTransform
        return self._degrees_to_map().transform(point, reverse)
