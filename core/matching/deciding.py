"""From the evidence to what is decided: which pair is one place, which is doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from ..common.progress import SILENT, Progress

#: Odds beyond this count as certain; their exponential still fits in a float.
_CERTAIN = 25.0
#: Rounds of belief propagation, and when they stop.
_ROUNDS, _STILL = 200, 1e-6
#: Scores this near are equal.
_ROUNDING = 1e-6
#: So many imaginary places, half of them in both lists, are counted with the list, and the share is
#: at most the second figure.
_DOUBT, _MOST = 20, 0.98


@dataclass
class Decided:
    """What a person decided, as rows of the two lists.

    ``same`` and ``apart`` are pairs (base, incoming), ``new`` incoming rows, ``gone`` base rows.
    ``waiting`` are pairs that stay doubtful.
    """

    same: set[tuple[int, int]] = field(default_factory=set)
    apart: set[tuple[int, int]] = field(default_factory=set)
    new: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    waiting: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class PairDecisions:
    """Of n pairs: ``score``, the probability that they are one place, and ``decision``.

    ``decision`` is same, new (the nearest that an incoming place has), doubtful or "" for pairs
    that need no line; ``obeyed`` says which were decided by a person.
    """

    score: np.ndarray
    decision: np.ndarray
    obeyed: np.ndarray


def decide(
    base: np.ndarray,
    incoming: np.ndarray,
    odds: np.ndarray,
    threshold: float,
    decided: Decided,
    progress: Progress = SILENT,
) -> PairDecisions:
    """What becomes of each pair (base, incoming: rows; ``odds``: logarithms).

    A pair's probability weighs it against all that its two places might be instead: nothing in the
    other list, or another of their pairs, since a place stands once in a list. So two pairs that
    are alike share the doubt, and at most one pair of a place is above one half. A pair is one
    place from ``threshold`` (0.5 to 1) on; an incoming place is new when all its pairs together
    stay below 1 - ``threshold``.
    """
    same = _among(base, incoming, decided.same)
    is_settled = np.isin(base, base[same]) | np.isin(incoming, incoming[same])
    closed = np.isin(base, list(decided.gone)) | np.isin(incoming, list(decided.new))
    closed |= is_settled | _among(base, incoming, decided.apart)
    score = open_score = probabilities(base, incoming, odds, progress)
    if closed.any():
        open_score = probabilities(base, incoming, np.where(closed, -np.inf, odds), progress)
    decision = np.full(len(base), "", dtype=object)
    waiting = _among(base, incoming, decided.waiting) & ~closed
    decision[waiting] = "doubtful"
    rows = np.flatnonzero(~is_settled & ~np.isin(incoming, incoming[waiting]))
    _decide_open(incoming, open_score, score, threshold, decision, rows)
    decision[same] = "same"
    return PairDecisions(np.where(closed, score, open_score), decision, same)


def with_overlap(
    base: np.ndarray,
    incoming: np.ndarray,
    odds: np.ndarray,
    count: int,
    progress: Progress = SILENT,
) -> np.ndarray:
    """The odds, for lists of which this share of ``count`` incoming places is in both.

    The share is that which the pairs themselves make likely (expectation maximisation), from one
    half on: a newer census has nearly all places of the base, another network's list a few.
    """
    share = 0.5
    for _ in range(_ROUNDS if len(odds) else 0):
        before, added = share, np.log(share / (1 - share))
        expected = probabilities(base, incoming, odds + added, progress).sum()
        share = min((expected + 0.5 * _DOUBT) / (count + _DOUBT), _MOST)
        if abs(share - before) < 1e-3:
            break
    return odds + np.log(share / (1 - share))


def _decide_open(
    incoming: np.ndarray,
    open_score: np.ndarray,
    score: np.ndarray,
    threshold: float,
    decision: np.ndarray,
    rows: np.ndarray,
) -> None:
    """Decides the incoming places of ``rows``, each by its best pair."""
    rows = rows[np.lexsort((-score[rows], -open_score[rows], incoming[rows]))]
    starts = np.flatnonzero(np.diff(incoming[rows], prepend=-1))
    for group in np.split(rows, starts[1:]) if len(rows) else []:
        best, together = group[0], open_score[group].sum()
        if open_score[best] >= threshold - _ROUNDING:
            decision[best] = "same"
        elif together <= 1 - threshold + _ROUNDING:
            decision[best] = "new"
        else:
            decision[best] = "doubtful"
            least = min(1 - threshold, open_score[best] - _ROUNDING)
            decision[group[open_score[group] > least]] = "doubtful"


def probabilities(
    base: np.ndarray, incoming: np.ndarray, odds: np.ndarray, progress: Progress = SILENT
) -> np.ndarray:
    """The probability of each pair among all ways to pair the places, each at most once.

    By belief propagation on the graph of pairs (exact where it has no cycle, else Bethe's
    approximation); ``odds``: of each pair alone, as logarithms.
    """
    weight = np.exp(np.minimum(odds, _CERTAIN))
    # How likely it is, of each pair, that no other pair has taken its place of either list.
    base_free, incoming_free = np.ones(len(weight)), np.ones(len(weight))
    for _ in range(_ROUNDS):
        sums = np.bincount(base, weight * incoming_free), np.bincount(incoming, weight * base_free)
        new_base_free = 1 / (1 + np.maximum(sums[0][base] - weight * incoming_free, 0))
        new_incoming_free = 1 / (1 + np.maximum(sums[1][incoming] - weight * base_free, 0))
        progress.step(0)
        moved = np.abs([new_base_free - base_free, new_incoming_free - incoming_free]).max(
            initial=0
        )
        base_free = np.sqrt(base_free * new_base_free)
        incoming_free = np.sqrt(incoming_free * new_incoming_free)
        if moved < _STILL:
            break
    weight = weight * base_free * incoming_free
    return weight / (1 + weight)


def _among(base: np.ndarray, incoming: np.ndarray, pairs: Iterable[tuple[int, int]]) -> np.ndarray:
    wanted = set(pairs)
    if not wanted:
        return np.zeros(len(base), dtype=bool)
    both = zip(base.tolist(), incoming.tolist(), strict=True)
    return np.fromiter((pair in wanted for pair in both), dtype=bool, count=len(base))
