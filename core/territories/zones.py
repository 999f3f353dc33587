"""Polygons with a code: communes, EPCI, départements, neighbourhoods."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

from ..common.errors import InputError
from ..common.files import require_file
from ..common.projection import WGS84, is_undefined, metric_epsg, spatial_reference
from ..common.speech import named
from ..common.text import plain_text, tr
from .united_parts import parts_of

#: Column names that hold a territory's code, most precise first.
CODE_NAMES = (
    "insee", "code_insee", "insee_com", "codgeo", "code_commune", "depcom", "code_iris",
    "epci", "code_epci", "siren_epci", "code_siren", "dep", "insee_dep", "code_dep", "code",
)  # fmt: skip
#: Square metres below which a polygon is a line that closes on itself.
_NO_GROUND = 0.01
NAME_NAMES = (
    "nom", "name", "nom_officiel", "libelle", "libgeo", "nom_com", "nom_comm", "nom_commune",
    "commune", "epci_nom",
)  # fmt: skip


@dataclass
class Zones:
    """Polygons in the metric system ``epsg``, each with a code and a name."""

    codes: list[str]
    names: list[str]
    geometries: list[ogr.Geometry]
    epsg: int

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def envelopes(self) -> np.ndarray:
        """Bounding boxes, shape (n, 4): west, east, south, north (metres)."""
        return np.array([geometry.GetEnvelope() for geometry in self.geometries]).reshape(-1, 4)

    @cached_property
    def _prepared(self) -> dict[int, ogr.PreparedGeometry]:
        return {}

    def locate(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Index of the zone that holds each point (shape n, metres), -1 outside all.

        Where zones overlap, or on a shared boundary, the first one wins.
        """
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        zone_of_point = np.full(x.size, -1)
        order = np.argsort(x, kind="stable")
        ordered = x[order]
        for zone, (west, east, south, north) in enumerate(self.envelopes):
            near = order[np.searchsorted(ordered, west) : np.searchsorted(ordered, east, "right")]
            near = near[(zone_of_point[near] < 0) & (y[near] >= south) & (y[near] <= north)]
            if len(near):
                zone_of_point[near[self._holds(zone, x[near], y[near])]] = zone
        return zone_of_point

    def _holds(self, zone: int, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        prepared = self._prepared.get(zone)
        if prepared is None:
            prepared = self._prepared[zone] = self.geometries[zone].CreatePreparedGeometry()
        point = ogr.Geometry(ogr.wkbPoint)
        inside = np.zeros(len(x), dtype=bool)
        for number, (easting, northing) in enumerate(zip(x.tolist(), y.tolist(), strict=True)):
            point.SetPoint_2D(0, easting, northing)
            inside[number] = prepared.Intersects(point)
        return inside

    def distance_to(self, zone: int, x: float, y: float) -> float:
        """Metres from a point to the zone; 0 inside."""
        point = ogr.Geometry(ogr.wkbPoint)
        point.SetPoint_2D(0, x, y)
        return float(self.geometries[zone].Distance(point))

    def united(self) -> Zones:
        """One zone for each code: all parts that have it. The name is that of the first."""
        parts = parts_of(self.codes)
        if parts is None:
            return self
        first = [int(rows[0]) for rows in parts.rows]
        return Zones(
            [self.codes[row] for row in first],
            [self.names[row] for row in first],
            [_union([self.geometries[row] for row in rows]) for rows in parts.rows],
            self.epsg,
        )

    @classmethod
    def read(
        cls,
        path: str | Path,
        layer: str | None = None,
        code: str | None = None,
        name: str | None = None,
        epsg: int | None = None,
    ) -> Zones:
        """The polygons of a file that GDAL reads; ``code`` and ``name`` are found when not given.

        Raises InputError when the file has no polygons, no such column or no reference system.
        """
        path = require_file(path)
        try:
            dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
        except (RuntimeError, UnicodeDecodeError):  # the latter of a message that quotes the file
            dataset = None
        source = dataset and (dataset.GetLayerByName(layer) if layer else dataset.GetLayer(0))
        if source is None:
            raise InputError(tr("Cannot read polygons from {path}.", path=path))
        columns = [field.GetName() for field in source.schema]
        code = find_column(columns, code, CODE_NAMES, str(path))
        name = name or next((c for c in NAME_NAMES if c in columns), code)
        rows = []
        for number, feature in enumerate(source, start=1):
            geometry = feature.GetGeometryRef()
            if geometry is None:
                raise InputError(
                    tr("{layer}: feature {number} has no polygon.", layer=path, number=str(number))
                )
            rows.append((feature[code], feature[name], geometry.ExportToWkb()))
        return cls.from_wkb(rows, source.GetSpatialRef(), str(path), epsg)

    @classmethod
    def from_wkb(
        cls,
        rows: list[tuple[object, object, bytes]],
        reference: osr.SpatialReference | None,
        layer_name: str,
        epsg: int | None = None,
    ) -> Zones:
        """Zones from rows of (code, name, WKB) in the system ``reference``.

        ``layer_name`` is for messages; ``epsg`` is the metric system wanted (found from the place
        on Earth when not given). Polygons that cross themselves are repaired. Raises InputError
        without a reference system or rows, and for what is no polygon or cannot be projected.
        """
        if reference is None or is_undefined(reference.GetName()):
            raise InputError(
                tr(
                    "{layer} has no coordinate reference system. "
                    "Set it in the layer's properties, then run again.",
                    layer=layer_name,
                )
            )
        if not rows:
            raise InputError(
                tr("{layer} holds no polygon. Choose another layer.", layer=layer_name)
            )
        reference = reference.Clone()
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        geometries = [ogr.CreateGeometryFromWkb(bytes(row[2])) for row in rows]
        if epsg is None:
            epsg = metric_epsg(*_lon_lat(geometries[0], reference))
        transform = osr.CoordinateTransformation(reference, spatial_reference(epsg))
        polygons = [
            _in_metres(geometry, transform, layer_name, number)
            for number, geometry in enumerate(geometries, start=1)
        ]
        codes, names = ([plain_text(row[column]) for row in rows] for column in (0, 1))
        return cls(codes, names, polygons, epsg)


def _union(polygons: list[ogr.Geometry]) -> ogr.Geometry:
    if len(polygons) == 1:
        return polygons[0]
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for polygon in polygons:
        for part in polygon:
            together.AddGeometry(part)
    return surfaces(together.UnionCascaded())


def surfaces(geometry: ogr.Geometry) -> ogr.Geometry:
    """The polygons of a geometry, as one multipolygon; empty where it has none."""
    result = ogr.Geometry(ogr.wkbMultiPolygon)
    geometry.FlattenTo2D()
    parts = [geometry] if geometry.GetGeometryName() == "POLYGON" else list(geometry)
    for part in parts:
        if part.GetGeometryName() == "POLYGON":
            result.AddGeometry(part)
        elif part.GetGeometryCount():
            for polygon in surfaces(part):
                result.AddGeometry(polygon)
    return result


def _in_metres(
    geometry: ogr.Geometry, transform: osr.CoordinateTransformation, layer_name: str, number: int
) -> ogr.Geometry:
    """A valid polygon in the metric system. Raises InputError, naming the feature."""
    try:
        geometry = geometry.GetLinearGeometry()
        failed = geometry.Transform(transform) != 0
    except RuntimeError:
        failed = True
    if failed:
        raise InputError(
            tr(
                "{layer}, feature {number}: its coordinates cannot be projected. "
                "Check the layer's coordinate reference system.",
                layer=layer_name,
                number=str(number),
            )
        )
    if not geometry.IsValid():
        geometry = geometry.MakeValid()
    polygon = surfaces(geometry)
    if polygon.Area() < _NO_GROUND:
        raise InputError(
            tr("{layer}: feature {number} has no polygon.", layer=layer_name, number=str(number))
        )
    return polygon


def find_column(
    columns: list[str], chosen: str | None, usual_names: tuple[str, ...], layer_name: str
) -> str:
    """The ``chosen`` column, or the first of the ``usual_names`` present (ignoring case).

    Raises InputError naming the columns looked for and those found.
    """
    lower = {column.lower(): column for column in columns}
    for name in (chosen,) if chosen else usual_names:
        if name.lower() in lower:
            return lower[name.lower()]
    raise InputError(
        tr(
            "{layer} has no column {wanted}. Its columns are: {columns}.",
            layer=layer_name,
            wanted=chosen or named(usual_names),
            columns=named(columns) or "-",
        )
    )


def _lon_lat(geometry: ogr.Geometry, reference: osr.SpatialReference) -> tuple[float, float]:
    west, east, south, north = geometry.GetEnvelope()
    transform = osr.CoordinateTransformation(reference, spatial_reference(WGS84))
    lon, lat, _ = transform.TransformPoint((west + east) / 2, (south + north) / 2)
    return lon, lat
