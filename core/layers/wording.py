"""Words that maps, legends and dossiers share."""

from __future__ import annotations

from itertools import pairwise

from ..access import figure_titles
from ..access.vocabulary import Column, read
from ..common.modes import by_mode
from ..common.speech import significant
from ..common.text import tr
from ..nomenclature import load_nomenclature


def service_title(code: str) -> str:
    """The label of a service, in whichever vocabulary it is; its code if it is in none."""
    return load_nomenclature().service_label(code)


def heading(name: str) -> str | None:
    """Over a column of figures in a table; None over any other."""
    column = read(name)
    return figure_titles.heading(column, service_title) if column else None


def map_title(column: Column) -> str:
    """Over a map of a column."""
    return figure_titles.map_title(column, service_title)


def how(column: Column) -> str:
    """How one travels, and to which service: "by car", "by car, digital literacy"; "" without
    either."""
    return figure_titles.how(column, service_title)


def reach(column: Column) -> str:
    """How far a column looks: "10 min by car"; without a mode and a service, "10 min"."""
    return figure_titles.reach(column, service_title)


def isochrones_title(mode: str, merge: str, engine: str) -> str:
    """The name of a layer of isochrones, which distinguishes it from that of another run."""
    by = by_mode(mode)
    title = {
        "union": tr("Isochrones {by_mode}, united", by_mode=by),
        "nearest": tr("Isochrones {by_mode}, shared out", by_mode=by),
    }.get(merge) or tr("Isochrones {by_mode}", by_mode=by)
    return title if engine == "network" else f"{title} ({engine})"


def class_labels(breaks: list[float], unit: str = "") -> list[str]:
    """Labels of the classes that ``breaks`` separate: one more than there are breaks."""
    shown = [significant(value) for value in breaks]
    middle = [
        tr("{low} to {high}{unit}", low=low, high=high, unit=unit) for low, high in pairwise(shown)
    ]
    return [
        tr("less than {high}{unit}", high=shown[0], unit=unit),
        *middle,
        tr("{low}{unit} and more", low=shown[-1], unit=unit),
    ]
