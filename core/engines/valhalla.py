"""A Valhalla server: ``POST /isochrone``, a few limits of one place at a time.

Its contours follow a grid of about 0.001°. All parts and holes are asked for, however small, and
unsimplified: simplified ones would not nest.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ..common.errors import InputError, ServiceError
from ..common.progress import Progress
from ..common.speech import distance
from ..common.text import tr
from ..net.faults import host_of
from ..net.request import json_request
from ..net.transport import Transport
from .engine import (
    IsochroneAnswer,
    Journey,
    RequestRefused,
    RoutingService,
    Wish,
    may_be_the_place,
)
from .service_answers import answer, drawn, read_features, read_object

#: Its codes: no road near the point; a limit too long; too many of them; no such way to travel.
_NO_ROAD, _TOO_LONG, _TOO_MANY, _NO_COSTING = 171, 151, 152, 125


class Valhalla:
    """The Valhalla server at ``url``. Raises InputError when there is none."""

    def __init__(
        self, service: RoutingService, url: str, journey: Journey, transport: Transport | None
    ) -> None:
        self.service, self.url, self.journey, self.edition = service, url, journey, ""
        if not url:
            raise InputError(
                tr(
                    "The engine valhalla needs the address of a server. Give it in URL, such as "
                    "http://localhost:8002."
                )
            )
        self._client = service.client(transport)

    def meet(self, minutes: list[int], progress: Progress) -> None:
        response = self._client.get(f"{self.url}/status", progress=progress)
        status = read_object(response.body, self.url)
        actions = status.get("available_actions", ["isochrone"])
        if "version" not in status or not isinstance(actions, list) or "isochrone" not in actions:
            raise ServiceError(
                tr(
                    "{host} is no Valhalla server that draws isochrones. Check the address in URL; "
                    "it ends before “/isochrone”.",
                    host=host_of(self.url),
                )
            )
        self.edition = _moment(status.get("tileset_last_modified"))

    def ask(self, batch: list[Wish], progress: Progress) -> list[IsochroneAnswer]:
        (wish,) = batch
        url = f"{self.url}/isochrone"
        try:
            question = json_request("POST", url, self._question(wish), repeatable=True)
            response = self._client.ask(question, progress=progress)
        except ServiceError as error:
            if error.code == _NO_ROAD:
                return self._no_road(wish)
            raise _in_words(error, host_of(url)) from error
        features = read_features(response.body, url)
        if not _joins_a_road(features):
            return self._no_road(wish)
        return [answer(wish, limit, drawn(features, contour=limit)) for limit in wish.minutes]

    def _question(self, wish: Wish) -> dict[str, Any]:
        costing, options = self.service.profiles[self.journey.trip.mode], self.service.own
        location = {
            "lon": wish.lon,
            "lat": wish.lat,
            "search_cutoff": options["search_cutoff_metres"],  # its own default is 35 km
        }
        return {
            "locations": [location],
            "costing": costing,
            "costing_options": {"pedestrian": {"walking_speed": self.journey.walking_kmh}},
            "contours": [{"time": limit} for limit in wish.minutes],
            "polygons": True,
            "denoise": options["denoise"],
            "generalize": options["generalize"],
            "reverse": self.journey.trip.direction == "to",
            "show_locations": True,  # the only sign that a place is near no road
        }

    def _no_road(self, wish: Wish) -> list[IsochroneAnswer]:
        failure = tr(
            "No road that one can take is within {away}.",
            away=distance(self.service.own["search_cutoff_metres"]),
        )
        return [IsochroneAnswer(wish.place, limit, None, failure) for limit in wish.minutes]


def _moment(seconds: Any) -> str:
    """Seconds since 1970 as a date and time; empty for anything else."""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return ""


def _joins_a_road(features: list[dict[str, Any]]) -> bool:
    """Whether the place was moved to a road: for a place in the sea, a tiny area is drawn anyway.

    Versions of Valhalla that do not say so refuse the request instead.
    """
    snapped = [feature for feature in features if feature["properties"].get("type") == "snapped"]
    moved = [feature.get("geometry") for feature in snapped]
    return all(isinstance(to, dict) and to.get("coordinates") for to in moved)


def _in_words(error: ServiceError, host: str) -> ServiceError:
    """What a refusal means, and for which places."""
    status, explanation, code = error.status, error.answer, error.code
    if code == _TOO_LONG:
        text = tr(
            "{host} draws no isochrone of so many minutes ({said}). Lower the limits, or raise "
            "service_limits.isochrone.max_time_contour in the server's settings.",
            host=host,
            said=explanation,
        )
        return ServiceError(text, status, explanation, code)
    if code == _NO_COSTING:
        text = tr("{host} does not know this mode of travel ({said}).", host=host, said=explanation)
        return ServiceError(text, status, explanation, code)
    if code == _TOO_MANY or may_be_the_place(error):
        return RequestRefused(str(error), status, explanation, code)
    return error
