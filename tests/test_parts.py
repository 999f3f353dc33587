"""One territory in several polygons: its parts are one, its people counted once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from maillage.core.common.progress import SILENT
from maillage.core.inputs.given import Given
from maillage.core.inputs.what_if import prepare
from maillage.core.places.census import load_census
from maillage.core.territories.code_columns import code_column, own_identifier
from maillage.core.territories.united_parts import Parts, parts_of
from maillage.core.territories.zones import Zones
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException
from steps import Run, read

ROADS = """<?xml version="1.0"?><osm version="0.6">
<node id="1" lon="1.39" lat="43.605" version="1"/><node id="2" lon="1.43" lat="43.605" version="1"/>
<node id="3" lon="1.46" lat="43.605" version="1"/><node id="4" lon="1.43" lat="43.64" version="1"/>
<node id="5" lon="1.43" lat="43.59" version="1"/><node id="6" lon="1.39" lat="43.64" version="1"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
<tag k="highway" v="residential"/></way>
<way id="2" version="1"><nd ref="5"/><nd ref="2"/><nd ref="4"/><nd ref="6"/>
<tag k="highway" v="residential"/></way></osm>"""

WEST, EAST = (1.40, 43.60, 1.42, 43.6165), (1.42, 43.60, 1.444, 43.6165)
NORTH = (1.40, 43.6165, 1.444, 43.633)


def layer(path: Path, rows: list[tuple[tuple[float, ...], dict[str, Any]]]) -> str:
    """A GeoJSON file of boxes (west, south, east, north) and their attributes."""
    features = [
        {
            "type": "Feature",
            "properties": values,
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]],
            },
        }
        for (w, s, e, n), values in rows
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return str(path)


def parts(path: Path, west: Any, east: Any, **more: Any) -> str:
    """31001 in two parts with so many inhabitants, and 31003 with 300."""
    return layer(
        path,
        [
            (WEST, {"code": "31001", "nom": "A", "pop": west, "score": 1.0, **more}),
            (EAST, {"code": "31001", "nom": "A", "pop": east, "score": 2.5, **more}),
            (NORTH, {"code": "31003", "nom": "C", "pop": 300, "score": 3.0, **more}),
        ],
    )


def census(folder: Path) -> str:
    """A census: a place in each part of Toulouse, one between them, one without a code."""
    columns = "code_commune ville nom lat lon n_ref departement adresse type_lieu code_postal "
    columns += "codes_types_mediations codes_publics"
    rows = [
        (code, "Toulouse", "L", lat, lon, f"R{number}", "31", "1 rue A", "Autre", "31000", "", "")
        for number, (code, lat, lon) in enumerate(
            [("31555", 43.605, 1.403), ("31555", 43.605, 1.43), ("", 43.605, 1.403)]
        )
    ]
    table = pd.DataFrame(rows, columns=columns.split())
    table.to_csv(folder / "census.csv", index=False)
    return str(folder / "census.csv")


@pytest.fixture(scope="module")
def ground(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A network and two places."""
    folder = tmp_path_factory.mktemp("parts")
    (folder / "roads.osm").write_text(ROADS)
    run("buildnetwork", INPUT=str(folder / "roads.osm"), OUTPUT=str(folder / "network.npz"))
    places = [("p1", 1.405, 43.605), ("p2", 1.43, 43.625)]
    features = [
        {
            "type": "Feature",
            "properties": {"place_id": name, "name": name},
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
        }
        for name, lon, lat in places
    ]
    file = folder / "places.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return {"PLACES": str(file), "NETWORK": str(folder / "network.npz")}


