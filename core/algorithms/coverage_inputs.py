"""What ``maillage:coverage`` was asked, read; and the times that it needs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingFeatureSource, QgsWkbTypes

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.text import plural, tr
from ..layers.tables import read_source
from ..layers.zone_layers import zones_from_source
from .base import MaillageAlgorithm
from .people import read_numbers, read_population
from .travel import (
    read_minutes,
    read_modes,
    read_places,
    read_services,
    refuse_number,
    search_from,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.coverage import People
    from ..access.demand import Cells
    from ..access.services import Service
    from ..network.graph import Snap
    from ..network.roadnetwork import Network

#: What ITINERANT may be.
ITINERANT = ["count", "leave_out"]


@dataclass(frozen=True)
class Job:
    """What was asked. ``counted``: whether each place counts for the times (boolean)."""

    places: pd.DataFrame
    counted: np.ndarray
    itinerant: np.ndarray
    network: Network
    network_path: str
    minutes: list[int]
    modes: list[str]
    services: list[Service]
    direction: str

    def told_apart(
        self, times: dict[tuple[str, str], np.ndarray]
    ) -> dict[tuple[str, str], np.ndarray]:
        """Times by the mode and the service that the names of their columns tell."""
        return {self.told(*key): time for key, time in times.items()}

    def told(self, mode: str = "", service: str = "") -> tuple[str, str]:
        """The mode and the service, each where there are several, else ""."""
        return mode if len(self.modes) > 1 else "", service if len(self.services) > 1 else ""


class Times(NamedTuple):
    """Seconds of each demand point by mode and service: to the nearest place that offers it, and
    to the nearest that does not say.
    """

    offered: dict[tuple[str, str], np.ndarray]
    unstated: dict[tuple[str, str], np.ndarray]


def read_job(
    algorithm: MaillageAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    progress: Progress,
) -> Job:
    """The parameters but those of the people and territories. Raises InputError."""
    from ..access.services import itinerant
    from ..network.roadnetwork import Network

    source = algorithm.source(parameters, "PLACES", context)
    path = algorithm.parameterAsFile(parameters, "NETWORK", context)
    modes = read_modes(algorithm, parameters, context)
    minutes = read_minutes(algorithm.parameterAsString(parameters, "MINUTES", context))
    services = algorithm.parameterAsString(parameters, "SERVICES", context)
    places = read_places(source, source.sourceName(), context, progress)
    moving = itinerant(places)
    leaves_out = algorithm.parameterAsEnumString(parameters, "ITINERANT", context) == "leave_out"
    return Job(
        places=places,
        counted=_counted(moving, leaves_out, progress),
        itinerant=moving,
        network=Network.load(path),
        network_path=path,
        minutes=minutes,
        modes=modes,
        services=read_services(services, places),
        direction=algorithm.parameterAsEnumString(parameters, "DIRECTION", context),
    )


def _counted(itinerant: np.ndarray, leaves_out: bool, progress: Progress) -> np.ndarray:
    """Which places times are counted to. Raises InputError where none is left."""
    count = int(itinerant.sum())
    if not leaves_out:
        if count:
            progress.say(
                tr(
                    "Itinerant places: {count} of {total}. Times count to their address. To count "
                    "fixed places alone, choose to leave them out (ITINERANT).",
                    count=count,
                    total=len(itinerant),
                )
            )
        return itinerant | True
    if itinerant.all():
        raise InputError(
            tr(
                "All places are itinerant ({count}), and itinerant places are left out. Count "
                "them, or choose other places.",
                count=count,
            )
        )
    progress.say(
        tr(
            "Itinerant places, left out of the times: {count} of {total}.",
            count=count,
            total=len(itinerant),
        )
    )
    return ~itinerant


def read_cells(
    algorithm: MaillageAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    network: Network,
    progress: Progress,
) -> Cells | None:
    """CELLS, None where none are given. Without a field of people, polygons count by their area,
    and points 1 each.
    """
    import numpy as np

    from ..access.demand import point_cells, polygon_cells

    source = algorithm.optional_source(parameters, "CELLS", context)
    if source is None:
        return None
    what, name = source.sourceName(), "CELLS_POPULATION_FIELD"
    field = algorithm.parameterAsString(parameters, name, context)
    table, geometries = read_source(source, what, context, f"EPSG:{network.epsg}", progress)
    if not len(table):
        raise InputError(tr("The layer {layer} is empty. Choose cells or buildings.", layer=what))
    people = np.ones(len(table))
    if field:
        people = np.nan_to_num(read_population(table, field, what, progress))
    if not (people > 0).any():
        raise InputError(
            tr("{layer}: the field {field} counts nobody. Choose another.", layer=what, field=field)
        )
    if QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Polygon:
        zones = zones_from_source(source, what, epsg=network.epsg)
        if not field:
            people = np.array([polygon.Area() for polygon in zones.geometries])
        return polygon_cells(zones, people, network)
    corners = [None if g.isNull() or g.isEmpty() else g.vertexAt(0) for g in geometries]
    nowhere = float("nan")
    x = [nowhere if corner is None else corner.x() for corner in corners]
    y = [nowhere if corner is None else corner.y() for corner in corners]
    return point_cells(np.array(x), np.array(y), people)


def read_people(
    algorithm: MaillageAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    source: QgsProcessingFeatureSource,
    progress: Progress,
) -> People:
    """The inhabitants of the demand units. Raises InputError for what is no such number."""
    import numpy as np

    from ..access.coverage import People, mean_fragility

    what = source.sourceName()
    # QGIS would take words for 0.
    refused = refuse_number(parameters, "FRAGILITY_THRESHOLD", _finite)
    if refused is not None:
        raise InputError(refused[1])
    table, _ = read_source(source, what, context)
    if not len(table):
        raise InputError(tr("The layer {layer} is empty. Choose where people live.", layer=what))
    name = algorithm.parameterAsString(parameters, "POPULATION_FIELD", context)
    population = read_population(table, name, what, progress)
    name = algorithm.parameterAsString(parameters, "FRAGILITY_FIELD", context)
    fragility = read_numbers(table, name, what) if name else np.full(len(table), np.nan)
    unknown = int((np.isnan(fragility) & (population > 0)).sum())
    if name and unknown:
        progress.warn(
            plural(
                "{layer}: {n} feature with inhabitants has no score in the field {field}. It "
                "counts in no figure of fragility.",
                "{layer}: {n} features with inhabitants have no score in the field {field}. "
                "They count in no figure of fragility.",
                unknown,
                layer=what,
                field=name,
            )
        )
    threshold = mean_fragility(population, fragility)
    if parameters.get("FRAGILITY_THRESHOLD") not in (None, ""):
        threshold = algorithm.parameterAsDouble(parameters, "FRAGILITY_THRESHOLD", context)
    return People(population, fragility, threshold)


def _finite(number: float) -> None:
    if not math.isfinite(number):
        raise ValueError(number)


def find_times(job: Job, snaps: dict[str, Snap], progress: Progress) -> Times:
    """One search for each mode and service; of places that do not say, once where they are alike.

    ``snaps``: where the demand joins the graph of each mode.
    Raises InputError for a mode that the network does not have.
    """
    import numpy as np

    from ..access.demand import times

    offered, unstated = {}, {}
    chosen: list[Service | None] = [*job.services] or [None]
    for number, mode in enumerate(job.modes):
        search = search_from(job.network, job.network_path, mode, job.direction, job.places)
        if number == 0:
            progress.say(
                tr(
                    "Places near the network: {count} of {total}.",
                    count=len(search.joined),
                    total=len(job.places),
                )
            )
        snap = snaps[mode]
        silent: dict[bytes, np.ndarray] = {}
        for place, service in enumerate(chosen):
            progress.step((number + place / len(chosen)) / len(job.modes))
            if service is None:
                every = np.flatnonzero(job.counted)
                offered[mode, ""] = times(search, snap, every).seconds
                continue
            key = mode, service.code
            fixed = service.offered[job.counted[service.offered]]
            offered[key] = times(search, snap, fixed).seconds
            quiet = service.unstated[job.counted[service.unstated]]
            if quiet.tobytes() not in silent:
                silent[quiet.tobytes()] = times(search, snap, quiet, 60 * job.minutes[-1]).seconds
            unstated[key] = silent[quiet.tobytes()]
    return Times(offered, unstated)
