"""What the algorithms share: messages, progress, and outputs that are whole or absent."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..common.errors import Cancelled, InputError, MaillageError, OutputError
from ..common.files import atomic_output
from ..common.progress import Progress
from ..common.text import tr
from ..inputs.log import logged
from ..layers.layer import Layer
from ..layers.tables import to_features
from .groups import GROUPS
from .help import short_help
from .recording import Recorder

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")


class MaillageAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that says its errors as sentences.

    A step defines ``ID``, ``title``, ``initAlgorithm`` and ``compute``, which returns the outputs
    and may raise ``MaillageError``. (``run`` is QGIS's own: how a script calls an algorithm.)
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

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        self._feedback = feedback
        try:
            with logged(self, parameters, feedback.pushInfo) as log:
                progress = Progress(
                    lambda share: feedback.setProgress(100 * share),
                    log.say,
                    feedback.isCanceled,
                    log.warn,
                )
                self._refuse_shared_destinations(parameters)
                self._recorder = Recorder(self, parameters, context)
                return self.compute(parameters, context, progress)
        except MaillageError as error:
            raise QgsProcessingException(str(error)) from error

    def _refuse_shared_destinations(self, parameters: dict[str, Any]) -> None:
        """Raises InputError when two outputs would overwrite one another."""
        seen: dict[Path, str] = {}
        for definition in self.destinationParameterDefinitions():
            path = self._destination_file(parameters, definition.name())
            if path is not None and path.resolve() in seen:
                raise InputError(
                    tr(
                        "{first} and {second} are the same file, {path}. Give each its own.",
                        first=seen[path.resolve()],
                        second=definition.name(),
                        path=path,
                    )
                )
            if path is not None:
                seen[path.resolve()] = definition.name()

    # Reading parameters

    def source(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsProcessingFeatureSource:
        """The layer given for ``name``. Raises InputError, naming it, if it cannot be opened."""
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise _cannot_open(parameters, name)
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
            raise _cannot_open(parameters, name)
        return layer

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

        A destination that is a file is written beside and renamed when whole, because a Processing
        sink truncates its target as soon as it is opened. Raises OutputError.
        """
        path = self._destination_file(parameters, name)
        self._stop_if_cancelled()
        if path is None:
            sink, identifier = self.parameterAsSink(
                parameters, name, context, fields, geometry_type, crs
            )
            if sink is not None:
                self._add_all(sink, features, identifier)
                sink.flushBuffer()
                del sink
                self._recorder.seal_sink(name, identifier)
            return identifier or None
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = QgsVectorFileWriter.driverForExtension(path.suffix)
        options.layerName = path.stem
        options.fileEncoding = "UTF-8"
        if path.suffix.lower() == ".geojson":
            options.layerOptions = ["RFC7946=YES"]
        if not options.driverName:
            raise OutputError(
                tr(
                    "Cannot write {path}: QGIS knows no format {ending}.",
                    path=path,
                    ending=path.suffix,
                )
            )
        with atomic_output(path) as temporary:
            writer = QgsVectorFileWriter.create(
                str(temporary), fields, geometry_type, crs, context.transformContext(), options
            )
            if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
                raise OutputError(
                    tr("Cannot write {path}: {reason}", path=path, reason=writer.errorMessage())
                )
            count = self._add_all(writer, features, str(path))
            del writer
            _check_whole(temporary, path, count)
            self._recorder.seal(name, temporary, path)
        self._load_on_completion(parameters, name, context, str(path))
        return str(path)

    def write_layer(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, layer: Layer
    ) -> str | None:
        """Writes a layer as ``write`` does."""
        rows = to_features(layer.table, layer.fields, layer.geometries)
        return self.write(parameters, name, context, layer.fields, rows, layer.kind, layer.crs)

    def _add_all(self, sink: QgsFeatureSink, features: Iterable[QgsFeature], path: str) -> int:
        """Writes the features; how many. Raises Cancelled, or OutputError at the first refused."""
        count = 0
        for count, feature in enumerate(features, start=1):
            if count % 1000 == 0:
                self._stop_if_cancelled()
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise OutputError(
                    tr("Cannot write {path}: {reason}", path=path, reason=sink.lastError())
                )
        return count

    def _stop_if_cancelled(self) -> None:
        if self._feedback.isCanceled():
            raise Cancelled(tr("Cancelled."))

    @staticmethod
    def _destination_file(parameters: dict[str, Any], name: str) -> Path | None:
        """The destination as a path, or None if it is no plain file (memory, database, none)."""
        value = parameters.get(name)
        if isinstance(value, QgsProcessingOutputLayerDefinition):
            value = value.sink.staticValue()
        if not isinstance(value, (str, Path)) or not value:
            return None
        text = str(value)
        is_special = text.startswith(("memory:", "ogr:", "postgres:", "dbname=", "mem:"))
        if is_special or text == QgsProcessing.TEMPORARY_OUTPUT or not Path(text).suffix:
            return None
        return Path(text)

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


def _cannot_open(parameters: dict[str, Any], name: str) -> InputError:
    return InputError(
        tr(
            "Cannot open the layer given for {name}: {value}. "
            "Check that the file exists and is a layer that QGIS can read.",
            name=name,
            value=parameters.get(name),
        )
    )


def _check_whole(written: Path, path: Path, count: int) -> None:
    """Reads back how many features a file holds: a full disk shows only when a file is closed."""
    dataset = None
    with suppress(RuntimeError):
        dataset = gdal.OpenEx(str(written), gdal.OF_VECTOR) if written.is_file() else None
    if dataset is None or dataset.GetLayer(0).GetFeatureCount() != count:
        raise OutputError(
            tr(
                "{path} could not be written whole. Check the room left on the disk, "
                "or choose another format.",
                path=path,
            )
        )