def test_a_population_on_each_part_counts_once_and_one_by_part_adds_up() -> None:
    found = parts_of(["a", "b", "a", "", "c", "c", ""])
    assert found is not None
    assert [rows.tolist() for rows in found.rows] == [[0, 2], [1], [3], [4, 5], [6]]
    figures, once, added = found.counted(np.array([300, 7, 300, np.nan, 10, np.nan, 5]))
    np.testing.assert_array_equal(figures, [300, 7, np.nan, 10, 5])
    assert (once.tolist(), added.tolist()) == ([True, *[False] * 4], [False] * 5)
    figures, once, added = found.counted(np.array([100, 7, 200, 1, 0, 40, 5]))
    np.testing.assert_array_equal(figures, [300, 7, 1, 40, 5])
    assert (once.any(), added.tolist()) == (False, [True, False, False, True, False])
    assert parts_of(["a", "b", "", ""]) is None


def test_the_score_of_a_territory_is_that_of_its_average_inhabitant() -> None:
    found = Parts(np.array([0, 0, 1, 1]))
    values = np.array([1, 4, np.nan, 2])
    np.testing.assert_allclose(found.averaged(values, np.array([100, 200, 1, 0])), [3, 2])
    np.testing.assert_allclose(found.averaged(values, np.full(4, np.nan)), [2.5, 2])


def test_parts_keep_what_they_have_in_common() -> None:
    table = pd.DataFrame(
        {"nom": ["A", "A2"], "area": [1.5, 2.5], "dep": ["31", "31"], "note": [None, "x"]}
    )
    [whole] = Parts(np.array([0, 0])).united(table).to_dict("records")
    assert whole == {"nom": "A", "area": None, "dep": "31", "note": "x"}
    numbers = pd.DataFrame({"id": [2**60 + 1, 2**60 + 1, 5, 6]})
    united = Parts(np.array([0, 0, 1, 1])).united(numbers)
    assert united["id"].tolist() == [2**60 + 1, None]


def test_parts_that_cross_themselves_and_odd_columns_are_united(
    run: Run, ground: dict[str, str], tmp_path: Path
) -> None:
    """A bow with a spike, which is a polygon and a line once repaired; lists; a part without any
    polygon."""
    path = Path(parts(tmp_path / "odd.geojson", 100, 200, where=[43.6, 1.4], dates="2021-01-05"))
    content = json.loads(path.read_text())
    rows = content["features"]
    bow = [[1.4, 43.6], [1.42, 43.61], [1.42, 43.6], [1.4, 43.61], [1.4, 43.65], [1.4, 43.61]]
    rows[0]["geometry"]["coordinates"] = [[*bow, [1.4, 43.6]]]
    rows.append({**rows[1], "geometry": None, "properties": {**rows[1]["properties"], "pop": 7}})
    path.write_text(json.dumps(content))
    run(
        "straightline",
        PLACES=ground["PLACES"],
        DEMAND=str(path),
        POPULATION_FIELD="pop",
        OUTPUT=str(tmp_path / "out.gpkg"),
    )
    assert [row["population"] for row in read(tmp_path / "out.gpkg")] == [307, 300]


def test_the_code_that_tells_most_apart_is_that_of_the_territories() -> None:
    table = pd.DataFrame(
        {
            "epci": ["1", "1", "1", "2"],
            "code": ["31001", "31001", "31002", "31003"],
            "ref": ["a1", "a2", "a3", "a4"],
        }
    )
    assert code_column(table) == "code"
    assert code_column(table, "EPCI") == "epci"
    assert code_column(table[["ref"]]) == ""
    assert own_identifier(table, "code", names_tell=False) == "ref"
    assert own_identifier(table, "code", ["ref"], names_tell=False) == ""
    names = table.drop(columns="ref").assign(nom=["a b", "c", "d", "e"], fid=["1", "2", "3", "4"])
    assert own_identifier(names, "code", names_tell=True) == "nom"
    assert own_identifier(names, "code", names_tell=False) == ""
    homonyms = names.assign(nom=["a", "b", "a", "a"])
    assert own_identifier(homonyms, "code", names_tell=True) == "nom"
    assert own_identifier(names.assign(nom="a"), "code", names_tell=True) == ""


