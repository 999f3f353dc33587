"""When places were last updated."""

from __future__ import annotations

import re
from datetime import date

from ...common.speech import day
from ...common.text import plural, tr
from ..cleaning import Draft
from ..dates import DAY_ZERO, is_in_doubt, serial_date
from .finding import Finding, Findings

#: After so many months without an update, what is said of a place may be out of date.
OLD_MONTHS = 24
#: From so many old dates on, if they are the majority, one line reports them all.
_MANY = 20
_LIKE_A_DATE = re.compile(
    r"(\d{4}[-/. ]\d{1,2}([-/. ]\d{1,2})?|(\d{1,2}[-/. ])?\d{1,2}[-/. ]\d{4})(\b.*)?"
)


def order_of_dates(draft: Draft) -> Findings:
    """Dates written with the month first, or that may be."""
    order = draft.date_order
    if order.month_first:
        message = tr(
            "The dates are written with the month first, as {example} shows, and were read so.",
            example=order.month_example,
        )
        yield Finding(None, "date_order", "updated", message, severity="info")
    if order.month_first is not None:
        return
    doubtful = [
        record
        for record, stated in enumerate(draft.stated["updated"])
        if is_in_doubt(stated, order)
    ]
    if not doubtful:
        return
    if order.day_example and order.month_example:
        message = tr(
            "The dates are written in two orders, as {day_first} and {month_first} show. "
            "Those that can be read both ways were not read: {count}.",
            day_first=order.day_example,
            month_first=order.month_example,
            count=len(doubtful),
        )
    else:
        message = tr(
            "The dates have times with AM or PM, beside which the month often stands first, and "
            "no date shows it. Those that can be read both ways were not read: {count}.",
            count=len(doubtful),
        )
    yield Finding(None, "date_order", "updated", message)
    row = tr("The day and the month may be either way around. Write the date as 2023-01-31.")
    for record in doubtful:
        yield Finding(record, "date_order", "updated", row, draft.stated["updated"][record])


def unreadable_dates(draft: Draft) -> Findings:
    unreadable = tr("The date cannot be read. Write it as 2023-01-31, or “janvier 2023”.")
    impossible = tr("There is no such day in the calendar. Write the date as 2023-01-31.")
    zero = tr("This is the day zero of computers, written where a date was not known.")
    serial = tr(
        "The date is the number of a day, as spreadsheets count them inside. Format the cell as a "
        "date, or accept the date proposed."
    )
    dates = draft.places["updated"].tolist()
    first_day = draft.source.raw.first_day
    for record, stated in enumerate(draft.stated["updated"]):
        if stated and not dates[record] and not is_in_doubt(stated, draft.date_order):
            if stated.startswith(DAY_ZERO):
                yield Finding(record, "date_unreadable", "updated", zero, stated)
            elif date_meant := serial_date(stated, first_day):
                yield Finding(record, "date_serial", "updated", serial, stated, date_meant)
            elif _LIKE_A_DATE.fullmatch(stated):
                yield Finding(record, "date_impossible", "updated", impossible, stated)
            else:
                yield Finding(record, "date_unreadable", "updated", unreadable, stated)


def ages(draft: Draft, today: date) -> Findings:
    """Dates in the future, and those of more than ``OLD_MONTHS`` months ago."""
    dates = draft.places["updated"].tolist()
    future = tr("The date is still to come.")
    limit = _months_before(today)
    late = {text: _is_old(text, limit) for text in set(dates)}
    for record, text in enumerate(dates):
        if text and text > today.isoformat()[: len(text)]:
            yield Finding(record, "date_future", "updated", future, text)
    old = [record for record, text in enumerate(dates) if text and late[text]]
    dated = sum(map(bool, dates))
    if len(old) >= _MANY and len(old) > dated / 2:
        message = tr(
            "Places with a date that have not been updated for more than {months}: {count} "
            "of {dated}, the oldest date: {first}.",
            count=len(old),
            dated=dated,
            months=_old_age(),
            first=day(min(dates[record] for record in old)),
        )
        yield Finding(None, "date_old", "updated", message)
        return
    message = tr(
        "The place has not been updated for more than {months}.",
        months=_old_age(),
    )
    for record in old:
        yield Finding(record, "date_old", "updated", message, dates[record])


def _old_age() -> str:
    return plural("{n} month", "{n} months", OLD_MONTHS)


def _months_before(today: date) -> str:
    """The ISO date of the same day ``OLD_MONTHS`` months ago."""
    return f"{today.year - OLD_MONTHS // 12}-{today:%m-%d}"


def _is_old(text: str, limit: str) -> bool:
    """Whether even the last day that an ISO date of any precision can mean is before ``limit``."""
    return bool(text) and text < limit[: len(text)]
