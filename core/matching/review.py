"""The review of two lists: a line per pair to look at, per new place, per place that is gone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import numpy as np
import pandas as pd

from ..common.normalising import normalise
from ..common.text import plain_text, tr
from ..places.fields import PLACE_FIELDS, REVIEW_FIELDS
from .comparison import Pairs
from .deciding import Decided, PairDecisions
from .pair_reasons import reasons
from .records import phones, websites
from .words import address_words, town_words

#: Fields that say nothing of a place itself.
_ASIDE = ("place_id", "source", "position", "updated")
_SIDE_BY_SIDE = [
    name[5:] for name in REVIEW_FIELDS if name.startswith("base_") and name != "base_id"
]


def seems_whole(found: Collection[Any], count: int) -> bool:
    """Whether an incoming list seems to claim all of a base of ``count`` places, and not a part.

    ``found`` are the base places that it has, or may have: at least half of them.
    """
    return 2 * len(set(found)) >= count


def review_table(
    base: pd.DataFrame,
    incoming: pd.DataFrame,
    pairs: Pairs,
    pairing: PairDecisions,
    decided: Decided,
    whole: bool,
) -> pd.DataFrame:
    """The fields of ``fields.REVIEW_FIELDS``: doubtful first, then same, new and gone.

    Incoming places stand in their order, the best of their pairs first. With ``whole``, base places
    without a counterpart are gone.
    """
    lines = [*_pairs(pairs, pairing), *_without(pairs, pairing, len(incoming))]
    if whole or decided.gone:
        lines.extend(_gone(pairs, pairing, decided, len(base), whole))
    order = {"doubtful": 0, "same": 1, "new": 2, "gone": 3}
    lines.sort(key=lambda line: (order[line["decision"]], line["j"], -line["score"], line["i"]))
    cells = _Cells(base), _Cells(incoming)
    rows = [_row(line, *cells) for line in lines]
    return pd.DataFrame(rows, columns=list(REVIEW_FIELDS))


def _pairs(pairs: Pairs, pairing: PairDecisions) -> Iterator[dict[str, Any]]:
    rivals = _rivals(pairs, pairing)
    for n in np.flatnonzero(pairing.decision != ""):
        why = reasons(pairs, n)
        if pairing.obeyed[n]:
            why = tr("decided in the review: {why}", why=why)
        elif pairing.decision[n] == "new":
            why = tr("the most alike: {why}", why=why)
        elif n in rivals:
            why = tr("{why}; another place is as like", why=why)
        yield {
            "i": int(pairs.base[n]),
            "j": int(pairs.incoming[n]),
            "score": float(pairing.score[n]),
            "decision": pairing.decision[n],
            "why": why,
            "distance_m": float(pairs.metres[n]),
        }


def _rivals(pairs: Pairs, pairing: PairDecisions) -> set[int]:
    """The doubtful pairs of which one place has another pair that is nearly as likely."""
    second: set[int] = set()
    for side in (pairs.base, pairs.incoming):
        order = np.lexsort((-pairing.score, side))
        first = np.diff(side[order], prepend=-1) != 0
        best = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
        near = pairing.score[order] > pairing.score[order[best]] / 4
        for n in np.flatnonzero(near & ~first):
            second |= {int(order[n]), int(order[best[n]])}
    return {n for n in second if pairing.decision[n] == "doubtful"}


def _without(pairs: Pairs, pairing: PairDecisions, count: int) -> Iterator[dict[str, Any]]:
    """The incoming places that resemble nothing."""
    paired = set(pairs.incoming[pairing.decision != ""].tolist())
    for j in range(count):
        if j not in paired:
            why = tr("no place of the base resembles it")
            yield {"i": -1, "j": j, "score": 0.0, "decision": "new", "why": why}


def _gone(
    pairs: Pairs, pairing: PairDecisions, decided: Decided, count: int, whole: bool
) -> Iterator[dict[str, Any]]:
    paired = set(pairs.base[np.isin(pairing.decision, ["same", "doubtful"])].tolist())
    for i in range(count):
        if i in paired or not (whole or i in decided.gone):
            continue
        why = (
            tr("decided in the review")
            if i in decided.gone
            else tr("the incoming list, taken as whole, does not have it")
        )
        yield {"i": i, "j": -1, "score": 0.0, "decision": "gone", "why": why}


class _Cells:
    """The public fields of a list, as text."""

    def __init__(self, places: pd.DataFrame) -> None:
        self.columns = {
            name: [plain_text(value) for value in places[name]]
            for name in PLACE_FIELDS
            if name in places
        }

    def get(self, name: str, row: int) -> str:
        return self.columns[name][row] if row >= 0 and name in self.columns else ""


def _row(line: dict[str, Any], base: _Cells, incoming: _Cells) -> dict[str, Any]:
    i, j = line["i"], line["j"]
    differing = [
        name
        for name in PLACE_FIELDS
        if name not in _ASIDE and differ(name, base.get(name, i), incoming.get(name, j))
    ]
    row = {
        "base_id": base.get("place_id", i),
        "incoming_id": incoming.get("place_id", j),
        "score": round(line["score"], 3),
        "decision": line["decision"],
        "why": line["why"],
        "distance_m": round(line.get("distance_m", np.nan), 1),
        "differences": ", ".join(differing),
    }
    for name in _SIDE_BY_SIDE:
        row[f"base_{name}"], row[f"incoming_{name}"] = base.get(name, i), incoming.get(name, j)
    return row


def differ(field: str, ours: str, theirs: str) -> bool:
    """Whether two cells of a field say different things; an empty one says nothing.

    Another way to write a name, an address, a town, a phone or a page is no difference.
    """
    if not ours or not theirs or ours == theirs:
        return False
    comparable = _READ.get(field, str)
    return (comparable(ours) or ours) != (comparable(theirs) or theirs)


def conditions(cell: str) -> frozenset[str]:
    """Conditions of access, whatever their order."""
    return frozenset(filter(None, (normalise(part) for part in cell.split(";"))))


_READ: dict[str, Callable[[str], Any]] = {
    "name": normalise,
    "address": address_words,
    "city": town_words,
    "kind": normalise,
    "legal_nature": normalise,
    "access_conditions": conditions,
    "phone": phones,
    "email": str.casefold,
    "website": websites,
}
