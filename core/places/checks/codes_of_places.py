"""Codes of communes, postal codes and départements, by themselves and against each other."""

from __future__ import annotations

import re

from ...common.speech import named
from ...common.text import tr
from ...territories.special_codes import special_codes
from ..cleaning import COMMUNE_CODE, POSTCODE, Draft, departement_code, departement_of
from .finding import Finding, Findings

#: A postal code before a town; not a post-office box, not a company's own code (CEDEX).
_POSTCODE_OF_TOWN = re.compile(
    r"(?<!\bBP )(?<!\bCS )\b(\d{5})(?= +[^\W\d_])(?!.*\bcedex\b)", re.IGNORECASE
)
#: Islands with a postal code of Guadeloupe.
_FROM_GUADELOUPE = {"971", "977", "978"}


def commune_codes(draft: Draft) -> Findings:
    yield from _five_characters(draft, "insee", COMMUNE_CODE)
    for record, insee in enumerate(draft.places["insee"].tolist()):
        if insee and insee[:2] in special_codes().divided:
            yield Finding(record, "insee_malformed", "insee", _several(insee[:2]), insee)


def postcodes(draft: Draft) -> Findings:
    yield from _five_characters(draft, "postcode", POSTCODE)


def _five_characters(draft: Draft, name: str, pattern: re.Pattern[str]) -> Findings:
    zero = tr("The code had lost its leading zero, which was put back.")
    blanks = tr("The code held blanks, decimals or a small letter, which were put right.")
    malformed = tr("The code does not have its five characters.")
    divided = tr("The code began with that of a département that was divided; it was put right.")
    clean_codes = draft.places[name].tolist()
    for record, stated in enumerate(draft.stated[name]):
        clean = clean_codes[record]
        if not stated or (stated == clean and pattern.fullmatch(clean)):
            continue
        if pattern.fullmatch(clean):
            bare = re.sub(r"\s", "", stated).upper()
            message = blanks if clean in bare else zero if clean[:2].isdigit() else divided
            yield Finding(record, f"{name}_restored", name, message, stated, clean)
        else:
            yield Finding(record, f"{name}_malformed", name, malformed, stated)


def departements(draft: Draft) -> Findings:
    none = tr("This is not a département code.")
    codes = draft.places["departement"].tolist()
    for record, stated in enumerate(draft.stated["departement"]):
        code, read = codes[record], departement_code(stated)
        if stated.strip("= ") and not code:
            yield Finding(record, "departement_malformed", "departement", none, stated)
        elif stated and code in special_codes().split:
            yield Finding(record, "departement_malformed", "departement", _several(code), stated)
        elif read and read != code:
            message = tr(
                "The code {code} stands for several départements; the place is in {departement}.",
                code=read,
                departement=code,
            )
            yield Finding(record, "departement_restored", "departement", message, stated, code)


def _several(departement: str) -> str:
    return tr(
        "The code {code} stands for several départements ({parts}), and nothing here says which.",
        code=departement,
        parts=named(sorted(special_codes().parts_of(departement))),
    )


def matching_codes(draft: Draft) -> Findings:
    """The first figures of both codes against the département, declared or of the commune."""
    places = draft.places
    columns = (places[name].tolist() for name in ("departement", "insee", "postcode"))
    for record, (declared, insee, postcode) in enumerate(zip(*columns, strict=True)):
        if insee and not _agree(declared, departement_of(insee)):
            message = tr(
                "The commune code is of the département {code}, and the place declares "
                "{departement}: one of them is wrong.",
                code=departement_of(insee),
                departement=declared,
            )
            yield Finding(record, "insee_departement", "insee", message, insee)
        departement = declared or (departement_of(insee) if insee else "")
        if not departement or not POSTCODE.fullmatch(postcode):
            continue
        if not any(_agree(departement, code) for code in departements_of_postcode(postcode)):
            message = tr(
                "The postal code begins as those of the département {code}, and the place is in "
                "{departement}. A few communes have the postal code of their neighbours; else one "
                "of them is wrong.",
                code="/".join(sorted(departements_of_postcode(postcode))),
                departement=departement,
            )
            yield Finding(record, "postcode_departement", "postcode", message, postcode)


def _agree(departement: str, other: str) -> bool:
    """Whether two codes may be of one département: 20 may be 2A, "" any."""
    if departement in ("", other):
        return True
    codes = special_codes()
    return other in codes.parts_of(departement) or departement in codes.parts_of(other)


def postcodes_of_addresses(draft: Draft) -> Findings:
    """The postal code that the address repeats, against the one in its own column."""
    addresses = draft.places["address"].tolist()
    for record, postcode in enumerate(draft.places["postcode"].tolist()):
        in_address = _POSTCODE_OF_TOWN.findall(addresses[record])
        if in_address and POSTCODE.fullmatch(postcode) and postcode not in in_address:
            message = tr(
                "The address has the postal code {code} and its own column another: one of them "
                "may be wrong.",
                code=in_address[-1],
            )
            yield Finding(record, "postcode_address", "postcode", message, postcode)


def departements_of_postcode(postcode: str) -> set[str]:
    """The départements whose postal codes begin as this one does."""
    if postcode.startswith("20"):
        return {"2A", "2B", "20"}
    if postcode.startswith("971"):
        return _FROM_GUADELOUPE
    return {departement_of(postcode)}
