"""The layers that a run gave, put into the project's tree under *Maillage*."""

from __future__ import annotations

from qgis.core import (
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

GROUP = "Maillage"

#: Points lie over lines, lines over areas, and tables come last.
_DRAWING_ORDER = (
    QgsWkbTypes.GeometryType.PointGeometry,
    QgsWkbTypes.GeometryType.LineGeometry,
    QgsWkbTypes.GeometryType.PolygonGeometry,
)


def load_results(
    context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> dict[str, QgsMapLayer]:
    """Adds the layers to load on completion; returns them by output name."""
    loaded = {}
    for identifier, details in context.layersToLoadOnCompletion().items():
        layer = QgsProcessingUtils.mapLayerFromString(identifier, context)
        if layer is None:
            continue
        details.setOutputLayerName(layer)
        owned = context.takeResultLayer(layer.id()) or layer
        add_to_group(owned)
        if details.postProcessor() is not None:
            details.postProcessor().postProcessLayer(owned, context, feedback)
        loaded[details.outputName] = owned
    return loaded


def add_to_group(layer: QgsMapLayer) -> None:
    """Adds ``layer`` to the project, in the group *Maillage*, over what it should not hide."""
    project = QgsProject.instance()
    project.addMapLayer(layer, addToLegend=False)
    root = project.layerTreeRoot()
    group = root.findGroup(GROUP) or root.insertGroup(0, GROUP)
    group.insertLayer(_position(group, layer), layer)


def _position(group: QgsLayerTreeGroup, layer: QgsMapLayer) -> int:
    """The first place under all that is to be drawn over the layer."""
    rank = _rank(layer)
    for index, node in enumerate(group.findLayers()):
        if node.parent() == group and _rank(node.layer()) >= rank:
            return group.children().index(node)
    return len(group.children())


def _rank(layer: QgsMapLayer | None) -> int:
    if not isinstance(layer, QgsVectorLayer) or layer.geometryType() not in _DRAWING_ORDER:
        return len(_DRAWING_ORDER)
    return _DRAWING_ORDER.index(layer.geometryType())
