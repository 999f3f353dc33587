"""Reading back a review that a person has decided."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from ..common.errors import InputError
from ..common.speech import named
from ..common.text import plain_text, tr, without_quote
from ..places.fields import DECISIONS, IDS_BETWEEN
from .deciding import Decided


def read_decisions(
    table: pd.DataFrame | None, base: list[str], incoming: list[str]
) -> tuple[Decided, int]:
    """What a review (``base_id``, ``incoming_id``, ``decision``) decides, and its lines left out.

    A line is left out when it names a place that is in neither list any more. Lines still doubtful
    decide nothing; “same” wins over the line that calls one of the two places new or gone. Raises
    InputError for a table that is no review, an unknown decision, an incoming place said to be two
    places of the base, or a pair said to be one place and not.
    """
    decided, unknown = Decided(), 0
    if table is None:
        return decided, unknown
    _require(table)
    base_rows, incoming_rows = ({name: n for n, name in enumerate(ids)} for ids in (base, incoming))
    words = defaultdict(set)
    for number, cells in enumerate(zip(*(table[c] for c in _COLUMNS), strict=True), start=1):
        base_id, incoming_id, word = (without_quote(plain_text(cell)) for cell in cells)
        word = _read(word, number)
        if (
            (base_id and base_id not in base_rows)
            or (incoming_id and incoming_id not in incoming_rows)
            or not base_id + incoming_id
        ):
            unknown += 1
            continue
        i, j = base_rows.get(base_id, -1), incoming_rows.get(incoming_id, -1)
        words[j].add(word)
        _add(decided, i, j, word, number)
    decided.new |= {
        j
        for j, words_of_place in words.items()
        if j >= 0 and "new" in words_of_place and len(words_of_place) == 1
    }
    _refuse_contradictions(decided, base, incoming)
    return decided, unknown


_COLUMNS = ("base_id", "incoming_id", "decision")


def add_waiting(decided: Decided, base: pd.DataFrame, incoming: list[str]) -> None:
    """Adds the pairs that an earlier merging left doubtful: they wait until a person decides."""
    if not {"decision", "incoming_id"} <= set(base.columns):
        return
    incoming_rows = {name: n for n, name in enumerate(incoming)}
    for i, (word, ids) in enumerate(zip(base["decision"], base["incoming_id"], strict=True)):
        if plain_text(word) == "doubtful":
            names = plain_text(ids).split(IDS_BETWEEN)
            decided.waiting |= {(i, incoming_rows[name]) for name in names if name in incoming_rows}
    decided.waiting -= decided.same | decided.apart


def _require(table: pd.DataFrame) -> None:
    missing = [name for name in _COLUMNS if name not in table]
    if missing:
        raise InputError(
            tr(
                "The decisions lack the columns {names}. Give the review that “Merge two lists of "
                "places” wrote, with your decisions in the column “decision”.",
                names=named(missing),
            )
        )


def _read(word: str, number: int) -> str:
    word = word.casefold()
    if word and word not in DECISIONS:
        raise InputError(
            tr(
                "Line {number} of the decisions says “{word}”. Write one of: {words}.",
                number=str(number),
                word=word,
                words=named(DECISIONS),
            )
        )
    return word or "doubtful"


def _add(decided: Decided, i: int, j: int, word: str, number: int) -> None:
    if word == "same" and min(i, j) < 0:
        raise InputError(
            tr(
                "Line {number} of the decisions says “same” of one place only. "
                "Write the identifier of the other in “base_id” or “incoming_id”.",
                number=str(number),
            )
        )
    if word == "same":
        decided.same.add((i, j))
    elif word in ("new", "gone") and min(i, j) >= 0:
        decided.apart.add((i, j))
    if word == "gone" and i >= 0:
        decided.gone.add(i)


def _refuse_contradictions(decided: Decided, base: list[str], incoming: list[str]) -> None:
    for i, j in sorted(decided.same & decided.apart):
        raise InputError(
            tr(
                "The decisions say that {incoming} is {first}, and that it is not. "
                "Keep one of the two lines.",
                incoming=incoming[j],
                first=base[i],
            )
        )
    base_of: dict[int, int] = {}
    for i, j in sorted(decided.same):
        if base_of.setdefault(j, i) != i:
            raise InputError(
                tr(
                    "The decisions say that {incoming} is both {first} and {second}. "
                    "Keep one of the two as “same”.",
                    incoming=incoming[j],
                    first=base[base_of[j]],
                    second=base[i],
                )
            )
