"""XLSX and ODS workbooks: looked at as the ZIP archives that they are, then read."""

from __future__ import annotations

import lzma
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers.expat import ExpatError  # nosec B406

from osgeo import gdal

from ...common.errors import InputError
from ...common.speech import named
from ...common.text import tr
from .layerfiles import (
    cells_of,
    features_of,
    iso_text,
    no_such_sheet,
    open_layer,
    other_sheets,
    unreadable,
)
from .numberformats import padded_cells
from .opendocument import read_sheets
from .rawtable import Note, RawTable, Record, from_records, refuse_rows

#: What a workbook may hold, unpacked: a census of 100,000 rows holds 250 MB, eleven times its file.
#: A bomb unpacks to far more, and what is large may not be packed more than so many times.
MAXIMUM_UNPACKED = 400_000_000
_LARGE, _TIMES = 100_000_000, 100
_CHUNK = 1 << 20

#: What Python raises on reading an archive that is broken somewhere.
_DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)

#: Numbers as a spreadsheet keeps them and nobody writes them: 42.960000000000001, 7.6E13.
_LONG_NUMBER = re.compile(r"-?\d+\.\d{12,}|-?\d(?:\.\d+)?E[+-]?\d{1,3}")
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
#: Cells far to the right with a format and no content: what formatting a whole sheet may leave.
_BLANK_FAR = re.compile(rb' r="[A-Z]{3}\d+"[^<>]*/>')
_BLANK = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="[A-Z]+\d+"[^>]*/>')
_SPANNED = re.compile(rb'number-(?:rows|columns)-spanned="(?!1")')


