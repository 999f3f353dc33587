"""ODS workbooks: their cells as they are shown, and single cells changed.

Styles, other sheets and other cells stay as they are.

GDAL refuses the long repetitions that office programs write below formatted tables, and large
tables; and it does not tell the zeros that a number format shows.
"""

from __future__ import annotations

import html
import re
import zipfile
from bisect import bisect_left
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat  # nosec B406

from ..common.number_text import whole_in
from ..common.text import tr
from .celledits import CellEdits, RefusedEdit, changed_since
from .layerfiles import no_such_sheet, other_sheets, unreadable
from .numberformats import as_shown
from .rawtable import Note, RawTable, Record, refuse_columns, refuse_rows
from .xmlarchive import (
    NUMBER,
    Element,
    Piece,
    cannot_hold,
    elements,
    escaped,
    open_archive,
    read_member,
    replace_member,
    replaced,
)

_CONTENT = "content.xml"
_ROW = "table:table-row"
_CELLS = ("table:table-cell", "table:covered-table-cell")
#: Elements that stand for blanks within a text.
_BLANKS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
#: What a cell of a spreadsheet program holds, at most: letters.
_LONGEST = 32_767
#: The digits of a count that may be one.
_DIGITS = 18
_GAPS = re.compile("[ .\xa0\u202f-]")
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_ROWS_REPEATED = "table:number-rows-repeated"
_CELLS_REPEATED = "table:number-columns-repeated"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: The attributes that hold a cell's value; the others (style, spans, validation) stay as they are.
_VALUE = re.compile(r"(?:office|calcext):.*")


def read_ods(path: Path, sheet: str | None) -> tuple[str, list[Record], list[Note]]:
    """The name of a sheet, its rows, and the note on the others. Raises InputError."""
    with open_archive(path) as archive:
        try:
            sheets = read_sheets(archive, path, sheet)
        except (expat.ExpatError, KeyError) as error:
            raise unreadable(path, "ods", str(error)) from error
    if not sheets.names:
        raise unreadable(path, "ods", "")
    if sheet and sheets.chosen < 0:
        raise no_such_sheet(path, sheet, sheets.names)
    records = [(row, [as_shown(cell) for cell in cells]) for row, cells in sheets.records]
    notes = [] if sheet else other_sheets(sheets.names, sheets.chosen, sheets.hidden)
    return sheets.names[sheets.chosen], records, notes


class Sheets(NamedTuple):
    """The names of all sheets, and which of them was read: its number and its filled rows; the
    names of those that are not shown."""

    names: list[str]
    chosen: int
    records: list[Record]
    hidden: set[str]


def read_sheets(archive: zipfile.ZipFile, path: Path, sheet: str | None) -> Sheets:
    """The rows of ``sheet``, or of the first that holds something, hidden ones after all others.

    A sheet that is not there is number -1. Raises InputError for more rows or columns than can be
    kept, KeyError and expat.ExpatError where there is no such content.
    """
    reader = _Reader(path, sheet)
    reader.read(archive)
    if reader.hidden and not reader.records and not sheet:
        reader = _Reader(path, sheet, with_hidden=True)
        reader.read(archive)
    chosen = reader.names.index(sheet) if sheet in reader.names else -1 if sheet else reader.chosen
    return Sheets(reader.names, chosen, reader.records, reader.hidden)


