"""What the values of a table say in favour of a schema."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from ...common.text import tr
from ...formats.source import Source
from ...nomenclature import Nomenclature
from ...nomenclature.correspondence import load_correspondence
from ..coded import LABELS_APART
from ..codes import read_codes
from ..lists import items_of, unlisted
from ..schemas.schema import Schema
from .looks import OSM

#: So many filled cells of a column are looked at, and this share of them must agree.
_SEEN, _SHARE = 500, 0.6

_GUARDED = re.compile(r"=\w+=")
_ESTABLISHMENT = re.compile(r"\d{14}|W\d{9}")
_HOUR = re.compile(r".*\d{1,2} ?[hH:] ?(\d\d)?.*|ferm.*|-", re.DOTALL | re.IGNORECASE)


def signs_of(schema: Schema, source: Source, nomenclature: Nomenclature) -> list[str]:
    """What the values say in favour of the schema, each in words."""
    seen = [_SIGNS[sign["kind"]](sign, source, nomenclature) for sign in schema.signs]
    if schema.enumerations:
        seen.append(_joined_by(schema, source))
    return [words for words in seen if words]


def _cells(source: Source, column: str) -> list[str]:
    return [cell for cell in source.column(column) if cell][:_SEEN]


def _first(
    sign: dict[str, Any], source: Source, says: Callable[[str, str], bool]
) -> tuple[str, str] | None:
    """The first column most of whose values agree, and one of them."""
    for column in sign["columns"]:
        cells = _cells(source, column)
        agreeing = [cell for cell in cells if says(column, cell)]
        if cells and len(agreeing) >= _SHARE * len(cells):
            return column, agreeing[0]
    return None


def _codes(sign: dict[str, Any], source: Source, nomenclature: Nomenclature) -> str:
    vocabulary = nomenclature.vocabulary(sign["vocabulary"])

    def says(_: str, cell: str) -> bool:
        codes = read_codes(cell, vocabulary)
        return bool(codes.clean) and not codes.free_text

    columns = _first(sign, source, says)
    return tr("codes of the nomenclature in {column}", column=columns[0]) if columns else ""


def _guarded(sign: dict[str, Any], source: Source, _: Nomenclature) -> str:
    seen = _first(sign, source, lambda _, cell: bool(_GUARDED.fullmatch(cell)))
    if not seen:
        return ""
    return tr("codes written as {example} in {column}", example=seen[1], column=seen[0])


def _days(sign: dict[str, Any], source: Source, _: Nomenclature) -> str:
    seen = _first(sign, source, lambda _, cell: bool(_HOUR.fullmatch(cell)))
    first, last = sign["columns"][0], sign["columns"][-1]
    return tr("opening hours in {first} to {last}", first=first, last=last) if seen else ""


def _enumeration(sign: dict[str, Any], source: Source, _: Nomenclature) -> str:
    knows = load_correspondence().knows

    def says(column: str, cell: str) -> bool:
        return any(knows(column, label) for label in LABELS_APART.split(unlisted(cell)))

    seen = _first(sign, source, says)
    return tr("labels of the national standard in {column}", column=seen[0]) if seen else ""


def _establishment(sign: dict[str, Any], source: Source, _: Nomenclature) -> str:
    seen = _first(sign, source, lambda _, cell: bool(_ESTABLISHMENT.fullmatch(cell)))
    return tr("establishment numbers in {column}", column=seen[0]) if seen else ""


def _osm(sign: dict[str, Any], source: Source, _: Nomenclature) -> str:
    seen = _first(sign, source, lambda _, cell: bool(OSM.fullmatch(cell)))
    if not seen:
        return ""
    return tr("opening hours as OpenStreetMap writes them in {column}", column=seen[0])


def _list(sign: dict[str, Any], source: Source, _: Nomenclature) -> str:
    seen = _first(sign, source, lambda _, cell: items_of(cell) is not None)
    if not seen:
        return ""
    return tr("lists in {column}", column=seen[0])


def _joined_by(schema: Schema, source: Source) -> str:
    """The separator that joins the values of the enumerated columns."""
    signs: Counter[str] = Counter()
    for column in schema.enumerations:
        for cell in _cells(source, column):
            signs.update(set(cell) & {"|", ";"})
    if not signs or signs.most_common(1)[0][0] != schema.separator:
        return ""
    return tr("values joined by {separator}", separator=schema.separator)


_SIGNS: dict[str, Callable[[dict[str, Any], Source, Nomenclature], str]] = {
    "codes": _codes,
    "guarded": _guarded,
    "days": _days,
    "enumeration": _enumeration,
    "establishment": _establishment,
    "osm": _osm,
    "list": _list,
}
