"""``maillage:buildproject``: the layers of a run to a styled project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterVectorLayer,
)

from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import describe, optional

if TYPE_CHECKING:
    from ..common.progress import Progress
    from ..inputs.given import Given


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

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..layers.project import Content, write_project
        from ..layers.project_words import tell_content

        content = Content(
            given.layer("PLACES"),
            given.layers("TERRITORIES"),
            given.layers("COVERAGE"),
            given.layers("ISOCHRONES"),
        )
        tell_content(content, progress)
        progress.step(0.3)
        path = given.output_file("OUTPUT")
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
