"""What is said of sites for new places: how good the answer is, and what it gains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...common.errors import InputError
from ...common.progress import Progress
from ...common.speech import named, per_cent, percent, whole
from ...common.text import plural, tr

if TYPE_CHECKING:
    import numpy as np

    from .exact import SitingAnswer
    from .problem import Problem

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


def tell_useless(
    progress: Progress,
    problem: Problem,
    names: list[str],
    joined: np.ndarray,
    are_places: bool = False,
) -> None:
    """Says which candidates gain nothing. Raises InputError where none gains anything.

    ``names`` are theirs; ``joined`` the numbers of those that are near a road; ``are_places``:
    whether all are places of today that count already.
    """
    alone = problem.alone()
    useless = joined[alone[joined] <= 0]
    if not alone.any() and are_places:
        raise InputError(
            tr(
                "No candidate would gain anybody: all are places of today, which count already. "
                "To find those to reinforce, give the service that they lack (SERVICE); else give "
                "other candidates."
            )
        )
    if not alone.any():
        raise InputError(
            tr(
                "No candidate would gain anybody: none is near those who are left out today. Give "
                "other candidates, or a longer limit."
            )
        )
    if len(useless):
        progress.say(
            plural(
                "{n} candidate would gain nobody: {named}",
                "{n} candidates would gain nobody: {named}",
                len(useless),
                named=named([names[n] for n in useless.tolist()], _NAMED),
            )
        )


def tell_greedy(progress: Progress, problem: Problem) -> None:
    """Says what the greedy answer promises."""
    if problem.group is not None:
        progress.say(
            tr(
                "Greedy answer: each site gains the most beside those before it. With one of each "
                "group, together they gain at least half of what the best sites would; usually "
                "nearly all of it."
            )
        )
        return
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


def tell_answer(progress: Progress, problem: Problem, gains: list[float], gained: Gained) -> None:
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


def tell_fewer(
    progress: Progress, problem: Problem, sites: list[int], count: int, gained: Gained
) -> None:
    """Says why there are fewer sites than were asked for, where there are."""
    if len(sites) >= count:
        return
    found = {"count": count, "found": len(sites)}
    left = problem.total - sum(problem.gains(sites))
    if gained.objective == MAXCOVER and left < 0.5:
        progress.say(
            tr(
                "Sites asked for: {count}, found: {found}. With them, nobody is left beyond the "
                "limit.",
                **found,
            )
        )
    elif problem.useful_beside(sites):
        progress.say(
            tr(
                "Sites asked for: {count}, found: {found}. Other candidates would gain something, "
                "but their territory or group has its site already.",
                **found,
            )
        )
    else:
        progress.say(
            tr(
                "Sites asked for: {count}, found: {found}. Beside them, no other candidate "
                "gains anything.",
                **found,
            )
        )
    if gained.objective == MAXCOVER and left >= 0.5:
        progress.say(
            tr(
                "Still beyond the limit ({people}): {left}.",
                people=gained.unit(),
                left=whole(left),
            )
        )
