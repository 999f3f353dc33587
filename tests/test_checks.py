"""The checks of a census: what each finds, what it leaves alone, what it proposes."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from maillage.core.formats.rawtable import from_records
from maillage.core.formats.source import Source
from maillage.core.nomenclature import load_nomenclature
from maillage.core.places.census import load_census
from maillage.core.places.checks import catalogue, run_checks
from maillage.core.places.checks.codes_of_places import departements_of_postcode
from maillage.core.places.cleaning import Draft, draft_places
from maillage.core.places.contacts import (
    is_website,
    read_phones,
    repair_email,
    repair_website,
)
from maillage.core.places.fields import REPORT_FIELDS, SEVERITIES
from maillage.core.places.personal import is_personal_email, personal_parts, without
from maillage.core.places.schemas.schema import read_schema
from maillage.core.territories.zones import Zones
from osgeo import gdal, ogr, osr

TODAY = date(2023, 1, 15)
PLACE = {
    "n_ref": "",
    "departement": "09",
    "ville": "Foix",
    "code_commune": "09122",
    "nom": "Médiathèque d'été",
    "code_postal": "09000",
    "adresse": "",
    "adresse_suite": "",
    "nature_juridique": "",
    "type_lieu": "",
    "tel_structure": "05 61 00 00 00",
    "email_structure": "contact@example.org",
    "site_internet": "https://example.org",
    "lundi": "9h-12h",
    "date_maj": "Juin 2022",
    "code_label": "",
    "codes_types_mediations": "ORD",
    "codes_publics": "",
    "precisions": "",
    "lat": "42.96",
    "lon": "1.60",
    "BAN_latitude": "",
    "BAN_longitude": "",
    "BAN_adress": "",
    "BAN_city": "",
}


def draft_of(*places: dict[str, str], communes: Zones | None = None) -> Draft:
    """A census of one row per place, each ``PLACE`` with changes and its own point."""
    records = [(1, list(PLACE))]
    for number, place in enumerate(places, 1):
        own = {"n_ref": f"Ref_{number}", "lat": f"{42.96 + number / 1000:.3f}"}
        records.append((number + 1, list({**PLACE, **own, **place}.values())))
    raw = from_records(records, "census.csv")
    draft = draft_places(Source(raw), read_schema("rhinocc"), load_nomenclature())
    if communes is not None:
        draft.zones = communes
        draft.located = located(draft, communes)
    return draft


def located(draft: Draft, communes: Zones) -> np.ndarray:
    """The commune around each point, by asking each polygon about each point."""
    to_metres = osr.CoordinateTransformation(reference(4326), reference(communes.epsg))
    found = []
    for lon, lat in draft.places[["lon", "lat"]].to_numpy():
        point = ogr.CreateGeometryFromWkt(f"POINT ({lon} {lat})")
        point.Transform(to_metres)
        holds = [n for n, zone in enumerate(communes.geometries) if zone.Intersects(point)]
        found.append(holds[0] if holds else -1)
    return np.array(found)


def reference(epsg: int) -> osr.SpatialReference:
    made = osr.SpatialReference()
    made.ImportFromEPSG(epsg)
    made.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return made


@pytest.fixture(scope="module")
def communes() -> Zones:
    """Foix and Pamiers in the Ariège, and Limoux some 70 km east in the Aude: squares of 0.1°."""
    squares = (("09122", "Foix", 1.55), ("09225", "Pamiers", 1.65), ("11206", "Limoux", 2.5))
    wkt = "POLYGON (({0} 42.9, {1} 42.9, {1} 43, {0} 43, {0} 42.9))"
    rows = [
        (code, name, ogr.CreateGeometryFromWkt(wkt.format(west, west + 0.1)).ExportToWkb())
        for code, name, west in squares
    ]
    return Zones.from_wkb(rows, reference(4326), "communes")


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few squares are the whole of their départements."""
    monkeypatch.setattr("maillage.core.places.checks.commune_ground.ground_of", lambda _: 0.0)


def report_of(*places: dict[str, str], communes: Zones | None = None) -> pd.DataFrame:
    return run_checks(draft_of(*places, communes=communes), TODAY)


