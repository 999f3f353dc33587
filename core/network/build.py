"""Lines that touch become a network of junctions and edges."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.projection import WGS84, metric_epsg, project
from ..common.text import tr
from .contraction import contract
from .cutting import Cut, Lines, cut_roads
from .parts import large, parts
from .profiles import profile
from .roadnetwork import Network
from .shapes import Shapes
from .simplifying import drawn, merge, sum_along
from .snapping import RoadIndex
from .timing import add_waits, travel_seconds

__all__ = ["Lines", "build_network"]

#: Metres: junctions are numbered in strips so high, so that neighbours have near numbers.
_STRIP = 2_000.0
#: The rank of roads that state none: the least.
_LOWEST_RANK = 7


def build_network(
    lines: Lines,
    source: dict[str, Any],
    progress: Progress = SILENT,
    walking_kmh: float | None = None,
) -> Network:
    """Cuts the roads where they share a point, and times each piece for each mode.

    Roads meet where they share a point, so that a bridge does not meet the road below. Pieces that
    are alike and meet nothing else become one edge. ``walking_kmh`` is kept with the profiles.
    Raises InputError when there is no road that any mode may use.
    """
    joined = _joined(lines, source, progress.part(0, 0.6))
    nodes, tail, head, length = len(joined["x"]), joined["tail"], joined["head"], joined["length"]
    leads_somewhere, contractions = {}, {}
    for mode, seconds in progress.part(0.6, 0.9).over(
        joined["seconds"].items(), len(joined["seconds"])
    ):
        leads_somewhere[mode] = large(parts(tail, head, seconds, nodes), length)
        contractions[mode] = contract(tail, head, seconds[:, ::-1], nodes)
    shapes = joined["shapes"]
    index = RoadIndex.build(shapes.points, shapes.start, list(leads_somewhere.values()))
    progress.step(1)
    return Network(
        **joined,
        leads_somewhere=leads_somewhere,
        contractions=contractions,
        index=index,
        source=source,
        profiles={mode: asdict(profile(mode, walking_kmh)) for mode in lines.speeds_kmh},
    )


def _joined(lines: Lines, source: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """The arrays of the network itself, by the names they have there."""
    progress.step(0)
    cut = cut_roads(lines, source)
    progress.step(0.4)
    epsg, x, y = _projected(lines.lon[cut.point], lines.lat[cut.point], source)
    progress.step(0.7)
    pieces = cut.pieces
    measure = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    metres = measure[pieces.end] - measure[pieces.begin]
    toward = np.empty((len(metres), 2), dtype=np.complex64)
    for side, (end, before) in enumerate(
        ((pieces.end, pieces.end - 1), (pieces.begin, pieces.begin + 1))
    ):
        toward.real[:, side], toward.imag[:, side] = x[end] - x[before], y[end] - y[before]
    chains = merge(pieces, len(cut.at))
    progress.step(0.8)
    seconds = {
        mode: sum_along(chains, _seconds(cut, lines, mode, metres, toward)).astype(np.float32)
        for mode in lines.speeds_kmh
    }
    points, shape_start = drawn(chains, pieces)
    first, last = chains.half[chains.start[:-1]], chains.half[chains.start[1:] - 1]
    leaves = np.column_stack([pieces.tail, pieces.head]).ravel()
    nodes, tail, head = _numbered(leaves[first], leaves[last ^ 1], x[cut.at], y[cut.at])
    progress.step(1)
    return {
        "epsg": epsg,
        "x": x[cut.at[nodes]],
        "y": y[cut.at[nodes]],
        "tail": tail,
        "head": head,
        "length": np.add.reduceat(metres[chains.edge], chains.start[:-1]).astype(np.float32),
        "shapes": Shapes.of(x[points], y[points], shape_start),
        "inhabited": lines.inhabited[cut.road[first >> 1]] & (cut.road[first >> 1] >= 0),
        "seconds": seconds,
    }


def _projected(
    lon: np.ndarray, lat: np.ndarray, source: dict[str, Any]
) -> tuple[int, np.ndarray, np.ndarray]:
    """(EPSG code, x, y): points in the metric system of their middle."""
    epsg = metric_epsg(float(lon.mean()), float(lat.mean()))
    x, y = project(lon, lat, WGS84, epsg)
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise InputError(
            tr(
                "{source} has roads so far from one another that they cannot be measured on one "
                "plane. Choose a file or layer of one region.",
                source=source["name"],
            )
        )
    return epsg, x, y


def _seconds(
    cut: Cut, lines: Lines, mode: str, metres: np.ndarray, toward: np.ndarray
) -> np.ndarray:
    """Seconds along and against each piece (m, 2), waits included; ``toward`` as ``add_waits``."""
    through = (cut.road < 0)[:, None]
    speed = np.where(through, 1.0, lines.speeds_kmh[mode][cut.road])
    seconds = travel_seconds(metres, speed) + cut.passing[mode][:, None]
    rank = np.full(len(lines.highway), _LOWEST_RANK) if lines.rank is None else lines.rank
    rank = np.where(cut.road < 0, _LOWEST_RANK, rank[cut.road]).astype(np.int8)
    roundabout = np.zeros(len(rank), dtype=bool)
    if lines.roundabout is not None:
        roundabout = lines.roundabout[cut.road] & (cut.road >= 0)
    pieces = cut.pieces
    wait = profile(mode).junction_seconds
    add_waits(seconds, pieces.tail, pieces.head, len(cut.at), rank, roundabout, toward, wait)
    return seconds


def _numbered(
    tail: np.ndarray, head: np.ndarray, x: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(nodes kept, new tail, new head of edges): neighbours get near numbers."""
    is_used = np.zeros(len(x), dtype=bool)
    is_used[tail] = is_used[head] = True
    nodes = np.flatnonzero(is_used)
    nodes = nodes[np.lexsort([x[nodes], np.floor(y[nodes] / _STRIP)])]
    number = np.empty(len(x), dtype=np.int32)
    number[nodes] = np.arange(len(nodes), dtype=np.int32)
    return nodes, number[tail], number[head]
