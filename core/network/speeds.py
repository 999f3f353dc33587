"""How fast one travels on a road: speeds as data, from OpenStreetMap's tags.

The speed is that of the class of road (or the one on the sign, for cars), and no more than what the
kind of service road, the surface and the like allow: ``profiles.json`` has them all.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from .permissions import access, has_room, one_way, tag
from .profiles import Profile, profile, rules

_KMH_IN_MPH = 1.609344
#: The most that a law in Europe allows (on some motorways of Italy): 500 is a slip for 50.
FASTEST_KMH = 150
#: The tags that give the limit of a zone when ``maxspeed`` does not; all that give limits.
_ZONES = ("maxspeed:type", "source:maxspeed", "zone:maxspeed")
LIMITS = ("maxspeed", "maxspeed:forward", "maxspeed:backward", *_ZONES)


def speeds(
    roads: pd.DataFrame,
    mode: str,
    walking_kmh: float | None = None,
    metres: np.ndarray | None = None,
) -> np.ndarray:
    """km/h on each road (shape m, 2: along the line and against it), 0 where it is forbidden.

    ``roads`` has one row per road and OpenStreetMap's tags as text columns ("" where absent).
    ``metres``: their lengths (m), for the ferries whose crossing is given in minutes.
    """
    settings = profile(mode, walking_kmh)
    kind = road_class(roads)
    permitted = access(roads, settings)
    usual, if_granted, by_custom, if_paved = (
        kind.map(by_class).to_numpy(dtype=float)[:, None]
        for by_class in (
            settings.speeds_kmh,
            settings.permitted_kmh,
            settings.custom_kmh,
            settings.paved_kmh,
        )
    )
    speed = np.where(np.isnan(usual) & permitted.granted, if_granted, usual)
    is_let_in = permitted.let_in | has_room(roads, settings)[:, None]
    speed = np.where(np.isnan(speed) & is_let_in, by_custom, speed)
    speed = np.where((speed > 0) & _is_paved(roads)[:, None], np.fmax(speed, if_paved), speed)
    if settings.maxspeed:
        limit = _limits(roads)
        speed = np.where((speed > 0) & (limit > 0), limit, speed)
    caps = _caps(roads, settings)[:, None]
    speed = np.where(caps < speed, caps, speed)
    ferry = (kind == "ferry").to_numpy()
    if metres is not None:
        speed[ferry] = _ferry_kmh(roads[ferry], speed[ferry], metres[ferry])
    shut = permitted.denied | (one_way(roads, settings) & ~permitted.granted_this_way)
    shut |= (tag(roads, "area") == "yes").to_numpy()[:, None]
    for other in settings.ferry_for_others:
        named = ~tag(roads, other).isin([*rules()["silent"], *rules()["denied"]]).to_numpy()
        shut |= (ferry & named)[:, None] & ~permitted.granted
    return np.where(shut | np.isnan(speed), 0.0, speed)


def road_class(roads: pd.DataFrame) -> pd.Series:
    """The ``highway`` of each road; "ferry" for a ferry."""
    highway = tag(roads, "highway")
    return highway.mask((highway == "") & (tag(roads, "route") == "ferry"), "ferry")


def rank(roads: pd.DataFrame) -> np.ndarray:
    """How important each road is: 0 (motorway) to 7 (the least)."""
    ranks = rules()["ranks"]
    return road_class(roads).map(ranks).fillna(max(ranks.values()) + 1).to_numpy(dtype=np.int8)


def is_roundabout(roads: pd.DataFrame) -> np.ndarray:
    """Whether each road is part of a roundabout."""
    return tag(roads, "junction").isin(rules()["implied_oneway_junctions"]).to_numpy()


def _limits(roads: pd.DataFrame) -> np.ndarray:
    """The signed limit each way (m, 2), 0 where there is none that can be read."""
    both = parse_speeds(tag(roads, "maxspeed"))
    for zone in _ZONES:
        both = np.where(both > 0, both, parse_speeds(tag(roads, zone)))
    ways = [parse_speeds(tag(roads, f"maxspeed:{way}")) for way in ("forward", "backward")]
    return np.column_stack([np.where(way > 0, way, both) for way in ways])


def _is_paved(roads: pd.DataFrame) -> np.ndarray:
    """Whether a tag says so."""
    return (
        tag(roads, "surface").isin(rules()["paved"]) | (tag(roads, "tracktype") == "grade1")
    ).to_numpy()


def _caps(roads: pd.DataFrame, settings: Profile) -> np.ndarray:
    """The most that surface, tracktype and the like allow (m), NaN where they say nothing."""
    caps = np.full(len(roads), np.nan)
    for key, known in settings.at_most_kmh.items():
        caps = np.fmin(caps, tag(roads, key).map(known).to_numpy(dtype=float))
    return caps


def _ferry_kmh(roads: pd.DataFrame, speed: np.ndarray, metres: np.ndarray) -> np.ndarray:
    """The speed that makes a ferry take its duration, the wait to board it counted."""
    duration = np.array([_seconds(text) for text in tag(roads, "duration")])[:, None]
    length = metres[:, None] * 3.6
    crossing = np.where(duration > 0, duration, length / speed)
    return np.asarray(length / (crossing + rules()["boarding_seconds"]))


def _seconds(text: str) -> float:
    """Seconds of a ``duration`` ("20", "1:30", "01:30:00", "PT1H30M"); 0: unreadable."""
    if match := re.fullmatch(r"(\d+):(\d\d?)(?::(\d\d?))?", text):
        return float(match[1]) * 3600 + float(match[2]) * 60 + float(match[3] or 0)
    if match := re.fullmatch(r"pt(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", text):
        return float(match[1] or 0) * 3600 + float(match[2] or 0) * 60 + float(match[3] or 0)
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)(?: ?min)?", text):
        return float(match[1]) * 60
    return 0.0


def parse_speeds(values: pd.Series) -> np.ndarray:
    """km/h from OpenStreetMap's ``maxspeed`` texts ("50", "30 mph", "FR:urban"); 0: unreadable, or
    faster than anyone drives."""
    stated = {value: stated_kmh(value) for value in values.unique()}
    known = {value: kmh if kmh <= FASTEST_KMH else 0.0 for value, kmh in stated.items()}
    return values.map(known).to_numpy(float)


def stated_kmh(text: str) -> float:
    """As it stands, 0 where unreadable. Of several values the first; the number in "FR:zone30" is
    the limit of the zone."""
    text = text.split(";", maxsplit=1)[0].strip().lower()
    if text in rules()["speed_words"]:
        return float(rules()["speed_words"][text])
    match = re.fullmatch(r"(?:[a-z]{2}:(?:zone:?)?)?(\d+(?:\.\d+)?) ?(mph|km/h|kmh|kph)?", text)
    if not match:
        return 0.0
    return float(match[1]) * (_KMH_IN_MPH if match[2] == "mph" else 1.0)
