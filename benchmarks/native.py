"""QGIS's own service areas on the same roads and places, to stand beside our isochrones."""

from __future__ import annotations

import struct
import time
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal, ogr
from qgis.core import QgsProcessingFeedback

from ..core.common.projection import spatial_reference
from ..core.network.roadnetwork import Network

#: By (usable along the line, usable against it).
DIRECTIONS = {(True, True): "both", (True, False): "forward", (False, True): "backward"}
FASTEST = 1


class Deadline(QgsProcessingFeedback):
    """Cancels the algorithm once it has run for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(False)
        self._end = time.perf_counter() + seconds
        self.progressChanged.connect(self._check)

    def _check(self, _percent: float) -> None:
        if time.perf_counter() > self._end:
            self.cancel()


def write_lines(network: Network, mode: str, path: Path) -> int:
    """The edges a mode may use as a line layer: ``speed`` (km/h) and ``direction``; their number.

    A line has one speed, so that an edge whose two ways differ (by the wait at a junction) gets
    the mean of their times.
    """
    seconds = network.seconds[mode]
    usable = np.isfinite(seconds)
    mean = np.where(usable, seconds, 0).sum(axis=1) / np.maximum(usable.sum(axis=1), 1)
    edges = np.flatnonzero(usable.any(axis=1))
    speeds = network.length[edges] * 3.6 / mean[edges]
    points = np.column_stack([network.shape_x, network.shape_y]).astype("<f8")
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    layer = dataset.CreateLayer("roads", spatial_reference(network.epsg), ogr.wkbLineString)
    layer.CreateField(ogr.FieldDefn("speed", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("direction", ogr.OFTString))
    dataset.StartTransaction()
    for edge, speed in zip(edges, speeds, strict=True):
        line = points[network.shape_start[edge] : network.shape_start[edge + 1]]
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["speed"], feature["direction"] = float(speed), DIRECTIONS[tuple(usable[edge])]
        wkb = struct.pack("<BII", 1, ogr.wkbLineString, len(line)) + line.tobytes()
        feature.SetGeometry(ogr.CreateGeometryFromWkb(wkb))
        layer.CreateFeature(feature)
    dataset.CommitTransaction()
    return len(edges)


def service_areas(roads: str, places: Any, minutes: int, feedback: Deadline) -> Any:
    """The lines (a layer) reached from each place within ``minutes``, by travel time."""
    import processing

    parameters = {
        "INPUT": roads,
        "STRATEGY": FASTEST,
        "DIRECTION_FIELD": "direction",
        **{f"VALUE_{value.upper()}": value for value in DIRECTIONS.values()},
        "SPEED_FIELD": "speed",
        "START_POINTS": places,
        "TRAVEL_COST2": minutes / 60,  # hours
        "OUTPUT_LINES": "TEMPORARY_OUTPUT",
    }
    return processing.run("native:serviceareafromlayer", parameters, feedback=feedback)[
        "OUTPUT_LINES"
    ]
