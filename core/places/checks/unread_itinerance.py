"""Answers to whether a place is itinerant that could not be read."""

from __future__ import annotations

from ...common.text import tr
from ..cleaning import Draft
from ..coded import itinerant_cells, not_said
from ..fields import SOURCE_PREFIX
from .finding import Finding, Findings


def unread_itinerance(draft: Draft) -> Findings:
    """One line for each cell of the columns that hold nothing else."""
    message = tr(
        "Whether the place is itinerant cannot be read from this cell. Write “oui” or “non”, "
        "“Itinérant” or “Fixe”."
    )
    source = draft.source
    for asked in draft.schema.itinerant["asked"]:
        answers = itinerant_cells(source, draft.schema, asked)
        for record, (cell, answer) in enumerate(zip(source.column(asked), answers, strict=True)):
            if answer is None and not not_said(cell):
                field = f"{SOURCE_PREFIX}{source.name_of(asked)}"
                yield Finding(record, "itinerant_unread", field, message, cell)
