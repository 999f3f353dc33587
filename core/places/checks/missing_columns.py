"""Columns of a known schema that the file lacks, and the fields that are poorer for it."""

from __future__ import annotations

from collections.abc import Iterator

from ...common.speech import named
from ...common.text import tr
from ..cleaning import Draft
from ..fields import CODE_FIELDS
from ..recognising.recognition import title_of
from .finding import Finding, Findings

#: Fields on which figures rest: nobody may take their silence for a no.
_COUNTED = ("position", "itinerant", *CODE_FIELDS)
#: Fields that other columns say too, or that other checks tell of.
_IMPLIED = ("departement", "source", "name")
#: Fields that are put together from all of their columns. Of the others one column is enough.
_TOGETHER = ("opening_hours", "access_conditions", "address", "itinerant", *CODE_FIELDS)


def missing_columns(draft: Draft) -> Findings:
    """A line for each field whose columns, in the version of the schema that the table is nearest
    to, are not all there. A field that came out empty is the graver, whatever its other columns."""
    for name, lost in _lost(draft):
        values = {"columns": named(lost), "schema": title_of(draft.schema.name)}
        if _is_empty(draft, name):
            message = tr(
                "The file lacks {columns}, from which {schema} takes this field: it is empty for "
                "all places. If another column says it, name it in a mapping.",
                **values,
            )
            severity = "warning" if name in _COUNTED else "info"
            yield Finding(None, "column_missing", name, message, named(lost), severity=severity)
        elif name in _TOGETHER and name != "itinerant":
            message = tr(
                "The file lacks {columns}, from which {schema} takes a part of this field: it is "
                "read from the other columns alone.",
                **values,
            )
            yield Finding(None, "column_missing", name, message, named(lost))


def _lost(draft: Draft) -> Iterator[tuple[str, list[str]]]:
    """The fields that miss columns which no other of the table stands for, and these columns."""
    schema, source = draft.schema, draft.source
    columns = [str(column) for column in source.raw.table.columns]
    expected = schema.versions.get(schema.nearest_version(columns), [])
    for name, bearing in schema.bearing.items():
        there = [column for column in bearing if column in source]
        is_enough = bool(there) and name not in _TOGETHER
        if name == "position":
            pairs = [
                {pair[axis] for axis in ("lat", "lon", "point") if axis in pair}
                for pair in schema.coordinates
            ]
            is_enough = source.raw.lon is not None or any(pair <= {*there} for pair in pairs)
        lost = [column for column in bearing if column in expected and column not in there]
        if name in CODE_FIELDS and schema.codes[name]["column"] in there:
            lost = [column for column in lost if column in schema.codes[name]["with"]]
        stands_in = [column for column in there if column not in expected]  # an old or odd name
        if len(lost) > len(stands_in) and not is_enough and name not in _IMPLIED:
            yield name, lost


def _is_empty(draft: Draft, name: str) -> bool:
    values = draft.places[name].tolist()
    if name == "position":
        return set(values) == {"missing"}
    return not any(value not in ("", None) for value in values)
