"""The layers that a run gave, put into the project's tree under *Maillage*."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    QgsLayerTreeNode,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
)

from ..core.layers.style import TABLES, style_layer
from .steps import DRAWING_ORDER, FILLED_ROLES, NOTHING_WHEN_EMPTY

GROUP = "Maillage"
_ROLE = "maillage/role"


def load_results(
    context: QgsProcessingContext, feedback: QgsProcessingFeedback, roles: Mapping[str, str]
) -> dict[str, QgsMapLayer]:
    """Adds the layers to load on completion; returns them by output name, ordered as ``roles``.

    ``roles`` tells by output name what a layer is for, and so where it lies in the tree.
    """
    loaded = {}
    for identifier, details in context.layersToLoadOnCompletion().items():
        layer = QgsProcessingUtils.mapLayerFromString(identifier, context)
        if layer is None:
            continue
        details.setOutputLayerName(layer)
        role = roles.get(details.outputName, "")
        if role in NOTHING_WHEN_EMPTY and not layer.featureCount():
            continue
        owned = context.takeResultLayer(layer.id()) or layer
        add_to_group(owned, role)
        if details.postProcessor() is None and role in TABLES:
            style_layer(owned, role)
        elif details.postProcessor() is not None:
            details.postProcessor().postProcessLayer(owned, context, feedback)
        loaded[details.outputName] = owned
    order = list(roles)
    return dict(sorted(loaded.items(), key=lambda item: (*order, item[0]).index(item[0])))


def add_to_group(layer: QgsMapLayer, role: str) -> None:
    """Adds ``layer`` to the project, in the group *Maillage*, over what it should not hide."""
    project = QgsProject.instance()
    layer.setCustomProperty(_ROLE, role)
    project.addMapLayer(layer, addToLegend=False)
    root = project.layerTreeRoot()
    group = root.findGroup(GROUP) or root.insertGroup(0, GROUP)
    rank = _rank(role)
    nodes = enumerate(group.children())
    below = (index for index, node in nodes if _rank(_role_of(node)) >= rank)
    if role in FILLED_ROLES:
        # Two filled maps one over the other say nothing: the newest shows, a tick away from others.
        for node in group.findLayers():
            if _role_of(node) in FILLED_ROLES:
                node.setItemVisibilityChecked(False)
                node.setExpanded(False)  # its key would push the others out of view
    group.insertLayer(next(below, len(group.children())), layer)


def _role_of(node: QgsLayerTreeNode) -> str:
    layer = node.layer() if hasattr(node, "layer") else None
    return layer.customProperty(_ROLE, "") if layer is not None else ""


def _rank(role: str) -> int:
    return DRAWING_ORDER.index(role) if role in DRAWING_ORDER else len(DRAWING_ORDER)
