"""Cells of the published CSV, as the web map's reader needs them."""

from __future__ import annotations

import re

#: The reader turns the first back into a line break and the second into a quote.
_RESERVED = {"~~datami-br~~": " ", "~~datami-quotes~~": "’"}
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f\u0085\u2028\u2029]+")


def clean_cell(text: str) -> str:
    """One line, without outer or repeated blanks, reserved tokens, or a quote at its start.

    A cell that starts with ``"`` shifts its row in the reader: the pair of quotes becomes
    typographic.
    """
    for token, replacement in _RESERVED.items():
        text = text.replace(token, replacement)
    text = _BLANKS.sub(" ", text).strip()
    while text.startswith('"'):
        text = "“" + text[1:].replace('"', "”", 1)
    return text
