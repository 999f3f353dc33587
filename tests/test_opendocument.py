"""ODS workbooks as office programs write them, cell by cell."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest
from bad_tables import HEADER, ROWS, cells, ods, ods_cells
from maillage.core.common.errors import InputError
from maillage.core.formats import rawtable
from maillage.core.formats.readers import RawTable, read_table


def cell(kind: str, value: str, shown: str, more: str = "") -> str:
    """A cell with its value and what it shows."""
    name = "value" if kind in ("float", "percentage", "currency") else f"{kind}-value"
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"{more}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def read(tmp_path: Path, *rows: str, sheet: str | None = None) -> RawTable:
    header = ods_cells([["nom", "a", "b", "c"]])
    return read_table(ods(tmp_path / "census.ods", header + "".join(rows)), sheet)


def row(*parts: str, times: int = 1) -> str:
    repeated = f'table:number-rows-repeated="{times}"'
    return f"<table:table-row {repeated}>{''.join(parts)}</table:table-row>"


@pytest.mark.parametrize(
    ("kind", "value", "shown", "read_as"),
    [
        ("float", "9000", "09000", "09000"),
        ("float", "561020304", "05 61 02 03 04", "0561020304"),
        ("float", "561020304", "05.61.02.03.04", "0561020304"),
        ("float", "9000", "9 000", "9000"),
        ("float", "0", "0,00", "0"),
        ("float", "0", "0.00", "0"),
        ("float", "42.96", "42,96", "42.96"),
        ("float", "42.960000000000001", "43", "42.96"),
        ("float", "5.5", "05.5", "5.5"),
        ("percentage", "0.5", "50 %", "0.5"),
        ("currency", "12.5", "12,50 €", "12.5"),
        ("date", "2023-01-15", "15/01/23", "2023-01-15"),
        ("date", "2023-01-15T00:00:00", "15/01/23", "2023-01-15"),
        ("date", "2023-01-15T10:30:00", "15/01/23 10:30", "2023-01-15T10:30:00"),
        ("time", "PT08H30M00S", "8h30", "08:30:00"),
        ("boolean", "true", "VRAI", "VRAI"),
        ("string", "a whole text", "a whole…", "a whole text"),
    ],
)
def test_a_cell_is_read_as_what_it_holds_with_the_zeros_that_it_shows(
    tmp_path: Path, kind: str, value: str, shown: str, read_as: str
) -> None:
    raw = read(tmp_path, row(cell("string", "", "Lieu"), cell(kind, value, shown)))
    assert raw.table.iloc[0].tolist() == ["Lieu", read_as, "", ""]


def test_texts_keep_lines_and_blanks_and_leave_comments_out(tmp_path: Path) -> None:
    text = (
        "<table:table-cell><office:annotation><text:p>a comment</text:p></office:annotation>"
        '<text:p>Le<text:s text:c="3"/><text:span>Lieu</text:span></text:p>'
        "<text:p>Bât.<text:tab/>B<text:line-break/>&lt;2&gt;</text:p></table:table-cell>"
    )
    raw = read(tmp_path, row(text, cell("string", "", "x")))
    assert raw.table["nom"].tolist() == ["Le   Lieu\nBât.\tB\n<2>"]


def test_repeated_rows_and_cells_stand_at_their_places(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="2"/>'
    three = cell("string", "", "x", ' table:number-columns-repeated="3"')
    wide = '<table:table-cell table:number-columns-repeated="16384"/>'
    raw = read(
        tmp_path,
        row(wide, times=15_000),
        row(cell("string", "", "A"), blank, cell("string", "", "z"), times=2),
        row(wide, times=12_000),
        row(cell("string", "", "B"), three, wide),
        row(wide, times=1_000_000),
    )
    assert raw.rows.tolist() == [15_002, 15_003, 27_004]
    assert raw.table.to_numpy().tolist() == [["A", "", "", "z"]] * 2 + [["B", "x", "x", "x"]]


def test_a_row_without_its_last_blanks_is_not_uneven_and_one_beyond_the_header_is(
    tmp_path: Path,
) -> None:
    short, beyond = row(cell("string", "", "A")), row(cell("string", "", "B") * 5)
    assert read(tmp_path, short, beyond).uneven == [(3, 5)]


def test_rows_in_groups_and_headers_are_rows(tmp_path: Path) -> None:
    groups = "<table:table-row-group>{}</table:table-row-group>"
    body = f"<table:table-header-rows>{ods_cells(cells()[:1])}</table:table-header-rows>"
    path = ods(tmp_path / "census.ods", body + groups.format(groups.format(ods_cells(ROWS))))
    raw = read_table(path)
    assert list(raw.table.columns) == HEADER
    assert raw.table.to_numpy().tolist() == ROWS


def test_the_first_sheet_that_holds_something_is_read_or_the_one_named(tmp_path: Path) -> None:
    def sheet(name: str, text: list[str]) -> str:
        return f'</table:table><table:table table:name="{name}">' + ods_cells([["nom", "b"], text])

    path = ods(tmp_path / "census.ods", row() + sheet("Un", ["A", "1"]) + sheet("Deux", ["B", "2"]))
    first = read_table(path)
    assert (first.sheet, first.table["nom"].tolist()) == ("Un", ["A"])
    assert "Lieux, Deux" in first.notes[0][2]
    second = read_table(path, "Deux")
    assert (second.sheet, second.table["nom"].tolist(), second.notes) == ("Deux", ["B"], [])
    assert (first.rows.tolist(), second.rows.tolist()) == ([2], [2])
    with pytest.raises(InputError, match="Those there: Lieux, Un, Deux"):
        read_table(path, "Trois")


def test_a_sheet_of_too_many_cells_is_refused_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rawtable, "MAXIMUM_CELLS", 4000)
    wide = row(cell("string", "", "x", ' table:number-columns-repeated="1900"'))
    with pytest.raises(InputError, match="too large to be a census"):
        read(tmp_path, wide * 3)
    with pytest.raises(InputError, match="has 16,384 columns"):
        read(tmp_path, wide.replace("1900", "16384"))


def test_a_row_repeated_without_end_fills_no_memory(tmp_path: Path) -> None:
    tracemalloc.start()
    with pytest.raises(InputError, match="more than 500,000 rows"):
        read(tmp_path, row(cell("string", "", "x"), times=3_000_000))
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "census.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "lol">]><a>&b;</a>')
    with pytest.raises(InputError, match="defines XML entities"):
        read_table(path)
