"""How suggested sites look: a numbered disc each, the first ones larger, with what they gain."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsFontMarkerSymbolLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from ..common.text import tr
from .palette import colour, font_family
from .place_style import text_format

#: Millimetres: the first site, and how much less each following one, down to the least.
_SIZE, _STEP, _LEAST = 7.0, 0.3, 5.2
#: What the label says: "+1 250".
_GAIN = "'+' || format_number(\"gain\", 0)"


def style_sites(layer: QgsVectorLayer) -> None:
    """Numbers the sites by rank; their labels say the gain."""
    layer.setRenderer(QgsSingleSymbolRenderer(_symbol()))
    labels = QgsPalLayerSettings()
    labels.fieldName = _GAIN
    labels.isExpression = True
    labels.placement = Qgis.LabelPlacement.OrderedPositionsAroundPoint
    labels.dist = 0.8
    labels.offsetType = Qgis.LabelOffsetType.FromSymbolBounds
    labels.setFormat(text_format(9, "accent", bold=True))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)
    if layer.fields().lookupField("name") >= 0:
        layer.setDisplayExpression("\"rank\" || '. ' || coalesce(\"name\", '')")
    unit = next((feature["gain_unit"] for feature in layer.getFeatures()), "")
    index = layer.fields().lookupField("gain")
    if unit and index >= 0:
        layer.setFieldAlias(index, tr("Gain ({unit})", unit=unit))


def _symbol() -> QgsMarkerSymbol:
    size = f'max({_LEAST}, {_SIZE} - {_STEP} * ("rank" - 1))'
    disc = QgsSimpleMarkerSymbolLayer()
    disc.setFillColor(colour("accent"))
    disc.setStrokeColor(QColor("#FFFFFF"))
    disc.setStrokeWidth(0.5)
    disc.setSize(_SIZE)
    disc.setDataDefinedProperty(QgsSymbolLayer.Property.Size, QgsProperty.fromExpression(size))
    rank = QgsFontMarkerSymbolLayer(font_family(), "1", _LEAST * 0.6, QColor("#FFFFFF"))
    rank.setFontStyle("Bold")
    rank.setDataDefinedProperty(
        QgsSymbolLayer.Property.Character, QgsProperty.fromExpression('to_string("rank")')
    )
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, disc)
    symbol.appendSymbolLayer(rank)
    return symbol
