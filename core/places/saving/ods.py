"""Changing single cells of an ODS workbook: styles, other sheets and other cells stay."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from pathlib import Path
from xml.parsers.expat import ExpatError

from ...common.text import tr
from ..reading.rawtable import RawTable
from .archive import (
    NUMBER,
    Element,
    Piece,
    cannot_hold,
    elements,
    escaped,
    read_member,
    replace_member,
    replaced,
)
from .changes import Changes, Refused, changed_since

_CONTENT = "content.xml"
_ROWS_REPEATED = "table:number-rows-repeated"
_CELLS_REPEATED = "table:number-columns-repeated"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: What tells a cell's value; the rest (style, spans, validation) stays with it.
_VALUE = re.compile(r"(?:office|calcext):.*")


def patch_ods(
    source: Path, raw: RawTable, changes: Changes, output: Path, sheet: str
) -> list[Refused]:
    """Writes a workbook with ``changes``. A removed row is emptied, so that nothing that refers to
    the rows below goes astray; a formula is not overwritten."""
    try:
        patch = _Sheet(read_member(source, _CONTENT), raw, changes, sheet)
        data = patch.run()
    except (ExpatError, ValueError, LookupError) as error:
        raise changed_since(source) from error
    replace_member(source, output, _CONTENT, data)
    return patch.refused


class _Sheet:
    """Rows and cells that are the same stand once, with the number of times: what changes is taken
    out of the repetition."""

    def __init__(self, xml: bytes, raw: RawTable, changes: Changes, sheet: str) -> None:
        self.xml, self.raw, self.changes = xml, raw, changes
        self.refused: list[Refused] = []
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
                first, behind = behind, behind + int(attributes.get(_ROWS_REPEATED, 1))
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
            times = int(row.attributes.get(_ROWS_REPEATED, 1))
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
                rest = times - (number - first) - 1
                self._texts_behind(number)
                written.append(self._times(row, rest))
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
            times = int(cell.attributes.get(_CELLS_REPEATED, 1))
            numbers = range(first, min(first + times, len(cells)))
            if any(cells[n] != old[n] for n in numbers):
                parts = self._split(cell, first, times, old, cells, record)
                pieces.append((cell.start, cell.end, parts))
            first += times
        more = b"".join(self._new(text, None) for text in cells[first:])
        if any(cells[first:]):
            pieces.append((row.inner_end, row.inner_end, more))
        whole = _repeated(self.xml[row.start : row.inner], _ROWS_REPEATED, 1)
        shift = len(whole) - (row.inner - row.start)
        content = replaced(self.xml[row.start : row.end], _moved(pieces, -row.start))
        return whole + content[len(whole) - shift :]

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
        self.refused.append(Refused(record, column, reason, text))


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
