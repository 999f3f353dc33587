"""Isochrones of the same places, ours beside Valhalla's: the ground, and the roads inside.

Both start from the same point of a road, so that the walk to it, which we count and Valhalla does
not, stays out. Valhalla's polygons are those that it gives by default.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ...core.access.isochrones import isochrones
from ...core.access.times import RoadSearch
from ...core.common.projection import WGS84, transformation
from ...core.places.census import load_census
from .networks import CENSUS, Case, in_threads, main_junctions, options
from .roads import Edges, Expansion, Roads

LIMITS = {"car": [5, 10, 15], "bike": [10], "foot": [10, 15]}
PLACES = 50
#: Places tried, so that enough of them do not touch the edge.
_CANDIDATES = 200
_SEED = 20
#: Valhalla's polygon nearer than this (metres) to the edge of our network touches it: its grid.
_EDGE_METRES = 200.0
#: With how many other places each place is compared, to say how much the figure is worth.
_OTHERS = 3

#: Least mean intersection over union, and least mean Jaccard index of the roads.
GOALS = {
    ("Toulouse", "car", 10): (0.90, 0.93),
    ("Toulouse", "car", 15): (0.94, 0.96),
    ("Toulouse", "foot", 15): (0.90, 0.96),
} | {("Andorra", mode, limit): (0.82, 0.95) for mode, limits in LIMITS.items() for limit in limits}


@dataclass(frozen=True)
class Agreement:
    """One mode and limit: the figures of each place, and those of different places."""

    minutes: int
    inside: bool
    """Only places whose isochrones do not touch the edge of the network."""
    union: np.ndarray
    """Intersection over union of both grounds of each place."""
    others: np.ndarray
    """The same of our ground of a place and Valhalla's of another."""
    roads: np.ndarray
    """Jaccard index of the roads within, of each place."""
    elsewhere: np.ndarray
    """Share of Valhalla's roads within that are not on our network, of each place."""


class _Polygons:
    """Both sides' polygons of all places of a mode, by (place, minutes)."""

    def __init__(self, case: Case, mode: str, search: RoadSearch, starts: list) -> None:
        limits = LIMITS[mode]
        found = list(isochrones(search, limits))
        self.ours = {(one.place, one.minutes): one.geometry for one in found}
        truncated = {(one.place, one.minutes) for one in found if one.truncated}
        moved = transformation(WGS84, case.network.epsg)

        def ask(start: tuple[float, float]) -> dict[int, ogr.Geometry]:
            answer = case.valhalla.isochrones(mode, start, limits, None, **options(mode))
            return {limit: _ground(answer[limit], moved) for limit in limits}

        with in_threads() as threads:
            answers = list(threads.map(ask, starts))
        self.theirs = {
            (place, limit): ground
            for place, answer in enumerate(answers)
            for limit, ground in answer.items()
        }
        footprint = case.network.footprint.Buffer(-_EDGE_METRES)
        self.inside = {
            key
            for key, ground in self.theirs.items()
            if key not in truncated and footprint.Contains(ground)
        }

    def over_union(self, place: int, other: int, minutes: int) -> float:
        """Intersection over union of our ground of one place and Valhalla's of another."""
        ours, theirs = self.ours[place, minutes], self.theirs[other, minutes]
        both = ours.Intersection(theirs).Area()
        return float(both / (ours.Area() + theirs.Area() - both))


def compare(case: Case, mode: str) -> Iterator[Agreement]:
    """The agreement at each limit: of places inside, then of the first places, edge or not."""
    graph = case.graph(mode)
    network = case.network
    x, y = network.at(*_starts(case, mode))
    search = RoadSearch(graph, graph.snap(x, y))
    starts = case.degrees(x, y)
    polygons = _Polygons(case, mode, search, starts)
    known = [place for place in range(len(starts)) if (place, LIMITS[mode][0]) in polygons.ours]
    groups = []
    for limit in LIMITS[mode]:
        inside = [place for place in known if (place, limit) in polygons.inside][:PLACES]
        groups += [(limit, True, inside)]
        if inside != known[:PLACES]:
            groups += [(limit, False, known[:PLACES])]
    chosen = sorted({place for _, _, group in groups for place in group})
    roads = _roads(case, mode, search, starts, chosen)
    for limit, is_inside, group in groups:
        pairs = [
            (place, group[(rank + step) % len(group)])
            for rank, place in enumerate(group)
            for step in range(1, min(_OTHERS, len(group) - 1) + 1)
        ]
        yield Agreement(
            limit,
            is_inside,
            np.array([polygons.over_union(place, place, limit) for place in group]),
            np.array([polygons.over_union(place, other, limit) for place, other in pairs]),
            *np.array([roads[place, limit] for place in group]).reshape(-1, 2).T,
        )


def _roads(
    case: Case, mode: str, search: RoadSearch, starts: list, chosen: list[int]
) -> dict[tuple[int, int], tuple[float, float]]:
    """What ``Roads.compare`` says by place and limit."""
    limits, edges = LIMITS[mode], Edges()

    def ask(place: int) -> list:
        return case.valhalla.expansion(mode, starts[place], limits[-1], **options(mode))

    with in_threads() as threads:
        expansions = [Expansion(features, edges) for features in threads.map(ask, chosen)]
    roads = Roads(search.graph, edges)
    result = {}
    for place, expansion in zip(chosen, expansions, strict=True):
        ours, theirs = roads.ours(search, place, limits[-1]), roads.theirs(expansion)
        for limit in limits:
            result[place, limit] = roads.compare(ours, theirs, limit)
    return result


def _starts(case: Case, mode: str) -> tuple[np.ndarray, np.ndarray]:
    """(edge, fraction) of the places in a random order, moved onto the mode's nearest road."""
    network, graph = case.network, case.graph(mode)
    if case.name in CENSUS:
        places = load_census(CENSUS[case.name]).places
        x, y = network.project(places["lon"], places["lat"])
        near = graph.snap(x, y).edge >= 0
        points = np.unique(np.column_stack([x, y])[near], axis=0)
    else:
        junctions = main_junctions(graph)
        points = np.column_stack([network.x[junctions], network.y[junctions]])
    points = np.random.default_rng(_SEED).permutation(points)[:_CANDIDATES]
    snap = graph.snap(*points.T)
    return snap.edge, snap.fraction


def _ground(geometry: dict, moved: object) -> ogr.Geometry:
    ground = ogr.CreateGeometryFromJson(json.dumps(geometry))
    ground.Transform(moved)
    return ground.MakeValid()
