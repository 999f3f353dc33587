"""A mapping: which columns of a table of any shape hold the fields of places. It is a JSON file.

``{"columns": {"name": "Nom de la structure", "activities": ["Services"], "lat": "Y", "lon": "X",
"hours": ["Lundi", "Mardi", …seven]}, "separator": ";"}``
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...common.errors import InputError
from ...common.files import atomic_output, require_file
from ...common.json_text import JsonError, read_json_by_hand
from ...common.projection import LAMBERT_93
from ...common.speech import named
from ...common.text import plural, tr
from ...formats.columnnames import column_key
from ...formats.readers import RawTable
from ...formats.source import Source
from ...nomenclature import Nomenclature
from ..fields import CODE_FIELDS
from ..hours.week import WEEK
from ..schemas.schema import STATED_FIELDS, Schema
from .guessing import Guess, guess_columns, guess_separator

#: What columns can be given for, in the order of a page that asks for them. ``lat`` and ``lon`` are
#: degrees, ``point`` both in one cell, ``x`` and ``y`` metres in Lambert-93; ``hours`` one
#: OpenStreetMap text, seven days, or fourteen mornings and afternoons.
MAPPED = (
    "place_id", "name", "address", "address_complement", "postcode", "city", "insee", "departement",
    "lat", "lon", "point", "x", "y", "kind", "legal_nature", "activities", "publics", "themes",
    "labels", "access_conditions", "hours", "phone", "email", "website", "updated", "itinerant",
    "source",
)  # fmt: skip
#: How many columns hours may have: one text, seven days, their mornings and afternoons.
HOURS_COLUMNS = (1, WEEK, 2 * WEEK)
_TOGETHER = (("lat", "lon"), ("x", "y"))


@dataclass(frozen=True)
class Mapping:
    """``columns``: for each of MAPPED that the table has, its columns: of several the first filled
    one wins, but all are read for codes, access conditions and the address; for ``hours`` one, or
    seven (fourteen) from Monday with "" for a day without. ``separator``: what separates the
    values of one cell, "" for any usual one. ``guesses``: how sure a proposal is of each field,
    and why.
    """

    columns: dict[str, list[str]]
    separator: str = ""
    guesses: dict[str, Guess] = field(default_factory=dict)

    def as_json(self) -> str:
        """The text of the file."""
        columns = {
            name: names[0] if len(names) == 1 else names
            for name in MAPPED
            if (names := self.columns.get(name))
        }
        content: dict[str, Any] = {"columns": columns}
        if self.separator:
            content["separator"] = self.separator
        return json.dumps(content, ensure_ascii=False, indent=2)

    def write(self, path: str | Path) -> None:
        """Saves the mapping, whole or not at all. Raises OutputError."""
        with atomic_output(Path(path)) as temporary:
            temporary.write_text(self.as_json() + "\n", encoding="utf-8")

    def places_something(self, has_points: bool = False) -> bool:
        """Whether it gives at least a name, and a position or an address; ``has_points`` where the
        table has points of its own."""
        located = ("lat", "x", "point", "address", "city", "postcode", "insee")
        return "name" in self.columns and (
            has_points or any(name in self.columns for name in located)
        )


def propose(raw: RawTable, nomenclature: Nomenclature) -> Mapping:
    """The columns that seem to hold each field, from their names and from what stands in them."""
    guesses = guess_columns(raw.table, nomenclature)
    columns = {name: list(guess.columns) for name, guess in guesses.items()}
    coded = [column for name in CODE_FIELDS for column in columns.get(name, [])]
    return Mapping(columns, guess_separator(raw.table, coded, nomenclature), guesses)


def header_key(columns: Iterable[str]) -> str:
    """A key that identifies a table's header, whatever its case, accents and order."""
    names = "\n".join(sorted(column_key(name) for name in columns))
    return hashlib.sha256(names.encode()).hexdigest()[:32]


