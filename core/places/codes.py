"""Cells of codes, as people fill them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..nomenclature import Vocabulary
from .lists import unlisted

#: What separates the parts of a cell: these first, because the others also stand inside labels.
_SPLITTERS = [re.compile(signs) for signs in (r"[;|\r\n]", ",", "/", "-")]
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
USUAL_SEPARATORS = (";", "|", "-", ",", "/")
_CODE_LIKE = re.compile(r"\w{1,10}")

#: A label of the national schema to codes of the vocabulary; None when it is no such label.
Translate = Callable[[str], "list[str] | None"]


@dataclass
class Codes:
    """What a cell of codes holds.

    ``clean``: the known codes; ``unknown`` what looks like a code, or stands in an enumeration, but
    is not a known one; ``free_text`` other words; ``repeated`` codes that stand there twice;
    ``untranslated`` labels of the national schema that the nomenclature has no code for.
    """

    clean: str
    unknown: list[str] = field(default_factory=list)
    free_text: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    untranslated: list[str] = field(default_factory=list)


def read_codes(
    cell: str, vocabulary: Vocabulary, separator: str = "", translate: Translate | None = None
) -> Codes:
    """The known codes of ``cell`` in the vocabulary's order, and what else stands there.

    A cell may be a list, as programs write one. Its parts are separated by ``separator`` if one is
    given, then by ``;``, ``|`` or a line break, then by ``,``, by ``/`` and by ``-``, codes in a
    part by blanks. A part may also be a label or a synonym, or a label that ``translate`` knows.
    Codes are recognised in capitals only inside a sentence, so that "de" in a text is not the code
    DE.
    """
    splitters = [re.compile(re.escape(separator))] if separator else []
    known_codes: list[str] = []
    codes = Codes("")

    def read(text: str, splitters: list[re.Pattern[str]]) -> None:
        text = text.strip()
        item = vocabulary.find(text) if text else None
        translated = translate(text) if translate and text and not item else None
        if item:
            known_codes.append(item.code)
        elif translated is not None:
            known_codes.extend(translated)
            codes.untranslated.extend([] if translated else [text])
        elif splitters:
            for part in splitters[0].split(text):
                read(part, splitters[1:])
        else:
            _read_words(text, vocabulary, known_codes, codes)

    cell = unlisted(cell.strip())
    codes.free_text += _ADDRESS.findall(cell)  # the words in an address are not codes
    read(_ADDRESS.sub(" ", cell), [*splitters, *_SPLITTERS])
    codes.clean = vocabulary.join(set(known_codes))
    codes.repeated = sorted({code for code in known_codes if known_codes.count(code) > 1})
    return codes


def _read_words(text: str, vocabulary: Vocabulary, known_codes: list[str], codes: Codes) -> None:
    other_words = []
    for word in text.split():
        if word in vocabulary.codes:
            known_codes.append(word)
        else:
            other_words.append(word)
    if len(other_words) == 1 and _CODE_LIKE.fullmatch(other_words[0]):
        codes.unknown.append(other_words[0])
    elif other_words:
        codes.free_text.append(" ".join(other_words))
