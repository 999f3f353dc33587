"""Coordinates of a moved point, written as the file writes its own."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from ...common.projection import WGS84, project
from ...formats.celledits import Point
from ...formats.source import Source
from ..pointcells import (
    degrees,
    is_sexagesimal,
    point_of,
    write_degrees,
    write_point,
)
from ..positions import order_of_pairs
from ..schemas.schema import Schema

#: Nearer than this (degrees, about 1 cm) a point has not moved: reprojecting can shift it as much.
_NOISE = 1e-7
#: Nearer than this (degrees, about 20 cm) a cell says a point.
_SAME = 2e-6
_NUMBER = re.compile(r"-?\d+(?:[.,](\d+))?")


class Coordinates:
    """The pairs of columns that a source of a schema has."""

    def __init__(self, source: Source, schema: Schema) -> None:
        self._source = source
        self._pairs = [
            {**pair, "lon": lon, "lat": lat}
            for pair in schema.coordinates
            if "lon" in pair
            and (lon := source.name_of(pair["lon"]))
            and (lat := source.name_of(pair["lat"]))
        ]
        points = (source.name_of(each["point"]) for each in schema.coordinates if "point" in each)
        #: The columns that hold both, with their order.
        self._points = {name: order_of_pairs(source, name) for name in filter(None, points)}
        self.columns = {pair[name] for pair in self._pairs for name in ("lon", "lat")}
        self.columns |= set(self._points)
        raw = source.raw
        #: Whether points are written into geometries.
        self.has_geometry = raw.format in ("geojson", "gpkg") and (
            raw.lon is not None or not self.columns
        )

    @staticmethod
    def moved(old: np.ndarray, new: np.ndarray) -> np.ndarray:
        """Which of n points (n, 2), in degrees, NaN without one, stand elsewhere."""
        lost = np.isnan(old).any(axis=1) != np.isnan(new).any(axis=1)
        with np.errstate(invalid="ignore"):
            return np.asarray(lost | (np.abs(old - new) > _NOISE).any(axis=1), dtype=bool)

    def cells(
        self, point: Point | None, old: Point, position: str, cells: Mapping[str, str]
    ) -> dict[str, str]:
        """The cells to write for ``point``: in each pair that held the ``old`` one, else (without
        geometry) in the pair meant for ``position`` or the first. Without a point, they are
        emptied."""
        pairs = [pair for pair in self._pairs if self._says(pair, old, cells)]
        points = [name for name in self._points if self._holds(name, old, cells)]
        if point is None:
            emptied = [pair[name] for pair in pairs for name in ("lon", "lat")]
            return dict.fromkeys([*emptied, *points], "")
        if not pairs and not points and not self.has_geometry:
            of_position = [pair for pair in self._pairs if pair["position"] == position]
            pairs = (of_position or self._pairs)[:1]
            points = [] if pairs else list(self._points)[:1]
        written = {}
        for name in points:
            written[name] = write_point(*point, self._example(name, cells), self._points[name])
        for pair in pairs:
            for name, value in zip(("lon", "lat"), self._project(pair, point), strict=True):
                written[pair[name]] = self._write(pair, pair[name], value, cells)
        return written

    def _example(self, column: str, cells: Mapping[str, str]) -> str:
        """A cell to write like: the one that is there, else the first of the column."""
        return cells.get(column, "").strip() or next(filter(None, self._source.column(column)), "")

    def _holds(self, column: str, point: Point, cells: Mapping[str, str]) -> bool:
        """Whether a cell that holds both coordinates is ``point``."""
        read = point_of(cells.get(column, "").strip(), self._points[column])
        return all(abs(a - b) <= _SAME for a, b in zip(read, point, strict=True))

    def _says(self, pair: Mapping[str, Any], point: Point, cells: Mapping[str, str]) -> bool:
        """Whether the pair's cells are ``point``, to the precision they are written in."""
        texts = [cells.get(pair[name], "").strip() for name in ("lon", "lat")]
        if all(map(is_sexagesimal, texts)):
            read = map(degrees, texts)
            return all(abs(a - b) <= _SAME for a, b in zip(read, point, strict=True))
        if not all(map(_NUMBER.fullmatch, texts)) or not all(map(math.isfinite, point)):
            return False
        written = [float(text.replace(",", ".")) for text in texts]
        return all(
            abs(a - b) <= max(0.5 * 10 ** -_decimals(text), 1e-6)
            for a, b, text in zip(written, self._project(pair, point), texts, strict=True)
        )

    @staticmethod
    def _project(pair: Mapping[str, Any], point: Point) -> Point:
        x, y = project([point[0]], [point[1]], WGS84, pair.get("epsg") or WGS84)
        return float(x[0]), float(y[0])

    def _write(
        self, pair: Mapping[str, Any], column: str, value: float, cells: Mapping[str, str]
    ) -> str:
        """A number with the decimals and the sign that the column has; the same cell if it says
        the same."""
        example = self._example(column, cells)
        if is_sexagesimal(example):
            return write_degrees(value, example, "EW" if column == pair["lon"] else "NS")
        texts = [text for text in self._source.column(column) if _NUMBER.fullmatch(text)]
        usual = int(np.median([_decimals(text) for text in texts])) if texts else 0
        least, most = (0, 3) if pair.get("epsg", WGS84) != WGS84 else (6, 8)
        text = f"{value:.{min(max(usual, least), most)}f}"
        old = cells.get(column, "").strip()
        if _NUMBER.fullmatch(old) and float(old.replace(",", ".")) == float(text):
            return cells[column]
        comma = sum("," in text_read for text_read in texts) > len(texts) / 2
        return text.replace(".", ",") if comma else text


def _decimals(text: str) -> int:
    match = _NUMBER.fullmatch(text)
    return len(match[1] or "") if match else 0
