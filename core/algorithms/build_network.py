"""``maillage:buildnetwork``: an OpenStreetMap file or a line layer to one network file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingUtils,
    QgsWkbTypes,
)

from ..common.errors import InputError
from ..common.files import fingerprint
from ..common.progress import Progress
from ..common.text import tr
from ..layers.tables import WGS84, read_source
from .base import MaillageAlgorithm, choice, optional
from .travel import MODES

if TYPE_CHECKING:
    from ..network.network import Network

#: When the largest part of a network holds less than this share of it, something may be wrong.
_LARGEST_PART = 0.3
_OSM_ENDINGS = (".osm.pbf", ".pbf", ".osm")


class BuildNetwork(MaillageAlgorithm):
    """A road network, timed by mode."""

    ID = "buildnetwork"

    def title(self) -> str:
        return tr("Build the road network")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "INPUT",
                tr("Roads (OpenStreetMap file or line layer)"),
                [QgsProcessing.SourceType.TypeVectorLine],
            )
        )
        self.addParameter(choice("MODES", tr("Modes"), MODES, MODES, several=True))
        for name, description in (
            ("SPEED_FIELD", tr("Speed by car, km/h (line layers)")),
            ("ONEWAY_FIELD", tr("One-way (line layers)")),
        ):
            self.addParameter(
                optional(
                    QgsProcessingParameterField(name, description, parentLayerParameterName="INPUT")
                )
            )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT", tr("Network file"), tr("Maillage network (*.npz)")
            )
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        from ..network.osm import network_from_osm

        modes = self.parameterAsEnumStrings(parameters, "MODES", context)
        if not modes:
            raise InputError(tr("Choose at least one mode: {modes}.", modes=", ".join(MODES)))
        path = _path_of(parameters["INPUT"], context)
        output = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        if not output.lower().endswith(".npz"):
            raise InputError(tr("{path}: give the network file a name in .npz.", path=output))
        if Path(output).resolve() == path.resolve():
            raise InputError(tr("{path} is the input: give another output file.", path=path))
        if path.name.lower().endswith(_OSM_ENDINGS):
            network = network_from_osm(path, modes, progress)
        else:
            network = self._from_lines(parameters, context, progress, modes, path)
        network.save(output)
        progress.say(
            tr(
                "{junctions} junctions, {edges} edges, {length} km of roads.",
                junctions=len(network.x),
                edges=len(network.tail),
                length=round(float(network.length.sum()) / 1000),
            )
        )
        _warn_if_scattered(network, progress)
        return {"OUTPUT": output}

    def _from_lines(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        progress: Progress,
        modes: list[str],
        path: Path,
    ) -> Network:
        from ..network.lines import network_from_lines

        source = self.source(parameters, "INPUT", context)
        layer = source.sourceName()
        if QgsWkbTypes.geometryType(source.wkbType()) != Qgis.GeometryType.Line:
            raise InputError(
                tr("The layer {layer} holds no lines. Choose a layer of roads.", layer=layer)
            )
        table, geometries = read_source(source, layer, context, WGS84, progress.part(0, 0.6))
        speed_field = self.parameterAsString(parameters, "SPEED_FIELD", context)
        oneway_field = self.parameterAsString(parameters, "ONEWAY_FIELD", context)
        for field in filter(None, (speed_field, oneway_field)):
            if field not in table:
                raise InputError(
                    tr(
                        "The layer {layer} has no field {field}. Its fields are: {fields}.",
                        layer=layer,
                        field=field,
                        fields=", ".join(table),
                    )
                )
        lines, rows = _polylines(geometries)
        return network_from_lines(
            lines,
            4326,
            modes,
            [table[speed_field][row] for row in rows] if speed_field else None,
            [table[oneway_field][row] for row in rows] if oneway_field else None,
            _describe(path, layer),
            rows,
        )


def _warn_if_scattered(network: Network, progress: Progress) -> None:
    """Lines that cross without sharing a point look like roads and lead nowhere."""
    import numpy as np

    from ..network.graph import Graph

    for mode in network.modes:
        part = Graph(network, mode).part
        share = np.bincount(part[part >= 0], minlength=1).max() / len(part)
        if share < _LARGEST_PART:
            progress.say(
                tr(
                    "The largest part of the network in which one can go everywhere ({mode}) holds "
                    "only {share} % of its roads: do the lines share their end points?",
                    mode=mode,
                    share=round(100 * share),
                )
            )


def _path_of(value: Any, context: QgsProcessingContext) -> Path:
    """The file behind a layer, its id, or a path with or without a layer's name."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    if isinstance(value, str) and not Path(value.split("|")[0]).is_file():
        value = QgsProcessingUtils.mapLayerFromString(value, context) or value
    source = value.source() if isinstance(value, QgsMapLayer) else str(value)
    return Path(source.split("|")[0])


def _polylines(geometries: list[Any]) -> tuple[list[Any], list[int]]:
    """The lines (arrays of x, y) of all parts, and the row each comes from."""
    import numpy as np

    lines, rows = [], []
    for row, geometry in enumerate(geometries):
        for part in geometry.constParts() if not geometry.isNull() else ():
            if part.nCoordinates() > 1:
                lines.append(np.array([(point.x(), point.y()) for point in part.vertices()]))
                rows.append(row)
    return lines, rows


def _describe(path: Path, layer: str) -> dict[str, Any]:
    """Name, date and, for a file, fingerprint of the layer the roads came from."""
    return {
        "name": layer,
        "date": datetime.date.today().isoformat(),
        "sha256": fingerprint(path) if path.is_file() else "",
    }
