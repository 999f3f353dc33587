"""Points against the commune polygons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from ...common.speech import distance
from ...common.text import plural, tr
from ..address import bare_town
from ..cleaning import POSTCODE, Draft, departement_of
from .codes_of_places import departements_of_postcode
from .commune_ground import CommuneGround
from .finding import Finding, Findings, point, with_point, written

#: From this distance on (metres) a point outside is an error: borders are drawn more or less
#: finely, and a place may be just across.
_FAR = 5000
#: Nearer than this (metres), a point may well be on the border.
_NEAR = 1000
#: Nearer than this (metres), a point is on the border: open data draws borders and coasts with
#: corners some 200 m apart, and a geocoder puts a place in the middle of its street.
_ON_BORDER = 100
#: A point nearer than this (metres) to the middle of a polygon is that middle.
_SAME = 10
#: From this likeness on (0 to 1) two towns are one town, spelt in another way.
_ALIKE = 0.8


def against_communes(draft: Draft) -> Findings:
    """All checks against the polygons; none without polygons."""
    if draft.zones is None or draft.located is None:
        return
    ground = CommuneGround(draft, draft.zones, draft.located)
    yield from _not_covered(ground)
    yield from _on_centroids(ground)
    elsewhere = [
        *_outside_departement(ground),
        *_away_from_postcode(ground),
    ]
    yield from elsewhere
    yield from _communes(ground, {finding.record for finding in elsewhere})


def _not_covered(ground: CommuneGround) -> Findings:
    """The départements whose places could not all be checked, those without points included."""
    insees = ground.draft.places["insee"].tolist()
    unjudged: dict[str, set[int]] = defaultdict(set)
    for departement, records in ground.unjudged.items():
        is_part = departement in ground.parts
        unjudged[departement].update(
            record
            for record in records
            if not (is_part and ground.zones_of_commune(insees[record]))
        )
    for record, insee in enumerate(insees):
        if _may_be_of_the_rest(ground, record, insee):
            unjudged[departement_of(insee)].add(record)
    for departement, count in sorted((each, len(records)) for each, records in unjudged.items()):
        if not count:
            continue
        if departement in ground.parts:
            message = tr(
                "The commune polygons cover only a part of the département {departement}; its "
                "places whose position or commune code could not be checked: {count}.",
                departement=departement,
                count=count,
            )
        else:
            message = tr(
                "The commune polygons do not cover the département {departement}; its places "
                "whose position could not be checked: {count}.",
                departement=departement,
                count=count,
            )
        yield Finding(None, "communes_incomplete", "position", message)


def _on_centroids(ground: CommuneGround) -> Findings:
    """Points exactly in the middle of a commune: a default, not a place."""
    zones, on_centroid = ground.zones, defaultdict(list)
    centres = {}
    for zone in set(ground.located[ground.located >= 0].tolist()):
        centre = zones.geometries[zone].Centroid()
        centres[zone] = centre.GetX(), centre.GetY()
    for record in with_point(ground.draft):
        zone = int(ground.located[record])
        if zone >= 0:
            east, north = centres[zone]
            if np.hypot(ground.x[record] - east, ground.y[record] - north) <= _SAME:
                on_centroid[zone].append(record)
    for zone, records in on_centroid.items():
        message = plural(
            "The point is the exact middle of the commune {name}, like that of {n} place "
            "in all: a default position. Geocode the address, or move the point.",
            "The point is the exact middle of the commune {name}, like that of {n} places "
            "in all: a default position. Geocode the address, or move the point.",
            len(records),
            name=zones.names[zone],
        )
        for record in records:
            value = written(*point(ground.draft, record))
            yield Finding(record, "coordinates_centroid", "position", message, value)


def _outside_departement(ground: CommuneGround) -> Findings:
    """Points that lie in another département than the declared one, with the distance to it."""
    codes, declared = ground.zones.codes, ground.draft.places["departement"].tolist()
    insees = ground.draft.places["insee"].tolist()
    for record in with_point(ground.draft):
        departement, zone = declared[record], ground.located[record]
        if not departement or (zone >= 0 and departement_of(codes[zone]) == departement):
            continue
        if departement not in ground.zones_of or record in ground.unjudged.get(departement, []):
            continue
        metres = ground.to_departement(record, departement)
        if metres <= _ON_BORDER:
            continue
        message = tr(
            "The point lies {distance} outside the declared département {departement}.",
            distance=distance(metres),
            departement=departement,
        )
        if zone >= 0 and insees[record] == codes[zone]:
            message += " " + tr(
                "It lies in the declared commune, {name}: the département may be the wrong one.",
                name=ground.zones.names[zone],
            )
        yield Finding(
            record,
            "coordinates_outside_departement",
            "position",
            message,
            written(*point(ground.draft, record)),
            severity="error" if metres >= _FAR else "warning",
        )


def _away_from_postcode(ground: CommuneGround) -> Findings:
    """The same by the postal code, where the place declares neither département nor commune."""
    places, codes = ground.draft.places, ground.zones.codes
    unsaid = (places["departement"] == "") & (places["insee"] == "") & (places["postcode"] != "")
    postcodes = places["postcode"].tolist()
    for record in np.flatnonzero(unsaid & np.isfinite(ground.x)).tolist():
        zone, departement = int(ground.located[record]), departement_of_postcode(postcodes[record])
        if zone < 0 or departement not in ground.zones_of or departement in ground.unjudged:
            continue
        if departement_of(codes[zone]) == departement:
            continue
        metres = ground.to_departement(record, departement)
        if metres >= _FAR:
            message = tr(
                "The point lies {distance} outside the département of the postal code {postcode}.",
                distance=distance(metres),
                postcode=postcodes[record],
            )
            value = written(*point(ground.draft, record))
            yield Finding(record, "postcode_position", "position", message, value)


def _communes(ground: CommuneGround, elsewhere: set[int | None]) -> Findings:
    """Declared communes, by code or by name, against the one around the point.

    Records in ``elsewhere`` lie outside their département, which is reported already.
    """
    places, zones = ground.draft.places, ground.zones
    departements, towns = places["departement"].tolist(), places["city"].tolist()
    postcodes = [departement_of_postcode(code) for code in places["postcode"].tolist()]
    words = {town: bare_town(town[:100]) for town in set(towns)}
    for record, insee in enumerate(places["insee"].tolist()):
        zone, town = int(ground.located[record]), words[towns[record]]
        declared = departements[record] or departement_of(insee) or postcodes[record]
        coded = ground.zones_of_commune(insee)
        if insee and not coded:
            is_covered = departement_of(insee) in ground.zones_of
            if is_covered and not _may_be_of_the_rest(ground, record, insee):
                yield _unknown_code(ground, record, insee, is_elsewhere=record in elsewhere)
            continue
        is_named = bool(town) and any(_same_town(town, ground.words[own]) for own in coded)
        if coded and town and not is_named:
            yield _other_town(record, insee, zones.names[coded[0]], towns[record])
        if zone in coded or record in elsewhere:
            continue
        if zone < 0:
            if coded and departement_of(insee) in ground.parts:
                yield from _outside_commune(ground, record, coded)
            continue
        words_here = ground.words[zone]
        if coded:
            right = bool(town) and not is_named and _same_town(town, words_here)
            yield from _another_commune(ground, record, coded, is_right=right)
        elif declared in ("", departement_of(zones.codes[zone])):
            named = ground.zones_of_town.get((declared, town), [zone])
            if zone not in named:
                yield from _another_commune(ground, record, named)
            elif not town or _same_town(town, words_here):
                yield _missing_code(ground, record)
            else:
                yield _doubtful_code(ground, record)


def departement_of_postcode(postcode: str) -> str:
    """The only département whose postal codes begin like this; "" when there are several, or
    none."""
    several = departements_of_postcode(postcode) if POSTCODE.fullmatch(postcode) else set()
    return next(iter(several)) if len(several) == 1 else ""


@lru_cache(maxsize=100_000)
def _same_town(one: str, other: str) -> bool:
    """Whether two names (``bare_town``) are of one town: "foix nord" and "foix"."""
    if f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} "):
        return True
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _may_be_of_the_rest(ground: CommuneGround, record: int, insee: str) -> bool:
    """Whether a code that no polygon has may be that of a commune that is not given, where only
    a part of its département is. Not so where the point lies in the town that is written."""
    if departement_of(insee) not in ground.parts or ground.zones_of_commune(insee):
        return False
    town = bare_town(ground.draft.places["city"].iat[record][:100])
    zone = int(ground.located[record])
    return zone < 0 or not town or not _same_town(town, ground.words[zone])


def _unknown_code(ground: CommuneGround, record: int, insee: str, *, is_elsewhere: bool) -> Finding:
    message = tr("No commune polygon has this code: the commune may have been merged.")
    here = "" if is_elsewhere else ground.code_around(record)
    return Finding(record, "insee_unknown", "insee", message, insee, here)


def _other_town(record: int, insee: str, name: str, town: str) -> Finding:
    message = tr(
        "The code is that of {name}, and the town written is {city}: one of them is wrong.",
        name=name,
        city=town,
    )
    return Finding(record, "insee_city", "insee", message, insee)


def _another_commune(
    ground: CommuneGround, record: int, declared: Sequence[int], *, is_right: bool = False
) -> Findings:
    """The point lies in another commune than the ``declared`` one (its polygons); the code is wrong
    where the other ``is_right``, being that of the town written. Nothing on the border."""
    zones, zone = ground.zones, int(ground.located[record])
    if is_right:
        message = tr("The point lies in another commune: {name}.", name=zones.names[zone])
        value = ground.draft.places["insee"].iat[record]
        code = ground.code_around(record)
        yield Finding(record, "insee_position", "insee", message, value, code)
        return
    yield from _outside_commune(ground, record, declared)


def _outside_commune(ground: CommuneGround, record: int, declared: Sequence[int]) -> Findings:
    """How far the point lies outside the ``declared`` commune (its polygons), and in which other
    one, if any is given there. Nothing on the border."""
    zones, zone = ground.zones, int(ground.located[record])
    metres = ground.to_commune(record, declared)
    if metres <= _ON_BORDER:
        return
    name = zones.names[declared[0]]
    if zone < 0:
        message = tr(
            "The point lies {distance} outside the declared commune {name}.",
            distance=distance(metres),
            name=name,
        )
    else:
        message = tr(
            "The point lies in {here}, {distance} outside the declared commune {name}.",
            here=zones.names[zone],
            distance=distance(metres),
            name=name,
        )
    yield Finding(
        record,
        "coordinates_outside_commune",
        "position",
        message,
        written(*point(ground.draft, record)),
        severity="error" if metres >= _FAR else "warning" if metres >= _NEAR else "info",
    )


def _missing_code(ground: CommuneGround, record: int) -> Finding:
    zone = int(ground.located[record])
    message = tr(
        "The commune code is missing. The commune around the point: {name}.",
        name=ground.zones.names[zone],
    )
    value = ground.draft.stated["insee"][record]
    return Finding(record, "insee_missing", "insee", message, value, ground.code_around(record))


def _doubtful_code(ground: CommuneGround, record: int) -> Finding:
    zone = int(ground.located[record])
    message = tr(
        "The commune code is missing. The town written is {city}, but the point lies in {name}: "
        "one of them is wrong, or spelt in another way.",
        city=ground.draft.places["city"].iat[record],
        name=ground.zones.names[zone],
    )
    value = ground.draft.stated["insee"][record]
    proposal = ground.code_around(record)
    return Finding(record, "insee_missing_doubtful", "insee", message, value, proposal)
