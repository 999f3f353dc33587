"""The coverage of the scenario as a layer, of which only what changed is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeLayer,
    QgsProject,
    QgsVectorLayer,
)

from ...core.common.text import tr
from ...core.layers.aliases import set_aliases
from ...core.layers.tables import make_fields, plain
from ...core.layers.views import coverage_title, coverage_views, evolution_views, style_views
from ...core.layers.wording import Measure
from ..results import add_to_group
from ..steps import FILLED_ROLES

if TYPE_CHECKING:
    import numpy as np

    from .preparing import Ready

_TEXTS = ("code", "name", "network_status")
#: Tells this layer from all others.
_MARK = "maillage/whatif"


class ScenarioLayer:
    """A temporary layer of territories, in the project for as long as the what-if is open.

    ``shares`` and ``changes`` are arrays by limit in minutes, a row per territory.
    """

    def __init__(self, ready: Ready, crs: QgsCoordinateReferenceSystem) -> None:
        minutes = ready.minutes
        columns = [f"share_{limit}" for limit in minutes]
        columns += [f"share_{limit}_change" for limit in minutes]
        kinds = dict.fromkeys(_TEXTS, "text")
        fields = make_fields(kinds | dict.fromkeys(["population", *columns], "number"))
        layer = QgsVectorLayer("MultiPolygon", tr("What if"), "memory")
        # In the map's own system: drawing it again takes half as long.
        layer.setCrs(crs)
        layer.dataProvider().addAttributes(fields.toList())
        layer.updateFields()
        self._minutes = minutes
        self._columns = {name: fields.indexOf(name) for name in columns}
        rows = zip(ready.codes, ready.names, ready.status, ready.population, strict=True)
        known = [[plain(value) for value in row] for row in rows]
        empty = [plain(None)] * len(columns)
        features = [
            _feature(layer, shape, values + empty)
            for shape, values in zip(_shapes(ready, crs), known, strict=True)
        ]
        good, added = layer.dataProvider().addFeatures(features)
        self._numbers = [feature.id() for feature in added] if good else []
        layer.updateExtents()
        set_aliases(layer)
        style_views(layer, coverage_views(columns) + evolution_views(columns))
        self._identifier = layer.id()
        layer.setCustomProperty(_MARK, True)
        layer.setCustomProperty("skipMemoryLayersCheck", 1)  # nobody is to save it
        #: Filled maps that give way to this one until it goes.
        self._hidden = [node.layerId() for node in _filled() if node.itemVisibilityChecked()]
        add_to_group(layer, "coverage")

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The layer; None once a person took it out of the project."""
        found = QgsProject.instance().mapLayer(self._identifier)
        return found if isinstance(found, QgsVectorLayer) else None

    def name(self, scenario: str) -> None:
        """Names the layer after what it shows."""
        if self.layer is not None:
            self.layer.setName(tr("What if: {scenario}", scenario=scenario))

    def show_limit(self, minutes: int) -> None:
        """Colours the territories by the share within so many minutes."""
        if self.layer is not None:
            self.layer.styleManager().setCurrentStyle(coverage_title(Measure("", minutes)))

    def write(
        self,
        territories: Iterable[int],
        shares: Mapping[int, np.ndarray],
        changes: Mapping[int, np.ndarray],
    ) -> None:
        """New figures of some territories; the map follows."""
        layer = self.layer
        if layer is None:
            return
        written = {}
        for row in territories:
            cells = {}
            for limit in self._minutes:
                cells[self._columns[f"share_{limit}"]] = plain(shares[limit][row])
                cells[self._columns[f"share_{limit}_change"]] = plain(changes[limit][row])
            written[self._numbers[row]] = cells
        if written:
            layer.dataProvider().changeAttributeValues(written)
            layer.triggerRepaint()

    def remove(self) -> None:
        """Takes the layer out of the project."""
        if self.layer is not None:
            QgsProject.instance().removeMapLayer(self._identifier)
        for node in _filled():
            if node.layerId() in self._hidden:
                node.setItemVisibilityChecked(True)


def remove_left() -> None:
    """Of a project saved while a what-if was open, takes out the layer, which is empty now."""
    project = QgsProject.instance()
    left = [one.id() for one in project.mapLayers().values() if one.customProperty(_MARK)]
    project.removeMapLayers(left)


def _filled() -> list[QgsLayerTreeLayer]:
    """The layers of the tree of which one shows at a time."""
    nodes = QgsProject.instance().layerTreeRoot().findLayers()
    return [
        node
        for node in nodes
        if node.layer() and node.layer().customProperty("maillage/role") in FILLED_ROLES
    ]


def _shapes(ready: Ready, crs: QgsCoordinateReferenceSystem) -> Iterable[QgsGeometry]:
    """The polygons in the map's system."""
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem.fromEpsgId(ready.epsg), crs, QgsProject.instance()
    )
    for polygon in ready.shapes:
        shape = QgsGeometry()
        shape.fromWkb(polygon)
        shape.transform(transform)
        yield shape


def _feature(layer: QgsVectorLayer, shape: QgsGeometry, values: list) -> QgsFeature:
    feature = QgsFeature(layer.fields())
    feature.setAttributes(values)
    feature.setGeometry(shape)
    return feature
