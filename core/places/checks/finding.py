"""What a check says, and what every check needs to look at a census."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ...formats.columnnames import column_key
from ..cleaning import Draft
from ..fields import SOURCE_PREFIX


class Finding(NamedTuple):
    """One line of the report; ``record`` is None when it speaks of the whole file.

    ``field`` is a public field, ``src_NAME`` for a cell of the source alone, or "". ``severity``
    is that of the catalogue where it is "".
    """

    record: int | None
    check: str
    field: str
    message: str
    value: str = ""
    proposal: str = ""
    severity: str = ""


Findings = Iterator[Finding]


def with_point(draft: Draft) -> list[int]:
    """The records that have coordinates."""
    return [int(record) for record in np.flatnonzero(np.isfinite(draft.positions.lon))]


def point(draft: Draft, record: int) -> tuple[float, float]:
    """Longitude and latitude of a record."""
    return float(draft.positions.lon[record]), float(draft.positions.lat[record])


def written(lon: float, lat: float) -> str:
    """A point as the report writes it: latitude, blank, longitude."""
    return f"{lat:.6f} {lon:.6f}"


def field_of(draft: Draft, column: str, record: int, cell: str) -> str:
    """The public field that shows exactly this cell, else the source's own column.

    So a correction always reaches the file, and also what is shown where there is such a field.
    """
    source = SOURCE_PREFIX + column
    for name, columns in draft.schema.fields.items():
        if column_key(column) in map(column_key, columns):
            return name if draft.places[name].iat[record] == cell.strip() else source
    return source
