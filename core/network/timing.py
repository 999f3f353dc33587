"""Seconds on the edges of a network: length over speed, and the waits before junctions."""

from __future__ import annotations

import numpy as np

#: No edge takes less (a barrier that is passed at once), so that none is free.
_LEAST = 0.001


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
    wait: dict[str, float],
) -> None:
    """Adds to the ``seconds`` (m, 2) of a mode the wait at the junction where each way arrives.

    A junction of a mode is where more than two ways meet that it may use. Whoever arrives by a
    lesser road (a higher ``rank``, m) than the best that passes there waits ``wait["minor"]``, all
    others ``wait["equal"]``, and nobody inside a ``roundabout`` (m).
    """
    usable = np.flatnonzero(np.isfinite(seconds).any(axis=1))
    tail, head, rank = tail[usable], head[usable], rank[usable]
    degree = np.bincount(tail, minlength=count) + np.bincount(head, minlength=count)
    best = np.full(count, np.iinfo(rank.dtype).max, dtype=rank.dtype)
    worst_first = np.argsort(-rank, kind="stable")
    for end in (tail, head):
        kept = best.copy()
        best[end[worst_first]] = rank[worst_first]
        np.minimum(best, kept, out=best)
    for way, end in ((0, head), (1, tail)):
        waiting = np.where(rank > best[end], wait["minor"], wait["equal"])
        waiting[(degree[end] <= 2) | roundabout[usable]] = 0
        seconds[usable, way] += waiting
