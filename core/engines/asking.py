"""Asking an engine for many places: in as few requests as possible, and announcing them
beforehand."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import replace

from ..common.errors import InputError
from ..common.modes import by_mode
from ..common.progress import Progress
from ..common.speech import minutes, named, quantity
from ..common.text import plural, tr
from ..net.transport import Transport
from .engine import Engine, IsochroneAnswer, Journey, RequestRefused, RoutingService, Wish, services
from .geoplateforme import Geoplateforme
from .openrouteservice import OpenRouteService
from .valhalla import Valhalla

#: After so many refusals in a row the places are not the cause: the service is out of order, or the
#: question is wrong.
_IN_A_ROW = 3


def engine_named(
    word: str, url: str, journey: Journey, key: str = "", transport: Transport | None = None
) -> Engine:
    """The engine that ENGINE names, at ``url`` (empty: where its owner has it).

    Raises InputError for a mode that it does not know, and for a missing address or key.
    """
    service = services()[word]
    if journey.trip.mode not in service.profiles:
        raise InputError(
            tr(
                "{service} draws no isochrones {by_mode}. Choose another mode ({modes}), or "
                "another engine.",
                service=service.title,
                by_mode=by_mode(journey.trip.mode),
                modes=named(map(by_mode, service.profiles)),
            )
        )
    url = url.strip().rstrip("/").removesuffix("/isochrone").rstrip("/") or service.url
    if word == "valhalla":
        return Valhalla(service, url, journey, transport)
    if word == "geoplateforme":
        return Geoplateforme(service, url, journey, transport)
    return OpenRouteService(service, url, journey, key, transport)


def batches(service: RoutingService, wishes: list[Wish]) -> list[list[Wish]]:
    """The wishes in requests; those of one request have the same limits.

    The longest limits come first: a service that does not draw them says so at once.
    """
    alike: defaultdict[tuple[int, ...], list[Wish]] = defaultdict(list)
    for wish in wishes:
        for start in range(0, len(wish.minutes), service.limits_per_request):
            limits = wish.minutes[start : start + service.limits_per_request]
            alike[limits].append(replace(wish, minutes=limits))
    longest_first = sorted(alike.values(), key=lambda group: -group[0].minutes[-1])
    size = service.places_per_request
    return [
        group[start : start + size]
        for group in longest_first
        for start in range(0, len(group), size)
    ]


def foretold(service: RoutingService, wishes: list[Wish]) -> str:
    """What asking for the wishes will cost, in a sentence or two."""
    requests = len(batches(service, wishes))
    seconds = math.ceil(requests * service.seconds_between)
    text = tr(
        "{service} will receive {requests} for {places}: at least {duration}, and more "
        "where it is slow.",
        service=service.title,
        requests=plural("{n} request", "{n} requests", requests),
        places=plural("{n} place", "{n} places", len(wishes)),
        duration=_duration(seconds),
    )
    per_day = service.requests_per_day
    if per_day:
        text += " " + plural(
            "Its usual plan allows {n} request a day, and a place that it cannot answer "
            "takes some more.",
            "Its usual plan allows {n} requests a day, and a place that it cannot answer "
            "takes some more.",
            per_day,
        )
    if per_day and requests > per_day:
        text += " " + plural(
            "It takes {n} day: when it refuses, run again the day after with the same "
            "settings, and only what is missing will be asked.",
            "It takes {n} days: when it refuses, run again the day after with the same "
            "settings, and only what is missing will be asked.",
            math.ceil(requests / per_day),
        )
    return text


def _duration(seconds: int) -> str:
    if seconds < 120:
        return quantity(seconds, "s")
    return minutes(math.ceil(seconds / 60))


def ask_all(engine: Engine, wishes: list[Wish], progress: Progress) -> Iterator[IsochroneAnswer]:
    """An answer for each place and limit, as they come; a place that is refused costs only itself.

    Raises ServiceError as soon as it is clear that all will fail, and Cancelled.
    """
    waiting = deque(batches(engine.service, wishes))
    total, done, refused = sum(len(wish.minutes) for wish in wishes), 0, 0
    while waiting:
        batch = waiting.popleft()
        try:
            answers = engine.ask(batch, progress.part(done / total, done / total))
        except RequestRefused as error:
            parts = _parts(batch, error)
            if parts:
                waiting.extendleft(reversed(parts))
                continue
            refused += 1
            if refused == _IN_A_ROW:
                raise
            answers = [
                IsochroneAnswer(wish.place, limit, None, str(error), passing=True)
                for wish in batch
                for limit in wish.minutes
            ]
        else:
            refused = 0
        done += len(answers)
        yield from answers
        progress.step(done / total)


def _parts(batch: list[Wish], error: RequestRefused) -> list[list[Wish]]:
    """Smaller requests for what a refused one asked: by place, then by limit if that was still too
    much.

    Empty for what cannot be asked in smaller parts.
    """
    if len(batch) > 1:
        return [[wish] for wish in batch]
    (wish,) = batch
    if error.status in (400, 413) and len(wish.minutes) > 1:
        return [[replace(wish, minutes=(limit,))] for limit in wish.minutes]
    return []
