"""``maillage:loadcensus`` through QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis import processing
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer

HEADER = (
    "n_ref,departement,ville,code_commune,nom,code_postal,adresse,type_lieu,"
    "codes_types_mediations,codes_publics,lat,lon"
)
ROWS = (
    "Ref_1,09,Foix,09122,Médiathèque,09000,,Médiathèque,ORDM-ORD,TP,42.96,1.60",
    "Ref_2,09,Foix,9122,Mairie,09000,,Mairie,,,,",
)


@pytest.fixture
def census(tmp_path: Path) -> Path:
    path = tmp_path / "census.csv"
    path.write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    return path


def run(**parameters: Any) -> dict[str, Any]:
    given = {"OUTPUT": "memory:"} | parameters
    results: dict[str, Any] = processing.run("maillage:loadcensus", given)
    return results


def rows(layer: QgsVectorLayer, *names: str) -> list[tuple]:
    return [tuple(feature[name] for name in names) for feature in layer.getFeatures()]


def test_places_are_points_and_the_others_are_kept(maillage: Any, census: Path) -> None:
    results = run(INPUT=str(census))
    places = results["OUTPUT"]
    assert "REPORT" not in results
    assert places.crs().authid() == "EPSG:4326"
    assert rows(places, "place_id", "insee", "activities", "position", "src_row") == [
        ("Ref_1", "09122", "ORD-ORDM", "given", 2),
        ("Ref_2", "09122", "", "missing", 3),
    ]
    assert [feature.hasGeometry() for feature in places.getFeatures()] == [True, False]
    names = places.fields().names()
    assert "lon" not in names
    assert names[-12:] == [f"src_{name}" for name in HEADER.split(",")]


def test_the_report_is_a_table(maillage: Any, census: Path) -> None:
    report = run(INPUT=str(census), REPORT="memory:")["REPORT"]
    assert report.fields().names() == (
        ["severity", "row", "place_id", "field", "check", "message", "value", "proposal"]
    )
    assert (3, "Ref_2", "insee_restored", "9122", "09122") in rows(
        report, "row", "place_id", "check", "value", "proposal"
    )


def test_a_layer_gives_the_same_as_its_file(maillage: Any, census: Path) -> None:
    layer = QgsVectorLayer(str(census), "census")
    names = ("place_id", "insee", "activities", "position", "src_row", "src_code_commune")
    from_layer = rows(run(LAYER=layer)["OUTPUT"], *names)
    assert from_layer == rows(run(INPUT=str(census))["OUTPUT"], *names)


def test_a_layer_of_points_gives_its_points(maillage: Any, census: Path) -> None:
    uri = f"Point?crs=EPSG:2154&{'&'.join(f'field={name}:string' for name in HEADER.split(','))}"
    layer = QgsVectorLayer(uri, "census", "memory")
    source = run(INPUT=str(census))["OUTPUT"]
    moved = processing.run(
        "native:reprojectlayer",
        {"INPUT": source, "TARGET_CRS": "EPSG:2154", "OUTPUT": "memory:"},
    )["OUTPUT"]
    for feature in moved.getFeatures():
        copy = type(feature)(layer.fields())
        copy.setAttributes([feature[f"src_{name}"] for name in HEADER.split(",")])
        copy["lat"] = copy["lon"] = ""
        copy.setGeometry(feature.geometry())
        layer.dataProvider().addFeature(copy)
    first = next(run(LAYER=layer)["OUTPUT"].getFeatures())
    point = first.geometry().asPoint()
    assert (point.x(), point.y()) == pytest.approx((1.6, 42.96), abs=1e-6)


def test_a_saved_layer_reads_back(maillage: Any, census: Path, tmp_path: Path) -> None:
    path = tmp_path / "places.gpkg"
    assert run(INPUT=str(census), OUTPUT=str(path))["OUTPUT"] == str(path)
    layer = QgsVectorLayer(str(path))
    assert rows(layer, "place_id", "postcode") == [("Ref_1", "09000"), ("Ref_2", "09000")]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({}, "INPUT"),
        ({"INPUT": "CENSUS", "LAYER": "CENSUS"}, "one of the two"),
        ({"INPUT": "none.csv"}, "none.csv"),
        ({"INPUT": "CENSUS", "NOMENCLATURE": "none.json"}, "none.json"),
    ],
)
def test_a_wrong_parameter_is_said(
    parameters: dict[str, str], said: str, maillage: Any, census: Path
) -> None:
    given = {name: value.replace("CENSUS", str(census)) for name, value in parameters.items()}
    with pytest.raises(QgsProcessingException, match=said):
        run(**given)


def test_a_refused_census_leaves_an_existing_output_alone(maillage: Any, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("id,titre\n1,x\n", encoding="utf-8")
    output = tmp_path / "places.gpkg"
    output.write_bytes(b"precious")
    with pytest.raises(QgsProcessingException, match="id, titre"):
        run(INPUT=str(wrong), OUTPUT=str(output))
    assert output.read_bytes() == b"precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["places.gpkg", "wrong.csv"]


def test_the_real_census_with_its_communes(maillage: Any, shared: Path) -> None:
    results = run(
        INPUT=str(shared / "places" / "rhinocc-2023-01.csv"),
        COMMUNES=str(shared / "territories" / "communes_occitanie.gpkg"),
        REPORT="memory:",
    )
    assert results["OUTPUT"].featureCount() == 845
    located = sum(feature.hasGeometry() for feature in results["OUTPUT"].getFeatures())
    assert located == 842
    checks = {(row[0], row[1]) for row in rows(results["REPORT"], "check", "place_id")}
    assert ("coordinates_outside_departement", "Ref_0328") in checks
    assert not QgsProject.instance().mapLayers()
