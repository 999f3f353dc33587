"""A layer before it is written: a table, its fields, geometries and their system."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from .tables import WGS84, beside, read_source, table_fields

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Layer:
    """Rows to write, with geometries or without."""

    table: pd.DataFrame
    fields: QgsFields
    geometries: list[QgsGeometry | None] | None = None
    kind: Qgis.WkbType = Qgis.WkbType.NoGeometry
    crs: QgsCoordinateReferenceSystem = field(
        default_factory=lambda: QgsCoordinateReferenceSystem(WGS84)
    )

    @classmethod
    def plain(cls, table: pd.DataFrame) -> Layer:
        """A table without geometries."""
        return cls(table, table_fields(table))

    @classmethod
    def beside(
        cls,
        table: pd.DataFrame,
        figures: pd.DataFrame,
        source: QgsProcessingFeatureSource,
        geometries: list[QgsGeometry | None] | None,
    ) -> Layer:
        """A source's own columns and geometries, followed by figures, row by row.

        Its own columns with the figures' names are kept, prefixed ``src_``.
        """
        table, fields = beside(table, figures.reset_index(drop=True), source.fields())
        return cls(table, fields, geometries, polygon_type(source), source.sourceCrs())

    @classmethod
    def describing(
        cls,
        source: QgsProcessingFeatureSource,
        figures: pd.DataFrame,
        context: QgsProcessingContext,
    ) -> Layer:
        """The same, reading the source again."""
        table, geometries = read_source(source, source.sourceName(), context)
        return cls.beside(table, figures, source, geometries)


def polygon_type(source: QgsProcessingFeatureSource) -> Qgis.WkbType:
    """The type to write a source's geometries with: several parts where they are polygons."""
    if QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Polygon:
        return QgsWkbTypes.multiType(source.wkbType())
    return source.wkbType()
