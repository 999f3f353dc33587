"""The maps of a dossier: layers in memory, made once and refocused on each territory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qgis.core import (
    Qgis,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsInvertedPolygonRenderer,
    QgsLabelObstacleSettings,
    QgsLabelPlacementSettings,
    QgsPalLayerSettings,
    QgsProject,
    QgsRectangle,
    QgsRuleBasedLabeling,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ..access.vocabulary import Column, shares
from ..layers.isochrone_style import isochrones_renderer
from ..layers.palette import colour
from ..layers.place_style import place_symbol, places_renderer, text_format
from ..layers.territory_style import SCORE, fill, style_fragility
from ..layers.views import style_view, view
from ..nomenclature import Item, Nomenclature
from .dossier_inputs import Inputs, Territory

#: Communes named on a map where there is room, the most populous first.
NAMED_COMMUNES = 12
#: How many of them are always named, whatever is in the way.
MAIN_COMMUNES = 3
#: Millimetres under which places share a count.
TOLERANCE = 4.0
PLACE_SIZE = 2.6
LOCATOR_WIDTH = 36.0
#: The map zooms to travel-time areas that are narrower than this share of the territory.
SMALL_PART = 0.5
#: A column of our own in the layer of communes: its row in the inputs.
_ROW = "maillage_row"


class Maps:
    """Layers of a run in a project of their own."""

    def __init__(self, inputs: Inputs, nomenclature: Nomenclature, factor: float = 1.0) -> None:
        self.project = QgsProject()
        self.project.setCrs(inputs.crs)
        self.inputs = inputs
        self.factor = factor
        self.communes = self._communes()
        self.outlines = self._polygons(
            "outlines", [self.coarse(territory.geometry) for territory in inputs.territories]
        )
        self.outlines.setRenderer(
            QgsSingleSymbolRenderer(fill(colour("pale", 0.35), colour("pale", 0.9), 0.1))
        )
        self.borders = self._polygons(
            "borders", [territory.geometry for territory in inputs.territories]
        )
        self.borders.setRenderer(
            # Opaque: for a transparent line outside the frame, a PDF would keep a path without
            # points.
            QgsSingleSymbolRenderer(fill(None, "#9FA9AE", 0.15 * factor))
        )
        self.places = self.layer("places", "Point", inputs.places.fields, [])
        size, tolerance = PLACE_SIZE * factor, TOLERANCE * factor
        self.places.setRenderer(
            places_renderer(nomenclature, size, tolerance, has_other_codes=True)
        )
        self._keep_clear(self.places)
        self.neighbours = self.layer(
            "neighbours", "Point", inputs.places.fields, inputs.places.features()
        )
        dot = Item("dot", "", "", "#5F6F78", "circle")
        self.neighbour_symbol = place_symbol(dot, 1.6 * factor)
        self.neighbours.setRenderer(QgsSingleSymbolRenderer(self.neighbour_symbol.clone()))
        self.own_dots = self.layer("own", "Point", inputs.places.fields, [])
        self.own_symbol = place_symbol(Item("own", "", "", "#16323F", "circle"), 1.6 * factor)
        self.own_dots.setRenderer(QgsSingleSymbolRenderer(self.own_symbol.clone()))
        self.isochrones = self._isochrones()
        self.mask = self._polygons("mask", [])
        self.mask.setRenderer(
            QgsInvertedPolygonRenderer(
                QgsSingleSymbolRenderer(fill(colour("paper", 0.78), "paper", 0))
            )
        )
        self.edge = self._polygons("edge", [])
        self.edge.setRenderer(QgsSingleSymbolRenderer(fill(None, "ink", 0.7 * factor)))
        self.focused = self._polygons("focused", [])
        self.focused.setRenderer(QgsSingleSymbolRenderer(fill("#F0BE85", "#F0BE85", 0.5)))

    def focus(self, territory: Territory, places: list[int], communes: list[int]) -> None:
        """Turns the maps to a territory, its places and its communes (positions in the inputs)."""
        coarse = self.coarse(territory.geometry)
        for layer in (self.mask, self.edge, self.focused):
            feature = QgsFeature(layer.fields())
            feature.setGeometry(coarse if layer is self.focused else territory.geometry)
            _refill(layer, [feature])
        chosen = set(places)
        features = [feature for feature in self.inputs.places.features() if feature.id() in chosen]
        _refill(self.places, features)
        _refill(self.own_dots, features)
        if self.communes is not None and self.inputs.communes is not None:
            rows = self.inputs.communes.rows
            if "population" in rows:
                people = rows["population"].fillna(0).tolist()
                communes = sorted(communes, key=lambda row: -float(people[row]))
            self._name_communes(communes[:NAMED_COMMUNES] if "nom" in rows else [])

    def main_layers(self) -> list[QgsVectorLayer]:
        """Fragility and places, top first."""
        base = [self.communes] if self.communes is not None else []
        return [self.places, self.edge, self.mask, self.borders, *base]

    def locator_layers(self) -> list[QgsVectorLayer]:
        return [self.focused, self.outlines]

    def access_layers(self, mode: str) -> list[QgsVectorLayer]:
        """The isochrones of a mode under the places."""
        return [
            self.own_dots, self.edge, self.mask, self.borders, self.neighbours,
            self.isochrones[mode][0],
        ]  # fmt: skip

    def coverage_layers(self, share: Column) -> list[QgsVectorLayer]:
        """The share of the population within reach, by commune."""
        styled = self.nameless_communes()
        style_view(styled, replace(view(share), title=""))
        return [self.own_dots, self.edge, self.mask, self.borders, styled]

    def nameless_communes(self) -> QgsVectorLayer:
        """Another layer of the communes, without their names, to be styled apart."""
        # Not a clone: the clone of an indexed layer in memory has an index without features.
        layer = self.communes.materialize(QgsFeatureRequest())
        self.project.addMapLayer(layer, False)
        return layer

    def commune_shares(self) -> list[Column]:
        """The shares within reach that the communes carry."""
        return shares(self.communes.fields().names()) if self.communes is not None else []

    @property
    def has_scores(self) -> bool:
        return self.communes is not None and self.communes.fields().lookupField(SCORE) >= 0

    def extent(self, territory: Territory) -> QgsRectangle:
        """Where a map of the territory looks."""
        box = territory.geometry.boundingBox()
        box.scale(1.08)
        return box

    def access_extent(self, territory: Territory) -> QgsRectangle:
        """As ``extent``, nearer when the travel-time areas fill a small part of the territory."""
        extent = self.extent(territory)
        reached = QgsRectangle()
        for layer, _ in self.isochrones.values():
            for feature in layer.getFeatures(extent):
                reached.combineExtentWith(
                    feature.geometry().intersection(territory.geometry).boundingBox()
                )
        if (
            reached.isEmpty()
            or max(reached.width() / extent.width(), reached.height() / extent.height())
            > SMALL_PART
        ):
            return extent
        reached.scale(1.3)
        return reached

    def has_cluster(self, metres_per_millimetre: float) -> bool:
        """Whether two of the territory's places share a sign at this scale of an A4 page."""
        points = [feature.geometry() for feature in self.own_dots.getFeatures()]
        return has_cluster(points, TOLERANCE * metres_per_millimetre)

    def has_neighbours(self, extent: QgsRectangle) -> bool:
        """Whether places of other territories are in ``extent``."""
        shown, own = (
            sum(1 for _ in layer.getFeatures(extent)) for layer in (self.neighbours, self.own_dots)
        )
        return shown > own

    def whole_extent(self) -> QgsRectangle:
        """Where the locator looks."""
        box = QgsRectangle()
        for one in self.inputs.territories:
            box.combineExtentWith(one.geometry.boundingBox())
        return box

    def coarse(self, geometry: QgsGeometry) -> QgsGeometry:
        """For the locator: no finer than a tenth of its millimetres, to keep the PDF light."""
        return geometry.simplify(self.whole_extent().width() / LOCATOR_WIDTH / 10)

    def _communes(self) -> QgsVectorLayer | None:
        communes = self.inputs.communes
        if communes is None:
            return None
        fields = QgsFields(communes.fields)
        fields.append(QgsField(_ROW, QMetaType.Type.Int))
        features = []
        for number, feature in enumerate(communes.features()):
            numbered = QgsFeature(fields)
            numbered.setAttributes([*feature.attributes(), number])
            numbered.setGeometry(feature.geometry())
            features.append(numbered)
        layer = self.layer("communes", "MultiPolygon", fields, features)
        if communes.fields.lookupField(SCORE) >= 0:
            style_fragility(layer)
        else:
            layer.setRenderer(QgsSingleSymbolRenderer(fill("panel", "hairline", 0.1)))
        return layer

    def _name_communes(self, rows: list[int]) -> None:
        """Names the communes, in order of importance."""
        root = QgsRuleBasedLabeling.Rule(None)
        for names, named in (
            (self._main_names(), rows[:MAIN_COMMUNES]),
            (self._names(), rows[MAIN_COMMUNES:]),
        ):
            rule = QgsRuleBasedLabeling.Rule(names)
            listed = ", ".join(str(row) for row in named)
            rule.setFilterExpression(f'"{_ROW}" IN ({listed})' if named else "false")
            root.appendChild(rule)
        self.communes.setLabeling(QgsRuleBasedLabeling(root))
        self.communes.setLabelsEnabled(True)

    def _names(self) -> QgsPalLayerSettings:
        settings = QgsPalLayerSettings()
        settings.fieldName = "nom"
        settings.placement = Qgis.LabelPlacement.AroundPoint
        settings.centroidInside = True
        settings.dist = 1.5 * self.factor
        settings.autoWrapLength = 20
        settings.priority = 5
        settings.setFormat(text_format(6.5 * self.factor))
        return settings

    def _main_names(self) -> QgsPalLayerSettings:
        """Labels that are never left out, beside the symbols where possible."""
        settings = self._names()
        settings.priority = 10
        settings.setFormat(text_format(7 * self.factor, bold=True))
        always = QgsLabelPlacementSettings()
        always.setOverlapHandling(Qgis.LabelOverlapHandling.AllowOverlapIfRequired)
        settings.setPlacementSettings(always)
        return settings

    def _keep_clear(self, layer: QgsVectorLayer) -> None:
        """Keeps names off the signs of a layer."""
        settings = QgsPalLayerSettings()
        settings.fieldName = "''"
        settings.isExpression = True
        settings.drawLabels = False
        obstacle = QgsLabelObstacleSettings()
        obstacle.setIsObstacle(True)
        obstacle.setFactor(2)
        settings.setObstacleSettings(obstacle)
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
        layer.setLabelsEnabled(True)

    def _isochrones(self) -> dict[str, tuple[QgsVectorLayer, list[int]]]:
        """Layer and minutes by mode."""
        source = self.inputs.isochrones
        if source is None:
            return {}
        by_mode = {}
        features = list(source.features())
        for mode in sorted(set(source.rows["mode"])):
            of_mode = [feature for feature in features if feature["mode"] == mode]
            minutes = sorted({int(feature["minutes"]) for feature in of_mode})
            layer = self.layer(
                f"isochrones {mode}", "MultiPolygon", source.fields, _one_per_band(of_mode)
            )
            layer.setRenderer(isochrones_renderer(mode, minutes))
            by_mode[mode] = (layer, minutes)
        return by_mode

    def _polygons(self, name: str, geometries: list[QgsGeometry]) -> QgsVectorLayer:
        features = []
        for geometry in geometries:
            feature = QgsFeature()
            feature.setGeometry(geometry)
            features.append(feature)
        return self.layer(name, "MultiPolygon", QgsFields(), features)

    def layer(
        self, name: str, kind: str, fields: QgsFields, features: Iterable[QgsFeature]
    ) -> QgsVectorLayer:
        """A layer of the run's project, in memory."""
        uri = f"{kind}?crs={self.inputs.crs.authid()}"
        layer = QgsVectorLayer(uri, name, "memory")
        layer.dataProvider().addAttributes(list(fields))
        layer.updateFields()
        layer.dataProvider().addFeatures([feature for feature in features if feature.hasGeometry()])
        if QgsWkbTypes.geometryType(layer.wkbType()) == Qgis.GeometryType.Polygon:
            layer.dataProvider().createSpatialIndex()
        layer.updateExtents()
        self.project.addMapLayer(layer, False)
        return layer


def _one_per_band(features: list[QgsFeature]) -> list[QgsFeature]:
    """The areas of all places together: hundreds of overlapping polygons would fill the PDF."""
    areas: dict[int, list[QgsGeometry]] = {}
    for feature in features:
        areas.setdefault(int(feature["minutes"]), []).append(feature.geometry())
    merged = []
    for minutes, geometries in areas.items():
        feature = QgsFeature(features[0].fields())
        feature["minutes"] = minutes
        feature.setGeometry(QgsGeometry.unaryUnion(geometries))
        merged.append(feature)
    return merged


def has_cluster(points: list[QgsGeometry], distance: float) -> bool:
    """Whether two points are nearer than ``distance``, in the points' unit."""
    spots = sorted((point.asPoint().x(), point.asPoint().y()) for point in points)
    for number, (x, y) in enumerate(spots):
        for other_x, other_y in spots[number + 1 :]:
            if other_x - x > distance:
                break
            if (other_x - x) ** 2 + (other_y - y) ** 2 <= distance**2:
                return True
    return False


def _refill(layer: QgsVectorLayer, features: list[QgsFeature]) -> None:
    layer.dataProvider().truncate()
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