@pytest.mark.parametrize(("west", "east"), [(300, 300), (100, 200), (300, None), ("100", "200")])
@pytest.mark.parametrize("algorithm", ["coverage", "straightline", "evolution"])
def test_a_territory_in_parts_has_one_row_and_its_people_once(
    run: Run, ground: dict[str, str], tmp_path: Path, algorithm: str, west: Any, east: Any
) -> None:
    asked = ground | {
        "DEMAND": parts(tmp_path / "demand.geojson", west, east),
        "POPULATION_FIELD": "pop",
        "OUTPUT": str(tmp_path / "out.gpkg"),
    }
    if algorithm == "straightline":
        del asked["NETWORK"]
    else:
        asked["MINUTES"] = "10"
    if algorithm == "evolution":
        asked["PLACES_BEFORE"] = asked["PLACES"]
    run(algorithm, **asked)
    rows = read(tmp_path / "out.gpkg")
    assert [row["code"] for row in rows] == ["31001", "31003"]
    if algorithm != "evolution":
        assert [row["population"] for row in rows] == pytest.approx([300, 300], abs=0.01)
        assert [row["places"] for row in rows] == [1, 1]
    said = " ".join(run.feedback.said)
    assert "of the same code, taken together: 31001" in said
    assert ("counted once" in said) == (west == east)
    assert ("is added up" in said) == (None is not east != west)


def test_sites_gain_the_people_of_a_territory_once(
    run: Run, ground: dict[str, str], tmp_path: Path
) -> None:
    gains = {}
    for name, people in (("once", (300, 300)), ("by part", (100, 200))):
        run(
            "suggestsites",
            **ground,
            DEMAND=parts(tmp_path / f"{name}.geojson", *people),
            POPULATION_FIELD="pop",
            MINUTES=1,
            COUNT=50,
            OUTPUT=str(tmp_path / f"{name}.gpkg"),
        )
        gains[name] = sum(row["gain"] for row in read(tmp_path / f"{name}.gpkg"))
    assert gains["once"] == pytest.approx(gains["by part"])
    assert 0 < gains["once"] < 600


def test_catchments_and_times_have_one_row_for_a_territory_in_parts(
    run: Run, ground: dict[str, str], tmp_path: Path
) -> None:
    demand = parts(tmp_path / "demand.geojson", 300, 300)
    run(
        "floatingcatchment",
        **ground,
        DEMAND=demand,
        POPULATION_FIELD="pop",
        MINUTES="60",
        METHOD="2sfca",
        OUTPUT=str(tmp_path / "held.gpkg"),
    )
    rows = read(tmp_path / "held.gpkg")
    assert [row["code"] for row in rows] == ["31001", "31003"]
    assert [row["pop"] for row in rows] == [300, 300]
    inside = 600 - sum(row["population_outside"] for row in rows)
    assert [row["accessibility"] for row in rows] == pytest.approx([20_000 / inside] * 2)
    run("traveltimes", **ground, DEMAND=demand, OUTPUT=str(tmp_path / "times.gpkg"))
    assert [row["code"] for row in read(tmp_path / "times.gpkg")] == ["31001", "31003"]


def test_territories_to_sum_up_by_are_united_by_their_field(
    run: Run, ground: dict[str, str], tmp_path: Path
) -> None:
    demand = layer(tmp_path / "cells.geojson", [(WEST, {"pop": 5}), (EAST, {"pop": 7})])
    run(
        "straightline",
        PLACES=ground["PLACES"],
        DEMAND=demand,
        POPULATION_FIELD="pop",
        TERRITORIES=parts(tmp_path / "parts.geojson", 1, 1, epci="243100518"),
        TERRITORY_FIELD="code",
        OUTPUT=str(tmp_path / "out.gpkg"),
    )
    rows = read(tmp_path / "out.gpkg")
    assert [(row["code"], row["population"]) for row in rows] == [("31001", 12), ("31003", 0)]


