"""What is said of a layer that was given for its figures, and does not hold them.

Without a word, the wrong layer makes pages, maps and files without figures, which look as if
nothing were known of these territories. Sentences name a layer by the parameter that it was given
for, or as it is called.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeGuard

from ..common.errors import InputError
from ..common.modes import by_mode
from ..common.progress import Progress
from ..common.speech import named
from ..common.text import plain_text, plural, tr
from .vocabulary import Column, shares

#: Names, and codes, told at most.
_TOLD, _EXAMPLES = 10, 3
ISOCHRONE_COLUMNS = ("mode", "minutes")
#: No isochrone is of so many minutes.
_ENDLESS = 1e6


class KeyColumn(NamedTuple):
    """The codes of a layer, and its column that holds them."""

    layer: str
    column: str
    codes: Sequence[str]


def require_columns(layer: str, columns: Iterable[str], wanted: Iterable[str]) -> None:
    """Raises InputError for a layer that lacks some of the columns, naming those that it has."""
    columns = list(columns)
    if missing := [name for name in wanted if name not in columns]:
        raise InputError(
            tr(
                "{layer} has no column {wanted}. Its columns are: {columns}.",
                layer=layer,
                wanted=named(missing),
                columns=named(columns) or "-",
            )
        )


def require_isochrones(
    layer: str, columns: Iterable[str], modes: Iterable[object], minutes: Iterable[object]
) -> None:
    """Raises InputError for a layer whose polygons do not say their mode and minutes."""
    require_columns(layer, columns, ISOCHRONE_COLUMNS)
    wrong = [value for value in minutes if not (is_number(value) and 0 <= value < _ENDLESS)]
    if wrong or not all(plain_text(mode) for mode in modes):
        raise InputError(
            tr(
                "{layer} has polygons without a mode, or whose minutes are no number{example}. "
                "Give the polygons made by “Isochrones”.",
                layer=layer,
                example=f" (“{plain_text(wrong[0])}”)" if wrong else "",
            )
        )


def require_shared(
    territories: KeyColumn, figures: KeyColumn, names: Mapping[str, str], progress: Progress
) -> None:
    """Raises InputError where the figures are of none of the territories, by their codes.

    Warns of those that they lack (``names`` of the territories that are wanted, by code), and says
    how many rows are of no territory.
    """
    known, found = set(territories.codes), set(figures.codes)
    if not known & found:
        bare = {code.lstrip("0") for code in known} & {code.lstrip("0") for code in found} - {""}
        advice = (
            tr("Codes have lost their zeros: keep them as text.")
            if bare
            else tr("Give the figures of these territories, or mend the codes.")
        )
        raise InputError(
            tr(
                "{layer} and {territories} share no code: the column {column} of {layer} holds "
                "{codes}, the column {wanted} of {territories} holds {known}. {advice}",
                layer=figures.layer,
                column=figures.column,
                codes=_examples(figures.codes),
                territories=territories.layer,
                wanted=territories.column,
                known=_examples(territories.codes),
                advice=advice,
            )
        )
    if lacking := [name for code, name in names.items() if code not in found]:
        progress.warn(
            plural(
                "{layer} lacks {n} territory, which has no figures of it: {names}.",
                "{layer} lacks {n} territories, which have no figures of it: {names}.",
                len(lacking),
                layer=figures.layer,
                names=named(lacking, _TOLD),
            )
        )
    if unused := found - known:
        progress.say(
            plural(
                "{layer} holds {n} code of no territory: {codes}.",
                "{layer} holds {n} codes of no territory: {codes}.",
                len(unused),
                layer=figures.layer,
                codes=named(sorted(unused), _EXAMPLES),
            )
        )


def tell_figures(
    layer: str,
    columns: Iterable[str],
    is_filled: Callable[[str], bool],
    progress: Progress,
    beside: Collection[str] = (),
    role: str = "",
) -> None:
    """Warns of a coverage without shares of the inhabitants, or whose figures are missing.

    ``is_filled`` says whether a column holds a number in any row; ``beside`` are the other figures
    that are used with each share; ``role`` is what the layer says that it is.
    """
    columns = list(columns)
    found = shares(columns)
    if not found:
        what = tr(" It says that it is: {role}.", role=role) if role else ""
        progress.warn(
            tr(
                "{layer} holds no figure of coverage: no column is a share of the inhabitants "
                "within reach, such as share_10.{role} Its columns are: {columns}. Give what "
                "“Coverage of the population” made.",
                layer=layer,
                role=what,
                columns=named(columns) or "-",
            )
        )
        return
    if empty := [share.name for share in found if not is_filled(share.name)]:
        progress.warn(
            tr(
                "{layer}: no row has a number in the columns {columns}: these figures are unknown "
                "for all territories.",
                layer=layer,
                columns=named(empty),
            )
        )
    wanted = dict.fromkeys(share.beside(figure).name for share in found for figure in beside)
    if missing := [name for name in wanted if name not in columns]:
        progress.warn(
            tr(
                "{layer} lacks the columns {columns}: the figures that need them are left out.",
                layer=layer,
                columns=named(missing),
            )
        )


def tell_rows(layer: str, count: int, progress: Progress) -> None:
    """Warns of a layer without rows."""
    if not count:
        progress.warn(tr("{layer} holds no row: nothing of it is shown.", layer=layer))


def tell_column(layer: str, column: str, is_filled: bool, progress: Progress) -> None:
    """Warns of a layer in which no row holds a number in a column that is used."""
    if not is_filled:
        progress.warn(
            tr(
                "{layer}: no row has a number in a column {column}: it is shown as unknown.",
                layer=layer,
                column=column,
            )
        )


def tell_apart(layer: str, other: str, progress: Progress) -> None:
    """Warns of two layers of which nothing lies in the same place."""
    progress.warn(
        tr(
            "Nothing of {layer} lies where {other} is. Check that both are of the same territory, "
            "and their coordinate systems.",
            layer=layer,
            other=other,
        )
    )


def tell_placed(
    layer: str, is_inside: Iterable[bool], is_placed: Iterable[bool], progress: Progress
) -> None:
    """Warns of territories that hold no place, and says how many places with a position are in
    none."""
    inside = [each for each, placed in zip(is_inside, is_placed, strict=True) if placed]
    if not inside:
        return
    if not any(inside):
        tell_apart("PLACES", layer, progress)
    elif outside := inside.count(False):
        progress.say(
            plural(
                "{n} place stands in no territory of {layer}.",
                "{n} places stand in no territory of {layer}.",
                outside,
                layer=layer,
            )
        )


def tell_modes(
    layer: str, modes: Iterable[str], shown: Iterable[Column], other: str, progress: Progress
) -> None:
    """Warns of a table of other trips than the columns of a coverage, where these tell a mode."""
    known = {column.mode for column in shown} - {""}
    apart = sorted({mode for mode in modes if mode} - known) if known else []
    if apart:
        progress.warn(
            tr(
                "{layer} holds figures {modes}, and {other} none: they may not be of one run.",
                layer=layer,
                modes=named(map(by_mode, apart)),
                other=other,
            )
        )


def is_number(value: object) -> TypeGuard[float]:
    """Whether a cell is a finite number: not a text that looks like one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < math.inf


def _examples(codes: Sequence[str]) -> str:
    return named([code or "“”" for code in dict.fromkeys(codes)], _EXAMPLES) or "-"
