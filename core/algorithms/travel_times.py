"""``maillage:traveltimes``: minutes from demand to the nearest place, and which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..common.progress import Progress
from ..common.text import tr
from ..layers.postprocess import style_on_load
from ..layers.tables import beside, features_of, read_source, to_features
from .base import MaillageAlgorithm, choice, optional
from .travel import (
    MODES,
    add_direction,
    add_network,
    offering,
    read_codes,
    read_places,
    search_from,
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
        self.addParameter(choice("MODE", tr("Mode"), MODES, "car"))
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
                QgsProcessingParameterNumber(
                    "MAX_MINUTES",
                    tr("Longest time (minutes)"),
                    QgsProcessingParameterNumber.Type.Double,
                    minValue=0,
                )
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Travel times")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        import pandas as pd

        from ..network.network import Network

        path = self.parameterAsFile(parameters, "NETWORK", context)
        mode = self.parameterAsEnumString(parameters, "MODE", context)
        direction = self.parameterAsEnumString(parameters, "DIRECTION", context)
        services = read_codes(self.parameterAsString(parameters, "SERVICES", context))
        longest = float("inf")
        if parameters.get("MAX_MINUTES") not in (None, ""):
            longest = 60 * self.parameterAsDouble(parameters, "MAX_MINUTES", context)
        source = self.source(parameters, "PLACES", context)
        places = read_places(source, source.sourceName(), context, progress.part(0, 0.1))
        network = Network.load(path)
        demand = self.source(parameters, "DEMAND", context)
        table, geometries = read_source(
            demand, demand.sourceName(), context, f"EPSG:{network.epsg}", progress.part(0.1, 0.4)
        )
        search = search_from(network, path, mode, direction, places)
        snap = search.graph.snap(*_points(geometries))
        columns = {"": None} | {f"_{code}": offering(places, code) for code in services}
        figures: dict[str, Any] = {}
        for done, (suffix, chosen) in enumerate(columns.items(), start=1):
            minutes, nearest = _times(search, snap, chosen, longest, places)
            figures[f"minutes{suffix}"], figures[f"nearest{suffix or '_id'}"] = minutes, nearest
            progress.step(0.4 + 0.4 * done / len(columns))
        _tell(progress, figures["minutes"])
        table, fields = beside(table, pd.DataFrame(figures), demand.fields())
        output = self._write(parameters, context, demand, table, fields)
        style_on_load(context, output, "travel_times")
        return {"OUTPUT": output}

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        demand: QgsProcessingFeatureSource,
        table: pd.DataFrame,
        fields: QgsFields,
    ) -> str | None:
        original = [feature.geometry() for feature in features_of(demand)]
        return self.write(
            parameters,
            "OUTPUT",
            context,
            fields,
            to_features(table, fields, original),
            demand.wkbType(),
            demand.sourceCrs(),
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


def _times(
    search: Search, snap: Snap, chosen: np.ndarray | None, longest: float, places: pd.DataFrame
) -> tuple[np.ndarray, list[str | None]]:
    """(minutes, NaN where none; place_id or None), the walks to the road at both ends counted."""
    import numpy as np

    from ..access.demand import times

    reach = times(search, snap, chosen)
    near = reach.seconds <= min(longest, 1e9)
    identifiers = places["place_id"].to_numpy()
    nearest = [
        identifiers[place] if ok else None for place, ok in zip(reach.place, near, strict=True)
    ]
    return np.where(near, reach.seconds / 60, np.nan), nearest


def _tell(progress: Progress, minutes: np.ndarray) -> None:
    progress.say(
        tr(
            "{reached} of {count} have a time; the others are outside the network or too far.",
            reached=int((minutes == minutes).sum()),
            count=len(minutes),
        )
    )
