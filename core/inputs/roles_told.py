"""What a layer that was given says of itself."""

from __future__ import annotations

from ..layers.record import role_title
from .given import Given


def role_told(given: Given, name: str) -> str:
    """The title of the role that the layer given for a parameter has by its own record; "" where
    nothing was given, or the layer says nothing."""
    layer = given.algorithm.parameterAsVectorLayer(given.parameters, name, given.context)
    return "" if layer is None else role_title(layer)
