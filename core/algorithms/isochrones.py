"""``maillage:isochrones``: the ground within so many minutes of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)

from ..common.progress import Progress
from ..common.text import tr
from ..layers.postprocess import style_on_load
from ..layers.tables import make_fields, to_features, to_wgs84
from .base import MaillageAlgorithm, choice, optional_sink
from .travel import (
    MODES,
    add_direction,
    add_minutes,
    add_network,
    read_minutes,
    read_places,
    search_from,
)

if TYPE_CHECKING:
    import pandas as pd

    from ..access.times import Search

#: The road network is the one engine there is.
ENGINES = ["network"]
MERGES = ["each", "union"]


class Isochrones(MaillageAlgorithm):
    """Isochrones from travel times on the network."""

    ID = "isochrones"

    def title(self) -> str:
        return tr("Isochrones")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "PLACES", tr("Places"), [QgsProcessing.SourceType.TypeVectorPoint]
            )
        )
        self.addParameter(choice("ENGINE", tr("Engine"), ENGINES, "network"))
        add_network(self)
        self.addParameter(choice("MODE", tr("Mode"), MODES, "car"))
        add_minutes(self, "10,20")
        self.addParameter(
            choice("MERGE", tr("One isochrone for each place, or the union of all"), MERGES, "each")
        )
        add_direction(self)
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", tr("Isochrones")))
        self.addParameter(
            optional_sink("FAILURES", tr("Failures"), QgsProcessing.SourceType.TypeVector)
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        import numpy as np

        from ..access.isochrones import isochrones
        from ..network.network import Network

        minutes = read_minutes(self.parameterAsString(parameters, "MINUTES", context))
        mode = self.parameterAsEnumString(parameters, "MODE", context)
        merge = self.parameterAsEnumString(parameters, "MERGE", context)
        direction = self.parameterAsEnumString(parameters, "DIRECTION", context)
        path = self.parameterAsFile(parameters, "NETWORK", context)
        source = self.source(parameters, "PLACES", context)
        places = read_places(source, source.sourceName(), context, progress.part(0, 0.02))
        network = Network.load(path)
        search = search_from(network, path, mode, direction, places)
        rows, geometries = [], []
        for isochrone in isochrones(search, minutes, merge, progress.part(0.05, 0.95)):
            place = places["place_id"][isochrone.place] if isochrone.place >= 0 else ""
            rows.append((place, mode, isochrone.minutes, "network", isochrone.truncated))
            geometry = QgsGeometry()
            geometry.fromWkb(bytes(isochrone.geometry.ExportToIsoWkb()))
            geometries.append(to_wgs84(geometry, network.epsg, context))
        failures = _failures(places, search, {row[0] for row in rows}, merge)
        unplaced = int((~np.isfinite(search.snap.metres)).sum())
        progress.say(
            tr(
                "{count} isochrones of {places} places. Without any: {unplaced} places without "
                "position, {far} too far from the network.",
                count=len(rows),
                places=len(search.joined),
                unplaced=unplaced,
                far=len(failures) - unplaced,
            )
        )
        return self._write_all(parameters, context, rows, geometries, failures)

    def _write_all(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        rows: list[tuple[Any, ...]],
        geometries: list[QgsGeometry],
        failures: pd.DataFrame,
    ) -> dict[str, Any]:
        import pandas as pd

        fields = make_fields(
            {
                "place_id": "text",
                "mode": "text",
                "minutes": "integer",
                "engine": "text",
                "truncated": "boolean",
            }
        )
        table = pd.DataFrame(rows, columns=fields.names())
        failed = make_fields({"place_id": "text", "reason": "text"})
        outputs = {
            "OUTPUT": self.write(
                parameters,
                "OUTPUT",
                context,
                fields,
                to_features(table, fields, geometries),
                QgsWkbTypes.Type.MultiPolygon,
            ),
            "FAILURES": self.write(
                parameters, "FAILURES", context, failed, to_features(failures, failed)
            ),
        }
        style_on_load(context, outputs["OUTPUT"], "isochrones")
        return outputs


def _failures(places: pd.DataFrame, search: Search, drawn: set[str], merge: str) -> pd.DataFrame:
    """``place_id`` and ``reason`` of the places that have no isochrone."""
    import numpy as np
    import pandas as pd

    rows = []
    for number, place in enumerate(places["place_id"]):
        metres = search.snap.metres[number]
        if not np.isfinite(metres):
            rows.append((place, tr("The place has no position.")))
        elif search.snap.edge[number] < 0:
            away = round(metres)
            rows.append(
                (place, tr("{metres} m from the network: too far to join it.", metres=away))
            )
        elif merge == "each" and place not in drawn:
            walk = round(search.snap.seconds[number] / 60)
            rows.append(
                (place, tr("The walk to the road takes {minutes} min: too long.", minutes=walk))
            )
    return pd.DataFrame(rows, columns=["place_id", "reason"])
