"""Columns of a layer whose cells QGIS cannot give: GDAL reads a GeoJSON column of numbers and texts
as JSON, and QGIS then gives nothing for what is neither a list nor an object."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsFeatureRequest,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)
from qgis.PyQt.QtCore import QMetaType

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.text import tr
from ..layers.tables import features_of
from .given import Given
from .people import is_polygons

#: Inputs of which every column is kept: a census, and the table of an index.
_WHOLE = ("LAYER", "INDEX")


def require_readable(given: Given, progress: Progress) -> None:
    """Warns of each column that QGIS cannot read. Raises InputError, naming layer and column, for
    one that the run uses: a chosen field, the territories' codes, what places are known by."""
    for definition in given.algorithm.parameterDefinitions():
        name = definition.name()
        if not isinstance(definition, QgsProcessingParameterFeatureSource) or not given.has(name):
            continue
        source = given.algorithm.parameterAsSource(given.parameters, name, given.context)
        lost = _unreadable(source) if source is not None else []
        used = _used(given, name, source, lost) if lost else set()
        for column in lost:
            message = tr(
                "QGIS cannot read the column {column} of {layer}: it mixes numbers and texts. "
                "Write them all as texts (between quotes), or all as numbers.",
                column=column,
                layer=source.sourceName(),
            )
            if column.lower() in used:
                raise InputError(message)
            progress.warn(message)


def _unreadable(source: QgsProcessingFeatureSource) -> list[str]:
    """The columns with a cell that is lost: None, where an empty one is NULL."""
    fields = source.fields()
    columns = [n for n, field in enumerate(fields) if field.type() == QMetaType.Type.QVariantMap]
    if not columns:
        return []
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    request.setSubsetOfAttributes(columns)
    lost: set[int] = set()
    for feature in features_of(source, request):
        cells = feature.attributes()
        lost.update(n for n in columns if cells[n] is None)
    return [fields[n].name() for n in sorted(lost)]


def _used(given: Given, name: str, source: QgsProcessingFeatureSource, lost: list[str]) -> set[str]:
    """The columns of a layer that a run uses, in lower case, of those that are ``lost``."""
    from ..places.fields import CODE_FIELDS
    from ..territories.zones import CODE_NAMES

    if name in _WHOLE:
        return {column.lower() for column in lost}
    chosen = {
        field.lower()
        for definition in given.algorithm.parameterDefinitions()
        if isinstance(definition, QgsProcessingParameterField)
        and definition.parentLayerParameterName() == name
        for field in given.texts(definition.name())
    }
    if not is_polygons(source):
        return chosen | {"place_id", "insee", "itinerant", *CODE_FIELDS}
    readable = {field.name().lower() for field in source.fields() if field.name() not in lost}
    # A commune also bears the code of its département: one column of codes is enough.
    return chosen if readable & set(CODE_NAMES) else chosen | set(CODE_NAMES)
