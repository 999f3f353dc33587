"""Dates as people write them in a census."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..common.normalising import normalise

#: Beginnings of the French month names, long enough to tell them apart.
_MONTHS = {
    "jan": 1, "fev": 2, "mar": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aou": 8, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

#: What computers write for an unknown date.
DAY_ZERO = "1970-01-01"

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: .*)?")
_YEAR = re.compile(r"((?:19|20)\d{2})")
#: A day as spreadsheets count them, from 1990 to 2050, possibly with a fraction of the day.
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SERIALS = (32874, 55153)
_BEFORE_SERIALS = date(1899, 12, 30)
_WORDS = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4}|\d{2})")


def iso_date(text: str) -> str | None:
    """An ISO 8601 date as precise as ``text`` is: ``2019-12-01``, ``2019-12`` or ``2019``.

    Reads ISO, day/month/year, a year, and French month names, long or short, with a year of four
    or two figures (``Decembre 2019``, ``juil-22``). None if it cannot be read, or is the day zero
    of computers; "" for "".
    """
    text = text.strip()
    if not text:
        return ""
    if text.startswith(DAY_ZERO):
        return None
    if match := _ISO.fullmatch(text):
        return _join(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _join(match[3], match[2], match[1])
    if match := _YEAR.fullmatch(text):
        return match[1]
    return _in_words(normalise(text))


def serial_date(text: str) -> str | None:
    """The ISO date of a day that a spreadsheet counted from 1900, since 1990; None for another."""
    found = _SERIAL.fullmatch(text.strip())
    if not found or not _SERIALS[0] <= int(found[1]) <= _SERIALS[1]:
        return None
    return (_BEFORE_SERIALS + timedelta(days=int(found[1]))).isoformat()


def _in_words(text: str) -> str | None:
    half = text[: len(text) // 2].strip()
    if text == f"{half} {half}":  # "Decembre 2019 Decembre 2019"
        text = half
    match = _WORDS.fullmatch(text)
    if not match:
        return None
    month = next((number for start, number in _MONTHS.items() if match[2].startswith(start)), None)
    if month is None:
        return None
    year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
    return _join(year, str(month), match[1])


def _join(year: str, month: str, day: str | None) -> str | None:
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:  # no such day
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
