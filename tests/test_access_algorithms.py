"""The algorithms of fragility, network and access, run by Processing on the demonstration data."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    NULL,
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

Run = Callable[..., dict[str, Any]]


class Said(QgsProcessingFeedback):
    """Keeps what an algorithm says."""

    def __init__(self) -> None:
        super().__init__(False)
        self.said: list[str] = []

    def pushInfo(self, info: str) -> None:
        self.said.append(info)


@pytest.fixture(scope="module")
def run(maillage: Any) -> Run:
    """Runs ``maillage:ID``; whatever it says is in ``run.feedback.said``."""
    import processing

    def call(algorithm: str, **parameters: Any) -> dict[str, Any]:
        call.feedback = Said()
        return processing.run(f"maillage:{algorithm}", parameters, feedback=call.feedback)

    return call


@pytest.fixture(scope="module")
def made(run: Run, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the places, the scored communes and the network of the demonstration."""
    folder, sample = tmp_path_factory.mktemp("made"), root / "sample"
    run(
        "loadcensus",
        INPUT=str(sample / "census.csv"),
        OUTPUT=str(folder / "places.gpkg"),
    )
    run(
        "fragilityindex",
        INDICATORS=str(sample / "indicators.csv"),
        TERRITORIES=str(sample / "communes.gpkg"),
        OUTPUT=str(folder / "fragility.gpkg"),
    )
    run(
        "buildnetwork",
        INPUT=str(sample / "roads.gpkg"),
        SPEED_FIELD="speed_kmh",
        ONEWAY_FIELD="oneway",
        OUTPUT=str(folder / "network.npz"),
    )
    return folder


def read(path: Any) -> list[dict[str, Any]]:
    """The attributes of a layer, feature by feature."""
    layer = QgsVectorLayer(str(path), "layer", "ogr")
    assert layer.isValid(), path
    names = [field.name() for field in layer.fields()]
    return [
        {
            name: None if value == NULL else value
            for name, value in zip(names, f.attributes(), strict=True)
        }
        for f in layer.getFeatures()
    ]


def coverage_inputs(made: Path) -> dict[str, Any]:
    return {
        "PLACES": str(made / "places.gpkg"),
        "NETWORK": str(made / "network.npz"),
        "DEMAND": str(made / "fragility.gpkg"),
        "FRAGILITY_FIELD": "score_global",
    }


def test_all_the_public_steps_are_there(maillage: Any) -> None:
    names = {algorithm.name() for algorithm in maillage.algorithms()}
    assert names == {
        "loadcensus",
        "fragilityindex",
        "buildnetwork",
        "isochrones",
        "traveltimes",
        "coverage",
        "buildproject",
        "atlas",
        "exportweb",
    }
    registry = QgsApplication.processingRegistry()
    for name in names:
        assert registry.algorithmById(f"maillage:{name}").shortHelpString(), name


def test_scores_are_joined_to_their_territories(made: Path, root: Path) -> None:
    communes = read(root / "sample" / "communes.gpkg")
    scored = read(made / "fragility.gpkg")
    assert [row["insee"] for row in scored] == [row["insee"] for row in communes]
    for axis in ("acces_interfaces", "global_competences", "score_global"):
        assert all(40 < row[axis] < 300 for row in scored), axis


def test_scores_alone_are_a_table_with_its_code(run: Run, root: Path, tmp_path: Path) -> None:
    indicators = root / "sample" / "indicators.csv"
    run("fragilityindex", INDICATORS=str(indicators), OUTPUT=str(tmp_path / "index.csv"))
    rows = read(tmp_path / "index.csv")
    assert len(rows) == 40
    assert next(iter(rows[0])) == "code_insee"
    assert all(len(row["code_insee"]) == 5 for row in rows)


def test_isochrones_keep_the_place_and_nest(run: Run, made: Path, tmp_path: Path) -> None:
    run(
        "isochrones",
        PLACES=str(made / "places.gpkg"),
        NETWORK=str(made / "network.npz"),
        MODE="foot",
        MINUTES="5,10",
        OUTPUT=str(tmp_path / "isochrones.gpkg"),
        FAILURES=str(tmp_path / "failures.gpkg"),
    )
    layer = QgsVectorLayer(str(tmp_path / "isochrones.gpkg"), "isochrones", "ogr")
    assert layer.crs().authid() == "EPSG:4326"
    places = {row["place_id"] for row in read(made / "places.gpkg")}
    shapes: dict[tuple[str, int], QgsGeometry] = {}
    for feature in layer.getFeatures():
        assert feature["mode"] == "foot"
        assert feature["engine"] == "network"
        assert feature["truncated"] in (True, False)
        assert feature.geometry().isGeosValid()
        shapes[feature["place_id"], feature["minutes"]] = QgsGeometry(feature.geometry())
    reached = {place for place, _ in shapes}
    failed = {row["place_id"]: row["reason"] for row in read(tmp_path / "failures.gpkg")}
    assert reached | set(failed) == places
    assert not reached & set(failed)
    assert all(failed.values())
    for place in reached:
        beyond = shapes[place, 5].difference(shapes[place, 10])
        assert beyond.isNull() or beyond.area() < 1e-12


