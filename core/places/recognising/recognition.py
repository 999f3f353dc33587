"""Which schema a table follows, and why: its columns, and the values seen in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from ...common.errors import InputError
from ...common.speech import named
from ...common.text import plural, tr
from ...formats.columnnames import column_key
from ...formats.source import Source
from ...nomenclature import Nomenclature
from ..schemas.schema import SCHEMAS, Schema, all_schemas, schemas_named
from .guessing import guess_point
from .mapping import Mapping, check_mapping, propose, schema_of
from .signs import signs_of

#: A table with fewer columns than the schema asks for is accepted with so many of them and enough
#: signs.
_FEW_COLUMNS, _FEW_SIGNS = 2, 2
#: What a sign is worth compared with the likeness of the columns (0 to 1).
_WEIGHT = 0.05


class Recognised(NamedTuple):
    """The schema, and a sentence that says which and why."""

    schema: Schema
    sentence: str


def recognise(word: str, source: Source, nomenclature: Nomenclature) -> Recognised | None:
    """The schema ``word``, in its version that fits best; for "auto" the best of all that fit.

    None if "auto" finds none. Raises InputError for a word that is no schema, or a table that lacks
    the columns which the schema cannot do without.
    """
    columns = [str(column) for column in source.raw.table.columns]
    if word == "auto":
        candidates = [schema for schema in all_schemas() if _fits(schema, source, nomenclature)]
        if not candidates:
            return None
    else:
        candidates = [schema for schema in schemas_named(word) if not schema.lacks(columns)]
        if not candidates:
            raise _lacking(schemas_named(word)[0], source.raw.what, columns)
    best = max(candidates, key=lambda schema: _likeness(schema, source, nomenclature))
    return Recognised(best, _sentence(best, word == "auto", source, nomenclature))


def require_schema(
    word: str, mapping: Mapping | None, source: Source, nomenclature: Nomenclature
) -> Recognised:
    """What ``mapping`` says where one is given, else the schema ``word``, as ``recognise``.

    Raises InputError where none is recognised, with a mapping to start from if one can be guessed.
    """
    if mapping is not None:
        return _of_mapping(mapping, source)
    chosen = recognise(word, source, nomenclature)
    if chosen is None:
        proposal = propose(source.raw, nomenclature)
        text = proposal.as_json() if proposal.places_something(source.raw.lon is not None) else ""
        raise _refusal(source.raw.what, source.raw.table.columns, text)
    return _with_points(chosen, source)


def _with_points(chosen: Recognised, source: Source) -> Recognised:
    """The schema with a column of points, where the table has one and none of the schema's."""
    columns = chosen.schema.position_columns
    if source.raw.lon is not None or any(name in source for name in columns):
        return chosen
    column = guess_point(source.raw.table)
    if not column:
        return chosen
    schema = replace(chosen.schema, coordinates=[{"position": "given", "point": column}])
    sentence = tr("Positions: from the column {column}.", column=column)
    return Recognised(schema, f"{chosen.sentence} {sentence}")


def title_of(word: str) -> str:
    """What a schema is called in a sentence."""
    return {
        "rhinocc": tr("the RhinOcc census"),
        "national": tr("the national schema"),
        "france_services": tr("the list of France Services"),
        "conseiller_numerique": tr("the list of conseillers numériques"),
        "data_inclusion": tr("the data·inclusion schema"),
        "mapping": tr("a table with its own column names"),
    }[word]


def _of_mapping(mapping: Mapping, source: Source) -> Recognised:
    """What a mapping says. Raises InputError when it names columns that are not there."""
    check_mapping(mapping, source)
    used = {column for names in mapping.columns.values() for column in names if column}
    sentence = tr(
        "Read with a mapping. Columns used: {given} of {count}.",
        given=len(used),
        count=source.raw.table.shape[1],
    )
    return Recognised(schema_of(mapping), sentence)


def _refusal(file_name: str, columns: Iterable[str], proposal: str = "") -> InputError:
    """The error for a table that is not a census of a known schema; ``proposal`` is a mapping as
    JSON."""
    signatures = [column for schema in all_schemas() for column in schema.signature]
    values = {
        "file": file_name,
        "wanted": ", ".join(dict.fromkeys(signatures)),
        "found": ", ".join(list(columns)[:80]) or "-",
    }
    if proposal:
        return InputError(
            tr(
                "{file} is no census of a known schema ({schemas}). Columns found: {found}. To "
                "read it, save the mapping below as a JSON file, correct it where it is wrong, and "
                "give it as MAPPING:\n{proposal}",
                file=file_name,
                schemas=named(SCHEMAS),
                found=values["found"],
                proposal=proposal,
            )
        )
    return InputError(
        tr(
            "{file} is no census of a known schema. Columns looked for: {wanted}. "
            "Columns found: {found}. Check the file, its sheet and its separator; "
            "the names of the columns must stand in the first line.",
            **values,
        )
    )


def _lacking(schema: Schema, file_name: str, columns: list[str]) -> InputError:
    return InputError(
        tr(
            "{file} cannot be read as {schema}: it lacks the column {lacking}. Columns found: "
            "{found}. Choose another schema, or give a mapping of its own column names.",
            file=file_name,
            schema=title_of(schema.name),
            lacking=named(schema.lacks(columns)),
            found=named(columns, 80) or "-",
        )
    )


def _fits(schema: Schema, source: Source, nomenclature: Nomenclature) -> bool:
    columns = [str(column) for column in source.raw.table.columns]
    if schema.fits(columns):
        return True
    return (
        not schema.lacks(columns)
        and not schema.distinctive
        and schema.recognised(columns) >= _FEW_COLUMNS
        and len(signs_of(schema, source, nomenclature)) >= _FEW_SIGNS
    )


def _likeness(schema: Schema, source: Source, nomenclature: Nomenclature) -> float:
    _, present, expected, table = _nearest(schema, source)
    alike = present / (expected + table - present)
    return alike + _WEIGHT * len(signs_of(schema, source, nomenclature))


def _nearest(schema: Schema, source: Source) -> tuple[str, int, int, int]:
    """The version most alike, its columns in the table, its columns, the table's columns."""
    columns = [str(column) for column in source.raw.table.columns]
    version = schema.nearest_version(columns)
    table = {column_key(column) for column in columns}
    expected = {column_key(column) for column in schema.versions[version]}
    return version, len(expected & table), len(expected), len(table)


def _sentence(schema: Schema, automatic: bool, source: Source, nomenclature: Nomenclature) -> str:
    version, present, expected, _ = _nearest(schema, source)
    signs = signs_of(schema, source, nomenclature)
    values: dict[str, Any] = {
        "schema": title_of(schema.name),
        "version": version,
        "found": present,
        "columns": plural("{n} column", "{n} columns", expected),
        "signs": ", ".join(["", *signs]),
    }
    if automatic:
        return tr(
            "Recognised as {schema}, version {version}: {found} of its {columns}{signs}.",
            **values,
        )
    return tr(
        "Read as {schema}, as asked, version {version}: {found} of its {columns}{signs}.",
        **values,
    )