def of(report: pd.DataFrame, check: str) -> list[tuple[Any, ...]]:
    """Row, field, value and proposal of each finding of a check."""
    lines = report[report["check"] == check]
    return list(lines[["row", "field", "value", "proposal"]].itertuples(index=False, name=None))


FAULTS = [
    # (changes, check, severity, field, proposal)
    ({"n_ref": ""}, "identifier_missing", "error", "place_id", "row-3"),
    ({"n_ref": "Ref_1"}, "identifier_repeated", "error", "place_id", "Ref_1-2"),
    ({"nom": " "}, "name_missing", "error", "name", ""),
    ({"lat": "", "lon": ""}, "coordinates_missing", "error", "position", ""),
    ({"lat": "nord"}, "coordinates_unreadable", "error", "position", ""),
    ({"lat": "0", "lon": "0"}, "coordinates_zero", "error", "position", ""),
    ({"lat": "99"}, "coordinates_range", "error", "position", ""),
    (
        {"lat": "1.6", "lon": "42.96"},
        "coordinates_swapped", "error", "position", "42.960000 1.600000",
    ),
    ({"lat": "52.5", "lon": "13.4"}, "coordinates_outside_france", "error", "position", ""),
    ({"code_commune": "9122"}, "insee_restored", "warning", "insee", "09122"),
    ({"code_commune": "0912"}, "insee_malformed", "warning", "insee", ""),
    ({"code_postal": "9000"}, "postcode_restored", "warning", "postcode", "09000"),
    ({"code_postal": "090"}, "postcode_malformed", "warning", "postcode", ""),
    ({"departement": "Ariège"}, "departement_malformed", "warning", "departement", ""),
    ({"code_postal": "31000"}, "postcode_departement", "warning", "postcode", ""),
    ({"adresse": "2 rue Y 09100 Pamiers"}, "postcode_address", "warning", "postcode", ""),
    ({"code_commune": "31555"}, "insee_departement", "warning", "insee", ""),
    ({"codes_publics": "SEN-XX"}, "code_unknown", "warning", "publics", "SEN"),
    (
        {"codes_types_mediations": "ORD-EPN", "code_label": "TL"},
        "code_misplaced", "warning", "activities", "labels=EPN-TL",
    ),
    ({"codes_publics": "SEN-SEN"}, "code_repeated", "info", "publics", "SEN"),
    ({"codes_publics": "TP SEN"}, "code_separator", "info", "publics", "SEN-TP"),
    ({"codes_publics": "tous le lundi"}, "code_free_text", "warning", "publics", ""),
    ({"type_lieu": "Péniche"}, "wording_unknown", "info", "kind", ""),
    ({"date_maj": "1970-01-01"}, "date_unreadable", "warning", "updated", ""),
    ({"date_maj": "hier"}, "date_unreadable", "warning", "updated", ""),
    ({"date_maj": "31/02/2022"}, "date_impossible", "warning", "updated", ""),
    ({"date_maj": "Février 2023"}, "date_future", "warning", "updated", ""),
    ({"date_maj": "Décembre 2020"}, "date_old", "info", "updated", ""),
    ({"lundi": "le matin si le temps le permet"}, "hours_unread", "warning", "src_lundi", ""),
    ({"tel_structure": "561000000"}, "phone_malformed", "warning", "phone", "05 61 00 00 00"),
    ({"tel_structure": "561000000.0"}, "phone_malformed", "warning", "phone", "05 61 00 00 00"),
    ({"tel_structure": "05 61 00"}, "phone_malformed", "warning", "phone", ""),
    ({"tel_structure": "06 12 34 56 78"}, "phone_personal", "warning", "phone", ""),
    ({"email_structure": "au guichet"}, "email_malformed", "warning", "email", ""),
    ({"email_structure": "a@b.fr1"}, "email_malformed", "warning", "email", "a@b.fr"),
    ({"email_structure": "sophie.durand@b.fr"}, "email_personal", "warning", "email", ""),
    ({"site_internet": "www.b.fr"}, "website_malformed", "warning", "website", "https://www.b.fr"),
    ({"precisions": "voir a.martin@b.org"}, "email_misplaced", "warning", "src_precisions", ""),
    ({"precisions": "au 06.12.34.56.78"}, "phone_misplaced", "warning", "src_precisions", ""),
    ({"precisions": "Prestataire : Zoé Durand"}, "name_misplaced", "warning", "src_precisions", ""),
    (
        {"precisions": "<p>Un<br>deux</p>"},
        "html", "warning", "src_precisions", "Un; deux",
    ),
    ({"nom": "Le &amp; la"}, "html", "warning", "name", "Le & la"),
    ({"precisions": '=HYPERLINK("x")'}, "formula", "warning", "src_precisions", ""),
    ({"precisions": "-Atelier"}, "formula", "warning", "src_precisions", "Atelier"),
    ({"precisions": '="09000"'}, "formula", "warning", "src_precisions", "09000"),
    ({"precisions": "un\x07deux"}, "control_character", "warning", "src_precisions", "undeux"),
    ({"nom": "MÃ©diathÃ¨que"}, "mojibake", "warning", "name", "Médiathèque"),
    ({"nom": "M\ufffddiathèque"}, "character_lost", "warning", "name", ""),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "check", "severity", "field", "proposal"), FAULTS)
