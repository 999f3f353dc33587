"""Codes and wordings of the nomenclature."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ...common.normalising import normalise
from ...common.speech import named
from ...common.text import plural, tr
from ..cleaning import Draft
from ..codes import Codes
from ..fields import CODE_FIELDS, LABEL_FIELDS
from .finding import Finding, Findings

#: Other separators than "-", which joins codes in the nomenclature.
_OTHER_SEPARATOR = re.compile(r"[;,|/\s]")
_SPACED = re.compile(r"\s*-\s*")


def words() -> dict[str, str]:
    """The names of the fields of codes, within a sentence."""
    return {
        "activities": tr("activities"),
        "publics": tr("publics"),
        "themes": tr("themes"),
        "labels": tr("labels"),
    }


def codes(draft: Draft) -> Findings:
    for name in CODE_FIELDS:
        column = draft.schema.codes[name]["column"]
        cells = draft.source.column(column)
        completed = set(draft.completed.get(name, ()))
        # In other columns a cell holds words that are not codes, and no proposal could replace
        # them.
        of_codes = column in draft.source and column not in draft.schema.enumerations
        faults = cache(
            lambda cell, name=name: _OTHER_SEPARATOR.search(_SPACED.sub("-", cell)) is not None
        )
        for record, read in enumerate(draft.codes.get(name, ())):
            clean = read.clean if of_codes else ""
            if record in completed:
                if of_codes:
                    yield _completed(name, record, clean)
            elif read.unknown or read.free_text or read.repeated:
                yield from _faults(draft, name, record, read, clean)
            elif of_codes and draft.schema.separator == "-" and faults(cells[record]):
                yield from _separator(draft, name, record, cells[record], read)


def _completed(name: str, record: int, codes: str) -> Finding:
    message = tr("The column of codes is empty: other columns of the row gave them.")
    return Finding(record, "codes_completed", name, message, "", codes)


def _faults(draft: Draft, name: str, record: int, cell_codes: Codes, clean: str) -> Findings:
    strangers = []
    for code in dict.fromkeys(cell_codes.unknown):
        home = _home(draft, name, code)
        if home:
            yield _misplaced(draft, name, home, record, code)
        else:
            strangers.append(code)
    if strangers and not cell_codes.free_text:
        message = tr("The nomenclature does not know these codes or words. They were left out.")
        yield Finding(record, "code_unknown", name, message, ", ".join(strangers), clean)
    if cell_codes.free_text:
        cell = draft.source.column(draft.schema.codes[name]["column"])[record]
        text = cell or "; ".join(cell_codes.free_text)
        message = tr(
            "A cell of codes holds free text, which was left out. A correction of the cell takes "
            "it out of the file: note it elsewhere first where it matters."
        )
        yield Finding(record, "code_free_text", name, message, text, clean)
    if cell_codes.repeated:
        message = tr("The cell holds the same codes several times. Each was kept once.")
        value = ", ".join(cell_codes.repeated)
        yield Finding(record, "code_repeated", name, message, value, clean)


def _home(draft: Draft, name: str, code: str) -> str:
    """The other field that this code belongs to; "" when there is none, or several."""
    homes = [
        field
        for field, vocabulary in CODE_FIELDS.items()
        if field != name and code in draft.nomenclature.vocabulary(vocabulary).codes
    ]
    return homes[0] if len(homes) == 1 else ""


def _misplaced(draft: Draft, name: str, home: str, record: int, code: str) -> Finding:
    vocabulary = draft.nomenclature.vocabulary(CODE_FIELDS[home])
    message = tr(
        "The code {code} ({label}) belongs to another column, that of the {home}.",
        code=code,
        label=vocabulary.label(code),
        home=words()[home],
    )
    codes_there = set(vocabulary.split(draft.places[home].iat[record]))
    proposal = f"{home}={vocabulary.join(codes_there | {code})}"
    return Finding(record, "code_misplaced", name, message, code, proposal)


def _separator(draft: Draft, name: str, record: int, cell: str, cell_codes: Codes) -> Findings:
    """The cell is nothing but codes, joined by something else than ``-``."""
    vocabulary = draft.nomenclature.vocabulary(CODE_FIELDS[name])
    words = [word for word in _OTHER_SEPARATOR.sub("-", cell).split("-") if word]
    if len(words) > 1 and all(word in vocabulary.codes for word in words):
        message = tr("The codes are joined by something else than “-”. They were read.")
        yield Finding(record, "code_separator", name, message, cell, cell_codes.clean)


def untranslated(draft: Draft) -> Findings:
    """Labels of the national schema without a code of ours: one line for each."""
    for name, codes in draft.codes.items():
        counts = Counter(label for read in codes for label in set(read.untranslated))
        for label, count in counts.most_common():
            message = tr(
                "The nomenclature has no code for “{label}” (places: {count}). It stays in the "
                "source's own column.",
                label=label,
                count=count,
            )
            yield Finding(None, "code_untranslated", name, message, label)


def wordings(draft: Draft) -> Findings:
    """Types of place and legal natures that the nomenclature does not know."""
    message = tr("The nomenclature does not know this wording. It was kept as it is.")
    for name, vocabulary in LABEL_FIELDS.items():
        labels = {normalise(item.label) for item in draft.nomenclature.vocabulary(vocabulary)}
        unknown = {text for text in set(draft.places[name]) if normalise(text) not in labels}
        for record, text in enumerate(draft.places[name].tolist()):
            if text and text in unknown:
                yield Finding(record, "wording_unknown", name, message, text)


def not_stated(draft: Draft) -> Findings:
    """One line for all places that state nothing: "not stated" does not mean "not offered"."""
    count = len(draft.source)
    parts = []
    for name in CODE_FIELDS:
        stated = int((draft.places[name] != "").sum())
        if 0 < stated < count:
            parts.append(
                tr(
                    "{field} of {places}",
                    field=words()[name],
                    places=plural("{n} place", "{n} places", count - stated),
                )
            )
        elif not stated and draft.schema.codes[name]["column"] in draft.source:
            parts.append(tr("{field} of all places", field=words()[name]))
    if parts:
        message = tr(
            "Not stated, which is not the same as not offered, of {places}: {parts}.",
            places=plural("{n} place", "{n} places", count),
            parts=named(parts),
        )
        yield Finding(None, "not_stated", "", message)
