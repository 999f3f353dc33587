"""Proposals of a census report, accepted one by one or all of a kind; the report as a file."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from maillage.core.common.errors import OutputError
from maillage.core.common.voice import speaking
from maillage.core.formats.rawtable import from_records
from maillage.core.places.census import Census, census_from_table, load_census
from maillage.core.places.fields import REPORT_FIELDS
from maillage.core.places.proposals import apply, changes
from maillage.core.places.report import write_report_csv, write_report_html
from maillage.core.places.saving.save import save_census
from maillage.core.places.schemas.schema import read_schema
from maillage.core.territories.zones import Zones

SCHEMA = read_schema("rhinocc")
HEADER = [
    "n_ref", "departement", "ville", "code_commune", "nom", "code_postal", "tel_structure",
    "email_structure", "site_internet", "type_mediation_1", "code_label", "codes_types_mediations",
    "codes_publics", "lat", "lon", "precisions",
]  # fmt: skip
ROW = [
    "A",
    "09",
    "Foix",
    "09122",
    "Mairie",
    "09000",
    "",
    "",
    "",
    "",
    "",
    "ORD",
    "",
    "43",
    "1.6",
    "",
]


def census(*rows: dict[str, str]) -> Census:
    cells = [list({**dict(zip(HEADER, ROW, strict=True)), **row}.values()) for row in rows]
    records = [(1, HEADER), *((number, row) for number, row in enumerate(cells, 2))]
    return census_from_table(from_records(records, "census.csv"), "rhinocc")


def accepted(loaded: Census, check: str) -> dict[str, object]:
    """What the only proposal of a check changes in its place."""
    (finding,) = loaded.report[loaded.report["check"] == check].to_dict("records")
    (place,) = loaded.places[loaded.places["place_id"] == finding["place_id"]].to_dict("records")
    return changes(place, finding, SCHEMA)


@pytest.mark.parametrize(
    ("row", "check", "expected"),
    [
        ({"tel_structure": "561000000"}, "phone_malformed", {"phone": "05 61 00 00 00"}),
        ({"site_internet": "www.b.fr"}, "website_malformed", {"website": "https://www.b.fr"}),
        ({"code_commune": "9122"}, "insee_restored", {"src_code_commune": "09122"}),
        ({"code_postal": "9000"}, "postcode_restored", {"src_code_postal": "09000"}),
        ({"codes_publics": "TP-TP"}, "code_repeated", {"src_codes_publics": "TP"}),
        ({"codes_publics": "TP SEN"}, "code_separator", {"src_codes_publics": "SEN-TP"}),
        ({"n_ref": ""}, "identifier_missing", {"src_n_ref": "row-2"}),
        ({"nom": "Ã‰cole"}, "mojibake", {"name": "École"}),
        ({"precisions": "<b>un</b>"}, "html", {"src_precisions": "un"}),
        ({"lat": "1.6", "lon": "43"}, "coordinates_swapped", {"lat": 43.0, "lon": 1.6}),
        ({"lat": "99"}, "coordinates_range", {}),
        (
            {"codes_types_mediations": "", "type_mediation_1": "COMP"},
            "codes_completed",
            {"src_codes_types_mediations": "COMP"},
        ),
        (
            {"codes_types_mediations": "ORD-EPN-FL", "code_label": "TL"},
            "code_misplaced",
            {"labels": "EPN-TL", "src_codes_types_mediations": "ORD-FL"},
        ),
        (
            {"codes_types_mediations": "EPN", "code_label": "EPN"},
            "code_misplaced",
            {"src_codes_types_mediations": ""},
        ),
    ],
)
def test_a_proposal_says_what_it_changes(
    row: dict[str, str], check: str, expected: dict[str, object]
) -> None:
    assert accepted(census(row), check) == expected


def test_codes_that_a_place_got_meanwhile_stay() -> None:
    loaded = census({"codes_types_mediations": "ORD-EPN"})
    (finding,) = loaded.report[loaded.report["check"] == "code_misplaced"].to_dict("records")
    place = loaded.places.iloc[0].to_dict() | {"labels": "MFS"}
    assert set(changes(place, finding, SCHEMA)["labels"].split("-")) == {"EPN", "MFS"}


def test_only_the_checks_asked_for_are_applied() -> None:
    loaded = census({"tel_structure": "561000000", "site_internet": "www.b.fr"}, {"n_ref": "B"})
    places, counts = apply(loaded.places, loaded.report, ["phone_malformed"], SCHEMA)
    assert counts == {"phone_malformed": 1}
    assert places["phone"].tolist() == ["05 61 00 00 00", ""]
    assert places["website"].tolist() == ["www.b.fr", ""]
    assert loaded.places["phone"].tolist() == ["561000000", ""]
    pd.testing.assert_frame_equal(
        places.drop(columns="phone"), loaded.places.drop(columns="phone"), check_dtype=False
    )


def test_of_two_proposals_for_one_attribute_the_first_wins() -> None:
    loaded = census({"tel_structure": "561000000"})
    report = pd.concat([loaded.report] * 2, ignore_index=True)
    lines = report.index[report["check"] == "phone_malformed"]
    report.loc[lines[1], "proposal"] = "09 99 99 99 99"
    places, counts = apply(loaded.places, report, ["phone_malformed"], SCHEMA)
    assert places["phone"].tolist() == ["05 61 00 00 00"]
    assert counts == {"phone_malformed": 1}


KINDS = [
    "website_malformed", "phone_malformed", "email_malformed", "insee_missing", "insee_restored",
    "postcode_restored", "code_repeated", "code_separator", "code_unknown", "code_free_text",
    "code_misplaced", "codes_completed",
]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "rhinocc-2023-01",
        "rhinocc-2021-06",
        "rhinocc-2020-07",
        "france-services-2022-12",
        "conseillers-numeriques-2022",
    ],
)
def test_findings_disappear_once_their_proposals_are_saved(
    name: str, shared: Path, tmp_path: Path
) -> None:
    communes = Zones.read(shared / "territories" / "communes_occitanie.gpkg")
    source, output = shared / "places" / f"{name}.csv", tmp_path / f"{name}.csv"
    loaded = load_census(source, communes=communes)
    places, counts = apply(loaded.places, loaded.report, KINDS, loaded.layout)
    expected = proposed(loaded).to_dict()
    assert counts.keys() == expected.keys()
    shared_cells = sum(expected.values()) - sum(counts.values())
    assert shared_cells <= 5, "cells with two faults, which one proposal puts right"
    save_census(places, source, output)
    again = load_census(output, communes=communes)
    left = proposed(again)
    writable = bool(loaded.layout.fields["insee"])  # a census without that column keeps none
    assert left.empty if writable else left.index.isin(["insee_missing"]).all()
    twice, counts = apply(places, loaded.report, KINDS, loaded.layout)
    assert counts == {}
    pd.testing.assert_frame_equal(twice, places)


def proposed(loaded: Census) -> pd.Series:
    """How many proposals there are for each kind."""
    report = loaded.report
    lines = report[report["check"].isin(KINDS) & (report["proposal"] != "")]
    return lines.groupby("check").size()


# The report as a file


@pytest.fixture
def hostile() -> pd.DataFrame:
    lines = [
        ("error", 2, "=A1", "name", "name_missing", "The place has no name.", "", ""),
        ("warning", 3, "B", "src_x", "html", "A <b> & c.", "<script>alert(1)</script>", "-Atelier"),
        ("warning", 4, "C", "phone", "phone_malformed", "Wrong.", "+33 5 61", "05 61 00 00 00"),
        ("info", None, "", "", "not_stated", "Nothing.", "-1.5 43", ""),
    ]
    return pd.DataFrame(lines, columns=list(REPORT_FIELDS), dtype=object)


def test_the_csv_opens_in_a_spreadsheet_without_formulas(
    hostile: pd.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "report.csv"
    write_report_csv(hostile, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [len(row) for row in rows] == [len(REPORT_FIELDS)] * 5
    assert rows[1][2] == "'=A1"
    assert rows[2][6:] == ["<script>alert(1)</script>", "'-Atelier"]
    assert rows[3][6] == "+33 5 61"
    assert rows[4][1:3] + rows[4][6:7] == ["", "", "-1.5 43"]
    assert [row[3] for row in rows[1:4]] == ["Name", "x", "Phone"], "fields by their titles"
    assert not [cell for row in rows for cell in row if re.match(r"[=@]", cell)]


def test_the_csv_has_the_separator_of_the_language(hostile: pd.DataFrame, tmp_path: Path) -> None:
    with speaking(lambda text: {",": ";"}.get(text, text)):
        write_report_csv(hostile, tmp_path / "report.csv")
    head = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.startswith("Severity;Row;Place;Field")


class Page(HTMLParser):
    """The tags and the text of a page; fails on what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_stands_alone_and_says_everything(hostile: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report_html(hostile, path, "folder/a<b.csv")
    page = Page(path.read_text(encoding="utf-8"))
    assert page.open == []
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe"}
    for _, attributes in page.tags:
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
    style = path.read_text(encoding="utf-8").split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    text = "".join(page.text)
    for cell in hostile[["message", "value", "proposal", "place_id"]].to_numpy().ravel():
        assert cell in text
    assert "a<b.csv" in text
    targets = {attributes.get("id") for _, attributes in page.tags}
    links = {(attributes.get("href") or "")[1:] for tag, attributes in page.tags if tag == "a"}
    assert links == targets - {None}


def test_an_empty_report_is_a_page_too(hostile: pd.DataFrame, tmp_path: Path) -> None:
    write_report_html(hostile.head(0), tmp_path / "report.html", "census.csv")
    assert "Nothing was found." in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["report.csv", "report.html"])
def test_a_report_that_cannot_be_written_leaves_what_was_there(
    name: str, hostile: pd.DataFrame, tmp_path: Path
) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(OutputError):
        if name.endswith("csv"):
            write_report_csv(hostile, tmp_path / name)
        else:
            write_report_html(hostile, tmp_path / name, "census.csv")
    assert [path.name for path in tmp_path.iterdir()] == [name]
