"""The cells of a raw table by column name, trimmed."""

from __future__ import annotations

from functools import cached_property

from .readers import RawTable


class Source:
    """Columns are found ignoring case; one that is not there reads as empty cells."""

    def __init__(self, raw: RawTable) -> None:
        self.raw = raw

    def __len__(self) -> int:
        return len(self.raw.table)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {name.lower(): name for name in self.raw.table.columns}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def column(self, name: str) -> list[str]:
        """The cells of a column."""
        if name not in self:
            return [""] * len(self)
        return [cell.strip() for cell in self.raw.table[self._names[name.lower()]].tolist()]

    def first_filled(self, names: list[str]) -> list[str]:
        """For each record the first cell that is not empty."""
        columns = [self.column(name) for name in names if name in self]
        if not columns:
            return [""] * len(self)
        return [next(filter(None, cells), "") for cells in zip(*columns, strict=True)]