def test_smaller_territories_with_the_code_of_their_commune_stay_apart(
    run: Run, ground: dict[str, str], tmp_path: Path
) -> None:
    rows = [
        (WEST, {"insee": "31001", "iris": "310010101", "pop": 300}),
        (EAST, {"insee": "31001", "iris": "310010102", "pop": 300}),
    ]
    run(
        "straightline",
        PLACES=ground["PLACES"],
        DEMAND=layer(tmp_path / "iris.geojson", rows),
        POPULATION_FIELD="pop",
        OUTPUT=str(tmp_path / "out.gpkg"),
    )
    assert [row["population"] for row in read(tmp_path / "out.gpkg")] == [300, 300]
    assert "each has a iris of its own" in " ".join(run.feedback.said)


def test_what_is_no_number_in_a_chosen_population_is_told_by_its_own_row(
    run: Run, ground: dict[str, str], tmp_path: Path
) -> None:
    given = {"PLACES": ground["PLACES"], "POPULATION_FIELD": "pop"}
    output = str(tmp_path / "out.gpkg")
    demand = parts(tmp_path / "demand.geojson", "1", "many")
    run("straightline", **given, DEMAND=demand, OUTPUT=output)
    (told,) = [said for said in run.feedback.said if "holds no number" in said]
    assert "“many”, in feature 2" in told
    demand = parts(tmp_path / "none.geojson", "few", "many")
    with pytest.raises(QgsProcessingException, match=r"feature 1.*few"):
        run("straightline", **given, DEMAND=demand, OUTPUT=output)


def test_the_fragility_of_the_parts_is_weighed_by_their_people(
    run: Run, ground: dict[str, str], tmp_path: Path
) -> None:
    run(
        "straightline",
        PLACES=ground["PLACES"],
        DEMAND=parts(tmp_path / "demand.geojson", 100, 200),
        POPULATION_FIELD="pop",
        FRAGILITY_FIELD="score",
        OUTPUT=str(tmp_path / "out.gpkg"),
    )
    assert [row["fragility"] for row in read(tmp_path / "out.gpkg")] == pytest.approx([2, 3])


def test_an_index_is_computed_and_joined_once_by_territory(run: Run, tmp_path: Path) -> None:
    territories = parts(tmp_path / "parts.geojson", 300, 300, epci="e1")
    table = "code,score_global\n31001,40\n31003,50\n"
    (tmp_path / "index.csv").write_text(table)
    run(
        "joinindex",
        TERRITORIES=territories,
        INDEX=str(tmp_path / "index.csv"),
        INDEX_FIELDS=["score_global"],
        HIGHER_IS_FRAGILE="yes",
        OUTPUT=str(tmp_path / "joined.gpkg"),
    )
    rows = read(tmp_path / "joined.gpkg")
    assert [(row["code"], row["fragility"]) for row in rows] == [("31001", 40), ("31003", 50)]
    method = {
        "variables": {"x": {"reference": 1, "direction": "higher"}},
        "axes": {"score_global": ["x"]},
    }
    (tmp_path / "own.json").write_text(json.dumps(method))
    (tmp_path / "x.csv").write_text("code,x\n31001,2\n31001,2\n31003,0\n")
    run(
        "fragilityindex",
        INDICATORS=str(tmp_path / "x.csv"),
        METHOD="custom",
        WEIGHTS=str(tmp_path / "own.json"),
        TERRITORIES=territories,
        CODE_FIELD="code",
        GROUP_FIELD="epci",
        POPULATION_FIELD="pop",
        OUTPUT=str(tmp_path / "scores.gpkg"),
        GROUPS=str(tmp_path / "groups.gpkg"),
    )
    assert [row["code"] for row in read(tmp_path / "scores.gpkg")] == ["31001", "31003"]
    [group] = read(tmp_path / "groups.gpkg")
    assert (group["population"], group["territories"]) == (600, 2)


