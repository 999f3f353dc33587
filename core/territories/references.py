"""What the values of each variable are compared with: a given number, or a mean or median."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.text import tr
from ..common.weighted import quantile
from .cell_numbers import first_row, inhabitants
from .method import Method, measure


def references_of(
    method: Method, values: pd.DataFrame, table: pd.DataFrame, table_name: str
) -> dict[str, float]:
    """The reference of each variable of ``method``, from the numbers in ``values``.

    A mean or median leaves out the cells without a number; ``population_mean`` weighs by the
    column ``method.population`` of ``table``, and ``population_median`` is the least value that at
    least half of the inhabitants do not exceed. Raises InputError, naming the table, for a
    computed reference of 0 or of equal values, and inhabitants that are not known.
    """
    people = pd.Series(1.0, table.index)
    if method.population:
        people = inhabitants(table[method.population], table_name)
        if (unknown := first_row(people.isna())) is not None:
            raise InputError(
                tr(
                    "{table}, row {row}: the population in the column {column} is empty, and a "
                    "reference counts inhabitants. Fill it in, or leave the row out.",
                    table=table_name,
                    row=str(unknown + 2),
                    column=method.population,
                )
            )
    references = {}
    for name, variable in method.variables.items():
        if isinstance(variable.reference, str):
            references[name] = _computed(values[name], people, variable.reference, table_name)
        else:
            references[name] = float(variable.reference)
    return references


def _computed(values: pd.Series, people: pd.Series, word: str, table_name: str) -> float:
    if values.nunique() < 2:
        raise InputError(
            tr(
                "{table}: all the cells of the column {column} hold the same value, so that its "
                "{word} tells nothing apart. Give a number as its reference, or leave it out.",
                table=table_name,
                column=values.name,
                word=measure(word),
            )
        )
    has_value = values.notna()
    numbers, weights = values[has_value].to_numpy(), people[has_value].to_numpy()
    if word.startswith("population"):
        middle = quantile(numbers, weights, 0.5)
        mean = float((numbers * weights).sum() / weights.sum())
    else:
        middle, mean = float(np.median(numbers)), float(numbers.mean())
    reference = mean if word.endswith("mean") else middle
    if not reference > 0:
        raise InputError(
            tr(
                "{table}: the {word} of the column {column} is {value}, and a value cannot be "
                "compared with it. Give a number above 0 as its reference, or another measure.",
                table=table_name,
                word=measure(word),
                column=values.name,
                value=reference,
            )
        )
    return reference
