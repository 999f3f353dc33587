"""Parts that several pages share: heading, footer, legend, bars, table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from qgis.core import QgsFillSymbol, QgsMarkerSymbol
from qgis.PyQt.QtCore import Qt

from ..common.text import tr
from .sheet import Sheet, Style

MARGIN = 12.0
WIDTH = 186.0
RIGHT = MARGIN + WIDTH
TOP = 14.0
#: Where the footer begins: nothing of a page goes below.
BOTTOM = 281.0
#: Between the columns of a legend.
_BETWEEN = 6.0

_RIGHT = Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter


def heading(sheet: Sheet, y: float, title: str, subtitle: str = "") -> float:
    """A page's or a section's title; returns where its content begins."""
    y += sheet.text(MARGIN, y, WIDTH, title, Style(14, bold=True))
    if subtitle:
        y += 0.5 + sheet.text(MARGIN, y + 0.5, WIDTH, subtitle, Style(8.5, colour="muted"))
    sheet.box(MARGIN, y + 1.2, 18, 0.8, "accent")
    return y + 5


def small_title(sheet: Sheet, x: float, y: float, width: float, title: str) -> float:
    """The title of a block; returns where its content begins."""
    return y + sheet.text(x, y, width, title, Style(9, bold=True)) + 1


def footer(sheet: Sheet, name: str, sources: str, pages: int) -> None:
    """The territory's name, the sources and the page's number, on the current page."""
    style = Style(6.3, colour="muted")
    sheet.rule(MARGIN, 283.5, WIDTH)
    page = tr("Page {page} of {pages}", page=sheet.page + 1, pages=pages)
    sheet.text(RIGHT - 22, 285, 22, page, style, _RIGHT)
    sheet.text(MARGIN, 285, 46, name, Style(6.3, bold=True, colour="muted"))
    sheet.text(MARGIN + 50, 285, WIDTH - 76, sources, style)


@dataclass(frozen=True)
class Entry:
    """A line of a legend; without a symbol it is a title."""

    label: str
    symbol: QgsFillSymbol | QgsMarkerSymbol | None = None


def legend(
    sheet: Sheet, x: float, y: float, width: float, height: float, entries: Sequence[Entry]
) -> float:
    """A legend in a column, set smaller if it would not fit in ``height``; returns its height."""
    size = 7.0
    while size > 5 and legend_height(entries, width, size) > height:
        size -= 0.25
    start = y
    for entry in entries:
        if entry.symbol is None:
            y += 1.2 if y > start else 0
            y += sheet.text(x, y, width, entry.label, Style(size + 0.5, bold=True)) + 0.8
            continue
        style = Style(size)
        if isinstance(entry.symbol, QgsMarkerSymbol):
            symbol = entry.symbol.clone()
            symbol.setSize(min(symbol.size(), 3.4))
            sheet.marker(x + 2.5, y + style.leading / 2, symbol)
        else:
            sheet.swatch(x, y + 0.2, 5, style.leading - 0.4, entry.symbol)
        y += sheet.text(x + 6.5, y, width - 6.5, entry.label, style) + 0.7
    return y - start


def legend_height(entries: Sequence[Entry], width: float, size: float = 7.0) -> float:
    """Millimetres that a legend in a column takes at most, set in ``size`` points."""
    height = 0.0
    for entry in entries:
        style = Style(size) if entry.symbol else Style(size + 0.5, bold=True)
        room = width - 6.5 if entry.symbol else width
        height += len(style.wrap(entry.label, room)) * style.leading
        height += 0.7 if entry.symbol else 2
    return height


def legend_in_columns(
    sheet: Sheet, y: float, width: float, columns: int, entries: Sequence[Entry]
) -> float:
    """A legend over the page's width; returns its height."""
    column_width = _column_width(width, columns)
    filled_columns = _in_columns(entries, column_width, columns)
    height = max(legend_height(column, column_width) for column in filled_columns)
    for number, column in enumerate(filled_columns):
        legend(sheet, MARGIN + number * (column_width + _BETWEEN), y, column_width, height, column)
    return height


