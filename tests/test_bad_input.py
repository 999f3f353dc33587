"""Bad input to the same algorithms: a sentence, and nothing lost or half-written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bad_tables import TABLES
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsVectorLayer,
)
from steps import (
    BOW,
    FAR,
    Run,
    Said,
    already_there,
    coverage_inputs,
    polygons,
    read,
    refused_by,
)


@pytest.mark.parametrize(
    ("algorithm", "changes", "said"),
    [
        ("isochrones", {"MINUTES": "ten"}, "limits \\(MINUTES\\) are “ten”"),
        ("isochrones", {"MINUTES": "0"}, "from 1 to 600"),
        ("isochrones", {"NETWORK": "missing.npz"}, "File not found: missing.npz"),
        ("coverage", {"POPULATION_FIELD": "people"}, "has no field people"),
        ("coverage", {"FRAGILITY_FIELD": "nom"}, "feature 1: the field nom holds"),
        ("coverage", {"FRAGILITY_THRESHOLD": "many"}, "FRAGILITY_THRESHOLD is “many”"),
        ("coverage", {"FRAGILITY_THRESHOLD": "nan"}, "FRAGILITY_THRESHOLD is “nan”"),
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


@pytest.mark.parametrize("table", ["web_page_as_csv", "xlsx_bomb", "unclosed_quote", "a_device"])
def test_a_bad_table_leaves_the_existing_places(run: Run, tmp_path: Path, table: str) -> None:
    source, output = tmp_path / "source", tmp_path / "places.gpkg"
    source.mkdir()
    output.write_bytes(b"what was there before")
    path = TABLES[table](source)
    with pytest.raises(QgsProcessingException, match=re.escape(str(path))) as caught:
        run("loadcensus", INPUT=str(path), OUTPUT=str(output))
    assert "Traceback" not in str(caught.value)
    assert output.read_bytes() == b"what was there before"
    assert sorted(each.name for each in tmp_path.iterdir()) == [output.name, source.name]


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        (polygons, "The layer shapes is empty. Choose where people live"),
        (lambda: polygons((BOW, 5), (BOW, -3)), "the first in feature 2: \N{MINUS SIGN}3"),
        (lambda: polygons((BOW, "few"), fields="population:string"), "choose another field"),
    ],
)
@pytest.mark.parametrize("algorithm", ["coverage", "straightline", "suggestsites"])
def test_people_that_cannot_be_counted_are_said(
    run: Run, made: Path, tmp_path: Path, algorithm: str, demand: Any, said: str
) -> None:
    given = coverage_inputs(made) | {"DEMAND": demand(), "FRAGILITY_FIELD": "", "COUNT": 1}
    refused_by(algorithm, run, already_there(tmp_path / "out" / "x.gpkg"), said, **given)


def test_territories_that_are_none_are_said(run: Run, root: Path, tmp_path: Path) -> None:
    output = already_there(tmp_path / "out" / "x.gpkg")
    table = str(root / "sample" / "indicators.csv")
    given = {"TERRITORIES": polygons(fields="insee:string"), "INDICATORS": table, "INDEX": table}
    for algorithm in ("fragilityindex", "joinindex"):
        refused_by(algorithm, run, output, "The layer shapes is empty", **given)


def test_people_without_a_score_are_said(run: Run, made: Path, tmp_path: Path) -> None:
    demand = polygons((BOW, 5, None), fields="population:integer,score:double")
    given = coverage_inputs(made) | {"DEMAND": demand, "FRAGILITY_FIELD": "score", "COUNT": 1}
    run("coverage", **given, OUTPUT=str(tmp_path / "coverage.gpkg"))
    said = " ".join(run.feedback.said)
    assert "1 feature with inhabitants has no score in the field score" in said
    (row,) = read(tmp_path / "coverage.gpkg")
    assert row["population"] == 5
    assert row["fragility"] is None
    assert row["fragile_population"] is None
    output = already_there(tmp_path / "out" / "x.gpkg")
    refused_by("suggestsites", run, output, "nobody has a score in the field score", **given)


def test_a_network_elsewhere_is_said(run: Run, made: Path, tmp_path: Path) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=place_id:string", "far", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["Paris"])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(2.35, 48.85)))
    layer.dataProvider().addFeature(feature)
    with pytest.raises(
        QgsProcessingException, match="None of the places \\(1\\) is near the network"
    ):
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


def test_territories_that_match_no_score_are_refused(run: Run, root: Path, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match="No code of shapes"):
        run(
            "fragilityindex",
            INDICATORS=str(root / "sample" / "indicators.csv"),
            TERRITORIES=polygons((BOW, "X"), fields="insee:string"),
            OUTPUT=str(tmp_path / "scored.gpkg"),
        )


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
    said = r"\(OUTPUT\) and .*\(DEMAND_OUTPUT\) are the same file"
    with pytest.raises(QgsProcessingException, match=said):
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
