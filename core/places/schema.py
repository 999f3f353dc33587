"""Schemas: how the columns of a census lead to the fields of places. Each is a JSON file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..common.errors import InputError
from ..common.text import tr

_FOLDER = Path(__file__).parent / "schemas"

#: Names of the schemas there are, as the user gives them.
SCHEMAS = tuple(sorted(path.stem for path in _FOLDER.glob("*.json")))


@dataclass(frozen=True)
class Schema:
    """Column names are compared ignoring case.

    ``fields``: columns per field, the first filled one wins. ``codes``: per field the column of
    codes, and the columns that complete it where it is empty. ``coordinates``: pairs of columns
    with the position they mean, surest first. ``geocoder``: the columns where a geocoder left the
    address and the city it found. ``itinerant``: columns in which a word says so.
    """

    name: str
    title: str
    required: list[str]
    signature: list[str]
    signature_minimum: int
    identifiers: list[str]
    fields: dict[str, list[str]]
    address_complement: str
    codes: dict[str, dict[str, Any]]
    coordinates: list[dict[str, str]]
    geocoder: dict[str, str]
    itinerant: dict[str, Any]

    def recognised(self, columns: list[str]) -> int:
        """How many of the signature's columns are there."""
        present = {column.lower() for column in columns}
        return sum(name.lower() in present for name in self.signature)

    def lacks(self, columns: list[str]) -> list[str]:
        """The required columns that are not there."""
        present = {column.lower() for column in columns}
        return [name for name in self.required if name.lower() not in present]

    def fits(self, columns: list[str]) -> bool:
        """Whether a table with these columns is a census of this schema."""
        return not self.lacks(columns) and self.recognised(columns) >= self.signature_minimum


@cache
def read_schema(name: str) -> Schema:
    """The schema ``name``. Raises InputError naming those there are."""
    if name not in SCHEMAS:
        raise InputError(
            tr(
                "There is no census schema “{name}”. Choose one of: auto, {names}.",
                name=name,
                names=", ".join(SCHEMAS),
            )
        )
    return Schema(**json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def choose_schema(name: str, columns: list[str], what: str) -> Schema:
    """The schema ``name``, or for "auto" the one that fits ``columns`` best.

    ``what`` names the file in messages. Raises InputError naming the columns looked for and those
    found when the table is no census.
    """
    if name != "auto":
        schema = read_schema(name)
        if schema.lacks(columns):
            raise _no_census(what, schema.required, columns)
        return schema
    fitting = [schema for schema in map(read_schema, SCHEMAS) if schema.fits(columns)]
    if not fitting:
        wanted = [column for each in SCHEMAS for column in read_schema(each).signature]
        raise _no_census(what, wanted, columns)
    return max(fitting, key=lambda schema: schema.recognised(columns))


def _no_census(what: str, wanted: list[str], found: list[str]) -> InputError:
    return InputError(
        tr(
            "{file} is no census of a known schema. Columns looked for: {wanted}. "
            "Columns found: {found}. Check the file, its sheet and its separator; "
            "the names of the columns must stand in the first line.",
            file=what,
            wanted=", ".join(wanted),
            found=", ".join(found[:80]) or "-",
        )
    )
