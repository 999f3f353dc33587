"""What may be personal data in a census: the one rule for the checks and for publishing.

A structure's address or number is public. One that names somebody, a mobile number, and any address
or mobile number outside the columns made for them is published only if its owner agreed; the same
holds for a person's name in a free text.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from ..common.normalising import normalise
from .contacts import EMAIL, read_phones

#: The checks that speak of personal data.
PERSONAL_CHECKS = (
    *("email_personal", "phone_personal"),
    *("email_misplaced", "phone_misplaced", "name_misplaced"),
)

_MOBILE = re.compile(
    r"(?<![\w+])(?<!\d[.,])(?:(?:\+|00)33[\s.-]?(?:\(0\))?[\s.-]?|0)[67](?:[\s.-]?\d){8}(?!\w)"
)
_WORD = r"[^\W\d_a-zà-ÿ][\w’'-]+"
#: A name after a title, or two to four words that are all of a cell, or of a part of it.
_TITLED = re.compile(rf"\b(?:M\.|Mr\.?|Mme\.?|Mlle\.?|Monsieur|Madame)\s+{_WORD}(?:\s+{_WORD})*")
_ALONE = re.compile(rf"(?:^|[:;,/(])\s*({_WORD}(?:\s+{_WORD}){{1,3}})\s*(?=$|[;,/)])")
#: The public fields whose texts are free; other columns are of the source only ("").
_FREE = ("", "access_conditions")
#: A first name joined to a family name is recognised only if it is at least this long.
_GLUED = 5


def personal_parts(cell: str, field: str, about: str) -> list[tuple[str, str]]:
    """The parts of a cell that may be personal data: (check, the part as it is written).

    ``field`` is "email" or "phone" for the columns made for them, anything else for another one;
    ``about`` are the place's name and town, whose words are not those of a person.
    """
    parts = []
    for address in EMAIL.findall(cell) if "@" in cell else ():
        if field != "email":
            parts.append(("email_misplaced", address))
        elif is_personal_email(address, about):
            parts.append(("email_personal", address))
    if field == "phone":
        phones = {phone.written: phone.number for phone in read_phones(cell)}
        mobiles = [written for written, number in phones.items() if is_mobile(number or written)]
        parts += [("phone_personal", written) for written in mobiles]
    else:
        parts += [("phone_misplaced", match[0]) for match in _MOBILE.finditer(cell)]
    parts += [("name_misplaced", name) for name in names_of_people(cell, field)]
    return parts


def names_of_people(cell: str, field: str) -> list[str]:
    """Those in a free text: after a title, or alone, if they start with a first name."""
    if field not in _FREE:
        return []
    first_names = _listed()["first_names"]
    alone = [name for name in _ALONE.findall(cell) if normalise(name).split()[0] in first_names]
    return [*_TITLED.findall(cell), *alone]


def is_mobile(number: str) -> bool:
    """Whether a number is a French mobile one, overseas included."""
    digits = re.sub(r"\D", "", number)
    return bool(re.match(r"(?:0|33|0033)[67]", digits))


def is_personal_email(address: str, about: str) -> bool:
    """Whether an address names a person: a first name, or the initial and a name.

    It does not if one of its words means a structure (``accueil``, ``pij``), or if its words are
    those of the place itself (``lou.cantou`` for the Lou Cantou).
    """
    local, _, domain = address.partition("@")
    words = _listed()
    tokens = [token for token in re.split(r"[\W\d_]+", normalise(local)) if token]
    if not tokens or any(token in words["structure_words"] for token in tokens):
        return False
    if any(token in ("saint", "sainte", "st", "ste") for token in tokens):
        return False
    place = "".join(normalise(about).split())
    if len(tokens) > 1 and len(tokens[0]) == 1:
        return len(tokens[-1]) > 3 and tokens[-1] not in place
    named = tokens[0] in words["first_names"] or tokens[-1] in words["first_names"]
    if named:
        return not all(token in place for token in tokens)
    return domain.partition(".")[0].lower() in words["webmail"] and _is_glued(tokens[0], place)


def _is_glued(token: str, place: str) -> bool:
    """Whether a token is a first name and a name in one: ``manonbonnet``."""
    return any(
        token.startswith(token[:length]) and token[:length] in _listed()["first_names"]
        for length in range(_GLUED, len(token) - 3)
    ) and not any(token[start : start + 5] in place for start in range(len(token) - 4))


@cache
def _listed() -> dict[str, frozenset[str]]:
    """``personal.json``, in lower case without accents: domains of webmail, words that tell the
    address of a structure, first names."""
    text = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in json.loads(text).items()}


def without(cell: str, parts: list[str]) -> str:
    """``cell`` without these parts and without the marks and blanks around them."""
    for part in dict.fromkeys(parts):
        cell = cell.replace(part, "")
    return re.sub(r"\s{2,}", " ", cell).strip(" ,;:/<>()-–") if parts else cell
