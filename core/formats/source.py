"""The cells of a raw table by column name, trimmed."""

from __future__ import annotations

from functools import cached_property

from .columnnames import column_key
from .readers import RawTable


class Source:
    """Columns are found ignoring case, then accents, blanks and ``_`` too; one that is not there
    reads as empty cells."""

    def __init__(self, raw: RawTable, whole: Source | None = None) -> None:
        """``whole`` is the source that these rows are of, whose columns tell what a cell means that
        can mean two things; the rows themselves where it is not given."""
        self.raw = raw
        self.whole: Source = whole or self
        self._cells: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self.raw.table)

    @cached_property
    def _names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for key in (str.lower, column_key):
            for name in self.raw.table.columns:
                names.setdefault(key(name), name)
        return names

    def name_of(self, name: str) -> str | None:
        """The table's own name of a column; None when it is not there."""
        return self._names.get(name.lower()) or self._names.get(column_key(name) or " ")

    def __contains__(self, name: str) -> bool:
        return self.name_of(name) is not None

    def column(self, name: str) -> list[str]:
        """The cells of a column. They are kept: do not change the list."""
        if name not in self._cells:
            column = self.name_of(name)
            cells = [""] * len(self) if column is None else self.raw.table[column].tolist()
            self._cells[name] = [cell.strip() for cell in cells]
        return self._cells[name]

    def first_filled(self, names: list[str]) -> list[str]:
        """For each record the first cell that is not empty."""
        columns = [self.column(name) for name in names if name in self]
        if len(columns) == 1:
            return columns[0]
        if not columns:
            return [""] * len(self)
        return [next(filter(None, cells), "") for cells in zip(*columns, strict=True)]
