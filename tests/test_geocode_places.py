"""``maillage:geocodeplaces`` through QGIS, and on the census of 2023."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from geocoder import Address, LocalGeocoder
from maillage.core.algorithms import geocode_places
from maillage.core.common.journal import Journal
from maillage.core.common.projection import WGS84, project
from maillage.core.geocoding.geocode import Geocoding, geocode
from maillage.core.geocoding.geocoder import Geocoder
from maillage.core.places.census import load_census
from maillage.core.territories.zones import Zones
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsVectorLayer,
)
from steps import Run, read

HEADER = (
    "n_ref,departement,ville,code_commune,nom,code_postal,adresse,type_lieu,"
    "codes_types_mediations,codes_publics,lat,lon"
)
ROWS = (
    "Ref_1,09,Foix,09122,Médiathèque,09000,1 rue Vieille,Médiathèque,ORD,TP,42.9,1.6",
    "Ref_2,09,Foix,09122,Mairie,09000,12 rue Neuve,Mairie,,,,",
    "Ref_3,09,Foix,09122,Le bus,09000,,,,,,",
)
NEUVE = Address("12 Rue Neuve 09000 Foix", 1.61, 42.96, "09000", "Foix", "09122")
FOIX = Address("Foix", 1.605, 42.965, "09000", "Foix", "09122", "municipality")


@pytest.fixture
def server() -> Iterator[LocalGeocoder]:
    with LocalGeocoder([NEUVE, FOIX]) as server:
        yield server


@pytest.fixture
def places(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A census of three places, one with a point; answers are kept beside it."""
    monkeypatch.setattr(geocode_places, "journal_path", lambda: tmp_path / "journal.sqlite")
    census = tmp_path / "census.csv"
    census.write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    run("loadcensus", INPUT=str(census), OUTPUT=str(tmp_path / "places.gpkg"))
    return str(tmp_path / "places.gpkg")


def points(path: Any) -> list[tuple[float, float] | None]:
    layer = QgsVectorLayer(str(path), "layer", "ogr")
    assert layer.crs().authid() == "EPSG:4326"
    shapes = [feature.geometry() for feature in layer.getFeatures()]
    return [None if s.isEmpty() else (s.asPoint().x(), s.asPoint().y()) for s in shapes]


def test_missing_points_are_found_and_nothing_else_changes(
    run: Run, places: str, server: LocalGeocoder, tmp_path: Path
) -> None:
    output, report = tmp_path / "geocoded.gpkg", tmp_path / "report.gpkg"
    run("geocodeplaces", INPUT=places, ENDPOINT=server.url, OUTPUT=str(output), REPORT=str(report))
    assert points(output) == [(1.6, 42.9), (NEUVE.lon, NEUVE.lat), (FOIX.lon, FOIX.lat)]
    before, after = read(places), read(output)
    assert [row["position"] for row in after] == ["given", "geocoded", "commune"]
    assert after[0]["geocode_score"] is None
    assert after[1]["geocode_score"] == 1
    assert after[1]["geocode_source"].startswith("127.0.0.1 20")
    for old, new in zip(before, after, strict=True):
        names = old.keys() - {"position"}
        assert {name: new[name] for name in names} == {name: old[name] for name in names}
    lines = read(report)
    assert [(line["check"], line["row"], line["place_id"]) for line in lines] == [
        ("geocode_town", 4, "Ref_3")
    ]
    assert any(
        "found by their address: 1; at the centre of their town: 1" in s for s in run.feedback.said
    )


def test_the_second_run_asks_nothing_and_gives_the_same(
    run: Run, places: str, server: LocalGeocoder, tmp_path: Path
) -> None:
    first, second = str(tmp_path / "first.gpkg"), str(tmp_path / "second.gpkg")
    run("geocodeplaces", INPUT=places, ENDPOINT=server.url, OUTPUT=first)
    asked = len(server.requests)
    run("geocodeplaces", INPUT=places, ENDPOINT=server.url, OUTPUT=second)
    assert len(server.requests) == asked
    assert read(first) == read(second)
    run("geocodeplaces", INPUT=first, ENDPOINT=server.url, OUTPUT=second)
    assert len(server.requests) == asked
    assert read(first) == read(second)
    run("geocodeplaces", INPUT=places, ENDPOINT=server.url, REFRESH=True, OUTPUT=second)
    assert len(server.requests) == 2 * asked


def test_the_points_found_are_saved_into_the_census(
    run: Run, places: str, server: LocalGeocoder, tmp_path: Path
) -> None:
    """And nothing else of it: not a byte of the other cells."""
    census, geocoded, saved = (tmp_path / name for name in ("census.csv", "g.gpkg", "saved.csv"))
    run("geocodeplaces", INPUT=places, ENDPOINT=server.url, OUTPUT=str(geocoded))
    run("savecensus", INPUT=str(geocoded), SOURCE=str(census), OUTPUT=str(saved))
    lines = saved.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == [HEADER, ROWS[0]]
    for line, row, address in zip(lines[2:], ROWS[1:], (NEUVE, FOIX), strict=True):
        *cells, lat, lon = line.split(",")
        assert cells == row.split(",")[:-2]
        assert (float(lat), float(lon)) == (address.lat, address.lon)
    again = load_census(saved).places
    assert again[["lon", "lat"]].values[1:].tolist() == [[a.lon, a.lat] for a in (NEUVE, FOIX)]
    assert again["position"].tolist() == ["given"] * 3  # the file has no column to say more