def test_travel_times_name_the_nearest_place_by_service(
    run: Run, made: Path, root: Path, tmp_path: Path
) -> None:
    run(
        "traveltimes",
        PLACES=str(made / "places.gpkg"),
        DEMAND=str(root / "sample" / "communes.gpkg"),
        NETWORK=str(made / "network.npz"),
        SERVICES="COMP",
        OUTPUT=str(tmp_path / "times.gpkg"),
    )
    places = {row["place_id"]: row["activities"] for row in read(made / "places.gpkg")}
    rows = read(tmp_path / "times.gpkg")
    assert len(rows) == 40
    for row in rows:
        assert row["nearest_id"] in places
        assert "COMP" in places[row["nearest_COMP"]].split("-")
        assert row["minutes_COMP"] >= row["minutes"] > 0


def test_coverage_adds_up_and_names_its_figures(
    run: Run, made: Path, root: Path, tmp_path: Path
) -> None:
    run(
        "coverage",
        **coverage_inputs(made),
        TERRITORIES=str(root / "sample" / "epci.gpkg"),
        TERRITORY_FIELD="epci",
        MODE=["car", "foot"],
        MINUTES="10,20",
        OUTPUT=str(tmp_path / "epci.gpkg"),
        DEMAND_OUTPUT=str(tmp_path / "communes.gpkg"),
    )
    rows, communes = read(tmp_path / "epci.gpkg"), read(tmp_path / "communes.gpkg")
    population = sum(row["population"] for row in read(root / "sample" / "communes.gpkg"))
    for table in (rows, communes):
        assert sum(row["population"] for row in table) == pytest.approx(population)
    for name in ("covered_10_car", "covered_20_foot", "fragile_population"):
        total = sum(row[name] for row in rows)
        assert total == pytest.approx(sum(row[name] for row in communes), rel=1e-6)
    for row in rows:
        assert row["src_population"] == pytest.approx(row["population"])
        assert row["network_status"] == "inside"
        assert 0 <= row["share_10_foot"] <= row["share_10_car"] <= row["share_20_car"] <= 1
        assert row["median_minutes_car"] < row["median_minutes_foot"]
        for name in ("gini_car", "concentration_foot", "priority_car"):
            assert isinstance(row[name], float)
    positioned = QgsVectorLayer(str(made / "places.gpkg"), "places", "ogr")
    count = sum(1 for feature in positioned.getFeatures() if not feature.geometry().isEmpty())
    assert count - 2 <= sum(row["places"] for row in rows) <= count


def test_one_mode_and_one_service_need_no_suffix(run: Run, made: Path, tmp_path: Path) -> None:
    run(
        "coverage",
        **coverage_inputs(made),
        MINUTES="15",
        SERVICES="COMP",
        OUTPUT=str(tmp_path / "communes.gpkg"),
    )
    rows = read(tmp_path / "communes.gpkg")
    assert len(rows) == 40
    assert {"covered_15", "share_15", "median_minutes", "priority"} <= set(rows[0])


