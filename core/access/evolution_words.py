"""What is said of an evolution: who is within reach now, and was before."""

from __future__ import annotations

import pandas as pd

from ..common.modes import by_mode
from ..common.progress import Progress
from ..common.speech import difference, percent
from ..common.text import tr
from .vocabulary import BEFORE, CHANGE, Column


def tell_coverage(
    figures: pd.DataFrame, modes: list[str], minutes: list[int], progress: Progress
) -> None:
    """The share within reach in all, before and now."""
    inside = (figures["population"] - figures["population_outside"]).fillna(0)
    if not inside.sum() > 0:
        progress.say(
            tr(
                "Nobody is known to live inside the network: there are no access figures. Check "
                "the field of inhabitants, and that the network covers the demand."
            )
        )
        return
    for mode in modes:
        told = mode if len(modes) > 1 else ""
        for limit in minutes:
            dated = (Column("share", limit, told, moment=when) for when in (BEFORE, ""))
            shares = [figures[column.name] for column in dated]
            before, after = (percent((share * inside).sum() / inside.sum()) for share in shares)
            more = Column("covered", limit, told, moment=CHANGE).name
            people = round(float(figures[more].sum()))
            progress.say(
                tr(
                    "Inhabitants of the network within {minutes} min {by_mode} of a place: "
                    "{before} before, {after} now ({people}).",
                    minutes=limit,
                    by_mode=by_mode(mode),
                    before=before,
                    after=after,
                    people=difference(people),
                )
            )
