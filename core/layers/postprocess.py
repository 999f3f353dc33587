"""Styles the layers that an algorithm hands back, once QGIS has loaded them."""

from __future__ import annotations

from functools import cache

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)

from .style import style_layer


class StyleLayer(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded output the style of its role."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsVectorLayer) and layer.isValid():
            style_layer(layer, self.role)


@cache
def _styler(role: str) -> StyleLayer:
    """One per role, for the life of the plugin: a context does not own its post-processors."""
    return StyleLayer(role)


def style_on_load(context: QgsProcessingContext, identifier: str | None, role: str) -> None:
    """Asks that the output ``identifier`` (layer id or path) be styled when QGIS loads it."""
    if identifier and context.willLoadLayerOnCompletion(identifier):
        context.layerToLoadOnCompletionDetails(identifier).setPostProcessor(_styler(role))
