"""What the what-if needs: read and timed from coverage's own parameters, by road only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..common.progress import Progress
from .coverage_job import Job, Situation, read_situation
from .given import Given
from .place_words import tell_unjoined
from .trips import open_roads
from .united import with_parts_united
from .unreadable import require_readable

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.demand import JoinedDemand
    from ..access.times import RoadSearch
    from ..access.trial import Trial
    from ..access.whatif_figures import WhatIfFigures


@dataclass(frozen=True)
class Ready:
    """What a scenario is tried out with.

    ``places``: ``place_id``, ``name``, ``lon``, ``lat`` and the vocabularies, a row per place.
    ``codes``, ``names``, ``shapes`` (well-known binary, in the system ``epsg``), ``population`` and
    ``status`` per territory; ``trials`` and ``figures`` by mode.
    """

    places: pd.DataFrame
    codes: list[str]
    names: list[str]
    shapes: list[bytes]
    epsg: int
    population: np.ndarray
    status: np.ndarray
    minutes: list[int]
    service: str
    #: How many places are near a road (of the first mode) and offer the service.
    counted: int
    trials: dict[str, Trial]
    figures: dict[str, WhatIfFigures]
    #: What was said on the way.
    notes: list[str]


def prepare(given: Given, progress: Progress) -> Ready:
    """Coverage's parameters, read as coverage reads them, and everyone's nearest place by road.

    Raises InputError, Cancelled.
    """
    from ..access.coverage import Tally
    from ..access.demand import ground_share
    from ..access.network_status import network_status

    notes: list[str] = []
    progress = _noting(progress, notes)
    require_readable(given, progress)
    given = with_parts_united(given, progress)
    situation = read_situation(given, progress.part(0, 0.4))
    job, zones = situation.job, situation.territories.zones
    trials, figures = _by_mode(given, situation, progress.part(0.4, 1))
    demand, of = situation.joined.demand, situation.territories.of
    tally = Tally(demand, situation.people, of, len(zones))
    return Ready(
        job.places,
        zones.codes,
        zones.names,
        [bytes(shape.ExportToWkb()) for shape in zones.geometries],
        zones.epsg,
        tally.people()["population"],
        network_status(ground_share(zones, job.network)),
        job.minutes,
        job.services[0].code if job.services else "",
        trials[job.modes[0]].counted,
        trials,
        figures,
        notes,
    )


def _by_mode(
    given: Given, situation: Situation, progress: Progress
) -> tuple[dict[str, Trial], dict[str, WhatIfFigures]]:
    """What scenarios are tried out with, and the figures that follow, by mode."""
    from ..access.whatif_figures import WhatIfFigures

    job, (_, zones, of) = situation.job, situation.territories
    trials, figures = {}, {}
    for number, trip in enumerate(job.trips):
        search = open_roads(given, trip, job.places, job.network)
        if number == 0:
            tell_unjoined(search, job.places, progress)
        progress.step((number + 0.3) / len(job.trips))
        trials[trip.mode] = trial = _trial(job, search, situation.joined)
        figures[trip.mode] = WhatIfFigures(
            trial.live, situation.people, of, len(zones), job.minutes
        )
        progress.step((number + 1) / len(job.trips))
    return trials, figures


def _trial(job: Job, search: RoadSearch, joined: JoinedDemand) -> Trial:
    """The places that are near a road and count, and offer the service if there is one."""
    import numpy as np

    from ..access.trial import Trial
    from ..access.whatif import Live

    service = job.services[0] if job.services else None
    counts = job.counted & (search.snap.edge >= 0)
    if service is not None:
        counts &= np.isin(np.arange(len(counts)), service.offered)
    live = Live(search, joined.demand, joined.on(search.trip), np.flatnonzero(counts))

    def project(lon: float, lat: float) -> tuple[float, float]:
        x, y = job.network.project(np.array([lon]), np.array([lat]))
        return float(x[0]), float(y[0])

    ids = job.places["place_id"].tolist()
    return Trial(live, ids, counts, project, service.code if service else "")


def _noting(progress: Progress, notes: list[str]) -> Progress:
    """The same progress, that also keeps what is said."""

    def say(text: str) -> None:
        notes.append(text)
        progress.say(text)

    def warn(text: str) -> None:
        notes.append(text)
        progress.warn(text)

    return Progress(progress.step, say, warn=warn)
