"""What the fields of places and of reports, severities and checks are called."""

from __future__ import annotations

from ..common.text import tr
from .fields import SOURCE_PREFIX


def field_titles() -> dict[str, str]:
    """The fields of places in the user's language."""
    return {
        "place_id": tr("Identifier"),
        "name": tr("Name"),
        "address": tr("Address"),
        "postcode": tr("Postcode"),
        "city": tr("Commune"),
        "insee": tr("INSEE code"),
        "departement": tr("Département"),
        "kind": tr("Type of place"),
        "legal_nature": tr("Legal nature"),
        "activities": tr("Activities"),
        "publics": tr("Publics"),
        "themes": tr("Themes"),
        "labels": tr("Labels"),
        "access_conditions": tr("Access conditions"),
        "opening_hours": tr("Opening hours"),
        "phone": tr("Phone"),
        "email": tr("E-mail"),
        "website": tr("Website"),
        "updated": tr("Updated on"),
        "itinerant": tr("Itinerant"),
        "source": tr("Source"),
        "position": tr("Origin of the position"),
    }


def field_title(field: str) -> str:
    """The field that a finding is about, in words; a column of the source by its own name.

    A finding about ``position`` is about the point itself, not about where it comes from.
    """
    titles = field_titles() | {"position": tr("Position")}
    return titles.get(field) or field.removeprefix(SOURCE_PREFIX)


def report_titles() -> dict[str, str]:
    """The fields of a report in the user's language."""
    return {
        "severity": tr("Severity"),
        "row": tr("Row"),
        "place_id": tr("Place"),
        "field": tr("Field"),
        "check": tr("Check"),
        "message": tr("Message"),
        "value": tr("Value"),
        "proposal": tr("Proposal"),
    }


def severity_title(word: str, plural: bool = False) -> str:
    """A severity in words; ``applied`` is that of a line whose proposal was taken."""
    single = {
        "error": tr("Error"),
        "warning": tr("Warning"),
        "info": tr("Remark"),
        "applied": tr("Applied"),
    }
    several = {"error": tr("Errors"), "warning": tr("Warnings"), "info": tr("Remarks")}
    return (several if plural else single).get(word, word)


def check_title(check: str) -> str:
    """A check in words; one that the catalogue does not have by its id."""
    from .checks.catalogue import catalogue  # the room of the checks loads pandas

    known = catalogue().get(check)
    return known.title if known else check.replace("_", " ")
