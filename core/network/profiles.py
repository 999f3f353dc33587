"""Who may travel on a road, which way and how fast: rules as data, applied column by column.

Speeds and rules stand in ``profiles.json`` and ``rules.json``. Access follows OpenStreetMap's own
hierarchy: the most precise tag wins (``access`` < ``vehicle`` < ``motor_vehicle`` < ``motorcar``).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

_HERE = Path(__file__).parent
MODES = ("car", "bike", "foot")


@dataclass(frozen=True)
class Profile:
    """A mode of travel; speeds in km/h by road class, times in seconds, distances in metres."""

    mode: str
    speeds_kmh: dict[str, float]
    permitted_kmh: dict[str, float]
    maxspeed: bool
    line_kmh: float
    junction_seconds: dict[str, float]
    oneway: bool
    access: list[str]
    cell_metres: float
    off_network_metres: float


@cache
def profile(mode: str) -> Profile:
    """The profile of "car", "bike" or "foot"."""
    data = json.loads((_HERE / "profiles.json").read_text(encoding="utf-8"))
    return Profile(mode, **data[mode])


@cache
def rules() -> dict[str, Any]:
    """What all modes share: the values of tags, the walk to the network."""
    data: dict[str, Any] = json.loads((_HERE / "rules.json").read_text(encoding="utf-8"))
    return data


def speeds(roads: pd.DataFrame, mode: str) -> np.ndarray:
    """km/h on each road (shape m, 2: along the line and against it), 0 where it is forbidden.

    ``roads`` has one row per road and OpenStreetMap's tags as text columns ("" where absent).
    """
    settings = profile(mode)
    allowed = roads["highway"].map(settings.speeds_kmh).to_numpy(dtype=float)
    permitted = roads["highway"].map(settings.permitted_kmh).to_numpy(dtype=float)
    granted, denied = _access(roads, settings.access)
    speed = np.where(np.isnan(allowed) & granted, permitted, allowed)
    speed = np.where(denied | np.isnan(speed), 0.0, speed)
    if settings.maxspeed:
        limit = parse_speeds(roads["maxspeed"])
        speed = np.where((speed > 0) & (limit > 0), limit, speed)
    along, against = speed.copy(), speed
    if settings.oneway:
        forward, backward = _oneway(roads, mode)
        along = np.where(backward, 0.0, along)
        against = np.where(forward, 0.0, against)
    return np.column_stack([along, against])


def _access(roads: pd.DataFrame, keys: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """(explicitly granted, denied) on each road."""
    value = pd.Series("", index=roads.index)
    for key in keys:
        if key in roads:
            value = value.mask(roads[key] != "", roads[key])
    denied = value.isin(rules()["denied"]).to_numpy()
    return (value != "").to_numpy() & ~denied, denied


def _oneway(roads: pd.DataFrame, mode: str) -> tuple[np.ndarray, np.ndarray]:
    """(along the line only, against the line only) on each road."""
    known = rules()
    value = roads["oneway"].str.lower()
    forward, backward = oneway(value)
    implied = roads["highway"].isin(known["implied_oneway_classes"])
    if "junction" in roads:
        implied |= roads["junction"].isin(known["implied_oneway_junctions"])
    forward = forward | (implied & (value == "")).to_numpy()
    if mode == "bike" and "oneway:bicycle" in roads:
        both_ways = (roads["oneway:bicycle"] == "no").to_numpy()
        forward, backward = forward & ~both_ways, backward & ~both_ways
    return forward, backward


def oneway(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """(along the line only, against it only) from the values of a one-way column (text)."""
    values = values.str.strip().str.lower()
    known = rules()
    return (
        values.isin(known["oneway_forward"]).to_numpy(),
        values.isin(known["oneway_backward"]).to_numpy(),
    )


def parse_speeds(values: pd.Series) -> np.ndarray:
    """km/h from OpenStreetMap's ``maxspeed`` texts ("50", "30 mph", "FR:urban"); 0: unreadable."""
    return values.map({value: _parse_speed(value) for value in values.unique()}).to_numpy(float)


def _parse_speed(text: str) -> float:
    text = text.strip().lower()
    if text in rules()["speed_words"]:
        return float(rules()["speed_words"][text])
    match = re.match(r"(\d+(?:\.\d+)?)\s*(mph)?", text)
    if not match:
        return 0.0
    return float(match[1]) * (1.609344 if match[2] else 1.0)
