"""Where the people of a territory stand on the network.

The inhabitants of a polygon stand at the cells or buildings inside it, where such a layer is given;
else along the streets people live on inside it, by length; where it has none, along any road; where
it has no road at all, at a point inside it. What of a polygon lies beyond the network's footprint
holds people in proportion to its area, spread evenly (of cells: those that stand there). Where
straight lines stand for journeys, ``standing`` says where people are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
from osgeo import ogr

from ..common.progress import SILENT, Progress
from ..network.graph import Graph, Snap
from ..network.roadnetwork import Network
from ..territories.zones import Zones
from .trip import Trip

#: How people are placed: ``Demand.placement`` is an index of these words.
PLACEMENTS = ("cells", "centre", "densest_streets", "streets", "roads", "point", "outside")
CELLS, CENTRE, DENSEST, STREETS, ROADS, POINT, BEYOND = range(len(PLACEMENTS))
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
    ``beyond`` (boolean): beyond the network, so that nothing is known of the journeys;
    ``placement``: how it was placed, an index of ``PLACEMENTS``.
    """

    unit: np.ndarray
    x: np.ndarray
    y: np.ndarray
    edge: np.ndarray
    fraction: np.ndarray
    share: np.ndarray
    beyond: np.ndarray
    placement: np.ndarray

    @classmethod
    def at_points(
        cls, unit: np.ndarray, x: np.ndarray, y: np.ndarray, share: np.ndarray, placement: int
    ) -> Demand:
        """Points on no road."""
        size = len(unit)
        beyond = np.full(size, placement == BEYOND)
        placements = np.full(size, placement, dtype=np.int8)
        return cls(unit, x, y, np.full(size, -1), np.zeros(size), share, beyond, placements)

    @classmethod
    def together(cls, parts: Iterable[Demand]) -> Demand:
        """The points of all parts."""
        columns = zip(*(vars(part).values() for part in parts), strict=True)
        return cls(*(np.concatenate(column) for column in columns))

    def inhabitants(self, population: np.ndarray) -> np.ndarray:
        """The people that each point stands for; nobody where that of its unit (u) is unknown."""
        return np.asarray(self.share * np.nan_to_num(population)[self.unit])

    def inside(self, population: np.ndarray) -> np.ndarray:
        """The same of those on the network; nobody at a point beyond it."""
        return np.where(self.beyond, 0.0, self.inhabitants(population))

    def where(self, chosen: np.ndarray) -> Demand:
        """Those of a mask or of indices."""
        return Demand(*(getattr(self, column.name)[chosen] for column in fields(self)))

    def shared_out(self, parts: np.ndarray) -> Demand:
        """The shares of each unit (u) made to add up to its ``parts``."""
        total = np.bincount(self.unit, self.share, minlength=len(parts)).astype(float)
        return replace(self, share=self.share / total[self.unit] * parts[self.unit])

    def snap(self, graph: Graph) -> Snap:
        """Where the points join a mode's graph: on their own street, or the nearest usable one."""
        usable = (self.edge >= 0) & graph.leads_somewhere[self.edge]
        other = np.flatnonzero(~usable & ~self.beyond)
        found = graph.snap(self.x[other], self.y[other])
        edge, fraction = np.where(usable, self.edge, -1), self.fraction.copy()
        metres = np.where(usable, 0.0, np.inf)
        edge[other], fraction[other], metres[other] = found.edge, found.fraction, found.metres
        return Snap(edge, fraction, metres)


@dataclass(frozen=True)
class Cells:
    """Where people live, more finely than in units: so many ``people`` at each point (metres).

    ``edge`` and ``fraction`` of the road the point is on (-1: on none).
    """

    x: np.ndarray
    y: np.ndarray
    edge: np.ndarray
    fraction: np.ndarray
    people: np.ndarray


