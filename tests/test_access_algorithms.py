"""The algorithms of fragility, network and access: what they give on the demonstration data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from steps import BOW, FAR, Run, coverage_inputs, polygons, read


def test_all_the_public_steps_are_there(maillage: Any) -> None:
    names = {algorithm.name() for algorithm in maillage.algorithms()}
    assert names == {
        "loadcensus",
        "geocodeplaces",
        "mergecensus",
        "fragilityindex",
        "joinindex",
        "buildnetwork",
        "isochrones",
        "traveltimes",
        "straightline",
        "coverage",
        "evolution",
        "floatingcatchment",
        "suggestsites",
        "buildproject",
        "atlas",
        "exportweb",
        "savecensus",
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
    failures = read(tmp_path / "failures.gpkg")
    names = {row["place_id"]: row["name"] for row in read(made / "places.gpkg")}
    assert all(row["name"] == names[row["place_id"]] for row in failures)
    failed = {row["place_id"]: row["reason"] for row in failures}
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


def test_the_share_by_car_does_not_depend_on_the_other_modes(
    run: Run, made: Path, tmp_path: Path
) -> None:
    for name, modes in (("one", ["car"]), ("both", ["car", "foot"])):
        output = str(tmp_path / f"{name}.gpkg")
        run("coverage", **coverage_inputs(made), MODE=modes, MINUTES="10", OUTPUT=output)
    for one, both in zip(read(tmp_path / "one.gpkg"), read(tmp_path / "both.gpkg"), strict=True):
        assert one["share_10"] == both["share_10_car"]
        assert one["population_outside"] == both["population_outside"]


def test_who_is_beyond_the_network_does_not_depend_on_the_modes_asked_for(
    run: Run, tmp_path: Path
) -> None:
    # A town of streets, and a long path out of it: who lives along the path can walk, not drive.
    nodes = {1: (1.5, 44.0), 2: (1.52, 44.0), 3: (1.52, 44.02), 4: (1.5, 44.02), 5: (1.57, 44.01)}
    points = "".join(
        f'<node id="{n}" lon="{lon}" lat="{lat}" version="1"/>' for n, (lon, lat) in nodes.items()
    )
    ways = (
        '<way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>'
        '<tag k="highway" v="residential"/></way>'
        '<way id="2" version="1"><nd ref="2"/><nd ref="5"/><tag k="highway" v="footway"/></way>'
    )
    roads = tmp_path / "roads.osm"
    roads.write_text(f'<?xml version="1.0"?><osm version="0.6">{points}{ways}</osm>')
    run("buildnetwork", INPUT=str(roads), OUTPUT=str(tmp_path / "network.npz"))
    place = QgsVectorLayer("Point?crs=EPSG:4326&field=place_id:string", "places", "memory")
    feature = QgsFeature(place.fields())
    feature.setAttributes(["town"])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(1.51, 44.0)))
    place.dataProvider().addFeature(feature)
    end = "POLYGON ((1.555 44.006, 1.565 44.006, 1.565 44.0105, 1.555 44.0105, 1.555 44.006))"
    outside = {}
    for name, modes in (("one", ["car"]), ("both", ["car", "foot"])):
        run(
            "coverage",
            PLACES=place,
            DEMAND=polygons((end, 80)),
            NETWORK=str(tmp_path / "network.npz"),
            MODE=modes,
            MINUTES="10",
            OUTPUT=str(tmp_path / f"{name}.gpkg"),
        )
        (row,) = read(tmp_path / f"{name}.gpkg")
        outside[name] = row["population_outside"]
        assert row["share_10" if name == "one" else "share_10_car"] == 0
    assert outside["one"] == outside["both"] < 80


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


def test_places_about_as_far_from_the_network_share_a_line_of_the_log(
    run: Run, made: Path, tmp_path: Path
) -> None:
    town = next(QgsVectorLayer(str(made / "places.gpkg"), "p", "ogr").getFeatures()).geometry()
    buoys = [f"POINT ({3.5 + n / 1000} 43)" for n in range(5)]
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=place_id:string", "places", "memory")
    for name, shape in zip(["town", *"abcde"], [town.asWkt(), *buoys], strict=True):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        feature.setGeometry(QgsGeometry.fromWkt(shape))
        assert layer.dataProvider().addFeature(feature)
    parameters = {"NETWORK": str(made / "network.npz"), "MINUTES": "10"}
    output, failures = str(tmp_path / "one.gpkg"), str(tmp_path / "failures.gpkg")
    run("isochrones", PLACES=layer, OUTPUT=output, FAILURES=failures, **parameters)
    (said,) = [each for each in run.feedback.said if "too far to join" in each]
    assert re.fullmatch(
        r"a, b, c and 2 others: \d+ km from the network: too far to join it\.", said
    )
    assert {row["reason"] for row in read(failures)} == {said.split(": ", 1)[1]}


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
        assert any("edges: 1," in said for said in run.feedback.said)
    QgsProject.instance().removeMapLayer(layer.id())


def test_results_go_into_one_geopackage_and_leave_each_other_alone(
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
    for table in ("one", "two", "results"):
        assert len(read(f"{package}|layername={table}")) == 40
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".gpkg"] == ["results.gpkg"]


def test_the_real_network_touches_23_communes_and_3_epci(
    run: Run, shared: Path, real: Path, tmp_path: Path
) -> None:
    territories = shared / "territories"
    status: dict[str, list[str]] = {}
    for name in ("epci", "communes"):
        output = tmp_path / f"{name}.gpkg"
        run(
            "coverage",
            PLACES=str(real / "places.gpkg"),
            NETWORK=str(real / "network.npz"),
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
