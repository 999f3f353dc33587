"""The same places in two dated lists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..common.normalising import normalise
from ..common.progress import SILENT, Progress
from ..common.text import plain_text
from .match import match_places

#: Identifiers serve when so much of the shorter list has its own in the other, and so many of
#: these places have the same name or stand at the same spot.
_SHARED, _ALIKE = 0.5, 0.5
#: Degrees that make a spot: about 100 metres.
_SPOT = 0.001
#: A pair that is more likely one place than two is one.
_LIKELY = 0.5


@dataclass(frozen=True)
class Counterparts:
    """``pairs`` (k, 2): the rows of a place in both lists, each in one pair at most.

    ``by_identifier``: matched by ``place_id``, otherwise by what the lists say of the places;
    ``doubtful``: the number of pairs that may be one place but are not taken as one.
    """

    pairs: np.ndarray
    by_identifier: bool
    doubtful: int = 0


def counterparts(
    before: pd.DataFrame, after: pd.DataFrame, progress: Progress = SILENT
) -> Counterparts:
    """Which places of two lists are the same: by ``place_id`` where that serves, else matched.

    Both have ``place_id``, ``lon`` and ``lat`` (degrees), and ``name``. Numbers that each list
    gives anew do not serve: then names and positions of one identifier would differ. Raises
    InputError for lists that must be matched and cannot be, Cancelled.
    """
    rows_before, rows_after = (_rows(places) for places in (before, after))
    shared = [name for name in rows_before if name in rows_after]
    pairs = np.array([(rows_before[name], rows_after[name]) for name in shared], dtype=int).reshape(
        -1, 2
    )
    are_unique = len(rows_before) == len(before) and len(rows_after) == len(after)
    fewest = min(len(before), len(after))
    if (
        are_unique
        and len(pairs) >= _SHARED * fewest
        and _alike(before, after, pairs) >= _ALIKE * len(pairs)
    ):
        return Counterparts(pairs, by_identifier=True)
    review = match_places(before, after, _LIKELY, whole=True, progress=progress)
    same = review[review["decision"] == "same"]
    matched = [
        (rows_before[b], rows_after[a])
        for b, a in zip(same["base_id"], same["incoming_id"], strict=True)
    ]
    doubtful = int((review["decision"] == "doubtful").sum())
    return Counterparts(np.array(matched, dtype=int).reshape(-1, 2), False, doubtful)


def _rows(places: pd.DataFrame) -> dict[str, int]:
    return {plain_text(name): row for row, name in enumerate(places["place_id"])}


def _alike(before: pd.DataFrame, after: pd.DataFrame, pairs: np.ndarray) -> int:
    """How many pairs have the same name, or stand at the same spot."""
    places_before, places_after = before.iloc[pairs[:, 0]], after.iloc[pairs[:, 1]]
    near = np.ones(len(pairs), dtype=bool)
    for axis in ("lon", "lat"):
        near &= (
            np.abs(places_before[axis].to_numpy(float) - places_after[axis].to_numpy(float)) < _SPOT
        )
    if "name" in before and "name" in after:
        names = [
            [normalise(plain_text(name)) for name in side["name"]]
            for side in (places_before, places_after)
        ]
        near |= [bool(one) and one == other for one, other in zip(*names, strict=True)]
    return int(near.sum())