@dataclass(frozen=True)
class JoinedDemand:
    """Demand on the roads of a network: where it joins them by each mode (``snaps``).

    Of ``demand``, what no road of any mode is near is ``beyond`` the network as well: whether
    people are must not depend on the modes that are asked for.
    """

    demand: Demand
    snaps: Mapping[str, Snap]

    def on(self, trip: Trip) -> Snap:
        """Where the points join the roads of a trip."""
        return self.snaps[trip.mode]


def joined(demand: Demand, network: Network) -> JoinedDemand:
    """Demand of a network, joined once for all trips on it."""
    snaps = {mode: demand.snap(Graph(network, mode)) for mode in network.modes}
    cut_off = np.all([snap.edge < 0 for snap in snaps.values()], axis=0)
    return JoinedDemand(replace(demand, beyond=demand.beyond | cut_off), snaps)


def point_demand(x: np.ndarray, y: np.ndarray, network: Network) -> Demand:
    """Each point (shape n, metres) is a unit of its own; beyond if outside the footprint."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    beyond = ~_on_ground(x, y, network)
    demand = Demand.at_points(np.arange(len(x)), x, y, np.ones(len(x)), POINT)
    return replace(demand, beyond=beyond, placement=np.where(beyond, BEYOND, POINT))


def polygon_demand(
    zones: Zones, network: Network, cells: Cells | None = None, progress: Progress = SILENT
) -> Demand:
    """Places the people of polygons (in the network's system), at ``cells`` where some are inside.

    How many people cells hold only says how a unit's own population is shared out among them.
    """
    at_cells = _at_cells(zones, cells or point_cells(*np.empty((3, 0))), network)
    other = ~np.isin(np.arange(len(zones)), at_cells.unit)
    progress.step(0.1)
    ground = ground_share(zones, network)
    progress.step(0.2)
    inside = _spread_inside(zones, np.flatnonzero(other & (ground > 0)), network)
    progress.step(0.8)
    beyond = _spread_beyond(zones, np.flatnonzero(other & (ground < 1)), network)
    shares = (np.ones(len(zones)), ground, 1 - ground)
    parts = zip((at_cells, inside, beyond), shares, strict=True)
    return Demand.together(part.shared_out(share) for part, share in parts)


def point_cells(x: np.ndarray, y: np.ndarray, people: np.ndarray) -> Cells:
    """Cells that are points (metres): their centres, or addresses."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    size = len(x)
    return Cells(x, y, np.full(size, -1), np.zeros(size), np.asarray(people, dtype=float))


def polygon_cells(zones: Zones, people: np.ndarray, network: Network) -> Cells:
    """Cells or buildings that are polygons: their people along the streets inside each.

    In a cell without any road, and off the network's ground, at a point inside it.
    """
    inhabited = np.asarray(people) > 0
    near = ground_share(zones, network) > 0
    inside = _spread_inside(zones, np.flatnonzero(inhabited & near), network)
    elsewhere = points_inside(zones, np.flatnonzero(inhabited & ~near))
    points = Demand.together([inside, elsewhere]).shared_out(np.asarray(people, dtype=float))
    return Cells(points.x, points.y, points.edge, points.fraction, points.share)


def inner_cells(zones: Zones, people: np.ndarray) -> Cells:
    """The same without roads: their people at a point inside each."""
    points = points_inside(zones, np.flatnonzero(np.asarray(people) > 0))
    return point_cells(points.x, points.y, np.asarray(people)[points.unit])


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


def _on_ground(x: np.ndarray, y: np.ndarray, network: Network) -> np.ndarray:
    """Which points are inside the network's footprint."""
    return Zones([""], [""], [network.footprint], network.epsg).locate(x, y) == 0


def _at_cells(zones: Zones, cells: Cells, network: Network) -> Demand:
    """The cells with people that lie in a zone, weighing their people."""
    unit = zones.locate(cells.x, cells.y)
    kept = (unit >= 0) & (cells.people > 0)
    x, y = cells.x[kept], cells.y[kept]
    points = Demand.at_points(unit[kept], x, y, cells.people[kept], CELLS)
    beyond = ~_on_ground(x, y, network)
    placement = np.where(beyond, BEYOND, CELLS)
    edge, fraction = cells.edge[kept], cells.fraction[kept]
    return replace(points, edge=edge, fraction=fraction, beyond=beyond, placement=placement)


def _spread_inside(zones: Zones, wanted: np.ndarray, network: Network) -> Demand:
    """The people of zones on the network: along its streets, else along any road, else a point."""
    found, missing = [], wanted
    kinds = ((STREETS, network.inhabited), (ROADS, ~network.inhabited))
    for placement, chosen in kinds:
        found.append(along(zones, missing, network, np.flatnonzero(chosen), placement))
        missing = np.setdiff1d(missing, found[-1].unit)
        if not len(missing):
            break
    return Demand.together([*found, points_inside(zones, missing, network.footprint)])


def along(
    zones: Zones, wanted: np.ndarray, network: Network, edges: np.ndarray, placement: int
) -> Demand:
    """Points along ``edges`` that fall in the wanted zones (numbers), weighing their piece of the
    edge in metres.
    """
    part = Zones([""] * len(wanted), [], [zones.geometries[n] for n in wanted], zones.epsg)
    edge, fraction = network.sample(edges, _SPACING)
    x, y = network.at(edge, fraction)
    pieces = np.bincount(edge, minlength=len(network.tail))[edge]
    zone = part.locate(x, y)
    kept = np.flatnonzero(zone >= 0)
    edge, fraction, unit = edge[kept], fraction[kept], wanted[zone[kept]]
    metres = network.length[edge] / pieces[kept]
    points = Demand.at_points(unit, x[kept], y[kept], metres, placement)
    return replace(points, edge=edge, fraction=fraction)


def points_inside(
    zones: Zones, wanted: np.ndarray, footprint: ogr.Geometry | None = None
) -> Demand:
    """One point inside each wanted zone (numbers), and inside the footprint where one is given."""
    polygons = [zones.geometries[number] for number in wanted]
    if footprint is not None:
        polygons = [polygon.Intersection(footprint) for polygon in polygons]
    points = [polygon.PointOnSurface() for polygon in polygons]
    x, y = np.array([(point.GetX(), point.GetY()) for point in points]).reshape(-1, 2).T
    return Demand.at_points(wanted, x, y, np.ones(len(wanted)), POINT)


def _spread_beyond(zones: Zones, units: np.ndarray, network: Network) -> Demand:
    """The people beyond the network: points in rows over the ground."""
    wanted = int(np.clip(_POINTS_BEYOND // max(len(units), 1), _FEWEST_BEYOND, _MOST_BEYOND))
    found = [np.empty((0, 2))]
    for number in units:
        polygon = zones.geometries[number]
        rest = polygon.Difference(network.footprint)
        found.append(_rows_over(rest if not rest.IsEmpty() else polygon, wanted))
    counts = [len(points) for points in found[1:]]
    x, y = np.concatenate(found).T
    return Demand.at_points(np.repeat(units, counts), x, y, np.ones(len(x)), BEYOND)


def _rows_over(polygon: ogr.Geometry, wanted: int) -> np.ndarray:
    """About ``wanted`` points (k, 2) in regular rows inside a polygon, and one at least."""
    west, east, south, north = polygon.GetEnvelope()
    area = polygon.Area()
    if area > 0:
        step = np.sqrt(area / wanted)
        across = np.arange(west + step / 2, east, step)
        up = np.arange(south + step / 2, north, step)
        x, y = (grid.ravel() for grid in np.meshgrid(across, up))
        inside = Zones([""], [""], [polygon], 0).locate(x, y) == 0
        if inside.any():
            return np.column_stack([x[inside], y[inside]])
    point = polygon.PointOnSurface()
    return np.array([[point.GetX(), point.GetY()]])
