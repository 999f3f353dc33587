"""``maillage:loadcensus`` through QGIS."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback
from osgeo import ogr
from qgis import processing
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

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


def saved(path: Path, *columns: str, epsg: int | None) -> Path:
    """A GeoPackage of one place, a point in Lambert-93, with these columns too."""
    reference = ogr.osr.SpatialReference()
    if epsg:
        reference.ImportFromEPSG(epsg)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("census", reference if epsg else None, ogr.wkbPoint)
    for name in (*HEADER.split(","), *columns):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    for name, cell in zip(HEADER.split(","), ROWS[1].split(","), strict=True):
        feature.SetField(name, cell)
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (586000 6208000)"))
    layer.CreateFeature(feature)
    return path


def test_a_geopackage_layer_loads_without_its_feature_number(maillage: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "census.gpkg", epsg=2154)
    for layer in (str(path), QgsVectorLayer(str(path), "census")):
        places = run(LAYER=layer)["OUTPUT"]
        assert rows(places, "place_id", "insee", "position") == [("Ref_2", "09122", "given")]
        assert "src_fid" not in places.fields().names()


def test_a_column_of_the_census_named_fid_stays(maillage: Any, census: Path) -> None:
    uri = f"None?{'&'.join(f'field={name}:string' for name in ('FID', *HEADER.split(',')))}"
    layer = QgsVectorLayer(uri, "census", "memory")
    feature = next(QgsVectorLayer(str(census), "census").getFeatures())
    copy = type(feature)(layer.fields())
    copy.setAttributes(["A-7", *feature.attributes()])
    layer.dataProvider().addFeature(copy)
    assert rows(run(LAYER=layer)["OUTPUT"], "place_id", "src_FID") == [("Ref_1", "A-7")]


def test_a_layer_without_a_reference_system_is_refused(maillage: Any, tmp_path: Path) -> None:
    path = saved(tmp_path / "census.gpkg", epsg=None)
    for given in ({"LAYER": str(path)}, {"INPUT": str(path)}):
        with pytest.raises(QgsProcessingException, match=r"census.*no coordinate reference system"):
            run(**given)


def test_the_errors_come_first_and_the_summary_last(maillage: Any, tmp_path: Path) -> None:
    told: list[str] = []

    class Told(QgsProcessingFeedback):
        def pushInfo(self, info: str) -> None:
            told.append(info)

    path = tmp_path / "census.csv"
    path.write_text("\n".join([HEADER, *(f"Ref_{n}" + "," * 9 + "91,0" for n in range(30))]))
    parameters = {"INPUT": str(path), "OUTPUT": "memory:"}
    processing.run("maillage:loadcensus", parameters, feedback=Told())
    said = [line for line in told if not line.startswith("Results: ")]
    assert said[0].startswith(
        "Recognised as the RhinOcc census, version 2023: 12 of its 62 columns"
    )
    assert [line.split(":")[0] for line in said[1:3]] == ["Themes", "Labels"]
    assert "The file lacks codes_thematiques, from which" in said[1]
    assert said[3].startswith("No place has coordinates")  # of the whole file: no row, no place
    assert sum(line.startswith("Row ") for line in said) == 19
    assert "the first errors are told here (20 of " in said[23]
    assert said[-1].startswith("Places read: 30")
    assert len(said) == 25


OWN = "Structure;CP;Localité;Services;Lat;Lon\nMairie;09000;Foix;Coworking;42.96;1.60\n"
MAPPING = {
    "columns": {
        "name": "Structure",
        "postcode": "CP",
        "city": "Localité",
        "activities": ["Services"],
        "lat": "Lat",
        "lon": "Lon",
    }
}


def test_a_table_with_its_own_columns_is_read_by_a_mapping(maillage: Any, tmp_path: Path) -> None:
    own, mapping = tmp_path / "own.csv", tmp_path / "mapping.json"
    own.write_text(OWN, encoding="utf-8")
    mapping.write_text(json.dumps(MAPPING), encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=r"(?s)MAPPING:.*\"name\": \"Structure\""):
        run(INPUT=str(own))
    places = run(INPUT=str(own), MAPPING=str(mapping))["OUTPUT"]
    assert rows(places, "name", "postcode", "city", "activities", "src_Services") == [
        ("Mairie", "09000", "Foix", "W", "Coworking")
    ]
    by_layer = run(LAYER=QgsVectorLayer(str(own), "own"), MAPPING=str(mapping))["OUTPUT"]
    assert rows(by_layer, "name", "activities") == [("Mairie", "W")]
    mapping.write_text("{", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="not valid JSON"):
        run(INPUT=str(own), MAPPING=str(mapping))


@pytest.fixture
def served(census: Path) -> Iterator[str]:
    """The address of the census's folder on a server of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    with Loopback(functools.partial(Quiet, directory=str(census.parent))) as server:
        yield server.url


