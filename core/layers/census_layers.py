"""Layers and tables to the raw table of a census, and places to features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsFeature,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime, QVariant

from ..common.progress import SILENT, Progress
from .tables import WGS84, make_fields, point_geometries, read_source, to_features

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from ..formats.rawtable import RawTable


def raw_table(
    source: QgsProcessingFeatureSource, context: QgsProcessingContext, progress: Progress = SILENT
) -> RawTable:
    """A layer's attributes as text and its points; the centroid of other geometries, infinite for
    a shape that has none.

    Raises InputError for a layer without records, with more than any census has, or with geometries
    but no reference system.
    """
    import numpy as np

    from ..formats.rawtable import from_features, refuse_rows

    layer_name = source.sourceName()
    refuse_rows(source.featureCount(), len(source.fields()), layer_name)
    drawn = QgsWkbTypes.geometryType(source.wkbType()) != Qgis.GeometryType.Null
    table, geometries = read_source(source, layer_name, context, WGS84 if drawn else None, progress)
    columns = [[as_text(value) for value in table.iloc[:, n]] for n in range(table.shape[1])]
    cells = [list(row) for row in zip(*columns, strict=True)]
    points, several = np.full((len(table), 2), np.nan), {}
    for number, geometry in enumerate(geometries):
        if not geometry.isEmpty():
            parts, box = geometry.constGet().partCount(), geometry.boundingBox()
            if parts > 1 and (box.width() or box.height()):
                several[number] = parts
            middle = geometry.centroid()  # null for a shape that is broken
            point = middle.asPoint() if not middle.isNull() else None
            points[number] = (point.x(), point.y()) if point else np.inf
    raw = from_features(list(table.columns), cells, points, layer_name)
    raw.format, raw.several = "layer", several
    return raw


def as_text(value: Any) -> str:
    """An attribute as the text of a cell.

    NULL is "", ``9122.0`` is ``9122``, dates are ISO 8601, yes and no ``true`` and ``false``; lists
    of a database are joined by ``|``, structures are JSON, bytes hexadecimal.
    """
    from ..formats.layerfiles import as_json, as_list

    if value is None or value != value or (isinstance(value, QVariant) and value.isNull()):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, QDate | QDateTime | QTime):
        return value.toString(Qt.DateFormat.ISODate)
    if isinstance(value, list | tuple | dict) and not value:
        return ""
    if isinstance(value, list | tuple):
        nested = any(isinstance(element, list | dict) for element in value)
        return as_json(value) if nested else as_list(map(as_text, value))
    if isinstance(value, dict):
        return as_json(value)
    if isinstance(value, QByteArray | bytes):
        return bytes(value).hex()
    return str(value)


def place_features(places: pd.DataFrame) -> tuple[QgsFields, Iterator[QgsFeature]]:
    """The fields and features of a places table; those without position have no geometry."""
    from ..places.fields import attribute_types

    fields = make_fields(attribute_types(places))
    return fields, to_features(places, fields, point_geometries(places))


def report_features(report: pd.DataFrame) -> tuple[QgsFields, Iterator[QgsFeature]]:
    """The fields and features of a census report."""
    from ..places.fields import REPORT_FIELDS

    fields = make_fields(REPORT_FIELDS)
    return fields, to_features(report, fields)
