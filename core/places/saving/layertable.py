"""The attributes of a layer of places as text, to compare with the cells of a file."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ...common.text import plain_text

#: A boolean as text, however a format holds it.
_WORDS = {"1": "true", "0": "false", "True": "true", "False": "false"}


def as_table(layer: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The layer's attributes as text under the names of ``places``, ``lon`` and ``lat`` as floats.

    NULL is "". Columns are found ignoring case; those that the layer has no more are left out.
    ``attrs["numbers"]`` names those that hold numbers instead of text.
    """
    own = {str(name).lower(): name for name in layer}
    table, numbers = {}, []
    for name in map(str, places.columns):
        if name.lower() not in own:
            continue
        column = layer[own[name.lower()]]
        if name in ("lon", "lat"):
            table[name] = np.array(column.tolist(), dtype=float)
            continue
        values = column.to_numpy(dtype=object, copy=True)
        table[name] = values
        if set(map(type, values)) == {str}:
            continue
        if any(isinstance(value, int | float) and value == value for value in values):
            numbers.append(name)
        values[:] = [_text(value, name) for value in values]
    text = pd.DataFrame(table, index=range(len(layer)))
    text.attrs["numbers"] = numbers
    return text


def as_text(places: pd.DataFrame) -> pd.DataFrame:
    """The places of a draft as ``as_table`` gives them."""
    return as_table(places, places)


def _text(value: Any, name: str) -> str:
    if isinstance(value, str):
        return value
    text = plain_text(value)
    return _WORDS.get(text, text) if name == "itinerant" else text


def same_number(new: str, old: str) -> bool:
    """Whether a number of a layer is what stands in a cell: 9122 is what it has of 09122."""
    try:
        return float(new) == float(old.replace(",", "."))
    except ValueError:
        return False
