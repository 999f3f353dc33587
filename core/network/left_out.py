"""The roads of a source that are not in the network, and why."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..common.progress import Progress
from ..common.speech import distance, named, percent
from ..common.text import plural, tr
from .permissions import tag
from .profiles import road_classes, rules
from .speeds import road_class, speeds

#: Metres in a degree of latitude (of longitude at the equator).
_METRES_IN_DEGREE = 111_195.0
#: Roads of an unknown kind may be this share of the length of all; more is a warning.
_TOLERATED = 0.01
#: How many values are named, and how much of one.
_NAMED, _LETTERS = 3, 40


def lengths(lon: np.ndarray, lat: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Metres of lines (m) in degrees, line r from point ``start[r]`` to ``start[r + 1]``."""
    along = np.zeros(len(lon))
    step = np.hypot(np.diff(lon) * np.cos(np.radians(lat[1:])), np.diff(lat))
    np.cumsum(step * _METRES_IN_DEGREE, out=along[1:])
    return along[start[1:] - 1] - along[start[:-1]]


def tell_left_out(
    tags: pd.DataFrame,
    stated: pd.Series,
    of_road: np.ndarray,
    usable: np.ndarray,
    metres: np.ndarray,
    modes: Sequence[str],
    source: str,
    progress: Progress,
) -> None:
    """Counts the roads that no mode may use, reason by reason.

    ``tags`` and ``stated`` (what the source calls the kind of road) have a row for each kind of
    road; ``of_road`` (m) is the row of each road, ``usable`` (m) whether it is in the network,
    ``metres`` (m) its length. Roads whose kind is not known are a warning when they are more than
    1 % of the length of all, without what is not built, an area, or nothing that is a road.
    """
    if usable.all():
        return
    reasons = _reasons(tags, stated, modes)[of_road]
    is_road = ~np.isin(reasons, ["none", "unbuilt", "area"])
    for reason in _REASONS:
        rows = ~usable & (reasons == reason)
        if not rows.any():
            continue
        length = float(metres[rows].sum())
        share = length / max(float(metres[is_road].sum()), 1e-9)
        is_doubtful = reason == "unknown" and share > _TOLERATED
        message = plural(
            "{source}: {n} road is left out ({length}): {reason}.",
            "{source}: {n} roads are left out ({length}): {reason}.",
            int(rows.sum()),
            source=source,
            length=distance(length),
            reason=_said(reason, stated.to_numpy()[of_road[rows]], metres[rows]),
        )
        if is_doubtful:
            progress.warn(
                tr(
                    "{message} This is {share} of the length of all roads. Where they are roads, "
                    "write in the source what OpenStreetMap calls them.",
                    message=message,
                    share=percent(share),
                )
            )
        else:
            progress.say(message)


#: In the order in which they are told.
_REASONS = ("unknown", "none", "unbuilt", "area", "modes", "closed")


def _reasons(tags: pd.DataFrame, stated: pd.Series, modes: Sequence[str]) -> np.ndarray:
    """Why the roads of each kind would be left out, if they are."""
    kind = road_class(tags)
    alone = pd.DataFrame({"highway": kind.where(kind != "ferry", ""), "route": kind})
    is_open = np.any([(speeds(alone, mode) > 0).any(axis=1) for mode in modes], axis=0)
    return np.select(
        [
            tag(tags, "area") == "yes",
            (kind == "") & (stated.str.strip() == ""),
            kind.isin(rules()["not_roads"]),
            ~kind.isin(road_classes()),
            ~is_open,
        ],
        ["area", "none", "unbuilt", "unknown", "modes"],
        "closed",
    )


def _said(reason: str, stated: np.ndarray, metres: np.ndarray) -> str:
    """The reason within a sentence; ``stated`` and ``metres`` of the roads that it holds for."""
    by_length = pd.Series(metres).groupby(stated).sum().sort_values(ascending=False)
    names = named([f"“{text[:_LETTERS]}”" for text in by_length.index], most=_NAMED)
    return {
        "unknown": tr("a kind of road that is not known ({names})", names=names),
        "none": tr("nothing says what kind of road"),
        "unbuilt": tr("not built, no longer there, or no way ({names})", names=names),
        "area": tr("areas"),
        "modes": tr("not for the chosen modes ({names})", names=names),
        "closed": tr("closed to the chosen modes by their own tags"),
    }[reason]
