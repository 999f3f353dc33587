"""``maillage:coverage``: how many people are near a place, territory by territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..common.modes import MODES
from ..common.progress import Progress
from ..common.text import tr
from ..layers.layer import Layer
from ..layers.postprocess import style_on_load
from .base import MaillageAlgorithm
from .coverage_inputs import (
    ITINERANT,
    Job,
    find_times,
    read_cells,
    read_job,
    read_people,
)
from .coverage_tables import Case, make_tables
from .coverage_words import tell_placement, tell_services
from .parameters import (
    POINTS,
    POLYGONS,
    TABLE,
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
from .people import Territories, joined, read_demand, read_territories
from .territory_words import tell_shared

if TYPE_CHECKING:
    from ..access.demand import Demand
    from ..territories.zones import Zones

#: Outputs beside the main one.
_OPTIONAL = ("DEMAND_OUTPUT", "TOTALS", "DECILES", "LORENZ")


class Coverage(MaillageAlgorithm):
    """Coverage of people, by territory, mode and service."""

    ID = "coverage"
    GROUP = "coverage"

    def title(self) -> str:
        return tr("Coverage of the population")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
        self.addParameter(source("PLACES", tr("Places"), [POINTS]))
        add_demand(self)
        add_fragility(self)
        self.addParameter(
            optional(
                source("CELLS", tr("Cells or buildings that people live in"), [POLYGONS, POINTS])
            )
        )
        self.addParameter(
            optional(
                field(
                    "CELLS_POPULATION_FIELD",
                    tr("Inhabitants of the cells (by area when empty)"),
                    None,
                    "CELLS",
                )
            )
        )
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

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        case = self._case(parameters, context, progress.part(0, 0.7))
        # All is computed before anything is written.
        asked = [name for name in _OPTIONAL if parameters.get(name)]
        tables = make_tables(case, asked, progress.part(0.7, 0.9))
        outputs = {}
        for name, (layer, figures) in tables.items():
            described = Layer.describing(layer, figures, context) if layer else Layer.plain(figures)
            outputs[name] = self.write_layer(parameters, name, context, described)
        style_on_load(context, outputs["OUTPUT"], "coverage")
        return outputs

    def _case(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> Case:
        """Everything read, people placed, and the times found."""
        job = read_job(self, parameters, context, progress.part(0, 0.05))
        source = self.source(parameters, "DEMAND", context)
        people = read_people(self, parameters, context, source, progress)
        cells = read_cells(self, parameters, context, job.network, progress.part(0.05, 0.1))
        demand, units = read_demand(source, job.network, context, cells, progress.part(0.1, 0.25))
        demand, snaps = joined(demand, job.network, job.direction)
        progress.step(0.3)
        territories = self._territories(parameters, context, job, demand, units)
        if units is not None:
            tell_placement(progress, demand, people)
        elif cells is not None:
            progress.say(tr("The demand is points, which stand where they are: CELLS is not used."))
        tell_shared(progress, demand, people, territories)
        times = find_times(job, snaps, progress.part(0.35, 1))
        tell_services(progress, job.services, job.counted)
        return Case(job, source, people, demand, units, territories, times)

    def _territories(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        job: Job,
        demand: Demand,
        units: Zones | None,
    ) -> Territories:
        epsg = job.network.epsg
        return read_territories(self, parameters, context, demand, units, epsg)
