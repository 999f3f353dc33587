"""The coded fields of a census: our codes, or the labels of the national schema in their place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache, partial

from ..common.normalising import normalise
from ..formats.columnnames import column_key
from ..formats.source import Source
from ..nomenclature import Nomenclature, Vocabulary
from ..nomenclature.correspondence import Correspondence, load_correspondence
from .codes import USUAL_SEPARATORS, Codes, Translate, read_codes
from .fields import CODE_FIELDS, LABEL_FIELDS
from .lists import unlisted
from .schemas.schema import Schema

#: What separates labels of the national schema; commas and dashes may stand inside them.
LABELS_APART = re.compile(r"[|;\r\n]")
_KINDS_APART = re.compile(r"[|;,\r\n]")
#: National columns whose labels are understood in any column of codes.
_ANYWHERE = (
    "services", "publics_specifiquement_adresses", "publics_accueillis",
    "dispositif_programmes_nationaux", "labels_nationaux", "autres_formations_labels",
    "thematiques", "reseaux",
)  # fmt: skip
ACCESS = "access_conditions"
#: Answers in a column that asks whether a place is itinerant, in any census.
_YES = ("oui", "yes", "vrai", "true", "itinerant", "mobile")
_NO = ("non", "no", "faux", "false", "fixe")
_ALONE = {
    **dict.fromkeys(("1", "x", "o", "y", "t"), True),
    **dict.fromkeys(("0", "n", "f", "sans", "aucun", "aucune"), False),
}
_DASHES = re.compile(r"[-–—/?.\s]*")
_NOT_SAID = re.compile(r"n ?[ac]|non (renseigne|communique|precise)e?s?")

#: What a label means: vocabulary and code of each meaning, and whether it is known at all.
_Label = tuple[tuple[tuple[str, str], ...], bool]


@dataclass
class Coded:
    """``codes`` of each record by field; ``completed``: the records whose codes came from the
    columns that complete; ``access``: the access conditions in the census's own words, None where
    the schema has no enumeration of them."""

    codes: dict[str, list[Codes]]
    completed: dict[str, list[int]]
    access: list[str] | None = None


@dataclass
class _Read:
    """What the enumerated cells of a record say: codes per vocabulary, the rest per column."""

    codes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unknown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    untranslated: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_coded(source: Source, schema: Schema, nomenclature: Nomenclature) -> Coded:
    """The coded fields of every record."""
    national = load_correspondence()
    enumerated = _read_enumerations(source, schema, nomenclature, national)
    coded = Coded({}, {})
    for name in CODE_FIELDS:
        codes, completed = _own_codes(source, schema, name, nomenclature)
        if enumerated:
            codes = _joined(codes, enumerated, schema, name, nomenclature)
        coded.codes[name], coded.completed[name] = codes, completed
    if enumerated and set(schema.fields[ACCESS]) & set(schema.enumerations):
        coded.access = _access(source, schema, enumerated)
    return coded


def label_of(text: str, field_name: str, nomenclature: Nomenclature) -> str:
    """The nomenclature's label for a wording, a code or a national type of place; the first one
    known of several. ``text`` itself when none is known."""
    vocabulary = nomenclature.vocabulary(LABEL_FIELDS[field_name])
    national = load_correspondence()
    for part in (text, *_KINDS_APART.split(unlisted(text))):
        if item := vocabulary.find(part) if part.strip() else None:
            return item.label
        for of, code in national.from_national("typologie", part):
            if of == vocabulary.name:
                return vocabulary.label(code)
    return text


def national_codes(vocabulary: Vocabulary) -> Translate:
    """Reads a label of the national schema as codes of the vocabulary, for ``read_codes``."""
    national = load_correspondence()

    def translate(label: str) -> list[str] | None:
        columns = [column for column in _ANYWHERE if national.knows(column, label)]
        pairs = [pair for column in columns for pair in national.from_national(column, label)]
        codes = [code for of, code in pairs if of == vocabulary.name]
        return list(dict.fromkeys(codes)) if columns else None

    return translate


def _own_codes(
    source: Source, schema: Schema, name: str, nomenclature: Nomenclature
) -> tuple[list[Codes], list[int]]:
    """The codes of each record, and the records whose codes came from the completing columns."""
    vocabulary = nomenclature.vocabulary(CODE_FIELDS[name])
    columns = schema.codes[name]
    translate = national_codes(vocabulary)
    separator = "" if schema.separator in USUAL_SEPARATORS else schema.separator
    codes_of_cell: dict[str, Codes] = {}

    def read(cell: str) -> Codes:
        if cell not in codes_of_cell:
            codes_of_cell[cell] = read_codes(cell, vocabulary, separator, translate)
        return codes_of_cell[cell]

    own_columns = [
        column
        for column in (columns["column"], *columns["with"])
        if column and column not in schema.enumerations
    ]
    if len(own_columns) > 1:
        cells = list(zip(*(source.column(column) for column in own_columns), strict=True))
        texts = ["|".join(filter(None, parts)) for parts in cells]
    else:
        texts = source.column(own_columns[0]) if own_columns else [""] * len(source)
    codes = [read(text) for text in texts]
    others = [source.column(other) for other in columns["completed_by"] if other in source]
    completed = []
    for record in range(len(source)) if others else ():
        if texts[record]:
            continue
        parts = {part for column in others if (part := column[record])}
        joined = {code for part in parts for code in vocabulary.split(read(part).clean)}
        if joined:
            stated = codes[record]
            codes[record] = Codes(vocabulary.join(joined), stated.unknown, stated.free_text)
            completed.append(record)
    return codes, completed


def _read_enumerations(
    source: Source, schema: Schema, nomenclature: Nomenclature, national: Correspondence
) -> list[_Read]:
    """What the enumerated columns of each record say; [] when the schema has none."""
    columns = [column for column in schema.enumerations if column in source]
    if not columns:
        return []
    read_label = cache(
        partial(_read_label, schema=schema, nomenclature=nomenclature, national=national)
    )
    read_before: dict[tuple[str, ...], _Read] = {}
    records = []
    for cells in zip(*(source.column(column) for column in columns), strict=True):
        if cells not in read_before:
            by_column = dict(zip(columns, cells, strict=True))
            labels = {
                column: _labels(cell, schema.enumerations[column], national)
                for column, cell in by_column.items()
            }
            read_before[cells] = _read_record(labels, schema, read_label)
        records.append(read_before[cells])
    return records


def _read_record(
    labels_by_column: dict[str, list[str]], schema: Schema, read_label: Callable[..., _Label]
) -> _Read:
    """What the enumerated labels of one record, by column, say together."""
    ways = tuple(labels_by_column.get(schema.ways, ()))
    record = _Read()
    for column, labels in labels_by_column.items():
        for label in labels:
            pairs, is_known = read_label(column, label, ways)
            for vocabulary, code in pairs:
                record.codes[vocabulary].append(code)
            if not is_known:
                record.unknown[column].append(label)
            elif not pairs and column != schema.ways:
                record.untranslated[column].append(label)
    return record


def _labels(cell: str, enumeration: str, national: Correspondence) -> list[str]:
    """The labels of a cell. Text that is not a label but holds one is also split at commas; an
    explanation after a label (``Gratuit : Je peux accéder...``) is removed where the label is known
    without it."""
    labels = []
    for label in filter(None, map(str.strip, LABELS_APART.split(unlisted(cell)))):
        parts = [label] if national.knows(enumeration, label) else label.split(",")
        is_known = any(national.knows(enumeration, part) for part in parts)
        for part in map(str.strip, parts if is_known else [label]):
            bare = part.partition(" : ")[0]
            explained = not national.knows(enumeration, part) and national.knows(enumeration, bare)
            labels.append(bare if explained else part)
    return list(filter(None, labels))


def _read_label(
    column: str,
    label: str,
    ways: tuple[str, ...],
    schema: Schema,
    nomenclature: Nomenclature,
    national: Correspondence,
) -> _Label:
    """A label of the national schema, or one of our own codes or wordings in its place."""
    enumeration = schema.enumerations[column]
    pairs = national.from_national(enumeration, label, ways)
    if pairs or national.knows(enumeration, label) or column in schema.free:
        return pairs, True
    for name, columns in schema.codes.items():
        if column in (columns["column"], *columns["with"]):
            vocabulary = nomenclature.vocabulary(CODE_FIELDS[name])
            codes = vocabulary.split(read_codes(label, vocabulary).clean)
            return tuple((vocabulary.name, code) for code in codes), bool(codes)
    return (), False


def _joined(
    codes: list[Codes],
    enumerated: list[_Read],
    schema: Schema,
    name: str,
    nomenclature: Nomenclature,
) -> list[Codes]:
    """The codes of a field, with those that enumerated columns say."""
    vocabulary = nomenclature.vocabulary(CODE_FIELDS[name])
    columns = [schema.codes[name]["column"], *schema.codes[name]["with"]]
    joined: dict[tuple[int, int], Codes] = {}
    for stated, by_column in zip(codes, enumerated, strict=True):
        if (id(stated), id(by_column)) in joined:
            continue
        all_codes = [*vocabulary.split(stated.clean), *by_column.codes.get(vocabulary.name, [])]
        joined[id(stated), id(by_column)] = Codes(
            vocabulary.join(set(all_codes)),
            stated.unknown
            + [text for column in columns for text in by_column.unknown.get(column, [])],
            stated.free_text,
            stated.repeated,
            stated.untranslated
            + [text for column in columns for text in by_column.untranslated.get(column, [])],
        )
    return [
        joined[id(stated), id(by_column)]
        for stated, by_column in zip(codes, enumerated, strict=True)
    ]


def _access(source: Source, schema: Schema, enumerated: list[_Read]) -> list[str]:
    """The access conditions: our wordings where there are some, else the labels unchanged."""
    columns = [column for column in schema.fields[ACCESS] if column in source]
    wordings: dict[int, str] = {}
    for by_column in enumerated:
        if id(by_column) not in wordings:
            labels = [
                text
                for column in columns
                for text in (
                    *by_column.unknown.get(column, []),
                    *by_column.untranslated.get(column, []),
                )
            ]
            wordings[id(by_column)] = ";".join(
                dict.fromkeys([*by_column.codes.get(ACCESS, []), *labels])
            )
    return [wordings[id(by_column)] for by_column in enumerated]


def itinerant(source: Source, schema: Schema) -> list[bool | None]:
    """True or False where a column says so; a census that says nothing: None."""
    columns = [itinerant_cells(source, schema, name) for name in schema.itinerant["columns"]]
    return [
        True if True in said else False if False in said else None
        for said in zip(*columns, [None] * len(source), strict=True)
    ]


def itinerant_cells(source: Source, schema: Schema, column: str) -> list[bool | None]:
    """What each cell of one of the columns says; a cell of several labels is true if one is."""
    answers: dict[str, bool | None] = {}
    for cell in set(source.column(column)):
        said = {says_itinerant(part, schema, column) for part in LABELS_APART.split(cell)}
        answers[cell] = True if True in said else False if False in said else None
    return [answers[cell] for cell in source.column(column)]


def not_said(text: str) -> bool:
    """Whether somebody wrote that there is nothing to say: a dash, "NC", "non renseigné"."""
    return bool(_DASHES.fullmatch(text) or _NOT_SAID.fullmatch(normalise(text)))


def says_itinerant(text: str, schema: Schema, column: str) -> bool | None:
    """What ``text`` says in a column of the schema."""
    words = schema.itinerant
    asked = column_key(column) in map(column_key, words["asked"])
    answer = itinerant_answer if asked else _by_words
    return answer(text, words["true"], words["false"])


def itinerant_answer(text: str, yes: Collection[str] = (), no: Collection[str] = ()) -> bool | None:
    """The answer of a text to whether a place is itinerant, with more words for ``yes`` and ``no``
    than any census has; figures and letters answer only where they stand alone, so that those of a
    phone or an address say nothing."""
    part = normalise(text)
    return _ALONE[part] if part in _ALONE else _by_words(text, {*yes, *_YES}, {*no, *_NO})


def _by_words(text: str, yes: Collection[str], no: Collection[str]) -> bool | None:
    """What ``text`` says by whole words of ``yes`` and ``no`` (normalised)."""
    part = normalise(text.replace("_", " "))
    gender_and_number = "e?s?"
    if any(re.search(rf"\b{word}{gender_and_number}\b", part) for word in yes):
        return not re.match(r"(non|no|pas|sans|aucune?) ", part)
    if not_said(text):
        return None
    return False if any(f"{part} ".startswith(f"{word} ") for word in no) else None
