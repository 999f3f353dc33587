"""The modes of travel as data: ``profiles.json``, one entry per mode, and ``rules.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ..common.modes import MODES

_HERE = Path(__file__).parent
_DIRECTIONS = ("oneway_forward", "oneway_backward", "oneway_both", "oneway_closed")


@dataclass(frozen=True)
class Profile:
    """A mode of travel: speeds in km/h by road class, times in seconds, distances in metres."""

    mode: str
    speeds_kmh: dict[str, float]
    """Open to the mode, unless a tag says no."""
    permitted_kmh: dict[str, float]
    """Open only where a tag of the mode says so."""
    custom_kmh: dict[str, float]
    """Closed by custom alone: open where any tag lets the mode in, or gives it room beside."""
    paved_kmh: dict[str, float]
    """Where the way is paved."""
    at_most_kmh: dict[str, dict[str, float]]
    """The most that the values of other tags allow; 0 closes the road."""
    maxspeed: bool
    """The speed on the sign is that of the mode."""
    line_kmh: float
    """On lines that say nothing of themselves."""
    junction_seconds: dict[str, float]
    """The wait before a junction: where only equal or lesser roads pass, where a greater does; and
    what is added where one's road ends."""
    oneway: bool
    """One-way roads are one-way for the mode."""
    one_way_key: str
    """The tag that says so, or says no, for the mode alone."""
    contraflow: bool
    """Cycle lanes and signs may open a one-way the other way."""
    access: list[str]
    """The tags that open and close roads, the most precise last."""
    opening: list[str]
    """Those of them that open what the class of road closes."""
    beside: list[str]
    """The tags of a lane or sidewalk for the mode, beside the road."""
    ferry_for_others: list[str]
    """A ferry that names one of these, and not the mode, does not take it."""
    cell_metres: float
    refinements: int
    hole_hectares: float
    """The smallest hole of an isochrone that is drawn."""
    part_hectares: float
    """The smallest part apart, but around a place."""


@cache
def profile(mode: str, walking_kmh: float | None = None) -> Profile:
    """The profile of "car", "bike" or "foot"; on foot at ``walking_kmh``, if that is said."""
    data = json.loads((_HERE / "profiles.json").read_text(encoding="utf-8"))
    settings = Profile(mode, **data[mode])
    if mode != "foot" or walking_kmh is None:
        return settings
    return _at_pace(settings, walking_kmh / settings.line_kmh)


def _at_pace(settings: Profile, ratio: float) -> Profile:
    """The profile of a faster or slower walker; a ferry does not hurry."""
    return replace(
        settings,
        line_kmh=settings.line_kmh * ratio,
        speeds_kmh={
            kind: kmh if kind == "ferry" else kmh * ratio
            for kind, kmh in settings.speeds_kmh.items()
        },
        permitted_kmh={kind: kmh * ratio for kind, kmh in settings.permitted_kmh.items()},
        custom_kmh={kind: kmh * ratio for kind, kmh in settings.custom_kmh.items()},
        at_most_kmh={
            key: {value: kmh * ratio for value, kmh in limits.items()}
            for key, limits in settings.at_most_kmh.items()
        },
    )


@cache
def rules() -> dict[str, Any]:
    """What all modes share: the values of tags, the walk to the network."""
    data: dict[str, Any] = json.loads((_HERE / "rules.json").read_text(encoding="utf-8"))
    return data


@cache
def road_classes() -> frozenset[str]:
    """The values of ``highway`` on which some mode may travel, and "ferry"."""
    settings = [profile(mode) for mode in MODES]
    tables = [(each.speeds_kmh, each.permitted_kmh, each.custom_kmh) for each in settings]
    return frozenset(kind for table in tables for kinds in table for kind in kinds)


@cache
def access_keys() -> frozenset[str]:
    """The tags that open and close roads, those for one direction included."""
    keys = {key for mode in MODES for key in profile(mode).access}
    return frozenset(key + way for key in keys for way in ("", ":forward", ":backward"))


@cache
def known_values(key: str) -> frozenset[str]:
    """The values of a tag, other than those of access and of limits, that the rules know."""
    if key == "highway":
        return road_classes()
    words = rules()
    known = {
        "junction": words["implied_oneway_junctions"],
        "cycleway": words["contraflow_lanes"],
        "surface": words["paved"],
        "barrier": words["barriers"],
    }.get(key.partition(":")[0], [])
    if key.startswith("oneway"):
        known = [word for direction in _DIRECTIONS for word in words[direction]]
    capped = (profile(mode).at_most_kmh.get(key, {}) for mode in MODES)
    return frozenset(known).union(*capped)
