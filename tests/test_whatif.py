"""What-if: after each operation, times are those of a new search from all places."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from maillage.core.access.coverage import People, Tally, mean_fragility
from maillage.core.access.demand import Demand, point_demand
from maillage.core.access.times import RoadSearch
from maillage.core.access.whatif import Live
from maillage.core.access.whatif_figures import WhatIfFigures
from maillage.core.common.errors import InputError
from maillage.core.network import overlay
from maillage.core.network.graph import Graph, Snap
from maillage.core.network.osm_file import network_from_osm
from roads import at, network
from test_contraction import SECONDS, Sketch

SHARES = st.sampled_from([0.0, 1.0, 0.25, 0.5, 0.7])
METRES = st.sampled_from([0.0, 10.0, 300.0])


class Spots(Graph):
    """A graph where a point, given by its x alone, joins a road as written down for it."""

    spots: Snap

    def snap(self, x: np.ndarray, y: np.ndarray, max_metres: float | None = None) -> Snap:
        """Where spot number x joins."""
        return part_of(self.spots, x.astype(int))


def part_of(snap: Snap, chosen: np.ndarray) -> Snap:
    return Snap(snap.edge[chosen], snap.fraction[chosen], snap.metres[chosen])


def joined(*snaps: Snap) -> Snap:
    return Snap(*(np.concatenate(arrays) for arrays in zip(*map(columns, snaps), strict=True)))


def columns(snap: Snap) -> tuple[np.ndarray, ...]:
    return snap.edge, snap.fraction, snap.metres


@st.composite
def streets(draw: st.DrawFn) -> Sketch:
    """Random edges among few nodes: trees, chains, rings, loops, parallel and one-way edges."""
    count = draw(st.integers(1, 25))
    node = st.integers(0, count - 1)
    pair = st.one_of(
        st.tuples(node, node),
        st.tuples(node, node),
        node.map(lambda a: (a, (a + 1) % count)),
        node.map(lambda a: (a, 0)),
    )
    edges = draw(st.lists(st.tuples(pair, SECONDS, SECONDS), min_size=1, max_size=50))
    return Sketch(count, [(*ends, along, against) for ends, along, against in edges])


def snaps(draw: st.DrawFn, sketch: Sketch, least: int, most: int) -> Snap:
    """Points along edges that one may use, one way at least, and some that join none."""
    usable = np.flatnonzero(np.isfinite(sketch.seconds["car"]).any(axis=1)).tolist()
    assume(usable)
    edge = st.one_of(st.sampled_from(usable), st.sampled_from(usable), st.just(-1))
    rows = draw(st.lists(st.tuples(edge, SHARES, METRES), min_size=least, max_size=most))
    edges, shares, metres = (np.array(column) for column in zip(*rows, strict=True))
    return Snap(edges, shares.astype(float), metres.astype(float))


def fresh(graph: Graph, places: Snap, counts: list[bool], demand: Snap) -> tuple[np.ndarray, ...]:
    """(seconds to the nearest, seconds to each place that counts) of the demand, searched anew."""
    search = RoadSearch(graph, places)
    numbers = np.flatnonzero(counts)
    each = np.full((len(counts), len(demand.edge)), np.inf)
    for number in numbers:
        each[number] = search.times(demand, np.array([number])).seconds
    return search.times(demand, numbers).seconds, each


@settings(max_examples=200)
@given(data=st.data(), direction=st.sampled_from(["to", "from"]), few=st.sampled_from([1, 4, 200]))
def test_any_row_of_operations_gives_what_a_new_search_gives(
    data: st.DataObject, direction: str, few: int
) -> None:
    sketch = data.draw(streets())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlay, "_FEW", few)
        graph = Spots(sketch, "car", direction)
        places = snaps(data.draw, sketch, 1, 4)
        demand = snaps(data.draw, sketch, 1, 30)
        spots = snaps(data.draw, sketch, 1, 6)
        graph.spots = spots = part_of(spots, np.flatnonzero(spots.edge >= 0))
        assume(len(spots.edge))
        counts = data.draw(
            st.lists(st.booleans(), min_size=len(places.edge), max_size=len(places.edge))
        )
        live = Live(RoadSearch(graph, places), None, demand, np.flatnonzero(counts))
    check(live, graph, places, counts, demand)
    for _ in range(data.draw(st.integers(1, 8))):
        before = live.seconds.copy(), live.place.copy()
        kind = data.draw(st.sampled_from(["add", "move", "remove", "restore"]))
        spot = data.draw(st.integers(0, len(spots.edge) - 1))
        number = data.draw(st.integers(0, len(counts) - 1))
        here = part_of(spots, np.array([spot]))
        if kind == "add":
            number = len(counts)
            places, counts = joined(places, here), [*counts, True]
            change = live.add(spot, 0)
        elif kind == "move":
            order = np.arange(len(counts))
            order[number] = len(counts)
            places = part_of(joined(places, here), order)
            change = live.move(number, spot, 0)
        elif kind == "remove":
            counts[number] = False
            change = live.remove(number)
        else:
            counts[number] = True
            change = live.restore(number)
        assert change.number == number
        other = np.flatnonzero((live.seconds != before[0]) | (live.place != before[1]))
        assert change.points.tolist() == other.tolist()
        assert change.before.tolist() == before[0][other].tolist()
        check(live, graph, places, counts, demand)


def check(live: Live, graph: Graph, places: Snap, counts: list[bool], demand: Snap) -> None:
    seconds, each = fresh(graph, places, counts, demand)
    assert live.seconds == pytest.approx(seconds, rel=1e-9)
    assert np.array_equal(live.place >= 0, np.isfinite(live.seconds))
    # The place named counts, and is that near.
    reached = np.flatnonzero(live.place >= 0)
    assert each[live.place[reached], reached] == pytest.approx(seconds[reached], rel=1e-9)


#: A street of 3,000 m with a side street at every kilometre; 36 km/h, so 100 s a kilometre.
CORNERS = (0, 1000, 2000, 3000)
STREET = ([(x, 0) for x in CORNERS], *([(x, -200), (x, 0), (x, 200)] for x in CORNERS))


def test_places_along_a_street_by_hand() -> None:
    graph = Graph(network(*STREET, modes=("car",)), "car")
    people = point_demand(*at((500, 0), (1500, 0), (2500, 0)), graph.network)
    search = RoadSearch(graph, graph.snap(*at((0, 0), (3000, 0))))
    live = Live(search, people, people.snap(graph))
    assert live.place.tolist() in ([0, 0, 1], [0, 1, 1])  # the middle is as far from both
    # Junctions take some seconds, and metres on the map are not quite metres on the ground.
    assert live.seconds.tolist() == pytest.approx([50, 150, 50], abs=5)
    x, y = at((2000, 0))
    change = live.add(x[0], y[0])
    assert change.number == 2
    # The second is 500 m from the new place; the third as far from it as from its own.
    assert live.place[:2].tolist() == [0, 2]
    assert live.seconds.tolist() == pytest.approx([50, 50, 50], abs=5)
    assert change.before[change.points == 1] == pytest.approx([150], abs=5)
    live.remove(0)
    assert live.place.tolist()[:2] == [2, 2]
    assert live.seconds[0] == pytest.approx(150, abs=5)
    back = live.restore(0)
    assert back.points.tolist() == [0]
    assert live.remove(2).number == 2
    assert live.seconds.tolist() == pytest.approx([50, 150, 50], abs=5)
    for number in (0, 1):
        live.remove(number)
    assert np.isinf(live.seconds).all()
    assert live.place.tolist() == [-1, -1, -1]


def test_where_no_road_is_near_a_place_is_refused_and_nothing_changes() -> None:
    graph = Graph(network(*STREET, modes=("car",)), "car")
    people = point_demand(*at((500, 0), (2500, 0)), graph.network)
    live = Live(RoadSearch(graph, graph.snap(*at((0, 0)))), people, people.snap(graph))
    before = live.seconds.copy()
    (x,), (y,) = at((0, 900_000))
    for act in (lambda: live.add(x, y), lambda: live.move(0, x, y)):
        with pytest.raises(InputError, match="No road is near"):
            act()
    assert live.seconds.tolist() == before.tolist()
    # The number that was not given is given to the next.
    (x,), (y,) = at((2500, 0))
    assert live.add(x, y).number == 1


def test_over_the_whole_of_toulouse_it_is_a_new_search(shared: Path) -> None:
    built = network_from_osm(shared / "network" / "toulouse-2021.osm.pbf", ["car"])
    graph, random = Graph(built, "car"), np.random.default_rng(4)
    edge, fraction = built.sample(np.flatnonzero(built.inhabited), 400.0)
    demand = point_demand(*built.at(edge, fraction), built)
    snap = demand.snap(graph)
    west, south, east, north = (
        np.percentile(axis, share) for share in (10, 90) for axis in (built.x, built.y)
    )
    x, y = random.uniform(west, east, 60), random.uniform(south, north, 60)
    live = Live(RoadSearch(graph, graph.snap(x[:20], y[:20])), demand, snap)
    assert len(graph.overlay.levels) > 5
    where = list(range(20))
    counts = [True] * 20
    for spot in range(20, 60):
        number = int(random.integers(len(where)))
        match spot % 3:
            case 0:
                where.append(spot)
                counts.append(True)
                live.add(x[spot], y[spot])
            case 1:
                where[number] = spot
                live.move(number, x[spot], y[spot])
            case 2:
                counts[number] = False
                live.remove(number)
        if spot % 5 == 0:
            search = RoadSearch(graph, graph.snap(x[where], y[where]))
            anew = search.times(snap, np.flatnonzero(counts))
            assert live.seconds == pytest.approx(anew.seconds, rel=1e-9)
            assert (live.place == anew.place).mean() > 0.999


@settings(max_examples=60)
@given(data=st.data(), rows=st.lists(st.integers(1, 3), min_size=1, max_size=4))
def test_figures_of_what_changed_are_those_of_coverage(
    data: st.DataObject, rows: list[int]
) -> None:
    graph = Spots(data.draw(streets()), "car", "to")
    places, snap = snaps(data.draw, graph.network, 2, 4), snaps(data.draw, graph.network, 1, 30)
    graph.spots = snaps(data.draw, graph.network, 3, 3)
    assume((graph.spots.edge >= 0).all())
    demand, people, territory = inhabited(data.draw, len(snap.edge))
    live = Live(RoadSearch(graph, places), demand, snap)
    limits = [1, 5]
    figures = WhatIfFigures(live, people, territory, 3, limits)
    first = live.seconds.copy()
    for size in rows:
        changes = []
        for _ in range(size):
            number, spot = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 2))
            if number == 3 or number >= len(places.edge):
                changes.append(live.add(spot, 0))
            else:
                act = data.draw(st.sampled_from(["remove", "restore", "move"]))
                arguments = (number, spot, 0) if act == "move" else (number,)
                changes.append(getattr(live, act)(*arguments))
        touched = figures.update(changes)
        moved = np.concatenate([change.points for change in changes])
        assert set(touched) == set(territory[moved]) - {-1}
        for kept, seconds in ((figures.before, first), (figures.now, live.seconds)):
            expected = Tally(demand, people, territory, 3).access(seconds, limits)
            for name, figure in kept.items():
                assert figure == pytest.approx(expected[name], abs=2e-6, nan_ok=True), name
        whole = Tally(demand, people, np.zeros(len(territory), dtype=int), 1)
        expected = whole.access(live.seconds, limits)
        for name, figure in figures.all_now.items():
            assert figure == pytest.approx(expected[name][0], abs=2e-6, nan_ok=True), name
        check_gains(figures, live, first, territory)


def inhabited(draw: st.DrawFn, points: int) -> tuple[Demand, People, np.ndarray]:
    """People of some units at the points, a few of them beyond the network or in no territory."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    unit = random.integers(0, 5, points)
    share = random.random(points)
    demand = Demand(
        unit=unit,
        x=np.zeros(points),
        y=np.zeros(points),
        edge=np.full(points, -1),
        fraction=np.zeros(points),
        share=share / np.bincount(unit, share)[unit],
        beyond=random.random(points) < 0.2,
        placement=np.zeros(points, dtype=np.int8),
    )
    population = random.choice([0, np.nan, 10, 250, 4000], 5)
    fragility = random.choice([np.nan, 80.0, 100.0, 130.0], 5)
    people = People(population, fragility, mean_fragility(population, fragility))
    return demand, people, random.integers(-1, 3, points)