@pytest.mark.parametrize(
    ("algorithm", "changes", "said"),
    [
        ("isochrones", {"MINUTES": "ten"}, "MINUTES is “ten”"),
        ("isochrones", {"MINUTES": "0"}, "from 1 to 600"),
        ("isochrones", {"NETWORK": "missing.npz"}, "File not found: missing.npz"),
        ("coverage", {"POPULATION_FIELD": "people"}, "has no field people"),
        ("coverage", {"FRAGILITY_FIELD": "nom"}, "feature 1: the field nom holds"),
        ("coverage", {"SERVICES": "XYZ"}, "No place states the code XYZ"),
        ("coverage", {"PLACES": "fragility.gpkg"}, "holds no points"),
        ("coverage", {"TERRITORY_FIELD": "siren"}, "has no column siren"),
        ("buildnetwork", {"INPUT": "fragility.gpkg"}, "holds no lines"),
        ("buildnetwork", {"INPUT": "absent.osm.pbf"}, "absent.osm.pbf not found"),
        ("fragilityindex", {"INDICATORS": "places.gpkg"}, "insee"),
    ],
)
def test_bad_input_is_said_and_the_existing_output_stays(
    run: Run,
    made: Path,
    root: Path,
    tmp_path: Path,
    algorithm: str,
    changes: dict[str, str],
    said: str,
) -> None:
    output = tmp_path / ("output.npz" if algorithm == "buildnetwork" else "output.gpkg")
    output.write_bytes(b"what was there before")
    good = {
        "isochrones": {"PLACES": str(made / "places.gpkg"), "NETWORK": str(made / "network.npz")},
        "coverage": coverage_inputs(made) | {"TERRITORIES": str(root / "sample" / "epci.gpkg")},
        "buildnetwork": {},
        "fragilityindex": {},
    }[algorithm]
    for name, value in changes.items():
        good[name] = str(made / value) if (made / value).exists() else value
    with pytest.raises(QgsProcessingException, match=said) as caught:
        run(algorithm, **good, OUTPUT=str(output))
    assert "Traceback" not in str(caught.value)
    assert output.read_bytes() == b"what was there before"
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_a_network_elsewhere_is_said(run: Run, made: Path, tmp_path: Path) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=place_id:string", "far", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["Paris"])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(2.35, 48.85)))
    layer.dataProvider().addFeature(feature)
    with pytest.raises(QgsProcessingException, match="None of the 1 places is near the network"):
        run(
            "isochrones",
            PLACES=layer,
            NETWORK=str(made / "network.npz"),
            OUTPUT=str(tmp_path / "isochrones.gpkg"),
        )


def test_a_layer_without_reference_system_is_said(run: Run, made: Path, tmp_path: Path) -> None:
    layer = QgsVectorLayer("Point?field=place_id:string", "nowhere", "memory")
    layer.setCrs(type(layer.crs())())
    with pytest.raises(QgsProcessingException, match="nowhere has no coordinate reference system"):
        run(
            "isochrones",
            PLACES=layer,
            NETWORK=str(made / "network.npz"),
            OUTPUT=str(tmp_path / "isochrones.gpkg"),
        )


BOW = "POLYGON ((1.9 43.9, 2.1 44.0, 2.1 43.9, 1.9 44.0, 1.9 43.9))"
FAR = "POLYGON ((5 45, 5.1 45, 5.1 45.1, 5 45.1, 5 45))"


def polygons(*shapes: tuple[str, Any], fields: str = "population:integer") -> QgsVectorLayer:
    """A layer in memory of (well-known text, attributes...)."""
    columns = "".join(f"&field={field}" for field in fields.split(","))
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326{columns}", "shapes", "memory")
    for text, *values in shapes:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(values)
        feature.setGeometry(QgsGeometry.fromWkt(text))
        layer.dataProvider().addFeature(feature)
    return layer


def test_a_polygon_that_crosses_itself_counts_and_one_far_away_is_outside(
    run: Run, made: Path, tmp_path: Path
) -> None:
    run(
        "coverage",
        PLACES=str(made / "places.gpkg"),
        NETWORK=str(made / "network.npz"),
        DEMAND=polygons((BOW, 100), (FAR, 50)),
        MINUTES="20",
        OUTPUT=str(tmp_path / "bow.gpkg"),
    )
    bow, far = read(tmp_path / "bow.gpkg")
    assert (bow["population"], bow["network_status"]) == (pytest.approx(100), "inside")
    assert bow["share_20"] is not None
    assert (far["network_status"], far["share_20"]) == ("outside", None)
    assert far["population_outside"] == pytest.approx(50)


def test_a_demand_wholly_outside_gives_no_figure(run: Run, made: Path, tmp_path: Path) -> None:
    output = tmp_path / "far.gpkg"
    inputs = coverage_inputs(made) | {"DEMAND": polygons((FAR, 50)), "FRAGILITY_FIELD": None}
    run("coverage", **inputs, MINUTES="20", OUTPUT=str(output))
    (row,) = read(output)
    assert row["population"] == pytest.approx(50)
    assert (row["share_20"], row["median_minutes"]) == (None, None)


def test_a_result_can_be_the_input_of_the_same_step(run: Run, made: Path, tmp_path: Path) -> None:
    source = str(made / "fragility.gpkg")
    for number, mode in enumerate(("car", "foot", "bike")):
        output = str(tmp_path / f"{number}.gpkg")
        run(
            "traveltimes",
            PLACES=str(made / "places.gpkg"),
            NETWORK=str(made / "network.npz"),
            DEMAND=source,
            MODE=mode,
            OUTPUT=output,
        )
        source = output
    first = read(source)[0]
    car, foot, bike = (first[n] for n in ("src_minutes", "src_minutes_2", "minutes"))
    assert car < bike < foot


