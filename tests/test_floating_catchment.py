"""``maillage:floatingcatchment``, as the toolbox runs it: what comes out, and bad input."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from maillage.core.algorithms.floating_catchment import read_weights
from maillage.core.common.errors import InputError
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingException,
    QgsVectorLayer,
)
from steps import FAR, Run, already_there, polygons, read, refused_by

refused = partial(refused_by, "floatingcatchment")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A result that must stay as it was."""
    return already_there(tmp_path / "out" / "catchments.gpkg")


@pytest.fixture
def inputs(made: Path) -> dict[str, Any]:
    return {
        "PLACES": str(made / "places.gpkg"),
        "DEMAND": str(made / "fragility.gpkg"),
        "NETWORK": str(made / "network.npz"),
    }


def with_capacity(made: Path, *values: Any, kind: str = "double") -> QgsVectorLayer:
    """The first places of the demonstration that have a position, with these capacities."""
    layer = QgsVectorLayer(f"Point?crs=EPSG:4326&field=room:{kind}", "rooms", "memory")
    places = QgsVectorLayer(str(made / "places.gpkg"), "places", "ogr")
    positioned = (f.geometry() for f in places.getFeatures() if not f.geometry().isEmpty())
    for value, shape in zip(values, positioned, strict=False):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([value])
        feature.setGeometry(shape)
        assert layer.dataProvider().addFeature(feature)
    return layer


def held(rows: list[dict[str, Any]]) -> float:
    """What all inhabitants together have."""
    inside = ((row["population"] - row["population_outside"]) for row in rows)
    return sum(n * row["accessibility"] / 10_000 for n, row in zip(inside, rows, strict=True) if n)


METHODS = [
    {"METHOD": "2sfca", "MINUTES": "20"},
    {},
    {"DECAY": "gaussian", "MINUTES": "30"},
    {"MODE": "foot", "WEIGHTS": "1,0.3", "MINUTES": "15,40", "DIRECTION": "from"},
]


@pytest.mark.parametrize("method", METHODS)
def test_what_inhabitants_have_is_what_places_in_reach_have(
    run: Run, inputs: dict[str, Any], tmp_path: Path, method: dict[str, str]
) -> None:
    run("floatingcatchment", **inputs, **method, OUTPUT=str(tmp_path / "catchments.gpkg"))
    rows = read(tmp_path / "catchments.gpkg")
    assert len(rows) == 40
    assert all(row["accessibility"] >= 0 for row in rows)
    assert len({row["accessibility"] for row in rows}) > 20
    joined = len(read(inputs["PLACES"])) - left_out(run)
    assert held(rows) == pytest.approx(joined, rel=1e-6)


def left_out(run: Run) -> int:
    said = re.search(r"left out \((\d+) of \d+\)", " ".join(run.feedback.said))
    return int(said[1]) if said else 0


def test_capacities_are_shared_and_those_not_stated_left_out_and_said(
    run: Run, inputs: dict[str, Any], made: Path, tmp_path: Path
) -> None:
    inputs["PLACES"] = with_capacity(made, 4, None, 0, 2.5)
    path = str(tmp_path / "catchments.gpkg")
    run("floatingcatchment", **inputs, CAPACITY_FIELD="room", MINUTES="60", OUTPUT=path)
    assert held(read(path)) == pytest.approx(6.5)
    assert "1 place states no capacity: it is left out." in run.feedback.said
    # Texts that are numbers are numbers.
    inputs["PLACES"] = with_capacity(made, "4", "", "0", "2,5", kind="string")
    run("floatingcatchment", **inputs, CAPACITY_FIELD="room", MINUTES="60", OUTPUT=path)
    assert held(read(path)) == pytest.approx(6.5)


