"""Which column tells territories apart, and whether its repeats are parts of one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import pandas as pd

from ..common.text import plain_text
from .zones import CODE_NAMES, NAME_NAMES

#: Names of columns that only number the rows of a table.
_ROW_NUMBERS = ("fid", "ogc_fid", "gid", "objectid", "id")
#: How columns of codes are called, though the codes may have become numbers.
_CALLED_CODE = re.compile(r"(code|cod|num|insee|siren|id)[ _]|.*[ _](code|insee|siren)$")
#: What a column of codes holds: one word, with a figure in it.
_CODE_LIKE = re.compile(r"(?=\D*\d)[\w-]+")


def code_column(table: pd.DataFrame, chosen: str = "") -> str:
    """The column of the territories' codes: the ``chosen`` one, else of those with a usual name
    the one that tells most rows apart (a commune also bears the code of its EPCI). "" for none."""
    if chosen:
        return next((name for name in table if name.lower() == chosen.lower()), "")
    usual = sorted(
        (name for name in table if name.lower() in CODE_NAMES),
        key=lambda name: CODE_NAMES.index(name.lower()),
    )
    return max(usual, key=lambda name: len(set(_texts(table, name))), default="")


def own_identifier(
    table: pd.DataFrame, code: str, figures: Collection[str] = (), *, names_tell: bool
) -> str:
    """Another column of codes, each of one row: then rows with the same ``code`` are no parts but
    smaller territories inside it (IRIS, cells, buildings of a commune). "" for none.

    ``figures`` are columns that hold no codes. Where ``names_tell``, names that differ among all
    rows of a code say so too.
    """
    codes = _texts(table, code)
    for name in table:
        lower = name.lower()
        if name == code or name in figures or lower in _ROW_NUMBERS:
            continue
        texts = _texts(table, name)
        if "" in texts:
            continue
        if names_tell and lower in NAME_NAMES and _differ(zip(codes, texts, strict=True)):
            return str(name)
        if not _differ(texts):
            continue
        is_text = all(isinstance(cell, str) for cell in table[name])
        is_called = lower in CODE_NAMES or _CALLED_CODE.match(lower) is not None
        if (is_text or is_called) and all(map(_CODE_LIKE.fullmatch, texts)):
            return str(name)
    return ""


def _differ(values: Iterable[object]) -> bool:
    """Whether no value comes twice."""
    every = list(values)
    return len(set(every)) == len(every)


def _texts(table: pd.DataFrame, name: str) -> list[str]:
    return [plain_text(cell) for cell in table[name]]
