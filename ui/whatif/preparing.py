"""What the what-if needs, read and timed off the main thread from coverage's own parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext

from ...core.algorithms.coverage import Coverage
from ...core.algorithms.coverage_inputs import Job, read_cells, read_job, read_people
from ...core.algorithms.people import on_some_road, read_demand
from ...core.algorithms.travel import search_from, tell_unjoined
from ...core.common.progress import Progress
from ...core.common.text import tr

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ...core.access.demand import Demand
    from ...core.access.services import Service
    from ...core.access.times import Search
    from ...core.access.trial import Trial
    from ...core.access.whatif_figures import WhatIfFigures


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


class Prepare(Coverage):
    """Coverage's parameters, read as coverage reads them; not of the toolbox.

    What it prepared is in ``box``: an algorithm's own results are texts.
    """

    def __init__(self, box: list[Ready] | None = None) -> None:
        super().__init__()
        self.box: list[Ready] = [] if box is None else box

    def title(self) -> str:
        return tr("What if")

    def createInstance(self) -> Prepare:
        return Prepare(self.box)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        from ...core.access.coverage import Tally
        from ...core.access.demand import ground_share
        from ...core.access.network_status import network_status
        from ...core.access.whatif_figures import WhatIfFigures

        notes: list[str] = []
        progress = _noting(progress, notes)
        job = read_job(self, parameters, context, progress.part(0, 0.05))
        source = self.source(parameters, "DEMAND", context)
        people = read_people(self, parameters, context, source, progress)
        cells = read_cells(self, parameters, context, job.network, progress.part(0.05, 0.1))
        progress.step(0.1)
        demand, units = read_demand(source, job.network, context, cells)
        progress.step(0.2)
        demand = on_some_road(demand, job.network, job.direction)
        progress.step(0.3)
        territories = self._territories(parameters, context, job, demand, units)
        zones = territories.zones
        progress.step(0.4)
        service = job.services[0] if job.services else None
        trials, figures = {}, {}
        for number, mode in enumerate(job.modes):
            search = search_from(job.network, job.network_path, mode, job.direction, job.places)
            if number == 0:
                tell_unjoined(search, job.places, progress)
            progress.step(0.4 + 0.6 * (number + 0.3) / len(job.modes))
            trials[mode] = _trial(job, search, demand, service)
            figures[mode] = WhatIfFigures(
                trials[mode].live, people, territories.of, len(zones), job.minutes
            )
            progress.step(0.4 + 0.6 * (number + 1) / len(job.modes))
        tally = Tally(demand, people, territories.of, len(zones))
        ready = Ready(
            job.places,
            zones.codes,
            zones.names,
            [bytes(shape.ExportToWkb()) for shape in zones.geometries],
            zones.epsg,
            tally.people()["population"],
            network_status(ground_share(zones, job.network)),
            job.minutes,
            service.code if service else "",
            trials[job.modes[0]].counted,
            trials,
            figures,
            notes,
        )
        self.box.append(ready)
        return {}


def _trial(job: Job, search: Search, demand: Demand, service: Service | None) -> Trial:
    """The places that are near a road and count, and offer the service if there is one."""
    import numpy as np

    from ...core.access.trial import Trial
    from ...core.access.whatif import Live

    counts = job.counted & (search.snap.edge >= 0)
    if service is not None:
        counts &= np.isin(np.arange(len(counts)), service.offered)
    live = Live(search, demand, demand.snap(search.graph), np.flatnonzero(counts))

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

    return Progress(progress.step, say)
