"""How isochrones look: nested bands, the nearest on top, one hue per mode."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsRendererCategory,
    QgsVectorLayer,
)

from .territory_style import fill
from .theme import bands
from .wording import within

#: The whole layer is drawn first and faded as one, so that overlapping polygons read as one band.
OPACITY = 0.6


def modes_of(layer: QgsVectorLayer) -> list[str]:
    """The travel modes that a layer of isochrones holds."""
    return sorted(str(mode) for mode in _values(layer, "mode") if mode)


def isochrones_renderer(mode: str, minutes: list[int]) -> QgsCategorizedSymbolRenderer:
    """Bands without outlines; the far ones are drawn first."""
    categories = [
        QgsRendererCategory(limit, fill(shade, shade, 0), within(limit, mode))
        for limit, shade in zip(minutes, bands(mode, len(minutes)), strict=True)
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
    layer.setRenderer(isochrones_renderer(mode, minutes))
    layer.setOpacity(OPACITY)


def _values(layer: QgsVectorLayer, name: str) -> set[object]:
    index = layer.fields().lookupField(name)
    return layer.uniqueValues(index) if index >= 0 else set()
