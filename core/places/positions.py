"""Where places are: the coordinates of a census, and how sure they are."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from ..common.normalising import normalise
from ..common.projection import WGS84, project
from ..formats.source import Source
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
        _read_pair(source, pair, positions)
    _use_geometry(source, positions)
    _mark_town_centres(source, schema, positions)
    return positions


def _read_pair(source: Source, pair: dict[str, Any], positions: Positions) -> None:
    east, north = source.column(pair["lon"]), source.column(pair["lat"])
    x, y = (np.array([_number(text) for text in texts]) for texts in (east, north))
    lon, lat = (x, y) if "epsg" not in pair else _degrees(x, y, pair["epsg"])
    for record in range(len(source)):
        if not (east[record] or north[record]):
            continue
        fault = _fault(lon[record], lat[record]) or ("zero" if y[record] == 0 else "")
        if fault:
            positions.faults.append(
                (record, fault, f"{north[record] or '-'} {east[record] or '-'}")
            )
        elif positions.position[record] == "missing":
            positions.lon[record], positions.lat[record] = lon[record], lat[record]
            positions.position[record] = pair["position"]


def _degrees(x: np.ndarray, y: np.ndarray, epsg: int) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude; infinite where the numbers are beyond the system."""
    beyond = (np.abs(x) > _BEYOND) | (np.abs(y) > _BEYOND)
    lon, lat = project(np.where(beyond, np.nan, x), np.where(beyond, np.nan, y), epsg, WGS84)
    lon[beyond] = lat[beyond] = np.inf
    return lon, lat


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan


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
            lon, lat = _number(east), _number(north)
            if math.hypot(lon - positions.lon[record], lat - positions.lat[record]) < _SAME:
                positions.position[record] = "commune"
