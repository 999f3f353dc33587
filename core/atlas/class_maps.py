"""The maps of fragility with travel time: of the communes, or else of all territories."""

from __future__ import annotations

from qgis.core import QgsFeature, QgsField, QgsFields, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from ..layers.bivariate_style import BIVARIATE, bivariate_renderer
from .inputs import Territory
from .maps import Maps


def is_by_commune(maps: Maps) -> bool:
    """Whether the communes themselves carry classes."""
    return maps.communes is not None and bool(_classes(maps.communes.fields().names()))


def class_fields(maps: Maps) -> list[str]:
    """The fields of classes, of the communes or else of the territories' coverage."""
    if is_by_commune(maps):
        return _classes(maps.communes.fields().names())
    names = (name for row in maps.inputs.coverage.values() for name in row)
    return _classes(list(dict.fromkeys(names)))


def class_layers(
    maps: Maps, field: str, territory: Territory
) -> tuple[list[QgsVectorLayer], QgsRectangle]:
    """The layers of the map of a field, top first, and where it looks."""
    if not is_by_commune(maps):
        layer = _territories(maps, field)
        return [maps.edge, layer], maps.whole_extent()
    layer = maps.nameless_communes()
    layer.setRenderer(bivariate_renderer(field))
    return [maps.edge, maps.mask, maps.borders, layer], maps.extent(territory)


def _classes(names: list[str]) -> list[str]:
    return [name for name in names if name == BIVARIATE or name.startswith(f"{BIVARIATE}_")]


def _territories(maps: Maps, field: str) -> QgsVectorLayer:
    """All territories with their class, made once for a run."""
    name = f"classes {field}"
    if made := maps.project.mapLayersByName(name):
        return made[0]
    fields = QgsFields()
    fields.append(QgsField(field, QMetaType.Type.QString))
    features = []
    for one in maps.inputs.territories:
        value = maps.inputs.coverage.get(one.code, {}).get(field)
        feature = QgsFeature(fields)
        feature[field] = value if isinstance(value, str) else None
        feature.setGeometry(maps.coarse(one.geometry))
        features.append(feature)
    layer = maps.layer(name, "MultiPolygon", fields, features)
    layer.setRenderer(bivariate_renderer(field))
    return layer
