"""A trip can be timed by whoever answers as ``TripSearch`` asks: roads, and here a crow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from maillage.core.access.catchment import binary, floating_catchment
from maillage.core.access.demand import joined, point_demand
from maillage.core.access.siting.greedy import greedy
from maillage.core.access.siting.problem import pose
from maillage.core.access.straight_search import STRAIGHT_KMH, Spots, StraightSearch
from maillage.core.access.times import RoadSearch
from maillage.core.access.trip import Journeys, Reach, Trip, TripSearch
from maillage.core.common.modes import MODES
from maillage.core.common.progress import SILENT, Progress
from maillage.core.network.graph import Graph, Snap
from maillage.core.network.osm_file import network_from_osm
from maillage.core.network.roadnetwork import Network
from roads import at, network

#: A street to the east, which all here is about, and one to the north.
ROADS = [(0, 0), (1000, 0)], [(0, 0), (0, 1000)]
#: Metres of a crow in a second.
_FLIGHT = 10.0


@dataclass
class Crow:
    """Flies straight to places along one street, on which points lie by their fraction of it."""

    snap: Snap
    metres: float
    trip: Trip = field(default_factory=lambda: Trip("crow"))

    @property
    def joined(self) -> np.ndarray:
        return np.flatnonzero(self.snap.edge >= 0)

    def join(self, x: np.ndarray, y: np.ndarray) -> Snap:
        raise NotImplementedError

    def elsewhere(self, x: np.ndarray, y: np.ndarray) -> Crow:
        raise NotImplementedError

    def times(
        self, points: Snap, places: np.ndarray | None = None, max_seconds: float = np.inf
    ) -> Reach:
        chosen = self.joined if places is None else places
        far = np.abs(points.fraction[:, None] - self.snap.fraction[chosen]) * self.metres / _FLIGHT
        return Reach(far.min(axis=1), chosen[far.argmin(axis=1)])

    def journeys(self, points: Snap, max_seconds: float, progress: Progress) -> Iterator[Journeys]:
        for place in self.joined.tolist():
            seconds = self.times(points, np.array([place])).seconds
            near = np.flatnonzero(seconds <= max_seconds)
            yield Journeys(place, near, seconds[near])


def along(*fractions: float) -> Snap:
    """Points on the street."""
    count = len(fractions)
    return Snap(np.zeros(count, dtype=int), np.array(fractions), np.zeros(count))


def searches(built: Network, people: tuple[tuple[float, float], ...]) -> RoadSearch:
    graph = Graph(built, "car")
    return RoadSearch(graph, graph.snap(*at(*people)))


def test_roads_and_a_crow_answer_the_same_questions() -> None:
    """Whatever the figures need is in the protocol: each of them is counted from both."""
    built = network(*ROADS)
    places = ((0.0, 0.0), (1000.0, 0.0))
    by_road: TripSearch = searches(built, places)
    by_air: TripSearch = Crow(along(0, 1), 1000)
    where = at((100, 0), (400, 0), (900, 0))
    people, capacity = np.array([10.0, 20.0, 30.0]), np.ones(2)
    for search, points in ((by_road, by_road.join(*where)), (by_air, along(0.1, 0.4, 0.9))):
        reach = search.times(points)
        assert reach.place.tolist() == [0, 0, 1]
        assert search.times(points, np.array([1])).place.tolist() == [1, 1, 1]
        limit = float(reach.seconds[1]) + 0.1
        pairs = {
            (one.place, point)
            for one in search.journeys(points, limit, SILENT)
            for point in one.point.tolist()
        }
        assert pairs == {(0, 0), (0, 1), (1, 2)}
        reached = search.journeys(points, limit, SILENT)
        held = floating_catchment(reached, capacity, people, binary(limit))
        assert np.allclose(held, [1 / 30, 1 / 30, 1 / 30])
        nowhere = np.full(3, np.inf)
        problem = pose("maxcover", search, points, people, nowhere, limit, SILENT)
        assert sorted(greedy(problem, 2)) == [0, 1]


def test_the_same_trip_from_elsewhere() -> None:
    built = network(*ROADS)
    search = searches(built, ((0.0, 0.0),))
    other = search.elsewhere(*at((1000, 0)))
    assert other.trip == search.trip == Trip("car")
    points = search.join(*at((1000, 0), (0, 0)))
    assert np.allclose(other.times(points).seconds, search.times(points).seconds[::-1])


def test_demand_joins_the_roads_once_for_all_trips() -> None:
    """Where each mode's own snapping puts it; beyond only where no mode comes near."""
    built = network(*ROADS)
    demand = point_demand(*at((200, 10), (200, 50)), built)
    people = joined(demand, built)
    for mode in built.modes:
        own = demand.snap(Graph(built, mode))
        assert np.array_equal(people.on(Trip(mode)).edge, own.edge)
        assert np.array_equal(people.on(Trip(mode, "from")).metres, own.metres)
    assert people.demand.beyond.tolist() == demand.beyond.tolist()