def kind_of_archive(path: Path) -> str | None:
    """xlsx or ods; None for another ZIP archive. Raises InputError for a damaged or locked one."""
    with _archive(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "mimetype" in names and b"opendocument.spreadsheet" in _head(archive, "mimetype"):
            if b"encryption-data" in _head(archive, "META-INF/manifest.xml"):
                raise locked(path)
            return "ods"
    return None


def locked(path: Path) -> InputError:
    """The refusal of a workbook that needs a password."""
    return InputError(
        tr(
            "{file} is protected by a password. Open it in a spreadsheet program, save it without "
            "one, and choose that file.",
            file=path,
        )
    )


def read_spreadsheet(path: Path, kind: str, sheet: str | None) -> RawTable:
    """The table of a workbook's sheet; its dates as ISO 8601, the values of its formulas."""
    merged, wide = _look_through(path)
    if kind == "ods":
        name, records, notes = _read_ods(path, sheet)
    elif wide:
        name, records, notes = _read_wide_xlsx(path, sheet)
    else:
        name, records, notes = _read_xlsx(path, sheet)
    raw = from_records(records, str(path))
    raw.format, raw.sheet = kind, name
    # A workbook writes no blank cells at the end of a row: a shorter row lacks none.
    raw.uneven = [(row, count) for row, count in raw.uneven if count > raw.width]
    raw.notes += notes
    if merged:
        raw.notes.append(_merged(merged))
    return raw


def _read_ods(path: Path, sheet: str | None) -> tuple[str, list[Record], list[Note]]:
    with _archive(path) as archive:
        try:
            sheets = read_sheets(archive, path, sheet)
        except (ExpatError, KeyError) as error:
            raise unreadable(path, "ods", str(error)) from error
    if not sheets.names:
        raise unreadable(path, "ods", "")
    if sheet and sheets.chosen < 0:
        raise no_such_sheet(path, sheet, sheets.names)
    records = [(row, [_plain(cell) for cell in cells]) for row, cells in sheets.records]
    notes = [] if sheet else other_sheets(sheets.names, sheets.chosen)
    return sheets.names[sheets.chosen], records, notes


def _read_xlsx(path: Path, sheet: str | None) -> tuple[str, list[Record], list[Note]]:
    settings = {"OGR_XLSX_FIELD_TYPES": "STRING", "OGR_XLSX_HEADERS": "DISABLE"}
    with _settings(settings), open_layer(path, "xlsx", sheet) as (layer, notes):
        count = layer.GetLayerDefn().GetFieldCount()
        refuse_rows(layer.GetFeatureCount(), count, path)
        records: list[Record] = [
            (feature.GetFID(), [_plain(cell) for cell in cells_of(feature, count)])
            for feature in features_of(layer, path, "xlsx")
        ]
        name = layer.GetName()
    _put_zeros(records, path, name)
    return name, records, notes


def _read_wide_xlsx(path: Path, sheet: str | None) -> tuple[str, list[Record], list[Note]]:
    """A workbook without its blank cells, which GDAL takes for columns, and has no room for."""
    with tempfile.TemporaryDirectory(prefix="maillage-") as folder:
        copy = Path(folder, "census.xlsx")
        with _archive(path) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
            for member in archive.infolist():
                data = archive.read(member)
                is_sheet = member.filename.startswith("xl/worksheets/")
                target.writestr(member, _BLANK.sub(b"", data) if is_sheet else data)
        try:
            return _read_xlsx(copy, sheet)
        except InputError as error:
            raise InputError(str(error).replace(str(copy), str(path))) from error


def _put_zeros(records: list[Record], path: Path, sheet: str) -> None:
    """Puts the zeros that the workbook shows before its numbers."""
    with _archive(path) as archive:
        shown = padded_cells(archive, sheet)
    if not shown:
        return
    for row, cells in records:
        for column, cell in enumerate(cells):
            if cell.isdigit():
                cells[column] = cell.zfill(shown.get((row, column), 0))


def _plain(cell: str) -> str:
    if not cell[:2].strip("-").isdigit():
        return cell
    return f"{float(cell):.15g}" if _LONG_NUMBER.fullmatch(cell) else iso_text(cell)


def _look_through(path: Path) -> tuple[list[str], bool]:
    """The merged cells, and whether blank ones stand far to the right of an XLSX sheet.

    Everything is unpacked once, in small pieces.

    Raises InputError for an archive that is damaged, or unpacks to more than is allowed.
    """
    merged: list[str] = []
    wide = False
    with _archive(path) as archive:
        size = sum(member.file_size for member in archive.infolist())
        packed = path.stat().st_size
        if size > MAXIMUM_UNPACKED or size > max(_LARGE, _TIMES * packed):
            raise InputError(
                tr(
                    "{file} unpacks to {size} MB, far more than a census: it was not opened. Save "
                    "only the sheet of the census, as a new file.",
                    file=path,
                    size=size // 1_000_000,
                )
            )
        for member in archive.infolist():
            with archive.open(member) as file:
                tail = b""
                while piece := file.read(_CHUNK):
                    if member.filename.endswith(".xml"):
                        wide = wide or _BLANK_FAR.search(tail + piece) is not None
                        merged += [ref.decode() for ref in _MERGED.findall(tail + piece)]
                        if member.filename == "content.xml" and _SPANNED.search(tail + piece):
                            merged.append("")
                    tail = piece[-60:]
    return list(dict.fromkeys(merged)), wide


def _merged(ranges: list[str]) -> Note:
    message = tr(
        "Cells of the workbook are merged ({ranges}): only the first of them holds the value, the "
        "others are read as empty. Unmerge them and fill each cell.",
        ranges=named(filter(None, ranges[:20])) or "…",
    )
    return None, "cells_merged", message


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP archive. Raises InputError while it is used if it is damaged or locked."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGES as error:
        raise _damaged(path, error) from error
    except (RuntimeError, NotImplementedError) as error:  # a password, an unknown compression
        raise locked(path) from error


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError(
        tr(
            "{file} is damaged or was not copied to its end ({reason}). Fetch it again, or open it "
            "in the program that made it and save it again.",
            file=path,
            reason=error,
        )
    )


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as file:
        return file.read(_CHUNK)


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
