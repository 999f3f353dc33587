"""Seconds on the edges of a network: length over speed, and the waits before junctions."""

from __future__ import annotations

from itertools import combinations

import numpy as np

#: No edge takes less (a barrier that is passed at once), so that none is free.
_LEAST = 0.001
#: A road that turns less than this goes straight on; one that turns more is another road.
_STRAIGHT_DEGREES = 45.0


def travel_seconds(metres: np.ndarray, speed_kmh: np.ndarray) -> np.ndarray:
    """Seconds along and against edges (m, 2), infinite where the speed is 0."""
    with np.errstate(divide="ignore"):
        return np.maximum(metres[:, None] * 3.6 / speed_kmh, _LEAST)


def add_waits(
    seconds: np.ndarray,
    tail: np.ndarray,
    head: np.ndarray,
    count: int,
    rank: np.ndarray,
    roundabout: np.ndarray,
    toward: np.ndarray,
    wait: dict[str, float],
) -> None:
    """Adds to the ``seconds`` (m, 2) of a mode the wait at the junction where each way arrives.

    A junction of a mode is where more than two ways meet that it may use. Whoever arrives by a
    lesser road (a higher ``rank``, m) than the best that passes there waits ``wait["minor"]``, all
    others ``wait["equal"]``; ``wait["ending"]`` more where no road goes on straight ahead, which
    ``toward`` tells: the direction of arrival at the head and at the tail (m, 2, complex numbers).
    Nobody waits inside a ``roundabout`` (m).
    """
    usable = np.flatnonzero(np.isfinite(seconds).any(axis=1))
    tail, head, rank, toward = tail[usable], head[usable], rank[usable], toward[usable]
    degree = np.bincount(tail, minlength=count) + np.bincount(head, minlength=count)
    best = np.full(count, np.iinfo(rank.dtype).max, dtype=rank.dtype)
    worst_first = np.argsort(-rank, kind="stable")
    for end in (tail, head):
        kept = best.copy()
        best[end[worst_first]] = rank[worst_first]
        np.minimum(best, kept, out=best)
    crossing = degree > 2
    ending = np.zeros((2, len(usable)), dtype=bool)
    if wait["ending"]:
        ends = np.stack([head, tail])
        at_crossing = crossing[ends]
        ending[at_crossing] = ~_goes_on(ends[at_crossing], toward.T[at_crossing])
    for way, end in ((0, head), (1, tail)):
        waiting = np.where(rank > best[end], wait["minor"], wait["equal"])
        waiting += wait["ending"] * ending[way]
        waiting[~crossing[end] | roundabout[usable]] = 0
        seconds[usable, way] += waiting


def _goes_on(node: np.ndarray, toward: np.ndarray) -> np.ndarray:
    """Of ways that arrive at a ``node`` in the direction ``toward``: whether another is ahead."""
    order = np.argsort(node, kind="stable")
    toward = toward[order]
    first = np.flatnonzero(np.diff(node[order], prepend=-1))
    size = np.diff(first, append=len(node))
    ahead = np.zeros(len(node), dtype=bool)
    # Each is compared with the others of its node: all first ones with all second ones, and so on.
    for one, other in combinations(range(size.max(initial=0)), 2):
        pair = first[size > other]
        turn = np.angle(-toward[pair + one] * toward[pair + other].conj(), deg=True)
        goes_on = pair[np.abs(turn) < _STRAIGHT_DEGREES]
        ahead[goes_on + one] = ahead[goes_on + other] = True
    in_given_order = np.empty(len(node), dtype=bool)
    in_given_order[order] = ahead
    return in_given_order
