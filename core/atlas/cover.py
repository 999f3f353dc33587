"""The first page: the territory at a glance."""

from __future__ import annotations

from qgis.core import QgsLayoutItemMap
from qgis.PyQt.QtCore import Qt

from ..access.network_status import OUTSIDE, PARTLY_OUTSIDE
from ..common.modes import mode_of
from ..common.speech import day, fixed, percent, whole
from ..common.text import plural, tr
from ..common.theme import theme
from ..layers.palette import colour
from ..layers.place_style import cluster_symbol, place_symbol
from ..layers.territory_style import fill, fragility_classes, fragility_title
from ..layers.wording import how
from ..nomenclature import Item
from .dossier import Dossier
from .dossier_figures import PeopleWithin
from .maps import LOCATOR_WIDTH, PLACE_SIZE
from .page_parts import (
    BOTTOM,
    MARGIN,
    RIGHT,
    WIDTH,
    Bar,
    Entry,
    bars,
    columns_height,
    legend,
    legend_height,
    legend_in_columns,
    small_title,
)
from .sheet import Sheet, Style

_BAND = 37.0
#: Width of a legend beside the map, and columns of one under it.
_LEGEND, _COLUMNS = 50.0, 3
_GAP = 5.0
#: How much higher than its territory a map may be, and the least it is, in millimetres.
_AIR, _LEAST = 1.3, 80.0
_NOTE = Style(7.5)
#: Groups of bars side by side, in two rows at most: the page of travel times has them all.
_BESIDE = 3


def cover(sheet: Sheet, dossier: Dossier) -> None:
    """Draws the page."""
    sheet.add_page()
    _title_band(sheet, dossier)
    y = _BAND
    if dossier.is_fictional:
        sheet.box(0, y, sheet.width, 6.5, "accent")
        message = tr("Fictional territory, made for demonstration: none of these figures is real")
        sheet.text(
            MARGIN,
            y + 1.4,
            WIDTH,
            message,
            Style(8.5, True, "white"),
            Qt.AlignmentFlag.AlignHCenter,
        )
        y += 6.5
    y = _tiles(sheet, y + 5, dossier)
    y = _access(sheet, y + 5, dossier)
    notes = _wrapped_notes(dossier)
    y = _map(sheet, y + 4, BOTTOM - _notes_height(notes) - 4, dossier)
    _notes(sheet, y + 4, notes)


def _title_band(sheet: Sheet, dossier: Dossier) -> None:
    territory = dossier.territory
    sheet.box(0, 0, sheet.width, _BAND, "ink")
    overline = tr("Digital inclusion places: territorial dossier")
    sheet.text(MARGIN, 8, 140, overline, Style(8.5, True, "pale"))
    name = Style(24, True, "white").fitted(territory.name, 140)
    if name.size < 17:
        name = Style(17, True, "white").fitted(territory.name, 140, 2)
    y = 13.5 + sheet.text(MARGIN, 13.5, 140, territory.name, name)
    parts = []
    if territory.code != territory.name:
        parts.append(tr("Code {code}", code=territory.code))
    communes = len(dossier.figures.communes)
    if communes > 1:
        parts.append(plural("{n} commune", "{n} communes", communes))
    parts.append(day(dossier.day))
    sheet.text(MARGIN, min(y + 1, _BAND - 6), 140, "  ·  ".join(parts), Style(8.5, False, "pale"))
    maps = dossier.maps
    sheet.map(
        RIGHT - LOCATOR_WIDTH, 3, LOCATOR_WIDTH, _BAND - 6, maps.locator_layers(),
        maps.whole_extent(), maps.project.crs(),
    )  # fmt: skip


def _tiles(sheet: Sheet, y: float, dossier: Dossier) -> float:
    """The key figures in a row; returns where they end."""
    tiles = list(_key_figures(dossier))
    gap, height = 3.0, 22.0
    width = (WIDTH - gap * (len(tiles) - 1)) / len(tiles)
    for number, (value, caption) in enumerate(tiles):
        x = MARGIN + number * (width + gap)
        sheet.box(x, y, width, height, "panel")
        sheet.box(x, y, 0.9, height, "accent")
        style = Style(19, True).fitted(value, width - 6)
        sheet.text(x + 4, y + 1.8, width - 5, value, style)
        meaning = Style(7.2, False, "muted").fitted(caption, width - 6, 3)
        sheet.text(x + 4, y + 10.8, width - 6, caption, meaning)
    return y + height


