"""The coverage of the scenario as layers, of which only what changed is written and drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
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

from ...core.access.vocabulary import CHANGE, Column
from ...core.common.text import tr
from ...core.layers.aliases import set_aliases
from ...core.layers.inert import shown_name
from ...core.layers.record import Record, put_record
from ...core.layers.roles import is_filled
from ...core.layers.tables import make_fields, plain
from ...core.layers.views import coverage_views, evolution_views, style_views
from ...core.layers.wording import map_title
from ..passing import mark_passing, remove_passing
from ..results import add_to_group
from ..roles import role_of

if TYPE_CHECKING:
    import numpy as np

    from ...core.inputs.what_if import Ready

_CHANGED = "changed"
#: Shares that differ by less are the same.
_SAME = 1e-9

#: Figures of territories, as ``whatif_figures.WhatIfFigures`` has them; columns by name.
Figures = dict[Column, "np.ndarray"]
Columns = dict[str, "np.ndarray"]


class ScenarioLayers:
    """Two temporary layers of territories, in the project for as long as the what-if is open.

    ``today`` is drawn once, and the map keeps its picture; ``scenario``, over it, shows only the
    territories that the scenario changes, so that drawing it anew takes a few milliseconds.
    """

    def __init__(self, ready: Ready, crs: QgsCoordinateReferenceSystem) -> None:
        self._minutes = ready.minutes
        #: Filled maps that give way to these until they go.
        self._hidden = [node.layerId() for node in _filled() if node.itemVisibilityChecked()]
        # In the map's own system: drawing takes half as long.
        shapes = list(_shapes(ready, crs))
        self._today = _Territories(ready, shapes, crs)
        self._scenario = _Territories(ready, shapes, crs)
        self._scenario.layer.setSubsetString(f'"{_CHANGED}" = 1')
        self._today.layer.setName(tr("What if: today"))
        for territories, role in ((self._today, "coverage"), (self._scenario, "what_if")):
            put_record(territories.layer, Record(role))
            add_to_group(territories.layer)
        # One legend is enough: both have the same.
        QgsProject.instance().layerTreeRoot().findLayer(self._today.layer).setExpanded(False)

    @property
    def today(self) -> QgsVectorLayer | None:
        """The layer below; None once a person took it out of the project."""
        return self._today.layer

    @property
    def scenario(self) -> QgsVectorLayer | None:
        """The layer above, likewise."""
        return self._scenario.layer

    def name(self, scenario: str) -> None:
        """Names the layer above after what it shows."""
        if self.scenario is not None:
            self.scenario.setName(shown_name(tr("What if: {scenario}", scenario=scenario)))

    def show_limit(self, minutes: int) -> None:
        """Colours the territories by the share within so many minutes."""
        for layer in filter(None, (self.today, self.scenario)):
            layer.styleManager().setCurrentStyle(map_title(Column("share", minutes)))

    def begin(self, before: Figures, now: Figures) -> None:
        """The figures of another mode: of all territories."""
        everywhere = range(self._today.count)
        self._today.write(everywhere, self._columns(before, before))
        self.write(everywhere, before, now)

    def write(self, territories: Iterable[int], before: Figures, now: Figures) -> None:
        """New figures of some territories; the map follows."""
        self._scenario.write(territories, self._columns(before, now))

    def remove(self) -> None:
        """Takes the layers out of the project."""
        remove_passing()
        for node in _filled():
            if node.layerId() in self._hidden:
                node.setItemVisibilityChecked(True)

    def _columns(self, before: Figures, now: Figures) -> Columns:
        import numpy as np

        shares = [Column("share", limit) for limit in self._minutes]
        gone = {_change(share): now[share] - before[share] for share in shares}
        is_changed = np.any([np.abs(change) > _SAME for change in gone.values()], axis=0)
        columns = {share.name: now[share] for share in shares}
        return columns | gone | {_CHANGED: is_changed.astype(int)}


def _change(share: Column) -> str:
    return replace(share, moment=CHANGE).name


class _Territories:
    """One layer with a feature per territory, and figures that are written into it."""

    def __init__(
        self, ready: Ready, shapes: list[QgsGeometry], crs: QgsCoordinateReferenceSystem
    ) -> None:
        within = [Column("share", limit) for limit in ready.minutes]
        shares = [*(share.name for share in within), *map(_change, within)]
        kinds = dict.fromkeys(("code", "name", "network_status"), "text")
        kinds |= dict.fromkeys(("population", *shares), "number") | {_CHANGED: "integer"}
        fields = make_fields(kinds)
        layer = QgsVectorLayer("MultiPolygon", "", "memory")
        layer.setCrs(crs)
        layer.dataProvider().addAttributes(fields.toList())
        layer.updateFields()
        self.count = len(shapes)
        self._columns = {name: fields.indexOf(name) for name in (*shares, _CHANGED)}
        rows = zip(ready.codes, ready.names, ready.status, ready.population, strict=True)
        _, added = layer.dataProvider().addFeatures(
            [_feature(layer, shape, row) for shape, row in zip(shapes, rows, strict=True)]
        )
        self._numbers = [feature.id() for feature in added]
        layer.updateExtents()
        set_aliases(layer)
        style_views(layer, coverage_views(shares) + evolution_views(shares))
        mark_passing(layer)
        self._identifier = layer.id()
        self._made: QgsVectorLayer | None = layer

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The project's, which owns it once it is there; None when it was taken out."""
        found = QgsProject.instance().mapLayer(self._identifier)
        if found is not None:
            self._made = None
        return found or self._made

    def write(self, territories: Iterable[int], columns: Columns) -> None:
        """Writes cells of some rows."""
        layer = self.layer
        written = {
            self._numbers[row]: {
                self._columns[name]: plain(column[row]) for name, column in columns.items()
            }
            for row in territories
        }
        if layer is not None and written:
            layer.dataProvider().changeAttributeValues(written)
            layer.triggerRepaint()


def _filled() -> list[QgsLayerTreeLayer]:
    """The layers of the tree of which one shows at a time."""
    nodes = QgsProject.instance().layerTreeRoot().findLayers()
    return [node for node in nodes if is_filled(role_of(node.layer()))]


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


def _feature(layer: QgsVectorLayer, shape: QgsGeometry, row: Iterable) -> QgsFeature:
    feature = QgsFeature(layer.fields())
    for name, value in zip(("code", "name", "network_status", "population"), row, strict=True):
        feature.setAttribute(name, plain(value))
    feature.setGeometry(shape)
    return feature
