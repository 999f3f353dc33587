"""Merging two lists of places by a review of their pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..common.text import plain_text
from ..formats.columnnames import unique_names
from ..nomenclature import load_nomenclature
from ..nomenclature.vocabularies import SEPARATOR
from ..places.fields import (
    CODE_FIELDS,
    IDS_BETWEEN,
    MERGED_FIELDS,
    PLACE_FIELDS,
    POSITIONS,
    ROW_FIELD,
    SOURCE_PREFIX,
    attribute_types,
)
from .review import differ, seems_whole

#: Between the fields of ``origin``, and between a field and where it came from.
_NEXT, _FROM = "; ", "="
#: Fields that are no statement about the place, or go with its point.
_ASIDE = ("place_id", "source", "position")
#: Fields that hold several codes or wordings, with what stands between them.
_SEVERAL = {**dict.fromkeys(CODE_FIELDS, SEPARATOR), "access_conditions": ";"}


@dataclass(frozen=True)
class Merged:
    """``places``: the base's columns, and those of ``fields.MERGED_FIELDS``. How many came about
    how: ``updated`` base places took something, ``added`` are new, ``waiting`` incoming ones are
    doubtful and left out, ``gone`` base places are kept, and marked.
    """

    places: pd.DataFrame
    updated: int
    added: int
    waiting: int
    gone: int
    whole: bool


def merge_places(
    base: pd.DataFrame, incoming: pd.DataFrame, review: pd.DataFrame, whole: bool | None = None
) -> Merged:
    """The base brought up to date by the pairs that ``review`` says are the same.

    Base places stand first, in their order, with their identifiers, ``src_row`` and ``src_``
    columns; then the new ones, in the order of the incoming list, with their own identifier where
    the base does not have it already, and no ``src_row``. A field takes the incoming value where
    the base has none, or where both say different things and the incoming place was updated later;
    a filled field is never emptied. A list that is not ``whole`` (None: as in ``match_places``)
    renames nothing and removes nothing: the base's name stays, codes and conditions are added to
    its own. A point is replaced by one as sure or surer, when it is missing or later. An incoming
    place that is doubtful waits for a decision: it is neither merged nor added.
    """
    if whole is None:
        paired = review.loc[review["decision"].isin(["same", "doubtful"]), "base_id"]
        whole = seems_whole(paired, len(base))
    merged = _Places(base)
    incoming_places = _Places(incoming)
    incoming_rows = {name: n for n, name in enumerate(incoming_places.texts("place_id"))}
    base_rows = {name: n for n, name in enumerate(merged.texts("place_id"))}
    updated = set()
    for line in review.itertuples():
        if line.decision == "same":
            row = base_rows[line.base_id]
            if merged.take(row, incoming_places, incoming_rows[line.incoming_id], whole):
                updated.add(row)
            merged.mark(row, "same", line.incoming_id)
        elif line.base_id in base_rows and line.decision in ("doubtful", "gone"):
            merged.mark(base_rows[line.base_id], line.decision, line.incoming_id)
    new = _new_rows(review, incoming_rows)
    places = merged.table(list(base.columns))
    if new:
        added = _added(incoming_places, new, list(base_rows), list(places.columns))
        places = pd.concat([places, added], ignore_index=True)
    return Merged(
        places,
        updated=len(updated),
        added=len(new),
        waiting=review.loc[review["decision"] == "doubtful", "incoming_id"].nunique(),
        gone=int((places["decision"] == "gone").sum()),
        whole=whole,
    )


def merged_types(places: pd.DataFrame) -> dict[str, str]:
    """The attributes of merged places, name and kind; ``lon`` and ``lat`` are their geometry."""
    return {**attribute_types(places), **MERGED_FIELDS}


def read_origin(text: str) -> dict[str, str]:
    """Where each field came from: ``{"name": "census.csv"}`` from ``name=census.csv``."""
    pairs = (part.partition(_FROM) for part in text.split(_NEXT) if part)
    return {field: source for field, _, source in pairs}


def write_origin(origin: dict[str, str]) -> str:
    """The inverse of ``read_origin``, in the order of the fields."""
    order = [name for name in PLACE_FIELDS if name in origin]
    return _NEXT.join(f"{name}{_FROM}{origin[name].replace(';', ',')}" for name in order)


def _together(name: str, ours: str, theirs: str) -> str:
    """The cell ``ours`` with what ``theirs`` has besides; codes in the nomenclature's order."""
    between = _SEVERAL[name]
    parts = [part for cell in (ours, theirs) for part in cell.split(between) if part]
    if set(parts) == set(ours.split(between)):
        return ours
    if name in CODE_FIELDS:
        order = load_nomenclature().vocabulary(CODE_FIELDS[name]).codes
        parts.sort(key=lambda code: order.index(code) if code in order else len(order))
    return between.join(dict.fromkeys(parts))


def is_newer(theirs: str, ours: str) -> bool:
    """Whether a date is later than another, as far as both are precise; False when one lacks."""
    length = min(len(theirs), len(ours))
    return length > 0 and theirs[:length] > ours[:length]


