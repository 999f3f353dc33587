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

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.projection import WGS84, project
from ..common.speech import named
from ..common.text import plain_text, tr
from ..layers.tables import WGS84 as DEGREES
from ..layers.tables import read_source, table_fields
from ..layers.zone_layers import zones_from_source
from .given import Given
from .means import STRAIGHT, Means
from .people import is_polygons, read_people
from .place_points import codes_of, places_of, services_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import Demand, JoinedDemand
    from ..access.services import Service
    from ..access.trip import TripSearch
    from ..network.graph import Snap
    from ..territories.zones import Zones

#: Metres from a place of today within which a candidate is that place.
_SAME = 1.0


@dataclass
class Need:
    """The points where the people to gain live, and their seconds to a place of today."""

    joined: JoinedDemand
    #: The polygons of demand, where it is polygons.
    units: Zones | None
    snap: Snap
    people: np.ndarray
    seconds: np.ndarray
    #: Seconds to a place that does not say whether it offers the service asked for.
    unstated: np.ndarray | None
    #: Whether ``people`` are the fragile ones only.
    is_fragile: bool

    @property
    def demand(self) -> Demand:
        """The points."""
        return self.joined.demand


@dataclass
class Candidates:
    """Where a place could be: a row of a table each, and a search from them.

    ``x``, ``y``: metres. ``reinforces``: the ``place_id`` of the place of today that stands there,
    "" where none does.
    """

    table: pd.DataFrame
    fields: QgsFields
    geometries: list[QgsGeometry]
    kind: Qgis.WkbType
    crs: QgsCoordinateReferenceSystem
    search: TripSearch
    x: np.ndarray
    y: np.ndarray
    names: list[str]
    reinforces: list[str]
    is_given: bool


def read_need(
    given: Given, means: Means, today: TripSearch, service: Service | None, progress: Progress
) -> Need:
    """Who lives where, and how far from the places of today that offer a service (any, if None).

    Raises InputError where there is nobody to gain.
    """

    population, is_fragile = _inhabitants(given, progress)
    joined, units = means.people(given, progress.part(0, 0.6))
    progress.step(0.6)
    people = joined.demand.inside(population)
    if not people.any() and means.method == STRAIGHT:
        raise InputError(
            tr(
                "None of the people counted of {layer} have a position. Choose another layer.",
                layer=given.source("DEMAND").sourceName(),
            )
        )
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
    return Need(joined, units, points, people, seconds, unstated, is_fragile)


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


def shares_near(
    given: Given,
    means: Means,
    places: pd.DataFrame,
    need: Need,
    service: Service | None,
    limit: float,
) -> dict[str, float]:
    """Mode -> the share of the people within ``limit`` seconds of a place of today, for each mode
    that can be told.
    """
    from ..access.trip import Trip

    shares = {}
    for mode in means.modes:
        trip = Trip(mode, given.word("DIRECTION"))
        try:
            search = means.search(given, trip, places)
        except InputError:  # no road of this mode, or no place near one
            continue
        chosen = None if service is None else service.offered
        near = search.times(need.joined.on(trip), chosen, limit).seconds <= limit
        shares[mode] = float(need.people[near].sum() / need.people.sum())
    return shares


def likely_spots(
    need: Need, means: Means, today: TripSearch, objective: str, limit: float
) -> Candidates:
    """Spots where people live, amid what there is to gain."""
    import numpy as np
    import pandas as pd

    from ..access.siting.problem import stakes
    from ..access.siting.spots import spots

    gain = stakes(objective, need.people, need.seconds, limit)
    points = spots(need.demand.x, need.demand.y, np.where(need.snap.edge >= 0, gain, 0.0))
    x, y = means.at(need.snap.where(points))
    lon, lat = project(x, y, means.epsg, WGS84)
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
        crs=QgsCoordinateReferenceSystem(DEGREES),
        search=today.elsewhere(x, y),
        x=x,
        y=y,
        names=identifiers,
        reinforces=[""] * len(table),
        is_given=False,
    )


