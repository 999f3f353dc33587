"""The rows of the what-if's tables: key figures, who gains, scenarios side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.access.figure_titles import unit
from ...core.access.scenario import Book
from ...core.access.vocabulary import Column, within
from ...core.common.text import tr
from ..steps import word_label
from .grid import Cell

if TYPE_CHECKING:
    from ...core.inputs.what_if import Ready

Rows = list[list["str | Cell"]]
#: Decimals of a figure: of shares more than elsewhere, for one place more moves them little.
_DECIMALS = {"covered": 0, "fragile_covered": 0, "share": 1, "mean_minutes": 1}


def _titles() -> dict[str, str]:
    return {
        "covered": tr("inhabitants"),
        "fragile_covered": tr("of whom fragile"),
        "share": tr("share (%)"),
        "mean_minutes": tr("mean minutes"),
    }


def key_rows(ready: Ready, minutes: int) -> Rows:
    """Of every mode, so that the figure without a car stands beside the car's: before, now, and
    the difference.
    """
    rows: Rows = []
    for mode, figures in ready.figures.items():
        for figure, title in _titles().items():
            decimals = _DECIMALS[figure]
            before, now = (
                Cell(_read(all_people, figure, minutes), decimals)
                for all_people in (figures.all_before, figures.all_now)
            )
            label = tr("{mode}: {figure}", mode=word_label(mode), figure=title)
            rows.append([label, before, now, now.since(before)])
    return rows


def gain_rows(ready: Ready, mode: str, minutes: int) -> Rows:
    """The territories where something changed, those that gain most people first."""
    figures = ready.figures[mode]
    found = []
    for territory, people, fragile, saved in figures.gains(minutes):
        found.append(
            [
                ready.names[territory] or ready.codes[territory],
                Cell(people, signed=True),
                Cell(fragile, signed=True),
                Cell(saved, 1, signed=True),
            ]
        )
    return found


def comparison(ready: Ready, book: Book) -> tuple[list[str], Rows]:
    """(headings, rows): a column per scenario, the census first; a row per key figure.

    Every scenario is tried out in every mode; the one looked at is on again afterwards.
    """
    rows: Rows = [[tr("Places added"), Cell(0)], [tr("Places closed"), Cell(0)]]
    for scenario in book.scenarios:
        rows[0].append(Cell(len(scenario.sites)))
        rows[1].append(Cell(len(scenario.closed)))
    for mode, figures in ready.figures.items():
        trial = ready.trials[mode]
        columns = [figures.all_before]
        for scenario in book.scenarios:
            figures.update(trial.show(scenario))
            columns.append(dict(figures.all_now))
        figures.update(trial.show(book.scenario))
        rows += _figure_rows(mode, columns, ready.minutes)
    return [tr("Figure"), tr("Census"), *(one.name for one in book.scenarios)], rows


def _figure_rows(mode: str, columns: list[dict[Column, float]], minutes: list[int]) -> Rows:
    rows: Rows = []
    for figure, title in _titles().items():
        decimals = _DECIMALS[figure]
        for limit in minutes if within(figure) else minutes[:1]:
            label = tr("{mode}: {figure}", mode=word_label(mode), figure=title)
            if within(figure):
                label = tr(
                    "{mode}: {figure} within {minutes} min",
                    mode=word_label(mode),
                    figure=title,
                    minutes=limit,
                )
            rows.append([label, *(Cell(_read(one, figure, limit), decimals) for one in columns)])
    return rows


def _read(figures: dict[Column, float], figure: str, minutes: int) -> float:
    column = Column("share", minutes).beside(figure)
    return figures[column] * unit(column)[0]
