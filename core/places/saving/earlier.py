"""The cells that a layer was loaded with, where its file has been saved since."""

from __future__ import annotations

import glob
from pathlib import Path

import numpy as np
import pandas as pd

from ...common.errors import InputError
from ...formats.rawtable import RawTable
from ...formats.readers import read_table
from ..fields import ROW_FIELD, SOURCE_PREFIX

#: A backup's name behind the stem of the file's: ``.2026-11-22T0915``, ``.2026-11-22T0915-2``.
_DATED = ".[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9][0-9][0-9]*"
#: So many of the newest backups are looked into.
_LOOKED_AT = 20


def cells_when_loaded(
    layer: pd.DataFrame, source: Path, raw: RawTable, sheet: str | None = None
) -> dict[str, np.ndarray]:
    """For each ``src_`` column of ``layer`` (text) the cell that each feature was loaded with, None
    where that is not known.

    Saving into the source itself changes the file but not the layer, whose own columns then hold
    what the file held before: that is not an edit. The file they were loaded from is the backup
    that agrees with them best, if it agrees better than the present file. An added feature had no
    cells.
    """
    columns = [n for n in layer if n.startswith(SOURCE_PREFIX) and n != ROW_FIELD]
    rows = layer[ROW_FIELD].tolist() if ROW_FIELD in layer else [""] * len(layer)
    best, most = None, _agreement(layer, _cells(raw, columns, rows))
    for backup in backups(source)[:_LOOKED_AT] if most < len(columns) * len(layer) else ():
        try:
            cells = _cells(read_table(backup, sheet), columns, rows)
        except InputError:  # another file that happens to have such a name
            continue
        agreement = _agreement(layer, cells)
        if agreement > most:
            best, most = cells, agreement
    added = np.array([not row for row in rows], bool)
    unknown = np.full(len(layer), None, object)
    return {name: np.where(added, "", unknown if best is None else best[name]) for name in columns}


def backups(source: Path) -> list[Path]:
    """The dated backups beside a file, newest first."""
    found = source.parent.glob(glob.escape(source.stem) + _DATED + glob.escape(source.suffix))
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _cells(raw: RawTable, columns: list[str], rows: list[str]) -> dict[str, np.ndarray]:
    """The cells of a table in the rows that the features name, None where there is none."""
    records = {str(row): n for n, row in enumerate(raw.rows.tolist())}
    at = np.array([records.get(row, len(raw.rows)) for row in rows], int)
    nothing = [None] * (len(raw.rows) + 1)
    cells = {}
    for name in columns:
        column = name.removeprefix(SOURCE_PREFIX)
        texts = [*raw.table[column], None] if column in raw.table else nothing
        cells[name] = np.array(texts, object)[at]
    return cells


def _agreement(layer: pd.DataFrame, cells: dict[str, np.ndarray]) -> int:
    return sum(int((layer[name].to_numpy() == cells[name]).sum()) for name in cells)
