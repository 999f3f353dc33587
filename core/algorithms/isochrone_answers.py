"""Isochrones by the road network or by a service: the same question, the same answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from qgis.utils import pluginMetadata

from ..common.errors import InputError, ServiceError
from ..common.files import fingerprint
from ..common.journal import Journal
from ..common.progress import Progress
from ..common.projection import WGS84
from ..common.speech import day, distance, named
from ..common.text import tr
from ..inputs.caches import cache_folder
from ..inputs.qgis_transport import QgisTransport
from .travel import search_from

if TYPE_CHECKING:
    import pandas as pd

    from ..access.times import Search
    from ..engines.engine import Engine, IsochroneAnswer, Wish
    from ..engines.kept import Kept

#: What a job that never succeeded had is forgotten after so many days.
_KEEP_DAYS = 30


@dataclass(frozen=True)
class IsochroneQuestion:
    """What is asked of whichever engine, about ``places`` as ``read_places`` gives them."""

    places: pd.DataFrame
    mode: str
    minutes: list[int]
    merge: str
    direction: str


@dataclass(frozen=True)
class Reply:
    """Isochrones (their ``place`` is a row, -1 for all together), and why a row lacks any."""

    drawn: list[IsochroneAnswer]
    failures: dict[int, str]
    kept: Kept | None = None

    def forget(self) -> None:
        """What was kept for another run is not needed: the outputs are written."""
        if self.kept is not None:
            self.kept.forget()


def ask_network(question: IsochroneQuestion, path: str, progress: Progress) -> Reply:
    """By times on the network file at ``path``. Raises InputError, Cancelled."""
    from ..engines.kept import Kept
    from ..engines.outcome import reasons
    from ..network.roadnetwork import Network

    if not path:
        raise InputError(
            tr(
                "The road network needs its file (NETWORK): choose one made by “Build the road "
                "network”, or choose another engine."
            )
        )
    network = Network.load(path)
    search = search_from(network, path, question.mode, question.direction, question.places)
    if question.merge != "each":  # one search for all: nothing comes piece by piece
        drawn = list(_on_network(search, question, progress))
        failures = reasons(_off_network(search, [max(question.minutes)]))
        if question.merge == "nearest":
            for place in set(range(len(search.snap.edge))) - {answer.place for answer in drawn}:
                nearer = tr("Wherever one is within reach, another place is nearer.")
                failures.setdefault(place, nearer)
        return Reply(drawn, failures)
    # The limits of a place are drawn together: other limits are another job.
    job = [fingerprint(path), question.mode, question.direction, question.minutes]
    wishes = [replace(wish, minutes=_walkable(search, wish)) for wish in _wishes(question)]
    kept = Kept(_journal("network", *job), [wish for wish in wishes if wish.minutes])

    def ask(missing: list[Wish]) -> Iterator[IsochroneAnswer]:
        places = [wish.place for wish in missing]
        return _on_network(_only(search, places), question, progress)

    # A place that lacks one of its limits was drawn anew.
    answers = {(answer.place, answer.minutes): answer for answer in kept.complete(ask, progress)}
    drawn = [answer for _, answer in sorted(answers.items(), key=lambda item: item[0])]
    return Reply(drawn, reasons([*drawn, *_off_network(search, question.minutes)]), kept)


def _walkable(search: Search, wish: Wish) -> tuple[int, ...]:
    """The limits within which one walks from a place to its road; none without a road."""
    if search.snap.edge[wish.place] < 0:
        return ()
    return tuple(limit for limit in wish.minutes if search.snap.seconds[wish.place] <= 60 * limit)


def _only(search: Search, places: list[int]) -> Search:
    """The same search from some of its places."""
    import numpy as np

    from ..access.times import Search

    is_wanted = np.isin(np.arange(len(search.snap.edge)), places)
    edge = np.where(is_wanted, search.snap.edge, -1)
    return Search(search.graph, replace(search.snap, edge=edge))


def _on_network(
    search: Search, question: IsochroneQuestion, progress: Progress
) -> Iterator[IsochroneAnswer]:
    from ..access.isochrones import isochrones
    from ..engines.engine import IsochroneAnswer

    for found in isochrones(search, question.minutes, question.merge, progress, WGS84):
        yield IsochroneAnswer(found.place, found.minutes, found.geometry, truncated=found.truncated)


def _off_network(search: Search, minutes: list[int]) -> list[IsochroneAnswer]:
    """Why places are without isochrone of a limit: for lack of a road, or of time to walk to it."""
    import numpy as np

    from ..engines.engine import IsochroneAnswer

    snap, answers = search.snap, []
    for place, metres in enumerate(snap.metres):
        walk, limits = snap.seconds[place] / 60, minutes
        if not np.isfinite(metres):
            reason = tr("The place has no position.")
        elif snap.edge[place] < 0:
            reason = tr("{away} from the network: too far to join it.", away=distance(metres))
        else:
            limits = [limit for limit in minutes if walk > limit]
            reason = tr("The walk to the road takes {minutes} min: too long.", minutes=ceil(walk))
        answers += [IsochroneAnswer(place, limit, None, reason) for limit in limits]
    return answers


def ask_service(
    question: IsochroneQuestion, word: str, url: str, key: str, progress: Progress
) -> Reply:
    """By the service ``word``. Raises InputError, ServiceError, Cancelled."""
    from ..engines.asking import ask_all, engine_named, foretold
    from ..engines.engine import Journey
    from ..engines.kept import Kept
    from ..engines.outcome import nested, reasons, united
    from ..network.profiles import profile

    if question.merge not in ("each", "union"):
        raise InputError(
            tr(
                "Only the engine network splits the ground by nearest place. Choose it, or each "
                "or union for MERGE."
            )
        )
    journey = Journey(question.mode, question.direction, profile("foot").line_kmh)
    engine = engine_named(word, url, journey, key, QgisTransport())
    engine.meet(question.minutes, progress.part(0, 0))
    wishes = _wishes(question)
    kept = Kept(_journal_of(word, engine), wishes)

    def ask(missing: list[Wish]) -> Iterator[IsochroneAnswer]:
        progress.say(foretold(engine.service, missing))
        return ask_all(engine, missing, progress.part(0, 0.9))

    answers = kept.complete(ask, progress)
    drawn = nested(answers, progress.part(0.9, 0.95))
    failures = {**reasons(answers), **_unlocated(question, wishes)}
    if not drawn:
        raise ServiceError(
            tr(
                "{service} drew no isochrone of any place (of {count}). Of the first it says: "
                "{reason}",
                service=engine.service.title,
                count=len(question.places),
                reason=next(iter(failures.values())),
            )
        )
    source = filter(None, (engine.service.attribution, day(engine.edition)))
    progress.say(tr("Source: {attribution}", attribution=named(source)))
    if question.merge == "union":
        drawn = united(drawn, progress.part(0.95, 1))
    return Reply(drawn, failures, kept)


def _unlocated(question: IsochroneQuestion, wishes: list[Wish]) -> dict[int, str]:
    """Why places cannot even be asked for."""
    located = {wish.place for wish in wishes}
    positions = enumerate(zip(question.places["lon"], question.places["lat"], strict=True))
    return {
        place: tr("The place has no position.")
        if lon != lon or lat != lat
        else tr("Its position is nowhere on Earth. Check the layer's coordinate system.")
        for place, (lon, lat) in positions
        if place not in located
    }


def _wishes(question: IsochroneQuestion) -> list[Wish]:
    """The places that have a position on Earth."""
    from ..engines.engine import Wish

    columns = zip(*(question.places[name] for name in ("place_id", "lon", "lat")), strict=True)
    return [
        Wish(place, name, lon, lat, tuple(question.minutes))
        for place, (name, lon, lat) in enumerate(columns)
        if abs(lon) <= 180 and abs(lat) <= 90
    ]


def _journal_of(word: str, engine: Engine) -> Journal:
    journey = engine.journey
    settings = [engine.service.profiles[journey.mode], journey.walking_kmh, engine.service.own]
    return _journal(word, engine.url, engine.edition, journey.direction, settings)


def _journal(*job: object) -> Journal:
    version = pluginMetadata("maillage", "version")  # another one may draw otherwise
    return Journal(cache_folder() / "isochrones.sqlite", json.dumps([version, *job]), _KEEP_DAYS)
