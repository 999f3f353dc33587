"""Polygon layers to the zones that the plain rooms compute with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from osgeo import osr
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsProcessingFeatureSource,
)

from ..common.errors import InputError
from ..common.text import tr
from .tables import features_of, has_system

if TYPE_CHECKING:
    from ..territories.zones import Zones


def zones_from_source(
    source: QgsProcessingFeatureSource,
    layer_name: str,
    code: str | None = None,
    epsg: int | None = None,
) -> Zones:
    """The polygons of a layer with their code (found by usual names when not given) and name.

    ``layer_name`` is for messages; ``epsg`` is the metric system wanted. Raises InputError
    for a layer without polygons, without the column ``code``, or without a reference system; a
    layer without any usual code gets its features' numbers.
    """
    from ..territories.zones import CODE_NAMES, NAME_NAMES, Zones, find_column

    columns = [field.name() for field in source.fields()]
    if code or {column.lower() for column in columns} & set(CODE_NAMES):
        code = find_column(columns, code, CODE_NAMES, layer_name)
    name = next((column for column in NAME_NAMES if column in columns), code)
    rows = []
    for number, feature in enumerate(features_of(source), start=1):
        if not feature.hasGeometry():
            raise InputError(
                tr(
                    "{layer}: feature {number} has no polygon.",
                    layer=layer_name,
                    number=str(number),
                )
            )
        wkb = feature.geometry().asWkb().data()
        rows.append(
            (_cell(feature, code) if code else number, _cell(feature, name) if name else "", wkb)
        )
    return Zones.from_wkb(rows, reference(source.sourceCrs()), layer_name, epsg)


def _cell(feature: QgsFeature, name: str) -> object:
    value = feature[name]
    return None if value == NULL else value


def reference(crs: QgsCoordinateReferenceSystem) -> osr.SpatialReference | None:
    """The same system for GDAL, None if the layer has none."""
    if not has_system(crs):
        return None
    system = osr.SpatialReference()
    system.ImportFromWkt(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED))
    return system
