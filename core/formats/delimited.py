"""Delimited text (CSV) of any usual separator, quote, encoding and line ending, read and patched.

Patching changes single cells: every other byte stays.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path
from statistics import median_low

from ..common.errors import InputError
from ..common.text import plural, tr
from .celledits import CellEdits, RefusedEdit, changed_since
from .encodings import LINE_END, MARKS, NAMES, Decoded, decode
from .rawtable import MAXIMUM_ROWS, Dialect, Note, RawTable, Record, header_position, refuse_rows

_SEPARATORS = ",;\t|^"
#: The longest cell: a longer one means that a quotation mark was left open.
MAXIMUM_CELL = 10_000_000
#: A last record that only disappears when a quote was left open.
_END = "end of the census file"
#: More lines than that are more rows than allowed, blank lines and lines within cells included.
_MAXIMUM_LINES = 2 * MAXIMUM_ROWS
#: How many characters are read to find the separator.
_LOOKED_AT = 500_000
#: How many rows are read to find the style of a column.
_ROWS_LOOKED_AT = 2000
#: A first line that tells spreadsheet programs the separator; they do not show it as a row.
STATED = re.compile(r'"?sep=(.)"?[ ,;\t|]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True)
class Delimited:
    """The records of a file, its dialect, and what reading it had to decide."""

    records: list[Record]
    dialect: Dialect
    notes: list[Note]


def read_delimited(data: bytes, file_name: str) -> Delimited:
    """The records of a file's bytes, rows counted from 1 as a spreadsheet shows them.

    Raises InputError for bytes that are no text, whose encoding is broken (naming byte and line),
    whose quotes are not closed, or that hold too many records. ``file_name`` is the file's name.
    """
    decoded = decode(data, file_name)
    text = decoded.text
    stated = STATED.match(text)
    if stated:
        text = text[stated.end() :]
    quote = _quote(text)
    separator = stated[1] if stated else _separator(text, quote)
    above = 1 if stated else 0
    records, ends = _parse(text, separator, quote, above, file_name)
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
    text: str, separator: str, quote: str, above: int, file_name: str
) -> tuple[list[Record], list[int]]:
    """The records, and the line of the file where each ends, ``above`` lines standing before."""
    if max(text.count("\n"), text.count("\r")) > _MAXIMUM_LINES:
        refuse_rows(_MAXIMUM_LINES, 1, file_name)
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
            raise _long_cell(file_name, 1 + (ends[-1] if ends else above)) from error
    ends.pop()
    if records.pop()[1] != [_END]:
        raise _open_quote(file_name, 1 + (ends[-1] if ends else above))
    return records, ends


@contextmanager
def _long_cells() -> Iterator[None]:
    """Cells longer than Python's own limit, for a while."""
    before = csv.field_size_limit(MAXIMUM_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _long_cell(file_name: str, line: int) -> InputError:
    return InputError(
        plural(
            "{file}: a cell of the record of line {line} is longer than {n} character. "
            "Maybe a quotation mark is not closed: close or remove it.",
            "{file}: a cell of the record of line {line} is longer than {n} characters. "
            "Maybe a quotation mark is not closed: close or remove it.",
            MAXIMUM_CELL,
            file=file_name,
            line=str(line),
        )
    )


def _open_quote(file_name: str, line: int) -> InputError:
    return InputError(
        tr(
            "{file}: a quotation mark opened in the record of line {line} is never closed. "
            "Close or remove it.",
            file=file_name,
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
            first_records = list(islice(reader, 500))
        except csv.Error:  # a quote left open
            return (0, 0)
        records = [record for record in first_records if any(record)][:50] or first_records[:1]
        if not records:
            return (0, 0)
        widths = [len(record) for record in records]
        usual = median_low(widths[1:] or widths)
        return (min(widths[0], usual), min(widths[header_position(records)], usual))

    with _long_cells():
        return max(_SEPARATORS, key=cells)


def _other_encodings(decoded: Decoded, ends: list[int]) -> Iterator[Note]:
    """The rows whose line is in another encoding than the others."""
    rows_noted = set()
    for line, encoding in decoded.others.items():
        row = bisect_left(ends, line) + 1
        if row not in rows_noted:
            rows_noted.add(row)
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


@dataclass(frozen=True)
class TextCell:
    """Where a cell stands in the text (its quotes included), and what it says."""

    start: int
    end: int
    text: str
    quoted: bool


@dataclass(frozen=True)
class TextRecord:
    """Where a record starts and ends, and where the next one starts."""

    start: int
    end: int
    next: int


class TextGrid:
    """The records and cells of delimited ``text`` from ``start`` on, as Python's ``csv`` reads.

    A quote counts only at the start of a cell and is doubled inside; letters after a closing quote
    belong to the cell. Raises ValueError for a quote left open.
    """

    def __init__(self, text: str, separator: str, quote: str, start: int = 0) -> None:
        s, q = re.escape(separator), re.escape(quote)
        # A closing quote is one that is not followed by another, so that there is only one way to
        # read a cell. (No possessive quantifiers: Python 3.11 gets them wrong around lookaheads.)
        quoted_text, plain_text = rf"[^{q}]*(?:{q}{q}[^{q}]*)*", rf"[^{s}\r\n]*"
        field = rf"(?:{q}{quoted_text}{q}(?!{q}){plain_text}|(?!{q}){plain_text})"
        self.text, self.separator, self.quote = text, separator, quote
        self._cell = re.compile(rf"{q}({quoted_text}){q}(?!{q})({plain_text})|(?!{q}){plain_text}")
        record = re.compile(rf"{field}(?:{s}{field})*(\r\n|\r|\n|\Z)")
        self.records, at = [], start
        while at < len(text):
            match = record.match(text, at)
            if match is None:
                raise ValueError("a quote is left open")
            self.records.append(TextRecord(at, match.start(1), match.end()))
            at = match.end()

    def cells(self, record: TextRecord) -> list[TextCell]:
        """The cells of a record; an empty line is one empty cell."""
        cells, at = [], record.start
        while True:
            match = self._cell.match(self.text, at, record.end)
            if match is None:
                raise ValueError("a quote is left open")
            quoted = match[1] is not None
            text = match[1].replace(self.quote * 2, self.quote) + match[2] if quoted else match[0]
            cells.append(TextCell(at, match.end(), text, quoted))
            at = match.end() + len(self.separator)
            if at > record.end:
                return cells


class _Text:
    """A delimited file as text, the records of its raw table, and how it writes a cell."""

    def __init__(self, source: Path, raw: RawTable) -> None:
        self.dialect = raw.dialect or Dialect()
        data = source.read_bytes()
        decoded = decode(data, str(source))
        self.text = decoded.text
        self._codecs = _codecs(decoded)
        try:
            stated = STATED.match(self.text) if self.dialect.stated else None
            start = stated.end() if stated else 0
            self.grid = TextGrid(self.text, self.dialect.separator, self.dialect.quote, start)
        except ValueError as error:
            raise changed_since(source) from error
        records = self.grid.records
        if max(raw.rows) > len(records) or self.replaced([]) != data:
            raise changed_since(source)
        self.header = records[raw.header - 1]
        self.records = [records[row - 1] for row in raw.rows.tolist()]

    def codec_at(self, at: int) -> str:
        """The encoding of the text at a place: a few files have another one in some lines."""
        return self._codecs[bisect_right(self._codecs, (at, "~")) - 1][1]

    def replaced(self, pieces: list[tuple[int, int, str]]) -> bytes:
        """The file's bytes with pieces of the text replaced."""
        mark = MARKS[self.dialect.encoding] if self.dialect.bom else b""
        written, at = [mark], 0
        for start, end, new in sorted(pieces, key=lambda piece: piece[:2]):
            written += [self._bytes(at, start), new.encode(self.codec_at(start))]
            at = end
        return b"".join([*written, self._bytes(at, len(self.text))])

    def _bytes(self, start: int, end: int) -> bytes:
        cuts = [start, *(at for at, _ in self._codecs if start < at < end), end]
        parts = (self.text[a:b].encode(self.codec_at(a)) for a, b in pairwise(cuts))
        return b"".join(parts)

    @cached_property
    def _quoted(self) -> tuple[Counter, Counter]:
        """How often cells that need no quotes have them, and how often not, by (column, empty)."""
        yes: Counter = Counter()
        no: Counter = Counter()
        for record in self.records[:_ROWS_LOOKED_AT]:
            for column, cell in enumerate(self.grid.cells(record)):
                if not self._needs(cell.text):
                    (yes if cell.quoted else no)[column, not cell.text] += 1
        return yes, no

    def _needs(self, text: str) -> bool:
        special = (self.dialect.separator, self.dialect.quote, "\r", "\n")
        return any(sign in text for sign in special if sign)

    def write(self, text: str, column: int, quoted: bool | None = None) -> str:
        """A cell in the file's own style; ``quoted`` is how the cell stood before."""
        quote = self.dialect.quote
        if quoted is None:
            yes, no = self._quoted
            quoted = yes[column, not text] > no[column, not text]
        if quoted or self._needs(text):
            return f"{quote}{text.replace(quote, quote * 2)}{quote}"
        return text


def patch_delimited(
    source: Path, raw: RawTable, changes: CellEdits, output: Path, sheet: str = ""
) -> list[RefusedEdit]:
    """Writes a CSV with ``changes``: its dialect, encoding, quotes and line endings stay.

    A text that the encoding cannot hold is refused.
    """
    file = _Text(source, raw)
    records = file.records
    _refuse_other_cells(source, raw, file, changes)
    columns = {name: number for number, name in enumerate(raw.table.columns)}
    refused = _take_out_unwritable(changes, file)
    pieces: list[tuple[int, int, str]] = []
    for record, cells in changes.cells.items():
        if record not in changes.removed:
            values = {columns[name]: text for name, text in cells.items()}
            pieces += _edits(file, records[record], values)
    pieces += [(records[n].start, records[n].next, "") for n in changes.removed]
    pieces.append(_appended(file, changes, columns))
    pieces += _same_end(file, changes)
    output.write_bytes(file.replaced(pieces))
    return refused


def _edits(file: _Text, record: TextRecord, values: dict[int, str]) -> list[tuple[int, int, str]]:
    """The pieces of text that change; a record that is too short grows as far as needed."""
    pieces, beyond, cells = [], {}, file.grid.cells(record)
    for column, text in values.items():
        if column >= len(cells):
            beyond[column] = text
            continue
        cell = cells[column]
        # An empty cell does not show how a filled one should look: the column does.
        style = cell.quoted if cell.text or cell.quoted else None
        written = file.write(text, column, style) if text or cell.quoted else ""
        pieces.append((cell.start, cell.end, written))
    if beyond:
        last = range(len(cells), max(beyond) + 1)
        more = [file.write(beyond[n], n) if n in beyond else "" for n in last]
        separator = file.dialect.separator
        pieces.append((record.end, record.end, separator + separator.join(more)))
    return pieces


def _appended(file: _Text, changes: CellEdits, columns: dict[str, int]) -> tuple[int, int, str]:
    """The new rows, behind the last one."""
    last = file.records[-1]
    width = len(file.grid.cells(file.header))
    lines = []
    for row in changes.added:
        values = {columns[name]: text for name, text in row.cells.items()}
        count = max([width, *(number + 1 for number, text in values.items() if text)])
        cells = [file.write(values.get(number, ""), number) for number in range(count)]
        lines.append(file.dialect.separator.join(cells))
    newline = file.text[last.end : last.next]
    if newline:
        return last.next, last.next, "".join(line + newline for line in lines)
    newline = file.dialect.newline
    if len(file.records) - 1 in changes.removed:
        return last.next, last.next, newline.join(lines)
    return last.next, last.next, "".join(newline + line for line in lines)


def _same_end(file: _Text, changes: CellEdits) -> list[tuple[int, int, str]]:
    """Removes the last line ending where the file had none and its last rows are removed."""
    records = file.grid.records
    gone = {file.records[number].start for number in changes.removed}
    last = len(records) - 1
    while last >= 0 and records[last].start in gone:
        last -= 1
    if changes.added or last in (-1, len(records) - 1) or records[-1].next > records[-1].end:
        return []
    return [(records[last].end, records[last].next, "")]


def _take_out_unwritable(changes: CellEdits, file: _Text) -> list[RefusedEdit]:
    count = len(file.records)
    refused = []
    rows = [
        *changes.cells.items(),
        *((count + n, row.cells) for n, row in enumerate(changes.added)),
    ]
    for record, cells in rows:
        codec = file.codec_at(file.records[min(record, count - 1)].start)
        for column, text in list(cells.items()):
            try:
                text.encode(codec)
            except UnicodeEncodeError as error:
                reason = tr(
                    "The sign “{sign}” cannot be written in the file's encoding, {encoding}. "
                    "Write it differently, or save the source as UTF-8 first.",
                    sign=text[error.start],
                    encoding=NAMES[codec],
                )
                refused.append(RefusedEdit(record, column, reason, text))
                del cells[column]
    return refused


def _refuse_other_cells(source: Path, raw: RawTable, file: _Text, changes: CellEdits) -> None:
    """Raises InputError unless the records to change are the raw table's."""
    for number in {*changes.cells, *changes.removed}:
        cells_read = [text.strip() for text in raw.table.iloc[number]]
        cells_now = [cell.text.strip() for cell in file.grid.cells(file.records[number])]
        width = max(len(cells_read), len(cells_now))
        padded = [cells + [""] * (width - len(cells)) for cells in (cells_read, cells_now)]
        if padded[0] != padded[1]:
            raise changed_since(source)


def _codecs(decoded: Decoded) -> list[tuple[int, str]]:
    """Where in the text each encoding begins: (place, Python's name of it)."""
    if not decoded.others:
        return [(0, decoded.encoding)]
    starts = [0, *(match.end() for match in LINE_END.finditer(decoded.text))]
    codecs = [
        (at, decoded.others.get(line, decoded.encoding)) for line, at in enumerate(starts, start=1)
    ]
    return [codec for n, codec in enumerate(codecs) if not n or codecs[n - 1][1] != codec[1]]
