"""Communes that merged: what an index of the old ones says of the new ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from ...common.errors import InputError
from ...common.speech import named
from ...common.text import tr
from ..cell_numbers import numbers
from ..zones import CODE_NAMES, find_column
from .code_cells import as_codes, header_key
from .scales import population_column

#: Names of the column that says which territory took another one's place, and of the old code.
_REPLACED_BY = (
    "remplacee par",
    "remplace par",
    "replaced by",
    "com ap",
    "nouveau code",
    "new code",
)
_OLD = ("com_av", "ancien_code", "old_code", *CODE_NAMES)


@dataclass(frozen=True)
class Mergers:
    """``successor``: the code that took an old one's place, in the end; ``population``: inhabitants
    by code, as known."""

    successor: dict[str, str] = field(default_factory=dict)
    population: dict[str, float] = field(default_factory=dict)

    @cached_property
    def replaced(self) -> dict[str, list[str]]:
        """By code, the old codes that it replaced."""
        old_codes: dict[str, list[str]] = {}
        for old, new in self.successor.items():
            old_codes.setdefault(new, []).append(old)
        return old_codes


def replaced_by(columns: list[str]) -> str | None:
    """The column that says which territory took another one's place, if there is one."""
    return next((name for name in columns if header_key(name) in _REPLACED_BY), None)


def read_mergers(table: pd.DataFrame, table_name: str, code: str | None = None) -> Mergers:
    """Mergers from a table with a column such as ``remplacee_par``; it may have populations.

    ``code`` names the column of old codes (found by usual names when not given). Raises InputError
    without these columns, and for codes that replace each other in a circle.
    """
    names = [str(name) for name in table]
    new = replaced_by(names)
    if new is None:
        raise InputError(
            tr(
                "{table} does not say which territory replaced another: it needs a column "
                "“remplacee_par” beside the old codes. Its columns are: {columns}.",
                table=table_name,
                columns=named(names) or "-",
            )
        )
    old = find_column([name for name in names if name != new], code, _OLD, table_name)
    codes, successors = as_codes(table[old]), as_codes(table[new])
    direct = {c: n for c, n in zip(codes, successors, strict=True) if c and n and c != n}
    people = population_column(names)
    counts = numbers(table[people]) if people else pd.Series(np.nan, index=table.index)
    population = {c: float(p) for c, p in zip(codes, counts, strict=True) if c and p >= 0}
    return Mergers({code: _last(code, direct, table_name) for code in direct}, population)


def _last(code: str, direct: Mapping[str, str], table_name: str) -> str:
    chain = [code]
    while chain[-1] in direct:
        chain.append(direct[chain[-1]])
        if chain[-1] in chain[:-1]:
            raise InputError(
                tr(
                    "{table}: the codes {codes} replace each other in a circle. Correct them.",
                    table=table_name,
                    codes=named(chain),
                )
            )
    return chain[-1]


def weighted_mean(scores: pd.DataFrame, weights: np.ndarray) -> pd.Series:
    """The mean of each column by weight, over the rows that have a figure; NaN without weight."""
    values = scores.to_numpy(dtype=float)
    weight = np.where(np.isfinite(values), weights[:, None], 0.0)
    total = weight.sum(axis=0)
    sums = (weight * np.nan_to_num(values)).sum(axis=0)
    means = np.where(total > 0, sums / np.where(total > 0, total, 1.0), np.nan)
    return pd.Series(means, index=scores.columns)


def weights_of(codes: list[str], *sources: Mapping[str, float]) -> np.ndarray | None:
    """Populations of the codes from the first source that knows them all; None if none does."""
    for source in sources:
        if all(code in source for code in codes) and any(source[code] > 0 for code in codes):
            return np.array([source[code] for code in codes])
    return None
