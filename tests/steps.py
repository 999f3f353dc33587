"""What the tests of algorithms share: steps run by Processing on the demonstration data."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop

Run = Callable[..., dict[str, Any]]
BEFORE = b"what was there before"


class Said(QgsProcessingFeedback):
    """Keeps what an algorithm says."""

    def __init__(self) -> None:
        super().__init__(False)
        self.said: list[str] = []

    def pushInfo(self, info: str) -> None:
        self.said.append(info)


def read(path: Any) -> list[dict[str, Any]]:
    """The attributes of a layer, feature by feature."""
    layer = QgsVectorLayer(str(path), "layer", "ogr")
    assert layer.isValid(), path
    names = [field.name() for field in layer.fields()]
    return [
        {
            name: None if value == NULL else value
            for name, value in zip(names, f.attributes(), strict=True)
        }
        for f in layer.getFeatures()
    ]


def coverage_inputs(made: Path) -> dict[str, Any]:
    return {
        "PLACES": str(made / "places.gpkg"),
        "NETWORK": str(made / "network.npz"),
        "DEMAND": str(made / "fragility.gpkg"),
        "FRAGILITY_FIELD": "score_global",
    }


def already_there(output: Path) -> Path:
    """An output of an earlier run, alone in its folder."""
    output.parent.mkdir()
    output.write_bytes(BEFORE)
    return output


def stays(output: Path) -> bool:
    """Whether it is still what was ``already_there``, and nothing is beside it."""
    return output.read_bytes() == BEFORE and list(output.parent.iterdir()) == [output]


def refused_by(algorithm: str, run: Run, output: Path, match: str, **parameters: Any) -> None:
    """The run says ``match``, without a traceback, and leaves the old output and nothing else."""
    with pytest.raises(QgsProcessingException, match=match) as caught:
        run(algorithm, OUTPUT=str(output), **parameters)
    assert "Traceback" not in str(caught.value)
    assert stays(output)


BOW = "POLYGON ((1.9 43.9, 2.1 44.0, 2.1 43.9, 1.9 44.0, 1.9 43.9))"
FAR = "POLYGON ((5 45, 5.1 45, 5.1 45.1, 5 45.1, 5 45))"


def polygons(*shapes: tuple[str, Any], fields: str = "population:integer") -> QgsVectorLayer:
    """A layer in memory of (well-known text, attributes...)."""
    return _layer("Polygon", "shapes", shapes, fields)


def points(
    *shapes: tuple[str, Any], fields: str = "name:string", name: str = "points"
) -> QgsVectorLayer:
    """The same, of points; "" is a feature without one."""
    return _layer("Point", name, shapes, fields)


def _layer(kind: str, name: str, shapes: Sequence[tuple[str, Any]], fields: str) -> QgsVectorLayer:
    columns = "".join(f"&field={field}" for field in fields.split(","))
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326{columns}", name, "memory")
    for text, *values in shapes:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(values)
        if text:
            feature.setGeometry(QgsGeometry.fromWkt(text))
        assert layer.dataProvider().addFeature(feature)
    return layer


def wait_for(is_so: Callable[[], bool], seconds: float = 60) -> None:
    """Lets QGIS go on until it is so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
