"""``maillage:traveltimes``: minutes from demand to the nearest place, and which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..common.errors import InputError
from ..common.modes import MODES, by_mode
from ..common.text import tr
from .base import MaillageAlgorithm
from .parameters import add_direction, add_network, choice, decimals, describe, optional

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from qgis.core import QgsGeometry

    from ..access.trip import TripSearch
    from ..common.progress import Progress
    from ..inputs.given import Given
    from ..network.graph import Snap
    from ..network.roadnetwork import Network


class TravelTimes(MaillageAlgorithm):
    """Times to the nearest place: one search for all."""

    ID = "traveltimes"
    GROUP = "travel"

    def title(self) -> str:
        return tr("Travel times to the nearest place")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "PLACES", tr("Places"), [QgsProcessing.SourceType.TypeVectorPoint]
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "DEMAND",
                tr("Demand (points or polygons)"),
                [
                    QgsProcessing.SourceType.TypeVectorPoint,
                    QgsProcessing.SourceType.TypeVectorPolygon,
                ],
            )
        )
        add_network(self)
        self.addParameter(choice("MODE", tr("Mode"), list(MODES), "car"))
        add_direction(self)
        self.addParameter(
            optional(
                QgsProcessingParameterString(
                    "SERVICES", tr("Services (codes, e.g. ACCDA,SEN): one column each")
                )
            )
        )
        self.addParameter(
            optional(
                decimals(
                    QgsProcessingParameterNumber(
                        "MAX_MINUTES",
                        tr("Longest time (minutes)"),
                        QgsProcessingParameterNumber.Type.Double,
                    ),
                    1,
                )
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Travel times")))
        describe(
            self,
            roles={
                "PLACES": "places",
                "DEMAND": "fragility communes",
                "NETWORK": "network",
                "OUTPUT": "travel_times",
            },
            folded="DIRECTION SERVICES MAX_MINUTES",
        )

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        from ..inputs.given import Given

        refusal = Given(self, parameters, context).refusal("MAX_MINUTES", _some_time)
        return (False, refusal) if refusal else super().checkParameterValues(parameters, context)

    def compute(self, given: Given, progress: Progress) -> dict[str, Any]:
        import numpy as np
        import pandas as pd

        from ..inputs.place_points import read_places, services_of
        from ..inputs.place_words import tell_services, tell_unjoined
        from ..inputs.trips import open_trip, read_network, read_trip
        from ..layers.layer import Layer
        from ..layers.postprocess import style_on_load
        from ..layers.tables import features_of

        trip, longest = read_trip(given), _longest(given)
        places = read_places(given, "PLACES", progress.part(0, 0.1))
        services = services_of(given.text("SERVICES"), places)
        network = read_network(given, progress.part(0.1, 0.1))
        demand = given.source("DEMAND")
        table, geometries = _read_demand(given, network, progress.part(0.1, 0.4))
        search = open_trip(given, trip, places, network)
        tell_unjoined(search, places, progress)
        tell_services(progress, services, np.ones(len(places), dtype=bool))
        points = search.join(*_points(geometries))
        columns = {"": None} | {service.code: service.offered for service in services}
        names = {code: _names(code) for code in columns}
        figures: dict[str, Any] = {}
        for done, (code, chosen) in enumerate(columns.items(), start=1):
            minutes, nearest = _times(search, points, chosen, longest, places)
            figures |= dict(zip(names[code], (minutes, nearest), strict=True))
            progress.step(0.4 + 0.4 * done / len(columns))
        _tell(progress, figures[names[""][0]], points)
        original = [feature.geometry() for feature in features_of(demand)]
        layer = Layer.beside(table, pd.DataFrame(figures), demand, original)
        output = self.write_layer(given, "OUTPUT", layer)
        title = tr("Travel times {by_mode}", by_mode=by_mode(trip.mode))
        style_on_load(given.context, output, "travel_times", title)
        return {"OUTPUT": output}


def _read_demand(
    given: Given, network: Network, progress: Progress
) -> tuple[pd.DataFrame, list[QgsGeometry]]:
    """The rows of DEMAND, and its geometries in the network's system. Raises InputError."""
    from ..layers.tables import read_source

    source = given.source("DEMAND")
    layer = source.sourceName()
    table, geometries = read_source(source, layer, given.context, f"EPSG:{network.epsg}", progress)
    if not geometries:
        raise InputError(
            tr(
                "The layer {layer} is empty. Choose points or polygons people start from.",
                layer=layer,
            )
        )
    return table, geometries


def _longest(given: Given) -> float:
    """MAX_MINUTES in seconds, infinite where it is empty."""
    if not given.has("MAX_MINUTES"):
        return float("inf")
    minutes = given.number("MAX_MINUTES")
    _some_time(minutes)
    return 60 * minutes


def _some_time(minutes: float) -> None:
    """Raises InputError for a limit that nothing is within."""
    if not minutes > 0:
        raise InputError(
            tr(
                "The longest time is {minutes} min. Give more than 0, or leave it empty for no "
                "limit.",
                minutes=minutes,
            )
        )


def _points(geometries: list[QgsGeometry]) -> tuple[np.ndarray, np.ndarray]:
    """A point on each geometry, in its own coordinates; NaN where there is none."""
    import numpy as np

    points = np.full((2, len(geometries)), np.nan)
    for number, geometry in enumerate(geometries):
        if geometry.isEmpty():  # QGIS 3.44 puts the surface of an empty point at 0, 0
            continue
        inside = geometry.pointOnSurface()
        if not inside.isEmpty():
            point = inside.asPoint()
            points[:, number] = point.x(), point.y()
    return points[0], points[1]


def _names(code: str) -> list[str]:
    """The columns of the minutes to, and of the place that is, the nearest that offers a code."""
    from ..access.vocabulary import Column

    return [Column(figure, service=code).name for figure in ("minutes", "nearest")]


def _times(
    search: TripSearch,
    points: Snap,
    chosen: np.ndarray | None,
    longest: float,
    places: pd.DataFrame,
) -> tuple[np.ndarray, list[str | None]]:
    """(minutes, NaN where none; place_id or None), the walks to the road at both ends counted."""
    import numpy as np

    reach = search.times(points, chosen, longest)
    near = reach.seconds <= min(longest, 1e9)
    identifiers = places["place_id"].to_numpy()
    nearest = [
        identifiers[place] if ok else None for place, ok in zip(reach.place, near, strict=True)
    ]
    return np.where(near, reach.seconds / 60, np.nan), nearest


def _tell(progress: Progress, minutes: np.ndarray, snap: Snap) -> None:
    """Says how many units have a time, and why the others have none."""
    import numpy as np

    from ..common.speech import distance
    from ..network.profiles import rules

    nowhere = int((~np.isfinite(snap.metres)).sum())
    far = int((snap.edge < 0).sum()) - nowhere
    without = int(np.isnan(minutes).sum())
    late = without - far - nowhere
    progress.say(
        tr(
            "With a time: {reached} of {count}.",
            reached=len(minutes) - without,
            count=len(minutes),
        )
    )
    if nowhere:
        progress.say(tr("Without a time, for lack of a position: {count}.", count=nowhere))
    if far:
        progress.say(
            tr(
                "Without a time, more than {away} from a road of the network: {count}.",
                away=distance(rules()["access_metres"]),
                count=far,
            )
        )
    if late:
        progress.say(
            tr("Without a time, because no place is reached, or not in time: {count}.", count=late)
        )
