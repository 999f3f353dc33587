"""The public fields of places, and of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Fields of places, in order, with their kind for a QGIS layer.
PLACE_FIELDS = {
    "place_id": "text",
    "name": "text",
    "address": "text",
    "postcode": "text",
    "city": "text",
    "insee": "text",
    "departement": "text",
    "kind": "text",
    "legal_nature": "text",
    "activities": "text",
    "publics": "text",
    "themes": "text",
    "labels": "text",
    "access_conditions": "text",
    "opening_hours": "text",
    "phone": "text",
    "email": "text",
    "website": "text",
    "updated": "text",
    "itinerant": "boolean",
    "source": "text",
    "position": "text",
}

#: The row of the source, counted as a spreadsheet does: the header is 1.
ROW_FIELD = "src_row"
#: Stands before the name of each of the source's own columns.
SOURCE_PREFIX = "src_"

#: Fields that hold codes joined by ``-``, with their vocabulary.
CODE_FIELDS = {
    "activities": "activities",
    "publics": "publics",
    "themes": "themes",
    "labels": "labels",
}
#: Fields that hold one label, with their vocabulary.
LABEL_FIELDS = {"kind": "kinds", "legal_nature": "legal_natures"}
#: The field of each vocabulary.
FIELD_OF_VOCABULARY = {name: field for field, name in {**CODE_FIELDS, **LABEL_FIELDS}.items()}

#: Values of the field ``position``, surest first.
POSITIONS = ("given", "geocoded", "commune", "missing")

REPORT_FIELDS = {
    "severity": "text",
    "row": "integer",
    "place_id": "text",
    "field": "text",
    "check": "text",
    "message": "text",
    "value": "text",
    "proposal": "text",
}
SEVERITIES = ("error", "warning", "info")

#: Two lists side by side. A line has a base place, an incoming one, or both: ``same`` and
#: ``doubtful`` have both, ``new`` has the incoming one (and the nearest base place, when there is
#: one), ``gone`` the base one. ``differences`` names the fields that both fill differently.
REVIEW_FIELDS = {
    "base_id": "text",
    "incoming_id": "text",
    "score": "number",
    "decision": "text",
    "why": "text",
    "distance_m": "number",
    "differences": "text",
    **{
        f"{side}_{name}": "text"
        for name in ("name", "address", "postcode", "city", "phone", "email", "website", "updated")
        for side in ("base", "incoming")
    },
}
DECISIONS = ("same", "new", "doubtful", "gone")

#: What a merged place has besides the fields of places: what was decided, the incoming places it
#: is, or may be when that is doubtful (``12; 15``), and where each field came from:
#: ``name=census.csv; phone=answers.csv``.
IDS_BETWEEN = "; "
MERGED_FIELDS = {"decision": "text", "incoming_id": "text", "origin": "text"}


def attribute_types(places: pd.DataFrame) -> dict[str, str]:
    """The attributes of a places table, name and kind; ``lon`` and ``lat`` are its geometry."""
    kinds = {**PLACE_FIELDS, ROW_FIELD: "integer"}
    return {
        name: kinds.get(name, "text")
        for name in map(str, places.columns)
        if name not in ("lon", "lat")
    }
