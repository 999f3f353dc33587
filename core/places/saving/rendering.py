"""Public values of a place, as the cells of its source say them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from ...common.normalising import normalise
from ...common.text import tr
from ...formats.source import Source
from ...nomenclature import Nomenclature
from ...nomenclature.correspondence import Correspondence, load_correspondence
from ..coded import says_itinerant
from ..codes import read_codes
from ..dates import DateOrder, order_of
from ..fields import CODE_FIELDS, FIELD_OF_VOCABULARY, LABEL_FIELDS
from ..hours.half_days import half_days
from ..hours.week import WEEK, write_days
from ..lists import items_of, listed, unlisted
from ..schemas.schema import Schema

#: Stands between the wordings of the public field ``access_conditions``.
_WORDINGS = ";"
_SLASHED = re.compile(r"\d{2}/\d{2}/\d{4}")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
#: How spreadsheets keep a leading zero in some censuses: ``=09=``.
_GUARDED = re.compile(r"=.*=")


class CannotSayError(Exception):
    """The source has no way to say a value; the text explains why."""


class Renderer:
    """Writes public fields into the columns of a source of a known schema."""

    def __init__(self, source: Source, schema: Schema, nomenclature: Nomenclature) -> None:
        self._source = source
        self._schema = schema
        self._nomenclature = nomenclature
        self._correspondence: Correspondence = load_correspondence()

    def columns(self, field: str) -> list[str]:
        """The source's columns that the field is read from, as the table names them."""
        schema = self._schema
        columns = {
            "place_id": schema.identifiers,
            "position": [],  # Coordinates writes them
        }.get(field, schema.bearing.get(field, []))
        if field in CODE_FIELDS and not columns:
            columns = list(schema.enumerations)
        return self._present(columns)

    def cells(self, field: str, value: str, old: str, cells: Mapping[str, str]) -> dict[str, str]:
        """The cells to write, by column, so that ``field`` reads ``value`` in place of ``old``.

        ``cells`` are those of the record as it stands, {} for a new one. Raises CannotSayError.
        """
        write = self._special.get(field, self._plain)
        if field in CODE_FIELDS:
            write = self._codes
        if not self.columns(field):
            if field in self._schema.constants:
                raise CannotSayError(
                    tr("In this kind of census it is the same for every place, and is not written.")
                )
            raise CannotSayError(tr("The file has no column for it."))
        return write(field, value, old, cells)

    @cached_property
    def _special(
        self,
    ) -> dict[str, Callable[[str, str, str, Mapping[str, str]], dict[str, str]]]:
        return {
            "address": self._address,
            "departement": self._departement,
            "kind": self._kind,
            "access_conditions": self._access_conditions,
            "opening_hours": self._hours,
            "updated": self._updated,
            "itinerant": self._itinerant,
        }

    def _present(self, names: Iterable[str]) -> list[str]:
        own = (self._source.name_of(name) for name in names if name)
        return list(dict.fromkeys(name for name in own if name))

    def _plain(self, field: str, value: str, old: str, cells: Mapping[str, str]) -> dict[str, str]:
        """Into the column that gave the old value, else the first; no column keeps a value that
        was taken away."""
        columns = self.columns(field)
        filled = [name for name in columns if cells.get(name, "").strip()]
        if not value:
            return {name: "" for name in filled}
        return {(filled or columns)[0]: value}

    def _address(
        self, field: str, value: str, old: str, cells: Mapping[str, str]
    ) -> dict[str, str]:
        """The street and what is added to it; what did not change stays in its own column."""
        [more] = self._present([self._schema.address_complement]) or [""]
        streets = [name for name in self.columns(field) if name != more]
        if not streets:
            return self._plain(field, value, old, cells)
        street = next((name for name in streets if cells.get(name, "").strip()), streets[0])
        columns = streets if "address" in self._schema.joined else [street]
        columns = [*columns, *([more] if more else [])]
        parts = [cells.get(name, "").strip() for name in columns]
        for number, name in enumerate(columns):
            before = "".join(f"{part} " for part in parts[:number] if part)
            after = "".join(f" {part}" for part in parts[number + 1 :] if part)
            part = value.removeprefix(before).removesuffix(after)
            changed = (parts[number] or number == 0) and (before or after)
            if changed and part.strip() and value == f"{before}{part}{after}":
                return {name: part.strip()}
        filled = [name for name, part in zip(columns, parts, strict=True) if part]
        home = [name for name in filled if name != more] or [street]
        return {**dict.fromkeys(filled, ""), home[-1]: value}

    def _departement(
        self, field: str, value: str, old: str, cells: Mapping[str, str]
    ) -> dict[str, str]:
        written = self._plain(field, value, old, cells)
        return {
            name: f"={text}=" if text and self._is_guarded(name, cells) else text
            for name, text in written.items()
        }

    def _is_guarded(self, column: str, cells: Mapping[str, str]) -> bool:
        return bool(_GUARDED.fullmatch(cells.get(column, "").strip() or self._example(column)))

    def _updated(
        self, field: str, value: str, old: str, cells: Mapping[str, str]
    ) -> dict[str, str]:
        """ISO 8601, or day/month/year where the column is written that way, in its order."""
        written = self._plain(field, value, old, cells)
        month_first = self._date_order.month_first
        for name, text in written.items():
            iso = _ISO_DAY.fullmatch(text)
            slashed = _SLASHED.fullmatch(cells.get(name, "").strip() or self._example(name))
            if iso and slashed and month_first is not None:
                year, month, day = iso.groups()
                written[name] = "/".join([month, day, year] if month_first else [day, month, year])
        return written

    @cached_property
    def _date_order(self) -> DateOrder:
        return order_of(self._source.whole.first_filled(self._schema.fields["updated"]))

    def _example(self, column: str) -> str:
        return next(filter(None, self._source.column(column)), "")

    def _hours(self, field: str, value: str, old: str, cells: Mapping[str, str]) -> dict[str, str]:
        days = self._schema.hours.get("days")
        if not days:
            return self._plain(field, value, old, cells)
        exact = bool(self._schema.hours.get("exact"))
        week: Sequence[str] | None = write_days(value, exact) if value else [""] * WEEK
        if week is None:
            raise CannotSayError(
                tr("These opening hours cannot be said in the seven columns of the days.")
            )
        # Only the days that say something else: the others keep the words they have.
        before: Sequence[str | None] = (write_days(old, exact) if old else None) or [None] * WEEK
        unwritten = ("", *(write_days("Mo-Su off") or []), *(write_days("Mo-Su unknown") or []))
        written = {}
        columns = len(days) // WEEK
        for day, (text, was) in enumerate(zip(week, before, strict=True)):
            if text == was:
                continue
            cells_of_day = half_days(text) if columns > 1 else (text,)
            for name, cell in zip(days[day * columns :], cells_of_day, strict=False):
                column = self._source.name_of(name) if name else None
                if column is not None:
                    written[column] = cell
                elif cell not in unwritten:
                    raise CannotSayError(tr("The file has no column for one of the days."))
        return written

    def _kind(self, field: str, value: str, old: str, cells: Mapping[str, str]) -> dict[str, str]:
        columns = self.columns(field)
        if not any(map(self._enumeration, columns)):
            return self._plain(field, value, old, cells)
        name = LABEL_FIELDS[field]
        vocabulary = self._nomenclature.vocabulary(name)
        new, before = (
            [item.code if (item := vocabulary.find(text)) else text] if text else []
            for text in (value, old)
        )
        return self._labels(name, columns, new, before, cells, first=True)

    def _itinerant(
        self, field: str, value: str, old: str, cells: Mapping[str, str]
    ) -> dict[str, str]:
        columns, words = self.columns(field), self._schema.itinerant.get(value, [])
        if not value:
            return {columns[0]: ""}
        others = [*self._schema.fields["kind"], *self._schema.fields["name"]]
        if not words or set(columns) & set(self._present(others)):
            raise CannotSayError(tr("The file has no column for it."))
        # A later column has a later word: "Oui" in one of itinerance, "Fixe" in one of formats.
        own = [self._source.name_of(name) for name in self._schema.itinerant["columns"]]
        word = words[min(own.index(columns[0]), len(words) - 1)]
        label = self._correspondence.canonical("itinerance", word)
        return {columns[0]: self._used_for(columns[0], value) or label or word.capitalize()}

    def _used_for(self, column: str, value: str) -> str:
        """The cell that says most often in a column that a place is itinerant, or is not; "" if
        none does."""
        said = Counter(
            cell
            for cell in self._source.column(column)
            if str(says_itinerant(cell, self._schema, column)).lower() == value
        )
        return max(said, key=lambda cell: said[cell], default="")

    # Labels and codes, several in a cell

    def _access_conditions(
        self, field: str, value: str, old: str, cells: Mapping[str, str]
    ) -> dict[str, str]:
        columns = self.columns(field)
        if not any(map(self._enumeration, columns)):
            written = self._plain(field, value, old, cells)
            if field in self._schema.joined:  # all are read: what others said stands in one now
                others = (name for name in columns if cells.get(name, "").strip())
                written = {**dict.fromkeys(others, ""), **written}
            return written
        return self._labels(field, self._enumerated, _parts(value), _parts(old), cells)

    def _codes(self, field: str, value: str, old: str, cells: Mapping[str, str]) -> dict[str, str]:
        columns = self.columns(field)
        new, before = value.split("-") if value else [], old.split("-") if old else []
        if any(map(self._enumeration, columns)):
            return self._labels(CODE_FIELDS[field], self._enumerated, new, before, cells)
        main = self._present([self._schema.codes[field]["column"]])
        if not new:
            return {name: "" for name in columns if cells.get(name, "").strip()}
        if not main:
            raise CannotSayError(tr("The file has no column for it."))
        beside = self._present(self._schema.codes[field]["with"])
        others = (name for name in beside if cells.get(name, "").strip())
        return {**dict.fromkeys(others, ""), main[0]: self._schema.separator.join(new)}

    def lost_words(self, field: str, cells: Mapping[str, str], column: str) -> list[str]:
        """What a cell of codes holds besides codes, and loses when it is rewritten."""
        if field not in CODE_FIELDS or self._enumeration(column):
            return []
        vocabulary = self._nomenclature.vocabulary(CODE_FIELDS[field])
        read = read_codes(cells.get(column, ""), vocabulary, self._schema.separator)
        return [*read.unknown, *read.free_text]

    @cached_property
    def _enumerated(self) -> list[str]:
        return self._present(self._schema.enumerations)

    def _enumeration(self, column: str) -> str:
        """The national column whose labels stand in a column of the source, "" if none."""
        pairs = self._schema.enumerations.items()
        return next((label for name, label in pairs if self._source.name_of(name) == column), "")

    def _labels(
        self,
        vocabulary: str,
        columns: list[str],
        new: list[str],
        old: list[str],
        cells: Mapping[str, str],
        first: bool = False,
    ) -> dict[str, str]:
        """National labels: those of removed codes are removed, those of new codes are added, in
        their columns.

        Labels that the nomenclature cannot say, or that say other things too, stay. ``first``: a
        new label comes before the others of its cell.
        """
        gone = {code for code in old if code not in new}
        labels = {
            name: [
                label
                for label in self._split(cells.get(name, ""))
                if not self._is_gone(vocabulary, name, label, gone)
            ]
            for name in columns
        }
        for code in new:
            for name, label in self._said(vocabulary, code, columns) if code not in old else ():
                in_cell = labels.setdefault(name, self._split(cells.get(name, "")))
                if normalise(label) not in map(normalise, in_cell):
                    in_cell.insert(0 if first else len(in_cell), label)
        return {
            name: self._together(name, in_cell, cells.get(name, "").strip())
            for name, in_cell in labels.items()
            if in_cell != self._split(cells.get(name, ""))
        }

    def _split(self, cell: str) -> list[str]:
        cell = unlisted(cell.strip())
        return [part.strip() for part in cell.split(self._schema.separator) if part.strip()]

    def _together(self, column: str, labels: list[str], old: str) -> str:
        """Labels as the cell of a column: a list where the cell, or its column, holds lists."""
        like = old or self._example(column)
        return (
            self._schema.separator.join(labels) if items_of(like) is None else listed(labels, like)
        )

    def _is_gone(self, vocabulary: str, column: str, label: str, gone: set[str]) -> bool:
        national = self._enumeration(column)
        said = self._correspondence.from_national(national, label) if national else ()
        items = {code for kind, code in said if kind == vocabulary}
        if not items and vocabulary in self._nomenclature.vocabularies:
            item = self._nomenclature.vocabulary(vocabulary).find(label)
            items = {item.code} if item else set()
        return (bool(items) and items <= gone) or label in gone

    def _said(self, vocabulary: str, code: str, columns: list[str]) -> list[tuple[str, str]]:
        """(column, label) that say a code: the current version's, else one used in the file; words
        that are no code go where words are free. Raises CannotSayError."""
        reason = self._correspondence.why_not(vocabulary, code)
        if (self._schema.name, self._schema.version) == ("national", "1"):
            wordings = [
                (name, label)
                for national_column, label in self._correspondence.to_national(vocabulary, code)
                if (name := self._column_of(national_column))
            ]
            field = FIELD_OF_VOCABULARY.get(vocabulary, vocabulary)
            free = [name for name in self.columns(field) if self._is_free(name)]
            if not wordings and not reason and free:
                wordings = [(free[-1], code)]
        else:
            wordings = self._used(vocabulary, code, columns)[:1]
        if not wordings:
            raise CannotSayError(
                tr(
                    "“{code}” cannot be said in this kind of census. {reason}",
                    code=code,
                    reason=reason,
                ).strip()
            )
        return wordings

    def _column_of(self, national: str) -> str | None:
        """The source's column for the labels of a national one."""
        names = [name for name, of in self._schema.enumerations.items() if of == national]
        return next(iter(self._present([*names, national])), None)

    def _is_free(self, column: str) -> bool:
        return column in self._present(self._schema.free)

    def _used(self, vocabulary: str, code: str, columns: list[str]) -> list[tuple[str, str]]:
        return [
            (name, label)
            for name in columns
            for label in dict.fromkeys(
                part for cell in set(self._source.column(name)) for part in self._split(cell)
            )
            if (vocabulary, code)
            in self._correspondence.from_national(self._enumeration(name), label)
        ]


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(_WORDINGS) if part.strip()]
