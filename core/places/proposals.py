"""The proposals of a census report: what accepting one changes in its place."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from ..common.number_text import number_in
from ..formats.columnnames import column_key
from .fields import CODE_FIELDS, ROW_FIELD, SOURCE_PREFIX
from .schemas.schema import Schema

#: Checks of faults that loading corrects by itself: only the source's cell remains to be corrected.
_READ_RIGHT = (
    "identifier_", "insee_restored", "postcode_restored", "departement_restored", "code_", "codes_",
)  # fmt: skip
#: Marks between codes in a cell that somebody filled.
_MARKS = r"[-;,|/\s]"


def changes(place: Mapping[str, Any], finding: Mapping[str, str], schema: Schema) -> dict[str, Any]:
    """The attributes to set in a place's feature to accept a finding's proposal; {} for nothing to
    do.

    A public field, or the source's own column where the public field already holds the cleaned
    value, so that saving writes it to the file; ``lon`` and ``lat`` (degrees) for a moved point.
    """
    field, proposal = finding["field"], finding["proposal"]
    if not proposal:
        return {}
    if field == "position":
        return _moved(place, proposal)
    if finding["check"] == "code_misplaced":
        return _to_its_column(place, finding, schema)
    if field.startswith(SOURCE_PREFIX) or _text(place, field) != proposal:
        return {field: proposal} if field in place and _text(place, field) != proposal else {}
    if not finding["check"].startswith(_READ_RIGHT):
        return {}  # accepted before
    column = _source_column(place, field, schema)
    cell = proposal.replace("-", schema.separator) if field in CODE_FIELDS else proposal
    return {column: cell} if column and _text(place, column).strip() != cell else {}


def apply(
    places: pd.DataFrame, report: pd.DataFrame, checks: Collection[str], schema: Schema
) -> tuple[pd.DataFrame, dict[str, int]]:
    """The places with all proposals of these ``checks`` accepted, and how many, for each check.

    Where two proposals would set the same attribute in two ways, the first of the report wins.
    """
    columns = {name: places[name].tolist() for name in places.columns}
    record_of = {place_id: record for record, place_id in enumerate(columns["place_id"])}
    accepted = report[report["check"].isin(list(checks)) & (report["proposal"] != "")]
    done: dict[tuple[int, str], Any] = {}
    counts: Counter[str] = Counter()
    for finding in accepted.to_dict("records"):
        record = record_of.get(finding["place_id"])
        if record is None:
            continue
        new = changes(_Place(columns, record), finding, schema)
        if new and all(done.get((record, name), value) == value for name, value in new.items()):
            counts[finding["check"]] += 1
            for name, value in new.items():
                columns[name][record] = done[record, name] = value
    touched = {name for _, name in done}
    changed = {name: pd.Series(columns[name], places.index, object) for name in touched}
    for name in changed.keys() & {"lon", "lat"}:
        changed[name] = changed[name].astype(float)
    return places.assign(**changed), dict(counts)


class _Place(Mapping[str, Any]):
    """One row of a table held by columns."""

    def __init__(self, columns: dict[str, list[Any]], record: int) -> None:
        self._columns, self._record = columns, record

    def __getitem__(self, name: str) -> Any:
        return self._columns[name][self._record]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def _moved(place: Mapping[str, Any], proposal: str) -> dict[str, Any]:
    numbers = [number_in(part) for part in proposal.split()]
    if len(numbers) != 2 or not all(map(math.isfinite, numbers)):  # a proposal in words
        return {}
    lat, lon = numbers
    there = (place["lon"], place["lat"]) if "lon" in place else None
    return {} if there == (lon, lat) else {"lon": lon, "lat": lat}


def _to_its_column(
    place: Mapping[str, Any], finding: Mapping[str, str], schema: Schema
) -> dict[str, Any]:
    """A code leaves the cell where it stands and joins the field that it belongs to.

    The proposal reads ``labels=EPN-TL``; codes that the field got meanwhile stay.
    """
    home, _, moved = finding["proposal"].partition("=")
    if home not in CODE_FIELDS or home not in place:
        return {}
    codes_there = [code for code in _text(place, home).split("-") if code]
    new: dict[str, Any] = {}
    if not set(moved.split("-")) <= set(codes_there):
        other_codes = [code for code in codes_there if code not in moved.split("-")]
        new[home] = "-".join([moved, *other_codes])
    column = _source_column(place, finding["field"], schema)
    if column:
        code, cell = re.escape(finding["value"]), _text(place, column)
        remainder = re.sub(rf"(?:^|{_MARKS}+){code}(?=$|{_MARKS})", "", cell).strip(" -;,|/")
        new |= {column: remainder} if remainder != cell else {}
    return new


def _source_column(place: Mapping[str, Any], field: str, schema: Schema) -> str:
    """The attribute that holds the source's cell of a public field: the filled one of several.

    "" where there is none, or where it uses other words than ours.
    """
    if field == "place_id":
        names = schema.identifiers[:1]
    elif field in CODE_FIELDS:
        column = schema.codes[field]["column"]
        names = [column] if column and column not in schema.enumerations else []
    else:
        names = schema.fields.get(field, [])
    source_columns = _source_columns(tuple(place))
    present = [
        source_columns[column_key(name)] for name in names if column_key(name) in source_columns
    ]
    return next(
        (name for name in present if _text(place, name).strip()), present[0] if present else ""
    )


@lru_cache(maxsize=4)
def _source_columns(names: tuple[str, ...]) -> dict[str, str]:
    """The attributes that hold the source's cells, by the key of the source's name."""
    return {
        column_key(name[len(SOURCE_PREFIX) :]): name
        for name in reversed(names)
        if name.startswith(SOURCE_PREFIX) and name != ROW_FIELD
    }


def _text(place: Mapping[str, Any], name: str) -> str:
    value = place.get(name)
    return "" if value is None or value != value else str(value)
