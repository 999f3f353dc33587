"""Who may travel on a road, and which way, as OpenStreetMap's tags say.

Access follows OpenStreetMap's own hierarchy: the most precise tag wins (``access`` < ``vehicle`` <
``motor_vehicle`` < ``motorcar``), and of one key the form for one direction (``bicycle:backward``).
Only a tag of the mode itself opens what the class of road closes: ``access=yes`` on a footway lets
no car in. What custom alone closes (trunk roads, to bikes and walkers) any leave opens, and so does
a lane or a sidewalk. What is for people with business there (``destination``, ``customers``) is
open; what needs permission (``private``, ``forestry``, ``permit``…) is closed. The values stand in
``rules.json``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .profiles import Profile, rules

DIRECTIONS = ("forward", "backward")


def tag(roads: pd.DataFrame, name: str) -> pd.Series:
    """A column of tags as clean lower-case text, "" where there is none."""
    if name not in roads:
        return pd.Series("", index=roads.index, dtype=object)
    return roads[name].str.strip().str.lower()


@dataclass(frozen=True)
class Access:
    """What explicit tags say, per road and direction (shape m, 2: along the line, against it)."""

    denied: np.ndarray
    let_in: np.ndarray
    """A tag lets it in, of the mode itself or of all traffic."""
    granted: np.ndarray
    """A tag of the mode itself lets it in."""
    granted_this_way: np.ndarray
    """So does a tag of the mode for this direction: a one-way rule does not hold for it."""


def access(roads: pd.DataFrame, settings: Profile) -> Access:
    """What the access tags of ``roads`` (one row each, "" where absent) say to a mode."""
    shape = (len(roads), 2)
    denied, let_in, granted, this_way = np.zeros((4, *shape), dtype=bool)
    for key in settings.access:
        for suffix, columns in (("", [0, 1]), (":forward", [0]), (":backward", [1])):
            if key + suffix not in roads:
                continue
            values = tag(roads, key + suffix)
            speaks = ~values.isin(rules()["silent"]).to_numpy()
            closed = speaks & _is_closed(values)
            opened = speaks & ~closed & (key in settings.opening)
            for column in columns:
                denied[:, column] = np.where(speaks, closed, denied[:, column])
                let_in[:, column] = np.where(speaks, ~closed, let_in[:, column])
                granted[:, column] = np.where(speaks, opened, granted[:, column])
                this_way[:, column] = np.where(speaks, opened & (suffix != ""), this_way[:, column])
    return Access(denied, let_in, granted, this_way)


def has_room(roads: pd.DataFrame, settings: Profile) -> np.ndarray:
    """Whether a lane or sidewalk for the mode runs along each road; one drawn apart does not."""
    found = np.zeros(len(roads), dtype=bool)
    for key in settings.beside:
        found |= ~tag(roads, key).isin(rules()["no_lane"]).to_numpy()
    return found


def _is_closed(values: pd.Series) -> np.ndarray:
    """Whether each value closes: one of several ("agricultural;destination") may open."""
    closed = set(rules()["denied"])
    known = {
        value: all(part.strip() in closed for part in value.split(";")) for value in values.unique()
    }
    return values.map(known).to_numpy(dtype=bool)


def one_way(roads: pd.DataFrame, settings: Profile) -> np.ndarray:
    """Whether a one-way rule closes each direction (shape m, 2) to a mode."""
    value = tag(roads, settings.one_way_key) if settings.one_way_key else tag(roads, "")
    if settings.oneway:
        general = tag(roads, "oneway")
        implied = tag(roads, "highway").isin(rules()["implied_oneway_classes"])
        implied |= tag(roads, "junction").isin(rules()["implied_oneway_junctions"])
        general = general.mask(implied & (general == ""), "yes")
        value = value.where(value != "", general)
    forward, backward = oneway(value)
    closed = np.column_stack([backward, forward])
    closed |= value.isin(rules()["oneway_closed"]).to_numpy()[:, None]
    if settings.contraflow:
        closed &= ~_contraflow(roads)[:, None]
    return closed


def _contraflow(roads: pd.DataFrame) -> np.ndarray:
    """Whether bikes may ride against the one-way: lanes and signs for that, on either side."""
    words = rules()
    against = np.zeros(len(roads), dtype=bool)
    for side in ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both"):
        lane = tag(roads, side)
        against |= lane.isin(words["contraflow_lanes"]).to_numpy()
        has_lane = ~lane.isin(words["no_lane"])
        both = tag(roads, f"{side}:oneway").isin(words["contraflow_directions"])
        against |= (has_lane & both).to_numpy()
    return against


def spelled_out(values: pd.Series, is_geofabrik: bool = False) -> pd.Series:
    """A one-way column with its single letters as words.

    ``t`` and ``f`` are a database's true and false. In the files of Geofabrik F, T and B are
    forward, against and both; a column that holds a B is one of theirs.
    """
    folded = values.str.strip().str.lower()
    is_geofabrik |= bool((folded == "b").any())
    letters = rules()["oneway_letters"]["geofabrik" if is_geofabrik else "boolean"]
    return folded.map(letters).fillna(values)


def oneway(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """(along the line only, against it only) from the values of a one-way column (text)."""
    values = values.str.strip().str.lower()
    words = rules()
    return (
        values.isin(words["oneway_forward"]).to_numpy(),
        values.isin(words["oneway_backward"]).to_numpy(),
    )
