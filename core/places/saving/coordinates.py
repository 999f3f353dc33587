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
from ..schemas.schema import Schema

#: Nearer than this (degrees, about 1 cm) a point has not moved: reprojecting can shift it as much.
_NOISE = 1e-7
_NUMBER = re.compile(r"-?\d+(?:[.,](\d+))?")


class Coordinates:
    """The pairs of columns that a source of a schema has."""

    def __init__(self, source: Source, schema: Schema) -> None:
        self._source = source
        self._pairs = [
            {**pair, "lon": lon, "lat": lat}
            for pair in schema.coordinates
            if (lon := source.name_of(pair["lon"])) and (lat := source.name_of(pair["lat"]))
        ]
        self.columns = {pair[name] for pair in self._pairs for name in ("lon", "lat")}
        raw = source.raw
        #: Whether points are written into geometries.
        self.has_geometry = raw.format in ("geojson", "gpkg") and (
            raw.lon is not None or not self._pairs
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
        if point is None:
            return {pair[name]: "" for pair in pairs for name in ("lon", "lat")}
        if not pairs and not self.has_geometry:
            of_position = [pair for pair in self._pairs if pair["position"] == position]
            pairs = (of_position or self._pairs)[:1]
        written = {}
        for pair in pairs:
            for name, value in zip(("lon", "lat"), self._project(pair, point), strict=True):
                written[pair[name]] = self._write(pair, pair[name], value, cells)
        return written

    def _says(self, pair: Mapping[str, Any], point: Point, cells: Mapping[str, str]) -> bool:
        """Whether the pair's cells are ``point``, to the precision they are written in."""
        texts = [cells.get(pair[name], "").strip() for name in ("lon", "lat")]
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
