"""Texts made comparable: without accents, case and punctuation."""

from __future__ import annotations

import re
import unicodedata


def normalise(text: str) -> str:
    """``text`` without accents, case, punctuation or repeated blanks, to compare wordings."""
    bare = text if text.isascii() else _without_accents(text)
    return " ".join(re.findall(r"\w+", bare.casefold()))


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
