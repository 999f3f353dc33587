"""A source as it is: its text cells, untouched, with the row of each record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from statistics import median_low

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.speech import named
from ..common.text import plural, tr
from .columnnames import unique_names
from .twofold_header import is_twofold, joined_names

#: A GeoPackage holds 2,000 columns at most, and the plugin's own fields come before these.
MAXIMUM_COLUMNS = 1900
#: A country's census has 20,000 places. A larger table is something else, and would fill the
#: memory.
MAXIMUM_ROWS = 500_000
MAXIMUM_CELLS = 40_000_000
#: So many rows tell whether what stands above them is a name.
_LOOKED_AT = 200

#: The day 0 of the dates that most spreadsheets count.
FIRST_DAY = date(1899, 12, 30)

#: A row of a table: the number that a spreadsheet shows beside it, and its cells.
Record = tuple[int, list[str]]
#: What reading had to decide: the row (None: the whole source), the id of a check, a sentence.
Note = tuple[int | None, str, str]


@dataclass(frozen=True)
class Dialect:
    """How a delimited file is written; what is needed to write a cell of it again.

    ``encoding`` is a Python codec that writes no mark (utf-8, utf-16-le, utf-16-be, cp1252,
    mac_roman, cp850, iso8859-15), ``bom`` whether the file begins with a mark, ``newline`` what
    ends its first line, and ``stated`` whether a first line ``sep=`` tells the separator. Where
    lines are in different encodings, ``encoding`` is that of most.
    """

    encoding: str = "utf-8"
    bom: bool = False
    separator: str = ","
    quote: str = '"'
    newline: str = "\n"
    stated: bool = False


@dataclass
class RawTable:
    """A source as it is: text cells, "" when empty.

    ``table`` has unique column names; ``rows`` the row of each record (header = 1); ``lon`` and
    ``lat`` (degrees) come from point geometries, None when the source has none; ``several`` says of
    which records they are an average, and of how many points. ``uneven`` are records (row, cells)
    with another number of cells than the ``width`` of the header.
    ``format`` is csv, xlsx, ods, geojson, json, gpkg or layer; ``sheet`` the sheet or layer of the
    file that was read; ``dialect`` that of a CSV; ``header`` the row of the column names;
    ``notes`` what reading had to decide; ``first_day`` the day 0 of dates that stand there as
    numbers.
    """

    what: str
    table: pd.DataFrame
    rows: np.ndarray
    lon: np.ndarray | None = None
    lat: np.ndarray | None = None
    several: dict[int, int] = field(default_factory=dict)
    uneven: list[tuple[int, int]] = field(default_factory=list)
    width: int = 0
    format: str = ""
    sheet: str = ""
    dialect: Dialect | None = None
    header: int = 1
    notes: list[Note] = field(default_factory=list)
    first_day: date = FIRST_DAY


def from_records(records: Iterable[Record], file_name: str) -> RawTable:
    """A table from records, the first that is no title being the header (which may be of two rows,
    groups above names); blank ones are left out.

    Cells beyond the header get columns of their own, so that nothing is lost. Raises InputError
    without a row, or with more columns, rows or cells than can be kept.
    """
    filled = list(_filled(records, file_name))
    if not filled:
        raise InputError(tr("{file} holds no row at all. Choose another file.", file=file_name))
    above, cells = _header([cells for _, cells in filled])
    header_row = filled[above][0]
    header = [cell.strip("\ufeff \t\r\n\xa0") for cell in cells]
    while header and not header[-1]:
        header.pop()
    refuse_columns(len(header), file_name)
    uneven, cells_by_row, rows, notes = [], [], [], []
    width = len(header)
    for row, cells in filled[above + 1 :]:
        if _is_header(cells, header):
            notes.append(_repeated_header(row))
            continue
        rows.append(row)
        row_cells = _without_trailing_blanks(cells, len(header))
        if len(row_cells) != len(header):
            uneven.append((row, len(row_cells)))
        width = max(width, len(row_cells))
        cells_by_row.append(row_cells)
    if not rows:
        raise InputError(
            tr(
                "{file} holds a header ({columns}) and no row below it. Choose another file.",
                file=file_name,
                columns=_named(header),
            )
        )
    refuse_columns(width, file_name)
    refuse_rows(len(cells_by_row), width, file_name)
    names = unique_names(header + [""] * (width - len(header)), taken=("row",))
    for row_cells in cells_by_row:
        row_cells.extend([""] * (width - len(row_cells)))
    table = pd.DataFrame(cells_by_row, columns=names, dtype=object)
    notes = [_title(row, cells) for row, cells in filled[:above]] + notes
    notes += _totals(*filled[-1])
    return RawTable(
        file_name,
        table,
        np.array(rows),
        uneven=uneven,
        width=len(header),
        header=header_row,
        notes=notes,
    )


def from_features(
    names: list[str], cells: list[list[str]], points: np.ndarray, layer_name: str
) -> RawTable:
    """A table from a layer's attributes as text and its ``points`` (n, 2) in degrees or NaN.

    The records count from row 2, as if a header stood above. Raises InputError without records.
    """
    refuse_columns(len(names), layer_name)
    if not cells:
        raise InputError(
            tr(
                "{file} holds no record. Its columns are: {columns}. Choose another one.",
                file=layer_name,
                columns=_named(names) or "-",
            )
        )
    table = pd.DataFrame(cells, columns=unique_names(names, taken=("row",)), dtype=object)
    rows = np.arange(2, len(table) + 2)
    if np.isnan(points).all():
        return RawTable(layer_name, table, rows)
    return RawTable(layer_name, table, rows, points[:, 0], points[:, 1])


def _header(records: list[list[str]]) -> tuple[int, list[str]]:
    """Which record is the header, or the lower row of one in two rows, and its names."""
    at = header_position(records)
    for lower in (at + 1, at):
        if not 1 <= lower < len(records):
            continue
        groups, names = records[lower - 1 : lower + 1]
        if is_twofold(groups, names, records[lower + 1 : lower + 1 + _LOOKED_AT]):
            return lower, joined_names(groups, names)
    return at, records[at]


def header_position(records: list[list[str]]) -> int:
    """Which of the first records is the header: titles, of one or two cells, may stand above it.

    Where they do, the table is at least three cells wide, and the header is the first record that
    has most of them.
    """
    counts = [sum(1 for cell in cells if cell.strip()) for cells in records[:50]]
    widths = [_last_filled(cells) for cells in records[:50]]
    usual = median_low(widths) if widths else 0
    if usual < 3 or counts[0] > 2:
        return 0
    return next((n for n, count in enumerate(counts[:10]) if count > usual / 2), 0)


def refuse_columns(count: int, file_name: object) -> None:
    """Raises InputError for more columns than can be kept."""
    if count > MAXIMUM_COLUMNS:
        raise InputError(
            plural(
                "{file} has {n} column, more than the {maximum} that can be kept. Remove the "
                "columns that you do not need.",
                "{file} has {n} columns, more than the {maximum} that can be kept. Remove the "
                "columns that you do not need.",
                count,
                file=file_name,
                maximum=MAXIMUM_COLUMNS,
            )
        )


def refuse_rows(rows: int, columns: int, file_name: object) -> None:
    """Raises InputError for more rows or cells than any census has."""
    if rows > MAXIMUM_ROWS or rows * columns > MAXIMUM_CELLS:
        raise InputError(
            tr(
                "{file} has more than {rows}, or than {cells}: it is too large to be a census. "
                "Choose another one, or keep only the rows that you need.",
                file=file_name,
                rows=plural("{n} row", "{n} rows", MAXIMUM_ROWS),
                cells=plural("{n} cell", "{n} cells", MAXIMUM_CELLS),
            )
        )


def _filled(records: Iterable[Record], file_name: str) -> Iterator[Record]:
    """The records that are not blank, as long as there are not too many of them."""
    filled = (record for record in records if any(cell.strip() for cell in record[1]))
    yield from islice(filled, MAXIMUM_ROWS + 1)
    if next(filled, None):
        refuse_rows(MAXIMUM_ROWS + 1, 1, file_name)


def _is_header(cells: list[str], header: list[str]) -> bool:
    if len(header) < 2 or cells[0].strip() != header[0]:
        return False
    return [cell.strip() for cell in cells[: len(header)]] == header


def _last_filled(cells: list[str]) -> int:
    return max((n for n, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _without_trailing_blanks(cells: list[str], width: int) -> list[str]:
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _named(columns: list[str]) -> str:
    return named(columns, 80)


def _title(row: int, cells: list[str]) -> Note:
    message = tr(
        "Row {row} stands above the names of the columns, and is no place: “{text}”.",
        row=str(row),
        text=" ".join(filter(None, map(str.strip, cells)))[:80],
    )
    return row, "title_row", message


def _repeated_header(row: int) -> Note:
    message = tr(
        "Row {row} repeats the names of the columns. It is no place, and was left out.",
        row=str(row),
    )
    return row, "header_repeated", message


def _totals(row: int, cells: list[str]) -> Iterator[Note]:
    """A last row of totals, which is read as a place like any other."""
    first = next((cell.strip() for cell in cells if cell.strip()), "").casefold()
    if first.startswith("total") or first in ("somme", "sum"):
        message = tr(
            "The last row looks like a line of totals, not like a place. Remove it if it is one."
        )
        yield row, "totals_row", message
