"""Opening hours that could not be read, or that may mean something else."""

from __future__ import annotations

from functools import cache

from ...common.speech import named
from ...common.text import tr
from ..cleaning import Draft
from ..fields import SOURCE_PREFIX
from ..hours.french import odd_times
from ..hours.week import WEEK, read_days
from .finding import Finding, Findings


def unread_hours(draft: Draft) -> Findings:
    """One line for each text; the columns of the days tell which day it is."""
    days = draft.schema.hours.get("days", [])
    of_day = tr("The opening hours of this day cannot be read. They stay as they are written.")
    of_week = tr("The opening hours cannot be read. They stay as they are written.")
    columns = max(1, len(days) // WEEK)
    for record, hours in enumerate(draft.hours):
        for day, text in hours.unread:
            column = 0 <= day < len(days) and draft.source.name_of(days[day * columns])
            field = f"{SOURCE_PREFIX}{column}" if column else "opening_hours"
            yield Finding(record, "hours_unread", field, of_day if column else of_week, text)


def odd_hours(draft: Draft) -> Findings:
    """Times that are read to the minute, and that somebody perhaps typed for two spans of hours."""
    if not draft.schema.hours.get("exact"):
        return
    message = tr(
        "These hours are read as they stand, though few places open at such a minute. Check "
        "whether two spans were meant."
    )
    columns = [draft.source.column(name) for name in draft.schema.hours["days"]]
    meant = cache(odd_times)
    for record, cells in enumerate(zip(*columns, strict=True)):
        odd = [cell for cell in cells if meant(cell)]
        if odd:
            proposal = read_days([meant(cell) or cell for cell in cells], exact=True).osm
            value = named(dict.fromkeys(odd))
            yield Finding(record, "hours_odd", "opening_hours", message, value, proposal)
