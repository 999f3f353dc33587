"""Columns of an index whose figures are not what their names say."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ...common.speech import significant
from ...common.text import tr
from ..cell_numbers import numbers
from ..method import OFFICIAL
from ..method_file import shipped_method
from ..units import misfits
from .scales import misnamed, titles


def doubts(index: pd.DataFrame, fields: Sequence[str]) -> list[str]:
    """A sentence for each of ``fields`` named as a score of a known scale, or as an indicator of
    the official method, that does not hold such figures."""
    values = pd.DataFrame({name: numbers(index[name]) for name in fields})
    sentences = []
    for name in fields:
        if scale := misnamed(index, name):
            sentences.append(
                tr(
                    "{column}: values from {low} to {high}, {mean} in the mean, which are not "
                    "those of {scale}, though the column has its name. Check how they were "
                    "computed.",
                    column=name,
                    low=significant(values[name].min()),
                    high=significant(values[name].max()),
                    mean=significant(values[name].mean()),
                    scale=titles()[scale],
                )
            )
    found = misfits(values, shipped_method(OFFICIAL).variables)
    return sentences + [each.sentence for each in found]
