"""Gives a layer its style by the part it plays."""

from __future__ import annotations

from qgis.core import Qgis, QgsVectorLayer

from ..nomenclature import Nomenclature, load_nomenclature
from .aliases import set_aliases, set_widths
from .isochrone_style import style_isochrones
from .place_style import style_places
from .territory_style import SCORE, coverage_title, style_coverage, style_fragility, style_outline
from .travel_style import style_travel_times
from .wording import measures

TABLES = ("report", "review", "conflicts", "failures")
ROLES = ("places", "territories", "coverage", "isochrones", "travel_times", *TABLES, "outline")


def style_layer(layer: QgsVectorLayer, role: str, nomenclature: Nomenclature | None = None) -> None:
    """Styles ``layer`` as ``role``, one of ROLES, and names its fields for people.

    Territories without a fragility score are only outlined.
    """
    if role in TABLES:
        set_widths(layer)
    elif role == "places":
        style_places(layer, nomenclature or load_nomenclature())
        set_widths(layer)
    elif role == "isochrones":
        style_isochrones(layer)
    elif role == "travel_times" and _holds_polygons(layer):
        style_travel_times(layer)
    elif role == "travel_times":
        return
    elif role == "coverage":
        style_coverage(layer)
        # The legend shows classes alone: the name says what they are of.
        shown = next(iter(measures(layer.fields().names())), None)
        layer.setName(coverage_title(shown) if shown else layer.name())
    elif role == "territories" and layer.fields().lookupField(SCORE) >= 0:
        style_fragility(layer)
    else:
        style_outline(layer)
    set_aliases(layer)


def _holds_polygons(layer: QgsVectorLayer) -> bool:
    return layer.geometryType() == Qgis.GeometryType.Polygon


def role_of(layer: QgsVectorLayer) -> str | None:
    """The part a layer plays, told by its fields; None for a layer that is none of ours."""
    names = set(layer.fields().names())
    if {"place_id", "activities"} <= names:
        return "places"
    if {"minutes", "mode", "place_id"} <= names:
        return "isochrones"
    if measures(sorted(names)):
        return "coverage"
    return "territories" if SCORE in names else None
