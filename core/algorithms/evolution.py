"""``maillage:evolution``: two dated censuses compared, places and coverage, by territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsWkbTypes,
)

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.text import tr
from ..layers.postprocess import style_on_load
from ..layers.tables import beside, make_fields, point_geometries, read_source, to_features
from ..layers.zones import zones_from_source
from .base import MaillageAlgorithm, choice, optional, optional_sink, polygon_type
from .evolution_words import tell_coverage, tell_places
from .people import on_some_road, read_demand, read_numbers, read_population
from .travel import (
    MODES,
    add_direction,
    add_minutes,
    add_network,
    read_minutes,
    read_places,
    refuse_overwriting,
    search_from,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.coverage import People
    from ..access.demand import Demand
    from ..network.network import Network

_INPUTS = ("PLACES_BEFORE", "PLACES", "DEMAND", "TERRITORIES", "NETWORK")


class Evolution(MaillageAlgorithm):
    """What changed from one census to the next."""

    ID = "evolution"

    def title(self) -> str:
        return tr("Evolution between two censuses")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
        kinds = QgsProcessing.SourceType
        points, polygons = [kinds.TypeVectorPoint], [kinds.TypeVectorPolygon]
        self.addParameter(source("PLACES_BEFORE", tr("Places of the earlier census"), points))
        self.addParameter(source("PLACES", tr("Places of the later census"), points))
        self.addParameter(source("DEMAND", tr("Demand (where people live)"), [*polygons, *points]))
        people = tr("Population (inhabitants)")
        self.addParameter(field("POPULATION_FIELD", people, "population", "DEMAND"))
        self.addParameter(
            optional(source("TERRITORIES", tr("Territories (the demand's when empty)"), polygons))
        )
        self.addParameter(
            optional(field("TERRITORY_FIELD", tr("Code of the territories"), None, "TERRITORIES"))
        )
        add_network(self)
        self.addParameter(choice("MODE", tr("Modes"), MODES, ["car"], several=True))
        add_minutes(self, "10,20")
        add_direction(self)
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Evolution")))
        self.addParameter(
            optional_sink("CHANGES", tr("Places that changed"), kinds.TypeVectorPoint)
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        from ..access.demand import ground_share
        from ..access.evolution import count_changes, evolution, find_changes
        from ..network.network import Network
        from ..places.changes import CHANGE_FIELDS, list_changes
        from ..places.matching.counterparts import counterparts

        refuse_overwriting(self, parameters, _INPUTS, context)
        before, after = (
            self._places(parameters, name, context) for name in ("PLACES_BEFORE", "PLACES")
        )
        network = Network.load(self.parameterAsFile(parameters, "NETWORK", context))
        minutes = read_minutes(self.parameterAsString(parameters, "MINUTES", context))
        same = counterparts(before, after, progress.part(0.05, 0.2))
        points = [_metres(places, network) for places in (before, after)]
        changes = find_changes(*map(_as_known, (before, after), points), same.pairs)
        listed = list_changes(changes, before, after)
        tell_places(before, after, listed, same, progress)
        source = self.source(parameters, "DEMAND", context)
        people = self._people(parameters, context, source, progress)
        direction = self.parameterAsEnumString(parameters, "DIRECTION", context)
        demand, units = read_demand(source, network, context)
        demand = on_some_road(demand, network, direction)
        progress.step(0.4)
        territories = self.optional_source(parameters, "TERRITORIES", context)
        if territories is not None:
            code = self.parameterAsString(parameters, "TERRITORY_FIELD", context) or None
            zones = zones_from_source(
                territories, territories.sourceName(), code, None, network.epsg
            )
            territory = zones.locate(demand.x, demand.y)
        elif units is not None:
            territories, zones, territory = source, units, demand.unit
        else:
            raise InputError(
                tr("The demand is points: give TERRITORIES, the polygons to sum them up by.")
            )
        modes = self.parameterAsEnumStrings(parameters, "MODE", context)
        times = self._times(
            parameters, context, network, demand, (before, after), progress.part(0.4, 0.85)
        )
        ground = ground_share(zones, network)
        figures = evolution(demand, people, territory, ground, *times, minutes)
        tell_coverage(figures, modes, minutes, progress)
        located = [zones.locate(*each.T) for each in points]
        figures = count_changes(changes, *located, len(zones)).join(figures)
        progress.step(0.9)
        # All is computed before anything is written.
        output = self._write_territories(parameters, context, territories, figures)
        style_on_load(context, output, "evolution")
        fields = make_fields(CHANGE_FIELDS)
        written = self.write(
            parameters, "CHANGES", context, fields,
            to_features(listed, fields, point_geometries(listed)), QgsWkbTypes.Type.Point,
        )  # fmt: skip
        style_on_load(context, written, "changes")
        outputs = {"OUTPUT": output, "CHANGES": written}
        return {name: value for name, value in outputs.items() if value}

    def _places(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> pd.DataFrame:
        source = self.source(parameters, name, context)
        return read_places(source, source.sourceName(), context, Progress())

    def _people(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        source: QgsProcessingFeatureSource,
        progress: Progress,
    ) -> People:
        """The inhabitants of the demand units, without fragility."""
        import numpy as np

        from ..access.coverage import People

        what = source.sourceName()
        table, _ = read_source(source, what, context)
        name = self.parameterAsString(parameters, "POPULATION_FIELD", context)
        counted = read_population(table, name, what, progress)
        population = np.where(np.isnan(read_numbers(table, name, what)), np.nan, counted)
        return People(population, np.full(len(table), np.nan), np.nan)

    def _times(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        network: Network,
        demand: Demand,
        lists: tuple[pd.DataFrame, pd.DataFrame],
        progress: Progress,
    ) -> list[dict[str, np.ndarray]]:
        """Seconds of each demand point to the nearest place of each list, by field suffix."""
        from ..access.demand import times

        modes = self.parameterAsEnumStrings(parameters, "MODE", context)
        if not modes:
            raise InputError(tr("Choose at least one mode: {modes}.", modes=", ".join(MODES)))
        path = self.parameterAsFile(parameters, "NETWORK", context)
        direction = self.parameterAsEnumString(parameters, "DIRECTION", context)
        found: list[dict[str, np.ndarray]] = [{}, {}]
        for mode in progress.over(modes):
            for places, seconds in zip(lists, found, strict=True):
                search = search_from(network, path, mode, direction, places)
                suffix = f"_{mode}" if len(modes) > 1 else ""
                seconds[suffix] = times(search, demand.snap(search.graph)).seconds
        return found

    def _write_territories(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        source: QgsProcessingFeatureSource,
        figures: pd.DataFrame,
    ) -> str | None:
        table, geometries = read_source(source, source.sourceName(), context)
        table, fields = beside(table, figures, source.fields())
        return self.write(
            parameters,
            "OUTPUT",
            context,
            fields,
            to_features(table, fields, geometries),
            polygon_type(source),
            source.sourceCrs(),
        )


def _metres(places: pd.DataFrame, network: Network) -> np.ndarray:
    """Positions in the network's system (n, 2), NaN where unknown."""
    import numpy as np

    return np.column_stack(network.project(places["lon"], places["lat"]))


def _as_known(places: pd.DataFrame, metres: np.ndarray) -> np.ndarray:
    """The positions, NaN where the place only stands at its commune's middle."""
    import numpy as np

    if "position" not in places:
        return metres
    is_vague = (places["position"] == "commune").to_numpy()
    return np.where(is_vague[:, None], np.nan, metres)
