"""How territories look: fragility, coverage, and plain outlines."""

from __future__ import annotations

from itertools import pairwise

from qgis.core import (
    NULL,
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
from ..common.theme import theme
from ..territories.method import METHOD_COLUMN, OFFICIAL, method_title
from .inert import column, shown_name
from .palette import colour
from .wording import class_labels

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


def fragility_classes(field: str = SCORE) -> list[tuple[str, str, QgsFillSymbol]]:
    """(filter, label, sign) of each class of the score, least fragile first, then unknown."""
    table = theme()["fragility"]
    labels = class_labels(table["breaks"])
    labels[0] = tr("{label} (less fragile)", label=labels[0])
    labels[-1] = tr("{label} (more fragile)", label=labels[-1])
    filters = class_filters(column(field), table["breaks"])
    rows = [
        (rule, label, fill(shade))
        for rule, label, shade in zip(filters, labels, table["colours"], strict=True)
    ]
    # Hatched: a plain grey would look like the middle class.
    unknown = hatched("unknown_fill", "unknown")
    return [*rows, (f"{column(field)} IS NULL", tr("score unknown"), unknown)]


def partly_outside() -> tuple[str, str, QgsFillSymbol]:
    """(filter, label, sign) laid over a territory of which a part is beyond the network."""
    partly = hatched(None, "ink", distance=2.4, line_width=0.15)
    return "\"network_status\" = 'partly_outside'", tr("partly outside the network"), partly


def class_filters(value: str, breaks: list[float]) -> list[str]:
    """One expression per class; a value on a limit belongs to the class above."""
    middle = [f"{value} >= {low} AND {value} < {high}" for low, high in pairwise(breaks)]
    return [f"{value} < {breaks[0]}", *middle, f"{value} >= {breaks[-1]}"]


def rules(classes: list[tuple[str, str, QgsFillSymbol]], title: str = "") -> QgsRuleBasedRenderer:
    """A renderer with a rule per class, after ``title`` in the legend if there is one."""
    root = QgsRuleBasedRenderer.Rule(None)
    if title:
        # Beside the classes, not above: QGIS folds what is below a rule.
        root.appendChild(QgsRuleBasedRenderer.Rule(None, 0, 0, "FALSE", shown_name(title)))
    for expression, label, symbol in classes:
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, expression, shown_name(label)))
    return QgsRuleBasedRenderer(root)


def fragility_title(layer: QgsVectorLayer) -> str:
    """The title of a map of the scores: an index other than the official one has its own name."""
    column = layer.fields().lookupField(METHOD_COLUMN)
    attributes = layer.uniqueValues(column) if column >= 0 else set()
    names = {str(value) for value in attributes if value != NULL and value}
    if len(names) != 1 or names == {OFFICIAL}:
        return tr("Digital fragility (100 = region)")
    return tr("Digital fragility: {method}", method=method_title(names.pop()))


def style_fragility(layer: QgsVectorLayer) -> None:
    """A choropleth of the global fragility score in five classes around 100, the region."""
    layer.setRenderer(rules(fragility_classes()))


def outline_level(layer: QgsVectorLayer) -> str:
    """ "commune", "epci", "departement", else "zone", from the columns that hold codes."""
    names = {name.lower() for name in layer.fields().names()}
    levels = theme()["outlines"]
    return next((level for level, row in levels.items() if names & set(row["fields"])), "zone")


def style_outline(layer: QgsVectorLayer) -> None:
    """Outlines only, thicker for larger territories."""
    row = theme()["outlines"][outline_level(layer)]
    layer.setRenderer(QgsSingleSymbolRenderer(fill(None, row["colour"], row["width"])))


def _as_colour(value: str | QColor) -> QColor:
    return value if isinstance(value, QColor) else colour(value)