def test_each_fault_is_found_in_its_row_alone(
    changes: dict[str, str], check: str, severity: str, field: str, proposal: str
) -> None:
    report = report_of({}, changes, {})
    found = report[report["check"] == check]
    assert found[["severity", "row", "field"]].values.tolist() == [[severity, 3, field]]
    assert found["proposal"].tolist() == [proposal]
    assert found["message"].iloc[0].endswith(".")


HEALTHY = [
    {"tel_structure": "+33 5 61 00 00 00"},
    {"tel_structure": "05.61.00.00.00 ou 05 62 00 00 00"},
    {"tel_structure": "Contact demandeur d'emploi : 3949"},
    {"tel_structure": "36 46 (numéro payant, 0,15 €/min)"},
    {"tel_structure": "0590 12 34 56"},
    {"tel_structure": "+687 26 01 02"},
    {"tel_structure": "+34 93 123 45 67"},
    {"email_structure": "mairie@example.org ou biblio@example.org"},
    {"email_structure": "Contact entreprise : entreprise.sete@example.net"},
    {"site_internet": "https://example.org/a?b=1&c=2 https://example.net"},
    {"precisions": "=11="},
    {"precisions": "=="},
    {"precisions": "-"},
    {"precisions": "- 12 ans"},
    {"precisions": "+33 5 61 00 00 00"},
    {"precisions": "de 1 à 5 < 10 & plus"},
    {"precisions": "un retour\nà la ligne"},
    {"precisions": "SIRET 06123456780001"},
    {"precisions": "1.0612345678"},
    {"nom": "L’Œuvre à Béziers – « été » 5 €"},
    {"date_maj": "Janvier 2023"},
    {"date_maj": "15/01/2021"},
    {"date_maj": "2021"},
    {"lundi": "-"},
    {"codes_publics": "SEN-TP"},
    {"codes_publics": "SEN - TP"},
    {"adresse": "2 rue Y 09000 Foix"},
    {"adresse": "BP 12345 Zone sud"},
    {"adresse": "2 rue Y BP 5 09007 Foix cedex"},
    {"codes_publics": "demandeur.se d'emploi"},
    {"departement": "=9="},
    {"departement": "2A", "code_commune": "2A004", "code_postal": "20000"},
]  # fmt: skip


@pytest.mark.parametrize("changes", HEALTHY)
def test_what_is_well_written_is_left_alone(changes: dict[str, str]) -> None:
    report = report_of({}, changes, {})
    assert report[report["row"].notna()].empty, report["message"].tolist()


def test_every_finding_is_in_the_catalogue_and_every_fault_above_has_a_title() -> None:
    known = catalogue()
    assert {check for _, check, *_ in FAULTS} <= known.keys()
    assert {check.severity for check in known.values()} <= set(SEVERITIES)
    assert len({check.title for check in known.values()}) == len(known)


def test_the_gravest_come_first_then_the_file_then_row_by_row() -> None:
    report = report_of({"nom": ""}, {"codes_publics": "SEN-SEN"}, {"nom": "", "code_postal": "1"})
    assert report.columns.tolist() == list(REPORT_FIELDS)
    ranks = [
        (SEVERITIES.index(severity), -1 if row is None else row)
        for severity, row in zip(report["severity"], report["row"], strict=True)
    ]
    assert ranks == sorted(ranks)


