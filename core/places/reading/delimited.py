"""Delimited text (CSV) of any usual separator, quote, encoding and line ending."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from statistics import median_low

from ...common.errors import InputError
from ...common.text import plural, tr
from .encodings import LINE_END, NAMES, Decoded, decode
from .rawtable import MAXIMUM_ROWS, Dialect, Note, Record, header_position, refuse_rows

_SEPARATORS = ",;\t|^"
#: The longest cell: beyond it, a quotation mark was left open.
MAXIMUM_CELL = 10_000_000
#: A last record that only disappears when a quote was left open.
_END = "end of the census file"
#: More lines than that are more rows than allowed, blank lines and lines within cells included.
_MAXIMUM_LINES = 2 * MAXIMUM_ROWS
#: So many characters tell the separator.
_LOOKED_AT = 500_000
#: A first line that tells spreadsheet programs the separator; they do not show it as a row.
STATED = re.compile(r'"?sep=(.)"?[ ,;\t|]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True)
class Delimited:
    """The records of a file, its dialect, and what reading it had to decide."""

    records: list[Record]
    dialect: Dialect
    notes: list[Note]


def read_delimited(data: bytes, what: str) -> Delimited:
    """The records of a file's bytes, rows counted from 1 as a spreadsheet shows them.

    Raises InputError for bytes that are no text, whose encoding is broken (naming byte and line),
    whose quotes are not closed, or that hold too many records. ``what`` is the file's name.
    """
    decoded = decode(data, what)
    text = decoded.text
    stated = STATED.match(text)
    if stated:
        text = text[stated.end() :]
    quote = _quote(text)
    separator = stated[1] if stated else _separator(text, quote)
    above = 1 if stated else 0
    records, ends = _parse(text, separator, quote, above, what)
    newline = LINE_END.search(text)
    dialect = Dialect(
        decoded.encoding,
        decoded.bom,
        separator,
        quote,
        newline[0] if newline else "\n",
        stated is not None,
    )
    notes = [*_other_encodings(decoded, ends), *_stray_quotes(text, dialect, ends, above)]
    return Delimited(records, dialect, notes)


def _parse(
    text: str, separator: str, quote: str, above: int, what: str
) -> tuple[list[Record], list[int]]:
    """The records, and the line of the file where each ends, ``above`` lines standing before."""
    if max(text.count("\n"), text.count("\r")) > _MAXIMUM_LINES:
        refuse_rows(_MAXIMUM_LINES, 1, what)
    gap = "" if not text or text.endswith(("\n", "\r")) else "\n"
    file = io.StringIO(f"{text}{gap}{_END}", newline="")
    reader = csv.reader(file, delimiter=separator, quotechar=quote)
    records: list[Record] = []
    ends: list[int] = []
    with _long_cells():
        try:
            for row, cells in enumerate(reader, start=1):
                records.append((row, cells))
                ends.append(reader.line_num + above)
        except csv.Error as error:
            raise _long_cell(what, 1 + (ends[-1] if ends else above)) from error
    ends.pop()
    if records.pop()[1] != [_END]:
        raise _open_quote(what, 1 + (ends[-1] if ends else above))
    return records, ends


@contextmanager
def _long_cells() -> Iterator[None]:
    """Cells longer than Python's own limit, for a while."""
    before = csv.field_size_limit(MAXIMUM_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _long_cell(what: str, line: int) -> InputError:
    return InputError(
        plural(
            "{file}: a cell of the record of line {line} is longer than {n} character. "
            "Maybe a quotation mark is not closed: close or remove it.",
            "{file}: a cell of the record of line {line} is longer than {n} characters. "
            "Maybe a quotation mark is not closed: close or remove it.",
            MAXIMUM_CELL,
            file=what,
            line=str(line),
        )
    )


def _open_quote(what: str, line: int) -> InputError:
    return InputError(
        tr(
            "{file}: a quotation mark opened in the record of line {line} is never closed. "
            "Close or remove it.",
            file=what,
            line=str(line),
        )
    )


def _quote(text: str) -> str:
    """An apostrophe where it surrounds the first cell; French text is full of other ones."""
    separators = re.escape(_SEPARATORS)
    return "'" if re.match(rf"\s*'[^'\r\n]*'(?:[{separators}\r\n]|$)", text) else '"'


def _separator(text: str, quote: str) -> str:
    """The separator that cuts both the first line and most others into most cells.

    Where the first line is a title, it is the header below it that counts.
    """

    def cells(separator: str) -> tuple[int, int]:
        file = io.StringIO(text[:_LOOKED_AT], newline="")
        reader = csv.reader(file, delimiter=separator, quotechar=quote)
        try:
            seen = list(islice(reader, 500))
        except csv.Error:  # a quote left open
            return (0, 0)
        records = [record for record in seen if any(record)][:50] or seen[:1]
        if not records:
            return (0, 0)
        widths = [len(record) for record in records]
        usual = median_low(widths[1:] or widths)
        return (min(widths[0], usual), min(widths[header_position(records)], usual))

    with _long_cells():
        return max(_SEPARATORS, key=cells)


def _other_encodings(decoded: Decoded, ends: list[int]) -> Iterator[Note]:
    """The rows whose line is in another encoding than the others."""
    told = set()
    for line, encoding in decoded.others.items():
        row = bisect_left(ends, line) + 1
        if row not in told:
            told.add(row)
            message = tr(
                "The row is in {encoding} and most others in {main}: it was read so. Check its "
                "accents, and save the whole file as UTF-8.",
                encoding=NAMES[encoding],
                main=NAMES[decoded.encoding],
            )
            yield row, "encoding_mixed", message


def _stray_quotes(text: str, dialect: Dialect, ends: list[int], above: int) -> Iterator[Note]:
    """The rows with text behind a closing quote: quotes inside a cell were not doubled."""
    if _is_strict(io.StringIO(text, newline=""), dialect):
        return
    message = tr(
        "A quotation mark inside a cell is not doubled: cells may be cut at the wrong place. "
        "Check the row."
    )
    lines = io.StringIO(text, newline="").readlines()
    start = 0
    for row, end in enumerate(ends, start=1):
        if not _is_strict(lines[start : end - above], dialect):
            yield row, "quote_stray", message
        start = end - above


def _is_strict(lines: Iterable[str], dialect: Dialect) -> bool:
    reader = csv.reader(lines, delimiter=dialect.separator, quotechar=dialect.quote, strict=True)
    with _long_cells():
        try:
            for _ in reader:
                pass
        except csv.Error:
            return False
    return True
