"""Fragility indices computed from raw indicators.

A method is data (``methods/*.json``): each variable has a threshold and a way to its coefficient,
each axis lists variables or other axes.

Source of the formula: Incub'O, SGAR Occitanie, 2019. coefficient = value / threshold ("ratio"),
(1 - value) / threshold ("missing_share", coverage rates), max(0, 2 - value / threshold)
("scarcity", where more is better); points = 100 x coefficient; an axis's score is the sum of its
variables' points, rounded to 2 decimals, over their number. 100 is the region; higher is more
fragile.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.text import plain_text, tr
from .zones import CODE_NAMES, find_column

METHODS = Path(__file__).parent / "methods"


@dataclass(frozen=True)
class Method:
    """A fragility method: thresholds and coefficients by variable, parts by axis."""

    id: str
    thresholds: dict[str, float]
    coefficients: dict[str, str]
    axes: dict[str, list[str]]

    @classmethod
    def load(cls, name: str) -> Method:
        """One of the methods that ship with the plugin ("incubo", "incubo_corrected")."""
        data = json.loads((METHODS / f"{name}.json").read_text(encoding="utf-8"))
        variables = data["variables"]
        return cls(
            data["id"],
            {key: variable["threshold"] for key, variable in variables.items()},
            {key: variable["coefficient"] for key, variable in variables.items()},
            data["axes"],
        )

    def variables_of(self, axis: str) -> list[str]:
        """The variables that an axis sums, through the axes it is made of."""
        return [
            variable
            for part in self.axes[axis]
            for variable in (self.variables_of(part) if part in self.axes else [part])
        ]


@dataclass(frozen=True)
class Index:
    """Scores by territory, and what could not be read."""

    scores: pd.DataFrame
    unreadable: list[tuple[str, str, str]]


def compute_index(
    indicators: pd.DataFrame, method: Method, code_column: str | None = None, what: str = "-"
) -> Index:
    """Scores of each row of ``indicators``, a column per axis after the code column.

    A cell that holds no number counts 0 points and still divides, as the official method does; it
    is listed in ``unreadable`` as (code, variable, text). ``what`` names the table in messages.
    Raises InputError when a variable's column is missing or mostly unreadable, or a code is missing
    or repeated.
    """
    code_column = find_column([str(name) for name in indicators], code_column, CODE_NAMES, what)
    missing = [name for name in method.thresholds if name not in indicators]
    if missing:
        raise InputError(
            tr(
                "{table} lacks the indicators {missing}. Its columns are: {columns}.",
                table=what,
                missing=", ".join(missing),
                columns=", ".join(map(str, indicators.columns)),
            )
        )
    codes = indicators[code_column].map(plain_text)
    _check_codes(codes, code_column, what)
    points = pd.DataFrame(index=indicators.index)
    unreadable = []
    for variable, threshold in method.thresholds.items():
        values = _numbers(indicators[variable])
        _check_readable(values, indicators[variable], variable, what)
        for row in np.flatnonzero(values.isna()):
            unreadable.append(
                (codes.iloc[row], variable, plain_text(indicators[variable].iloc[row]))
            )
        coefficient = _COEFFICIENTS[method.coefficients[variable]](values, threshold)
        points[variable] = (100 * coefficient).fillna(0)
    scores = pd.DataFrame({code_column: codes})
    for axis in method.axes:
        variables = method.variables_of(axis)
        scores[axis] = points[variables].sum(axis=1).round(2) / len(variables)
    return Index(scores, unreadable)


def _numbers(cells: pd.Series) -> pd.Series:
    """Numbers from cells, decimal point or comma; NaN where there is none."""
    if cells.dtype == object:
        cells = cells.map(plain_text).str.replace(",", ".", regex=False)
    return pd.to_numeric(cells, errors="coerce").replace([np.inf, -np.inf], np.nan)


def _check_readable(values: pd.Series, cells: pd.Series, variable: str, what: str) -> None:
    """A text here and there counts no point; a column of texts is a mistake."""
    wrong = np.flatnonzero(values.isna())
    if 2 * len(wrong) > len(values):
        raise InputError(
            tr(
                "{table}: {count} of the {total} cells of the column {column} hold no number, the "
                "first in row {row}: “{value}”. Check how the file was saved.",
                table=what,
                count=len(wrong),
                total=len(values),
                column=variable,
                row=int(wrong[0]) + 2,
                value=plain_text(cells.iloc[wrong[0]]),
            )
        )


_COEFFICIENTS = {
    "ratio": lambda values, threshold: values / threshold,
    "missing_share": lambda values, threshold: (1 - values) / threshold,
    "scarcity": lambda values, threshold: (2 - values / threshold).clip(lower=0),
}


def _check_codes(codes: pd.Series, column: str, what: str) -> None:
    empty = np.flatnonzero(codes == "")
    if len(empty):
        raise InputError(
            tr(
                "{table}, row {row}: the column {column} is empty. Give each territory its code.",
                table=what,
                row=int(empty[0]) + 2,
                column=column,
            )
        )
    repeated = codes[codes.duplicated()]
    if len(repeated):
        raise InputError(
            tr(
                "{table}: the code {code} stands in several rows of the column {column}. "
                "Keep one row per territory.",
                table=what,
                code=repeated.iloc[0],
                column=column,
            )
        )