# One line where hundreds would say the same


def test_a_census_without_identifiers_is_told_once() -> None:
    report = report_of({"n_ref": ""}, {"n_ref": ""}, {"n_ref": ""})
    assert [line[0] for line in of(report, "identifier_none")] == [None]
    assert not of(report, "identifier_missing")


def test_a_census_without_coordinates_is_told_once() -> None:
    nowhere = {"lat": "", "lon": ""}
    assert [line[0] for line in of(report_of(nowhere, nowhere), "coordinates_missing")] == [None]


def test_what_is_not_stated_is_one_line_with_its_counts() -> None:
    report = report_of({}, {"codes_types_mediations": ""}, {"codes_types_mediations": ""})
    line = report[report["check"] == "not_stated"].iloc[0]
    assert line["severity"] == "info"
    assert "activities of 2 places, publics of all places" in line["message"]


def test_dates_that_are_nearly_all_old_are_one_line() -> None:
    old, new = {"date_maj": "Mars 2019"}, {"date_maj": "Juin 2022"}
    few = report_of(*[old] * 19, *[new] * 5)
    assert len(of(few, "date_old")) == 19
    # Two years ago to the day is not yet old.
    ages = report_of({"date_maj": "2021-01-14"}, {"date_maj": "2021-01-15"}, {"date_maj": "2021"})
    assert [line[0] for line in of(ages, "date_old")] == [2]
    assert "24 months" in ages.loc[ages["check"] == "date_old", "message"].iloc[0]
    many = report_of(*[old] * 20, *[new] * 5)
    assert [line[0] for line in of(many, "date_old")] == [None]
    message = many.loc[many["check"] == "date_old", "message"].iloc[0]
    assert "20 of 25" in message
    assert "March 2019" in message


def test_a_letter_written_as_its_byte_is_no_html() -> None:
    report = report_of({"precisions": "M<e9>diath<e8>que"}, {"precisions": "<b>M<e9>dia</b>"})
    assert of(report, "mojibake")[0] == (2, "src_precisions", "M<e9>diath<e8>que", "Médiathèque")
    assert of(report, "html") == [(3, "src_precisions", "<b>M<e9>dia</b>", "")]


def test_a_column_of_html_is_one_line() -> None:
    report = report_of(*[{"precisions": f"<p>{n}</p>"} for n in range(11)], {}, {})
    assert of(report, "html") == [(None, "src_precisions", "", "")]
    some = report_of(
        *[{"precisions": f"<p>{n}</p>"} for n in range(11)], *[{"precisions": "x"}] * 12
    )
    assert [line[0] for line in of(some, "html")] == list(range(2, 13))


def test_a_label_without_a_code_is_told_once_with_the_number_of_places() -> None:
    header = ["id", "nom", "commune", "code_postal", "adresse", "services", "latitude", "longitude",
              "dispositif_programmes_nationaux", "publics_specifiquement_adresses"]  # fmt: skip
    rows = [[str(n), "Mairie", "Foix", "09000", "", "", "42.96", f"1.{n}", "Aidants Connect", ""]
            for n in range(3)]  # fmt: skip
    raw = from_records([(1, header), *enumerate(rows, 2)], "national.csv")
    draft = draft_places(Source(raw), read_schema("national"), load_nomenclature())
    report = run_checks(draft, TODAY)
    assert of(report, "code_untranslated") == [(None, "labels", "Aidants Connect", "")]
    message = report.loc[report["check"] == "code_untranslated", "message"].iloc[0]
    assert "(places: 3)" in message


def test_what_reading_had_to_decide_is_a_warning_in_its_row() -> None:
    draft = draft_of({}, {})
    draft.source.raw.notes += [(3, "quote_stray", "Check the row."), (None, "cells_merged", "All.")]
    draft.recognised = "Recognised as itself."
    report = run_checks(draft, TODAY)
    notes = report[(report["severity"] == "warning") & (report["check"] != "column_missing")]
    assert notes[["row", "check", "place_id"]].values.tolist() == [
        [None, "cells_merged", ""],
        [3, "quote_stray", "Ref_2"],
    ]
    said = report.loc[report["check"] == "recognised", ["severity", "field", "message"]]
    assert said.values.tolist() == [["info", "", "Recognised as itself."]]