def test_straight_lines_are_timed_as_plain_loops_time_them() -> None:
    assert set(STRAIGHT_KMH) == set(MODES)
    random = np.random.default_rng(3)
    x, y = random.random((2, 40)) * 20_000
    east, north = random.random((2, 6)) * 20_000
    east[2] = x[5] = np.nan
    search: TripSearch = StraightSearch(Trip("car"), Spots.at(east, north))
    assert search.joined.tolist() == [0, 1, 3, 4, 5]
    points = search.join(x, y)
    seconds = np.hypot(x[:, None] - east, y[:, None] - north) / (STRAIGHT_KMH["car"] / 3.6)
    for places in (None, np.array([1, 2, 4])):
        chosen = search.joined if places is None else np.array([1, 4])
        reach = search.times(points, places, 600)
        for point in range(40):
            times = {place: seconds[point, place] for place in chosen.tolist()}
            nearest = min(times, key=lambda place: times[place])
            if not times[nearest] <= 600:
                assert (reach.seconds[point], reach.place[point]) == (np.inf, -1)
            else:
                assert reach.place[point] == nearest
                assert abs(reach.seconds[point] - times[nearest]) < 1e-6
    assert len({len(one.point) for one in search.journeys(points, 600, SILENT)}) > 1
    for one in search.journeys(points, 600, SILENT):
        near = np.flatnonzero(seconds[:, one.place] <= 600)
        assert one.point.tolist() == near.tolist()
        assert np.allclose(one.seconds, seconds[near, one.place])
    part = points.where(np.array([3, 5, 7]))
    assert search.times(part).place.tolist() == search.times(points).place[[3, 5, 7]].tolist()
    assert search.elsewhere(x, y).times(points).seconds[3] == 0


@pytest.mark.parametrize("name", ["toulouse-2021", "andorra-2020"])
@pytest.mark.parametrize(
    ("mode", "low", "high"), [("car", 30, 39), ("bike", 10, 12), ("foot", 2.9, 3.5)]
)
def test_straight_speeds_are_those_that_journeys_by_road_make_good(
    real_networks: dict[str, Network], name: str, mode: str, low: float, high: float
) -> None:
    built = real_networks[name]
    graph = Graph(built, mode, "to")
    random = np.random.default_rng(4)
    lived = np.flatnonzero(built.inhabited)
    x, y = built.at(random.choice(lived, 400), np.full(400, 0.5))
    points, speeds = graph.snap(x, y), []
    for place in range(40):
        search = RoadSearch(graph, graph.snap(x[[place]], y[[place]]))
        seconds = search.times(points).seconds
        counted = (seconds >= 120) & (seconds <= 1800)
        metres = np.hypot(x - x[place], y - y[place])[counted]
        speeds.append(metres / seconds[counted] * 3.6)
    median = float(np.median(np.concatenate(speeds)))
    assert low - 1 < median < high + 1
    assert STRAIGHT_KMH[mode] == pytest.approx(median, rel=0.25)


@pytest.fixture(scope="module")
def real_networks(shared: Path) -> dict[str, Network]:
    """The roads of a city and of mountains, for all modes."""
    return {
        name: network_from_osm(shared / "network" / f"{name}.osm.pbf", list(MODES))
        for name in ("toulouse-2021", "andorra-2020")
    }