def given_candidates(
    given: Given,
    means: Means,
    places: pd.DataFrame,
    today: TripSearch,
    service: Service | None,
    progress: Progress,
) -> Candidates:
    """The points of CANDIDATES of the KINDS chosen, without those that state the service already.

    Raises InputError when none is left.
    """
    import numpy as np

    from ..access.services import find_service

    source = given.source("CANDIDATES")
    layer = source.sourceName()
    points = places_of(source, given.context, progress)
    table, geometries = read_source(source, layer, given.context)
    kept = _of_kinds(given, points, progress)
    if service is not None and service.vocabulary in points:
        known = {service.vocabulary: (service.code,)}
        own = find_service(points.iloc[kept], service.code, known)
        progress.say(
            tr(
                "Candidates that state {code} already, and are left out: {count} of {total}. "
                "Of the others, those that do not say what they offer, and may offer it too: "
                "{unstated}.",
                count=len(own.offered),
                total=len(kept),
                code=service.code,
                unstated=len(own.unstated),
            )
        )
        kept = np.delete(kept, own.offered)
        if not len(kept):
            raise InputError(
                tr(
                    "All candidates of {layer} state {code} already. Choose others.",
                    layer=layer,
                    code=service.code,
                )
            )
    points = points.iloc[kept].reset_index(drop=True)
    x, y = project(points["lon"], points["lat"], WGS84, means.epsg)
    return Candidates(
        table=table.iloc[kept].reset_index(drop=True),
        fields=source.fields(),
        geometries=[geometries[number] for number in kept],
        kind=source.wkbType(),
        crs=source.sourceCrs(),
        search=today.elsewhere(x, y),
        x=x,
        y=y,
        names=points["place_id"].tolist(),
        reinforces=_reinforced(places, x, y, means.epsg),
        is_given=True,
    )


def _of_kinds(given: Given, points: pd.DataFrame, progress: Progress) -> np.ndarray:
    """The candidates (numbers) of one of the KINDS; all where none are chosen. Warns of kinds that
    no candidate is of.

    Raises InputError where no candidate is of any, with the kinds that there are.
    """
    import numpy as np
    import pandas as pd

    from ..nomenclature import load_nomenclature

    vocabulary = load_nomenclature().vocabulary("kinds")

    def known(kind: object) -> str:
        """A kind by its code, whether it is told by code or by label; another as it is."""
        item = vocabulary.find(plain_text(kind))
        return item.code if item else plain_text(kind).casefold()

    wanted = [part.strip() for part in given.text("KINDS").replace(";", ",").split(",")]
    wanted = list(filter(None, wanted))
    if not wanted:
        return np.arange(len(points))
    kinds = points["kind"].map(plain_text) if "kind" in points else pd.Series([""] * len(points))
    chosen = {known(kind) for kind in wanted}
    there = [known(kind) for kind in kinds]
    kept = np.flatnonzero([kind in chosen for kind in there])
    if not len(kept):
        raise InputError(
            tr(
                "No candidate of {layer} is of the kinds {wanted} (KINDS). Those of its field kind "
                "are: {kinds}.",
                layer=given.source("CANDIDATES").sourceName(),
                wanted=named(wanted),
                kinds=named(sorted({*kinds} - {""})) or "-",
            )
        )
    absent = [kind for kind in wanted if known(kind) not in there]
    if absent:
        progress.warn(
            tr(
                "No candidate is of the kinds {absent} (KINDS): they choose none.",
                absent=named(absent),
            )
        )
    return kept


def _reinforced(places: pd.DataFrame, x: np.ndarray, y: np.ndarray, epsg: int) -> list[str]:
    """The ``place_id`` of the place of today where each point (metres) is, "" where none is."""
    import numpy as np
    from scipy.spatial import cKDTree

    there = np.column_stack(project(places["lon"], places["lat"], WGS84, epsg))
    known = np.flatnonzero(np.isfinite(there).all(axis=1))
    here = np.column_stack([x, y])
    found, located = [""] * len(x), np.flatnonzero(np.isfinite(here).all(axis=1))
    metres, nearest = cKDTree(there[known]).query(here[located])
    for number in np.flatnonzero(metres <= _SAME).tolist():
        found[located[number]] = places["place_id"].iloc[known[nearest[number]]]
    return found


def read_groups(given: Given, candidates: Candidates, epsg: int) -> np.ndarray | None:
    """What each candidate is one of, of which one site is chosen at most (numbers from 0; -1: of
    nothing); None where any may be.

    TERRITORIES says it, each of them or those alike in their field ONE_PER; else the field ONE_PER
    of the candidates, or of the demand's polygons. Raises InputError where there is no such field.
    """
    import numpy as np

    field = given.text("ONE_PER")
    demand = given.source("DEMAND")
    if given.has("TERRITORIES"):
        source = given.source("TERRITORIES")
    elif not field:
        return None
    elif candidates.is_given and field in candidates.table:
        return _numbered([plain_text(value) for value in candidates.table[field]])
    elif is_polygons(demand) and field in demand.fields().names():
        source = demand
    else:
        raise InputError(
            tr(
                "Neither the candidates nor the polygons of the demand have the field {field} "
                "(ONE_PER). Choose one of theirs, or give TERRITORIES.",
                field=field,
            )
        )
    zones = zones_from_source(source, source.sourceName(), field or None, epsg=epsg)
    codes = np.array([*zones.codes, ""], dtype=object)
    return _numbered(codes[zones.locate(candidates.x, candidates.y)].tolist())


def _numbered(values: list[str]) -> np.ndarray:
    """A number for each text, the same for the same; -1 for ""."""
    import numpy as np

    numbers = {value: number for number, value in enumerate(sorted({*values} - {""}))}
    return np.array([numbers.get(value, -1) for value in values], dtype=int)
