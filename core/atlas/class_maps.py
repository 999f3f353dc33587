"""The maps of fragility with travel time: of the communes, or else of all territories."""

from __future__ import annotations

from qgis.core import NULL, QgsFeature, QgsField, QgsFields, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from ..access.vocabulary import columns
from ..layers.bivariate_style import BIVARIATE, bivariate_renderer
from .dossier_inputs import Territory
from .maps import Maps


def is_by_commune(maps: Maps) -> bool:
    """Whether the communes themselves have classes."""
    return bool(_of_communes(maps))


def class_fields(maps: Maps) -> list[str]:
    """The fields of classes, of the communes or else of the territories' coverage."""
    if fields := _of_communes(maps):
        return fields
    rows = maps.inputs.coverage.values()
    names = (name for row in rows for name, value in row.items() if value)
    return _classes(list(dict.fromkeys(names)))


def class_layers(
    maps: Maps, field: str, territory: Territory
) -> tuple[list[QgsVectorLayer], QgsRectangle]:
    """The layers of the map of a field, top first, and where it looks."""
    if not is_by_commune(maps):
        layer = _territories(maps, field)
        return [maps.edge, layer], _measured_extent(maps, field, territory)
    layer = maps.nameless_communes()
    layer.setRenderer(bivariate_renderer(field))
    return [maps.edge, maps.mask, maps.borders, layer], maps.extent(territory)


def _of_communes(maps: Maps) -> list[str]:
    """The fields of classes that are filled for at least one commune."""
    layer = maps.communes
    names = [] if layer is None else _classes(layer.fields().names())
    return [
        name
        for name in names
        if layer.uniqueValues(layer.fields().lookupField(name), 3) - {NULL, ""}
    ]


def _measured_extent(maps: Maps, field: str, territory: Territory) -> QgsRectangle:
    """Around the territory and all territories that have a class: the others are only hatched."""
    box = maps.extent(territory)
    for other in maps.inputs.territories:
        if maps.inputs.coverage.get(other.code, {}).get(field):
            box.combineExtentWith(maps.extent(other))
    return box


def _classes(names: list[str]) -> list[str]:
    return [column.name for column in columns(names, BIVARIATE) if not column.moment]


def _territories(maps: Maps, field: str) -> QgsVectorLayer:
    """All territories with their class, made once for a run."""
    name = f"classes {field}"
    if layers := maps.project.mapLayersByName(name):
        return layers[0]
    fields = QgsFields()
    fields.append(QgsField(field, QMetaType.Type.QString))
    features = []
    for territory in maps.inputs.territories:
        value = maps.inputs.coverage.get(territory.code, {}).get(field)
        feature = QgsFeature(fields)
        feature[field] = value if isinstance(value, str) else None
        feature.setGeometry(maps.coarse(territory.geometry))
        features.append(feature)
    layer = maps.layer(name, "MultiPolygon", fields, features)
    layer.setRenderer(bivariate_renderer(field))
    return layer
