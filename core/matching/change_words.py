"""What is said of the places of two censuses: which are the same, and what became of the others."""

from __future__ import annotations

import pandas as pd

from ..common.progress import Progress
from ..common.text import plural, tr
from .counterparts import Counterparts


def tell_places(
    before: pd.DataFrame,
    after: pd.DataFrame,
    listed: pd.DataFrame,
    same: Counterparts,
    progress: Progress,
) -> None:
    """How the places of both lists were told to be the same, and what became of them."""
    progress.say(
        tr("The places of both censuses are told by their identifier (place_id).")
        if same.by_identifier
        else tr(
            "Identifiers do not serve: the places of both censuses were matched by name, address, "
            "position and contacts, as in “Merge two lists of places”."
        )
    )
    if same.doubtful:
        progress.say(
            plural(
                "{n} pair of places is doubtful, and taken for two places: one closed, one "
                "opened. To decide on it, merge the lists, then compare with the merged one.",
                "{n} pairs of places are doubtful, and taken for two places: one closed, one "
                "opened. To decide on them, merge the lists, then compare with the merged one.",
                same.doubtful,
            )
        )
    count = listed["change"].value_counts()
    progress.say(
        tr(
            "Places before: {before}, now: {after}. Opened: {opened}, closed: {closed}, "
            "moved by more than 100 m: {moved}.",
            before=len(before),
            after=len(after),
            opened=int(count.get("opened", 0)),
            closed=int(count.get("closed", 0)),
            moved=int(count.get("moved", 0)),
        )
    )
    moved = listed[listed["change"] == "moved"]
    corrected = sum(other is False for other in moved["new_address"])
    if corrected:
        progress.say(
            plural(
                "{n} of the places that moved has the same address as before: its position was "
                "corrected, or is wrong, rather than its house another.",
                "{n} of the places that moved have the same address as before: their position "
                "was corrected, or is wrong, rather than their house another.",
                corrected,
            )
        )
    nowhere = [int(places["lon"].isna().sum()) for places in (before, after)]
    if any(nowhere):
        progress.say(
            tr(
                "Places without a position: {before} before, {after} now. No territory counts "
                "them, and no time leads to them.",
                before=nowhere[0],
                after=nowhere[1],
            )
        )
