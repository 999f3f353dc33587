"""The names that the columns of a source get, and when two names are the same."""

from __future__ import annotations

import re

from ..common.normalising import normalise


def column_key(name: str) -> str:
    """A column's name to compare by: without case, accents, blanks, ``_`` or punctuation."""
    return re.sub(r"[\W_]+", "", normalise(name))


def unique_names(names: list[str], taken: tuple[str, ...] = ()) -> list[str]:
    """``names`` made unique ignoring case: repeats get ``_2``, ``_3``; nameless ``column_N``."""
    used = {name.lower() for name in taken}
    unique = []
    for number, name in enumerate(names, start=1):
        base = name or f"column_{number}"
        candidate, repeat = base, 1
        while candidate.lower() in used:
            repeat += 1
            candidate = f"{base}_{repeat}"
        used.add(candidate.lower())
        unique.append(candidate)
    return unique
