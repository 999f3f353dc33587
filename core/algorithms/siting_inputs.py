"""What ``suggestsites`` reads: who is to gain, and where a place could be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from ..common import projection
from ..common.errors import InputError
from ..common.progress import Progress
from ..common.speech import named
from ..common.text import tr
from ..layers.tables import read_source, table_fields
from .base import WGS84, MaillageAlgorithm
from .coverage_inputs import read_people
from .people import on_some_road, read_demand
from .travel import read_codes, read_places, read_services

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import Demand
    from ..access.services import Service
    from ..access.times import Search
    from ..network.graph import Graph, Snap
    from ..territories.zones import Zones


@dataclass
class Need:
    """The points where the people to gain live, and their seconds to a place of today."""

    demand: Demand
    #: The polygons of demand, where it is polygons.
    units: Zones | None
    snap: Snap
    people: np.ndarray
    seconds: np.ndarray
    #: Seconds to a place that does not say whether it offers the service asked for.
    unstated: np.ndarray | None
    #: Whether ``people`` are the fragile ones only.
    is_fragile: bool


@dataclass
class Candidates:
    """Where a place could be: a row of a table each, and a search from them."""

    table: pd.DataFrame
    fields: QgsFields
    geometries: list[QgsGeometry]
    kind: Qgis.WkbType
    crs: QgsCoordinateReferenceSystem
    search: Search
    names: list[str]
    is_given: bool


def read_need(
    algorithm: MaillageAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    today: Search,
    service: Service | None,
    progress: Progress,
) -> Need:
    """Who lives where, and how far from the places of today that offer a service (any, if None).

    Raises InputError where there is nobody to gain.
    """
    import numpy as np

    from ..access.demand import times

    source = algorithm.source(parameters, "DEMAND", context)
    population, is_fragile = _inhabitants(algorithm, parameters, context, source, progress)
    network = today.graph.network
    demand, units = read_demand(source, network, context)
    demand = on_some_road(demand, network, today.graph.direction)
    progress.step(0.6)
    people = np.where(demand.beyond, 0.0, demand.share * population[demand.unit])
    if not people.any():
        raise InputError(
            tr(
                "None of the people counted of {layer} live inside the network. Choose a network "
                "that covers them.",
                layer=source.sourceName(),
            )
        )
    snap = demand.snap(today.graph)
    seconds = times(today, snap, None if service is None else service.offered).seconds
    unstated = None if service is None else times(today, snap, service.unstated).seconds
    progress.step(1)
    return Need(demand, units, snap, people, seconds, unstated, is_fragile)


def read_service(text: str, places: pd.DataFrame) -> Service | None:
    """The places that state the one code of a text; None without. Raises InputError for several."""
    codes = read_codes(text)
    if len(codes) > 1:
        raise InputError(tr("Give one service only (SERVICE), not {codes}.", codes=named(codes)))
    return next(iter(read_services(text, places)), None)


def _inhabitants(
    algorithm: MaillageAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    source: QgsProcessingFeatureSource,
    progress: Progress,
) -> tuple[np.ndarray, bool]:
    """(inhabitants to gain of each unit, whether they are the fragile ones only)."""
    import numpy as np

    layer = source.sourceName()
    people = read_people(algorithm, parameters, context, source, progress)
    population = np.nan_to_num(people.population)
    if not population.any():
        name = algorithm.parameterAsString(parameters, "POPULATION_FIELD", context)
        raise InputError(
            tr("{layer}: the field {field} counts nobody. Choose another.", layer=layer, field=name)
        )
    field = algorithm.parameterAsString(parameters, "FRAGILITY_FIELD", context)
    if not field:
        return population, False
    if not (np.isfinite(people.fragility) & (population > 0)).any():
        raise InputError(
            tr(
                "{layer}: nobody has a score in the field {field}. Choose another field, or none "
                "to count everybody.",
                layer=layer,
                field=field,
            )
        )
    fragile = np.where(people.fragile, population, 0.0)
    if not fragile.any():
        raise InputError(
            tr(
                "{layer}: nobody has a score above {threshold} in the field {field}, so that "
                "nobody is fragile. Give another threshold or field, or none to count everybody.",
                layer=layer,
                threshold=people.threshold,
                field=field,
            )
        )
    return fragile, True


def network_spots(need: Need, graph: Graph, objective: str, limit: float) -> Candidates:
    """Spots of the network amid what there is to gain."""
    import numpy as np
    import pandas as pd

    from ..access.siting.problem import stakes
    from ..access.siting.spots import spots
    from ..access.times import Search

    network = graph.network
    gain = stakes(objective, need.people, need.seconds, limit)
    points = spots(need.demand.x, need.demand.y, np.where(need.snap.edge >= 0, gain, 0.0))
    x, y = network.at(need.snap.edge[points], need.snap.fraction[points])
    lon, lat = projection.project(x, y, network.epsg, projection.WGS84)
    identifiers = [str(number) for number in range(1, len(points) + 1)]
    table = pd.DataFrame({"place_id": identifiers})
    if need.units is not None:
        table["name"] = [need.units.names[unit] for unit in need.demand.unit[points]]
    return Candidates(
        table=table,
        fields=table_fields(table),
        geometries=[
            QgsGeometry.fromPointXY(QgsPointXY(*point)) for point in zip(lon, lat, strict=True)
        ],
        kind=Qgis.WkbType.Point,
        crs=WGS84,
        search=Search(graph, graph.snap(x, y)),
        names=identifiers,
        is_given=False,
    )


def given_candidates(
    source: QgsProcessingFeatureSource,
    context: QgsProcessingContext,
    graph: Graph,
    service: Service | None,
    progress: Progress,
) -> Candidates:
    """The points of a layer, without those that state the service already.

    Raises InputError when none is left.
    """
    import numpy as np

    from ..access.services import find_service
    from ..access.times import Search

    layer = source.sourceName()
    places = read_places(source, layer, context, progress)
    table, geometries = read_source(source, layer, context)
    kept = np.arange(len(places))
    if service is not None and service.vocabulary in places:
        known = {service.vocabulary: (service.code,)}
        own = find_service(places, service.code, known)
        kept = np.setdiff1d(kept, own.offered)
        progress.say(
            tr(
                "Candidates that state {code} already, and are left out: {count} of {total}. "
                "Of the others, those that do not say what they offer, and may offer it too: "
                "{unstated}.",
                count=len(own.offered),
                total=len(places),
                code=service.code,
                unstated=len(own.unstated),
            )
        )
        if not len(kept):
            raise InputError(
                tr(
                    "All candidates of {layer} state {code} already. Choose others.",
                    layer=layer,
                    code=service.code,
                )
            )
    places = places.iloc[kept].reset_index(drop=True)
    network = graph.network
    return Candidates(
        table=table.iloc[kept].reset_index(drop=True),
        fields=source.fields(),
        geometries=[geometries[number] for number in kept],
        kind=source.wkbType(),
        crs=source.sourceCrs(),
        search=Search(graph, graph.snap(*network.project(places["lon"], places["lat"]))),
        names=places["place_id"].tolist(),
        is_given=True,
    )
