"""The algorithms' help: one Markdown page each, in ``docs/help/LANGUAGE/ID.md``."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

from qgis.core import QgsApplication

from .help_pages import ITEM, page

_FENCE = "```"


def short_help(algorithm_id: str) -> str:
    """The page in the language of QGIS, else in English, as HTML; empty if there is none."""
    return to_html(page(QgsApplication.locale()[:2], algorithm_id))


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
        item = ITEM.fullmatch(line)
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
