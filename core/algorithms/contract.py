"""What no algorithm may do to what it is given, said before anything is computed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProperty,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QUrl

from ..common.errors import InputError
from ..common.number_text import number_in
from ..common.sqlite_files import open_for_editing
from ..common.text import tr
from ..common.valid_text import valid_text
from ..inputs.labels import called
from ..layers.record import file_of
from ..layers.roles import ROLES
from .output_formats import refuse_format
from .parameters import KEEPS, WRITES, roles_of
from .stored import Stored, destination, inputs, tables_of

#: An address of the web, or a database as GDAL writes it (``PG:dbname=x``; of a path, one letter
#: stands before the colon).
_ADDRESS = re.compile(r"://|^[A-Za-z]\w+:.*=")


def check(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raises InputError for outputs that would destroy an input or one another, or lose fields;
    for a number that is infinite or none at all, and for a text that QGIS cannot hold.

    An output is never an input, nor the file that holds one; a new table beside an input's is one
    that QGIS can write without touching it.
    """
    for definition in algorithm.parameterDefinitions():
        _refuse_value(algorithm, definition, parameters.get(definition.name()))
    given = [
        (definition.name(), stored)
        for definition in algorithm.parameterDefinitions()
        for stored in inputs(definition, parameters.get(definition.name()), context)
    ]
    outputs = list(_outputs(algorithm, parameters, context))
    for number, (definition, output) in enumerate(outputs):
        _refuse_address(algorithm, definition, output)
        _refuse_edited(output, context)
        if isinstance(definition, QgsProcessingParameterFeatureSink):
            refuse_format(output, _is_table(definition))
        for name, stored in given:
            if name not in definition.metadata().get(KEEPS, ()):
                _refuse_input(algorithm, definition, output, name, stored)
        for other, earlier in outputs[:number]:
            if earlier.is_beside(output) and not _are_two_tables(earlier, output):
                raise InputError(
                    tr(
                        "{first} and {second} are the same file, {path}. Give each its own.",
                        first=called(algorithm, other.name()),
                        second=called(algorithm, definition.name()),
                        path=output.given,
                    )
                )


def _refuse_value(
    algorithm: QgsProcessingAlgorithm, definition: QgsProcessingParameterDefinition, value: Any
) -> None:
    """QGIS takes ``nan`` and ``inf`` for numbers, and ends a text, a path too, at a NUL."""
    values = value if isinstance(value, (list, tuple)) else [value]
    for text in filter(None, map(_as_text, values)):
        if valid_text(text) != text:
            raise InputError(
                tr(
                    "{parameter} holds a character that is none (half of one, or NUL): “{value}”. "
                    "Type it again.",
                    parameter=called(algorithm, definition.name()),
                    value=text,
                )
            )
        if isinstance(definition, QgsProcessingParameterNumber) and math.isnan(number_in(text)):
            name = definition.name()
            raise InputError(
                tr("{name} is “{value}”. Give a number, such as 4.5.", name=name, value=text)
            )


def _as_text(value: Any) -> str:
    """What was given for a parameter, as it was typed; "" where it is nothing of the kind."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    elif isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if isinstance(value, int) and abs(value) >= 1 << 63:
        return tr("an endless number")
    is_text = isinstance(value, (str, Path, int, float)) and not isinstance(value, bool)
    return str(value) if is_text else ""


def _outputs(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Iterator[tuple[QgsProcessingParameterDefinition, Stored]]:
    for definition in algorithm.destinationParameterDefinitions():
        stored = destination(definition, parameters.get(definition.name()), context)
        if stored is not None:
            yield definition, stored


def _refuse_address(
    algorithm: QgsProcessingAlgorithm, definition: QgsProcessingParameterDefinition, output: Stored
) -> None:
    """Raises InputError for an address: as a path, it would be a folder of a strange name."""
    if output.path is not None and _ADDRESS.search(output.given):
        raise InputError(
            tr(
                "{address} is an address. Give the path of a file or a folder on this computer for "
                "{output}, such as {path}.",
                address=output.given,
                output=called(algorithm, definition.name()),
                path=QUrl(output.given).path() or "/",
            )
        )


def _refuse_edited(output: Stored, context: QgsProcessingContext) -> None:
    """Raises OutputError where a layer of the project holds edits of what would be replaced."""
    project = context.project()
    for layer in project.mapLayers().values() if project is not None and output.path else ():
        if isinstance(layer, QgsVectorLayer) and layer.isEditable():
            file = file_of(layer)
            if file is not None and output.is_beside(Stored(file, str(file))):
                raise open_for_editing(output.path)


def _is_table(definition: QgsProcessingParameterDefinition) -> bool:
    return any(ROLES[role].is_table for role in roles_of(definition) if role in ROLES)


def _are_two_tables(one: Stored, other: Stored) -> bool:
    return bool(one.table and other.table) and not one.is_table_of(other)


def _refuse_input(
    algorithm: QgsProcessingAlgorithm,
    definition: QgsProcessingParameterDefinition,
    output: Stored,
    name: str,
    given: Stored,
) -> None:
    """Raises InputError when writing the output would destroy what was given."""
    words = {"input": called(algorithm, name), "output": called(algorithm, definition.name())}
    if isinstance(definition, QgsProcessingParameterFolderDestination):
        if _is_overwritten(definition, output, given):
            raise InputError(
                tr(
                    "What is written into {folder} would replace {file}, which is the input "
                    "{input}: give another folder for {output}.",
                    folder=output.given,
                    file=given.given,
                    **words,
                )
            )
    elif not output.is_beside(given):
        return
    elif not output.table:
        raise InputError(
            tr(
                "{path} is the input {input}: give another output file for {output}.",
                path=output.given,
                **words,
            )
        )
    elif output.is_table_of(given) or (not given.table and _has_table(output)):
        raise InputError(
            tr(
                "The table {table} of {path} is the input {input}: give another one for {output}.",
                table=output.table,
                path=output.given,
                **words,
            )
        )


def _has_table(stored: Stored) -> bool:
    tables = tables_of(stored.path) if stored.path is not None else []
    return any(stored.table.lower() == table.lower() for table in tables)


def _is_overwritten(
    definition: QgsProcessingParameterDefinition, folder: Stored, given: Stored
) -> bool:
    """Whether a file that stands in the folder has a name that is written there."""
    if given.path is None or not folder.is_beside(Stored(given.path.parent, "")):
        return False
    names = definition.metadata().get(WRITES, ["*"])
    return any(fnmatchcase(given.path.name, name) for name in names)
