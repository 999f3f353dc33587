"""Positions that stand in one cell, and degrees with minutes and seconds: read, and written alike.

``43.6, 1.44`` (OpenDataSoft's ``geo_point_2d``), WKT (``POINT (1.44 43.6)``), JSON (GeoJSON's, or
with ``lon`` and ``lat``), ``43° 36' 15" N, 1° 26' 39" E``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

_DOT, _TIGHT, _COMMA = (rf"[-+]?\d{{1,3}}{tail}" for tail in (r"(?:\.\d+)?", r"\.\d+", r",\d+"))
_ANY = r"[-+]?\d+(?:\.\d+)?"
_SEPARATED = r"(?:\s*[;/]\s*|\s*,\s+|\s+)"
_JSON_LON, _JSON_LAT = (
    rf'"(?:{names})"\s*:\s*"?(?P<{axis}>{_ANY})"?'
    for names, axis in (("lon|lng|longitude|x", "lon"), ("lat|latitude|y", "lat"))
)
#: How two decimal numbers stand in a cell; ``a`` and ``b`` where their order is the column's.
_DECIMALS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"[\[(]?\s*(?P<a>{_DOT}){_SEPARATED}(?P<b>{_DOT})\s*[\])]?",
        rf"[\[(]?\s*(?P<a>{_TIGHT}),(?P<b>{_TIGHT})\s*[\])]?",
        rf"[\[(]?\s*(?P<a>{_COMMA}){_SEPARATED}(?P<b>{_COMMA})\s*[\])]?",
        rf"(?:SRID=\d+;)?\s*POINT\s*[ZM]{{0,2}}\s*"
        rf"\(\s*(?P<lon>{_ANY})\s+(?P<lat>{_ANY})(?:\s+{_ANY})*\s*\)",
        rf'\{{.*"coordinates"\s*:\s*\[\s*(?P<lon>{_ANY})\s*,\s*(?P<lat>{_ANY})[^\[\]]*\].*\}}',
        rf"\{{.*{_JSON_LON}.*{_JSON_LAT}.*\}}",
        rf"\{{.*{_JSON_LAT}.*{_JSON_LON}.*\}}",
    )
)
_SIXTIETHS = (
    r"([-+]?\d{1,3}(?:[.,]\d+)?)\s*[°º]\s*"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″]|['’′]{2})\s*)?)?"
)
_AXES = "NSEWO"
_ONE = rf"(?:([{_AXES}])\s*{_SIXTIETHS}|{_SIXTIETHS}([{_AXES}])?)"
_DEGREES = re.compile(_ONE, re.IGNORECASE)
_TWO_DEGREES = re.compile(rf"({_ONE})\s*[,;/]?\s*({_ONE})", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
#: Seconds are written with so many decimals, 30 cm.
_SECONDS = 2

_NONE = (math.nan, math.nan)


def degrees(text: str) -> float:
    """Decimal degrees from a number, or from degrees, minutes and seconds (negative to the south
    and west); NaN for other text."""
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    found = _DEGREES.fullmatch(text)
    return _decimal(found.groups()) if found else math.nan


def is_sexagesimal(text: str) -> bool:
    """Whether a text is degrees with their sign, with or without minutes and seconds."""
    return _DEGREES.fullmatch(text) is not None


def is_latitude_first(cells: Iterable[str], inside: Callable[[float, float], bool]) -> bool:
    """The order of a column of pairs: that which has more points ``inside`` (of longitude and
    latitude), else latitude first."""
    pairs = [pair for cell in dict.fromkeys(cells) if (pair := _pair(cell))]
    return sum(inside(b, a) for a, b in pairs) >= sum(inside(a, b) for a, b in pairs)


def point_of(text: str, latitude_first: bool) -> tuple[float, float]:
    """(longitude, latitude) in degrees of a cell; NaN where it holds no point."""
    if (found := _found(text)) and "lon" in found.groupdict():
        return _float(found["lon"]), _float(found["lat"])
    pair = _pair(text)
    if pair is None:
        return _NONE
    says_latitude_second = _axis(text) in ("E", "W", "O")
    if says_latitude_second or not (latitude_first or _axis(text)):
        return pair
    return pair[1], pair[0]


def write_point(lon: float, lat: float, example: str, latitude_first: bool) -> str:
    """The cell for a point as ``example`` is written, or as ``43.6, 1.44``."""
    if found := _found(example):
        names = ("lon", "lat") if "lon" in found.groupdict() else ("a", "b")
        values = {"lon": lon, "lat": lat}
        values |= dict(zip(("a", "b"), (lat, lon) if latitude_first else (lon, lat), strict=True))
        text = example
        for name in sorted(names, key=found.start, reverse=True):
            old = found[name]
            text = text[: found.start(name)] + _as(old, values[name]) + text[found.end(name) :]
        return text
    written = [write_degrees(lat, example, "NS"), write_degrees(lon, example, "EW")]
    if not _TWO_DEGREES.fullmatch(example):
        written = [f"{lat:.7f}", f"{lon:.7f}"]
    elif _axis(example) in ("E", "W", "O") or not (latitude_first or _axis(example)):
        written.reverse()
    return ", ".join(written)


def write_degrees(value: float, example: str, axes: str) -> str:
    """Degrees, minutes and seconds; ``axes`` (``NS`` or ``EW``) are the letters of both
    directions, put where ``example`` has such letters."""
    total = round(abs(value) * 3600, _SECONDS)
    minutes, seconds = divmod(total, 60)
    whole, minutes = divmod(int(minutes), 60)
    text = f"{whole}° {minutes}' {seconds:.{_SECONDS}f}\""
    if not re.search(f"[{_AXES}]", example, re.IGNORECASE):
        return f"-{text}" if value < 0 else text
    letter = axes[value < 0]
    return f"{text} {'O' if letter == 'W' and 'O' in example.upper() else letter}"


def _found(text: str) -> re.Match[str] | None:
    """The decimal numbers of a cell."""
    return next((found for form in _DECIMALS if (found := form.fullmatch(text.strip()))), None)


def _pair(text: str) -> tuple[float, float] | None:
    """The two numbers of a cell whose order is the column's, or said by letters."""
    found = _found(text)
    if found is not None:
        return None if "lon" in found.groupdict() else (_float(found["a"]), _float(found["b"]))
    two = _TWO_DEGREES.fullmatch(text.strip())
    return (degrees(two[1].strip()), degrees(two[10].strip())) if two else None


def _axis(text: str) -> str:
    """The letter of the first of two degrees, in capitals; "" without."""
    two = _TWO_DEGREES.fullmatch(text.strip())
    return (two[2] or two[9] or "").upper() if two else ""


def _decimal(groups: tuple[str | None, ...]) -> float:
    """Degrees from what ``_ONE`` found: letter, three parts, or three parts, letter."""
    letter = (groups[0] or groups[7] or "").upper()
    whole, minutes, seconds = groups[1:4] if groups[0] else groups[4:7]
    size = abs(_float(whole or "0")) + _float(minutes or "0") / 60 + _float(seconds or "0") / 3600
    is_negative = letter in ("S", "W", "O") or (whole or "").startswith("-")
    return -size if is_negative else size


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _as(old: str, value: float) -> str:
    """A number with the decimals (6 to 8) and the sign that the old one has."""
    decimals = len(re.split("[.,]", old)[1]) if re.search("[.,]", old) else 0
    text = f"{value:.{min(max(decimals, 6), 8)}f}"
    return text.replace(".", ",") if "," in old else text