class _Reader:
    """Follows the XML: equal rows and cells stand once, with the number of times."""

    def __init__(self, path: Path, sheet: str | None, with_hidden: bool = False) -> None:
        self.names: list[str] = []
        self.hidden: set[str] = set()
        self.chosen = 0
        self.records: list[Record] = []
        self._path, self._sheet, self._with_hidden = path, sheet, with_hidden
        self._style = ""
        self._unshown: set[str] = set()
        self._wanted = False
        self._around: list[str] = []
        self._row = self._width = 0
        self._times = 1
        self._cells: list[str] = []
        self._blanks = 0
        self._cell: dict[str, str] | None = None
        self._cell_depth = self._paragraph_depth = 0
        self._text: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._refuse_entities

    def read(self, archive: zipfile.ZipFile) -> None:
        """Reads the content of a workbook."""
        with archive.open(_CONTENT) as file:
            self.parser.ParseFile(file)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        around = self._around[-1] if self._around else ""
        self._around.append(tag)
        if self._cell is not None:
            if tag == "text:p" and around in _CELLS:
                self._paragraph_depth = len(self._around)
                self._text.append("\n" if self._text else "")
            elif self._paragraph_depth and tag in _BLANKS:
                self._text.append(_BLANKS[tag] * min(_times(attributes, "text:c"), _LONGEST))
        elif tag == "table:table":
            self._begin_table(attributes.get("table:name", ""), attributes)
        elif tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self._unshown.add(self._style)
        elif tag == _ROW:
            self._times = _times(attributes, _ROWS_REPEATED)
            self._cells, self._blanks = [], 0
        elif tag in _CELLS and self._wanted:
            self._cell, self._cell_depth, self._text = attributes, len(self._around), []

    def _end(self, tag: str) -> None:
        depth = len(self._around)
        self._around.pop()
        if self._cell is not None:
            if depth == self._paragraph_depth:
                self._paragraph_depth = 0
            elif depth == self._cell_depth:
                self._end_cell(self._cell)
                self._cell = None
        elif tag == _ROW and self._wanted:
            self._end_row()

    def _characters(self, text: str) -> None:
        if self._paragraph_depth:
            self._text.append(text)

    def _begin_table(self, name: str, attributes: dict[str, str]) -> None:
        is_hidden = attributes.get("table:style-name") in self._unshown
        self.hidden |= {name} if is_hidden else set()
        if self._sheet:
            self._wanted = name == self._sheet
        else:
            self._wanted = not self.records and (self._with_hidden or not is_hidden)
            self.chosen = len(self.names) if self._wanted else self.chosen
        self.names.append(name)
        self._row = self._width = 0

    def _end_cell(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, _CELLS_REPEATED)
        text = _shown(attributes, "".join(self._text))
        if not text:
            self._blanks += times
            return
        refuse_columns(len(self._cells) + self._blanks + times, self._path)
        self._cells += [""] * self._blanks + [text] * times
        self._blanks = 0

    def _end_row(self) -> None:
        if self._cells:
            self._width = max(self._width, len(self._cells))
            refuse_rows(len(self.records) + self._times, self._width, self._path)
            rows = range(self._row + 1, self._row + self._times + 1)
            self.records += [(row, self._cells) for row in rows]
        self._row += self._times

    def _refuse_entities(self, *_: object) -> None:
        raise expat.ExpatError(tr("It defines XML entities, which no spreadsheet program writes."))


def _times(attributes: dict[str, str], name: str) -> int:
    """How many times a row, a cell, a blank stands there: once where that cannot be read, and far
    too many times where it is longer than any count."""
    text = attributes.get(name, "").strip()
    if len(text) > _DIGITS and text.isdecimal():
        return 10**_DIGITS
    return max(whole_in(text) or 1, 1)


def _shown(attributes: dict[str, str], shown: str) -> str:
    """A cell's value as text: numbers with a point and the zeros shown, dates in ISO 8601."""
    kind = attributes.get("office:value-type", "")
    if kind in ("float", "currency", "percentage"):
        return _with_zeros(attributes.get("office:value", shown), shown)
    if kind == "date":
        return attributes.get("office:date-value", shown).removesuffix("T00:00:00")
    if kind == "time" and (match := _TIME.fullmatch(attributes.get("office:time-value", ""))):
        return ":".join(f"{int(part):02}" for part in match.groups())
    return attributes.get("office:string-value") or shown


def _with_zeros(number: str, shown: str) -> str:
    """A whole number with the zeros that its format shows before it: 9000 shown as 09000."""
    figures = _GAPS.sub("", shown)
    return figures if figures.isdigit() and figures.lstrip("0") == number else number


def patch_ods(
    source: Path, raw: RawTable, changes: CellEdits, output: Path, sheet: str
) -> list[RefusedEdit]:
    """Writes a workbook with ``changes``. A removed row is emptied, so that references to the rows
    below stay right; a formula is not overwritten."""
    try:
        patch = _Sheet(read_member(source, _CONTENT), raw, changes, sheet)
        data = patch.run()
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise changed_since(source) from error
    replace_member(source, output, _CONTENT, data)
    return patch.refused


