"""What is wrong or doubtful in a census: each check is one function, told apart by its id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..common.projection import WGS84, project
from ..common.text import tr
from ..nomenclature import normalise
from .cleaning import COMMUNE_CODE, POSTCODE, Draft, departement_of
from .fields import CODE_FIELDS, LABEL_FIELDS, REPORT_FIELDS, SEVERITIES
from .positions import in_france

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Finding(NamedTuple):
    """One line of the report; ``record`` is None when it speaks of the whole file."""

    record: int | None
    severity: str
    field: str
    check: str
    message: str
    value: str = ""
    proposal: str = ""


Findings = Iterator[Finding]


def run_checks(draft: Draft) -> pd.DataFrame:
    """The report of all checks: the gravest first, then the file as a whole, then row by row."""
    findings = [finding for check in CHECKS for finding in check(draft)]
    findings.sort(
        key=lambda each: (
            SEVERITIES.index(each.severity),
            -1 if each.record is None else each.record,
        )
    )
    rows = draft.source.raw.rows
    identifiers = draft.places["place_id"].tolist()
    lines = [
        (
            each.severity,
            None if each.record is None else int(rows[each.record]),
            "" if each.record is None else identifiers[each.record],
            each.field,
            each.check,
            each.message,
            each.value,
            each.proposal,
        )
        for each in findings
    ]
    return pd.DataFrame(lines, columns=list(REPORT_FIELDS), dtype=object)


def uneven_rows(draft: Draft) -> Findings:
    record_of = {row: record for record, row in enumerate(draft.source.raw.rows.tolist())}
    for row, count in draft.source.raw.uneven:
        message = tr(
            "The row has {count} cells where the header has {width}: it may be shifted.",
            count=count,
            width=draft.source.raw.width,
        )
        yield Finding(record_of[row], "warning", "", "row_width", message)


def identifiers(draft: Draft) -> Findings:
    column = draft.schema.identifiers[0]
    stated = draft.source.column(column)
    if not any(stated) and set(draft.naming) == {"other"}:
        message = tr(
            "The column {column} is empty: {other} serves as the identifier.",
            column=column,
            other=draft.schema.identifiers[1],
        )
        yield Finding(None, "info", "place_id", "identifier_other", message)
        return
    for record, naming in enumerate(draft.naming):
        proposal = draft.places["place_id"].iat[record]
        if naming == "repeated":
            message = tr("The identifier stands in an earlier row too. It was made unique.")
            yield Finding(
                record,
                "error",
                "place_id",
                "identifier_repeated",
                message,
                stated[record],
                proposal,
            )
        elif naming == "row":
            message = tr("The place has no identifier. Its row number serves instead.")
            yield Finding(record, "error", "place_id", "identifier_missing", message, "", proposal)
        elif naming == "other":
            message = tr("The place has no {column}: another column serves instead.", column=column)
            yield Finding(record, "warning", "place_id", "identifier_other", message, "", proposal)


def names(draft: Draft) -> Findings:
    for record, name in enumerate(draft.places["name"]):
        if not name:
            yield Finding(record, "error", "name", "name_missing", tr("The place has no name."))


def unusable_coordinates(draft: Draft) -> Findings:
    messages = {
        "unreadable": tr("The coordinates are not two numbers."),
        "zero": tr("The latitude is zero: the point would lie on the equator."),
        "range": tr("The coordinates are beyond ±90° of latitude or ±180° of longitude."),
    }
    for record, fault, text in draft.positions.faults:
        yield Finding(record, "error", "position", f"coordinates_{fault}", messages[fault], text)


def missing_coordinates(draft: Draft) -> Findings:
    message = tr("The place has no usable coordinates: it is not on the map.")
    for record, position in enumerate(draft.positions.position):
        if position == "missing":
            yield Finding(record, "error", "position", "coordinates_missing", message)


def coordinates_abroad(draft: Draft) -> Findings:
    for record in _with_point(draft):
        lon, lat = _point(draft, record)
        if in_france(lon, lat):
            continue
        value = f"{lat:.6f} {lon:.6f}"
        if in_france(lat, lon):
            message = tr("Latitude and longitude seem swapped.")
            swapped = f"{lon:.6f} {lat:.6f}"
            yield Finding(
                record, "error", "position", "coordinates_swapped", message, value, swapped
            )
        else:
            message = tr("The point lies outside France.")
            yield Finding(record, "error", "position", "coordinates_outside_france", message, value)


def shared_coordinates(draft: Draft) -> Findings:
    on_point = defaultdict(list)
    for record in _with_point(draft):
        on_point[_point(draft, record)].append(record)
    identifiers = draft.places["place_id"].tolist()
    for (lon, lat), records in on_point.items():
        for record in records if len(records) > 1 else ():
            others = [identifiers[other] for other in records[: _NAMED + 1] if other != record]
            message = tr(
                "{count} places stand on the very same point: this one, {others}.",
                count=len(records),
                others=", ".join(others[:_NAMED] + ["…"] * (len(records) - 1 > _NAMED)),
            )
            value = f"{lat:.6f} {lon:.6f}"
            yield Finding(record, "info", "position", "coordinates_shared", message, value)


#: So many places on the same point are named.
_NAMED = 20


def town_centres(draft: Draft) -> Findings:
    not_found = tr("The address was not found: the point is that of the town.")
    none = tr("The census gives no address: the point is that of the town.")
    for record, position in enumerate(draft.positions.position):
        if position == "commune":
            address = draft.places["address"].iat[record]
            message = not_found if address else none
            yield Finding(record, "info", "position", "coordinates_town", message, address)


def outside_departement(draft: Draft) -> Findings:
    """Points that lie in another département than the declared one, with the distance to it."""
    if draft.zones is None or draft.located is None:
        return
    zones_of = defaultdict(list)
    for zone, code in enumerate(draft.zones.codes):
        zones_of[departement_of(code)].append(zone)
    uncovered = _uncovered_departements(draft)
    x, y = project(draft.places["lon"], draft.places["lat"], WGS84, draft.zones.epsg)
    for record in _with_point(draft):
        declared = draft.places["departement"].iat[record]
        zone = draft.located[record]
        if not declared or (zone >= 0 and departement_of(draft.zones.codes[zone]) == declared):
            continue
        if declared not in zones_of or (zone < 0 and declared in uncovered):
            continue
        metres = min(
            draft.zones.distance_to(other, x[record], y[record]) for other in zones_of[declared]
        )
        lon, lat = _point(draft, record)
        message = tr(
            "The point lies {distance} km outside the declared département {departement}.",
            distance=round(metres / 1000),
            departement=declared,
        )
        yield Finding(
            record,
            "error" if metres >= _FAR else "warning",
            "position",
            "coordinates_outside_departement",
            message,
            f"{lat:.6f} {lon:.6f}",
        )


def departements_not_covered(draft: Draft) -> Findings:
    for departement, count in sorted(_uncovered_departements(draft).items()):
        message = tr(
            "The commune polygons do not cover the département {departement}: the position of "
            "{count} of its places could not be checked.",
            departement=departement,
            count=count,
        )
        yield Finding(None, "info", "position", "communes_incomplete", message)


#: From this distance on (metres) a point outside its département is an error: borders are drawn
#: more or less finely, and a place may be just across.
_FAR = 5000


def _uncovered_departements(draft: Draft) -> dict[str, int]:
    """Départements most of whose places lie in no polygon, with the number of those places."""
    if draft.zones is None or draft.located is None:
        return {}
    declared = draft.places["departement"].to_numpy()
    with_point = np.isfinite(draft.places["lon"].to_numpy())
    counts = {}
    for departement in set(declared[with_point]) - {""}:
        of_it = with_point & (declared == departement)
        outside = int((draft.located[of_it] < 0).sum())
        if outside > of_it.sum() / 2:
            counts[departement] = outside
    return counts


def commune_codes(draft: Draft) -> Findings:
    yield from _five_characters(draft, "insee", COMMUNE_CODE)
    if draft.zones is None or draft.located is None:
        return
    codes = draft.zones.codes
    known, departements = set(codes), {departement_of(code) for code in codes}
    declared = draft.places["departement"].tolist()
    for record, insee in enumerate(draft.places["insee"]):
        zone = draft.located[record]
        here = codes[zone] if zone >= 0 else ""
        town = draft.zones.names[zone] if zone >= 0 else ""
        if insee and insee not in known and departement_of(insee) in departements:
            message = tr("No commune polygon has this code: the commune may have been merged.")
            yield Finding(record, "warning", "insee", "insee_unknown", message, insee, here)
        elif insee and here and insee != here:
            message = tr("The point lies in another commune: {name}.", name=town)
            yield Finding(record, "warning", "insee", "insee_position", message, insee, here)
        elif not insee and here and declared[record] in ("", departement_of(here)):
            yield _missing_code(draft, record, here, town)


def _missing_code(draft: Draft, record: int, here: str, town: str) -> Finding:
    """The code of the point's commune; doubtful where the town that is written is another one."""
    city, value = draft.places["city"].iat[record], draft.stated["insee"][record]
    written, found = f"{normalise(city)} ", f"{normalise(town)} "
    if not city or written.startswith(found) or found.startswith(written):
        message = tr("The commune code is missing. The point lies in {name}.", name=town)
        return Finding(record, "info", "insee", "insee_missing", message, value, here)
    message = tr(
        "The commune code is missing. The town written is {city}, but the point lies in {name}: "
        "one of them is wrong, or spelt in another way.",
        city=city,
        name=town,
    )
    return Finding(record, "warning", "insee", "insee_missing_doubtful", message, value, here)


