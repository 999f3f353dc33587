"""Roads from any line layer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.projection import WGS84, project
from ..common.text import plain_text, tr
from .build import Lines, build_network
from .network import Network
from .profiles import oneway, profile


def network_from_lines(
    polylines: list[np.ndarray],
    epsg: int,
    modes: list[str],
    speed_kmh: list[Any] | None,
    one_way: list[Any] | None,
    source: dict[str, Any],
    rows: list[int] | None = None,
) -> Network:
    """A network from lines (arrays of shape (k, 2)) in the system ``epsg``.

    Lines meet where they share a point. ``speed_kmh`` is the speed by car, line by line (the
    profile's own where None); ``one_way`` a text per line, two-way where it says nothing known.
    Cars, bikes and walkers may use every line. ``rows`` is the feature that each line comes from,
    for messages. Raises InputError for a speed that is no number.
    """
    points = np.concatenate(polylines) if polylines else np.empty((0, 2))
    lon, lat = project(points[:, 0], points[:, 1], epsg, WGS84)
    start = np.concatenate([[0], np.cumsum([len(line) for line in polylines], dtype=np.int64)])
    count = len(polylines)
    forward, backward = oneway(
        pd.Series([plain_text(v) for v in one_way or [""] * count], dtype=str)
    )
    table = {}
    for mode in modes:
        settings = profile(mode)
        speed = np.full((count, 2), settings.line_kmh, dtype=float)
        if settings.maxspeed and speed_kmh is not None:
            stated = _car_speeds(speed_kmh, rows or list(range(count)), source["name"])
            speed[:] = np.where(np.isnan(stated), settings.line_kmh, stated)[:, None]
        if settings.oneway:
            speed[backward, 0] = 0
            speed[forward, 1] = 0
        table[mode] = speed
    return build_network(Lines(lon, lat, start, table, pd.Series([""] * count)), source)


def _car_speeds(values: list[Any], rows: list[int], layer: str) -> np.ndarray:
    """km/h, NaN where nothing is stated."""
    texts = pd.Series([plain_text(value) for value in values], dtype=str)
    speeds = pd.to_numeric(texts, errors="coerce").to_numpy(float)
    wrong = np.flatnonzero(~((speeds >= 0) & np.isfinite(speeds)) & (texts != "").to_numpy())
    if len(wrong):
        raise InputError(
            tr(
                "{layer}: the speed of line {row} is “{value}”, not a number of km/h from 0 up. "
                "Correct it, or choose another speed field.",
                layer=layer,
                row=rows[wrong[0]] + 1,
                value=texts[wrong[0]],
            )
        )
    return speeds
