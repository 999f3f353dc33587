"""``maillage:suggestsites``: where new places would help the most people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..common.errors import InputError
from ..common.modes import MODES
from ..common.text import tr
from .base import MaillageAlgorithm
from .parameters import (
    POINTS,
    add_demand,
    add_direction,
    add_network,
    choice,
    decimals,
    describe,
    optional,
)

if TYPE_CHECKING:
    from ..access.siting.problem import Problem
    from ..common.progress import Progress
    from ..inputs.candidates import Candidates
    from ..inputs.given import Given
    from ..layers.layer import Layer

OBJECTIVES = ["maxcover", "pmedian"]
SOLVERS = ["greedy", "exact"]


class SuggestSites(MaillageAlgorithm):
    """Maximal covering and p-median, greedy or exact."""

    ID = "suggestsites"
    GROUP = "sites"

    def title(self) -> str:
        return tr("Suggest sites for new places")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
        double = QgsProcessingParameterNumber.Type.Double
        candidates = source(
            "CANDIDATES", tr("Candidates (spots of the network if empty)"), [POINTS]
        )
        fragility = field(
            "FRAGILITY_FIELD",
            tr("Fragility, higher is more fragile (all inhabitants count if empty)"),
            None,
            "DEMAND",
        )
        service = QgsProcessingParameterString(
            "SERVICE", tr("Service (a code, e.g. ACCDA): only places that state it count")
        )
        threshold = QgsProcessingParameterNumber(
            "FRAGILITY_THRESHOLD",
            tr("Fragile above (the average inhabitant's score when empty)"),
            double,
        )
        gap = QgsProcessingParameterNumber(
            "GAP", tr("Gap at which the exact answer suffices (%)"), double, 0
        )
        self.addParameter(source("PLACES", tr("Places of today"), [POINTS]))
        self.addParameter(optional(candidates))
        add_demand(self)
        self.addParameter(optional(fragility))
        add_network(self)
        self.addParameter(choice("MODE", tr("Mode"), list(MODES), "car"))
        self.addParameter(choice("OBJECTIVE", tr("Objective"), OBJECTIVES, "maxcover"))
        self.addParameter(_whole("MINUTES", tr("Limit (minutes)"), 10))
        self.addParameter(_whole("COUNT", tr("How many sites"), 5))
        self.addParameter(choice("SOLVER", tr("Answer"), SOLVERS, "greedy"))
        add_direction(self)
        self.addParameter(optional(service))
        self.addParameter(optional(threshold))
        self.addParameter(
            _whole("TIME_LIMIT", tr("Longest time of the exact answer (seconds)"), 60)
        )
        self.addParameter(decimals(gap, 2))
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Suggested sites")))
        describe(
            self,
            roles={
                "PLACES": "places",
                "DEMAND": "fragility communes",
                "NETWORK": "network",
                "OUTPUT": "sites",
            },
            folded="DIRECTION SERVICE FRAGILITY_THRESHOLD TIME_LIMIT GAP",
            only_with={
                "MINUTES": "OBJECTIVE=maxcover",
                "TIME_LIMIT": "SOLVER=exact",
                "GAP": "SOLVER=exact",
            },
        )

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        from ..inputs.given import Given
        from ..inputs.trips import minutes_of

        given = Given(self, parameters, context)
        checks = {
            "MINUTES": lambda minutes: minutes_of(f"{minutes:g}"),
            "COUNT": lambda count: _at_least_one("COUNT", count),
            "TIME_LIMIT": lambda seconds: _at_least_one("TIME_LIMIT", seconds),
            "GAP": _some_per_cent,
        }
        refusals = (given.refusal(name, check) for name, check in checks.items())
        refusal = next(filter(None, refusals), "")
        return (False, refusal) if refusal else super().checkParameterValues(parameters, context)

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        from ..access.siting import siting_words as words
        from ..access.siting.problem import pose
        from ..inputs.candidate_words import tell_candidates, tell_need
        from ..inputs.candidates import given_candidates, network_spots, read_need, read_service
        from ..inputs.place_points import read_places
        from ..inputs.place_words import tell_unjoined
        from ..inputs.trips import open_trip, read_network, read_trip
        from ..layers.postprocess import style_on_load

        objective, count = given.word("OBJECTIVE"), given.whole("COUNT")
        limit = 60.0 * given.whole("MINUTES")
        places = read_places(given, "PLACES", progress.part(0, 0.05))
        network = read_network(given)
        today = open_trip(given, read_trip(given), places, network)
        tell_unjoined(today, places, progress)
        service = read_service(given, places)
        need = read_need(given, network, today, service, progress.part(0.05, 0.2))
        tell_need(progress, need, objective, limit)
        if given.has("CANDIDATES"):
            part = progress.part(0.2, 0.25)
            candidates = given_candidates(given, network, today, service, part)
        else:
            candidates = network_spots(need, network, today, objective, limit)
        tell_candidates(progress, candidates, count)
        problem = pose(
            objective,
            candidates.search,
            need.snap,
            need.people,
            need.seconds,
            limit,
            progress.part(0.25, 0.8),
        )
        words.tell_useless(progress, problem, candidates.names, candidates.search.joined)
        most = min(count, len(candidates.names))  # where little is left to gain, spots are few
        sites = _solve(given, problem, most, progress.part(0.8, 0.95))
        gained = words.Gained(objective, need.is_fragile)
        gains = problem.gains(sites)
        words.tell_answer(progress, problem, gains, count, gained)
        layer = _chosen(candidates, sites, gains, problem.total, gained.unit())
        output = self.write_layer(given, "OUTPUT", layer)
        style_on_load(given.context, output, "sites")
        return {"OUTPUT": output}


def _solve(given: Given, problem: Problem, count: int, progress: Progress) -> list[int]:
    """The chosen candidates in order, and in the log how good they are."""
    from ..access.siting import exact
    from ..access.siting import siting_words as words
    from ..access.siting.greedy import greedy
    from ..common.worker import run_in_worker

    if given.word("SOLVER") == "greedy":
        words.tell_greedy(progress)
        return greedy(problem, count)
    seconds = given.whole("TIME_LIMIT")
    words.tell_wait(progress, seconds)
    job = {
        "problem": problem,
        "count": count,
        "gap": given.number("GAP") / 100,
        "time_limit": float(seconds),
    }
    answer = run_in_worker(exact.__name__, "exact", job, progress)
    words.tell_exact(progress, answer, sum(problem.gains(answer.sites)))
    return list(answer.sites)


def _chosen(
    candidates: Candidates, sites: list[int], gains: list[float], total: float, unit: str
) -> Layer:
    """The chosen candidates in order, and what each gains (in ``unit``) of the ``total``."""
    import numpy as np
    import pandas as pd

    from ..layers.layer import Layer
    from ..layers.tables import beside

    figures = pd.DataFrame(
        {
            "rank": range(1, len(sites) + 1),
            "gain": np.round(gains, 1),
            "cumulative_share": np.round(np.cumsum(gains) / total, 6),
            "gain_unit": unit,
        }
    )
    table = candidates.table.iloc[sites].reset_index(drop=True)
    table, fields = beside(table, figures, candidates.fields)
    geometries = [candidates.geometries[site] for site in sites]
    return Layer(table, fields, geometries, candidates.kind, candidates.crs)


def _whole(name: str, description: str, default: int) -> QgsProcessingParameterNumber:
    """A whole number; what it may be is said by ``checkParameterValues``."""
    kind = QgsProcessingParameterNumber.Type.Integer
    return QgsProcessingParameterNumber(name, description, kind, default)


def _at_least_one(name: str, number: float) -> None:
    """Raises InputError for what is no whole number from 1 on."""
    if number < 1 or number != int(number):
        raise InputError(
            tr(
                "{name} is {number}. Give a whole number from 1 on.",
                name=name,
                number=number,
            )
        )


def _some_per_cent(number: float) -> None:
    """Raises InputError for what is no share of a hundred."""
    from ..common.speech import per_cent

    if not 0 <= number <= 100:
        raise InputError(
            tr(
                "The gap (GAP) is {gap}. Give 0 to 100.",
                gap=per_cent(number, 2),
            )
        )
