"""The scenarios in the project: they are saved and opened with it."""

from __future__ import annotations

from qgis.core import QgsProject

from ...core.access.scenario import Book, first_book, from_json, to_json

_SCOPE, _KEY = "maillage_whatif", "scenarios"


def read_book() -> Book:
    """The project's scenarios; a first, empty one where it has none. Raises InputError."""
    text, known = QgsProject.instance().readEntry(_SCOPE, _KEY)
    return from_json(text) if known and text else first_book()


def keep_book(book: Book) -> None:
    """Keeps scenarios with the project."""
    QgsProject.instance().writeEntry(_SCOPE, _KEY, to_json(book))