def _key_figures(dossier: Dossier) -> list[tuple[str, str]]:
    figures = dossier.figures
    caption = plural("place of digital inclusion", "places of digital inclusion", figures.places)
    if figures.communes_without_place and len(figures.communes) > 1:
        caption = tr(
            "{caption}; communes without any: {count} of {total}",
            caption=caption,
            count=whole(figures.communes_without_place),
            total=whole(len(figures.communes)),
        )
    tiles = [(whole(figures.places), caption)]
    if figures.population is not None:
        tiles.append((whole(figures.population), tr("inhabitants")))
    if figures.score is not None:
        meaning = tr("fragility of the average inhabitant: 100 is the region, more is more fragile")
        tiles.append((fixed(figures.score, 1), meaning))
    if figures.fragile_population is not None and figures.population:
        share = percent(figures.fragile_population / figures.population)
        meaning = tr(
            "inhabitants of communes more fragile than the average inhabitant: {share} of all",
            share=share,
        )
        tiles.append((whole(figures.fragile_population), meaning))
    return tiles


def _access(sheet: Sheet, y: float, dossier: Dossier) -> float:
    """Who is near a place, the modes side by side, or why this is unknown; returns where it
    ends."""
    figures = dossier.figures
    y = small_title(sheet, MARGIN, y, WIDTH, inhabitants_near(dossier))
    modes = figures.by_mode()
    if not modes:
        sentence = (
            tr(
                "This territory lies outside the road network that was given: "
                "travel times were not measured here, which does not mean that nobody is near."
            )
            if figures.network_status == OUTSIDE
            else tr("Travel times were not measured for this territory.")
        )
        lines = Style(8.5).wrap(sentence, WIDTH - 8)
        height = len(lines) * Style(8.5).leading + 4
        sheet.box(MARGIN, y, WIDTH, height, "panel")
        sheet.lines(MARGIN + 4, y + 2, WIDTH - 8, lines, Style(8.5))
        return y + height
    gap = 6.0
    columns = min(len(modes), _BESIDE)
    width = (WIDTH - gap * (columns - 1)) / columns
    bottom = y
    for number, reaches in enumerate(list(modes.values())[: 2 * _BESIDE]):
        x = MARGIN + number % _BESIDE * (width + gap)
        if number == _BESIDE:
            y = bottom + 3
        height = 0.0
        if word := how(reaches[0].column):
            title = word[:1].upper() + word[1:]
            height = sheet.text(x, y, width, title, Style(8, True, "muted")) + 0.6
        rows = [_reach_bar(reach) for reach in reaches]
        shown = max(Style(7.5, True).width(row.shown) for row in rows) + 1
        height += bars(sheet, x, y + height, width, rows, 1, 14, shown)
        bottom = max(bottom, y + height)
    return bottom


def inhabitants_near(dossier: Dossier) -> str:
    """The title of such figures, which says of which people they are where that is not
    everybody."""
    inside = dossier.figures.population_inside
    if inside is None:
        return tr("Inhabitants near a place")
    return tr(
        "Inhabitants near a place, among the {count} who live on the road network",
        count=whole(inside),
    )


def _reach_bar(reach: PeopleWithin) -> Bar:
    shown = tr(
        "{share} ({count} inhab.)",
        share=percent(reach.share),
        count=whole(reach.covered),
    )
    label = tr("{minutes} min", minutes=reach.column.minutes)
    return Bar(label, reach.share, shown, mode_of(reach.column.mode).near)


def _map(sheet: Sheet, top: float, bottom: float, dossier: Dossier) -> float:
    """The map with its legend, down to ``bottom`` at most; returns where they end.

    The legend is beside the map, or under it where that makes the territory larger.
    """
    maps = dossier.maps
    extent = maps.extent(dossier.territory)
    shape = extent.width() / extent.height()
    entries = _entries(dossier, has_cluster=True)
    room, narrow = bottom - top, WIDTH - _LEGEND - _GAP
    lower = room - columns_height(entries, WIDTH, _COLUMNS) - _GAP
    is_wide = min(WIDTH / shape, lower) > min(narrow / shape, room)
    width, room = (WIDTH, lower) if is_wide else (narrow, room)
    height = min(room, max(width / shape * _AIR, _LEAST))
    entries = _entries(
        dossier, maps.has_cluster(max(extent.width() / width, extent.height() / height))
    )
    if not is_wide:
        height = max(height, min(room, legend_height(entries, _LEGEND)))
    item = sheet.map(
        MARGIN, top, width, height, maps.main_layers(), extent, maps.project.crs(),
        colour("paper"),
    )  # fmt: skip
    sheet.frame(item)
    end = top + height
    finish_map(sheet, item, MARGIN, end, width)
    if is_wide:
        return end + _GAP + legend_in_columns(sheet, end + _GAP, WIDTH, _COLUMNS, entries)
    legend(sheet, MARGIN + width + _GAP, top, _LEGEND, height, entries)
    return end


