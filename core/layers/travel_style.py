"""How travel times look: the longer, the darker."""

from __future__ import annotations

from qgis.core import QgsVectorLayer

from .choropleth import figure_classes, values_of
from .territory_style import rules


def style_travel_times(layer: QgsVectorLayer) -> None:
    """A choropleth of ``minutes``; hatching where there is no time."""
    layer.setRenderer(rules(figure_classes("minutes", "minutes", values_of(layer, "minutes"))))
