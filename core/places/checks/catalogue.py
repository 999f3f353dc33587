"""Every check by its id: how grave it is, and its title."""

from __future__ import annotations

from typing import NamedTuple

from ...common.text import tr


class Check(NamedTuple):
    """``severity`` is one of fields.SEVERITIES; a finding may say another one for itself."""

    severity: str
    title: str


def catalogue() -> dict[str, Check]:
    """The checks in the order of their subjects, with titles in the user's language."""
    return {
        "recognised": Check("info", tr("What was recognised")),
        "title_row": Check("warning", tr("Row above the header")),
        "totals_row": Check("warning", tr("Row of totals")),
        "quote_stray": Check("warning", tr("Stray quotation mark")),
        "encoding_mixed": Check("warning", tr("Several encodings")),
        "header_repeated": Check("warning", tr("Header repeated")),
        "sheets_others": Check("warning", tr("Other sheets or layers")),
        "cells_merged": Check("warning", tr("Merged cells")),
        "row_width": Check("warning", tr("Row of another width")),
        "column_missing": Check("info", tr("Column of the schema missing")),
        # identity
        "identifier_none": Check("warning", tr("No identifiers at all")),
        "identifier_missing": Check("error", tr("Identifier missing")),
        "identifier_repeated": Check("error", tr("Identifier repeated")),
        "identifier_other": Check("warning", tr("Identifier from another column")),
        "name_missing": Check("error", tr("Name missing")),
        # position
        "coordinates_missing": Check("error", tr("No usable coordinates")),
        "coordinates_unreadable": Check("error", tr("Coordinates that are no numbers")),
        "coordinates_zero": Check("error", tr("Coordinates of zero")),
        "coordinates_range": Check("error", tr("Coordinates beyond the globe")),
        "coordinates_swapped": Check("error", tr("Latitude and longitude swapped")),
        "coordinates_sign": Check("error", tr("Sign of a coordinate lost")),
        "coordinates_outside_france": Check("error", tr("Point outside France")),
        "coordinates_outside_departement": Check("error", tr("Point outside the département")),
        "coordinates_outside_commune": Check("warning", tr("Point outside the commune")),
        "coordinates_centroid": Check("warning", tr("Point in the middle of a commune")),
        "coordinates_shared": Check("info", tr("Point shared by several places")),
        "coordinates_average": Check("warning", tr("Average of several points")),
        "coordinates_town": Check("info", tr("Point of the town")),
        "communes_incomplete": Check("info", tr("Commune polygons missing")),
        # codes of communes and the post
        "insee_malformed": Check("warning", tr("Commune code malformed")),
        "insee_restored": Check("warning", tr("Commune code put right")),
        "insee_unknown": Check("warning", tr("Commune code unknown")),
        "insee_position": Check("warning", tr("Commune code of another commune")),
        "insee_city": Check("warning", tr("Commune code and town differ")),
        "insee_departement": Check("warning", tr("Commune code of another département")),
        "insee_missing": Check("info", tr("Commune code missing")),
        "insee_missing_doubtful": Check("warning", tr("Commune code missing, town doubtful")),
        "postcode_malformed": Check("warning", tr("Postal code malformed")),
        "postcode_restored": Check("warning", tr("Postal code put right")),
        "postcode_position": Check("warning", tr("Point far from the postal code")),
        "postcode_departement": Check("warning", tr("Postal code of another département")),
        "postcode_address": Check("warning", tr("Postal code other than in the address")),
        "departement_malformed": Check("warning", tr("Département code malformed")),
        "departement_restored": Check("warning", tr("Département code put right")),
        # nomenclature
        "code_unknown": Check("warning", tr("Code unknown")),
        "code_misplaced": Check("warning", tr("Code in the wrong column")),
        "code_free_text": Check("warning", tr("Free text among codes")),
        "code_separator": Check("info", tr("Codes wrongly joined")),
        "code_repeated": Check("info", tr("Code repeated")),
        "code_untranslated": Check("info", tr("Label without a code")),
        "codes_completed": Check("info", tr("Codes from other columns")),
        "wording_unknown": Check("info", tr("Wording unknown")),
        "not_stated": Check("info", tr("Not stated")),
        # dates and hours
        "date_order": Check("warning", tr("Order of day and month")),
        "date_unreadable": Check("warning", tr("Date unreadable")),
        "date_serial": Check("warning", tr("Date as the number of a day")),
        "date_impossible": Check("warning", tr("Date impossible")),
        "date_future": Check("warning", tr("Date to come")),
        "date_old": Check("info", tr("Not updated for long")),
        "hours_unread": Check("warning", tr("Opening hours not read")),
        "hours_odd": Check("warning", tr("Opening hours at an odd minute")),
        "itinerant_unread": Check("warning", tr("Itinerance not read")),
        # contacts
        "phone_malformed": Check("warning", tr("Phone number malformed")),
        "email_malformed": Check("warning", tr("E-mail address malformed")),
        "website_malformed": Check("warning", tr("Web address malformed")),
        # personal data
        "email_personal": Check("warning", tr("E-mail address of a person")),
        "phone_personal": Check("warning", tr("Mobile number")),
        "email_misplaced": Check("warning", tr("E-mail address out of place")),
        "phone_misplaced": Check("warning", tr("Mobile number out of place")),
        "name_misplaced": Check("warning", tr("Name of a person")),
        # cells
        "html": Check("warning", tr("HTML in a cell")),
        "formula": Check("warning", tr("Formula in a cell")),
        "control_character": Check("warning", tr("Control characters in a cell")),
        "mojibake": Check("warning", tr("Damaged characters")),
        "character_lost": Check("warning", tr("Lost characters")),
    }