def finish_map(sheet: Sheet, item: QgsLayoutItemMap, x: float, bottom: float, width: float) -> None:
    """A scale bar at the map's foot on the left, north on the right."""
    sheet.scale_bar(x + 3, bottom - 8, item)
    centre = x + width - 6
    sheet.text(centre - 4, bottom - 11, 8, tr("N"), Style(7.5, True), Qt.AlignmentFlag.AlignHCenter)
    sheet.north(centre, bottom - 7, 3.2, 5)


def _entries(dossier: Dossier, has_cluster: bool) -> list[Entry]:
    """The legend: what the map shows, and nothing else."""
    entries = []
    if dossier.maps.has_scores:
        entries.append(Entry(fragility_title(dossier.maps.communes)))
        scores = [commune.score for commune in dossier.figures.communes]
        classes = fragility_classes()
        shown = {class_of(score) for score in scores}
        entries += [
            Entry(label, symbol)
            for number, (_, label, symbol) in enumerate(classes)
            if number in shown
        ]
    if dossier.figures.places:
        entries.append(Entry(tr("Places, by main activity")))
        entries += [Entry(item.label, place_symbol(item, PLACE_SIZE)) for item in _shown(dossier)]
        if has_cluster:
            entries.append(Entry(tr("Several places, and their number"), cluster_symbol(3.4)))
    entries.append(Entry(tr("Limits")))
    entries.append(Entry(dossier.territory.name, fill(None, "ink", 0.7)))
    return entries


def class_of(score: float | None) -> int:
    """Which class of fragility a score is in, as the map colours it; the last one is unknown."""
    breaks = theme()["fragility"]["breaks"]
    if score is None:
        return len(breaks) + 1
    return sum(score >= limit for limit in breaks)


def _shown(dossier: Dossier) -> list[Item]:
    """The classes of main activity that the territory's places are in."""
    activities = dossier.nomenclature.vocabulary("activities")
    cells = dossier.places["activities"].fillna("").tolist()
    firsts = {(activities.split(cell) or [""])[0] for cell in cells}
    return [item for item in (*activities, activities.not_stated) if item.code in firsts]


def _wrapped_notes(dossier: Dossier) -> list[list[str]]:
    return [_NOTE.wrap(note, WIDTH - 8) for note in notes(dossier)]


def _notes_height(wrapped: list[list[str]]) -> float:
    lines = sum(len(one) for one in wrapped)
    return 9 + lines * _NOTE.leading + (len(wrapped) - 1) * 0.8 + 1.5 if wrapped else 0


def _notes(sheet: Sheet, y: float, wrapped: list[list[str]]) -> None:
    if not wrapped:
        return
    sheet.box(MARGIN, y, WIDTH, _notes_height(wrapped) - 1, "panel")
    y = small_title(sheet, MARGIN + 4, y + 2, WIDTH - 8, tr("What these figures do not say"))
    for lines in wrapped:
        sheet.box(MARGIN + 4, y + 1.2, 1, 1, "accent")
        y += sheet.lines(MARGIN + 6.5, y, WIDTH - 8, lines, _NOTE) + 0.8


def notes(dossier: Dossier) -> list[str]:
    """What is not known, in sentences."""
    figures = dossier.figures
    sentences = []
    blank = figures.not_stated("activities")
    if blank:
        sentences.append(
            tr(
                "Places that do not state their activities: {count} of {total}. "
                "Not stated does not mean not offered.",
                count=whole(blank),
                total=whole(figures.places),
            )
        )
    if figures.by_commune_centre:
        sentences.append(
            tr(
                "Places drawn at the centre of their commune, for want of an address that could be "
                "located: {count}.",
                count=whole(figures.by_commune_centre),
            )
        )
    if figures.not_drawn:
        sentences.append(
            tr(
                "Places declared in this département that the map does not show, for want of a "
                "position or because they are placed elsewhere: {count}. They end the directory.",
                count=whole(figures.not_drawn),
            )
        )
    elif figures.not_drawn is None and figures.census_unplaced:
        sentences.append(
            tr(
                "Places of the whole census without position, which cannot be filed under any "
                "territory: {count}.",
                count=whole(figures.census_unplaced),
            )
        )
    if figures.network_status == PARTLY_OUTSIDE and figures.population_outside is not None:
        sentences.append(
            tr(
                "Partly outside the road network. Inhabitants beyond it: {count}. "
                "Shares near a place are of the inhabitants inside.",
                count=whole(figures.population_outside),
            )
        )
    if dossier.has_truncated:
        sentences.append(
            tr("Some travel-time areas touch the edge of the road network and stop short there.")
        )
    unscored = sum(commune.score is None for commune in figures.communes)
    if unscored and dossier.maps.has_scores:
        sentences.append(tr("Communes without a fragility score: {count}.", count=whole(unscored)))
    if figures.score is not None:
        sentences.append(
            tr(
                "The fragility score is built from indicators of each commune: "
                "it describes places of residence, not persons."
            )
        )
    return sentences
