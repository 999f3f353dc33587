"""Large networks of a real one: its roads side by side with themselves, joined, as arrays.

``python -m maillage.benchmarks.tiles JUNCTIONS OUTPUT`` writes one with about so many junctions.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..core.common.modes import MODES
from ..core.network.build import build_network
from ..core.network.cutting import Lines
from ..core.network.osm_file import lines_from_osm
from ..core.network.roadnetwork import Network
from .osm_tiles import CLASSES, joints, shifts

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
TOULOUSE = DATA / "network" / "toulouse-2021.osm.pbf"
ANDORRA = DATA / "network" / "andorra-2020.osm.pbf"


def read_lines(path: Path) -> Lines:
    """The roads of an OpenStreetMap file, as they come to ``build_network``."""
    return lines_from_osm(path, list(MODES))


def tiled(lines: Lines, count: int) -> Lines:
    """The roads ``count`` times, a tile beside the other, each joined to its neighbours."""
    box = lines.lon.min(), lines.lat.min(), lines.lon.max(), lines.lat.max()
    moves = np.array(shifts(*map(float, box), count))
    ends, of_road = _ends(lines)
    points = np.column_stack([lines.lon[ends], lines.lat[ends]])
    roads = np.array(joints([(x, y) for x, y in points.tolist()], count), dtype=int).reshape(-1, 4)
    starts = points[roads[:, 1]] + moves[roads[:, 0]]
    stops = points[roads[:, 3]] + moves[roads[:, 2]]
    # A road that joins two tiles is of the kind of the one it starts from.
    rows = np.concatenate([np.tile(np.arange(len(lines.start) - 1), count), of_road[roads[:, 1]]])
    sizes = np.concatenate([np.tile(np.diff(lines.start), count), np.full(len(roads), 2)])
    moved = {
        name: np.concatenate([_moved(getattr(lines, name), by), np.ravel([start, stop], order="F")])
        for name, by, start, stop in zip(("lon", "lat"), moves.T, starts.T, stops.T, strict=True)
    }
    others = {
        field.name: _taken(getattr(lines, field.name), rows, moves)
        for field in dataclasses.fields(lines)
        if field.name not in ("lon", "lat", "start")
    }
    return Lines(**moved, start=np.concatenate([[0], np.cumsum(sizes)]), **others)


def _ends(lines: Lines) -> tuple[np.ndarray, np.ndarray]:
    """(point, road) of the ends of the larger roads that cars drive both ways, a place once."""
    both_ways = (lines.speeds_kmh["car"] > 0).all(axis=1)
    roads = np.flatnonzero(both_ways & lines.highway.isin(CLASSES).to_numpy())
    ends = np.concatenate([lines.start[roads], lines.start[roads + 1] - 1])
    places = np.column_stack([lines.lon[ends], lines.lat[ends]])
    _, once = np.unique(places, axis=0, return_index=True)
    return ends[once], np.tile(roads, 2)[once]


def _moved(values: np.ndarray, moves: np.ndarray) -> np.ndarray:
    return (values + moves[:, None]).ravel()


def _taken(value: Any, rows: np.ndarray, moves: np.ndarray) -> Any:
    """What describes the roads, for the tiled ones; tables of points (barriers) move with them."""
    if value is None:
        return None
    if isinstance(value, dict):
        return {key: _taken(part, rows, moves) for key, part in value.items()}
    if isinstance(value, pd.DataFrame):
        table = pd.concat([value] * len(moves), ignore_index=True)
        for name, by in zip(("lon", "lat"), moves.T, strict=True):
            table[name] = _moved(value[name].to_numpy(), by)
        return table
    if isinstance(value, pd.Series):
        return value.take(rows).reset_index(drop=True)
    return value[rows]


def tiles_for(junctions: int, of_one: int) -> int:
    """How many tiles make about so many junctions."""
    return max(1, round(junctions / of_one))


def large_network(junctions: int) -> Network:
    """Toulouse side by side with itself, with about so many junctions."""
    lines = read_lines(TOULOUSE)
    source = {"name": "tiles"}
    one = build_network(lines, source)
    count = tiles_for(junctions, len(one.x))
    return one if count == 1 else build_network(tiled(lines, count), source)


if __name__ == "__main__":
    large_network(int(sys.argv[1])).save(sys.argv[2])
