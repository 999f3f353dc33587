"""XLSX and ODS workbooks: looked at as the ZIP archives that they are, then read."""

from __future__ import annotations

import re
from pathlib import Path

from ..common.errors import InputError
from ..common.speech import named
from ..common.text import tr
from .daycount import first_day_of
from .ods import read_ods
from .rawtable import FIRST_DAY, Note, RawTable, from_records
from .xlsx import read_wide_xlsx, read_xlsx
from .xmlarchive import CHUNK, head_of, locked, open_archive

#: What a workbook may hold, unpacked: a census of 100,000 rows holds 250 MB, eleven times its file.
#: A bomb unpacks to far more, so a large archive may not unpack to more than so many times its
#: size.
MAXIMUM_UNPACKED = 400_000_000
_LARGE, _TIMES = 100_000_000, 100


_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
#: Cells far to the right with a format and no content: what formatting a whole sheet may leave.
_BLANK_FAR = re.compile(rb' r="[A-Z]{3}\d+"[^<>]*/>')
_SPANNED = re.compile(rb'number-(?:rows|columns)-spanned="(?!1")')


def kind_of_archive(path: Path) -> str | None:
    """xlsx or ods; None for another ZIP archive. Raises InputError for a damaged or locked one."""
    with open_archive(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "mimetype" in names and b"opendocument.spreadsheet" in head_of(archive, "mimetype"):
            if b"encryption-data" in head_of(archive, "META-INF/manifest.xml"):
                raise locked(path)
            return "ods"
    return None


def is_miscounted(path: Path) -> bool:
    """Whether a file is a workbook whose dates GDAL, and so QGIS, takes for others."""
    if path.suffix.lower() not in (".xlsx", ".xlsm") or kind_of_archive(path) != "xlsx":
        return False
    with open_archive(path) as archive:
        return first_day_of(archive) != FIRST_DAY


def read_spreadsheet(path: Path, kind: str, sheet: str | None) -> RawTable:
    """The table of a workbook's sheet; its dates as ISO 8601, the values of its formulas."""
    merged, wide = _look_through(path)
    if kind == "ods":
        name, records, notes = read_ods(path, sheet)
    elif wide:
        name, records, notes = read_wide_xlsx(path, sheet)
    else:
        name, records, notes = read_xlsx(path, sheet)
    raw = from_records(records, str(path))
    raw.format, raw.sheet = kind, name
    with open_archive(path) as archive:
        raw.first_day = first_day_of(archive)
    # A workbook does not write blank cells at the end of a row: a shorter row is complete.
    raw.uneven = [(row, count) for row, count in raw.uneven if count > raw.width]
    raw.notes += notes
    # Titles, and the groups of a header in two rows, are merged to no harm.
    merged = [each for each in merged if not _is_above(each, raw.header)]
    if merged:
        raw.notes.append(_merged(merged))
    return raw


def _look_through(path: Path) -> tuple[list[str], bool]:
    """The merged cells, and whether blank ones stand far to the right of an XLSX sheet.

    Everything is unpacked once, in small pieces.

    Raises InputError for an archive that is damaged, or unpacks to more than is allowed.
    """
    merged: list[str] = []
    wide = False
    with open_archive(path) as archive:
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
                while piece := file.read(CHUNK):
                    if member.filename.endswith(".xml"):
                        wide = wide or _BLANK_FAR.search(tail + piece) is not None
                        merged += [ref.decode() for ref in _MERGED.findall(tail + piece)]
                        if member.filename == "content.xml" and _SPANNED.search(tail + piece):
                            merged.append("")
                    tail = piece[-60:]
    return list(dict.fromkeys(merged)), wide


def _is_above(merged: str, header: int) -> bool:
    """Whether merged cells such as ``A1:C2`` begin above the row of the header, and end there."""
    rows = [int(row) for row in re.findall(r"[0-9]{1,18}", merged)]
    return bool(rows) and rows[0] < header and rows[-1] <= header


def _merged(ranges: list[str]) -> Note:
    message = tr(
        "Cells of the workbook are merged ({ranges}): only the first of them holds the value, the "
        "others are read as empty. Unmerge them and fill each cell.",
        ranges=named(filter(None, ranges[:20])) or "…",
    )
    return None, "cells_merged", message
