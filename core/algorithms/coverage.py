"""``maillage:coverage``: how many people are near a place, territory by territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.text import tr
from ..layers.postprocess import style_on_load
from ..layers.tables import beside, read_source, table_fields, to_features
from ..layers.zones import zones_from_source
from .base import MaillageAlgorithm, choice, optional, optional_sink, polygon_type
from .coverage_inputs import (
    ITINERANT,
    Job,
    find_times,
    read_cells,
    read_job,
    read_people,
)
from .coverage_tables import Case, Territories, make_tables
from .coverage_words import tell_placement, tell_services, tell_territories
from .people import joined, read_demand
from .travel import MODES, add_direction, add_minutes, add_network, refuse_overwriting

if TYPE_CHECKING:
    import pandas as pd

    from ..access.coverage import People
    from ..access.demand import Demand
    from ..territories.zones import Zones

_POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
_PLACES = [QgsProcessing.SourceType.TypeVectorPoint]
_TABLE = QgsProcessing.SourceType.TypeVector
_INPUTS = ("PLACES", "DEMAND", "CELLS", "TERRITORIES", "NETWORK")
#: Outputs beside the main one.
_OPTIONAL = ("DEMAND_OUTPUT", "TOTALS", "DECILES", "LORENZ")


class Coverage(MaillageAlgorithm):
    """Coverage of people, by territory, mode and service."""

    ID = "coverage"

    def title(self) -> str:
        return tr("Coverage of the population")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
        number = QgsProcessingParameterField.DataType.Any
        self.addParameter(source("PLACES", tr("Places"), _PLACES))
        self.addParameter(
            source("DEMAND", tr("Demand (where people live)"), [*_POLYGONS, *_PLACES])
        )
        self.addParameter(
            field(
                "POPULATION_FIELD", tr("Population (inhabitants)"), "population", "DEMAND", number
            )
        )
        self.addParameter(
            optional(
                field("FRAGILITY_FIELD", tr("Fragility (higher is more fragile)"), None, "DEMAND")
            )
        )
        self.addParameter(
            optional(
                source(
                    "CELLS", tr("Cells or buildings that people live in"), [*_POLYGONS, *_PLACES]
                )
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
        self.addParameter(
            optional(source("TERRITORIES", tr("Territories (the demand's when empty)"), _POLYGONS))
        )
        self.addParameter(
            optional(field("TERRITORY_FIELD", tr("Code of the territories"), None, "TERRITORIES"))
        )
        add_network(self)
        self.addParameter(choice("MODE", tr("Modes"), MODES, ["car"], several=True))
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
        self.addParameter(optional_sink("TOTALS", tr("Coverage in all"), _TABLE))
        self.addParameter(optional_sink("DECILES", tr("Times by tenth of fragility"), _TABLE))
        self.addParameter(optional_sink("LORENZ", tr("Lorenz curves of the times"), _TABLE))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        refuse_overwriting(self, parameters, _INPUTS, context)
        case = self._case(parameters, context, progress.part(0, 0.7))
        # All is computed before anything is written.
        asked = [name for name in _OPTIONAL if parameters.get(name)]
        tables = make_tables(case, asked, progress.part(0.7, 0.9))
        outputs = {
            name: self._write_table(parameters, name, context, source, figures)
            for name, (source, figures) in tables.items()
        }
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
        _tell_territories(progress, demand, people, territories)
        times = find_times(job, snaps, progress.part(0.35, 1))
        tell_services(progress, job)
        return Case(job, source, people, demand, units, territories, times)

    def _territories(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        job: Job,
        demand: Demand,
        units: Zones | None,
    ) -> Territories:
        """TERRITORIES, or the polygons of the demand. Raises InputError without either."""
        source = self.optional_source(parameters, "TERRITORIES", context)
        if source is not None:
            code = self.parameterAsString(parameters, "TERRITORY_FIELD", context) or None
            zones = zones_from_source(source, source.sourceName(), code, epsg=job.network.epsg)
            return Territories(source, zones, zones.locate(demand.x, demand.y))
        if units is None:
            raise InputError(
                tr("The demand is points: give TERRITORIES, the polygons to sum them up by.")
            )
        return Territories(self.source(parameters, "DEMAND", context), units, demand.unit)

    def _write_table(
        self,
        parameters: dict[str, Any],
        name: str,
        context: QgsProcessingContext,
        source: QgsProcessingFeatureSource | None,
        figures: pd.DataFrame,
    ) -> str | None:
        """The source's features with figures; its own fields of the same names get ``src_``.

        Without a source, the figures alone.
        """
        if source is None:
            fields = table_fields(figures)
            return self.write(parameters, name, context, fields, to_features(figures, fields))
        table, geometries = read_source(source, source.sourceName(), context)
        table, fields = beside(table, figures, source.fields())
        return self.write(
            parameters,
            name,
            context,
            fields,
            to_features(table, fields, geometries),
            polygon_type(source),
            source.sourceCrs(),
        )


def _tell_territories(
    progress: Progress, demand: Demand, people: People, territories: Territories
) -> None:
    """Who counts in one territory though in two, and who in none."""
    import numpy as np

    from ..access.overlaps import overlaps

    here = demand.share * np.nan_to_num(people.population)[demand.unit]
    common = overlaps(territories.zones, territories.of, demand.x, demand.y, here)
    tell_territories(progress, territories.zones, common, float(here[territories.of < 0].sum()))
