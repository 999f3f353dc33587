"""Codes and headers, as people's tables hold them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ...common.text import plain_text

_CODE = re.compile(r"(?=.*\d)[0-9A-Z]{1,14}")
_MARKS = "='\""
#: By kind, the shape of its codes and how many of a column's codes must have it: a code of two
#: figures may be any number.
_SHAPES = {
    "commune": (re.compile(r"(0[1-9]|[1-8]\d|9[0-8]|2[AB])\d{3}"), 0.8),
    "epci": (re.compile(r"2[04]\d{7}"), 0.8),
    "iris": (re.compile(r"(0[1-9]|[1-8]\d|9[0-8]|2[AB])\d{7}"), 0.8),
    "departement": (re.compile(r"0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d"), 0.95),
}


def header_key(name: object) -> str:
    """A header without case, accents, signs, and without the figures that exports add behind it:
    ``score global region`` for "SCORE GLOBAL region * 1"."""
    text = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode()
    return re.sub(r"( \d+)+$", "", " ".join(re.findall(r"[a-z0-9]+", text.lower())))


def as_code(value: object) -> str:
    """A cell as a code: ``09122`` for "09 122" or '="09122"', ``2A004`` for "2a004"."""
    text = "".join(plain_text(value).upper().split()).strip(_MARKS)
    return re.sub(r"\.0+$", "", text)


def as_codes(cells: Iterable[object]) -> list[str]:
    """The cells of a column as codes, "" where empty."""
    return [as_code(cell) for cell in cells]


def looks_like_codes(codes: Iterable[str]) -> bool:
    """Whether nine filled cells of ten have the shape of a territory's code."""
    filled = [code for code in codes if code]
    fitting = sum(_CODE.fullmatch(code) is not None for code in filled)
    return bool(filled) and fitting >= 0.9 * len(filled)


def looks_like_postcodes(codes: Iterable[str]) -> bool:
    """Whether five-figure codes are postcodes: these mostly end in 0, codes of communes do not."""
    filled = {code for code in codes if len(code) in (4, 5)}
    return len(filled) >= 5 and sum(code.endswith("0") for code in filled) > 0.6 * len(filled)


def kind_of(codes: Iterable[str]) -> str:
    """``commune``, ``epci``, ``iris``, ``departement`` by the shape of the codes; else ""."""
    filled = [code for code in codes if code]
    for kind, (shape, share) in _SHAPES.items():
        fitting = sum(shape.fullmatch(code) is not None for code in filled)
        if filled and fitting >= share * len(filled):
            return kind
    return ""
