"""Content that no cell should have: markup, formulas, control characters, mojibake."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from ...common.text import plural, tr
from ...formats.columnnames import column_key
from ...formats.mojibake import repair_mojibake
from ..cleaning import Draft
from ..fields import SOURCE_PREFIX
from ..personal import names_of_people, personal_parts
from .contact_details import personal_messages
from .finding import Finding, Findings, field_of

#: Only a cell with one of these can have a fault; most have none.
_SUSPECT = re.compile(
    r"^\s*[=+@-]|[<&@\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\ufeff\ufffd]"
    r"|[^\x00-\xff]|[ÃÂâÅ]|[67](?:[\s.-]?\d){8}"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK_END = re.compile(r"<br\s*/?>|</(?:p|li|div|tr|h\d)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,5}|#x[0-9a-fA-F]{1,4});")
#: A spreadsheet computes these instead of showing them; ``=11=`` is text that it leaves alone.
_FORMULA = re.compile(r"\s*(?:=(?!\s*[\w.]*\s*=\s*$)\s*\S|[+@-]\s*[^\W\d_])", re.DOTALL)
_QUOTED = re.compile(r'\s*="([^"]*)"\s*')
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\ufeff]"
)
#: Faults that a whole column may have are reported once.
_OF_COLUMN = ("html", "formula", "email_misplaced", "phone_misplaced", "name_misplaced")
_MANY = 10

Fault = tuple[str, str, str]  # check, value, proposal


def cells(draft: Draft) -> Findings:
    """Every fault of every cell; one line for a column that has it in most of its cells."""
    raw = draft.source.raw
    field_of_column = {
        column_key(column): name
        for name, columns in draft.schema.fields.items()
        for column in columns
    }
    for column in raw.table.columns:
        numbers, values = pd.factorize(raw.table[column].to_numpy())
        field = field_of_column.get(column_key(column), "")
        faults = {
            number: cell_faults
            for number, value in enumerate(values)
            if (_SUSPECT.search(value) or names_of_people(value, field))
            and (cell_faults := list(_faults(value, field)))
        }
        if faults:
            yield from _told(draft, column, numbers, values, faults)


def _faults(cell: str, field: str) -> Iterator[Fault]:
    repaired = repair_mojibake(cell)
    if repaired is not None:
        yield "mojibake", cell, repaired
    elif "\ufffd" in cell:
        yield "character_lost", cell, ""
    text = cell if repaired is None else repaired  # <e9> is no tag
    if _TAG.search(text) or _ENTITY.search(text):
        yield "html", cell, _without_markup(cell) if repaired is None else ""
    elif repaired is None and _CONTROL.search(cell):
        yield "control_character", cell, _CONTROL.sub("", cell).strip()
    if _FORMULA.match(cell) and cell.strip() not in ("+", "-", "=", "@"):
        quoted = _QUOTED.fullmatch(cell)
        yield "formula", cell, quoted[1] if quoted else _without_sign(cell)
    if field not in ("email", "phone"):
        for check, part in personal_parts(cell, field, ""):
            yield check, part, ""


def _without_markup(cell: str) -> str:
    text = html.unescape(_TAG.sub(" ", _BLOCK_END.sub("; ", cell)))
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"(?:\s*;)+", ";", text).strip(" ;")


def _without_sign(cell: str) -> str:
    """A text that began with a sign without it; "" for what may truly be a formula."""
    bare = cell.strip().lstrip("+-").lstrip()
    return "" if cell.strip()[0] in "=@" or "(" in bare else bare


def _told(
    draft: Draft,
    column: str,
    numbers: np.ndarray,
    values: np.ndarray,
    faults: dict[int, list[Fault]],
) -> Findings:
    filled = int((np.isin(numbers, np.flatnonzero(values == ""), invert=True)).sum())
    records_of = defaultdict(list)
    for record in np.flatnonzero(np.isin(numbers, list(faults))).tolist():
        records_of[numbers[record]].append(record)
    counts: dict[str, int] = defaultdict(int)
    for number, cell_faults in faults.items():
        for check in {check for check, _, _ in cell_faults}:
            counts[check] += len(records_of[number])
    common_checks = {
        check
        for check, count in counts.items()
        if check in _OF_COLUMN and count > _MANY and count > filled / 2
    }
    messages = _messages()
    for check in sorted(common_checks):
        message = tr(
            "Of the filled cells of the column, {count} of {filled}: {fault}",
            count=counts[check],
            filled=filled,
            fault=messages[check],
        )
        yield Finding(None, check, SOURCE_PREFIX + column, message)
    for number, cell_faults in faults.items():
        for record in records_of[number]:
            for check, value, proposal in cell_faults:
                if check not in common_checks:
                    field = field_of(draft, column, record, values[number])
                    yield Finding(record, check, field, messages[check], value, proposal)


def _messages() -> dict[str, str]:
    return {
        "mojibake": tr("Characters were damaged by a wrong encoding."),
        "character_lost": tr("A character was lost in a conversion (�). Write it again."),
        "html": tr("The cell holds HTML, that maps and tables show as it is."),
        "control_character": tr("The cell holds invisible control characters."),
        "formula": tr("A spreadsheet takes this cell for a formula and shows something else."),
        **personal_messages(),
    }


def uneven_rows(draft: Draft) -> Findings:
    record_of = {row: record for record, row in enumerate(draft.source.raw.rows.tolist())}
    for row, count in draft.source.raw.uneven:
        message = plural(
            "The row has {n} cell where the header has {width}: it may be shifted.",
            "The row has {n} cells where the header has {width}: it may be shifted.",
            count,
            width=draft.source.raw.width,
        )
        yield Finding(record_of[row], "row_width", "", message)


def reading_notes(draft: Draft) -> Findings:
    """The decisions taken while reading the file."""
    record_of = {row: record for record, row in enumerate(draft.source.raw.rows.tolist())}
    for row, check, message in draft.source.raw.notes:
        yield Finding(record_of.get(row), check, "", message, severity="warning")


def recognised(draft: Draft) -> Findings:
    """How the census was read, and why."""
    if draft.recognised:
        yield Finding(None, "recognised", "", draft.recognised)