def test_other_coordinates_come_out_in_degrees(
    run: Run, server: LocalGeocoder, tmp_path: Path, places: str
) -> None:
    fields = "field=address:string&field=city:string&field=insee:string"
    layer = QgsVectorLayer(f"Point?crs=EPSG:2154&{fields}", "places", "memory")
    text = "Point (593000 6207000)"
    for address, shape in (("1 rue Vieille", QgsGeometry.fromWkt(text)), ("12 rue Neuve", None)):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([address, "Foix", "09122"])
        if shape:
            feature.setGeometry(shape)
        layer.dataProvider().addFeature(feature)
    output = tmp_path / "out.gpkg"
    run("geocodeplaces", INPUT=layer, ENDPOINT=server.url, OUTPUT=str(output))
    first, second = points(output)
    assert first == pytest.approx((1.69, 42.95), abs=0.03)
    assert second == (NEUVE.lon, NEUVE.lat)


def test_without_the_service_nothing_is_written(run: Run, places: str, tmp_path: Path) -> None:
    output = tmp_path / "geocoded.gpkg"
    output.write_text("what was there")
    with LocalGeocoder([NEUVE]) as server:
        server.faults = ["400"]
        with pytest.raises(QgsProcessingException, match=r"refuses the request \(HTTP 400\)"):
            run("geocodeplaces", INPUT=places, ENDPOINT=server.url, OUTPUT=str(output))
    assert output.read_text() == "what was there"


# The census of 2023: its own answers of the national address base, given back by a local service


def ban(row: dict[str, str], insee: str) -> Address:
    """The address that the base gave for a row of the census."""
    address = row["BAN_adress"]
    kind = "housenumber" if address[:1].isdigit() else "street"
    return Address(
        row["BAN_adress_full"],
        float(row["BAN_longitude"]),
        float(row["BAN_latitude"]),
        row["BAN_postcode"],
        row["BAN_city"],
        insee,
        "municipality" if address == row["BAN_city"] else kind,
    )


@pytest.fixture(scope="module")
def of_2023(shared: Path) -> tuple[list[dict[str, str]], list[Address]]:
    """The rows of the census, and the addresses that it was geocoded to, each once."""
    with open(shared / "places" / "rhinocc-2023-01.csv", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    communes = Zones.read(shared / "territories" / "communes_occitanie.gpkg")
    known = [row for row in rows if row["BAN_latitude"]]
    lon = [float(row["BAN_longitude"]) for row in known]
    lat = [float(row["BAN_latitude"]) for row in known]
    zones = communes.locate(*project(lon, lat, WGS84, communes.epsg)).tolist()
    codes = [communes.codes[zone] if zone >= 0 else "" for zone in zones]
    return rows, list(dict.fromkeys(map(ban, known, codes)))


def geocoded(path: Path, book: list[Address], hidden: bool) -> tuple[Geocoding, int]:
    """A census looked up, its own points ``hidden`` or not; how many texts were asked."""
    places = load_census(path).places
    own = places[["lon", "lat"]].to_numpy()
    with LocalGeocoder(book) as server:
        asked = Geocoder(server.url, Journal(None, "", 1))
        result = geocode(places, np.full_like(own, np.nan) if hidden else own, asked)
        return result, len(server.texts)


@pytest.mark.parametrize("census", ["rhinocc-2023-01.csv", "rhinocc-2023-01-source.csv"])
def test_the_census_comes_back_where_it_was(
    shared: Path, of_2023: tuple[list[dict[str, str]], list[Address]], census: str
) -> None:
    """842 rows of 845 have a point of the base, of which 792 come back. Of the 50 others, 18 have
    no address, 20 are found in another street than the one written, 5 in another town, 3 with a
    low score, and 4 at the number or street written, which the base had not found."""
    rows, book = of_2023
    result, asked = geocoded(shared / "places" / census, book, hidden=True)
    expected = [
        (float(row["BAN_longitude"] or "nan"), float(row["BAN_latitude"] or "nan")) for row in rows
    ]
    same = (np.abs(result.points - np.array(expected)) < 1e-6).all(axis=1)
    assert same.sum() >= 792
    towns = [row["n_ref"] for row in rows if row["adresse"] == "" and row["BAN_adress"] != ""]
    marks = dict(zip(result.places["place_id"], result.places["position"], strict=True))
    assert len(towns) >= 16
    assert "geocoded" not in {marks[name] for name in towns}
    assert asked < len(rows)


def test_only_the_rows_without_a_point_are_asked(
    shared: Path, of_2023: tuple[list[dict[str, str]], list[Address]]
) -> None:
    source = shared / "places" / "rhinocc-2023-01-source.csv"
    result, asked = geocoded(source, of_2023[1], hidden=False)
    assert asked <= 2 * 4
    lost = result.places["place_id"][result.moved].tolist()
    assert set(lost) <= {"Ref_0385", "Ref_0399", "Ref_0762", "Ref_0870"}
    row = result.places["place_id"].tolist().index("Ref_0762")
    assert result.points[row].tolist() == [
        float(next(r["BAN_longitude"] for r in of_2023[0] if r["n_ref"] == "Ref_0762")),
        44.446708,
    ]
