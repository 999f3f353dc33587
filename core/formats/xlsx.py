"""XLSX workbooks: read through GDAL, and single cells changed.

Styles, other sheets and other cells stay as they are.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from xml.parsers.expat import ExpatError

from osgeo import gdal

from ..common.errors import InputError
from ..common.text import tr
from .celledits import CellEdits, RefusedEdit, changed_since
from .daycount import days_counted, first_day_of
from .layerfiles import cells_of, features_of, open_layer
from .numberformats import as_shown, padded_cells
from .rawtable import FIRST_DAY, Note, RawTable, Record, refuse_rows
from .workbook import column_letters, column_number, hidden_sheets, sheet_member
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

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:]+)?")
#: So many rows tell which columns hold numbers.
_LOOKED_AT = 20
_BLANK = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="[A-Z]+\d+"[^>]*/>')


def read_xlsx(path: Path, sheet: str | None) -> tuple[str, list[Record], list[Note]]:
    """The name of a sheet, its rows, and the note on the others. Raises InputError."""
    settings = {"OGR_XLSX_FIELD_TYPES": "STRING", "OGR_XLSX_HEADERS": "DISABLE"}
    with open_archive(path) as archive:
        hidden = hidden_sheets(archive)
    with _settings(settings), open_layer(path, "xlsx", sheet, hidden) as (layer, notes):
        count = layer.GetLayerDefn().GetFieldCount()
        refuse_rows(layer.GetFeatureCount(), count, path)
        records: list[Record] = [
            (feature.GetFID(), [as_shown(cell) for cell in cells_of(feature, count)])
            for feature in features_of(layer, path, "xlsx")
        ]
        name = layer.GetName()
    _put_zeros(records, path, name)
    _count_days(records, path, name)
    return name, records, notes


def read_wide_xlsx(path: Path, sheet: str | None) -> tuple[str, list[Record], list[Note]]:
    """A workbook without its blank cells, which GDAL takes for columns, and has no room for."""
    with tempfile.TemporaryDirectory(prefix="maillage-") as folder:
        copy = Path(folder, "census.xlsx")
        with (
            open_archive(path) as archive,
            zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for member in archive.infolist():
                data = archive.read(member)
                is_sheet = member.filename.startswith("xl/worksheets/")
                target.writestr(member, _BLANK.sub(b"", data) if is_sheet else data)
        try:
            return read_xlsx(copy, sheet)
        except InputError as error:
            raise InputError(str(error).replace(str(copy), str(path))) from error


def _put_zeros(records: list[Record], path: Path, sheet: str) -> None:
    """Puts the zeros that the workbook shows before its numbers."""
    with open_archive(path) as archive:
        shown = padded_cells(archive, sheet)
    if not shown:
        return
    for row, cells in records:
        for column, cell in enumerate(cells):
            if cell.isdigit():
                cells[column] = cell.zfill(shown.get((row, column), 0))


def _count_days(records: list[Record], path: Path, sheet: str) -> None:
    """Puts the dates of a workbook that counts them from another day than GDAL does, with a
    time where GDAL sees one in the format of the cell."""
    with open_archive(path) as archive:
        first_day = first_day_of(archive)
        counted = days_counted(archive, sheet, first_day) if first_day != FIRST_DAY else {}
    for row, cells in records if counted else ():
        for column, cell in enumerate(cells):
            if _ISO_MOMENT.fullmatch(cell):
                cells[column] = counted.get((row, column), cell)[: len(cell)]


@contextmanager
def _settings(values: dict[str, str]) -> Iterator[None]:
    """GDAL settings for a while."""
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in values}
    try:
        for name, value in values.items():
            gdal.SetThreadLocalConfigOption(name, value)
        yield
    finally:
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)


def patch_xlsx(
    source: Path, raw: RawTable, changes: CellEdits, output: Path, sheet: str
) -> list[RefusedEdit]:
    """Writes a workbook with ``changes``. A removed row is emptied, so that references to the rows
    below stay right; a formula is not overwritten."""
    name = _member_of(source, sheet)
    try:
        patch = _Sheet(read_member(source, name), raw, changes)
        data = patch.run()
    except (ExpatError, ValueError, KeyError) as error:
        raise changed_since(source) from error
    replace_member(source, output, name, data)
    return patch.refused


def _member_of(source: Path, sheet: str) -> str:
    """The file of a sheet in the archive; of the first one when ``sheet`` is ""."""
    with zipfile.ZipFile(source) as archive:
        member = sheet_member(archive, sheet)
    if member is None:
        raise changed_since(source)
    return member


class _Sheet:
    def __init__(self, xml: bytes, raw: RawTable, changes: CellEdits) -> None:
        self.xml, self.raw, self.changes = xml, raw, changes
        self.refused: list[RefusedEdit] = []
        self._columns = {name: number for number, name in enumerate(raw.table.columns)}
        rows = raw.rows.tolist()
        records = {*changes.cells, *changes.removed, *range(_LOOKED_AT), len(rows) - 1}
        self._next = rows[-1] + 1
        numbers = {rows[n] for n in records if n < len(rows)}
        numbers |= set(range(self._next, self._next + len(changes.added)))
        self._rows = self._find(numbers)
        self._looked = [n for n in records if n < len(rows)]

    def _find(self, numbers: set[int]) -> dict[int, Element]:
        """The rows by number; cells only of those with these ``numbers``."""
        last = 0

        def keep(name: str, attributes: dict[str, str], around: list[Element]) -> bool:
            nonlocal last
            if name == "row":
                last = int(attributes.get("r", last + 1))
                attributes["r"] = str(last)
                return True
            if name == "c":
                return last in numbers
            return name in ("sheetData", "dimension") or (name == "f" and last in numbers)

        tree = elements(self.xml, keep)
        self._top = {element.tag.rpartition(":")[2]: element for element in tree.children}
        return {int(row.attributes["r"]): row for row in self._top["sheetData"].children}

    def run(self) -> bytes:
        pieces: list[Piece] = []
        for record in sorted({*self.changes.cells, *self.changes.removed}):
            row = self._rows[int(self.raw.rows[record])]
            self._refuse_another(row, record)
            if record in self.changes.removed:
                pieces += self._emptied(row, record)
            else:
                pieces += self._edited(row, record, self.changes.cells[record])
        pieces += self._appended()
        return replaced(self.xml, pieces)

    def _cells(self, row: Element) -> dict[int, Element]:
        cells, last = {}, -1
        for cell in row.children:
            reference = cell.attributes.get("r", "")
            last = column_number(reference.rstrip("0123456789")) if reference else last + 1
            cells[last] = cell
        return cells

    def _refuse_another(self, row: Element, record: int) -> None:
        """Raises ValueError unless the row has cells just where the table has."""
        filled_now = {n for n, cell in self._cells(row).items() if cell.inner_end > cell.inner}
        filled_then = {n for n, text in enumerate(self.raw.table.iloc[record]) if text}
        if not filled_then <= filled_now:
            raise ValueError("another row")

    def _emptied(self, row: Element, record: int) -> list[Piece]:
        if any(cell.children for cell in row.children):
            self._refuse(record, "", "", tr("The row holds a formula, and is not removed."))
            return []
        return [(row.inner, row.inner_end, b"")]

    def _edited(self, row: Element, record: int, cells: dict[str, str]) -> list[Piece]:
        pieces, cells_now = [], self._cells(row)
        fresh: dict[int, bytes] = {}
        for name, text in cells.items():
            number = self._columns[name]
            cell = cells_now.get(number)
            reason = cannot_hold(text)
            if cell is not None and cell.children:
                reason = tr("The cell holds a formula, which is not overwritten.")
            if reason:
                self._refuse(record, name, text, reason)
                continue
            written = self._write(row, number, text, cell, self.raw.table[name].iloc[record])
            if cell is not None:
                pieces.append((cell.start, cell.end, written))
            elif text:
                fresh[number] = written
        if row.inner_end == row.inner and fresh and not cells_now:
            content = b"".join(fresh[n] for n in sorted(fresh))
            row_written = row.opened(self.xml) + content + row.closing()
            return [(row.start, row.end, row_written)]
        for number in sorted(fresh):
            later = [cell.start for n, cell in cells_now.items() if n > number]
            at = min(later, default=row.inner_end)
            pieces.append((at, at, fresh[number]))
        return _together(pieces)

    def _write(
        self,
        row: Element,
        number: int,
        text: str,
        cell: Element | None,
        old: str,
        style: str | None = None,
    ) -> bytes:
        """A cell; a number or a date stays one where the cell, or its column, holds such."""
        prefix, reference = row.prefix, f"{column_letters(number)}{row.attributes['r']}"
        kind = cell.attributes.get("t", "n") if cell is not None else ""
        style = cell.attributes.get("s") if cell is not None else style
        start = f'<{prefix}c r="{reference}"' + (f' s="{style}"' if style else "")
        if not text:
            return f"{start}/>".encode()
        if kind == "n" and _ISO_DAY.fullmatch(old) and _ISO_DAY.fullmatch(text):
            days = (date.fromisoformat(text) - self.raw.first_day).days
            text = str(days) if days >= 0 else text
        elif not ((kind == "n" and NUMBER.fullmatch(old)) or (not old and self._is_number(number))):
            kind = "text"
        if kind != "text" and NUMBER.fullmatch(text):
            return f"{start}><{prefix}v>{text}</{prefix}v></{prefix}c>".encode()
        content = f'<{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t>'
        return f'{start} t="inlineStr"><{prefix}is>{content}</{prefix}is></{prefix}c>'.encode()

    def _is_number(self, number: int) -> bool:
        """Whether most of the filled cells of a column that were looked at hold numbers."""
        filled = [
            cell.attributes.get("t", "n") == "n"
            for n in self._looked
            if (row := self._rows.get(int(self.raw.rows[n])))
            and (cell := self._cells(row).get(number))
            and cell.inner_end > cell.inner
        ]
        return 2 * sum(filled) > len(filled)

    def _appended(self) -> list[Piece]:
        """The new rows, below the last that is filled, with its styles."""
        pieces, data = [], self._top["sheetData"]
        last = self._rows[self._next - 1]
        styles = {n: cell.attributes.get("s") for n, cell in self._cells(last).items()}
        new = b""
        for count, row in enumerate(self.changes.added):
            number = self._next + count
            element = Element(last.tag, {"r": str(number)}, 0, 0)
            cells = []
            for name, text in sorted(row.cells.items(), key=lambda item: self._columns[item[0]]):
                column = self._columns[name]
                if reason := cannot_hold(text):
                    self._refuse(len(self.raw.table) + count, name, text, reason)
                else:
                    cells.append(self._write(element, column, text, None, "", styles.get(column)))
            written = f'<{last.tag} r="{number}">'.encode() + b"".join(cells) + last.closing()
            row_now = self._rows.get(number)
            if row_now is not None:
                pieces.append((row_now.start, row_now.end, written))
            else:
                new += written
        if not self.changes.added:
            return []
        end = self._next + len(self.changes.added)
        below = (row.start for number, row in self._rows.items() if number >= end)
        at = min(below, default=data.inner_end)
        return [*pieces, (at, at, new), *self._dimension()]

    def _dimension(self) -> list[Piece]:
        """The range that the sheet says it fills, with the rows added."""
        element = self._top.get("dimension")
        reference = element.attributes.get("ref", "") if element else ""
        match = re.fullmatch(r"([A-Z]+\d+:[A-Z]+)(\d+)", reference)
        end = self._next - 1 + len(self.changes.added)
        if element is None or match is None or int(match[2]) >= end:
            return []
        tag = self.xml[element.start : element.inner]
        wider = tag.replace(f'"{reference}"'.encode(), f'"{match[1]}{end}"'.encode())
        return [(element.start, element.inner, wider)]

    def _refuse(self, record: int, column: str, text: str, reason: str) -> None:
        self.refused.append(RefusedEdit(record, column, reason, text))


def _together(pieces: list[Piece]) -> list[Piece]:
    """Insertions at the same byte as one, in their order."""
    merged: dict[tuple[int, int], bytes] = {}
    for start, end, new in pieces:
        merged[start, end] = merged.get((start, end), b"") + new
    return [(start, end, new) for (start, end), new in merged.items()]
