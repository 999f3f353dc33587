"""Why a code has no counterpart, in words."""

from __future__ import annotations

from collections.abc import Mapping

from ...common.speech import named
from ...common.text import tr
from ..special_codes import special_codes


def territory_reason(
    code: str,
    number: int,
    index: set[str],
    is_matched: bool,
    unweighted: list[str] | None,
    column: str,
) -> str:
    """Why a territory has no score."""
    if not code:
        return tr("Feature {number} has no code.", number=str(number))
    if is_matched:
        return tr("The index holds no number for it in {column}.", column=column)
    if unweighted:
        return tr(
            "It took the place of {codes}, and not all their populations are known: the scores "
            "cannot be averaged. Give MERGED, or the index, a column of populations.",
            codes=named(part for part in unweighted if part != code),
        )
    if index & special_codes().arrondissements_of(code):
        return tr("The index has its arrondissements, not the whole commune.")
    if (whole := special_codes().city_of.get(code)) in index:
        return tr("The index has the whole commune ({code}), not its arrondissements.", code=whole)
    return tr("No row of the index has this code.")


def index_reason(
    code: str,
    row: int,
    territories: set[str],
    successor: Mapping[str, str],
    unweighted_in: str | None,
) -> str:
    """Why a row of the index has no territory."""
    if not code:
        return tr("Row {row} has no code.", row=str(row))
    if unweighted_in:
        return tr("It is now part of {code}; its population is not known.", code=unweighted_in)
    if f"0{code}" in territories:
        return tr("It seems to have lost its zero: {code} is a territory.", code=f"0{code}")
    if (whole := special_codes().city_of.get(code)) in territories:
        return tr("It is an arrondissement of {code}, which is one territory here.", code=whole)
    if territories & special_codes().arrondissements_of(code):
        return tr("Its arrondissements are the territories here.")
    if code in successor:
        return tr(
            "It merged into {code}, which is not among the territories.", code=successor[code]
        )
    return tr("No territory has this code.")
