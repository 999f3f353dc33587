"""An index joined to territories by code, and what has no counterpart on either side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...common.errors import InputError
from ...common.speech import named
from ...common.text import plain_text, tr
from ..cell_numbers import numbers
from ..zones import NAME_NAMES
from .code_cells import as_codes, header_key
from .columns import CodePair, code_pair, score_columns, with_zeros
from .commune_mergers import Mergers, read_mergers, replaced_by, weighted_mean, weights_of
from .scales import population_column, scale_of, titles
from .unmatched_reasons import index_reason, territory_reason

#: How a territory came by its figures.
BY_CODE, REPAIRED, MERGED = "code", "repaired", "merged"
OWN_SCALE = "own"
SIDES = ("territories", "index")
#: The columns that a join adds to those of the index.
ADDED = ("fragility", "fragility_scale", "index_match")


@dataclass(frozen=True)
class Joined:
    """``table``: a row per territory with the index's ``fields`` as they are, ``fragility`` (the
    first of them, or its opposite, so that higher is more fragile), ``fragility_scale`` (a known
    scale's id or ``own``) and ``index_match`` (``code``, ``repaired``, ``merged`` or None). A field
    of one of these names is there as ``index_fragility``.

    ``unmatched``: ``side`` (territories, index), ``code``, ``name``, ``reason``.
    """

    table: pd.DataFrame
    unmatched: pd.DataFrame
    pair: CodePair
    fields: list[str]
    scale: str
    reversed: bool

    def count(self, match: str) -> int:
        """How many territories came by their figures so."""
        return int((self.table["index_match"] == match).sum())


def join_index(
    territories: pd.DataFrame,
    index: pd.DataFrame,
    table_names: tuple[str, str] = ("territories", "index"),
    code: str | None = None,
    index_code: str | None = None,
    fields: tuple[str, ...] = (),
    higher: str = "auto",
    mergers: Mergers | None = None,
    repair: bool = True,
) -> Joined:
    """Figures of an index for each territory.

    Columns that are not named are found by content (``columns``). ``higher`` says whether a higher
    score is more fragile: ``yes``, ``no``, or ``auto`` for the known scales. With ``repair``, a
    code that lost its zero gets it back where a territory has it so. A territory that others merged
    into (by ``mergers``, or a column ``remplacee_par`` of either table) gets the mean of their
    scores, weighted by population; one that merged gets that of its successor. ``table_names`` are
    for messages. Raises InputError where no column of codes or scores serves, the direction
    is not known, or a code stands twice with different scores.
    """
    pair = code_pair(territories, index, code, index_code, table_names)
    names, scores = score_columns(index, list(fields), pair.index, table_names[1])
    scale = scale_of(index, names[0])
    is_reversed = _is_reversed(higher, scale, names[0], table_names[1])
    mergers = mergers or _own_mergers(territories, index, pair, table_names)
    codes = as_codes(territories[pair.territories])
    index_codes = as_codes(index[pair.index])
    wanted = {*codes, *mergers.successor} - {""}
    repaired_codes = with_zeros(index_codes, wanted) if repair else index_codes
    by_code = _by_code(pd.DataFrame(scores), repaired_codes, wanted, pair.index, table_names[1])
    people = population_column([str(name) for name in index])
    population = _population(index, people, repaired_codes)
    figures = _figures(list(dict.fromkeys(codes)), by_code, mergers, population)
    repaired = {new for old, new in zip(index_codes, repaired_codes, strict=True) if old != new}
    table = figures.scores.reindex(codes).reset_index(drop=True)
    main = table[names[0]]
    # Columns of the names that are added here keep theirs behind a prefix.
    table = table.rename(columns={n: f"index_{n}" for n in names if n.lower() in ADDED})
    table["fragility"] = -main if is_reversed else main
    table["fragility_scale"] = scale or OWN_SCALE
    table["index_match"] = [
        REPAIRED if figures.match.get(c) == BY_CODE and c in repaired else figures.match.get(c)
        for c in codes
    ]
    unmatched = _unmatched(territories, index, codes, repaired_codes, figures, mergers, names[0])
    return Joined(table, unmatched, pair, names, scale, is_reversed)


def _is_reversed(higher: str, scale: str, column: str, table_name: str) -> bool:
    if higher == "auto" and not scale:
        raise InputError(
            tr(
                "{table}: nothing tells whether a higher {column} is more fragile. Say so: "
                "HIGHER_IS_FRAGILE is “yes” (higher is more fragile) or “no” (higher is less "
                "fragile). Recognised by themselves, under their own column names: {scales}.",
                table=table_name,
                column=column,
                scales=named(titles().values()),
            )
        )
    return higher == "no"


def _own_mergers(
    territories: pd.DataFrame, index: pd.DataFrame, pair: CodePair, table_names: tuple[str, str]
) -> Mergers:
    """What either table itself says of mergers."""
    for table, code, name in (
        (index, pair.index, table_names[1]),
        (territories, pair.territories, table_names[0]),
    ):
        if replaced_by([str(column) for column in table]):
            return read_mergers(table, name, code)
    return Mergers()


def _population(index: pd.DataFrame, column: str | None, codes: list[str]) -> dict[str, float]:
    """Inhabitants by code, where the index counts them."""
    if column is None:
        return {}
    return {c: float(n) for c, n in zip(codes, numbers(index[column]), strict=True) if c and n >= 0}


def _by_code(
    scores: pd.DataFrame, codes: list[str], wanted: set[str], column: str, table_name: str
) -> pd.DataFrame:
    """The scores of the wanted codes. Raises InputError when rows of one code contradict."""
    scores = scores.set_axis(codes, axis=0)
    scores = scores[scores.index.isin(wanted)]
    once = scores[~scores.reset_index().duplicated().to_numpy()]
    again = once.index[once.index.duplicated()]
    if len(again):
        rows = [str(n) for n, c in enumerate(codes, start=2) if c == again[0]]
        raise InputError(
            tr(
                "{table}: the code {code} stands in several rows of the column {column} with "
                "different scores (rows {rows}). Keep one row per territory.",
                table=table_name,
                code=again[0],
                column=column,
                rows=named(rows, 5),
            )
        )
    return once


@dataclass(frozen=True)
class _Found:
    """``scores`` by territory code; ``match`` how each code came by them; ``used`` the index's
    codes; ``unweighted`` territories whose merged parts have no known population."""

    scores: pd.DataFrame
    match: dict[str, str]
    used: set[str]
    unweighted: dict[str, list[str]]


def _figures(
    codes: list[str], by_code: pd.DataFrame, mergers: Mergers, population: dict[str, float]
) -> _Found:
    scored, own_codes = set(by_code.index), set(codes)
    figures = _Found(by_code.reindex([c for c in codes if c]), {}, set(), {})
    for code in filter(None, codes):
        old = [c for c in mergers.replaced.get(code, ()) if c in scored and c not in own_codes]
        if old:
            parts = [c for c in (code, *old) if c in scored]
            weights = weights_of(parts, mergers.population, population)
            if weights is None:
                figures.scores.loc[code] = np.nan
                figures.unweighted[code] = parts
                continue
            figures.scores.loc[code] = weighted_mean(by_code.loc[parts], weights)
            figures.used.update(parts)
            figures.match[code] = MERGED
        elif code in scored:
            figures.used.add(code)
            figures.match[code] = BY_CODE
        elif mergers.successor.get(code) in scored:
            figures.scores.loc[code] = by_code.loc[mergers.successor[code]]
            figures.used.add(mergers.successor[code])
            figures.match[code] = MERGED
    return figures


def _unmatched(
    territories: pd.DataFrame,
    index: pd.DataFrame,
    codes: list[str],
    index_codes: list[str],
    figures: _Found,
    mergers: Mergers,
    main: str,
) -> pd.DataFrame:
    """What has no figure, or no territory, and why."""
    both_codes = set(codes), set(index_codes)
    lines: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    merged_into = {part: new for new, parts in figures.unweighted.items() for part in parts}
    for number, (code, name) in enumerate(zip(codes, _names(territories), strict=True), start=1):
        matched = code in figures.match
        if matched and np.isfinite(figures.scores.loc[code, main]):
            continue
        key = (SIDES[0], code or f"#{number}")
        reason = territory_reason(
            code, number, both_codes[1], matched, figures.unweighted.get(code), main
        )
        lines.setdefault(key, (SIDES[0], code, name, reason))
    for number, (code, name) in enumerate(zip(index_codes, _names(index), strict=True), start=2):
        if code not in figures.used:
            reason = index_reason(
                code, number, both_codes[0], mergers.successor, merged_into.get(code)
            )
            key = (SIDES[1], code or f"#{number}")
            lines.setdefault(key, (SIDES[1], code, name, reason))
    return pd.DataFrame(list(lines.values()), columns=["side", "code", "name", "reason"])


def _names(table: pd.DataFrame) -> list[str]:
    usual = {header_key(name) for name in (*NAME_NAMES, "libcom", "nom commune", "commune")}
    column = next((name for name in table if header_key(name) in usual), None)
    return [""] * len(table) if column is None else [plain_text(v) for v in table[column]]
