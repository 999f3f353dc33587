"""The algorithms' help: one Markdown page each, in ``docs/help/LANGUAGE/ID.md``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

from qgis.core import QgsApplication

_PAGES = Path(__file__).parents[2] / "docs" / "help"
_FENCE = "```"
_ITEM = re.compile(r"( *)- (.*)")


def short_help(algorithm_id: str) -> str:
    """The page in the language of QGIS, else in English, as HTML; empty if there is none."""
    return to_html(_page(algorithm_id, QgsApplication.locale()[:2]))


def _page(algorithm_id: str, language: str) -> str:
    for folder in (language, "en"):
        page = _PAGES / folder / f"{algorithm_id}.md"
        if page.is_file():
            return page.read_text(encoding="utf-8")
    return ""


def to_html(markdown: str) -> str:
    """What our pages use of Markdown: a line is a paragraph or an item of a list; fenced code.

    Qt's own conversion brings a style sheet that QGIS shows as text, and makes whole items bold.
    Without line breaks: QGIS would end lists and paragraphs there.
    """
    parts = markdown.split(f"{_FENCE}\n")
    blocks = [
        f"<pre>{_unbroken(escape(part))}</pre>" if number % 2 else _prose(part)
        for number, part in enumerate(parts)
    ]
    return "".join(blocks)


def _prose(markdown: str) -> str:
    levels, texts = [0], []
    for line in filter(str.strip, markdown.splitlines()):
        item = _ITEM.fullmatch(line)
        levels.append(len(item[1]) // 2 + 1 if item else 0)
        texts.append(f"<li>{_marked(item[2])}</li>" if item else f"<p>{_marked(line)}</p>")
    levels.append(0)
    steps = [
        "<ul>" * (after - before) + "</ul>" * (before - after) for before, after in pairwise(levels)
    ]
    return "".join(step + text for step, text in zip(steps, [*texts, ""], strict=True))


def _unbroken(code: str) -> str:
    return code.rstrip("\n").replace("\n", "<br>")


def _marked(line: str) -> str:
    """A line with ``**bold**``, ``*italics*`` and code between backquotes."""
    pieces = escape(line, quote=False).split("`")
    for number in range(1, len(pieces), 2):
        code = pieces[number].replace("*", "&#42;")  # no mark within code
        pieces[number] = f"<code>{code}</code>"
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", "".join(pieces))
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)


#: How a line that tells of parameters begins: ``**Label** (NAME), **Other** (OTHER)``.
_HEAD = re.compile(r"(?:\*\*[^*]+\*\* \([A-Z_]{2,}(?:, [^)]+)?\)(?:, )?)+")
_WITHIN = re.compile(r"\*\* \(([^)]+)\)")
_NAMES = re.compile(r"[A-Z_]{2,}")
_MARKS = re.compile(r"[`*]")


def parameter_help(algorithm_id: str) -> Mapping[str, str]:
    """What the page in QGIS's language says of each parameter, by its name, as plain text."""
    return told_in(QgsApplication.locale()[:2], algorithm_id)


@cache
def told_in(language: str, algorithm_id: str) -> Mapping[str, str]:
    """The same in a language; empty without a page."""
    told: dict[str, str] = {}
    names: list[str] = []
    for line in _page(algorithm_id, language).splitlines():
        item = _ITEM.fullmatch(line)
        text = item[2] if item else line
        if head := _HEAD.match(text):
            names = [name for part in _WITHIN.findall(head[0]) for name in _NAMES.findall(part)]
            told |= dict.fromkeys(names, _sentence(text[head.end() :]))
        elif item is None or not item[1]:
            names = []
        else:  # an item within the item
            told |= {name: f"{told[name]} {_MARKS.sub('', text)}" for name in names}
    return told


def _sentence(text: str) -> str:
    """A text without marks, from a capital to its full stop; a code that it begins with stays."""
    text = text.strip("\u00a0\u202f :")
    first = text[:1] if text.startswith("`") else text[:1].upper()
    text = _MARKS.sub("", first + text[1:])
    return text if text.endswith((".", ")")) else f"{text}."
