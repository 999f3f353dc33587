"""The places that changed from one dated list to the next, as a table."""

from __future__ import annotations

import pandas as pd

from ..common.text import plain_text
from .review import differ

CHANGE_FIELDS = {
    "place_id": "text",
    "place_id_before": "text",
    "name": "text",
    "change": "text",
    "metres": "number",
    "new_address": "boolean",
}


def list_changes(changes: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """``CHANGE_FIELDS`` with ``lon`` and ``lat`` (degrees): where a place is, or was.

    ``changes`` has ``change``, the rows ``before`` and ``after`` (-1: not in that list) and
    ``metres``. ``new_address`` says whether both lists give other addresses (None where one gives
    none): without a new address, a place that moved has a corrected position rather than a new
    building.
    """
    lists = before.to_dict("records"), after.to_dict("records")
    rows = []
    for change in changes.itertuples():
        sides = [
            places[row] if row >= 0 else {}
            for places, row in zip(lists, (change.before, change.after), strict=True)
        ]
        was, shown = sides[0], sides[1] or sides[0]
        addresses = [plain_text(place.get("address")) for place in sides]
        rows.append(
            {
                "place_id": shown["place_id"],
                "place_id_before": was.get("place_id"),
                "name": plain_text(shown.get("name")),
                "change": change.change,
                "metres": change.metres,
                "new_address": differ("address", *addresses) if all(addresses) else None,
                "lon": shown["lon"],
                "lat": shown["lat"],
            }
        )
    table = pd.DataFrame(rows, columns=[*CHANGE_FIELDS, "lon", "lat"])
    return table.astype({"new_address": object})
