"""The public fields from a source's columns; what is noticed on the way is kept for the checks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..formats.source import Source
from ..nomenclature import Nomenclature
from ..territories.special_codes import special_codes
from ..territories.zones import Zones
from .coded import ACCESS, itinerant, label_of, read_coded
from .codes import Codes
from .dates import FRENCH_ORDER, DateOrder, iso_date, order_of
from .fields import LABEL_FIELDS, PLACE_FIELDS, ROW_FIELD, SOURCE_PREFIX
from .hours.half_days import whole_days
from .hours.week import WEEK, Hours, read_days, read_osm
from .positions import Positions, read_positions
from .schemas.schema import JOINTS, Schema

COMMUNE_CODE = re.compile(r"(?:\d{2}|2[AB])\d{3}")
POSTCODE = re.compile(r"\d{5}")
_DECIMALS = re.compile(r"\.0+$")
_DEPARTEMENT = re.compile(r"\d{2}|2[AB]|9[78]\d")


@dataclass
class Draft:
    """A census being loaded: the clean places, and what the checks need beside them.

    ``codes`` holds per field what each cell of codes held, ``completed`` the records whose codes
    came from other columns, ``naming`` how the identifier of each record came about: "" (its own),
    "other" (a second column), "row" (none at all), "repeated". ``located`` is the index of the
    commune around each point, -1 outside all; None without commune polygons. ``stated`` holds each
    of STATED_FIELDS as the census writes it; ``recognised`` says how it was read, and why;
    ``date_order`` how the dates of ``updated`` are written.
    """

    source: Source
    schema: Schema
    nomenclature: Nomenclature
    places: pd.DataFrame
    positions: Positions
    codes: dict[str, list[Codes]]
    completed: dict[str, list[int]]
    naming: list[str]
    hours: list[Hours]
    zones: Zones | None = None
    located: np.ndarray | None = None
    stated: dict[str, list[str]] = field(default_factory=dict)
    recognised: str = ""
    date_order: DateOrder = FRENCH_ORDER


def draft_places(source: Source, schema: Schema, nomenclature: Nomenclature) -> Draft:
    """The public fields, ``src_row``, the source's columns, ``lon`` and ``lat`` of each record."""
    stated = {
        name: _joined(source, columns, JOINTS[name])
        if name in schema.joined
        else source.first_filled(columns)
        for name, columns in schema.fields.items()
    }
    values: dict[str, list[Any]] = {name: [""] * len(source) for name in PLACE_FIELDS}
    values.update(stated)
    values["place_id"], naming = _identifiers(source, schema)
    values["address"] = [
        " ".join(filter(None, parts))
        for parts in zip(stated["address"], source.column(schema.address_complement), strict=True)
    ]
    values.update(_codes_of_places(stated))
    date_order = order_of(source.whole.first_filled(schema.fields["updated"]))
    values["updated"] = _each(lambda text: iso_date(text, date_order) or "", stated["updated"])
    for name in LABEL_FIELDS:
        find = partial(label_of, field_name=name, nomenclature=nomenclature)
        values[name] = _each(find, stated[name])
    coded = read_coded(source, schema, nomenclature)
    for name, codes in coded.codes.items():
        values[name] = [read.clean for read in codes]
    if coded.access is not None:
        values[ACCESS] = coded.access
    values["itinerant"] = itinerant(source, schema)
    file = Path(source.raw.what).name
    values["source"] = [text or file for text in stated["source"]]
    _fill_constants(values, schema, nomenclature)
    hours = read_hours(source, schema)
    values["opening_hours"] = [read.osm for read in hours]
    positions = read_positions(source, schema)
    values["position"] = positions.position
    places = _table(values, source, positions)
    return Draft(
        source,
        schema,
        nomenclature,
        places,
        positions,
        coded.codes,
        coded.completed,
        naming,
        hours,
        stated=stated,
        date_order=date_order,
    )


def _codes_of_places(stated: dict[str, list[str]]) -> dict[str, list[str]]:
    """The clean codes of départements, communes and the post. A département not stated is that of
    the commune; a postal code that cannot be cleaned stays as it is."""
    written = stated["departement"], stated["insee"], stated["postcode"]
    codes = _each(_codes_of_place, *written)
    return {
        name: [found[place] for found in codes]
        for place, name in enumerate(("departement", "insee", "postcode"))
    }


def _codes_of_place(departement: str, insee: str, postcode: str) -> tuple[str, str, str]:
    """The three codes of one place, each of which may say what another leaves open."""
    declared = departement_code(departement)
    post = five_characters(postcode, declared, POSTCODE)
    commune = five_characters(insee, declared or _begun(insee, post), COMMUNE_CODE)
    if not declared:
        post = five_characters(postcode, _begun(postcode, commune), POSTCODE)
    declared = special_codes().settled(declared, commune, post) or declared
    commune = in_part(commune, declared, post)
    unsaid = not declared and not departement
    return departement_of(commune) if unsaid else declared, commune, post or postcode


