"""What an indicator's unit allows, and the columns that are in another one.

A column of per cents where a method means shares makes a score a hundred times what it is, and
nothing shows it afterwards. So each column is looked at before anything is computed of it. What it
looks like is proposed; it is never changed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..common.speech import significant
from ..common.text import plural, tr
from .cell_numbers import first_row
from .method import Variable

#: So many territories are together near their reference, whatever each may be.
_ENOUGH = 10
#: What a sum of parts may be above one, by the rounding of numbers.
_ROUNDING = 1e-6
#: A coverage that is nowhere above it has been divided by 100 twice.
_TWICE = 0.01


@dataclass(frozen=True)
class Unit:
    """``highest``: what no value exceeds. ``apart``: so many times its reference, or so many times
    less, the mean of a column is not (for what a method means by another unit is)."""

    highest: float = math.inf
    apart: float = 20


#: By the word that a method gives: no value of any is below 0. "" is what says no unit.
UNITS = {
    "share": Unit(1),
    "percent": Unit(100),
    "euros": Unit(apart=5),
    "per_inhabitant": Unit(1),
    "count": Unit(apart=math.inf),
    "number": Unit(apart=math.inf),
    "": Unit(),
}


@dataclass(frozen=True)
class Misfit:
    """A column that is not in its unit, in words; ``is_sure``: it cannot be, however it came."""

    sentence: str
    is_sure: bool


def misfits(values: pd.DataFrame, variables: Mapping[str, Variable]) -> list[Misfit]:
    """The columns of ``values`` (numbers, NaN unknown) that are not in their variable's unit.

    Rows are told as a table's, whose first is its header.
    """
    found = (_misfit(values[name], each) for name, each in variables.items() if name in values)
    return [each for each in found if each is not None]


def limit_in_words(unit: str) -> str:
    """What no value of a unit that has a limit exceeds."""
    return {
        "share": tr("a share is from 0 to 1"),
        "percent": tr("a per cent is from 0 to 100"),
        "per_inhabitant": tr("a number by inhabitant is from 0 to 1"),
    }[unit]


def _misfit(values: pd.Series, variable: Variable) -> Misfit | None:
    known = values.dropna()
    if known.empty:
        return None
    if (known < 0).any():
        return Misfit(_below(values), True)
    if known.max() > UNITS[variable.unit].highest * (1 + _ROUNDING):
        return Misfit(_above(values, variable), True)
    if variable.direction == "missing":
        is_tiny = 0 < known.max() <= _TWICE
        return Misfit(_tiny(values), False) if is_tiny else None
    sentence = _far(values, variable)
    return Misfit(sentence, len(known) >= _ENOUGH) if sentence else None


def _below(values: pd.Series) -> str:
    row = first_row(values < 0) or 0
    return plural(
        "{column}: {n} value is below 0 ({value} in row {row}), and cannot be compared with a "
        "reference. Leave the cell empty where the figure is unknown.",
        "{column}: {n} values are below 0 (the first, {value}, in row {row}), and cannot be "
        "compared with a reference. Leave the cells empty where the figure is unknown.",
        int((values < 0).sum()),
        column=values.name,
        value=significant(values.iloc[row]),
        row=str(row + 2),
    )


def _above(values: pd.Series, variable: Variable) -> str:
    """A column in another unit, or a few cells of it."""
    unit, highest = variable.unit, UNITS[variable.unit].highest
    above = values > highest * (1 + _ROUNDING)
    limit = limit_in_words(unit)
    usual = values[values > 0].median()
    if usual <= highest and not usual > _farthest(variable):
        row = first_row(above) or 0
        return plural(
            "{column}: {n} value is too high ({value} in row {row}): {limit}. Correct "
            "it: its unit or its decimal mark is not that of the other cells.",
            "{column}: {n} values are too high (the first, {value}, in row {row}): "
            "{limit}. Correct them: their unit or their decimal mark is not that of the other "
            "cells.",
            int(above.sum()),
            column=values.name,
            value=significant(values.iloc[row]),
            row=str(row + 2),
            limit=limit,
        )
    if unit == "share" and values.max() <= UNITS["percent"].highest * (1 + _ROUNDING):
        advice = tr("They look like per cents: divide the column by 100.")
    else:
        advice = tr("Check the unit of the column and its decimal mark.")
    return tr("{range}, and {limit}. {advice}", range=_range(values), limit=limit, advice=advice)


def _tiny(values: pd.Series) -> str:
    return tr(
        "{range}, and of a coverage such shares are nearly nothing. Check that the column was not "
        "divided by 100 twice.",
        range=_range(values),
    )


def _far(values: pd.Series, variable: Variable) -> str:
    """A column far from a reference that the method gives; "" for one that is not.

    Many values may be 0 of what few territories have: those are left out of what is too low.
    """
    reference, unit = variable.reference, UNITS[variable.unit]
    positive = values[values > 0]
    if isinstance(reference, str) or positive.empty:
        return ""
    if values.mean() > _farthest(variable):
        said = tr(
            "{range}, in the mean {times} times the {reference} that the method compares them "
            "with.",
            range=_range(values),
            times=significant(values.mean() / reference, 2),
            reference=significant(reference),
        )
        is_scaled = reference <= 1 and values.max() <= UNITS["percent"].highest
        scaled = tr("They look like per cents: divide the column by 100.")
    elif positive.mean() < reference / unit.apart:
        said = tr(
            "{range}, in the mean {times} times less than the {reference} that the method compares "
            "them with.",
            range=_range(values),
            times=significant(reference / positive.mean(), 2),
            reference=significant(reference),
        )
        is_scaled = 1 < reference <= UNITS["percent"].highest and values.max() <= 1
        scaled = tr("They look like shares: multiply the column by 100.")
    else:
        return ""
    advice = scaled if is_scaled else tr("Check the unit of the column and its decimal mark.")
    if variable.unit == "":
        advice += " " + tr("If both are right, the method says so by “unit”: “number”.")
    return f"{said} {advice}"


def _farthest(variable: Variable) -> float:
    """What the mean of a column does not exceed, by the reference that the method gives."""
    reference = math.inf if isinstance(variable.reference, str) else variable.reference
    return UNITS[variable.unit].apart * reference


def _range(values: pd.Series) -> str:
    low, high = np.nanmin(values), np.nanmax(values)
    if low == high:
        return tr("{column}: all values are {value}", column=values.name, value=significant(low))
    return tr(
        "{column}: values from {low} to {high}",
        column=values.name,
        low=significant(low),
        high=significant(high),
    )
