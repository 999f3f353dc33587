"""Positions in one column, and degrees with minutes: read, detected, mapped, saved."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from maillage.core.common.errors import InputError
from maillage.core.formats.readers import read_table
from maillage.core.nomenclature import load_nomenclature
from maillage.core.places.census import Census, load_census
from maillage.core.places.pointcells import degrees, is_latitude_first, point_of, write_point
from maillage.core.places.positions import in_france
from maillage.core.places.recognising.mapping import Mapping, propose, read_mapping
from maillage.core.places.saving.save import save_census

#: Toulouse and Foix, as (longitude, latitude).
TOULOUSE, FOIX = (1.4442, 43.6045), (1.6056, 42.9656)
DMS = ("43° 36' 16.2\" N, 1° 26' 39.12\" E", "42° 57' 56.16\" N, 1° 36' 20.16\" E")

#: How a column of the two points may be written.
COLUMNS = {
    "OpenDataSoft": ("43.6045, 1.4442", "42.9656, 1.6056"),
    "without blanks": ("43.6045,1.4442", "42.9656,1.6056"),
    "longitude first": ("1.4442,43.6045", "1.6056,42.9656"),
    "decimal commas": ("43,6045 1,4442", "42,9656 1,6056"),
    "decimal commas, semicolon": ("43,6045 ; 1,4442", "42,9656 ; 1,6056"),
    "brackets": ("[1.4442, 43.6045]", "[1.6056, 42.9656]"),
    "WKT": ("POINT (1.4442 43.6045)", "POINT (1.6056 42.9656)"),
    "EWKT": ("SRID=4326;POINT(1.4442 43.6045)", "SRID=4326;POINT(1.6056 42.9656)"),
    "WKT with heights": ("POINT Z (1.4442 43.6045 150)", "POINT Z (1.6056 42.9656 380)"),
    "GeoJSON": (
        '{"type": "Point", "coordinates": [1.4442, 43.6045]}',
        '{"coordinates":[1.6056,42.9656],"type":"Point"}',
    ),
    "JSON": ('{"lon": 1.4442, "lat": 43.6045}', '{"lat": "42.9656", "lon": "1.6056"}'),
    "degrees": DMS,
    "degrees, French west": ("1°26'39.12\"E 43°36'16.2\"N", "1°36'20.16\"E 42°57'56.16\"N"),
    "degrees, letters before": ("N 43° 36' 16.2\" E 1° 26' 39.12\"", "N 42° 57.936' E 1° 36.336'"),
}


@pytest.fixture(params=COLUMNS)
def column(request: pytest.FixtureRequest) -> tuple[str, str]:
    return COLUMNS[request.param]


def table(folder: Path, cells: tuple[str, ...], name: str = "geo_point_2d") -> Path:
    """A list of places with a column of positions."""
    path = folder / "list.csv"
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    rows = [f"EPN {n};{n} rue Longue;31000;Toulouse;{cell}" for n, cell in enumerate(quoted, 1)]
    path.write_text("\n".join([f"nom;adresse;code_postal;commune;{name}", *rows]), "utf-8")
    return path


def mapped(path: Path) -> tuple[Mapping, Census]:
    """The mapping that is proposed for a table, and what it reads."""
    mapping = propose(read_table(path), load_nomenclature())
    return mapping, load_census(path, mapping=mapping)


def where(census: Census) -> list[tuple[float, float]]:
    return list(zip(census.places["lon"], census.places["lat"], strict=True))


@pytest.mark.parametrize("name", ["geo_point_2d", "wgs84", "Repère"])
def test_a_column_of_positions_is_found_by_its_content(
    column: tuple[str, str], name: str, tmp_path: Path
) -> None:
    mapping, census = mapped(table(tmp_path, column, name))
    assert mapping.columns["point"] == [name]
    assert mapping.guesses["point"].confidence > 0.9
    assert np.allclose(where(census), [TOULOUSE, FOIX], atol=2e-6)
    assert census.places["position"].tolist() == ["given", "given"]
    assert not census.report["check"].str.startswith("coordinates").any()


@pytest.mark.parametrize(
    "cells",
    [
        ("1 234", "12 345"),
        ("43,6045", "42,9656"),
        ("48 rue A", "2 rue B"),
        ("05 61 00 00 00", "06 12 34 56 78"),
        ("43 5", "44 2"),
        ("48.85, 200.1", "47.1, 300.2"),
        ("09:00, 17:30", "10:00, 12:00"),
        ("POLYGON ((1 43, 2 43, 2 44, 1 43))", "LINESTRING (1 43, 2 44)"),
        ('{"type": "LineString", "coordinates": [[1.4, 43.6], [1.5, 43.7]]}', "x"),
        ("51.5074, -0.1278", "52.52, 13.405"),  # London and Berlin
    ],
)
def test_other_columns_are_none_of_positions(cells: tuple[str, str], tmp_path: Path) -> None:
    mapping, _ = mapped(table(tmp_path, cells, "geo_point_2d"))
    assert "point" not in mapping.columns


def test_two_columns_of_degrees_are_a_pair(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    north, east = zip(*(cell.split(", ") for cell in DMS), strict=True)
    rows = [f"EPN;1 rue A;31000;Toulouse;{a};{b}" for a, b in zip(north, east, strict=True)]
    header = "nom;adresse;code_postal;commune;latitude;longitude"
    path.write_text("\n".join([header, *rows]), "utf-8")
    mapping, census = mapped(path)
    assert (mapping.columns["lat"], mapping.columns["lon"]) == (["latitude"], ["longitude"])
    assert np.allclose(where(census), [TOULOUSE, FOIX], atol=2e-6)
    layer = census.places.copy()
    layer.loc[0, ["lon", "lat"]] = -0.5, 43.25
    mapping.write(tmp_path / "mapping.json")
    output = tmp_path / "out.csv"
    save_census(layer, path, output, mapping=tmp_path / "mapping.json")
    cells = read_table(output).table[["latitude", "longitude"]].to_numpy().tolist()
    assert cells == [["43° 15' 0.00\" N", "0° 30' 0.00\" W"], [north[1], east[1]]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("43.5", 43.5),
        ("-1,5", -1.5),
        ("1° 30' O", -1.5),
        ("1°30'W", -1.5),
        ("S 20° 52' 30''", -20.875),
        ("55º27’00”E", 55.45),
        ("-1° 30' 0\"", -1.5),
        ("48.25° N", 48.25),
        ("48° 75", math.nan),
        ("N", math.nan),
        ("", math.nan),
    ],
)
def test_degrees_are_read_as_people_write_them(text: str, value: float) -> None:
    assert degrees(text) == pytest.approx(value, nan_ok=True)


def test_the_order_of_pairs_is_the_columns() -> None:
    assert is_latitude_first(["43.6, 1.44"], in_france)
    assert not is_latitude_first(["1.44, 43.6", "1.6, 42.9"], in_france)
    assert is_latitude_first(["-21.1, 55.5", "-20.9, 55.4"], in_france)  # La Réunion
    assert is_latitude_first([], in_france)
    assert np.isnan(point_of("n.c.", latitude_first=True)).all()


def test_a_moved_point_is_written_as_its_column_writes(
    column: tuple[str, str], tmp_path: Path
) -> None:
    path = table(tmp_path, column)
    mapping, census = mapped(path)
    mapping.write(tmp_path / "mapping.json")
    layer = census.places.copy()
    layer.loc[0, ["lon", "lat"]] = 0.123456, 44.5
    output = tmp_path / "out.csv"
    report = save_census(layer, path, output, mapping=tmp_path / "mapping.json")
    assert report.notes == []
    saved = load_census(output, mapping=read_mapping(tmp_path / "mapping.json"))
    assert np.allclose(where(saved), [(0.123456, 44.5), FOIX], atol=2e-6)
    cells = read_table(output).table["geo_point_2d"].tolist()
    assert cells[1] == column[1]
    digits = str.maketrans("0123456789", "0" * 10)
    shape = [cell.translate(digits).replace("0", "") for cell in (cells[0], column[0])]
    assert shape[0].replace(" ", "") == shape[1].replace(" ", "") or "°" in cells[0]


def test_a_point_is_put_in_and_taken_out_of_its_cell(tmp_path: Path) -> None:
    path = table(tmp_path, (*COLUMNS["OpenDataSoft"], "43.7, 1.5", "", "43.8, 1.6"))
    mapping, census = mapped(path)
    mapping.write(tmp_path / "mapping.json")
    layer = census.places.copy()
    layer.loc[0, ["lon", "lat"]] = np.nan
    layer.loc[3, ["lon", "lat"]] = 1.25, 43.5
    output = tmp_path / "out.csv"
    save_census(layer, path, output, mapping=tmp_path / "mapping.json")
    cells = read_table(output).table["geo_point_2d"].tolist()
    assert cells == ["", "42.9656, 1.6056", "43.7, 1.5", "43.500000, 1.250000", "43.8, 1.6"]


def test_a_cell_that_is_no_position_is_said(tmp_path: Path) -> None:
    path = table(tmp_path, (*COLUMNS["OpenDataSoft"], "43.7, 1.5", "43.7, 1.6", "near the bridge"))
    _, census = mapped(path)
    found = census.report[census.report["check"] == "coordinates_unreadable"]
    assert (found["row"].tolist(), found["value"].tolist()) == ([6], ["near the bridge"])


def test_a_known_schema_without_its_coordinates_takes_the_column_of_positions(
    tmp_path: Path,
) -> None:
    header = "n_ref;departement;ville;nom;code_postal;adresse;type_lieu;codes_types_mediations;"
    path = tmp_path / "census.csv"
    rows = ["R1;31;Toulouse;A;31000;1 rue A;Autre;ORD;", "R2;09;Foix;B;09000;2 rue B;Autre;ORD;"]
    cells = [row + cell for row, cell in zip(rows, COLUMNS["OpenDataSoft"], strict=True)]
    path.write_text("\n".join([header + "geo_point_2d", *cells]), "utf-8")
    census = load_census(path)
    assert census.schema == "rhinocc"
    assert np.allclose(where(census), [TOULOUSE, FOIX])
    assert "from the column geo_point_2d" in census.recognised
    layer, output = census.places.copy(), tmp_path / "out.csv"
    layer.loc[0, ["lon", "lat"]] = 1.25, 43.5
    save_census(layer, path, output)
    assert output.read_text("utf-8").splitlines()[1:] == [rows[0] + "43.500000, 1.250000", cells[1]]


def test_an_empty_cell_is_written_as_opendatasoft_does() -> None:
    assert write_point(*TOULOUSE, example="", latitude_first=True) == "43.6045000, 1.4442000"


@pytest.mark.parametrize("name", ["dms", "ods", "ods2", "wkt"])
def test_the_cases_of_one_column_are_on_the_map(name: str, cases: Path, tmp_path: Path) -> None:
    path = cases / "one-column-positions" / f"{name}.csv"
    with pytest.raises(InputError, match=r'"point"|"lat"'):
        load_census(path)
    _, census = mapped(path)
    assert len(census.places) >= 2
    for lon, lat in where(census):
        assert 2.2 < lon < 2.5
        assert 48.6 < lat < 48.95
