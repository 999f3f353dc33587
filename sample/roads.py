"""The roads: streets around each centre, lanes between them, and the main ways over both."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import Delaunay, cKDTree

from .land import Commune, wander

_LANE_SPACING = 1_350.0
_BEYOND = 3_000.0
#: Class, speed (km/h) in the open, in towns and in the hills.
_SPEEDS = {"primary": (80, 50, 60), "secondary": (60, 40, 40), "residential": (40, 25, 25)}


@dataclass
class Roads:
    """Edges between junctions; metres around the middle of the territory."""

    junctions: np.ndarray
    edges: np.ndarray
    classes: np.ndarray
    in_town: np.ndarray
    in_hills: np.ndarray
    oneway: np.ndarray
    names: list[str]
    lines: list[np.ndarray]

    @property
    def speeds(self) -> list[int]:
        setting = np.where(self.in_town, 1, np.where(self.in_hills, 2, 0))
        return [_SPEEDS[one][where] for one, where in zip(self.classes, setting, strict=True)]


def make_roads(story: dict[str, Any], communes: list[Commune], rng: np.random.RandomState) -> Roads:
    """A connected network over the communes and a little beyond them."""
    junctions, town = _junctions(story, communes, rng)
    edges = _gabriel_edges(junctions)
    in_town = town[edges].all(axis=1)
    lengths = np.hypot(*(junctions[edges[:, 0]] - junctions[edges[:, 1]]).T)
    classes = _classes(communes, junctions, edges, lengths)
    local = (classes == "residential") & ~in_town
    keep = ~local | ((rng.rand(len(edges)) < 0.78) & ~_crosses(story, junctions, edges))
    keep &= ~(local & (lengths > 3_500))
    junctions, edges, (classes, in_town) = _main_component(
        junctions, edges[keep], (classes[keep], in_town[keep])
    )
    lines = _lines(junctions, edges, in_town, rng)
    oneway = _oneway(len(junctions), edges, in_town & (classes == "residential"), rng)
    names = _names(classes, in_town, edges, story, rng)
    in_hills = in_massifs(story, junctions[edges].mean(axis=1))
    return Roads(junctions, edges, classes, in_town, in_hills, oneway, names, lines)


def _junctions(
    story: dict[str, Any], communes: list[Commune], rng: np.random.RandomState
) -> tuple[np.ndarray, np.ndarray]:
    """Points (n, 2), the communes' centres first, and whether each stands in a town."""
    centres = np.array([commune.centre for commune in communes])
    points = list(centres)
    for commune in communes:
        count = int(np.clip(3 + 1.05 * commune.population**0.5, 6, 210))
        reach = 100 * count**0.5
        street = [commune.centre]
        for point in commune.centre + rng.normal(0, reach / 1.7, (count * 3, 2)):
            if len(street) < count and np.hypot(*(np.array(street) - point).T).min() > 95:
                street.append(point)
        points += street[1:]
    town_count = len(points)
    corners = np.vstack([commune.ring for commune in communes])
    near_land, near_town = cKDTree(corners), cKDTree(centres)
    lanes = _throw(corners, story, rng, near_land, near_town)
    points += lanes
    return np.array(points), np.arange(len(points)) < town_count


def _throw(
    corners: np.ndarray,
    story: dict[str, Any],
    rng: np.random.RandomState,
    near_land: cKDTree,
    near_town: cKDTree,
) -> list[np.ndarray]:
    """Junctions of lanes, thrown at random and kept when far enough from the others."""
    low, high = corners.min(axis=0) - _BEYOND, corners.max(axis=0) + _BEYOND
    thrown: list[np.ndarray] = []
    candidates = low + rng.rand(9_000, 2) * (high - low)
    wild = in_massifs(story, candidates)
    beyond = (near_land.query(candidates)[0] > _BEYOND) & (near_town.query(candidates)[0] > 6_000)
    for point, is_wild, is_beyond in zip(candidates, wild, beyond, strict=True):
        spacing = _LANE_SPACING * (4.5 if is_wild else 1)
        if is_beyond or near_town.query(point)[0] < 700:
            continue
        if not thrown or np.hypot(*(np.array(thrown) - point).T).min() > spacing:
            thrown.append(point)
    return thrown


def in_massifs(story: dict[str, Any], points: np.ndarray) -> np.ndarray:
    """Whether each point (n, 2) lies in one of the hills where few roads go."""
    inside = np.zeros(len(points), dtype=bool)
    for massif in story["massifs"]:
        angle = np.radians(massif["angle"])
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        local = (points - massif["centre"]) @ turn / massif["radii"]
        inside |= np.hypot(*local.T) < 1
    return inside


def _gabriel_edges(points: np.ndarray) -> np.ndarray:
    """Pairs (m, 2) whose circle holds no other point: planar, connected, road-like."""
    triangles = Delaunay(points).simplices
    pairs = np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    middles = points[pairs].mean(axis=1)
    radius = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T) / 2
    nearest = cKDTree(points).query(middles)[0]
    return pairs[nearest >= radius * (1 - 1e-9)]


