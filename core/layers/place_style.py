"""How places look: one sign per main activity, gathered in *ensembles* where they would hide each
other."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFontMarkerSymbolLayer,
    QgsMarkerSymbol,
    QgsMarkerSymbolLayer,
    QgsPalLayerSettings,
    QgsPointClusterRenderer,
    QgsProperty,
    QgsRendererCategory,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from ..common.text import tr
from ..nomenclature import Item, Nomenclature
from .inert import shown_name
from .palette import colour, font_family

#: Value of the class of places that do not state their activities.
NOT_STATED = "not_stated"

#: A place's main activity: the first of its codes.
MAIN_ACTIVITY = (
    "if(coalesce(\"activities\", '') = '', '" + NOT_STATED + "', "
    "regexp_substr(\"activities\", '^([^-]+)'))"
)

#: Names show from this scale on.
NAMES_FROM_SCALE = 25_000


def place_symbol(item: Item, size: float = 3.0) -> QgsMarkerSymbol:
    """The sign of an activity, ``size`` in millimetres; hollow when nothing is stated."""
    mark = QgsSimpleMarkerSymbolLayer()
    mark.setShape(QgsSimpleMarkerSymbolLayer.decodeShape(item.symbol)[0])
    hollow = not item.code
    mark.setFillColor(colour("paper") if hollow else QColor(item.colour))
    mark.setStrokeColor(QColor(item.colour) if hollow else QColor("#FFFFFF"))
    mark.setStrokeWidth(0.55 if hollow else 0.3)
    mark.setSize(size * (0.85 if hollow else 1))
    return _marker(mark)


def cluster_symbol(size: float = 4.6) -> QgsMarkerSymbol:
    """A disc that grows with its count of places, and the count in it."""
    disc = QgsSimpleMarkerSymbolLayer()
    disc.setFillColor(colour("ink"))
    disc.setStrokeColor(QColor("#FFFFFF"))
    disc.setStrokeWidth(0.35)
    disc.setSize(size)
    grows = f"{size} + 0.8 * ln(coalesce(@cluster_size, 2) / 2)"
    disc.setDataDefinedProperty(QgsSymbolLayer.Property.Size, QgsProperty.fromExpression(grows))
    count = QgsFontMarkerSymbolLayer(font_family(), "2", size * 0.55, QColor("#FFFFFF"))
    count.setFontStyle("Bold")
    count.setDataDefinedProperty(
        QgsSymbolLayer.Property.Character,
        QgsProperty.fromExpression("to_string(coalesce(@cluster_size, 2))"),
    )
    return _marker(disc, count)


def _marker(first: QgsMarkerSymbolLayer, *others: QgsMarkerSymbolLayer) -> QgsMarkerSymbol:
    """A symbol that owns its layers, unlike one made from a list."""
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, first)
    for layer in others:
        symbol.appendSymbolLayer(layer)
    return symbol


def places_renderer(
    nomenclature: Nomenclature,
    size: float = 3.0,
    tolerance: float = 4.5,
    has_other_codes: bool = False,
) -> QgsPointClusterRenderer:
    """Signs by main activity; places nearer than ``tolerance`` millimetres share a count."""
    activities = nomenclature.vocabulary("activities")
    categories = [
        QgsRendererCategory(item.code, place_symbol(item, size), shown_name(item.label))
        for item in activities
    ]
    blank = activities.not_stated
    categories.append(
        QgsRendererCategory(NOT_STATED, place_symbol(blank, size), shown_name(blank.label))
    )
    if has_other_codes:
        other = Item("other", tr("Other activity"), "", "#4A4A4A", "cross_fill")
        categories.append(QgsRendererCategory(None, place_symbol(other, size), other.label))
    renderer = QgsPointClusterRenderer()
    renderer.setEmbeddedRenderer(QgsCategorizedSymbolRenderer(MAIN_ACTIVITY, categories))
    renderer.setClusterSymbol(cluster_symbol(size * 1.5))
    renderer.setTolerance(tolerance)
    renderer.setToleranceUnit(Qgis.RenderUnit.Millimeters)
    return renderer


def text_format(size: float, name: str = "ink", bold: bool = False) -> QgsTextFormat:
    """Text in the plugin's font, ``size`` in points, with a halo of paper."""
    font = QFont(font_family())
    font.setBold(bold)
    text = QgsTextFormat()
    text.setFont(font)
    text.setSize(size)
    text.setColor(colour(name))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.7)
    halo.setColor(colour("paper", 0.85))
    text.setBuffer(halo)
    return text


def style_places(layer: QgsVectorLayer, nomenclature: Nomenclature) -> None:
    """Gives a layer of places its signs, and its names at large scales."""
    layer.setRenderer(
        places_renderer(nomenclature, has_other_codes=_has_other_codes(layer, nomenclature))
    )
    names = QgsPalLayerSettings()
    names.fieldName = "name"
    names.placement = Qgis.LabelPlacement.OrderedPositionsAroundPoint
    names.dist = 0.8
    names.offsetType = Qgis.LabelOffsetType.FromSymbolBounds
    names.autoWrapLength = 28
    names.scaleVisibility = True
    names.minimumScale = NAMES_FROM_SCALE
    names.maximumScale = 0
    names.setFormat(text_format(8))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(names))
    layer.setLabelsEnabled(True)
    layer.setDisplayExpression('coalesce("name", "place_id")')


def _has_other_codes(layer: QgsVectorLayer, nomenclature: Nomenclature) -> bool:
    """Whether the main activity of some places has no class (a census with its own
    nomenclature)."""
    activities = nomenclature.vocabulary("activities")
    index = layer.fields().lookupField("activities")
    cells = layer.uniqueValues(index) if index >= 0 else set()
    firsts = {activities.split(str(cell))[0] for cell in cells if cell}
    return not firsts <= set(activities.codes)
