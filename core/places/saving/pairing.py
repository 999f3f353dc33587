"""Which record of a source each feature of a layer came from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..fields import ROW_FIELD, SOURCE_PREFIX

#: A place whose identifier was edited still has this share of its row's filled cells.
_ALIKE = 0.5


@dataclass
class Pairing:
    """``record`` of each feature, -1 for one that has none; ``missing`` are records without one.

    ``elsewhere``: features whose identifier stands in another row than when they were loaded.
    ``strangers``: features that name a row they cannot have come from. ``copies``: features that
    share row and identifier with another one, which is nearer to the file.
    """

    record: np.ndarray
    missing: list[int]
    elsewhere: list[int] = field(default_factory=list)
    strangers: list[int] = field(default_factory=list)
    copies: list[int] = field(default_factory=list)

    @property
    def found(self) -> np.ndarray:
        """The features that have a record."""
        return np.flatnonzero(self.record >= 0)


def pair(layer: pd.DataFrame, places: pd.DataFrame, same: np.ndarray) -> Pairing:
    """Finds the record of each feature by row and identifier together, then by identifier alone,
    then by row, if its cells are still those of the row: then it is the identifier that was edited.

    ``layer`` and ``places`` are tables of text; ``same`` is, for each feature, how many of its
    cells are those of the row it names. The nearest of several copies is the original.
    """
    rows = {row: n for n, row in enumerate(places[ROW_FIELD])}
    names = {name: n for n, name in enumerate(places["place_id"])}
    result = Pairing(np.full(len(layer), -1), [])
    has_rows = ROW_FIELD in layer
    row = [rows.get(text, -1) for text in layer[ROW_FIELD]] if has_rows else [-1] * len(layer)
    name = [names.get(text, -1) for text in layer["place_id"]]
    said = layer[ROW_FIELD] if has_rows else [""] * len(layer)
    taken: set[int] = set()

    def claim(feature: int, record: int) -> None:
        result.record[feature] = record
        taken.add(record)

    for feature in sorted(range(len(layer)), key=lambda n: (-same[n], n)):
        if row[feature] >= 0 and row[feature] == name[feature]:
            if row[feature] in taken:
                result.copies.append(feature)
            else:
                claim(feature, row[feature])
    for feature in np.flatnonzero(result.record < 0).tolist():
        if feature in result.copies or name[feature] < 0 or name[feature] in taken:
            continue
        claim(feature, name[feature])
        if said[feature]:
            result.elsewhere.append(feature)
    filled = _filled(places)
    for feature in np.flatnonzero(result.record < 0).tolist():
        if feature in result.copies or not said[feature]:
            continue
        record = row[feature]
        alike = record >= 0 and same[feature] >= max(_ALIKE * filled[record], 1)
        if alike and record not in taken:
            claim(feature, record)
        elif not alike:
            result.strangers.append(feature)
    result.missing = sorted(set(range(len(places))) - taken)
    return result


def _filled(places: pd.DataFrame) -> np.ndarray:
    """How many cells of each record are filled."""
    own = [name for name in places if name.startswith(SOURCE_PREFIX) and name != ROW_FIELD]
    return (places[own] != "").to_numpy().sum(axis=1)


def same_cells(layer: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """For each feature, how many filled cells of the row it names are the same."""
    if ROW_FIELD not in layer:
        return np.zeros(len(layer), int)
    rows = {row: n for n, row in enumerate(places[ROW_FIELD])}
    record = np.array([rows.get(text, -1) for text in layer[ROW_FIELD]], int)
    count = np.zeros(len(layer), int)
    for name in places:
        if name.startswith(SOURCE_PREFIX) and name != ROW_FIELD and name in layer:
            there = places[name].to_numpy()[record]
            count += (record >= 0) & (there != "") & (layer[name].to_numpy() == there)
    return count
