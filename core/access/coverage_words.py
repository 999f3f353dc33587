"""What is said of a coverage: who is within reach, and who can reach nothing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..common.modes import by_mode
from ..common.progress import Progress
from ..common.speech import fixed, percent, whole
from ..common.text import tr
from .coverage import People
from .demand import Demand
from .vocabulary import Column


def tell_result(
    progress: Progress,
    table: pd.DataFrame,
    told: Mapping[tuple[str, str], tuple[str, str]],
    minutes: list[int],
    threshold: float,
) -> None:
    """The territories on the network, and the share covered in all.

    ``table``: as ``coverage`` gives it; ``told``: of each mode and service (a code, or ""), those
    that the names of its columns tell.
    """
    status = table["network_status"].value_counts()
    progress.say(
        tr(
            "Territories inside the network: {inside}, partly outside: {partly}, outside, "
            "without access figures: {outside}.",
            inside=int(status.get("inside", 0)),
            partly=int(status.get("partly_outside", 0)),
            outside=int(status.get("outside", 0)),
        )
    )
    if threshold == threshold:
        progress.say(
            tr(
                "Fragile means a score above {threshold}.",
                threshold=fixed(threshold, 2),
            )
        )
    inside = (table["population"] - table["population_outside"]).sum()
    if not inside > 0:
        progress.say(
            tr(
                "Nobody is known to live inside the network: there are no access figures. Check "
                "the field of inhabitants, and that the network covers the demand."
            )
        )
        return
    for (mode, code), parts in told.items():
        columns = [Column("covered", limit).of(*parts).name for limit in minutes]
        shares = ", ".join(
            tr(
                "{share} within {minutes} min",
                share=percent(table[column].sum() / inside),
                minutes=limit,
            )
            for limit, column in zip(minutes, columns, strict=True)
        )
        what = " ".join(filter(None, [code, by_mode(mode)]))
        progress.say(
            tr("Of the inhabitants on the network, {what}: {shares}.", what=what, shares=shares)
        )


def tell_unreached(
    progress: Progress,
    demand: Demand,
    people: People,
    times: Mapping[tuple[str, str], np.ndarray],
) -> None:
    """The inhabitants on the network whom no place can be reached from, though there is one.

    ``times``: seconds of each point, by mode and service.
    """
    here = demand.inside(people.population)
    for (mode, code), seconds in times.items():
        reached = np.isfinite(seconds)
        cut_off = float(here[~reached].sum())
        if reached.any() and cut_off >= 0.5:
            progress.say(
                tr(
                    "Inhabitants on the network who can reach no place at all, {what}: {people}. "
                    "Their roads end at its edge or join no others; they count as uncovered, and "
                    "in no mean.",
                    people=whole(cut_off),
                    what=" ".join(filter(None, [code, by_mode(mode)])),
                )
            )
