"""The one interface of routing services: what they are asked, and what they answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from osgeo import ogr

from ..access.trip import Trip
from ..common.errors import InputError, ServiceError
from ..common.progress import Progress
from ..common.text import tr
from ..net.client import Client, Limits
from ..net.transport import Transport


@dataclass(frozen=True)
class Journey:
    """A trip, and how fast people walk where it has them walk."""

    trip: Trip
    walking_kmh: float


@dataclass(frozen=True)
class Wish:
    """The isochrones wanted of one place: its number and identifier, degrees, whole minutes."""

    place: int
    name: str
    lon: float
    lat: float
    minutes: tuple[int, ...]


@dataclass(frozen=True)
class IsochroneAnswer:
    """The ground within ``minutes`` of a place: a valid multipolygon in EPSG:4326, or why there is
    none.

    ``passing``: if asked again later, the service may well have one. ``truncated``: whether the
    ground touches the edge of the network; None where that is not known.
    """

    place: int
    minutes: int
    geometry: ogr.Geometry | None
    failure: str = ""
    passing: bool = False
    truncated: bool | None = None


class RequestRefused(ServiceError):
    """A request was refused, but perhaps only for one of the things that it asks together."""


def may_be_the_place(error: ServiceError) -> bool:
    """Whether a service that does not answer, or fails, may only be failing on what was asked."""
    return error.status is None or error.status >= 500


@dataclass(frozen=True)
class RoutingService:
    """What is known of a service beforehand; read from ``services.json``.

    ``profiles``: our modes in its words. ``longest_minutes`` by mode, none where its owner
    decides. Times in seconds; ``requests_per_day`` of its usual plan, 0 without such a limit.
    ``own``: what only its own module uses.
    """

    title: str
    url: str
    attribution: str
    profiles: dict[str, str]
    longest_minutes: dict[str, int]
    places_per_request: int
    limits_per_request: int
    seconds_between: float
    rest_seconds: float
    tries: int
    requests_per_day: int
    own: dict[str, Any]

    def refuse_longer(self, minutes: list[int], longest: float) -> None:
        """Raises InputError where a limit is longer than the service draws."""
        if max(minutes) > longest:
            raise InputError(
                tr(
                    "{service} draws isochrones of {longest} min at most. Lower the limits.",
                    service=self.title,
                    longest=round(longest),
                )
            )

    def client(self, transport: Transport | None) -> Client:
        """A client that asks no faster than agreed."""
        limits = Limits(1 / self.seconds_between, tries=self.tries, rest=self.rest_seconds)
        return Client(limits, transport=transport)


@cache
def services() -> dict[str, RoutingService]:
    """The services by the words of ENGINE."""
    text = (Path(__file__).parent / "services.json").read_text(encoding="utf-8")
    return {word: RoutingService(**data) for word, data in json.loads(text).items()}


class Engine(Protocol):
    """A service at an address, for one journey."""

    service: RoutingService
    url: str
    journey: Journey
    #: The date of its data, in its words, once known: from ``meet`` with Valhalla, from ``ask``
    #: with IGN.
    edition: str

    def meet(self, minutes: list[int], progress: Progress) -> None:
        """Looks whether the service is there and allows such limits.

        Raises InputError, ServiceError, Cancelled.
        """
        ...

    def ask(self, batch: list[Wish], progress: Progress) -> list[IsochroneAnswer]:
        """One request, for wishes with the same limits; one answer for each place and limit.

        Raises Refused for what may be the fault of one of them, ServiceError for what will fail for
        all places, Cancelled.
        """
        ...
