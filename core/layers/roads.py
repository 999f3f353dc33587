"""A layer of lines as plain arrays: points, and the cells of the fields that are wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.text import plain_text, tr
from .tables import WGS84, features_of, require_system


@dataclass
class RoadLines:
    """Lines in longitude and latitude: arrays of shape (k, 2), the feature each comes from."""

    lines: list[np.ndarray] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    #: Field -> its cells, line by line (None where empty).
    cells: dict[str, list[Any]] = field(default_factory=dict)
    #: Features without any line: no geometry, an empty one, a single point.
    without_line: int = 0


def read_roads(
    source: QgsProcessingFeatureSource,
    layer_name: str,
    fields: list[str],
    context: QgsProcessingContext,
    progress: Progress = SILENT,
) -> RoadLines:
    """The lines of a layer, each part of a feature on its own, curves as their chords, heights
    left out, with the cells of ``fields``.

    ``layer_name`` is for messages. Raises InputError for a layer that holds no lines, or
    that has no coordinate reference system.
    """
    if QgsWkbTypes.geometryType(source.wkbType()) != Qgis.GeometryType.Line:
        raise InputError(
            tr("The layer {layer} holds no lines. Choose a layer of roads.", layer=layer_name)
        )
    require_system(source.sourceCrs(), layer_name)
    request = QgsFeatureRequest()
    to_degrees = QgsCoordinateTransform(
        source.sourceCrs(), QgsCoordinateReferenceSystem(WGS84), context.transformContext()
    )
    columns = [source.fields().lookupField(name) for name in fields]
    request.setSubsetOfAttributes(columns)
    roads = RoadLines(cells={name: [] for name in fields})
    cells = list(roads.cells.values())
    kept_values: dict[Any, Any] = {}
    total = max(source.featureCount(), 1)
    for row, feature in enumerate(features_of(source, request)):
        if row % 1000 == 0:
            progress.step(row / total)
        try:
            parts = _parts(feature.geometry(), to_degrees)
        except QgsCsException as error:
            raise InputError(
                tr(
                    "The layer {layer} has points that are nowhere on Earth: its coordinate "
                    "reference system is not the one of its coordinates. Set the right one in the "
                    "layer's properties, then run again.",
                    layer=layer_name,
                )
            ) from error
        roads.without_line += not parts
        roads.lines += parts
        roads.rows += [row] * len(parts)
        for number, column in enumerate(columns):
            value = _cell(feature.attribute(column))
            # The same values are on a million roads: each is kept once.
            cells[number] += [kept_values.setdefault((type(value), value), value)] * len(parts)
    return roads


def _cell(value: Any) -> Any:
    """A cell as one value; several as OpenStreetMap and GDAL write them in a text."""
    if isinstance(value, list):
        return ";".join(map(plain_text, value))
    if isinstance(value, dict):
        return ",".join(f'"{key}"=>"{plain_text(text)}"' for key, text in value.items())
    return None if value == NULL else value


def _parts(geometry: QgsGeometry, to_degrees: QgsCoordinateTransform) -> list[np.ndarray]:
    """The points (k, 2) of each part that is a line. Raises QgsCsException."""
    if geometry.isNull() or geometry.isEmpty():
        return []
    if QgsWkbTypes.isCurvedType(geometry.wkbType()):
        # Before it is transformed: an arc in metres is no longer an arc in degrees.
        geometry = QgsGeometry(geometry.constGet().segmentize())
    geometry.transform(to_degrees)
    parts = []
    for part in geometry.constParts():
        size = 2 + part.is3D() + part.isMeasure()
        # Well-known binary of a line: order of bytes, type and count (9 bytes), then its points.
        points = np.frombuffer(part.asWkb().data(), dtype="<f8", offset=9).reshape(-1, size)[:, :2]
        if len(points) > 1 and np.isfinite(points).all():
            parts.append(points)
    return parts
