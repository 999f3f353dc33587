"""What is compared of the places of two lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...common.projection import WGS84, metric_epsg, project
from ...common.text import plain_text
from ...nomenclature import normalise
from ..fields import IDS_BETWEEN, MERGED_FIELDS, PLACE_FIELDS
from .model import OFFER, SUCCESSORS
from .words import Wordings, name_words, street_number, street_words, town_words

#: An identifier that loading made from the number of a row says nothing.
_MADE = re.compile(r"row-\d+(?:-\d+)?")
#: So many places on one point were put there for want of a better one.
_CROWD = 4
#: What names a town.
_TOWN = ("insee", "postcode", "departement", "city")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


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


def read_lists(base: pd.DataFrame, incoming: pd.DataFrame) -> Lists:
    """What is compared, from two tables of places (``fields.PLACE_FIELDS``, ``lon``, ``lat``)."""
    known = pd.concat([base[["lon", "lat"]], incoming[["lon", "lat"]]]).dropna()
    centre = known.median() if len(known) else pd.Series({"lon": 3.0, "lat": 46.0})
    epsg = metric_epsg(centre["lon"], centre["lat"])
    left, right = read_records(base, epsg), read_records(incoming, epsg)
    return Lists(
        left,
        right,
        Wordings(left.names, right.names),
        Wordings(left.streets, right.streets),
    )


def read_records(places: pd.DataFrame, epsg: int) -> Records:
    """What is compared of a table of places; points in the metric system ``epsg``."""
    text = {
        name: [plain_text(value) for value in places[name]]
        if name in places
        else [""] * len(places)
        for name in (*PLACE_FIELDS, *MERGED_FIELDS)
    }
    where = list(zip(text["address"], text["postcode"], text["city"], strict=True))
    x, y = project(places["lon"], places["lat"], WGS84, epsg)
    unknown = ~(np.isfinite(x) & np.isfinite(y))
    x[unknown], y[unknown] = np.nan, np.nan
    says = ("name", "address", "city", "phone", "email", "website")
    said = np.array(["".join(cells) for cells in zip(*(text[f] for f in says), strict=True)], str)
    empty = np.isnan(x) & (said == "")
    merged = [
        "" if decision == "doubtful" else ids
        for decision, ids in zip(text["decision"], text["incoming_id"], strict=True)
    ]
    identifiers = zip(text["place_id"], merged, text["source"], empty, strict=True)
    return Records(
        text["place_id"],
        [name_words(*pair) for pair in zip(text["name"], text["city"], strict=True)],
        [street_words(*each) for each in where],
        np.array([street_number(address) for address in text["address"]], dtype=object),
        x,
        y,
        _rough(text["position"], x, y),
        {
            "identifier": [_identifiers(*each) for each in identifiers],
            "insee": [frozenset(filter(None, [code])) for code in text["insee"]],
            "town": [_town(*each) for each in zip(*(text[f] for f in _TOWN), strict=True)],
            "postcode": [frozenset(filter(None, [code])) for code in text["postcode"]],
            "phone": [phones(cell) for cell in text["phone"]],
            "email": [frozenset(_EMAIL.findall(cell.casefold())) for cell in text["email"]],
            "website": [websites(cell) for cell in text["website"]],
            **{field: [_whole(cell) for cell in text[field]] for field in OFFER},
            "labels": [_labels(cell) for cell in text["labels"]],
        },
    )


def _whole(cell: str) -> frozenset[str]:
    """A cell that is compared as a whole."""
    return frozenset(filter(None, [normalise(cell)]))


def _labels(cell: str) -> frozenset[str]:
    return frozenset(SUCCESSORS.get(code, code) for code in cell.split("-") if code)


def _rough(position: list[str], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    points = pd.DataFrame({"x": np.round(x), "y": np.round(y)})
    crowd = points.groupby(["x", "y"])["x"].transform("size").to_numpy() >= _CROWD
    return crowd | np.array([each == "commune" for each in position], dtype=bool)


def _identifiers(own: str, merged: str, source: str, is_empty: bool) -> frozenset[str]:
    """What names a place. One that says nothing else is known by its row in its file."""
    cells = {cell for cell in (own, *merged.split(IDS_BETWEEN)) if cell}
    given = {cell for cell in cells if not _MADE.fullmatch(cell)}
    rows = {f"{source} {cell}" for cell in cells - given}
    return frozenset(given | (rows if is_empty and source else set()))


def _town(insee: str, postcode: str, departement: str, city: str) -> frozenset[str]:
    """A town's name within its département: many have namesakes elsewhere."""
    town, code = town_words(city), (insee or postcode or departement)[:2]
    return frozenset([f"{code} {town}"] if town and code else [])


def phones(cell: str) -> frozenset[str]:
    """The numbers in a cell: nine figures without 0 or +33; short ones as they are."""
    found = set()
    for part in re.split(r"[/;,]|\bou\b|\bet\b| - ", cell):
        figures = re.sub(r"^\(?(?:\+|00)33\)?(?:\s*\(0\))?", "", part.strip())
        figures = re.sub(r"\D", "", figures)
        while len(figures) >= 20 and figures[0] == "0":
            found.add(figures[1:10])
            figures = figures[10:]
        if len(figures) >= 4:
            found.add(figures.lstrip("0")[:9] if len(figures) >= 9 else figures)
    return frozenset(found)


def websites(cell: str) -> frozenset[str]:
    """The addresses of pages in a cell, without what varies: scheme, www, end slash, query."""
    parts = (re.sub(r"^(?:https?://)?(?:www\.)?", "", part) for part in cell.casefold().split())
    return frozenset(re.split(r"[?#]", part)[0].rstrip("/;,.") for part in parts if "." in part)
