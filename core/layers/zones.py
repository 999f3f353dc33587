"""Polygon layers to the zones that the plain rooms compute with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from osgeo import osr
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingFeatureSource

from ..common.errors import InputError
from ..common.text import tr

if TYPE_CHECKING:
    from ..territories.zones import Zones


def zones_from_source(
    source: QgsProcessingFeatureSource,
    what: str,
    code: str | None = None,
    name: str | None = None,
    epsg: int | None = None,
) -> Zones:
    """The polygons of a layer with their code and name (found by usual names when not given).

    ``what`` names the layer in messages; ``epsg`` is the metric system wanted. Raises InputError
    for a layer without polygons, without such a column or without a reference system.
    """
    from ..territories.zones import CODE_NAMES, NAME_NAMES, Zones, find_column

    columns = [field.name() for field in source.fields()]
    code = find_column(columns, code, CODE_NAMES, what)
    name = name or next((column for column in NAME_NAMES if column in columns), code)
    rows = []
    for number, feature in enumerate(source.getFeatures(), start=1):
        if not feature.hasGeometry():
            raise InputError(
                tr("{layer}: feature {number} has no polygon.", layer=what, number=number)
            )
        wkb = feature.geometry().asWkb().data()
        rows.append((feature[code] or None, feature[name] or None, wkb))
    return Zones.from_wkb(rows, reference(source.sourceCrs()), what, epsg)


def reference(crs: QgsCoordinateReferenceSystem) -> osr.SpatialReference | None:
    """The same system for GDAL, None if the layer has none."""
    if not crs.isValid():
        return None
    system = osr.SpatialReference()
    system.ImportFromWkt(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED))
    return system
