"""What ``maillage:coverage`` says of its inputs and results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..common.modes import by_mode
from ..common.progress import Progress
from ..common.speech import fixed, percent, whole
from ..common.text import plural, tr

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.coverage import People
    from ..access.demand import Demand
    from ..access.overlaps import Overlap
    from ..access.services import Service
    from ..territories.zones import Zones
    from .coverage_inputs import Job, Times

#: Pairs of territories named, at most.
_NAMED = 10


def tell_placement(progress: Progress, demand: Demand, people: People) -> None:
    """How the people of the demand's polygons were placed."""
    from ..access.coverage import Tally

    placement = Tally(demand, people, demand.unit, len(people.population)).people()["placement"]
    count = {word: int((placement == word).sum()) for word in set(placement)}
    progress.say(
        tr(
            "Units of demand whose inhabitants stand at cells or buildings: {cells}; along "
            "inhabited streets: {streets}; along other roads, for lack of such streets: {roads}; "
            "at a point, for lack of any road: {point}; outside the network: {outside}.",
            **{word: whole(count.get(word, 0)) for word in _PLACEMENTS},
        )
    )


_PLACEMENTS = ("cells", "streets", "roads", "point", "outside")


def tell_territories(
    progress: Progress, zones: Zones, overlapping: list[Overlap], people_elsewhere: float
) -> None:
    """Which territories overlap, and how many people live in none."""
    for overlap in overlapping[:_NAMED]:
        progress.say(
            tr(
                "The territories {first} and {last} overlap: the inhabitants ({people}) and "
                "the places in both count in {first}, which comes first.",
                first=_name(zones, overlap.first),
                last=_name(zones, overlap.last),
                people=whole(overlap.people),
            )
        )
    if len(overlapping) > _NAMED:
        others = len(overlapping) - _NAMED
        progress.say(
            plural(
                "{n} more pair of territories overlaps.",
                "{n} more pairs of territories overlap.",
                others,
            )
        )
    if people_elsewhere >= 0.5:
        progress.say(
            plural(
                "{n} inhabitant of the demand lives in none of the territories, and counts in "
                "none.",
                "{n} inhabitants of the demand live in none of the territories: they count in "
                "no territory.",
                people_elsewhere,
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


def tell_result(progress: Progress, table: pd.DataFrame, job: Job, threshold: float) -> None:
    """The territories on the network, and the share covered in all, by mode and service."""
    from ..access.vocabulary import Column

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
    for code in [service.code for service in job.services] or [""]:
        for mode in job.modes:
            told = job.told(mode, code)
            shares = ", ".join(
                tr(
                    "{share} within {minutes} min",
                    share=percent(table[Column("covered", limit).of(*told).name].sum() / inside),
                    minutes=limit,
                )
                for limit in job.minutes
            )
            what = " ".join(filter(None, [code, by_mode(mode)]))
            progress.say(
                tr("Of the inhabitants on the network, {what}: {shares}.", what=what, shares=shares)
            )


def tell_unreached(progress: Progress, demand: Demand, people: People, times: Times) -> None:
    """The inhabitants on the network whom no place can be reached from, though there is one."""
    import numpy as np

    here = demand.share * np.nan_to_num(people.population)[demand.unit]
    for (mode, code), seconds in times.offered.items():
        reached = np.isfinite(seconds)
        cut_off = float(here[~reached & ~demand.beyond].sum())
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


def _name(zones: Zones, number: int) -> str:
    return " ".join(dict.fromkeys(filter(None, [zones.codes[number], zones.names[number]])))
