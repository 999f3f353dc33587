"""By what times are told: the roads of a network or, where there is none, straight lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from ..common.errors import InputError
from ..common.modes import MODES
from ..common.progress import Progress
from ..common.text import tr
from .given import Given
from .people import read_cells, read_demand, read_straight_demand
from .trips import open_straight, open_trip, read_network

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import JoinedDemand
    from ..access.trip import Trip, TripSearch
    from ..network.graph import Snap
    from ..network.roadnetwork import Network
    from ..territories.zones import Zones

#: The words of METHOD.
ROADS, STRAIGHT = "network", "straight"


class Means(Protocol):
    """``method``: its word of METHOD; ``epsg``: the metric system of all points; ``modes`` that it
    can tell the times of.
    """

    @property
    def method(self) -> str: ...

    @property
    def epsg(self) -> int: ...

    @property
    def modes(self) -> Sequence[str]: ...

    def people(self, given: Given, progress: Progress) -> tuple[JoinedDemand, Zones | None]:
        """DEMAND: where people stand, and their polygons, if any."""
        ...

    def search(self, given: Given, trip: Trip, places: pd.DataFrame) -> TripSearch:
        """Whoever times a trip of these places. Raises InputError where nobody can."""
        ...

    def at(self, points: Snap) -> tuple[np.ndarray, np.ndarray]:
        """Where points of the people stand (metres)."""
        ...


@dataclass(frozen=True)
class ByRoad:
    """The roads of a network."""

    network: Network
    method = ROADS

    @property
    def epsg(self) -> int:
        return self.network.epsg

    @property
    def modes(self) -> Sequence[str]:
        return self.network.modes

    def people(self, given: Given, progress: Progress) -> tuple[JoinedDemand, Zones | None]:
        cells = read_cells(given, self.epsg, self.network, progress)
        return read_demand(given, self.network, cells)

    def search(self, given: Given, trip: Trip, places: pd.DataFrame) -> TripSearch:
        return open_trip(given, trip, places, self.network)

    def at(self, points: Snap) -> tuple[np.ndarray, np.ndarray]:
        return self.network.at(points.edge, points.fraction)


@dataclass(frozen=True)
class ByLine:
    """Straight lines; where there is a network, it only tells where most streets are."""

    epsg: int
    network: Network | None
    method = STRAIGHT
    modes = MODES

    def people(self, given: Given, progress: Progress) -> tuple[JoinedDemand, Zones | None]:
        import numpy as np

        from ..access.demand import JoinedDemand
        from ..access.straight_search import Spots

        demand, units = read_straight_demand(given, self.epsg, self.network, progress)
        nowhere = ~(np.isfinite(demand.x) & np.isfinite(demand.y))
        demand = replace(demand, beyond=demand.beyond | nowhere)
        return JoinedDemand(demand, dict.fromkeys(MODES, Spots.at(demand.x, demand.y))), units

    def search(self, given: Given, trip: Trip, places: pd.DataFrame) -> TripSearch:
        return open_straight(trip, places, self.epsg)

    def at(self, points: Snap) -> tuple[np.ndarray, np.ndarray]:
        from ..access.straight_search import spots_of

        spots = spots_of(points)
        return spots.x, spots.y


def read_means(given: Given, places: pd.DataFrame) -> Means:
    """METHOD and NETWORK: by road where a network is given, unless it says otherwise.

    Raises InputError for roads without a network.
    """
    method = given.word("METHOD") or (ROADS if given.has("NETWORK") else STRAIGHT)
    if method == ROADS:
        if not given.has("NETWORK"):
            raise InputError(
                tr(
                    "METHOD is network, and no network is given. Give NETWORK, or choose straight "
                    "lines."
                )
            )
        return ByRoad(read_network(given))
    return read_lines(given, places)


def read_lines(given: Given, places: pd.DataFrame) -> ByLine:
    """Straight lines in the metric system of NETWORK, else in that of the places."""
    from ..common.projection import metric_epsg

    if given.has("NETWORK"):
        network = read_network(given)
        return ByLine(network.epsg, network)
    import numpy as np

    lon, lat = (places[name].to_numpy(dtype=float) for name in ("lon", "lat"))
    if not np.isfinite(lon).any():
        raise InputError(
            tr("None of the places has a position. Choose a layer of places with points.")
        )
    return ByLine(metric_epsg(float(np.nanmedian(lon)), float(np.nanmedian(lat))), None)