def _classes(
    communes: list[Commune],
    junctions: np.ndarray,
    edges: np.ndarray,
    lengths: np.ndarray,
) -> np.ndarray:
    """primary between the EPCI's capitals, secondary between neighbours, else residential."""
    classes = np.full(len(edges), "residential", dtype="U11")
    # Long straight shortcuts over hills cost more than their length: main ways go round.
    weights = lengths * (1 + lengths / 4_000)
    number = {commune.insee: index for index, commune in enumerate(communes)}
    capitals = [
        index
        for index, commune in enumerate(communes)
        if index == 0 or commune.epci != communes[index - 1].epci
    ]
    rim = np.argsort(junctions @ np.array([[-1.0, 0.2], [-0.1, -1.0]]), axis=0)[-1]
    primary = [
        *pairwise(capitals),
        *((capitals[0], int(end)) for end in rim),
        (0, 1),
        (0, 3),
    ]
    _follow(classes, "primary", primary, edges, weights, len(junctions))
    weights = np.where(classes == "primary", 0.6 * weights, weights)
    secondary = [
        (index, number[other])
        for index, commune in enumerate(communes)
        for other in sorted(commune.neighbours)
        if index < number[other] and (index + number[other]) % 4
    ]
    _follow(classes, "secondary", secondary, edges, weights, len(junctions))
    return classes


def _follow(
    classes: np.ndarray,
    kind: str,
    pairs: list[tuple[int, int]],
    edges: np.ndarray,
    weights: np.ndarray,
    count: int,
) -> None:
    """Marks the edges of the cheapest path of each pair that are still residential."""
    graph = csr_array(coo_array((weights, edges.T), shape=(count, count)))
    starts = sorted({int(start) for start, _ in pairs})
    before = dijkstra(graph, directed=False, indices=starts, return_predecessors=True)[1]
    index = {tuple(pair): position for position, pair in enumerate(edges.tolist())}
    for start, end in pairs:
        here = int(end)
        row = before[starts.index(int(start))]
        while row[here] >= 0:
            position = index[min(here, row[here]), max(here, row[here])]
            if classes[position] == "residential":
                classes[position] = kind
            here = int(row[here])


def _crosses(story: dict[str, Any], junctions: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Whether each edge crosses the river."""
    river = np.array(story["river"], dtype=float)
    start, end = junctions[edges[:, 0]], junctions[edges[:, 1]]

    def side(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
        ab, ac = b - a, c - a
        return ab[..., 0] * ac[..., 1] - ab[..., 1] * ac[..., 0] > 0

    crossing = np.zeros(len(edges), dtype=bool)
    for one, other in pairwise(river):
        crossing |= (side(start, end, one) != side(start, end, other)) & (
            side(one, other, start) != side(one, other, end)
        )
    return crossing


def _main_component(
    junctions: np.ndarray, edges: np.ndarray, columns: tuple[np.ndarray, ...]
) -> tuple[np.ndarray, np.ndarray, tuple[np.ndarray, ...]]:
    shape = (len(junctions), len(junctions))
    graph = coo_array((np.ones(len(edges)), edges.T), shape=shape)
    label = connected_components(graph, directed=False)[1]
    keep = label == np.bincount(label).argmax()
    number = np.cumsum(keep) - 1
    kept = keep[edges[:, 0]]
    return (
        junctions[keep],
        number[edges[kept]],
        tuple(column[kept] for column in columns),
    )


def _lines(
    junctions: np.ndarray,
    edges: np.ndarray,
    in_town: np.ndarray,
    rng: np.random.RandomState,
) -> list[np.ndarray]:
    return [
        junctions[edge] if town else wander(junctions[edge], rng, 0.07, 620.0)
        for edge, town in zip(edges, in_town, strict=True)
    ]


def _oneway(
    count: int, edges: np.ndarray, allowed: np.ndarray, rng: np.random.RandomState
) -> np.ndarray:
    """Some streets made one-way, as long as every junction still reaches every other."""
    oneway = np.zeros(len(edges), dtype=bool)
    for candidate in rng.permutation(np.flatnonzero(allowed))[:90]:
        oneway[candidate] = True
        pairs = np.vstack([edges, edges[~oneway][:, ::-1]])
        graph = coo_array((np.ones(len(pairs)), pairs.T), shape=(count, count))
        if connected_components(graph, directed=True, connection="strong")[0] > 1:
            oneway[candidate] = False
    return oneway


def _names(
    classes: np.ndarray,
    in_town: np.ndarray,
    edges: np.ndarray,
    story: dict[str, Any],
    rng: np.random.RandomState,
) -> list[str]:
    """Numbers for the main ways, names for streets, none for lanes."""
    names = []
    for kind, town, start in zip(classes, in_town, edges[:, 0], strict=True):
        if kind == "primary":
            names.append(f"D {1 + start % 4}")
        elif kind == "secondary":
            names.append(f"D {20 + start % 60}")
        else:
            names.append(f"Rue {story['streets'][rng.randint(16)]}" if town else "")
    return names
