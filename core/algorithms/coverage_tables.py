"""The tables of ``maillage:coverage``: from people, times and territories to figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qgis.core import QgsProcessingFeatureSource

from ..common.progress import Progress
from ..inputs.coverage_job import Job, Times
from ..inputs.people import Territories

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.coverage import People
    from ..access.demand import Demand, JoinedDemand
    from ..territories.zones import Zones


class Case(NamedTuple):
    """Everything that the figures are counted from: a ``Situation``, its demand's layer, times."""

    job: Job
    people: People
    joined: JoinedDemand
    units: Zones | None
    territories: Territories
    source: QgsProcessingFeatureSource
    times: Times

    @property
    def demand(self) -> Demand:
        """The people on the network."""
        return self.joined.demand

    def figures(
        self, territory: np.ndarray, ground: np.ndarray, progress: Progress
    ) -> pd.DataFrame:
        """The coverage of territories, from which one each demand point is in."""
        from ..access.coverage import coverage

        offered, unstated = (self.job.told_apart(part) for part in self.times)
        minutes = self.job.minutes
        return coverage(
            self.demand, self.people, territory, ground, offered, minutes, unstated, progress
        )


def make_tables(
    case: Case, asked: list[str], progress: Progress
) -> dict[str, tuple[QgsProcessingFeatureSource | None, pd.DataFrame]]:
    """OUTPUT and what else is ``asked``, each with the layer whose features it describes."""
    from ..access.coverage_words import tell_result, tell_unreached
    from ..access.demand import ground_share
    from ..access.overall import deciles_table, lorenz_table, totals_table

    job, people, demand, times = case.job, case.people, case.demand, case.times
    parts = {
        name: progress.part(number / (len(asked) + 1), (number + 1) / (len(asked) + 1))
        for number, name in enumerate(["OUTPUT", *asked])
    }
    source, zones, of = case.territories
    table = case.figures(of, ground_share(zones, job.network), parts["OUTPUT"])
    codes = [service.code for service in job.services] or [""]
    told = {(mode, code): job.told(mode, code) for code in codes for mode in job.modes}
    tell_result(progress, table, told, job.minutes, people.threshold)
    tell_unreached(progress, demand, people, times.offered)
    counts = _count_places(job, zones, table["population"])
    tables = {"OUTPUT": (source, counts.join(table))}
    if "DEMAND_OUTPUT" in asked:
        units = case.units
        ground = 1.0 - demand.beyond if units is None else ground_share(units, job.network)
        own = case.figures(demand.unit, ground, parts["DEMAND_OUTPUT"])
        tables["DEMAND_OUTPUT"] = (case.source, own)
    if "TOTALS" in asked:
        found = totals_table(
            demand, people, times.offered, job.minutes, times.unstated, parts["TOTALS"]
        )
        tables["TOTALS"] = (None, _in_all(job, counts, table["population"].sum(), found))
    if "DECILES" in asked:
        found = deciles_table(demand, people, times.offered, job.minutes, parts["DECILES"])
        tables["DECILES"] = (None, found)
    if "LORENZ" in asked:
        tables["LORENZ"] = (None, lorenz_table(demand, people, times.offered, parts["LORENZ"]))
    return tables


def _count_places(job: Job, zones: Zones, population: np.ndarray) -> pd.DataFrame:
    """Of each territory the places with a position inside it, on the network or not."""
    from ..access.offer import count_places

    inside = zones.locate(*job.network.project(job.places["lon"], job.places["lat"]))
    services = [(job.told(service=each.code)[1], each) for each in job.services]
    return count_places(inside, job.itinerant, population, services)


def _in_all(
    job: Job, counts: pd.DataFrame, population: float, totals: pd.DataFrame
) -> pd.DataFrame:
    """The table of totals, with the places of all territories in front."""
    from ..access.vocabulary import Column

    sums = counts.sum()
    fixed = sums["places"] - sums["places_itinerant"]
    places = {
        "places": int(sums["places"]),
        "places_itinerant": int(sums["places_itinerant"]),
        "places_per_10000": 10_000 * fixed / population if population > 0 else float("nan"),
    }
    if job.services:
        for name in ("offering", "not_stated"):
            told = (Column(name).of(*job.told(service=each)) for each in totals["service"])
            places[name] = [int(sums[column.name]) for column in told]
    for place, (name, figure) in enumerate(places.items(), start=2):
        totals.insert(place, name, figure)
    return totals
