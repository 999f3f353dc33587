"""Dates as people write them in a census."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..common.normalising import normalise
from ..formats.rawtable import FIRST_DAY

#: The names of the months, with their usual short forms.
_NAMES_OF_MONTHS = (
    "janvier january janv jan", "fevrier february fevr fev febr feb", "mars march mar",
    "avril april avr apr", "mai may", "juin june jun", "juillet july juill juil jul",
    "aout august aou aug", "septembre september sept sep", "octobre october oct",
    "novembre november nov", "decembre december dec",
)  # fmt: skip
_MONTHS = {
    name: number for number, names in enumerate(_NAMES_OF_MONTHS, 1) for name in names.split()
}
#: What may stand before a day in words.
_WEEKDAY = re.compile(
    r"(?:(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|"
    r"(?:lun|mar|mer|jeu|ven|sam|dim)(?= \d+ [a-z])|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun) )?(?:le )?"
)

#: What computers write for an unknown date.
DAY_ZERO = "1970-01-01"

_TIME = r"(?:[T ].*|, ?\d{1,2}:.*)?"
_ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})(?:[-/](\d{{1,2}}))?{_TIME}", re.DOTALL)
_COMPACT = re.compile(rf"((?:19|20)\d\d)(\d\d)(\d\d){_TIME}", re.DOTALL)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})[-/. ](\d{{4}}){_TIME}", re.DOTALL)
_MONTH = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"((?:19|20)\d{2})")
#: A time as it is written where the month often stands first.
_HALF_DAY = re.compile(r"\d ?[ap]\.?m\b\.?", re.IGNORECASE)
#: A day as spreadsheets count them, possibly with a fraction of the day.
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SERIALS = (date(1990, 1, 1), date(2050, 12, 31))
_WORDS = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4}|\d{2})")
_MONTH_THEN_DAY = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})(?: .*)?")
#: So few dates in the other order, among those that have one, are slips of the pen.
_SLIPS = 0.05


@dataclass(frozen=True)
class DateOrder:
    """Whether the day or the month comes first in dates such as 05/12/2022 of one column.

    ``month_first``: None where the column does not tell, and such a date is not read.
    ``day_example`` and ``month_example`` are cells that can only be read so, "" without one.
    """

    month_first: bool | None = False
    day_example: str = ""
    month_example: str = ""


#: What holds where no column tells.
FRENCH_ORDER = DateOrder()


def order_of(cells: Iterable[str]) -> DateOrder:
    """The order of a column: that of the dates which can be read in one way only.

    Without any it is the day that comes first, as in French, unless times with AM or PM stand
    there: then it cannot be told, and neither where both orders do.
    """
    day_first: list[str] = []
    month_first: list[str] = []
    in_doubt = False
    for cell in dict.fromkeys(cells):
        read = [_year_last(cell, month_comes_first) for month_comes_first in (False, True)]
        if all(read) and read[0] != read[1]:
            in_doubt = in_doubt or bool(_HALF_DAY.search(cell))
        elif not all(read) and any(read):
            (day_first if read[0] else month_first).append(cell.strip())
    fewer, more = sorted((len(day_first), len(month_first)))
    decided: bool | None = len(month_first) > len(day_first)
    if fewer > _SLIPS * more or (in_doubt and not more):
        decided = None
    return DateOrder(decided, next(iter(day_first), ""), next(iter(month_first), ""))


def iso_date(text: str, order: DateOrder = FRENCH_ORDER) -> str | None:
    """An ISO 8601 date as precise as ``text`` is: ``2019-12-01``, ``2019-12`` or ``2019``.

    Reads ISO, with a time or without blanks (``20191201``), day/month/year in the ``order`` of its
    column, month/year, a year, and month names, long or short, with a year of four or two figures
    (``Decembre 2019``, ``juil-22``, ``lundi 2 mars 2020``). None if it cannot be read, or is the
    day zero of computers; "" for "".
    """
    text = text.strip()
    if not text:
        return ""
    if text.startswith(DAY_ZERO):
        return None
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _join(match[1], match[2], match[3])
    if _YEAR_LAST.fullmatch(text):
        return None if is_in_doubt(text, order) else _in_order(text, order)
    if match := _MONTH.fullmatch(text):
        return _join(match[2], match[1], None)
    if match := _YEAR.fullmatch(text):
        return match[1]
    return _in_words(normalise(text))


def is_date(text: str) -> bool:
    """Whether a text is a date in either order."""
    return bool(iso_date(text) or iso_date(text, DateOrder(month_first=True)))


def is_in_doubt(text: str, order: DateOrder) -> bool:
    """Whether the date is read in two ways, and its column does not tell which."""
    ways = {_year_last(text, False), _year_last(text, True)}
    return order.month_first is None and None not in ways and len(ways) == 2


def serial_date(text: str, first_day: date = FIRST_DAY) -> str | None:
    """The ISO date of a day that a spreadsheet counted from ``first_day``, from 1990 to 2050; None
    for another."""
    found = _SERIAL.fullmatch(text.strip())
    day = first_day + timedelta(days=int(found[1])) if found else None
    return day.isoformat() if day and _SERIALS[0] <= day <= _SERIALS[1] else None


def _in_order(text: str, order: DateOrder) -> str | None:
    """A date that ends in its year; where the order is not known, in the only way that it can be
    read."""
    if order.month_first is None:
        return _year_last(text, False) or _year_last(text, True)
    return _year_last(text, order.month_first)


def _year_last(text: str, month_first: bool) -> str | None:
    """``05/12/2022`` in one order; with dots the day comes first in any language."""
    match = _YEAR_LAST.fullmatch(text.strip())
    if match is None:
        return None
    day, month = match[1], match[3]
    if month_first and match[2] != ".":
        day, month = month, day
    return _join(match[4], month, day)


def _in_words(text: str) -> str | None:
    half = text[: len(text) // 2].strip()
    if text == f"{half} {half}":  # "Decembre 2019 Decembre 2019"
        text = half
    if found := _WEEKDAY.match(text):
        text = text[found.end() :]
    if match := _WORDS.fullmatch(text):
        day, month, year = match.groups()
    elif match := _MONTH_THEN_DAY.fullmatch(text):
        month, day, year = match.groups()
    else:
        return None
    number = _MONTHS.get(month)
    if number is None:
        return None
    return _join(year if len(year) == 4 else f"20{year}", str(number), day)


def _join(year: str, month: str, day: str | None) -> str | None:
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:  # no such day
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
