"""Coverage and equity: by hand, by conservation, and against other implementations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.coverage import People, coverage, mean_fragility, priority
from maillage.core.access.demand import BEYOND, STREETS, Demand, ground_share, polygon_demand
from maillage.core.access.equity import concentration, gini
from maillage.core.access.times import RoadSearch
from maillage.core.common.errors import InputError
from maillage.core.common.projection import spatial_reference
from maillage.core.common.weighted import quantile
from maillage.core.network.graph import Graph
from maillage.core.network.roadnetwork import Network
from maillage.core.territories.zones import Zones
from osgeo import ogr
from roads import EAST, NORTH, at, network


def square(west: float, south: float, side: float, height: float | None = None) -> ogr.Geometry:
    east, north = west + side, south + (height or side)
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in corners:
        ring.AddPoint_2D(x + EAST, y + NORTH)
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon


def zones(*polygons: ogr.Geometry) -> Zones:
    codes = [str(number) for number in range(len(polygons))]
    return Zones(codes, codes, list(polygons), 2154)


#: Streets every 1,000 m over 4 x 4 km.
def town() -> Network:
    ticks = [1000.0 * n for n in range(5)]
    return network(
        *[[(x, y) for x in ticks] for y in ticks], *[[(x, y) for y in ticks] for x in ticks]
    )


# Where people are


def test_people_stand_along_the_streets_of_their_commune() -> None:
    built = town()
    demand = polygon_demand(zones(square(500, 100, 1000, 1600)), built)
    assert demand.share.sum() == pytest.approx(1)
    # Inside: 1,600 m of the street x = 1000, and 1,000 m of y = 1000 (pieces of at most 200 m).
    on_street = np.abs(demand.x - EAST - 1000) < 1
    assert demand.share[on_street].sum() == pytest.approx(1600 / 2600, abs=0.05)


def test_people_stand_on_inhabited_streets_first() -> None:
    built = network([(0, 0), (0, 1000)], [(500, 0), (500, 1000)])
    built.inhabited = built.shape_x[built.shape_start[:-1]] > EAST + 250
    demand = polygon_demand(zones(square(-50, 100, 600, 400), square(-50, 550, 100, 400)), built)
    on_network = ~demand.beyond
    where = [demand.x[on_network & (demand.unit == unit)] - EAST for unit in (0, 1)]
    # Where there is none, on any other.
    assert np.unique(where[0].round()).tolist() == [500]
    assert np.unique(where[1].round()).tolist() == [0]


def test_where_no_car_may_go_people_walk_to_the_nearest_street_for_cars() -> None:
    block = [(0, 0), (500, 0), (1000, 0), (1000, 1000), (500, 1000), (0, 1000), (0, 0)]
    built = network(block, [(500, 0), (500, 1000)], speed=[36, 0])
    demand = polygon_demand(zones(square(450, 390, 100, 220)), built)
    on_foot, by_car = (demand.snap(Graph(built, mode)) for mode in ("foot", "car"))
    assert on_foot.metres.tolist() == [0.0] * len(demand.unit)
    assert np.array_equal(on_foot.edge, demand.edge)
    north = demand.y - NORTH
    assert by_car.metres == pytest.approx(np.minimum(north, 1000 - north), abs=1)


def test_what_lies_beyond_the_network_is_outside_by_area() -> None:
    built = town()
    half, whole, none = square(3000, 1000, 2000), square(1000, 1000, 500), square(9000, 0, 500)
    demand = polygon_demand(zones(half, whole, none), built)
    share = np.bincount(demand.unit, demand.share * demand.beyond)
    assert np.bincount(demand.unit, demand.share) == pytest.approx([1, 1, 1])
    assert share == pytest.approx([0.5, 0, 1], abs=0.001)
    beyond = demand.beyond & (demand.unit == 0)
    assert (demand.x[beyond] - EAST > 4000).all()
    assert ground_share(zones(half, whole, none), built) == pytest.approx([0.5, 1, 0], abs=0.001)


def test_people_beyond_belong_to_the_territory_they_are_in() -> None:
    built = town()
    demand = polygon_demand(zones(square(5000, 0, 3000)), built)
    parts = zones(square(5000, 0, 1000, 3000), square(6000, 0, 2000, 3000))
    found = np.bincount(parts.locate(demand.x, demand.y), demand.share)
    assert found == pytest.approx([1 / 3, 2 / 3], abs=0.02)


def test_a_unit_without_street_stands_at_a_point_inside() -> None:
    demand = polygon_demand(zones(square(1400, 1400, 100)), town())
    assert demand.unit.tolist() == [0]
    assert (demand.x[0] - EAST, demand.y[0] - NORTH) == pytest.approx((1450, 1450), abs=50)


def test_a_polygon_that_crosses_itself_is_repaired() -> None:
    bow = "POLYGON ((0 0, 1000 1000, 1000 0, 0 1000, 0 0))"
    moved = ogr.CreateGeometryFromWkt(bow)
    ring = moved.GetGeometryRef(0)
    for number in range(ring.GetPointCount()):
        x, y, _ = ring.GetPoint(number)
        ring.SetPoint_2D(number, x + EAST, y + NORTH)
    reference = spatial_reference(2154)
    made = Zones.from_wkb([("1", "bow", moved.ExportToWkb())], reference, "zones")
    assert made.geometries[0].IsValid()
    assert made.geometries[0].Area() == pytest.approx(500_000)
    flat = ogr.CreateGeometryFromWkt("POLYGON ((0 0, 1 1, 2 2, 0 0))").ExportToWkb()
    with pytest.raises(InputError, match="zones: feature 1 has no polygon"):
        Zones.from_wkb([("1", "flat", flat)], reference, "zones")


# Coverage


def small_case() -> tuple[Demand, People, np.ndarray, np.ndarray]:
    """Three units: 100 and 300 people inside, 50 half beyond; times 5, 15 and 25 minutes."""
    demand = Demand(
        unit=np.array([0, 1, 2, 2]),
        x=np.zeros(4),
        y=np.zeros(4),
        edge=np.full(4, -1),
        fraction=np.zeros(4),
        share=np.array([1.0, 1.0, 0.5, 0.5]),
        beyond=np.array([False, False, False, True]),
        placement=np.array([STREETS, STREETS, STREETS, BEYOND]),
    )
    population, fragility = np.array([100.0, 300.0, 50.0]), np.array([90.0, 110.0, 130.0])
    people = People(population, fragility, mean_fragility(population, fragility))
    return demand, people, np.array([0, 0, 1, 1]), np.array([300.0, 900.0, 1500.0, np.inf])


def test_coverage_by_hand() -> None:
    demand, people, territory, seconds = small_case()
    ground = np.array([1.0, 0.5, 0.0])
    table = coverage(demand, people, territory, ground, {("", ""): seconds}, [10, 20])
    # The average inhabitant: (100 x 90 + 300 x 110 + 50 x 130) / 450 = 107.78.
    assert people.threshold == pytest.approx(107.78, abs=0.01)
    first, second, empty = (table.loc[number] for number in range(3))
    assert (first["population"], first["population_outside"]) == (400, 0)
    assert (first["covered_10"], first["share_10"]) == (100, 0.25)
    assert (first["covered_20"], first["share_20"]) == (400, 1)
    assert (first["fragile_population"], first["fragile_uncovered_10"]) == (300, 300)
    assert first["median_minutes"] == 15
    assert first["network_status"] == "inside"
    assert first["fragility"] == pytest.approx(105)
    assert (second["population"], second["population_outside"]) == (50, 25)
    assert (second["covered_20"], second["share_20"]) == (0, 0)
    assert second["fragile_uncovered_20"] == 25
    assert second["network_status"] == "partly_outside"
    assert empty["network_status"] == "outside"


def test_outside_the_network_nothing_is_zero() -> None:
    demand, people, _, _ = small_case()
    nowhere = replace(demand, beyond=np.ones(4, dtype=bool))
    never = np.full(4, np.inf)
    table = coverage(nowhere, people, demand.unit, np.zeros(3), {("", ""): never}, [10])
    access = ["covered_10", "share_10", "fragile_uncovered_10", "median_minutes", "gini"]
    assert (table["network_status"] == "outside").all()
    assert table[[*access, "concentration", "priority"]].isna().all(axis=None)
    assert table["population"].tolist() == [100, 300, 50]
    assert table["population_outside"].tolist() == [100, 300, 50]
    assert table["fragile_population"].tolist() == [0, 300, 50]


def test_no_demand_at_all_is_no_crash() -> None:
    demand, people, _, seconds = small_case()
    table = coverage(demand, people, np.full(4, -1), np.zeros(2), {("", ""): seconds}, [10])
    assert table["population"].tolist() == [0, 0]
    assert table["share_10"].isna().all()


def test_people_cut_off_by_the_edge_are_outside_not_uncovered() -> None:
    demand, people, territory, seconds = small_case()
    cut = replace(demand, beyond=np.array([False, True, False, True]))
    table = coverage(cut, people, territory, np.ones(2), {("", ""): seconds}, [10])
    assert table.loc[0, "population"] == 400
    assert table.loc[0, "population_outside"] == 300
    assert table.loc[0, "share_10"] == 1


def test_without_fragility_its_figures_are_empty_and_the_others_stand() -> None:
    demand, people, territory, seconds = small_case()
    unknown = People(people.population, np.full(3, np.nan), np.nan)
    table = coverage(demand, unknown, territory, np.ones(2), {("", ""): seconds}, [10])
    empty = ["fragility", "fragile_population", "fragile_uncovered_10", "priority"]
    assert table[empty].isna().all(axis=None)
    assert table["covered_10"].tolist() == [100, 0]


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1))
def test_parts_add_up_to_the_whole_and_agree_with_a_count(seed: int) -> None:
    random = np.random.default_rng(seed)
    points, units, territories = 40, 6, 3
    unit = np.concatenate([np.arange(units), random.integers(0, units, points - units)])
    weight = random.uniform(0.1, 1, points)
    demand = Demand(
        unit, *np.zeros((2, points)), np.full(points, -1), np.zeros(points),
        weight / np.bincount(unit, weight)[unit], random.random(points) < 0.2,
        np.full(points, STREETS),
    )  # fmt: skip
    people = People(random.integers(0, 900, units) * 1.0, random.uniform(50, 150, units), 100.0)
    territory = random.integers(0, territories, points)
    seconds = random.uniform(0, 3000, points)
    ground = np.full(territories, 0.5)
    table = coverage(demand, people, territory, ground, {("", ""): seconds}, [20])
    assert table["population"].sum() == pytest.approx(people.population.sum())
    assert table["fragile_population"].sum() == pytest.approx(
        people.population[people.fragility > 100].sum()
    )
    covered, times_of = np.zeros(territories), [[] for _ in range(territories)]
    for number in range(points):
        if not demand.beyond[number]:
            here = demand.share[number] * people.population[unit[number]]
            covered[territory[number]] += here if seconds[number] <= 1200 else 0
            times_of[territory[number]] += [(seconds[number] / 60, here)]
    assert table["covered_20"].fillna(0).to_numpy() == pytest.approx(covered)
    assert table["share_20"].dropna().between(0, 1 + 1e-9).all()
    for number, found in enumerate(times_of):
        expected = quantile(*np.array(found).reshape(-1, 2).T, 0.5)
        assert table["median_minutes"][number] == pytest.approx(expected, nan_ok=True)


def test_on_a_real_network_coverage_is_the_share_of_streets_in_reach() -> None:
    built = town()
    territory = zones(square(-10, -10, 4020))
    demand = polygon_demand(territory, built)
    graph = Graph(built, "foot")
    search = RoadSearch(graph, graph.snap(*at((2000, 2000))))
    seconds = search.times(demand.snap(graph)).seconds
    people = People(np.array([1000.0]), np.array([100.0]), 100.0)
    ground = ground_share(territory, built)
    table = coverage(demand, people, demand.unit, ground, {("", ""): seconds}, [19])
    # 19 minutes on foot are 1,425 m: the 4 x 1,000 m around the place, then 425 m along each of
    # three streets at each of the 4 crossings: 9.1 km of the 40 km of streets.
    assert table["share_19"][0] == pytest.approx(0.2275, abs=0.02)


def test_priority_is_high_where_people_are_both_fragile_and_far() -> None:
    fragility = pd.Series([130.0, 70.0, 100.0, np.nan, 90.0])
    found = priority(fragility, pd.Series([30.0, 5.0, np.nan, 9.0, 8.0]))
    assert found[[0, 1, 4]].tolist() == pytest.approx([100, 100 / 3, 200 / 3])
    assert found[[2, 3]].isna().all()
    # The only two of their kind are not ranked: one of them would be the worst there is.
    assert priority(fragility[:4], pd.Series([30.0, 5.0, np.nan, 9.0])).isna().all()


# Equity


def test_equal_shares_have_no_inequality() -> None:
    values, people = np.full(5, 7.0), np.array([1.0, 20, 3, 4, 5])
    assert gini(values, people) == pytest.approx(0)
    assert concentration(values, np.arange(5), people) == pytest.approx(0)


def test_all_in_one_hand() -> None:
    # Of n equal groups one holds all: the index is 1 - 1/n.
    values = np.array([0.0, 0, 0, 12])
    assert gini(values, np.ones(4)) == pytest.approx(0.75)
    assert concentration(values, np.array([1, 2, 3, 4]), np.ones(4)) == pytest.approx(0.75)
    assert concentration(values, np.array([4, 3, 2, 1]), np.ones(4)) == pytest.approx(-0.75)


def test_weights_are_people() -> None:
    values, people = np.array([1.0, 5, 9]), np.array([3.0, 1, 2])
    one_by_one = np.repeat(values, people.astype(int))
    assert gini(values, people) == pytest.approx(gini(one_by_one, np.ones(6)))
    rank = np.array([2.0, 1, 3])
    by_one = np.repeat(rank, people.astype(int))
    expected = concentration(one_by_one, by_one, np.ones(6))
    assert concentration(values, rank, people) == pytest.approx(expected)


def test_gini_agrees_with_another_implementation(oracle: Callable[..., Any]) -> None:
    values = np.random.default_rng(3).gamma(2, 10, 500)
    script = "from inequality.gini import Gini\nresult = float(Gini(data['values']).g)"
    assert gini(values, np.ones(500)) == pytest.approx(oracle(script, values=values.tolist()))


def test_concentration_is_twice_the_covariance_with_rank_over_the_mean() -> None:
    random = np.random.default_rng(4)
    values, rank = random.gamma(2, 10, 300), random.permutation(300)
    fractional = (rank + 0.5) / 300
    expected = 2 * np.cov(values, fractional, bias=True)[0, 1] / values.mean()
    assert concentration(values, rank, np.ones(300)) == pytest.approx(expected)


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0.01, 1e4)), min_size=1, max_size=20))
def test_half_of_the_people_are_within_the_median(pairs: list[tuple[float, float]]) -> None:
    values, weights = np.array(pairs).T
    median = quantile(values, weights, 0.5)
    assert weights[values <= median].sum() >= weights.sum() / 2 * (1 - 1e-9)
    assert weights[values < median].sum() <= weights.sum() / 2 * (1 + 1e-9)
