"""``maillage:straightline``: places per inhabitant and straight-line distance, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.text import plural, tr
from ..layers.layer import Layer
from ..layers.postprocess import style_on_load
from ..layers.zone_layers import zones_from_source
from .base import MaillageAlgorithm
from .coverage_inputs import read_people
from .parameters import (
    POINTS,
    TABLE,
    add_demand,
    add_fragility,
    add_territories,
    describe,
    optional_sink,
)
from .people import read_territories
from .territory_words import tell_shared
from .travel import read_places

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import Demand
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

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        import numpy as np

        from ..access.services import itinerant
        from ..access.straight import straight_deciles, straight_kilometres, straight_table
        from ..common.projection import WGS84, metric_epsg, project

        places_source = self.source(parameters, "PLACES", context)
        places = read_places(
            places_source, places_source.sourceName(), context, progress.part(0, 0.2)
        )
        lon, lat = (places[name].to_numpy(dtype=float) for name in ("lon", "lat"))
        if not np.isfinite(lon).any():
            raise InputError(
                tr("None of the places has a position. Choose a layer of places with points.")
            )
        epsg = metric_epsg(float(np.nanmedian(lon)), float(np.nanmedian(lat)))
        places_xy = np.column_stack(project(lon, lat, WGS84, epsg))
        source = self.source(parameters, "DEMAND", context)
        people = read_people(self, parameters, context, source, progress)
        demand, units = _read_demand(source, context, epsg)
        progress.step(0.4)
        territories = read_territories(self, parameters, context, demand, units, epsg)
        zones = territories.zones
        tell_shared(progress, demand, people, territories)
        kilometres = straight_kilometres(np.column_stack([demand.x, demand.y]), places_xy)
        progress.step(0.6)
        fixed = ~itinerant(places)
        counts = _counts(zones, places_xy, fixed)
        table = straight_table(demand, people, territories.of, len(zones), kilometres)
        people_here = table["population"].where(table["population"] > 0)
        counts["places_per_10000"] = (
            10_000 * (counts["places"] - counts["places_itinerant"]) / people_here
        )
        _tell(progress, table, units is not None)
        layer = Layer.describing(territories.source, counts.join(table), context)
        output = self.write_layer(parameters, "OUTPUT", context, layer)
        style_on_load(context, output, "straight_line")
        outputs = {"OUTPUT": output}
        if parameters.get("DECILES"):
            held = np.zeros(len(people.population))
            if units is not None:
                inside = units.locate(*places_xy[fixed].T)
                held = np.bincount(inside[inside >= 0], minlength=len(held)).astype(float)
            deciles = straight_deciles(demand, people, kilometres, held)
            if units is None:
                deciles = deciles.drop(columns="places_per_10000")
            table = Layer.plain(deciles)
            outputs["DECILES"] = self.write_layer(parameters, "DECILES", context, table)
        return outputs


def _read_demand(
    source: QgsProcessingFeatureSource, context: QgsProcessingContext, epsg: int
) -> tuple[Demand, Zones | None]:
    """People at a point inside each polygon, or at the points given; and the polygons if any."""
    import numpy as np

    from ..access.demand import POINT, Demand
    from ..common.projection import WGS84, project
    from ..territories.aggregation import inner_points

    what, units = source.sourceName(), None
    if QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Polygon:
        units = zones_from_source(source, what, epsg=epsg)
        x, y = inner_points(units)
    else:
        points = read_places(source, what, context, Progress())
        x, y = project(points["lon"], points["lat"], WGS84, epsg)
    return Demand.at_points(np.arange(len(x)), x, y, np.ones(len(x)), POINT), units


def _counts(zones: Zones, places: np.ndarray, fixed: np.ndarray) -> pd.DataFrame:
    """``places`` and ``places_itinerant`` in each territory."""
    import numpy as np
    import pandas as pd

    inside = zones.locate(*places.T)

    def count(chosen: np.ndarray) -> np.ndarray:
        return np.bincount(inside[chosen & (inside >= 0)], minlength=len(zones))

    return pd.DataFrame({"places": count(fixed | ~fixed), "places_itinerant": count(~fixed)})


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
