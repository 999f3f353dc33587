"""Where the people of a territory stand on the network.

The inhabitants of a polygon are spread along the streets people live on inside it, by length; where
it has none, along any road; where it has no road at all, at a point inside it. What of a polygon
lies beyond the network's footprint holds the population *outside*, in proportion to its area.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ..network.graph import Graph, Snap
from ..network.network import Network
from ..territories.zones import Zones
from .times import Reach, Search

#: Metres of street that one point of demand stands for, at most.
_SPACING = 200.0
#: Slivers: a polygon with less than this share of its area on one side is wholly on the other.
_SLIVER = 0.001


@dataclass(frozen=True)
class Demand:
    """Points that stand for the inhabitants of units (communes, cells, addresses).

    Arrays over points: ``unit``, ``x``, ``y`` (metres), ``edge`` and ``fraction`` (-1: not on a
    road), ``share`` of the unit's population, ``cut_off`` (the network's edge cut the road there
    off from the rest, so that nothing is known of the journeys). Arrays over units: ``outside``
    (share beyond the network), ``outside_x``, ``outside_y`` (a point there; NaN where nothing is
    outside). The shares of a unit's points and its ``outside`` add up to 1.
    """

    unit: np.ndarray
    x: np.ndarray
    y: np.ndarray
    edge: np.ndarray
    fraction: np.ndarray
    share: np.ndarray
    outside: np.ndarray
    outside_x: np.ndarray
    outside_y: np.ndarray
    cut_off: np.ndarray

    def snap(self, graph: Graph) -> Snap:
        """Where the points join a mode's graph: on their own street, or the nearest usable one."""
        usable = (self.edge >= 0) & graph.leads_somewhere[self.edge]
        other = np.flatnonzero(~usable)
        found = graph.snap(self.x[other], self.y[other])
        edge, fraction = self.edge.copy(), self.fraction.copy()
        metres = np.zeros(len(edge))
        edge[other], fraction[other], metres[other] = found.edge, found.fraction, found.metres
        return Snap(edge, fraction, metres)


def times(search: Search, snap: Snap, places: np.ndarray | None = None) -> Reach:
    """Seconds (and place reached) of demand points snapped on the search's graph."""
    reach = search.at(search.nearest(places), snap.edge, snap.fraction, places)
    return Reach(reach.seconds + np.where(snap.edge >= 0, snap.seconds, 0.0), reach.place)


def point_demand(x: np.ndarray, y: np.ndarray, network: Network) -> Demand:
    """Each point (shape n, metres) is a unit of its own; outside if beyond the footprint."""
    covered = Zones([""], [""], [network.footprint], network.epsg).locate(x, y) == 0
    inside = np.flatnonzero(covered)
    nothing = np.full(len(inside), -1)
    return Demand(
        unit=inside,
        x=x[inside],
        y=y[inside],
        edge=nothing,
        fraction=np.zeros(len(inside)),
        share=np.ones(len(inside)),
        outside=(~covered).astype(float),
        outside_x=np.where(covered, np.nan, x),
        outside_y=np.where(covered, np.nan, y),
        cut_off=np.zeros(len(inside), dtype=bool),
    )


def polygon_demand(zones: Zones, network: Network) -> Demand:
    """Spreads the people of polygons (in the network's system) along their streets."""
    count = len(zones)
    inside = np.zeros(count)
    beyond = np.full((2, count), np.nan)
    for number in range(count):
        inside[number], beyond[:, number] = _cut(zones.geometries[number], network.footprint)
    touched = np.flatnonzero(inside > 0)
    part = Zones(
        [zones.codes[n] for n in touched],
        [zones.names[n] for n in touched],
        [zones.geometries[n] for n in touched],
        zones.epsg,
    )
    columns = _along_streets(part, network)
    unit = touched[columns.pop("unit")]
    weight = columns.pop("weight")
    total = np.bincount(unit, weight, minlength=count)
    return Demand(
        unit=unit,
        share=weight / total[unit] * inside[unit],
        outside=1 - inside,
        outside_x=beyond[0],
        outside_y=beyond[1],
        cut_off=np.zeros(len(unit), dtype=bool),
        **columns,
    )


def _cut(polygon: ogr.Geometry, footprint: ogr.Geometry) -> tuple[float, tuple[float, float]]:
    """(share of the area inside the footprint, a point of the rest)."""
    share = 0.0
    if polygon.Intersects(footprint):
        share = polygon.Intersection(footprint).Area() / polygon.Area()
    if share > 1 - _SLIVER:
        return 1.0, (np.nan, np.nan)
    if share < _SLIVER:
        share = 0.0
    rest = polygon.Difference(footprint) if share else polygon
    point = rest.PointOnSurface()
    return share, (point.GetX(), point.GetY())


def _along_streets(zones: Zones, network: Network) -> dict[str, np.ndarray]:
    """Columns of the points that stand for the people inside each zone."""
    edges = np.arange(len(network.tail))
    usable = np.zeros(len(edges), dtype=bool)
    for seconds in network.seconds.values():
        usable |= np.isfinite(seconds).any(axis=1)
    missing = np.arange(len(zones))
    found: list[dict[str, np.ndarray]] = []
    for chosen in (edges[network.inhabited & usable], edges[~network.inhabited & usable]):
        points = _points_in(zones, missing, network, chosen)
        found.append(points)
        missing = np.setdiff1d(missing, points["unit"])
        if not len(missing):
            break
    if len(missing):
        found.append(_points_inside(zones, missing, network))
    return {name: np.concatenate([part[name] for part in found]) for name in found[0]}


def _points_in(
    zones: Zones, wanted: np.ndarray, network: Network, edges: np.ndarray
) -> dict[str, np.ndarray]:
    """Points along ``edges`` that fall in the wanted zones, weighing their piece of the edge."""
    edge, fraction = network.sample(edges, _SPACING)
    x, y = network.at(edge, fraction)
    unit = zones.locate(x, y)
    pieces = np.bincount(edge, minlength=len(network.tail))[edge]
    kept = np.isin(unit, wanted)
    return {
        "unit": unit[kept],
        "x": x[kept],
        "y": y[kept],
        "edge": edge[kept],
        "fraction": fraction[kept],
        "weight": (network.length[edge] / pieces)[kept],
    }


def _points_inside(zones: Zones, wanted: np.ndarray, network: Network) -> dict[str, np.ndarray]:
    """One point inside each wanted zone (and inside the footprint)."""
    surfaces = [
        zones.geometries[number].Intersection(network.footprint).PointOnSurface()
        for number in wanted
    ]
    return {
        "unit": wanted,
        "x": np.array([point.GetX() for point in surfaces]),
        "y": np.array([point.GetY() for point in surfaces]),
        "edge": np.full(len(wanted), -1),
        "fraction": np.zeros(len(wanted)),
        "weight": np.ones(len(wanted)),
    }