def test_whole_numbers_with_gaps_stay_whole(run: Run, root: Path, tmp_path: Path) -> None:
    codes = [row["code_insee"] for row in read(root / "sample" / "indicators.csv")]
    known = next(int(code) for code in codes if not code.startswith("0"))
    layer = polygons((BOW, known, 2**53 + 1), (FAR, None, None), fields="insee:integer,big:int8")
    run(
        "fragilityindex",
        INDICATORS=str(root / "sample" / "indicators.csv"),
        TERRITORIES=layer,
        OUTPUT=str(tmp_path / "scored.gpkg"),
    )
    scored, unknown = read(tmp_path / "scored.gpkg")
    assert scored["score_global"] > 0
    assert scored["big"] == 2**53 + 1
    assert (unknown["insee"], unknown["score_global"]) == (None, None)


def test_territories_that_match_no_score_are_refused(run: Run, root: Path, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match="No code of shapes"):
        run(
            "fragilityindex",
            INDICATORS=str(root / "sample" / "indicators.csv"),
            TERRITORIES=polygons((BOW, "X"), fields="insee:string"),
            OUTPUT=str(tmp_path / "scored.gpkg"),
        )


def test_the_share_by_car_does_not_depend_on_the_other_modes(
    run: Run, made: Path, tmp_path: Path
) -> None:
    for name, modes in (("one", ["car"]), ("both", ["car", "foot"])):
        output = str(tmp_path / f"{name}.gpkg")
        run("coverage", **coverage_inputs(made), MODE=modes, MINUTES="10", OUTPUT=output)
    for one, both in zip(read(tmp_path / "one.gpkg"), read(tmp_path / "both.gpkg"), strict=True):
        assert one["share_10"] == both["share_10_car"]
        assert one["population_outside"] == both["population_outside"]


def test_every_place_has_an_isochrone_or_a_reason(run: Run, made: Path, tmp_path: Path) -> None:
    run(
        "isochrones",
        PLACES=str(made / "places.gpkg"),
        NETWORK=str(made / "network.npz"),
        MODE="car",
        MINUTES="1",
        OUTPUT=str(tmp_path / "one.gpkg"),
        FAILURES=str(tmp_path / "failures.gpkg"),
    )
    drawn = {row["place_id"] for row in read(tmp_path / "one.gpkg")}
    failed = {row["place_id"] for row in read(tmp_path / "failures.gpkg")}
    assert drawn | failed == {row["place_id"] for row in read(made / "places.gpkg")}
    assert not drawn & failed


def test_an_openstreetmap_layer_of_the_project_is_read_as_roads(run: Run, tmp_path: Path) -> None:
    nodes = "".join(
        f'<node id="{n}" lon="{1 + n / 1000}" lat="44.0" version="1"/>' for n in range(1, 4)
    )
    ways = (
        '<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>'
        '<way id="2" version="1"><nd ref="2"/><nd ref="3"/><tag k="waterway" v="river"/></way>'
    )
    path = tmp_path / "roads.osm"
    path.write_text(f'<?xml version="1.0"?><osm version="0.6">{nodes}{ways}</osm>')
    layer = QgsVectorLayer(f"{path}|layername=lines", "osm", "ogr")
    QgsProject.instance().addMapLayer(layer)
    for number, given in enumerate((layer, layer.id(), str(path))):
        output = str(tmp_path / f"{number}.npz")
        run("buildnetwork", INPUT=given, OUTPUT=output)
        assert any("1 edges" in said for said in run.feedback.said)
    QgsProject.instance().removeMapLayer(layer.id())


def test_lines_that_only_cross_are_told(run: Run, tmp_path: Path) -> None:
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "streets", "memory")
    for number in range(20):
        feature = QgsFeature()
        row = f"LINESTRING (1.5 {44 + number / 1000}, 1.6 {44 + number / 1000})"
        feature.setGeometry(QgsGeometry.fromWkt(row))
        layer.dataProvider().addFeature(feature)
    run("buildnetwork", INPUT=layer, MODES=["foot"], OUTPUT=str(tmp_path / "network.npz"))
    assert any("do the lines share" in said for said in run.feedback.said)


