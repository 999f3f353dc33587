"""How places that opened, closed or moved look."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsSimpleMarkerSymbolLayer,
    QgsVectorLayer,
)

from ..common.text import tr
from ..common.theme import theme
from .palette import colour

_MILLIMETRES = 3.2


def style_changes(layer: QgsVectorLayer) -> None:
    """A symbol per change, with its own shape, in the colours of gain and loss."""
    shades = theme()["evolution"]["colours"]
    shapes = Qgis.MarkerShape
    signs = [
        ("opened", tr("opened"), shapes.Triangle, shades[-1]),
        ("closed", tr("closed"), shapes.CrossFill, shades[0]),
        ("moved", tr("moved"), shapes.Diamond, "muted"),
    ]
    categories = []
    for value, label, shape, shade in signs:
        sign = QgsSimpleMarkerSymbolLayer(shape, _MILLIMETRES, color=colour(shade))
        sign.setStrokeColor(colour("white"))
        symbol = QgsMarkerSymbol()
        symbol.changeSymbolLayer(0, sign)
        categories.append(QgsRendererCategory(value, symbol, label))
    layer.setRenderer(QgsCategorizedSymbolRenderer("change", categories))