def test_a_dossier_is_made_of_all_parts(run: Run, ground: dict[str, str], tmp_path: Path) -> None:
    run("loadcensus", INPUT=census(tmp_path), OUTPUT=str(tmp_path / "places.gpkg"))
    asked = {
        "TERRITORIES": parts(tmp_path / "parts.geojson", 300, 300, population=300),
        "TERRITORY_FIELD": "code",
        "PLACES": str(tmp_path / "places.gpkg"),
        "COMMUNES": parts(tmp_path / "communes.geojson", 300, 300, population=300),
        "OUTPUT_FOLDER": str(tmp_path / "atlas"),
    }
    run("atlas", **asked)
    index = json.loads((tmp_path / "atlas" / "index.json").read_text(encoding="utf-8"))
    figures = {each["code"]: each["figures"] for each in index["territories"]}
    assert list(figures) == ["31001", "31003"]
    assert figures["31001"]["places"] == 3
    assert figures["31001"]["population"] == 300
    assert figures["31001"]["communes"] == 1


def test_a_place_in_any_part_lies_in_its_commune(tmp_path: Path) -> None:
    boxes = [WEST, NORTH, EAST]
    codes = [("31555", "Toulouse"), ("31044", "Balma"), ("31555", "Toulouse")]
    shapes = layer(
        tmp_path / "communes.geojson",
        [
            (box, {"insee": code, "nom": name})
            for box, (code, name) in zip(boxes, codes, strict=True)
        ],
    )
    communes = Zones.read(shapes)
    together = communes.united()
    assert (together.codes, together.names) == (["31555", "31044"], ["Toulouse", "Balma"])
    areas = [shape.Area() for shape in communes.geometries]
    assert together.geometries[0].Area() == pytest.approx(areas[0] + areas[2])
    assert together.united() is together
    report = load_census(census(tmp_path), communes=communes).report
    found = report[report["field"].isin(["position", "insee"])]
    assert found["check"].value_counts().to_dict() == {"insee_missing": 1, "coordinates_shared": 2}


def test_a_polygon_that_stands_twice_is_one(tmp_path: Path) -> None:
    rows = [(WEST, {"insee": "31555"}), (WEST, {"insee": "31555"}), (EAST, {"insee": ""})]
    zones = Zones.read(layer(tmp_path / "twice.geojson", [*rows, rows[-1]]))
    together = zones.united()
    assert together.codes == ["31555", "", ""]
    assert together.geometries[0].Area() == pytest.approx(zones.geometries[0].Area())


def test_the_small_case_counts_everyone_once(
    run: Run, cases: Path, ground: dict[str, str], tmp_path: Path
) -> None:
    folder = cases / "same-code-twice"
    rows = {}
    for name in ("base", "dup"):
        run(
            "coverage",
            PLACES=str(folder / "places.geojson"),
            NETWORK=ground["NETWORK"],
            DEMAND=str(folder / f"{name}.geojson"),
            POPULATION_FIELD="pop",
            MINUTES="10",
            OUTPUT=str(tmp_path / f"{name}.gpkg"),
        )
        rows[name] = read(tmp_path / f"{name}.gpkg")
    assert [row["population"] for row in rows["dup"]] == pytest.approx([300, 300], abs=0.01)
    assert sum(row["population"] for row in rows["base"]) == pytest.approx(600, abs=0.01)
    checked = load_census(
        folder / "parts.csv", communes=Zones.read(folder / "parts.geojson")
    ).report
    outside = checked[checked["check"] == "coordinates_outside_commune"]
    assert outside["place_id"].tolist() == ["R2"]
    assert checked[checked["check"] == "insee_missing"]["proposal"].tolist() == ["31555"]


def test_the_what_if_counts_everyone_once(ground: dict[str, str], tmp_path: Path) -> None:
    asked = ground | {
        "DEMAND": parts(tmp_path / "demand.geojson", 300, 300),
        "POPULATION_FIELD": "pop",
        "MINUTES": "10",
        "MODE": "car",
    }
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("maillage:coverage")
    ready = prepare(Given(algorithm, asked, QgsProcessingContext()), SILENT)
    assert ready.codes == ["31001", "31003"]
    assert ready.population.tolist() == pytest.approx([300, 300], abs=0.01)
    assert any("counted once" in note for note in ready.notes)


