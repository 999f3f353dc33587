"""``maillage:buildproject``: the layers of a run to a styled project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterVectorLayer,
    QgsVectorLayer,
)

from ..common.progress import Progress
from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import describe, optional


class BuildProject(MaillageAlgorithm):
    ID = "buildproject"
    GROUP = "publishing"

    def title(self) -> str:
        return tr("Build the styled project")

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        # Layers are cloned from the open project, which lives in the main thread.
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        points = QgsProcessing.SourceType.TypeVectorPoint
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.addParameter(QgsProcessingParameterVectorLayer("PLACES", tr("Places"), [points]))
        for name, label in (
            ("TERRITORIES", tr("Territories, with or without a fragility score")),
            ("COVERAGE", tr("Coverage")),
            ("ISOCHRONES", tr("Isochrones")),
        ):
            self.addParameter(optional(QgsProcessingParameterMultipleLayers(name, label, polygons)))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT", tr("Project"), tr("QGIS projects (*.qgz)")
            )
        )
        describe(
            self,
            roles={
                "PLACES": "places",
                "TERRITORIES": "territories fragility",
                "COVERAGE": "coverage",
                "ISOCHRONES": "isochrones",
            },
            folded="TERRITORIES COVERAGE ISOCHRONES",
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        from ..layers.project import Content, write_project

        content = Content(
            self.layer(parameters, "PLACES", context),
            self._layers(parameters, "TERRITORIES", context),
            self._layers(parameters, "COVERAGE", context),
            self._layers(parameters, "ISOCHRONES", context),
        )
        progress.step(0.3)
        path = Path(self.parameterAsFileOutput(parameters, "OUTPUT", context))
        progress.step(0.4)  # after it is written, it is too late to cancel
        project = write_project(path, content)
        progress.say(
            plural(
                "Project written with {n} layer: {path}",
                "Project written with {n} layers: {path}",
                len(project.mapLayers()),
                path=path,
            )
        )
        return {"OUTPUT": str(path)}

    def _layers(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> list[QgsVectorLayer]:
        layers = self.parameterAsLayerList(parameters, name, context)
        return [layer for layer in layers if isinstance(layer, QgsVectorLayer)]
