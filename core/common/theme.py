"""The plugin's own colours, fonts and class limits: ``styles/theme.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[2] / "styles" / "theme.json"


@cache
def theme() -> dict[str, Any]:
    """The whole table, as in the file."""
    return json.loads(_FILE.read_text(encoding="utf-8"))


def shades(colours: list[str], count: int) -> list[str]:
    """``count`` of the colours of a ramp, as far apart as it allows, its ends among them."""
    if count < 2:
        return [colours[len(colours) // 2]][:count]
    steps = (len(colours) - 1) / (count - 1)
    return [colours[round(number * steps)] for number in range(count)]


def ramp(start: str, end: str, count: int) -> list[str]:
    """``count`` colours (``#RRGGBB``) from ``start`` to ``end``; a single one is nearer
    ``start``."""
    steps = [number / (count - 1) if count > 1 else 0.4 for number in range(count)]
    pairs = [(int(start[at : at + 2], 16), int(end[at : at + 2], 16)) for at in (1, 3, 5)]
    return [
        "#" + "".join(f"{round(first + (last - first) * step):02X}" for first, last in pairs)
        for step in steps
    ]
