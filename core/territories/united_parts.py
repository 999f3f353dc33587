"""Several polygons of one code: the parts of one territory (islands, enclaves, exploded layers)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Parts:
    """``of``: the territory that each row is a part of, numbered as they first appear."""

    of: np.ndarray

    @cached_property
    def rows(self) -> list[np.ndarray]:
        """The rows of each territory."""
        order = np.argsort(self.of, kind="stable")
        return np.split(order, np.flatnonzero(np.diff(self.of[order])) + 1)

    def united(self, table: pd.DataFrame) -> pd.DataFrame:
        """A row per territory: what its parts have in common; else the first text, and no number.

        A number that differs from part to part (an area, an identifier) is none of the whole.
        """
        united = {}
        for name in table:
            cells = table[name].tolist()
            common = [_common([cells[row] for row in rows]) for rows in self.rows]
            united[name] = pd.Series(common, dtype=object)
        return pd.DataFrame(united)

    def counted(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What is counted in each territory (its population), from what stands at its parts.

        With it, which territories repeat their figure on each part, so that it counts once, and
        which have one by part, so that they are added up. NaN where no part tells.
        """
        figures, repeat, add_up = [], [], []
        for rows in self.rows:
            known = values[rows][np.isfinite(values[rows])]
            alike = bool((known == known[:1]).all())
            figures.append(np.nan if not len(known) else known[0] if alike else known.sum())
            repeat.append(len(known) > 1 and alike and bool(known[0]))
            add_up.append(not alike)
        return np.array(figures), np.array(repeat), np.array(add_up)

    def averaged(self, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """The mean of each territory's parts by their ``weights`` (all alike where none is known);
        NaN where no part has a value."""
        means = []
        for parts in self.rows:
            rows = parts[np.isfinite(values[parts])]
            by = np.nan_to_num(weights[rows])
            by = by if by.any() else np.ones(len(rows))
            means.append(float(np.average(values[rows], weights=by)) if len(rows) else np.nan)
        return np.array(means)


def parts_of(codes: Sequence[str]) -> Parts | None:
    """The parts that have a code in common; None where none have. A row without a code is a
    territory of its own."""
    if len(set(filter(None, codes))) == sum(map(bool, codes)):
        return None
    own = [code or str(-row) for row, code in enumerate(codes, start=1)]
    return Parts(pd.factorize(np.array(own, dtype=object))[0])


def _common(cells: Collection[object]) -> object:
    filled = [cell for cell in cells if cell is not None and cell == cell]
    if not filled or all(cell == filled[0] for cell in filled):
        return filled[0] if filled else None
    return filled[0] if isinstance(filled[0], str) else None
