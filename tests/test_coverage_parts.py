"""Coverage: cells, services, tenths of fragility, overlaps; against counts by plain loops."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.coverage import People, bivariate, coverage, mean_fragility
from maillage.core.access.demand import (
    BEYOND,
    CELLS,
    PLACEMENTS,
    POINT,
    ROADS,
    STREETS,
    Demand,
    point_cells,
    point_demand,
    polygon_cells,
    polygon_demand,
)
from maillage.core.access.equity import concentration, gini
from maillage.core.access.grouped import lorenz_indices, medians, ordered
from maillage.core.access.overall import deciles_table, lorenz_table, totals_table
from maillage.core.access.overlaps import overlaps
from maillage.core.access.services import find_service, itinerant
from maillage.core.common.errors import InputError
from maillage.core.common.weighted import quantile
from roads import EAST, NORTH, at, network
from test_coverage import square, town, zones

KNOWN = {"activities": {"COMP", "FL", "W"}, "publics": {"SEN"}}


def placement(demand: Demand, count: int) -> list[str]:
    people = People(np.ones(count), np.full(count, np.nan), np.nan)
    table = coverage(demand, people, demand.unit, np.ones(count), {}, [])
    return list(table["placement"])


# Where people are placed


def test_people_stand_at_the_cells_of_their_commune_as_the_cells_say() -> None:
    built = town()
    cells = point_cells(*at((1100, 1000), (1900, 1000), (3900, 3000), (500, 500)), [30, 10, 7, 0])
    communes = zones(square(1000, 900, 1000, 200), square(3000, 2900, 600, 200))
    demand = polygon_demand(communes, built, cells)
    first = demand.unit == 0
    assert demand.share[first].tolist() == [0.75, 0.25]
    assert (demand.x[first] - EAST).tolist() == [1100, 1900]
    assert (demand.placement[first] == CELLS).all()
    # The second one holds no cell: its streets.
    assert (demand.placement[~first] == STREETS).all()
    assert demand.share[~first].sum() == pytest.approx(1)
    assert placement(demand, 2) == ["cells", "streets"]


def test_how_people_were_placed_is_told_for_each_unit() -> None:
    built = network([(0, 0), (0, 1000)], [(500, 0), (500, 1000)], [(2000, 0), (2000, 1000)])
    built.inhabited = built.shape_x[built.shape_start[:-1]] > EAST + 250
    places = [(400, 100), (-50, 100), (1000, 100), (9000, 100)]
    communes = zones(*[square(x, y, 200) for x, y in places])
    demand = polygon_demand(communes, built)
    assert placement(demand, 4) == ["streets", "roads", "point", "outside"]
    assert [PLACEMENTS[n] for n in (STREETS, ROADS, POINT, BEYOND)] == placement(demand, 4)
    addresses = point_demand(*at((100, 100), (9000, 100)), built)
    assert placement(addresses, 2) == ["point", "outside"]


def test_cells_that_are_squares_have_their_people_along_their_streets() -> None:
    built = town()
    squares = zones(square(500, 500, 1000), square(1500, 1500, 300), square(2500, 500, 100))
    cells = polygon_cells(squares, np.array([90.0, 10.0, 0.0]), built)
    assert cells.people.sum() == pytest.approx(100)
    demand = polygon_demand(zones(square(400, 400, 3000)), built, cells)
    # The street x = 1000 or y = 1000 in the first cell; no street in the second: a point.
    x, y = demand.x - EAST, demand.y - NORTH
    on_street = (np.abs(x - 1000) < 1) | (np.abs(y - 1000) < 1)
    assert demand.share[on_street].sum() == pytest.approx(0.9)
    assert demand.share.sum() == pytest.approx(1)
    assert len(demand.share[~on_street]) == 1


def test_a_cell_on_a_border_gives_each_side_the_streets_it_has_there() -> None:
    built = town()
    cells = polygon_cells(zones(square(500, 900, 2000, 200)), np.array([100.0]), built)
    demand = polygon_demand(
        zones(square(0, 0, 1500, 2000), square(1500, 0, 1500, 2000)), built, cells
    )
    x = demand.x - EAST
    assert (x[demand.unit == 0] <= 1500).all()
    assert (x[demand.unit == 1] >= 1500).all()
    assert set(demand.unit) == {0, 1}


def test_cells_beyond_the_network_hold_their_people_there() -> None:
    built = town()
    cells = point_cells(*at((3900, 1000), (4500, 1000), (6000, 1000)), [1, 2, 1])
    demand = polygon_demand(zones(square(3000, 0, 4000)), built, cells)
    assert demand.beyond.tolist() == [False, True, True]
    people = People(np.array([400.0]), np.array([np.nan]), np.nan)
    table = coverage(demand, people, demand.unit, np.array([0.25]), {("", ""): np.zeros(3)}, [10])
    assert table["population_outside"][0] == 300
    assert table["covered_10"][0] == 100
    assert table["placement"][0] == "cells"


def test_cells_with_nobody_place_nobody() -> None:
    # One commune has a cell with people and one without; the other's only cell has nobody.
    built = town()
    communes = zones(square(0, 0, 1000), square(1000, 0, 1000))
    cells = point_cells(*at((300, 500), (700, 500), (1500, 500)), [40, 0, 0])
    demand = polygon_demand(communes, built, cells)
    assert placement(demand, 2) == ["cells", "streets"]
    first = demand.where(demand.unit == 0)
    assert (first.x - EAST).tolist() == [300]
    assert np.bincount(demand.unit, demand.share).tolist() == pytest.approx([1, 1])


def test_a_hole_in_a_commune_holds_none_of_its_people() -> None:
    around, hole = square(500, 500, 2000), square(900, 900, 200)
    around.AddGeometry(hole.GetGeometryRef(0))
    demand = polygon_demand(zones(around), town())
    x, y = demand.x - EAST, demand.y - NORTH
    assert not ((x > 900) & (x < 1100) & (y > 900) & (y < 1100)).any()
    assert demand.share.sum() == pytest.approx(1)


# Unknown population


def test_a_population_that_nobody_tells_is_unknown_not_zero() -> None:
    demand = Demand.at_points(np.arange(3), np.zeros(3), np.zeros(3), np.ones(3), POINT)
    people = People(np.array([np.nan, 10.0, np.nan]), np.full(3, 100.0), 90.0)
    table = coverage(demand, people, np.array([0, 1, 1]), np.ones(2), {("", ""): np.zeros(3)}, [10])
    assert table["population"].isna().tolist() == [True, False]
    assert table.loc[1, ["population", "covered_10", "fragile_population"]].tolist() == [10] * 3
    unknown = ["population_outside", "covered_10", "share_10", "mean_minutes", "fragile_population"]
    assert table.loc[0, unknown].isna().all()


# Services


def test_not_stated_is_never_not_offered() -> None:
    places = pd.DataFrame(
        {"activities": ["COMP-FL", "FL", None, ""], "publics": ["SEN", "COMP", "SEN", None]}
    )
    found = find_service(places, "COMP", KNOWN)
    # The second place says it, though in the wrong column.
    assert (found.vocabulary, found.offered.tolist()) == ("activities", [0, 1])
    assert found.unstated.tolist() == [2, 3]
    assert find_service(places, "SEN", KNOWN).unstated.tolist() == [3]


def test_a_service_that_nobody_offers_is_none_and_one_nobody_knows_is_refused() -> None:
    places = pd.DataFrame({"activities": ["COMP", None], "themes": [None, "OWN"]})
    nobody = find_service(places, "W", KNOWN)
    assert (nobody.offered.tolist(), nobody.unstated.tolist()) == ([], [1])
    assert find_service(places, "OWN", KNOWN).vocabulary == "themes"
    with pytest.raises(InputError, match=r"No place states the code XYZ.*COMP, OWN"):
        find_service(places, "XYZ", KNOWN)


def test_itinerant_places_are_those_that_say_so() -> None:
    given = [True, False, None, "oui", "Fixe", 1.0, "true", np.nan]
    expected = [True, False, False, True, False, True, True, False]
    assert itinerant(pd.DataFrame({"itinerant": given})).tolist() == expected
    assert not itinerant(pd.DataFrame({"name": ["a"]})).any()


# Classes


def test_bivariate_classes_are_thirds_of_the_territories_with_both_figures() -> None:
    fragility = pd.Series([10.0, 20, 30, 40, 50, 60, np.nan])
    minutes = pd.Series([6.0, 5, 4, 3, 2, 1, 9])
    found = bivariate(fragility, minutes)
    assert found.tolist() == ["1-3", "1-3", "2-2", "2-2", "3-1", "3-1", None]
    same = bivariate(pd.Series([5.0] * 4), pd.Series([1.0, 2, 3, 4]))
    assert [text[0] for text in same] == ["2"] * 4
    assert bivariate(fragility[:2], minutes[:2]).tolist() == [None, None]


# Many groups at once


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_groups_at_once_are_groups_one_by_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    size, count = int(random.integers(0, 60)), int(random.integers(1, 6))
    group, weights = random.integers(0, count, size), random.integers(1, 9, size) * 1.0
    values = random.choice([0.0, 1, 2, 3, 7, np.inf], size)
    order = ordered(group, values, count)
    assert (np.diff(group[order]) >= 0).all()
    found = medians(group[order], values[order], weights[order], count)
    finite = np.isfinite(values[order])
    people = np.where(finite, weights[order], 0.0)
    held = people * np.where(finite, values[order], 0.0)
    inequality = lorenz_indices(group[order], held, people, count)
    for number in range(count):
        own = group == number
        assert found[number] == pytest.approx(quantile(values[own], weights[own], 0.5), nan_ok=True)
        assert inequality[number] == pytest.approx(gini(values[own], weights[own]), nan_ok=True)


# All figures by plain loops


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_every_figure_is_what_a_plain_count_gives(seed: int) -> None:
    random = np.random.default_rng(seed)
    demand, people, territory = a_region(random)
    size, count = len(demand.unit), 3
    seconds = random.choice([60.0, 300, 599, 600, 601, 1500, np.inf], size)
    unstated = random.choice([60.0, 300, 900, np.inf], size)
    table = coverage(
        demand,
        people,
        territory,
        np.ones(count),
        {("car", ""): seconds},
        [5, 10],
        {("car", ""): unstated},
    )
    for number in range(count):
        rows = [
            (seconds[n] / 60, unstated[n] / 60, demand.share[n] * people.population[demand.unit[n]],
             people.fragility[demand.unit[n]])
            for n in range(size)
            if territory[n] == number and not demand.beyond[n]
        ]  # fmt: skip
        total = sum(here for _, _, here, _ in rows)
        row = table.loc[number]
        for limit in (5, 10):
            near = [each for each in rows if each[0] <= limit]
            perhaps = [each for each in rows if each[0] > limit and each[1] <= limit]
            fragile = [each for each in near if each[3] > people.threshold]
            expected = {
                "covered": sum(each[2] for each in near),
                "share": sum(each[2] for each in near) / total if total else np.nan,
                "covered_unstated": sum(each[2] for each in perhaps),
                "fragile_covered": sum(each[2] for each in fragile),
                "fragile_uncovered": sum(
                    each[2] for each in rows if each[0] > limit and each[3] > people.threshold
                ),
            }
            for name, figure in expected.items():
                value = row[f"{name}_{limit}_car"]
                assert np.isnan(value) if not total else value == pytest.approx(figure, abs=2e-6)
        reached = [each for each in rows if np.isfinite(each[0]) and each[2] > 0]
        held = sum(here for _, _, here, _ in reached)
        mean = sum(spent * here for spent, _, here, _ in reached) / held if held else np.nan
        assert row["mean_minutes_car"] == pytest.approx(mean, rel=1e-6, nan_ok=True)
        spent, _, here, score = np.array(rows).reshape(-1, 4).T
        assert row["gini_car"] == pytest.approx(gini(spent, here), abs=1e-9, nan_ok=True)
        by_score = concentration(spent, score, here)
        assert row["concentration_car"] == pytest.approx(by_score, abs=1e-9, nan_ok=True)


def a_region(random: np.random.Generator) -> tuple[Demand, People, np.ndarray]:
    """40 points of 6 units, in 3 territories or none."""
    points, units = 40, 6
    unit = np.concatenate([np.arange(units), random.integers(0, units, points - units)])
    weight = random.uniform(0.1, 1, points)
    beyond = random.random(points) < 0.2
    demand = Demand(
        unit, *np.zeros((2, points)), np.full(points, -1), np.zeros(points),
        weight / np.bincount(unit, weight)[unit], beyond, np.where(beyond, BEYOND, STREETS),
    )  # fmt: skip
    population = random.choice([0.0, 10, 250, 900], units)
    fragility = random.choice([70.0, 90, 110, 130], units)
    people = People(population, fragility, 100.0)
    return demand, people, random.integers(-1, 3, points)


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_the_region_is_the_sum_of_its_parts(seed: int) -> None:
    random = np.random.default_rng(seed)
    demand, people, territory = a_region(random)
    seconds = random.uniform(0, 2000, len(demand.unit))
    everywhere = np.where(territory < 0, 0, territory)
    parts = coverage(demand, people, everywhere, np.ones(3), {("", ""): seconds}, [15])
    (whole,) = totals_table(demand, people, {("car", ""): seconds}, [15], {}).to_dict("records")
    names = ["population", "population_outside", "fragile_population", "covered_15"]
    for name in [*names, "fragile_covered_15", "fragile_uncovered_15"]:
        assert whole[name] == pytest.approx(parts[name].fillna(0).sum(), abs=1e-5), name
    assert (whole["mode"], whole["service"]) == ("car", "")


# Tenths of fragility, curves


def test_tenths_by_hand() -> None:
    # 100 people: 15 of score 80, 75 of score 100, 10 of score 120; 1, 5 and 20 minutes away.
    demand = Demand.at_points(np.arange(3), np.zeros(3), np.zeros(3), np.ones(3), POINT)
    people = People(np.array([15.0, 75, 10]), np.array([80.0, 100, 120]), 100.0)
    times = {("foot", "COMP"): np.array([60.0, 300, 1200])}
    table = deciles_table(demand, people, times, [4])
    assert table["decile"].tolist() == list(range(1, 11))
    assert table["population"].tolist() == pytest.approx([10] * 10)
    assert table["fragility_from"].tolist() == [80, 80, *[100] * 7, 120]
    assert table["fragility_to"].tolist() == [80, *[100] * 8, 120]
    # The second tenth: 5 people of 1 minute, 5 of 5 minutes.
    assert table["mean_minutes"].tolist() == pytest.approx([1, 3, *[5] * 7, 20])
    assert table["median_minutes"].tolist() == [1, 1, *[5] * 7, 20]
    assert table["share_4"].tolist() == pytest.approx([1, 0.5, *[0] * 8])
    assert set(table["mode"] + table["service"]) == {"footCOMP"}


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_tenths_hold_equal_numbers_and_all_of_the_people(seed: int) -> None:
    random = np.random.default_rng(seed)
    demand, people, _ = a_region(random)
    seconds = random.uniform(0, 2000, len(demand.unit))
    table = deciles_table(demand, people, {("car", ""): seconds}, [15])
    (whole,) = totals_table(demand, people, {("car", ""): seconds}, [15], {}).to_dict("records")
    inside = whole["population"] - whole["population_outside"]
    if not inside:
        assert len(table) == 0
        return
    assert table["population"].to_numpy() == pytest.approx(np.full(10, inside / 10), abs=1e-5)
    mean = np.average(table["mean_minutes"], weights=table["population"])
    assert mean == pytest.approx(whole["mean_minutes"])
    assert table["share_15"].mean() == pytest.approx(whole["covered_15"] / inside, abs=1e-6)
    assert (table["fragility_from"] <= table["fragility_to"]).all()
    assert (table["fragility_to"][:-1].to_numpy() <= table["fragility_from"][1:].to_numpy()).all()


def test_without_scores_there_are_no_tenths_and_without_times_no_curve() -> None:
    demand = Demand.at_points(np.arange(2), np.zeros(2), np.zeros(2), np.ones(2), POINT)
    unknown = People(np.ones(2), np.full(2, np.nan), np.nan)
    never = {("car", ""): np.full(2, np.inf)}
    tenths, curve = deciles_table(demand, unknown, never, [5]), lorenz_table(demand, unknown, never)
    assert (len(tenths), len(curve)) == (0, 0)
    assert {"mode", "service", "decile", "population", "share_5"} <= set(tenths)
    assert list(curve) == ["mode", "service", "people", "minutes"]


def test_the_curve_gives_the_index_back(oracle: Callable[..., object]) -> None:
    random = np.random.default_rng(5)
    size = 4000
    demand = Demand.at_points(np.arange(size), np.zeros(size), np.zeros(size), np.ones(size), POINT)
    people = People(np.ones(size), np.full(size, np.nan), np.nan)
    seconds = random.gamma(2, 300, size)
    curve = lorenz_table(demand, people, {("car", ""): seconds})
    assert len(curve) == 101
    assert curve.iloc[[0, -1]][["people", "minutes"]].to_numpy().tolist() == [[0, 0], [1, 1]]
    assert (np.diff(curve["minutes"], 2) >= -1e-12).all()
    area = np.sum(
        np.diff(curve["people"]) * (curve["minutes"][1:].to_numpy() + curve["minutes"][:-1]) / 2
    )
    script = "from inequality.gini import Gini\nresult = float(Gini(data['values']).g)"
    assert 1 - 2 * area == pytest.approx(oracle(script, values=seconds.tolist()), abs=1e-3)


# Overlaps


def test_overlapping_territories_are_told_and_touching_ones_are_not() -> None:
    built = town()
    touching = zones(square(0, 0, 1000), square(1000, 0, 1000), square(0, 1000, 2000, 500))
    demand = polygon_demand(zones(square(0, 0, 4000)), built)
    here = demand.share * 1000
    first = touching.locate(demand.x, demand.y)
    assert overlaps(touching, first, demand.x, demand.y, here) == []
    crossing = zones(square(-50, -50, 2100), square(950, -50, 2000), square(3500, 3500, 600))
    first = crossing.locate(demand.x, demand.y)
    (found,) = overlaps(crossing, first, demand.x, demand.y, here)
    both = (demand.x - EAST > 950) & (demand.x - EAST < 2050) & (demand.y - NORTH < 1950)
    assert found[:2] == (0, 1)
    assert found.people == pytest.approx(here[both].sum())


def test_mean_fragility_leaves_out_who_is_unknown() -> None:
    population = np.array([np.nan, 10, 30, 5])
    assert mean_fragility(population, np.array([500.0, 100, 120, np.nan])) == 115


def test_fragile_is_above_the_threshold_and_not_at_it() -> None:
    scores = np.array([99.9, 100.0, 100.1, np.nan])
    people = People(np.full(4, 10.0), scores, 100.0)
    assert people.fragile.tolist() == [False, False, True, False]
    demand = Demand.at_points(np.arange(4), np.zeros(4), np.zeros(4), np.ones(4), POINT)
    table = coverage(demand, people, np.arange(4), np.ones(4), {("", ""): np.zeros(4)}, [10])
    assert table["fragile_population"].tolist() == [0, 0, 10, 0]
    assert table["fragile_covered_10"].tolist() == [0, 0, 10, 0]