def test_capacities_that_are_no_numbers_among_others_are_counted_and_named(
    run: Run, inputs: dict[str, Any], made: Path, tmp_path: Path
) -> None:
    inputs["PLACES"] = with_capacity(made, "1\u202f004", "n.c.", "2,5", kind="string")
    path = str(tmp_path / "catchments.gpkg")
    run("floatingcatchment", **inputs, CAPACITY_FIELD="room", MINUTES="60", OUTPUT=path)
    assert held(read(path)) == pytest.approx(1006.5)
    said = "rooms: 1 feature holds no number in the field room: “n.c.”, in feature 2."
    assert any(sentence.startswith(said) for sentence in run.feedback.said)


def test_one_place_for_all_is_the_capacity_over_the_inhabitants(
    run: Run, inputs: dict[str, Any], made: Path, tmp_path: Path
) -> None:
    path = str(tmp_path / "catchments.gpkg")
    inputs["PLACES"] = with_capacity(made, 3)
    run("floatingcatchment", **inputs, METHOD="2sfca", CAPACITY_FIELD="room", MINUTES="600",
        OUTPUT=path)  # fmt: skip
    rows = read(path)
    inhabitants = sum(row["population"] - row["population_outside"] for row in rows)
    assert {round(row["accessibility"], 9) for row in rows} == {round(3 * 10_000 / inhabitants, 9)}


def test_demand_may_be_points_and_beyond_the_network_nothing_is_known(
    run: Run, inputs: dict[str, Any], made: Path, tmp_path: Path
) -> None:
    addresses = QgsVectorLayer("Point?crs=EPSG:4326&field=population:int", "homes", "memory")
    (place,) = with_capacity(made, 1).getFeatures()
    for number, shape in ((30, place.geometry()), (70, QgsGeometry.fromWkt("POINT (5 45)"))):
        feature = QgsFeature(addresses.fields())
        feature.setAttributes([number])
        feature.setGeometry(shape)
        assert addresses.dataProvider().addFeature(feature)
    inputs |= {"DEMAND": addresses, "PLACES": with_capacity(made, 1)}
    run("floatingcatchment", **inputs, OUTPUT=str(tmp_path / "homes.gpkg"))
    near, far = read(tmp_path / "homes.gpkg")
    assert near["accessibility"] == pytest.approx(10_000 / 30)
    assert (near["population_outside"], far["population_outside"]) == (0, 70)
    assert far["accessibility"] is None


def test_out_of_reach_is_0_and_said(run: Run, inputs: dict[str, Any], tmp_path: Path) -> None:
    path = str(tmp_path / "catchments.gpkg")
    run("floatingcatchment", **inputs, MODE="foot", MINUTES="2", OUTPUT=path)
    empty = sum(row["accessibility"] == 0 for row in read(path))
    assert 0 < empty < 40
    said = f"have 0, for no place is within reach: {empty}. Without a figure"
    assert any(said in each for each in run.feedback.said)


def test_where_nobody_lives_in_a_whole_catchment_nothing_is_known(
    run: Run, inputs: dict[str, Any], tmp_path: Path
) -> None:
    communes = QgsVectorLayer(inputs["DEMAND"], "communes", "ogr")
    nobody = communes.materialize(QgsFeatureRequest())
    index = nobody.fields().lookupField("population")
    changes = {feature.id(): {index: 0} for feature in nobody.getFeatures()}
    assert nobody.dataProvider().changeAttributeValues(changes)
    inputs["DEMAND"] = nobody
    run("floatingcatchment", **inputs, OUTPUT=str(tmp_path / "catchments.gpkg"))
    rows = read(tmp_path / "catchments.gpkg")
    assert {row["accessibility"] for row in rows} == {None}


# Weights


@pytest.mark.parametrize(
    ("text", "minutes", "weights"),
    [
        ("", [10, 20, 30], [1, 0.68, 0.22]),
        (" ", [30], [1]),
        ("1;0.5", [10, 20], [1, 0.5]),
        ("0.9, .5,0.1,0.05", [5, 10, 15, 20], [0.9, 0.5, 0.1, 0.05]),
    ],
)
def test_a_weight_for_each_limit(text: str, minutes: list[int], weights: list[float]) -> None:
    assert read_weights(text, minutes) == weights


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", [10, 20]),
        ("1,0.5", [10]),
        ("1,0", [10, 20]),
        ("1,-0.5", [10, 20]),
        ("1,nan", [10, 20]),
        ("2,1", [10, 20]),
        ("0.2,1", [10, 20]),
        ("one,two", [10, 20]),
        ("1,0,5", [10, 20]),
    ],
)
def test_other_weights_are_refused_with_what_they_should_be(text: str, minutes: list[int]) -> None:
    with pytest.raises(InputError, match="Give one for each limit, above 0 and at most 1"):
        read_weights(text, minutes)


