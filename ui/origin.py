"""Where a layer of places came from: the file and how it was read, kept with the layer itself."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject

from .roles import forget, recall, remember

_PROPERTY = "maillage/origin/"
FACTS = ("file", "mapping", "nomenclature", "sheet", "schema")


def write_origin(layer: QgsMapLayer, facts: dict[str, str]) -> None:
    """Keeps ``facts`` (by the names of FACTS) with a layer."""
    for name in FACTS:
        layer.setCustomProperty(_PROPERTY + name, facts.get(name, ""))


def origin_of(layer: QgsMapLayer | None) -> dict[str, str]:
    """What is known of a layer's origin: "" where nothing is."""
    if layer is None:
        return dict.fromkeys(FACTS, "")
    return {name: str(layer.customProperty(_PROPERTY + name, "") or "") for name in FACTS}


def layer_of(value: object) -> QgsMapLayer | None:
    """The project's layer that a parameter's value names, if it does."""
    return QgsProject.instance().mapLayer(value) if isinstance(value, str) else None


def line_up(loaded: str) -> None:
    """After a second load the places of before are a merge's base, the new ones its incoming."""
    before = recall("places")
    if before is not None:
        remember("first_list", before)
        remember("second_list", loaded)


def take_over(before: str, after: str) -> None:
    """``after`` was made from ``before``, and stands in its place for a merge."""
    for role in ("first_list", "second_list"):
        if recall(role) == before:
            remember(role, after)


def merged() -> None:
    """Two lists are one: the next one loaded is again the second."""
    forget("first_list")
    forget("second_list")
