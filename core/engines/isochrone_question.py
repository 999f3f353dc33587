"""The same question about isochrones, and the same reply, whoever answers: roads or a service."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ..access.trip import Trip
from ..common.text import tr
from .engine import IsochroneAnswer, Wish
from .kept import Kept


@dataclass(frozen=True)
class IsochroneQuestion:
    """The ground around ``places`` (``place_id``, ``lon``, ``lat``; degrees, NaN unknown).

    ``merge``: "each" place apart, the "union" of all, or each place the ground that it is "nearest"
    to.
    """

    places: pd.DataFrame
    trip: Trip
    minutes: list[int]
    merge: str

    def wishes(self) -> list[Wish]:
        """What is asked of each place that has a position on Earth."""
        columns = zip(*(self.places[name] for name in ("place_id", "lon", "lat")), strict=True)
        return [
            Wish(place, name, lon, lat, tuple(self.minutes))
            for place, (name, lon, lat) in enumerate(columns)
            if abs(lon) <= 180 and abs(lat) <= 90
        ]

    def unlocated(self) -> dict[int, str]:
        """Why places (by number) cannot even be asked for."""
        located = {wish.place for wish in self.wishes()}
        positions = enumerate(zip(self.places["lon"], self.places["lat"], strict=True))
        return {
            place: tr("The place has no position.")
            if lon != lon or lat != lat
            else tr("Its position is nowhere on Earth. Check the layer's coordinate system.")
            for place, (lon, lat) in positions
            if place not in located
        }


@dataclass(frozen=True)
class IsochroneReply:
    """Isochrones (their ``place`` is a row, -1 for all together), and why a row lacks any.

    ``kept``: what stays for another run until it is forgotten.
    """

    drawn: list[IsochroneAnswer]
    failures: dict[int, str]
    kept: Kept | None = None

    def forget(self) -> None:
        """What was kept for another run is not needed: the outputs are written."""
        if self.kept is not None:
            self.kept.forget()
