"""openrouteservice: ``POST /v2/isochrones``, several places and limits at a time, with a key."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..common.errors import InputError, ServiceError
from ..common.progress import Progress
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
from .service_answers import answer, drawn, read_features

#: The service's code for a place from which it can draw nothing, such as one without a road near
#: it.
_NO_ISOCHRONE = 3099
_LOCATION_TYPES = {"to": "destination", "from": "start"}


class OpenRouteService:
    """The public service, or one's own, at ``url``. Raises InputError without a usable key."""

    def __init__(
        self,
        service: RoutingService,
        url: str,
        journey: Journey,
        key: str,
        transport: Transport | None,
    ) -> None:
        self._is_public = url == service.url
        if not self._is_public:  # the quotas are those of the public one
            service = replace(service, **service.own["elsewhere"])
        self.service, self.url, self.journey, self.edition = service, url, journey, ""
        if self._is_public and not key:
            raise InputError(
                tr(
                    "openrouteservice needs a key, free at openrouteservice.org. Store it in "
                    "QGIS's authentication manager as “API Header”, with Authorization as the "
                    "header and the key as its value, and give that configuration in AUTHCFG."
                )
            )
        if not (key.isascii() and key.isprintable()):
            raise InputError(
                tr(
                    "The key of AUTHCFG holds characters that no key has. Copy it again into "
                    "QGIS's authentication manager."
                )
            )
        self._headers = {"Accept": "application/geo+json"}
        if key:
            self._headers["Authorization"] = key
        self._client = service.client(transport)

    def meet(self, minutes: list[int], progress: Progress) -> None:
        if self._is_public:
            self.service.refuse_longer(
                minutes, self.service.longest_minutes[self.journey.trip.mode]
            )

    def ask(self, batch: list[Wish], progress: Progress) -> list[IsochroneAnswer]:
        url = f"{self.url}/v2/isochrones/{self.service.profiles[self.journey.trip.mode]}"
        try:
            question = json_request("POST", url, self._question(batch), self._headers, True)
            response = self._client.ask(question, progress=progress)
        except ServiceError as refused:
            error = self._without_key(refused)
            if len(batch) == 1 and _is_of_a_place(error):
                return [
                    IsochroneAnswer(batch[0].place, limit, None, _refusal(error, url))
                    for limit in batch[0].minutes
                ]
            raise _in_words(error, url) from None
        features = read_features(response.body, url)
        return [
            answer(wish, limit, drawn(features, group_index=index, value=limit * 60))
            for index, wish in enumerate(batch)
            for limit in wish.minutes
        ]

    def _without_key(self, error: ServiceError) -> ServiceError:
        """The service may quote the key that it refuses."""
        key = self._headers.get("Authorization", "")
        if not key or key not in f"{error}{error.answer}":
            return error
        message, answer = (text.replace(key, "…") for text in (str(error), error.answer))
        return ServiceError(message, error.status, answer, error.code)

    def _question(self, batch: list[Wish]) -> dict[str, Any]:
        return {
            "locations": [[wish.lon, wish.lat] for wish in batch],
            "range": [limit * 60 for limit in batch[0].minutes],
            "range_type": "time",
            "location_type": _LOCATION_TYPES[self.journey.trip.direction],
        }


def _is_of_a_place(error: ServiceError) -> bool:
    """Whether the error says, in any of the known wordings, that one of the places is near no
    road."""
    return error.code == _NO_ISOCHRONE or (error.status == 404 and error.code is not None)


def _refusal(error: ServiceError, url: str) -> str:
    return tr("{host} finds no isochrone: {said}.", host=host_of(url), said=error.answer)


def _in_words(error: ServiceError, url: str) -> ServiceError:
    """What a refusal means, and for which places: one without a road fails those asked with it."""
    status, explanation, code, host = error.status, error.answer, error.code, host_of(url)
    words = explanation.casefold()
    if status in (401, 403) and "quota" in words and "key" not in words:
        text = tr(
            "The requests that {host} allows this key in a day are used up ({said}). Run again "
            "tomorrow: what was answered is kept.",
            host=host,
            said=explanation,
        )
    elif status == 403:
        text = tr(
            "{host} refuses the key of AUTHCFG, or the requests that it allows in a day are used "
            "up ({said}). Check the key in QGIS's authentication manager, or run again tomorrow: "
            "what was answered is kept.",
            host=host,
            said=explanation or tr("no reason given"),
        )
    elif status == 401:
        text = tr(
            "{host} refuses the key of AUTHCFG ({said}). Check it in QGIS's authentication "
            "manager: the header is Authorization, its value the key alone.",
            host=host,
            said=explanation or tr("no reason given"),
        )
    elif status in (400, 413) or _is_of_a_place(error) or may_be_the_place(error):
        return RequestRefused(
            _refusal(error, url) if explanation else str(error), status, explanation, code
        )
    else:
        return error
    return ServiceError(text, status, explanation, code)
