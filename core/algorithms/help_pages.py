"""The pages of the algorithms' help, and what they tell of each parameter.

QGIS wants that as it starts: so nothing is imported here that only ``help`` needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from qgis.core import QgsApplication

_FOLDER = Path(__file__).parents[2] / "docs" / "help"
#: A line that is an item of a list, by how far it stands in.
ITEM = re.compile(r"( *)- (.*)")
#: How a line that tells of parameters begins: ``**Label** (NAME), **Other** (OTHER)``.
_HEAD = re.compile(r"(?:\*\*[^*]+\*\* \([A-Z_]{2,}(?:, [^)]+)?\)(?:, )?)+")
_WITHIN = re.compile(r"\*\* \(([^)]+)\)")
_NAMES = re.compile(r"[A-Z_]{2,}")
_MARKS = str.maketrans("", "", "`*")


def page(language: str, algorithm_id: str) -> str:
    """A page in a language, else in English, as Markdown; empty if there is none."""
    for folder in (language, "en"):
        file = _FOLDER / folder / f"{algorithm_id}.md"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return ""


def parameter_help(algorithm_id: str) -> Mapping[str, str]:
    """What the page in QGIS's language says of each parameter, by its name, as plain text."""
    return told_in(QgsApplication.locale()[:2], algorithm_id)


@cache
def told_in(language: str, algorithm_id: str) -> Mapping[str, str]:
    """The same in a language; empty without a page."""
    told: dict[str, str] = {}
    names: list[str] = []
    for line in page(language, algorithm_id).splitlines():
        item = ITEM.fullmatch(line)
        text = item[2] if item else line
        if head := _HEAD.match(text):
            names = [name for part in _WITHIN.findall(head[0]) for name in _NAMES.findall(part)]
            told |= dict.fromkeys(names, _sentence(text[head.end() :]))
        elif item is None or not item[1]:
            names = []
        else:  # an item within the item
            told |= {name: f"{told[name]} {text.translate(_MARKS)}" for name in names}
    return told


def _sentence(text: str) -> str:
    """A text without marks, from a capital to its full stop; a code that it begins with stays."""
    text = text.strip("\u00a0\u202f :")
    first = text[:1] if text.startswith("`") else text[:1].upper()
    text = (first + text[1:]).translate(_MARKS)
    return text if text.endswith((".", ")")) else f"{text}."
