"""Where the people of a territory stand on the network.

The inhabitants of a polygon are spread along the streets people live on inside it, by length; where
it has none, along any road; where it has no road at all, at a point inside it. What of a polygon
lies beyond the network's footprint holds people in proportion to its area, spread evenly.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

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
#: Points that stand for the people beyond the network: in all, and per unit at least and at most.
_POINTS_BEYOND, _FEWEST_BEYOND, _MOST_BEYOND = 100_000, 16, 2_500


@dataclass(frozen=True)
class Demand:
    """Points that stand for the inhabitants of units (communes, cells, addresses).

    Arrays of the same length: ``unit``; ``x``, ``y`` (metres); ``edge`` and ``fraction`` of the
    road the point is on (-1: on none); ``share`` of the unit's population, 1 per unit in all;
    ``beyond`` (boolean): beyond the network, so that nothing is known of the journeys.
    """

    unit: np.ndarray
    x: np.ndarray
    y: np.ndarray
    edge: np.ndarray
    fraction: np.ndarray
    share: np.ndarray
    beyond: np.ndarray

    def snap(self, graph: Graph) -> Snap:
        """Where the points join a mode's graph: on their own street, or the nearest usable one."""
        usable = (self.edge >= 0) & graph.leads_somewhere[self.edge]
        other = np.flatnonzero(~usable & ~self.beyond)
        found = graph.snap(self.x[other], self.y[other])
        edge, fraction = np.where(usable, self.edge, -1), self.fraction.copy()
        metres = np.where(usable, 0.0, np.inf)
        edge[other], fraction[other], metres[other] = found.edge, found.fraction, found.metres
        return Snap(edge, fraction, metres)


def times(
    search: Search,
    snap: Snap,
    places: np.ndarray | None = None,
    max_seconds: float = np.inf,
) -> Reach:
    """Seconds (and place reached) of demand points snapped on the search's graph.

    The search stops at ``max_seconds``: what lies farther may have no time, or a longer one.
    """
    reach = search.at(search.nearest(places, max_seconds), snap.edge, snap.fraction, places)
    return Reach(reach.seconds + np.where(snap.edge >= 0, snap.seconds, 0.0), reach.place)


def point_demand(x: np.ndarray, y: np.ndarray, network: Network) -> Demand:
    """Each point (shape n, metres) is a unit of its own; beyond if outside the footprint."""
    count = len(x)
    covered = Zones([""], [""], [network.footprint], network.epsg).locate(x, y) == 0
    return Demand(
        unit=np.arange(count),
        x=np.asarray(x, dtype=float),
        y=np.asarray(y, dtype=float),
        edge=np.full(count, -1),
        fraction=np.zeros(count),
        share=np.ones(count),
        beyond=~covered,
    )


def polygon_demand(zones: Zones, network: Network) -> Demand:
    """Spreads the people of polygons (in the network's system)."""
    ground = ground_share(zones, network)
    inside = _spread_inside(zones, np.flatnonzero(ground > 0), network)
    beyond = _spread_beyond(zones, np.flatnonzero(ground < 1), network)
    for demand, part in ((inside, ground), (beyond, 1 - ground)):
        demand["share"] *= part[demand["unit"]]
    return Demand(*(np.concatenate([inside[one.name], beyond[one.name]]) for one in fields(Demand)))


def ground_share(zones: Zones, network: Network) -> np.ndarray:
    """Share of each polygon's area inside the network's footprint (shape n)."""
    footprint = network.footprint
    west, east, south, north = footprint.GetEnvelope()
    box = zones.envelopes
    near = (box[:, 0] < east) & (box[:, 1] > west) & (box[:, 2] < north) & (box[:, 3] > south)
    share = np.zeros(len(zones))
    for number in np.flatnonzero(near):
        polygon = zones.geometries[number]
        area = polygon.Area()
        share[number] = polygon.Intersection(footprint).Area() / area if area else 0.0
    return np.where(share > 1 - _SLIVER, 1.0, np.where(share < _SLIVER, 0.0, share))


def _spread_inside(zones: Zones, touched: np.ndarray, network: Network) -> dict[str, np.ndarray]:
    """The columns of ``Demand`` for the people on the network, shares adding up to 1 per unit."""
    part = Zones(
        [zones.codes[n] for n in touched],
        [zones.names[n] for n in touched],
        [zones.geometries[n] for n in touched],
        zones.epsg,
    )
    columns = _along_streets(part, network)
    unit, weight = touched[columns["unit"]], columns.pop("weight")
    total = np.bincount(unit, weight, minlength=len(zones)).astype(float)
    columns |= {
        "unit": unit,
        "share": weight / total[unit],
        "beyond": np.zeros(len(unit), dtype=bool),
    }
    return columns


def _spread_beyond(zones: Zones, units: np.ndarray, network: Network) -> dict[str, np.ndarray]:
    """The same for the people beyond it: points in rows over the ground."""
    wanted = int(np.clip(_POINTS_BEYOND // max(len(units), 1), _FEWEST_BEYOND, _MOST_BEYOND))
    found: list[tuple[np.ndarray, np.ndarray]] = []
    for number in units:
        polygon = zones.geometries[number]
        rest = polygon.Difference(network.footprint)
        found.append(_rows_over(rest if not rest.IsEmpty() else polygon, wanted))
    counts = np.array([len(x) for x, _ in found], dtype=int)
    size = int(counts.sum())
    return {
        "unit": np.repeat(units, counts),
        "x": np.concatenate([x for x, _ in found] or [np.empty(0)]),
        "y": np.concatenate([y for _, y in found] or [np.empty(0)]),
        "edge": np.full(size, -1),
        "fraction": np.zeros(size),
        "share": np.repeat(1 / np.maximum(counts, 1), counts),
        "beyond": np.ones(size, dtype=bool),
    }


def _rows_over(polygon: ogr.Geometry, wanted: int) -> tuple[np.ndarray, np.ndarray]:
    """About ``wanted`` points in regular rows inside a polygon, and one at least."""
    west, east, south, north = polygon.GetEnvelope()
    area = polygon.Area()
    if area > 0:
        step = np.sqrt(area / wanted)
        across = np.arange(west + step / 2, east, step)
        up = np.arange(south + step / 2, north, step)
        x, y = (grid.ravel() for grid in np.meshgrid(across, up))
        inside = Zones([""], [""], [polygon], 0).locate(x, y) == 0
        if inside.any():
            return x[inside], y[inside]
    point = polygon.PointOnSurface()
    return np.array([point.GetX()]), np.array([point.GetY()])


def _along_streets(zones: Zones, network: Network) -> dict[str, np.ndarray]:
    """Columns of the points that stand for the people inside each zone."""
    missing = np.arange(len(zones))
    found: list[dict[str, np.ndarray]] = []
    for chosen in (network.inhabited, ~network.inhabited):
        points = _points_in(zones, missing, network, np.flatnonzero(chosen))
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
