"""What an algorithm was given: its parameters, each read as what it is."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    NULL,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..common.errors import InputError
from ..common.number_text import number_in
from ..common.text import tr
from .labels import called


@dataclass(frozen=True)
class Given:
    """The values given for an algorithm's parameters, in the context of one run.

    Only the algorithm's definitions are used: it need not be the one that runs.
    """

    algorithm: QgsProcessingAlgorithm
    parameters: dict[str, Any]
    context: QgsProcessingContext

    def has(self, name: str) -> bool:
        """Whether anything was given."""
        return self.parameters.get(name) not in (None, "", NULL)

    def source(self, name: str) -> QgsProcessingFeatureSource:
        """A layer's features. Raises InputError, naming the parameter, for none that opens."""
        source = self.algorithm.parameterAsSource(self.parameters, name, self.context)
        if source is None:
            raise self._cannot_open(name)
        return source

    def optional_source(self, name: str) -> QgsProcessingFeatureSource | None:
        """As ``source``, or None when nothing was given."""
        return self.source(name) if self.has(name) else None

    def layer(self, name: str) -> QgsVectorLayer:
        """A map layer. Raises InputError, naming the parameter, if it is not valid."""
        layer = self.algorithm.parameterAsVectorLayer(self.parameters, name, self.context)
        if layer is None or not layer.isValid():
            raise self._cannot_open(name)
        return layer

    def layers(self, name: str) -> list[QgsVectorLayer]:
        """Several map layers."""
        layers = self.algorithm.parameterAsLayerList(self.parameters, name, self.context)
        return [layer for layer in layers if isinstance(layer, QgsVectorLayer)]

    def text(self, name: str) -> str:
        """A text, or the name of a field; "" when nothing was given."""
        return self.algorithm.parameterAsString(self.parameters, name, self.context)

    def texts(self, name: str) -> list[str]:
        """Several names of fields."""
        return self.algorithm.parameterAsStrings(self.parameters, name, self.context)

    def word(self, name: str) -> str:
        """The word of a choice."""
        return self.algorithm.parameterAsEnumString(self.parameters, name, self.context)

    def words(self, name: str) -> list[str]:
        """The words of a choice of several."""
        return self.algorithm.parameterAsEnumStrings(self.parameters, name, self.context)

    def number(self, name: str) -> float:
        """A number."""
        return self.algorithm.parameterAsDouble(self.parameters, name, self.context)

    def whole(self, name: str) -> int:
        """A whole number."""
        return self.algorithm.parameterAsInt(self.parameters, name, self.context)

    def flag(self, name: str) -> bool:
        """Yes or no."""
        return self.algorithm.parameterAsBool(self.parameters, name, self.context)

    def file(self, name: str) -> str:
        """The path of a file to read; "" when nothing was given."""
        return self.algorithm.parameterAsFile(self.parameters, name, self.context)

    def output_file(self, name: str) -> Path:
        """The path of a file to write."""
        return Path(self.algorithm.parameterAsFileOutput(self.parameters, name, self.context))

    def folder(self, name: str) -> Path:
        """The path of a folder to write into."""
        return Path(self.algorithm.parameterAsString(self.parameters, name, self.context))

    def file_behind(self, name: str) -> Path | None:
        """The file behind a layer, its id, or a path with or without a layer's name, if any."""
        return file_of(self.parameters.get(name), self.context)

    def refusal(self, name: str, check: Callable[[float], None]) -> str:
        """Why a number cannot be used; "" if it can, or if there is none.

        QGIS itself would only say that the value is not right. ``check`` raises InputError. What is
        no number at all is refused by the contract of all algorithms.
        """
        value = self.parameters.get(name)
        if not self.has(name) or isinstance(value, QgsProperty):
            return ""
        try:
            number = number_in(str(value))
            if not math.isnan(number):
                check(number)
        except InputError as error:
            return str(error)
        except ValueError:  # a whole number without end
            pass
        return ""

    def _cannot_open(self, name: str) -> InputError:
        return InputError(
            tr(
                "Cannot open the layer given for {name}: {value}. "
                "Check that the file exists and is a layer that QGIS can read.",
                name=called(self.algorithm, name),
                value=self.parameters.get(name),
            )
        )


def file_of(value: Any, context: QgsProcessingContext) -> Path | None:
    """The file behind a layer, its id, or a path with or without a layer's name; None if none."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    if isinstance(value, str) and not os.path.isfile(value.split("|")[0]):
        value = QgsProcessingUtils.mapLayerFromString(value, context, False) or value
    if isinstance(value, QgsMapLayer):
        registry = QgsProviderRegistry.instance()
        value = registry.decodeUri(value.providerType(), value.source()).get("path", "")
    path = Path(str(value).split("|")[0])
    return path if path.is_file() else None
