"""Gives a layer its style by the part it plays."""

from __future__ import annotations

from qgis.core import Qgis, QgsVectorLayer

from ..access.vocabulary import shares
from ..nomenclature import Nomenclature, load_nomenclature
from .aliases import set_aliases, set_widths
from .change_style import style_changes
from .index_style import is_joined, style_index
from .isochrone_style import style_isochrones
from .place_style import style_places
from .site_style import SITE_FIELDS, style_sites
from .territory_style import SCORE, style_fragility, style_outline
from .travel_style import style_travel_times
from .views import (
    accessibility_views,
    coverage_views,
    evolution_views,
    straight_views,
    style_views,
)

TABLES = (
    *("report", "review", "conflicts", "failures", "unmatched"),
    *("totals", "deciles", "lorenz"),
)
ROLES = (
    *("places", "territories", "coverage", "evolution", "changes", "isochrones", "travel_times"),
    *("accessibility", "sites", "straight_line"),
    *TABLES,
    "outline",
)


def style_layer(layer: QgsVectorLayer, role: str, nomenclature: Nomenclature | None = None) -> None:
    """Styles ``layer`` as ``role``, one of ROLES, and names its fields for people.

    Territories without a fragility score are only outlined.
    """
    set_aliases(layer)
    names = layer.fields().names()
    views = {
        "coverage": coverage_views,
        "evolution": evolution_views,
        "accessibility": accessibility_views,
        "straight_line": straight_views,
    }
    if role in TABLES:
        set_widths(layer)
    elif role == "places":
        style_places(layer, nomenclature or load_nomenclature())
        set_widths(layer)
    elif role == "changes":
        style_changes(layer)
    elif role == "isochrones":
        style_isochrones(layer)
    elif role == "sites":
        style_sites(layer)
    elif role in ("travel_times", "accessibility") and not _holds_polygons(layer):
        return
    elif role == "travel_times":
        style_travel_times(layer)
    elif role in views and (found := views[role](names)):
        style_views(layer, found)
    elif role == "territories" and is_joined(names):
        style_index(layer)
    elif role == "territories" and SCORE in names:
        style_fragility(layer)
    else:
        style_outline(layer)


def _holds_polygons(layer: QgsVectorLayer) -> bool:
    return layer.geometryType() == Qgis.GeometryType.Polygon


def role_of(layer: QgsVectorLayer) -> str | None:
    """The part a layer plays, told by its fields; None for a layer that is none of ours."""
    names = set(layer.fields().names())
    if names >= SITE_FIELDS:
        return "sites"
    if {"place_id", "activities"} <= names:
        return "places"
    if {"minutes", "mode", "place_id"} <= names:
        return "isochrones"
    if evolution_views(sorted(names)):
        return "evolution"
    if shares(names):
        return "coverage"
    if straight_views(sorted(names)):
        return "straight_line"
    if "accessibility" in names:
        return "accessibility"
    return "territories" if SCORE in names or is_joined([*names]) else None
