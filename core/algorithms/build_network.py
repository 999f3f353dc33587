"""``maillage:buildnetwork``: an OpenStreetMap file or a line layer to one network file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingUtils,
)

from ..common.errors import InputError
from ..common.modes import MODES, by_mode
from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import choice, decimals, describe, optional

if TYPE_CHECKING:
    from ..common.progress import Progress
    from ..inputs.given import Given
    from ..layers.roads import RoadLines
    from ..network.line_layers import LineLayer
    from ..network.roadnetwork import Network

#: Walking speed (km/h): the profile's own, and what is still a walk.
_WALKING_KMH = 4.5
_SLOWEST, _FASTEST = 2, 7
#: When the largest part of a network holds less than this share of it, something may be wrong.
_LARGEST_PART = 0.3


class BuildNetwork(MaillageAlgorithm):
    """A road network, timed by mode."""

    ID = "buildnetwork"
    GROUP = "travel"

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
        self.addParameter(choice("MODES", tr("Modes"), list(MODES), list(MODES), several=True))
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
            optional(
                decimals(
                    QgsProcessingParameterNumber(
                        "WALKING_KMH",
                        tr("Walking speed (km/h)"),
                        QgsProcessingParameterNumber.Type.Double,
                        _WALKING_KMH,
                    ),
                    1,
                )
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT", tr("Network file"), tr("Maillage network (*.npz)")
            )
        )
        describe(
            self,
            roles={
                "INPUT": "roads",
                "OUTPUT": "network",
            },
            folded="SPEED_FIELD ONEWAY_FIELD WALKING_KMH",
        )

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        from ..inputs.given import Given

        given = Given(self, parameters, context)
        refusal = given.refusal("WALKING_KMH", _check_walking)
        if refusal:
            return False, refusal
        sound, message = super().checkParameterValues(parameters, context)
        is_file = given.file_behind("INPUT") is not None
        if is_file and message == self.invalidSourceError(parameters, "INPUT"):
            # QGIS calls "not found" what it cannot open: what is wrong is said when it is read.
            return True, ""
        return sound, message

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..common.speech import named, quantity
        from ..network.osm_file import network_from_osm
        from ..network.osm_source import ENDINGS

        modes = given.words("MODES")
        if not modes:
            raise InputError(tr("Choose at least one mode: {modes}.", modes=named(MODES)))
        path = given.file_behind("INPUT")
        output = given.output_file("OUTPUT")
        if output.suffix.lower() != ".npz":
            raise InputError(tr("{path}: give the network file a name in .npz.", path=output))
        walking_kmh = self._walking_kmh(given)
        if path is not None and path.name.lower().endswith(ENDINGS):
            network = network_from_osm(path, modes, progress.part(0, 0.95), walking_kmh)
        else:
            network = self._from_lines(given, progress, modes, walking_kmh)
            _warn_if_scattered(network, progress)
        progress.step(0.95)
        network.save(output)
        progress.say(
            tr(
                "Junctions: {junctions}, edges: {edges}, length of the roads: {length}.",
                junctions=len(network.x),
                edges=len(network.tail),
                length=quantity(round(float(network.length.sum()) / 1000), "km"),
            )
        )
        if output.is_relative_to(QgsProcessingUtils.tempFolder()):
            progress.say(
                tr(
                    "The network is in a temporary file, which goes when QGIS closes: "
                    "give the network file a name to keep it."
                )
            )
        return {"OUTPUT": str(output)}

    def _walking_kmh(self, given: Given) -> float:
        if not given.has("WALKING_KMH"):
            return _WALKING_KMH
        kmh: float = given.number("WALKING_KMH")
        _check_walking(kmh)
        return kmh

    def _from_lines(
        self,
        given: Given,
        progress: Progress,
        modes: list[str],
        walking_kmh: float,
    ) -> Network:
        from ..common.speech import named
        from ..layers.roads import read_roads
        from ..network.line_layers import kinds, recognise
        from ..network.lines import network_from_lines

        source = given.source("INPUT")
        layer = source.sourceName()
        names = source.fields().names()
        chosen = {
            role: given.text(parameter)
            for role, parameter in (("speed", "SPEED_FIELD"), ("oneway", "ONEWAY_FIELD"))
        }
        for field in filter(None, chosen.values()):
            if field not in names:
                raise InputError(
                    tr(
                        "The layer {layer} has no field {field}. Its fields are: {fields}.",
                        layer=layer,
                        field=field,
                        fields=named(names),
                    )
                )
        known = recognise(names)
        usual = set(known.fields.values()) if known else set()
        # A field chosen that is known anyway is read as what it is known to be.
        chosen = {role: "" if field in usual else field for role, field in chosen.items()}
        wanted = list(dict.fromkeys([*usual, *filter(None, chosen.values())]))
        roads = read_roads(source, layer, wanted, given.context, progress.part(0, 0.4))
        _require_lines(roads, layer)
        _tell(roads, known, any(chosen.values()), layer, progress)
        return network_from_lines(
            roads.lines,
            4326,
            modes,
            roads.cells[chosen["speed"]] if chosen["speed"] else None,
            roads.cells[chosen["oneway"]] if chosen["oneway"] else None,
            _describe(given.file_behind("INPUT"), layer),
            roads.rows,
            kinds(known, roads.cells) if known else None,
            walking_kmh,
            progress.part(0.4, 0.95),
        )


def _check_walking(kmh: float) -> None:
    """Raises InputError for a speed at which nobody walks."""
    from ..common.speech import quantity

    if not _SLOWEST <= kmh <= _FASTEST:
        raise InputError(
            tr(
                "The walking speed is {kmh}. Give one from {slowest} to {fastest}: 4 is a "
                "stroll, 5.1 a brisk walk.",
                kmh=quantity(kmh, "km/h"),
                slowest=_SLOWEST,
                fastest=quantity(_FASTEST, "km/h"),
            )
        )


def _require_lines(roads: RoadLines, layer: str) -> None:
    if not roads.lines:
        raise InputError(
            plural(
                "The layer {layer} has {n} feature and no line of two points or more. Choose a "
                "layer of roads.",
                "The layer {layer} has {n} features and no line of two points or more. Choose "
                "a layer of roads.",
                roads.without_line,
                layer=layer,
            )
        )


def _tell(
    roads: RoadLines, known: LineLayer | None, is_chosen: bool, layer: str, progress: Progress
) -> None:
    """Says how the layer is read, and what of it is left out."""
    from ..common.speech import named

    if known and known.kind == "bdtopo":
        progress.say(
            tr(
                "{layer} is read as BD TOPO road sections: nature, access, direction and mean "
                "speed come from the fields {fields}.",
                layer=layer,
                fields=named(known.fields.values()),
            )
        )
    elif known:
        progress.say(
            tr(
                "{layer} is read as roads of OpenStreetMap, by the fields {fields}.",
                layer=layer,
                fields=named(known.fields.values()),
            )
        )
    elif not is_chosen:
        progress.say(
            tr(
                "No field of {layer} is known: every mode may use every line, both ways, and cars "
                "go at 50 km/h. Choose the fields of the speed and of the one-way, if it has them.",
                layer=layer,
            )
        )
    if roads.without_line:
        progress.say(
            plural(
                "{n} feature of {layer} has no line and is left out.",
                "{n} features of {layer} have no line and are left out.",
                roads.without_line,
                layer=layer,
            )
        )


def _warn_if_scattered(network: Network, progress: Progress) -> None:
    """Lines that cross without sharing a point look like roads and lead nowhere."""
    import numpy as np

    from ..common.speech import percent
    from ..network.graph import Graph

    for mode in network.modes:
        metres = network.length * np.isfinite(network.seconds[mode]).any(axis=1)
        if not metres.any():
            progress.say(
                tr("No road to travel {by_mode}: nothing is timed.", by_mode=by_mode(mode))
            )
            continue
        part = Graph(network, mode).part
        largest = np.bincount(part[part >= 0], metres[part >= 0], minlength=1).max()
        share = float(largest / metres.sum())
        if share < _LARGEST_PART:
            progress.say(
                tr(
                    "The largest part of the network in which one can go everywhere {by_mode} "
                    "holds only {share} of its roads: do the lines share their end points?",
                    by_mode=by_mode(mode),
                    share=percent(share),
                )
            )


def _describe(path: Path | None, layer: str) -> dict[str, Any]:
    """Name, date and, for a file, fingerprint of the layer the roads came from."""
    from ..common.files import fingerprint

    return {
        "name": layer,
        "date": datetime.date.today().isoformat(),
        "sha256": fingerprint(path) if path is not None else "",
    }