class _Places:
    """A list as columns that can change, with where each field of each place came from."""

    def __init__(self, places: pd.DataFrame) -> None:
        self.columns: dict[str, list[Any]] = {name: places[name].tolist() for name in places}
        for name in (*PLACE_FIELDS, *MERGED_FIELDS):
            empty = None if PLACE_FIELDS.get(name, "text") != "text" else ""
            self.columns.setdefault(name, [empty] * len(places))
        for row, before in enumerate(self.texts("decision")):
            if before == "doubtful":
                self.columns["incoming_id"][row] = ""
        self.columns["decision"] = [""] * len(places)
        self.origins = [self._origin(row) for row in range(len(places))]

    def texts(self, name: str) -> list[str]:
        return [plain_text(value) for value in self.columns[name]]

    def text(self, name: str, row: int) -> str:
        return plain_text(self.columns[name][row])

    def has_point(self, row: int) -> bool:
        point = self.columns["lon"][row], self.columns["lat"][row]
        return all(value is not None and value == value for value in point)

    def mark(self, row: int, decision: str, incoming_id: str) -> None:
        """Notes what became of a place; the decision “same” is not overwritten."""
        before = self.columns["decision"][row]
        if before == "same" and decision != "same":
            return
        self.columns["decision"][row] = decision
        incoming_ids = (
            self.text("incoming_id", row).split(IDS_BETWEEN) if before == decision else []
        )
        incoming_ids = [*filter(None, incoming_ids), *filter(None, [incoming_id])]
        if incoming_ids:
            self.columns["incoming_id"][row] = IDS_BETWEEN.join(dict.fromkeys(incoming_ids))

    def take(self, row: int, incoming: _Places, other: int, whole: bool) -> bool:
        """Takes what ``other`` says better; returns whether anything was taken."""
        later = is_newer(incoming.text("updated", other), self.text("updated", row))
        added = [] if whole else self._add(row, incoming, other)
        untouched = () if whole else ("name", *_SEVERAL)
        fields = [
            name
            for name in PLACE_FIELDS
            if name not in _ASIDE
            and self._lets(name, row, incoming.text(name, other), later and name not in untouched)
        ]
        for name in fields:
            self.columns[name][row] = incoming.columns[name][other]
        if self._lets_point(row, incoming, other, later):
            for name in ("lon", "lat", "position"):
                self.columns[name][row] = incoming.columns[name][other]
            fields.append("position")
        for name in fields:
            self.origins[row][name] = incoming.origins[other].get(name, "")
        return bool(added or fields)

    def _add(self, row: int, incoming: _Places, other: int) -> list[str]:
        """Adds the codes and conditions that ``other`` has besides; the fields that grew."""
        grown = []
        for name in _SEVERAL:
            base_codes, incoming_codes = self.text(name, row), incoming.text(name, other)
            if (both := _together(name, base_codes, incoming_codes)) != base_codes:
                self.columns[name][row] = both
                both_from = self.origins[row].get(name, ""), incoming.origins[other].get(name, "")
                self.origins[row][name] = ", ".join(dict.fromkeys(filter(None, both_from)))
                grown.append(name)
        return grown

    def _lets(self, name: str, row: int, value: str, later: bool) -> bool:
        ours = self.text(name, row)
        return bool(value) and (not ours or (later and differ(name, ours, value)))

    def _lets_point(self, row: int, theirs: _Places, other: int, later: bool) -> bool:
        if not theirs.has_point(other):
            return False
        if not self.has_point(row):
            return True
        moved = any(self.columns[c][row] != theirs.columns[c][other] for c in ("lon", "lat"))
        return moved and later and theirs._sureness(other) <= self._sureness(row)

    def _sureness(self, row: int) -> int:
        """0 for the surest kind of position."""
        position = self.text("position", row) or "given"
        return POSITIONS.index(position) if position in POSITIONS else len(POSITIONS)

    def _origin(self, row: int) -> dict[str, str]:
        before, source = read_origin(self.text("origin", row)), self.text("source", row)
        said = [name for name in PLACE_FIELDS if name not in _ASIDE and self.text(name, row)]
        if self.has_point(row):
            said.append("position")
        return {name: before.get(name, source) for name in said}

    def table(self, columns: list[str]) -> pd.DataFrame:
        """The places, with the merged fields behind the public ones."""
        self.columns["origin"] = [write_origin(origin) for origin in self.origins]
        public = [*PLACE_FIELDS, *MERGED_FIELDS]
        order = [*public, *(name for name in columns if name not in public)]
        return pd.DataFrame({name: _column(self.columns[name]) for name in order})


def _new_rows(review: pd.DataFrame, rows: dict[str, int]) -> list[int]:
    """The incoming places that are new, and not the same or doubtful in another line."""
    decided: dict[str, set[str]] = {}
    for line in review.itertuples():
        decided.setdefault(line.incoming_id, set()).add(line.decision)
    return sorted(rows[name] for name, said in decided.items() if said == {"new"})


def _added(
    incoming: _Places, new: list[int], base_ids: list[str], columns: list[str]
) -> pd.DataFrame:
    """The new places in the base's columns, with identifiers that the base does not have."""
    table = incoming.table(list(incoming.columns)).iloc[new].reset_index(drop=True)
    incoming_ids = table["place_id"].map(plain_text)
    table["incoming_id"] = incoming_ids
    table["decision"] = "new"
    table["place_id"] = unique_names([name or "new" for name in incoming_ids], tuple(base_ids))
    shared = [name for name in columns if name in table and name != ROW_FIELD]
    added = table[shared].reindex(columns=columns)
    for name in columns:
        if name not in shared and name.startswith(SOURCE_PREFIX):
            added[name] = _column([None if name == ROW_FIELD else ""] * len(new))
    return added


def _column(values: list[Any]) -> pd.Series:
    """A column that keeps its values: pandas would make floats of whole numbers with gaps."""
    if all(isinstance(value, float | np.floating) for value in values):
        return pd.Series(values, dtype=float)
    return pd.Series(values, dtype=object)