# Points


def test_places_without_a_common_address_on_one_point_are_doubtful() -> None:
    here = {"lat": "42.96"}
    one_house = [here | {"adresse": "1 rue Neuve"}] * 3
    report = report_of(*one_house)
    assert set(report.loc[report["check"] == "coordinates_shared", "severity"]) == {"info"}
    strangers = [here | {"adresse": f"{n} rue Neuve"} for n in range(3)]
    report = report_of(*strangers)
    assert set(report.loc[report["check"] == "coordinates_shared", "severity"]) == {"warning"}


def test_of_a_crowd_on_one_point_twenty_are_named() -> None:
    report = report_of(*[{"lat": "42.96", "adresse": f"{n} rue Neuve"} for n in range(25)])
    messages = report.loc[report["check"] == "coordinates_shared", "message"]
    assert len(messages) == 25
    assert all(message.count("Ref_") == 20 and "…" in message for message in messages)


def test_a_point_in_the_very_middle_of_a_commune_is_a_default(communes: Zones) -> None:
    lon, lat = centre_of(communes, 0)
    near = {"lat": f"{lat + 12 / 111_100:.6f}", "lon": f"{lon:.6f}"}  # 12 m
    exact = {"lat": f"{lat + 8 / 111_100:.6f}", "lon": f"{lon:.6f}"}  # 8 m, by another rounding
    report = report_of(exact, near, exact, communes=communes)
    assert [line[0] for line in of(report, "coordinates_centroid")] == [2, 4]
    assert "2 places" in report.loc[report["check"] == "coordinates_centroid", "message"].iloc[0]


def centre_of(communes: Zones, zone: int) -> tuple[float, float]:
    centre = communes.geometries[zone].Centroid()
    centre.Transform(osr.CoordinateTransformation(reference(communes.epsg), reference(4326)))
    return centre.GetX(), centre.GetY()


def test_a_point_in_another_commune_is_told_with_the_distance(communes: Zones) -> None:
    """Pamiers begins at 1.65° east: 1.60° is 0.05° west of it, 4.07 km at this latitude."""
    pamiers = {"ville": "Pamiers", "code_commune": "09225"}
    by_name = {"ville": "PAMIERS", "code_commune": ""}
    report = report_of(pamiers, by_name, communes=communes)
    lines = report[report["check"] == "coordinates_outside_commune"]
    assert lines["row"].tolist() == [2, 3]
    assert lines["severity"].tolist() == ["warning"] * 2
    assert all("4.1 km outside the declared commune Pamiers" in text for text in lines["message"])
    assert not of(report, "insee_missing")


@pytest.mark.parametrize(
    ("metres", "severity"),
    [(900, "info"), (1100, "warning"), (4900, "warning"), (5100, "error")],
)
def test_how_far_outside_its_commune_a_point_lies_says_how_grave_it_is(
    metres: int, severity: str, communes: Zones
) -> None:
    """Pamiers begins at 1.65° east, where a degree of longitude is 81.6 km."""
    place = {"ville": "Pamiers", "code_commune": "09225", "lon": f"{1.65 - metres / 81_600:.6f}"}
    report = report_of(place, communes=communes)
    lines = report[report["check"] == "coordinates_outside_commune"]
    assert lines["severity"].tolist() == [severity]


@pytest.mark.usefixtures("whole")
def test_a_point_in_another_departement_is_grave_only_far_from_its_own(communes: Zones) -> None:
    """The Aude is the square of Limoux, from 2.5° to 2.6° east; 0.01° here are 0.8 km."""
    aude = {"departement": "11", "code_commune": "", "ville": "", "code_postal": "11300"}
    far, near = {**aude, "lon": "1.62"}, {**aude, "lon": "2.49", "lat": "42.95"}
    right = {**aude, "lon": "2.55", "lat": "42.95"}
    foix = {**far, "ville": "Foix", "code_commune": "09122", "code_postal": ""}
    report = report_of(far, near, right, {**right, "lon": "2.56"}, foix, communes=communes)
    lines = report[report["check"] == "coordinates_outside_departement"].set_index("row")
    assert lines["severity"].to_dict() == {2: "error", 6: "error", 3: "warning"}
    assert "72 km outside the declared département 11." in lines["message"][2]
    assert "820 m outside" in lines["message"][3]
    assert "declared commune" not in lines["message"][2]
    assert "declared commune, Foix: the département may be the wrong one" in lines["message"][6]


