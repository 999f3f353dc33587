"""The demonstration territory: fictional, and so named."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer

from ..core.common.text import tr
from ..core.layers.record import Record, put_record
from ..core.layers.style import style_layer
from .results import add_to_group
from .roles import forget_all, remember

_SAMPLE = Path(__file__).parents[1] / "sample"

#: Role -> file, for those that a step reads.
_FILES = {"census": "census.csv", "roads": "roads.gpkg"}


def load_sample() -> None:
    """Lets the sample's files play their roles, and shows its territories."""
    forget_all()
    for role, name in _FILES.items():
        remember(role, str(_SAMPLE / name))
    layers = {
        "indicators": (tr("Indicators (fictional)"), "indicators.csv"),
        "communes": (tr("Communes (fictional)"), "communes.gpkg"),
        "territories": (tr("EPCI (fictional)"), "epci.gpkg"),
    }
    for role, (title, name) in layers.items():
        layer = _layer_of(_SAMPLE / name) or _show(_SAMPLE / name, title, role)
        remember(role, layer.id())


def _layer_of(path: Path) -> QgsVectorLayer | None:
    """The project's layer of a file, from an earlier press of the button."""
    layers = QgsProject.instance().mapLayers().values()
    return next((layer for layer in layers if layer.source() == str(path)), None)


def _show(path: Path, title: str, role: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), title, "ogr")
    if layer.isSpatial():
        style_layer(layer, role)
    put_record(layer, Record(role))
    add_to_group(layer)
    return layer
