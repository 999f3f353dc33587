"""What the steps have given so far, remembered in the project: role -> layer id or file."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject

_SCOPE = "maillage"


def remember(role: str, value: str) -> None:
    """``value`` (a layer's id in the project, or a file) now plays ``role``."""
    QgsProject.instance().writeEntry(_SCOPE, role, value)


def recall(role: str) -> str | None:
    """The layer or file that plays ``role``, if it is still there."""
    project = QgsProject.instance()
    value, known = project.readEntry(_SCOPE, role)
    if known and value and (project.mapLayer(value) or Path(value).exists()):
        return value
    return None


def forget(role: str) -> None:
    """Nothing plays ``role`` any more."""
    QgsProject.instance().removeEntry(_SCOPE, role)


def forget_all() -> None:
    """No layer or file plays a role any more."""
    QgsProject.instance().removeEntry(_SCOPE, "")
