"""Floating catchments: by hand, beside PySAL's access, and nothing lost or made up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.catchment import (
    THREE_ZONES,
    binary,
    by_unit,
    floating_catchment,
    gaussian,
    steps,
)
from maillage.core.access.demand import Demand
from maillage.core.access.times import RoadSearch
from maillage.core.access.trip import Journeys
from maillage.core.common.errors import Cancelled
from maillage.core.common.progress import SILENT, Progress
from maillage.core.network.graph import Graph
from roads import EAST, NORTH, network

#: Two places with seconds to three points; A (capacity 2) and B (1) share the second point.
TWO_PLACES = [
    Journeys(0, np.array([0, 1]), np.array([300.0, 600])),
    Journeys(1, np.array([1, 2]), np.array([600.0, 1200])),
]
CAPACITY, PEOPLE = np.array([2.0, 1]), np.array([100.0, 200, 300])

PYSAL = """
import math
import pandas
from access.fca import two_stage_fca
from access.weights import step_fn

def gaussian(seconds):
    return (math.exp(-0.5 * (seconds / 1800) ** 2) - math.exp(-0.5)) / (1 - math.exp(-0.5))

decays = {"binary": None, "steps": step_fn({600: 1, 1200: 0.68, 1800: 0.22}), "gaussian": gaussian}
demand = pandas.DataFrame({"geoid": range(len(data["people"])), "demand": data["people"]})
supply = pandas.DataFrame({"supply": data["capacity"]})
supply.index.name = "geoid"
result = {}
for name, decay in decays.items():
    cost = pandas.DataFrame({key: data[key] for key in ("origin", "dest", "cost")})
    found = two_stage_fca(
        demand.set_index("geoid", drop=False).rename_axis(None), supply, cost, 1800, weight_fn=decay
    )
    result[name] = [float(found.get(point, 0.0)) for point in range(len(demand))]
