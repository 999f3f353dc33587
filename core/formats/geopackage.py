"""Changing single attributes and points of a layer in a GeoPackage."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from osgeo import gdal, ogr, osr

from ..common.errors import InputError
from ..common.projection import WGS84, spatial_reference
from ..common.text import tr
from .celledits import CellEdits, Point, RefusedEdit, changed_since
from .rawtable import RawTable

_NUMBERS = {
    ogr.OFTInteger: re.compile(r"-?\d+"),
    ogr.OFTInteger64: re.compile(r"-?\d+"),
    ogr.OFTReal: re.compile(r"-?\d+(\.\d+)?"),
}


def patch_geopackage(
    source: Path, raw: RawTable, changes: CellEdits, output: Path, sheet: str
) -> list[RefusedEdit]:
    """Writes a copy of the GeoPackage with ``changes`` made to one of its layers."""
    journal = source.with_name(f"{source.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise InputError(
            tr(
                "{file} is being written by another program. Close its layers there, then save "
                "again.",
                file=source,
            )
        )
    shutil.copyfile(source, output)
    dataset = gdal.OpenEx(str(output), gdal.OF_VECTOR | gdal.OF_UPDATE, allowed_drivers=["GPKG"])
    layer = dataset.GetLayerByName(sheet) if sheet else dataset.GetLayer(0)
    numbers = [feature.GetFID() for feature in layer]
    if len(numbers) != len(raw.table):
        raise changed_since(source)
    patch = _Layer(layer, raw)
    dataset.StartTransaction()
    for record in sorted({*changes.cells, *changes.points} - changes.removed):
        feature = layer.GetFeature(numbers[record])
        patch.set_cells(feature, record, changes.cells.get(record, {}))
        if record in changes.points:
            patch.set_point(feature, record, changes.points[record])
        layer.SetFeature(feature)
    for record in sorted(changes.removed):
        layer.DeleteFeature(numbers[record])
    for record, row in enumerate(changes.added, start=len(numbers)):
        feature = ogr.Feature(layer.GetLayerDefn())
        patch.set_cells(feature, record, row.cells)
        if row.point is not None:
            patch.set_point(feature, record, row.point)
        layer.CreateFeature(feature)
    dataset.CommitTransaction()
    return patch.refused


class _Layer:
    """Sets values of features; what a field cannot hold is refused."""

    def __init__(self, layer: ogr.Layer, raw: RawTable) -> None:
        self.refused: list[RefusedEdit] = []
        self._fields = {name: number for number, name in enumerate(raw.table.columns)}
        reference = layer.GetSpatialRef()
        self._transform = None
        if reference is not None:
            reference = reference.Clone()
            reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
            self._transform = osr.CoordinateTransformation(spatial_reference(WGS84), reference)

    def set_cells(self, feature: ogr.Feature, record: int, cells: dict[str, str]) -> None:
        for name, text in cells.items():
            number = self._fields[name]
            number_pattern = _NUMBERS.get(feature.GetFieldDefnRef(number).GetType())
            if not text:
                feature.SetFieldNull(number)
            elif number_pattern is None or number_pattern.fullmatch(text):
                feature.SetField(number, text)
            else:
                reason = tr("The column holds numbers only.")
                self.refused.append(RefusedEdit(record, name, reason, text))

    def set_point(self, feature: ogr.Feature, record: int, point: Point | None) -> None:
        old = feature.GetGeometryRef()
        if point is None:
            feature.SetGeometry(None)
            return
        if old is not None and ogr.GT_Flatten(old.GetGeometryType()) != ogr.wkbPoint:
            reason = tr("Its geometry in the file is no point, and is not moved.")
            self.refused.append(RefusedEdit(record, "", reason, f"{point[0]} {point[1]}"))
            return
        geometry = ogr.Geometry(ogr.wkbPoint)
        geometry.AddPoint_2D(*point)
        if self._transform is not None:
            geometry.Transform(self._transform)
        feature.SetGeometry(geometry)
