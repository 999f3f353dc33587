"""``maillage:straightline``: places per inhabitant and straight-line distance, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ..common.errors import InputError
from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import (
    POINTS,
    TABLE,
    add_demand,
    add_fragility,
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
                "OUTPUT": "straight_line",
                "DECILES": "straight_deciles",
            },
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        import numpy as np

        from ..access.offer import count_places
        from ..access.services import itinerant
        from ..access.straight import straight_kilometres, straight_table
        from ..inputs.people import read_people, read_straight_demand, read_territories
        from ..inputs.people_words import tell_shared
        from ..inputs.place_points import read_places
        from ..layers.layer import Layer
        from ..layers.postprocess import style_on_load

        places = read_places(given, "PLACES", progress.part(0, 0.2))
        places_xy, epsg = _in_metres(places)
        people = read_people(given, progress)
        demand, units = read_straight_demand(given, epsg)
        progress.step(0.4)
        territories = read_territories(given, demand, units, epsg)
        source, zones, of = territories
        tell_shared(progress, demand, people, zones, of)
        kilometres = straight_kilometres(np.column_stack([demand.x, demand.y]), places_xy)
        progress.step(0.6)
        moving = itinerant(places)
        table = straight_table(demand, people, of, len(zones), kilometres)
        inside = zones.locate(*places_xy.T)
        counts = count_places(inside, moving, table["population"].to_numpy())
        _tell(progress, table, units is not None)
        layer = Layer.describing(source, counts.join(table), given.context)
        outputs = {"OUTPUT": self.write_layer(given, "OUTPUT", layer)}
        style_on_load(given.context, outputs["OUTPUT"], "straight_line")
        if given.has("DECILES"):
            deciles = _deciles(demand, people, kilometres, units, places_xy[~moving])
            outputs["DECILES"] = self.write_layer(given, "DECILES", Layer.plain(deciles))
        return outputs


def _in_metres(places: pd.DataFrame) -> tuple[np.ndarray, int]:
    """The positions of places (n, 2) in a metric system, and which one it is (its EPSG code)."""
    import numpy as np

    from ..common.projection import WGS84, metric_epsg, project

    lon, lat = (places[name].to_numpy(dtype=float) for name in ("lon", "lat"))
    if not np.isfinite(lon).any():
        raise InputError(
            tr("None of the places has a position. Choose a layer of places with points.")
        )
    epsg = metric_epsg(float(np.nanmedian(lon)), float(np.nanmedian(lat)))
    return np.column_stack(project(lon, lat, WGS84, epsg)), epsg


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


def _tell(progress: Progress, table: pd.DataFrame, is_polygons: bool) -> None:
    if is_polygons:
        progress.say(
            tr(
                "The people of each polygon stand at one point inside it. For finer distances, "
                "give cells or addresses as the demand."
            )
        )
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
