"""Parameters: how they are made, and those that several algorithms have."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..common.text import tr

#: The words of DIRECTION, as the public interface has them.
DIRECTIONS = ["to", "from"]

POINTS = QgsProcessing.SourceType.TypeVectorPoint
POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon
#: A layer of any kind, or a table without geometries.
TABLE = QgsProcessing.SourceType.TypeVector


def optional(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """The parameter, made optional."""
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
    return parameter


def decimals(parameter: QgsProcessingParameterNumber, count: int) -> QgsProcessingParameterNumber:
    """The parameter, whose field in a form shows so many decimals."""
    parameter.setMetadata({"widget_wrapper": {"decimals": count}})
    return parameter


def optional_sink(
    name: str, description: str, kind: int = TABLE
) -> QgsProcessingParameterFeatureSink:
    """An output that is not created unless asked for."""
    return QgsProcessingParameterFeatureSink(
        name, description, kind, optional=True, createByDefault=False
    )


def choice(
    name: str, description: str, words: list[str], default: Any = None, several: bool = False
) -> QgsProcessingParameterEnum:
    """A choice given by its word, as ``--MODE=car``."""
    return QgsProcessingParameterEnum(
        name,
        description,
        options=words,
        allowMultiple=several,
        defaultValue=default,
        usesStaticStrings=True,
    )


def add_demand(algorithm: QgsProcessingAlgorithm) -> None:
    """DEMAND and POPULATION_FIELD: polygons or points, and how many live there."""
    source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
    algorithm.addParameter(source("DEMAND", tr("Demand (where people live)"), [POLYGONS, POINTS]))
    algorithm.addParameter(
        field("POPULATION_FIELD", tr("Population (inhabitants)"), "population", "DEMAND")
    )


def add_fragility(algorithm: QgsProcessingAlgorithm) -> None:
    """FRAGILITY_FIELD: a score of the demand, which need not be given."""
    field = QgsProcessingParameterField
    algorithm.addParameter(
        optional(field("FRAGILITY_FIELD", tr("Fragility (higher is more fragile)"), None, "DEMAND"))
    )


def add_territories(algorithm: QgsProcessingAlgorithm) -> None:
    """TERRITORIES and TERRITORY_FIELD: what to sum up by, as ``people.read_territories`` reads."""
    source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
    algorithm.addParameter(
        optional(source("TERRITORIES", tr("Territories (the demand's when empty)"), [POLYGONS]))
    )
    algorithm.addParameter(
        optional(field("TERRITORY_FIELD", tr("Code of the territories"), None, "TERRITORIES"))
    )


def add_network(algorithm: QgsProcessingAlgorithm, *, is_needed: bool = True) -> None:
    """NETWORK: a file built by ``buildnetwork``."""
    # Any file may be given: what is no network is said when it is read.
    files = ";;".join((tr("Maillage network (*.npz)"), tr("All files (*.*)")))
    network = QgsProcessingParameterFile("NETWORK", tr("Network file"), fileFilter=files)
    algorithm.addParameter(network if is_needed else optional(network))


def add_direction(algorithm: QgsProcessingAlgorithm) -> None:
    """DIRECTION: to the place (what an inhabitant travels) or from it."""
    algorithm.addParameter(
        choice("DIRECTION", tr("Direction: to the place, or from it"), DIRECTIONS, "to")
    )


def add_minutes(algorithm: QgsProcessingAlgorithm, default: str) -> None:
    """MINUTES: limits separated by commas, read by ``travel.read_minutes``."""
    algorithm.addParameter(
        QgsProcessingParameterString("MINUTES", tr("Limits (minutes, e.g. 10,20)"), default)
    )
