"""Opening hours that could not be read."""

from __future__ import annotations

from ...common.text import tr
from ..cleaning import Draft
from ..fields import SOURCE_PREFIX
from .finding import Finding, Findings


def unread_hours(draft: Draft) -> Findings:
    """One line for each text; the columns of the days tell which day it is."""
    days = draft.schema.hours.get("days", [])
    of_day = tr("The opening hours of this day cannot be read. They stay as they are written.")
    of_week = tr("The opening hours cannot be read. They stay as they are written.")
    for record, hours in enumerate(draft.hours):
        for day, text in hours.unread:
            column = 0 <= day < len(days) and draft.source.name_of(days[day])
            field = f"{SOURCE_PREFIX}{column}" if column else "opening_hours"
            yield Finding(record, "hours_unread", field, of_day if column else of_week, text)
