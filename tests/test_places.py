"""A census file to places: reading, cleaning, checking."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from maillage.core.common.errors import InputError
from maillage.core.formats.columnnames import unique_names
from maillage.core.formats.readers import read_table
from maillage.core.nomenclature import load_nomenclature
from maillage.core.places.census import Census, load_census
from maillage.core.places.codes import read_codes
from maillage.core.places.dates import iso_date
from maillage.core.places.fields import PLACE_FIELDS
from maillage.core.places.summary import count_by
from maillage.core.territories.zones import Zones
from osgeo import ogr

COLUMNS = [
    "n_ref",
    "departement",
    "ville",
    "code_commune",
    "nom",
    "code_postal",
    "adresse",
    "nature_juridique",
    "type_lieu",
    "email_structure",
    "date_maj",
    "type_mediation_1",
    "code_label",
    "codes_types_mediations",
    "codes_publics",
    "lat",
    "lon",
    "BAN_latitude",
    "BAN_longitude",
    "BAN_adress",
    "BAN_city",
    "precisions",
]
PLACE = {
    "n_ref": "Ref_1",
    "departement": "09",
    "ville": "Foix",
    "code_commune": "09122",
    "nom": "Médiathèque d'été",
    "code_postal": "09000",
    "lat": "42.96",
    "lon": "1.60",
    "codes_types_mediations": "ORD",
}


def text_of(*places: dict[str, str], columns: list[str] = COLUMNS, separator: str = ",") -> str:
    """A census of one row per place, each ``PLACE`` with changes."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, delimiter=separator, lineterminator="\n", restval="")
    writer.writeheader()
    for number, place in enumerate(places, 1):
        writer.writerow({**PLACE, "n_ref": f"Ref_{number}"} | place)
    return file.getvalue()


@pytest.fixture
def census(tmp_path: Path):
    """Loads a census of the given places."""

    def load(*places: dict[str, str], communes: Zones | None = None) -> Census:
        path = tmp_path / "census.csv"
        path.write_text(text_of(*places), encoding="utf-8")
        return load_census(path, communes=communes)

    return load


def found(census: Census, check: str) -> pd.DataFrame:
    return census.report[census.report["check"] == check]


