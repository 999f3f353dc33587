"""The contract of every algorithm: what goes in stays, what comes out is whole, faults are said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsWkbTypes,
)

from ..common.errors import Cancelled, MaillageError
from ..common.telling import tellable
from ..common.text import tr
from .groups import GROUPS

if TYPE_CHECKING:
    from ..inputs.given import Given
    from ..layers.layer import Layer
    from .writing import Rows

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")


class MaillageAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that destroys no input, writes whole outputs, and says its errors as sentences.

    A step defines ``ID``, ``title``, ``initAlgorithm`` and ``compute``, which returns the outputs
    and may raise ``MaillageError``. (``run`` is QGIS's own: how a script calls an algorithm.) All
    else follows from its parameters, and is enforced here: nothing of it can be forgotten.
    """

    ID = ""
    #: One of ``groups.GROUPS``.
    GROUP = ""

    def title(self) -> str:
        """The name in the toolbox, translated."""
        return self.ID

    def name(self) -> str:
        return self.ID

    def displayName(self) -> str:
        return self.title()

    def group(self) -> str:
        return GROUPS[self.GROUP]() if self.GROUP else ""

    def groupId(self) -> str:
        return self.GROUP

    def shortHelpString(self) -> str:
        from .help import short_help

        return short_help(self.ID)

    def createInstance(self) -> MaillageAlgorithm:
        return type(self)()

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        from ..inputs.labels import for_a_form
        from .contract import check
        from .writing import quiet_gdal

        try:
            check(self, parameters, context)
        except MaillageError as error:
            return False, for_a_form(self)(str(error))
        with quiet_gdal():
            sound, message = super().checkParameterValues(parameters, context)
        return sound, tellable(message)

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        from ..common.progress import Progress
        from ..inputs.fitting import require_fitting
        from ..inputs.given import Given
        from ..inputs.labels import for_a_form
        from ..inputs.log import logged
        from ..inputs.unforeseen import unforeseen
        from ..inputs.united import with_parts_united
        from ..inputs.unreadable import require_readable
        from .contract import check
        from .recording import Recorder
        from .writing import quiet_gdal

        worded = for_a_form(self)
        self._feedback = feedback
        try:
            with quiet_gdal(), logged(self, parameters, feedback.pushInfo, worded) as log:
                progress = Progress(
                    lambda share: feedback.setProgress(100 * share),
                    log.say,
                    feedback.isCanceled,
                    log.warn,
                )
                check(self, parameters, context)  # a model asks nobody else
                self._recorder = Recorder(self, parameters, context)
                given = Given(self, parameters, context)
                require_fitting(given, progress)
                require_readable(given, progress)
                given = with_parts_united(given, progress)
                return self.compute(given, progress)
        except QgsProcessingException as error:  # QGIS's own quotes what it was given
            raise QgsProcessingException(tellable(str(error))) from None
        except MaillageError as error:
            raise QgsProcessingException(worded(str(error))) from error
        except Exception as error:
            raise QgsProcessingException(unforeseen(error, feedback)) from error

    def write(
        self,
        given: Given,
        name: str,
        fields: QgsFields,
        features: Iterable[QgsFeature],
        geometry_type: QgsWkbTypes = QgsWkbTypes.Type.NoGeometry,
        crs: QgsCoordinateReferenceSystem = WGS84,
    ) -> str | None:
        """Writes an output layer; returns its id or path, None if it was not asked for.

        Every layer is written here, and is whole once this returns: every row is counted. Files
        and GeoPackages are ours to write, because a Processing sink truncates its target as soon
        as it is opened. Raises OutputError.
        """
        from .stored import destination
        from .writing import Rows, own_names, write_stored

        self._stop_if_cancelled()
        rows = Rows(own_names(fields), features, geometry_type, crs, self._stop_if_cancelled)
        definition = self.parameterDefinition(name)
        output = destination(definition, given.parameters.get(name), given.context)
        if output is None or output.path is None:
            return self._write_sink(given, name, rows)
        seal = partial(self._recorder.seal, name)
        identifier = write_stored(output, rows, given.context, seal)
        self._load_on_completion(given, name, identifier)
        return identifier

    def write_layer(self, given: Given, name: str, layer: Layer) -> str | None:
        """Writes a layer as ``write`` does."""
        from ..layers.tables import to_features

        rows = to_features(layer.table, layer.fields, layer.geometries)
        return self.write(given, name, layer.fields, rows, layer.kind, layer.crs)

    def _write_sink(self, given: Given, name: str, rows: Rows) -> str | None:
        """Writes what Processing keeps: a temporary layer, or a database's table."""
        from ..inputs.labels import called
        from .writing import require_rows

        sink, identifier = self.parameterAsSink(
            given.parameters, name, given.context, rows.fields, rows.kind, rows.crs
        )
        if sink is None:
            return None
        count = rows.add_to(sink, called(self, name))
        del sink  # writes what is left
        require_rows(identifier, count, given.context)
        self._recorder.seal_sink(name, identifier)
        return identifier

    def _stop_if_cancelled(self) -> None:
        if self._feedback.isCanceled():
            raise Cancelled(tr("Cancelled."))

    def _load_on_completion(self, given: Given, name: str, path: str) -> None:
        """Asks QGIS to load the written file, as a Processing sink would have done."""
        value = given.parameters.get(name)
        if not isinstance(value, QgsProcessingOutputLayerDefinition):
            return
        if value.destinationProject is None:
            return
        layer_name = value.destinationName or self.parameterDefinition(name).description()
        given.context.addLayerToLoadOnCompletion(
            path, QgsProcessingContext.LayerDetails(layer_name, value.destinationProject, name)
        )
