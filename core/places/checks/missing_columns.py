"""Columns of a known schema that the file lacks, and the fields that are poorer for it."""

from __future__ import annotations

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
#: Fields that are put together from all of their columns, and not from the first that is filled.
_TOGETHER = ("opening_hours", "access_conditions", "address", *CODE_FIELDS)


def missing_columns(draft: Draft) -> Findings:
    """A line for each field whose columns, in the version of the schema that the table is nearest
    to, are not all there. A field that came out empty is the graver, whatever its other columns."""
    schema, source = draft.schema, draft.source
    columns = [str(column) for column in source.raw.table.columns]
    expected = schema.versions.get(schema.nearest_version(columns), [])
    for name, bearing in schema.bearing.items():
        lost = [column for column in bearing if column in expected and column not in source]
        if not lost or name in _IMPLIED:
            continue
        values = {"columns": named(lost), "schema": title_of(schema.name)}
        if _is_empty(draft, name):
            message = tr(
                "The file lacks {columns}, from which {schema} takes this field: it is empty for "
                "all places. If another column says it, name it in a mapping.",
                **values,
            )
            severity = "warning" if name in _COUNTED else "info"
            yield Finding(None, "column_missing", name, message, named(lost), severity=severity)
        elif name in _TOGETHER:
            message = tr(
                "The file lacks {columns}, from which {schema} takes a part of this field: it is "
                "read from the other columns alone.",
                **values,
            )
            yield Finding(None, "column_missing", name, message, named(lost))


def _is_empty(draft: Draft, name: str) -> bool:
    values = draft.places[name].tolist()
    if name == "position":
        return set(values) == {"missing"}
    return not any(value not in ("", None) for value in values)