# Reading files


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_reads_csv_of_any_dialect(
    separator: str, encoding: str, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / "census.csv"
    text = text_of({}, {"adresse": "1, rue; des | Arts"}, separator=separator)
    path.write_bytes(text.replace("\n", ending).encode(encoding))
    places = load_census(path).places
    assert places["name"].tolist() == ["Médiathèque d'été"] * 2
    assert places["insee"].tolist() == ["09122"] * 2
    assert places["src_adresse"].tolist() == ["", "1, rue; des | Arts"]
    assert places["src_row"].tolist() == [2, 3]


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    path = tmp_path / "census.csv"
    lines = text_of({"adresse": "ligne 1\nligne 2"}, {}).splitlines()
    path.write_text("\n".join([*lines[:3], "", *lines[3:], "", ""]), encoding="utf-8")
    assert load_census(path).places["src_row"].tolist() == [2, 4]


def test_source_columns_stay_untouched_and_repeats_get_a_number(tmp_path: Path) -> None:
    path = tmp_path / "census.csv"
    text = text_of({"nom": " Mairie "})
    header, row = text.splitlines()
    path.write_text(f"{header},Nom,NOM,row\n{row},a,b,c\n", encoding="utf-8")
    places = load_census(path).places
    assert places.loc[0, ["name", "src_nom"]].tolist() == ["Mairie", " Mairie "]
    assert places.loc[0, ["src_Nom_2", "src_NOM_3", "src_row_2"]].tolist() == ["a", "b", "c"]
    assert places.columns[: len(PLACE_FIELDS)].tolist() == list(PLACE_FIELDS)


def test_unique_names_never_meet_a_name_that_is_there() -> None:
    assert unique_names(["a", "A", "a_2", "a", ""]) == ["a", "A_2", "a_2_2", "a_3", "column_5"]


def test_uneven_rows_lose_nothing_and_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "census.csv"
    header, row = text_of({}).splitlines()
    path.write_text(f"{header}\n{row},beyond\nRef_2,09\n{row},\n", encoding="utf-8")
    census = load_census(path)
    assert census.places[f"src_column_{len(COLUMNS) + 1}"].tolist() == ["beyond", "", ""]
    report = found(census, "row_width")
    assert report["row"].tolist() == [2, 3]
    width = len(COLUMNS)
    assert f"{width + 1} cells where the header has {width}" in report["message"].iloc[0]
    assert f"2 cells where the header has {width}" in report["message"].iloc[1]


@pytest.mark.parametrize("first", ["sep=;", "SEP=;;;;", '"sep=;"'])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_line_that_tells_the_separator_is_no_row(
    first: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "census.csv"
    path.write_bytes(f"{first}\r\n{text_of({}, separator=';')}".encode(encoding))
    places = load_census(path).places
    assert places[["place_id", "src_row"]].values.tolist() == [["Ref_1", 2]]


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_reads_spreadsheets_with_their_zeros_and_sheets(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"census.{suffix}"
    dataset = ogr.GetDriverByName(suffix.upper()).CreateDataSource(str(path))
    for name, place in (("Lisez-moi", {"note": "rien"}), ("Lieux", PLACE)):
        layer = dataset.CreateLayer(name)
        for column in place:
            layer.CreateField(ogr.FieldDefn(column, ogr.OFTString))
        feature = ogr.Feature(layer.GetLayerDefn())
        for column, cell in place.items():
            feature.SetField(column, cell)
        layer.CreateFeature(feature)
    dataset = layer = feature = None
    place = load_census(path, sheet="Lieux").places.iloc[0]
    assert place[["place_id", "insee", "src_code_postal"]].tolist() == ["Ref_1", "09122", "09000"]
    assert (place["lon"], place["lat"], place["src_row"]) == (1.6, 42.96, 2)
    with pytest.raises(InputError, match="Lisez-moi, Lieux"):
        read_table(path, "Autre")
    with pytest.raises(InputError, match="Columns found: note"):
        load_census(path)


@pytest.mark.parametrize("driver", ["GeoJSON", "GPKG"])
def test_reads_layers_and_takes_their_points(driver: str, tmp_path: Path) -> None:
    path = tmp_path / f"census.{driver.lower()}"
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    reference = ogr.osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    layer = dataset.CreateLayer("census", reference, ogr.wkbPoint)
    for column in COLUMNS:
        layer.CreateField(ogr.FieldDefn(column, ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    for column, cell in {**PLACE, "date_maj": "2020-02-03"}.items():
        feature.SetField(column, cell)
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (1.5 43.5)"))
    layer.CreateFeature(feature)
    dataset = layer = feature = None
    place = load_census(path).places.iloc[0]
    assert (place["lon"], place["lat"]) == pytest.approx((1.5, 43.5))
    assert (place["insee"], place["updated"]) == ("09122", "2020-02-03")
    assert place["position"] == "given"


def save(path: Path, *wkt: str, epsg: int | None = 4326) -> Path:
    """A GeoJSON or GeoPackage file with one place per point, its coordinates not in columns."""
    reference = ogr.osr.SpatialReference()
    if epsg:
        reference.ImportFromEPSG(epsg)
    driver = ogr.GetDriverByName({".gpkg": "GPKG"}.get(path.suffix, "GeoJSON"))
    dataset = driver.CreateDataSource(str(path))
    layer = dataset.CreateLayer("census", reference if epsg else None, ogr.wkbPoint)
    for column in COLUMNS:
        layer.CreateField(ogr.FieldDefn(column, ogr.OFTString))
    for number, point in enumerate(wkt, start=1):
        feature = ogr.Feature(layer.GetLayerDefn())
        cells = {**PLACE, "n_ref": f"Ref_{number}", "lat": "", "lon": ""}
        for column, cell in cells.items():
            feature.SetField(column, cell)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(point))
        layer.CreateFeature(feature)
    return path


@pytest.mark.parametrize("name", ["census.geojson", "census.gpkg"])
def test_points_out_of_range_have_the_faults_of_coordinates(name: str, tmp_path: Path) -> None:
    points = ("POINT (1.6 42.96)", "POINT (0 0)", "POINT (500000 6200000)", "POINT EMPTY")
    census = load_census(save(tmp_path / name, *points))
    assert census.places["position"].tolist() == ["given", "missing", "missing", "missing"]
    assert census.places["lon"].notna().tolist() == [True, False, False, False]
    assert found(census, "coordinates_zero")["row"].tolist() == [3]
    assert found(census, "coordinates_range")["row"].tolist() == [4]


def test_a_point_that_cannot_be_projected_is_out_of_range(tmp_path: Path) -> None:
    path = save(tmp_path / "census.gpkg", "POINT (1e9 1e9)", epsg=32631)
    assert found(load_census(path), "coordinates_range")["row"].tolist() == [2]


def test_points_without_a_reference_system_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "census.gpkg", "POINT (583000 6210000)", epsg=None)
    with pytest.raises(InputError, match="no coordinate reference system") as refused:
        load_census(path)
    assert str(path) in str(refused.value)
    empty = save(tmp_path / "empty.gpkg", "POINT EMPTY", epsg=None)
    assert load_census(empty).places["position"].tolist() == ["missing"]


# Refusals


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n\n", "no row"),
        ("a.csv", text_of().encode(), "no row below"),
        ("a.csv", b"id,titre\n1,x\n", "Columns found: id, titre"),
        ("a.csv", b"id,titre\n1,x\n", "codes_types_mediations"),
        ("a.csv", b"PK\x03\x04\0\0", "damaged"),
        ("a.csv", b"\0" * 500, "not a text file"),
        ("a.xlsx", b"nom,ville\n", "XLSX"),
        ("a.gpkg", b"\0" * 500, "GeoPackage"),
        ("a.json", b'["Mairie"]', "is JSON without a list of records"),
        ("a.csv", text_of({}).encode("utf-32"), "UTF-32"),
        ("a.csv", text_of({}).encode("utf-32-be"), "not a text file"),
        ("a.csv", b"\0\0\xfe\xff" + text_of({}).encode("utf-32-be"), "UTF-32"),
        ("a.csv", b"sep=,\n" + text_of({}).encode() + b'Ref_2,"09\n', "line 4"),
        ("a.csv", text_of({}, {}).encode() + b"\xe9\xe8\xff,\x81", "line 4"),
        ("a.csv", text_of({}).encode() + b'Ref_2,"09,Foix\nRef_3,09\n', "line 3"),
        ("a.csv", ",".join(f"c{n}" for n in range(1901)).encode() + b"\n1", "1,901 columns"),
    ],
)
def test_an_unusable_file_is_refused_by_name(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        load_census(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not found"):
        load_census(tmp_path / "none.csv")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        load_census(tmp_path)


def test_an_unknown_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "census.csv"
    path.write_text(text_of({}), encoding="utf-8")
    with pytest.raises(InputError, match=r"auto, .*rhinocc"):
        load_census(path, schema="other")


# Cleaning


@pytest.mark.parametrize(
    ("cell", "clean", "unknown", "free"),
    [
        ("J-J-J", "J", [], []),
        ("TP J", "J-TP", [], []),
        ("TP ", "TP", [], []),
        ("Etranger", "ETR", [], []),
        ("SEN;DE,TP", "SEN-DE-TP", [], []),
        ("SEN-J-DE-E-ALL", "SEN-J-DE-ALL", ["E"], []),
        ("SEN-SEN TP Acteurs sociaux", "SEN-TP", [], ["Acteurs sociaux"]),
        ("Femme", "", ["Femme"], []),
        ("aide de tous au village", "", [], ["aide de tous au village"]),
        ("", "", [], []),
    ],
)
def test_reads_dirty_codes(cell: str, clean: str, unknown: list[str], free: list[str]) -> None:
    codes = read_codes(cell, load_nomenclature().vocabulary("publics"))
    assert (codes.clean, codes.unknown, codes.free_text) == (clean, unknown, free)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Decembre 2019", "2019-12"),
        ("Décembre 2019", "2019-12"),
        ("juil-22", "2022-07"),
        ("Novembre 20", "2020-11"),
        ("Février 2021", "2021-02"),
        ("1er août 2021", "2021-08-01"),
        ("Decembre 2019 Decembre 2019", "2019-12"),
        ("2018", "2018"),
        ("03/02/2020", "2020-02-03"),
        ("10 04 2019", "2019-04-10"),
        ("2020-02-03T10:00:00", "2020-02-03"),
        ("", ""),
        ("bientôt", None),
        ("2020-13-01", None),
        ("31/02/2022", None),
        ("2021-02-29", None),
        ("2020-02-29", "2020-02-29"),
        ("0000-01", None),
    ],
)
def test_reads_dates_as_precisely_as_they_are(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


def test_identifiers_are_unique_and_repairs_are_reported(census) -> None:
    loaded = census({"n_ref": "A"}, {"n_ref": ""}, {"n_ref": "A"}, {"n_ref": "A-2"})
    assert loaded.places["place_id"].tolist() == ["A", "row-3", "A-3", "A-2"]
    assert found(loaded, "identifier_missing")["proposal"].tolist() == ["row-3"]
    assert found(loaded, "identifier_repeated")["row"].tolist() == [4]


def test_a_second_identifier_serves_where_the_first_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "census.csv"
    text = text_of({"n_ref": ""}, {"n_ref": ""}).splitlines()
    text = [f"{line},{cell}" for line, cell in zip(text, ("rh_id", "RH_1", "RH_2"), strict=True)]
    path.write_text("\n".join(text), encoding="utf-8")
    loaded = load_census(path)
    assert loaded.places["place_id"].tolist() == ["RH_1", "RH_2"]
    assert found(loaded, "identifier_other")["severity"].tolist() == ["info"]


def test_lost_zeros_come_back_only_where_that_is_sure(census) -> None:
    loaded = census(
        {"code_commune": "9122", "code_postal": "9000"},
        {"departement": "48", "code_commune": "9122", "code_postal": "9000"},
        {"departement": "=9=", "code_postal": " 09 000 "},
        {"departement": "9.000", "code_commune": "9122.00", "code_postal": "9000.0000000000000000"},
    )
    assert loaded.places["insee"].tolist() == ["09122", "", "09122", "09122"]
    assert loaded.places["postcode"].tolist() == ["09000", "9000", "09000", "09000"]
    assert loaded.places["departement"].tolist() == ["09", "48", "09", "09"]
    assert found(loaded, "insee_restored")[["row", "value", "proposal"]].values.tolist() == [
        [2, "9122", "09122"],
        [5, "9122.00", "09122"],
    ]
    said = found(loaded, "postcode_restored")["message"].tolist()
    assert ["zero" in message for message in said] == [True, False, True]
    assert found(loaded, "insee_malformed")["row"].tolist() == [3]


def test_kinds_and_legal_natures_take_the_label_of_the_nomenclature(census) -> None:
    loaded = census(
        {"type_lieu": "mediatheque", "nature_juridique": "Communauté de commune"},
        {"type_lieu": "Péniche", "nature_juridique": ""},
    )
    assert loaded.places["kind"].tolist() == ["Médiathèque", "Péniche"]
    assert loaded.places["legal_nature"].tolist() == ["EPCI", ""]
    assert found(loaded, "wording_unknown")["value"].tolist() == ["Péniche"]


def test_other_columns_complete_an_empty_column_of_codes(census) -> None:
    loaded = census({"codes_types_mediations": "", "type_mediation_1": "COMP"})
    assert loaded.places["activities"].tolist() == ["COMP"]
    assert found(loaded, "codes_completed")["proposal"].tolist() == ["COMP"]


def test_other_columns_do_not_touch_a_column_of_codes_that_is_filled(census) -> None:
    loaded = census({"codes_types_mediations": "ORD", "type_mediation_1": "COMP"})
    assert loaded.places["activities"].tolist() == ["ORD"]
    assert found(loaded, "codes_completed").empty


def test_itinerant_is_true_or_unknown_never_false(census) -> None:
    loaded = census({"type_lieu": "Intervention itinérante"}, {})
    assert loaded.places["itinerant"].tolist() == [True, None]


@pytest.mark.parametrize(
    ("changes", "position", "point"),
    [
        ({}, "given", (1.6, 42.96)),
        ({"lat": "42,96", "lon": "1,60"}, "given", (1.6, 42.96)),
        ({"lat": "", "lon": ""}, "missing", None),
        ({"lat": "", "lon": "", "BAN_latitude": "43", "BAN_longitude": "2"}, "geocoded", (2, 43)),
        ({"lat": "0", "lon": "0", "BAN_latitude": "43", "BAN_longitude": "2"}, "geocoded", (2, 43)),
        (
            {
                "BAN_latitude": "42.96",
                "BAN_longitude": "1.6",
                "BAN_adress": "Foix",
                "BAN_city": "Foix",
            },
            "commune",
            (1.6, 42.96),
        ),
        ({"lon": "0"}, "given", (0, 42.96)),
        ({"BAN_latitude": "43", "BAN_longitude": "2"}, "given", (1.6, 42.96)),
        ({"lon": "180.5"}, "missing", None),
    ],
)
def test_a_position_says_where_it_comes_from(
    changes: dict[str, str], position: str, point: tuple[float, float] | None, census
) -> None:
    place = census(changes).places.iloc[0]
    assert place["position"] == position
    if point is None:
        assert np.isnan(place["lon"])
    else:
        assert (place["lon"], place["lat"]) == pytest.approx(point)


# Checks


@pytest.mark.parametrize(
    ("changes", "check", "severity"),
    [
        ({"nom": ""}, "name_missing", "error"),
        ({"lat": "", "lon": ""}, "coordinates_missing", "error"),
        ({"lat": "0", "lon": "0"}, "coordinates_zero", "error"),
        ({"lat": "nord"}, "coordinates_unreadable", "error"),
        ({"lat": "1.6", "lon": "942.96"}, "coordinates_range", "error"),
        ({"lat": "1.6", "lon": "42.96"}, "coordinates_swapped", "error"),
        ({"lat": "52.5", "lon": "13.4"}, "coordinates_outside_france", "error"),
        ({"code_postal": "090"}, "postcode_malformed", "warning"),
        ({"code_commune": "abc"}, "insee_malformed", "warning"),
        ({"departement": "Ariège"}, "departement_malformed", "warning"),
        ({"codes_publics": "SEN-XX"}, "code_unknown", "warning"),
        ({"codes_publics": "SEN-SEN"}, "code_repeated", "info"),
        ({"codes_publics": "ouvert à tous le lundi"}, "code_free_text", "warning"),
        ({"date_maj": "hier"}, "date_unreadable", "warning"),
        ({"precisions": "voir anne.martin@example.org"}, "email_misplaced", "warning"),
        ({"email_structure": "au guichet"}, "email_malformed", "warning"),
    ],
)
def test_each_fault_is_reported_with_its_row(
    changes: dict[str, str], check: str, severity: str, census
) -> None:
    report = found(census({}, changes), check)
    assert report[["severity", "row", "place_id"]].values.tolist() == [[severity, 3, "Ref_2"]]
    assert report["message"].iloc[0].endswith(".")


def test_a_clean_place_has_no_finding(census) -> None:
    report = census({}).report
    report = report[report["check"] != "column_missing"]  # this small table has few of them
    assert set(report["check"]) <= {"recognised", "not_stated"}
    assert set(report["severity"]) == {"info"}


def test_places_on_one_point_are_told(census) -> None:
    report = found(census({}, {}, {"lat": "43"}), "coordinates_shared")
    assert report["row"].tolist() == [2, 3]
    assert report["message"].iloc[0].endswith("this one, Ref_2.")


def test_the_point_of_a_town_says_whether_there_was_an_address(census) -> None:
    town = {"BAN_latitude": "42.96", "BAN_longitude": "1.6", "BAN_adress": "Foix"}
    town["BAN_city"] = "Foix"
    report = found(census(town, town | {"adresse": "Mairie"}), "coordinates_town")
    assert report["value"].tolist() == ["", "Mairie"]
    assert [("no address" in message) for message in report["message"]] == [True, False]


def square(lon: float, lat: float) -> ogr.Geometry:
    wkt = "POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))"
    return ogr.CreateGeometryFromWkt(wkt.format(lon, lat, lon + 0.1, lat + 0.1))


@pytest.fixture
def communes() -> Zones:
    """Foix (09122) and, 0.9 degrees (some 70 km) east, Limoux (11206)."""
    reference = ogr.osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    rows = [
        ("09122", "Foix", square(1.55, 42.9).ExportToWkb()),
        ("11206", "Limoux", square(2.5, 42.9).ExportToWkb()),
    ]
    return Zones.from_wkb(rows, reference, "communes")


def test_communes_check_the_position_and_propose_codes(census, communes: Zones) -> None:
    loaded = census(
        {},
        {"code_commune": ""},
        {"lat": "42.95", "lon": "2.55", "code_commune": ""},
        {"code_commune": "09999"},
        communes=communes,
    )
    proposed = found(loaded, "insee_missing")
    assert proposed[["row", "severity", "proposal"]].values.tolist() == [[3, "info", "09122"]]
    assert loaded.places["insee"].tolist() == ["09122", "", "", "09999"]
    outside = found(loaded, "coordinates_outside_departement").iloc[0]
    assert outside["row"] == 4
    kilometres = (2.55 - 1.65) * 111.32 * np.cos(np.radians(42.95))
    said = int(re.search(r"(\d+) km", outside["message"])[1])
    assert said == pytest.approx(kilometres, abs=1)
    assert found(loaded, "insee_unknown")["row"].tolist() == [5]


def test_a_proposed_commune_is_doubtful_where_another_town_is_written(
    census, communes: Zones
) -> None:
    blank = {"code_commune": ""}
    towns = ({"ville": "FOIX"}, {"ville": "Foix Nord"}, {"ville": ""}, {"ville": "Limoux"})
    loaded = census(*(blank | town for town in towns), communes=communes)
    assert found(loaded, "insee_missing")["row"].tolist() == [2, 3, 4]
    doubtful = found(loaded, "insee_missing_doubtful").iloc[0]
    assert (doubtful["row"], doubtful["severity"], doubtful["proposal"]) == (5, "warning", "09122")
    assert "Limoux" in doubtful["message"]
    assert "Foix" in doubtful["message"]


def test_polygons_that_do_not_cover_a_departement_accuse_nobody(census, communes: Zones) -> None:
    far = {"lat": "43.3", "code_commune": ""}
    loaded = census({}, far, far | {"lat": "43.4"}, far | {"lat": "43.5"}, communes=communes)
    assert found(loaded, "coordinates_outside_departement").empty
    assert len(found(loaded, "communes_incomplete")) == 1


def test_polygons_of_other_territories_are_refused(census, communes: Zones) -> None:
    communes.codes[1] = "200066223"
    with pytest.raises(InputError, match="200066223"):
        census({}, communes=communes)


# Counts


def test_counts_keep_not_stated_apart(census) -> None:
    loaded = census(
        {"codes_types_mediations": "ORD-FL", "type_lieu": "Péniche"},
        {"codes_types_mediations": "ORD", "type_lieu": "Médiathèque"},
        {"codes_types_mediations": "", "type_lieu": ""},
    )
    nomenclature = load_nomenclature()
    activities = count_by(loaded.places, nomenclature.vocabulary("activities"))
    counted = {item.code: count for item, count in activities if count}
    assert counted == {"ORD": 2, "FL": 1, "": 1}
    assert activities[-1][0] is nomenclature.vocabulary("activities").not_stated
    kinds = count_by(loaded.places, nomenclature.vocabulary("kinds"))
    counted = {item.label: count for item, count in kinds if count}
    assert counted == {"Médiathèque": 1, "Péniche": 1, "Non renseigné": 1}


# The real census


@pytest.fixture(scope="module")
def real(shared: Path) -> Census:
    communes = Zones.read(shared / "territories" / "communes_occitanie.gpkg")
    return load_census(shared / "places" / "rhinocc-2023-01.csv", communes=communes)


def test_the_real_census_keeps_every_row(real: Census) -> None:
    assert len(real.places) == 845
    assert real.places["lon"].notna().sum() == 842
    assert real.places["place_id"].is_unique
    assert (real.places["activities"] == "").sum() == 272
    assert found(real, "coordinates_missing")["place_id"].tolist() == [
        "Ref_0385",
        "Ref_0399",
        "Ref_0870",
    ]


def test_the_real_census_reports_what_is_known_to_be_wrong(real: Census) -> None:
    outside = found(real, "coordinates_outside_departement")
    assert {"Ref_0328", "Ref_0781"} <= set(outside["place_id"])
    assert len(found(real, "coordinates_shared")) == 170
    assert len(found(real, "insee_restored")) == 14
    assert "src_rattachement" in found(real, "email_misplaced")["field"].tolist()
    assert found(real, "date_unreadable").empty


def test_the_real_census_loads_in_time(shared: Path) -> None:
    start = time.perf_counter()
    communes = Zones.read(shared / "territories" / "communes_occitanie.gpkg")
    load_census(shared / "places" / "rhinocc-2023-01.csv", communes=communes)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("name", "rows", "identifier"),
    [("rhinocc-2020-07", 459, "RH_fiche_1_"), ("rhinocc-2021-06", 493, "Ref_0001")],
)
def test_earlier_shapes_of_the_census_load_too(
    name: str, rows: int, identifier: str, shared: Path
) -> None:
    places = load_census(shared / "places" / f"{name}.csv").places
    assert len(places) == rows
    assert places["place_id"].is_unique
    assert identifier in set(places["place_id"])
    assert set(places["departement"]) - {""} == {"11", "31", "32", "65"}


def test_geojson_values_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "census.geojson"
    feature = {
        "type": "Feature",
        "properties": {**PLACE, "codes_publics": None, "lat": 42.96, "lon": 1.6},
        "geometry": None,
    }
    columns = {column: "" for column in COLUMNS}
    feature["properties"] = columns | feature["properties"]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    place = load_census(path).places.iloc[0]
    assert place["postcode"] == "09000"
    assert (place["lon"], place["publics"]) == (1.6, "")
