"""``maillage:suggestsites``: where new places would help the most people."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
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
    POLYGONS,
    add_cells,
    add_centres,
    add_demand,
    add_direction,
    add_network,
    choice,
    decimals,
    describe,
    optional,
)

if TYPE_CHECKING:
    import pandas as pd

    from ..access.services import Service
    from ..access.siting.problem import Problem
    from ..access.trip import TripSearch
    from ..common.progress import Progress
    from ..inputs.candidates import Candidates, Need
    from ..inputs.given import Given
    from ..inputs.means import Means
    from ..layers.layer import Layer

OBJECTIVES = ["maxcover", "pmedian"]
SOLVERS = ["greedy", "exact"]
METHODS = ["network", "straight"]
#: Where this share of the people is near a place already, what other modes show is said.
_MOST_NEAR = 0.9


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
            "CANDIDATES", tr("Candidates (spots where people live if empty)"), [POINTS]
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
        kinds = QgsProcessingParameterString(
            "KINDS", tr("Kinds of candidates (e.g. MAIRIE,MED; all if empty)")
        )
        one_per = field(
            "ONE_PER",
            tr("At most one site for each value of (e.g. epci)"),
            None,
            "DEMAND",
        )
        territories = source(
            "TERRITORIES", tr("At most one site in each of these territories"), [POLYGONS]
        )
        method = choice("METHOD", tr("Times (by road where a network is given)"), METHODS)
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
        add_network(self, is_needed=False, title=tr("Network file (straight lines if empty)"))
        self.addParameter(choice("MODE", tr("Mode"), list(MODES), "car"))
        self.addParameter(choice("OBJECTIVE", tr("Objective"), OBJECTIVES, "maxcover"))
        self.addParameter(_whole("MINUTES", tr("Limit (minutes)"), 10))
        self.addParameter(_whole("COUNT", tr("How many sites"), 5))
        self.addParameter(choice("SOLVER", tr("Answer"), SOLVERS, "greedy"))
        self.addParameter(optional(service))
        self.addParameter(optional(kinds))
        self.addParameter(optional(one_per))
        self.addParameter(optional(territories))
        self.addParameter(optional(method))
        add_centres(self)
        add_cells(self)
        add_direction(self)
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
            folded="SERVICE KINDS ONE_PER TERRITORIES METHOD CENTRES CELLS CELLS_POPULATION_FIELD "
            "DIRECTION FRAGILITY_THRESHOLD TIME_LIMIT GAP",
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
        from ..inputs.candidate_words import (
            near_today,
            tell_lines,
            tell_need,
            tell_where_people_stand,
        )
        from ..inputs.candidates import read_need, read_service
        from ..inputs.means import STRAIGHT, read_means
        from ..inputs.place_points import read_places
        from ..inputs.place_words import tell_unjoined
        from ..inputs.trips import read_trip
        from ..layers.postprocess import style_on_load

        objective, count = given.word("OBJECTIVE"), given.whole("COUNT")
        limit = 60.0 * given.whole("MINUTES")
        places = read_places(given, "PLACES", progress.part(0, 0.05))
        means = read_means(given, places)
        today = means.search(given, read_trip(given), places)
        tell_unjoined(today, places, progress)
        if means.method == STRAIGHT:
            tell_lines(progress, today.trip.mode)
        service = read_service(given, places)
        need = read_need(given, means, today, service, progress.part(0.05, 0.2))
        tell_where_people_stand(given, progress, need, means, places)
        by_modes = partial(_by_modes, given, means, places, need, service, limit)
        most_are_near = objective == words.MAXCOVER and near_today(need, limit) >= _MOST_NEAR
        tell_need(progress, need, objective, limit, means, by_modes() if most_are_near else "")
        part = progress.part(0.2, 0.25)
        candidates = _candidates(given, means, places, today, need, service, part)
        problem = _pose(given, means, need, candidates, limit, progress.part(0.25, 0.8))
        most = min(count, len(candidates.names))  # where little is left to gain, spots are few
        sites = _solve(given, problem, most, progress.part(0.8, 0.95))
        gained = words.Gained(objective, need.is_fragile)
        gains = problem.gains(sites)
        words.tell_answer(progress, problem, gains, gained)
        words.tell_fewer(progress, problem, sites, count, gained)
        if len(sites) < count and objective == words.MAXCOVER and not most_are_near:
            progress.say(by_modes())
        layer = _chosen(candidates, sites, gains, problem.total, gained.unit(), means.method)
        output = self.write_layer(given, "OUTPUT", layer)
        title = tr("Suggested sites, in straight lines") if means.method == STRAIGHT else ""
        style_on_load(given.context, output, "sites", title)
        return {"OUTPUT": output}


def _by_modes(
    given: Given,
    means: Means,
    places: pd.DataFrame,
    need: Need,
    service: Service | None,
    limit: float,
) -> str:
    """What part of the people is near a place of today by each mode, and which shows a need."""
    from ..inputs.candidate_words import hint_of_modes
    from ..inputs.candidates import shares_near

    shares = shares_near(given, means, places, need, service, limit)
    return hint_of_modes(shares, given.word("MODE"), limit, need.is_fragile)


def _candidates(
    given: Given,
    means: Means,
    places: pd.DataFrame,
    today: TripSearch,
    need: Need,
    service: Service | None,
    progress: Progress,
) -> Candidates:
    """Those given, or likely spots; and in the log, which can be used."""
    from ..inputs.candidate_words import tell_candidates
    from ..inputs.candidates import given_candidates, likely_spots

    if given.has("CANDIDATES"):
        found = given_candidates(given, means, places, today, service, progress)
    elif given.text("KINDS"):
        raise InputError(
            tr("KINDS chooses among candidates. Give candidates (CANDIDATES), or no kinds.")
        )
    else:
        limit = 60.0 * given.whole("MINUTES")
        found = likely_spots(need, means, today, given.word("OBJECTIVE"), limit)
    tell_candidates(progress, found, given.whole("COUNT"))
    return found


def _pose(
    given: Given, means: Means, need: Need, candidates: Candidates, limit: float, progress: Progress
) -> Problem:
    """What is to be gained; and in the log, which candidates gain nothing."""
    from ..access.siting import siting_words as words
    from ..access.siting.problem import pose
    from ..inputs.candidate_words import tell_groups
    from ..inputs.candidates import read_groups

    groups = read_groups(given, candidates, means.epsg)
    tell_groups(progress, groups)
    problem = pose(
        given.word("OBJECTIVE"),
        candidates.search,
        need.snap,
        need.people,
        need.seconds,
        limit,
        progress,
    )
    names, joined = candidates.names, candidates.search.joined
    # Where a service is asked for, those among the candidates lack it, or do not say.
    are_places = not given.has("SERVICE") and all(
        candidates.reinforces[number] for number in joined.tolist()
    )
    words.tell_useless(progress, problem, names, joined, are_places)
    return replace(problem, group=groups)


def _solve(given: Given, problem: Problem, count: int, progress: Progress) -> list[int]:
    """The chosen candidates in order, and in the log how good they are."""
    from ..access.siting import exact
    from ..access.siting import siting_words as words
    from ..access.siting.greedy import greedy
    from ..common.worker import run_in_worker

    if given.word("SOLVER") == "greedy":
        words.tell_greedy(progress, problem)
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
    candidates: Candidates,
    sites: list[int],
    gains: list[float],
    total: float,
    unit: str,
    method: str,
) -> Layer:
    """The chosen candidates in order, and what each gains (in ``unit``) of the ``total``, by times
    of a ``method``.
    """
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
            "method": method,
            "reinforces": np.array([candidates.reinforces[site] or None for site in sites], object),
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
