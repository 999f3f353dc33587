"""What a coverage is counted from: what was asked, who lives where, and the times they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..common.errors import InputError
from ..common.progress import Progress
from ..common.text import tr
from .given import Given
from .people import Territories, read_cells, read_demand, read_people, read_territories
from .people_words import tell_placement, tell_shared
from .place_points import read_places, services_of
from .trips import open_trip, read_minutes, read_network, read_trips

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.coverage import People
    from ..access.demand import JoinedDemand
    from ..access.services import Service
    from ..access.trip import Trip
    from ..network.roadnetwork import Network
    from ..territories.zones import Zones


@dataclass(frozen=True)
class Job:
    """What was asked. ``counted``: whether each place counts for the times (boolean)."""

    places: pd.DataFrame
    counted: np.ndarray
    itinerant: np.ndarray
    network: Network
    minutes: list[int]
    trips: list[Trip]
    services: list[Service]

    @property
    def modes(self) -> list[str]:
        """The mode of each trip."""
        return [trip.mode for trip in self.trips]

    def told_apart(
        self, times: dict[tuple[str, str], np.ndarray]
    ) -> dict[tuple[str, str], np.ndarray]:
        """Times by the mode and the service that the names of their columns tell."""
        return {self.told(*key): time for key, time in times.items()}

    def told(self, mode: str = "", service: str = "") -> tuple[str, str]:
        """The mode and the service, each where there are several, else ""."""
        return mode if len(self.trips) > 1 else "", service if len(self.services) > 1 else ""


class Times(NamedTuple):
    """Seconds of each demand point by mode and service: to the nearest place that offers it, and
    to the nearest that does not say.
    """

    offered: dict[tuple[str, str], np.ndarray]
    unstated: dict[tuple[str, str], np.ndarray]


class Situation(NamedTuple):
    """What was asked, and who lives where: all that a coverage needs but the times.

    ``units`` are the demand's polygons, None where it is points.
    """

    job: Job
    people: People
    joined: JoinedDemand
    units: Zones | None
    territories: Territories


def read_job(given: Given, progress: Progress) -> Job:
    """The parameters but those of the people and territories. Raises InputError."""
    from ..access.services import itinerant

    trips, minutes = read_trips(given), read_minutes(given)
    places = read_places(given, "PLACES", progress)
    moving = itinerant(places)
    return Job(
        places=places,
        counted=_counted(moving, given.word("ITINERANT") == "leave_out", progress),
        itinerant=moving,
        network=read_network(given, progress.part(0, 0)),
        minutes=minutes,
        trips=trips,
        services=services_of(given.text("SERVICES"), places),
    )


def read_situation(given: Given, progress: Progress) -> Situation:
    """Everything read, and people placed. Raises InputError."""
    job = read_job(given, progress.part(0, 0.15))
    people = read_people(given, progress)
    cells = read_cells(given, job.network.epsg, job.network, progress.part(0.15, 0.3))
    joined, units = read_demand(given, job.network, cells, progress.part(0.3, 0.8))
    progress.step(0.9)
    territories = read_territories(given, joined.demand, units, job.network.epsg)
    return Situation(job, people, joined, units, territories)


def tell_situation(given: Given, situation: Situation, progress: Progress) -> None:
    """How the people were placed, and who counts in one territory though in two, or in none."""
    people, demand = situation.people, situation.joined.demand
    _, zones, of = situation.territories
    if situation.units is not None:
        tell_placement(progress, demand, people)
    elif given.has("CELLS"):
        progress.say(tr("The demand is points, which stand where they are: CELLS is not used."))
    tell_shared(progress, demand, people, zones, of)


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


def find_times(given: Given, situation: Situation, progress: Progress) -> Times:
    """One search for each trip and service; of places that do not say, once where they are alike.

    Raises InputError for a mode that the network does not have.
    """
    import numpy as np

    job, offered, unstated = situation.job, {}, {}
    chosen: list[Service | None] = [*job.services] or [None]
    for number, trip in enumerate(job.trips):
        search = open_trip(given, trip, job.places, job.network)
        if number == 0:
            progress.say(
                tr(
                    "Places near the network: {count} of {total}.",
                    count=len(search.joined),
                    total=len(job.places),
                )
            )
        points = situation.joined.on(trip)
        silent: dict[bytes, np.ndarray] = {}
        for place, service in enumerate(chosen):
            progress.step((number + place / len(chosen)) / len(job.trips))
            if service is None:
                every = np.flatnonzero(job.counted)
                offered[trip.mode, ""] = search.times(points, every).seconds
                continue
            key = trip.mode, service.code
            fixed = service.offered[job.counted[service.offered]]
            offered[key] = search.times(points, fixed).seconds
            quiet = service.unstated[job.counted[service.unstated]]
            if quiet.tobytes() not in silent:
                longest = 60 * job.minutes[-1]
                silent[quiet.tobytes()] = search.times(points, quiet, longest).seconds
            unstated[key] = silent[quiet.tobytes()]
    return Times(offered, unstated)
