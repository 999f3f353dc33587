"""Roads from an OpenStreetMap file, read by GDAL."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from osgeo import gdal

from ..common.errors import InputError
from ..common.files import fingerprint, require_file
from ..common.progress import SILENT, Progress
from ..common.text import tr
from .build import Lines, build_network
from .network import Network
from .profiles import speeds

_CONFIGURATION = Path(__file__).parent / "osm.ini"
_TAGS = (
    "highway", "area", "junction", "oneway", "oneway:bicycle", "maxspeed", "access", "vehicle",
    "motor_vehicle", "motorcar", "bicycle", "foot",
)  # fmt: skip


def network_from_osm(path: str | Path, modes: list[str], progress: Progress = SILENT) -> Network:
    """The network of an ``.osm.pbf`` or ``.osm`` file for ``modes``.

    Raises InputError for a file that is not OpenStreetMap's or has no road.
    """
    path = require_file(path)
    progress.say(tr("Reading the roads of {path}…", path=path.name))
    lon, lat, start, roads = _read_roads(path, progress.part(0, 0.7))
    if roads.empty:
        raise InputError(tr("{path} holds no road (no way with a highway tag).", path=path))
    lines = Lines(lon, lat, start, {mode: speeds(roads, mode) for mode in modes}, roads["highway"])
    progress.step(0.8)
    return build_network(lines, describe(path))


def describe(path: Path) -> dict[str, Any]:
    """Name, date and fingerprint of a source file."""
    modified = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
    return {
        "name": path.name,
        "date": modified.date().isoformat(),
        "sha256": fingerprint(path),
    }


def _read_roads(
    path: Path, progress: Progress
) -> tuple[np.ndarray, np.ndarray, np.ndarray, pd.DataFrame]:
    points: list[np.ndarray] = []
    tags: list[tuple[str, ...]] = []
    dataset = _open(path)
    dataset.ExecuteSQL("SET interest_layers = lines")
    layer = dataset.GetLayerByName("lines")
    layer.SetAttributeFilter("highway IS NOT NULL")
    for number, feature in enumerate(layer):
        if number % 5000 == 0:
            progress.step(1 - 1 / (1 + number / 20000))
        geometry = feature.GetGeometryRef()
        if feature["area"] == "yes" or geometry.GetPointCount() < 2:
            continue
        points.append(np.array(geometry.GetPoints())[:, :2])
        tags.append(tuple(feature[tag] or "" for tag in _TAGS))
    counts = [len(line) for line in points]
    all_points = np.concatenate(points) if points else np.empty((0, 2))
    start = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    return all_points[:, 0], all_points[:, 1], start, pd.DataFrame(tags, columns=list(_TAGS))


def _open(path: Path) -> gdal.Dataset:
    try:
        dataset = gdal.OpenEx(
            str(path),
            gdal.OF_VECTOR,
            allowed_drivers=["OSM"],
            open_options=[f"CONFIG_FILE={_CONFIGURATION}"],
        )
    except RuntimeError:
        dataset = None
    if dataset is None:
        raise InputError(
            tr(
                "{path} is not an OpenStreetMap file. "
                "Choose a .osm.pbf or .osm file, or a line layer.",
                path=path,
            )
        )
    return dataset
