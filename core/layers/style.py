"""Gives a layer its style by its role."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from qgis.core import Qgis, QgsVectorLayer

from ..nomenclature import Nomenclature, load_nomenclature
from .aliases import set_aliases, set_widths
from .change_style import style_changes
from .index_style import is_joined, style_index
from .inert import tip
from .isochrone_style import style_isochrones
from .place_style import style_places
from .roles import ROLES
from .site_style import style_sites
from .territory_style import SCORE, style_fragility, style_outline
from .travel_style import style_travel_times
from .views import (
    View,
    accessibility_views,
    coverage_views,
    evolution_views,
    straight_views,
    style_views,
)


def style_layer(layer: QgsVectorLayer, role: str, nomenclature: Nomenclature | None = None) -> None:
    """Styles ``layer`` as its role (of ``roles.ROLES``) says, and names its fields for people.

    Territories without a fragility score are only outlined.
    """
    set_aliases(layer)
    style = ROLES[role].style
    if style == "places":
        style_places(layer, nomenclature or load_nomenclature())
        set_widths(layer)
    elif style:
        STYLES[style](layer)
    if layer.isSpatial() and layer.displayExpression():
        layer.setMapTipTemplate(tip(layer.displayExpression()))


def _style_views(layer: QgsVectorLayer, find: Callable[[list[str]], list[View]]) -> None:
    """A named style for each way to look at the figures; outlines where there are none."""
    if found := find(layer.fields().names()):
        style_views(layer, found)
    else:
        style_outline(layer)


def _style_scores(layer: QgsVectorLayer) -> None:
    names = layer.fields().names()
    if is_joined(names):
        style_index(layer)
    elif SCORE in names:
        style_fragility(layer)
    else:
        style_outline(layer)


def _style_polygons(layer: QgsVectorLayer, style: Callable[[QgsVectorLayer], None]) -> None:
    """Points keep the style that QGIS gave them."""
    if layer.geometryType() == Qgis.GeometryType.Polygon:
        style(layer)


#: How each kind of result is drawn, by the name that the table of roles has for it; places apart.
STYLES: dict[str, Callable[[QgsVectorLayer], None]] = {
    "sites": style_sites,
    "changes": style_changes,
    "isochrones": style_isochrones,
    "outline": style_outline,
    "fragility": _style_scores,
    "coverage": partial(_style_views, find=coverage_views),
    "evolution": partial(_style_views, find=evolution_views),
    "straight_line": partial(_style_views, find=straight_views),
    "accessibility": partial(
        _style_polygons, style=partial(_style_views, find=accessibility_views)
    ),
    "travel_times": partial(_style_polygons, style=style_travel_times),
    "table": set_widths,
}
