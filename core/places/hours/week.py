"""Opening hours: seven French cells or OpenStreetMap's syntax in, OpenStreetMap's syntax out.

What is not said never appears as closed. OpenStreetMap reads a day that an expression leaves out
as closed, so that ``read_days`` mentions all seven: ``off`` where the census says closed,
``unknown`` where it says nothing (an empty cell, ``-``) or nothing that can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .french import read_cell, write_cell
from .osm_hours import NOT_SAID, read_rules, read_week, write_rules, write_week

WEEK = 7
#: The number of the day in ``Hours.unread`` when the text is of no one day.
WHOLE_WEEK = -1


@dataclass(frozen=True)
class Hours:
    """``osm`` is OpenStreetMap's ``opening_hours``, "" when nothing could be said.

    ``unread`` holds what could not be read, with its day (0 is Monday, ``WHOLE_WEEK`` a text for
    all). ``conditional`` is true where a comment, a season or holidays limit what is said.
    """

    osm: str = ""
    unread: tuple[tuple[int, str], ...] = ()
    conditional: bool = False


def read_days(cells: Sequence[str], exact: bool = False) -> Hours:
    """The hours of seven free-text cells in French, Monday first; ``exact`` as for ``read_cell``.

    "" and ``-`` are days not said, and so are the last ones where there are fewer cells.
    """
    cells = [*cells, *[""] * (WEEK - len(cells))]
    days = [read_cell(cell, exact) for cell in cells]
    unread = tuple(
        (number, cell.strip())
        for number, (cell, day) in enumerate(zip(cells, days, strict=True))
        if day is None
    )
    week = [day or NOT_SAID for day in days]
    return Hours(write_week(week), unread, any(day.comment for day in week))


def read_osm(text: str) -> Hours:
    """The hours of a text in OpenStreetMap's syntax, in its usual spelling; unread if not valid.

    Nothing is added: days that the text leaves out are closed, as the syntax has it.
    """
    if not text.strip():
        return Hours()
    rules = read_rules(text)
    if rules is None:
        return Hours(unread=((WHOLE_WEEK, text.strip()),))
    limited = any(
        rule.comment or rule.wide or "H" in rule.days or "[" in rule.days for rule in rules
    )
    return Hours(write_rules(rules), conditional=limited)


def write_days(osm: str, exact: bool = False) -> list[str] | None:
    """Seven French cells, Monday first, that ``read_days`` reads as the same week.

    None when ``osm`` is not valid or cannot be said so: seasons, holidays, open ends.
    """
    week = read_week(osm)
    if week is None:
        return None
    cells = [write_cell(day) for day in week]
    return cells if [read_cell(cell, exact) for cell in cells] == week else None
