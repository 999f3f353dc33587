"""Roads from any line layer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.projection import WGS84, project
from ..common.text import tr
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
) -> Network:
    """A network from lines (arrays of shape (k, 2)) in the system ``epsg``.

    Lines meet where they share a point. ``speed_kmh`` is the speed by car, line by line (the
    profile's own where None); ``one_way`` a text per line, two-way where it says nothing known.
    Cars, bikes and walkers may use every line. Raises InputError for a speed that is no number.
    """
    points = np.concatenate(polylines) if polylines else np.empty((0, 2))
    lon, lat = project(points[:, 0], points[:, 1], epsg, WGS84)
    start = np.concatenate([[0], np.cumsum([len(line) for line in polylines], dtype=np.int64)])
    count = len(polylines)
    forward, backward = oneway(pd.Series([_text(v) for v in one_way or [""] * count], dtype=str))
    table = {}
    for mode in modes:
        settings = profile(mode)
        speed = np.full((count, 2), settings.line_kmh, dtype=float)
        if settings.maxspeed and speed_kmh is not None:
            speed[:] = _car_speeds(speed_kmh, source["name"])[:, None]
        if settings.oneway:
            speed[backward, 0] = 0
            speed[forward, 1] = 0
        table[mode] = speed
    return build_network(Lines(lon, lat, start, table, pd.Series([""] * count)), source)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _car_speeds(values: list[Any], layer: str) -> np.ndarray:
    speeds = pd.to_numeric(pd.Series(values, dtype=object), errors="coerce").to_numpy(float)
    wrong = np.flatnonzero(~(speeds >= 0))
    if len(wrong):
        raise InputError(
            tr(
                "{layer}: the speed of line {row} is {value}, not a number of km/h. "
                "Correct it, or choose another speed field.",
                layer=layer,
                row=int(wrong[0]) + 1,
                value=values[wrong[0]],
            )
        )
    return speeds
