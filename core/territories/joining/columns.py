"""Which columns of two tables hold the codes that they share, and which hold scores."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ...common.errors import InputError
from ...common.text import tr
from ..cells import numbers
from ..zones import CODE_NAMES, find_column
from .cells import as_codes, kind_of, looks_like_codes, looks_like_postcodes
from .scales import columns_on_scale, is_aside

#: Columns are taken for the codes that two tables share when so much of the shorter list of
#: codes stands in the other.
_SHARED = 0.5
#: And when so many of its filled rows have a code of their own.
_DISTINCT = 0.5


@dataclass(frozen=True)
class CodePair:
    """The code columns of territories and of an index, and how many different codes they share."""

    territories: str
    index: str
    shared: int


def with_zeros(codes: list[str], known: set[str]) -> list[str]:
    """The codes, those that are known only with zeros before them given these: 9122 is 09122."""
    bare = {code.lstrip("0"): code for code in known if code.startswith("0")}
    return [code if code in known else bare.get(code, code) for code in codes]


def code_pair(
    territories: pd.DataFrame,
    index: pd.DataFrame,
    code: str | None,
    index_code: str | None,
    what: tuple[str, str],
) -> CodePair:
    """The columns whose codes agree most, by content; ``code`` and ``index_code`` where given.

    The names of columns count for nothing in ``index``, and in ``territories`` only to choose
    between columns that agree equally. ``what`` names both tables in messages. Raises InputError
    when no column of ``index`` holds the territories' codes; names are never matched.
    """
    ours = _candidates(territories, code, what[0])
    ours.sort(key=lambda name: name.lower() not in CODE_NAMES)
    theirs = _candidates(index, index_code, what[1])
    pairs = [
        CodePair(own, other, _shared(territories[own], index[other]))
        for own in ours
        for other in theirs
        if index_code or not _objection(territories[own], index[other])
    ]
    best = max(pairs, key=lambda pair: pair.shared, default=None)
    if best is None or not best.shared:
        raise InputError(_refusal(territories, index, ours, theirs, what))
    return best


def _candidates(table: pd.DataFrame, given: str | None, what: str) -> list[str]:
    names = [str(name) for name in table]
    if given:
        return [find_column(names, given, CODE_NAMES, what)]
    return [name for name in names if looks_like_codes(as_codes(table[name]))]


def _shared(ours: pd.Series, theirs: pd.Series) -> int:
    """How many different codes two columns share."""
    known = set(as_codes(ours)) - {""}
    return len(known.intersection(with_zeros(as_codes(theirs), known)))


def _objection(ours: pd.Series, theirs: pd.Series) -> str:
    """Why a column is not taken for the codes of another by itself, in words; "" if it is.

    Counts and ranks hit codes by chance: so the figures must be of the same kind, each in one row.
    A code of two figures is too short to guess that it lost its zero.
    """
    known, filled = set(as_codes(ours)) - {""}, [code for code in as_codes(theirs) if code]
    kind = kind_of(known)
    mended = filled if kind == "departement" else with_zeros(filled, known)
    codes = set(mended)
    if kind == "commune" and looks_like_postcodes(codes):
        return tr("postcodes")
    if kind and kind_of(codes) != kind:
        return tr("no codes of the same kind")
    if len(known & codes) < _SHARED * min(len(known), len(codes)):
        return tr("{count} codes shared", count=len(known & codes))
    if len(codes) < _DISTINCT * len(filled):
        return tr("in several rows each")
    return ""


def _refusal(
    territories: pd.DataFrame,
    index: pd.DataFrame,
    ours: list[str],
    theirs: list[str],
    what: tuple[str, str],
) -> str:
    """Why no column serves, with what was looked at."""
    if not ours:
        return tr(
            "{layer} has no column of codes. Its columns are: {columns}. Add the official code of "
            "each territory.",
            layer=what[0],
            columns=", ".join(map(str, territories)) or "-",
        )
    own = territories[ours[0]]
    seen = [
        tr(
            "{column} (such as {code}: {reason})",
            column=name,
            code=next(filter(None, as_codes(index[name])), "-"),
            reason=_objection(own, index[name]),
        )
        for name in theirs
    ]
    return tr(
        "{index} has no column with the codes of {layer} ({field}, such as {code}). Looked at: "
        "{columns}. Names are never matched, for many territories share one: give the table a "
        "column of codes, one row each, or choose one (INDEX_CODE_FIELD).",
        index=what[1],
        layer=what[0],
        field=ours[0],
        code=next(filter(None, as_codes(own)), "-"),
        columns=", ".join(seen or map(str, index)),
    )


def score_columns(
    index: pd.DataFrame, given: list[str], code_column: str, what: str
) -> tuple[list[str], dict[str, pd.Series]]:
    """(names, numbers) of the score columns, the main one first: those ``given``, those of a known
    scale, or the only column of numbers that is nothing else.

    Raises InputError for a column without numbers, and when there is none or a choice to make.
    """
    names = [str(name) for name in index if str(name) != code_column]
    if given:
        chosen = list(dict.fromkeys(find_column(names, name, (), what) for name in given))
    else:
        chosen = columns_on_scale(index.drop(columns=code_column)) or _only_numbers(
            index, names, what
        )
    read = {name: numbers(index[name]) for name in chosen}
    for name, values in read.items():
        filled = [cell for cell in index[name] if cell is not None and str(cell).strip()]
        if 2 * int(values.notna().sum()) <= len(filled) or not filled:
            raise InputError(
                tr(
                    "{table}: most cells of the column {column} hold no number (such as “{value}”)."
                    " Choose columns of scores.",
                    table=what,
                    column=name,
                    value=filled[0] if filled else "",
                )
            )
    return chosen, read


def _only_numbers(index: pd.DataFrame, names: list[str], what: str) -> list[str]:
    found = [
        name
        for name in names
        if not is_aside(name)
        and 2 * int(numbers(index[name]).notna().sum()) > len(index)
        and not kind_of(as_codes(index[name]))
    ]
    if len(found) == 1:
        return found
    if found:
        raise InputError(
            tr(
                "{table} has several columns of numbers: {columns}. Choose those of the index "
                "(INDEX_FIELDS), the main score first.",
                table=what,
                columns=", ".join(found),
            )
        )
    raise InputError(
        tr(
            "{table} has no column of scores. Its columns are: {columns}.",
            table=what,
            columns=", ".join(map(str, index)),
        )
    )
