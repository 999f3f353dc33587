"""Territories that overlap: what lies in two of them counts in the first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..territories.zones import Zones

#: Borders drawn twice may cross by less than this share of the smaller territory.
_SLIVER = 0.001


class Overlap(NamedTuple):
    """``people`` live in the territories ``first`` and ``last`` (by number)."""

    first: int
    last: int
    people: float


def overlaps(zones: Zones, x: np.ndarray, y: np.ndarray, people: np.ndarray) -> list[Overlap]:
    """Pairs of zones that overlap where some of the ``people`` at points (metres) are.

    Of a point in more than two, the first and the last one.
    """
    backwards = Zones(zones.codes[::-1], zones.names[::-1], zones.geometries[::-1], zones.epsg)
    first, last = zones.locate(x, y), len(zones) - 1 - backwards.locate(x, y)
    both = np.flatnonzero((first >= 0) & (first != last))
    pairs, number = np.unique(np.column_stack([first, last])[both], axis=0, return_inverse=True)
    counts = np.bincount(number.ravel(), people[both], minlength=len(pairs))
    found = [
        Overlap(int(one), int(other), float(count))
        for (one, other), count in zip(pairs, counts, strict=True)
    ]
    return [overlap for overlap in found if _is_real(zones, overlap)]


def _is_real(zones: Zones, overlap: Overlap) -> bool:
    """Whether more than a sliver is common: a point may be on a border."""
    one, other = zones.geometries[overlap.first], zones.geometries[overlap.last]
    common = one.Intersection(other)
    return bool(common.Area() > _SLIVER * min(one.Area(), other.Area()))
