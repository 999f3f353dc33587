"""Isochrones of a road network, as replies to the question that services are asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

import numpy as np

from ..access.isochrones import isochrones
from ..access.times import RoadSearch
from ..common.journal import Journal
from ..common.progress import Progress
from ..common.projection import WGS84
from ..common.speech import distance
from ..common.text import tr
from .engine import IsochroneAnswer, Wish
from .isochrone_question import IsochroneQuestion, IsochroneReply
from .kept import Kept
from .outcome import reasons


def ask_roads(
    search: RoadSearch, question: IsochroneQuestion, journal: Journal, progress: Progress
) -> IsochroneReply:
    """By the times of a search from the question's places. Raises Cancelled.

    What is drawn place by place is kept in the journal until the reply is forgotten.
    """
    if question.merge != "each":  # one search for all: nothing comes piece by piece
        return _together(search, question, progress)
    wishes = [replace(wish, minutes=_walkable(search, wish)) for wish in question.wishes()]
    kept = Kept(journal, [wish for wish in wishes if wish.minutes])

    def ask(missing: list[Wish]) -> Iterator[IsochroneAnswer]:
        return _drawn(_only(search, [wish.place for wish in missing]), question, progress)

    # A place that lacks one of its limits was drawn anew.
    answers = {(answer.place, answer.minutes): answer for answer in kept.complete(ask, progress)}
    drawn = [answer for _, answer in sorted(answers.items(), key=lambda item: item[0])]
    failures = reasons([*drawn, *_off_network(search, question.minutes)])
    return IsochroneReply(drawn, failures, kept)


def _together(
    search: RoadSearch, question: IsochroneQuestion, progress: Progress
) -> IsochroneReply:
    drawn = list(_drawn(search, question, progress))
    failures = reasons(_off_network(search, [max(question.minutes)]))
    if question.merge == "nearest":
        for place in set(range(len(search.snap.edge))) - {answer.place for answer in drawn}:
            nearer = tr("Wherever one is within reach, another place is nearer.")
            failures.setdefault(place, nearer)
    return IsochroneReply(drawn, failures)


def _walkable(search: RoadSearch, wish: Wish) -> tuple[int, ...]:
    """The limits within which one walks from a place to its road; none without a road."""
    if search.snap.edge[wish.place] < 0:
        return ()
    return tuple(limit for limit in wish.minutes if search.snap.seconds[wish.place] <= 60 * limit)


def _only(search: RoadSearch, places: list[int]) -> RoadSearch:
    """The same search from some of its places."""
    is_wanted = np.isin(np.arange(len(search.snap.edge)), places)
    edge = np.where(is_wanted, search.snap.edge, -1)
    return RoadSearch(search.graph, replace(search.snap, edge=edge))


def _drawn(
    search: RoadSearch, question: IsochroneQuestion, progress: Progress
) -> Iterator[IsochroneAnswer]:
    for found in isochrones(search, question.minutes, question.merge, progress, WGS84):
        yield IsochroneAnswer(found.place, found.minutes, found.geometry, truncated=found.truncated)


def _off_network(search: RoadSearch, minutes: list[int]) -> list[IsochroneAnswer]:
    """Why places are without isochrone of a limit: for lack of a road, or of time to walk to it."""
    snap, answers = search.snap, []
    for place, metres in enumerate(snap.metres):
        walk, limits = snap.seconds[place] / 60, minutes
        if not np.isfinite(metres):
            reason = tr("The place has no position.")
        elif snap.edge[place] < 0:
            reason = tr("{away} from the network: too far to join it.", away=distance(metres))
        else:
            limits = [limit for limit in minutes if walk > limit]
            reason = tr("The walk to the road takes {minutes} min: too long.", minutes=ceil(walk))
        answers += [IsochroneAnswer(place, limit, None, reason) for limit in limits]
    return answers