def postcodes(draft: Draft) -> Findings:
    yield from _five_characters(draft, "postcode", POSTCODE)


def _five_characters(draft: Draft, name: str, pattern: re.Pattern[str]) -> Findings:
    zero = tr("The code had lost its leading zero, which was put back.")
    blanks = tr("The code held blanks, decimals or a small letter, which were put right.")
    for record, stated in enumerate(draft.stated[name]):
        clean = draft.places[name].iat[record]
        if not stated or (stated == clean and pattern.fullmatch(clean)):
            continue
        if pattern.fullmatch(clean):
            message = blanks if clean in re.sub(r"\s", "", stated).upper() else zero
            yield Finding(record, "warning", name, f"{name}_restored", message, stated, clean)
        else:
            message = tr("The code does not have its five characters.")
            yield Finding(record, "warning", name, f"{name}_malformed", message, stated)


def departements(draft: Draft) -> Findings:
    message = tr("This is not a département code.")
    for record, stated in enumerate(draft.stated["departement"]):
        if stated.strip("= ") and not draft.places["departement"].iat[record]:
            yield Finding(
                record, "warning", "departement", "departement_malformed", message, stated
            )


def codes(draft: Draft) -> Findings:
    for name in CODE_FIELDS:
        cells = draft.source.column(draft.schema.codes[name]["column"])
        for record, each in enumerate(draft.codes[name]):
            if each.unknown and not each.free_text:
                message = tr("The nomenclature does not know these codes. They were left out.")
                value = ", ".join(dict.fromkeys(each.unknown))
                yield Finding(record, "warning", name, "code_unknown", message, value, each.clean)
            if each.free_text:
                message = tr("A cell of codes holds free text. The text was left out.")
                yield Finding(
                    record, "warning", name, "code_free_text", message, cells[record], each.clean
                )
            if each.repeated:
                message = tr("The cell holds the same codes several times. Each was kept once.")
                value = ", ".join(each.repeated)
                yield Finding(record, "info", name, "code_repeated", message, value, each.clean)
        for record in draft.completed[name]:
            message = tr("The column of codes is empty: other columns of the row gave them.")
            value = draft.places[name].iat[record]
            yield Finding(record, "info", name, "codes_completed", message, "", value)


