"""``maillage:atlas``: one PDF dossier per territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

from ..common.text import tr
from .base import WGS84, MaillageAlgorithm
from .parameters import WRITES, choice, describe, optional

if TYPE_CHECKING:
    from ..common.progress import Progress
    from ..inputs.given import Given


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
        self.addParameter(
            QgsProcessingParameterBoolean(
                "REMOVE_OLD",
                tr("Remove the dossiers of territories that are no more"),
                defaultValue=False,
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
            "SINGLE_FILE REMOVE_OLD",
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..atlas.dossier_inputs import choose
        from ..atlas.dossier_words import tell_inputs
        from ..atlas.language import default_language, speaking
        from ..atlas.run import Settings, make_atlas
        from ..inputs.roles_told import role_told
        from ..inputs.settings import LANGUAGE, stored
        from ..nomenclature import load_nomenclature

        inputs = self._inputs(given, progress)
        codes = given.text("FILTER") or ""
        chosen = choose(
            inputs.territories, [code.strip() for code in codes.split(",") if code.strip()]
        )
        tell_inputs(
            inputs,
            chosen,
            given.text("TERRITORY_FIELD"),
            [name for name in ("COVERAGE",) if given.has(name)],
            role_told(given, "COVERAGE"),
            progress,
        )
        progress.step(0.05)
        language = given.word("LANGUAGE")
        settings = Settings(
            given.folder("OUTPUT_FOLDER"),
            language or stored(LANGUAGE) or default_language(),
            given.word("PAGE_SIZE"),
            given.flag("SINGLE_FILE"),
            load_nomenclature(),
            given.flag("REMOVE_OLD"),
        )
        with speaking(settings.language):
            make_atlas(inputs, chosen, settings, progress.part(0.05, 1))
        return {"OUTPUT_FOLDER": str(settings.folder)}

    def _inputs(self, given: Given, progress: Progress) -> Any:
        from ..access.given_layers import require_columns, tell_rows
        from ..atlas.dossier_inputs import (
            PLACE_COLUMNS,
            Inputs,
            read_coverage,
            read_layer,
            read_territories,
        )
        from ..layers.overall_tables import NEEDED, read_overall
        from ..layers.tables import read_source

        territories = given.source("TERRITORIES")
        code_field = given.text("TERRITORY_FIELD")
        crs = _metric_crs(territories, given.context)
        places = given.source("PLACES")
        coverage = given.optional_source("COVERAGE")

        def optional_layer(name: str, columns: tuple[str, ...] = ()) -> Any:
            source = given.optional_source(name)
            return source and read_layer(source, name, crs, given.context, columns)

        def rows(name: str) -> Any:
            source = given.optional_source(name)
            if source is None:
                return []
            table, _ = read_source(source, name, given.context)
            require_columns(name, table, NEEDED[name])
            tell_rows(name, len(table), progress)
            return table.to_dict("records")

        return Inputs(
            crs,
            read_territories(territories, "TERRITORIES", code_field, crs, given.context),
            read_layer(places, "PLACES", crs, given.context, PLACE_COLUMNS),
            optional_layer("COMMUNES"),
            optional_layer("ISOCHRONES"),
            read_coverage(coverage, "COVERAGE", code_field, given.context) if coverage else {},
            read_overall(rows("TOTALS"), rows("DECILES"), rows("LORENZ")),
        )


def _metric_crs(
    territories: QgsProcessingFeatureSource, context: QgsProcessingContext
) -> QgsCoordinateReferenceSystem:
    """The metric system of the territories' place on Earth. Raises InputError without any."""
    from ..common.projection import metric_epsg
    from ..layers.tables import require_system

    crs = territories.sourceCrs()
    require_system(crs, territories.sourceName())
    to_wgs84 = QgsCoordinateTransform(crs, WGS84, context.transformContext())
    centre = to_wgs84.transform(territories.sourceExtent().center())
    return QgsCoordinateReferenceSystem.fromEpsgId(metric_epsg(centre.x(), centre.y()))
