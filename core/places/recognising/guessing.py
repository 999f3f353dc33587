"""Guessing what the columns of a table hold, from their names and from what stands in them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
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
from ..france import in_france
from .looks import is_hours, is_the_other_code, look_of
from .pointcolumns import in_decimals, point_column

#: How many filled cells of a column are read; more only if one of the first fits.
_SEEN = 200
_FIRST = 10
#: Content alone says nothing of a column with fewer filled cells (where there are so many rows).
_FEW = 3
#: A guess below this is not proposed; a second column of a coded field must be surer.
_ENOUGH, _SURE = 0.45, 0.7
#: Fields that may be spread over several columns.
_SEVERAL = (*CODE_FIELDS, "access_conditions")
#: Words of a name that say nothing.
_SMALL = {"d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "the"}
#: Words of a name that exclude a field: "code postal de la commune" is not a commune code.
_BELYING = {
    "insee": {"postal", "postale", "cp", "zip"},
    "place_id": {"result", "ban", "tel", "telephone", "phone", "fixe", "mobile", "portable"},
    # A geocoder's columns say what it found, not what a place is.
    **{field: {"result", "ban"} for field in ("name", "kind", "labels", "source")},
}
#: Words of the name of a column of legal names, of mobile phones, of mornings and afternoons.
_LEGAL = {"sociale", "legale", "denomination", "legal"}
_MOBILE = {"mobile", "portable", "gsm"}
_MORNING = {"matin", "matinee", "mat", "am", "morning"}
_AFTERNOON = {"apres", "apresmidi", "aprem", "apm", "pm", "afternoon", "soir"}
#: What a guess is worth where another column says it better: the name that people know and not the
#: legal one, the address with its number and not the street alone.
_LESS = 0.8
_NUMBERED = re.compile(r"\d+ ?(?:bis|ter|quater|[a-d])?\b,? +\w", re.IGNORECASE)
#: Headers of the columns that a form fills by itself: when, and who answered.
_ANSWERED = {"horodateur", "timestamp"}
_ANSWERED_BY = {"adresseemail", "emailaddress", "nomdutilisateur", "username"}
#: Names and cells of a column of house numbers, that stands just before that of the streets.
_HOUSE = {"n", "no", "num", "numero", "nvoie", "nrue", "numvoie", "numerovoie", "numerorue",
          "numerodevoie", "numerodanslavoie", "number", "housenumber", "streetnumber"}  # fmt: skip
_OSM_HOUSE = "housenumber"
_HOUSE_NUMBER = re.compile(r"\d{1,4}(?:[ -]\d{1,4})?(?: ?(?:bis|ter|[a-d]))?", re.IGNORECASE)
#: How many columns are looked at, and how many numeric ones as possible coordinates.
_MOST_COLUMNS, _MOST_NUMBERS = 200, 12

_NUMBER = re.compile(r"-?\d+([.,]\d+)?(e-?\d+)?", re.IGNORECASE)
#: Numbers that may be degrees though their column's name does not say so.
_DEGREES = re.compile(r"-?\d{1,3}[.,]\d{2,}")

#: For each field the usual names of its column; for ``days``, those of each day joined by ``|``.
_SYNONYMS = json.loads(Path(__file__).with_name("synonyms.json").read_text(encoding="utf-8"))
_DAY_WORDS = {word for names in _SYNONYMS["days"] for word in names.split("|")}


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
    used |= _of_the_respondent(cells) | set(houses.values()) | set(filter(_of_a_day, cells))
    free = {column: texts for column, texts in cells.items() if column not in used}
    for field_name, guess in _candidates(free, houses, min(len(table), _FEW), nomenclature):
        column = guess.columns[0]
        before = guesses.get(field_name)
        if column in used or (before and not _goes_with(field_name, before, guess)):
            continue
        used.add(column)
        joined = (*before.columns, column) if before else guess.columns
        guesses[field_name] = replace(before or guess, columns=joined)
    if phone := guesses.get("phone"):  # the first that is filled is shown
        guesses["phone"] = replace(phone, columns=tuple(sorted(phone.columns, key=_is_mobile)))
    if name := guesses.get("name"):
        guesses["name"] = replace(name, columns=_with_legal_name(name.columns[0], table, used))
    street = guesses.get("address")
    if street and (house := houses.get(street.columns[0])):
        guesses["address"] = replace(street, columns=(house, *street.columns))
    return _address_once(guesses, table)


def _address_once(guesses: dict[str, Guess], table: pd.DataFrame) -> dict[str, Guess]:
    """The guesses without a complement that repeats the address, or part of it. Where no column
    has the town, or the address has gaps, a fuller one takes its place alone."""
    address, complement = guesses.get("address"), guesses.get("address_complement")
    if address is None or complement is None:
        return guesses
    joined = table[list(address.columns)].agg(" ".join, axis=1)
    others = map(normalise, table[complement.columns[0]])
    filled = [
        (line, other) for line, other in zip(map(normalise, joined), others, strict=True) if other
    ]
    pairs = [(f" {line} ", f" {other} ") for line, other in filled if line]
    repeated = sum(line in other or other in line for line, other in pairs)
    fuller = sum(line in other and line != other for line, other in pairs)
    if 2 * repeated <= len(pairs):
        return guesses
    kept = {name: guess for name, guess in guesses.items() if name != "address_complement"}
    if 2 * fuller > len(pairs) and ("city" not in guesses or len(pairs) < len(filled)):
        kept["address"] = replace(address, columns=complement.columns)
    return kept


def _candidates(
    cells: dict[str, list[str]], houses: dict[str, str], enough: int, nomenclature: Nomenclature
) -> list[tuple[str, Guess]]:
    """What each column may hold, surest first; by its content alone from ``enough`` cells on."""
    found = []
    for order, column in enumerate(cells):
        for field_name in _fields():
            guess = _guess(field_name, column, cells[column], nomenclature)
            few = len(cells[column]) < enough and not likeness(column, field_name)
            if guess and not few:
                less = _LESS if _is_less(field_name, column, cells, houses) else 1
                guess = replace(guess, confidence=less * guess.confidence)
                found.append((-guess.confidence, order, field_name, guess))
    found.sort(key=lambda candidate: candidate[:3])
    return [(field_name, guess) for _, _, field_name, guess in found]


def _with_legal_name(column: str, table: pd.DataFrame, used: set[str]) -> tuple[str, ...]:
    """The column of names, and the one of legal names that fills its blanks."""
    blank = table[column].str.strip() == ""
    for other in table.columns[:_MOST_COLUMNS]:
        is_legal = _words(other) & _LEGAL and likeness(other, "name") and other not in used
        if is_legal and (table[other].str.strip() != "")[blank].any():
            return column, other
    return (column,)


def _is_less(
    field_name: str, column: str, cells: dict[str, list[str]], houses: dict[str, str]
) -> bool:
    """Whether a column says a field less well than others may."""
    if field_name == "name":
        return bool(_words(column) & _LEGAL)
    numbered = sum(_NUMBERED.search(cell) is not None for cell in cells[column])
    return field_name == "address" and column not in houses and 3 * numbered < len(cells[column])


def _goes_with(field_name: str, before: Guess, guess: Guess) -> bool:
    """Whether a further column belongs to a field too: of codes, or a mobile phone beside
    another."""
    if field_name == "phone":
        several = {_is_mobile(column) for column in (*before.columns, *guess.columns)}
        return len(several) > len(before.columns)
    return field_name in _SEVERAL and guess.confidence >= _SURE


def _is_mobile(column: str) -> bool:
    return bool(_words(column) & _MOBILE)


def _of_a_day(column: str) -> bool:
    """Whether a column is called after a day of the week, so that it holds nothing else."""
    return any(len(word) > 3 and word in _DAY_WORDS for word in _words(column))


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
    keys = {column_key(column): column for column in cells}
    beside = [pair for pair in pairwise(cells) if column_key(pair[0]) in _HOUSE]
    called = [  # addr:housenumber, addr:street: wherever they stand
        (column, keys[key.replace(_OSM_HOUSE, "street")])
        for key, column in keys.items()
        if key.endswith(_OSM_HOUSE) and key.replace(_OSM_HOUSE, "street") in keys
    ]
    return {
        street: house
        for house, street in (*beside, *called)
        if likeness(street, "address")
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
    column_text, word_text = _key(column), _key(word)
    if column_text == word_text:
        return 1.0
    words, parts = _words(column), _words(word)
    if parts <= words:
        return 0.4 + 0.5 * len(parts) / len(words)
    if len(word_text) <= 3 or abs(len(column_text) - len(word_text)) > 3:
        return 0.0
    close = SequenceMatcher(None, column_text, word_text).ratio()
    return 0.9 * close if close >= 0.85 else 0.0


@lru_cache(maxsize=10_000)
def _key(name: str) -> str:
    return column_key(name)


@lru_cache(maxsize=10_000)
def _words(name: str) -> frozenset[str]:
    return frozenset(normalise(name.replace("_", " ")).split()) - _SMALL


# Contents


def _guess(
    field_name: str, column: str, cells: list[str], nomenclature: Nomenclature
) -> Guess | None:
    named = likeness(column, field_name)
    look = look_of(field_name, nomenclature)
    if not cells:
        confidence = 0.6 * named
        reason = tr("The name of the column says so; the column is empty.")
        return Guess((column,), confidence, reason) if confidence >= _ENOUGH else None
    if not named and (look.alone < _ENOUGH or is_the_other_code(field_name, cells)):
        return None
    if not named and not any(map(look.fits, cells[:_FIRST])):
        return None
    share = sum(map(look.fits, cells)) / len(cells)
    if field_name == "place_id":  # what many records share identifies none
        share *= len(set(cells)) / len(cells)
    shown = percent(share)
    if named and not look.telling:
        confidence = 0.9 * named if share > 0.5 else 0.0
        reason = tr("The name of the column says so.")
    elif named and share >= 0.3:
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
    elif look.may is None or sum(map(look.may, cells)) < 0.5 * len(cells):
        return None
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
    """The seven days, or their mornings and afternoons, when at least five have columns of their
    name, which hold hours if anything."""
    halves = []
    for names in _SYNONYMS["days"]:
        spellings = names.split("|")
        columns = [column for column in cells if _words(column) & set(spellings)]
        halves.append(
            _morning_and_afternoon(columns) if len(columns) > 1 else (*columns, "", "")[:2]
        )
    days = halves if any(afternoon for _, afternoon in halves) else [day[:1] for day in halves]
    columns = [column for day in days for column in day]
    texts = [text for column in columns if column for text in cells[column]]
    if sum(map(any, days)) < 5 or sum(map(is_hours, texts)) < 0.3 * len(texts):
        return {}
    reason = plural(
        "{n} column is named after the days of the week.",
        "{n} columns are named after the days of the week.",
        len(columns) - columns.count(""),
    )
    return {"hours": Guess(tuple(columns), 0.95, reason)}


def _morning_and_afternoon(columns: list[str]) -> tuple[str, str]:
    """The two columns of a day; none where there are others."""
    mornings = [column for column in columns if _words(column) & _MORNING]
    afternoons = [c for c in columns if _words(c) & _AFTERNOON and c not in mornings]
    both = len(mornings) == len(afternoons) == 1 and len(columns) == 2
    return (mornings[0], afternoons[0]) if both else ("", "")


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
