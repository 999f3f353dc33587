"""The algorithms' help: one Markdown page each, in ``docs/help/LANGUAGE/ID.md``."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QTextDocument

_PAGES = Path(__file__).parents[2] / "docs" / "help"


def short_help(algorithm_id: str) -> str:
    """The page in the language of QGIS, else in English, as HTML; empty if there is none."""
    for language in (QgsApplication.locale()[:2], "en"):
        page = _PAGES / language / f"{algorithm_id}.md"
        if page.is_file():
            document = QTextDocument()
            document.setMarkdown(page.read_text(encoding="utf-8"))
            return document.toHtml()
    return ""
