"""Columns of positions, by their content: both coordinates in one cell, or degrees with minutes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

from ...formats.columnnames import column_key
from ..pointcells import degrees, is_latitude_first, is_sexagesimal, point_of

#: Usual names of such a column, the surest first; between columns of points the name decides.
_NAMES = (
    "geo_point_2d", "geopoint", "geo_point", "point_geo", "wgs84", "coordonnees", "coordonnees_gps",
    "gps", "coordinates", "latlon", "lat_lon", "latlng", "geolocalisation", "localisation",
    "position", "point", "wkt", "geom", "geometry", "the_geom", "geo_shape",
)  # fmt: skip
_KEYS = [column_key(name) for name in _NAMES]
#: So many of the filled cells must be points in France.
_ENOUGH = 0.8
#: Two numbers need decimals to be a point: house numbers and codes have none.
_DECIMALS = re.compile(r"\d[.,]\d|[°º]")


def point_column(
    cells: dict[str, list[str]], inside: Callable[[float, float], bool]
) -> tuple[str, float]:
    """The column of which most cells are points ``inside``, and their share; ("", 0) without."""
    shares = {column: _share(texts, inside) for column, texts in cells.items()}
    enough = [column for column, share in shares.items() if share >= _ENOUGH]
    best = min(enough, key=lambda column: _rank(column), default="")
    return best, shares.get(best, 0.0)


def in_decimals(
    table: pd.DataFrame, cells: dict[str, list[str]]
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """The same with decimal degrees in the columns of degrees, minutes and seconds."""
    columns = [
        column
        for column, texts in cells.items()
        if texts and sum(map(is_sexagesimal, texts)) >= _ENOUGH * len(texts)
    ]
    table = table.assign(**{column: table[column].map(_decimal) for column in columns})
    return table, {**cells, **{column: list(map(_decimal, cells[column])) for column in columns}}


def _decimal(text: str) -> str:
    text = text.strip()
    return f"{degrees(text):.7f}" if is_sexagesimal(text) else text


def _share(texts: list[str], inside: Callable[[float, float], bool]) -> float:
    telling = [text for text in texts if _DECIMALS.search(text)]
    if not telling or len(telling) < _ENOUGH * len(texts):
        return 0.0
    latitude_first = is_latitude_first(telling, inside)
    points = (point_of(text, latitude_first) for text in telling)
    return sum(inside(lon, lat) for lon, lat in points) / len(texts)


def _rank(column: str) -> int:
    key = column_key(column)
    return _KEYS.index(key) if key in _KEYS else len(_KEYS)
