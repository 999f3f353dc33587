"""The page of travel times: a map per mode, and the figures by mode."""

from __future__ import annotations

from ..access.network_status import PARTLY_OUTSIDE
from ..access.vocabulary import Column
from ..common.modes import by_mode
from ..common.speech import fixed, percent, whole
from ..common.text import tr
from ..layers.isochrone_style import isochrones_renderer
from ..layers.palette import colour
from ..layers.territory_style import partly_outside
from ..layers.views import coverage_classes
from ..layers.wording import how, map_title, reach
from .cover import finish_map, inhabitants_near
from .dossier import Dossier
from .dossier_figures import Equity
from .page_parts import BOTTOM, MARGIN, TOP, WIDTH, Entry, heading, legend, small_title, table
from .sheet import Sheet, Style

_GAP = 6.0
#: Millimetres kept for the legends under the maps.
_LEGEND_ROOM = 30.0


def access_page(sheet: Sheet, dossier: Dossier) -> None:
    """Draws the page, if anything about access is known."""
    panels = _panels(dossier)
    if not panels and not dossier.figures.reaches:
        return
    sheet.add_page()
    subtitle = tr("How long it takes to reach a place, on the road network")
    if dossier.figures.network_status == PARTLY_OUTSIDE:
        subtitle = tr(
            "How long it takes to reach a place, on the road network. It ends inside the "
            "territory: beyond it, nothing is known."
        )
    if panels and _is_zoomed(dossier):
        subtitle = tr(
            "How long it takes to reach a place, on the road network. "
            "The maps show the part of the territory that was measured."
        )
    y = heading(sheet, TOP, tr("Accessibility"), subtitle)
    if panels:
        room = BOTTOM - y - _figures_height(dossier)
        y = _maps(sheet, y, panels, dossier, room) + 6
    if dossier.figures.reaches:
        _figures(sheet, y, dossier)


def _panels(dossier: Dossier) -> list[tuple[str, list, list[Entry]]]:
    """(title, layers, legend) of each map: isochrones, else coverage by commune."""
    maps = dossier.maps
    if dossier.has_isochrones:
        return [_isochrone_panel(dossier, mode) for mode in maps.isochrones][:2]
    if not dossier.figures.reaches:
        return []
    first_of_mode: dict[str, Column] = {}
    for share in maps.commune_shares():
        first_of_mode.setdefault(share.mode or share.service, share)
    return [_coverage_panel(dossier, share) for share in first_of_mode.values()][:2]


def _is_zoomed(dossier: Dossier) -> bool:
    territory = dossier.territory
    return dossier.maps.access_extent(territory) != dossier.maps.extent(territory)


def _isochrone_panel(dossier: Dossier, mode: str) -> tuple[str, list, list[Entry]]:
    maps = dossier.maps
    _, minutes = maps.isochrones[mode]
    categories = isochrones_renderer(mode, minutes).categories()
    entries = [Entry(category.label(), category.symbol().clone()) for category in categories]
    entries.append(Entry(tr("Place of the territory"), maps.own_symbol))
    if maps.has_neighbours(maps.access_extent(dossier.territory)):
        entries.append(Entry(tr("Place nearby"), maps.neighbour_symbol))
    title = tr("Within reach of a place {by_mode}", by_mode=by_mode(mode))
    return title, maps.access_layers(mode), entries


def _coverage_panel(dossier: Dossier, share: Column) -> tuple[str, list, list[Entry]]:
    maps = dossier.maps
    classes = coverage_classes(share)
    if maps.communes.fields().lookupField("network_status") >= 0:
        classes.append(partly_outside())
    entries = [Entry(label, symbol) for _, label, symbol in classes]
    entries.append(Entry(tr("Place of the territory"), maps.own_symbol))
    return map_title(share), maps.coverage_layers(share), entries


