"""Places per inhabitant and straight-line distances: cases by hand, plain loops, real runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.coverage import People
from maillage.core.access.demand import POINT, Demand
from maillage.core.access.straight import straight_deciles, straight_kilometres, straight_table
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer
from steps import BEFORE, Run, already_there, points, polygons, read, refused_by


def people_at(x: list[float], population: list[float], fragility: list[float]) -> tuple:
    """(demand, people) of units that are points along a line, fragile above 100."""
    east = np.array(x, dtype=float)
    unit = np.arange(len(east))
    demand = Demand.at_points(unit, east, np.zeros(len(east)), np.ones(len(east)), POINT)
    return demand, People(np.array(population, dtype=float), np.array(fragility), 100.0)


def test_the_nearest_place_counts_wherever_it_is() -> None:
    demand, people = people_at([0, 3000, 9000], [300, 100, 50], [120, 90, 110])
    places = np.array([[1000.0, 0], [np.nan, np.nan], [9000, 2000]])
    far = straight_kilometres(np.column_stack([demand.x, demand.y]), places)
    assert far.tolist() == [1, 2, 2]
    # The first two live in territory 0, the last in 1; nobody in 2.
    table = straight_table(demand, people, np.array([0, 0, 1]), 3, far)
    assert table["population"].tolist() == [400, 50, 0]
    assert table["mean_straight_km"][:2].tolist() == [(300 * 1 + 100 * 2) / 400, 2]
    assert table["median_straight_km"][:2].tolist() == [1, 2]
    assert table["fragile_mean_straight_km"][:2].tolist() == [1, 2]
    assert table["fragile_population"][:2].tolist() == [300, 50]
    assert table.loc[2, ["mean_straight_km", "median_straight_km"]].isna().all()


def test_without_a_place_or_a_point_there_is_no_distance() -> None:
    points = np.array([[0.0, 0], [np.nan, 0]])
    assert np.isnan(straight_kilometres(points, np.empty((0, 2)))).all()
    assert np.isnan(straight_kilometres(points, np.array([[0.0, 500]]))).tolist() == [False, True]


def test_tenths_share_people_and_places_out_by_fragility() -> None:
    # Ten units of 100 people, the more fragile the farther; two of them have a place.
    demand, people = people_at(list(range(0, 10_000, 1000)), [100] * 10, list(range(50, 150, 10)))
    held = np.zeros(10)
    held[[0, 9]] = 1, 3
    table = straight_deciles(demand, people, np.arange(10.0), held)
    assert table["decile"].tolist() == list(range(1, 11))
    assert table["mean_straight_km"].tolist() == pytest.approx(list(range(10)))
    assert table["places_per_10000"].tolist() == pytest.approx([100, *[0] * 8, 300])
    assert table["fragility_from"].tolist() == list(range(50, 150, 10))
    unknown = People(people.population, np.full(10, np.nan), np.nan)
    assert not len(straight_deciles(demand, unknown, np.arange(10.0), held))


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(1, 6))
def test_it_is_what_plain_loops_count(seed: int, units: int, count: int) -> None:
    random = np.random.default_rng(seed)
    demand, people = people_at(
        random.uniform(0, 1e4, units).tolist(),
        random.integers(0, 50, units).tolist(),
        random.uniform(50, 150, units).tolist(),
    )
    places = random.uniform(0, 1e4, (int(random.integers(1, 9)), 2))
    territory = random.integers(-1, count, units)
    far = straight_kilometres(np.column_stack([demand.x, demand.y]), places)
    table = straight_table(demand, people, territory, count, far)
    for number in range(count):
        here = [
            (min(float(np.hypot(*(place - (x, 0)))) for place in places) / 1000, people_here)
            for x, people_here, where in zip(demand.x, people.population, territory, strict=True)
            if where == number
        ]
        total = sum(people_here for _, people_here in here)
        assert table["population"][number] == total
        if total:
            mean = sum(metres * people_here for metres, people_here in here) / total
            assert table["mean_straight_km"][number] == pytest.approx(mean, abs=1e-5)


def test_the_demonstration_has_a_first_look(
    run: Run, made: Path, root: Path, tmp_path: Path
) -> None:
    outputs = {"OUTPUT": str(tmp_path / "look.gpkg"), "DECILES": str(tmp_path / "tenths.csv")}
    run(
        "straightline",
        PLACES=str(made / "places.gpkg"),
        DEMAND=str(made / "fragility.gpkg"),
        FRAGILITY_FIELD="score_global",
        TERRITORIES=str(root / "sample" / "epci.gpkg"),
        **outputs,
    )
    rows, communes = read(outputs["OUTPUT"]), read(made / "fragility.gpkg")
    assert sum(row["population"] for row in rows) == sum(row["population"] for row in communes)
    assert 0 < sum(row["places"] for row in rows) <= 80
    for row in rows:
        fixed = row["places"] - row["places_itinerant"]
        assert row["places_per_10000"] == pytest.approx(10_000 * fixed / row["population"])
        assert 0 < row["mean_straight_km"] < 50
    tenths = read(outputs["DECILES"])
    assert [int(row["decile"]) for row in tenths] == list(range(1, 11))


def test_who_counts_in_one_of_two_territories_or_in_none_is_said(run: Run, tmp_path: Path) -> None:
    demand = polygons((square(0), 100), (square(1), 40), (square(5), 7))
    territories = polygons((square(0, wide=2), "A"), (square(1), "B"), fields="insee:string")
    output = str(tmp_path / "look.gpkg")
    given = {"PLACES": points(("POINT (2.05 44.05)", "Here")), "DEMAND": demand}
    run("straightline", TERRITORIES=territories, OUTPUT=output, **given)
    said = " ".join(run.feedback.said)
    assert "The territories A and B overlap: the inhabitants (40)" in said
    assert "7 inhabitants of the demand live in none of the territories" in said
    assert [row["population"] for row in read(output)] == [140, 0]


def square(east: int, wide: int = 1) -> str:
    west, end = 2 + east / 10, 2 + (east + wide) / 10
    return f"POLYGON (({west} 44, {end} 44, {end} 44.1, {west} 44.1, {west} 44))"


def test_places_without_a_point_are_refused(run: Run, made: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.csv"
    nowhere.write_text("place_id,name\nA,Here\n", encoding="utf-8")
    output = already_there(tmp_path / "out" / "look.gpkg")
    refused_by(
        "straightline",
        run,
        output,
        "PLACES|point|position",
        PLACES=str(nowhere),
        DEMAND=str(made / "fragility.gpkg"),
    )
    assert output.read_bytes() == BEFORE


SQUARE = "POLYGON ((2 44, 2.2 44, 2.2 44.2, 2 44.2, 2 44))"
BESIDE = "POLYGON ((2.2 44, 2.4 44, 2.4 44.2, 2.2 44.2, 2.2 44))"
#: In a corner of each, far from its middle.
HERE, THERE = "POINT (2.01 44.01)", "POINT (2.39 44.19)"
COMMUNE = "insee:string,nom:string,population:integer"


@pytest.fixture
def look(run: Run, tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """Runs on two communes with a place in a corner of each."""

    def call(**parameters: Any) -> list[dict[str, Any]]:
        output = tmp_path / f"look{len(list(tmp_path.iterdir()))}.gpkg"
        communes = polygons(
            (SQUARE, "01", "Hither", 100), (BESIDE, "02", "Thither", 50), fields=COMMUNE
        )
        given = {"PLACES": points((HERE, "A"), (THERE, "B")), "DEMAND": communes, **parameters}
        run("straightline", **given, OUTPUT=str(output))
        return read(output)

    return call


def placed(rows: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    """How people are placed, and whether that is beside a place."""
    return [(row["placement"], row["mean_straight_km"] < 0.2) for row in rows]


def test_people_at_any_point_come_out_too_far_and_that_is_said(look: Any, run: Run) -> None:
    assert placed(look()) == [("point", False)] * 2
    said = " ".join(run.feedback.said)
    assert "at any point inside, which may be far from where they live: 2" in said
    assert "2 polygons of the demand have a place, yet their people stand farther" in said
    assert "Hither, Thither" in said


def test_a_place_amid_a_commune_gives_no_warning(look: Any, run: Run) -> None:
    look(PLACES=points(("POINT (2.11 44.1)", "A"), ("POINT (2.31 44.1)", "B")))
    assert not any("yet their people stand farther" in each for each in run.feedback.said)


def test_town_halls_by_code_and_settlements_by_place_are_where_people_stand(
    look: Any, run: Run
) -> None:
    halls = points((HERE, "01"), (THERE, "02"), (HERE, "09"), fields="code_insee:string")
    assert placed(look(CENTRES=halls)) == [("centre", True)] * 2
    assert not any("yet their people stand farther" in each for each in run.feedback.said)
    settlements = points(
        ("POINT (2.1 44.1)", "hamlet", "A"),
        ("POINT (2.1 44.11)", "locality", "B"),
        ("POINT (2.1 44.11)", None, "a bench"),
        (THERE, "locality", "nobody's"),
        (HERE, "village", "C"),
        fields="place:string,name:string",
    )
    assert placed(look(CENTRES=settlements)) == [("centre", True), ("point", False)]
    assert any("at their centre: 1;" in each for each in run.feedback.said)


def test_the_points_of_an_openstreetmap_file_are_centres_as_they_are(
    look: Any, tmp_path: Path
) -> None:
    file = tmp_path / "places.osm"
    nodes = [(2.1, 44.1, "locality"), (2.01, 44.01, "village"), (2.39, 44.19, "town")]
    text = "".join(
        f'<node id="{number}" version="1" lon="{lon}" lat="{lat}">'
        f'<tag k="place" v="{place}"/><tag k="name" v="N{number}"/></node>'
        for number, (lon, lat, place) in enumerate(nodes, start=1)
    )
    file.write_text(f'<osm version="0.6">{text}</osm>', encoding="utf-8")
    assert placed(look(CENTRES=f"{file}|layername=points")) == [("centre", True)] * 2


def test_a_code_that_lies_elsewhere_is_left_out_and_named(look: Any, run: Run) -> None:
    far = points(("POINT (5 44)", "01"), (THERE, "02"), fields="insee:string")
    assert placed(look(CENTRES=far)) == [("point", False), ("centre", True)]
    assert any("They are" not in each and "left out: 01" in each for each in run.feedback.said)


def test_centres_that_are_none_are_said(look: Any) -> None:
    with pytest.raises(QgsProcessingException, match="or lies in one"):
        look(CENTRES=points(("POINT (9 40)", "A")))
    with pytest.raises(QgsProcessingException, match="holds no points"):
        look(CENTRES=polygons((SQUARE, 1)))


def test_cells_come_before_centres_and_share_people_out(look: Any) -> None:
    cells = points((HERE, 3), ("POINT (2.1 44.1)", 0), fields="ind:integer")
    given = {"CELLS": cells, "CELLS_POPULATION_FIELD": "ind", "CENTRES": points((THERE, "02"))}
    assert placed(look(**given)) == [("cells", True), ("centre", True)]
    small = "POLYGON ((2.0099 44.0099, 2.0101 44.0099, 2.0101 44.0101, 2.0099 44.0099))"
    assert placed(look(CELLS=polygons((small, 7)))) == [("cells", True), ("point", False)]


def test_a_network_tells_where_most_streets_are(look: Any, run: Run, tmp_path: Path) -> None:
    lon, lat = 2.01, 44.01
    village = [
        f"LINESTRING ({lon - 0.003} {lat + step}, {lon + 0.003} {lat + step})"
        for step in np.arange(-0.002, 0.0021, 0.001)
    ]
    village.append(f"LINESTRING ({lon} {lat - 0.002}, {lon} {lat + 0.002})")
    around = "LINESTRING (2 44, 2.2 44, 2.2 44.2, 2 44.2, 2 44)"
    network = str(tmp_path / "roads.npz")
    lines = QgsVectorLayer("LineString?crs=EPSG:4326", "roads", "memory")
    for text in (*village, around, f"LINESTRING ({lon} {lat}, 2.19 44.19)"):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(text))
        assert lines.dataProvider().addFeature(feature)
    run("buildnetwork", INPUT=lines, MODES=["foot"], OUTPUT=network)
    first, second = look(NETWORK=network)
    assert first["placement"] == "densest_streets" and first["mean_straight_km"] < 0.4
    assert second["placement"] == "point"


def test_points_stand_where_they_are(run: Run, tmp_path: Path) -> None:
    output = str(tmp_path / "look.gpkg")
    demand = points((HERE, 5), fields="population:integer")
    areas = polygons((SQUARE, "01"), fields="insee:string")
    given = {"PLACES": points((HERE, "A")), "DEMAND": demand, "TERRITORIES": areas}
    run("straightline", **given, CENTRES=points((THERE, "B")), OUTPUT=output)
    assert placed(read(output)) == [("point", True)]
    assert any("not used: CENTRES" in each for each in run.feedback.said)


def test_bagneres_de_bigorre_stands_where_its_town_is(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    """7,404 inhabitants, four places in town, a commune that reaches the crest of the Pyrenees."""
    census, services = str(tmp_path / "census.gpkg"), str(tmp_path / "services.gpkg")
    run("loadcensus", INPUT=str(shared / "places" / "rhinocc-2023-01.csv"), OUTPUT=census)
    run(
        "loadcensus",
        INPUT=str(shared / "places" / "france-services-2022-12.csv"),
        OUTPUT=services,
    )
    given = {
        "PLACES": census,
        "DEMAND": str(shared / "territories" / "communes_occitanie.gpkg"),
    }

    def far(name: str, **parameters: Any) -> tuple[float, int]:
        run("straightline", **given, **parameters, OUTPUT=str(tmp_path / name))
        rows = read(tmp_path / name)
        (town,) = [row for row in rows if row["insee"] == "65059"]
        held = [row for row in rows if row["places"]]
        return town["mean_straight_km"], sum(row["mean_straight_km"] > 3 for row in held)

    before, many = far("before.gpkg")
    assert before > 10
    assert any("Bagnères-de-Bigorre" in each for each in run.feedback.said)
    # No list of town halls is here: France Services stand in the middle of small towns.
    after, few = far("after.gpkg", CENTRES=services)
    assert after < 1
    assert few < many / 2
    assert not any("Bagnères-de-Bigorre" in each for each in run.feedback.said)
