"""The page of what the places offer, and of the communes that lack one."""

from __future__ import annotations

from ..common.speech import fixed, whole
from ..common.text import plural, tr
from ..nomenclature import Item
from .dossier import Dossier
from .dossier_figures import Commune
from .page_parts import BOTTOM, MARGIN, TOP, WIDTH, Bar, bars, heading, small_title, table
from .sheet import Sheet

_ROW = 4.8


def offer_page(sheet: Sheet, dossier: Dossier) -> None:
    """Draws the page, unless there is no place and at most one commune."""
    figures = dossier.figures
    if not figures.places and len(figures.communes) < 2:
        return
    sheet.add_page()
    y = TOP
    if figures.places:
        subtitle = tr(
            "A place counts in each activity, public or label that it states; "
            "a full bar would be all the places"
        )
        y = heading(sheet, y, tr("What the places offer"), subtitle)
        y = _chart(sheet, MARGIN, y, WIDTH, "activities", 84, dossier) + 5
        half = (WIDTH - 8) / 2
        labels_end = _chart(sheet, MARGIN, y, half, "labels", 46, dossier)
        publics_end = _chart(sheet, MARGIN + half + 8, y, half, "publics", 46, dossier)
        y = max(labels_end, publics_end) + 7
    if len(figures.communes) > 1:
        _communes(sheet, y, dossier)


def _chart(
    sheet: Sheet, x: float, y: float, width: float, name: str, label_width: float, dossier: Dossier
) -> float:
    """Bars of the places by item of a vocabulary, *not stated* apart; returns where it ends."""
    vocabulary = dossier.nomenclature.vocabulary(name)
    counts = dossier.figures.counts[name]
    y = small_title(sheet, x, y, width, vocabulary.title)
    stated = [(item, count) for item, count in counts[:-1] if count]
    total = dossier.figures.places
    rows = [_bar(item, count, dossier) for item, count in stated]
    y += bars(sheet, x, y, width, rows, total, label_width, step=_ROW)
    blank, count = counts[-1]
    if count:
        y += 1.5 if rows else 0
        y += bars(
            sheet, x, y, width, [_bar(blank, count, dossier, hollow=True)], total, label_width,
            step=_ROW,
        )  # fmt: skip
    return y


def _bar(item: Item, count: int, dossier: Dossier, hollow: bool = False) -> Bar:
    return Bar(item.label, count, whole(count), item.colour, hollow)


def _communes(sheet: Sheet, y: float, dossier: Dossier) -> None:
    """The most fragile communes, as many as the page holds."""
    communes = dossier.figures.communes
    scored = [commune for commune in communes if commune.score is not None]
    by_score = bool(scored)
    ordered = sorted(scored or communes, key=_by_score if by_score else _by_population)
    room = int((BOTTOM - y - 18) / _ROW)
    listed = ordered[: max(min(room, 25), 0)]
    if len(listed) < min(3, len(ordered)):
        return
    if len(listed) == len(communes):
        title = tr("Communes")
    elif by_score:
        title = plural(
            "The most fragile commune of {total}",
            "The {n} most fragile communes of {total}",
            len(listed),
            total=len(communes),
        )
    else:
        title = plural(
            "The most populous commune of {total}",
            "The {n} most populous communes of {total}",
            len(listed),
            total=len(communes),
        )
    y = small_title(sheet, MARGIN, y, WIDTH, title)
    columns = [
        (tr("Commune"), 84.0),
        (tr("Inhabitants"), 34.0),
        (tr("Fragility (100 = region)"), 34.0),
        (tr("Places"), 34.0),
    ]
    rows = [
        (
            commune.name,
            "–" if commune.population is None else whole(commune.population),
            "–" if commune.score is None else fixed(commune.score, 1),
            whole(commune.places) if commune.places else tr("none"),
        )
        for commune in listed
    ]
    table(sheet, y, columns, rows, _ROW)


def _by_score(commune: Commune) -> tuple[float, str]:
    return -(commune.score or 0), commune.name


def _by_population(commune: Commune) -> tuple[float, str]:
    return -(commune.population or 0), commune.name
