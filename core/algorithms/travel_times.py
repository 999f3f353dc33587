"""``maillage:traveltimes``: minutes from demand to the nearest place, and which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..common.errors import InputError
from ..common.modes import MODES, by_mode
from ..common.progress import Progress
from ..common.speech import distance
from ..common.text import tr
from ..layers.layer import Layer
from ..layers.postprocess import style_on_load
from ..layers.tables import features_of, read_source
from .base import MaillageAlgorithm
from .coverage_words import tell_services
from .parameters import add_direction, add_network, choice, decimals, describe, optional
from .travel import (
    read_places,
    read_services,
    refuse_number,
    search_from,
    tell_unjoined,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from qgis.core import QgsGeometry

    from ..access.times import Search
    from ..network.graph import Snap


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
        return refuse_number(parameters, "MAX_MINUTES", _some_time) or (
            super().checkParameterValues(parameters, context)
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        import numpy as np
        import pandas as pd

        from ..network.roadnetwork import Network

        path = self.parameterAsFile(parameters, "NETWORK", context)
        mode = self.parameterAsEnumString(parameters, "MODE", context)
        direction = self.parameterAsEnumString(parameters, "DIRECTION", context)
        longest = self._longest(parameters, context)
        source = self.source(parameters, "PLACES", context)
        places = read_places(source, source.sourceName(), context, progress.part(0, 0.1))
        services = read_services(self.parameterAsString(parameters, "SERVICES", context), places)
        network = Network.load(path)
        demand = self.source(parameters, "DEMAND", context)
        table, geometries = read_source(
            demand, demand.sourceName(), context, f"EPSG:{network.epsg}", progress.part(0.1, 0.4)
        )
        if not geometries:
            raise InputError(
                tr(
                    "The layer {layer} is empty. Choose points or polygons people start from.",
                    layer=demand.sourceName(),
                )
            )
        search = search_from(network, path, mode, direction, places)
        tell_unjoined(search, places, progress)
        tell_services(progress, services, np.ones(len(places), dtype=bool))
        snap = search.graph.snap(*_points(geometries))
        columns = {"": None} | {service.code: service.offered for service in services}
        names = {code: _names(code) for code in columns}
        figures: dict[str, Any] = {}
        for done, (code, chosen) in enumerate(columns.items(), start=1):
            minutes, nearest = _times(search, snap, chosen, longest, places)
            figures |= dict(zip(names[code], (minutes, nearest), strict=True))
            progress.step(0.4 + 0.4 * done / len(columns))
        _tell(progress, figures[names[""][0]], snap)
        original = [feature.geometry() for feature in features_of(demand)]
        layer = Layer.beside(table, pd.DataFrame(figures), demand, original)
        output = self.write_layer(parameters, "OUTPUT", context, layer)
        title = tr("Travel times {by_mode}", by_mode=by_mode(mode))
        style_on_load(context, output, "travel_times", title)
        return {"OUTPUT": output}

    def _longest(self, parameters: dict[str, Any], context: QgsProcessingContext) -> float:
        """MAX_MINUTES in seconds, infinite where it is empty."""
        if parameters.get("MAX_MINUTES") in (None, "", NULL):
            return float("inf")
        minutes = self.parameterAsDouble(parameters, "MAX_MINUTES", context)
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
        inside = geometry.pointOnSurface()
        if not inside.isNull() and not inside.isEmpty():
            point = inside.asPoint()
            points[:, number] = point.x(), point.y()
    return points[0], points[1]


def _names(code: str) -> list[str]:
    """The columns of the minutes to, and of the place that is, the nearest that offers a code."""
    from ..access.vocabulary import Column

    return [Column(figure, service=code).name for figure in ("minutes", "nearest")]


def _times(
    search: Search, snap: Snap, chosen: np.ndarray | None, longest: float, places: pd.DataFrame
) -> tuple[np.ndarray, list[str | None]]:
    """(minutes, NaN where none; place_id or None), the walks to the road at both ends counted."""
    import numpy as np

    from ..access.demand import times

    reach = times(search, snap, chosen, longest)
    near = reach.seconds <= min(longest, 1e9)
    identifiers = places["place_id"].to_numpy()
    nearest = [
        identifiers[place] if ok else None for place, ok in zip(reach.place, near, strict=True)
    ]
    return np.where(near, reach.seconds / 60, np.nan), nearest


def _tell(progress: Progress, minutes: np.ndarray, snap: Snap) -> None:
    """Says how many units have a time, and why the others have none."""
    import numpy as np

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
