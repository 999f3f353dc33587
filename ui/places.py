"""The layer of places as the pages use it: to find a place, show it on the map, correct it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ..core.common.errors import OutputError
from ..core.common.text import tr
from .roles import recall

#: A single place is shown at this scale, unless the map is nearer already: about a commune.
_SCALE = 25_000
#: Several places are shown no nearer than this: the streets around a pair.
_NEAREST = 5000

Changes = dict[int, dict[str, Any]]


class Places(QObject):
    """The layer that plays the first of some roles, whichever layer that is at the moment."""

    #: Something in the layer was edited, undone, saved or given up.
    edited = pyqtSignal()

    def __init__(self, *roles: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roles = roles or ("places",)
        self._watched: QgsVectorLayer | None = None
        self._numbers: dict[str, int] | None = None

    def layer(self) -> QgsVectorLayer | None:
        """The layer; None when there is none."""
        identifier = next(filter(None, map(recall, self._roles)), "")
        layer = QgsProject.instance().mapLayer(identifier)
        if not isinstance(layer, QgsVectorLayer):
            layer = None
        if layer is not self._watched:
            self._watch(layer)
        return layer

    def find(self, place_id: str) -> QgsFeature | None:
        """The feature of a place, as edited; None when it is not in the layer."""
        layer = self.layer()
        if layer is None or not place_id:
            return None
        if self._numbers is None:
            self._numbers = _numbers(layer)
        number = self._numbers.get(place_id)
        feature = layer.getFeature(number) if number is not None else QgsFeature()
        return feature if feature.isValid() else None

    def names(self) -> dict[str, str]:
        """place_id -> name, of every place."""
        layer = self.layer()
        if layer is None or not {"place_id", "name"} <= set(layer.fields().names()):
            return {}
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(["place_id", "name"], layer.fields())
        cells = ((f["place_id"], f["name"]) for f in layer.getFeatures(request))
        return {str(identifier): str(name or "") for identifier, name in cells}

    def values_of(self, identifiers: Iterable[str]) -> dict[str, tuple[int, dict[str, Any]]]:
        """For each place that is in the layer, its feature's number and attributes, as edited.

        NULL is None; ``lon`` and ``lat`` are degrees.
        """
        layer = self.layer()
        if layer is None:
            return {}
        if self._numbers is None:
            self._numbers = _numbers(layer)
        identifiers_by_number = {
            self._numbers[identifier]: identifier
            for identifier in identifiers
            if identifier in self._numbers
        }
        to_degrees = _between(layer.crs(), _degrees())
        names = layer.fields().names()
        values_by_identifier = {}
        for feature in layer.getFeatures(
            QgsFeatureRequest().setFilterFids(list(identifiers_by_number))
        ):
            cells = [None if value == NULL else value for value in feature.attributes()]
            values = dict(zip(names, cells, strict=True))
            values["lon"], values["lat"] = _point(feature.geometry(), to_degrees)
            values_by_identifier[identifiers_by_number[feature.id()]] = feature.id(), values
        return values_by_identifier

    def edit(self, changes: Changes, title: str) -> None:
        """Changes places, {feature: {field: value}}, as one step that Undo takes back.

        ``lon`` and ``lat`` move the point. The layer stays in its edit session: the person saves.
        Raises OutputError, with nothing changed, when the layer cannot be edited.
        """
        layer = self.layer()
        if layer is None or not (layer.isEditable() or layer.startEditing()):
            name = "" if layer is None else layer.name()
            raise OutputError(
                tr(
                    "The layer “{layer}” cannot be edited here. Save it as a GeoPackage "
                    "(right click on it, Export), and load that one.",
                    layer=name,
                )
            )
        layer.beginEditCommand(title)
        for number, values in changes.items():
            if not self._change(layer, number, dict(values)):
                layer.destroyEditCommand()
                raise OutputError(
                    tr(
                        "The layer “{layer}” refused the change: nothing was changed.",
                        layer=layer.name(),
                    )
                )
        layer.endEditCommand()
        layer.triggerRepaint()
        _make_current(layer)

    def undo(self) -> None:
        """Takes back the last edit of the layer."""
        layer = self.layer()
        if layer is not None:
            layer.undoStack().undo()
            layer.triggerRepaint()

    def can_undo(self) -> bool:
        """Whether the layer has an edit to take back."""
        layer = self.layer()
        return layer is not None and layer.isEditable() and layer.undoStack().canUndo()

    def _change(self, layer: QgsVectorLayer, number: int, values: dict[str, Any]) -> bool:
        lon, lat = values.pop("lon", None), values.pop("lat", None)
        by_index = {layer.fields().lookupField(name): value for name, value in values.items()}
        by_index.pop(-1, None)
        attributes = {
            index: NULL if value is None or value == "" else value
            for index, value in by_index.items()
        }
        if attributes and not layer.changeAttributeValues(number, attributes):
            return False
        if lon is None or lat is None:
            return True
        point = QgsGeometry.fromPointXY(QgsPointXY(float(lon), float(lat)))
        point.transform(_between(_degrees(), layer.crs()))
        return bool(layer.changeGeometry(number, point))

    def _watch(self, layer: QgsVectorLayer | None) -> None:
        before = self._watched
        if before is not None and not sip.isdeleted(before):
            with suppress(TypeError):
                before.undoStack().indexChanged.disconnect(self._forget)
                before.editingStopped.disconnect(self._forget)
        self._watched, self._numbers = layer, None
        if layer is not None:
            layer.undoStack().indexChanged.connect(self._forget)
            layer.editingStopped.connect(self._forget)

    def _forget(self) -> None:
        self._numbers = None
        self.edited.emit()


def show_on_map(
    canvas: QgsMapCanvas | None, places: Iterable[tuple[QgsVectorLayer, QgsFeature]]
) -> int:
    """Selects places, moves the map to them and lets them flash; how many of them have a point."""
    extent, drawn = QgsRectangle(), []
    for layer, feature in places:
        layer.selectByIds([feature.id()])
        if canvas is not None and not feature.geometry().isEmpty():
            geometry = QgsGeometry(feature.geometry())
            geometry.transform(_between(layer.crs(), canvas.mapSettings().destinationCrs()))
            extent.combineExtentWith(geometry.boundingBox())
            drawn.append(geometry)
    if drawn:
        _move_to(canvas, extent)
        _flash(canvas, drawn)
    return len(drawn)


def show_point(canvas: QgsMapCanvas | None, lon: float, lat: float) -> None:
    """Moves the map to a point in degrees, and lets it flash."""
    if canvas is None:
        return
    point = QgsGeometry.fromPointXY(QgsPointXY(lon, lat))
    point.transform(_between(_degrees(), canvas.mapSettings().destinationCrs()))
    _move_to(canvas, point.boundingBox())
    _flash(canvas, [point])


def holds(feature_values: Mapping[str, Any], changes: Mapping[str, Any]) -> bool:
    """Whether a place already has the values of ``changes``."""
    for name, value in changes.items():
        present = feature_values.get(name)
        if name in ("lon", "lat"):
            if present is None or abs(float(present) - float(value)) > 1e-7:
                return False
        elif name in feature_values and (present or "") != (value or ""):
            return False
    return True


def _point(
    geometry: QgsGeometry, to_degrees: QgsCoordinateTransform
) -> tuple[float | None, float | None]:
    if geometry.isEmpty():
        return None, None
    moved = QgsGeometry(geometry)
    moved.transform(to_degrees)
    point = moved.centroid().asPoint()
    return point.x(), point.y()


def _numbers(layer: QgsVectorLayer) -> dict[str, int]:
    """place_id -> feature number."""
    index = layer.fields().lookupField("place_id")
    if index < 0:
        return {}
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes([index])
    return {str(f.attribute(index)): f.id() for f in layer.getFeatures(request)}


def _flash(canvas: QgsMapCanvas, drawn: list[QgsGeometry]) -> None:
    crs = canvas.mapSettings().destinationCrs()
    canvas.flashGeometries(drawn, crs, QColor(255, 170, 0, 255), QColor(255, 170, 0, 0))


def _move_to(canvas: QgsMapCanvas, extent: QgsRectangle) -> None:
    if extent.isEmpty():
        canvas.setCenter(extent.center())
        scale = min(canvas.scale(), _SCALE)
    else:
        extent.scale(1.6)
        canvas.setExtent(extent)
        scale = max(canvas.scale(), _NEAREST)
    canvas.zoomScale(scale)
    canvas.refresh()


def _between(
    source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem
) -> QgsCoordinateTransform:
    return QgsCoordinateTransform(source, target, QgsProject.instance())


def _degrees() -> QgsCoordinateReferenceSystem:
    return QgsCoordinateReferenceSystem("EPSG:4326")


def _make_current(layer: QgsVectorLayer) -> None:
    """In QGIS's window, Ctrl+Z and Save edits are about the current layer."""
    from qgis.utils import iface

    if iface is not None:
        iface.setActiveLayer(layer)
