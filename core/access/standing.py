"""Where the people of a polygon stand when no journey is timed by road, as straight lines need it.

At the cells or buildings inside it; else at its centre, where a layer of centres (town halls, main
settlements) has one for it; else where the network has most streets of it; else at a point inside,
which may be on a mountain that nobody lives on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..common.text import plain_text
from ..network.roadnetwork import Network
from ..territories.zones import Zones
from .demand import CELLS, CENTRE, DENSEST, Cells, Demand, along, ground_share, points_inside

#: OpenStreetMap's ``place`` of settlements, the biggest first; its other values hold no commune's
#: people together.
SETTLEMENTS = (
    "city", "town", "village", "borough", "suburb", "quarter", "neighbourhood", "hamlet",
    "isolated_dwelling", "farm",
)  # fmt: skip
#: Metres of the side of the squares that streets are counted in, three by three.
_SQUARE = 250.0
#: What a network covers less of than this share shows a part of its streets, not where most are.
_COVERED = 0.9


@dataclass(frozen=True)
class Centres:
    """Points where the people of a commune may stand: town halls, settlements.

    ``x``, ``y``: metres; ``codes`` of the commune and ``names``, "" where they are not known;
    ``rank``: 0 is the biggest settlement (``settlement_rank``).
    """

    x: np.ndarray
    y: np.ndarray
    codes: list[str]
    names: list[str]
    rank: np.ndarray

    def label(self, number: int) -> str:
        """What a centre is called: its code, its name."""
        return " ".join(filter(None, (self.codes[number], self.names[number])))


@dataclass(frozen=True)
class ChosenCentres:
    """The centre of each zone (its number; -1: none), and the centres (numbers) whose code is that
    of a zone far away.
    """

    of_zone: np.ndarray
    far: np.ndarray


def settlement_rank(places: Iterable[object]) -> np.ndarray:
    """How big a settlement each ``place`` of OpenStreetMap says, 0 the biggest; -1 for no such."""
    ranks = {word: rank for rank, word in enumerate(SETTLEMENTS)}
    return np.array([ranks.get(plain_text(place).lower(), -1) for place in places], dtype=int)


def extent(zones: Zones) -> np.ndarray:
    """Metres from the middle of each zone to its edge, if it were round."""
    return np.sqrt(np.array([polygon.Area() for polygon in zones.geometries]) / np.pi)


def find_centres(zones: Zones, centres: Centres) -> ChosenCentres:
    """The centre of each zone: of those that have its code, else of those inside it.

    Of several it is the biggest, then the one that is called as the zone is, then the first. One
    with the code of a zone that it lies farther from than the zone extends is none of it.
    """
    inside = zones.locate(centres.x, centres.y)
    numbers = {code: number for number, code in enumerate(zones.codes) if code}
    named = np.array([numbers.get(code, -1) for code in centres.codes], dtype=int)
    reach, far = extent(zones), []
    for centre in np.flatnonzero((named >= 0) & (named != inside)).tolist():
        own = int(named[centre])
        if not zones.distance_to(own, centres.x[centre], centres.y[centre]) <= reach[own]:
            far.append(centre)
    named[far], inside[far] = -1, -1
    zone = np.where(named >= 0, named, inside)
    others = np.array(
        [
            number < 0 or name.casefold() != zones.names[number].casefold()
            for name, number in zip(centres.names, zone.tolist(), strict=True)
        ],
        dtype=bool,
    )
    order = np.lexsort((np.arange(len(zone)), others, centres.rank, named < 0, zone))
    order = order[zone[order] >= 0]
    found, first = np.unique(zone[order], return_index=True)
    of_zone = np.full(len(zones), -1)
    of_zone[found] = order[first]
    return ChosenCentres(of_zone, np.array(far, dtype=int))


def standing(
    zones: Zones, cells: Cells | None, chosen: Demand | None, network: Network | None
) -> Demand:
    """The people of zones: at the ``cells`` inside, else at the ``chosen`` centre (of some zones),
    else where the network has most streets, else at a point inside.
    """
    found, missing = [], np.arange(len(zones))
    if cells is not None:
        found.append(_at_cells(zones, cells))
        missing = np.setdiff1d(missing, found[-1].unit)
    if chosen is not None:
        found.append(chosen.where(np.isin(chosen.unit, missing)))
        missing = np.setdiff1d(missing, found[-1].unit)
    if network is not None and len(missing):
        found.append(_amid_streets(zones, missing, network))
        missing = np.setdiff1d(missing, found[-1].unit)
    return Demand.together([*found, points_inside(zones, missing)])


def at_centres(centres: Centres, of_zone: np.ndarray) -> Demand:
    """The people of zones at the centre of each (numbers; -1: none)."""
    zone = np.flatnonzero(of_zone >= 0)
    x, y = centres.x[of_zone[zone]], centres.y[of_zone[zone]]
    return Demand.at_points(zone, x, y, np.ones(len(zone)), CENTRE)


def _at_cells(zones: Zones, cells: Cells) -> Demand:
    """The cells with people that lie in a zone, each with its share of the zone's people."""
    unit = zones.locate(cells.x, cells.y)
    kept = (unit >= 0) & (cells.people > 0)
    points = Demand.at_points(unit[kept], cells.x[kept], cells.y[kept], cells.people[kept], CELLS)
    return points.shared_out(np.ones(len(zones)))


def _amid_streets(zones: Zones, wanted: np.ndarray, network: Network) -> Demand:
    """One point in each wanted zone that the network covers: on the street nearest to the middle of
    the 750 m by 750 m that hold most metres of streets. None where there is no street.
    """
    part = Zones([""] * len(wanted), [], [zones.geometries[n] for n in wanted], zones.epsg)
    covered = wanted[ground_share(part, network) >= _COVERED]
    points = along(zones, covered, network, np.flatnonzero(network.inhabited), DENSEST)
    if not len(points.unit):
        return points
    column = np.floor(points.x / _SQUARE).astype(np.int64)
    row = np.floor(points.y / _SQUARE).astype(np.int64)
    width, height = int(np.ptp(column)) + 3, int(np.ptp(row)) + 3
    column, row = column - column.min() + 1, row - row.min() + 1
    square = (points.unit * height + row) * width + column
    squares, of = np.unique(square, return_inverse=True)
    held = _beside(squares, np.bincount(of, points.share), width)
    # The middle of what is held in the three by three squares, weighed by metres.
    east, north = (
        _beside(squares, np.bincount(of, points.share * axis), width) / held
        for axis in (points.x, points.y)
    )
    unit = squares // (width * height)
    best = np.lexsort((np.arange(len(squares)), -held, unit))
    best = best[np.unique(unit[best], return_index=True)[1]]
    middle = np.full(len(zones), -1)
    middle[unit[best]] = best
    where = middle[points.unit]
    away = np.hypot(points.x - east[where], points.y - north[where])
    nearest = np.lexsort((away, points.unit))
    nearest = nearest[np.unique(points.unit[nearest], return_index=True)[1]]
    return points.where(nearest).shared_out(np.ones(len(zones)))


def _beside(squares: np.ndarray, values: np.ndarray, width: int) -> np.ndarray:
    """The sum over each square (numbered row by row, ascending) and the eight around it."""
    total = np.zeros(len(squares))
    for step in (width * down + across for down in (-1, 0, 1) for across in (-1, 0, 1)):
        place = np.minimum(np.searchsorted(squares, squares + step), len(squares) - 1)
        total += np.where(squares[place] == squares + step, values[place], 0.0)
    return total
