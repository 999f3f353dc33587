"""Which columns of two tables hold the codes that they share, and which hold scores."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ...common.errors import InputError
from ...common.speech import named
from ...common.text import plain_text, plural, tr
from ..cell_numbers import numbers
from ..zones import CODE_NAMES, find_column
from .code_cells import as_codes, kind_of, looks_like_codes, looks_like_postcodes
from .scales import columns_on_scale, counts_people, is_aside

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
    """The codes; one that is known only with a leading zero gets it back: 9122 is 09122."""
    bare = {code.lstrip("0"): code for code in known if code.startswith("0")}
    return [code if code in known else bare.get(code, code) for code in codes]


def code_pair(
    territories: pd.DataFrame,
    index: pd.DataFrame,
    code: str | None,
    index_code: str | None,
    table_names: tuple[str, str],
) -> CodePair:
    """The columns whose codes agree most, by content; ``code`` and ``index_code`` where given.

    The names of columns count for nothing in ``index``, and in ``territories`` only to choose
    between columns that agree equally. ``table_names`` are for messages. Raises InputError
    when no column of ``index`` holds the territories' codes; names are never matched.
    """
    territory_codes = _candidates(territories, code, table_names[0])
    index_codes = _candidates(index, index_code, table_names[1])
    pairs = [
        CodePair(territory_column, index_column, _shared(codes_here, codes_there))
        for territory_column, codes_here in sorted(
            territory_codes.items(), key=lambda item: item[0].lower() not in CODE_NAMES
        )
        for index_column, codes_there in index_codes.items()
        if not _objection(codes_here, codes_there)
        or (index_code and (code or _once_each(codes_here)))
    ]
    best = max(pairs, key=lambda pair: pair.shared, default=None)
    if best is None or not best.shared:
        raise InputError(_refusal(territories, index, territory_codes, index_codes, table_names))
    return best


def _candidates(table: pd.DataFrame, chosen: str | None, table_name: str) -> dict[str, list[str]]:
    """The filled codes of the columns that may hold codes: the one ``chosen``, else by content."""
    names = [str(name) for name in table if not counts_people(str(name))]
    if chosen:
        names = [find_column([str(name) for name in table], chosen, CODE_NAMES, table_name)]
    codes_by_column = {name: [code for code in as_codes(table[name]) if code] for name in names}
    return {
        name: codes for name, codes in codes_by_column.items() if chosen or looks_like_codes(codes)
    }


def _shared(known: list[str], codes: list[str]) -> int:
    """How many different codes two columns share."""
    return len(set(known).intersection(with_zeros(codes, set(known))))


def _once_each(codes: list[str]) -> bool:
    """Whether nearly every row has its own value, as with a code: not so with a département."""
    return len(set(codes)) >= _DISTINCT * len(codes)


def _objection(ours: list[str], theirs: list[str]) -> str:
    """Why a column is not taken for the codes of another by itself, in words; "" if it is.

    Counts and ranks equal codes by chance: so the codes must be of the same kind, each in one row.
    A code of two figures is too short to guess that it lost its zero.
    """
    distinct, kind = set(ours), kind_of(ours)
    codes = set(theirs if kind == "departement" else with_zeros(theirs, distinct))
    if kind == "commune" and looks_like_postcodes(codes):
        return tr("postcodes")
    if kind_of(codes) != kind or (not kind and len({len(code) for code in distinct}) > 1):
        return tr("no codes of the same kind")
    if len(distinct & codes) < _SHARED * min(len(distinct), len(codes)):
        return plural(
            "{n} code shared",
            "{n} codes shared",
            len(distinct & codes),
        )
    if len(codes) < _DISTINCT * len(theirs):
        return tr("in several rows each")
    return ""


def _refusal(
    territories: pd.DataFrame,
    index: pd.DataFrame,
    ours: dict[str, list[str]],
    theirs: dict[str, list[str]],
    table_names: tuple[str, str],
) -> str:
    """Why no column can be used, with the columns that were looked at."""
    usual = (name for name in ours if name.lower() in CODE_NAMES)
    field = next(usual, next(iter(ours), None))
    if field is None or not ours[field]:
        return tr(
            "{layer} has no column of codes. Its columns are: {columns}. Add the official code of "
            "each territory.",
            layer=table_names[0],
            columns=named(territories) or "-",
        )
    objections = [
        tr(
            "{column} (such as {code}: {reason})",
            column=name,
            code=codes[0] if codes else "-",
            reason=_objection(ours[field], codes),
        )
        for name, codes in theirs.items()
    ]
    return tr(
        "{index} has no column with the codes of {layer} ({field}, such as {code}). Looked at: "
        "{columns}. Names are never matched, for many territories share one: give the table a "
        "column of codes, one row each, or choose one (INDEX_CODE_FIELD).",
        index=table_names[1],
        layer=table_names[0],
        field=field,
        code=ours[field][0],
        columns=named(objections or map(str, index)),
    )


def score_columns(
    index: pd.DataFrame, given: list[str], code_column: str, table_name: str
) -> tuple[list[str], dict[str, pd.Series]]:
    """(names, numbers) of the score columns, the main one first: those ``given``, those of a known
    scale, or the only column of numbers that is nothing else.

    Raises InputError for a column without numbers, and when there is none or a choice to make.
    """
    names = [str(name) for name in index if str(name) != code_column]
    if given:
        chosen = list(dict.fromkeys(find_column(names, name, (), table_name) for name in given))
    else:
        chosen = columns_on_scale(index.drop(columns=code_column)) or _only_numbers(
            index, names, table_name
        )
    scores = {name: numbers(index[name]) for name in chosen}
    for name, values in scores.items():
        texts = index[name].map(plain_text)
        others = texts[values.isna() & (texts != "")]
        if len(others) >= int(values.notna().sum()):
            raise InputError(
                tr(
                    "{table}: most cells of the column {column} hold no number (such as “{value}”)."
                    " Choose columns of scores.",
                    table=table_name,
                    column=name,
                    value=others.iloc[0] if len(others) else "",
                )
            )
    return chosen, scores


def _only_numbers(index: pd.DataFrame, names: list[str], table_name: str) -> list[str]:
    numeric = [
        name
        for name in names
        if not is_aside(name)
        and 2 * int(numbers(index[name]).notna().sum()) > len(index)
        and not kind_of(as_codes(index[name]))
    ]
    if len(numeric) == 1:
        return numeric
    if numeric:
        raise InputError(
            tr(
                "{table} has several columns of numbers: {columns}. Choose those of the index "
                "(INDEX_FIELDS), the main score first.",
                table=table_name,
                columns=named(numeric),
            )
        )
    raise InputError(
        tr(
            "{table} has no column of scores. Its columns are: {columns}.",
            table=table_name,
            columns=named(index),
        )
    )