@pytest.mark.parametrize(("share", "is_part"), [(0.92, False), (0.88, True)])
def test_nine_tenths_of_its_ground_are_a_departement(
    share: float, is_part: bool, communes: Zones, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = sum(polygon.GetArea() for polygon in communes.geometries[:2]) / 1e6
    monkeypatch.setattr(
        "maillage.core.places.checks.commune_ground.ground_of",
        lambda departement: area / share if departement == "09" else 0.0,
    )
    unknown = {"code_commune": "09032", "ville": "Ax", "lon": "1.83"}
    report = report_of({}, {}, unknown, communes=communes)
    assert bool(of(report, "insee_unknown")) is not is_part


def test_communes_of_a_part_of_a_departement_accuse_no_place_of_the_rest(communes: Zones) -> None:
    """The three squares are a small part of the Ariège and of the Aude."""
    rest = {"code_commune": "", "ville": "Ax", "lon": "1.83"}
    report = report_of(
        *({}, {}, {}, {}),
        rest,
        rest | {"code_commune": "09032"},
        {"code_commune": "09032", "ville": "Ax"},  # its point is that of Foix
        {"code_commune": "09000"},  # in Foix, as written
        {"lon": "1.54"},  # 820 m west of Foix, its commune
        rest | {"lon": "-1.6"},  # beyond the Ariège, wherever it ends
        communes=communes,
    )
    assert [line[0] for line in of(report, "coordinates_outside_departement")] == [11]
    assert of(report, "insee_unknown") == [(9, "insee", "09000", "09122")]
    assert [line[0] for line in of(report, "coordinates_outside_commune")] == [10]
    parts = report[report["check"] == "communes_incomplete"]["message"].tolist()
    assert len(parts) == 1
    assert "only a part of the département 09; " in parts[0]
    assert parts[0].endswith("could not be checked: 3.")


def test_a_wrong_code_is_told_from_a_wrong_point_by_the_town(communes: Zones) -> None:
    report = report_of({"code_commune": "09225", "ville": "Foix"}, communes=communes)
    assert of(report, "insee_position") == [(2, "insee", "09225", "09122")]
    assert not of(report, "coordinates_outside_commune")
    assert [line[0] for line in of(report, "insee_city")] == [2]


def test_a_point_far_from_its_postal_code_is_told_where_nothing_else_is(communes: Zones) -> None:
    nothing = {"departement": "", "code_commune": "", "ville": ""}
    report = report_of(nothing | {"code_postal": "11300"}, nothing, communes=communes)
    assert [line[0] for line in of(report, "postcode_position")] == [2]
    assert [line[0] for line in of(report, "insee_missing")] == [3]


def test_a_town_spelt_in_another_way_is_the_same_town(communes: Zones) -> None:
    towns = [{"ville": town, "code_commune": ""} for town in ("FOIX CEDEX", "Foixx", "Le Foyer")]
    report = report_of(*towns, communes=communes)
    assert [line[0] for line in of(report, "insee_missing")] == [2, 3]
    assert [line[0] for line in of(report, "insee_missing_doubtful")] == [4]


@pytest.mark.parametrize(
    ("postcode", "departements"),
    [
        ("09000", {"09"}),
        ("20090", {"2A", "2B", "20"}),
        ("97133", {"971", "977", "978"}),
        ("97400", {"974"}),
    ],
)
def test_the_departements_of_a_postal_code(postcode: str, departements: set[str]) -> None:
    assert departements_of_postcode(postcode) == departements


# Contacts


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("05.61.00.00.00", ["05 61 00 00 00"]),
        ("+33(0)561000000", ["05 61 00 00 00"]),
        ("0033 5 61 00 00 00", ["05 61 00 00 00"]),
        ("05 61 00 00 00 - 06 12 34 56 78", ["05 61 00 00 00", "06 12 34 56 78"]),
        ("05 61 00 00 00 06 12 34 56 78", ["05 61 00 00 00", "06 12 34 56 78"]),
        ("3949", ["3949"]),
        ("116 006", ["116006"]),
        ("15", ["15"]),
        ("561000000", ["05 61 00 00 00"]),
        ("+262 262 12 34 56", ["02 62 12 34 56"]),
        ("1234 567 890", [""]),
        ("06 07 10 79 7", [""]),
        ("au guichet", []),
    ],
)
def test_reads_phone_numbers(cell: str, numbers: list[str]) -> None:
    assert [phone.number for phone in read_phones(cell)] == numbers


