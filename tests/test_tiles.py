"""The large networks that speed is measured on: tiles of a small one, joined."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from maillage.benchmarks.growth import exponent
from maillage.benchmarks.tiles import tiled
from maillage.core.network.build import build_network
from maillage.core.network.cutting import Lines
from maillage.core.network.graph import Graph

#: A town of six streets each way, in degrees.
STREETS = 6


def town() -> Lines:
    at = 43.6 + 0.001 * np.arange(STREETS)
    across = np.meshgrid(at - 42, at)
    lon = np.concatenate([across[0].ravel(), across[0].T.ravel()])
    lat = np.concatenate([across[1].ravel(), across[1].T.ravel()])
    start = STREETS * np.arange(2 * STREETS + 1)
    speeds = {"car": np.full((2 * STREETS, 2), 50.0)}
    names = ["primary"] * STREETS + ["residential"] * STREETS
    barrier = pd.DataFrame({"lon": lon[1:2], "lat": lat[1:2], "car": [7.0]})
    return Lines(lon, lat, start, speeds, pd.Series(names), barriers=barrier)


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_tiles_are_as_many_towns_and_one_network(count: int) -> None:
    lines = town()
    large = tiled(lines, count)
    network = build_network(large, {"name": "tiles"})
    one = build_network(lines, {"name": "town"})
    assert len(large.barriers) == count
    assert len(network.x) == count * len(one.x)
    assert len(np.unique(Graph(network, "car").part)) == 1
    # Nothing but the roads between tiles is new, and no two tiles share a place.
    streets = len(lines.start) - 1
    assert np.diff(large.start)[count * streets :].tolist() == [2] * (
        len(large.start) - 1 - count * streets
    )
    places = np.unique(np.column_stack([large.lon, large.lat]).round(7), axis=0)
    assert len(places) == count * STREETS**2


def test_an_exponent_of_one_is_n_log_n() -> None:
    sizes = [40_000, 400_000, 1_200_000]
    assert exponent(sizes, [n * np.log(n) for n in sizes]) == pytest.approx(1)
    assert exponent(sizes, [(n * np.log(n)) ** 2 for n in sizes]) == pytest.approx(2)
