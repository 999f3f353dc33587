"""``maillage:coverage``: how many people are near a place, territory by territory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QLocale

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.text import plain_text, tr
from ..layers.postprocess import style_on_load
from ..layers.tables import beside, read_source, to_features
from ..layers.zones import zones_from_source
from .base import MaillageAlgorithm, choice, optional, optional_sink, polygon_type
from .travel import (
    MODES,
    add_direction,
    add_minutes,
    add_network,
    offering,
    read_codes,
    read_minutes,
    read_places,
    search_from,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.coverage import People
    from ..access.demand import Demand
    from ..network.network import Network
    from ..territories.zones import Zones

_POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
_PLACES = [QgsProcessing.SourceType.TypeVectorPoint]


@dataclass
class _Job:
    """What was asked, read."""

    places: pd.DataFrame
    network: Network
    network_path: str
    minutes: list[int]
    modes: list[str]
    services: list[str]
    direction: str


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

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        from ..access.coverage import coverage
        from ..access.demand import ground_share

        job = self._job(parameters, context, progress.part(0, 0.1))
        demand_source = self.source(parameters, "DEMAND", context)
        demand, units = _demand(demand_source, job.network, context)
        people = self._people(parameters, context, demand_source, progress)
        territory_source = self.optional_source(parameters, "TERRITORIES", context)
        if territory_source is not None:
            code = self.parameterAsString(parameters, "TERRITORY_FIELD", context) or None
            what = territory_source.sourceName()
            zones = zones_from_source(territory_source, what, code, epsg=job.network.epsg)
            territory = zones.locate(demand.x, demand.y)
        elif units is not None:
            zones, territory = units, demand.unit
        else:
            raise InputError(
                tr("The demand is points: give TERRITORIES, the polygons to sum them up by.")
            )
        progress.step(0.3)
        demand, seconds = _times(job, demand, progress.part(0.3, 0.8))
        ground = ground_share(zones, job.network)
        table = coverage(demand, people, territory, ground, seconds, job.minutes)
        _tell(progress, table, people)
        table.insert(0, "places", _count_places(job, zones))
        # All is computed before anything is written.
        tables = {"OUTPUT": (territory_source or demand_source, table)}
        if parameters.get("DEMAND_OUTPUT"):
            ground = 1.0 - demand.beyond if units is None else ground_share(units, job.network)
            own = coverage(demand, people, demand.unit, ground, seconds, job.minutes)
            tables["DEMAND_OUTPUT"] = (demand_source, own)
        progress.step(0.9)
        outputs = {
            name: self._write_table(parameters, name, context, source, figures)
            for name, (source, figures) in tables.items()
        }
        style_on_load(context, outputs["OUTPUT"], "coverage")
        return outputs

    def _job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> _Job:
        from ..network.network import Network

        source = self.source(parameters, "PLACES", context)
        path = self.parameterAsFile(parameters, "NETWORK", context)
        modes = self.parameterAsEnumStrings(parameters, "MODE", context)
        if not modes:
            raise InputError(tr("Choose at least one mode: {modes}.", modes=", ".join(MODES)))
        return _Job(
            places=read_places(source, source.sourceName(), context, progress),
            network=Network.load(path),
            network_path=path,
            minutes=read_minutes(self.parameterAsString(parameters, "MINUTES", context)),
            modes=modes,
            services=read_codes(self.parameterAsString(parameters, "SERVICES", context)),
            direction=self.parameterAsEnumString(parameters, "DIRECTION", context),
        )

    def _people(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        source: QgsProcessingFeatureSource,
        progress: Progress,
    ) -> People:
        import numpy as np

        from ..access.coverage import People, mean_fragility

        table, _ = read_source(source, source.sourceName(), context)
        name = self.parameterAsString(parameters, "POPULATION_FIELD", context)
        population = _numbers(table, name, source.sourceName())
        missing = int(np.isnan(population).sum())
        if missing:
            progress.say(
                tr("{count} demand units have no population: counted as 0.", count=missing)
            )
        if (population < 0).any():
            raise InputError(
                tr(
                    "{layer}: the field {field} holds negative populations. Correct them.",
                    layer=source.sourceName(),
                    field=name,
                )
            )
        population = np.nan_to_num(population)
        name = self.parameterAsString(parameters, "FRAGILITY_FIELD", context)
        fragility = np.full(len(population), np.nan)
        if name:
            fragility = _numbers(table, name, source.sourceName())
        threshold = mean_fragility(population, fragility)
        if parameters.get("FRAGILITY_THRESHOLD") not in (None, ""):
            threshold = self.parameterAsDouble(parameters, "FRAGILITY_THRESHOLD", context)
        return People(population, fragility, threshold)

    def _write_table(
        self,
        parameters: dict[str, Any],
        name: str,
        context: QgsProcessingContext,
        source: QgsProcessingFeatureSource,
        figures: pd.DataFrame,
    ) -> str | None:
        """The source's features with figures; its own fields of the same names get ``src_``."""
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


