"""``maillage:atlas``: one PDF dossier per territory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.projection import metric_epsg
from ..common.text import tr
from ..inputs.settings import LANGUAGE, stored
from ..layers.tables import has_system
from .base import WGS84, MaillageAlgorithm
from .contract import WRITES
from .parameters import choice, describe, optional


class Atlas(MaillageAlgorithm):
    ID = "atlas"
    GROUP = "publishing"

    def title(self) -> str:
        return tr("Make the atlas")

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        # Layouts are graphics scenes, which belong to the main thread.
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def initAlgorithm(self, config: dict[str, Any] | None = None) -> None:
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        source = QgsProcessingParameterFeatureSource
        self.addParameter(source("TERRITORIES", tr("Territories"), polygons))
        self.addParameter(
            QgsProcessingParameterField(
                "TERRITORY_FIELD",
                tr("Field of the territory's code"),
                parentLayerParameterName="TERRITORIES",
            )
        )
        points = [QgsProcessing.SourceType.TypeVectorPoint]
        self.addParameter(source("PLACES", tr("Places"), points))
        anything = [QgsProcessing.SourceType.TypeVector]
        self.addParameter(optional(source("COVERAGE", tr("Coverage of the territories"), anything)))
        self.addParameter(optional(source("COMMUNES", tr("Communes with their scores"), polygons)))
        self.addParameter(optional(source("ISOCHRONES", tr("Isochrones"), polygons)))
        for name, words in (
            ("TOTALS", tr("Coverage in all")),
            ("DECILES", tr("Times by tenth of fragility")),
            ("LORENZ", tr("Lorenz curves of the times")),
        ):
            self.addParameter(optional(source(name, words, anything)))
        self.addParameter(
            optional(
                QgsProcessingParameterString(
                    "FILTER", tr("Only the territories of these codes, separated by commas")
                )
            )
        )
        self.addParameter(optional(choice("LANGUAGE", tr("Language"), ["fr", "en"])))
        self.addParameter(choice("PAGE_SIZE", tr("Page size"), ["A4", "A3"], "A4"))
        self.addParameter(
            QgsProcessingParameterBoolean(
                "SINGLE_FILE", tr("Also one PDF of all the dossiers"), defaultValue=False
            )
        )
        folder = QgsProcessingParameterFolderDestination(
            "OUTPUT_FOLDER", tr("Folder of the dossiers")
        )
        folder.setMetadata({WRITES: ["*.pdf", "index.json"]})
        self.addParameter(folder)
        describe(
            self,
            roles={
                "TERRITORIES": "territories",
                "PLACES": "places",
                "COVERAGE": "coverage",
                "COMMUNES": "fragility communes",
                "ISOCHRONES": "isochrones",
                "TOTALS": "totals",
                "DECILES": "deciles",
                "LORENZ": "lorenz",
            },
            folded="COVERAGE COMMUNES ISOCHRONES TOTALS DECILES LORENZ FILTER LANGUAGE PAGE_SIZE "
            "SINGLE_FILE",
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        from ..atlas.dossier_inputs import choose
        from ..atlas.language import default_language, speaking
        from ..atlas.run import Settings, make_atlas
        from ..nomenclature import load_nomenclature

        inputs = self._inputs(parameters, context)
        codes = self.parameterAsString(parameters, "FILTER", context) or ""
        chosen = choose(
            inputs.territories, [code.strip() for code in codes.split(",") if code.strip()]
        )
        progress.step(0.05)
        language = self.parameterAsEnumString(parameters, "LANGUAGE", context)
        settings = Settings(
            Path(self.parameterAsString(parameters, "OUTPUT_FOLDER", context)),
            language or stored(LANGUAGE) or default_language(),
            self.parameterAsEnumString(parameters, "PAGE_SIZE", context),
            self.parameterAsBoolean(parameters, "SINGLE_FILE", context),
            load_nomenclature(),
        )
        with speaking(settings.language):
            make_atlas(inputs, chosen, settings, progress.part(0.05, 1))
        return {"OUTPUT_FOLDER": str(settings.folder)}

    def _inputs(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:
        from ..atlas.dossier_inputs import (
            ISOCHRONE_COLUMNS,
            PLACE_COLUMNS,
            Inputs,
            read_coverage,
            read_layer,
            read_territories,
        )
        from ..layers.overall_tables import read_overall
        from ..layers.tables import read_source

        territories = self.source(parameters, "TERRITORIES", context)
        code_field = self.parameterAsString(parameters, "TERRITORY_FIELD", context)
        crs = _metric_crs(territories, context)
        places = self.source(parameters, "PLACES", context)
        coverage = self.optional_source(parameters, "COVERAGE", context)

        def optional_layer(name: str, columns: tuple[str, ...] = ()) -> Any:
            source = self.optional_source(parameters, name, context)
            return source and read_layer(source, name, crs, context, columns)

        def rows(name: str) -> Any:
            source = self.optional_source(parameters, name, context)
            return read_source(source, name, context)[0].to_dict("records") if source else []

        return Inputs(
            crs,
            read_territories(territories, "TERRITORIES", code_field, crs, context),
            read_layer(places, "PLACES", crs, context, PLACE_COLUMNS),
            optional_layer("COMMUNES"),
            optional_layer("ISOCHRONES", ISOCHRONE_COLUMNS),
            read_coverage(coverage, "COVERAGE", code_field, context) if coverage else {},
            read_overall(rows("TOTALS"), rows("DECILES"), rows("LORENZ")),
        )


def _metric_crs(
    territories: QgsProcessingFeatureSource, context: QgsProcessingContext
) -> QgsCoordinateReferenceSystem:
    """The metric system of the territories' place on Earth. Raises InputError without any."""
    crs = territories.sourceCrs()
    if not has_system(crs):
        raise InputError(
            tr(
                "The layer {layer} has no coordinate reference system. "
                "Set it in the layer's properties, then run again.",
                layer="TERRITORIES",
            )
        )
    to_wgs84 = QgsCoordinateTransform(crs, WGS84, context.transformContext())
    centre = to_wgs84.transform(territories.sourceExtent().center())
    return QgsCoordinateReferenceSystem.fromEpsgId(metric_epsg(centre.x(), centre.y()))
