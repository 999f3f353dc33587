"""Who is to gain from new places, and where these could be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
)

from ..common import projection
from ..common.errors import InputError
from ..common.progress import Progress
from ..common.speech import named
from ..common.text import tr
from ..layers.tables import WGS84, read_source, table_fields
from .given import Given
from .people import read_demand, read_people
from .place_points import codes_of, places_of, services_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import Demand
    from ..access.services import Service
    from ..access.trip import TripSearch
    from ..network.graph import Snap
    from ..network.roadnetwork import Network
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
    search: TripSearch
    names: list[str]
    is_given: bool


def read_need(
    given: Given, network: Network, today: TripSearch, service: Service | None, progress: Progress
) -> Need:
    """Who lives where, and how far from the places of today that offer a service (any, if None).

    Raises InputError where there is nobody to gain.
    """

    population, is_fragile = _inhabitants(given, progress)
    joined, units = read_demand(given, network)
    demand = joined.demand
    progress.step(0.6)
    people = demand.inside(population)
    if not people.any():
        raise InputError(
            tr(
                "None of the people counted of {layer} live inside the network. Choose a network "
                "that covers them.",
                layer=given.source("DEMAND").sourceName(),
            )
        )
    points = joined.on(today.trip)
    seconds = today.times(points, None if service is None else service.offered).seconds
    unstated = None if service is None else today.times(points, service.unstated).seconds
    progress.step(1)
    return Need(demand, units, points, people, seconds, unstated, is_fragile)


def read_service(given: Given, places: pd.DataFrame) -> Service | None:
    """What places state of the one code of SERVICE, if any. Raises InputError for several."""
    codes = codes_of(given.text("SERVICE"))
    if len(codes) > 1:
        raise InputError(tr("Give one service only (SERVICE), not {codes}.", codes=named(codes)))
    return next(iter(services_of(given.text("SERVICE"), places)), None)


def _inhabitants(given: Given, progress: Progress) -> tuple[np.ndarray, bool]:
    """(inhabitants to gain of each unit, whether they are the fragile ones only)."""
    import numpy as np

    layer = given.source("DEMAND").sourceName()
    people = read_people(given, progress)
    population = np.nan_to_num(people.population)
    if not population.any():
        name = given.text("POPULATION_FIELD")
        raise InputError(
            tr("{layer}: the field {field} counts nobody. Choose another.", layer=layer, field=name)
        )
    field = given.text("FRAGILITY_FIELD")
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


def network_spots(
    need: Need, network: Network, today: TripSearch, objective: str, limit: float
) -> Candidates:
    """Spots of the network amid what there is to gain."""
    import numpy as np
    import pandas as pd

    from ..access.siting.problem import stakes
    from ..access.siting.spots import spots

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
        crs=QgsCoordinateReferenceSystem(WGS84),
        search=today.elsewhere(x, y),
        names=identifiers,
        is_given=False,
    )


def given_candidates(
    given: Given,
    network: Network,
    today: TripSearch,
    service: Service | None,
    progress: Progress,
) -> Candidates:
    """The points of CANDIDATES, without those that state the service already.

    Raises InputError when none is left.
    """
    import numpy as np

    from ..access.services import find_service

    source = given.source("CANDIDATES")
    layer = source.sourceName()
    places = places_of(source, given.context, progress)
    table, geometries = read_source(source, layer, given.context)
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
    return Candidates(
        table=table.iloc[kept].reset_index(drop=True),
        fields=source.fields(),
        geometries=[geometries[number] for number in kept],
        kind=source.wkbType(),
        crs=source.sourceCrs(),
        search=today.elsewhere(*network.project(places["lon"], places["lat"])),
        names=places["place_id"].tolist(),
        is_given=True,
    )
