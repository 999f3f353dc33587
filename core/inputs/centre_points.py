"""CENTRES: the points where the people of communes stand, such as town halls or settlements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.speech import named
from ..common.text import plain_text, plural, tr
from .given import Given
from .place_points import places_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.standing import Centres
    from ..territories.zones import Zones

#: Centres named in one message, at most.
_NAMED = 20
#: OpenStreetMap's key of settlements.
_PLACE = "place"


def find_given_centres(
    given: Given, zones: Zones, progress: Progress
) -> tuple[Centres, np.ndarray] | None:
    """(CENTRES, the number of that of each zone; -1: none), None where none are given.

    Raises InputError where none of them is that of a zone.
    """
    from ..access.standing import find_centres

    source = given.optional_source("CENTRES")
    if source is None:
        return None
    layer = source.sourceName()
    centres = _centres(places_of(source, given.context, progress), zones.epsg)
    found = find_centres(zones, centres)
    if len(found.far):
        progress.warn(
            plural(
                "{layer}: {n} point has the code of a territory that it lies far from. It is left "
                "out: {named}",
                "{layer}: {n} points have the code of a territory that they lie far from. They are "
                "left out: {named}",
                len(found.far),
                layer=layer,
                named=named([centres.label(n) for n in found.far.tolist()], _NAMED),
            )
        )
    if (found.of_zone < 0).all():
        raise InputError(
            tr(
                "None of the points of {layer} (CENTRES) has the code of a territory of {demand}, "
                "or lies in one. Choose town halls, or settlements (OpenStreetMap's place).",
                layer=layer,
                demand=given.source("DEMAND").sourceName(),
            )
        )
    return centres, found.of_zone


def _centres(table: pd.DataFrame, epsg: int) -> Centres:
    """The points of a table that have a position. Without a code, those that say that they are
    another kind of ``place`` than a settlement are none.
    """
    import numpy as np

    from ..access.standing import SETTLEMENTS, Centres, settlement_rank
    from ..common.projection import WGS84, project
    from ..territories.zones import CODE_NAMES, NAME_NAMES

    columns = {name.lower(): name for name in table}
    code = next((columns[name] for name in CODE_NAMES if name in columns), None)
    name = next((columns[name] for name in NAME_NAMES if name in columns), None)
    rank = np.zeros(len(table), dtype=int)
    codes = np.array([plain_text(value) for value in table[code]] if code else [""] * len(table))
    if _PLACE in columns:
        rank = settlement_rank(table[columns[_PLACE]])
    usable = np.isfinite(table["lon"].to_numpy(dtype=float)) & ((rank >= 0) | (codes != ""))
    table, rank, codes = table[usable], rank[usable], codes[usable]
    x, y = project(table["lon"], table["lat"], WGS84, epsg)
    names = [plain_text(value) for value in table[name]] if name else [""] * len(table)
    return Centres(x, y, codes.tolist(), names, np.where(rank < 0, len(SETTLEMENTS), rank))
