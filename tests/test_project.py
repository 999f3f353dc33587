"""Styles and the styled project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from qgis import processing
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QImage

PLACES = (
    ("p1", "Médiathèque", "ORDM-ACCN", 1.44, 43.60),
    ("p2", "Mairie", "", 1.30, 43.50),
    ("p3", "FabLab", "FL", 1.50, 43.65),
)
SQUARE = "MULTIPOLYGON((({w} 43.4, {e} 43.4, {e} 43.8, {w} 43.8, {w} 43.4)))"


def layer(kind: str, fields: str, rows: list[tuple[tuple, str]], name: str) -> QgsVectorLayer:
    made = QgsVectorLayer(f"{kind}?crs=EPSG:4326&{fields}", name, "memory")
    for values, wkt in rows:
        feature = QgsFeature(made.fields())
        feature.setAttributes(list(values))
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        assert made.dataProvider().addFeature(feature)
    made.updateExtents()
    return made


@pytest.fixture
def places(qgis_app: Any) -> QgsVectorLayer:
    fields = "field=place_id:string&field=name:string&field=activities:string"
    rows = [((code, name, acts), f"POINT({x} {y})") for code, name, acts, x, y in PLACES]
    return layer("Point", fields, rows, "places")


@pytest.fixture
def territories(qgis_app: Any) -> QgsVectorLayer:
    fields = "field=insee:string&field=nom:string&field=score_global:double"
    rows = [
        (("00001", "Ouest", 70.0), SQUARE.format(w=1.2, e=1.4)),
        (("00002", "Est", 130.0), SQUARE.format(w=1.4, e=1.6)),
        (("00003", "Loin", None), SQUARE.format(w=1.6, e=1.8)),
    ]
    return layer("MultiPolygon", fields, rows, "communes")


@pytest.fixture
def isochrones(qgis_app: Any) -> QgsVectorLayer:
    fields = "field=place_id:string&field=mode:string&field=minutes:integer"
    rows = [
        (("p1", mode, minutes), SQUARE.format(w=1.44 - reach, e=1.44 + reach))
        for mode, minutes, reach in (("car", 10, 0.02), ("car", 20, 0.05), ("foot", 15, 0.01))
    ]
    return layer("MultiPolygon", fields, rows, "isochrones")


@pytest.fixture
def coverage(qgis_app: Any) -> QgsVectorLayer:
    fields = "field=epci:string&field=network_status:string&field=share_10_car:double"
    rows = [
        (("1", "inside", 0.95), SQUARE.format(w=1.2, e=1.4)),
        (("2", "partly_outside", 0.1), SQUARE.format(w=1.4, e=1.6)),
        (("3", "outside", None), SQUARE.format(w=1.6, e=1.8)),
    ]
    return layer("MultiPolygon", fields, rows, "coverage")


def render(layers: list, project: QgsProject) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(project.crs())
    settings.setExtent(project.viewSettings().defaultViewExtent())
    settings.setOutputSize(QSize(300, 200))
    settings.setBackgroundColor(project.backgroundColor())
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def test_places_have_a_class_per_activity_and_not_stated_is_its_own(
    places: QgsVectorLayer,
) -> None:
    from maillage.core.layers.style import style_layer
    from maillage.core.nomenclature import load_nomenclature

    style_layer(places, "places")
    renderer = places.renderer()
    assert renderer.type() == "pointCluster"
    categories = renderer.embeddedRenderer().categories()
    activities = load_nomenclature().vocabulary("activities")
    expected = [item.label for item in activities] + [activities.not_stated.label]
    assert [category.label() for category in categories] == expected
    colours = {category.symbol().color().name().upper() for category in categories[:-1]}
    assert colours == {item.colour.upper() for item in activities}


def test_the_main_activity_is_the_first_code(places: QgsVectorLayer) -> None:
    from maillage.core.layers.place_style import MAIN_ACTIVITY, NOT_STATED

    expression = QgsExpression(MAIN_ACTIVITY)
    values = []
    for feature in places.getFeatures():
        context = QgsExpressionContext()
        context.setFeature(feature)
        context.setFields(places.fields())
        values.append(expression.evaluate(context))
    assert values == ["ORDM", NOT_STATED, "FL"]


def test_a_code_of_another_nomenclature_is_not_shown_as_not_stated(
    places: QgsVectorLayer,
) -> None:
    from maillage.core.layers.style import style_layer

    feature = QgsFeature(places.fields())
    feature.setAttributes(["p4", "Autre", "ZZZ"])
    places.dataProvider().addFeature(feature)
    style_layer(places, "places")
    assert places.renderer().embeddedRenderer().categories()[-1].label() == "Other activity"


def test_fragility_classes_are_around_the_region(territories: QgsVectorLayer) -> None:
    from maillage.core.layers.style import style_layer

    style_layer(territories, "territories")
    rules = territories.renderer().rootRule().children()
    assert len(rules) == 6
    assert rules[0].label() == "less than 80 (less fragile)"
    assert rules[2].filterExpression() == '"score_global" >= 95 AND "score_global" < 105'
    assert rules[5].label() == "score unknown"


def test_what_lies_outside_the_network_is_hatched_and_never_a_class(
    coverage: QgsVectorLayer,
) -> None:
    from maillage.core.layers.style import style_layer

    style_layer(coverage, "coverage")
    (heading,) = coverage.renderer().rootRule().children()
    assert heading.label() == "Share of the population within 10 min by car of a place"
    rules = {rule.label(): rule for rule in heading.children()}
    outside = rules["outside the network: not measured"]
    assert outside.filterExpression() == '"share_10_car" IS NULL'
    assert outside.symbol().symbolLayer(1).layerType() == "LinePatternFill"
    assert "partly outside the network" in rules


def test_near_bands_are_drawn_over_far_ones(isochrones: QgsVectorLayer) -> None:
    from maillage.core.layers.style import style_layer

    isochrones.setSubsetString("\"mode\" = 'car'")
    style_layer(isochrones, "isochrones")
    renderer = isochrones.renderer()
    assert [one.label() for one in renderer.categories()] == ["10 min by car", "20 min by car"]
    assert renderer.orderByEnabled()
    assert "DESC" in renderer.orderBy().dump()
    assert renderer.categories()[0].symbol().symbolLayer(0).strokeStyle() == Qt.PenStyle.NoPen
    # The map has the colours of the legend: nothing is faded.
    assert isochrones.opacity() == 1
    assert all(one.symbol().opacity() == 1 for one in renderer.categories())


def test_isochrones_that_share_out_the_ground_have_borders(isochrones: QgsVectorLayer) -> None:
    from maillage.core.layers.isochrone_style import SHARED_OUT
    from maillage.core.layers.style import style_layer

    isochrones.setSubsetString("\"mode\" = 'car'")
    isochrones.setCustomProperty(SHARED_OUT, True)
    copy = isochrones.clone()
    style_layer(copy, "isochrones")
    renderer = copy.renderer()
    assert renderer.categories()[0].symbol().symbolLayer(0).strokeWidth() > 0


def test_roles_are_told_by_fields(
    places: QgsVectorLayer,
    territories: QgsVectorLayer,
    isochrones: QgsVectorLayer,
    coverage: QgsVectorLayer,
) -> None:
    from maillage.core.layers.style import role_of

    layers = (places, territories, isochrones, coverage)
    assert [role_of(one) for one in layers] == ["places", "territories", "isochrones", "coverage"]


def test_the_project_is_complete_and_reads_back(
    maillage: Any,
    tmp_path: Path,
    places: QgsVectorLayer,
    territories: QgsVectorLayer,
    isochrones: QgsVectorLayer,
    coverage: QgsVectorLayer,
) -> None:
    before = set(QgsProject.instance().mapLayers())
    path = tmp_path / "out" / "project.qgz"
    processing.run(
        "maillage:buildproject",
        {
            "PLACES": places,
            "TERRITORIES": [territories],
            "COVERAGE": [coverage],
            "ISOCHRONES": [isochrones],
            "OUTPUT": str(path),
        },
    )
    assert set(QgsProject.instance().mapLayers()) == before
    assert sorted(one.name for one in path.parent.iterdir()) == (
        ["project.qgz", "project_layers.gpkg"]
    )
    project = QgsProject()
    assert project.read(str(path))
    layers = list(project.mapLayers().values())
    assert all(one.isValid() for one in layers)
    assert [one.name() for one in project.layerTreeRoot().children()] == (
        ["Places", "Zones", "Accessibility", "Fragility"]
    )
    assert project.crs().authid() == "EPSG:2154"
    assert project.filePathStorage() == Qgis.FilePathType.Relative
    modes = [one for one in layers if one.name().startswith("Travel time")]
    assert sorted(one.featureCount() for one in modes) == [1, 2]
    with zipfile.ZipFile(path) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".qgs"))
        text = archive.read(name).decode("utf-8")
    assert str(tmp_path) not in text
    image = render([one for one in project.layerTreeRoot().layerOrder()], project)
    assert len({image.pixel(x, y) for x in range(0, 300, 5) for y in range(0, 200, 5)}) > 8


def test_a_saved_project_opens_without_the_plugin(
    maillage: Any, tmp_path: Path, places: QgsVectorLayer
) -> None:
    path = tmp_path / "project.qgz"
    processing.run("maillage:buildproject", {"PLACES": places, "OUTPUT": str(path)})
    script = (
        "import json, sys\n"
        "from qgis.core import QgsApplication, QgsProject\n"
        "app = QgsApplication([], False); app.initQgis()\n"
        "project = QgsProject(); read = project.read(sys.argv[1])\n"
        "layers = list(project.mapLayers().values())\n"
        "print(json.dumps([read, [one.isValid() for one in layers],"
        " [one.renderer().type() for one in layers],"
        " [name for name in sys.modules if 'maillage' in name]]))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    assert answer == [True, [True], ["pointCluster"], []], done.stderr


def test_a_failure_leaves_the_existing_project(
    maillage: Any, tmp_path: Path, places: QgsVectorLayer
) -> None:
    path = tmp_path / "project.qgz"
    path.write_text("mine")
    without_crs = QgsVectorLayer("Polygon?field=insee:string", "bare", "memory")
    without_crs.setCrs(QgsCoordinateReferenceSystem())
    parameters = {"PLACES": places, "TERRITORIES": [without_crs], "OUTPUT": str(path)}
    with pytest.raises(QgsProcessingException, match="bare has no coordinate reference system"):
        processing.run("maillage:buildproject", parameters)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]
