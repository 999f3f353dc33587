"""Words that maps, legends and dossiers share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ..common.modes import by_mode
from ..common.text import tr


def within(minutes: int, mode: str) -> str:
    """ "10 min by car"; without a mode, "10 min"."""
    if not mode:
        return tr("{minutes} min", minutes=minutes)
    return tr("{minutes} min {by_mode}", minutes=minutes, by_mode=by_mode(mode))


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
    shown = [f"{value:g}" for value in breaks]
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
    """One access measure of a coverage table: a mode (or service; "" when alone) and minutes."""

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
    found = (re.fullmatch(r"share_(\d+)(?:_(\w+))?", name) for name in columns)
    return sorted(Measure(match[2] or "", int(match[1])) for match in found if match)
