"""The trips that are asked for, and who times them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..common.errors import InputError
from ..common.modes import MODES, by_mode
from ..common.number_text import whole_in
from ..common.progress import SILENT, Progress
from ..common.speech import distance, named
from ..common.text import tr
from .caches import cache_folder
from .given import Given

if TYPE_CHECKING:
    import pandas as pd

    from ..access.times import RoadSearch
    from ..access.trip import Trip, TripSearch
    from ..network.roadnetwork import Network

LONGEST_MINUTES = 600


#: Days after which a network file that was verified is verified again.
_KEEP_DAYS = 365


def read_network(given: Given, progress: Progress = SILENT) -> Network:
    """NETWORK, a file of ``buildnetwork``, verified when it is opened for the first time.

    Raises InputError for what is none, and Cancelled.
    """
    from ..common.journal import Journal
    from ..network.roadnetwork import Network

    seen = Journal(cache_folder() / "networks.sqlite", "verified", _KEEP_DAYS)
    return Network.load(given.file("NETWORK"), seen, progress)


def read_trip(given: Given) -> Trip:
    """MODE and DIRECTION."""
    from ..access.trip import Trip

    return Trip(given.word("MODE"), given.word("DIRECTION"))


def read_trips(given: Given) -> list[Trip]:
    """A trip for each mode of MODE, where it may be several. Raises InputError for none."""
    from ..access.trip import Trip

    modes = given.words("MODE")
    if not modes:
        raise InputError(tr("Choose at least one mode: {modes}.", modes=named(MODES)))
    return [Trip(mode, given.word("DIRECTION")) for mode in modes]


def read_minutes(given: Given) -> list[int]:
    """MINUTES, as ``minutes_of`` reads them."""
    return minutes_of(given.text("MINUTES"))


def minutes_of(text: str) -> list[int]:
    """Limits in ascending order. Raises InputError for anything but whole minutes."""
    parts = [whole_in(part) for part in text.replace(";", ",").split(",") if part.strip()]
    minutes = sorted({part or 0 for part in parts})
    if not minutes or minutes[0] < 1 or minutes[-1] > LONGEST_MINUTES:
        raise InputError(
            tr(
                "The limits (MINUTES) are “{text}”. Give whole minutes from 1 to {longest}, "
                "separated by commas, such as 10,20.",
                text=text,
                longest=LONGEST_MINUTES,
            )
        )
    return minutes


def open_trip(given: Given, trip: Trip, places: pd.DataFrame, network: Network) -> TripSearch:
    """Whoever times a trip of these places on a network: its roads.

    Raises InputError when that is not possible, or no place can be reached.
    """
    return open_roads(given, trip, places, network)


def open_roads(given: Given, trip: Trip, places: pd.DataFrame, network: Network) -> RoadSearch:
    """The same, by road only: for what is drawn or kept up to date from the roads themselves.

    Raises InputError when the mode has no road, or no place is near one.
    """
    from ..access.times import RoadSearch
    from ..network.graph import Graph

    if trip.mode not in network.modes:
        raise InputError(
            tr(
                "The network {path} was built to travel {modes}, not {by_mode}. Build one with "
                "this mode, or choose another mode.",
                path=given.file("NETWORK"),
                modes=named(map(by_mode, network.modes)),
                by_mode=by_mode(trip.mode),
            )
        )
    graph = Graph(network, trip.mode, trip.direction)
    if not graph.leads_somewhere.any():
        raise InputError(
            tr(
                "The network {path} has no road to travel {by_mode}. Choose another mode or "
                "network.",
                path=given.file("NETWORK"),
                by_mode=by_mode(trip.mode),
            )
        )
    search = RoadSearch(graph, graph.snap(*network.project(places["lon"], places["lat"])))
    if not len(search.joined):
        nearest = float(search.snap.metres.min())
        if nearest < float("inf"):
            raise InputError(
                tr(
                    "None of the places ({count}) is near the network {path}: the nearest one is "
                    "{away} from a road for this mode. Choose a network that covers them.",
                    count=len(places),
                    path=given.file("NETWORK"),
                    away=distance(nearest),
                )
            )
        raise _nowhere(places)
    return search


def open_straight(trip: Trip, places: pd.DataFrame, epsg: int) -> TripSearch:
    """Who times a trip of these places by straight lines, in the metric system ``epsg``.

    Raises InputError where no place has a position.
    """
    from ..access.straight_search import Spots, StraightSearch
    from ..common.projection import WGS84, project

    x, y = project(places["lon"], places["lat"], WGS84, epsg)
    search = StraightSearch(trip, Spots.at(x, y))
    if not len(search.joined):
        raise _nowhere(places)
    return search


def _nowhere(places: pd.DataFrame) -> InputError:
    return InputError(
        tr(
            "None of the places ({count}) has a position. Choose places that have one.",
            count=len(places),
        )
    )
