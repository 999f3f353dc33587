"""How isochrones look: nested bands, the nearest on top, one hue per mode."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QPainter

from ..access.figure_titles import time_by
from ..common.modes import by_mode, mode_of
from .inert import shown_name
from .record import record_of
from .territory_style import fill

#: The whole layer is drawn first and then multiplied with the map, so that overlapping polygons
#: read as one band, roads and names below stay legible, and the map has exactly the colours of its
#: legend, unlike a transparent layer.
BLENDING = QPainter.CompositionMode.CompositionMode_Multiply
#: Where polygons divide the ground among places, borders show which part belongs to which.
_BORDER_MM = 0.3


def modes_of(layer: QgsVectorLayer) -> list[str]:
    """The travel modes that a layer of isochrones holds."""
    return sorted(str(mode) for mode in _values(layer, "mode") if mode)


def isochrones_renderer(
    mode: str, minutes: list[int], border_mm: float = 0
) -> QgsCategorizedSymbolRenderer:
    """Bands, without outlines unless a white border is wanted; the far ones are drawn first."""
    way = shown_name(by_mode(mode))
    categories = [
        QgsRendererCategory(limit, fill(shade, "white", border_mm), time_by(limit, way))
        for limit, shade in zip(minutes, mode_of(mode).bands(len(minutes)), strict=True)
    ]
    renderer = QgsCategorizedSymbolRenderer("minutes", categories)
    far_first = QgsFeatureRequest.OrderByClause("minutes", False)
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([far_first]))
    renderer.setOrderByEnabled(True)
    return renderer


def style_isochrones(layer: QgsVectorLayer) -> None:
    """Styles a layer of isochrones of one mode (of the first one, if it holds several)."""
    mode = next(iter(modes_of(layer)), "")
    minutes = sorted(int(value) for value in _values(layer, "minutes"))
    border_mm = _BORDER_MM if _share_out(layer) else 0
    layer.setRenderer(isochrones_renderer(mode, minutes, border_mm))
    layer.setBlendMode(BLENDING)


def _share_out(layer: QgsVectorLayer) -> bool:
    record = record_of(layer)
    return record is not None and record.parameters.get("MERGE") == "nearest"


def _values(layer: QgsVectorLayer, name: str) -> set[object]:
    index = layer.fields().lookupField(name)
    return layer.uniqueValues(index) if index >= 0 else set()
