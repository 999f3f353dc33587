"""Scenarios: what actions make of them, how they are kept, and what trying them out gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.demand import point_demand
from maillage.core.access.scenario import (
    Book,
    History,
    Scenario,
    Site,
    first_book,
    from_json,
    to_json,
)
from maillage.core.access.times import RoadSearch
from maillage.core.access.trial import Trial
from maillage.core.access.whatif import Live
from maillage.core.common.errors import InputError
from maillage.core.network.graph import Graph
from roads import EAST, NORTH, at, network


def test_an_action_gives_another_scenario_and_leaves_the_first():
    empty = Scenario("A")
    one = empty.adding(1.5, 43.5, ["ORD"])
    assert empty.sites == () and [s.number for s in one.sites] == [1]
    two = one.adding(1.6, 43.6).removing(1)
    assert [s.number for s in two.sites] == [2] and one.site(1).offers == ("ORD",)
    assert empty.toggling("p").closed == ("p",)
    assert empty.toggling("p").toggling("p") == empty


def test_what_is_kept_reads_back_the_same():
    kept = Scenario("Été").adding(1.5, 43.5, ["ORD", "SEN"]).toggling("L’Îlot")
    book = Book((Scenario("B"),)).adding(kept)
    assert from_json(to_json(book)) == book
    assert book.scenario == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        '{"scenarios": [{"name": "A"}], "current": 0}',
        '{"scenarios": [{"name": 1, "sites": [1], "closed": []}], "current": 0}',
        '{"scenarios": [{"name": "A", "sites": [], "closed": []}], "current": 1}',
        '{"scenarios": [], "current": 0}',
    ],
)
def test_what_is_not_kept_scenarios_is_refused_in_words(text):
    with pytest.raises(InputError, match="scenarios"):
        from_json(text)


def test_a_book_is_never_empty_and_its_names_differ():
    book = first_book()
    name = book.scenario.name
    book = book.adding(book.scenario).adding(book.scenario)
    assert [s.name for s in book.scenarios] == [name, f"{name} 2", f"{name} 3"]
    assert book.current == 2
    book = book.choosing(1).removing()
    assert [s.name for s in book.scenarios] == [name, f"{name} 3"] and book.current == 0
    assert book.removing().removing() == first_book()


def test_actions_are_undone_and_done_again():
    history = History(first_book())
    for number in range(3):
        book = history.book
        history.do(book.changing(book.scenario.adding(number, number)))
    history.do(history.book)  # nothing was changed: nothing to undo
    last = history.book
    history.undo()
    history.undo()
    assert len(history.book.scenario.sites) == 1 and history.can_redo
    history.redo()
    history.redo()
    assert history.book == last and not history.can_redo
    history.undo()
    history.do(history.book.adding(Scenario("other")))
    assert not history.can_redo and history.book.scenario.name == "other"
    for _ in range(5):
        history.undo()
    assert history.book == first_book() and not history.can_undo


#: Streets every 500 m, 3 km by 3 km: a point is at most 250 m from a road, but for the far ones.
GRID = network(
    *([(0, 500 * n), (3000, 500 * n)] for n in range(7)),
    *([(500 * n, 0), (500 * n, 3000)] for n in range(7)),
)
PLACES = [(100.0, 0.0), (2900.0, 3000.0), (1500.0, 1500.0), (90_000.0, 0.0)]
NAMES = ["west", "east", "middle", "far"]


def metres(x, y):
    """The scenarios of these tests are in metres around the origin."""
    return x + EAST, y + NORTH


@pytest.fixture(scope="module")
def grid():
    """(search from the places, demand, where it joins)"""
    graph = Graph(GRID, "car")
    demand = point_demand(
        *at(*((250 * i + 30, 250 * j + 20) for i in range(12) for j in range(12))), GRID
    )
    return RoadSearch(graph, graph.snap(*at(*PLACES))), demand, demand.snap(graph)


def a_trial(grid, service="", offering=(True, True, True, True)):
    search, demand, snap = grid
    counts = (search.snap.edge >= 0) & np.array(offering)
    live = Live(search, demand, snap, np.flatnonzero(counts))
    return Trial(live, NAMES, counts, metres, service)


def from_nothing(grid, scenario, service="", offering=(True, True, True, True)):
    """Seconds by one new search from all that counts in a scenario."""
    search, demand, snap = grid
    points = [
        point
        for point, name, offers in zip(PLACES, NAMES, offering, strict=True)
        if offers and name not in scenario.closed
    ]
    points += [(s.lon, s.lat) for s in scenario.sites if not service or service in s.offers]
    if not points:
        return np.full(len(demand.unit), np.inf)
    graph = search.graph
    return RoadSearch(graph, graph.snap(*at(*points))).times(snap).seconds


where = st.one_of(st.integers(0, 3000), st.just(50_000)).map(float)
sites = st.builds(
    lambda n, x, y, offers: Site(n, x, y, "", offers),
    st.integers(1, 3), where, where, st.sampled_from([(), ("ORD",), ("SEN", "ORD")]),
)  # fmt: skip
scenarios = st.builds(
    lambda found, closed: Scenario(
        "", tuple({s.number: s for s in found}.values()), tuple(sorted(closed))
    ),
    st.lists(sites, max_size=3),
    st.sets(st.sampled_from(NAMES)),
)


@settings(max_examples=40)
@given(shown=st.lists(scenarios, min_size=1, max_size=5), service=st.sampled_from(["", "ORD"]))
def test_each_scenario_gives_the_times_of_a_whole_new_search(grid, shown, service):
    offering = (True, not service, True, True)
    trial = a_trial(grid, service, offering)
    for scenario in shown:
        before = trial.live.seconds.copy()
        changes = trial.show(scenario)
        expected = from_nothing(grid, scenario, service, offering)
        np.testing.assert_allclose(trial.live.seconds, expected, atol=1e-3)
        touched = {p for change in changes for p in change.points.tolist()}
        assert set(np.flatnonzero(before != trial.live.seconds).tolist()) <= touched
        far = {
            s.number
            for s in scenario.sites
            if 50_000 in (s.lon, s.lat) and (not service or service in s.offers)
        }
        assert trial.off_road == far


def test_the_same_scenario_again_asks_nothing(grid):
    trial = a_trial(grid)
    scenario = Scenario("").adding(700.0, 700.0).adding(50_000.0, 0.0).toggling("west")
    assert trial.show(scenario)
    assert trial.show(scenario) == []


def test_a_place_that_does_not_count_is_closed_without_effect(grid):
    trial = a_trial(grid, "ORD", (True, False, True, True))
    assert trial.show(Scenario("", closed=("east", "far", "unknown"))) == []
    assert trial.show(Scenario("")) == []
