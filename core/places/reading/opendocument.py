"""The cells of an ODS workbook, as they are shown.

GDAL refuses the long repetitions that office programs write below formatted tables, and large
tables; and it does not tell the zeros that a number format shows.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat  # nosec B406

from ...common.text import tr
from .rawtable import Record, refuse_columns, refuse_rows

_CONTENT = "content.xml"
_ROW = "table:table-row"
_CELLS = ("table:table-cell", "table:covered-table-cell")
#: Elements that stand for blanks within a text.
_BLANKS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_GAPS = re.compile("[ .\xa0\u202f-]")
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


class Sheets(NamedTuple):
    """The names of all sheets, and which of them was read: its number and its filled rows."""

    names: list[str]
    chosen: int
    records: list[Record]


def read_sheets(archive: zipfile.ZipFile, path: Path, sheet: str | None) -> Sheets:
    """The rows of ``sheet``, or of the first that holds something.

    A sheet that is not there is number -1. Raises InputError for more rows or columns than can be
    kept, KeyError and expat.ExpatError where there is no such content.
    """
    reader = _Reader(path, sheet)
    with archive.open(_CONTENT) as file:
        reader.parser.ParseFile(file)
    chosen = reader.names.index(sheet) if sheet in reader.names else -1 if sheet else reader.chosen
    return Sheets(reader.names, chosen, reader.records)


class _Reader:
    """Follows the XML: equal rows and cells stand once, with the number of times."""

    def __init__(self, path: Path, sheet: str | None) -> None:
        self.names: list[str] = []
        self.chosen = 0
        self.records: list[Record] = []
        self._path, self._sheet = path, sheet
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

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        around = self._around[-1] if self._around else ""
        self._around.append(tag)
        if self._cell is not None:
            if tag == "text:p" and around in _CELLS:
                self._paragraph_depth = len(self._around)
                self._text.append("\n" if self._text else "")
            elif self._paragraph_depth and tag in _BLANKS:
                self._text.append(_BLANKS[tag] * int(attributes.get("text:c", 1)))
        elif tag == "table:table":
            self._begin_table(attributes.get("table:name", ""))
        elif tag == _ROW:
            self._times = int(attributes.get("table:number-rows-repeated", 1))
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

    def _begin_table(self, name: str) -> None:
        if self._sheet:
            self._wanted = name == self._sheet
        else:
            self._wanted = not self.records
            self.chosen = len(self.names) if self._wanted else self.chosen
        self.names.append(name)
        self._row = self._width = 0

    def _end_cell(self, attributes: dict[str, str]) -> None:
        times = int(attributes.get("table:number-columns-repeated", 1))
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


def _shown(attributes: dict[str, str], shown: str) -> str:
    """A cell's value as text: numbers with a point and the zeros shown, dates in ISO 8601."""
    kind = attributes.get("office:value-type", "")
    if kind in ("float", "currency", "percentage"):
        return _with_zeros(attributes.get("office:value", shown), shown)
    if kind == "date":
        return attributes.get("office:date-value", shown).removesuffix("T00:00:00")
    if kind == "time" and (found := _TIME.fullmatch(attributes.get("office:time-value", ""))):
        return ":".join(f"{int(part):02}" for part in found.groups())
    return attributes.get("office:string-value") or shown


def _with_zeros(number: str, shown: str) -> str:
    """A whole number with the zeros that its format shows before it: 9000 shown as 09000."""
    figures = _GAPS.sub("", shown)
    return figures if figures.isdigit() and figures.lstrip("0") == number else number
