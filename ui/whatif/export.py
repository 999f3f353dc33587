"""A scenario as layers: its places, and their coverage by the algorithm itself.

They are layers like any other, so that the atlas and the web map take them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.access.scenario import Scenario
from ...core.common.errors import InputError
from ...core.common.progress import Progress
from ...core.common.text import tr
from ...core.layers.inert import shown_name
from ...core.layers.record import Record, put_record, record_of
from ...core.layers.style import style_layer
from ...core.layers.tables import WGS84, point_geometries, table_fields, to_features
from ...core.nomenclature import load_nomenclature
from ..message import Message
from ..results import add_to_group, load_results
from ..runner import Run
from ..steps import PROVIDER
from .services import OFFERS


class Export(QObject):
    """Adds the two layers to the project; ``message`` says how it goes."""

    #: The layers are there, or cannot be.
    ended = pyqtSignal(bool)

    def __init__(self, message: Message, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._message = message
        self._run: Run | None = None
        self._name = ""

    def start(self, parameters: dict[str, Any], scenario: Scenario) -> None:
        """The places of the scenario, then their coverage with the parameters of the form."""
        if self._run is not None:
            return
        try:
            places = places_layer(parameters["PLACES"], scenario)
        except InputError as error:
            self._message.write("bad", escape(str(error)))
            self.ended.emit(False)
            return
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"{PROVIDER}:coverage")
        outputs = dict.fromkeys(o.name() for o in algorithm.destinationParameterDefinitions())
        outputs["OUTPUT"] = QgsProcessingOutputLayerDefinition(
            "TEMPORARY_OUTPUT", QgsProject.instance()
        )
        self._name = scenario.name
        self._run = Run(algorithm, parameters | outputs | {"PLACES": places.id()})
        self._run.said.connect(lambda text: self._message.write("plain", escape(text)))
        self._run.finished.connect(self._finish)
        self._run.start()

    def close_down(self) -> None:
        """Stops what runs, without a word."""
        if self._run is not None:
            run, self._run = self._run, None
            run.abandon()
            run.close_down()

    def _finish(self, good: bool, results: dict[str, Any]) -> None:
        run, self._run = self._run, None
        if good:
            layers = load_results(run.context, run.feedback)
            record = record_of(layers["OUTPUT"])
            put_record(layers["OUTPUT"], replace(record, role="scenario_coverage"))
            name = tr("Coverage: {scenario}", scenario=self._name)
            layers["OUTPUT"].setName(shown_name(name))
            text = tr(
                "The layers “Places: {scenario}” and “Coverage: {scenario}” are in the project. "
                "Choose them on the pages of the atlas and the web map.",
                scenario=self._name,
            )
            self._message.write("good", escape(text))
        else:
            self._message.write("bad", escape("\n".join(run.errors)))
        run.close_down()
        self.ended.emit(good)


def places_layer(census: Any, scenario: Scenario) -> QgsVectorLayer:
    """The places of a scenario as a temporary layer of the project.

    ``census`` is the value of coverage's PLACES. Raises InputError when it is no layer of places.
    """
    from ...core.access.scenario_places import scenario_places
    from ...core.inputs.place_points import places_of

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    source = QgsProcessingUtils.variantToSource(census, context)
    if source is None:
        raise InputError(tr("The layer of places is gone. Choose it again under “Places”."))
    read = places_of(source, context, Progress())
    vocabularies = load_nomenclature().vocabularies
    codes = {name: vocabularies[name].codes for name in OFFERS}
    table, _ = scenario_places(read, scenario, codes)
    points = point_geometries(table)
    table = table.drop(
        columns=[name for name in ("lon", "lat") if name not in source.fields().names()]
    )
    fields = table_fields(table, source.fields())
    layer = QgsVectorLayer(f"Point?crs={WGS84}", "places", "memory")
    layer.dataProvider().addAttributes(fields.toList())
    layer.updateFields()
    layer.dataProvider().addFeatures(list(to_features(table, layer.fields(), points)))
    layer.updateExtents()
    style_layer(layer, "scenario_places")
    put_record(layer, Record("scenario_places", made=datetime.now(UTC).isoformat()))
    layer.setName(shown_name(tr("Places: {scenario}", scenario=scenario.name)))
    add_to_group(layer)
    return layer
