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
    QgsLayoutExporter,
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
    heading, *classes = coverage.renderer().rootRule().children()
    assert heading.label() == "Share of the population within 10 min by car of a place"
    rules = {rule.label(): rule for rule in classes}
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
    from maillage.core.layers.record import Record, put_record
    from maillage.core.layers.style import style_layer

    isochrones.setSubsetString("\"mode\" = 'car'")
    put_record(isochrones, Record("isochrones", parameters={"MERGE": "nearest"}))
    copy = isochrones.clone()
    style_layer(copy, "isochrones")
    renderer = copy.renderer()
    assert renderer.categories()[0].symbol().symbolLayer(0).strokeWidth() > 0


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


FIGURES = {
    **{"epci": "1", "network_status": "inside", "places_per_10000": 2.5},
    **{"share_10_car": 0.95, "share_20_car": 1.0, "share_10_foot": 0.2},
    **{"median_minutes_car": 4.0, "median_minutes_foot": 38.0},
    **{"priority_car": 40.0, "priority_foot": 60.0},
    **{"bivariate_car": "3-3", "bivariate_foot": "1-2"},
}


@pytest.fixture
def figures(qgis_app: Any) -> QgsVectorLayer:
    """A layer of coverage with all its figures, two territories measured and one not."""
    kinds = {str: "string", float: "double"}
    fields = "&".join(f"field={name}:{kinds[type(one)]}" for name, one in FIGURES.items())
    known = tuple(FIGURES.values())
    other = tuple(one + "" if isinstance(one, str) else 2 * one for one in known)
    nothing = ("3", "outside", 0.0) + (None,) * (len(known) - 3)
    squares = [SQUARE.format(w=west, e=west + 0.2) for west in (1.2, 1.4, 1.6)]
    rows = list(zip((known, other, nothing), squares, strict=True))
    return layer("MultiPolygon", fields, rows, "coverage")


def legend(shown: QgsVectorLayer) -> tuple[str, list[str]]:
    """The heading and the labels of the style in use."""
    heading, *classes = shown.renderer().rootRule().children()
    return heading.label(), [rule.label() for rule in classes]


def test_coverage_has_a_named_style_per_figure_and_the_first_share_is_shown(
    figures: QgsVectorLayer,
) -> None:
    from maillage.core.layers.style import style_layer

    style_layer(figures, "coverage")
    manager = figures.styleManager()
    first = "Share of the population within 10 min by car of a place"
    assert manager.currentStyle() == first
    assert len(manager.styles()) == 3 + 2 + 2 + 2 + 1
    for style in manager.styles():
        manager.setCurrentStyle(style)
        heading, labels = legend(figures)
        assert heading == style  # the legend says which figure it is, whatever the layer's name
        assert len(labels) <= 10 and len(set(labels)) == len(labels)
        assert figures.attributeDisplayName(figures.fields().indexOf("priority_car")) == (
            "Priority, by car"
        )


def test_every_territory_has_one_colour_in_every_style(figures: QgsVectorLayer) -> None:
    from maillage.core.layers.style import style_layer

    style_layer(figures, "coverage")
    context = QgsExpressionContext()
    context.setFields(figures.fields())
    for style in figures.styleManager().styles():
        figures.styleManager().setCurrentStyle(style)
        classes = figures.renderer().rootRule().children()
        for feature in figures.getFeatures():
            context.setFeature(feature)
            held = [
                rule.label()
                for rule in classes
                if QgsExpression(rule.filterExpression()).evaluate(context)
            ]
            assert len(held) == 1, (style, feature["epci"], held)


def test_labels_have_their_unit_and_none_is_a_class_of_its_own(figures: QgsVectorLayer) -> None:
    from maillage.core.layers.style import style_layer

    style_layer(figures, "coverage")
    manager = figures.styleManager()
    labels = {}
    for style in manager.styles():
        manager.setCurrentStyle(style)
        labels[style] = legend(figures)[1]
    assert "25 to 50%" in labels["Share of the population within 10 min by car of a place"]
    assert any("min" in one for one in labels["Median minutes to a place, by car"])
    assert labels["Places per 10,000 inhabitants"][0] == "none"
    thirds = labels["Fragility and travel time, by car"]
    assert thirds[0] == "high fragility, long time" and len(thirds) == 10


def test_a_project_has_one_layer_of_coverage_and_a_view_per_figure(
    maillage: Any, tmp_path: Path, places: QgsVectorLayer, figures: QgsVectorLayer
) -> None:
    path = tmp_path / "project.qgz"
    parameters = {"PLACES": places, "COVERAGE": [figures], "OUTPUT": str(path)}
    processing.run("maillage:buildproject", parameters)
    project = QgsProject()
    from maillage.core.layers.bivariate_style import bivariate_classes, bivariate_colour

    assert project.read(str(path))
    (shown,) = project.mapLayersByName("Coverage: EPCI")
    assert len(shown.styleManager().styles()) == 10
    themes = project.mapThemeCollection()
    assert len(themes.mapThemes()) == 10
    styles = {
        record.currentStyle
        for name in themes.mapThemes()
        for record in themes.mapThemeState(name).layerRecords()
        if record.layer() == shown
    }
    assert styles == set(shown.styleManager().styles())
    layouts = {one.name(): one for one in project.layoutManager().printLayouts()}
    (page,) = [one for name, one in layouts.items() if "by car" in name]
    assert len(layouts) == 2
    image = QgsLayoutExporter(page).renderPageToImage(0, dpi=40)
    colours = {image.pixelColor(x, y).name() for x in range(370, 460, 2) for y in range(36, 110, 2)}
    assert {bivariate_colour(value).name() for value in bivariate_classes()} <= colours


def test_an_evolution_diverges_around_no_change(qgis_app: Any) -> None:
    from maillage.core.layers.style import style_layer

    fields = "field=network_status:string&field=share_10_before:double"
    fields += "&field=share_10:double&field=share_10_change:double"
    rows = [
        (("inside", 0.5, 0.5 + change, change), SQUARE.format(w=1.2, e=1.4))
        for change in (-0.3, 0.001, 0.07)
    ]
    changed = layer("MultiPolygon", fields, rows, "evolution")
    style_layer(changed, "evolution")
    heading, labels = legend(changed)
    assert heading == "Change of the share of the population within 10 min of a place"
    assert labels[0] == "less than −15\xa0points"
    assert labels[3] == "about the same (less than half a point)"
    assert labels[5] == "5 to 15\xa0points"
