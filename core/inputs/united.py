"""One territory in several polygons is one: its parts are put together before anything is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.core import (
    NULL,
    Qgis,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsMemoryProviderUtils,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from ..common.progress import Progress
from ..common.speech import named
from ..common.text import plain_text, plural, tr
from ..layers.layer import polygon_type
from ..layers.tables import features_of, read_source, table_fields, to_features
from .given import Given
from .people import is_polygons, read_numbers, read_population

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..territories.united_parts import Parts

#: Inputs that are territories, and the parameters that name the column of their codes.
_TERRITORIES: dict[str, tuple[str, ...]] = {
    "DEMAND": (),
    "TERRITORIES": ("TERRITORY_FIELD", "CODE_FIELD"),
    "GROUP_TERRITORIES": ("GROUP_FIELD",),
    "COMMUNES": (),
}
#: Codes named in the log, at most.
_NAMED = 10


def with_parts_united(given: Given, progress: Progress) -> Given:
    """The same parameters, where each territory has one feature; says what was put together.

    The polygons of one code become one, unless each has another code of its own (IRIS or cells with
    the code of their commune). A population that is the same on all parts counts once, else it is
    added up. Raises InputError for a population that is none.
    """
    layers = {}
    for definition in given.algorithm.parameterDefinitions():
        name = definition.name()
        is_source = isinstance(definition, QgsProcessingParameterFeatureSource)
        if name in _TERRITORIES and is_source and given.has(name):
            layer = _united(given, name, progress)
            if layer is not None:
                layers[name] = layer
    return replace(given, parameters=given.parameters | layers) if layers else given


def _united(given: Given, name: str, progress: Progress) -> QgsVectorLayer | None:
    """The layer of a parameter with a feature per territory; None where each has one already."""
    import numpy as np

    from ..territories.code_columns import own_identifier
    from ..territories.united_parts import parts_of

    source = given.algorithm.parameterAsSource(given.parameters, name, given.context)
    chosen = next((given.text(each) for each in _TERRITORIES[name] if given.has(each)), "")
    if source is None or not is_polygons(source):
        return None
    code, codes = _codes(source, chosen)
    parts = parts_of(codes)
    if parts is None:
        return None
    what = source.sourceName()
    table, geometries = read_source(source, what, given.context)
    people = _people(given, name, table, what, progress)
    scores = _scores(given, name, table, what, progress)
    own = own_identifier(table, code, {*people, *scores}, names_tell=not chosen)
    if own:
        progress.say(
            tr(
                "{layer}: several polygons have the same {field}, but each has a {own} of its own "
                "and counts as a territory.",
                layer=what,
                field=code,
                own=own,
            )
        )
        return None
    _tell_parts(progress, what, code, parts, codes)
    whole = parts.united(table)
    weights = next(iter(people.values()), np.zeros(len(table)))
    for field, values in scores.items():
        whole[field] = parts.averaged(values, weights)
    for field, values in people.items():
        whole[field], repeated, added = parts.counted(values)
        _tell_counted(progress, what, field, int(repeated.sum()), int(added.sum()))
    shapes = [_together([geometries[row] for row in rows]) for rows in parts.rows]
    layer = _layer(source, whole, {*people, *scores}, shapes)
    given.context.temporaryLayerStore().addMapLayer(layer)
    return layer


def _codes(source: QgsProcessingFeatureSource, chosen: str) -> tuple[str, list[str]]:
    """The column of the codes, and the code of each feature ("" where there is none); nothing where
    a column tells all features apart."""
    import pandas as pd

    from ..territories.code_columns import code_column
    from ..territories.zones import CODE_NAMES

    fields = source.fields()
    wanted = (chosen.lower(),) if chosen else CODE_NAMES
    numbers = [n for n, field in enumerate(fields) if field.name().lower() in wanted]
    if any(_is_apart(source, number) for number in numbers):
        return "", []
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    request.setSubsetOfAttributes(numbers)
    rows = [feature.attributes() for feature in features_of(source, request)]
    table = pd.DataFrame({fields[n].name(): [_text(row[n]) for row in rows] for n in numbers})
    code = code_column(table, chosen)
    return code, table[code].tolist() if code else []


def _is_apart(source: QgsProcessingFeatureSource, number: int) -> bool:
    """Whether a column alone tells all features apart: the provider knows it faster than we."""
    return len(set(map(_text, source.uniqueValues(number)))) == source.featureCount()


def _text(value: object) -> str:
    return "" if value == NULL else plain_text(value)


def _people(
    given: Given, name: str, table: pd.DataFrame, what: str, progress: Progress
) -> dict[str, np.ndarray]:
    """The columns of inhabitants, the chosen one first. Raises InputError for what is none in
    that one; another that holds texts counts nobody."""
    from ..territories.aggregation import POPULATION_NAMES
    from ..territories.cell_numbers import numbers

    chosen = _field(given, name, "POPULATION_FIELD", table)
    columns = {chosen: read_population(table, chosen, what, progress)} if chosen else {}
    for column in table:
        if column.lower() in POPULATION_NAMES and column != chosen:
            values = numbers(table[column])
            if (values.notna() | (table[column].map(plain_text) == "")).all():
                columns[column] = values.to_numpy()
    return columns


def _scores(
    given: Given, name: str, table: pd.DataFrame, what: str, progress: Progress
) -> dict[str, np.ndarray]:
    chosen = _field(given, name, "FRAGILITY_FIELD", table)
    return {chosen: read_numbers(table, chosen, what, progress)} if chosen else {}


def _field(given: Given, name: str, parameter: str, table: pd.DataFrame) -> str:
    """The column that a parameter names in the layer of another one; "" for none."""
    definition = given.algorithm.parameterDefinition(parameter)
    if not isinstance(definition, QgsProcessingParameterField):
        return ""
    field = given.text(parameter) if definition.parentLayerParameterName() == name else ""
    return field if field in table else ""


def _together(parts: list[QgsGeometry]) -> QgsGeometry:
    """The ground of all parts that have a polygon."""
    if len(parts) == 1:
        return parts[0]
    whole = QgsGeometry.unaryUnion([part.makeValid() for part in parts if not part.isEmpty()])
    is_polygon = Qgis.GeometryType.Polygon
    pieces = [piece for piece in whole.asGeometryCollection() if piece.type() == is_polygon]
    return QgsGeometry.collectGeometry(pieces)


def _layer(
    source: QgsProcessingFeatureSource,
    table: pd.DataFrame,
    figures: set[str],
    shapes: list[QgsGeometry],
) -> QgsVectorLayer:
    """The territories as a layer in memory, of the source's name, fields and system."""
    fields = QgsFields()
    for field in table_fields(table, source.fields()):
        if field.name() in figures and field.isNumeric():
            field.setType(QMetaType.Type.Double)  # a mean, or a large sum
        elif field.name() in figures:
            table[field.name()] = table[field.name()].map(plain_text)
        fields.append(field)
    layer = QgsMemoryProviderUtils.createMemoryLayer(
        source.sourceName(), fields, polygon_type(source), source.sourceCrs()
    )
    layer.dataProvider().addFeatures(list(to_features(table, fields, shapes)))
    return layer


def _tell_parts(progress: Progress, what: str, field: str, parts: Parts, codes: list[str]) -> None:
    several = [codes[rows[0]] for rows in parts.rows if len(rows) > 1]
    progress.say(
        plural(
            "{layer}: {n} territory is in several polygons of the same {field}, taken together: "
            "{codes}.",
            "{layer}: {n} territories are in several polygons of the same {field}, taken together: "
            "{codes}.",
            len(several),
            layer=what,
            field=field,
            codes=named(several, _NAMED),
        )
    )


def _tell_counted(progress: Progress, what: str, field: str, repeated: int, added: int) -> None:
    if repeated:
        progress.say(
            plural(
                "{layer}: {field} is the same on every part of {n} territory, and counted once.",
                "{layer}: {field} is the same on every part of {n} territories, and counted once.",
                repeated,
                layer=what,
                field=field,
            )
        )
    if added:
        progress.say(
            plural(
                "{layer}: {field} differs between the parts of {n} territory, and is added up.",
                "{layer}: {field} differs between the parts of {n} territories, and is added up.",
                added,
                layer=what,
                field=field,
            )
        )
