"""Cells of codes, as people fill them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..nomenclature import Vocabulary

#: What separates the parts of a cell, then the codes of a part.
_PARTS = re.compile(r"[-;,|/]")
_CODE_LIKE = re.compile(r"\w{1,10}")


@dataclass
class Codes:
    """What a cell of codes holds."""

    clean: str
    unknown: list[str] = field(default_factory=list)
    free_text: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)


def read_codes(cell: str, vocabulary: Vocabulary) -> Codes:
    """The known codes of ``cell`` in the vocabulary's order, and what else stands there.

    Parts are separated by ``-``, ``;``, ``,``, ``|`` or ``/``, codes in a part by blanks. A part
    may also be a label or a synonym. Codes are recognised in capitals only inside a sentence, so
    that "de" in a text is not the code DE.
    """
    found: list[str] = []
    codes = Codes("")
    whole = vocabulary.find(cell) if cell.strip() else None
    for part in [] if whole else _PARTS.split(cell):
        _read_part(part.strip(), vocabulary, found, codes)
    if whole:
        found.append(whole.code)
    codes.clean = vocabulary.join(set(found))
    codes.repeated = sorted({code for code in found if found.count(code) > 1})
    return codes


def _read_part(part: str, vocabulary: Vocabulary, found: list[str], codes: Codes) -> None:
    if not part:
        return
    item = vocabulary.find(part)
    if item:
        found.append(item.code)
        return
    rest = []
    for word in part.split():
        if word in vocabulary.codes:
            found.append(word)
        else:
            rest.append(word)
    if len(rest) == 1 and _CODE_LIKE.fullmatch(rest[0]):
        codes.unknown.append(rest[0])
    elif rest:
        codes.free_text.append(" ".join(rest))
