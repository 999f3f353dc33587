"""Layers that are in the project only for as long as something is open, and never kept."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject

#: Tells these layers from all others.
_MARK = "maillage/passing"


def mark_passing(layer: QgsMapLayer) -> None:
    """QGIS does not ask to save ``layer``, and ``remove_passing`` removes it."""
    layer.setCustomProperty(_MARK, True)
    layer.setCustomProperty("skipMemoryLayersCheck", 1)


def remove_passing() -> None:
    """Takes out all such layers: those of a project saved while they were there are empty."""
    project = QgsProject.instance()
    marked = [one.id() for one in project.mapLayers().values() if one.customProperty(_MARK)]
    project.removeMapLayers(marked)