def read_mapping(path: str | Path) -> Mapping:
    """The mapping of a JSON file. Raises InputError saying what is wrong with it."""
    path = require_file(path)
    try:
        content = read_json_by_hand(path)
    except JsonError as error:
        raise _refused(path, str(error)) from error
    if not isinstance(content, dict) or not isinstance(content.get("columns"), dict):
        raise _refused(path, tr("it has no object “columns”"))
    unknown = [name for name in content if name not in ("columns", "separator")]
    if unknown:
        raise _refused(path, tr("it has “{name}”, which means nothing", name=unknown[0]))
    separator = content.get("separator", "")
    if not isinstance(separator, str):
        raise _refused(path, tr("its “separator” is no text"))
    columns = {name: _columns(path, name, names) for name, names in content["columns"].items()}
    if "name" not in columns:
        raise _refused(path, tr("it gives no column for “name”, the name of the places"))
    for pair in _TOGETHER:
        if sum(name in columns for name in pair) == 1:
            raise _refused(path, tr("it gives one of {pair} without the other", pair=named(pair)))
    return Mapping(columns, separator)


def _columns(path: Path, name: str, names: Any) -> list[str]:
    if name not in MAPPED:
        raise _refused(
            path,
            tr("the field “{name}” is none of {known}", name=name, known=named(MAPPED)),
        )
    columns = [names] if isinstance(names, str) else names
    texts = isinstance(columns, list) and all(isinstance(column, str) for column in columns)
    if not texts or not any(columns) or (name != "hours" and not all(columns)):
        raise _refused(
            path, tr("“{name}” gives neither a column's name nor a list of names", name=name)
        )
    if name == "hours" and len(columns) not in HOURS_COLUMNS:
        raise _refused(
            path,
            plural(
                "“hours” gives {n} column: give one in OpenStreetMap's syntax, or seven from "
                "Monday on (fourteen where mornings and afternoons are apart), with an empty text "
                "for a day without a column",
                "“hours” gives {n} columns: give one in OpenStreetMap's syntax, or seven from "
                "Monday on (fourteen where mornings and afternoons are apart), with an empty text "
                "for a day without a column",
                len(columns),
            ),
        )
    return columns


def check_mapping(mapping: Mapping, source: Source) -> None:
    """Raises InputError naming the columns of ``mapping`` that the table has not."""
    mapped = [column for columns in mapping.columns.values() for column in columns]
    lacking = [column for column in mapped if column and column not in source]
    if lacking:
        raise InputError(
            tr(
                "The mapping names columns that {file} does not have: {lacking}. Its columns are: "
                "{found}. Correct the mapping, or choose the file it was made for.",
                file=source.raw.what,
                lacking=named(dict.fromkeys(lacking)),
                found=named(source.raw.table.columns[:80]) or "-",
            )
        )


def schema_of(mapping: Mapping) -> Schema:
    """The schema, named "mapping", by which a table with these columns is read."""
    columns = mapping.columns
    hours = columns.get("hours", [])
    return Schema(
        name="mapping",
        identifiers=columns.get("place_id", []),
        required=columns["name"],
        fields={name: columns[name] for name in STATED_FIELDS if name in columns},
        joined=["access_conditions", "address"],
        address_complement=columns.get("address_complement", [""])[0],
        codes={
            name: {"column": columns[name][0], "with": columns[name][1:]}
            for name in CODE_FIELDS
            if name in columns
        },
        separator=mapping.separator or ";",
        coordinates=[
            *_pairs(columns, "lon", "lat", {}),
            *_pairs(columns, "x", "y", {"epsg": LAMBERT_93}),
            *({"position": "given", "point": name} for name in columns.get("point", [])),
        ],
        hours={"days": hours} if len(hours) >= WEEK else {"osm": hours[0]} if hours else {},
        itinerant=_itinerant(columns),
    )


def _itinerant(columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """A column that is read for the kind or the name too does not ask for it."""
    others = [*columns.get("kind", []), *columns["name"]]
    own = columns.get("itinerant", [])
    asked = [column for column in own if column not in others]
    return {"columns": own, "asked": asked, "true": ["oui", "itinerant"], "false": ["non", "fixe"]}


def _pairs(
    columns: dict[str, list[str]], east: str, north: str, more: dict[str, Any]
) -> list[dict[str, Any]]:
    both = zip(columns.get(east, []), columns.get(north, []), strict=False)
    return [{"position": "given", "lon": lon, "lat": lat, **more} for lon, lat in both]


def _refused(path: Path, reason: str) -> InputError:
    return InputError(
        tr(
            "The mapping {path} cannot be used: {reason}. Correct the file; the help of this step "
            "shows what it looks like.",
            path=path,
            reason=reason,
        )
    )
