"""``maillage:evolution``: two dated censuses compared, places and coverage, by territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)

from ..common.modes import MODES
from ..common.text import tr
from .base import MaillageAlgorithm
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

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import JoinedDemand
    from ..access.trip import Trip
    from ..common.progress import Progress
    from ..inputs.given import Given
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

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..access.demand import ground_share
        from ..access.evolution import count_changes, evolution
        from ..access.evolution_words import tell_coverage
        from ..common.progress import SILENT
        from ..inputs.people import read_demand, read_people, read_territories
        from ..inputs.people_words import tell_shared
        from ..inputs.place_points import read_places
        from ..inputs.trips import read_minutes, read_network, read_trips
        from ..layers.layer import Layer
        from ..layers.postprocess import style_on_load
        from ..layers.tables import make_fields, point_geometries
        from ..matching.changes import CHANGE_FIELDS

        lists = [read_places(given, name, SILENT) for name in ("PLACES_BEFORE", "PLACES")]
        network = read_network(given, progress.part(0, 0.05))
        minutes = read_minutes(given)
        points = [_metres(places, network) for places in lists]
        changes, listed = _changes(lists, points, progress.part(0.05, 0.2))
        people = read_people(given, progress)
        joined, units = read_demand(given, network)
        progress.step(0.4)
        source, zones, of = read_territories(given, joined.demand, units, network.epsg)
        tell_shared(progress, joined.demand, people, zones, of)
        trips = read_trips(given)
        times = _times(given, network, joined, trips, lists, progress.part(0.4, 0.85))
        ground = ground_share(zones, network)
        figures = evolution(joined.demand, people, of, ground, *times, minutes)
        tell_coverage(figures, [trip.mode for trip in trips], minutes, progress)
        located = [zones.locate(*each.T) for each in points]
        figures = count_changes(changes, *located, len(zones)).join(figures)
        progress.step(0.9)
        # All is computed before anything is written.
        territory = Layer.describing(source, figures, given.context)
        output = self.write_layer(given, "OUTPUT", territory)
        style_on_load(given.context, output, "evolution")
        fields = make_fields(CHANGE_FIELDS)
        changed = Layer(listed, fields, point_geometries(listed), QgsWkbTypes.Type.Point)
        written = self.write_layer(given, "CHANGES", changed)
        style_on_load(given.context, written, "changes")
        outputs = {"OUTPUT": output, "CHANGES": written}
        return {name: value for name, value in outputs.items() if value}


def _changes(
    lists: list[pd.DataFrame], points: list[np.ndarray], progress: Progress
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(by number, as people read them) the places that opened, closed or moved; says so."""
    from ..access.evolution import find_changes
    from ..matching.change_words import tell_places
    from ..matching.changes import list_changes
    from ..matching.counterparts import counterparts

    same = counterparts(*lists, progress)
    changes = find_changes(*map(_as_known, lists, points), same.pairs)
    listed = list_changes(changes, *lists)
    tell_places(*lists, listed, same, progress)
    return changes, listed


def _times(
    given: Given,
    network: Network,
    joined: JoinedDemand,
    trips: list[Trip],
    lists: list[pd.DataFrame],
    progress: Progress,
) -> list[dict[tuple[str, str], np.ndarray]]:
    """Seconds of each demand point to the nearest place of each list, by mode.

    The mode is "" where there is one only, and so is the service.
    """
    from ..inputs.trips import open_trip

    found: list[dict[tuple[str, str], np.ndarray]] = [{}, {}]
    for trip in progress.over(trips):
        for places, seconds in zip(lists, found, strict=True):
            search = open_trip(given, trip, places, network)
            told = trip.mode if len(trips) > 1 else ""
            seconds[told, ""] = search.times(joined.on(trip)).seconds
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
