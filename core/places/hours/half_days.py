"""Days whose mornings and afternoons stand in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .french import read_cell, write_cell
from .osm_hours import CLOSED, NOT_SAID

_NOON = 12
_FIRST_HOUR = re.compile(r"(\d{1,2})h")


def whole_days(halves: Sequence[str]) -> list[str]:
    """The cells of seven days from their fourteen halves: Monday's morning, Monday's afternoon...

    A day is closed where both of its halves are.
    """
    return [_whole(*day) for day in zip(halves[0::2], halves[1::2], strict=True)]


def _whole(morning: str, afternoon: str) -> str:
    days = {half: read_cell(half) for half in (morning, afternoon)}
    said = [half for half, day in days.items() if day not in (CLOSED, NOT_SAID)]
    if not said:
        return morning if set(days.values()) == {CLOSED} else ""
    return " / ".join(said)


def half_days(cell: str) -> tuple[str, str]:
    """A day's cell, as ``write_cell`` writes it, as those of its morning and its afternoon."""
    if cell == write_cell(CLOSED):
        return cell, cell
    start = _FIRST_HOUR.match(cell)
    if start is None or "(" in cell:
        return cell, ""
    first, _, rest = cell.partition(" / ")
    return ("", cell) if int(start[1]) >= _NOON else (first, rest)
