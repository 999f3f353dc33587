"""QGIS layers to plain tables and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFieldConstraints,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.projection import is_undefined
from ..common.text import tr
from ..common.valid_text import valid_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

WGS84 = "EPSG:4326"

_TYPES = {
    "text": QMetaType.Type.QString,
    "integer": QMetaType.Type.LongLong,
    "number": QMetaType.Type.Double,
    "boolean": QMetaType.Type.Bool,
}


def make_fields(types: dict[str, str]) -> QgsFields:
    """Fields from {name: "text" | "integer" | "number" | "boolean"}."""
    fields = QgsFields()
    for name, kind in types.items():
        fields.append(QgsField(name, _TYPES[kind]))
    return fields


def table_fields(
    table: pd.DataFrame, source: QgsFields | None = None, renamed: dict[str, str] | None = None
) -> QgsFields:
    """Fields for a table's columns.

    A column that comes from ``source`` keeps that field's type, under its new name where
    ``renamed`` (old to new) gives one; the others follow their dtype: number, boolean, else text.
    """
    kinds = {"b": "boolean", "i": "integer", "u": "integer", "f": "number"}
    source_fields = {
        (renamed or {}).get(field.name(), field.name()): field for field in source or ()
    }
    fields = QgsFields()
    for name in table:
        if name in source_fields:
            field = QgsField(source_fields[name])
            field.setName(name)
        else:
            field = QgsField(name, _TYPES[kinds.get(table[name].dtype.kind, "text")])
        fields.append(field)
    return fields


def beside(
    table: pd.DataFrame, figures: pd.DataFrame, source: QgsFields
) -> tuple[pd.DataFrame, QgsFields]:
    """A layer's table followed by figures, and its fields.

    The layer's own columns with the figures' names (ignoring case) are kept, prefixed ``src_``; if
    that is taken, with ``_2``, ``_3`` at the end.
    """
    import pandas as pd

    figure_names = {name.lower() for name in figures}
    other_names = {name.lower() for name in table if name.lower() not in figure_names}
    renamed = {}
    for name in table:
        if name.lower() in figure_names:
            renamed[name] = free_name(f"src_{name}", figure_names | other_names)
            other_names.add(renamed[name].lower())
    joined = pd.concat([table.rename(columns=renamed), figures], axis=1)
    return joined, table_fields(joined, source, renamed)


def free_name(name: str, taken: set[str]) -> str:
    """``name``, followed by _2, _3 … when it is in ``taken`` (in lower case)."""
    free, number = name, 1
    while free.lower() in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def plain(value: Any) -> Any:
    """A cell as a QGIS attribute: NaN and None become NULL, numpy scalars Python ones."""
    if hasattr(value, "item"):
        value = value.item()
    if value is None or value != value:
        return NULL
    return value


def _or_none(value: Any) -> Any:
    """An attribute as a cell. PyQt gives a QVariant only for what is NULL."""
    return None if isinstance(value, QVariant) and value.isNull() else value


def to_features(
    table: pd.DataFrame, fields: QgsFields, geometries: list[QgsGeometry | None] | None = None
) -> Iterator[QgsFeature]:
    """One feature per row, with attributes in the order of ``fields``; ``geometries`` has one per
    row."""
    columns = [valid_texts(table[field.name()].tolist()) for field in fields]
    for number in range(len(table)):
        feature = QgsFeature(fields)
        feature.setAttributes([plain(column[number]) for column in columns])
        if geometries is not None and geometries[number] is not None:
            feature.setGeometry(geometries[number])
        yield feature


def point_geometries(table: pd.DataFrame) -> list[QgsGeometry | None]:
    """Points from the columns ``lon`` and ``lat`` (degrees); None where they are missing."""
    return [
        None if lon != lon or lat != lat else QgsGeometry.fromPointXY(QgsPointXY(lon, lat))
        for lon, lat in zip(table["lon"], table["lat"], strict=True)
    ]


def _is_feature_number(field: QgsField) -> bool:
    """Whether a field ``fid`` is the provider's own key, and not a column of the source."""
    unique = QgsFieldConstraints.Constraint.ConstraintUnique
    constraints = field.constraints()
    from_provider = QgsFieldConstraints.ConstraintOrigin.ConstraintOriginProvider
    return field.name().lower() == "fid" and constraints.constraintOrigin(unique) == from_provider


def read_source(
    source: QgsProcessingFeatureSource,
    layer_name: str,
    context: QgsProcessingContext,
    to_crs: str | None = None,
    progress: Progress = SILENT,
) -> tuple[pd.DataFrame, list[QgsGeometry]]:
    """A layer's attributes (NULL becomes None) and geometries, row by row.

    The feature number that a GeoPackage shows as a field is left out: outputs have their own.

    ``layer_name`` is for messages; ``to_crs`` ("EPSG:2154") reprojects. Raises InputError for
    a layer that should be reprojected and has no coordinate reference system.
    """
    import pandas as pd

    columns = [n for n, field in enumerate(source.fields()) if not _is_feature_number(field)]
    names = [source.fields()[number].name() for number in columns]
    request = QgsFeatureRequest()
    if to_crs:
        require_system(source.sourceCrs(), layer_name)
        request.setDestinationCrs(QgsCoordinateReferenceSystem(to_crs), context.transformContext())
    rows, geometries = [], []
    total = max(source.featureCount(), 1)
    for number, feature in enumerate(features_of(source, request)):
        if number % 1000 == 0:
            progress.step(number / total)
        values = feature.attributes()
        rows.append([_or_none(values[n]) for n in columns])
        geometries.append(QgsGeometry(feature.geometry()))
    cells = zip(*rows, strict=True) if rows else ((),) * len(names)
    table = {name: _column(each) for name, each in zip(names, cells, strict=True)}
    return pd.DataFrame(table, index=range(len(rows))), geometries


def _column(cells: Sequence[Any]) -> pd.Series:
    """A column of the cells. One with gaps keeps them as they are: pandas would make floats of its
    whole numbers."""
    import pandas as pd

    column = pd.Series(cells, dtype=object)
    return column if column.isna().any() else column.infer_objects()


def features_of(
    source: QgsProcessingFeatureSource, request: QgsFeatureRequest | None = None
) -> Iterator[QgsFeature]:
    """The features of a source, invalid geometries too.

    QGIS's own check raises an exception that crashes Python; the rooms that compute repair or
    refuse a geometry themselves.
    """
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    return source.getFeatures(request or QgsFeatureRequest(), unchecked)


def has_system(crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether a layer says where on Earth it is: a GeoPackage's "undefined" says nothing."""
    return crs.isValid() and not is_undefined(crs.description())


def require_system(crs: QgsCoordinateReferenceSystem, layer_name: str) -> None:
    """Raises InputError for a layer that does not say where on Earth it is."""
    if not has_system(crs):
        raise InputError(
            tr(
                "The layer {layer} has no coordinate reference system. "
                "Set it in the layer's properties, then run again.",
                layer=layer_name,
            )
        )


def to_wgs84(geometry: QgsGeometry, epsg: int, context: QgsProcessingContext) -> QgsGeometry:
    """A copy of a geometry of the system ``epsg``, in longitude and latitude."""
    moved = QgsGeometry(geometry)
    moved.transform(
        QgsCoordinateTransform(
            QgsCoordinateReferenceSystem.fromEpsgId(epsg),
            QgsCoordinateReferenceSystem(WGS84),
            context.transformContext(),
        )
    )
    return moved
