"""Which record of a source each feature of a layer came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..fields import ROW_FIELD, SOURCE_PREFIX

#: A place whose identifier was edited still has this share of its row's filled cells.
_ALIKE = 0.5


@dataclass
class SourceRows:
    """``record`` of each feature, -1 for one that has none; ``missing`` are records without one.

    ``elsewhere``: features whose record stands in another row than when they were loaded.
    ``strangers``: features that name a row they cannot have come from. ``copies``: features that
    share row and identifier with another one, which is nearer to the file. ``lost``: features that
    only their row identifies, when rows of the file have moved. ``sure``: the records that have an
    identifier of their own.
    """

    record: np.ndarray
    sure: np.ndarray
    missing: list[int] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)
    strangers: list[int] = field(default_factory=list)
    copies: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)

    @property
    def found(self) -> np.ndarray:
        """The features that have a record."""
        return np.flatnonzero(self.record >= 0)


def pair(layer: pd.DataFrame, places: pd.DataFrame, sure: np.ndarray) -> SourceRows:
    """Finds the record of each feature.

    ``layer`` and ``places`` are tables of text; ``sure`` marks the records that have an identifier
    of their own in the file, which finds them in whatever row they are.
    """
    pairs = _Pairs(layer, places, sure)
    pairs.by_row_and_name()
    pairs.by_name()
    pairs.by_cells()
    pairs.by_row()
    paired = set(pairs.result.record.tolist())
    pairs.result.missing = [n for n in range(len(places)) if n not in paired]
    return pairs.result


class _Pairs:
    """The ways to find a record, surest first; each takes the features that are left."""

    def __init__(self, layer: pd.DataFrame, places: pd.DataFrame, sure: np.ndarray) -> None:
        self.result = SourceRows(np.full(len(layer), -1), sure)
        self._layer, self._places, self._sure = layer, places, sure
        self._said = layer[ROW_FIELD].tolist() if ROW_FIELD in layer else [""] * len(layer)
        rows = {row: n for n, row in enumerate(places[ROW_FIELD])}
        names = {name: n for n, name in enumerate(places["place_id"])}
        self._row = np.array([rows.get(text, -1) for text in self._said], int)
        self._name = np.array([names.get(text, -1) for text in layer["place_id"]], int)
        self._cells = [
            name
            for name in places
            if name.startswith(SOURCE_PREFIX) and name != ROW_FIELD and name in layer
        ]
        self._same, self._is_exact = self._compared()
        self._taken: set[int] = set()

    def _compared(self) -> tuple[np.ndarray, np.ndarray]:
        """For each feature how many filled cells of the row it names are its own, and whether all
        its cells are those of the row."""
        same = np.zeros(len(self._layer), int)
        exact = (self._row >= 0) & bool(self._cells)
        for name in self._cells:
            in_row = self._places[name].to_numpy()[self._row]
            equal = np.asarray(self._layer[name].to_numpy() == in_row, bool)
            same += (self._row >= 0) & (in_row != "") & equal
            exact &= equal
        return same, exact

    def _left(self) -> list[int]:
        """The features without a record; of several copies the nearest to the file is first."""
        aside = {*self.result.copies, *self.result.lost}
        left = [n for n in np.flatnonzero(self.result.record < 0).tolist() if n not in aside]
        return sorted(left, key=lambda n: (-self._same[n], n))

    def _claim(self, feature: int, record: int) -> None:
        self.result.record[feature] = record
        self._taken.add(record)

    def by_row_and_name(self) -> None:
        """Both agree; where the name is made of the row alone, the cells must agree too."""
        for feature in self._left():
            record = self._row[feature]
            if record < 0 or record != self._name[feature]:
                continue
            if self._sure[record] or self._is_exact[feature]:
                if record in self._taken:
                    self.result.copies.append(feature)
                else:
                    self._claim(feature, record)

    def by_name(self) -> None:
        """The identifier stands in another row, or the feature says none."""
        for feature in self._left():
            record = self._name[feature]
            if record >= 0 and self._sure[record] and record not in self._taken:
                self._claim(feature, record)
                if self._said[feature]:
                    self.result.elsewhere.append(feature)

    def by_cells(self) -> None:
        """All cells stand in another row; of rows that are the same the first that is left."""
        unpaired = [n for n in self._left() if self._said[n] and not self._is_exact[n]]
        if not unpaired or not self._cells:
            return
        records: dict[tuple[str, ...], list[int]] = {}
        free = [n for n in range(len(self._places)) if n not in self._taken]
        for record, cells in zip(free, self._rows(self._places, free), strict=True):
            records.setdefault(cells, []).append(record)
        for feature, cells in zip(unpaired, self._rows(self._layer, unpaired), strict=True):
            if records.get(cells):
                self._claim(feature, records[cells].pop(0))
                self.result.elsewhere.append(feature)

    def _rows(self, table: pd.DataFrame, at: list[int]) -> Iterator[tuple[str, ...]]:
        """The file's own cells in some rows of a table."""
        return zip(*(table[name].to_numpy()[at] for name in self._cells), strict=True)

    def by_row(self) -> None:
        """The row alone, if its cells are still those of the feature: then it is the identifier
        that was edited, or there is none."""
        filled = (self._places[self._cells] != "").to_numpy().sum(axis=1)
        for feature in self._left():
            if not self._said[feature]:
                continue
            record = self._row[feature]
            is_named = record >= 0 and record == self._name[feature]
            alike = is_named or (
                record >= 0 and self._same[feature] >= max(_ALIKE * filled[record], 1)
            )
            if is_named and self.result.elsewhere:
                self.result.lost.append(feature)
            elif alike and record not in self._taken:
                self._claim(feature, record)
            elif is_named:
                self.result.copies.append(feature)
            elif not alike:
                self.result.strangers.append(feature)


def is_invented(place_id: str, identifier: str = "") -> bool:
    """Whether an identifier was made on loading: from the row, or of one (``identifier``) that
    several rows have."""
    made = rf"row-\d+(?:-\d+)?|{re.escape(identifier)}-\d+" if identifier else r"row-\d+(?:-\d+)?"
    return re.fullmatch(made, place_id) is not None