def test_a_census_on_the_web_loads_like_its_file(maillage: Any, served: str, census: Path) -> None:
    names = ("place_id", "insee", "activities", "position", "src_row", "source")
    there = run(INPUT=f"{served}/census.csv?version=2")["OUTPUT"]
    assert rows(there, *names) == rows(run(INPUT=str(census))["OUTPUT"], *names)
    with pytest.raises(QgsProcessingException, match="404"):
        run(INPUT=f"{served}/none.csv")


def test_a_shape_without_a_middle_is_told(maillage: Any) -> None:
    fields = "&".join(f"field={name}:string" for name in ("n_ref", "nom", "code_commune"))
    layer = QgsVectorLayer(f"LineString?crs=EPSG:4326&{fields}", "places", "memory")
    for number, wkt in enumerate(["LINESTRING (1 43)", "LINESTRING (1 43, 2 43)"]):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([f"Ref_{number}", "Lieu", "09122"])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        layer.dataProvider().addFeatures([feature])
    layers = run(LAYER=layer, SCHEMA="rhinocc", REPORT="memory:")
    assert rows(layers["OUTPUT"], "position") == [("missing",), ("given",)]
    assert ("coordinates_range", 2) in rows(layers["REPORT"], "check", "row")


def test_a_key_in_an_address_is_never_said(maillage: Any, served: str, census: Path) -> None:
    (census.parent / "other.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    (census.parent / "cut.xlsx").write_bytes(b"PK\x03\x04")
    for name in ("other.csv", "cut.xlsx", "none.csv"):
        with pytest.raises(QgsProcessingException, match=served.removeprefix("http://")) as refused:
            run(INPUT=f"{served}/{name}?key=s3cr3t")
        assert "s3cr3t" not in str(refused.value)
        assert "maillage-" not in str(refused.value)
    layers = run(INPUT=f"{served}/census.csv?key=s3cr3t", REPORT="memory:")
    assert rows(layers["OUTPUT"], "source") == [("census.csv",)] * 2
    for layer in layers.values():
        told = [str(value) for feature in layer.getFeatures() for value in feature.attributes()]
        assert not any("s3cr3t" in text for text in told)


def test_proposals_are_applied_by_their_check(maillage: Any, census: Path) -> None:
    told: list[str] = []

    class Told(QgsProcessingFeedback):
        def pushInfo(self, info: str) -> None:
            told.append(info)

    def cells(checks: str) -> list[tuple]:
        parameters = {"INPUT": str(census), "OUTPUT": "memory:", "APPLY": checks}
        places = processing.run("maillage:loadcensus", parameters, feedback=Told())["OUTPUT"]
        return rows(places, "insee", "src_code_commune")

    assert (
        cells("") == cells("name_missing, date_future") == [("09122", "09122"), ("09122", "9122")]
    )
    assert not any("applied" in line for line in told)
    assert cells("insee_restored") == cells("all") == [("09122", "09122")] * 2
    assert sum("Proposals of insee_restored applied: 1." in line for line in told) == 2
    with pytest.raises(QgsProcessingException, match=r"no check “insee”.*insee_restored"):
        cells("insee_restored,insee")


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
        ({"INPUT": "FOLDER"}, "is a folder"),
        ({"INPUT": "FOLDER/data.json"}, "is JSON without a list of records"),
        ({"INPUT": "FOLDER/letter.docx"}, "is damaged"),
    ],
)
def test_a_wrong_parameter_is_said(
    parameters: dict[str, str], said: str, maillage: Any, census: Path
) -> None:
    (census.parent / "data.json").write_text('["Mairie"]')
    (census.parent / "letter.docx").write_bytes(b"PK\x03\x04\0")
    paths = {"CENSUS": str(census), "FOLDER": str(census.parent)}
    given = {}
    for name, value in parameters.items():
        start, slash, rest = value.partition("/")
        given[name] = paths.get(start, start) + slash + rest
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


def test_a_place_without_position_has_no_point_in_a_package_of_several(
    maillage: Any, census: Path, tmp_path: Path
) -> None:
    package = tmp_path / "results.gpkg"
    for table in ("first", "second"):  # one makes the file, the other goes beside it
        run(INPUT=str(census), OUTPUT=f"ogr:dbname='{package}' table=\"{table}\" (geom)")
    for table in ("first", "second"):
        layer = QgsVectorLayer(f"{package}|layername={table}", table, "ogr")
        assert [feature.hasGeometry() for feature in layer.getFeatures()] == [True, False]
