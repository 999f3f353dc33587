"""What is said before sites are sought: who is to gain, and which candidates can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..access.siting.siting_words import MAXCOVER, people_of
from ..common.errors import InputError
from ..common.modes import by_mode
from ..common.progress import Progress
from ..common.speech import distance, fixed, named, percent, whole
from ..common.text import plural, tr
from .given import Given
from .means import ROADS
from .people_words import tell_far, tell_standing

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from .candidates import Candidates, Need
    from .means import Means

#: Candidates named in one message, at most.
_NAMED = 20
#: By so much less of the people another mode must be near a place to show a need.
_CLEARLY = 0.05


def tell_need(
    progress: Progress, need: Need, objective: str, limit: float, means: Means, hint: str
) -> None:
    """Says how many people are to gain, and the ``hint`` of what else may be asked, if any.

    Raises InputError where nobody is.
    """
    if objective == MAXCOVER:
        _tell_far(progress, need, limit, means.method == ROADS, hint)
    else:
        _tell_unreached(progress, need)


def tell_where_people_stand(
    given: Given, progress: Progress, need: Need, means: Means, places: pd.DataFrame
) -> None:
    """Says it where no road tells, and where a layer that would tell it is not used."""
    import numpy as np

    from ..access.straight import straight_kilometres
    from ..common.projection import WGS84, project

    demand, units = need.demand, need.units
    if means.method == ROADS:
        if given.has("CENTRES"):
            progress.say(
                tr("By road, people stand along the streets: the centres (CENTRES) are not used.")
            )
        return
    tell_standing(given, progress, demand, units)
    if units is not None:
        there = np.column_stack(project(places["lon"], places["lat"], WGS84, means.epsg))
        kilometres = straight_kilometres(np.column_stack([demand.x, demand.y]), there)
        tell_far(progress, demand, units, kilometres, units.locate(*there.T))


def near_today(need: Need, limit: float) -> float:
    """The share of the people within ``limit`` seconds of a place of today."""
    return float(need.people[need.seconds <= limit].sum() / need.people.sum())


def hint_of_modes(shares: dict[str, float], mode: str, limit: float, is_fragile: bool) -> str:
    """What part of the people is near today by each mode (``shares``), and by which there is a need
    that ``mode`` does not show.
    """
    told = [
        tr("{share} {by_mode}", share=percent(share), by_mode=by_mode(one))
        for one, share in shares.items()
    ]
    said = [
        tr(
            "Within {minutes} min of a place today, of all {people}: {shares}.",
            minutes=whole(limit / 60),
            people=people_of(is_fragile),
            shares=named(told),
        )
    ]
    needed = min(shares, key=lambda one: shares[one], default=mode)
    if needed != mode and shares[needed] < shares.get(mode, 1.0) - _CLEARLY:
        said.append(
            tr(
                "Those whom new places would help are people who travel {by_mode}: choose this "
                "mode (MODE={mode}).",
                by_mode=by_mode(needed),
                mode=needed,
            )
        )
    if mode == "car":
        said.append(tr("People without a car depend on the bus too, which is not timed here."))
    return " ".join(said)


def tell_lines(progress: Progress, mode: str) -> None:
    """Says that times are straight lines."""
    from ..access.straight_search import STRAIGHT_KMH

    progress.say(
        tr(
            "Times are straight lines, not roads: {kmh} km/h {by_mode}, about what journeys make "
            "good on them. Rivers and hills are not in them. With a network, times are by road.",
            kmh=fixed(STRAIGHT_KMH[mode], 1),
            by_mode=by_mode(mode),
        )
    )


def _tell_far(progress: Progress, need: Need, limit: float, by_road: bool, hint: str) -> None:
    everybody, what = float(need.people.sum()), people_of(need.is_fragile)
    far = ~(need.seconds <= limit)
    left = float(need.people[far].sum())
    told = {"people": what, "count": whole(everybody), "minutes": whole(limit / 60)}
    if left == 0:
        said = (
            tr(
                "Inside the network, all {people} ({count}) are within {minutes} min of a "
                "place already. Give a shorter limit, or choose pmedian.",
                **told,
            )
            if by_road
            else tr(
                "In a straight line, all {people} ({count}) are within {minutes} min of a place "
                "already. Give a shorter limit, or choose pmedian.",
                **told,
            )
        )
        raise InputError(" ".join(filter(None, (said, hint))))
    told |= {"left": whole(left), "share": percent(left / everybody)}
    progress.say(
        tr(
            "Inside the network, {people} who are more than {minutes} min from any place "
            "that counts: {left} of {count} ({share}).",
            **told,
        )
        if by_road
        else tr(
            "In a straight line, {people} who are more than {minutes} min from any place that "
            "counts: {left} of {count} ({share}).",
            **told,
        )
    )
    if hint:
        progress.say(hint)
    if need.unstated is not None:
        unsure = float(need.people[far & (need.unstated <= limit)].sum())
        progress.say(
            tr(
                "Those among them who are that near to a place that does not say whether it "
                "offers the service, but may: {unsure}.",
                unsure=whole(unsure),
            )
        )


def _tell_unreached(progress: Progress, need: Need) -> None:
    import numpy as np

    lost = float(need.people[~np.isfinite(need.seconds)].sum())
    if lost:
        progress.say(
            tr(
                "Inside the network, {people} who reach no place: {lost} of {count}. Their "
                "time is counted as that of those who live farthest from one.",
                lost=whole(lost),
                count=whole(float(need.people.sum())),
                people=people_of(need.is_fragile),
            )
        )


def tell_candidates(progress: Progress, candidates: Candidates, count: int) -> None:
    """Says which candidates can be used. Raises InputError where they are too few."""
    import numpy as np

    snap, total = candidates.search.snap, len(candidates.names)
    off = np.flatnonzero(snap.edge < 0)
    if not candidates.is_given:
        progress.say(
            plural(
                "Candidates: {n} spot where people live, amid all that there is to gain.",
                "Candidates: {n} spots where people live, each amid an equal part of what there "
                "is to gain.",
                total,
            )
        )
    elif len(off):
        left_out = [
            tr("{place} ({away} away)", place=candidates.names[n], away=distance(snap.metres[n]))
            if np.isfinite(snap.metres[n])
            else tr("{place} (no position)", place=candidates.names[n])
            for n in off.tolist()
        ]
        progress.say(
            tr(
                "Candidates too far from the road, or without a position, and so left out "
                "({count} of {total}): {named}",
                count=len(off),
                total=total,
                named=named(left_out, _NAMED),
            )
        )
    usable = total - len(off)
    if not np.isfinite(snap.metres).any():
        raise InputError(
            tr(
                "None of the candidates ({count}) has a position. Choose candidates that have one.",
                count=total,
            )
        )
    if not usable:
        raise InputError(
            tr(
                "None of the candidates ({count}) is near a road of this mode. Choose "
                "candidates on the network.",
                count=total,
            )
        )
    if candidates.is_given and count > usable:
        raise InputError(
            tr(
                "Sites asked for (COUNT): {count}; candidates that can be used: only {usable}. "
                "Ask for fewer sites, or give more candidates.",
                count=count,
                usable=usable,
            )
        )


def tell_groups(progress: Progress, groups: np.ndarray | None) -> None:
    """Says how many groups there are of which one site is chosen at most."""
    if groups is None:
        return
    progress.say(
        tr(
            "Territories or groups of candidates that get one site at most: {groups}; candidates "
            "in none, of which any may be chosen: {none}.",
            groups=len({*groups.tolist()} - {-1}),
            none=int((groups < 0).sum()),
        )
    )
