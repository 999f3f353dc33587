"""The independent implementations are there, in an environment of their own; pandana agrees."""

from __future__ import annotations

from typing import Any

import numpy as np
from maillage.core.access.times import RoadSearch
from maillage.core.network.graph import Graph
from roads import network

PANDANA = """
import numpy, pandana, pandas
x, y, begin, end, seconds = (pandas.Series(data[name]) for name in ("x", "y", "begin", "end", "s"))
roads = pandana.Network(x, y, begin, end, pandas.DataFrame({"s": seconds}), twoway=False)
roads.set_pois("places", 3600, 1, x[data["places"]], y[data["places"]])
found = roads.nearest_pois(3600, "places", num_pois=1, include_poi_ids=True)
result = [found[1].tolist(), found["poi1"].tolist()]
"""


def test_pandana_finds_the_same_nearest_places_and_times(oracle: Any) -> None:
    """On a town of streets 100 m apart, a third of them one-way, with speeds of their own."""
    random = np.random.default_rng(20)
    points = [(100.0 * column, 100.0 * row) for row in range(12) for column in range(12)]
    streets = [
        [points[start], points[start + step]]
        for start in range(len(points))
        for step, fits in ((1, start % 12 < 11), (12, start < 132))
        if fits
    ]
    town = network(
        *streets,
        speed=random.integers(10, 90, len(streets)).tolist(),
        one_way=random.choice(["", "", "yes"], len(streets)).tolist(),
        modes=("car",),
    )
    graph = Graph(town, "car", "to")
    ends = np.flatnonzero(graph.leads_somewhere)
    places = random.choice(np.unique(town.tail[ends]), 6, replace=False)
    reach = RoadSearch(graph, graph.snap(town.x[places], town.y[places])).nearest()
    end, begin, seconds = graph.arcs  # those of the graph come from the places
    theirs, nearest = oracle(
        PANDANA,
        x=town.x.tolist(),
        y=town.y.tolist(),
        begin=begin.tolist(),
        end=end.tolist(),
        s=seconds.tolist(),
        places=places.tolist(),
    )
    reached = np.isfinite(reach.seconds)
    assert reached.sum() > 100
    # pandana counts each street in whole milliseconds, and says the limit where there is no way.
    assert np.allclose(np.where(reached, reach.seconds, 3600), theirs, rtol=0, atol=0.1)
    assert np.array_equal(places[reach.place[reached]], np.array(nearest, dtype=float)[reached])


def test_a_script_gets_its_data_and_answers(oracle: Any) -> None:
    answer = oracle(
        "import access, inequality, networkx, pandana, spopt\n"
        "from inequality.gini import Gini\n"
        "import numpy\n"
        "result = [Gini(numpy.array(data['people'])).g, numpy.__version__]",
        people=[1.0, 2.0, 3.0],
    )
    assert abs(answer[0] - 2 / 9) < 1e-9
    assert answer[1] != np.__version__
