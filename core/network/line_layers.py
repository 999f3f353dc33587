"""Line layers whose fields are known: BD TOPO road sections, OpenStreetMap's tags in columns.

Either is read as OpenStreetMap's tags, so that one set of speeds and rules holds for all roads. The
correspondence is data, in ``line_layers.json``: the names of the fields (those of the
Géoplateforme's web service and GeoPackage first, then those of shapefiles, ten letters long), and
rules applied in their order, each "where these fields have one of these values, these tags".

BD TOPO's fields and values are those of IGN's description of its content (troncon_de_route). What
IGN's own routing closes to cars (private, restricted, blocked roads) is closed here too, and its
``vitesse_moyenne_vl``, a mean speed that knows the road's bends and surroundings, is the car's
speed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..common.text import plain_text
from .one_value import Choice, one_value
from .permissions import spelled_out

#: ``"oneway"=>"yes"``: how GDAL writes the tags that have no field of their own.
_OTHER_TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')


@cache
def known_layers() -> dict[str, Any]:
    """The kinds of layers that are known, by name."""
    path = Path(__file__).with_name("line_layers.json")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True)
class LineLayer:
    """A known kind of layer ("bdtopo", "osm"), and the layer's own name of each field it has."""

    kind: str
    fields: dict[str, str]

    @property
    def is_geofabrik(self) -> bool:
        """Whether it is one of Geofabrik's, which have a column name of their own."""
        return self.fields.get("highway", "").casefold() == "fclass"


def recognise(columns: Iterable[str]) -> LineLayer | None:
    """The kind of a layer by the names of its fields, whatever their case; None: unknown."""
    names = {column.casefold(): column for column in columns}
    for kind, signs in known_layers().items():
        fields = {
            role: names[usual[0]]
            for role, spellings in signs["fields"].items()
            if (usual := [name for name in spellings if name in names])
        }
        if set(signs["needs"]) <= set(fields):
            return LineLayer(kind, fields)
    return None


@dataclass(frozen=True)
class Kinds:
    """What the roads of a layer are: lines with the same cells are of one kind.

    ``of_line``: the row of each line (m) in the others. ``tags``: OpenStreetMap's, as text columns
    ("" where absent). ``speed_kmh``: by car, as the layer states it (NaN where it does not).
    ``ends_only``: bridges and tunnels, which meet other roads only at their ends. ``stated``: what
    the layer calls the kind of road; ``choices``: tags that had several values.
    """

    of_line: np.ndarray
    tags: pd.DataFrame
    speed_kmh: np.ndarray
    ends_only: np.ndarray
    stated: pd.Series
    choices: list[Choice]


def kinds(layer: LineLayer, cells: Mapping[str, Sequence[Any]]) -> Kinds:
    """What the lines of a layer are, from the cells (line by line) of its known fields."""
    distinct: dict[tuple[Any, ...], int] = {}
    columns = list(layer.fields.values())
    rows = zip(*(cells[name] for name in columns), strict=True)
    of_line = np.array([distinct.setdefault(row, len(distinct)) for row in rows], dtype=np.int64)
    text = pd.DataFrame(
        [[plain_text(value) for value in row] for row in distinct],
        columns=list(layer.fields),
        dtype=object,
    )
    tags, choices = _tags(layer, text)
    return Kinds(
        of_line,
        tags,
        _numbers(text, "speed"),
        np.nan_to_num(_numbers(text, "level")) != 0,
        text[known_layers()[layer.kind]["needs"][0]],
        choices,
    )


def _numbers(text: pd.DataFrame, role: str) -> np.ndarray:
    """A column as numbers, NaN where there is none."""
    if role not in text:
        return np.full(len(text), np.nan)
    return pd.to_numeric(text[role], errors="coerce").to_numpy(float)


def _tags(layer: LineLayer, text: pd.DataFrame) -> tuple[pd.DataFrame, list[Choice]]:
    """OpenStreetMap's tags of each kind of road, one value each, and those that had several."""
    kind = known_layers()[layer.kind]
    roads = pd.DataFrame("", index=text.index, columns=["highway", "oneway", "maxspeed"])
    choices: list[Choice] = []
    if layer.kind == "osm":
        roads = roads.assign(**text.drop(columns="other_tags", errors="ignore"))
        if "other_tags" in text:
            roads = _with_other_tags(roads, text["other_tags"], set(kind["fields"]))
        roads["oneway"] = spelled_out(roads["oneway"], layer.is_geofabrik)
        roads, choices = one_value(roads)
        text = roads
    folded = text.apply(lambda column: column.str.casefold())
    for conditions, tags in kind["rules"]:
        if set(conditions) <= set(folded):
            chosen = np.logical_and.reduce(
                [folded[role].isin(conditions[role]) for role in conditions]
            )
            for tag, value in tags.items():
                roads[tag] = np.where(chosen, value, roads.get(tag, ""))
    return roads, choices


def _with_other_tags(roads: pd.DataFrame, other: pd.Series, wanted: set[str]) -> pd.DataFrame:
    """The tags that GDAL puts together in one field, each in its own column."""
    found = [dict(_OTHER_TAG.findall(cell)) for cell in other]
    for tag in sorted(wanted & set().union(*found)):
        stated = pd.Series([each.get(tag, "") for each in found], index=roads.index, dtype=object)
        roads[tag] = stated if tag not in roads else roads[tag].where(roads[tag] != "", stated)
    return roads
