"""A network from an OpenStreetMap file."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ..common.files import fingerprint, require_file
from ..common.progress import SILENT, Progress
from ..common.text import tr
from .barriers import passing_seconds
from .build import build_network
from .cutting import Lines
from .left_out import lengths, tell_left_out
from .one_value import one_value, tell_choices
from .osm_reader import Roads, read_barriers, read_roads
from .osm_source import readable, without_roads
from .roadnetwork import Network
from .speeds import is_roundabout, rank, road_class, speeds
from .too_fast import tell_limits


def network_from_osm(
    path: str | Path,
    modes: list[str],
    progress: Progress = SILENT,
    walking_kmh: float | None = None,
) -> Network:
    """The network of an ``.osm.pbf`` or ``.osm`` file for ``modes``, compressed or not.

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
    with readable(path, progress.part(0, 0.1)) as source:
        barriers = read_barriers(source, progress.part(0.1, 0.3), path)
        kinds, _ = one_value(barriers.drop(columns=["lon", "lat"]))
        roads = read_roads(source, progress.part(0.3, 0.8), path)
        if not len(roads.kind):
            raise without_roads(source, path)
    stated = road_class(roads.tags)
    tags, choices = one_value(roads.tags)
    tell_choices(choices, roads.kind, progress)
    tell_limits(tags, roads.kind, modes, progress)
    roads = replace(roads, tags=tags)
    metres = lengths(roads.lon, roads.lat, roads.start)
    lines = Lines(
        roads.lon,
        roads.lat,
        roads.start,
        {mode: _speeds(roads, metres, mode, walking_kmh) for mode in modes},
        road_class(roads.tags).iloc[roads.kind].reset_index(drop=True),
        rank=rank(roads.tags)[roads.kind],
        roundabout=is_roundabout(roads.tags)[roads.kind],
        barriers=passing_seconds(barriers.assign(**kinds), modes),
    )
    tell_left_out(tags, stated, roads.kind, lines.usable, metres, modes, path.name, progress)
    return lines


def describe(path: Path) -> dict[str, Any]:
    """Name, date and fingerprint of a source file."""
    modified = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
    return {
        "name": path.name,
        "date": modified.date().isoformat(),
        "sha256": fingerprint(path),
    }


def _speeds(roads: Roads, metres: np.ndarray, mode: str, walking_kmh: float | None) -> np.ndarray:
    """km/h on each road, both ways (m, 2): those of its tags, and of its length for a ferry."""
    table = speeds(roads.tags, mode, walking_kmh)[roads.kind]
    ferries = np.flatnonzero((road_class(roads.tags) == "ferry").to_numpy()[roads.kind])
    if len(ferries):
        tags = roads.tags.iloc[roads.kind[ferries]].reset_index(drop=True)
        table[ferries] = speeds(tags, mode, walking_kmh, metres[ferries])
    return table
