"""What a saved census has to say of single edits: the lines of CONFLICTS."""

from __future__ import annotations

from dataclasses import dataclass

#: The fields of the table of conflicts.
CONFLICT_FIELDS = {
    "outcome": "text",
    "row": "integer",
    "place_id": "text",
    "field": "text",
    "reason": "text",
    "file_value": "text",
    "layer_value": "text",
}

#: What became of an edit, or of a row.
KEPT, WRITTEN, ADDED, REMOVED, LEFT_OUT = "kept", "written", "added", "removed", "left_out"


@dataclass(frozen=True)
class Note:
    """A line of CONFLICTS. ``outcome``: the file's value was ``kept``, or the layer's ``written``
    with a remark; a row was ``added``, ``removed`` or ``left_out``."""

    outcome: str
    row: int | None
    place_id: str
    field: str
    reason: str
    file_value: str = ""
    layer_value: str = ""
