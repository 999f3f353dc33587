"""``maillage:straightline``: places per inhabitant and straight-line distance, not by road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import (
    POINTS,
    TABLE,
    add_cells,
    add_centres,
    add_demand,
    add_fragility,
    add_network,
    add_territories,
    describe,
    optional_sink,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.coverage import People
    from ..access.demand import Demand
    from ..common.progress import Progress
    from ..inputs.given import Given
    from ..territories.zones import Zones


class StraightLine(MaillageAlgorithm):
    """A first look, where only a census and territories are known."""

    ID = "straightline"
    GROUP = "coverage"

    def title(self) -> str:
        return tr("Places per inhabitant and straight-line distance")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source = QgsProcessingParameterFeatureSource
        self.addParameter(source("PLACES", tr("Places"), [POINTS]))
        add_demand(self)
        add_fragility(self)
        add_centres(self)
        add_cells(self)
        add_network(
            self, is_needed=False, title=tr("Network file (only tells where most streets are)")
        )
        add_territories(self)
        self.addParameter(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Straight-line distances"))
        )
        self.addParameter(
            optional_sink(
                "DECILES",
                tr("Straight-line distances by tenth of fragility"),
                TABLE,
            )
        )
        describe(
            self,
            roles={
                "PLACES": "places",
                "DEMAND": "fragility communes",
                "TERRITORIES": "territories",
                "NETWORK": "network",
                "OUTPUT": "straight_line",
                "DECILES": "straight_deciles",
            },
            folded="CELLS CELLS_POPULATION_FIELD NETWORK",
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        import numpy as np

        from ..access.offer import count_places
        from ..access.services import itinerant
        from ..access.straight import straight_kilometres, straight_table
        from ..common.projection import WGS84, project
        from ..inputs.means import read_lines
        from ..inputs.people import read_people, read_straight_demand, read_territories
        from ..inputs.people_words import tell_far, tell_shared, tell_standing
        from ..inputs.place_points import read_places
        from ..layers.layer import Layer
        from ..layers.postprocess import style_on_load

        places = read_places(given, "PLACES", progress.part(0, 0.2))
        lines = read_lines(given, places)
        places_xy = np.column_stack(project(places["lon"], places["lat"], WGS84, lines.epsg))
        people = read_people(given, progress)
        demand, units = read_straight_demand(
            given, lines.epsg, lines.network, progress.part(0.2, 0.4)
        )
        territories = read_territories(given, demand, units, lines.epsg)
        source, zones, of = territories
        tell_standing(given, progress, demand, units)
        tell_shared(progress, demand, people, zones, of)
        kilometres = straight_kilometres(np.column_stack([demand.x, demand.y]), places_xy)
        progress.step(0.6)
        moving = itinerant(places)
        table = straight_table(demand, people, of, len(zones), kilometres)
        inside = zones.locate(*places_xy.T)
        counts = count_places(inside, moving, table["population"].to_numpy())
        if units is not None:
            own = inside if units is zones else units.locate(*places_xy.T)
            tell_far(progress, demand, units, kilometres, own)
        _tell(progress, table)
        layer = Layer.describing(source, counts.join(table), given.context)
        outputs = {"OUTPUT": self.write_layer(given, "OUTPUT", layer)}
        style_on_load(given.context, outputs["OUTPUT"], "straight_line")
        if given.has("DECILES"):
            deciles = _deciles(demand, people, kilometres, units, places_xy[~moving])
            outputs["DECILES"] = self.write_layer(given, "DECILES", Layer.plain(deciles))
        return outputs


def _deciles(
    demand: Demand, people: People, kilometres: np.ndarray, units: Zones | None, fixed: np.ndarray
) -> pd.DataFrame:
    """The table of DECILES, without places per inhabitant where the demand is points."""
    import numpy as np

    from ..access.grouped import tally
    from ..access.straight import straight_deciles

    count = len(people.population)
    held = np.zeros(count) if units is None else tally(units.locate(*fixed.T), count).astype(float)
    deciles = straight_deciles(demand, people, kilometres, held)
    return deciles.drop(columns="places_per_10000") if units is None else deciles


def _tell(progress: Progress, table: pd.DataFrame) -> None:
    progress.say(
        tr("Distances are straight lines: with a network, Coverage of the population gives times.")
    )
    nobody = int(table["mean_straight_km"].isna().sum())
    if nobody:
        progress.say(
            plural(
                "{n} territory has no distance: nobody is known to live there.",
                "{n} territories have no distance: nobody is known to live there.",
                nobody,
            )
        )
