"""What is said of places: which are on no road, and who offers a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..common.progress import Progress
from ..common.speech import distance, named, whole
from ..common.text import tr

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.services import Service
    from ..access.trip import TripSearch

#: Places named in one message, at most.
_NAMED = 20


def tell_unjoined(search: TripSearch, places: pd.DataFrame, progress: Progress) -> None:
    """Says which places are on no road, and why."""
    import numpy as np

    metres = search.snap.metres
    alone = np.flatnonzero(search.snap.edge < 0)
    if not len(alone):
        return
    identifiers = places["place_id"].tolist()
    left_out = [
        tr("{place} ({away} away)", place=identifiers[n], away=distance(metres[n]))
        if np.isfinite(metres[n])
        else tr("{place} (no position)", place=identifiers[n])
        for n in alone.tolist()
    ]
    progress.warn(
        tr(
            "Places too far from the road, or without a position, and so left out ({count} "
            "of {total}): {named}",
            count=len(alone),
            total=len(places),
            named=named(left_out, _NAMED),
        )
    )


def tell_services(progress: Progress, services: list[Service], counted: np.ndarray) -> None:
    """Of each service how many of the places counted offer it, and how many do not say."""
    for service in services:
        offered = int(counted[service.offered].sum())
        silent = int(counted[service.unstated].sum())
        if offered:
            progress.say(
                tr(
                    "{code}: places that offer it: {offered}; that do not say (they state nothing "
                    "of the kind): {silent}.",
                    code=service.code,
                    offered=whole(offered),
                    silent=whole(silent),
                )
            )
        else:
            progress.say(
                tr(
                    "{code}: no place says that it offers it; places that do not say: {silent}. "
                    "Nobody is counted as covered, and there are no times.",
                    code=service.code,
                    silent=whole(silent),
                )
            )
