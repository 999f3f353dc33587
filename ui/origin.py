"""Where a layer of places came from: the file and how it was read, kept with the layer itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsMapLayer, QgsProject

from ..core.common.text import tr
from .roles import forget, recall, remember
from .steps import Job

_PROPERTY = "maillage/origin/"
FACTS = ("file", "mapping", "nomenclature", "sheet", "schema")


def origin_of(layer: QgsMapLayer | None) -> dict[str, str]:
    """What is known of a layer's origin: "" where nothing is."""
    if layer is None:
        return dict.fromkeys(FACTS, "")
    return {name: str(layer.customProperty(_PROPERTY + name, "") or "") for name in FACTS}


def layer_of(value: object) -> QgsMapLayer | None:
    """The project's layer that a parameter's value names, if it does."""
    return QgsProject.instance().mapLayer(value) if isinstance(value, str) else None


def pass_on(job: Job, parameters: dict[str, Any], places: QgsMapLayer) -> None:
    """Keeps with new places where they come from, and what they are for in a merge.

    After a second load the places of before are a merge's base, the new ones its incoming; places
    made from either stand in its place; and once merged, the next list loaded is the second again.
    """
    facts = _facts(job, parameters)
    _write(places, facts)
    if not job.origin_from:
        remember("census", facts["file"])  # to be loaded again when the project is reopened
        before = recall("places")
        if before is not None:
            remember("first_list", before)
            remember("second_list", places.id())
        return
    source = parameters.get(job.origin_from)
    for role in ("first_list", "second_list"):
        if job.apart:
            forget(role)
        elif recall(role) == source:
            remember(role, places.id())


def name_after_file(layer: QgsMapLayer, job: Job, parameters: dict[str, Any]) -> None:
    """Tells layers that one step gave apart: by the file that their places come from."""
    file = _facts(job, parameters).get("file")
    if file:
        layer.setName(tr("{layer} ({file})", layer=layer.name(), file=Path(file).stem))


def hide_earlier(places: QgsMapLayer) -> None:
    """Unticks what ``places`` stands for from now on: other layers of places of the same file."""
    file = origin_of(places)["file"]
    for node in QgsProject.instance().layerTreeRoot().findLayers():
        other = node.layer()
        if file and other is not places and origin_of(other)["file"] == file:
            node.setItemVisibilityChecked(False)


def _facts(job: Job, parameters: dict[str, Any]) -> dict[str, str]:
    """The origin of the places that a run gave."""
    if job.origin_from:
        return origin_of(layer_of(parameters.get(job.origin_from)))
    return {fact: str(parameters.get(name) or "") for name, fact in job.origin.items()}


def _write(layer: QgsMapLayer, facts: dict[str, str]) -> None:
    for name in FACTS:
        layer.setCustomProperty(_PROPERTY + name, facts.get(name, ""))
