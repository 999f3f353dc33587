"""Known scales of fragility, recognised by their columns' names and figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from ...common.text import tr
from ..cell_numbers import numbers
from .code_cells import header_key

_FILE = Path(__file__).parent / "scales.json"
#: How many other columns of a known index must come with a total of a usual name.
_BESIDE = 2


@cache
def _known() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return data


def titles() -> dict[str, str]:
    """What the known scales are called, by id."""
    return {
        "ifn_v1": tr("IFN V1 or Incub'O (base 100)"),
        "ifn_v2": tr("IFN V2 (about -10 to 10)"),
        "ifn_v3": tr("IFN V3 (1 to 10)"),
    }


def scale_of(table: pd.DataFrame, column: str) -> str:
    """The id of the known scale that a column is on, "" for none; higher is more fragile in all.

    Both the name and the figures must fit; a total with a usual name needs columns of the index
    beside it. (IFN V2 of an area without a negative score cannot be distinguished from V3: both
    point the same way.)
    """
    named = (name for name in _named(table, column) if _holds(_scale(name), table[column]))
    return next(named, "")


def misnamed(table: pd.DataFrame, column: str) -> str:
    """The id of the scale that a column's name is of while its figures are of none; else ""."""
    return "" if scale_of(table, column) else next(_named(table, column), "")


def _named(table: pd.DataFrame, column: str) -> Iterator[str]:
    """The ids of the known scales that the name of a column fits."""
    key = header_key(column)
    has_words = any(re.search(rf"\b{word}\b", key) for word in _known()["words"])
    for name, scale in _known()["scales"].items():
        is_named = _fits(key, [*scale["totals"], *scale.get("parts", ())])
        if has_words or (is_named and _is_accompanied(table, scale)):
            yield name


def _scale(name: str) -> dict[str, Any]:
    scale: dict[str, Any] = _known()["scales"][name]
    return scale


def columns_on_scale(table: pd.DataFrame) -> list[str]:
    """The columns of a known index, its total first; empty where none is recognised."""
    for name, scale in _known()["scales"].items():
        fitting = [column for column in table if scale_of(table, column) == name]
        totals = [
            column
            for pattern in [*scale["totals"], *(f".*{word}.*" for word in _known()["words"])]
            for column in fitting
            if re.fullmatch(pattern, header_key(column))
        ]
        if totals:
            return list(dict.fromkeys([*totals[:1], *fitting]))
    return []


def population_column(columns: list[str]) -> str | None:
    """The column that counts inhabitants, by its usual names."""
    return next(filter(counts_people, columns), None)


def counts_people(column: str) -> bool:
    """Whether a column counts inhabitants, by its name."""
    return _fits(header_key(column), _known()["population"])


def is_aside(column: str) -> bool:
    """Whether a column of numbers is no score by its name: a population, an area, a position."""
    return counts_people(column) or _fits(header_key(column), _known()["aside"])


def _fits(key: str, patterns: list[str]) -> bool:
    return any(re.fullmatch(pattern, key) for pattern in patterns)


def _is_accompanied(table: pd.DataFrame, scale: dict[str, Any]) -> bool:
    beside = scale.get("beside")
    keys = {str(column).lower() for column in table}
    return beside is None or len(keys & set(beside)) >= _BESIDE


def _holds(scale: dict[str, Any], cells: pd.Series) -> bool:
    values = numbers(cells).dropna()
    if values.empty:
        return False
    inside = scale["lowest"] <= values.min() and values.max() <= scale["highest"]
    near = scale["mean_from"] <= values.mean() <= scale["mean_to"]
    signs = scale.get("has_negatives")
    return bool(inside and near and (signs is None or signs == bool((values < 0).any())))
