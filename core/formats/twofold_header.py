"""Headers in two rows: groups above, such as "Opening hours", and names below, such as "Monday"."""

from __future__ import annotations

import re

#: A longer text is no name of a column, and neither is one without letters, or with an address.
_LONGEST = 60
_LETTERS = re.compile(r"[^\W\d_]")
_CONTENT = re.compile(r"@|://|\d{5}")


def is_twofold(groups: list[str], names: list[str], below: list[list[str]]) -> bool:
    """Whether ``groups`` are the upper row of a header and ``names`` its lower one.

    A group stands above the first of its columns, the cells beside it are blank. Each column has a
    name in one of the rows, and no name stands in the same column ``below``, as a town would.
    """
    width = max(_width(groups), _width(names))
    upper, lower = _filled(groups, width), _filled(names, width)
    beside = lower - upper
    heads = [n for n in upper & lower if n + 1 in beside]
    if len(upper | lower) < width or not heads or len(beside) < max(2, len(heads)):
        return False
    if not upper - lower and min(beside) > max(upper):
        return False  # a row with more cells than the header
    is_repeated = any(
        names[n].strip() == row[n].strip() for row in below for n in lower if n < len(row)
    )
    return bool(below) and not is_repeated and all(_is_name(names[n]) for n in lower)


def joined_names(groups: list[str], names: list[str]) -> list[str]:
    """The names of the columns: those of the lower row, with their group where they repeat, and
    the upper row's where the lower one has none."""
    width = max(_width(groups), _width(names))
    upper, lower = (
        [*(cell.strip() for cell in row), *[""] * width][:width] for row in (groups, names)
    )
    joined, group = [], ""
    for above, name in zip(upper, lower, strict=True):
        group = above or group
        repeats = bool(name) and lower.count(name) > 1
        joined.append(f"{group} {name}".strip() if repeats else name or above)
    return joined


def _width(row: list[str]) -> int:
    return max((n for n, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _filled(row: list[str], width: int) -> set[int]:
    return {n for n, cell in enumerate(row[:width]) if cell.strip()}


def _is_name(cell: str) -> bool:
    text = cell.strip()
    return (
        len(text) <= _LONGEST
        and _LETTERS.search(text) is not None
        and _CONTENT.search(text) is None
    )
