"""Codes of divided départements (20, 20004) that the polygons of communes settle."""

from __future__ import annotations

from collections import defaultdict

from ..territories.special_codes import special_codes
from .address import bare_town
from .cleaning import Draft, departement_of, in_part


def settle_by_communes(draft: Draft) -> None:
    """Puts the part into codes of communes and départements that the row itself leaves open.

    Which it is, the one commune of such a number says, else the commune around the point, else the
    only one of the town's name. Needs ``draft.zones`` and ``draft.located``.
    """
    split = special_codes().split
    columns = {name: draft.places[name].tolist() for name in ("insee", "departement", "city")}
    insees, departements, towns = columns.values()
    divided = special_codes().divided
    open_records = [
        record
        for record, (insee, departement) in enumerate(zip(insees, departements, strict=True))
        if departement in split or insee[:2] in divided
    ]
    if not open_records or draft.zones is None or draft.located is None:
        return
    zones = draft.zones
    known, in_town = set(zones.codes), defaultdict(set)
    for code, name in zip(zones.codes, zones.names, strict=True):
        in_town[bare_town(name)].add(departement_of(code))
    for record in open_records:
        insee, zone = insees[record], int(draft.located[record])
        old = departements[record] if departements[record] in split else insee[:2]
        parts = special_codes().parts_of(old)
        by_code = {part for part in parts if in_part(insee, part) in known}
        around = {departement_of(zones.codes[zone])} if zone >= 0 else set()
        for said in (by_code, around & parts, in_town[bare_town(towns[record])] & parts):
            if len(said) == 1:
                [part] = said
                insees[record] = in_part(insee, part)
                departements[record] = (
                    part if departements[record] in ("", old) else departements[record]
                )
                break
    draft.places["insee"], draft.places["departement"] = insees, departements
