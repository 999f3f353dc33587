"""Vocabularies and their items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..common.normalising import normalise

#: Separates the codes of one cell, which are in the nomenclature's order.
SEPARATOR = "-"
#: The vocabularies of what a place offers and for which people.
_SERVICES = ("activities", "publics", "themes", "labels")


@dataclass(frozen=True)
class Item:
    """One entry of a vocabulary. ``symbol`` is the name of a QGIS simple marker shape."""

    code: str
    label: str
    description: str
    colour: str
    symbol: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Items in order, and ``not_stated``, the class (code "") of a place that says nothing."""

    name: str
    title: str
    items: tuple[Item, ...]
    not_stated: Item

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def _by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def _by_wording(self) -> dict[str, Item]:
        wordings: dict[str, Item] = {}
        for item in self.items:
            for wording in (item.code, item.label, *item.synonyms):
                wordings.setdefault(normalise(wording), item)
        return wordings

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(self._by_code)

    def item(self, code: str) -> Item | None:
        """The item of exactly this code; ``not_stated`` for ""; None if there is none."""
        return self._by_code.get(code) if code else self.not_stated

    def find(self, text: str) -> Item | None:
        """The item whose code, label or synonym is ``text``, whatever its case and accents."""
        return self._by_wording.get(normalise(text))

    def label(self, code: str) -> str:
        """The label of a code; a code that the vocabulary does not know is its own label."""
        item = self.item(code)
        return item.label if item else code

    def split(self, cell: str) -> list[str]:
        """The codes of a clean cell (``ORDM-ACCN``), an empty list when nothing is stated."""
        return cell.split(SEPARATOR) if cell else []

    def join(self, codes: set[str]) -> str:
        """Known ``codes`` in the vocabulary's order, without repeats, as one cell."""
        return SEPARATOR.join(code for code in self.codes if code in codes)


@dataclass(frozen=True)
class Nomenclature:
    """The vocabularies by name: activities, publics, themes, labels, kinds, legal_natures."""

    vocabularies: dict[str, Vocabulary]

    def vocabulary(self, name: str) -> Vocabulary:
        """The vocabulary ``name``. Raises KeyError if there is none."""
        return self.vocabularies[name]

    def service_label(self, code: str) -> str:
        """The label of a code of what a place offers, from any vocabulary; else the code itself."""
        items = (self.vocabularies[name].item(code) for name in _SERVICES if code)
        return next((item.label for item in items if item), code)
