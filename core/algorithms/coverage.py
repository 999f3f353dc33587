"""``maillage:coverage``: how many people are near a place, territory by territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..common.modes import MODES
from ..common.text import tr
from .base import MaillageAlgorithm
from .parameters import (
    POINTS,
    TABLE,
    add_cells,
    add_demand,
    add_direction,
    add_fragility,
    add_minutes,
    add_network,
    add_territories,
    choice,
    describe,
    optional,
    optional_sink,
)

if TYPE_CHECKING:
    from ..common.progress import Progress
    from ..inputs.given import Given

#: What ITINERANT may be.
ITINERANT = ["count", "leave_out"]
#: Outputs beside the main one.
_OPTIONAL = ("DEMAND_OUTPUT", "TOTALS", "DECILES", "LORENZ")


class Coverage(MaillageAlgorithm):
    """Coverage of people, by territory, mode and service."""

    ID = "coverage"
    GROUP = "coverage"

    def title(self) -> str:
        return tr("Coverage of the population")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source = QgsProcessingParameterFeatureSource
        self.addParameter(source("PLACES", tr("Places"), [POINTS]))
        add_demand(self)
        add_fragility(self)
        add_cells(self)
        add_territories(self)
        add_network(self)
        self.addParameter(choice("MODE", tr("Modes"), list(MODES), ["car"], several=True))
        add_minutes(self, "10,20")
        add_direction(self)
        self.addParameter(
            optional(
                QgsProcessingParameterString(
                    "SERVICES", tr("Services (codes, e.g. ACCDA,SEN): figures for each")
                )
            )
        )
        self.addParameter(
            choice("ITINERANT", tr("Itinerant places: count, or leave out"), ITINERANT, "count")
        )
        self.addParameter(
            optional(
                QgsProcessingParameterNumber(
                    "FRAGILITY_THRESHOLD",
                    tr("Fragile above (the average inhabitant's score when empty)"),
                    QgsProcessingParameterNumber.Type.Double,
                )
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Coverage")))
        self.addParameter(optional_sink("DEMAND_OUTPUT", tr("Coverage of the demand")))
        self.addParameter(optional_sink("TOTALS", tr("Coverage in all"), TABLE))
        self.addParameter(optional_sink("DECILES", tr("Times by tenth of fragility"), TABLE))
        self.addParameter(optional_sink("LORENZ", tr("Lorenz curves of the times"), TABLE))
        describe(
            self,
            roles={
                "PLACES": "places",
                "DEMAND": "fragility communes",
                "TERRITORIES": "territories",
                "NETWORK": "network",
                "OUTPUT": "coverage",
                "TOTALS": "totals",
                "DECILES": "deciles",
                "LORENZ": "lorenz",
            },
            folded="CELLS CELLS_POPULATION_FIELD DIRECTION SERVICES ITINERANT FRAGILITY_THRESHOLD",
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..inputs.coverage_job import find_times, read_situation, tell_situation
        from ..inputs.place_words import tell_services
        from ..layers.layer import Layer
        from ..layers.postprocess import style_on_load
        from .coverage_tables import Case, make_tables

        situation = read_situation(given, progress.part(0, 0.2))
        tell_situation(given, situation, progress)
        times = find_times(given, situation, progress.part(0.25, 0.7))
        tell_services(progress, situation.job.services, situation.job.counted)
        case = Case(*situation, given.source("DEMAND"), times)
        # All is computed before anything is written.
        asked = [name for name in _OPTIONAL if given.has(name)]
        tables = make_tables(case, asked, progress.part(0.7, 0.9))
        outputs = {}
        for name, (layer, figures) in tables.items():
            described = Layer.plain(figures)
            if layer is not None:
                described = Layer.describing(layer, figures, given.context)
            outputs[name] = self.write_layer(given, name, described)
        style_on_load(given.context, outputs["OUTPUT"], "coverage")
        return outputs
