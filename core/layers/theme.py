"""The plugin's own colours, fonts and class limits, from ``styles/theme.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from qgis.PyQt.QtGui import QColor, QFont, QFontInfo

_FILE = Path(__file__).parents[2] / "styles" / "theme.json"


@cache
def theme() -> dict[str, Any]:
    """The whole table, as in the file."""
    return json.loads(_FILE.read_text(encoding="utf-8"))


def colour(name: str, opacity: float = 1.0) -> QColor:
    """A named colour of the theme, or a colour written ``#RRGGBB``."""
    made = QColor(name if name.startswith("#") else theme()[name])
    made.setAlphaF(opacity)
    return made


@cache
def font_family() -> str:
    """The first font of the theme that this machine has."""
    fonts = theme()["fonts"]
    # Asked for a missing family, Qt answers with the one it would use instead.
    return next((name for name in fonts if QFontInfo(QFont(name)).family() == name), fonts[-1])


def shades(colours: list[str], count: int) -> list[str]:
    """``count`` of the colours of a ramp, as far apart as it allows, its ends among them."""
    if count < 2:
        return [colours[len(colours) // 2]][:count]
    steps = (len(colours) - 1) / (count - 1)
    return [colours[round(number * steps)] for number in range(count)]


def bands(mode: str, count: int) -> list[QColor]:
    """``count`` colours of a travel mode's hue, nearest (darkest) first."""
    ends = theme()["modes"].get(mode, theme()["modes"]["car"])
    near, far = QColor(ends["near"]), QColor(ends["far"])
    steps = [number / (count - 1) if count > 1 else 0.4 for number in range(count)]
    return [_between(near, far, step) for step in steps]


def _between(start: QColor, end: QColor, share: float) -> QColor:
    def mix(first: int, last: int) -> int:
        return round(first + (last - first) * share)

    return QColor(
        mix(start.red(), end.red()), mix(start.green(), end.green()), mix(start.blue(), end.blue())
    )