def test_two_outputs_in_one_file_are_refused(run: Run, made: Path, tmp_path: Path) -> None:
    same = str(tmp_path / "same.gpkg")
    with pytest.raises(QgsProcessingException, match="OUTPUT and DEMAND_OUTPUT are the same file"):
        run("coverage", **coverage_inputs(made), OUTPUT=same, DEMAND_OUTPUT=same)


def test_an_unknown_format_is_said(run: Run, made: Path, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match=r"output\.xyz|extension|format"):
        run("coverage", **coverage_inputs(made), OUTPUT=str(tmp_path / "output.xyz"))
    assert not list(tmp_path.iterdir())


def test_a_full_disk_loses_nothing(made: Path, tmp_path: Path) -> None:
    output = tmp_path / "isochrones.geojson"
    output.write_bytes(b"before")
    script = f"""
import resource, sys
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
from processing.core.Processing import Processing
Processing.initialize()
import processing
from maillage.core.algorithms.provider import MaillageProvider
provider = MaillageProvider()
QgsApplication.processingRegistry().addProvider(provider)
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    processing.run("maillage:isochrones", dict(PLACES={str(made / "places.gpkg")!r},
        NETWORK={str(made / "network.npz")!r}, MINUTES="5", OUTPUT={str(output)!r}))
except Exception as error:
    print("SAID", error)
"""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert "SAID" in done.stdout, done.stderr
    assert output.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_a_cancel_leaves_the_existing_output(maillage: Any, made: Path, tmp_path: Path) -> None:
    import processing

    output = tmp_path / "isochrones.gpkg"
    output.write_bytes(b"before")
    feedback = Said()
    feedback.progressChanged.connect(lambda percent: percent > 20 and feedback.cancel())
    parameters = {
        "PLACES": str(made / "places.gpkg"),
        "NETWORK": str(made / "network.npz"),
        "MODE": "foot",
        "MINUTES": "10",
        "OUTPUT": str(output),
    }
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run("maillage:isochrones", parameters, feedback=feedback)
    assert output.read_bytes() == b"before"


def test_results_go_into_one_geopackage_and_a_file_is_replaced_whole(
    run: Run, root: Path, tmp_path: Path
) -> None:
    indicators = str(root / "sample" / "indicators.csv")
    package = tmp_path / "results.gpkg"
    for table in ("one", "two"):
        run(
            "fragilityindex",
            INDICATORS=indicators,
            OUTPUT=f"ogr:dbname='{package}' table=\"{table}\" (geom)",
        )
    assert len(read(f"{package}|layername=one")) == len(read(f"{package}|layername=two")) == 40
    run("fragilityindex", INDICATORS=indicators, OUTPUT=str(package))
    layer = QgsVectorLayer(str(package), "layer", "ogr")
    assert layer.dataProvider().subLayerCount() == 1
    del layer
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".gpkg"] == ["results.gpkg"]


def test_the_real_network_touches_23_communes_and_3_epci(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    territories = shared / "territories"
    places = tmp_path / "places.gpkg"
    run("loadcensus", INPUT=str(shared / "places" / "rhinocc-2023-01.csv"), OUTPUT=str(places))
    run(
        "buildnetwork",
        INPUT=str(shared / "network" / "toulouse-2021.osm.pbf"),
        OUTPUT=str(tmp_path / "network.npz"),
    )
    status: dict[str, list[str]] = {}
    for name in ("epci", "communes"):
        output = tmp_path / f"{name}.gpkg"
        run(
            "coverage",
            PLACES=str(places),
            NETWORK=str(tmp_path / "network.npz"),
            DEMAND=str(territories / "communes_occitanie.gpkg"),
            TERRITORIES=str(territories / f"{name}_occitanie.gpkg"),
            MINUTES="10",
            OUTPUT=str(output),
        )
        rows = read(output)
        assert sum(row["population"] for row in rows) == pytest.approx(5_802_162)
        for row in rows:
            status.setdefault(f"{name} {row['network_status']}", []).append(row["nom"])
            if row["network_status"] == "outside":
                assert row["covered_10"] is None
                assert row["population_outside"] == pytest.approx(row["population"])
            if row["network_status"] == "partly_outside":
                assert 0 < row["population_outside"] <= row["population"]
    assert status["communes inside"] == ["Toulouse"]
    assert len(status["communes partly_outside"]) == 22
    assert len(status["communes outside"]) == 4454 - 23
    assert sorted(status["epci partly_outside"]) == [
        "CA Le Muretain Agglo",
        "CA du Sicoval",
        "Toulouse Métropole",
    ]
    assert len(status["epci outside"]) == 161