def columns_height(entries: Sequence[Entry], width: float, columns: int) -> float:
    """The height of a legend in so many columns."""
    each = _column_width(width, columns)
    return max(legend_height(column, each) for column in _in_columns(entries, each, columns))


def _column_width(width: float, columns: int) -> float:
    return (width - _BETWEEN * (columns - 1)) / columns


def _in_columns(entries: Sequence[Entry], width: float, columns: int) -> list[Sequence[Entry]]:
    """The entries in columns of about the same height, cut before titles if that costs little."""
    heights = [legend_height([entry], width) for entry in entries]

    def cost(cuts: tuple[int, ...]) -> float:
        parts = pairwise((0, *cuts, len(entries)))
        inside = sum(entries[cut].symbol is not None for cut in cuts)
        after_title = sum(entries[cut - 1].symbol is None for cut in cuts)
        return max(sum(heights[a:b]) for a, b in parts) + 10 * inside + 100 * after_title

    ways = combinations(range(1, len(entries)), columns - 1)
    best = min(ways, key=cost, default=())
    return [entries[a:b] for a, b in pairwise((0, *best, len(entries)))]


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its label, its value, and the text at its end."""

    label: str
    value: float
    shown: str
    colour: str = "bar"
    hollow: bool = False


def bars(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    rows: Sequence[Bar],
    whole: float,
    label_width: float,
    shown_width: float = 12.0,
    step: float = 4.9,
) -> float:
    """Horizontal bars as long as their share of ``whole``; returns their height."""
    style = Style(7.5)
    room = width - label_width - shown_width - 3
    for number, row in enumerate(rows):
        top = y + number * step
        text_top = top + (step - style.leading) / 2
        fit = style.fitted(row.label, label_width - 1)
        sheet.lines(x, text_top, label_width, [fit.shorten(row.label, label_width - 1)], fit)
        length = room * min(row.value / whole, 1) if whole else 0
        sheet.box(x + label_width, top + 0.9, room, step - 1.8, "track")
        if length:
            inside = "paper" if row.hollow else row.colour
            edge = 0.25 if row.hollow else 0
            sheet.box(x + label_width, top + 0.9, length, step - 1.8, inside, row.colour, edge)
        sheet.lines(
            x + label_width + room + 1.5, text_top, shown_width + 1.5, [row.shown],
            Style(7.5, bold=True),
        )  # fmt: skip
    return len(rows) * step


def table(
    sheet: Sheet,
    y: float,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[str]],
    step: float = 4.8,
) -> float:
    """A table over the page's width; the first column is text, the others numbers.

    ``columns`` are (title, width). Returns its height.
    """
    head, body = Style(7, bold=True, colour="muted"), Style(8)
    start, edges = y, _edges(columns)
    lines = [head.wrap(title, width - 3) for title, width in columns]
    tallest = max(len(title_lines) for title_lines in lines)
    for number, ((_, width), title) in enumerate(zip(columns, lines, strict=True)):
        top = y + (tallest - len(title)) * head.leading
        sheet.lines(edges[number], top, width - 2, title, head, _align(number))
    y += tallest * head.leading + 1
    sheet.rule(MARGIN, y, WIDTH, "ink", 0.3)
    y += 0.6
    for row in rows:
        top = y + (step - body.leading) / 2
        for number, (cell, (_, width)) in enumerate(zip(row, columns, strict=True)):
            shown = [body.shorten(cell, width - 2)]
            sheet.lines(edges[number], top, width - 2, shown, body, _align(number))
        y += step
        sheet.rule(MARGIN, y, WIDTH, "hairline", 0.15)
    return y - start


def _edges(columns: Sequence[tuple[str, float]]) -> list[float]:
    edges = [MARGIN]
    for _, width in columns[:-1]:
        edges.append(edges[-1] + width)
    return edges


def _align(column: int) -> Qt.AlignmentFlag:
    return _RIGHT if column else Qt.AlignmentFlag.AlignLeft
