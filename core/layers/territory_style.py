"""How territories look: fragility, coverage, and plain outlines."""

from __future__ import annotations

from itertools import pairwise

from qgis.core import (
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsRuleBasedRenderer,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..common.text import tr
from .theme import colour, theme
from .wording import Measure, class_labels, measures, within

SCORE = "score_global"


def fill(
    inside: str | QColor | None, edge: str | QColor = "#FFFFFF", width: float = 0.1
) -> QgsFillSymbol:
    """A polygon's sign: ``inside`` None is hollow, ``width`` in millimetres (0: no outline)."""
    layer = QgsSimpleFillSymbolLayer()
    if inside is None:
        layer.setBrushStyle(Qt.BrushStyle.NoBrush)
    else:
        layer.setFillColor(_as_colour(inside))
    layer.setStrokeColor(_as_colour(edge))
    layer.setStrokeWidth(width)
    layer.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if not width:
        layer.setStrokeStyle(Qt.PenStyle.NoPen)
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, layer)
    return symbol


def hatched(
    inside: str | QColor | None, lines: str, distance: float = 1.6, line_width: float = 0.2
) -> QgsFillSymbol:
    """A polygon crossed by slanted lines, over ``inside`` if there is one."""
    symbol = fill(inside, "#FFFFFF", 0.1)
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setLineAngle(45)
    pattern.setDistance(distance)
    pattern.subSymbol().changeSymbolLayer(
        0, QgsSimpleLineSymbolLayer(_as_colour(lines), line_width)
    )
    symbol.appendSymbolLayer(pattern)
    return symbol


def fragility_classes() -> list[tuple[str, str, QgsFillSymbol]]:
    """(filter, label, sign) of each class of the score, least fragile first, then unknown."""
    table = theme()["fragility"]
    labels = class_labels(table["breaks"])
    labels[0] = tr("{label} (less fragile)", label=labels[0])
    labels[-1] = tr("{label} (more fragile)", label=labels[-1])
    filters = class_filters(f'"{SCORE}"', table["breaks"])
    rows = [
        (rule, label, fill(shade))
        for rule, label, shade in zip(filters, labels, table["colours"], strict=True)
    ]
    return [*rows, (f'"{SCORE}" IS NULL', tr("score unknown"), fill("unknown_fill", "#CFCBC0"))]


def coverage_classes(measure: Measure) -> list[tuple[str, str, QgsFillSymbol]]:
    """(filter, label, sign) of each class of a share of the population, then what lies outside."""
    table = theme()["coverage"]
    labels = class_labels([100 * limit for limit in table["breaks"]], tr("%"))
    field = f'"{measure.field("share")}"'
    rows = [
        (rule, label, fill(shade))
        for rule, label, shade in zip(
            class_filters(field, table["breaks"]), labels, table["colours"], strict=True
        )
    ]
    outside = hatched("unknown_fill", "unknown")
    return [*rows, (f"{field} IS NULL", tr("outside the network: not measured"), outside)]


def class_filters(value: str, breaks: list[float]) -> list[str]:
    """One expression per class; a value on a limit belongs to the class above."""
    middle = [f"{value} >= {low} AND {value} < {high}" for low, high in pairwise(breaks)]
    return [f"{value} < {breaks[0]}", *middle, f"{value} >= {breaks[-1]}"]


def rules(classes: list[tuple[str, str, QgsFillSymbol]]) -> QgsRuleBasedRenderer:
    """A renderer with a rule per class."""
    root = QgsRuleBasedRenderer.Rule(None)
    for expression, label, symbol in classes:
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, expression, label))
    return QgsRuleBasedRenderer(root)


def style_fragility(layer: QgsVectorLayer) -> None:
    """A choropleth of the global fragility score in five classes around 100, the region."""
    layer.setRenderer(rules(fragility_classes()))


def style_coverage(layer: QgsVectorLayer, measure: Measure | None = None) -> None:
    """A choropleth of the share of the population within reach, by ``measure`` or the first one.

    Hatching over a territory says that a part of it is beyond the network.
    """
    measure = measure or next(iter(measures(layer.fields().names())), None)
    if measure is None:
        style_outline(layer)
        return
    classes = coverage_classes(measure)
    if layer.fields().lookupField("network_status") >= 0:
        partly = hatched(None, "ink", distance=2.4, line_width=0.15)
        rule = "\"network_status\" = 'partly_outside'"
        classes.append((rule, tr("partly outside the network"), partly))
    layer.setRenderer(rules(classes))


def coverage_title(measure: Measure) -> str:
    """The name of a coverage layer."""
    return tr(
        "Share of the population within {within} of a place",
        within=within(measure.minutes, measure.mode),
    )


def outline_level(layer: QgsVectorLayer) -> str:
    """ "commune", "epci", "departement", else "zone", from the columns that hold codes."""
    names = {name.lower() for name in layer.fields().names()}
    levels = theme()["outlines"]
    return next((level for level, row in levels.items() if names & set(row["fields"])), "zone")


def style_outline(layer: QgsVectorLayer, level: str | None = None) -> None:
    """Outlines only, thicker for larger territories."""
    row = theme()["outlines"][level or outline_level(layer)]
    layer.setRenderer(QgsSingleSymbolRenderer(fill(None, row["colour"], row["width"])))


def _as_colour(value: str | QColor) -> QColor:
    return value if isinstance(value, QColor) else colour(value)
