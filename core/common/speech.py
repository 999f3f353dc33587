"""Numbers, dates and lists as people read them, in the language spoken now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .voice import language

_MINUS = "\u2212"


class _Convention(NamedTuple):
    """How a language writes: what stands between thousands, before decimals, units and "%"."""

    thousands: str
    mark: str
    unit: str
    percent: str
    first: str  # the first day of a month
    months: tuple[str, ...]
    last: dict[str, str]  # what joins the last of a list: by "and", by "or"


_CONVENTIONS = {
    "en": _Convention(
        thousands=",",
        mark=".",
        unit=" ",
        percent="%",
        first="1",
        months=(
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ),
        last={"and": " and ", "or": " or "},
    ),
    "fr": _Convention(
        thousands="\u202f",
        mark=",",
        unit="\u00a0",
        percent="\u202f%",
        first="1er",
        months=(
            *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
            *("août", "septembre", "octobre", "novembre", "décembre"),
        ),
        last={"and": " et ", "or": " ou "},
    ),
}


def whole(value: float) -> str:
    """A number without decimals: "12,345"."""
    return fixed(round(float(value)), 0)


def fixed(value: float, digits: int) -> str:
    """A number with so many decimals: "1,107.56"; what rounds to zero has no sign."""
    return _marked(f"{round(float(value), digits) + 0.0:,.{digits}f}")


def significant(value: float, digits: int = 6) -> str:
    """A number with at most so many digits, whole parts in full: "0.172", "19,672"."""
    exponent = f"{float(value):.{digits - 1}e}".partition("e")[2]
    decimals = max(digits - 1 - int(exponent or 0), 0)
    text = f"{round(float(value), decimals) + 0.0:,.{decimals}f}"
    return _marked(text.rstrip("0").rstrip(".") if "." in text else text)


def difference(value: float, digits: int = 0) -> str:
    """A number with its sign: "+12", "−3", "0"."""
    shown = fixed(value, digits)
    return f"+{shown}" if round(float(value), digits) > 0 else shown


def percent(share: float) -> str:
    """A share (0 to 1) in per cent, with the sign: "41%"."""
    return per_cent(*of_hundred(share))


def of_hundred(share: float) -> tuple[float, int]:
    """A share (0 to 1) in per cent, and the decimals to write it with.

    Whole per cents, with a decimal near the ends: only nothing at all is written 0, and only
    everything is written 100. A difference below a billionth comes from rounding a sum, not from a
    person left out.
    """
    value = 100 * round(float(share), 9)
    if 0 < value < 1 or 99 < value < 100:
        return min(max(round(value, 1), 0.1), 99.9), 1
    return value, 0


def per_cent(value: float, digits: int = 0) -> str:
    """A number that is in per cent already, with so many decimals and the sign: "2.5%"."""
    return fixed(value, digits) + _convention().percent


def distance(metres: float) -> str:
    """Metres up to 10 m, tens up to 1 km, tenths up to 10 km, then whole kilometres.

    A zero after the decimal mark is not written: "7 m", "990 m", "1 km", "9.9 km", "94 km".
    """
    if metres < 9.5:
        return quantity(round(metres), "m")
    tens, tenths = round(metres / 10), round(metres / 100)
    if tens < 100:
        return quantity(10 * tens, "m")
    return quantity(tenths / 10 if tenths < 100 else round(metres / 1000), "km")


def minutes(count: float) -> str:
    """A travel time: "12 min"."""
    return quantity(count, "min")


def quantity(value: float, unit: str) -> str:
    """A number and its unit's abbreviation, which stay on one line: "4.5 km/h"."""
    return significant(value) + _convention().unit + unit


def day(when: date | str) -> str:
    """A day, an ISO date (also without day or month) or an ISO moment: "3 March 2026", "March
    2026", "2026".

    A text that does not begin with a date is left as it is.
    """
    text = when if isinstance(when, str) else when.isoformat()
    convention = _convention()
    try:
        if len(text) == len("2026-03"):
            month = date.fromisoformat(f"{text}-01")
            return f"{convention.months[month.month - 1]} {month.year}"
        date_read = date.fromisoformat(text[: len("2026-03-03")])
    except ValueError:
        return text
    number = convention.first if date_read.day == 1 else str(date_read.day)
    return f"{number} {convention.months[date_read.month - 1]} {date_read.year}"


def listed(items: Iterable[object], join: str = "and") -> str:
    """A list within a sentence: "a, b and c"; ``join`` is "and" or "or"."""
    words = [str(item) for item in items]
    last = _convention().last[join]
    return last.join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def named(items: Iterable[object], most: int | None = None) -> str:
    """A list after a colon: "a, b, c"; beyond the first ``most``, "a, b, c, …"."""
    words = [str(item) for item in items]
    if most is not None and len(words) > most:
        words[most:] = ["…"]
    return ", ".join(words)


def _convention() -> _Convention:
    return _CONVENTIONS.get(language(), _CONVENTIONS["en"])


def _marked(text: str) -> str:
    """Python's own "-1,234.5" with the signs of the language."""
    convention = _convention()
    signs = {",": convention.thousands, ".": convention.mark, "-": _MINUS}
    return "".join(signs.get(letter, letter) for letter in text)