def _demand(
    source: QgsProcessingFeatureSource, network: Network, context: QgsProcessingContext
) -> tuple[Demand, Zones | None]:
    """Where the people are, and their polygons if they are given as polygons."""
    from ..access.demand import point_demand, polygon_demand

    what = source.sourceName()
    if QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Polygon:
        zones = zones_from_source(source, what, epsg=network.epsg)
        return polygon_demand(zones, network), zones
    points = read_places(source, what, context, Progress())
    return point_demand(*network.project(points["lon"], points["lat"]), network), None


def _times(job: _Job, demand: Demand, progress: Progress) -> tuple[Demand, dict[str, np.ndarray]]:
    """The demand, with what no road of any mode is near marked, and seconds by suffix."""
    import numpy as np

    from ..access.demand import times
    from ..network.graph import Graph

    searches = {
        mode: search_from(job.network, job.network_path, mode, job.direction, job.places)
        for mode in job.modes
    }
    # Whether people are beyond the network must not depend on the modes that are asked for.
    graphs = {mode: Graph(job.network, mode, job.direction) for mode in job.network.modes}
    graphs |= {mode: search.graph for mode, search in searches.items()}
    snaps = {mode: demand.snap(graph) for mode, graph in graphs.items()}
    joined = next(iter(searches.values())).joined
    progress.say(
        tr(
            "{count} of the {total} places are near the network.",
            count=len(joined),
            total=len(job.places),
        )
    )
    cut_off = np.all([snap.edge < 0 for snap in snaps.values()], axis=0)
    demand = replace(demand, beyond=demand.beyond | cut_off)
    chosen = {code: offering(job.places, code) for code in job.services} or {"": None}
    seconds = {}
    for mode, search in searches.items():
        for code, offered in chosen.items():
            parts = [mode if len(job.modes) > 1 else "", code if len(chosen) > 1 else ""]
            suffix = "".join(f"_{part}" for part in parts if part)
            seconds[suffix] = times(search, snaps[mode], offered).seconds
            progress.step(len(seconds) / (len(searches) * len(chosen)))
    return demand, seconds


def _count_places(job: _Job, zones: Zones) -> np.ndarray:
    """Places with a position inside each territory, on the network or not."""
    import numpy as np

    x, y = job.network.project(job.places["lon"], job.places["lat"])
    inside = zones.locate(x, y)
    return np.bincount(inside[inside >= 0], minlength=len(zones))


def _numbers(table: pd.DataFrame, name: str, layer: str) -> np.ndarray:
    """A field as numbers, NaN where empty. Raises InputError naming the first that is none."""
    import numpy as np
    import pandas as pd

    if name not in table:
        raise InputError(
            tr(
                "The layer {layer} has no field {field}. Its fields are: {fields}.",
                layer=layer,
                field=name,
                fields=", ".join(table),
            )
        )
    texts = table[name].map(plain_text)
    numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float)
    wrong = np.flatnonzero(~np.isfinite(numbers) & (texts != "").to_numpy())
    if len(wrong):
        raise InputError(
            tr(
                "{layer}, feature {row}: the field {field} holds “{value}”, not a number.",
                layer=layer,
                row=int(wrong[0]) + 1,
                field=name,
                value=texts.iloc[wrong[0]],
            )
        )
    return numbers


def _tell(progress: Progress, table: pd.DataFrame, people: People) -> None:
    status = table["network_status"].value_counts()
    progress.say(
        tr(
            "{inside} territories inside the network, {partly} partly outside, {outside} outside "
            "(no access figures there).",
            inside=int(status.get("inside", 0)),
            partly=int(status.get("partly_outside", 0)),
            outside=int(status.get("outside", 0)),
        )
    )
    if people.threshold == people.threshold:
        progress.say(
            tr(
                "Fragile means a score above {threshold}.",
                threshold=QLocale().toString(people.threshold, "f", 2),
            )
        )