@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True), st.sampled_from(["", " ", ".", "-"]))
def test_any_french_number_reads_the_same_however_it_is_cut(digits: str, mark: str) -> None:
    pairs = [digits[start : start + 2] for start in range(0, 10, 2)]
    (phone,) = read_phones(mark.join(pairs))
    assert phone.sound
    assert phone.number == " ".join(pairs)
    (international,) = read_phones(f"+33 {digits[1:]}")
    assert international.number == phone.number


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("www.example.org", "https://www.example.org"),
        ("http:/example.org", "http://example.org"),
        ("htpps://example.org/a", "https://example.org/a"),
        ("www example.org", "https://www.example.org"),
        ("voir la mairie", ""),
        ("a@example.org", ""),
    ],
)
def test_repairs_web_addresses(text: str, meant: str) -> None:
    assert repair_website(text) == meant
    assert not is_website(text)
    assert not meant or is_website(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mailto:a@example.org", "a@example.org"),
        ("a (at) example.org", "a@example.org"),
        ("béziers@example.fr", "beziers@example.fr"),
        ("a@example,fr", "a@example.fr"),
        ("a@example.fr1", "a@example.fr"),
        ("a@examplefr", ""),
    ],
)
def test_repairs_e_mail_addresses(text: str, meant: str) -> None:
    assert repair_email(text) == meant


@pytest.mark.parametrize(
    ("address", "about", "personal"),
    [
        ("sophie.durand@example.org", "", True),
        ("s.durand@example.org", "", True),
        ("sophie@example.org", "", True),
        ("jean-marc.petit@example.org", "", True),
        ("manonbonnet.gers@gmail.com", "", True),
        ("manonbonnet.gers@example.org", "", False),  # only a mailbox provider's is glued so
        ("mediatheque.sophie.germain@example.org", "", False),
        ("albert.camus@example.org", "Médiathèque Albert Camus", False),
        ("foyer-rural-clarac@example.org", "", False),
        ("st.martin@example.org", "", False),
        ("poms.bouisse@orange.fr", "", False),
        ("lou.cantou@example.org", "", False),
        ("l.cantou@example.org", "Lou Cantou", False),
        ("l.cantou@example.org", "Médiathèque", True),
        ("contact@sophie.example", "", False),
    ],
)
def test_tells_a_person_from_a_structure(address: str, about: str, personal: bool) -> None:
    assert is_personal_email(address, about) is personal


def test_what_is_taken_out_leaves_the_rest() -> None:
    cell = "05 61 00 00 00 / 06 12 34 56 78"
    parts = [part for _, part in personal_parts(cell, "phone", "")]
    assert without(cell, parts) == "05 61 00 00 00"
    assert without("un  texte / tel quel ", []) == "un  texte / tel quel "


@given(st.text(max_size=60), st.sampled_from(["", "email", "phone"]))
def test_nothing_personal_is_left_once_taken_out(cell: str, field: str) -> None:
    found = personal_parts(cell, field, "")
    rest = without(cell, [part for _, part in found])
    assert not [part for _, part in found if part and part in rest]


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("nom", "tel_structure", "email_structure",
       "site_internet", "precisions", "codes_publics", "date_maj", "lundi", "lat", "lon"),
       st.text(max_size=30))), min_size=1, max_size=3))  # fmt: skip
def test_no_cell_stops_the_checks(places: list[dict[str, str]]) -> None:
    report = report_of(*places)
    assert set(report["check"]) <= catalogue().keys()


