"""Layouts to PDF files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.core import Qgis, QgsLayoutExporter
from qgis.PyQt.QtCore import QMarginsF, QSizeF
from qgis.PyQt.QtGui import QPageSize, QPainter, QPdfWriter

from ..common.errors import OutputError
from ..common.files import atomic_output
from ..common.text import tr
from .sheet import PAGE_SIZES, Sheet

#: Resolution of what cannot stay vectors.
DPI = 200
#: How many bytes at the end of a PDF must hold its end mark, by the standard.
_END = 1024
#: Where the table of objects stands; its sections and entries; the table that it adds to.
_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_SECTION = re.compile(rb"(\d+) (\d+)\s*\n")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{2}")
_PACKED = re.compile(rb"\d+ \d+ obj\s*<<[^>]*?/Type\s*/XRef\b")
_EARLIER = re.compile(rb"/Prev\s+(\d+)")
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")


def write_pdf(sheet: Sheet, path: Path) -> None:
    """Writes the pages to ``path``, whole or not at all. Raises OutputError."""
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = DPI
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    with atomic_output(path) as temporary:
        exporter = QgsLayoutExporter(sheet.layout)
        result = exporter.exportToPdf(str(temporary), settings)
        if result != QgsLayoutExporter.ExportResult.Success:
            raise _cannot_write(path, exporter.errorMessage())
        _require_whole(temporary, sheet.pages)


class PdfOfAll:
    """One PDF that receives the pages of many layouts."""

    def __init__(self, writer: QPdfWriter, painter: QPainter) -> None:
        self._writer = writer
        self._painter = painter
        self.pages = 0

    def add(self, sheet: Sheet) -> None:
        """Appends the pages of a layout."""
        context = sheet.layout.renderContext()
        context.setDpi(DPI)
        context.setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
        exporter = QgsLayoutExporter(sheet.layout)
        for page in range(sheet.pages):
            if self.pages:
                self._writer.newPage()
            exporter.renderPage(self._painter, page)
            self.pages += 1


@contextmanager
def pdf_of_all(path: Path, page_size: str) -> Iterator[PdfOfAll]:
    """A PDF at ``path`` to add dossiers to. Raises OutputError if it cannot be written."""
    writer = QPdfWriter(str(path))
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QSizeF(*PAGE_SIZES[page_size]), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        raise _cannot_write(path, tr("the file cannot be opened"))
    together = PdfOfAll(writer, painter)
    try:
        yield together
    finally:
        painter.end()
    _require_whole(path, together.pages)


def _require_whole(path: Path, pages: int) -> None:
    """Raises OutputError for a PDF that was cut short, anywhere: nothing else shows that a disk is
    full. Of a table that is itself packed, as PDF 1.5 may have it, only that it is there is looked
    at: neither Qt nor GDAL writes one now."""
    content = path.read_bytes()
    if not _has_packed_table(content) and pages_of(content) != max(pages, 1):
        raise _cannot_write(path, tr("no room is left on the disk"))


def _has_packed_table(content: bytes) -> bool:
    end = _TABLE.search(content[-_END:])
    return end is not None and _PACKED.match(content, int(end[1])) is not None


def pages_of(content: bytes) -> int:
    """How many pages a PDF has, all of whose objects are where its table says; 0 if one is not.

    Of the tables that Qt and GDAL write: ISO 32000-1, 7.5.4 and 7.5.5.
    """
    ends = _TABLE.findall(content[-_END:])
    tables, counts = [int(end) for end in ends[-1:]], []
    for table in tables:  # grows as tables name earlier ones
        objects, trailer = _objects(content, table)
        if not objects or table in tables[:-1]:
            return 0
        for number, place in objects:
            if not content.startswith(b"%d 0 obj" % number, place):
                return 0
        counts += [
            int(match[1] or match[2])
            for _, place in objects
            if (match := _PAGES.search(content, place, content.find(b"endobj", place)))
        ]
        tables += [int(earlier) for earlier in _EARLIER.findall(trailer)]
    return max(counts, default=0)


def _objects(content: bytes, table: int) -> tuple[list[tuple[int, int]], bytes]:
    """Number and place of the objects of a table, and what follows it; nothing where it is cut."""
    if not content.startswith(b"xref", table):
        return [], b""
    place, objects = content.find(b"\n", table) + 1, []
    while section := _SECTION.match(content, place):
        place = section.end()
        for number in range(int(section[1]), int(section[1]) + int(section[2])):
            entry = _ENTRY.match(content, place)
            if entry is None:
                return [], b""
            if entry[3] == b"n":
                objects.append((number, int(entry[1])))
            place = entry.end()
    end = content.find(b"startxref", place)
    is_followed = content.startswith(b"trailer", place) and end > 0
    return (objects, content[place:end]) if is_followed else ([], b"")


def _cannot_write(path: Path, reason: str) -> OutputError:
    return OutputError(
        tr(
            "Cannot write {path}: {reason}. Choose another folder, or close the program using it.",
            path=path,
            reason=reason,
        )
    )
