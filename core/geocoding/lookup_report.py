"""What the report says of a place that was looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from ..common.speech import distance, fixed
from ..common.text import tr
from ..places.cleaning import same_commune
from ..places.fields import REPORT_FIELDS, ROW_FIELD
from .answers import settings
from .judgement import Judgement, Place, question_of

#: A point farther than this (m) from the address found is worth a look.
_FAR = 1000


@dataclass(frozen=True)
class Line:
    """A line of the report, for a record of the places."""

    severity: str
    record: int
    check: str
    message: str
    field: str = "position"
    value: str = ""
    proposal: str = ""


def not_asked(place: Place) -> Line | None:
    """Why a place is not looked for; None when it is."""
    if place.itinerant and not place.address:
        message = tr("The place is itinerant and has no address. It was not looked for.")
        return Line("info", place.record, "geocode_itinerant", message)
    if len(question_of(place).text) < settings()["shortest_text"]:
        message = tr("Neither an address nor a town is known. Write one, then run again.")
        return Line("warning", place.record, "geocode_no_address", message, "address")
    return None


def report_lines(judgement: Judgement) -> Iterator[Line]:
    """What is to be said of an answer; a proposal is a point, latitude and longitude in degrees."""
    place, found = judgement.place, judgement.found
    asked, point = question_of(place).text, f"{found.lat:.6f} {found.lon:.6f}"

    def line(severity: str, check: str, message: str, proposal: str = "") -> Line:
        return Line(
            severity, place.record, f"geocode_{check}", message, "position", asked, proposal
        )

    if found.status == "not-found":
        message = tr("The geocoder knows no such address. Check its spelling, or place it by hand.")
        yield line("warning", "not_found", message)
    elif found.status != "ok":
        message = tr("The geocoder could not read this address. Run again later, or rewrite it.")
        yield line("warning", "refused", message)
    elif not judgement.is_sure or not judgement.agrees:
        check = "elsewhere" if judgement.is_sure else "doubtful"
        message = _elsewhere(judgement) if judgement.is_sure else _doubtful(judgement)
        yield line("warning", check, message, point)
    elif not judgement.names_the_street:
        yield line("warning", "street", _street(judgement), point)
    else:
        if found.is_town:
            yield line("info", "town", _town(judgement))
        elif place.keeps_its_point and judgement.metres > _FAR:
            yield line("warning", "far", _far(judgement), point)
        if judgement.is_taken and place.has_point:
            severity = "warning" if judgement.metres > _FAR else "info"
            yield line(severity, "moved", _moved(judgement))
        if judgement.is_taken:
            yield from _other_codes(judgement)
        if judgement.is_taken and place.itinerant:
            message = tr("The place is itinerant: the point is that of the address written.")
            yield line("info", "itinerant", message)


def _doubtful(judgement: Judgement) -> str:
    return tr(
        "Found with a score of {score} only, so the point was left as it was: "
        "{address}. Apply the proposal if that is the place.",
        score=fixed(judgement.found.score, 2),
        address=judgement.found.label,
    )


def _elsewhere(judgement: Judgement) -> str:
    return tr(
        "Found elsewhere than declared, so the point was left as it was: {address}. "
        "Correct the town or its codes, or apply the proposal if that is the place.",
        address=judgement.found.label,
    )


def _street(judgement: Judgement) -> str:
    return tr(
        "Another street was found, so the point was left as it was: {address}. "
        "Correct the address, or apply the proposal if that is the place.",
        address=judgement.found.label,
    )


def _far(judgement: Judgement) -> str:
    return tr(
        "The point given lies {away} from its address, {address}. Apply the proposal "
        "if the address is right.",
        away=distance(judgement.metres),
        address=judgement.found.label,
    )


def _town(judgement: Judgement) -> str:
    town = judgement.found.label
    if judgement.place.has_point:
        return tr("Only the town was found, {town}: the point was left as it was.", town=town)
    if judgement.place.address:
        return tr("The address was not found: the point is that of the town, {town}.", town=town)
    return tr("No address is known: the point is that of the town, {town}.", town=town)


def _moved(judgement: Judgement) -> str:
    return tr(
        "The point moved by {away}, to {address}.",
        away=distance(judgement.metres),
        address=judgement.found.label,
    )


def _other_codes(judgement: Judgement) -> Iterator[Line]:
    """The declared commune code, else the postcode, where the address found has another.

    Another postcode of the same town proves nothing: one may serve its mail, others its quarters.
    """
    place, found = judgement.place, judgement.found
    field, declared, found_codes = "insee", place.insee, (found.insee, found.old_insee)
    if not declared and not found.is_town:
        field, declared, found_codes = "postcode", place.postcode, (found.postcode, "")
    others = found_codes[0] and not any(same_commune(declared, code) for code in found_codes)
    if declared and others:
        message = tr(
            "The address was found in {town}, which has another code than the one declared.",
            town=found.city,
        )
        check = f"geocode_{field}"
        yield Line("warning", place.record, check, message, field, declared, found_codes[0])


def report_table(lines: list[Line], places: pd.DataFrame) -> pd.DataFrame:
    """The lines in the order of the places, with the fields of ``fields.REPORT_FIELDS``."""

    def cell(name: str, record: int) -> object:
        return places[name].iat[record] if name in places else None

    rows = [
        (
            line.severity,
            cell(ROW_FIELD, line.record),
            cell("place_id", line.record),
            line.field,
            line.check,
            line.message,
            line.value,
            line.proposal,
        )
        for line in sorted(lines, key=lambda line: line.record)
    ]
    return pd.DataFrame(rows, columns=list(REPORT_FIELDS))
