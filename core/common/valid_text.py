"""Text from outside, such that Qt, GDAL and SQLite can hold it."""

from __future__ import annotations

import re
from typing import Any

#: Half a character of UTF-16, at which QGIS ends (``"\\ud800"`` in JSON; a byte of a file's name
#: that is none in its encoding), and NUL, at which libraries in C take a text to end.
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
#: What is shown for a character that cannot be.
REPLACEMENT = "\ufffd"


def valid_text(text: str) -> str:
    """``text`` with U+FFFD in place of each half of a character and each NUL."""
    return _NO_CHARACTER.sub(REPLACEMENT, text)


def valid_texts(cells: list[Any]) -> list[Any]:
    """The cells of a column, those that are texts valid: looked at together, for speed."""
    try:
        together = "".join(cells)
    except TypeError:  # not all of them are texts
        together = "".join(cell for cell in cells if isinstance(cell, str))
    try:
        together.encode()
        if "\0" not in together:
            return cells
    except UnicodeEncodeError:
        pass
    return [valid_text(cell) if isinstance(cell, str) else cell for cell in cells]
