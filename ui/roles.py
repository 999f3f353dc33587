"""Which layer or file plays a role now: the newest result by what it says of itself, else what a
person chose, remembered in the project."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from ..core.common.errors import InputError
from ..core.layers.record import Record, record_of
from ..core.layers.roles import ROLES

_SCOPE = "maillage"


def remember(role: str, value: str) -> None:
    """A person chose ``value`` (a layer's id in the project, or a file) to play ``role``."""
    QgsProject.instance().writeEntry(_SCOPE, ROLES[role].id, value)


def recall(role: str, besides: str = "") -> str | None:
    """The layer or file that plays ``role``, if it is still there; other than ``besides``."""
    records = [(layer, record) for layer, record in results() if layer.id() != besides]
    latest = max(
        ((record.made, layer.id(), record) for layer, record in records if record.role == role),
        key=lambda one: one[:2],
        default=None,
    )
    if latest is None:
        return _chosen(role)
    made, identifier, record = latest
    # A later run that had nothing to say here took its place.
    is_outdone = ROLES[role].needs_lines and any(
        other.algorithm == record.algorithm and other.made > made for _, other in records
    )
    return None if is_outdone else identifier


def role_of(layer: QgsMapLayer | None) -> str:
    """The role that a layer says it has; "" if none."""
    record = known_record(layer)
    return record.role if record is not None else ""


def known_record(layer: QgsMapLayer | None) -> Record | None:
    """What a layer is; None for none of ours, and for one of a newer version: see ``too_new``."""
    with suppress(InputError):
        return record_of(layer) if layer is not None else None
    return None


def results() -> Iterator[tuple[QgsMapLayer, Record]]:
    """The layers of the project that an algorithm of ours made, and still hold something."""
    for layer in QgsProject.instance().mapLayers().values():
        record = known_record(layer)
        if record is not None and record.algorithm and layer.isValid() and not _is_lost(layer):
            yield layer, record


def too_new() -> list[str]:
    """A sentence for each layer of the project that a newer version of the plugin made."""
    sentences = []
    for layer in QgsProject.instance().mapLayers().values():
        try:
            record_of(layer)
        except InputError as error:
            sentences.append(str(error))
    return sentences


def forget(role: str) -> None:
    """Nothing is chosen for ``role`` any more."""
    QgsProject.instance().removeEntry(_SCOPE, role)


def forget_all() -> None:
    """Nothing is chosen for any role any more."""
    QgsProject.instance().removeEntry(_SCOPE, "")


def _chosen(role: str) -> str | None:
    project = QgsProject.instance()
    value, is_set = project.readEntry(_SCOPE, ROLES[role].id)
    if not (is_set and value):
        return None
    layer = project.mapLayer(value)
    if layer is None:
        return value if Path(value).exists() else None
    return None if _is_lost(layer) else value


def _is_lost(layer: QgsMapLayer) -> bool:
    """Whether a project was opened again that kept of a temporary layer nothing but its name."""
    is_vector = isinstance(layer, QgsVectorLayer)
    return is_vector and layer.providerType() == "memory" and not layer.featureCount()
