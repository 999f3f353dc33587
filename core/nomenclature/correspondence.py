"""How the nomenclature and the national schema's enumerations correspond.

One table holds both directions, ``styles/national.csv``, a relation a row: ``version`` of the
national schema, its ``column`` and ``label``, our ``vocabulary`` and ``code``, and ``direction``:
``both``, ``to`` (only from ours to the national one), ``from`` (only back) or ``none`` (cannot be
translated; ``remark`` says why). ``when`` is a way of helping (``modalites_accompagnement``): where
a place states a way that rows of its label name, only these rows count.

The labels are those of LaMednum/standard-mediation-num, versions 1.0.2 and 0.1 (Licence Ouverte).
``styles/data_inclusion.csv`` is the same for the words of data·inclusion's schema, only to read
them: ``thematiques`` and, for what it calls national labels or networks, ``reseaux``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ..common.normalising import normalise

TABLE = Path(__file__).parents[2] / "styles" / "national.csv"
INCLUSION = TABLE.with_name("data_inclusion.csv")
#: Stands in data·inclusion between a family of themes and one of them.
_FAMILY = "--"

#: Columns that are no enumerations of the national schema, or whose words are free.
_NO_ENUMERATION = ("", "autres_formations_labels", "typologie", "thematiques", "reseaux")


@dataclass(frozen=True)
class Relation:
    """One row of the table."""

    version: str
    column: str
    label: str
    vocabulary: str
    code: str
    direction: str
    when: str
    remark: str


class Correspondence:
    """Labels are compared ignoring case, accents, punctuation and kinds of blanks.

    Vocabularies are those of the nomenclature, and ``access_conditions``, whose "codes" are the
    wordings of the census.
    """

    def __init__(self, relations: list[Relation]) -> None:
        self._by_label: dict[tuple[str, str], list[Relation]] = defaultdict(list)
        self._by_code: dict[tuple[str, str], list[Relation]] = defaultdict(list)
        listed: dict[str, dict[str, None]] = defaultdict(dict)
        for relation in relations:
            self._by_label[relation.column, normalise(relation.label)].append(relation)
            self._by_code[relation.vocabulary, normalise(relation.code)].append(relation)
            if relation.version == "1" and relation.column not in _NO_ENUMERATION:
                listed[relation.column][relation.label] = None
        #: National column -> its labels in order (version 1).
        self.enumerations = {column: tuple(labels) for column, labels in listed.items()}

    def to_national(self, vocabulary: str, code: str) -> tuple[tuple[str, str], ...]:
        """(national column, label) for a code of ours; () when it cannot be said."""
        return tuple(
            (relation.column, relation.label)
            for relation in self._of_code(vocabulary, code)
            if relation.direction in ("both", "to")
        )

    def from_national(
        self, column: str, label: str, ways: Collection[str] = ()
    ) -> tuple[tuple[str, str], ...]:
        """(vocabulary, code) for a national label, version 1 or 0; () when it cannot be said.

        ``ways`` are the ways of helping that the same place states (``modalites_accompagnement``).
        """
        relations = [
            relation
            for relation in self._of_label(column, label)
            if relation.direction in ("both", "from")
        ]
        stated = {normalise(way) for way in ways}
        conditions = {normalise(relation.when) for relation in relations if relation.when} & stated
        return tuple(
            (relation.vocabulary, relation.code)
            for relation in relations
            if not (conditions and relation.when) or normalise(relation.when) in conditions
        )

    def knows(self, column: str, label: str) -> bool:
        """Whether the column's table has this label, translatable or not."""
        return bool(self._of_label(column, label))

    def canonical(self, column: str, label: str) -> str | None:
        """The label as version 1 of the schema spells it; None if the enumeration does not have
        it."""
        wanted = normalise(label)
        spelt = (each for each in self.enumerations.get(column, ()) if normalise(each) == wanted)
        return next(spelt, None)

    def why_not(self, vocabulary: str, code: str) -> str:
        """Why a code of ours cannot be said nationally (in French); "" when it can."""
        if self.to_national(vocabulary, code):
            return ""
        remarks = (relation.remark for relation in self._of_code(vocabulary, code))
        return next(filter(None, remarks), "")

    def _of_label(self, column: str, label: str) -> list[Relation]:
        """The rows of a label; of a theme that has none those of its family."""
        own = self._by_label.get((column, _normalised(label)))
        family, between, _ = label.partition(_FAMILY)
        return (
            own or self._by_label.get((column, _normalised(family)), []) if between else own or []
        )

    def _of_code(self, vocabulary: str, code: str) -> list[Relation]:
        return self._by_code.get((vocabulary, normalise(code)), [])


@lru_cache(maxsize=64)
def _normalised(label: str) -> str:
    """A label is looked for in the tables of one column after the other: few are remembered, for a
    cell may hold a megabyte."""
    return normalise(label)


@cache
def load_correspondence() -> Correspondence:
    """The plugin's own tables."""
    relations = []
    for table in (TABLE, INCLUSION):
        with table.open(encoding="utf-8", newline="") as file:
            relations += [Relation(**row) for row in csv.DictReader(file, delimiter=";")]
    return Correspondence(relations)
