"""Styles the layers that an algorithm hands back, once QGIS has loaded them."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)
from qgis.PyQt import sip

from .inert import shown_name
from .style import style_layer


class StyleLayer(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded output a name and the style of its role."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__()
        self.role = role
        self.name = name

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsVectorLayer) and layer.isValid():
            if self.name:
                layer.setName(shown_name(self.name))
            style_layer(layer, self.role)


#: Python must keep a reference as long as the contexts may call them; the contexts delete them in
#: the end.
_held: list[StyleLayer] = []


def style_on_load(
    context: QgsProcessingContext, identifier: str | None, role: str, name: str = ""
) -> None:
    """Asks that the output ``identifier`` (layer id or path) be styled when QGIS loads it.

    ``name`` distinguishes it from others of its role.
    """
    if identifier and context.willLoadLayerOnCompletion(identifier):
        _held[:] = [styler for styler in _held if not sip.isdeleted(styler)]
        _held.append(StyleLayer(role, name))
        context.layerToLoadOnCompletionDetails(identifier).setPostProcessor(_held[-1])
