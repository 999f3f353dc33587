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
from ..common.progress import Progress
from ..common.speech import per_cent
from ..common.text import tr
from ..common.worker import run_in_worker
from ..layers.layer import Layer
from ..layers.postprocess import style_on_load
from ..layers.tables import beside
from . import siting_words as words
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
from .siting_inputs import Candidates, given_candidates, network_spots, read_need, read_service
from .travel import (
    read_minutes,
    read_places,
    refuse_number,
    search_from,
    tell_unjoined,
)

if TYPE_CHECKING:
    from ..access.siting.problem import Problem
    from ..access.times import Search

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
        checks = {
            "MINUTES": lambda minutes: read_minutes(f"{minutes:g}"),
            "COUNT": lambda count: _at_least_one("COUNT", count),
            "TIME_LIMIT": lambda seconds: _at_least_one("TIME_LIMIT", seconds),
            "GAP": _some_per_cent,
        }
        refused = (refuse_number(parameters, name, check) for name, check in checks.items())
        return next(filter(None, refused), None) or (
            super().checkParameterValues(parameters, context)
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        from ..access.siting.problem import pose

        objective = self.parameterAsEnumString(parameters, "OBJECTIVE", context)
        limit = 60.0 * self.parameterAsInt(parameters, "MINUTES", context)
        count = self.parameterAsInt(parameters, "COUNT", context)
        today = self._today(parameters, context, progress)
        service = read_service(self.parameterAsString(parameters, "SERVICE", context), self.places)
        need = read_need(self, parameters, context, today, service, progress.part(0, 0.2))
        words.tell_need(progress, need, objective, limit)
        source = self.optional_source(parameters, "CANDIDATES", context)
        if source is None:
            candidates = network_spots(need, today.graph, objective, limit)
        else:
            candidates = given_candidates(
                source, context, today.graph, service, progress.part(0.2, 0.25)
            )
        words.tell_candidates(progress, candidates, count)
        problem = pose(
            objective,
            candidates.search,
            need.snap,
            need.people,
            need.seconds,
            limit,
            progress.part(0.25, 0.8),
        )
        words.tell_useless(progress, problem, candidates)
        most = min(count, len(candidates.names))  # where little is left to gain, spots are few
        sites = self._solve(parameters, context, problem, most, progress.part(0.8, 0.95))
        what = words.Gained(objective, need.is_fragile)
        gains = problem.gains(sites)
        words.tell_answer(progress, problem, gains, count, what)
        output = self._write(parameters, context, candidates, sites, gains, problem.total, what)
        style_on_load(context, output, "sites")
        return {"OUTPUT": output}

    def _today(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> Search:
        """A search from the places of today; ``places`` keeps them."""
        from ..network.roadnetwork import Network

        source = self.source(parameters, "PLACES", context)
        path = self.parameterAsFile(parameters, "NETWORK", context)
        mode = self.parameterAsEnumString(parameters, "MODE", context)
        direction = self.parameterAsEnumString(parameters, "DIRECTION", context)
        self.places = read_places(source, source.sourceName(), context, progress.part(0, 0.05))
        search = search_from(Network.load(path), path, mode, direction, self.places)
        tell_unjoined(search, self.places, progress)
        return search

    def _solve(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        problem: Problem,
        count: int,
        progress: Progress,
    ) -> list[int]:
        """The chosen candidates in order, and in the log how good they are."""
        from ..access.siting import exact
        from ..access.siting.greedy import greedy

        if self.parameterAsEnumString(parameters, "SOLVER", context) == "greedy":
            words.tell_greedy(progress)
            return greedy(problem, count)
        seconds = self.parameterAsInt(parameters, "TIME_LIMIT", context)
        words.tell_wait(progress, seconds)
        job = {
            "problem": problem,
            "count": count,
            "gap": self.parameterAsDouble(parameters, "GAP", context) / 100,
            "time_limit": float(seconds),
        }
        answer = run_in_worker(exact.__name__, "exact", job, progress)
        words.tell_exact(progress, answer, sum(problem.gains(answer.sites)))
        return list(answer.sites)

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        candidates: Candidates,
        sites: list[int],
        gains: list[float],
        total: float,
        what: words.Gained,
    ) -> str | None:
        import numpy as np
        import pandas as pd

        figures = pd.DataFrame(
            {
                "rank": range(1, len(sites) + 1),
                "gain": np.round(gains, 1),
                "cumulative_share": np.round(np.cumsum(gains) / total, 6),
                "gain_unit": what.unit(),
            }
        )
        table = candidates.table.iloc[sites].reset_index(drop=True)
        table, fields = beside(table, figures, candidates.fields)
        geometries = [candidates.geometries[site] for site in sites]
        layer = Layer(table, fields, geometries, candidates.kind, candidates.crs)
        return self.write_layer(parameters, "OUTPUT", context, layer)


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
    if not 0 <= number <= 100:
        raise InputError(
            tr(
                "The gap (GAP) is {gap}. Give 0 to 100.",
                gap=per_cent(number, 2),
            )
        )
