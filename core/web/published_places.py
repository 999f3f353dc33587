"""Places as the two files that the web map and its users read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from ..common.errors import InputError
from ..common.speech import named
from ..common.text import is_harmless_link, tr
from ..places.address import full_address
from ..places.fields import PLACE_FIELDS, SOURCE_PREFIX
from .csv_cells import clean_cell
from .privacy import Privacy
from .rfc7946 import Json, feature, point

_FOLDER = Path(__file__).parent
_REQUIRED = ("place_id", "name")
#: Fields that many censuses do not have: left out rather than published blank for all.
_WHEN_STATED = ("opening_hours",)
#: Figures and codes, which cannot hold a personal number.
_PLAIN = ("place_id", "postcode", "insee", "nothing", "latitude", "longitude", "territory")


@cache
def columns(schema: str) -> list[dict[str, Any]]:
    """The columns of the published CSV, in order.

    Each has ``name`` and ``title``, and where its cells come from: ``field`` of the places, or
    ``made`` by a function here, else the source's column of the same name.
    """
    return json.loads((_FOLDER / f"{schema}.json").read_text(encoding="utf-8"))["columns"]


@cache
def wording() -> dict[str, Any]:
    """The words of the public map, which speaks French whatever the language of QGIS."""
    return json.loads((_FOLDER / "wording.json").read_text(encoding="utf-8"))


def require_places(places: pd.DataFrame) -> None:
    """Raises InputError when a table does not have the fields of places."""
    missing = [name for name in (*_REQUIRED, "lon", "lat") if name not in places]
    if missing or not len(places):
        raise InputError(
            tr(
                "The layer of places cannot be published: {reason}. "
                "Give the places made by “Load a census”.",
                reason=tr("it is empty")
                if not missing
                else tr("it lacks the fields {names}", names=named(missing)),
            )
        )


def on_the_globe(places: pd.DataFrame) -> pd.DataFrame:
    """The same places, without position (NaN) where it is beyond ±90° or ±180°."""
    known = places["lon"].between(-180, 180) & places["lat"].between(-90, 90)
    return places.assign(lon=places["lon"].where(known), lat=places["lat"].where(known))


def places_table(
    places: pd.DataFrame, territory: list[str], schema: str, precision: int, privacy: Privacy
) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """The cells of the CSV (text, n rows), without what ``privacy`` withholds, and the cells
    cleaned.

    ``territory`` is the code of the territory that each place lies in, "" outside all. A cleaned
    cell is given as its place and column.
    """
    count = len(places)
    identifiers = _field(places, "place_id")
    makers: dict[str, Callable[[], list[str]]] = {
        "nothing": lambda: [""] * count,
        "full_address": lambda: _full_address(places),
        "latitude": lambda: _degrees(places["lat"], precision),
        "longitude": lambda: _degrees(places["lon"], precision),
        "territory": lambda: territory,
        "source": lambda: [
            text or wording()["unnamed_source"] for text in _field(places, "source")
        ],
    }
    source = {
        name[len(SOURCE_PREFIX) :].lower(): name
        for name in reversed(places.columns)
        if name.startswith(SOURCE_PREFIX)
    }
    table: dict[str, list[str]] = {}
    cleaned: list[tuple[str, str]] = []
    for column in columns(schema):
        name = column["name"]
        original = source.get(name.lower())
        if "made" in column:
            cells = makers[column["made"]]()
        elif "field" in column and column["field"] in places:
            cells = _field(places, column["field"])
            if column.get("else_source") and original:
                cells = [a or b for a, b in zip(cells, _field(places, original), strict=True)]
        else:
            cells = _field(places, original) if original else [""] * count
        field = column.get("field", "")
        if field not in _PLAIN and column.get("made") not in _PLAIN:
            cells = privacy.publishable(cells, field, name)
        table[name] = [clean_cell(cell) for cell in _as_links(cells, field)]
        pairs = zip(identifiers, cells, table[name], strict=True)
        cleaned += [(identifier, name) for identifier, cell, clean in pairs if cell != clean]
    return pd.DataFrame(table, dtype=object), cleaned


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Comma, UTF-8 without mark, LF, header without quotes, quotes only where needed."""
    text = io.StringIO(newline="")
    text.write(",".join(table.columns) + "\n")
    csv.writer(text, lineterminator="\n").writerows(table.itertuples(index=False))
    return text.getvalue().encode("utf-8")


def place_features(places: pd.DataFrame, precision: int, privacy: Privacy) -> list[Json]:
    """One feature per place with the public fields; the geometry is null without a position."""
    names = [
        name
        for name in PLACE_FIELDS
        if name in places and (name not in _WHEN_STATED or any(_field(places, name)))
    ]
    properties: dict[str, list[Any]] = {}
    for name in names:
        if PLACE_FIELDS[name] == "boolean":
            properties[name] = places[name].tolist()
            continue
        cells = _field(places, name)
        if name not in _PLAIN:
            cells = privacy.publishable(cells, name, name)
        properties[name] = _as_links(cells, name)
    return [
        feature(
            {name: properties[name][number] for name in names},
            point(float(lon), float(lat), precision),
        )
        for number, (lon, lat) in enumerate(zip(places["lon"], places["lat"], strict=True))
    ]


def _as_links(cells: list[str], field: str) -> list[str]:
    """The cells of a field; a website that would be a script or a file is left out: the map makes a
    link of whatever stands there."""
    if field != "website":
        return cells
    return [cell if is_harmless_link(cell) else "" for cell in cells]


def _field(places: pd.DataFrame, name: str) -> list[str]:
    """A column as text, "" where empty or absent."""
    if name not in places:
        return [""] * len(places)
    return ["" if value is None or value != value else str(value) for value in places[name]]


def _full_address(places: pd.DataFrame) -> list[str]:
    parts = (_field(places, name) for name in ("address", "postcode", "city"))
    return [full_address(*row) for row in zip(*parts, strict=True)]


def _degrees(values: pd.Series, precision: int) -> list[str]:
    return ["" if value != value else f"{value:.{precision}f}" for value in values]
