"""The Géoplateforme of IGN: ``GET /isochrone``, one limit of one place at a time, without a key."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from ..common.errors import ServiceError
from ..common.json_text import inside
from ..common.number_text import number_in
from ..common.progress import Progress
from ..common.text import tr
from ..net.transport import Transport
from .engine import (
    IsochroneAnswer,
    Journey,
    RequestRefused,
    RoutingService,
    Wish,
    may_be_the_place,
)
from .service_answers import answer, read_object, something_else

_DIRECTIONS = {"to": "arrival", "from": "departure"}


class Geoplateforme:
    """The service of IGN, or another one of its kind, at ``url``."""

    def __init__(
        self, service: RoutingService, url: str, journey: Journey, transport: Transport | None
    ) -> None:
        self.service, self.url, self.journey, self.edition = service, url, journey, ""
        self._client = service.client(transport)

    def meet(self, minutes: list[int], progress: Progress) -> None:
        longest = self._longest(progress) or self.service.longest_minutes[self.journey.trip.mode]
        self.service.refuse_longer(minutes, longest)

    def _longest(self, progress: Progress) -> float:
        try:
            response = self._client.get(f"{self.url}/getcapabilities", progress=progress)
        except ServiceError as error:
            if error.status is None:  # nobody there
                raise
            return 0
        return _longest(read_object(response.body, self.url), self.service.own["resource"])

    def ask(self, batch: list[Wish], progress: Progress) -> list[IsochroneAnswer]:
        (wish,) = batch
        (limit,) = wish.minutes
        try:
            url = f"{self.url}/isochrone?{urlencode(self._question(wish, limit))}"
            response = self._client.get(url, progress=progress)
        except ServiceError as error:
            reason = _of_the_place(error)
            if reason:
                return [IsochroneAnswer(wish.place, limit, None, reason)]
            if may_be_the_place(error):
                raise RequestRefused(str(error), error.status, error.answer) from error
            raise
        content = read_object(response.body, self.url)
        if "geometry" not in content:
            raise something_else(self.url)
        self.edition = str(content.get("resourceVersion") or self.edition)
        return [answer(wish, limit, content["geometry"])]  # a point stands for nothing reached

    def _question(self, wish: Wish, limit: int) -> dict[str, Any]:
        return {
            "point": f"{wish.lon:.7f},{wish.lat:.7f}",
            "resource": self.service.own["resource"],
            "costType": "time",
            "costValue": limit,
            "timeUnit": "minute",
            "distanceUnit": "meter",
            "profile": self.service.profiles[self.journey.trip.mode],
            "direction": _DIRECTIONS[self.journey.trip.direction],
            "crs": "EPSG:4326",
            "geometryFormat": "geojson",
        }


def _of_the_place(error: ServiceError) -> str:
    """Why the place has no isochrone; empty for what is not the place's fault.

    404 means either that nothing was found or that the address is wrong: only the words tell which.
    """
    if error.status == 404 and error.answer and error.answer.casefold() != "not found":
        return tr("The service finds no isochrone here: {said}.", said=error.answer)
    if error.status == 400 and "bbox" in error.answer.casefold():
        return tr("The place is outside the area that the service covers.")
    return ""


def _longest(capabilities: dict[str, Any], resource: str) -> float:
    """The longest limit that the service states (minutes); 0 where it does not.

    The service compares the number that it is given, whatever its unit.
    """
    service = _of_id(capabilities.get("resources"), resource)
    operation = _of_id(inside(service, "availableOperations"), "isochrone")
    limit = _of_id(inside(operation, "availableParameters"), "costValue")
    longest = number_in(str(inside(limit, "values", "max")))
    return longest if longest > 0 else 0


def _of_id(listed: object, identifier: str) -> object:
    """The object of a list that has an ``id``; None where there is none."""
    objects = listed if isinstance(listed, list) else []
    return next((one for one in objects if inside(one, "id") == identifier), None)