def test_groups_in_parts_have_one_row(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("insee,x,epci,pop\n31001,2,e1,5\n31003,0,e1,7\n")
    (tmp_path / "own.json").write_text(
        json.dumps(
            {
                "variables": {"x": {"reference": 1, "direction": "higher"}},
                "axes": {"score_global": ["x"]},
            }
        )
    )
    run(
        "fragilityindex",
        INDICATORS=str(tmp_path / "x.csv"),
        METHOD="custom",
        WEIGHTS=str(tmp_path / "own.json"),
        GROUP_FIELD="epci",
        GROUP_TERRITORIES=layer(
            tmp_path / "epci.geojson", [(WEST, {"epci": "e1"}), (EAST, {"epci": "e1"})]
        ),
        POPULATION_FIELD="pop",
        OUTPUT=str(tmp_path / "scores.gpkg"),
        GROUPS=str(tmp_path / "groups.gpkg"),
    )
    [group] = read(tmp_path / "groups.gpkg")
    assert (group["epci"], group["population"]) == ("e1", 12)


def test_communes_whose_codes_became_numbers_are_not_parts_of_their_departement(
    run: Run, ground: dict[str, str], tmp_path: Path
) -> None:
    boxes = zip((WEST, EAST, NORTH), (31001, 31002, 31003), strict=True)
    rows = [(box, {"num_com": code, "dep": "31", "pop": 100}) for box, code in boxes]
    output = str(tmp_path / "out.gpkg")
    given = {"PLACES": ground["PLACES"], "POPULATION_FIELD": "pop", "OUTPUT": output}
    run("straightline", **given, DEMAND=layer(tmp_path / "numbers.geojson", rows))
    assert [row["population"] for row in read(output)] == [100, 100, 100]
    names = [
        (box, {"commune": f"C{n}", "dep": "31", "pop": 100}) for n, (box, _) in enumerate(rows)
    ]
    run("straightline", **given, DEMAND=layer(tmp_path / "names.geojson", names))
    assert [row["population"] for row in read(output)] == [100, 100, 100]


def test_a_column_to_sum_up_by_that_polygons_share_needs_their_territories(
    run: Run, ground: dict[str, str], tmp_path: Path
) -> None:
    rows = [
        (box, {"code": code, "epci": "243100518", "pop": 100})
        for box, code in ((WEST, "31001"), (EAST, "31002"))
    ]
    demand = layer(tmp_path / "communes.geojson", rows)
    output = str(tmp_path / "out.gpkg")
    given = {"PLACES": ground["PLACES"], "DEMAND": demand, "POPULATION_FIELD": "pop"}
    with pytest.raises(QgsProcessingException, match="have the same epci"):
        run("straightline", **given, TERRITORY_FIELD="epci", OUTPUT=output)
    run("straightline", **given, TERRITORY_FIELD="code", OUTPUT=output)
    shares = [(box, row | {"share_10": 0.5}) for box, row in rows]
    coverage = layer(tmp_path / "coverage.geojson", shares)
    places = str(tmp_path / "places.gpkg")
    run("loadcensus", INPUT=census(tmp_path), OUTPUT=places, REPORT=str(tmp_path / "report.csv"))
    whole = layer(tmp_path / "epci.geojson", [((1.40, 43.60, 1.444, 43.633), rows[0][1])])
    with pytest.raises(QgsProcessingException, match="several rows have the same epci, such as"):
        run(
            "atlas",
            PLACES=places,
            TERRITORIES=whole,
            TERRITORY_FIELD="epci",
            COVERAGE=coverage,
            OUTPUT_FOLDER=str(tmp_path / "atlas"),
        )
