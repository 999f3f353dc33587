"""Who answers a question about isochrones: the road network, or a routing service."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qgis.utils import pluginMetadata

from ..common.errors import InputError
from ..common.files import fingerprint
from ..common.journal import Journal
from ..common.progress import Progress
from ..common.text import tr
from .caches import cache_folder
from .given import Given
from .place_points import read_places
from .qgis_transport import QgisTransport
from .settings import router_address
from .trips import open_roads, read_minutes, read_network, read_trip

if TYPE_CHECKING:
    from ..engines.engine import Engine
    from ..engines.isochrone_question import IsochroneQuestion, IsochroneReply

#: What a job that never succeeded had is forgotten after so many days.
_KEEP_DAYS = 30


def read_question(given: Given, progress: Progress) -> IsochroneQuestion:
    """PLACES, MODE, DIRECTION, MINUTES and MERGE. Raises InputError."""
    from ..engines.isochrone_question import IsochroneQuestion

    minutes = read_minutes(given)
    places = read_places(given, "PLACES", progress)
    return IsochroneQuestion(places, read_trip(given), minutes, given.word("MERGE"))


def answer(
    given: Given, question: IsochroneQuestion, key: str, progress: Progress
) -> IsochroneReply:
    """By the ENGINE chosen; ``key`` is for a service that wants one.

    Raises InputError, ServiceError, Cancelled.
    """
    if given.word("ENGINE") == "network":
        return _by_road(given, question, progress)
    return _by_service(given, question, key, progress)


def _by_road(given: Given, question: IsochroneQuestion, progress: Progress) -> IsochroneReply:
    from ..engines.road_answers import ask_roads

    path = given.file("NETWORK")
    if not path:
        raise InputError(
            tr(
                "The road network needs its file (NETWORK): choose one made by “Build the road "
                "network”, or choose another engine."
            )
        )
    trip = question.trip
    search = open_roads(given, trip, question.places, read_network(given, progress.part(0, 0)))
    # The limits of a place are drawn together: other limits are another job.
    job = (fingerprint(path), trip.mode, trip.direction, question.minutes)
    return ask_roads(search, question, _journal("network", *job), progress)


def _by_service(
    given: Given, question: IsochroneQuestion, key: str, progress: Progress
) -> IsochroneReply:
    from ..engines.asking import engine_named
    from ..engines.engine import Journey
    from ..engines.service_replies import ask_service
    from ..network.profiles import profile

    if question.merge == "nearest":
        raise InputError(
            tr(
                "Only the engine network splits the ground by nearest place. Choose it, or each "
                "or union for MERGE."
            )
        )
    word = given.word("ENGINE")
    url = router_address(word, given.text("URL"))
    journey = Journey(question.trip, profile("foot").line_kmh)
    engine = engine_named(word, url, journey, key, QgisTransport())
    engine.meet(question.minutes, progress.part(0, 0))
    return ask_service(engine, question, _journal_of(word, engine), progress)


def _journal_of(word: str, engine: Engine) -> Journal:
    journey = engine.journey
    profile = engine.service.profiles[journey.trip.mode]
    settings = [profile, journey.walking_kmh, engine.service.own]
    return _journal(word, engine.url, engine.edition, journey.trip.direction, settings)


def _journal(*job: object) -> Journal:
    version = pluginMetadata("maillage", "version")  # another one may draw otherwise
    return Journal(cache_folder() / "isochrones.sqlite", json.dumps([version, *job]), _KEEP_DAYS)
