"""What the cells of a field look like, to recognise it by its content."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ...common.normalising import normalise
from ...common.text import tr
from ...nomenclature import Nomenclature
from ..coded import itinerant_answer, national_codes
from ..codes import read_codes
from ..dates import is_date
from ..fields import CODE_FIELDS, LABEL_FIELDS
from ..hours.french import read_cell

_POSTCODE = re.compile(r"(0[1-9]|[1-8]\d|9[0-578]) ?\d{3}|[1-9]\d{3}")
_INSEE = re.compile(r"(0[1-9]|[1-8]\d|9[0-578]|2[AB])\d{3}|[1-9]\d{3}")
_DEPARTEMENT = re.compile(r"=?(\d{1,2}|2[AB]|9[78]\d)=?")
_PHONE = re.compile(r"(\+33|0033|0)[ .(0)-]*[1-9]([ .-]?\d{2}){4}")
#: A phone number whose zero a spreadsheet took; any other number may look so too.
_PHONE_CUT = re.compile(r"[1-9]\d{8}(\.0+)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_WEBSITE = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(fr|com|org|net|eu|info)(/\S*)?")
_STREET = re.compile(
    r"\b(rue|avenue|av|bd|boulevard|place|pl|chemin|route|impasse|allee|quai|cours|square|"
    r"esplanade|lieu dit|village|bourg|mairie)\b"
)
_TIME = re.compile(r"\d ?[hH:]")
#: A text in OpenStreetMap's syntax of opening hours, at first sight.
OSM = re.compile(r"24/7|.*\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)\b.*\d\d:\d\d.*", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """What the cells of a field look like: ``fits`` tells one, ``what`` says it in words, ``alone``
    is how sure the content alone makes. ``may`` tells what else may stand in a column that is
    called like the field: wordings that the nomenclature does not know yet. Where it is not
    ``telling``, to fit says nothing by itself."""

    fits: Callable[[str], bool]
    alone: float
    what: str
    may: Callable[[str], bool] | None = None
    telling: bool = True


def is_the_other_code(field_name: str, cells: list[str]) -> bool:
    """Whether five-figure codes are of the other kind: postcodes mostly end in 0, commune codes do
    not. Nine figures without any phone number among them may be of a SIREN."""
    if field_name == "phone":
        return not any(map(_PHONE.fullmatch, cells))
    ending = sum(cell.endswith("0") for cell in cells) / len(cells)
    return (field_name == "postcode" and ending < 0.4) or (field_name == "insee" and ending > 0.3)


def look_of(field_name: str, nomenclature: Nomenclature) -> Look:
    """What the cells of a field look like."""
    if field_name in CODE_FIELDS:
        vocabulary = nomenclature.vocabulary(CODE_FIELDS[field_name])

        def codes(cell: str) -> bool:
            found = read_codes(cell, vocabulary, translate=national_codes(vocabulary))
            return bool(found.clean or found.untranslated) and not found.free_text

        what = tr("entries of the nomenclature ({title})", title=vocabulary.title)
        return Look(codes, 0.65, what, is_wording)
    if field_name in LABEL_FIELDS:
        vocabulary = nomenclature.vocabulary(LABEL_FIELDS[field_name])
        return Look(
            lambda cell: vocabulary.find(cell) is not None,
            0.6,
            tr("entries of the nomenclature ({title})", title=vocabulary.title),
            is_wording,
        )
    return {
        "place_id": Look(_is_identifier, 0.0, "", telling=False),
        "name": Look(_is_text, 0.0, tr("words"), is_wording),
        "city": Look(_is_text, 0.0, tr("words"), is_wording),
        "postcode": Look(_matches(_POSTCODE), 0.55, tr("postcodes")),
        "insee": Look(_matches(_INSEE), 0.5, tr("commune codes")),
        "departement": Look(_matches(_DEPARTEMENT), 0.0, tr("codes of départements")),
        "phone": Look(_is_phone, 0.75, tr("phone numbers")),
        "email": Look(_matches(_EMAIL), 0.75, tr("e-mail addresses")),
        "website": Look(_matches(_WEBSITE), 0.7, tr("web addresses")),
        "hours": Look(_matches(OSM), 0.75, tr("opening hours as OpenStreetMap writes them")),
        "updated": Look(is_date, 0.5, tr("dates")),
        "address": Look(
            lambda cell: bool(_STREET.search(normalise(cell))),
            0.6,
            tr("names of streets"),
            is_wording,
        ),
        "address_complement": Look(is_wording, 0.0, "", telling=False),
        "access_conditions": Look(is_wording, 0.0, "", telling=False),
        "source": Look(_is_source, 0.0, "", telling=False),
        "itinerant": Look(lambda cell: itinerant_answer(cell) is not None, 0.0, tr("yes or no")),
    }[field_name]


def is_hours(cell: str) -> bool:
    """Whether a cell is what somebody wrote of a day's opening hours, at first sight."""
    return _TIME.search(cell) is not None or read_cell(cell) is not None


def is_wording(cell: str) -> bool:
    """Whether a cell is words that mean something to people: no contact, time, yes or no."""
    contact = any(each.fullmatch(cell) for each in (_PHONE, _EMAIL, _WEBSITE))
    other = re.fullmatch("oui|non|yes|no", normalise(cell)) or is_hours(cell)
    return bool(re.search(r"[^\W\d_]", cell)) and not contact and not other


def _is_phone(cell: str) -> bool:
    return bool(_PHONE.fullmatch(cell) or _PHONE_CUT.fullmatch(cell))


def _is_source(cell: str) -> bool:
    return is_wording(cell) or _WEBSITE.fullmatch(cell) is not None


def _is_identifier(cell: str) -> bool:
    """Whether a cell may be a number or name of one record alone."""
    contact = any(each.fullmatch(cell) for each in (_PHONE, _EMAIL))
    return len(cell) <= 80 and not contact and not is_date(cell)


def _is_text(cell: str) -> bool:
    """Words, and no address of the web or code."""
    words = re.findall(r"[^\W\d_]{2,}", cell)
    mixed = " " not in cell and any(sign.isdigit() for sign in cell)
    return bool(words) and not mixed and not _EMAIL.fullmatch(cell) and not _WEBSITE.match(cell)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.fullmatch(cell) is not None
