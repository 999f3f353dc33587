"""Fragility and travel time on one map: nine classes, whose colours are two ramps multiplied."""

from __future__ import annotations

from qgis.core import QgsRuleBasedRenderer
from qgis.PyQt.QtGui import QColor

from ..common.text import tr
from ..common.theme import theme
from .inert import column, equals
from .territory_style import fill, hatched, rules

BIVARIATE = "bivariate"


def bivariate_classes() -> list[str]:
    """The values of the field, from "3-3", the most fragile and farthest third, to "1-1"."""
    return [f"{fragility}-{time}" for fragility in (3, 2, 1) for time in (3, 2, 1)]


def bivariate_colour(value: str) -> QColor:
    """The colour of a class ``f-t``: two inks multiplied, one for fragility and one for time.

    All nine can be told apart in the three kinds of colour blindness (see tests/test_colours.py).
    """
    ramps = theme()[BIVARIATE]
    fragility, time = (int(one) - 1 for one in value.split("-"))
    first, second = QColor(ramps["fragility"][fragility]), QColor(ramps["minutes"][time])
    mixed = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)
    return QColor(*(round(one * other / 255) for one, other in mixed))


def bivariate_label(value: str) -> str:
    """A class in words: "high fragility, long time"."""
    fragility, time = value.split("-")
    return tr(
        "{fragility}, {time}",
        fragility={
            "1": tr("low fragility"),
            "2": tr("middling fragility"),
            "3": tr("high fragility"),
        }[fragility],
        time={"1": tr("short time"), "2": tr("middling time"), "3": tr("long time")}[time],
    )


def bivariate_renderer(field: str, title: str = "") -> QgsRuleBasedRenderer:
    """A rule per class, the worst first, then the unknown, hatched."""
    classes = [
        (equals(field, value), bivariate_label(value), fill(bivariate_colour(value)))
        for value in bivariate_classes()
    ]
    unknown = hatched("unknown_fill", "unknown")
    classes.append((f"{column(field)} IS NULL", tr("outside the network, or no score"), unknown))
    return rules(classes, title)
