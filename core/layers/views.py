"""The ways to look at one layer: a choropleth per figure, as named styles that people switch."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qgis.core import QgsVectorLayer

from ..common.text import tr
from .bivariate_style import BIVARIATE, bivariate_renderer
from .choropleth import Class, figure_classes, values_of
from .territory_style import partly_outside, rules
from .wording import Measure, by_suffix, measures, within

#: A menu of more styles than this is no choice: figures by service fill it fast.
MOST = 40


@dataclass(frozen=True)
class View:
    """A figure to map: its title, its field, and the row of the theme that says how it looks."""

    title: str
    field: str
    look: str


def coverage_views(columns: list[str]) -> list[View]:
    """The views of a layer of coverage: shares, minutes, priority, fragile and far, density."""
    views = [
        View(coverage_title(measure), measure.field("share"), "coverage")
        for measure in measures(columns)
    ]
    titles = {
        "median_minutes": (tr("Median minutes to a place"), "minutes"),
        "priority": (tr("Priority: fragile and far (0 to 100)"), "priority"),
        BIVARIATE: (tr("Fragility and travel time"), "bivariate"),
    }
    for figure, (title, look) in titles.items():
        for suffix in _suffixes(figure, columns):
            views.append(View(_titled(title, suffix), _named(figure, suffix), look))
    if "places_per_10000" in columns:
        views.append(View(tr("Places per 10,000 inhabitants"), "places_per_10000", "density"))
    return views[:MOST]


def evolution_views(columns: list[str]) -> list[View]:
    """The views of a layer of evolution: how the share within reach changed."""
    found = (re.fullmatch(r"share_(\d+)_change(?:_(\w+))?", name) for name in columns)
    return [
        View(
            tr(
                "Change of the share of the population within {within} of a place",
                within=within(int(match[1]), match[2] or ""),
            ),
            match[0],
            "evolution",
        )
        for match in found
        if match
    ][:MOST]


def accessibility_views(columns: list[str]) -> list[View]:
    """The view of a layer of floating catchments."""
    title = tr("Within reach per 10,000 inhabitants")
    return [View(title, "accessibility", "density")] if "accessibility" in columns else []


def straight_views(columns: list[str]) -> list[View]:
    """The views of a layer of straight-line distances: how far, and how many places."""
    if "mean_straight_km" not in columns:
        return []
    return [
        View(tr("Straight-line distance to a place"), "mean_straight_km", "straight"),
        View(tr("Places per 10,000 inhabitants"), "places_per_10000", "density"),
    ]


def coverage_title(measure: Measure) -> str:
    """What a map of a share shows."""
    return tr(
        "Share of the population within {within} of a place",
        within=within(measure.minutes, measure.mode),
    )


def coverage_classes(measure: Measure) -> list[Class]:
    """(filter, label, sign) of each class of a share of the population, then what lies outside."""
    return figure_classes(measure.field("share"), "coverage")


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


def _suffixes(figure: str, columns: list[str]) -> list[str]:
    """The endings of a figure's columns: "" where there is but one."""
    found = (re.fullmatch(rf"{figure}(?:_(\w+))?", name) for name in columns)
    return [match[1] or "" for match in found if match and match[1] not in ("before", "change")]


def _named(figure: str, suffix: str) -> str:
    return f"{figure}_{suffix}" if suffix else figure


def _titled(title: str, suffix: str) -> str:
    if not suffix:
        return title
    return tr("{figure}, {by_mode}", figure=title, by_mode=by_suffix(suffix))
