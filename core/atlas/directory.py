"""The directory of places: a table over as many pages as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..common.normalising import normalise
from ..common.text import plural, tr
from ..nomenclature import Vocabulary
from .dossier import Dossier
from .dossier_inputs import text
from .page_parts import BOTTOM, MARGIN, TOP, WIDTH, heading
from .sheet import Sheet, Style

if TYPE_CHECKING:
    import pandas as pd

#: Wide enough for the longest activity on one line.
_COLUMNS = (58.0, 77.0, 28.0, 23.0)
_NAME, _BODY, _FAINT = Style(7.8, bold=True), Style(7), Style(7, colour="muted")
_COMMUNE = Style(9, bold=True)
_HEAD = Style(7, bold=True, colour="muted")
_PADDING = 1.3
_BAND = 6.2


@dataclass(frozen=True)
class TableCell:
    """Lines of one cell, each with its style."""

    lines: list[tuple[str, Style]]

    @property
    def height(self) -> float:
        return sum(style.leading for _, style in self.lines)


@dataclass(frozen=True)
class TableRow:
    """One place."""

    cells: list[TableCell]

    @property
    def height(self) -> float:
        return max(cell.height for cell in self.cells) + 2 * _PADDING


def directory(sheet: Sheet, dossier: Dossier) -> None:
    """Sets the pages, by commune then name; none when there is no place.

    Places declared in the territory that its map does not show come last.

    A commune's band is never left alone at a page's foot, and is repeated on the next page.
    """
    groups = [*_groups(dossier), *_not_drawn(dossier)]
    y = BOTTOM + 1
    for commune, rows in groups:
        for number, row in enumerate(rows):
            needed = row.height + (_BAND if number == 0 else 0)
            new_page = y + needed > BOTTOM
            if new_page:
                y = _start_page(sheet, first=y > BOTTOM)
            if number == 0 or new_page:
                y = _band(sheet, y, commune, len(rows), repeated=number > 0)
            y = _set(sheet, y, row)


def _start_page(sheet: Sheet, first: bool) -> float:
    sheet.add_page()
    y = heading(sheet, TOP, tr("Directory of places")) if first else TOP
    titles = (tr("Place and address"), tr("Activities"), tr("Labels"), tr("Phone"))
    x = MARGIN
    for title, width in zip(titles, _COLUMNS, strict=True):
        sheet.text(x + 1, y, width - 2, title, _HEAD)
        x += width
    sheet.rule(MARGIN, y + _HEAD.leading + 0.8, WIDTH, "ink", 0.3)
    return y + _HEAD.leading + 1.1


def _band(sheet: Sheet, y: float, commune: str, count: int, repeated: bool) -> float:
    sheet.box(MARGIN, y, WIDTH, _BAND - 0.6, "panel")
    name = commune or tr("Commune not stated")
    if repeated:
        shown = tr("{commune} (continued)", commune=name)
    elif count > 1:
        shown = plural(
            "{commune} · {n} place",
            "{commune} · {n} places",
            count,
            commune=name,
        )
    else:
        shown = name
    sheet.lines(MARGIN + 1, y + 0.8, WIDTH - 2, [_COMMUNE.shorten(shown, WIDTH - 4)], _COMMUNE)
    return y + _BAND


def _set(sheet: Sheet, y: float, row: TableRow) -> float:
    x = MARGIN
    for cell, width in zip(row.cells, _COLUMNS, strict=True):
        line_y = y + _PADDING
        for lines, style in _runs(cell):
            line_y += sheet.lines(x + 1, line_y, width - 3, lines, style)
        x += width
    sheet.rule(MARGIN, y + row.height - 0.15, WIDTH, "hairline", 0.15)
    return y + row.height


def _runs(cell: TableCell) -> list[tuple[list[str], Style]]:
    """Joins consecutive lines of the same style: fewer items to draw."""
    runs: list[tuple[list[str], Style]] = []
    for line, style in cell.lines:
        if runs and runs[-1][1] == style:
            runs[-1][0].append(line)
        else:
            runs.append(([line], style))
    return runs


def _groups(dossier: Dossier) -> list[tuple[str, list[TableRow]]]:
    """The rows of each commune, by commune then name, whatever the case and accents."""
    grouped: dict[str, tuple[str, list[tuple[str, TableRow]]]] = {}
    for place in dossier.places.to_dict("records"):
        commune, name = text(place["commune"]), text(place["name"])
        group = grouped.setdefault(normalise(commune), (commune, []))
        group[1].append((normalise(name), _row(place, dossier)))
    return [
        (commune, [row for _, row in sorted(rows, key=lambda pair: pair[0])])
        for _, (commune, rows) in sorted(grouped.items())
    ]


def _not_drawn(dossier: Dossier) -> list[tuple[str, list[TableRow]]]:
    """The rows of the places declared here that have no position, or another one."""
    groups = (
        (tr("Declared here, without position"), dossier.unplaced),
        (tr("Declared here, placed elsewhere"), dossier.elsewhere),
    )
    return [
        (title, [_row(place, dossier) for place in _by_name(places)])
        for title, places in groups
        if len(places)
    ]


def _by_name(places: pd.DataFrame) -> list[dict]:
    return sorted(places.to_dict("records"), key=lambda place: normalise(text(place["name"])))


def _row(place: dict, dossier: Dossier) -> TableRow:
    from ..places.address import full_address

    name = text(place["name"]) or tr("Place without a name")
    parts = (text(place.get(name)) for name in ("address", "postcode", "city"))
    address = full_address(*parts)
    identity = _wrapped(name, _COLUMNS[0], _NAME) + _wrapped(address, _COLUMNS[0], _FAINT)
    phones = _phones(text(place.get("phone")))
    return TableRow(
        [
            TableCell(identity),
            _codes(place, "activities", _COLUMNS[1], dossier),
            _codes(place, "labels", _COLUMNS[2], dossier),
            TableCell([line for phone in phones for line in _wrapped(phone, _COLUMNS[3], _BODY)]),
        ]
    )


def _codes(place: dict, name: str, width: float, dossier: Dossier) -> TableCell:
    """An item's label per line, or *not stated* in grey."""
    vocabulary: Vocabulary = dossier.nomenclature.vocabulary(name)
    codes = vocabulary.split(text(place.get(name)))
    if not codes:
        return TableCell([(vocabulary.not_stated.label, _FAINT)])
    labels = [vocabulary.label(code) for code in codes]
    return TableCell([line for label in labels for line in _wrapped(label, width, _BODY)])


def _phones(cell: str) -> list[str]:
    """The phone numbers of a cell, one per line."""
    for sign in ("/", ";", " ou "):
        cell = cell.replace(sign, "\n")
    return [part.strip() for part in cell.split("\n") if part.strip()]


def _wrapped(words: str, width: float, style: Style) -> list[tuple[str, Style]]:
    return [(line, style) for line in style.wrap(words, width - 3)] if words else []
