"""Guessing what the columns of a table hold, from their names and from what stands in them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd

from ...common.normalising import normalise
from ...common.speech import percent
from ...common.text import plural, tr
from ...formats.columnnames import column_key
from ...nomenclature import Nomenclature
from ..codes import USUAL_SEPARATORS
from ..fields import CODE_FIELDS
from ..positions import in_france
from .looks import is_the_other_code, look_of
from .pointcolumns import in_decimals, point_column

#: How many filled cells of a column are read; more only if one of the first fits.
_SEEN = 200
_FIRST = 10
#: A guess below this is not proposed; a second column of a coded field must be surer.
_ENOUGH, _SURE = 0.45, 0.7
#: Fields that may be spread over several columns.
_SEVERAL = (*CODE_FIELDS, "access_conditions")
_DAYS = 7
#: Words of a name that say nothing.
_SMALL = {"d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "the"}
#: Words of a name that exclude a field: "code postal de la commune" is not a commune code.
_BELYING = {"insee": {"postal", "postale", "cp", "zip"}}
#: Headers of the columns that a form fills by itself: when, and who answered.
_ANSWERED = {"horodateur", "timestamp"}
_ANSWERED_BY = {"adresseemail", "emailaddress", "nomdutilisateur", "username"}
#: Names and cells of a column of house numbers, that stands just before that of the streets.
_HOUSE = {"n", "no", "num", "numero", "nvoie", "nrue", "numvoie", "numerovoie", "numerorue",
          "numerodevoie", "numerodanslavoie", "number", "housenumber", "streetnumber"}  # fmt: skip
_HOUSE_NUMBER = re.compile(r"\d{1,4}(?:[ -]\d{1,4})?(?: ?(?:bis|ter|[a-d]))?", re.IGNORECASE)
#: How many columns are looked at, and how many numeric ones as possible coordinates.
_MOST_COLUMNS, _MOST_NUMBERS = 200, 12

_NUMBER = re.compile(r"-?\d+([.,]\d+)?(e-?\d+)?", re.IGNORECASE)
#: Numbers that may be degrees though their column's name does not say so.
_DEGREES = re.compile(r"-?\d{1,3}[.,]\d{2,}")

#: For each field the usual names of its column; for ``days``, those of each day joined by ``|``.
_SYNONYMS = json.loads(Path(__file__).with_name("synonyms.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Guess:
    """The ``columns`` of a field, how sure that is (0 to 1), and why, in a sentence."""

    columns: tuple[str, ...]
    confidence: float
    reason: str


def guess_columns(table: pd.DataFrame, nomenclature: Nomenclature) -> dict[str, Guess]:
    """For each field that seems to be there its columns, each column for one field at most."""
    cells = {str(name): _filled(table[name]) for name in table.columns[:_MOST_COLUMNS]}
    guesses = {**_week(cells), **(_coordinates(table, cells) or _point(cells))}
    houses = _houses(cells)
    used = {column for guess in guesses.values() for column in guess.columns}
    used |= _of_the_respondent(cells) | set(houses.values())
    candidates = sorted(
        (
            (-guess.confidence, order, field_name, guess)
            for order, column in enumerate(cells)
            if column not in used
            for field_name in _fields()
            if (guess := _guess(field_name, column, cells[column], nomenclature))
        ),
        key=lambda candidate: candidate[:3],
    )
    for _, _, field_name, guess in candidates:
        column = guess.columns[0]
        if column in used:
            continue
        before = guesses.get(field_name)
        if before and (field_name not in _SEVERAL or guess.confidence < _SURE):
            continue
        used.add(column)
        joined = (*before.columns, column) if before else guess.columns
        guesses[field_name] = replace(before or guess, columns=joined)
    street = guesses.get("address")
    if street and (house := houses.get(street.columns[0])):
        guesses["address"] = replace(street, columns=(house, *street.columns))
    return guesses


def _of_the_respondent(cells: dict[str, list[str]]) -> set[str]:
    """The e-mail address of the person who filled in a form, where the place has another one."""
    keys = {column: column_key(column) for column in cells}
    if not _ANSWERED & set(keys.values()):
        return set()
    addresses = [column for column in cells if likeness(column, "email")]
    own = {column for column, key in keys.items() if key in _ANSWERED_BY}
    return own if set(addresses) - own else set()


def _houses(cells: dict[str, list[str]]) -> dict[str, str]:
    """The columns of house numbers, by that of the streets."""
    return {
        street: house
        for house, street in pairwise(cells)
        if column_key(house) in _HOUSE
        and likeness(street, "address")
        and cells[house]
        and _share(_HOUSE_NUMBER, cells[house]) >= 0.8
    }


def guess_separator(table: pd.DataFrame, columns: list[str], nomenclature: Nomenclature) -> str:
    """The sign that most often stands between values in the coded ``columns``; "" if none does."""
    vocabularies = [nomenclature.vocabulary(name) for name in CODE_FIELDS.values()]
    signs: Counter[str] = Counter()
    for column in columns:
        for cell in _filled(table[column]):
            if any(vocabulary.find(cell) for vocabulary in vocabularies):
                continue  # a dash inside a wording is not a separator
            signs.update(set(cell) & set(USUAL_SEPARATORS))
    strong = [sign for sign in ("|", ";") if signs[sign]]
    return max(strong or signs, key=lambda sign: signs[sign], default="")


def _filled(column: pd.Series) -> list[str]:
    return [cell for text in column.tolist() if (cell := text.strip())][:_SEEN]


@cache
def _fields() -> tuple[str, ...]:
    return tuple(name for name in _SYNONYMS if name not in ("days", "lat", "lon", "x", "y"))


# Names


@cache
def likeness(column: str, field_name: str) -> float:
    """How much the name of a column says that it holds a field: 1 for a usual name of it."""
    if _words(column) & _BELYING.get(field_name, set()):
        return 0.0
    return max(_alike(column, word) for word in _SYNONYMS[field_name])


def _alike(column: str, word: str) -> float:
    column_text, word_text = column_key(column), column_key(word)
    if column_text == word_text:
        return 1.0
    words, parts = _words(column), _words(word)
    if parts <= words:
        return 0.4 + 0.5 * len(parts) / len(words)
    if len(word_text) <= 3 or abs(len(column_text) - len(word_text)) > 3:
        return 0.0
    close = SequenceMatcher(None, column_text, word_text).ratio()
    return 0.9 * close if close >= 0.85 else 0.0


def _words(name: str) -> set[str]:
    return set(normalise(name.replace("_", " ")).split()) - _SMALL


# Contents


def _guess(
    field_name: str, column: str, cells: list[str], nomenclature: Nomenclature
) -> Guess | None:
    named = likeness(column, field_name)
    look = look_of(field_name, nomenclature)
    if look is None or not cells:  # any text may be a name, an address or a town
        confidence = (0.9 if cells else 0.6) * named
        reason = (
            tr("The name of the column says so.")
            if cells
            else tr("The name of the column says so; the column is empty.")
        )
        return Guess((column,), confidence, reason) if confidence >= _ENOUGH else None
    if not named and (look.alone < _ENOUGH or is_the_other_code(field_name, cells)):
        return None
    if not named and not any(map(look.fits, cells[:_FIRST])):
        return None
    share = sum(map(look.fits, cells)) / len(cells)
    shown = percent(share)
    if named and share >= 0.3:
        confidence = 0.5 * named + 0.5 * share
        reason = tr(
            "The name of the column says so, and {share} of its values are {what}.",
            share=shown,
            what=look.what,
        )
    elif share >= 0.8:
        confidence = look.alone * share
        reason = tr(
            "{share} of its values are {what}, whatever its name says.",
            share=shown,
            what=look.what,
        )
    else:
        confidence = 0.5 * named
        reason = tr(
            "The name of the column says so, but only {share} of its values are {what}.",
            share=shown,
            what=look.what,
        )
    return Guess((column,), confidence, reason) if confidence >= _ENOUGH else None


# Several columns at once


def _week(cells: dict[str, list[str]]) -> dict[str, Guess]:
    """The seven days, when at least five have a column of their name."""
    day_columns = []
    for names in _SYNONYMS["days"]:
        spellings = names.split("|")
        columns = [column for column in cells if _words(column) & set(spellings)]
        day_columns.append(columns[0] if len(columns) == 1 else "")
    count = _DAYS - day_columns.count("")
    if count < 5:
        return {}
    reason = plural(
        "{n} column is named after the days of the week.",
        "{n} columns are named after the days of the week.",
        count,
    )
    return {"hours": Guess(tuple(day_columns), 0.95, reason)}


def _coordinates(table: pd.DataFrame, cells: dict[str, list[str]]) -> dict[str, Guess]:
    """Two columns whose numbers make points in France: degrees, or metres in Lambert-93."""
    table, cells = in_decimals(table, cells)
    degrees = _pair(table, cells, ("lon", "lat"), in_france, _DEGREES)
    if degrees:
        return degrees
    return _pair(table, cells, ("x", "y"), _in_lambert, _NUMBER)


def guess_point(table: pd.DataFrame) -> str:
    """The column whose cells are points in France each, "" without."""
    return point_column({str(name): _filled(table[name]) for name in table.columns}, in_france)[0]


def _point(cells: dict[str, list[str]]) -> dict[str, Guess]:
    """The column of points, with how sure it is."""
    column, share = point_column(cells, in_france)
    reason = tr(
        "Its cells are positions, {share} of them in France.",
        share=percent(share),
    )
    return {"point": Guess((column,), round(0.95 * share, 2), reason)} if column else {}


def _pair(
    table: pd.DataFrame,
    cells: dict[str, list[str]],
    names: tuple[str, str],
    inside: Callable[[float, float], bool],
    telling: re.Pattern[str],
) -> dict[str, Guess]:
    named = {column: max(likeness(column, name) for name in names) for column in cells}
    numeric = [
        column
        for column, texts in cells.items()
        if texts and _share(_NUMBER if named[column] else telling, texts) >= 0.8
    ]
    numeric = sorted(numeric, key=lambda column: -named[column])[:_MOST_NUMBERS]
    values = {column: pd.to_numeric(_decimal(table[column]), errors="coerce") for column in numeric}
    best: tuple[float, float, str, str] | None = None
    for east in numeric:
        for north in numeric:
            points = pd.DataFrame({"x": values[east], "y": values[north]}).dropna().head(_SEEN)
            if east == north or points.empty:
                continue
            share = sum(map(inside, points["x"], points["y"])) / len(points)
            name = (likeness(east, names[0]) + likeness(north, names[1])) / 2
            if share >= 0.8 and (best is None or (name, share) > best[:2]):
                best = (name, share, east, north)
    if best is None:
        return {}
    name, share, east, north = best
    reason = tr(
        "Together the two columns make points, {share} of them in France.",
        share=percent(share),
    )
    confidence = round(0.55 * share + 0.4 * name, 2)
    return {
        names[0]: Guess((east,), confidence, reason),
        names[1]: Guess((north,), confidence, reason),
    }


def _decimal(column: pd.Series) -> pd.Series:
    return column.str.strip().str.replace(",", ".", regex=False)


def _share(pattern: re.Pattern[str], texts: list[str]) -> float:
    return sum(pattern.fullmatch(text) is not None for text in texts) / len(texts)


def _in_lambert(x: float, y: float) -> bool:
    return 80_000 <= x <= 1_300_000 and 6_000_000 <= y <= 7_200_000
