"""Lines that touch become a network of junctions and edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.projection import WGS84, metric_epsg, project
from ..common.text import tr
from .network import Network
from .profiles import profile, rules

#: Two points closer than this are one: 1e-7 degree, OpenStreetMap's own precision (about 1 cm).
_PRECISION = 1e7


@dataclass
class Lines:
    """Roads as read: longitudes and latitudes of all points, road r from start[r] to start[r+1].

    ``speeds_kmh[mode]``: along and against each road (m, 2), 0 where forbidden. ``rank`` (m): 0 for
    a motorway to 6 for a residential street, 7 for the rest. ``roundabout`` (m): boolean.
    ``barriers``: ``lon``, ``lat`` and by mode the seconds to pass there (infinite: closed).
    ``ends_only`` (m): roads that meet others at their ends alone (a tunnel, a bridge), if any.
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


def build_network(lines: Lines, source: dict[str, Any]) -> Network:
    """Cuts the roads where they share a point, and times each piece for each mode.

    Roads meet where they share a point, so that a bridge does not meet the road below. Raises
    InputError when there is no road that any mode may use.
    """
    usable = np.zeros(len(lines.start) - 1, dtype=bool)
    for speed in lines.speeds_kmh.values():
        usable |= (speed > 0).any(axis=1)
    if not usable.any():
        raise _no_road(source)
    road, point = _points_of(lines, usable)
    node, first = _nodes(lines.lon[point], lines.lat[point])
    road_end = np.flatnonzero(np.diff(road, append=-1))
    road_begin = np.concatenate([[0], road_end[:-1] + 1])
    if lines.ends_only is not None:
        alone = lines.ends_only[road]
        alone[road_begin] = alone[road_end] = False
        node[alone] = len(first) + np.arange(alone.sum())
        first = np.concatenate([first, np.flatnonzero(alone)])
    uses = np.bincount(node)
    uses[node[road_begin]] += 1
    uses[node[road_end]] += 1
    cuts = uses[node] > 1
    edges, shape, shape_start = _pieces(cuts, road_begin, road_end)
    if not len(edges):
        raise _no_road(source)
    epsg = metric_epsg(float(lines.lon[point].mean()), float(lines.lat[point].mean()))
    x, y = project(lines.lon[point], lines.lat[point], WGS84, epsg)
    junctions, ends = np.unique(node[edges], return_inverse=True)
    ends = ends.reshape(edges.shape)
    network = Network(
        epsg=epsg,
        x=x[first[junctions]],
        y=y[first[junctions]],
        tail=ends[:, 0].astype(np.int32),
        head=ends[:, 1].astype(np.int32),
        shape_start=shape_start,
        shape_x=x[shape],
        shape_y=y[shape],
        inhabited=lines.highway.isin([*rules()["inhabited_classes"], ""]).to_numpy()[
            road[edges[:, 0]]
        ],
        seconds={},
        source=source,
    )
    for mode, speed in lines.speeds_kmh.items():
        network.seconds[mode] = _seconds(network, speed[road[edges[:, 0]]], mode)
    return network


def _no_road(source: dict[str, Any]) -> InputError:
    return InputError(
        tr(
            "{source} holds no road that the chosen modes may use. "
            "Choose a file or layer of roads.",
            source=source["name"],
        )
    )


def _points_of(lines: Lines, roads: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(road, index) of the points of the chosen roads, points repeated in a row left out."""
    road = np.repeat(np.arange(len(roads)), np.diff(lines.start))
    point = np.flatnonzero(roads[road])
    road = road[point]
    lon, lat = lines.lon[point], lines.lat[point]
    new = np.ones(len(point), dtype=bool)
    new[1:] = (np.diff(road) != 0) | (np.diff(lon) != 0) | (np.diff(lat) != 0)
    return road[new], point[new]


def _nodes(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(node of each point, a point of each node): points at the same place are one node."""
    column = np.round(lon * _PRECISION).astype(np.int64)
    row = np.round(lat * _PRECISION).astype(np.int64)
    key = column * np.int64(4_000_000_000) + row
    _, first, node = np.unique(key, return_index=True, return_inverse=True)
    return node, first


def _pieces(
    cuts: np.ndarray, road_begin: np.ndarray, road_end: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Edges between consecutive cuts of a road: their end points (m, 2), shape points, starts."""
    cut = np.flatnonzero(cuts)
    is_end = np.zeros(len(cuts), dtype=bool)
    is_end[road_end] = True
    begins = cut[:-1][~is_end[cut[:-1]]]
    ends = cut[1:][~is_end[cut[:-1]]]
    size = ends - begins + 1
    shape_start = np.concatenate([[0], np.cumsum(size)])
    shape = np.repeat(begins - shape_start[:-1], size) + np.arange(size.sum())
    return np.column_stack([begins, ends]), shape, shape_start


def _seconds(network: Network, speed_kmh: np.ndarray, mode: str) -> np.ndarray:
    """Seconds along and against each edge: length over speed, plus the wait at its end junction."""
    degree = np.bincount(np.concatenate([network.tail, network.head]), minlength=len(network.x))
    wait = np.where(degree > 2, profile(mode).junction_seconds["equal"], 0.0)
    with np.errstate(divide="ignore"):
        seconds = network.length[:, None] * 3.6 / speed_kmh
    seconds += np.column_stack([wait[network.head], wait[network.tail]])
    return np.maximum(seconds, 0.001).astype(np.float32)
