"""Fragility indices computed from raw indicators, and the steps behind each score.

Source of the formula: Incub'O, SGAR Occitanie, 2019. coefficient = value / reference (direction
``higher``), (1 - value) / reference (``missing``: coverage rates), max(0, 2 - value / reference)
(``lower``, where more is better); points = 100 x coefficient; an axis's score is the sum of its
variables' points, rounded to 2 decimals, over their number. 100 is the region; higher is more
fragile. Weights (1 in Incub'O) multiply the points, and their sum takes the place of the number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.speech import named
from ..common.text import plain_text, tr
from .cell_numbers import first_row, known_numbers, numbers
from .method import Method
from .references import references_of
from .units import misfits
from .zones import CODE_NAMES, find_column

COEFFICIENTS = {
    "higher": lambda values, reference: values / reference,
    "lower": lambda values, reference: (2 - values / reference).clip(lower=0),
    "missing": lambda values, reference: (1 - values) / reference,
}
#: The columns of ``explain``.
STEPS = (
    "code", "axis", "variable", "value", "direction", "threshold", "coefficient", "weight",
    "points", "contribution",
)  # fmt: skip


@dataclass(frozen=True)
class Index:
    """Scores by territory (the code, then a column per axis), and all they come from.

    ``references``: by variable, the number it was compared with. ``values``: the numbers of the
    table, row by row as ``scores``. ``unreadable``: (code, variable, cell) of each cell without a
    number.
    """

    scores: pd.DataFrame
    unreadable: list[tuple[str, str, str]]
    method: Method
    references: dict[str, float]
    values: pd.DataFrame

    @property
    def codes(self) -> pd.Series:
        """The code of each row."""
        return self.scores.iloc[:, 0]


def compute_index(
    indicators: pd.DataFrame,
    method: Method,
    code_column: str | None = None,
    table_name: str = "-",
    progress: Progress = SILENT,
) -> Index:
    """Scores of each row of ``indicators``, a column per axis after the code column.

    ``table_name`` is for messages. A cell without a number counts no point and still divides
    where ``method.no_number`` is "zero"; elsewhere it leaves the scores that need it NaN, and must
    be empty. ``progress`` is warned of what may be in another unit than the method's. Raises
    InputError when a column is missing, no numbers stand in it or none can be compared, columns
    are in another unit, codes are empty or repeated, or an axis has the name of the code column.
    """
    code_column = find_column(
        [str(name) for name in indicators], code_column, CODE_NAMES, table_name
    )
    needed = [*method.variables, *([method.population] if method.population else [])]
    _check_columns(indicators, needed, code_column, method, table_name)
    codes = indicators[code_column].map(plain_text)
    _check_codes(codes, code_column, table_name)
    values = pd.DataFrame(index=indicators.index)
    unreadable = []
    for variable in method.variables:
        cells = indicators[variable]
        values[variable] = numbers(cells)
        _check_readable(values[variable], cells, method, table_name)
        for row in np.flatnonzero(values[variable].isna()):
            unreadable.append((codes.iloc[row], variable, plain_text(cells.iloc[row])))
    _check_units(values, method, table_name, progress)
    references = references_of(method, values, indicators, table_name)
    points = _points(_coefficients(values, method, references), method)
    scores = pd.DataFrame({code_column: codes})
    for axis in method.axes:
        total = sum(
            points[name] * method.variables[name].weight for name in method.variables_of(axis)
        )
        scores[axis] = total.round(2) / method.weight_of(axis)
    return Index(scores, unreadable, method, references, values)


def explain(index: Index, codes: Sequence[str] | None = None) -> pd.DataFrame:
    """The steps behind the scores: a row per territory, axis and variable (columns STEPS).

    ``points`` = 100 x coefficient; ``contribution`` = points x weight / the axis's weights: what
    the variable brings to the score. An axis's contributions add up to its score, except for the
    method's rounding of their sum (at most 0.005 / the axis's weights). A cell without a number has
    neither value nor coefficient; its points are 0, or NaN, as the method counts it. ``codes``: of
    these only, in that order. Raises InputError for a code that has no score.
    """
    rows = np.arange(len(index.scores)) if codes is None else _rows_of(index, codes)
    method, values = index.method, index.values.iloc[rows].reset_index(drop=True)
    coefficients = _coefficients(values, method, index.references)
    points = _points(coefficients, method)
    pieces = []
    for axis in method.axes:
        for name in method.variables_of(axis):
            variable = method.variables[name]
            piece = pd.DataFrame({"code": index.codes.iloc[rows].to_numpy(), "axis": axis})
            piece["variable"], piece["value"] = name, values[name]
            piece["direction"], piece["threshold"] = variable.direction, index.references[name]
            piece["coefficient"], piece["weight"] = coefficients[name], variable.weight
            piece["points"] = points[name]
            piece["contribution"] = points[name] * variable.weight / method.weight_of(axis)
            pieces.append(piece)
    # The pieces follow one another, so the rows of a territory are apart; a stable sort brings them
    # together.
    return pd.concat(pieces).sort_index(kind="stable").reset_index(drop=True)[list(STEPS)]


def _coefficients(
    values: pd.DataFrame, method: Method, references: dict[str, float]
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: COEFFICIENTS[variable.direction](values[name], references[name])
            for name, variable in method.variables.items()
        }
    )


def _points(coefficients: pd.DataFrame, method: Method) -> pd.DataFrame:
    points = 100 * coefficients
    return points.fillna(0) if method.no_number == "zero" else points


def _rows_of(index: Index, codes: Sequence[str]) -> np.ndarray:
    rows = pd.Index(index.codes).get_indexer(list(codes))
    if unknown := [code for code, row in zip(codes, rows, strict=True) if row < 0]:
        raise InputError(
            tr(
                "{codes} have no score. Give codes as they stand in the indicators, such as "
                "{known}.",
                codes=named(unknown),
                known=next(iter(index.codes), "-"),
            )
        )
    return rows


def _check_columns(
    indicators: pd.DataFrame, needed: list[str], code_column: str, method: Method, table_name: str
) -> None:
    missing = [name for name in needed if name not in indicators]
    if missing:
        raise InputError(
            tr(
                "{table} lacks the indicators {missing}. Its columns are: {columns}.",
                table=table_name,
                missing=named(missing),
                columns=named(indicators.columns),
            )
        )
    if code_column.lower() in map(str.lower, method.axes):
        raise InputError(
            tr(
                "The axis {axis} has the name of the code column of {table}. Give it another.",
                axis=code_column,
                table=table_name,
            )
        )


def _check_readable(values: pd.Series, cells: pd.Series, method: Method, table_name: str) -> None:
    """A few gaps are not a mistake; a column that is mostly gaps is, and so is a text where numbers
    are required."""
    wrong = np.flatnonzero(values.isna())
    if 2 * len(wrong) > len(values):
        raise InputError(
            tr(
                "{table}: cells of the column {column} that hold no number: {count} of "
                "{total}, the first in row {row}: “{value}”. Check how the file was saved.",
                table=table_name,
                count=len(wrong),
                total=len(values),
                column=values.name,
                row=str(int(wrong[0]) + 2),
                value=plain_text(cells.iloc[wrong[0]]),
            )
        )
    if method.no_number != "zero":
        known_numbers(cells, table_name)


def _check_units(values: pd.DataFrame, method: Method, table_name: str, progress: Progress) -> None:
    """All columns at once: whoever mends one would only meet the next."""
    found = misfits(values, method.variables)
    sure = [each.sentence for each in found if each.is_sure]
    if sure:
        raise InputError(
            tr(
                "{table}: indicators are not in the unit of their method, so that nothing was "
                "scored. {columns} Then run again.",
                table=table_name,
                columns=" ".join(sure),
            )
        )
    for each in found:
        progress.warn(tr("{table}: {column}", table=table_name, column=each.sentence))


def _check_codes(codes: pd.Series, column: str, table_name: str) -> None:
    empty = first_row(codes == "")
    if empty is not None:
        raise InputError(
            tr(
                "{table}, row {row}: the column {column} is empty. Give each territory its code.",
                table=table_name,
                row=str(empty + 2),
                column=column,
            )
        )
    repeated = codes[codes.duplicated()]
    if len(repeated):
        raise InputError(
            tr(
                "{table}: the code {code} stands in several rows of the column {column}. "
                "Keep one row per territory.",
                table=table_name,
                code=repeated.iloc[0],
                column=column,
            )
        )
