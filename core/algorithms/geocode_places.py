"""``maillage:geocodeplaces``: the points of places from their addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..common.journal import Journal
from ..common.progress import Progress
from ..common.text import tr
from ..geocoding.answers import settings
from ..inputs.caches import cache_folder
from ..inputs.qgis_transport import QgisTransport
from ..inputs.settings import GEOCODER, stored
from ..layers.census_layers import report_features
from ..layers.postprocess import style_on_load
from ..layers.tables import WGS84, read_source, table_fields, to_features
from .base import MaillageAlgorithm
from .parameters import describe, optional, optional_sink


class GeocodePlaces(MaillageAlgorithm):
    """Looks up places without a point, and says how sure each answer is."""

    ID = "geocodeplaces"
    GROUP = "census"

    def title(self) -> str:
        return tr("Geocode places")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        kinds = QgsProcessing.SourceType
        given = settings()
        self.addParameter(
            QgsProcessingParameterFeatureSource("INPUT", tr("Places"), [kinds.TypeVectorPoint])
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                "ONLY_MISSING", tr("Only places without a point"), defaultValue=True
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                "MINIMUM_SCORE",
                tr("Lowest score of an address that is accepted (0 to 1)"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=given["minimum_score"],
                minValue=0,
                maxValue=1,
            )
        )
        self.addParameter(
            optional(
                QgsProcessingParameterString(
                    "ENDPOINT",
                    tr("Address of the geocoding service"),
                )
            )
        )
        self.addParameter(
            optional(
                QgsProcessingParameterBoolean(
                    "REFRESH",
                    tr("Ask again for addresses that were answered before"),
                    defaultValue=False,
                )
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Geocoded places"), kinds.TypeVectorPoint
            )
        )
        self.addParameter(optional_sink("REPORT", tr("Geocoding report")))
        describe(
            self,
            roles={
                "INPUT": "places",
                "OUTPUT": "places",
                "REPORT": "geocoding_report",
            },
            folded="ONLY_MISSING ENDPOINT REFRESH",
        )

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: Progress
    ) -> dict[str, Any]:
        import numpy as np

        from ..geocoding.geocode import geocode, summary
        from ..geocoding.geocoder import Geocoder, endpoint_of

        source = self.source(parameters, "INPUT", context)
        table, geometries = read_source(
            source, source.sourceName(), context, WGS84, progress.part(0, 0.1)
        )
        points = np.array([_point(geometry) for geometry in geometries]).reshape(-1, 2)
        asked = self.parameterAsString(parameters, "ENDPOINT", context)
        endpoint = endpoint_of(asked.strip() or stored(GEOCODER))
        journal = Journal(journal_path(), endpoint, settings()["keep_days"])
        refresh = self.parameterAsBoolean(parameters, "REFRESH", context)
        geocoder = Geocoder(endpoint, journal, refresh, QgisTransport())
        result = geocode(
            table,
            points,
            geocoder,
            self.parameterAsBoolean(parameters, "ONLY_MISSING", context),
            self.parameterAsDouble(parameters, "MINIMUM_SCORE", context),
            progress.part(0.1, 0.9),
        )
        for sentence in [*summary(result), *geocoder.said()]:
            progress.say(sentence)
        fields = table_fields(result.places, source.fields())
        shapes = [None if np.isnan(lon) else _geometry(lon, lat) for lon, lat in result.points]
        features = to_features(result.places, fields, shapes)
        point = QgsWkbTypes.Type.Point
        output = self.write(parameters, "OUTPUT", context, fields, features, point)
        style_on_load(context, output, "places")
        report_fields, lines = report_features(result.report)
        report = self.write(parameters, "REPORT", context, report_fields, lines)
        style_on_load(context, report, "report")
        outputs = {"OUTPUT": output, "REPORT": report}
        return {name: value for name, value in outputs.items() if value}


def journal_path() -> Path:
    """Where answers are kept, in the person's cache folder."""
    return cache_folder() / "geocoding.sqlite"


def _point(geometry: QgsGeometry) -> tuple[float, float]:
    if geometry.isEmpty():
        return float("nan"), float("nan")
    point = geometry.centroid().asPoint()
    return point.x(), point.y()


def _geometry(lon: float, lat: float) -> QgsGeometry:
    return QgsGeometry.fromPointXY(QgsPointXY(lon, lat))
