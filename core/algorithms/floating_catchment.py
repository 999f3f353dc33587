"""``maillage:floatingcatchment``: what places have, shared among all who can reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from ..common.errors import InputError
from ..common.modes import MODES, by_mode
from ..common.number_text import number_in
from ..common.text import plural, tr
from .base import MaillageAlgorithm
from .parameters import (
    POINTS,
    add_demand,
    add_direction,
    add_minutes,
    add_network,
    choice,
    describe,
    optional,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ..access.catchment import Decay
    from ..common.progress import Progress
    from ..inputs.given import Given

METHODS = ["2sfca", "e2sfca"]
DECAYS = ["step", "gaussian"]
#: The unit of ``accessibility``, as that of places per 10,000 inhabitants in the coverage.
PER_INHABITANTS = 10_000


class FloatingCatchment(MaillageAlgorithm):
    """Two-step floating catchments, plain and enhanced."""

    ID = "floatingcatchment"
    GROUP = "sites"

    def title(self) -> str:
        return tr("Places per inhabitant within reach (floating catchments)")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
        self.addParameter(source("PLACES", tr("Places"), [POINTS]))
        self.addParameter(
            optional(
                field("CAPACITY_FIELD", tr("Capacity (1 for each place if empty)"), None, "PLACES")
            )
        )
        add_demand(self)
        add_network(self)
        self.addParameter(choice("MODE", tr("Mode"), list(MODES), "car"))
        add_minutes(self, "10,20,30")
        add_direction(self)
        self.addParameter(choice("METHOD", tr("Method"), METHODS, "e2sfca"))
        self.addParameter(choice("DECAY", tr("How time weighs (E2SFCA)"), DECAYS, "step"))
        self.addParameter(
            optional(
                QgsProcessingParameterString(
                    "WEIGHTS", tr("Weights of the zones (1,0.68,0.22 for three limits if empty)")
                )
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Places per inhabitant within reach"))
        )
        describe(
            self,
            roles={
                "PLACES": "places",
                "DEMAND": "fragility communes",
                "NETWORK": "network",
                "OUTPUT": "accessibility",
            },
            folded="DIRECTION WEIGHTS",
            only_with={"DECAY": "METHOD=e2sfca"},
        )

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        import numpy as np
        import pandas as pd

        from ..access.catchment import by_unit, floating_catchment
        from ..inputs.people import read_demand, read_population
        from ..inputs.place_words import tell_unjoined
        from ..inputs.trips import open_trip, read_minutes, read_network, read_trip
        from ..layers.layer import Layer
        from ..layers.postprocess import style_on_load
        from ..layers.tables import read_source

        minutes = read_minutes(given)
        decay = _decay(given, minutes, progress)
        network = read_network(given, progress.part(0, 0))
        places, capacity = _places(given, progress.part(0, 0.1))
        source = given.source("DEMAND")
        table, geometries = read_source(source, source.sourceName(), given.context)
        field = given.text("POPULATION_FIELD")
        population = read_population(table, field, source.sourceName(), progress)
        trip = read_trip(given)
        search = open_trip(given, trip, places, network)
        tell_unjoined(search, places, progress)
        joined, _ = read_demand(given, network)
        demand = joined.demand
        progress.step(0.3)
        inside = demand.inside(population)
        reached = search.journeys(joined.on(trip), 60 * minutes[-1], progress.part(0.3, 0.9))
        held = floating_catchment(reached, capacity, inside, decay)
        outside = demand.inhabitants(population) - inside
        figures = pd.DataFrame(
            {
                "accessibility": PER_INHABITANTS * by_unit(demand, held, len(table)),
                "population_outside": np.bincount(demand.unit, outside, len(table)).round(6),
            }
        )
        shared = float(held[inside > 0] @ inside[inside > 0])
        _tell(progress, figures, shared, float(capacity.sum()))
        layer = Layer.beside(table, figures, source, geometries)
        output = self.write_layer(given, "OUTPUT", layer)
        style_on_load(given.context, output, "accessibility", _title(given, trip.mode))
        return {"OUTPUT": output}


def _title(given: Given, mode: str) -> str:
    """The name of the layer: what is within reach, and how."""
    field = given.text("CAPACITY_FIELD")
    if not field:
        return tr("Places within reach per 10,000 inhabitants, {by_mode}", by_mode=by_mode(mode))
    return tr(
        "{field} within reach per 10,000 inhabitants, {by_mode}",
        field=field,
        by_mode=by_mode(mode),
    )


def _places(given: Given, progress: Progress) -> tuple[pd.DataFrame, np.ndarray]:
    """The places that have a capacity, and it."""
    import numpy as np

    from ..inputs.people import read_numbers
    from ..inputs.place_points import read_places

    layer = given.source("PLACES").sourceName()
    places = read_places(given, "PLACES", progress)
    field = given.text("CAPACITY_FIELD")
    if not field:
        return places, np.ones(len(places))
    capacity = read_numbers(places, field, layer, progress)
    if (capacity < 0).any():
        raise InputError(
            tr(
                "{layer}, feature {row}: the field {field} holds a negative capacity. Correct it.",
                layer=layer,
                row=str(int(np.flatnonzero(capacity < 0)[0]) + 1),
                field=field,
            )
        )
    unknown = int(np.isnan(capacity).sum())
    if unknown:
        progress.say(
            plural(
                "{n} place states no capacity: it is left out.",
                "{n} places state no capacity: they are left out.",
                unknown,
            )
        )
    some = capacity > 0
    if not some.any():
        raise InputError(
            tr(
                "{layer}: no place has a capacity above 0 in the field {field}. Choose "
                "another field, or none: each place then counts 1.",
                layer=layer,
                field=field,
            )
        )
    return places[some].reset_index(drop=True), capacity[some]


def _decay(given: Given, minutes: list[int], progress: Progress) -> Decay:
    """How the time of a journey weighs; says what becomes of the limits."""
    from ..access.catchment import binary, gaussian, steps
    from ..common.speech import named

    limits = [60.0 * limit for limit in minutes]
    method = given.word("METHOD")
    decay = given.word("DECAY")
    progress.say(
        plural(
            "A place's catchment ends at {n} minute.",
            "A place's catchment ends at {n} minutes.",
            minutes[-1],
        )
    )
    if method == "2sfca":
        return binary(limits[-1])
    if decay == "gaussian":
        return gaussian(limits[-1])
    weights = read_weights(given.text("WEIGHTS"), minutes)
    progress.say(
        tr(
            "Weights of the zones: {zones}.",
            zones=named(
                tr("{weight} up to {minutes} min", weight=weight, minutes=limit)
                for weight, limit in zip(weights, minutes, strict=True)
            ),
        )
    )
    return steps(limits, weights)


def read_weights(text: str, minutes: list[int]) -> list[float]:
    """A weight for each limit, above 0 and at most 1; those of Luo & Qi (2009) where none is given.

    Raises InputError for others, and where they are not as many as the limits.
    """
    from ..access.catchment import THREE_ZONES

    if not text.strip():
        weights = {1: [1.0], len(THREE_ZONES): list(THREE_ZONES)}.get(len(minutes), [])
    else:
        weights = [number_in(part) for part in text.replace(";", ",").split(",")]
    falling = weights == sorted(weights, reverse=True)
    if len(weights) != len(minutes) or not all(0 < w <= 1 for w in weights) or not falling:
        raise InputError(
            tr(
                "The weights (WEIGHTS) are “{text}” (limits: {count}). Give one for each "
                "limit, above 0 and at most 1, none above the one before it, with a decimal "
                "point and separated by commas, such as 1,0.68,0.22; or, if empty, one limit "
                "or three.",
                text=text,
                count=len(minutes),
            )
        )
    return weights


def _tell(progress: Progress, figures: pd.DataFrame, shared: float, capacity: float) -> None:
    """Says how much is shared out, and which units have nothing or no figure."""
    from ..common.speech import fixed

    accessibility = figures["accessibility"]
    progress.say(
        tr(
            "Of a capacity of {capacity}, {held} is shared out: the rest is out of everyone's "
            "reach.",
            capacity=fixed(capacity, 1),
            held=fixed(shared, 1),
        )
    )
    progress.say(
        tr(
            "Demand units that have 0, for no place is within reach: {count}. Without a "
            "figure, beyond the network or within reach of places only where nobody lives: "
            "{unknown}.",
            count=int((accessibility == 0).sum()),
            unknown=int(accessibility.isna().sum()),
        )
    )
