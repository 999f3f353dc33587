"""Numbers from the cells of a table."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.text import plain_text, tr

#: A text that is either thousands or three decimals; one of thousands, of millions too.
_ONE_MARK = re.compile(r"[+]?([1-9]\d{0,2})[.,](\d{3})")
_THOUSANDS = re.compile(r"[+]?[1-9]\d{0,2}([.,]\d{3})+")


def numbers(cells: pd.Series) -> pd.Series:
    """Numbers from cells, with a decimal point or comma and any blanks between thousands; NaN where
    there is none.

    The one reader of the columns of numbers that people choose: populations, scores, capacities.
    """
    if cells.dtype == object:
        texts = cells.map(plain_text).str.replace(r"\s", "", regex=True)
        cells = texts.str.replace(",", ".", regex=False).str.replace("\u2212", "-", regex=False)
    parsed = pd.to_numeric(cells, errors="coerce").astype(float)
    return parsed.replace([np.inf, -np.inf], np.nan)


def first_row(wrong: pd.Series) -> int | None:
    """The position of the first row that is ``wrong``, None if none is."""
    rows = np.flatnonzero(wrong)
    return int(rows[0]) if len(rows) else None


def known_numbers(cells: pd.Series, table_name: str) -> pd.Series:
    """As ``numbers``, but only an empty cell gives NaN.

    ``table_name`` is for messages. Raises InputError, naming the row, for a text.
    """
    parsed = numbers(cells)
    wrong = first_row(parsed.isna() & (cells.map(plain_text) != ""))
    if wrong is not None:
        raise InputError(
            tr(
                "{table}, row {row}: the column {column} holds “{value}”, which is no number. "
                "Correct it, or leave the cell empty where the figure is unknown.",
                table=table_name,
                row=str(wrong + 2),
                column=cells.name,
                value=plain_text(cells.iloc[wrong]),
            )
        )
    return parsed


def require_plain_counts(cells: pd.Series, table_name: str) -> None:
    """Raises InputError for counts of people written as “1,234” or “1.234”, if all those with a
    mark are so: nobody can tell 1234 from 1 and a little."""
    texts = [re.sub(r"\s", "", cell) for cell in cells if isinstance(cell, str)]
    marked = [text for text in texts if re.fullmatch(r"[+]?[\d.,]*[.,][\d.,]*", text)]
    doubtful = next(filter(None, map(_ONE_MARK.fullmatch, marked)), None)
    if doubtful is not None and all(map(_THOUSANDS.fullmatch, marked)):
        raise InputError(
            tr(
                "{layer}: the field {field} holds “{value}”, which may be {whole}, or {units} and "
                "decimals. Write the inhabitants without any separator, or round them.",
                layer=table_name,
                field=cells.name,
                value=doubtful[0],
                whole=doubtful[1] + doubtful[2],
                units=doubtful[1],
            )
        )


def inhabitants(cells: pd.Series, table_name: str) -> pd.Series:
    """Inhabitants from the cells of one column, NaN where a cell is empty.

    ``table_name`` is for messages. Raises InputError, naming the row, for a text and for a
    number below 0; for “1,234”, which may be two numbers; and for a column where nobody lives.
    """
    require_plain_counts(cells, table_name)
    counts = numbers(cells)
    wrong = first_row((counts.isna() & (cells.map(plain_text) != "")) | (counts < 0))
    if wrong is not None:
        raise InputError(
            tr(
                "{table}, row {row}: the population in the column {column} is “{value}”. Give a "
                "number from 0 up, or leave the cell empty where it is unknown.",
                table=table_name,
                row=str(wrong + 2),
                column=cells.name,
                value=plain_text(cells.iloc[wrong]),
            )
        )
    if not (counts > 0).any():
        raise InputError(
            tr(
                "{table}: the column {column} counts no inhabitant. Choose another field.",
                table=table_name,
                column=cells.name,
            )
        )
    return counts
