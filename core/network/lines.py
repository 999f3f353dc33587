"""Roads from any line layer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.projection import WGS84, project
from ..common.text import plain_text, plural, tr
from .build import build_network
from .cutting import Lines
from .left_out import lengths, tell_left_out
from .line_layers import Kinds
from .one_value import tell_choices
from .permissions import oneway, spelled_out
from .profiles import profile, rules
from .roadnetwork import Network
from .speeds import is_roundabout, rank, road_class, speeds
from .too_fast import slowed, tell_limits


def network_from_lines(
    polylines: list[np.ndarray],
    epsg: int,
    modes: list[str],
    speed_kmh: list[Any] | None,
    one_way: list[Any] | None,
    source: dict[str, Any],
    rows: list[int] | None = None,
    kinds: Kinds | None = None,
    walking_kmh: float | None = None,
    progress: Progress = SILENT,
) -> Network:
    """A network from lines (arrays of shape (k, 2)) in the system ``epsg``.

    Lines meet where they share a point. ``kinds`` says what the roads are, and speeds and rules
    are then theirs; else every mode may use every line. ``speed_kmh`` is the speed by car, line
    by line (the profile's own where None, closed to cars where 0); ``one_way`` a text per line,
    two-way where it says nothing known: either wins over what ``kinds`` says. ``rows`` is the
    feature that each line comes from, for messages; ``walking_kmh``, the profile's own where None.
    Raises InputError for a speed that is no number, and for coordinates that are nowhere on Earth.
    """
    points = np.concatenate(polylines) if polylines else np.empty((0, 2))
    lon, lat = project(points[:, 0], points[:, 1], epsg, WGS84)
    _require_earth(lon, lat, source["name"])
    start = np.concatenate([[0], np.cumsum([len(line) for line in polylines], dtype=np.int64)])
    count = len(polylines)
    stated = kinds.speed_kmh[kinds.of_line] if kinds else np.full(count, np.nan)
    if speed_kmh is not None:
        stated = _car_speeds(speed_kmh, rows or list(range(count)), source["name"], progress)
    if any(profile(mode).maxspeed for mode in modes):
        stated = slowed(stated, progress)
    direction = _directions(one_way, progress) if one_way is not None else None
    progress.step(0.2)
    table = {}
    for mode in modes:
        table[mode] = _speeds(mode, count, kinds, direction, walking_kmh)
        if profile(mode).maxspeed:
            table[mode] = _with_stated(table[mode], stated)
    if kinds is None:
        roads = Lines(lon, lat, start, table, pd.Series([""] * count, dtype=object))
    else:
        roads = Lines(
            lon,
            lat,
            start,
            table,
            road_class(kinds.tags).iloc[kinds.of_line].reset_index(drop=True),
            rank=rank(kinds.tags)[kinds.of_line],
            roundabout=is_roundabout(kinds.tags)[kinds.of_line],
            ends_only=kinds.ends_only[kinds.of_line],
        )
        _tell(kinds, roads, source["name"], progress)
        if speed_kmh is None:
            tell_limits(kinds.tags, kinds.of_line, modes, progress)
    return build_network(roads, source, progress.part(0.2, 1), walking_kmh)


def _tell(kinds: Kinds, roads: Lines, layer: str, progress: Progress) -> None:
    """Says which of several values count, and what is left out."""
    tell_choices(kinds.choices, kinds.of_line, progress)
    tell_left_out(
        kinds.tags,
        kinds.stated,
        kinds.of_line,
        roads.usable,
        lengths(roads.lon, roads.lat, roads.start),
        list(roads.speeds_kmh),
        layer,
        progress,
    )


def _speeds(
    mode: str,
    count: int,
    kinds: Kinds | None,
    direction: pd.Series | None,
    walking_kmh: float | None,
) -> np.ndarray:
    """km/h (count, 2: along and against) by what the roads are; the same on all if not known."""
    settings = profile(mode, walking_kmh)
    if kinds:
        roads = kinds.tags if direction is None else kinds.tags.assign(oneway="no")
        speed = speeds(roads, mode, walking_kmh)[kinds.of_line]
    else:
        speed = np.full((count, 2), settings.line_kmh, dtype=float)
    if settings.oneway and direction is not None:
        forward, backward = oneway(direction)
        speed[backward, 0] = 0
        speed[forward, 1] = 0
    return speed


def _require_earth(lon: np.ndarray, lat: np.ndarray, layer: str) -> None:
    if not ((np.abs(lon) <= 180) & (np.abs(lat) <= 90)).all():
        raise InputError(
            tr(
                "The layer {layer} has points that are nowhere on Earth: its coordinate reference "
                "system is not the one of its coordinates. Set the right one in the layer's "
                "properties, then run again.",
                layer=layer,
            )
        )


def _with_stated(speed: np.ndarray, stated: np.ndarray) -> np.ndarray:
    """``speed`` replaced by what is stated, wherever it is open and something is."""
    replaced = np.where(np.isnan(stated)[:, None], speed, stated[:, None])
    return np.where(speed > 0, replaced, 0.0)


def _directions(values: list[Any], progress: Progress) -> pd.Series:
    """The one-way column in words that are known; says what of it is not understood."""
    texts = pd.Series([plain_text(value) for value in values], dtype=object)
    words = spelled_out(texts)
    forward, backward = oneway(words)
    both = words.str.strip().str.lower().isin(["", *rules()["oneway_both"]]).to_numpy()
    unknown = ~forward & ~backward & ~both
    if unknown.any():
        progress.warn(
            plural(
                "{n} line has a one-way value that is not known, such as “{value}”: it is "
                "taken as two-way.",
                "{n} lines have a one-way value that is not known, such as “{value}”: they are "
                "taken as two-way.",
                int(unknown.sum()),
                value=texts[unknown.argmax()],
            )
        )
    return words


def _car_speeds(values: list[Any], rows: list[int], layer: str, progress: Progress) -> np.ndarray:
    """km/h, NaN where nothing is stated."""
    texts = pd.Series([plain_text(value) for value in values], dtype=str)
    numbers = pd.to_numeric(texts.str.replace(",", ".", regex=False), errors="coerce")
    speed = numbers.to_numpy(float)
    wrong = np.flatnonzero(~((speed >= 0) & np.isfinite(speed)) & (texts != "").to_numpy())
    if len(wrong):
        raise InputError(
            tr(
                "{layer}: the speed of line {row} is “{value}”, not a number of km/h from 0 up. "
                "Correct it, or choose another speed field.",
                layer=layer,
                row=str(rows[wrong[0]] + 1),
                value=texts[wrong[0]],
            )
        )
    closed = int((speed == 0).sum())
    if closed:
        progress.say(
            plural(
                "{n} line has the speed 0: it is closed to cars.",
                "{n} lines have the speed 0: they are closed to cars.",
                closed,
            )
        )
    return speed
