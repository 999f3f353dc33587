"""The contract of every algorithm: what goes in stays, what comes out is whole, faults are said."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from functools import partial
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..common.errors import Cancelled, InputError, MaillageError
from ..common.progress import Progress
from ..common.text import tr
from ..inputs.log import TAG, logged
from ..layers.layer import Layer
from ..layers.tables import to_features
from .contract import check
from .groups import GROUPS
from .help import short_help
from .labels import called, for_a_form, is_headless
from .recording import Recorder
from .stored import destination
from .writing import Rows, own_names, require_rows, write_stored

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
        return short_help(self.ID)

    def createInstance(self) -> MaillageAlgorithm:
        return type(self)()

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        try:
            check(self, parameters, context)
        except MaillageError as error:
            return False, for_a_form(self)(str(error))
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        worded = for_a_form(self)
        self._feedback = feedback
        try:
            with logged(self, parameters, feedback.pushInfo, worded) as log:
                progress = Progress(
                    lambda share: feedback.setProgress(100 * share),
                    log.say,
                    feedback.isCanceled,
                    log.warn,
                )
                check(self, parameters, context)  # a model asks nobody else
                self._recorder = Recorder(self, parameters, context)
                return self.compute(parameters, context, progress)
        except QgsProcessingException:
            raise
        except MaillageError as error:
            raise QgsProcessingException(worded(str(error))) from error
        except Exception as error:
            raise QgsProcessingException(self._unexpected(error)) from error

    def _unexpected(self, error: Exception) -> str:
        """The sentence for what nobody foresaw; the details stand in the log panel already."""
        if isinstance(error, MemoryError):
            return tr("There is not enough memory for this. Close other programs, or give less.")
        if isinstance(error, OSError) and error.filename:
            return tr(
                "{path} cannot be read or written: {reason}. Check the folder and the disk.",
                path=error.filename,
                reason=error.strerror or error,
            )
        what = f"{type(error).__name__}: {error}".strip(": \n").splitlines()[0]
        if is_headless():
            self._feedback.pushDebugInfo("".join(traceback.format_exception(error)))
            return tr(
                "This is a fault of the plugin, not of what you gave: {what}. The details stand "
                "above; please report it with them.",
                what=what,
            )
        return tr(
            "This is a fault of the plugin, not of what you gave: {what}. The details are in the "
            "log messages of QGIS, tab “{tab}”; please report it with them.",
            what=what,
            tab=TAG,
        )

    # Reading parameters

    def source(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsProcessingFeatureSource:
        """The layer given for ``name``. Raises InputError, naming it, if it cannot be opened."""
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise self._cannot_open(parameters, name)
        return source

    def optional_source(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsProcessingFeatureSource | None:
        """As ``source``, or None when nothing was given."""
        if parameters.get(name) in (None, ""):
            return None
        return self.source(parameters, name, context)

    def layer(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsVectorLayer:
        """The map layer given for ``name``. Raises InputError, naming it, if it is not valid."""
        layer = self.parameterAsVectorLayer(parameters, name, context)
        if layer is None or not layer.isValid():
            raise self._cannot_open(parameters, name)
        return layer

    def _cannot_open(self, parameters: dict[str, Any], name: str) -> InputError:
        return InputError(
            tr(
                "Cannot open the layer given for {name}: {value}. "
                "Check that the file exists and is a layer that QGIS can read.",
                name=called(self, name),
                value=parameters.get(name),
            )
        )

    # Writing outputs

    def write(
        self,
        parameters: dict[str, Any],
        name: str,
        context: QgsProcessingContext,
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
        self._stop_if_cancelled()
        rows = Rows(own_names(fields), features, geometry_type, crs, self._stop_if_cancelled)
        definition = self.parameterDefinition(name)
        output = destination(definition, parameters.get(name), context)
        if output is None or output.path is None:
            return self._write_sink(parameters, name, context, rows)
        identifier = write_stored(output, rows, context, partial(self._recorder.seal, name))
        self._load_on_completion(parameters, name, context, identifier)
        return identifier

    def write_layer(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, layer: Layer
    ) -> str | None:
        """Writes a layer as ``write`` does."""
        rows = to_features(layer.table, layer.fields, layer.geometries)
        return self.write(parameters, name, context, layer.fields, rows, layer.kind, layer.crs)

    def _write_sink(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, rows: Rows
    ) -> str | None:
        """Writes what Processing keeps: a temporary layer, or a database's table."""
        sink, identifier = self.parameterAsSink(
            parameters, name, context, rows.fields, rows.kind, rows.crs
        )
        if sink is None:
            return None
        count = rows.add_to(sink, called(self, name))
        del sink  # writes what is left
        require_rows(identifier, count, context)
        self._recorder.seal_sink(name, identifier)
        return identifier

    def _stop_if_cancelled(self) -> None:
        if self._feedback.isCanceled():
            raise Cancelled(tr("Cancelled."))

    def _load_on_completion(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, path: str
    ) -> None:
        """Asks QGIS to load the written file, as a Processing sink would have done."""
        value = parameters.get(name)
        if not isinstance(value, QgsProcessingOutputLayerDefinition):
            return
        if value.destinationProject is None:
            return
        layer_name = value.destinationName or self.parameterDefinition(name).description()
        context.addLayerToLoadOnCompletion(
            path, QgsProcessingContext.LayerDetails(layer_name, value.destinationProject, name)
        )
