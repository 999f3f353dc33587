"""How a joined fragility index looks, on whatever scale it is."""

from __future__ import annotations

from qgis.core import NULL, QgsVectorLayer

from ..common.text import tr
from .choropleth import figure_classes, values_of
from .territory_style import fragility_classes, rules

#: The fields of a joined index: higher is more fragile, and its scale.
FRAGILITY, SCALE = "fragility", "fragility_scale"
#: The scale whose classes stand around 100.
_BASE_100 = "ifn_v1"


def is_joined(columns: list[str]) -> bool:
    """Whether a layer's fields are those of a joined index."""
    return {FRAGILITY, SCALE} <= set(columns)


def style_index(layer: QgsVectorLayer) -> None:
    """A choropleth of ``fragility``: in classes around 100 where that is the scale, else in natural
    breaks; the scale stands over the legend."""
    from ..territories.joining.scales import titles

    attributes = layer.uniqueValues(layer.fields().lookupField(SCALE))
    scales = {str(value) for value in attributes if value is not None and value != NULL}
    if scales == {_BASE_100}:
        classes = fragility_classes(FRAGILITY)
    else:
        classes = figure_classes(FRAGILITY, "score", values_of(layer, FRAGILITY))
    names = ", ".join(titles().get(scale, tr("scale of its own")) for scale in sorted(scales))
    layer.setRenderer(rules(classes, tr("Fragility: {scale}", scale=names)))
