"""The layers that a run gave, put into the project's tree under *Maillage*."""

from __future__ import annotations

from qgis.core import (
    QgsLayerTreeNode,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
)

from ..core.layers.record import put_record, record_of
from ..core.layers.roles import ROLES, is_filled, rank
from ..core.layers.style import style_layer
from .roles import role_of

GROUP = "Maillage"


def load_results(
    context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> dict[str, QgsMapLayer]:
    """Adds the layers to load on completion; returns them by output name.

    What a layer says of itself tells where it lies in the tree.
    """
    loaded = {}
    for identifier, details in context.layersToLoadOnCompletion().items():
        layer = QgsProcessingUtils.mapLayerFromString(identifier, context)
        if layer is None:
            continue
        details.setOutputLayerName(layer)
        record = record_of(layer)
        role = record.role if record is not None else ""
        if role and ROLES[role].needs_lines and not layer.featureCount():
            continue
        owned = context.takeResultLayer(layer.id()) or layer
        if record is not None:
            put_record(owned, record)  # in the project too, where it stands beside a file
        add_to_group(owned)
        if details.postProcessor() is None and role and ROLES[role].is_table:
            style_layer(owned, role)
        elif details.postProcessor() is not None:
            details.postProcessor().postProcessLayer(owned, context, feedback)
        loaded[details.outputName] = owned
    return loaded


def add_to_group(layer: QgsMapLayer) -> None:
    """Adds ``layer`` to the project, in the group *Maillage*, over what it should not hide."""
    project = QgsProject.instance()
    role = role_of(layer)
    project.addMapLayer(layer, addToLegend=False)
    root = project.layerTreeRoot()
    group = root.findGroup(GROUP) or root.insertGroup(0, GROUP)
    nodes = enumerate(group.children())
    below = (index for index, node in nodes if rank(_role_of(node)) >= rank(role))
    if is_filled(role):
        # Two filled maps one over the other say nothing: the newest shows, a tick away from others.
        for node in group.findLayers():
            if is_filled(_role_of(node)):
                node.setItemVisibilityChecked(False)
                node.setExpanded(False)  # its key would push the others out of view
    group.insertLayer(next(below, len(group.children())), layer)


def _role_of(node: QgsLayerTreeNode) -> str:
    return role_of(node.layer() if hasattr(node, "layer") else None)
