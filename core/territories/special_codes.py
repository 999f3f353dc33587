"""Codes that are more than a commune or a département: cities with arrondissements, départements
that were divided. Which ones is data (``special_codes.json``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".json")


@dataclass(frozen=True)
class SpecialCodes:
    """``city_of``: the commune that each arrondissement is a part of; ``of_postcode``: the
    arrondissement of a postal code; ``split``: of each old code of a département, its parts by
    the beginnings of their postal codes; ``articles``: the words that a town's name may lack.
    """

    city_of: dict[str, str]
    of_postcode: dict[str, str]
    split: dict[str, dict[str, str]]
    articles: frozenset[str]

    @property
    def cities(self) -> frozenset[str]:
        """The communes that have arrondissements."""
        return frozenset(self.city_of.values())

    def arrondissements_of(self, city: str) -> frozenset[str]:
        """The codes of a city's arrondissements; none for another commune."""
        return frozenset(code for code, whole in self.city_of.items() if whole == city)

    @property
    def divided(self) -> frozenset[str]:
        """The old codes (20) that no code of a commune begins with any more."""
        return frozenset(
            old for old, parts in self.split.items() if all(len(p) == 2 for p in parts.values())
        )

    def parts_of(self, departement: str) -> frozenset[str]:
        """The départements that an old or unfinished code (20, 97) may stand for."""
        return frozenset(self.split.get(departement, {}).values())

    def settled(self, departement: str, insee: str, postcode: str) -> str:
        """The part that the code of the commune, else the postal code says; "" for neither."""
        parts = self.split.get(departement, {})
        named = next((part for part in parts.values() if insee.startswith(part)), "")
        return named or next((p for start, p in parts.items() if postcode.startswith(start)), "")


@cache
def special_codes() -> SpecialCodes:
    """The content of ``special_codes.json``."""
    content = json.loads(_FILE.read_text(encoding="utf-8"))
    city_of: dict[str, str] = {}
    of_postcode: dict[str, str] = {}
    for city in content["cities"]:
        codes, postcodes = _range(city["arrondissements"]), _range(city["postcodes"])
        city_of |= dict.fromkeys(codes, city["code"])
        of_postcode |= dict(zip(postcodes, codes, strict=True)) | city.get("also", {})
    split = {
        old: {start: part for part, starts in parts.items() for start in starts}
        for old, parts in content["split"].items()
    }
    return SpecialCodes(city_of, of_postcode, split, frozenset(content["articles"]))


def _range(ends: list[str]) -> list[str]:
    first, last = map(int, ends)
    return [str(code) for code in range(first, last + 1)]
