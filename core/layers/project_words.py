"""What is said of the layers that a project is made of: those that would show nothing."""

from __future__ import annotations

from qgis.core import NULL, QgsCoordinateTransform, QgsProject, QgsRectangle, QgsVectorLayer

from ..access.given_layers import (
    is_number,
    require_isochrones,
    tell_apart,
    tell_column,
    tell_figures,
    tell_rows,
)
from ..common.progress import Progress
from .project import WGS84, Content
from .record import role_title
from .tables import require_system
from .territory_style import SCORE


def tell_content(content: Content, progress: Progress) -> None:
    """Warns of layers without rows or figures, and of those that lie elsewhere than the places.

    Raises InputError for isochrones without mode or minutes, and for a layer without a system.
    """
    for layer in content.isochrones:
        values = (layer.uniqueValues(layer.fields().lookupField(n)) for n in ("mode", "minutes"))
        cells = ([None if value == NULL else value for value in each] for each in values)
        require_isochrones(layer.name(), layer.fields().names(), *cells)
    for layer in content.coverage:
        names = layer.fields().names()
        tell_figures(
            layer.name(),
            names,
            lambda n, of=layer: _is_filled(of, n),
            progress,
            role=role_title(layer),
        )
    for layer in content.territories:
        if layer.fields().lookupField(SCORE) >= 0:
            tell_column(layer.name(), SCORE, _is_filled(layer, SCORE), progress)
    here = _extent(content.places)
    for layer in content.layers():
        tell_rows(layer.name(), layer.featureCount(), progress)
        there = _extent(layer)
        if not here.isEmpty() and not there.isEmpty() and not there.intersects(here):
            tell_apart(layer.name(), content.places.name(), progress)


def _is_filled(layer: QgsVectorLayer, name: str) -> bool:
    # NULL is one of the two values asked for.
    return any(map(is_number, layer.uniqueValues(layer.fields().lookupField(name), 2)))


def _extent(layer: QgsVectorLayer) -> QgsRectangle:
    """Degrees, a little more than the layer: a single point has an extent too."""
    require_system(layer.crs(), layer.name())
    box = layer.extent()
    if box.isNull():
        return box
    transform = QgsCoordinateTransform(layer.crs(), WGS84, QgsProject().transformContext())
    return transform.transformBoundingBox(box).buffered(1e-6)
