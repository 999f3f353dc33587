"""Every bad table gives places and a report, or one sentence that says what, where, what to do."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from bad_tables import TABLES
from maillage.core.common.errors import InputError
from maillage.core.places.census import load_census
from maillage.core.places.dates import serial_date
from maillage.core.places.proposals import apply
from osgeo import gdal, ogr, osr

#: What the refusal says.
REFUSED = {
    "empty": "is empty",
    "blank_lines": "holds no row at all",
    "only_a_mark": "holds no row at all",
    "headers_only": "no row below it",
    "one_column": "Columns found: nom",
    "one_cell": "no row below it",
    "only_separators": "holds no row at all",
    "no_header": "Columns found: Ref_1, 09, Foix",
    "ten_thousand_columns": "has 10,000 columns, more than the 1,900",
    "one_gigabyte_sparse": "is larger than 200 MB",
    "one_gigabyte_of_old_excel": "is an old Excel workbook (.xls)",
    "sparse_just_below_the_limit": "is not a text file",
    "a_million_lines": "more than 500,000 rows",
    "millions_of_blank_lines": "more than 500,000 rows",
    "cell_of_thirty_megabytes": "of line 2 is longer than 10,000,000 characters",
    "nul_bytes": "NUL bytes, the first in line 3",
    "binary_rubbish": "NUL bytes, the first in line 1",
    "byte_of_no_character": "broken at line 5 (byte 380, value 0x81), read as Windows-1252",
    "utf_16_cut": "broken at line 4",
    "utf_32": "is in UTF-32",
    "unclosed_quote": "in the record of line 5 is never closed",
    "fixed_width_with_blanks": "Columns found: n_ref ",
    "web_page_as_csv": "is a web page (HTML)",
    "web_page_as_old_excel": "is a web page (HTML)",
    "web_page_as_xlsx": "is a web page (HTML)",
    "xml_answer": "is an XML document",
    "pdf_as_csv": "is a PDF document",
    "zip_as_csv": "is a ZIP archive",
    "gzip_as_csv": "is a compressed archive",
    "old_excel": "is an old Excel workbook (.xls)",
    "locked_excel": "is protected by a password",
    "text_as_xlsx": "is no XLSX file, whatever its name says",
    "json_that_is_no_layer": "is JSON without a list of records",
    "xlsx_with_a_far_cell": "Invalid row: 1048575",
    "xlsx_with_a_cell_in_the_last_column": "has 2,000 columns, more than the 1,900",
    "xlsx_bomb": "unpacks to 2,000 MB",
    "xlsx_packed_too_well": "unpacks to 120 MB",
    "xlsx_that_lies_about_its_size": "is damaged",
    "xlsx_with_an_entity_bomb": "cannot be read as a XLSX file",
    "xlsx_cut": "is damaged",
    "ods_bomb": "unpacks to 3,000 MB",
    "ods_locked": "is protected by a password",
    "ods_with_a_row_repeated_a_million_times": "more than 500,000 rows",
    "geojson_cut": "cannot be read as a GeoJSON file",
    "geojson_with_a_byte_of_no_character": "cannot be read as a GeoJSON file",
    "geojson_of_windows_1252": "the text of feature 1 is not in UTF-8, as that of a GeoJSON",
    "gpkg_with_a_byte_of_no_character": "is not in UTF-8, as that of a GeoPackage file has to be",
    "geojson_too_deep": "cannot be read as a GeoJSON file",
    "geojson_without_features": "holds no record",
    "gpkg_of_an_undefined_system": "no coordinate reference system",
    "gpkg_broken": "cannot be read as a GeoPackage file",
    "gpkg_without_layers": "cannot be read as a GeoPackage file",
    "gpkg_in_name_only": "is no GeoPackage file, whatever its name says",
    "a_folder": "is a folder",
    "a_missing_file": "File not found",
    "a_link_to_itself": "File not found",
    "a_pipe": "is a device or a pipe",
    "a_device": "is a device or a pipe",
    "a_name_too_long": "cannot be read: File name too long",
    "not_allowed": "cannot be read: Permission denied",
}
#: The rows that become places, and what the report says of the table: (check, row or None).
READ: dict[str, tuple[list[int], list[tuple[str, int | None]]]] = {
    "very_long_cell": ([2], []),
    "mixed_encodings": ([2, 3, 4], [("encoding_mixed", 3)]),
    "mixed_encodings_in_one_line": ([2, 3, 4], [("encoding_mixed", 4)]),
    "windows_1252": ([2, 3, 4], []),
    "mac_roman": ([2, 3, 4], []),
    "utf_16_without_mark": ([2, 3, 4], []),
    "mark_twice": ([2, 3, 4], []),
    "mojibake": ([2, 3, 4], []),
    "control_characters": ([2, 3, 4], []),
    "names_of_all_scripts": ([2, 3, 4], []),
    "quotes_not_doubled": ([2, 3], [("quote_stray", 3), ("row_width", 3)]),
    "quoted_with_apostrophes": ([2], []),
    "separator_stated": ([2, 3, 4], []),
    "decimal_commas": ([2, 3, 4], []),
    "carriage_returns_only": ([2, 3, 4], []),
    "mixed_line_ends": ([2, 3, 5], []),
    "ragged_rows": ([2, 3, 4], [("row_width", 2), ("row_width", 3), ("name_missing", 3)]),
    "trailing_separators": ([2, 3, 4], []),
    "title_above_the_header": ([4, 5, 6], [("title_row", None)]),
    "totals_below": ([2, 3, 4, 5], [("totals_row", 5), ("row_width", 5), ("name_missing", 5)]),
    "duplicate_headers": ([2, 3, 4], []),
    "headers_that_differ_by_case": ([2, 3, 4], []),
    "nameless_headers": ([2, 3, 4], []),
    "header_repeated_below": ([2, 3, 4, 6, 7, 8], [("header_repeated", None)]),
    "formulas": ([2, 3, 4], []),
    "dates_as_serial_numbers": ([2, 3, 4], [("date_serial", 2), ("date_serial", 4)]),
    "text_as_old_excel": ([2, 3, 4], []),
    "xlsx_with_merged_cells": ([2, 3, 4], [("cells_merged", None)]),
    "xlsx_with_dates_and_numbers": ([2, 3, 4], []),
    "xlsx_with_zeros_in_the_format": ([2, 3, 4], []),
    "xlsx_with_several_sheets": ([2, 3, 4], [("sheets_others", None)]),
    "xlsx_with_an_empty_first_sheet": ([2, 3, 4], [("sheets_others", None)]),
    "xlsx_under_another_name": ([2, 3, 4], []),
    "xlsx_formatted_to_the_last_column": ([2, 3, 4], []),
    "ods_with_a_million_blank_rows": ([2, 3, 4], []),
    "ods_with_merged_cells": ([2, 3, 4], [("cells_merged", None)]),
    "geojson_without_geometries": ([2, 3, 4], [("coordinates_missing", None)]),
    "geojson_of_polygons": ([2, 3, 4], [("coordinates_shared", 2)]),
    "geojson_latitude_first": ([2, 3, 4], [("coordinates_swapped", 2)]),
    "geojson_of_broken_shapes": (
        [2, 3, 4],
        [("coordinates_range", 2), ("coordinates_range", 3)],
    ),
    "geojson_not_a_number": ([2, 3, 4], [("coordinates_missing", 2)]),
    "geojson_in_metres": ([2, 3, 4], [("coordinates_range", 2)]),
    "geojson_in_lambert": ([2, 3, 4], []),
    "geojson_with_lists": ([2, 3, 4], []),
    "geojson_under_another_name": ([2, 3, 4], []),
    "gpkg_of_several_points": ([2, 3, 4], []),
}
#: Checks that speak of how the table stands in its file: only those expected may be there.
OF_READING = {
    "encoding_mixed",
    "quote_stray",
    "title_row",
    "totals_row",
    "header_repeated",
    "cells_merged",
    "sheets_others",
    "row_width",
}


def each(names: Iterable[str]) -> pytest.MarkDecorator:
    """Each table; those that GDAL reads also where it raises exceptions.

    It does or not as the program around it chose, and nothing may depend on that.
    """
    cases = [(name, False) for name in names]
    cases += [(name, True) for name in names if name.startswith(("xlsx", "geojson", "gpkg"))]
    ids = [f"{name}-raises" if raises else name for name, raises in cases]
    return pytest.mark.parametrize(
        ("name", "gdal_raises"), cases, indirect=["gdal_raises"], ids=ids
    )


@pytest.fixture
def gdal_raises(request: pytest.FixtureRequest) -> Iterator[None]:
    modules = (gdal, ogr, osr) if request.param else ()
    changed = [module for module in modules if not module.GetUseExceptions()]
    for module in changed:
        module.UseExceptions()
    yield
    for module in reversed(changed):  # GDAL takes them back in this order alone
        module.DontUseExceptions()


def test_every_bad_table_has_its_expectation() -> None:
    assert set(TABLES) == {*REFUSED, *READ}
    assert len(TABLES) >= 40


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[None]:
    """The superuser may read every file: becomes another user for a while."""
    if os.geteuid() != 0:
        yield
        return
    opened = [folder for folder in tmp_path.parents if folder.owner() == "root"][:2]
    before = [folder.stat().st_mode for folder in (tmp_path, *opened)]
    for folder in (tmp_path, *opened):
        folder.chmod(0o755)
    os.seteuid(65534)
    yield
    os.seteuid(0)
    for folder, mode in zip((tmp_path, *opened), before, strict=True):
        folder.chmod(mode)


@pytest.mark.usefixtures("gdal_raises")
@each(sorted(REFUSED.keys() - {"not_allowed"}))
def test_a_table_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    path = TABLES[name](tmp_path)
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError) as refused:
        load_census(path)
    assert REFUSED[name] in str(refused.value)
    assert str(path) in str(refused.value)
    unread = name.startswith("one_gigabyte")
    assert time.perf_counter() - start < (3 if unread else 15)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # KiB
    assert used < (200_000 if unread else 1_500_000)


def test_a_file_that_one_may_not_read_is_refused(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = TABLES["not_allowed"](tmp_path)
    request.getfixturevalue("nobody")
    with pytest.raises(InputError) as refused:
        load_census(path)
    assert REFUSED["not_allowed"] in str(refused.value)


@pytest.mark.usefixtures("gdal_raises")
@each(READ)
def test_a_table_that_can_be_read_gives_places_and_a_report(name: str, tmp_path: Path) -> None:
    rows, said = READ[name]
    census = load_census(TABLES[name](tmp_path))
    assert census.places["src_row"].tolist() == rows
    report = census.report
    found = {
        (check, None if row is None or row != row else int(row))
        for check, row in zip(report["check"], report["row"], strict=True)
    }
    assert set(said) <= found
    assert {check for check, _ in found} & OF_READING == {check for check, _ in said} & OF_READING
    assert all(report["message"])


SAME = [
    "mixed_encodings",
    "mixed_encodings_in_one_line",
    "windows_1252",
    "mac_roman",
    "utf_16_without_mark",
    "mark_twice",
    "separator_stated",
    "decimal_commas",
    "carriage_returns_only",
    "mixed_line_ends",
    "trailing_separators",
    "title_above_the_header",
    "duplicate_headers",
    "nameless_headers",
    "text_as_old_excel",
    "xlsx_with_dates_and_numbers",
    "xlsx_with_an_empty_first_sheet",
    "xlsx_with_zeros_in_the_format",
    "xlsx_under_another_name",
    "xlsx_formatted_to_the_last_column",
    "ods_with_merged_cells",
]


@pytest.mark.parametrize("name", SAME)
def test_the_places_are_those_of_the_good_table(name: str, tmp_path: Path) -> None:
    places = load_census(TABLES[name](tmp_path)).places
    assert places["name"].tolist() == [
        "Médiathèque d'été",
        "L’hôtel à projets",
        "Maison du département",
    ]
    assert places["address"].tolist() == ["1, rue des Arts", 'Le "Lieu"', "3 place du Marché"]
    assert places["insee"].tolist() == ["09122", "31395", "32013"]
    assert places["lat"].tolist() == pytest.approx([42.96, 43.46, 43.65])
    assert places["lon"].tolist() == pytest.approx([1.60, 1.33, 0.59])


def test_dates_of_a_workbook_are_iso_and_formulas_have_their_value(tmp_path: Path) -> None:
    places = load_census(TABLES["xlsx_with_dates_and_numbers"](tmp_path)).places
    assert places["src_date_maj"].tolist() == ["2023-01-15", "44621", "2021-12-31"]
    assert places["src_lat"].tolist()[0] == "42.96"
    assert places["src_lon"].tolist()[0] == "1.6"


def test_dates_as_numbers_of_days_are_said_and_proposed_never_taken(tmp_path: Path) -> None:
    census = load_census(TABLES["dates_as_serial_numbers"](tmp_path))
    assert census.places["updated"].tolist() == ["", "", ""]
    report = census.report[census.report["check"] == "date_serial"]
    assert report["value"].tolist() == ["44941"] * 3
    assert report["proposal"].tolist() == ["2023-01-15"] * 3
    places, counts = apply(census.places, census.report, ["date_serial"], census.layout)
    assert places["updated"].tolist() == ["2023-01-15"] * 3
    assert counts == {"date_serial": 3}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("44621", "2022-03-01"),
        ("44621.75", "2022-03-01"),
        ("32874", "1990-01-01"),
        ("55153", "2050-12-31"),
        ("32873", None),
        ("55154", None),
        ("2022", None),
        ("446210", None),
        ("09122", None),
    ],
)
def test_the_number_of_a_day_is_a_date_of_our_time(text: str, day: str | None) -> None:
    assert serial_date(text) == day


def test_zeros_that_a_workbook_shows_are_read(tmp_path: Path) -> None:
    census = load_census(TABLES["xlsx_with_zeros_in_the_format"](tmp_path))
    assert census.places["src_code_postal"].tolist() == ["09000", "31600", "32000"]
    assert census.places["src_code_commune"].tolist() == ["09122", "31395", "32013"]
    assert "postcode_restored" not in set(census.report["check"])


def test_a_merged_cell_is_named(tmp_path: Path) -> None:
    census = load_census(TABLES["xlsx_with_merged_cells"](tmp_path))
    report = census.report
    assert "B2:B4" in report.loc[report["check"] == "cells_merged", "message"].iloc[0]
    assert census.places["src_departement"].tolist() == ["09", "", ""]


def test_lists_and_structures_of_a_layer_become_text(tmp_path: Path) -> None:
    places = load_census(TABLES["geojson_with_lists"](tmp_path)).places
    assert places["src_services"].tolist() == ["Aide|Prêt"] * 3
    assert places["src_doc"].str.replace(" ", "").tolist() == ['{"a":[1]}'] * 3


def test_polygons_and_several_points_give_their_middle(tmp_path: Path) -> None:
    for name in ("geojson_of_polygons", "gpkg_of_several_points"):
        places = load_census(TABLES[name](tmp_path)).places
        assert places["lon"].tolist() == pytest.approx([1.6] * 3)
        assert places["lat"].tolist() == pytest.approx([42.95] * 3)
        (tmp_path / "census.gpkg").unlink(missing_ok=True)