def _begun(text: str, other_code: str) -> str:
    """The département of another code of the place where a code begins so: 4900 beside 49007 has
    lost its end, and no zero."""
    departement = departement_of(other_code)
    return departement if text.strip().startswith(departement) else ""


def in_part(commune: str, departement: str, postcode: str = "") -> str:
    """A commune code that begins with the old code of a divided département (20004), with the part
    that the département or the postal code says (2A004); as it is where neither does."""
    codes, old = special_codes(), commune[:2]
    if old not in codes.divided:
        return commune
    part = departement if departement in codes.parts_of(old) else codes.settled(old, "", postcode)
    return (part or old) + commune[2:]


def same_commune(one: str, other: str) -> bool:
    """Whether two codes are of one commune: an arrondissement is part of its city."""
    city_of = special_codes().city_of
    return one == other or city_of.get(one) == other or city_of.get(other) == one


def _fill_constants(
    values: dict[str, list[Any]], schema: Schema, nomenclature: Nomenclature
) -> None:
    """Fills in what is the same for every place of the schema; what a place says itself wins."""
    for name, constant in schema.constants.items():
        text = label_of(constant, name, nomenclature) if name in LABEL_FIELDS else constant
        values[name] = [value or text for value in values[name]]


def _joined(source: Source, columns: list[str], joint: str) -> list[str]:
    """The filled cells of each record, each once."""
    if len(columns) < 2:
        return source.first_filled(columns)
    texts = (source.column(name) for name in columns)
    return _each(lambda *cells: joint.join(dict.fromkeys(filter(None, cells))), *texts)


def _each(function: Callable[..., Any], *columns: list[str]) -> list[Any]:
    """``function`` of the cells of each record, computed once for cells that repeat."""
    records = list(zip(*columns, strict=True))
    known = {cells: function(*cells) for cells in set(records)}
    return [known[cells] for cells in records]


def _table(values: dict[str, list[Any]], source: Source, positions: Positions) -> pd.DataFrame:
    own = pd.DataFrame({name: values[name] for name in PLACE_FIELDS}, dtype=object)
    own[ROW_FIELD] = source.raw.rows
    origin = source.raw.table.add_prefix(SOURCE_PREFIX)
    points = pd.DataFrame({"lon": positions.lon, "lat": positions.lat})
    return pd.concat([own, origin, points], axis=1)


def departement_code(text: str) -> str:
    """``09`` from ``9``, ``=09=`` or ``09``; "" when it is no code of a département."""
    code = _DECIMALS.sub("", text.strip(" ='\"")).upper()
    code = code.zfill(2) if code.isdigit() else code
    return code if _DEPARTEMENT.fullmatch(code) else ""


def five_characters(text: str, departement: str, pattern: re.Pattern[str]) -> str:
    """A commune or postal code of five characters; "" when ``text`` is none.

    Blanks and decimals ``.0`` left by spreadsheets go. A lost leading zero comes back where that
    is sure: four figures, and no declared département that says otherwise.
    """
    code = _DECIMALS.sub("", re.sub(r"\s", "", text)).upper()
    if re.fullmatch(r"\d{4}", code) and departement in ("", f"0{code[0]}"):
        code = f"0{code}"
    return code if pattern.fullmatch(code) else ""


def departement_of(commune: str) -> str:
    """The département of a commune code."""
    return commune[:3] if commune[:2] in ("97", "98") else commune[:2]


def read_hours(source: Source, schema: Schema) -> list[Hours]:
    """The opening hours of each record, from the columns of its days or of OpenStreetMap's text."""
    if days := schema.hours.get("days"):
        exact = bool(schema.hours.get("exact"))

        def read(*cells: str) -> Hours:
            return read_days(whole_days(cells) if len(cells) > WEEK else cells, exact)

        return _each(read, *(source.column(name) for name in days))
    return _each(read_osm, source.column(schema.hours.get("osm", "")))


def _identifiers(source: Source, schema: Schema) -> tuple[list[str], list[str]]:
    columns = [source.column(name) for name in schema.identifiers or [""]]
    all_stated = set(filter(None, columns[0]))
    used: set[str] = set()
    repeats: dict[str, int] = {}  # the last number that stands behind an identifier
    identifiers, naming = [], []
    for record, cells in enumerate(zip(*columns, strict=True)):
        stated = next(filter(None, cells), "")
        name = "" if cells[0] else "other" if stated else "row"
        identifier = base = stated or f"row-{source.raw.rows[record]}"
        repeat = 1
        while identifier in used or (repeat > 1 and identifier in all_stated):
            repeat = max(repeat, repeats.get(base, 1)) + 1
            identifier = f"{base}-{repeat}"
        repeats[base] = max(repeat, repeats.get(base, 1))
        used.add(identifier)
        identifiers.append(identifier)
        naming.append("repeated" if repeat > 1 else name)
    return identifiers, naming
