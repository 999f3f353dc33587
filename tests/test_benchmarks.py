"""What speed is measured with: runs by turns, and large networks made of tiles."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest
from maillage.benchmarks.compare import by_turns, ratios, run
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


def test_sides_take_turns_and_the_first_round_is_not_counted() -> None:
    said: list[str] = []

    def side(name: str, *seconds: float) -> Any:
        left = iter(seconds)

        def once() -> float:
            said.append(name)
            return next(left)

        return once

    ours, theirs = by_turns(3, side("A", 9, 1, 2, 3), side("B", 9, 2, 8, 9))
    assert "".join(said) == "ABABABAB"
    assert ours.text(0) == "2 (1 to 3)"
    assert list(ratios(ours, theirs).runs) == [2, 4, 3]


def test_a_process_says_its_own_peak_and_why_it_failed() -> None:
    # Asked by a small process: those that a large one starts count its memory as theirs.
    ask = """if True:
        import sys
        from maillage.benchmarks.compare import run
        for code in "x = b'x' * 1_000_000_000", "pass":
            print(run([sys.executable, "-c", code]).peak)
    """
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    large, small = map(float, said.stdout.split())
    assert large == pytest.approx(1e9 / 2**20, rel=0.1)
    assert small < 100
    with pytest.raises(RuntimeError, match="no such road"):
        run([sys.executable, "-c", "raise SystemExit('no such road')"])