# Bad input


@pytest.mark.parametrize(
    ("values", "kind", "match"),
    [
        ((2, -1), "double", "rooms, feature 2: the field room holds a negative capacity"),
        (("3", "many"), "string", "rooms, feature 2: the field room holds “many”, not a number"),
        ((0, 0), "double", "rooms: no place has a capacity above 0 in the field room"),
        ((None, None), "double", "rooms: no place has a capacity above 0 in the field room"),
    ],
)
def test_capacities_that_are_none_are_refused(
    run: Run, inputs: dict[str, Any], made: Path, output: Path, values: Any, kind: str, match: str
) -> None:
    inputs["PLACES"] = with_capacity(made, *values, kind=kind)
    refused(run, output, match, **inputs, CAPACITY_FIELD="room")


@pytest.mark.parametrize(
    ("value", "kind", "match"),
    [(-4, "integer", "negative populations"), ("some", "string", "holds “some”, not a number")],
)
def test_populations_that_are_none_are_refused(
    run: Run, inputs: dict[str, Any], output: Path, value: Any, kind: str, match: str
) -> None:
    inputs["DEMAND"] = polygons((FAR, value), fields=f"population:{kind}")
    refused(run, output, match, **inputs)


def test_other_bad_input_is_refused(run: Run, inputs: dict[str, Any], output: Path) -> None:
    refused(run, output, "The weights \\(WEIGHTS\\)", **inputs, MINUTES="10,20")
    refused(run, output, "The limits \\(MINUTES\\)", **inputs | {"MINUTES": "ten"})
    refused(run, output, "has no field inhabitants", **inputs, POPULATION_FIELD="inhabitants")
    refused(run, output, "no place has a capacity|has no field", **inputs, CAPACITY_FIELD="none")
    far = with_point("POINT (5 45)")
    refused(run, output, r"None of the places \(1\) is near", **inputs | {"PLACES": far})
    nothing = polygons()
    refused(run, output, "empty|no polygon|no feature", **inputs | {"DEMAND": nothing})


def with_point(text: str) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=place_id:string", "places", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["far"])
    feature.setGeometry(QgsGeometry.fromWkt(text))
    assert layer.dataProvider().addFeature(feature)
    return layer


def test_an_input_is_never_overwritten(run: Run, inputs: dict[str, Any]) -> None:
    before = Path(inputs["DEMAND"]).read_bytes()
    with pytest.raises(QgsProcessingException, match=r"is the input .*\(DEMAND\)"):
        run("floatingcatchment", **inputs, OUTPUT=inputs["DEMAND"])
    assert Path(inputs["DEMAND"]).read_bytes() == before


def test_on_real_roads_everyone_shares_the_places_near_them(
    run: Run, shared: Path, real: Path, tmp_path: Path
) -> None:
    run(
        "floatingcatchment",
        PLACES=str(real / "places.gpkg"),
        DEMAND=str(shared / "territories" / "communes_occitanie.gpkg"),
        NETWORK=str(real / "network.npz"),
        MODE="foot",
        OUTPUT=str(tmp_path / "catchments.gpkg"),
    )
    rows = read(tmp_path / "catchments.gpkg")
    known = [row for row in rows if row["accessibility"] is not None]
    assert held(known) == pytest.approx(845 - left_out(run), rel=1e-6)
    assert 10 < len(known) <= 23  # the communes that the network touches
    (toulouse,) = (row["accessibility"] for row in known if row["nom"] == "Toulouse")
    # 140 places or so for its 475,438 inhabitants, and those around.
    assert toulouse == pytest.approx(3, abs=1)