"""


def town(seed: int) -> Any:
    """Streets 300 m apart with speeds of their own, a third one-way; a random mode and way."""
    random = np.random.default_rng(seed)
    size = 7
    points = [(300.0 * column, 300.0 * row) for row in range(size) for column in range(size)]
    streets = [
        [points[start], points[start + step]]
        for start in range(len(points))
        for step, fits in ((1, start % size < size - 1), (size, start < size * (size - 1)))
        if fits
    ]
    built = network(
        *streets,
        speed=random.integers(3, 20, len(streets)).tolist(),
        one_way=random.choice(["", "", "yes"], len(streets)).tolist(),
    )
    graph = Graph(built, str(random.choice(["car", "foot"])), str(random.choice(["to", "from"])))

    def somewhere(count: int) -> tuple[np.ndarray, np.ndarray]:
        return random.uniform(-100, 1900, count) + EAST, random.uniform(-100, 1900, count) + NORTH

    search = RoadSearch(graph, graph.snap(*somewhere(8)))
    return search, graph.snap(*somewhere(60)), random


# By hand


def test_two_places_share_a_point() -> None:
    found = floating_catchment(TWO_PLACES, CAPACITY, PEOPLE, binary(1200))
    # A has 2 for 300 people, B 1 for 500.
    assert found == pytest.approx([2 / 300, 2 / 300 + 1 / 500, 1 / 500])


def test_a_catchment_ends_at_its_limit_and_not_before() -> None:
    found = floating_catchment(TWO_PLACES, CAPACITY, PEOPLE, binary(600))
    assert found == pytest.approx([2 / 300, 2 / 300 + 1 / 200, 0])
    assert binary(600)(np.array([0.0, 600, 600.001])).tolist() == [1, 1, 0]


def test_far_zones_weigh_less_in_both_steps() -> None:
    found = floating_catchment(TWO_PLACES, CAPACITY, PEOPLE, steps([300, 600, 1200], [1, 0.5, 0.2]))
    of_a, of_b = 2 / (100 + 0.5 * 200), 1 / (0.5 * 200 + 0.2 * 300)
    assert found == pytest.approx([of_a, 0.5 * of_a + 0.5 * of_b, 0.2 * of_b])


def test_the_zones_of_luo_and_qi() -> None:
    weigh = steps([600, 1200, 1800], THREE_ZONES)
    seconds = np.array([0.0, 600, 601, 1200, 1201, 1800, 1801])
    assert weigh(seconds).tolist() == [1, 1, 0.68, 0.68, 0.22, 0.22, 0]


def test_the_curve_of_dai_falls_from_1_to_0() -> None:
    weights = gaussian(1800)(np.array([0.0, 900, 1800, 1801]))
    # (exp(-1/8) - exp(-1/2)) / (1 - exp(-1/2)) half way.
    assert weights == pytest.approx([1, 0.70136, 0, 0], abs=1e-5)
    assert (np.diff(gaussian(600)(np.linspace(0, 600, 50))) < 0).all()


def test_where_no_place_is_in_reach_there_is_nothing_and_it_is_0() -> None:
    people = np.array([100.0, 200, 300, 400])
    assert floating_catchment(TWO_PLACES, CAPACITY, people, binary(1200))[3] == 0
    assert floating_catchment([], CAPACITY, people, binary(1200)).tolist() == [0, 0, 0, 0]


def test_what_nobody_shares_is_unknown_where_nobody_lives() -> None:
    nobody_near_b = np.array([100.0, 0, 0])
    found = floating_catchment(TWO_PLACES, CAPACITY, nobody_near_b, binary(1200))
    assert found == pytest.approx([2 / 100, np.nan, np.nan], nan_ok=True)
    # At the very limit the weight is 0: that is out of reach.
    found = floating_catchment(TWO_PLACES, CAPACITY, nobody_near_b, gaussian(1200))
    assert found[2] == 0


def test_the_average_inhabitant_of_a_unit() -> None:
    demand = Demand(
        unit=np.array([0, 0, 1, 1, 2]),
        **{name: np.zeros(5) for name in ("x", "y", "edge", "fraction", "placement")},
        share=np.array([0.25, 0.75, 0.5, 0.5, 1]),
        beyond=np.array([False, False, False, True, True]),
    )
    values = np.array([4.0, 8, 3, np.nan, np.nan])
    assert by_unit(demand, values, 3) == pytest.approx([7, 3, np.nan], nan_ok=True)


# On roads


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1), st.floats(30, 900))
def test_journeys_are_all_those_within_reach(seed: int, limit: float) -> None:
    search, snap, _ = town(seed)
    found = {one.place: dict(zip(one.point.tolist(), one.seconds, strict=True))
             for one in search.journeys(snap, limit, SILENT)}  # fmt: skip
    assert sorted(found) == search.joined.tolist()
    for place, reached in found.items():
        whole = search.times(snap, np.array([place])).seconds
        expected = {point: whole[point] for point in np.flatnonzero(whole <= limit).tolist()}
        assert reached == pytest.approx(expected)


def test_a_place_in_the_middle_of_a_long_street_is_reached_along_it() -> None:
    # 2 km of street: its ends are 100 s away, beyond the limit.
    built = network([(0, 0), (2000, 0)], [(2000, 0), (2000, 900), (0, 900), (0, 0)])
    graph = Graph(built, "car")
    search = RoadSearch(graph, graph.snap(np.array([1000.0 + EAST]), np.array([0.0 + NORTH])))
    snap = graph.snap(np.array([900.0, 1100, 1700]) + EAST, np.zeros(3) + NORTH)
    (found,) = search.journeys(snap, 20, SILENT)
    assert found.point.tolist() == [0, 1]
    assert found.seconds == pytest.approx([10, 10])


@pytest.mark.parametrize("seed", range(4))
def test_access_of_pysal_gives_the_same(oracle: Any, seed: int) -> None:
    search, snap, random = town(seed)
    pairs = list(search.journeys(snap, 1800, SILENT))
    people = random.integers(1, 900, len(snap.edge)).astype(float)
    capacity = random.uniform(0.5, 9, len(search.snap.edge))
    theirs = oracle(
        PYSAL,
        people=people.tolist(),
        capacity=capacity.tolist(),
        origin=np.concatenate([one.point for one in pairs]).tolist(),
        dest=np.concatenate([np.full(len(one.point), one.place) for one in pairs]).tolist(),
        cost=np.concatenate([one.seconds for one in pairs]).tolist(),
    )
    decays = {
        "binary": binary(1800),
        "steps": steps([600, 1200, 1800], THREE_ZONES),
        "gaussian": gaussian(1800),
    }
    for name, decay in decays.items():
        ours = floating_catchment(pairs, capacity, people, decay)
        assert (ours > 0).sum() > 20, name
        assert ours == pytest.approx(theirs[name], rel=1e-9, abs=0), name


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["binary", "steps", "gaussian"]))
def test_what_people_have_adds_up_to_what_places_in_reach_have(seed: int, name: str) -> None:
    random = np.random.default_rng(seed)
    places, points, limit = 6, 30, 1200.0
    seconds = random.uniform(0, 4000, (places, points))
    people = random.integers(0, 3, points) * random.uniform(1, 900, points)
    capacity = random.uniform(0, 9, places)
    decay = {
        "binary": binary(limit),
        "steps": steps([400, 800, limit], THREE_ZONES),
        "gaussian": gaussian(limit),
    }[name]
    pairs = [
        Journeys(place, np.flatnonzero(row <= limit), row[row <= limit])
        for place, row in enumerate(seconds)
    ]
    found = floating_catchment(pairs, capacity, people, decay)
    reached = ((seconds < limit) & (people > 0)).any(axis=1)
    held = np.where(people > 0, people * found, 0.0)  # nobody holds nothing, even of the unknown
    assert held.sum() == pytest.approx(capacity[reached].sum())
    # By plain loops.
    for point in range(points):
        expected = 0.0
        for place in range(places):
            if seconds[place, point] < limit:
                sharing = sum(
                    people[k] * decay(seconds[place, k : k + 1])[0] for k in range(points)
                )
                weight = decay(seconds[place, point : point + 1])[0]
                expected += weight * capacity[place] / sharing if sharing > 0 else np.nan
        assert found[point] == pytest.approx(expected, nan_ok=True)


def test_a_cancel_ends_it_between_places() -> None:
    search, snap, _ = town(1)
    seen: list[float] = []
    progress = Progress(report=seen.append, is_cancelled=lambda: len(seen) > 3)
    with pytest.raises(Cancelled):
        list(search.journeys(snap, 1800, progress))
    assert len(seen) == 4
