"""What is wrong or doubtful in a census. Each check is one function; ``catalogue`` lists them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from ..cleaning import Draft
from ..fields import REPORT_FIELDS, SEVERITIES
from . import (
    cell_content,
    coded_fields,
    codes_of_places,
    contact_details,
    identity,
    missing_columns,
    position,
    territory,
    unread_hours,
    unread_itinerance,
    update_dates,
)
from .catalogue import Check, catalogue
from .finding import Finding, Findings

__all__ = ["Check", "Finding", "catalogue", "run_checks"]

CHECKS: tuple[Callable[[Draft], Findings], ...] = (
    cell_content.recognised,
    cell_content.reading_notes,
    cell_content.uneven_rows,
    missing_columns.missing_columns,
    identity.identifiers,
    identity.names,
    position.unusable_coordinates,
    position.missing_coordinates,
    position.coordinates_abroad,
    territory.against_communes,
    position.shared_coordinates,
    position.averages,
    position.town_centres,
    codes_of_places.departements,
    codes_of_places.commune_codes,
    codes_of_places.postcodes,
    codes_of_places.matching_codes,
    codes_of_places.postcodes_of_addresses,
    coded_fields.not_stated,
    coded_fields.codes,
    coded_fields.untranslated,
    coded_fields.wordings,
    update_dates.order_of_dates,
    update_dates.unreadable_dates,
    unread_hours.unread_hours,
    unread_hours.odd_hours,
    unread_itinerance.unread_itinerance,
    contact_details.phones,
    contact_details.emails,
    contact_details.websites,
    contact_details.personal_contacts,
    cell_content.cells,
)


def run_checks(draft: Draft, today: date | None = None) -> pd.DataFrame:
    """The report of all checks: the gravest first, then the file as a whole, then row by row.

    ``today`` is the day that ages are counted from.
    """
    findings = [finding for check in CHECKS for finding in check(draft)]
    findings += update_dates.ages(draft, today or date.today())
    described = catalogue()
    rows = draft.source.raw.rows.tolist()
    identifiers = draft.places["place_id"].tolist()
    lines = [
        (
            finding.severity or described[finding.check].severity,
            None if finding.record is None else rows[finding.record],
            "" if finding.record is None else identifiers[finding.record],
            finding.field,
            finding.check,
            finding.message,
            finding.value,
            finding.proposal,
        )
        for finding in findings
    ]
    lines.sort(key=lambda line: (SEVERITIES.index(line[0]), -1 if line[1] is None else line[1]))
    return pd.DataFrame(lines, columns=list(REPORT_FIELDS), dtype=object)
