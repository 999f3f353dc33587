"""Territories that overlap: what lies in two of them counts in the first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..territories.zones import Zones

#: Borders drawn twice may cross by less than this share of the smaller territory.
_SLIVER = 0.001
#: Points tried at most, to find pairs.
_TRIED = 100_000


class Overlap(NamedTuple):
    """``people`` live in the territories ``first`` and ``last`` (by number)."""

    first: int
    last: int
    people: float


def overlaps(
    zones: Zones, zone: np.ndarray, x: np.ndarray, y: np.ndarray, people: np.ndarray
) -> list[Overlap]:
    """Pairs of zones that overlap where some of the ``people`` at points (metres) are.

    ``zone``: the first one that each point is in (-1: none). Where a point is in more than two, the
    last one is told. Of very many points only some are tried.
    """
    backwards = Zones(zones.codes[::-1], zones.names[::-1], zones.geometries[::-1], zones.epsg)
    tried = np.flatnonzero(zone >= 0)
    tried = tried[:: len(tried) // _TRIED + 1]
    last = len(zones) - 1 - backwards.locate(x[tried], y[tried])
    both = (last < len(zones)) & (last != zone[tried])
    pairs = sorted(set(zip(zone[tried[both]].tolist(), last[both].tolist(), strict=True)))
    found = []
    for one, other in pairs:
        if _is_real(zones, one, other):
            inside = np.flatnonzero(zone == one)
            polygon = Zones([""], [""], [zones.geometries[other]], zones.epsg)
            common = inside[polygon.locate(x[inside], y[inside]) == 0]
            found.append(Overlap(one, other, float(people[common].sum())))
    return found


def _is_real(zones: Zones, first: int, last: int) -> bool:
    """Whether more than a sliver is common: a point may be on a border."""
    one, other = zones.geometries[first], zones.geometries[last]
    common = one.Intersection(other)
    return bool(common.Area() > _SLIVER * min(one.Area(), other.Area()))
