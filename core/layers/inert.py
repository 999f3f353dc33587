"""Text from data is only ever text: quoted where QGIS reads expressions, filters and HTML."""

from __future__ import annotations

import re

from qgis.core import (
    QgsExpression,
    QgsExpressionContextUtils,
    QgsLayoutItemLabel,
    QgsVectorLayer,
)

#: What begins an expression within a text of QGIS: labels of layouts, names and keys in legends.
_OPENING = "[%"
#: Stands between the two signs where nothing else keeps them apart; it has no width.
_JOINER = "\u2060"
#: The item's variable that holds the text of a label.
_VARIABLE = "maillage_text"


def field_is(layer: QgsVectorLayer, field: str, value: str) -> str:
    """The filter of a layer's provider that keeps the rows whose ``field`` is the text ``value``.

    Each reads a backslash in its own way. Before a quote OGR cannot be told one: no row is kept.
    """
    provider, text = layer.providerType(), value.replace("\0", "")
    if provider == "memory":
        return equals(field, text)
    doubled = text.replace("'", "''")
    if provider == "postgres" and "\\" in text:
        doubled_twice = doubled.replace("\\", "\\\\")
        return f"{_column(field)} = E'{doubled_twice}'"
    if provider == "ogr" and re.search(r"\\(?:'|$)", text):
        return f"{_column(field)} IS NULL AND {_column(field)} IS NOT NULL"
    return f"{_column(field)} = '{doubled}'"


def equals(field: str, value: str) -> str:
    """The expression of QGIS that is true where ``field`` is the text ``value``."""
    return f"{column(field)} = {QgsExpression.quotedString(value)}"


def column(field: str) -> str:
    """A field in an expression of QGIS."""
    return str(QgsExpression.quotedColumnRef(field))


def set_text(label: QgsLayoutItemLabel, text: str) -> None:
    """Lets a label of a layout print ``text`` as it is: what looks like an expression, too."""
    if _OPENING not in text:
        label.setText(text)
        return
    QgsExpressionContextUtils.setLayoutItemVariable(label, _VARIABLE, text)
    label.setText(f"[% @{_VARIABLE} %]")


def shown_name(text: str) -> str:
    """A name of a layer, or a word of a key, which legends would evaluate: as it looks."""
    return text.replace(_OPENING, _OPENING[0] + _JOINER + _OPENING[1])


def tip(expression: str) -> str:
    """The template of a map tip that shows the text of an expression: QGIS takes tips for HTML."""
    escaped = expression
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        escaped = f"replace({escaped}, {QgsExpression.quotedString(letter)}, '{entity}')"
    return f"[% {escaped} %]"


def _column(field: str) -> str:
    """A field in a filter: quoted alike in all dialects."""
    doubled = field.replace('"', '""')
    return f'"{doubled}"'
