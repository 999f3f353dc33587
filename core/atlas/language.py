"""The language of a run's dossiers, which may differ from that of QGIS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QTranslator

from ..common import voice
from ..common.text import CONTEXT

_TRANSLATIONS = Path(__file__).parents[2] / "i18n"
LANGUAGES = ("fr", "en")


def default_language() -> str:
    """The language of QGIS if the dossiers exist in it, else English."""
    language = QgsApplication.locale()[:2]
    return language if language in LANGUAGES else "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Texts are in ``language`` inside the block; English where its translation is not compiled."""
    file = _TRANSLATIONS / f"maillage_{language}.qm"
    # Loaded from memory that outlives the translator: Qt would map the file, which may be
    # rewritten.
    words = file.read_bytes() if file.is_file() else b""
    translator = QTranslator()
    loaded = translator.loadFromData(words)

    def translate(text: str, n: int = -1) -> str:
        # As bytes: PyQt takes only ASCII of a str here.
        return translator.translate(CONTEXT.encode(), text.encode(), None, n) or text

    with voice.speaking(translate, language) if loaded else voice.speaking(None):
        yield
