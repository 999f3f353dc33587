"""Where a layer of places came from, and what follows for a merge and for the layer tree."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingAlgorithm, QgsProject

from ..core.algorithms.parameters import roles_of
from ..core.common.text import tr
from ..core.layers.inert import shown_name
from ..core.layers.record import FACTS
from .roles import forget, known_record, recall, remember, role_of


def origin_of(layer: QgsMapLayer | None) -> dict[str, str]:
    """What is known of a layer's origin: "" where nothing is known."""
    record = known_record(layer)
    return dict.fromkeys(FACTS, "") | (record.origin if record is not None else {})


def layer_of(value: object) -> QgsMapLayer | None:
    """The project's layer that a parameter's value names, if it does."""
    return QgsProject.instance().mapLayer(value) if isinstance(value, str) else None


def places_parameter(algorithm: QgsProcessingAlgorithm) -> str:
    """The parameter that takes places first; "" if there is none."""
    for parameter in algorithm.parameterDefinitions():
        if not parameter.isDestination() and "places" in roles_of(parameter):
            return parameter.name()
    return ""


def take_part_in_merge(source: object, is_merged: bool, places: QgsMapLayer) -> None:
    """Remembers what new places are for in a merge.

    ``source`` are the places that they were made of, None for a census that was loaded. After a
    second load the places of before are a merge's base, the new ones its incoming; places made from
    either replace it; and after a merge, the next list loaded is again the incoming one.
    """
    if source is None:
        # So that it is loaded again when the project is reopened.
        remember("census", origin_of(places)["file"])
        before = recall("places", besides=places.id())
        if before is not None:
            remember("first_list", before)
            remember("second_list", places.id())
        return
    for role in ("first_list", "second_list"):
        if is_merged:
            forget(role)
        elif recall(role) == source:
            remember(role, places.id())


def name_after_file(layer: QgsMapLayer) -> None:
    """Distinguishes layers that the same step gave: by the file that their places come from."""
    file = origin_of(layer)["file"]
    if file:
        name = tr("{layer} ({file})", layer=layer.name(), file=Path(file).stem)
        layer.setName(shown_name(name))


def hide_earlier(places: QgsMapLayer) -> None:
    """Unticks what ``places`` replaces from now on: other layers of places of the same file."""
    file = origin_of(places)["file"]
    for node in QgsProject.instance().layerTreeRoot().findLayers():
        other = node.layer()
        if not file or other is places or role_of(other) != "places":
            continue
        if origin_of(other)["file"] == file:
            node.setItemVisibilityChecked(False)
