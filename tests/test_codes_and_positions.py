"""Codes and positions that are right though they look odd, and wrong though they look right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from maillage.core.common.projection import WGS84, project
from maillage.core.geocoding.answers import Found
from maillage.core.geocoding.judgement import Judgement, Place
from maillage.core.geocoding.lookup_report import _other_codes
from maillage.core.places import proposals
from maillage.core.places.address import bare_town
from maillage.core.places.census import Census, load_census
from maillage.core.places.cleaning import in_part, same_commune
from maillage.core.places.france import ground_of, in_france, turned_signs, within_reach
from maillage.core.territories.special_codes import special_codes
from maillage.core.territories.zones import Zones
from steps import Run, read

COLUMNS = [
    "n_ref", "departement", "ville", "code_commune", "nom", "code_postal", "adresse", "type_lieu",
    "codes_types_mediations", "codes_publics", "lat", "lon",
]  # fmt: skip
FOIX = {"departement": "09", "ville": "Foix", "code_commune": "09122", "code_postal": "09000"}
PARIS = {"departement": "75", "ville": "Paris", "code_postal": "75010"}
AJACCIO = {"ville": "Ajaccio", "lat": "41.92", "lon": "8.73"}


def census(folder: Path, *places: dict[str, str], communes: str = "") -> Census:
    """A census of these places, checked against a file of communes if there is one."""
    rows = [
        {**dict.fromkeys(COLUMNS, ""), "n_ref": f"R{n}", "nom": f"L{n}", "adresse": f"{n} rue A"}
        | place
        for n, place in enumerate(places)
    ]
    path = folder / "census.csv"
    pd.DataFrame(rows, columns=COLUMNS).to_csv(path, index=False)
    return load_census(path, communes=Zones.read(communes) if communes else None)


def shapes(path: Path, *rows: tuple[str, str, tuple[float, float, float, float]]) -> str:
    """A file of communes: code, name, box (west, south, east, north)."""
    features = [
        {
            "type": "Feature",
            "properties": {"insee": code, "nom": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]],
            },
        }
        for code, name, (w, s, e, n) in rows
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return str(path)


def found(loaded: Census, beginning: str = "") -> list[tuple[str, str, str]]:
    """Place, check and proposal of what is said of codes and positions, shared points left out."""
    report = loaded.report
    about = report["field"].isin(["position", "insee", "postcode", "departement"])
    about &= report["check"].str.startswith(beginning) & (report["check"] != "coordinates_shared")
    lines = report[about & (report["check"] != "coordinates_centroid")]
    return list(lines[["place_id", "check", "proposal"]].itertuples(index=False, name=None))


# Arrondissements

CITY = (2.22, 48.81, 2.42, 48.90)
TENTH, NINTH = (2.34, 48.86, 2.38, 48.89), (2.32, 48.86, 2.34, 48.89)


def test_an_arrondissement_is_in_its_city(tmp_path: Path) -> None:
    communes = shapes(tmp_path / "c.geojson", ("75056", "Paris", CITY))
    point = {"lat": "48.87", "lon": "2.36"}
    loaded = census(
        tmp_path,
        PARIS | point | {"code_commune": "75110"},
        PARIS | point | {"code_commune": "75110", "ville": "Paris 10e Arrondissement"},
        PARIS | point | {"code_commune": "75056"},
        PARIS | {"code_commune": "75110", "lat": "49.87", "lon": "2.36"},
        communes=communes,
    )
    assert found(loaded) == [("R3", "coordinates_outside_departement", "")]


def test_a_city_holds_its_arrondissements(tmp_path: Path) -> None:
    communes = shapes(
        tmp_path / "c.geojson",
        ("75109", "Paris 9e Arrondissement", NINTH),
        ("75110", "Paris 10e Arrondissement", TENTH),
    )
    point = {"lat": "48.87", "lon": "2.36"}
    loaded = census(
        tmp_path,
        PARIS | point | {"code_commune": "75056"},
        PARIS | point | {"code_commune": "75110"},
        PARIS | point | {"code_commune": ""},
        PARIS | point | {"code_commune": "75109", "lon": "2.365"},
        communes=communes,
    )
    assert found(loaded) == [
        ("R3", "coordinates_outside_commune", ""),
        ("R2", "insee_missing", "75110"),
    ]


def test_nothing_proposes_a_city_for_its_arrondissements(tmp_path: Path) -> None:
    """A postal code as that of the commune, none at all: the postal code says which it is."""
    communes = shapes(tmp_path / "c.geojson", ("75056", "Paris", CITY))
    point = {"lat": "48.87", "lon": "2.36"}
    loaded = census(
        tmp_path,
        PARIS | point | {"code_commune": "75010"},
        PARIS | point | {"code_commune": ""},
        PARIS | point | {"code_commune": "", "code_postal": ""},
        PARIS | point | {"code_commune": "75110"},
        communes=communes,
    )
    assert [(place, proposal) for place, _, proposal in found(loaded)] == [
        ("R0", "75110"),
        ("R1", "75110"),
        ("R2", ""),
    ]
    everything = set(loaded.report["check"])
    after, _ = proposals.apply(loaded.places, loaded.report, everything, loaded.layout)
    assert after["insee"].tolist() == ["75110", "75110", "", "75110"]


def test_arrondissements_are_those_of_the_nomenclature() -> None:
    codes = special_codes()
    assert codes.cities == {"75056", "69123", "13055"}
    assert len(codes.city_of) == 20 + 9 + 16
    assert codes.of_postcode["75116"] == "75116"
    assert codes.of_postcode["13016"] == "13216"
    assert same_commune("69383", "69123")
    assert same_commune("69123", "69383")
    assert not same_commune("69383", "69384")


def test_a_geocoder_that_knows_the_city_only_contradicts_no_arrondissement() -> None:
    found_city = Found(
        "ok", day="2026-01-01", lon=2.35, lat=48.86, insee="75056", city="Paname", score=0.9
    )
    place = Place(0, insee="75110", city="Paris")
    assert Judgement(place, found_city, 0.5).agrees
    found_address = found_city._replace(insee="75119")
    lines = [
        [line.proposal for line in _other_codes(Judgement(place, found, 0.5))]
        for found in (found_city, found_address)
    ]
    assert lines == [[], ["75119"]]


# Divided départements


@pytest.mark.parametrize(
    ("stated", "departement", "insee"),
    [
        ({"departement": "20", "code_commune": "2A004"}, "2A", "2A004"),
        ({"departement": "2A", "code_commune": "20004"}, "2A", "2A004"),
        ({"departement": "20", "code_commune": "20004", "code_postal": "20090"}, "2A", "2A004"),
        ({"departement": "20", "code_commune": "", "code_postal": "20200"}, "2B", ""),
        ({"departement": "", "code_commune": "20033", "code_postal": "20600"}, "2B", "2B033"),
        ({"departement": "97", "code_commune": "97411"}, "974", "97411"),
        ({"departement": "97", "code_commune": "", "code_postal": "97200"}, "972", ""),
        ({"departement": "97", "code_commune": "97701", "code_postal": "97133"}, "977", "97701"),
        ({"departement": "20", "code_commune": "20004"}, "20", "20004"),
        ({"departement": "31", "code_commune": "31555"}, "31", "31555"),
    ],
)
def test_a_divided_departement_is_the_part_that_the_place_says(
    tmp_path: Path, stated: dict[str, str], departement: str, insee: str
) -> None:
    loaded = census(tmp_path, stated)
    [place] = loaded.places[["departement", "insee"]].itertuples(index=False, name=None)
    assert place == (departement, insee)
    told = {check: proposal for _, check, proposal in found(loaded) if "coordinates" not in check}
    expected = {}
    if departement in ("20", "97"):
        expected = {"departement_malformed": "", "insee_malformed": ""}
    else:
        if departement != stated["departement"] != "":
            expected["departement_restored"] = departement
        if insee != stated["code_commune"]:
            expected["insee_restored"] = insee
    assert told == expected


def test_the_communes_settle_what_the_row_leaves_open(tmp_path: Path) -> None:
    communes = shapes(
        tmp_path / "c.geojson",
        ("2A004", "Ajaccio", (8.6, 41.85, 8.85, 42.0)),
        ("2B033", "Bastia", (9.4, 42.6, 9.5, 42.75)),
    )
    loaded = census(
        tmp_path,
        {"departement": "20", "code_commune": "20033"},  # the only commune of this number
        AJACCIO | {"departement": "20", "ville": ""},  # the one around the point
        {"departement": "20", "ville": "Bastia"},  # the only one of this name
        {"departement": "20", "ville": "Calvi"},
        communes=communes,
    )
    assert loaded.places["departement"].tolist() == ["2B", "2A", "2B", "20"]
    assert loaded.places["insee"].tolist() == ["2B033", "", "", ""]


def test_accepting_a_settled_departement_corrects_the_file(tmp_path: Path) -> None:
    loaded = census(tmp_path, AJACCIO | {"departement": "20", "code_commune": "2A004"})
    after, counts = proposals.apply(
        loaded.places, loaded.report, ["departement_restored"], loaded.layout
    )
    assert counts == {"departement_restored": 1}
    assert after["src_departement"].tolist() == ["2A"]
    assert in_part("97411", "974") == "97411"


@pytest.mark.parametrize(
    ("departement", "insee", "postcode", "expected"),
    [
        ("49", "4900", "", ("49", "", "")),
        ("49", "49007", "4900", ("49", "49007", "4900")),
        ("", "49007", "4900", ("49", "49007", "4900")),
        ("", "4900", "49000", ("", "", "49000")),
        ("", "4070", "4000", ("04", "04070", "04000")),
        ("4", "4070", "4000", ("04", "04070", "04000")),
        ("", "9122", "31310", ("09", "09122", "31310")),
    ],
)
def test_a_zero_is_given_back_only_where_it_was_lost(
    tmp_path: Path, departement: str, insee: str, postcode: str, expected: tuple[str, str, str]
) -> None:
    row = {"departement": departement, "code_commune": insee, "code_postal": postcode}
    places = census(tmp_path, row).places
    assert tuple(places[["departement", "insee", "postcode"]].iloc[0]) == expected


# Borders and names


def test_a_point_on_the_border_is_not_outside(tmp_path: Path) -> None:
    """0.001° are some 80 m, 0.003° some 240 m."""
    communes = shapes(
        tmp_path / "c.geojson",
        ("09122", "Foix", (1.55, 42.9, 1.65, 43.0)),
        ("09225", "Pamiers", (1.65, 42.9, 1.75, 43.0)),
    )
    loaded = census(
        tmp_path,
        FOIX | {"lat": "42.961", "lon": "1.651"},
        FOIX | {"lat": "42.962", "lon": "1.653"},
        FOIX | {"lat": "42.963", "lon": "1.549"},
        FOIX | {"lat": "42.964", "lon": "1.547"},
        FOIX | {"lat": "42.965", "lon": "1.651", "code_commune": ""},
        communes=communes,
    )
    outside = [line[:2] for line in found(loaded, "coordinates")]
    assert outside == [
        ("R1", "coordinates_outside_commune"),
        ("R3", "coordinates_outside_commune"),
    ]


@pytest.mark.parametrize(
    ("written", "known"),
    [("Port", "Le Port"), ("LE PORT", "Port (Le)"), ("Isle-Jourdain", "L'Isle-Jourdain"),
     ("Isle Jourdain (L')", "L’Isle-Jourdain"), ("Mées", "Les Mées")],
)  # fmt: skip
def test_articles_make_no_other_town(tmp_path: Path, written: str, known: str) -> None:
    communes = shapes(tmp_path / "c.geojson", ("09122", known, (1.55, 42.9, 1.65, 43.0)))
    place = FOIX | {"ville": written, "lat": "42.96", "lon": "1.6"}
    assert found(census(tmp_path, place, communes=communes)) == []
    assert bare_town(written) == bare_town(known)


def test_a_name_that_is_but_an_article_stays() -> None:
    assert [bare_town(name) for name in ("Le", "Les Les", "", "Ay")] == ["le", "les", "", "ay"]


# Signs


@pytest.mark.parametrize(
    ("place", "proposal"),
    [
        # The sea off Brest, for Dijon; off Biscay, for Lyon; Arabia, for Saint-Denis.
        ({"lat": "47.32", "lon": "-5.04"}, "47.320000 5.040000"),
        ({"lat": "48.11", "lon": "-5.14", "departement": "52"}, "48.110000 5.140000"),
        ({"lat": "45.76", "lon": "-4.85", "code_postal": "69003"}, "45.760000 4.850000"),
        ({"lat": "20.88", "lon": "55.45"}, "-20.880000 55.450000"),
        ({"lat": "14.6", "lon": "61.07", "code_commune": "97209"}, "14.600000 -61.070000"),
        # Champagne, for Brest: only the département says so.
        ({"lat": "48.39", "lon": "4.49", "departement": "29"}, "48.390000 -4.490000"),
        ({"lat": "48.39", "lon": "4.49", "code_postal": "29200"}, "48.390000 -4.490000"),
    ],
)
def test_a_lost_sign_is_found_without_communes(
    tmp_path: Path, place: dict[str, str], proposal: str
) -> None:
    loaded = census(tmp_path, place)
    assert found(loaded, "coordinates") == [("R0", "coordinates_sign", proposal)]
    after, _ = proposals.apply(loaded.places, loaded.report, ["coordinates_sign"], loaded.layout)
    [(lat, lon)] = after[["lat", "lon"]].itertuples(index=False, name=None)
    assert f"{lat:.6f} {lon:.6f}" == proposal


@pytest.mark.parametrize(
    "place",
    [
        {"lat": "48.39", "lon": "-4.49", "departement": "29"},
        {"lat": "48.39", "lon": "4.49"},
        {"lat": "48.39", "lon": "4.49", "departement": "51"},
        {"lat": "43.36", "lon": "-1.77", "departement": "64"},
        {"lat": "43.11", "lon": "0.05", "departement": "65"},
        {"lat": "47.84", "lon": "-0.33", "departement": "72"},
        {"lat": "48.46", "lon": "-5.09", "departement": "29"},
        {"lat": "3.64", "lon": "-54.03", "departement": "973"},
    ],
)
def test_a_right_sign_is_left_alone(tmp_path: Path, place: dict[str, str]) -> None:
    assert found(census(tmp_path, place), "coordinates") == []


def test_a_point_that_no_sign_brings_to_france_is_outside(tmp_path: Path) -> None:
    loaded = census(tmp_path, {"lat": "52.5", "lon": "13.4"}, {"lat": "1.44", "lon": "43.6"})
    assert found(loaded, "coordinates") == [
        ("R0", "coordinates_outside_france", ""),
        ("R1", "coordinates_swapped", "43.600000 1.440000"),
    ]
    assert turned_signs(13.4, 52.5, "31", is_there=False) is None


def test_a_sign_is_doubted_only_far_away_and_where_it_brings_the_point_much_nearer() -> None:
    """Poitiers stands at 0.34° east, 46.58° north, where a degree of longitude is 76 km."""

    def turned(lon: float) -> bool:
        return turned_signs(lon, 46.58, "86", is_there=True) is not None

    assert not turned(-0.85)  # 91 km away, the other 39
    assert turned(-0.99)  # 102 km away, the other 50
    assert not turned(-1.1)  # 110 km away, the other 58


def test_a_departement_reaches_two_sides_and_a_half_of_its_square() -> None:
    """That of Foix (42.97° north) is 70 km wide if it were a square: it reaches 175 km."""
    assert ground_of("09") == 4890
    degree = 111.195
    assert within_reach(1.61, 42.97 + 170 / degree, "09")
    assert not within_reach(1.61, 42.97 + 180 / degree, "09")


def test_the_outlines_hold_the_real_places_and_communes(shared: Path) -> None:
    zones = Zones.read(shared / "territories" / "communes_occitanie.gpkg")
    west, east, south, north = zones.envelopes.T
    corners = zip(*project((west + east) / 2, (south + north) / 2, zones.epsg, WGS84), strict=True)
    assert all(in_france(lon, lat) for lon, lat in corners)
    for name in ("conseillers-numeriques-2022.csv", "france-services-2022-12.csv"):
        report = load_census(shared / "places" / name).report
        assert not set(report["check"]) & {"coordinates_sign", "coordinates_outside_france"}


# Several points


def test_the_average_of_several_points_is_not_given(run: Run, tmp_path: Path) -> None:
    def feature(number: int, kind: str, coordinates: Any) -> dict[str, Any]:
        values = dict.fromkeys(COLUMNS, "") | FOIX | {"n_ref": f"R{number}", "nom": f"L{number}"}
        del values["lat"], values["lon"]
        return {
            "type": "Feature",
            "properties": values,
            "geometry": {"type": kind, "coordinates": coordinates},
        }

    rows = [
        feature(0, "MultiPoint", [[1.6, 42.96], [1.64, 42.98]]),
        feature(1, "MultiPoint", [[1.61, 42.96]]),
        feature(2, "Point", [1.62, 42.96]),
        feature(3, "MultiPoint", [[1.63, 42.96], [1.63, 42.96]]),
    ]
    path = tmp_path / "census.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    for given in ({"INPUT": str(path)}, {"LAYER": str(path)}):
        run(
            "loadcensus",
            **given,
            OUTPUT=str(tmp_path / "places.gpkg"),
            REPORT=str(tmp_path / "report.csv"),
        )
        places = read(tmp_path / "places.gpkg")
        assert [row["position"] for row in places] == ["commune", "given", "given", "given"]
        told = [row for row in read(tmp_path / "report.csv") if row["field"] == "position"]
        [line] = [row for row in told if row["check"] == "coordinates_average"]
        assert (line["place_id"], line["value"]) == ("R0", "42.970000 1.620000")
        assert "2 points" in line["message"]
        assert "coordinates_town" not in {row["check"] for row in told}


def test_the_small_case_of_arrondissements(cases: Path) -> None:
    folder = cases / "arrondissements"
    zones = Zones.read(folder / "communes.geojson")
    loaded = load_census(folder / "c.csv", communes=zones)
    assert not set(loaded.report["proposal"]) & special_codes().cities
    departements = dict(zip(loaded.places["place_id"], loaded.places["departement"], strict=True))
    assert (departements["R0"], departements["R12"]) == ("2A", "974")
    assert loaded.places["insee"].tolist()[4:10] == [
        "2A004", "2A004", "69383", "69383", "75110", "75056",
    ]  # fmt: skip
    told = {place for place, *_ in found(loaded)}
    assert not told & {"R6", "R7", "R8", "R9", "R11"}
