"""``maillage:evolution``: two dated censuses compared, places and coverage, by territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)

from ..common.modes import MODES
from ..common.progress import Progress
from ..common.text import tr
from ..layers.layer import Layer
from ..layers.postprocess import style_on_load
from ..layers.tables import make_fields, point_geometries
from .base import MaillageAlgorithm
from .coverage_inputs import read_people
from .evolution_words import tell_coverage, tell_places
from .parameters import (
    POINTS,
    add_demand,
    add_direction,
    add_minutes,
    add_network,
    add_territories,
    choice,
    describe,
    optional_sink,
)
from .people import on_some_road, read_demand, read_territories
from .territory_words import tell_shared
from .travel import read_minutes, read_modes, read_places, search_from

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import Demand
    from ..network.roadnetwork import Network


class Evolution(MaillageAlgorithm):
    """What changed from one census to the next."""

    ID = "evolution"
    GROUP = "coverage"

    def title(self) -> str:
        return tr("Evolution between two censuses")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source = QgsProcessingParameterFeatureSource
        self.addParameter(source("PLACES_BEFORE", tr("Places of the earlier census"), [POINTS]))
        self.addParameter(source("PLACES", tr("Places of the later census"), [POINTS]))
        add_demand(self)
        add_territories(self)
        add_network(self)
        self.addParameter(choice("MODE", tr("Modes"), list(MODES), ["car"], several=True))
        add_minutes(self, "10,20")
        add_direction(self)
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Evolution")))
        self.addParameter(optional_sink("CHANGES", tr("Places that changed"), POINTS))
        describe(
            self,
            roles={
                "PLACES": "places",
                "DEMAND": "fragility communes",
                "TERRITORIES": "territories",
                "NETWORK": "network",
                "OUTPUT": "evolution",
                "CHANGES": "changes",
            },
            folded="DIRECTION",
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        from ..access.demand import ground_share
        from ..access.evolution import count_changes, evolution, find_changes
        from ..matching.changes import CHANGE_FIELDS, list_changes
        from ..matching.counterparts import counterparts
        from ..network.roadnetwork import Network

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
        people = read_people(self, parameters, context, source, progress)
        direction = self.parameterAsEnumString(parameters, "DIRECTION", context)
        demand, units = read_demand(source, network, context)
        demand = on_some_road(demand, network, direction)
        progress.step(0.4)
        territories = read_territories(self, parameters, context, demand, units, network.epsg)
        zones = territories.zones
        tell_shared(progress, demand, people, territories)
        modes = self.parameterAsEnumStrings(parameters, "MODE", context)
        times = self._times(
            parameters, context, network, demand, (before, after), progress.part(0.4, 0.85)
        )
        ground = ground_share(zones, network)
        figures = evolution(demand, people, territories.of, ground, *times, minutes)
        tell_coverage(figures, modes, minutes, progress)
        located = [zones.locate(*each.T) for each in points]
        figures = count_changes(changes, *located, len(zones)).join(figures)
        progress.step(0.9)
        # All is computed before anything is written.
        territory = Layer.describing(territories.source, figures, context)
        output = self.write_layer(parameters, "OUTPUT", context, territory)
        style_on_load(context, output, "evolution")
        fields = make_fields(CHANGE_FIELDS)
        changed = Layer(listed, fields, point_geometries(listed), QgsWkbTypes.Type.Point)
        written = self.write_layer(parameters, "CHANGES", context, changed)
        style_on_load(context, written, "changes")
        outputs = {"OUTPUT": output, "CHANGES": written}
        return {name: value for name, value in outputs.items() if value}

    def _places(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> pd.DataFrame:
        source = self.source(parameters, name, context)
        return read_places(source, source.sourceName(), context, Progress())

    def _times(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        network: Network,
        demand: Demand,
        lists: tuple[pd.DataFrame, pd.DataFrame],
        progress: Progress,
    ) -> list[dict[tuple[str, str], np.ndarray]]:
        """Seconds of each demand point to the nearest place of each list, by mode.

        The mode is "" where there is one only, and so is the service.
        """
        from ..access.demand import times

        modes = read_modes(self, parameters, context)
        path = self.parameterAsFile(parameters, "NETWORK", context)
        direction = self.parameterAsEnumString(parameters, "DIRECTION", context)
        found: list[dict[tuple[str, str], np.ndarray]] = [{}, {}]
        for mode in progress.over(modes):
            for places, seconds in zip(lists, found, strict=True):
                search = search_from(network, path, mode, direction, places)
                told = mode if len(modes) > 1 else ""
                seconds[told, ""] = times(search, demand.snap(search.graph)).seconds
        return found


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
