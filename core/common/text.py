"""The marker for translatable text.

Every string that a person reads goes through ``tr``. Plain rooms need no Qt for it: the QGIS rooms
install Qt's translation at start-up, and a notebook simply gets English.
"""

from __future__ import annotations

import re
from collections.abc import Callable

#: The one translation context of the plugin, in ``i18n/maillage_*.ts``.
CONTEXT = "maillage"

#: A spreadsheet takes a cell that begins so for a formula; numbers and phones are none.
_FORMULA = re.compile(r"\s*[=+@-]|[\t\r]")
_NUMBER = re.compile(r"[+-]?[\d .,()/]+")

_translate: Callable[[str], str] | None = None


def tr(text: str, /, **values: object) -> str:
    """``text`` in the user's language, with ``{name}`` replaced by ``values``.

    ``text`` must be a literal, so that ``i18n/update.py`` finds it.
    """
    shown = translated(text)
    return shown.format(**values) if values else shown


def translated(text: str) -> str:
    """What ``tr`` says of a text that comes from elsewhere, a literal there; not filled in."""
    return _translate(text) if _translate else text


def plain_text(value: object) -> str:
    """A cell as text: nothing for None or NaN, ``9122`` for 9122.0, blanks around left out."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def no_formula(cell: str) -> str:
    """A cell's text for a spreadsheet, quoted where it would be run as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def set_translator(translate: Callable[[str], str] | None) -> Callable[[str], str] | None:
    """Use ``translate`` from now on (None: English). Returns the one in use before."""
    global _translate
    previous, _translate = _translate, translate
    return previous
