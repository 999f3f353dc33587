"""A figure as a map of shaded polygons: classes that suit it, and what is unknown hatched."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import NULL, QgsFeatureRequest, QgsFillSymbol, QgsVectorLayer

from ..access import figure_titles
from ..access.vocabulary import read
from ..common.speech import significant
from ..common.text import tr
from ..common.theme import shades, theme
from .classification import class_limits
from .inert import column as quoted
from .territory_style import class_filters, fill, hatched
from .wording import class_labels

#: (filter, label, sign) of a class.
Class = tuple[str, str, QgsFillSymbol]


def figure_classes(field: str, look: str, values: Iterable[float] = ()) -> list[Class]:
    """The classes of a field by a row of the theme, from the lowest up, then what is unknown.

    ``values`` are the field's own, where the limits depend on them.
    """
    row = theme()[look]
    name, colours, first = quoted(field), row["colours"], []
    if row.get("none_apart"):
        # Where most territories have no value, those of the others would be one class.
        values = [value for value in values if value > 0]
        first = [(f"{name} = 0", tr("none"), _shaded(colours[0]))]
        row, name = {**row, "colours": colours[1:]}, f"nullif({name}, 0)"
    limits = class_limits(row, values)
    column = read(field)
    factor, unit = figure_titles.unit(column) if column else (1.0, "")
    if limits:
        filters = class_filters(name, limits)
        # Rounded: 100 times a share is not always exactly the number that is written.
        labels = class_labels([round(factor * limit, 9) for limit in limits], unit)
    else:
        filters, labels = [f"{name} IS NOT NULL"], [_only_value(values, factor, unit)]
    if look == "evolution":
        labels[len(labels) // 2] = tr("about the same (less than half a point)")
    shown = zip(filters, labels, shades(row["colours"], len(labels)), strict=True)
    classes = [*first, *((rule, label, _shaded(shade)) for rule, label, shade in shown)]
    unknown = {
        "coverage": tr("outside the network: not measured"),
        "minutes": tr("off the network or too far"),
    }
    label = unknown.get(look) or tr("no figure")
    return [*classes, (f"{quoted(field)} IS NULL", label, hatched("unknown_fill", "unknown"))]


def _shaded(shade: str) -> QgsFillSymbol:
    return fill(shade, "#CFCBC0", 0.1)


def values_of(layer: QgsVectorLayer, field: str) -> list[float]:
    """The numbers that a field holds."""
    index = layer.fields().lookupField(field)
    request = QgsFeatureRequest()
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes([index])
    attributes = (feature.attribute(index) for feature in layer.getFeatures(request))
    return [float(value) for value in attributes if value is not None and value != NULL]


def _only_value(values: Iterable[float], factor: float, unit: str) -> str:
    """The label of the one class of values that are all the same."""
    held = {round(factor * value, 9) for value in values if value == value}
    return f"{significant(held.pop())}{unit}" if len(held) == 1 else tr("all")