def wordings(draft: Draft) -> Findings:
    message = tr("The nomenclature does not know this wording. It was kept as it is.")
    for name, vocabulary in LABEL_FIELDS.items():
        find = draft.nomenclature.vocabulary(vocabulary).find
        known = {text: find(text) is not None for text in set(draft.stated[name]) if text}
        for record, stated in enumerate(draft.stated[name]):
            if stated and not known[stated]:
                yield Finding(record, "info", name, "wording_unknown", message, stated)


def dates(draft: Draft) -> Findings:
    message = tr("The date cannot be read. Write it as 2023-01-31, or “janvier 2023”.")
    for record, stated in enumerate(draft.stated["updated"]):
        if stated and not draft.places["updated"].iat[record]:
            yield Finding(record, "warning", "updated", "date_unreadable", message, stated)


def emails(draft: Draft) -> Findings:
    """Addresses where none belongs, and none where one belongs."""
    own = {column.lower() for column in draft.schema.fields["email"]}
    message = tr("This column holds an e-mail address, maybe a person's: it is not its place.")
    for column in draft.source.raw.table.columns:
        if column.lower() in own:
            continue
        for record, cell in enumerate(draft.source.column(column)):
            if "@" in cell and (match := _EMAIL.search(cell)):
                yield Finding(record, "warning", column, "email_misplaced", message, match[0])
    message = tr("This is no e-mail address.")
    for record, stated in enumerate(draft.stated["email"]):
        if stated and not _EMAIL.search(stated):
            yield Finding(record, "warning", "email", "email_malformed", message, stated)


def _with_point(draft: Draft) -> list[int]:
    return [int(record) for record in np.flatnonzero(np.isfinite(draft.positions.lon))]


def _point(draft: Draft, record: int) -> tuple[float, float]:
    return float(draft.positions.lon[record]), float(draft.positions.lat[record])


CHECKS: tuple[Callable[[Draft], Findings], ...] = (
    uneven_rows,
    identifiers,
    names,
    unusable_coordinates,
    missing_coordinates,
    coordinates_abroad,
    departements_not_covered,
    outside_departement,
    shared_coordinates,
    town_centres,
    departements,
    commune_codes,
    postcodes,
    codes,
    wordings,
    dates,
    emails,
)
