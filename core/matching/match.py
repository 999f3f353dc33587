"""Matching two lists of places: which of them are one place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.speech import named
from ..common.text import plain_text, plural, tr
from .blocking import candidates
from .comparison import Comparer, Pairs, join
from .deciding import Decided, decide, probabilities, with_overlap
from .decisions import add_waiting, read_decisions
from .evidence import expected_rates, learned_rates, odds
from .linkage_model import model
from .records import Lists, read_lists
from .review import review_table, seems_whole

#: From this probability on, a pair is taken for one place.
THRESHOLD = 0.8
#: Pairs less likely than this (logarithm of the odds) are forgotten; the best of each place stays.
_HOPELESS = -7.0
#: How often the figures are learned anew.
_ROUNDS = 3


def match_places(
    base: pd.DataFrame,
    incoming: pd.DataFrame,
    threshold: float = THRESHOLD,
    decisions: pd.DataFrame | None = None,
    whole: bool | None = None,
    progress: Progress = SILENT,
) -> pd.DataFrame:
    """The review of two tables of places: ``fields.REVIEW_FIELDS``.

    Both have ``place_id``, ``name``, ``lon`` and ``lat`` (degrees) and what else they know of
    ``fields.PLACE_FIELDS``. A pair is ``same`` when the probability that it is one place reaches
    ``threshold`` (0.5 to 1), a place ``new`` when that of all its pairs together stays below one
    minus that, ``doubtful`` between. ``decisions`` is a review in which a person decided: it is
    obeyed. With ``whole`` the incoming list claims to hold all, and base places without counterpart
    are ``gone``; None assumes so if it has at least half of the base. What an earlier merging of
    the base left doubtful stays so until it is decided. Raises InputError for a list without
    identifiers, or with repeated ones, and for decisions that contradict each other; Cancelled.
    """
    for places, list_title in ((base, tr("base")), (incoming, tr("incoming"))):
        _require(places, list_title)
    ids = [[plain_text(value) for value in places["place_id"]] for places in (base, incoming)]
    decided, unknown = read_decisions(decisions, *ids)
    if unknown:
        progress.say(
            plural(
                "{n} line of the decisions names places that are in neither list: left out.",
                "{n} lines of the decisions name places that are in neither list: left out.",
                unknown,
            )
        )
    add_waiting(decided, base, ids[1])
    progress.step(0.02)
    lists = read_lists(base, incoming, progress.part(0.02, 0.2))
    pairs = _compared(lists, decided, progress.part(0.2, 0.8))
    still = progress.part(0.8, 0.8)
    weights = _learned_odds(pairs, max(len(base), model()["searched"]), len(incoming), still)
    pairing = decide(pairs.base, pairs.incoming, weights, threshold, decided, still)
    progress.step(0.9)
    if whole is None:
        whole = seems_whole(pairs.base[np.isin(pairing.decision, ("same", "doubtful"))], len(base))
    review = review_table(base, incoming, pairs, pairing, decided, whole)
    progress.step(1)
    return review


def _compared(lists: Lists, decided: Decided, progress: Progress) -> Pairs:
    """The pairs that have a chance, and those that a person has decided or is still to decide."""
    comparer = Comparer(lists, progress.part(0, 0.4))
    size, rates = max(len(lists.base), model()["searched"]), expected_rates()
    settled = decided.same | decided.waiting
    parts = []
    for base, incoming in candidates(lists, progress.part(0.4, 1)):
        pairs = comparer.compare(base, incoming)
        weights = odds(pairs, size, rates)
        best = np.full(len(lists.incoming), -np.inf)
        np.maximum.at(best, incoming, weights)
        is_kept = (weights > _HOPELESS) | (weights == best[incoming])
        if settled:
            is_kept &= [pair not in settled for pair in zip(base, incoming, strict=True)]
        parts.append(pairs.take(np.flatnonzero(is_kept)))
    rows = np.array(sorted(settled), dtype=np.int64).reshape(-1, 2)
    parts.append(comparer.compare(rows[:, 0], rows[:, 1]))
    return join(parts)


def _learned_odds(pairs: Pairs, size: int, count: int, progress: Progress) -> np.ndarray:
    """The odds of the pairs, by figures learned from these lists, as they are expected at first."""
    rates, sides = expected_rates(), (pairs.base, pairs.incoming)
    for _ in range(_ROUNDS):
        weights = with_overlap(*sides, odds(pairs, size, rates), count, progress)
        rates = learned_rates(pairs, probabilities(*sides, weights, progress))
    return with_overlap(*sides, odds(pairs, size, rates), count, progress)


def _require(places: pd.DataFrame, list_title: str) -> None:
    missing = [name for name in ("place_id", "name", "lon", "lat") if name not in places]
    if missing:
        raise InputError(
            tr(
                "The {list} list cannot be merged: it lacks the fields {names}. "
                "Give places made by “Load a census”.",
                list=list_title,
                names=named(missing),
            )
        )
    ids = places["place_id"].map(plain_text)
    repeated = ids[ids.duplicated() | (ids == "")]
    if len(repeated):
        raise InputError(
            tr(
                "The {list} list cannot be merged: the identifier “{identifier}” is empty or "
                "stands there twice. Each place needs its own in “place_id”.",
                list=list_title,
                identifier=repeated.iloc[0],
            )
        )
