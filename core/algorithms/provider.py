"""The provider ``maillage`` in the Processing toolbox."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .atlas import Atlas
from .build_network import BuildNetwork
from .build_project import BuildProject
from .coverage import Coverage
from .evolution import Evolution
from .export_web import ExportWeb
from .floating_catchment import FloatingCatchment
from .fragility_index import FragilityIndex
from .geocode_places import GeocodePlaces
from .isochrones import Isochrones
from .join_index import JoinIndex
from .load_census import LoadCensus
from .merge_census import MergeCensus
from .save_census import SaveCensus
from .straight_line import StraightLine
from .suggest_sites import SuggestSites
from .travel_times import TravelTimes

ALGORITHMS = (
    LoadCensus,
    GeocodePlaces,
    MergeCensus,
    FragilityIndex,
    JoinIndex,
    BuildNetwork,
    Isochrones,
    TravelTimes,
    StraightLine,
    Coverage,
    Evolution,
    FloatingCatchment,
    SuggestSites,
    BuildProject,
    Atlas,
    ExportWeb,
    SaveCensus,
)


class MaillageProvider(QgsProcessingProvider):
    """The steps of the flow, in its order."""

    def id(self) -> str:
        return "maillage"

    def name(self) -> str:
        return "Maillage"

    def icon(self) -> QIcon:
        return QIcon(str(Path(__file__).parents[2] / "icon.svg"))

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        from .output_formats import OUTPUT_FORMATS

        return [ending.removeprefix(".") for ending in OUTPUT_FORMATS]

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
