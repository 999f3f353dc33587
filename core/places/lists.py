"""Cells that hold a list, as programs write one into text: ``['a', 'b']``, ``["a"]``, ``{a,b}``."""

from __future__ import annotations

import ast
import json
import re
from contextlib import suppress

#: Stands between the items of a list that is read as text.
BETWEEN = "|"
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|None|null|nan""", re.DOTALL)
_BRACED = re.compile(r'"(?:[^"\\]|\\.)*"|[^,"{}:]+', re.DOTALL)
_APART = re.compile(r"[\s,]*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NOTHING = ("", "None", "null", "nan", "NULL")


def items_of(cell: str) -> list[str] | None:
    """The items of a cell that is a list of Python or numpy, of JSON or PostgreSQL; None for any
    other cell."""
    ends, content = (cell[:1], cell[-1:]), cell[1:-1].strip()
    pattern = {("[", "]"): _QUOTED, ("{", "}"): _BRACED}.get(ends)
    if pattern is None or len(cell) < 2 or _APART.fullmatch(pattern.sub("", content)) is None:
        return None
    tokens = (token.strip() for token in pattern.findall(content))
    return [_read(token, cell[0]) for token in tokens if token not in _NOTHING]


def _read(token: str, start: str) -> str:
    """What a token says; Python and JSON know more escapes than PostgreSQL."""
    for read in (json.loads, ast.literal_eval) if start == "[" else ():
        with suppress(ValueError, SyntaxError):
            return str(read(token))
    return _ESCAPED.sub(r"\1", token[1:-1]) if token[0] in "'\"" else token


def unlisted(cell: str) -> str:
    """The items of a list joined by ``|``; any other cell as it is."""
    items = items_of(cell)
    return cell if items is None else BETWEEN.join(items)


def listed(items: list[str], like: str) -> str:
    """``items`` as a list written as the list ``like`` is."""
    if like.startswith("{"):
        return "{" + ",".join(_braced(item) for item in items) + "}"
    if '"' in like:
        return json.dumps(items, ensure_ascii=False)
    return repr(items)


def _braced(item: str) -> str:
    if re.fullmatch(r"[\w.-]+", item) and item.upper() != "NULL":
        return item
    return '"' + re.sub(r'(["\\])', r"\\\1", item) + '"'
