"""Identifiers and names."""

from __future__ import annotations

from ...common.speech import named
from ...common.text import tr
from ..cleaning import Draft
from .finding import Finding, Findings


def identifiers(draft: Draft) -> Findings:
    """Missing, repeated, or taken from another column than the first one."""
    columns = draft.schema.identifiers
    stated = draft.source.column(columns[0]) if columns else [""] * len(draft.source)
    ways = set(draft.naming)
    if ways == {"row"} and len(draft.source) > 1:
        message = tr(
            "No place has an identifier: the row numbers serve instead. They change when rows are "
            "added or sorted, so that an update of the census may take a place for another one."
        )
        yield Finding(None, "identifier_none", "place_id", message)
        return
    if ways == {"other"}:
        message = tr(
            "The column {column} is empty: {other} serves as the identifier.",
            column=columns[0],
            other=named(name for name in columns[1:] if any(draft.source.column(name))),
        )
        yield Finding(None, "identifier_other", "place_id", message, severity="info")
        return
    repeated = tr("The identifier stands in an earlier row too. It was made unique.")
    missing = tr("The place has no identifier. Its row number serves instead.")
    first = columns[0] if columns else ""
    other = tr("The place has no {column}: another column serves instead.", column=first)
    names = draft.places["place_id"].tolist()
    for record, naming in enumerate(draft.naming):
        value, name = stated[record], names[record]
        if naming == "repeated":
            yield Finding(record, "identifier_repeated", "place_id", repeated, value, name)
        elif naming == "row":
            yield Finding(record, "identifier_missing", "place_id", missing, "", name)
        elif naming == "other":
            yield Finding(record, "identifier_other", "place_id", other, name)


def names(draft: Draft) -> Findings:
    message = tr("The place has no name.")
    for record, name in enumerate(draft.places["name"].tolist()):
        if not name:
            yield Finding(record, "name_missing", "name", message)