def _maps(sheet: Sheet, y: float, panels: list, dossier: Dossier, room: float) -> float:
    """The maps side by side, their legends under, in ``room``; returns where they end."""
    maps = dossier.maps
    width = (WIDTH - _GAP * (len(panels) - 1)) / len(panels)
    height = min(room - 12 - _LEGEND_ROOM, 150.0 if len(panels) > 1 else 170.0)
    extent = maps.access_extent(dossier.territory)
    bottom = y
    for number, (title, layers, entries) in enumerate(panels):
        x = MARGIN + number * (width + _GAP)
        top = small_title(sheet, x, y, width, title)
        item = sheet.map(
            x, top, width, height, layers, extent, maps.project.crs(),
            colour("paper"),
        )  # fmt: skip
        sheet.frame(item)
        finish_map(sheet, item, x, top + height, width)
        under = legend(sheet, x, top + height + 2.5, width, _LEGEND_ROOM, entries)
        bottom = max(bottom, top + height + 2.5 + under)
    return bottom


def _figures_height(dossier: Dossier) -> float:
    """Millimetres that ``_figures`` takes at most."""
    figures = dossier.figures
    tables = [figures.reaches, figures.equity]
    explanation = 14.0 if figures.equity else 0.0
    return explanation + sum(22 + 4.8 * len(rows) for rows in tables if rows)


def _figures(sheet: Sheet, y: float, dossier: Dossier) -> None:
    figures = dossier.figures
    y = small_title(sheet, MARGIN, y, WIDTH, inhabitants_near(dossier))
    unknown = "–"
    rows = [
        (
            reach(near.column),
            whole(near.covered),
            percent(near.share),
            unknown if near.fragile_uncovered is None else whole(near.fragile_uncovered),
        )
        for near in figures.reaches
    ]
    columns = [
        (tr("Time and mode"), 66.0),
        (tr("Inhabitants within reach"), 40.0),
        (tr("Share of the inhabitants on the network"), 40.0),
        (tr("Inhabitants of fragile communes out of reach"), 40.0),
    ]
    y += table(sheet, y, columns, rows) + 6
    equity = [row for row in figures.equity if row.median_minutes is not None]
    if not equity:
        return
    y = small_title(sheet, MARGIN, y, WIDTH, tr("How travel times are shared"))
    columns = [
        (tr("Mode"), 66.0),
        (tr("Median time to a place"), 30.0),
        (tr("Inequality (Gini)"), 30.0),
        (tr("Concentration"), 30.0),
    ]
    explanation = tr(
        "Median: half of the inhabitants need less. Gini: 0 when all need the same time, towards 1 "
        "when a few need nearly all of it. Concentration: above 0 when times are longer in the "
        "more fragile communes, below 0 when they are shorter."
    )
    small = Style(7.2, colour="muted")
    rows = [_equity_row(row, dossier) for row in equity]
    compared = figures.compared_territories
    if compared > 1:
        columns.append((tr("Priority (0 to 100)"), 30.0))
        y += table(sheet, y, columns, rows) + 2
        y += sheet.text(MARGIN, y, WIDTH, explanation, small)
        ranked = tr(
            "Priority: high where inhabitants are both fragile and far, compared among the "
            "territories measured ({count}).",
            count=compared,
        )
        sheet.text(MARGIN, y, WIDTH, ranked, small)
    else:
        y += table(sheet, y, columns, [row[:-1] for row in rows]) + 2
        sheet.text(MARGIN, y, WIDTH, explanation, small)


def _equity_row(row: Equity, dossier: Dossier) -> tuple[str, ...]:
    def shown(figure: str) -> str:
        value, digits = getattr(row, figure), row.column.beside(figure).decimals
        return "–" if value is None else fixed(value, digits)

    word = how(row.column) or tr("Network")
    return (
        word[:1].upper() + word[1:],
        tr("{minutes} min", minutes=shown("median_minutes")),
        shown("gini"),
        shown("concentration"),
        shown("priority"),
    )
