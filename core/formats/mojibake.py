"""Mojibake: text whose bytes were once read in another encoding than their own, put right."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..common.valid_text import valid_text
from .encodings import FRENCH

# The characters whose misreadings are known: accents and signs of western Europe, and the control
# characters that misreading twice makes of them.
_REPAIRED = (
    "".join(map(chr, range(0x80, 0x100)))
    + "ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™\u202f\u2011"
    + "\u0300\u0301\u0302\u0308\u0327"
)


def _misread(codec: str) -> Callable[[str], str]:
    """How the UTF-8 bytes of a character look in ``codec``; bytes unknown to it in Latin-1."""
    return lambda letter: "".join(
        bytes([byte]).decode(codec, errors="replace").replace("\ufffd", chr(byte))
        for byte in letter.encode("utf-8")
    )


_IMAGES = {
    _misread(codec)(letter): letter
    for codec in ("mac_roman", "latin-1", "cp1252")
    for letter in _REPAIRED
}
_IMAGES |= {"ï»¿": "", "\u00c3  ": "à ", "\u00c3 ": "à "}  # a mark; the à whose blank was plain
_MISREAD = re.compile("|".join(map(re.escape, sorted(_IMAGES, key=len, reverse=True))))
#: Bytes that a program wrote as literals, R for one: ``<e9>``, ``<c3><a9>``, ``<U+00E9>``.
_LITERAL_BYTES = re.compile(r"(?:<[89a-f][0-9a-f]>)+", re.IGNORECASE)
_LITERAL_POINTS = re.compile(r"<U\+([0-9A-F]{4})>")


def repair_mojibake(text: str) -> str | None:
    """``text`` with its misread characters put right ("Ã©" is "é"), None when it is healthy.

    UTF-8 read as Windows-1252, Latin-1 or MacRoman, up to three times over; literal bytes. Only
    characters that cannot stand next to each other in French are touched.
    """
    repaired = text
    if "<" in text:
        repaired = _LITERAL_BYTES.sub(_from_literal_bytes, repaired)
        repaired = _LITERAL_POINTS.sub(lambda found: valid_text(chr(int(found[1], 16))), repaired)
    if not repaired.isascii():
        for _ in range(3):
            repaired = _MISREAD.sub(lambda found: _IMAGES[found[0]], repaired)
    return None if repaired == text else repaired


def _from_literal_bytes(match: re.Match[str]) -> str:
    data = bytes.fromhex(re.sub("[<>]", "", match[0]))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text if all(letter in FRENCH for letter in text) else match[0]
