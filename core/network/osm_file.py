"""A network from an OpenStreetMap file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import numpy as np

from ..common.errors import InputError
from ..common.files import fingerprint, require_file
from ..common.progress import SILENT, Progress
from ..common.text import tr
from .barriers import passing_seconds
from .build import build_network
from .cutting import Lines
from .osm_reader import Roads, read_barriers, read_roads
from .roadnetwork import Network
from .speeds import is_roundabout, rank, road_class, speeds

#: Metres in a degree of latitude (of longitude at the equator).
_METRES_IN_DEGREE = 111_195.0


def network_from_osm(
    path: str | Path,
    modes: list[str],
    progress: Progress = SILENT,
    walking_kmh: float | None = None,
) -> Network:
    """The network of an ``.osm.pbf`` or ``.osm`` file for ``modes``.

    ``walking_kmh``: on foot, the profile's own where None. Raises InputError for a file that is
    not OpenStreetMap's, is damaged, or has no road.
    """
    path = require_file(path)
    lines = lines_from_osm(path, modes, progress.part(0, 0.5), walking_kmh)
    return build_network(lines, describe(path), progress.part(0.5, 1), walking_kmh)


def lines_from_osm(
    path: Path, modes: list[str], progress: Progress = SILENT, walking_kmh: float | None = None
) -> Lines:
    """The roads of the file as ``build_network`` takes them. Raises as ``network_from_osm``."""
    progress.say(tr("Reading the roads of {path}…", path=path.name))
    barriers = read_barriers(path, progress.part(0, 0.2))
    roads = read_roads(path, progress.part(0.2, 0.8))
    if not len(roads.kind):
        raise InputError(tr("{path} holds no road (no way with a highway tag).", path=path))
    return Lines(
        roads.lon,
        roads.lat,
        roads.start,
        {mode: _speeds(roads, mode, walking_kmh) for mode in modes},
        road_class(roads.tags).iloc[roads.kind].reset_index(drop=True),
        rank=rank(roads.tags)[roads.kind],
        roundabout=is_roundabout(roads.tags)[roads.kind],
        barriers=passing_seconds(barriers, modes),
    )


def describe(path: Path) -> dict[str, Any]:
    """Name, date and fingerprint of a source file."""
    modified = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
    return {
        "name": path.name,
        "date": modified.date().isoformat(),
        "sha256": fingerprint(path),
    }


def _speeds(roads: Roads, mode: str, walking_kmh: float | None) -> np.ndarray:
    """km/h on each road, both ways (m, 2): those of its tags, and of its length for a ferry."""
    table = speeds(roads.tags, mode, walking_kmh)[roads.kind]
    ferries = np.flatnonzero((road_class(roads.tags) == "ferry").to_numpy()[roads.kind])
    if len(ferries):
        metres = np.array([_metres(roads, ferry) for ferry in ferries])
        tags = roads.tags.iloc[roads.kind[ferries]].reset_index(drop=True)
        table[ferries] = speeds(tags, mode, walking_kmh, metres)
    return table


def _metres(roads: Roads, road: int) -> float:
    points = slice(roads.start[road], roads.start[road + 1])
    lat = roads.lat[points]
    east = np.diff(roads.lon[points]) * np.cos(np.radians(lat.mean()))
    return float(np.hypot(east, np.diff(lat)).sum() * _METRES_IN_DEGREE)