class _Sheet:
    """Rows and cells that are the same stand once, with the number of times: what changes is taken
    out of the repetition."""

    def __init__(self, xml: bytes, raw: RawTable, changes: CellEdits, sheet: str) -> None:
        self.xml, self.raw, self.changes = xml, raw, changes
        self.refused: list[RefusedEdit] = []
        self._columns = {name: number for number, name in enumerate(raw.table.columns)}
        rows = raw.rows.tolist()
        self._end = rows[-1]
        self._texts: dict[int, tuple[int, list[str] | None]] = {
            rows[n]: (n, self._wanted(n)) for n in (*changes.cells, *changes.removed)
        }
        self._touched = sorted({*self._texts, self._end})
        self._table = self._find(sheet)

    def _find(self, sheet: str) -> Element:
        """The table of a sheet with its rows, and the cells of those that change."""
        first = behind = 1

        def keep(name: str, attributes: dict[str, str], around: list[Element]) -> bool:
            nonlocal first, behind
            if name == "table":
                first = behind = 1
            elif name == "table-row":
                first, behind = behind, behind + _times(attributes, _ROWS_REPEATED)
            elif name in ("table-cell", "covered-table-cell"):
                return self._is_touched(first, behind)
            return name in ("table", "table-row")

        tree = elements(self.xml, keep)
        tables = [table for table in tree.children if table.tag == "table:table"]
        table = next(t for t in tables if sheet in ("", t.attributes.get("table:name")))
        table.children = [row for row in table.children if row.tag == "table:table-row"]
        return table

    def _is_touched(self, first: int, behind: int) -> bool:
        at = bisect_left(self._touched, first)
        return at < len(self._touched) and self._touched[at] < behind

    def run(self) -> bytes:
        pieces, first = [], 1
        for row in self._table.children:
            times = _times(row.attributes, _ROWS_REPEATED)
            holds_end = first <= self._end < first + times and bool(self.changes.added)
            numbers = range(first, first + times) if self._is_touched(first, first + times) else ()
            if holds_end or any(number in self._texts for number in numbers):
                pieces.append((row.start, row.end, self._row(row, first, times, holds_end)))
            first += times
        if self._end >= first:
            raise ValueError(f"the sheet has no row {self._end}")
        return replaced(self.xml, pieces)

    def _wanted(self, record: int) -> list[str] | None:
        """The cells of a record as they will be, None to empty it."""
        if record in self.changes.removed:
            return None
        cells = self.raw.table.iloc[record].tolist()
        for name, text in self.changes.cells[record].items():
            cells[self._columns[name]] = text
        return cells

    def _row(self, row: Element, first: int, times: int, holds_end: bool) -> bytes:
        """A row element, taken apart where some of its rows change or new ones follow."""
        written, run = [], 0
        for number in range(first, first + times):
            if number in self._texts:
                record, cells = self._texts[number]
                written += [self._times(row, run), self._changed(row, record, cells)]
                run = 0
            else:
                run += 1
            if holds_end and number == self._end:
                written += [self._times(row, run), self._added(row)]
                times_after = times - (number - first) - 1
                self._texts_behind(number)
                written.append(self._times(row, times_after))
                return b"".join(written)
        return b"".join([*written, self._times(row, run)])

    def _texts_behind(self, number: int) -> None:
        if any(each > number for each in self._texts):
            raise ValueError("a row behind the last")

    def _times(self, row: Element, times: int) -> bytes:
        if not times:
            return b""
        return _repeated(self.xml[row.start : row.end], _ROWS_REPEATED, times)

    def _changed(self, row: Element, record: int, cells: list[str] | None) -> bytes:
        old = self.raw.table.iloc[record].tolist()
        if cells is None:
            if any("table:formula" in cell.attributes for cell in row.children):
                self._refuse(record, "", "", tr("The row holds a formula, and is not removed."))
                return self._times(row, 1)
            cells = [""] * len(old)
        pieces, first = [], 0
        for cell in row.children:
            times = _times(cell.attributes, _CELLS_REPEATED)
            numbers = range(first, min(first + times, len(cells)))
            if any(cells[n] != old[n] for n in numbers):
                parts = self._split(cell, first, times, old, cells, record)
                pieces.append((cell.start, cell.end, parts))
            first += times
        more = b"".join(self._new(text, None) for text in cells[first:])
        if any(cells[first:]):
            pieces.append((row.inner_end, row.inner_end, more))
        opening = _repeated(self.xml[row.start : row.inner], _ROWS_REPEATED, 1)
        shift = len(opening) - (row.inner - row.start)
        content = replaced(self.xml[row.start : row.end], _moved(pieces, -row.start))
        return opening + content[len(opening) - shift :]

    def _split(
        self, cell: Element, first: int, times: int, old: list[str], cells: list[str], record: int
    ) -> bytes:
        """A cell element, taken apart where some of its cells change."""
        written, run = [], 0
        source = self.xml[cell.start : cell.end]
        for number in range(first, first + times):
            text = cells[number] if number < len(cells) else ""
            if number >= len(cells) or text == old[number]:
                run += 1
                continue
            reason = cannot_hold(text)
            if "table:formula" in cell.attributes:
                reason = tr("The cell holds a formula, which is not overwritten.")
            if reason:
                self._refuse(record, self.raw.table.columns[number], text, reason)
                run += 1
                continue
            if run:
                written.append(_repeated(source, _CELLS_REPEATED, run))
            written.append(self._new(text, cell))
            run = 0
        if run:
            written.append(_repeated(source, _CELLS_REPEATED, run))
        return b"".join(written)

    def _new(self, text: str, cell: Element | None) -> bytes:
        """A cell, with the style and the kind of value that it had."""
        attributes = dict(cell.attributes) if cell is not None else {}
        kind = attributes.get("office:value-type", "")
        attributes = {
            name: value
            for name, value in attributes.items()
            if not _VALUE.fullmatch(name) and name != _CELLS_REPEATED
        }
        if not text:
            pass
        elif kind == "float" and NUMBER.fullmatch(text):
            attributes |= {"office:value-type": "float", "office:value": text}
        elif kind == "date" and _ISO_DAY.fullmatch(text):
            attributes |= {"office:value-type": "date", "office:date-value": text}
        else:
            attributes["office:value-type"] = "string"
        tag = cell.tag if cell is not None else "table:table-cell"
        start = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
        if not text:
            return f"<{tag}{start}/>".encode()
        return f"<{tag}{start}>{_paragraphs(text)}</{tag}>".encode()

    def _added(self, last: Element) -> bytes:
        """The new rows, with the style of the last one."""
        style = last.attributes.get("table:style-name")
        start = f' table:style-name="{html.escape(style)}"' if style else ""
        rows = []
        for count, row in enumerate(self.changes.added):
            cells = [""] * len(self._columns)
            for name, text in row.cells.items():
                if reason := cannot_hold(text):
                    self._refuse(len(self.raw.table) + count, name, text, reason)
                else:
                    cells[self._columns[name]] = text
            while cells and not cells[-1]:
                cells.pop()
            content = b"".join(self._new(text, None) for text in cells)
            rows.append(f"<table:table-row{start}>".encode() + content + b"</table:table-row>")
        return b"".join(rows)

    def _refuse(self, record: int, column: str, text: str, reason: str) -> None:
        self.refused.append(RefusedEdit(record, column, reason, text))


def _moved(pieces: list[Piece], by: int) -> list[Piece]:
    return [(start + by, end + by, new) for start, end, new in pieces]


def _repeated(element: bytes, attribute: str, times: int) -> bytes:
    """An element that stands for ``times`` equal ones."""
    end = element.index(b">") + 1
    tag = re.sub(rf'\s+{attribute}="\d+"'.encode(), b"", element[:end])
    if times > 1:
        close = len(tag) - (2 if tag.endswith(b"/>") else 1)
        tag = tag[:close].rstrip() + f' {attribute}="{times}"'.encode() + tag[close:]
    return tag + element[end:]


def _paragraphs(text: str) -> str:
    """A text as paragraphs, a line each; repeated blanks as ODS writes them."""
    lines = []
    for line in re.split(r"\r\n|\r|\n", text):
        content = re.sub(
            r"^ +|(?<= ) +| +$",
            lambda blanks: f'<text:s text:c="{len(blanks[0])}"/>',
            escaped(line).replace("\t", "<text:tab/>"),
        )
        lines.append(f"<text:p>{content}</text:p>")
    return "".join(lines)
