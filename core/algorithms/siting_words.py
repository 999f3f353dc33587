"""What ``suggestsites`` says: who is to gain, how good the answer is, what it gains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..common.errors import InputError
from ..common.figures import distance
from ..common.progress import Progress
from ..common.text import tr
from .numbers import fixed, per_cent, whole

if TYPE_CHECKING:
    from ..access.siting.exact import SitingAnswer
    from ..access.siting.problem import Problem
    from ..inputs.candidates import Candidates, Need

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
                "All {count} {people} inside the network are within {minutes} minutes of a place "
                "already. Give a shorter limit, or choose pmedian.",
                count=whole(everybody),
                people=what,
                minutes=whole(limit / 60),
            )
        )
    progress.say(
        tr(
            "{left} of the {count} {people} inside the network are more than {minutes} "
            "minutes from any place that counts ({share} %).",
            left=whole(left),
            count=whole(everybody),
            people=what,
            minutes=whole(limit / 60),
            share=per_cent(left / everybody),
        )
    )
    if need.unstated is not None:
        unsure = float(need.people[far & (need.unstated <= limit)].sum())
        progress.say(
            tr(
                "{unsure} of them are that near to a place that does not say whether it "
                "offers the service: it may.",
                unsure=whole(unsure),
            )
        )


def _tell_unreached(progress: Progress, need: Need) -> None:
    import numpy as np

    lost = float(need.people[~np.isfinite(need.seconds)].sum())
    if lost:
        progress.say(
            tr(
                "{lost} of the {count} {people} inside the network reach no place: their time is "
                "counted as that of those who live farthest from one.",
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
            tr(
                "Candidates: {count} spots of the network, each amid an equal part of what there "
                "is to gain.",
                count=total,
            )
        )
    elif len(off):
        named = [
            tr("{place} ({away} away)", place=candidates.names[n], away=distance(snap.metres[n]))
            if np.isfinite(snap.metres[n])
            else tr("{place} (no position)", place=candidates.names[n])
            for n in off[:_NAMED].tolist()
        ]
        progress.say(
            tr(
                "{count} of {total} candidates are too far from the road, or have no position, "
                "and are left out: {named}",
                count=len(off),
                total=total,
                named=_listed(named, len(off)),
            )
        )
    usable = total - len(off)
    if not usable:
        raise InputError(
            tr(
                "None of the {count} candidates is near a road of this mode. Choose candidates on "
                "the network.",
                count=total,
            )
        )
    if candidates.is_given and count > usable:
        raise InputError(
            tr(
                "{count} sites are asked for (COUNT), and only {usable} candidates can be used. "
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
        names = [candidates.names[n] for n in useless[:_NAMED].tolist()]
        progress.say(
            tr(
                "{count} candidates would gain nobody: {named}",
                count=len(useless),
                named=_listed(names, len(useless)),
            )
        )


def _listed(names: list[str], count: int) -> str:
    return ", ".join(names) + ("…" if count > len(names) else ".")


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
        tr("Looking for the best sites of all, for at most {seconds} seconds.", seconds=seconds)
    )


def tell_exact(progress: Progress, answer: SitingAnswer, gain: float) -> None:
    """Says how near the best the exact answer is proved to be."""
    gap = 100 * (answer.bound - gain) / gain if gain else 0.0
    if gap < _PROVED:
        progress.say(tr("Exact answer: it is proved that no other sites would gain more."))
        return
    shown = fixed(gap, 2)
    if answer.is_late:
        progress.say(
            tr(
                "The time was over before the best sites were proved: others would gain at most "
                "{gap} % more (gap). Give it longer (TIME_LIMIT) to be surer.",
                gap=shown,
            )
        )
    else:
        progress.say(
            tr("It is proved that other sites would gain at most {gap} % more (gap).", gap=shown)
        )


def tell_answer(
    progress: Progress, problem: Problem, gains: list[float], count: int, gained: Gained
) -> None:
    """Says what the sites gain together."""
    total = sum(gains)
    if gained.objective == MAXCOVER:
        progress.say(
            tr(
                "{count} sites gain {gain} {people}: {share} % of those who are too far today.",
                count=len(gains),
                gain=whole(total),
                people=gained.unit(),
                share=per_cent(total / problem.total),
            )
        )
    else:
        progress.say(
            tr(
                "{count} sites spare {share} % of the travel time of all {people} together: "
                "{gain} of {total} minutes, one journey each.",
                count=len(gains),
                share=per_cent(total / problem.total),
                people=people_of(gained.is_fragile),
                gain=whole(total),
                total=whole(problem.total),
            )
        )
    if len(gains) < count:
        progress.say(
            tr(
                "{count} sites were asked for: beside these {found}, no other candidate gains "
                "anything.",
                count=count,
                found=len(gains),
            )
        )
