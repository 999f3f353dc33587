"""Phone numbers, e-mail and web addresses: whether they can be used, and whose they may be."""

from __future__ import annotations

from ...common.text import tr
from ..cleaning import Draft
from ..contacts import (
    EMAIL,
    international,
    is_email,
    is_website,
    read_phones,
    repair_email,
    repair_website,
)
from ..personal import personal_parts
from .finding import Finding, Findings


def phones(draft: Draft) -> Findings:
    unreadable = tr("This is no phone number that can be dialled from France.")
    repaired = tr("The phone number cannot be dialled as it is written.")
    national = draft.schema.name == "national"
    faults = {text: _phone_fault(text, national) for text in set(draft.stated["phone"]) if text}
    for record, text in enumerate(draft.stated["phone"]):
        if text and (fault := faults[text]) is not None:
            message = repaired if fault else unreadable
            yield Finding(record, "phone_malformed", "phone", message, text, fault)


def _phone_fault(text: str, national: bool) -> str | None:
    """None where all numbers can be dialled; else the corrected cell, "" where the correction is
    not sure.

    The ``national`` schema has numbers as +33180059880, and ``|`` between them.
    """
    numbers = read_phones(text)
    if numbers and all(phone.sound and phone.number for phone in numbers):
        return None
    words = any(letter.isalpha() for letter in text)
    if not numbers or words or not all(phone.number for phone in numbers):
        return ""
    if national:
        return "|".join(international(phone.number) for phone in numbers)
    return " / ".join(phone.number for phone in numbers)


def emails(draft: Draft) -> Findings:
    no_address = tr("This is no e-mail address.")
    wrong = tr("Nobody can write to this e-mail address as it stands.")
    faults = {text: _email_fault(text) for text in set(draft.stated["email"]) if text}
    for record, text in enumerate(draft.stated["email"]):
        if text and (fault := faults[text]) is not None:
            message = wrong if fault or "@" in text else no_address
            yield Finding(record, "email_malformed", "email", message, text, fault)


def _email_fault(text: str) -> str | None:
    addresses = EMAIL.findall(text)
    if addresses and all(map(is_email, addresses)):
        return None
    return repair_email(text)


def websites(draft: Draft) -> Findings:
    incomplete = tr("The web address cannot be opened as it is written.")
    wrong = tr("This is no web address.")
    faults = {text: _website_fault(text) for text in set(draft.stated["website"]) if text}
    for record, text in enumerate(draft.stated["website"]):
        if text and (fault := faults[text]) is not None:
            message = incomplete if fault else wrong
            yield Finding(record, "website_malformed", "website", message, text, fault)


def _website_fault(text: str) -> str | None:
    if EMAIL.fullmatch(text):  # reported as an e-mail address in the wrong column
        return None
    parts = text.replace(";", " ").replace("|", " ").split()
    sound = [part for part in parts if is_website(part)]
    if sound and len(sound) == len([part for part in parts if "." in part]):
        return None
    return repair_website(text)


def personal_contacts(draft: Draft) -> Findings:
    """E-mail addresses and numbers in their own columns that may be a person's."""
    messages = personal_messages()
    names, towns = draft.places["name"].tolist(), draft.places["city"].tolist()
    for field in ("email", "phone"):
        for record, text in enumerate(draft.stated[field]):
            if text:
                about = f"{names[record]} {towns[record]}"
                for check, part in personal_parts(text, field, about):
                    yield Finding(record, check, field, messages[check], part)


def personal_messages() -> dict[str, str]:
    """What is said of each of ``personal.PERSONAL_CHECKS``."""
    return {
        "email_personal": tr(
            "This address seems to be a person's. It is not published unless the person agreed; "
            "an address of the structure would be better."
        ),
        "phone_personal": tr(
            "A mobile number may be a person's. It is not published unless its owner agreed; a "
            "number of the structure would be better."
        ),
        "email_misplaced": tr(
            "This column holds an e-mail address, maybe a person's: it is not its place."
        ),
        "phone_misplaced": tr(
            "This column holds a mobile number, maybe a person's: it is not its place."
        ),
        "name_misplaced": tr(
            "This text names somebody. The name is not published unless the person agreed."
        ),
    }
