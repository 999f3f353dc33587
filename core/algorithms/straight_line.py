"""``maillage:straightline``: places per inhabitant and straight-line distance, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
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
from ..layers.tables import beside, read_source, table_fields, to_features
from ..layers.zones import zones_from_source
from .base import MaillageAlgorithm, optional, optional_sink, polygon_type
from .coverage_inputs import read_people
from .travel import read_places, refuse_overwriting

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import Demand
    from ..territories.zones import Zones

_POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
_POINTS = [QgsProcessing.SourceType.TypeVectorPoint]


class StraightLine(MaillageAlgorithm):
    """A first look, where only a census and territories are known."""

    ID = "straightline"

    def title(self) -> str:
        return tr("Places per inhabitant and straight-line distance")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
        self.addParameter(source("PLACES", tr("Places"), _POINTS))
        self.addParameter(
            source("DEMAND", tr("Demand (where people live)"), [*_POLYGONS, *_POINTS])
        )
        self.addParameter(
            field("POPULATION_FIELD", tr("Population (inhabitants)"), "population", "DEMAND")
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
        self.addParameter(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Straight-line distances"))
        )
        self.addParameter(
            optional_sink(
                "DECILES",
                tr("Straight-line distances by tenth of fragility"),
                QgsProcessing.SourceType.TypeVector,
            )
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        import numpy as np

        from ..access.services import itinerant
        from ..access.straight import straight_deciles, straight_kilometres, straight_table
        from ..common.projection import WGS84, metric_epsg, project

        refuse_overwriting(self, parameters, ("PLACES", "DEMAND", "TERRITORIES"), context)
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
        zones, of, layer = self._territories(parameters, context, demand, units, source, epsg)
        kilometres = straight_kilometres(np.column_stack([demand.x, demand.y]), places_xy)
        progress.step(0.6)
        fixed = ~itinerant(places)
        counts = _counts(zones, places_xy, fixed)
        table = straight_table(demand, people, of, len(zones), kilometres)
        people_here = table["population"].where(table["population"] > 0)
        counts["places_per_10000"] = (
            10_000 * (counts["places"] - counts["places_itinerant"]) / people_here
        )
        _tell(progress, table, units is not None)
        output = self._write(parameters, "OUTPUT", context, layer, counts.join(table))
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
            outputs["DECILES"] = self._write(parameters, "DECILES", context, None, deciles)
        return outputs

    def _territories(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        demand: Demand,
        units: Zones | None,
        source: QgsProcessingFeatureSource,
        epsg: int,
    ) -> tuple[Zones, np.ndarray, QgsProcessingFeatureSource]:
        """(polygons, which one each point of the demand is in, their layer)."""
        given = self.optional_source(parameters, "TERRITORIES", context)
        if given is not None:
            code = self.parameterAsString(parameters, "TERRITORY_FIELD", context) or None
            zones = zones_from_source(given, given.sourceName(), code, epsg=epsg)
            return zones, zones.locate(demand.x, demand.y), given
        if units is None:
            raise InputError(
                tr("The demand is points: give TERRITORIES, the polygons to sum them up by.")
            )
        return units, demand.unit, source

    def _write(
        self,
        parameters: dict[str, Any],
        name: str,
        context: QgsProcessingContext,
        source: QgsProcessingFeatureSource | None,
        figures: pd.DataFrame,
    ) -> str | None:
        if source is None:
            fields = table_fields(figures)
            return self.write(parameters, name, context, fields, to_features(figures, fields))
        table, geometries = read_source(source, source.sourceName(), context)
        table, fields = beside(table, figures, source.fields())
        features = to_features(table, fields, geometries)
        return self.write(
            parameters, name, context, fields, features, polygon_type(source), source.sourceCrs()
        )


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
            tr("{count} territories have no distance: nobody is known to live there.", count=nobody)
        )
