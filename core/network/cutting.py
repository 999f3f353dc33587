"""Roads cut into pieces where they share a point, or where something bars them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.text import tr
from .profiles import rules
from .simplifying import Pieces

#: Points that are the same to 1e-7 degree, OpenStreetMap's own precision (about 1 cm), are one
#: point.
_PRECISION = 1e7


@dataclass
class Lines:
    """Roads as read: longitudes and latitudes of all points, road r from start[r] to start[r+1].

    ``speeds_kmh[mode]``: along and against each road (m, 2), 0 where forbidden. ``rank`` (m): 0 for
    a motorway to 6 for a residential street, 7 for the rest. ``roundabout`` (m): boolean.
    ``barriers``: ``lon``, ``lat`` and by mode the seconds to pass there (infinite: closed).
    ``ends_only`` (m): roads that meet others only at their ends (a tunnel, a bridge), if any.
    """

    lon: np.ndarray
    lat: np.ndarray
    start: np.ndarray
    speeds_kmh: dict[str, np.ndarray]
    highway: pd.Series
    rank: np.ndarray | None = None
    roundabout: np.ndarray | None = None
    barriers: pd.DataFrame | None = None
    ends_only: np.ndarray | None = None

    @property
    def usable(self) -> np.ndarray:
        """Whether any mode may use each road (m), in either direction."""
        open_to = [(speed > 0).any(axis=1) for speed in self.speeds_kmh.values()]
        return np.any(open_to, axis=0) if open_to else np.zeros(len(self.start) - 1, dtype=bool)

    @property
    def inhabited(self) -> np.ndarray:
        """Whether people live along each road (m): by its class, and where none is stated."""
        return self.highway.isin([*rules()["inhabited_classes"], ""]).to_numpy()


@dataclass
class Cut:
    """Roads cut into pieces, piece p a part of road ``road[p]`` (-1: through a barrier).

    ``point``: the points in the lines that are drawn, in the order that pieces count them; ``at``:
    which of these stands for each node. ``passing[mode]``: seconds through barriers, 0 on roads.
    """

    pieces: Pieces
    road: np.ndarray
    point: np.ndarray
    at: np.ndarray
    passing: dict[str, np.ndarray]


def cut_roads(lines: Lines, source: dict[str, Any]) -> Cut:
    """The pieces of the usable roads, between the points that they share."""
    road, point, key = _points_of(lines, lines.usable)
    if not len(point):
        raise _no_road(source)
    keys, at, node = _unique(key)
    last = np.flatnonzero(np.diff(road, append=-1))
    first = np.concatenate([[0], last[:-1] + 1])
    if lines.ends_only is not None:
        apart = lines.ends_only[road]
        apart[first] = apart[last] = False
        node[apart] = len(at) + np.arange(apart.sum(), dtype=np.int32)
        at = np.concatenate([at, np.flatnonzero(apart).astype(np.int32)])
    uses = np.bincount(node, minlength=len(at))
    uses[node[first]] += 1
    uses[node[last]] += 1
    barriers, passing = _barriers(lines, keys)
    uses[barriers] = 2
    cuts = uses > 1
    begin, end = _between(cuts[node], last)
    if not len(begin):
        raise _no_road(source)
    number = np.cumsum(cuts, dtype=np.int32) - 1
    along, against = _alike(lines)
    of = road[begin]
    tail, head = number[node[begin]], number[node[end]]
    pieces = Pieces(begin, end, tail, head, along[of], against[of])
    none = np.zeros(len(of), dtype=np.float32)
    cut = Cut(pieces, of, point, at[cuts], dict.fromkeys(lines.speeds_kmh, none))
    return _with_barriers(cut, number[barriers], passing) if len(barriers) else cut


def _unique(key: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """As ``np.unique`` with index and inverse, in half of the memory."""
    order = np.argsort(key)
    ordered = key[order]
    new = np.diff(ordered, prepend=ordered[0] - 1) != 0
    node = np.empty(len(key), dtype=np.int32)
    node[order] = np.cumsum(new, dtype=np.int32) - 1
    return ordered[new], order[new].astype(np.int32), node


def _points_of(lines: Lines, roads: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(road, index, key) of the points of the chosen roads, those repeated in a row left out."""
    road = np.repeat(np.arange(len(roads), dtype=np.int32), np.diff(lines.start))
    point = np.flatnonzero(roads[road]).astype(np.int32)
    road = road[point]
    key = _key(lines.lon[point], lines.lat[point])
    new = np.ones(len(point), dtype=bool)
    new[1:] = (road[1:] != road[:-1]) | (key[1:] != key[:-1])
    return road[new], point[new], key[new]


