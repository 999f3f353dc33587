"""Dates of a census: in any order, in words, and as the days that a workbook counts."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from maillage.core.formats.celledits import CellEdits, NewRow
from maillage.core.formats.patching import write_patched
from maillage.core.formats.readers import read_table
from maillage.core.nomenclature import load_nomenclature
from maillage.core.places.census import Census, load_census
from maillage.core.places.dates import iso_date, order_of, serial_date
from maillage.core.places.proposals import apply
from maillage.core.places.recognising.mapping import propose
from maillage.core.places.saving.save import save_census
from workbooks import write_ods, write_xlsx

HEADER = [
    "n_ref", "departement", "ville", "nom", "code_postal", "adresse", "nature_juridique",
    "type_lieu", "codes_types_mediations", "codes_publics", "code_label", "date_maj", "lat", "lon",
]  # fmt: skip
DAY_FIRST, MONTH_FIRST, UNKNOWN = False, True, None


def rows(dates: list[str]) -> list[list[str]]:
    """A census as cells, with one place per date."""
    places = [
        [f"R{n}", "31", "Toulouse", f"L{n}", "31000", f"{n} rue A", "Association", "Autre", "ORD",
         "", "", text, "43.605", "1.405"]
        for n, text in enumerate(dates)
    ]  # fmt: skip
    return [HEADER, *places]


def census_of(folder: Path, dates: list[str]) -> Census:
    path = folder / "census.csv"
    path.write_text("\n".join(map(";".join, rows(dates))), encoding="utf-8")
    return load_census(path)


def told(census: Census, check: str) -> pd.DataFrame:
    return census.report[census.report["check"] == check]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022-09-26 19:00:45", "2022-09-26"),
        ("2023-11-05T10:00:00+01:00", "2023-11-05"),
        ("20210305", "2021-03-05"),
        ("20210305 10:00", "2021-03-05"),
        ("20211305", None),
        ("12/2021", "2021-12"),
        ("3-2021", "2021-03"),
        ("13/2021", None),
        ("lundi 5 mars 2021", "2021-03-05"),
        ("Vendredi 1er janvier 2021", "2021-01-01"),
        ("ven. 5 mars 2021", "2021-03-05"),
        ("le 5 mars 2021", "2021-03-05"),
        ("mars 2021", "2021-03"),
        ("mardi", None),
        ("sept. 2022", "2022-09"),
        ("Févr. 2021", "2021-02"),
        ("5 juill. 2021", "2021-07-05"),
        ("Mairie 2022", None),
        ("Marché 2021", None),
        ("décision 2022", None),
        ("Marc 2021", None),
        ("Fri Mar 05 2021", "2021-03-05"),
        ("March 5, 2021", "2021-03-05"),
        ("5-Feb-2021", "2021-02-05"),
        ("05/12/2022 17:51", "2022-12-05"),
        ("05/12/2022, 17:51:00", "2022-12-05"),
        ("05.12.2022", "2022-12-05"),
        ("13.12.2022", "2022-12-13"),
        ("07/12/21", None),
        ("1970-01-01T00:00:00", None),
    ],
)
def test_dates_are_read_in_every_usual_writing(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    ("cells", "month_first"),
    [
        (["12/05/2022"], DAY_FIRST),
        (["12/05/2022", "13/12/2022"], DAY_FIRST),
        (["12/05/2022", "12/13/2022"], MONTH_FIRST),
        (["12/05/2022 5:51:00 PM", "12/13/2022 5:51:00 PM"], MONTH_FIRST),
        (["12/05/2022 5:51:00 PM", "13/05/2022 5:51:00 PM"], DAY_FIRST),
        (["12/05/2022 5:51:00 PM"], UNKNOWN),
        (["05/05/2022 5:51 p.m."], DAY_FIRST),  # either way the same day
        (["13/12/2022", "12/13/2022"], UNKNOWN),
        (["31/02/2022", "12/13/2022"], MONTH_FIRST),  # a day that is none shows nothing
        (["13.12.2022", "12/13/2022"], MONTH_FIRST),  # with dots it is always the day
        (["2022-12-13", "mars 2021", "", "n.c."], DAY_FIRST),
        # One slip of the pen among many does not make a column doubtful.
        ([*(f"{day}/12/2022" for day in range(13, 32)), "13/11/2022", "12/13/2022"], DAY_FIRST),
        ([*(f"{day}/12/2022" for day in range(13, 32)), "12/13/2022"], UNKNOWN),
    ],
)
def test_the_order_is_that_of_the_column(cells: list[str], month_first: bool | None) -> None:
    assert order_of(cells).month_first is month_first


def test_a_column_of_one_order_is_read_in_it(tmp_path: Path) -> None:
    census = census_of(tmp_path, ["12/13/2022 5:51:00 PM", "12/05/2022 5:51:00 PM", "1/2/2022"])
    assert census.places["updated"].tolist() == ["2022-12-13", "2022-12-05", "2022-01-02"]
    [finding] = told(census, "date_order").to_dict("records")
    assert (finding["severity"], finding["row"]) == ("info", None)
    assert "month first, as 12/13/2022 5:51:00 PM shows" in finding["message"]
    assert told(census, "date_impossible").empty


def test_what_two_orders_leave_open_is_told_and_not_read(tmp_path: Path) -> None:
    census = census_of(tmp_path, ["13/12/2022", "12/13/2022", "12/05/2022", "05/05/2022", "2021"])
    assert census.places["updated"].tolist() == [
        "2022-12-13",
        "2022-12-13",
        "",
        "2022-05-05",
        "2021",
    ]
    whole, row = told(census, "date_order").to_dict("records")
    assert "two orders, as 13/12/2022 and 12/13/2022 show" in whole["message"]
    assert whole["message"].endswith("were not read: 1.")
    assert (row["row"], row["value"], row["severity"]) == (4, "12/05/2022", "warning")
    assert told(census, "date_impossible").empty and told(census, "date_unreadable").empty


def test_a_column_of_dates_with_the_month_first_is_proposed_as_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    dates = ["12/13/2022", "12/14/2022", "01/31/2023"]
    lines = [f"EPN {n};{n} rue A;31000;Toulouse;{text}" for n, text in enumerate(dates, 1)]
    path.write_text("\n".join(["nom;adresse;cp;ville;vu", *lines]), encoding="utf-8")
    mapping = propose(read_table(path), load_nomenclature())
    assert mapping.columns["updated"] == ["vu"]
    assert load_census(path, mapping=mapping).places["updated"].tolist() == [
        "2022-12-13", "2022-12-14", "2023-01-31",
    ]  # fmt: skip


def test_am_and_pm_alone_leave_the_order_open(tmp_path: Path) -> None:
    census = census_of(tmp_path, ["12/05/2022 5:51:00 PM", "2022-01-02"])
    assert census.places["updated"].tolist() == ["", "2022-01-02"]
    assert "AM or PM" in told(census, "date_order")["message"].iloc[0]


def test_a_year_of_two_figures_is_not_called_an_impossible_day(tmp_path: Path) -> None:
    census = census_of(tmp_path, ["07/12/21", "31/02/2021"])
    assert told(census, "date_unreadable")["value"].tolist() == ["07/12/21"]
    assert told(census, "date_impossible")["value"].tolist() == ["31/02/2021"]


@pytest.mark.parametrize(
    ("example", "written"), [("12/13/2022", "12/05/2022"), ("13/12/2022", "05/12/2022")]
)
def test_a_date_is_saved_in_the_order_of_its_column(
    example: str, written: str, tmp_path: Path
) -> None:
    census = census_of(tmp_path, [example, "01/02/2022"])
    layer = census.places.copy()
    layer.loc[1, "updated"] = "2022-12-05"
    output = tmp_path / "out.csv"
    report = save_census(layer, tmp_path / "census.csv", output)
    assert [line.split(";")[11] for line in output.read_text("utf-8").splitlines()[1:]] == [
        example,
        written,
    ]
    assert load_census(output).places["updated"].tolist() == ["2022-12-13", "2022-12-05"]
    assert report.notes == []  # the row alone would not tell the order


def test_the_dates_of_the_case_agree_on_the_month_first(cases: Path) -> None:
    census = load_census(cases / "dates" / "dates.csv")
    updated = dict(zip(census.places["place_id"], census.places["updated"], strict=True))
    assert {name: updated[name] for name in ("R0", "R1", "R7", "R15", "R17", "R24")} == {
        "R0": "2022-12-13",
        "R1": "2022-12-05",
        "R7": "2021-03-05",
        "R15": "2021-01-13",
        "R17": "2021-03-05",
        "R24": "2021-12",
    }
    assert len(told(census, "date_order")) == 1


# Days that a workbook counts from 1904


def changed(path: Path, member: str, old: str, new: str) -> Path:
    """The archive with a text replaced in one of its files."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert re.search(old, parts[member].decode())
    parts[member] = re.sub(old, new, parts[member].decode()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def from_1904(folder: Path, flag: str = "1") -> Path:
    """A workbook that counts from 1904: dates, one with an hour that its format hides, one of a
    formula, one with an hour; the number of a day as number and as text; a date as text."""
    path = folder / "census.xlsx"
    dates = [*["2023-01-15"] * 4, "42798", "x42798", "x2017/03/04"]
    write_xlsx(path, rows(dates))
    sheet = "xl/sheets/one.xml"
    changed(path, "xl/workbook.xml", "<sheets>", rf'<workbookPr date1904="{flag}"/><sheets>')
    changed(path, sheet, r"(L2\" s=\"1\"><v>)44941", r"\g<1>42798")
    changed(path, sheet, r"(L3\" s=\"1\"><v>)44941", r"\g<1>42798.75")
    changed(path, sheet, r"(L4\" s=\"1\">)<v>44941", r"\1<f>L2</f><v>42798")
    changed(path, sheet, r"(L5\" s=\")1\"><v>44941", r'\g<1>2"><v>42798.75')
    changed(path, "xl/styles.xml", "</cellXfs>", '<xf numFmtId="22"/></cellXfs>')
    return changed(path, sheet, "<t>x(42798|2017/03/04)", r"<t>\1")


READ_FROM_1904 = [
    "2021-03-05", "2021-03-05", "2021-03-05", "2021-03-05T18:00:00", "42798", "42798", "2017-03-04",
]  # fmt: skip


@pytest.mark.parametrize("flag", ["1", "true"])
def test_a_workbook_that_counts_from_1904_is_read_so(flag: str, tmp_path: Path) -> None:
    raw = read_table(from_1904(tmp_path, flag))
    assert raw.table["date_maj"].tolist() == READ_FROM_1904
    assert raw.table["code_postal"].tolist() == ["31000"] * 7  # numbers stay numbers


def test_a_workbook_that_says_no_counts_as_others_do(tmp_path: Path) -> None:
    raw = read_table(from_1904(tmp_path, "0"))
    assert raw.table["date_maj"].tolist()[:3] == ["2017-03-04"] * 3


def test_numbers_of_days_are_proposed_in_the_count_of_their_workbook(tmp_path: Path) -> None:
    census = load_census(from_1904(tmp_path))
    found = told(census, "date_serial")
    assert found["proposal"].tolist() == ["2021-03-05", "2021-03-05"]
    places, _ = apply(census.places, census.report, ["date_serial"], census.layout)
    assert places["updated"].tolist() == ["2021-03-05"] * 6 + ["2017-03-04"]


def test_dates_are_saved_in_the_count_of_their_workbook(tmp_path: Path) -> None:
    source, output = from_1904(tmp_path), tmp_path / "out.xlsx"
    census = load_census(source)
    layer = census.places.copy()
    layer.loc[0, "updated"] = "2024-02-29"
    save_census(layer, source, output)
    with zipfile.ZipFile(output) as archive:
        sheet = archive.read("xl/sheets/one.xml").decode()
    assert '<c r="L2" s="1"><v>43889</v></c>' in sheet  # days from 1904-01-01
    assert read_table(output).table["date_maj"].tolist() == ["2024-02-29", *READ_FROM_1904[1:]]


def test_a_date_before_the_first_day_is_written_as_text(tmp_path: Path) -> None:
    source, output = from_1904(tmp_path), tmp_path / "out.xlsx"
    raw = read_table(source)
    assert not write_patched(source, raw, CellEdits({0: {"date_maj": "1900-05-01"}}), output)
    assert read_table(output).table["date_maj"].tolist()[0] == "1900-05-01"


def test_a_new_row_keeps_its_date(tmp_path: Path) -> None:
    source, output = from_1904(tmp_path), tmp_path / "out.xlsx"
    raw = read_table(source)
    new = NewRow({"nom": "M", "date_maj": "2024-02-29"})
    write_patched(source, raw, CellEdits(added=[new]), output)
    assert read_table(output).table["date_maj"].tolist()[-1] == "2024-02-29"


def test_an_ods_that_counts_from_1904_is_read_so(tmp_path: Path) -> None:
    path = tmp_path / "census.ods"
    write_ods(path, rows(["2021-03-05", "42798"]))
    null_date = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/>'
    settings = f"{null_date}</table:calculation-settings>"
    changed(path, "content.xml", "(<office:spreadsheet>)", rf"\1{settings}")
    census = load_census(path)
    assert census.places["updated"].tolist() == ["2021-03-05", ""]
    assert told(census, "date_serial")["proposal"].tolist() == ["2021-03-05"]


@pytest.mark.parametrize(("text", "day"), [("42798", "2017-03-04"), ("42798.75", "2017-03-04")])
def test_the_number_of_a_day_counts_from_1900_elsewhere(text: str, day: str) -> None:
    assert serial_date(text) == day


def test_the_case_of_1904_is_right(cases: Path) -> None:
    census = load_census(cases / "workbooks" / "mac1904.xlsx")
    assert set(census.places["updated"]) == {"2021-03-05"}


def test_a_layer_of_such_a_workbook_is_refused(maillage: object, tmp_path: Path) -> None:
    import processing
    from qgis.core import QgsProcessingException

    given = {"LAYER": str(from_1904(tmp_path)), "OUTPUT": str(tmp_path / "places.gpkg")}
    with pytest.raises(QgsProcessingException, match=r"counts its dates from 1904.*INPUT"):
        processing.run("maillage:loadcensus", given)
