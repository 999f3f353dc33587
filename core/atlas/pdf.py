"""Layouts to PDF files."""

from __future__ import annotations

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
        _require_end(temporary)


class PdfOfAll:
    """One PDF that receives the pages of many layouts."""

    def __init__(self, writer: QPdfWriter, painter: QPainter) -> None:
        self._writer = writer
        self._painter = painter
        self._is_empty = True

    def add(self, sheet: Sheet) -> None:
        """Appends the pages of a layout."""
        context = sheet.layout.renderContext()
        context.setDpi(DPI)
        context.setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
        exporter = QgsLayoutExporter(sheet.layout)
        for page in range(sheet.pages):
            if not self._is_empty:
                self._writer.newPage()
            exporter.renderPage(self._painter, page)
            self._is_empty = False


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
    try:
        yield PdfOfAll(writer, painter)
    finally:
        painter.end()
    _require_end(path)


def _require_end(path: Path) -> None:
    """Raises OutputError for a PDF that was cut short: nothing else shows that a disk is full."""
    if b"%%EOF" not in path.read_bytes()[-_END:]:
        raise _cannot_write(path, tr("no room is left on the disk"))


def _cannot_write(path: Path, reason: str) -> OutputError:
    return OutputError(
        tr(
            "Cannot write {path}: {reason}. Choose another folder, or close the program using it.",
            path=path,
            reason=reason,
        )
    )
