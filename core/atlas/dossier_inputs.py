"""What the dossiers are made from, read once for a whole run, in one metric system."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsSpatialIndex,
)

from ..access.given_layers import require_columns
from ..access.vocabulary import shares
from ..common.errors import InputError
from ..common.speech import named
from ..common.text import plain_text, tr
from ..layers.overall_tables import Overall
from ..layers.tables import read_source

if TYPE_CHECKING:
    import pandas as pd

#: Columns that the dossiers need.
PLACE_COLUMNS = (
    "place_id", "name", "city", "kind", "legal_nature", "activities", "publics", "themes", "labels",
)  # fmt: skip

_DEPARTEMENTS = Path(__file__).with_name("departements.json")


@dataclass
class MetricLayer:
    """Rows of a layer, and their geometries in the run's system."""

    rows: pd.DataFrame
    geometries: list[QgsGeometry]
    fields: QgsFields
    _index: QgsSpatialIndex | None = field(default=None, repr=False)

    def features(self) -> Iterator[QgsFeature]:
        """The rows as features; their id is their position."""
        for number, values in enumerate(self.rows.astype(object).itertuples(index=False)):
            feature = QgsFeature(self.fields, number)
            feature.setAttributes([None if value != value else value for value in values])
            feature.setGeometry(self.geometries[number])
            yield feature

    def within(self, area: QgsGeometry) -> list[int]:
        """Positions of the rows that lie in ``area``, polygons by a point on their surface."""
        engine = QgsGeometry.createGeometryEngine(area.constGet())
        engine.prepareGeometry()
        near = sorted(self._searched().intersects(area.boundingBox()))
        points = {number: self.geometries[number].pointOnSurface() for number in near}
        return [number for number in near if engine.contains(points[number].constGet())]

    def touching(self, area: QgsGeometry) -> list[int]:
        """Positions of the rows that meet ``area``."""
        engine = QgsGeometry.createGeometryEngine(area.constGet())
        engine.prepareGeometry()
        near = sorted(self._searched().intersects(area.boundingBox()))
        return [one for one in near if engine.intersects(self.geometries[one].constGet())]

    def _searched(self) -> QgsSpatialIndex:
        if self._index is None:
            self._index = QgsSpatialIndex()
            for number, geometry in enumerate(self.geometries):
                if not geometry.isEmpty():
                    self._index.addFeature(number, geometry.boundingBox())
        return self._index


@dataclass(frozen=True)
class Territory:
    """One territory: ``row`` holds its layer's columns."""

    code: str
    name: str
    geometry: QgsGeometry
    row: dict[str, Any]


@dataclass
class Inputs:
    """All that a run reads.

    ``coverage`` is keyed by the territory's code; ``overall``, of everybody together, by mode and
    service.
    """

    crs: QgsCoordinateReferenceSystem
    territories: list[Territory]
    places: MetricLayer
    communes: MetricLayer | None = None
    isochrones: MetricLayer | None = None
    coverage: dict[str, dict[str, Any]] = field(default_factory=dict)
    overall: dict[tuple[str, str], Overall] = field(default_factory=dict)


def read_layer(
    source: QgsProcessingFeatureSource,
    layer_name: str,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    columns: tuple[str, ...] = (),
) -> MetricLayer:
    """A layer in the system ``crs``.

    Raises InputError if it has no system of its own, or lacks one of the ``columns``.
    """
    rows, geometries = read_source(source, layer_name, context, crs.authid())
    require_columns(layer_name, rows, columns)
    fields = QgsFields()
    for name in rows.columns:
        fields.append(source.fields().field(name))
    return MetricLayer(rows, geometries, fields)


def read_territories(
    source: QgsProcessingFeatureSource,
    layer_name: str,
    code_field: str,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
) -> list[Territory]:
    """The territories by code.

    Raises InputError when the code's column is missing, or a code is empty or repeated.
    """
    layer = read_layer(source, layer_name, crs, context, (code_field,))
    territories: dict[str, Territory] = {}
    for number, row in enumerate(layer.rows.to_dict("records")):
        code = plain_text(row[code_field])
        if not code or code in territories:
            raise InputError(
                tr(
                    "{layer}, feature {number}: the code “{code}” in {field} is empty or repeated. "
                    "Each territory needs a code of its own.",
                    layer=layer_name,
                    number=str(number + 1),
                    code=code,
                    field=code_field,
                )
            )
        name = territory_name(row, code, code_field)
        territories[code] = Territory(code, name, layer.geometries[number], row)
    return sorted(territories.values(), key=lambda territory: territory.code)


def choose(territories: list[Territory], codes: list[str]) -> list[Territory]:
    """The territories of these codes, all of them without codes.

    Raises InputError listing the codes that are unknown, and some that are known.
    """
    by_code = {territory.code: territory for territory in territories}
    unknown = [code for code in codes if code not in by_code]
    if unknown:
        raise InputError(
            tr(
                "FILTER: no territory has the code {unknown}. "
                "Known codes are for instance {known}.",
                unknown=named(unknown),
                known=named(list(by_code), 8),
            )
        )
    return [by_code[code] for code in dict.fromkeys(codes)] if codes else territories


def read_coverage(
    source: QgsProcessingFeatureSource,
    layer_name: str,
    code_field: str,
    context: QgsProcessingContext,
) -> dict[str, dict[str, Any]]:
    """Coverage rows by territory code. Raises InputError when the code's column is missing, or a
    code repeated: each row would be taken for the whole territory."""
    rows, _ = read_source(source, layer_name, context)
    require_columns(layer_name, rows, (code_field,))
    codes = rows[code_field].map(plain_text)
    repeated = codes[codes.duplicated() & (codes != "")].unique()
    if len(repeated) and shares(rows.columns):  # without shares nothing of it is taken
        raise InputError(
            tr(
                "{layer}: several rows have the same {field}, such as {codes}: it is the coverage "
                "of smaller territories. Compute the coverage of those of the atlas.",
                layer=layer_name,
                field=code_field,
                codes=named(list(repeated), 3),
            )
        )
    return dict(zip(codes, rows.to_dict("records"), strict=True))


def territory_name(row: dict[str, Any], code: str, code_field: str) -> str:
    """The territory's name from its layer, else the known name of a département, else its code."""
    for column in ("nom", "name", "libelle", "libgeo"):
        if text(row.get(column)):
            return text(row[column])
    if "dep" in code_field.lower():
        return _departements().get(code, code)
    return code


def text(value: Any) -> str:
    """A cell as text; "" when it is empty."""
    return "" if value is None or value != value else str(value).strip()


@cache
def _departements() -> dict[str, str]:
    return json.loads(_DEPARTEMENTS.read_text(encoding="utf-8"))
