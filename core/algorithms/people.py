"""Who lives where: how the algorithms read demand, and numbers of a layer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingFeatureSource, QgsWkbTypes

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.speech import named
from ..common.text import plain_text, plural, tr
from ..layers.zone_layers import zones_from_source
from .base import MaillageAlgorithm
from .travel import read_places

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import Cells, Demand
    from ..network.graph import Snap
    from ..network.roadnetwork import Network
    from ..territories.zones import Zones


class Territories(NamedTuple):
    """Polygons to sum up by, the layer they come from, and which one each demand point is in."""

    source: QgsProcessingFeatureSource
    zones: Zones
    of: np.ndarray


def read_territories(
    algorithm: MaillageAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    demand: Demand,
    units: Zones | None,
    epsg: int,
) -> Territories:
    """TERRITORIES, or ``units``, the polygons of DEMAND. Raises InputError without either."""
    source = algorithm.optional_source(parameters, "TERRITORIES", context)
    if source is not None:
        code = algorithm.parameterAsString(parameters, "TERRITORY_FIELD", context) or None
        zones = zones_from_source(source, source.sourceName(), code, epsg=epsg)
        return Territories(source, zones, zones.locate(demand.x, demand.y))
    if units is None:
        raise InputError(
            tr("The demand is points: give TERRITORIES, the polygons to sum them up by.")
        )
    return Territories(algorithm.source(parameters, "DEMAND", context), units, demand.unit)


def read_demand(
    source: QgsProcessingFeatureSource,
    network: Network,
    context: QgsProcessingContext,
    cells: Cells | None = None,
    progress: Progress = SILENT,
) -> tuple[Demand, Zones | None]:
    """Where the people are (of polygons at ``cells``), and their polygons if given as polygons."""
    from ..access.demand import point_demand, polygon_demand

    what = source.sourceName()
    if QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Polygon:
        zones = zones_from_source(source, what, epsg=network.epsg)
        return polygon_demand(zones, network, cells, progress), zones
    points = read_places(source, what, context, progress)
    return point_demand(*network.project(points["lon"], points["lat"]), network), None


def on_some_road(demand: Demand, network: Network, direction: str) -> Demand:
    """The demand, with what no road of any mode is near beyond the network as well."""
    return joined(demand, network, direction)[0]


def joined(demand: Demand, network: Network, direction: str) -> tuple[Demand, dict[str, Snap]]:
    """The same, and where it joins the network by each mode.

    Whether people are beyond must not depend on the modes that are asked for.
    """
    import numpy as np

    from ..network.graph import Graph

    snaps = {mode: demand.snap(Graph(network, mode, direction)) for mode in network.modes}
    cut_off = np.all([snap.edge < 0 for snap in snaps.values()], axis=0)
    return replace(demand, beyond=demand.beyond | cut_off), snaps


def read_population(table: pd.DataFrame, name: str, layer: str, progress: Progress) -> np.ndarray:
    """The inhabitants of each unit. Raises InputError for what is negative or no number.

    An empty cell is NaN, and the log says how many there are.
    """
    import numpy as np

    population = read_numbers(table, name, layer)
    missing = int(np.isnan(population).sum())
    if missing:
        progress.say(
            plural(
                "{layer}: {n} feature has no population in the field {field}. It adds nobody "
                "to any sum.",
                "{layer}: {n} features have no population in the field {field}. They add "
                "nobody to any sum.",
                missing,
                layer=layer,
                field=name,
            )
        )
    negative = np.flatnonzero(population < 0)
    if len(negative):
        raise InputError(
            tr(
                "{layer}: the field {field} holds negative populations, the first in feature "
                "{row}: {value}. Correct them, or choose another field.",
                layer=layer,
                field=name,
                row=str(int(negative[0]) + 1),
                value=population[negative[0]],
            )
        )
    return population


def read_numbers(table: pd.DataFrame, name: str, layer: str) -> np.ndarray:
    """A field as numbers, NaN where empty. Raises InputError naming the first that is none."""
    import numpy as np
    import pandas as pd

    if name not in table:
        raise InputError(
            tr(
                "The layer {layer} has no field {field}. Its fields are: {fields}.",
                layer=layer,
                field=name,
                fields=named(table),
            )
        )
    texts = table[name].map(plain_text)
    numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float)
    wrong = np.flatnonzero(~np.isfinite(numbers) & (texts != "").to_numpy())
    if len(wrong):
        raise InputError(
            tr(
                "{layer}, feature {row}: the field {field} holds “{value}”, not a number. Correct "
                "it, or choose another field.",
                layer=layer,
                row=str(int(wrong[0]) + 1),
                field=name,
                value=texts.iloc[wrong[0]],
            )
        )
    return numbers
