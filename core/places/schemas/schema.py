"""Schemas: how the columns of a census lead to the fields of places. Each is a JSON file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ...common.errors import InputError
from ...common.speech import named
from ...common.text import tr
from ...formats.columnnames import column_key
from ..fields import CODE_FIELDS

_FOLDER = Path(__file__).parent / "known"

#: Fields of places that a schema may find in columns as they are (``Schema.fields``).
STATED_FIELDS = (
    "name", "address", "postcode", "city", "insee", "departement", "kind", "legal_nature",
    "access_conditions", "phone", "email", "website", "updated", "source",
)  # fmt: skip

#: What joins the cells of a field in ``Schema.joined``.
JOINTS = {"access_conditions": ";", "address": " "}


@dataclass(frozen=True)
class Schema:
    """How to read the columns of one kind of census. Columns are named as the schema writes them;
    a table's own may differ in case, accents, blanks and order (``Source`` finds them).

    To recognise it:

    - ``name`` is the word the user gives; ``version`` tells schemas of the same name apart.
    - ``versions``: the columns of the schema in order, by the year or version it was met in.
    - ``required``: columns without which nothing can be read. ``signature``: columns that identify
      it, ``signature_minimum`` of which must be there, and at least one of ``distinctive`` (if
      any).
    - ``signs``: values that confirm it, see ``signs.py``.

    To read it, and to write it back:

    - ``identifiers``: columns of the identifier, the first filled one wins.
    - ``fields``: for each of STATED_FIELDS its columns, [] when there is none; the first filled one
      wins, except for a field in ``joined``, which joins them all (with its entry in JOINTS).
    - ``address_complement``: the column of what is added to the address, or "".
    - ``codes``: for each of CODE_FIELDS its ``column`` ("" when there is none), columns read
      ``with`` it always, and those that it is ``completed_by`` where it is empty.
    - ``separator``: stands between the values of one cell when written; any usual one is read.
    - ``enumerations``: columns that hold labels of the national schema in place of our codes, with
      the national column they are of. ``ways``: which of them tells the ways of helping. ``free``:
      which of them may hold other words too.
    - ``coordinates``: pairs of columns ``lon``, ``lat`` with the ``position`` they mean, surest
      first; in degrees, or in the system ``epsg`` (``lon`` is then east, ``lat`` north); or one
      column ``point`` with its ``position``, which holds both in degrees.
    - ``geocoder``: the columns where a geocoder left the ``address`` and the ``city`` it found.
    - ``hours``: {"days": seven columns, Monday first, "" for a day without one} in French, or
      fourteen, each day's morning and afternoon; {"osm": column} in OpenStreetMap's syntax; or {}.
      With "exact" the times are to the minute, as a machine writes them.
    - ``itinerant``: {"columns", "true", "false"}: words, normalised, that say so; "asked": those of
      the columns that hold nothing else, where yes and no are understood too.
    - ``constants``: public fields that are the same for every place (codes for coded fields).
    """

    name: str
    identifiers: list[str] = field(default_factory=list)
    version: str = ""
    versions: dict[str, list[str]] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    signature_minimum: int = 0
    distinctive: list[str] = field(default_factory=list)
    signs: list[dict[str, Any]] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)
    address_complement: str = ""
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    separator: str = "-"
    enumerations: dict[str, str] = field(default_factory=dict)
    ways: str = ""
    free: list[str] = field(default_factory=list)
    coordinates: list[dict[str, Any]] = field(default_factory=list)
    geocoder: dict[str, str] = field(default_factory=dict)
    hours: dict[str, Any] = field(default_factory=dict)
    itinerant: dict[str, list[str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Adds the fields that are missing, so that no caller has to check."""
        none = {"column": "", "with": [], "completed_by": []}
        completed = {
            "fields": {name: self.fields.get(name, []) for name in STATED_FIELDS},
            "codes": {name: {**none, **self.codes.get(name, {})} for name in CODE_FIELDS},
            "itinerant": {"columns": [], "asked": [], "true": [], "false": [], **self.itinerant},
        }
        for name, value in completed.items():
            object.__setattr__(self, name, value)

    def nearest_version(self, columns: list[str]) -> str:
        """The version whose columns are most alike; "" where the schema has none."""
        table = {column_key(column) for column in columns}

        def likeness(version: str) -> float:
            expected = {column_key(column) for column in self.versions[version]}
            return len(expected & table) / len(expected | table)

        return max(self.versions, key=likeness, default="")

    @property
    def position_columns(self) -> list[str]:
        """The columns of ``coordinates``."""
        axes = ("lat", "lon", "point")
        return [pair[axis] for pair in self.coordinates for axis in axes if axis in pair]

    @cached_property
    def bearing(self) -> dict[str, list[str]]:
        """The columns that each public field is read from; those of the coordinates for
        ``position``."""
        codes = {
            name: [each["column"], *each["with"], *each["completed_by"]]
            for name, each in self.codes.items()
        }
        columns = {
            **self.fields,
            **codes,
            "address": [*self.fields["address"], self.address_complement],
            "opening_hours": [*self.hours.get("days", []), self.hours.get("osm", "")],
            "itinerant": self.itinerant["columns"],
            "position": self.position_columns,
        }
        return {name: list(filter(None, names)) for name, names in columns.items()}

    def recognised(self, columns: list[str]) -> int:
        """How many of the signature's columns are there."""
        return len(_present(self.signature, columns))

    def lacks(self, columns: list[str]) -> list[str]:
        """The required columns that are not there."""
        present = _present(self.required, columns)
        return [name for name in self.required if name not in present]

    def fits(self, columns: list[str]) -> bool:
        """Whether a table with these columns is a census of this schema."""
        return (
            not self.lacks(columns)
            and self.recognised(columns) >= self.signature_minimum
            and bool(not self.distinctive or _present(self.distinctive, columns))
        )


def _present(wanted: list[str], columns: list[str]) -> list[str]:
    present = {column_key(column) for column in columns}
    return [name for name in wanted if column_key(name) in present]


@cache
def all_schemas() -> tuple[Schema, ...]:
    """Every schema there is; of two versions of the same name the newer one first."""
    paths = sorted(_FOLDER.glob("*.json"), key=lambda path: path.stem)
    return tuple(Schema(**json.loads(path.read_text(encoding="utf-8"))) for path in paths)


#: Names of the schemas there are, as the user gives them.
SCHEMAS = tuple(sorted({schema.name for schema in all_schemas()}))


def read_schema(name: str) -> Schema:
    """The schema ``name``, its newest version. Raises InputError if there is none."""
    return schemas_named(name)[0]


def schemas_named(name: str) -> list[Schema]:
    """The versions of the schema ``name``, newest first. Raises InputError if there is none."""
    schemas = [schema for schema in all_schemas() if schema.name == name]
    if not schemas:
        raise InputError(
            tr(
                "There is no census schema “{name}”. Choose one of: auto, {names}.",
                name=name,
                names=named(SCHEMAS),
            )
        )
    return schemas
