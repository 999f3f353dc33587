"""What is compared of the places of two lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from ..common.normalising import normalise
from ..common.progress import SILENT, Progress
from ..common.projection import WGS84, metric_epsg, project
from ..common.text import plain_text
from ..places.contacts import EMAIL, read_phones
from ..places.fields import IDS_BETWEEN, MERGED_FIELDS, PLACE_FIELDS
from .linkage_model import OFFER, SUCCESSORS
from .words import Wordings, name_words, street_number, street_words, town_words

#: An identifier that loading made from the number of a row says nothing.
_MADE = re.compile(r"row-\d+(?:-\d+)?")
#: So many places on one point were put there because no better point was known.
_CROWD = 4
#: What names a town.
_TOWN = ("insee", "postcode", "departement", "city")


@dataclass
class Records:
    """One list. ``x``, ``y`` in metres, NaN when missing; ``rough``: the point says no more than
    the town, because it is the town's centre, or many places stand on it.

    ``keys`` holds per place the values of a field that can agree: identifier, insee, town,
    postcode, phone, email, website, and what it does; none when it says nothing.
    """

    ids: list[str]
    names: list[tuple[str, ...]]
    streets: list[tuple[str, ...]]
    numbers: np.ndarray
    x: np.ndarray
    y: np.ndarray
    rough: np.ndarray
    keys: dict[str, list[frozenset[str]]]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass
class Lists:
    """Both lists, and the wordings of their names and streets, ready to be compared."""

    base: Records
    incoming: Records
    names: Wordings
    streets: Wordings


def read_lists(base: pd.DataFrame, incoming: pd.DataFrame, progress: Progress = SILENT) -> Lists:
    """What is compared, from two tables of places (``fields.PLACE_FIELDS``, ``lon``, ``lat``)."""
    points = pd.concat([base[["lon", "lat"]], incoming[["lon", "lat"]]]).astype(float)
    located = points[np.isfinite(points).all(axis=1)]
    centre = located.median() if len(located) else pd.Series({"lon": 3.0, "lat": 46.0})
    epsg = metric_epsg(centre["lon"], centre["lat"])
    base_records = read_records(base, epsg, progress.part(0, 0.2))
    incoming_records = read_records(incoming, epsg, progress.part(0.2, 0.4))
    return Lists(
        base_records,
        incoming_records,
        Wordings(base_records.names, incoming_records.names, progress.part(0.4, 0.8)),
        Wordings(base_records.streets, incoming_records.streets, progress.part(0.8, 1)),
    )


def read_records(places: pd.DataFrame, epsg: int, progress: Progress = SILENT) -> Records:
    """What is compared of a table of places; points in the metric system ``epsg``."""
    text = {
        name: [plain_text(value) for value in places[name]]
        if name in places
        else [""] * len(places)
        for name in (*PLACE_FIELDS, *MERGED_FIELDS)
    }
    progress.step(0.1)
    x, y = project(places["lon"], places["lat"], WGS84, epsg)
    unknown = ~(np.isfinite(x) & np.isfinite(y))
    x[unknown], y[unknown] = np.nan, np.nan
    names = [name_words(*cells) for cells in _rows(text, "name", "city")]
    progress.step(0.3)
    streets = [street_words(*cells) for cells in _rows(text, "address", "postcode", "city")]
    reading = progress.part(0.5, 1).over(_KEYS.items())
    keys = {field: [read_cell(cell) for cell in text[field]] for field, read_cell in reading}
    keys["identifier"] = _identifiers(text, unknown)
    keys["town"] = [_town(*cells) for cells in _rows(text, *_TOWN)]
    numbers = np.array([street_number(address) for address in text["address"]], dtype=object)
    rough = _rough(text["position"], x, y)
    return Records(text["place_id"], names, streets, numbers, x, y, rough, keys)


def _rows(text: dict[str, list[str]], *fields: str) -> Iterator[tuple[str, ...]]:
    return zip(*(text[field] for field in fields), strict=True)


def _code(cell: str) -> frozenset[str]:
    return frozenset(filter(None, [cell]))


@lru_cache(10_000)
def _whole(cell: str) -> frozenset[str]:
    """A cell that is compared as a whole."""
    return frozenset(filter(None, [normalise(cell)]))


def _labels(cell: str) -> frozenset[str]:
    return frozenset(SUCCESSORS.get(code, code) for code in cell.split("-") if code)


def _rough(position: list[str], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    points = pd.DataFrame({"x": np.round(x), "y": np.round(y)})
    crowd = points.groupby(["x", "y"])["x"].transform("size").to_numpy() >= _CROWD
    return crowd | np.array([each == "commune" for each in position], dtype=bool)


def _identifiers(text: dict[str, list[str]], unknown: np.ndarray) -> list[frozenset[str]]:
    """The identifiers of each place. A place that says nothing else is identified by its row in its
    file."""
    says = ("name", "address", "city", "phone", "email", "website")
    identifiers = []
    for n, place_id in enumerate(text["place_id"]):
        merged = "" if text["decision"][n] == "doubtful" else text["incoming_id"][n]
        cells = {cell for cell in (place_id, *merged.split(IDS_BETWEEN)) if cell}
        made_up = {cell for cell in cells if _MADE.fullmatch(cell)}
        ids = cells - made_up
        if unknown[n] and text["source"][n] and not any(text[field][n] for field in says):
            ids |= {f"{text['source'][n]} {cell}" for cell in made_up}
        identifiers.append(frozenset(ids))
    return identifiers


def _town(insee: str, postcode: str, departement: str, city: str) -> frozenset[str]:
    """A town's name within its département: many have namesakes elsewhere."""
    town, code = town_words(city), (insee or postcode or departement)[:2]
    return frozenset([f"{code} {town}"] if town and code else [])


def phones(cell: str) -> frozenset[str]:
    """The numbers in a cell, by their figures: without 0 before them, +33 or other marks."""
    read = (phone.number or phone.written for phone in read_phones(cell))
    figures = (re.sub(r"\D", "", number).lstrip("0") for number in read)
    return frozenset(each for each in figures if len(each) >= 4)


def emails(cell: str) -> frozenset[str]:
    """The addresses in a cell."""
    return frozenset(EMAIL.findall(cell.casefold()))


def websites(cell: str) -> frozenset[str]:
    """The addresses of pages in a cell, without what varies: scheme, www, end slash, query."""
    parts = (re.sub(r"^(?:https?://)?(?:www\.)?", "", part) for part in cell.casefold().split())
    return frozenset(re.split(r"[?#]", part)[0].rstrip("/;,.") for part in parts if "." in part)


_KEYS: dict[str, Callable[[str], frozenset[str]]] = {
    "insee": _code,
    "postcode": _code,
    "phone": phones,
    "email": emails,
    "website": websites,
    **dict.fromkeys(OFFER, _whole),
    "labels": _labels,
}
