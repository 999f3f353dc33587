"""The page of who is both fragile and far, and of how travel times are shared."""

from __future__ import annotations

from collections.abc import Iterable

from ..access.vocabulary import Column, columns
from ..common.modes import by_mode
from ..common.speech import fixed
from ..common.text import tr
from ..layers.bivariate_style import bivariate_label
from ..layers.charts import bivariate_key, decile_chart, lorenz_chart
from ..layers.overall_tables import Overall
from ..layers.palette import colour
from .class_maps import class_fields, class_layers, is_by_commune
from .cover import finish_map
from .dossier import Dossier
from .page_parts import MARGIN, TOP, WIDTH, heading, small_title
from .sheet import Sheet, Style

_GAP = 6.0
_KEY, _MAP = 38.0, 78.0
_CURVE, _TENTHS = 78.0, 39.0
_NOTE = Style(7.2, colour="muted")
#: Modes that stand side by side.
_MODES = 2


def equity_page(sheet: Sheet, dossier: Dossier) -> None:
    """Draws the page, if coverage has such classes or its tables for everybody."""
    fields = _fields(dossier)
    curves = _of_all_places(dossier)
    if not fields and not curves:
        return
    sheet.add_page()
    subtitle = tr("Who is both fragile and far from a place, and how equally time is shared")
    y = heading(sheet, TOP, tr("Fragility and travel time"), subtitle)
    if fields:
        y = _maps(sheet, y, fields, dossier) + 6
    if curves:
        _charts(sheet, y, curves)


def _fields(dossier: Dossier) -> dict[str, Column]:
    """The columns of classes by mode ("" for the only one), of all services together."""
    classes = columns(class_fields(dossier.maps))
    found = {column.mode: column for column in classes if not column.service}
    return dict(list(found.items())[:_MODES])


def _of_all_places(dossier: Dossier) -> list[Overall]:
    overall = dossier.maps.inputs.overall.values()
    return [one for one in overall if not one.service and (one.curve or one.deciles)]


def _maps(sheet: Sheet, y: float, fields: dict[str, Column], dossier: Dossier) -> float:
    """A map for each mode, then the square key and this territory's classes in words."""
    maps, territory = dossier.maps, dossier.territory
    width = (WIDTH - _GAP * (len(fields) - 1)) / len(fields)
    bottom = y
    for number, (mode, column) in enumerate(fields.items()):
        x = MARGIN + number * (width + _GAP)
        top = small_title(sheet, x, y, width, _capital(by_mode(mode)))
        layers, extent = class_layers(maps, column.name, territory)
        item = sheet.map(
            x, top, width, _MAP, layers, extent, maps.project.crs(), colour("paper")
        )  # fmt: skip
        sheet.frame(item)
        finish_map(sheet, item, x, top + _MAP, width)
        bottom = top + _MAP
    bottom += 4
    sheet.picture(MARGIN, bottom, _KEY, _KEY, bivariate_key())
    x, room = MARGIN + _KEY + _GAP, WIDTH - _KEY - _GAP
    end = small_title(sheet, x, bottom, room, territory.name)
    for line in _classes(fields, dossier):
        end += sheet.text(x, end, room, line, Style(8.5)) + 0.8
    sheet.text(x, end + 1, room, _meaning(is_by_commune(maps)), _NOTE)
    return bottom + _KEY


def _classes(fields: dict[str, Column], dossier: Dossier) -> Iterable[str]:
    row = dossier.maps.inputs.coverage.get(dossier.territory.code, {})
    for mode, column in fields.items():
        value = row.get(column.name)
        if isinstance(value, str) and value:
            yield _with_mode(mode, bivariate_label(value))
        elif column.name in row:
            figures = row.get("fragility"), row.get(column.beside("median_minutes").name)
            if None in figures:
                yield _with_mode(mode, tr("not measured, or no score"))
            else:
                yield _with_mode(mode, tr("too few territories measured to compare"))


def _with_mode(mode: str, words: str) -> str:
    if not mode:
        return _capital(words)
    return tr("{mode}: {words}", mode=_capital(by_mode(mode)), words=words)


def _meaning(by_commune: bool) -> str:
    if by_commune:
        return tr(
            "Each commune is in a third of all those measured by its fragility, and in a third by "
            "its median time to a place. Darkest: the most fragile and farthest. Hatched: outside "
            "the network, or without a score."
        )
    return tr(
        "Each territory is in a third of all those measured by its fragility, and in a third by "
        "its median time to a place. Darkest: the most fragile and farthest. Hatched: outside the "
        "network, or without a score."
    )


def _charts(sheet: Sheet, y: float, overalls: list[Overall]) -> None:
    """The curves of all modes on the left, tenths by fragility on the right."""
    title = tr("All territories together: how travel times are shared")
    y = small_title(sheet, MARGIN, y, WIDTH, title)
    for line in filter(None, map(_indices, overalls)):
        y += sheet.text(MARGIN, y, WIDTH, line, Style(8.5)) + 0.5
    y += 1.5
    curves = [overall for overall in overalls if overall.curve]
    tenths = [overall for overall in overalls if overall.deciles][:_MODES]
    meanings = []
    if curves:
        sheet.picture(MARGIN, y, _CURVE, _CURVE, lorenz_chart(curves))
        meanings.append(
            tr(
                "Curves: the share of all minutes that the nearest inhabitants travel; on the "
                "straight line all would need the same time. Gini: 0 on that line, towards 1 far "
                "below it."
            )
        )
    x = MARGIN + (_CURVE + _GAP if curves else 0)
    for number, overall in enumerate(tenths):
        top = y + number * _TENTHS
        sheet.picture(x, top, MARGIN + WIDTH - x, _TENTHS - 1, decile_chart(overall))
    if tenths:
        meanings.append(
            tr(
                "Bars: inhabitants in ten equal parts, by the fragility of where they live. "
                "Concentration: above 0 when the more fragile need more time."
            )
        )
    sheet.text(MARGIN, y + _CURVE + 1, WIDTH, " ".join(meanings), _NOTE)


def _indices(overall: Overall) -> str:
    """The figures of the charts, in words that a search of the PDF finds."""
    shown = {
        name: fixed(overall.totals[name], Column(name).decimals)
        for name in ("gini", "concentration")
        if name in overall.totals
    }
    if len(shown) < 2:
        return ""
    return _with_mode(overall.mode, tr("Gini {gini}, concentration {concentration}", **shown))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
