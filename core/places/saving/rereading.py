"""What loading a source would give if some of its cells were different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from ...formats.rawtable import RawTable
from ...formats.source import Source
from ..cleaning import Draft, draft_places
from .layertable import as_text

_NOWHERE = float("nan")


def cells_of(raw: RawTable, record: int) -> dict[str, str]:
    """The cells of a record by column."""
    return dict(zip(raw.table.columns, raw.table.iloc[record].tolist(), strict=True))


def reread(draft: Draft, rows: Sequence[tuple[int | None, dict[str, str]]]) -> pd.DataFrame:
    """The places, as text, that loading would give if these cells were written into these records
    of the draft's source. A record None is a new one of these cells alone."""
    if not rows:
        return as_text(draft.places.iloc[:0])
    raw = draft.source.raw
    columns = list(raw.table.columns)
    tables = []
    for record, cells in rows:
        base = {} if record is None else cells_of(raw, record)
        tables.append([{**base, **cells}.get(name, "") for name in columns])

    def points(values: np.ndarray | None) -> np.ndarray | None:
        if values is None:
            return None
        return np.array([_NOWHERE if record is None else values[record] for record, _ in rows])

    changed = replace(
        raw,
        table=pd.DataFrame(tables, columns=columns, dtype=object),
        rows=np.array([0 if record is None else raw.rows[record] for record, _ in rows]),
        lon=points(raw.lon),
        lat=points(raw.lat),
    )
    return as_text(
        draft_places(Source(changed, draft.source), draft.schema, draft.nomenclature).places
    )
