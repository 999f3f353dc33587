"""What columns of figures are called, in the language of the person who reads them."""

from __future__ import annotations

from collections.abc import Callable

from ..common.modes import by_mode
from ..common.text import tr
from .vocabulary import BEFORE, CHANGE, Column, within

#: Gives the label of a service from its code.
Label = Callable[[str], str]


def heading(column: Column, label: Label) -> str:
    """Over the column in a table, before its field in a form."""
    if within(column.figure):
        return _at(_headings_within(reach(column, label))[column.figure], column.moment)
    return _told(_headings()[column.figure], column, label)


def map_title(column: Column, label: Label) -> str:
    """Over a map of the column."""
    if column.figure == "share" and column.moment == CHANGE:
        return tr(
            "Change of the share of the population within {within} of a place",
            within=reach(column, label),
        )
    if column.figure == "share":
        title = tr(
            "Share of the population within {within} of a place", within=reach(column, label)
        )
        return _at(title, column.moment)
    mapped = {
        "priority": tr("Priority: fragile and far (0 to 100)"),
        "bivariate": tr("Fragility and travel time"),
        "places_per_10000": tr("Places per 10,000 inhabitants"),
        "mean_straight_km": tr("Straight-line distance to a place"),
    }.get(column.figure)
    return _told(mapped, column, label) if mapped else heading(column, label)


def how(column: Column, label: Label) -> str:
    """How one travels, and to what: "by car", "by car, digital literacy"; "" if all is one."""
    service = label(column.service) if column.service else ""
    return ", ".join(filter(None, (by_mode(column.mode), service)))


def reach(column: Column, label: Label) -> str:
    """How far a column looks: "10 min by car"; without a mode and a service, "10 min"."""
    return time_by(column.minutes or 0, how(column, label))


def time_by(minutes: int, means: str) -> str:
    """ "10 min by car" from "by car", "10 min" from ""."""
    if not means:
        return tr("{minutes} min", minutes=minutes)
    return tr("{minutes} min {by_mode}", minutes=minutes, by_mode=means)


def unit(column: Column) -> tuple[float, str]:
    """What a number is multiplied by to be read, and what is written behind it."""
    known = {
        "share": (100.0, tr("%")),
        "points": (100.0, tr("\xa0points")),
        "minutes": (1.0, tr("\xa0min")),
        "km": (1.0, tr("\xa0km")),
    }
    return known.get(column.unit, (1.0, ""))


def _told(title: str, column: Column, label: Label) -> str:
    """The title of a figure, with the mode, the service and the moment of the column."""
    if whose := how(column, label):
        title = tr("{figure}, {by_mode}", figure=title, by_mode=whose)
    return _at(title, column.moment)


def _at(title: str, moment: str) -> str:
    titles = {
        BEFORE: tr("{figure}, before", figure=title),
        CHANGE: tr("{figure}, change", figure=title),
    }
    return titles.get(moment, title)


def _headings_within(near: str) -> dict[str, str]:
    return {
        "covered": tr("Inhabitants within {reach}", reach=near),
        "share": tr("Share of inhabitants within {reach}", reach=near),
        "fragile_covered": tr("Fragile inhabitants within {reach}", reach=near),
        "fragile_uncovered": tr("Fragile inhabitants beyond {reach}", reach=near),
        "covered_unstated": tr(
            "Further inhabitants within {reach} of a place that does not say", reach=near
        ),
    }


def _headings() -> dict[str, str]:
    return {
        "mean_minutes": tr("Mean minutes to a place"),
        "median_minutes": tr("Median minutes to a place"),
        "gini": tr("Gini index of travel times"),
        "concentration": tr("Concentration index"),
        "priority": tr("Priority"),
        "bivariate": tr("Thirds of fragility and of time (3: the worst)"),
        "palma": tr("Palma ratio of travel times"),
        "decile_ratio": tr("Ninth decile of travel times over the first"),
        "population": tr("Population"),
        "population_outside": tr("Inhabitants outside the network"),
        "fragile_population": tr("Fragile population"),
        "fragility": tr("Fragility of the average inhabitant"),
        "fragility_from": tr("Lowest fragility"),
        "fragility_to": tr("Highest fragility"),
        "places": tr("Places"),
        "places_itinerant": tr("Itinerant places"),
        "places_per_10000": tr("Fixed places per 10,000 inhabitants"),
        "offering": tr("Places that offer it"),
        "not_stated": tr("Places that do not say"),
        "opened": tr("Places opened"),
        "closed": tr("Places closed"),
        "moved": tr("Places moved"),
        "minutes": tr("Minutes"),
        "nearest": tr("Nearest place"),
        "mean_straight_km": tr("Mean straight-line distance to a place (km)"),
        "median_straight_km": tr("Median straight-line distance to a place (km)"),
        "fragile_mean_straight_km": tr("The same, of fragile inhabitants (km)"),
        "accessibility": tr("Within reach per 10,000 inhabitants"),
    }
