"""Where places are: the coordinates of a census, and how sure they are."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from ..common.normalising import normalise
from ..common.number_text import number_in
from ..common.projection import WGS84, project
from ..formats.source import Source
from .france import in_france
from .pointcells import degrees, is_latitude_first, point_of
from .schemas.schema import Schema

#: Nearer than this (degrees, some 10 cm) two coordinates are the same.
_SAME = 1e-6

#: No metric system of a country has coordinates beyond these (metres).
_BEYOND = 1e7


@dataclass
class Positions:
    """``lon`` and ``lat`` in degrees (n, NaN when missing), ``position`` as in POSITIONS.

    ``faults`` are pairs, or points, that could not be used: (record, "unreadable" | "zero" |
    "range", text).
    """

    lon: np.ndarray
    lat: np.ndarray
    position: list[str]
    faults: list[tuple[int, str, str]] = field(default_factory=list)


def read_positions(source: Source, schema: Schema) -> Positions:
    """The first usable pair of coordinates of each record, then the point of its geometry.

    A point that a geocoder put on the town because it did not know the address has the position
    "commune", and so has the average of several points. Where a layer's point is not where its
    columns say, the point wins: it is what was drawn; an average does not.
    """
    count = len(source)
    positions = Positions(np.full(count, np.nan), np.full(count, np.nan), ["missing"] * count)
    for pair in schema.coordinates:
        read = _read_points if "point" in pair else _read_pair
        read(source, pair, positions)
    _use_geometry(source, positions)
    _mark_town_centres(source, schema, positions)
    return positions


def order_of_pairs(source: Source, column: str) -> bool:
    """Whether the latitude comes first in a column of pairs of numbers."""
    return is_latitude_first(source.whole.column(column), in_france)


def _read_points(source: Source, column: dict[str, Any], positions: Positions) -> None:
    texts = source.column(column["point"])
    latitude_first = order_of_pairs(source, column["point"])
    for record, text in enumerate(texts):
        if text:
            lon, lat = point_of(text, latitude_first)
            _place(record, lon, lat, "zero" if lat == 0 else "", text, column, positions)


def _read_pair(source: Source, pair: dict[str, Any], positions: Positions) -> None:
    east, north = source.column(pair["lon"]), source.column(pair["lat"])
    number = number_in if "epsg" in pair else degrees
    x, y = (np.array([number(text) for text in texts]) for texts in (east, north))
    lon, lat = (x, y) if "epsg" not in pair else _degrees(x, y, pair["epsg"])
    for record in range(len(source)):
        if not (east[record] or north[record]):
            continue
        text = f"{north[record] or '-'} {east[record] or '-'}"
        fault = "zero" if y[record] == 0 else ""
        _place(record, lon[record], lat[record], fault, text, pair, positions)


def _place(
    record: int,
    lon: float,
    lat: float,
    fault: str,
    text: str,
    of: dict[str, Any],
    positions: Positions,
) -> None:
    """Puts a record at a point that can be used, if it has none yet."""
    fault = _fault(lon, lat) or fault
    if fault:
        positions.faults.append((record, fault, text))
    elif positions.position[record] == "missing":
        positions.lon[record], positions.lat[record] = lon, lat
        positions.position[record] = of["position"]


def _degrees(x: np.ndarray, y: np.ndarray, epsg: int) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude; infinite where the numbers are beyond the system."""
    beyond = (np.abs(x) > _BEYOND) | (np.abs(y) > _BEYOND)
    lon, lat = project(np.where(beyond, np.nan, x), np.where(beyond, np.nan, y), epsg, WGS84)
    lon[beyond] = lat[beyond] = np.inf
    return lon, lat


def _fault(lon: float, lat: float) -> str:
    if math.isnan(lon) or math.isnan(lat):
        return "unreadable"
    if lat == 0:  # the longitude 0 crosses France, the equator does not
        return "zero"
    if abs(lat) > 90 or abs(lon) > 180:
        return "range"
    return ""


def _use_geometry(source: Source, positions: Positions) -> None:
    raw = source.raw
    if raw.lon is None or raw.lat is None:
        return
    reported = {(record, fault) for record, fault, _ in positions.faults}
    for record in np.flatnonzero(~np.isnan(raw.lon)).tolist():
        lon, lat = float(raw.lon[record]), float(raw.lat[record])
        fault = _fault(lon, lat)
        if fault:
            if (record, fault) not in reported:
                text = f"{lat:.6f} {lon:.6f}" if math.isfinite(lat) else ""
                positions.faults.append((record, fault, text))
        elif record in raw.several:
            if positions.position[record] == "missing":
                positions.lon[record], positions.lat[record] = lon, lat
                positions.position[record] = "commune"
        elif not math.hypot(positions.lon[record] - lon, positions.lat[record] - lat) < _SAME:
            positions.lon[record], positions.lat[record] = lon, lat
            positions.position[record] = "given"


def _mark_town_centres(source: Source, schema: Schema, positions: Positions) -> None:
    geocoded = next((p for p in schema.coordinates if p["position"] == "geocoded"), None)
    if geocoded is None:
        return
    columns = (
        source.column(schema.geocoder["address"]),
        source.column(schema.geocoder["city"]),
        source.column(geocoded["lon"]),
        source.column(geocoded["lat"]),
    )
    alike = cache(lambda address, city: normalise(address) == normalise(city))
    for record, (address, city, east, north) in enumerate(zip(*columns, strict=True)):
        if address and alike(address, city):
            lon, lat = degrees(east), degrees(north)
            if math.hypot(lon - positions.lon[record], lat - positions.lat[record]) < _SAME:
                positions.position[record] = "commune"
