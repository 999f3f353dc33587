"""The map tool: a click adds a place, a place of the scenario is dragged, others have a menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsVertexMarker
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence

#: So near to a place (pixels), a click is on it.
_NEAR = 9
#: Signs told apart by shape as well as by colour.
_SITE, _OFF_ROAD, _CLOSED = QColor("#c2185b"), QColor("#8a8a8a"), QColor("#1b1b1b")
_WHITE = QColor("#ffffff")


class Hit(NamedTuple):
    """What is under the pointer: the number of a site, or the ``place_id`` of a place."""

    site: int | None = None
    place: str | None = None


class WhatIfTool(QgsMapTool):
    """Shows the sites of a scenario and what it closes, and says what is done to them.

    All points are in the map's system.
    """

    #: A click on free ground.
    clicked = pyqtSignal(QgsPointXY)
    #: A site is pressed, is dragged to a point, is let go there.
    picked = pyqtSignal(int)
    dragged = pyqtSignal(int, QgsPointXY)
    dropped = pyqtSignal(int, QgsPointXY)
    #: A menu is wanted for a ``Hit``, at a point of the screen.
    menu_wanted = pyqtSignal(object, QPoint)
    undo_wanted = pyqtSignal()
    redo_wanted = pyqtSignal()
    delete_wanted = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._places: dict[str, QgsPointXY] = {}
        self._sites: dict[int, QgsVertexMarker] = {}
        self._closed: list[QgsVertexMarker] = []
        self._held: int | None = None
        self._pressed = QPoint()
        self._is_dragging = False

    def set_places(self, places: Mapping[str, QgsPointXY]) -> None:
        """The places of the census that can be closed."""
        self._places = dict(places)

    def show_sites(self, sites: Mapping[int, QgsPointXY], off_road: set[int]) -> None:
        """Puts the signs of the sites; grey and hollow where no road is near."""
        for number in set(self._sites) - set(sites):
            self._remove(self._sites.pop(number))
        for number, point in sites.items():
            sign = self._sites.get(number) or self._sites.setdefault(number, self._site_sign())
            is_off = number in off_road
            sign.setFillColor(_WHITE if is_off else _SITE)
            sign.setColor(_OFF_ROAD if is_off else _WHITE)
            if number != self._held:  # its sign is where the pointer is
                sign.setCenter(point)

    def show_closed(self, closed: set[str]) -> None:
        """Crosses out the places that the scenario closes."""
        self._remove(*self._closed)
        self._closed = []
        for place_id in closed & set(self._places):
            sign = QgsVertexMarker(self.canvas())
            sign.setIconType(QgsVertexMarker.IconType.ICON_X)
            sign.setColor(_CLOSED)
            sign.setPenWidth(3)
            sign.setIconSize(14)
            sign.setCenter(self._places[place_id])
            self._closed.append(sign)

    def point_of(self, number: int) -> QgsPointXY | None:
        """Where the sign of a site is."""
        return self._sites[number].center() if number in self._sites else None

    def clear(self) -> None:
        """Takes all signs off the map."""
        self._remove(*self._sites.values(), *self._closed)
        self._sites, self._closed, self._held = {}, [], None

    # What the person does.

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        self._pressed, self._is_dragging = event.pos(), False
        hit = self.hit(event.pos())
        if event.button() == Qt.MouseButton.LeftButton and hit.site is not None:
            self._held = hit.site
            self.picked.emit(hit.site)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._held is None:
            is_on = self.hit(event.pos()) != Hit()
            shape = Qt.CursorShape.PointingHandCursor if is_on else Qt.CursorShape.CrossCursor
            self.canvas().setCursor(shape)
            return
        away = (event.pos() - self._pressed).manhattanLength()
        self._is_dragging = self._is_dragging or away > 3
        if self._is_dragging:
            point = self.toMapCoordinates(event.pos())
            self._sites[self._held].setCenter(point)
            self.dragged.emit(self._held, point)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        held, self._held = self._held, None
        point = self.toMapCoordinates(event.pos())
        if held is not None:
            if self._is_dragging:
                self.dropped.emit(held, point)
            return
        hit = self.hit(event.pos())
        if hit != Hit():
            self.menu_wanted.emit(hit, self.canvas().mapToGlobal(event.pos()))
        elif event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = QKeySequence.StandardKey
        wanted = (
            (key.Undo, self.undo_wanted),
            (key.Redo, self.redo_wanted),
            (key.Delete, self.delete_wanted),
        )
        signal = next((signal for one, signal in wanted if event.matches(one)), None)
        if signal is None:
            event.ignore()
        else:
            signal.emit()

    def hit(self, pixel: QPoint) -> Hit:
        """The nearest sign to a pixel of the map, those of the scenario first."""
        sites = {number: sign.center() for number, sign in self._sites.items()}
        site = self._nearest(sites, pixel)
        return Hit(site) if site is not None else Hit(None, self._nearest(self._places, pixel))

    def _nearest(self, points: Mapping, pixel: QPoint):
        """The key of the nearest point that is near; None if none is."""
        here = self.toMapCoordinates(pixel)
        reach = _NEAR * self.canvas().mapUnitsPerPixel()
        near = {
            key: point.sqrDist(here)
            for key, point in points.items()
            if abs(point.x() - here.x()) <= reach and abs(point.y() - here.y()) <= reach
        }
        return min(near, key=near.__getitem__, default=None)

    def _site_sign(self) -> QgsVertexMarker:
        sign = QgsVertexMarker(self.canvas())
        sign.setIconType(QgsVertexMarker.IconType.ICON_INVERTED_TRIANGLE)
        sign.setIconSize(18)
        sign.setPenWidth(2)
        sign.setZValue(10)
        return sign

    def _remove(self, *signs: QgsVertexMarker) -> None:
        for sign in signs:
            self.canvas().scene().removeItem(sign)
