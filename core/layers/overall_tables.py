"""The tables of a whole run of coverage: totals, tenths by fragility, curves of Lorenz."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qgis.core import NULL, QgsVectorLayer

Row = Mapping[str, Any]
#: Without these columns a table tells nothing: by the parameter that it is given for.
NEEDED = {
    "TOTALS": ("mode", "gini"),
    "DECILES": ("mode", "decile", "mean_minutes"),
    "LORENZ": ("mode", "people", "minutes"),
}


@dataclass(frozen=True)
class Decile:
    """A tenth of the people, 1 being the least fragile; None is unknown."""

    number: int
    fragility_from: float | None
    fragility_to: float | None
    mean_minutes: float | None
    median_minutes: float | None


@dataclass
class Overall:
    """What is known of one mode and service ("": all places) for everybody together.

    ``curve`` is the curve of Lorenz: (share of the people, share of the minutes), from the nearest
    people to the farthest. ``totals`` holds the figures that there are, by their column's name.
    """

    mode: str
    service: str
    totals: dict[str, float] = field(default_factory=dict)
    deciles: list[Decile] = field(default_factory=list)
    curve: list[tuple[float, float]] = field(default_factory=list)


def read_overall(
    totals: Iterable[Row] = (), deciles: Iterable[Row] = (), lorenz: Iterable[Row] = ()
) -> dict[tuple[str, str], Overall]:
    """By (mode, service), in the tables' order; rows as dictionaries of any of the tables."""
    overalls: dict[tuple[str, str], Overall] = {}

    def of(row: Row) -> Overall:
        key = _text(row.get("mode")), _text(row.get("service"))
        return overalls.setdefault(key, Overall(*key))

    for row in totals:
        numbers = {name: _number(value) for name, value in row.items()}
        of(row).totals = {name: value for name, value in numbers.items() if value is not None}
    names = ("fragility_from", "fragility_to", "mean_minutes", "median_minutes")
    for row in deciles:
        number = _number(row.get("decile"))
        if number is not None:
            figures = (_number(row.get(name)) for name in names)
            of(row).deciles.append(Decile(int(number), *figures))
    for row in lorenz:
        people, minutes = _number(row.get("people")), _number(row.get("minutes"))
        if people is not None and minutes is not None:
            of(row).curve.append((people, minutes))
    for overall in overalls.values():
        overall.deciles.sort(key=lambda decile: decile.number)
        overall.curve.sort()
    return overalls


def rows_of(layer: QgsVectorLayer | None) -> list[dict[str, Any]]:
    """The rows of a table; none without it."""
    if layer is None:
        return []
    names = layer.fields().names()
    return [dict(zip(names, one.attributes(), strict=True)) for one in layer.getFeatures()]


def _text(value: Any) -> str:
    return "" if value is None or value == NULL or value != value else str(value)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
        return None
    return float(value)