def _key(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """A number for each place on Earth, the same for points closer than the precision."""
    key = np.rint(lon * _PRECISION).astype(np.int64)
    key *= 4_000_000_000
    key += np.rint(lat * _PRECISION).astype(np.int64)
    return key


def _between(cuts: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(first, last point) of the pieces between consecutive cuts of a road."""
    cut = np.flatnonzero(cuts).astype(np.int32)
    is_last = np.zeros(len(cuts), dtype=bool)
    is_last[last] = True
    goes_on = ~is_last[cut[:-1]]
    return cut[:-1][goes_on], cut[1:][goes_on]


def _alike(lines: Lines) -> tuple[np.ndarray, np.ndarray]:
    """(along, against): a number for what a traveller meets on each road, either way."""
    inhabited = lines.inhabited
    code = np.concatenate([inhabited, inhabited]).astype(int)
    for speed in lines.speeds_kmh.values():
        speed_code, _ = pd.factorize(speed.T.ravel())
        code, _ = pd.factorize(code * (speed_code.max() + 1) + speed_code)
    code = code.astype(np.int32)
    return code[: len(inhabited)], code[len(inhabited) :]


def _barriers(lines: Lines, keys: np.ndarray) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """(node, seconds by mode) of the barriers that stand on a road."""
    nothing = np.empty(0, dtype=np.int64)
    if lines.barriers is None or lines.barriers.empty:
        return nothing, {}
    key = _key(lines.barriers["lon"].to_numpy(), lines.barriers["lat"].to_numpy())
    node = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    node, row = np.unique(np.where(keys[node] == key, node, -1), return_index=True)
    row = row[node >= 0]
    return node[node >= 0], {
        mode: lines.barriers[mode].fillna(0).to_numpy(dtype=float)[row] for mode in lines.speeds_kmh
    }


def _with_barriers(cut: Cut, barriers: np.ndarray, passing: dict[str, np.ndarray]) -> Cut:
    """Each road end at a barrier gets a node of its own, joined to the barrier's by a passage.

    So it can be reached from all sides, and crossed only as the passage allows: half of the seconds
    on the way in, half on the way out.
    """
    pieces = cut.pieces
    number = np.full(len(cut.at), -1)
    number[barriers] = np.arange(len(barriers))
    ends = np.column_stack([pieces.tail, pieces.head]).ravel()
    stopped = np.flatnonzero(number[ends] >= 0)
    barrier = number[ends[stopped]]
    new_nodes = len(cut.at) + np.arange(len(stopped), dtype=np.int32)
    ends[stopped] = new_nodes
    # A passage is drawn by the same point twice.
    place = cut.at[barriers[barrier]]
    point = np.concatenate([cut.point, np.repeat(cut.point[place], 2)])
    begin = len(cut.point) + 2 * np.arange(len(stopped), dtype=np.int32)
    kind = np.full(len(stopped), -1, dtype=np.int32)
    joined = [
        (pieces.begin, begin), (pieces.end, begin + 1),
        (ends[::2], new_nodes), (ends[1::2], barriers[barrier]),
        (pieces.along, kind), (pieces.against, kind),
    ]  # fmt: skip
    return Cut(
        Pieces(*(np.concatenate(pair) for pair in joined)),
        np.concatenate([cut.road, np.full(len(stopped), -1)]),
        point,
        np.concatenate([cut.at, place]),
        {mode: np.append(cut.passing[mode], passing[mode][barrier] / 2) for mode in passing},
    )


def _no_road(source: dict[str, Any]) -> InputError:
    return InputError(
        tr(
            "{source} holds no road that the chosen modes may use. "
            "Choose a file or layer of roads.",
            source=source["name"],
        )
    )
