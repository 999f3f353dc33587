"""A page to print of the map of fragility with travel time, with its square key."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsTextFormat,
)

from ..common.text import tr
from .charts import bivariate_key
from .drawing import as_source
from .inert import set_text
from .palette import colour, font_family

_MARGIN, _KEY = 12.0, 50.0
#: A4 landscape, as new layouts are.
_WIDTH, _HEIGHT = 297.0, 210.0


def add_bivariate_layout(project: QgsProject, theme: str, extent: QgsRectangle) -> None:
    """Adds the layout of a map theme, named after it; ``extent`` in the project's system."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(theme)
    side = _KEY + 6
    _place(layout, _label(layout, theme, 16, bold=True), _MARGIN, 10, _WIDTH - 2 * _MARGIN, 9)
    map_item = QgsLayoutItemMap(layout)
    width = _WIDTH - 2 * _MARGIN - side
    _place(layout, map_item, _MARGIN, 22, width, _HEIGHT - 22 - _MARGIN)
    map_item.setCrs(project.crs())
    map_item.setFollowVisibilityPreset(True)
    map_item.setFollowVisibilityPresetName(theme)
    map_item.setBackgroundColor(colour("paper"))
    map_item.setFrameEnabled(True)
    map_item.setFrameStrokeColor(colour("hairline"))
    map_item.zoomToExtent(extent)
    key = QgsLayoutItemPicture(layout)
    x = _MARGIN + width + 6
    _place(layout, key, x, 22, _KEY, _KEY)
    key.setPicturePath(as_source(bivariate_key(), _KEY, _KEY), key.Format.FormatSVG)
    words = tr(
        "Thirds of the territories by fragility and by median time to a place. Darkest: the most "
        "fragile and farthest. Hatched: outside the network, or without a score."
    )
    _place(layout, _label(layout, words, 8), x, 22 + _KEY + 4, _KEY, 60)
    bar = QgsLayoutItemScaleBar(layout)
    layout.addLayoutItem(bar)
    bar.setStyle("Line Ticks Up")
    bar.setLinkedMap(map_item)
    bar.applyDefaultSize(Qgis.DistanceUnit.Kilometers)
    bar.setTextFormat(_written(7))
    bar.attemptMove(QgsLayoutPoint(x, _HEIGHT - _MARGIN - 12))
    project.layoutManager().addLayout(layout)


def _label(
    layout: QgsPrintLayout, words: str, size: float, bold: bool = False
) -> QgsLayoutItemLabel:
    label = QgsLayoutItemLabel(layout)
    set_text(label, words)
    label.setTextFormat(_written(size, bold))
    return label


def _written(size: float, bold: bool = False) -> QgsTextFormat:
    text_format = QgsTextFormat()
    font = text_format.font()
    font.setFamily(font_family())
    font.setBold(bold)
    text_format.setFont(font)
    text_format.setSize(size)
    text_format.setColor(colour("ink"))
    return text_format


def _place(
    layout: QgsPrintLayout, item: QgsLayoutItem, x: float, y: float, width: float, height: float
) -> None:
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y))
    item.attemptResize(QgsLayoutSize(width, height))
