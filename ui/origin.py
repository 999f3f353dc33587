"""Where a layer of places came from: the file and how it was read, kept with the layer itself."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsMapLayer, QgsProject

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
    if not job.origin_from:
        facts = {fact: parameters.get(name) for name, fact in job.origin.items()}
        _write(places, {fact: str(value or "") for fact, value in facts.items()})
        before = recall("places")
        if before is not None:
            remember("first_list", before)
            remember("second_list", places.id())
        return
    source = parameters.get(job.origin_from)
    _write(places, origin_of(layer_of(source)))
    for role in ("first_list", "second_list"):
        if job.apart:
            forget(role)
        elif recall(role) == source:
            remember(role, places.id())


def _write(layer: QgsMapLayer, facts: dict[str, str]) -> None:
    for name in FACTS:
        layer.setCustomProperty(_PROPERTY + name, facts.get(name, ""))
