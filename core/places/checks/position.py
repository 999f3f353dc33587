"""Coordinates, by themselves: missing, impossible, abroad, shared."""

from __future__ import annotations

from collections import defaultdict

from ...common.normalising import normalise
from ...common.speech import named
from ...common.text import plural, tr
from ..cleaning import POSTCODE, Draft, departement_of
from ..france import in_france, turned_signs
from .codes_of_places import departements_of_postcode
from .finding import Finding, Findings, point, with_point, written

#: How many of the places on the same point are named.
_NAMED = 20
#: When so many places without a common address share a point, it is right for none of them.
_STRANGERS = 3


def unusable_coordinates(draft: Draft) -> Findings:
    messages = {
        "unreadable": tr("The coordinates are not two numbers."),
        "zero": tr("The latitude is zero: the point would lie on the equator."),
        "range": tr("The coordinates are beyond ±90° of latitude or ±180° of longitude."),
    }
    for record, fault, text in draft.positions.faults:
        yield Finding(record, f"coordinates_{fault}", "position", messages[fault], text)


def missing_coordinates(draft: Draft) -> Findings:
    missing = [n for n, position in enumerate(draft.positions.position) if position == "missing"]
    if len(missing) == len(draft.source) > 1:
        message = tr(
            "No place has coordinates: none is on the map. Geocode the places, or choose the "
            "columns that hold the coordinates."
        )
        yield Finding(None, "coordinates_missing", "position", message)
        return
    message = tr("The place has no usable coordinates: it is not on the map.")
    for record in missing:
        yield Finding(record, "coordinates_missing", "position", message)


def coordinates_abroad(draft: Draft) -> Findings:
    """Points outside France, or in it where only the declared département says that they are wrong:
    a sign or the order of the coordinates was lost."""
    swapped = tr("Latitude and longitude seem swapped.")
    unsigned = tr("The longitude or the latitude seems to have lost its sign, or got a wrong one.")
    outside = tr("The point lies outside France.")
    departements = _departements(draft)
    for record in with_point(draft):
        lon, lat = point(draft, record)
        is_there = in_france(lon, lat)
        turned = turned_signs(lon, lat, departements[record], is_there=is_there)
        if is_there and turned is None:
            continue
        value = written(lon, lat)
        if turned is not None:
            yield Finding(record, "coordinates_sign", "position", unsigned, value, written(*turned))
        elif in_france(lat, lon):
            swap = written(lat, lon)
            yield Finding(record, "coordinates_swapped", "position", swapped, value, swap)
        else:
            yield Finding(record, "coordinates_outside_france", "position", outside, value)


def _departements(draft: Draft) -> list[str]:
    """The département of each place, where its codes agree; else ""."""
    found = []
    columns = (draft.places[name].tolist() for name in ("departement", "insee", "postcode"))
    for declared, insee, postcode in zip(*columns, strict=True):
        said = {declared, departement_of(insee)} - {""}
        if not said and POSTCODE.fullmatch(postcode):
            said = departements_of_postcode(postcode)
        found.append(next(iter(said)) if len(said) == 1 else "")
    return found


def shared_coordinates(draft: Draft) -> Findings:
    """Places on the very same point; doubtful where they have no address in common."""
    on_point = defaultdict(list)
    for record in with_point(draft):
        on_point[point(draft, record)].append(record)
    identifiers = draft.places["place_id"].tolist()
    addresses = [normalise(text) for text in draft.places["address"].tolist()]
    for (lon, lat), records in on_point.items():
        if len(records) == 1:
            continue
        value = written(lon, lat)
        stated = [addresses[record] for record in records if addresses[record]]
        doubtful = len(set(stated)) + len(records) - len(stated) >= _STRANGERS
        severity, first = "warning" if doubtful else "", records[: _NAMED + 2]
        for at, record in enumerate(records):
            if at <= len(first):  # all beyond the first are told the same
                others = [identifiers[other] for other in first if other != record]
                message = _shared(len(records), named(others, _NAMED), doubtful)
            yield Finding(
                record, "coordinates_shared", "position", message, value, severity=severity
            )


def _shared(count: int, others: str, doubtful: bool) -> str:
    if not doubtful:
        return plural(
            "{n} place stands on the very same point: this one, {others}.",
            "{n} places stand on the very same point: this one, {others}.",
            count,
            others=others,
        )
    return plural(
        "{n} place that has no address in common stands on the very same point: this "
        "one, {others}. It is maybe that of the town or the street: geocode it again.",
        "{n} places that have no address in common stand on the very same point: this "
        "one, {others}. It is maybe that of the town or the street: geocode them again.",
        count,
        others=others,
    )


def averages(draft: Draft) -> Findings:
    """Places of several points, and no coordinates."""
    for record, count in sorted(_averaged(draft).items()):
        message = plural(
            "The place has {n} point: it stands at their average, where nothing may be. Move it to "
            "one of them, or geocode its address.",
            "The place has {n} points: it stands at their average, where nothing may be. Move it "
            "to one of them, or geocode its address.",
            count,
        )
        yield Finding(
            record, "coordinates_average", "position", message, written(*point(draft, record))
        )


def _averaged(draft: Draft) -> dict[int, int]:
    """The records that stand at the average of their points, and how many these are."""
    raw, positions = draft.source.raw, draft.positions
    if raw.lon is None or raw.lat is None:
        return {}
    return {
        record: count
        for record, count in raw.several.items()
        if (raw.lon[record], raw.lat[record]) == (positions.lon[record], positions.lat[record])
        and positions.position[record] == "commune"
    }


def town_centres(draft: Draft) -> Findings:
    not_found = tr("The address was not found: the point is that of the town.")
    none = tr("The census gives no address: the point is that of the town.")
    addresses, averaged = draft.places["address"].tolist(), _averaged(draft)
    for record, position in enumerate(draft.positions.position):
        if position == "commune" and record not in averaged:
            message = not_found if addresses[record] else none
            yield Finding(record, "coordinates_town", "position", message, addresses[record])
