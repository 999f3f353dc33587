"""Charts of how travel times are shared: the curve of Lorenz, tenths by fragility, a square key."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import QPointF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPolygonF

from ..access.vocabulary import Column
from ..common.modes import by_mode, mode_of
from ..common.speech import fixed, percent
from ..common.text import tr
from .bivariate_style import bivariate_colour
from .drawing import CENTRE, LEFT, RIGHT, Picture, box, pen, text, text_width
from .overall_tables import Decile, Overall

_SMALL, _TEXT = 6.5, 7.5
#: The dashes of the table of modes, as Qt has them.
_DASHES = {
    "solid": Qt.PenStyle.SolidLine,
    "dash": Qt.PenStyle.DashLine,
    "dot": Qt.PenStyle.DotLine,
}


def mode_colour(mode: str) -> QColor:
    """The colour of a travel mode."""
    return QColor(mode_of(mode).line)


def lorenz_chart(curves: Sequence[Overall]) -> Picture:
    """The curves of some modes: which share of all minutes the nearest share of people travels.

    The straight line is where all need the same time; the Gini index, where it is known, is twice
    the area between.
    """

    def draw(painter: QPainter, width: float, height: float) -> None:
        side = min(width - 40, height - 31)
        left, top = 30.0, 5.0
        bottom = top + side

        def at(people: float, minutes: float) -> QPointF:
            return QPointF(left + people * side, bottom - minutes * side)

        for tick in (0, 0.25, 0.5, 0.75, 1):
            painter.setPen(pen("hairline", 0.5))
            painter.drawLine(at(tick, 0), at(tick, 1))
            painter.drawLine(at(0, tick), at(1, tick))
            shown = percent(tick)
            text(painter, left + tick * side, bottom + 7, shown, _SMALL, CENTRE, shade="muted")
            text(painter, left - 3, bottom - tick * side, shown, _SMALL, RIGHT, shade="muted")
        painter.setPen(pen("muted", 0.7))
        painter.drawLine(at(0, 0), at(1, 1))
        across = tr("Inhabitants, from the nearest to the farthest")
        text(painter, left + side / 2, bottom + 19, across, _SMALL, CENTRE)
        text(painter, 5, top + side / 2, tr("Minutes travelled"), _SMALL, CENTRE, upright=True)
        for number, overall in enumerate(curves):
            line = pen(mode_colour(overall.mode), 1.8, _DASHES[mode_of(overall.mode).dash])
            painter.setPen(line)
            painter.drawPolyline(QPolygonF([at(*point) for point in overall.curve]))
            y = top + 9 + 11 * number
            painter.drawLine(QPointF(left + 5, y), QPointF(left + 23, y))
            text(painter, left + 27, y, _curve_title(overall), _TEXT)

    return draw


def _curve_title(overall: Overall) -> str:
    mode = _capital(by_mode(overall.mode)) or tr("Network")
    if "gini" not in overall.totals:
        return mode
    gini = fixed(overall.totals["gini"], Column("gini").decimals)
    return tr("{mode}: Gini {gini}", mode=mode, gini=gini)


def decile_chart(overall: Overall) -> Picture:
    """The mean time of each tenth of the people, the least fragile first; a line at the median."""

    def draw(painter: QPainter, width: float, height: float) -> None:
        text(painter, 0, 5, _decile_title(overall), _TEXT, bold=True)
        top, bottom = 22.0, height - 31
        values = [
            value for tenth in overall.deciles for value in _times(tenth) if value is not None
        ]
        highest = max(values, default=0) or 1.0
        step = width / max(len(overall.deciles), 1)
        for number, tenth in enumerate(overall.deciles):
            _bar(painter, number * step, step, tenth, overall.mode, (top, bottom, highest))
        painter.setPen(pen("ink", 0.6))
        painter.drawLine(QPointF(0, bottom), QPointF(width, bottom))
        text(painter, 0, bottom + 17, tr("\u2190 least fragile tenth"), _SMALL, LEFT, shade="muted")
        most = tr("most fragile tenth \u2192")
        text(painter, width, bottom + 17, most, _SMALL, RIGHT, shade="muted")
        key = tr("Bar: mean minutes. Line: median.")
        text(painter, 0, bottom + 27, key, _SMALL, LEFT, shade="muted")

    return draw


def _bar(
    painter: QPainter,
    x: float,
    step: float,
    tenth: Decile,
    mode: str,
    scale: tuple[float, float, float],
) -> None:
    top, bottom, highest = scale
    mean, median = _times(tenth)
    middle = x + step / 2
    text(painter, middle, bottom + 7, str(tenth.number), _SMALL, CENTRE)
    if mean is None:
        text(painter, middle, bottom - 5, "\u2013", _SMALL, CENTRE, shade="muted")
        return
    height = (bottom - top) * mean / highest
    box(painter, x + 0.14 * step, bottom - height, 0.72 * step, height, mode_colour(mode))
    ends = [height]
    if median is not None:
        ends.append((bottom - top) * median / highest)
        y = bottom - ends[-1]
        painter.setPen(pen("ink", 1.2))
        painter.drawLine(QPointF(x + 0.06 * step, y), QPointF(x + 0.94 * step, y))
    shown = fixed(mean, 1 if mean < 10 else 0)
    text(painter, middle, bottom - max(ends) - 6, shown, _SMALL, CENTRE, bold=True)


def _times(tenth: Decile) -> tuple[float | None, float | None]:
    return tenth.mean_minutes, tenth.median_minutes


def _decile_title(overall: Overall) -> str:
    mode = _capital(by_mode(overall.mode)) or tr("Network")
    if "concentration" not in overall.totals:
        return mode
    value = fixed(overall.totals["concentration"], Column("concentration").decimals)
    return tr("{mode}: concentration {value}", mode=mode, value=value)


def bivariate_key(counts: Mapping[str, int] | None = None, title: str = "") -> Picture:
    """The square of the nine classes of fragility and time, with how many there are in each."""

    def draw(painter: QPainter, width: float, height: float) -> None:
        if title:
            text(painter, 0, 5, title, _fitting([title], width), bold=True)
            painter.translate(0, 14)
            height -= 14
        side = min(width - 15, height - 15) / 3
        for value in (f"{f}-{t}" for f in (1, 2, 3) for t in (1, 2, 3)):
            row, column = (int(part) - 1 for part in value.split("-"))
            x, y = 13 + column * side, (2 - row) * side
            shade = bivariate_colour(value)
            box(painter, x, y, side, side, shade)
            if counts is not None:
                on_it = "white" if shade.lightness() < 150 else "ink"
                shown = str(counts.get(value, 0))
                text(painter, x + side / 2, y + side / 2, shown, _TEXT, CENTRE, shade=on_it)
        painter.setPen(pen("paper", 0.6))
        for number in (1, 2):
            line = number * side
            painter.drawLine(QPointF(13 + line, 0), QPointF(13 + line, 3 * side))
            painter.drawLine(QPointF(13, line), QPointF(13 + 3 * side, line))
        fit = _fitting([tr("Longer time \u2192"), tr("More fragile \u2192")], 3 * side)
        text(painter, 13 + 1.5 * side, 3 * side + 8, tr("Longer time \u2192"), fit, CENTRE)
        text(painter, 6, 1.5 * side, tr("More fragile \u2192"), fit, CENTRE, upright=True)

    return draw


def _fitting(words: Sequence[str], room: float) -> float:
    """The size in which each of the lines takes no more than ``room``."""
    widest = max(text_width(one, _TEXT) for one in words)
    return min(_TEXT, math.floor(10 * _TEXT * room / widest) / 10)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
