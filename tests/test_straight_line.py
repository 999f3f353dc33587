"""Places per inhabitant and straight-line distances: cases by hand, plain loops, real runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.coverage import People
from maillage.core.access.demand import POINT, Demand
from maillage.core.access.straight import straight_deciles, straight_kilometres, straight_table
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