def check_gains(
    figures: WhatIfFigures, live: Live, first: np.ndarray, territory: np.ndarray
) -> None:
    """Counted one point after the other."""
    people, fragile = figures._people, figures._fragile
    for limit in (1, 5):
        gains = {row[0]: row[1:] for row in figures.gains(limit)}
        assert [row[1] for row in figures.gains(limit)] == pytest.approx(
            sorted((row[0] for row in gains.values()), reverse=True), nan_ok=True
        )
        for number in range(3):
            gained = more_fragile = saved = both = 0.0
            for point in np.flatnonzero(territory == number):
                step = int(live.seconds[point] <= limit * 60) - int(first[point] <= limit * 60)
                gained += step * people[point]
                more_fragile += step * fragile[point]
                if np.isfinite(live.seconds[point]) and np.isfinite(first[point]):
                    saved += people[point] * (first[point] - live.seconds[point]) / 60
                    both += people[point]
            if number not in gains:
                assert abs(gained) < 1e-5
                assert abs(saved) <= 1e-5 * both
                continue
            assert gains[number][0] == pytest.approx(gained, abs=1e-5)
            if figures._knows_fragile:
                assert gains[number][1] == pytest.approx(more_fragile, abs=1e-5)
            if both:
                assert gains[number][2] == pytest.approx(saved / both, abs=1e-5)
