"""The nearest road, by mode: against looking at every road there is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.network.graph import Graph
from maillage.core.network.roadnetwork import Network
from maillage.core.network.snapping import RoadIndex
from roads import at, network


def brute(built: Network, mode: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Metres from each point to the nearest segment that the mode may join."""
    points = built.shapes.points / 100 + built.shapes.origin
    edge = np.repeat(np.arange(len(built.tail)), np.diff(built.shape_start))
    inside = (edge[:-1] == edge[1:]) & built.leads_somewhere[mode][edge[:-1]]
    begin = points[:-1][inside]
    step = points[1:][inside] - begin
    offset = np.column_stack([x, y])[:, None] - begin
    square = np.maximum((step**2).sum(axis=1), 1e-12)
    share = np.clip((offset * step).sum(axis=2) / square, 0, 1)
    return np.hypot(*np.moveaxis(offset - share[:, :, None] * step, 2, 0)).min(axis=1)


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10**6),
    size=st.sampled_from([30.0, 300.0, 5000.0]),
    spread=st.sampled_from([1.0, 4.0, 300.0]),
)
def test_it_is_the_nearest_of_all(seed: int, size: float, spread: float) -> None:
    random = np.random.default_rng(seed)
    ends = random.uniform(0, size, (30, 2, 2))
    roads = [[tuple(a), tuple(b)] for a, b in ends]
    # Cars go on the first half only; a road through all ends (along none) makes one part of each.
    roads.append([tuple(point) for point in ends.transpose(1, 0, 2).reshape(-1, 2)])
    built = network(*roads, speed=[36.0] * 15 + [0.0] * 15 + [36.0])
    x, y = at(*(size / 2 + spread * size * random.uniform(-0.5, 0.5, (50, 2))).tolist())
    for mode in ("car", "foot"):
        snap = Graph(built, mode).snap(x, y, np.inf)
        assert snap.metres == pytest.approx(brute(built, mode, x, y), abs=0.001)
        east, north = built.at(snap.edge, snap.fraction)
        # Within half a metre of a junction, a place is at the junction.
        assert np.hypot(east - x, north - y) == pytest.approx(snap.metres, abs=0.5)


@settings(max_examples=40)
@given(
    seed=st.integers(0, 10**6),
    radius=st.sampled_from([30.0, 45.0, 140.0, 430.0, 1290.0, 6000.0]),
    length=st.sampled_from([1.0, 60.0]),
)
def test_among_roads_almost_equally_far(seed: int, radius: float, length: float) -> None:
    random = np.random.default_rng(seed)
    angle, turn = random.uniform(0, 2 * np.pi, (2, 30))
    away = radius + random.uniform(0, 60, 30)
    begin = (away * np.array([np.cos(angle), np.sin(angle)])).T
    end = begin + length * np.array([np.cos(turn), np.sin(turn)]).T
    built = network(*([tuple(a), tuple(b)] for a, b in zip(begin, end, strict=True)))
    # A little aside, so that the middle is anywhere in its cell.
    x, y = at(*random.uniform(-16, 16, (20, 2)).tolist())
    snap = Graph(built, "foot").snap(x, y, np.inf)
    assert snap.metres == pytest.approx(brute(built, "foot", x, y), abs=0.001)


def test_a_mode_without_roads_finds_none() -> None:
    index = RoadIndex.build(np.zeros((0, 2), dtype=np.int32), np.zeros(1, dtype=np.int32), [])
    found = index.nearest(np.zeros((0, 2), dtype=np.int32), np.array([[0.0, 0.0]]), 0)
    assert found.segment.tolist() == [-1]
    assert found.metres.tolist() == [np.inf]


def test_a_place_in_another_region_gets_its_distance() -> None:
    graph = Graph(network([(0, 0), (1000, 0)], [(0, 0), (0, 1000)]), "foot")
    snap = graph.snap(*at((-300_000, 0), (0, 401_000)))
    assert snap.edge.tolist() == [-1, -1]
    assert snap.metres == pytest.approx([300_000, 400_000], abs=0.5)
