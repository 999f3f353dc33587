"""One territory in several polygons: its parts are one, its people counted once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from maillage.core.common.projection import WGS84, spatial_reference
from maillage.core.places.census import load_census
from maillage.core.territories.code_columns import code_column, own_identifier
from maillage.core.territories.parts import Parts, parts_of
from maillage.core.territories.zones import Zones
from qgis.core import QgsProcessingException
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
    assert "one territory, by their code: 31001" in said
    assert ("counted once" in said) == (west == east)
    assert ("is added up" in said) == (None is not east != west)
