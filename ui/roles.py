"""What the steps have given so far, remembered in the project: role -> layer id or file."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

_SCOPE = "maillage"


def remember(role: str, value: str) -> None:
    """``value`` (a layer's id in the project, or a file) now plays ``role``."""
    QgsProject.instance().writeEntry(_SCOPE, role, value)


def recall(role: str) -> str | None:
    """The layer or file that plays ``role``, if it is still there."""
    project = QgsProject.instance()
    value, known = project.readEntry(_SCOPE, role)
    if not (known and value):
        return None
    layer = project.mapLayer(value)
    if layer is None:
        return value if Path(value).exists() else None
    return None if _is_lost(layer) else value


def _is_lost(layer: QgsMapLayer) -> bool:
    """Whether a project was opened again that kept of a temporary layer nothing but its name."""
    is_vector = isinstance(layer, QgsVectorLayer)
    return is_vector and layer.providerType() == "memory" and not layer.featureCount()


def forget(role: str) -> None:
    """Nothing plays ``role`` any more."""
    QgsProject.instance().removeEntry(_SCOPE, role)


def forget_all() -> None:
    """No layer or file plays a role any more."""
    QgsProject.instance().removeEntry(_SCOPE, "")