# The real census, against what can be counted without the plugin


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    with open(shared / "places" / "rhinocc-2023-01.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def report(shared: Path) -> pd.DataFrame:
    communes = Zones.read(shared / "territories" / "communes_occitanie.gpkg")
    return load_census(shared / "places" / "rhinocc-2023-01.csv", communes=communes).report


def places_of(report: pd.DataFrame, check: str) -> set[str]:
    return set(report.loc[report["check"] == check, "place_id"])


def test_real_contacts_are_counted_as_a_regular_expression_counts(
    report: pd.DataFrame, rows: list[dict[str, str]]
) -> None:
    mobile = re.compile(r"(?<!\d)0[67](?:[ .]?\d){7,8}(?!\d)|^6\d{8}$| 0[67](?: \d\d){4}$")
    assert places_of(report, "phone_personal") == {
        row["n_ref"] for row in rows if mobile.search(row["tel_structure"])
    }
    bare = {
        row["n_ref"]
        for row in rows
        if row["site_internet"] and not row["site_internet"].strip().startswith("http")
        if "@" not in row["site_internet"]
    }
    assert places_of(report, "website_malformed") == bare
    misplaced = {
        row["n_ref"]
        for row in rows
        if any("@" in row[name] and "." in row[name].split("@")[1] and " " not in row[name]
               for name in row if name not in ("email_structure", "nom"))
    }  # fmt: skip
    assert places_of(report, "email_misplaced") == misplaced


def test_real_points_are_shared_as_they_are_counted(
    report: pd.DataFrame, rows: list[dict[str, str]]
) -> None:
    points = [(row["lat"] or row["BAN_latitude"], row["lon"] or row["BAN_longitude"])
              for row in rows]  # fmt: skip
    counts = Counter(point for point in points if all(point))
    shared = {row["n_ref"] for row, point in zip(rows, points, strict=True) if counts[point] > 1}
    assert len(shared) == 170
    assert places_of(report, "coordinates_shared") == shared
    town = report[(report["check"] == "coordinates_shared") & (report["severity"] == "warning")]
    assert (town["value"] == "43.604082 1.433805").sum() == 14


def test_real_points_lie_where_gdal_says(
    report: pd.DataFrame, rows: list[dict[str, str]], shared: Path
) -> None:
    dataset = gdal.OpenEx(str(shared / "territories" / "departements_occitanie.gpkg"))
    layer = dataset.GetLayer(0)
    code = next(f.GetName() for f in layer.schema if "dep" in f.GetName() or "code" in f.GetName())
    own = layer.GetSpatialRef()
    own.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_metres = osr.CoordinateTransformation(reference(4326), reference(2154))
    shapes = {feature[code]: feature.geometry().Clone() for feature in layer}
    for shape in shapes.values():
        shape.Transform(osr.CoordinateTransformation(own, reference(2154)))
    outside = set()
    for row in rows:
        lat, lon = row["lat"] or row["BAN_latitude"], row["lon"] or row["BAN_longitude"]
        if lat and lon:
            point = ogr.CreateGeometryFromWkt(f"POINT ({lon} {lat})")
            point.Transform(to_metres)
            if shapes[row["departement"].zfill(2)].Distance(point) > 200:
                outside.add(row["n_ref"])
    assert places_of(report, "coordinates_outside_departement") == outside
    assert {"Ref_0328", "Ref_0781"} <= outside


def test_real_codes_are_counted_as_a_dictionary_counts(
    report: pd.DataFrame, rows: list[dict[str, str]]
) -> None:
    zeros = {row["n_ref"] for row in rows if re.fullmatch(r"\d{4}", row["code_commune"])}
    assert len(zeros) == 14
    assert places_of(report, "insee_restored") == zeros
    strangers = {"Emploi", "Habitants", "Femme", "S", "E", "F"}
    holding = {
        row["n_ref"] for row in rows if strangers & set(re.split(r"[- ]", row["codes_publics"]))
    }
    assert places_of(report, "code_unknown") == holding


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("rhinocc-2020-07", 500),
        ("rhinocc-2021-06", 500),
        ("rhinocc-2023-01", 600),
        ("france-services-2022-12", 100),
        ("conseillers-numeriques-2022", 200),
    ],
)
def test_a_real_report_is_short_enough_to_be_read(name: str, most: int, shared: Path) -> None:
    """Beside the commune codes that can be filled in, which are proposals to take as a whole."""
    communes = Zones.read(shared / "territories" / "communes_occitanie.gpkg")
    found = load_census(shared / "places" / f"{name}.csv", communes=communes).report
    assert len(found[found["check"] != "insee_missing"]) < most
    assert set(found["check"]) <= catalogue().keys()
