"""What is said before sites are sought: who is to gain, and which candidates can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..access.siting.siting_words import MAXCOVER, people_of
from ..common.errors import InputError
from ..common.progress import Progress
from ..common.speech import distance, named, percent, whole
from ..common.text import plural, tr

if TYPE_CHECKING:
    from .candidates import Candidates, Need

#: Candidates named in one message, at most.
_NAMED = 20


def tell_need(progress: Progress, need: Need, objective: str, limit: float) -> None:
    """Says how many people are to gain. Raises InputError where nobody is."""
    if objective == MAXCOVER:
        _tell_far(progress, need, limit)
    else:
        _tell_unreached(progress, need)


def _tell_far(progress: Progress, need: Need, limit: float) -> None:
    everybody, what = float(need.people.sum()), people_of(need.is_fragile)
    far = ~(need.seconds <= limit)
    left = float(need.people[far].sum())
    if left == 0:
        raise InputError(
            tr(
                "Inside the network, all {people} ({count}) are within {minutes} min of a "
                "place already. Give a shorter limit, or choose pmedian.",
                count=whole(everybody),
                people=what,
                minutes=whole(limit / 60),
            )
        )
    progress.say(
        tr(
            "Inside the network, {people} who are more than {minutes} min from any place "
            "that counts: {left} of {count} ({share}).",
            left=whole(left),
            count=whole(everybody),
            people=what,
            minutes=whole(limit / 60),
            share=percent(left / everybody),
        )
    )
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
                "Candidates: {n} spot of the network, amid all that there is to gain.",
                "Candidates: {n} spots of the network, each amid an equal part of what there "
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
