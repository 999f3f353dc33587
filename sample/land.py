"""The communes' shapes: Voronoi cells whose borders wander, shared vertex for vertex."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from osgeo import ogr
from scipy.spatial import Voronoi

from ..core.common.projection import LAMBERT_93, WGS84, project

#: Middle of the territory, degrees.
MIDDLE = (2.0, 43.9)
_SPREAD = (46_000, 40_000)
_SITES = 125
_SMALLEST_STEP = 420.0


@dataclass
class Commune:
    """One commune; metres around the middle of the territory."""

    insee: str
    nom: str
    dep: str
    epci: str
    epci_nom: str
    population: int
    places: int
    remoteness: float
    centre: np.ndarray
    ring: np.ndarray
    neighbours: set[str]


def to_degrees(points: np.ndarray) -> np.ndarray:
    """Metres around the middle (n, 2) to longitude and latitude, rounded to about 0.1 m."""
    x, y = project([MIDDLE[0]], [MIDDLE[1]], WGS84, LAMBERT_93)
    lon, lat = project(points[:, 0] + x[0], points[:, 1] + y[0], LAMBERT_93, WGS84)
    return np.column_stack([lon, lat]).round(6)


def make_communes(story: dict[str, Any], rng: np.random.RandomState) -> list[Commune]:
    """The communes told in ``story``, each with its cell, EPCI by EPCI."""
    voronoi = Voronoi(_relaxed_sites(rng))
    wanted = sum(len(epci["communes"]) for epci in story["epci"])
    inside = _blob(voronoi.points, wanted)
    owner = _share_out(voronoi.points[inside], story["epci"])
    borders = _borders(voronoi, rng)
    communes: list[Commune] = []
    number_of: dict[int, int] = {}
    for number, epci in enumerate(story["epci"]):
        centre = np.array(epci["centre"])
        sites = sorted(
            inside[owner == number],
            key=lambda site: np.hypot(*(voronoi.points[site] - centre)),
        )
        for rank, (site, told) in enumerate(zip(sites, epci["communes"], strict=True)):
            nom, population, places = told
            commune = Commune(
                "", nom, "", epci["epci"], epci["nom"], population, places,
                epci["remoteness"] + 0.25 * rank / len(sites),
                voronoi.points[site], _ring(voronoi, site, borders), set(),
            )  # fmt: skip
            number_of[site] = len(communes)
            communes.append(commune)
    _give_codes(communes, story)
    for one, other in voronoi.ridge_points:
        if one in number_of and other in number_of:
            first, second = communes[number_of[one]], communes[number_of[other]]
            first.neighbours.add(second.insee)
            second.neighbours.add(first.insee)
    return communes


def _relaxed_sites(rng: np.random.RandomState) -> np.ndarray:
    sites = (rng.rand(_SITES, 2) - 0.5) * 2 * _SPREAD
    for _ in range(2):
        voronoi = Voronoi(sites)
        for site, region in enumerate(voronoi.point_region):
            corners = voronoi.regions[region]
            if -1 not in corners:
                middle = voronoi.vertices[corners].mean(axis=0)
                if (np.abs(middle) < _SPREAD).all():
                    sites[site] += 0.7 * (middle - sites[site])
    return sites


def _blob(sites: np.ndarray, count: int) -> np.ndarray:
    """The ``count`` sites of a rounded but irregular land."""
    angle = np.arctan2(sites[:, 1], sites[:, 0])
    reach = 1 + 0.12 * np.cos(2 * angle - 1.2) + 0.08 * np.sin(3 * angle)
    return np.argsort(np.hypot(sites[:, 0], 1.1 * sites[:, 1]) / reach)[:count]


def _share_out(sites: np.ndarray, epci: list[dict[str, Any]]) -> np.ndarray:
    """Index of the EPCI of each site: the nearest centre that still wants communes."""
    distance = np.stack([np.hypot(*(sites - np.array(one["centre"])).T) for one in epci], axis=1)
    room = [len(one["communes"]) for one in epci]
    owner = np.full(len(sites), -1)
    nearest_two = np.sort(distance, axis=1)
    for site in np.argsort(nearest_two[:, 0] - nearest_two[:, 1]):
        choices = [number for number in np.argsort(distance[site]) if room[number]]
        owner[site] = choices[0]
        room[choices[0]] -= 1
    return owner


def _give_codes(communes: list[Commune], story: dict[str, Any]) -> None:
    """Département and INSEE codes; the middle EPCI lies across the two départements."""
    first, second = story["departements"]
    middle = [commune for commune in communes if commune.epci == story["epci"][1]["epci"]]
    across = sorted(middle, key=lambda commune: commune.centre[1] + 0.8 * commune.centre[0])[-4:]
    for commune in communes:
        is_far = commune.epci == story["epci"][2]["epci"] or commune in across
        commune.dep = second if is_far else first
    for dep in (first, second):
        named = sorted((c for c in communes if c.dep == dep), key=lambda c: c.nom)
        for number, commune in enumerate(named, start=1):
            commune.insee = f"{dep}{100 + 3 * number}"


def _borders(voronoi: Voronoi, rng: np.random.RandomState) -> dict[tuple[int, int], np.ndarray]:
    """Each finite ridge as a wandering line, by its pair of corners in ascending order."""
    ridges = sorted(
        (*sorted(corners), *sites)
        for corners, sites in zip(voronoi.ridge_vertices, voronoi.ridge_points, strict=True)
    )
    borders = {}
    for start, end, one, other in ridges:
        if start < 0:
            continue
        straight, share = voronoi.vertices[[start, end]], 0.18
        line = wander(straight, rng, share, _SMALLEST_STEP)
        while not _stays_between(line, voronoi.points[[one, other]]):
            share *= 0.8
            line = wander(straight, rng, share, _SMALLEST_STEP)
        borders[start, end] = line
    return borders


def _stays_between(line: np.ndarray, sites: np.ndarray) -> bool:
    """Whether a border keeps to the kite of its corners and sites, which no other border enters."""
    kite, border = ogr.Geometry(ogr.wkbLinearRing), ogr.Geometry(ogr.wkbLineString)
    for x, y in (line[0], sites[0], line[-1], sites[1], line[0]):
        kite.AddPoint_2D(float(x), float(y))
    for x, y in line:
        border.AddPoint_2D(float(x), float(y))
    area = ogr.Geometry(ogr.wkbPolygon)
    area.AddGeometry(kite)
    inner = ogr.Geometry(ogr.wkbLineString)
    for x, y in line[1:-1]:
        inner.AddPoint_2D(float(x), float(y))
    return bool(border.IsSimple()) and (len(line) < 4 or bool(area.Contains(inner)))


def wander(
    line: np.ndarray, rng: np.random.RandomState, share: float, smallest: float
) -> np.ndarray:
    """A line (n, 2) with its middles displaced sideways until no step is over ``smallest``."""
    while True:
        steps = np.diff(line, axis=0)
        lengths = np.hypot(*steps.T)
        if lengths.max() <= smallest:
            return line
        sideways = np.column_stack([-steps[:, 1], steps[:, 0]])
        shift = np.clip(rng.normal(0, share, len(steps)), -1.6 * share, 1.6 * share)
        middles = (line[:-1] + line[1:]) / 2 + sideways * shift[:, None]
        both = np.empty((2 * len(line) - 1, 2))
        both[0::2], both[1::2] = line, middles
        line = both


def _ring(voronoi: Voronoi, site: int, borders: dict[tuple[int, int], np.ndarray]) -> np.ndarray:
    """The closed ring of a site's cell, corner by corner along the shared borders."""
    corners = voronoi.regions[voronoi.point_region[site]]
    pieces = []
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        line = borders[min(start, end), max(start, end)]
        pieces.append((line if start < end else line[::-1])[:-1])
    ring = np.vstack(pieces)
    return np.vstack([ring, ring[:1]])
