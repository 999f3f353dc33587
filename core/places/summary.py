"""Counts of places by vocabulary: the one source of every such number that is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from ..nomenclature import Item, Nomenclature, Vocabulary
from .fields import CODE_FIELDS, FIELD_OF_VOCABULARY


def count_by(places: pd.DataFrame, vocabulary: Vocabulary) -> list[tuple[Item, int]]:
    """How many places stand in each item, in the vocabulary's order, zeros included.

    A place with several codes counts in each. Wordings that the vocabulary does not know follow,
    each its own item with an empty code; the last entry is always ``vocabulary.not_stated``.
    """
    field = FIELD_OF_VOCABULARY[vocabulary.name]
    cells = places[field].fillna("").tolist()
    if field in CODE_FIELDS:
        counts = Counter(code for cell in cells for code in (vocabulary.split(cell) or [""]))
        key = {item: item.code for item in vocabulary}
    else:
        counts = Counter(cells)
        key = {item: item.label for item in vocabulary}
    of_items = [(item, counts.pop(key[item], 0)) for item in vocabulary]
    not_stated = (vocabulary.not_stated, counts.pop("", 0))
    others = [(_unknown(text, vocabulary), counts[text]) for text in sorted(counts)]
    return [*of_items, *others, not_stated]


def _unknown(text: str, vocabulary: Vocabulary) -> Item:
    blank = vocabulary.not_stated
    return Item("", text, "", blank.colour, blank.symbol)


def summarise(
    places: pd.DataFrame, nomenclature: Nomenclature
) -> dict[str, list[tuple[Item, int]]]:
    """``count_by`` for every vocabulary of the nomenclature, by its name."""
    return {
        name: count_by(places, vocabulary)
        for name, vocabulary in nomenclature.vocabularies.items()
        if name in FIELD_OF_VOCABULARY
    }


@dataclass(frozen=True)
class NotDrawn:
    """The places that a territory's map does not show, as positions in the census.

    ``unplaced`` and ``elsewhere`` state the territory as their département: the first have no
    position, the second stand in another. ``census_unplaced`` counts all places without position.
    """

    is_departement: bool
    unplaced: list[int]
    elsewhere: list[int]
    census_unplaced: int

    @property
    def declared(self) -> int:
        return len(self.unplaced) + len(self.elsewhere)


def not_drawn(
    places: pd.DataFrame, has_position: Sequence[bool], code: str, drawn: Collection[int]
) -> NotDrawn:
    """What the map of the territory ``code`` leaves out.

    ``places`` is the whole census, ``has_position`` one value per row, ``drawn`` the positions of
    the rows that lie in the territory. It is a département if a place says so.
    """
    stated = places["departement"].tolist() if "departement" in places else []
    declared = [row for row, departement in enumerate(stated) if departement == code]
    missing = set(declared).difference(drawn)
    return NotDrawn(
        bool(declared),
        sorted(row for row in missing if not has_position[row]),
        sorted(row for row in missing if has_position[row]),
        sum(not has_point for has_point in has_position),
    )
