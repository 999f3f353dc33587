"""Parameters: how they are made, and those that several algorithms have."""

from __future__ import annotations

from collections.abc import Mapping
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

Definition = QgsProcessingParameterDefinition

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
    parameter.setMetadata({**parameter.metadata(), "widget_wrapper": {"decimals": count}})
    return parameter


#: What a destination's metadata may say: names of the files that are written into a folder, with
#: "*" and "?" (any, when it says nothing); inputs that it keeps a copy of before it replaces them.
WRITES, KEEPS = "writes", "keeps"
#: Under this name a parameter's metadata holds what is ours.
_OURS = "maillage"


def describe(
    algorithm: QgsProcessingAlgorithm,
    *,
    roles: Mapping[str, str],
    folded: str = "",
    only_with: Mapping[str, str] | None = None,
    origin: Mapping[str, str] | None = None,
) -> None:
    """Says of an algorithm's parameters, once they are added, what forms and results need.

    ``roles``: parameter -> the roles (of ``layers.roles``) that fit an input, best first, or that
    an output plays. ``folded``: parameters that may be left alone. ``only_with``: parameter ->
    ``CHOICE=word`` without which it means nothing. ``origin``: parameter -> what it says of the
    origin of places (``layers.record.FACTS``). Their help is that of the algorithm's page.
    """
    from .help_pages import parameter_help

    told = parameter_help(algorithm.name())
    facts = {"roles": roles, "only_with": only_with or {}, "origin": origin or {}}
    for parameter in algorithm.parameterDefinitions():
        name = parameter.name()
        parameter.setHelp(told.get(name, ""))
        ours = {fact: of[name] for fact, of in facts.items() if name in of}
        parameter.setMetadata({**parameter.metadata(), _OURS: ours})
        if name in folded.split():
            parameter.setFlags(parameter.flags() | Definition.Flag.FlagAdvanced)


def roles_of(parameter: QgsProcessingParameterDefinition) -> tuple[str, ...]:
    """The roles that fit an input, best first, or that an output plays; () if none is said."""
    return tuple(_fact(parameter, "roles").split())


def has_roles(parameter: QgsProcessingParameterDefinition) -> bool:
    """Whether it was said which roles fit an input, were it none."""
    return "roles" in parameter.metadata().get(_OURS, {})


def output_roles(algorithm: QgsProcessingAlgorithm) -> dict[str, str]:
    """Output -> the role that it plays, in the order of the outputs; "" for none."""
    return {
        parameter.name(): next(iter(roles_of(parameter)), "")
        for parameter in algorithm.destinationParameterDefinitions()
    }


def needs_choice(parameter: QgsProcessingParameterDefinition) -> tuple[str, str]:
    """The choice, and its word, without which the parameter means nothing; ("", "") if none."""
    choice, _, word = _fact(parameter, "only_with").partition("=")
    return choice, word


def origin_fact(parameter: QgsProcessingParameterDefinition) -> str:
    """What the parameter says of the origin of places, one of ``FACTS``; "" if nothing."""
    return _fact(parameter, "origin")


def _fact(parameter: QgsProcessingParameterDefinition, name: str) -> str:
    return str(parameter.metadata().get(_OURS, {}).get(name, ""))


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


def add_cells(algorithm: QgsProcessingAlgorithm) -> None:
    """CELLS and CELLS_POPULATION_FIELD: where people live more finely than in polygons."""
    source, field = QgsProcessingParameterFeatureSource, QgsProcessingParameterField
    people = tr("Inhabitants of the cells (by area when empty)")
    algorithm.addParameter(
        optional(source("CELLS", tr("Cells or buildings that people live in"), [POLYGONS, POINTS]))
    )
    algorithm.addParameter(optional(field("CELLS_POPULATION_FIELD", people, None, "CELLS")))


def add_centres(algorithm: QgsProcessingAlgorithm) -> None:
    """CENTRES: points where the people of polygons stand when no road tells."""
    centres = tr("Centres where people stand (town halls, settlements)")
    algorithm.addParameter(
        optional(QgsProcessingParameterFeatureSource("CENTRES", centres, [POINTS]))
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


def add_network(
    algorithm: QgsProcessingAlgorithm, *, is_needed: bool = True, title: str = ""
) -> None:
    """NETWORK: a file built by ``buildnetwork``."""
    # Any file may be given: what is no network is said when it is read.
    files = ";;".join((tr("Maillage network (*.npz)"), tr("All files (*.*)")))
    network = QgsProcessingParameterFile("NETWORK", title or tr("Network file"), fileFilter=files)
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
