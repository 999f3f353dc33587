"""What ``suggestsites`` says: who is to gain, how good the answer is, what it gains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.speech import distance, named, per_cent, percent, whole
from ..common.text import plural, tr

if TYPE_CHECKING:
    from ..access.siting.exact import SitingAnswer
    from ..access.siting.problem import Problem
    from .siting_inputs import Candidates, Need

#: Candidates named in one message, at most.
_NAMED = 20
#: Per cent below which a gap is the solver's own rounding.
_PROVED = 0.005
MAXCOVER = "maxcover"


@dataclass(frozen=True)
class Gained:
    """What sites gain, in words."""

    objective: str
    is_fragile: bool

    def unit(self) -> str:
        """The unit of a gain."""
        if self.objective == MAXCOVER:
            return people_of(self.is_fragile)
        return tr("minutes spared, all journeys together")


def people_of(is_fragile: bool) -> str:
    """The people counted."""
    return tr("fragile inhabitants") if is_fragile else tr("inhabitants")


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


def tell_useless(progress: Progress, problem: Problem, candidates: Candidates) -> None:
    """Says which candidates gain nothing. Raises InputError where none gains anything."""
    import numpy as np

    alone = problem.alone()
    useless = np.flatnonzero((alone <= 0) & (candidates.search.snap.edge >= 0))
    if not alone.any():
        raise InputError(
            tr(
                "No candidate would gain anybody: none is near those who are left out today. Give "
                "other candidates, or a longer limit."
            )
        )
    if len(useless):
        names = [candidates.names[n] for n in useless.tolist()]
        progress.say(
            plural(
                "{n} candidate would gain nobody: {named}",
                "{n} candidates would gain nobody: {named}",
                len(useless),
                named=named(names, _NAMED),
            )
        )


def tell_greedy(progress: Progress) -> None:
    """Says what the greedy answer promises."""
    progress.say(
        tr(
            "Greedy answer: each site gains the most beside those before it. Together they gain "
            "at least 63 % of what the best sites would; usually nearly all of it."
        )
    )


def tell_wait(progress: Progress, seconds: int) -> None:
    """Says how long the exact answer may take."""
    progress.say(
        plural(
            "Looking for the best sites of all, for at most {n} second.",
            "Looking for the best sites of all, for at most {n} seconds.",
            seconds,
        )
    )


def tell_exact(progress: Progress, answer: SitingAnswer, gain: float) -> None:
    """Says how near the best the exact answer is proved to be."""
    gap = 100 * (answer.bound - gain) / gain if gain else 0.0
    if gap < _PROVED:
        progress.say(tr("Exact answer: it is proved that no other sites would gain more."))
        return
    shown = per_cent(gap, 2)
    if answer.is_late:
        progress.say(
            tr(
                "The time was over before the best sites were proved: others would gain at "
                "most {gap} more (gap). Give it longer (TIME_LIMIT) to be surer.",
                gap=shown,
            )
        )
    else:
        progress.say(
            tr(
                "It is proved that other sites would gain at most {gap} more (gap).",
                gap=shown,
            )
        )


def tell_answer(
    progress: Progress, problem: Problem, gains: list[float], count: int, gained: Gained
) -> None:
    """Says what the sites gain together."""
    total = sum(gains)
    if gained.objective == MAXCOVER:
        progress.say(
            tr(
                "Sites proposed: {count}. Gain in {people}: {gain}, or {share} of those who "
                "are too far today.",
                count=len(gains),
                gain=whole(total),
                people=gained.unit(),
                share=percent(total / problem.total),
            )
        )
    else:
        progress.say(
            tr(
                "Sites proposed: {count}. Spared of the travel time of all {people} together: "
                "{share}, or {gain} of {total} min, one journey each.",
                count=len(gains),
                share=percent(total / problem.total),
                people=people_of(gained.is_fragile),
                gain=whole(total),
                total=whole(problem.total),
            )
        )
    if len(gains) < count:
        progress.say(
            tr(
                "Sites asked for: {count}, found: {found}. Beside them, no other candidate "
                "gains anything.",
                count=count,
                found=len(gains),
            )
        )
