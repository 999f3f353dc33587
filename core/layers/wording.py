"""Words that maps, legends and dossiers share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ..common.modes import by_mode
from ..common.speech import minutes, significant
from ..common.text import tr
from ..nomenclature import load_nomenclature

_MODES = ("car", "bike", "foot")
_SERVICES = ("activities", "publics", "themes", "labels")


def mode_and_service(suffix: str) -> tuple[str, str]:
    """The mode and the service's code that a field ends in: ``car_ACCDA`` is car and ACCDA."""
    mode, _, code = suffix.partition("_")
    return (mode, code) if mode in _MODES else ("", suffix)


def service_title(code: str) -> str:
    """The label of a service, in whichever vocabulary it is; its code if it is in none."""
    nomenclature = load_nomenclature()
    items = (nomenclature.vocabulary(name).item(code) for name in _SERVICES if code)
    return next((item.label for item in items if item), code)


def by_suffix(suffix: str) -> str:
    """How one travels, and to what: "by car", "by car, digital literacy", "" for ""."""
    mode, code = mode_and_service(suffix)
    return ", ".join(part for part in (by_mode(mode), service_title(code)) if part)


def within(limit: int, mode: str) -> str:
    """ "10 min by car"; without a mode, "10 min"; ``mode`` may be a field's suffix."""
    if not mode:
        return minutes(limit)
    return tr("{minutes} min {by_mode}", minutes=limit, by_mode=by_suffix(mode))


def isochrones_title(mode: str, merge: str, engine: str) -> str:
    """The name of a layer of isochrones, which tells it apart from another run's."""
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


@dataclass(frozen=True, order=True)
class Measure:
    """One access measure of a coverage table: a mode and minutes.

    ``mode`` is a field's suffix: it ends in a service's code where figures are by service, and is
    "" where there was only one mode and service.
    """

    mode: str
    minutes: int

    @property
    def suffix(self) -> str:
        return f"{self.minutes}_{self.mode}" if self.mode else str(self.minutes)

    def field(self, figure: str) -> str:
        """The column of a figure: ``share`` gives ``share_10_car``."""
        return f"{figure}_{self.suffix}"


def measures(columns: list[str]) -> list[Measure]:
    """The measures that columns named ``share_MINUTES[_MODE]`` tell of, by mode then minutes."""
    # An evolution has shares too: before, and how they changed.
    found = (re.fullmatch(r"share_(\d+)(?:_(?!before|change)(\w+))?", name) for name in columns)
    return sorted(Measure(match[2] or "", int(match[1])) for match in found if match)
