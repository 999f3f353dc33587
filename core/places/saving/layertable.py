"""The attributes of a layer of places as text, to compare with the cells of a file."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ...common.errors import InputError
from ...common.number_text import number_in
from ...common.text import plain_text, tr
from ..dates import iso_date
from ..fields import PLACE_FIELDS

#: The letters that a shapefile leaves of a field's name.
_SHAPEFILE = 10
#: A boolean as text, however a format holds it.
_WORDS = {"1": "true", "0": "false", "True": "true", "False": "false"}


def as_table(layer: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The layer's attributes as text under the names of ``places``, ``lon`` and ``lat`` as floats.

    NULL is "". Columns are found ignoring case; those that the layer has no more are left out.
    ``attrs["typed"]`` names those that hold numbers, or dates (those in ``layer.attrs["dates"]``),
    instead of text.
    """
    layer_names = {str(name).lower(): name for name in layer}
    table, typed = {}, list(layer.attrs.get("dates", ()))
    for name in map(str, places.columns):
        if name.lower() not in layer_names:
            continue
        column = layer[layer_names[name.lower()]]
        if name in ("lon", "lat"):
            table[name] = np.array(column.tolist(), dtype=float)
            continue
        values = column.to_numpy(dtype=object, copy=True)
        table[name] = values
        if set(map(type, values)) == {str} and name != "itinerant":
            continue
        if any(isinstance(value, int | float) and value == value for value in values):
            typed.append(name)
        values[:] = [_text(value, name) for value in values]
    text = pd.DataFrame(table, index=range(len(layer)))
    text.attrs["typed"] = typed
    return text


def refuse_cut_names(layer: pd.DataFrame) -> None:
    """Raises InputError for a layer that went through a shapefile: what became of the columns whose
    names it cut is not known."""
    layer_names = {str(name).lower() for name in layer}
    cut = next(
        (n for n in PLACE_FIELDS if n not in layer_names and n[:_SHAPEFILE] in layer_names), None
    )
    if cut is not None:
        raise InputError(
            tr(
                "The field {field} is called {cut} in the layer: a shapefile cuts names after 10 "
                "letters, and long texts. Edit the layer that “Load a census of places” made, or a "
                "copy of it saved as GeoPackage.",
                field=cut,
                cut=cut[:_SHAPEFILE],
            )
        )


def as_text(places: pd.DataFrame) -> pd.DataFrame:
    """The places of a draft as ``as_table`` gives them."""
    return as_table(places, places)


def _text(value: Any, name: str) -> str:
    text = value if isinstance(value, str) else plain_text(value)
    return _WORDS.get(text, text) if name == "itinerant" else text


def same_typed(new: str, old: str) -> bool:
    """Whether a number or date of a layer is what a cell says: a column of numbers holds 9122 for
    09122, and one of dates 2022-03-05 for 2022/03/05."""
    if iso_date(old) == new:
        return True
    return number_in(new) == number_in(old)  # what is no number is NaN, which equals nothing
