"""The ways to look at one layer: a choropleth per figure, as named styles that people switch."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from qgis.core import QgsVectorLayer

from ..access.vocabulary import CHANGE, Column, columns, shares
from .bivariate_style import BIVARIATE, bivariate_renderer
from .choropleth import Class, figure_classes, values_of
from .territory_style import partly_outside, rules
from .wording import map_title

#: A menu of more styles than this is of no use: figures by service fill it fast.
MOST = 40


@dataclass(frozen=True)
class View:
    """A figure to map: its title, its field, and the row of the theme that says how it looks."""

    title: str
    field: str
    look: str


#: How the figures that are mapped look: a row of the theme each.
_LOOKS = {
    "share": "coverage",
    "median_minutes": "minutes",
    "priority": "priority",
    BIVARIATE: BIVARIATE,
    "places_per_10000": "density",
    "accessibility": "density",
    "mean_straight_km": "straight",
}


def coverage_views(names: list[str]) -> list[View]:
    """The views of a layer of coverage: shares, minutes, priority, fragile and far, density."""
    figures = ("median_minutes", "priority", BIVARIATE, "places_per_10000")
    found = [shares(names), *(columns(names, figure) for figure in figures)]
    return [view(each) for each in chain(*found) if not each.moment][:MOST]


def evolution_views(names: list[str]) -> list[View]:
    """The views of a layer of evolution: how the share within reach changed."""
    return [view(share) for share in columns(names, "share") if share.moment == CHANGE][:MOST]


def accessibility_views(names: list[str]) -> list[View]:
    """The view of a layer of floating catchments."""
    return [view(each) for each in columns(names, "accessibility")]


def straight_views(names: list[str]) -> list[View]:
    """The views of a layer of straight-line distances: how far, and how many places."""
    far = columns(names, "mean_straight_km")
    return [view(each) for each in (*far, *columns(names, "places_per_10000"))] if far else []


def view(column: Column) -> View:
    """The view of a column of a figure that is mapped."""
    look = "evolution" if column.moment == CHANGE else _LOOKS[column.figure]
    return View(map_title(column), column.name, look)


def coverage_classes(share: Column) -> list[Class]:
    """(filter, label, sign) of each class of a share of the population, then what lies outside."""
    return figure_classes(share.name, _LOOKS["share"])


def style_views(layer: QgsVectorLayer, views: list[View]) -> None:
    """Gives the layer a named style per view; the first is the one shown."""
    manager = layer.styleManager()
    for number, view in enumerate(views):
        if number:
            manager.addStyleFromLayer(view.title)
            manager.setCurrentStyle(view.title)
        else:
            manager.renameStyle(manager.currentStyle(), view.title)
        style_view(layer, view)
    manager.setCurrentStyle(views[0].title)


def style_view(layer: QgsVectorLayer, view: View) -> None:
    """Renders the layer by a view, its title over the classes in the legend.

    Hatching over a territory says that a part of it is beyond the network.
    """
    if view.look == BIVARIATE:
        layer.setRenderer(bivariate_renderer(view.field, view.title))
        return
    classes = figure_classes(view.field, view.look, values_of(layer, view.field))
    depends_on_roads = view.look != "density"
    if depends_on_roads and layer.fields().lookupField("network_status") >= 0:
        classes.append(partly_outside())
    layer.setRenderer(rules(classes, view.title))
