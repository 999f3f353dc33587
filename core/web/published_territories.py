"""Coverage and isochrones as features that the web map can colour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from osgeo import ogr

from ..access.given_layers import require_isochrones
from ..access.vocabulary import CHANGE, Column, columns
from ..common.errors import InputError
from ..common.projection import WGS84, project, spatial_reference
from ..common.speech import difference, fixed, named, of_hundred
from ..common.text import tr
from ..common.voice import speaking
from ..nomenclature import Nomenclature
from ..territories.zones import CODE_NAMES, NAME_NAMES, Zones
from .published_places import wording
from .rfc7946 import Json, feature, polygons


@dataclass
class Polygons:
    """A layer: its attributes (n rows) and its n geometries (longitude and latitude)."""

    table: pd.DataFrame
    shapes: list[ogr.Geometry | None]


def shares(table: pd.DataFrame) -> list[Column]:
    """The shares of a coverage layer, in the order of its columns."""
    return columns(map(str, table), "share")


def title(share: Column, kind: str, nomenclature: Nomenclature) -> str:
    """What a share is, as a "title" or a "prefix": "Part de la population à 20 min ou moins d'un
    lieu en voiture", in brackets the service where columns are by service.
    """
    words = wording()
    mode = words["modes"].get(share.mode, share.mode)
    reach = f"{words['reach'].format(minutes=share.minutes)} {mode}".strip()
    if share.service:
        service = nomenclature.service_label(share.service)
        reach = words["of_service"].format(reach=reach, service=service)
    return words["share"][share.moment][kind].format(reach=reach)


def code_field(table: pd.DataFrame) -> str:
    """A column with a different value for each territory: by a usual name, else any such column.

    Raises InputError when no column does.
    """
    usual = [name for usual_name in CODE_NAMES for name in table if name.lower() == usual_name]
    for name in [*usual, *table]:
        values = table[name]
        if values.notna().all() and values.astype(str).is_unique and values.dtype.kind != "f":
            return str(name)
    raise InputError(
        tr(
            "No column of the coverage layer tells its territories apart. Its columns are: "
            "{columns}. Give a layer with a code per territory.",
            columns=named(table.columns) or "-",
        )
    )


def name_field(table: pd.DataFrame, code: str) -> str:
    """The column with the territories' names; their code when there is none."""
    return next((name for name in NAME_NAMES if name in table), code)


def coverage_features(coverage: Polygons, precision: int) -> list[Json]:
    """The territories with their own attributes, and each share also in words.

    The code is text: the web map compares it, as text, with the CSV's column.
    """
    code = code_field(coverage.table)
    table = coverage.table.assign(**{code: coverage.table[code].astype(str)})
    for share in shares(table):
        table[share.in_words] = _in_words(table, share)
    records = table.to_dict("records")
    return [
        feature(record, polygons(shape, precision))
        for record, shape in zip(records, coverage.shapes, strict=True)
    ]


def isochrone_features(isochrones: Polygons, precision: int) -> list[Json]:
    """Longest times first, so that shorter ones are drawn over them."""
    if "minutes" not in isochrones.table:
        raise InputError(
            tr(
                "The layer of isochrones has no field “minutes”. "
                "Give the polygons made by “Isochrones”."
            )
        )
    table = isochrones.table
    require_isochrones("ISOCHRONES", table, table.get("mode", []), table["minutes"].tolist())
    minutes = table["minutes"].to_numpy(dtype=float)
    records = table.to_dict("records")
    return [
        feature(records[number], polygons(isochrones.shapes[number], precision))
        for number in np.argsort(-minutes, kind="stable")
    ]


def territory_of(places: pd.DataFrame, coverage: Polygons) -> list[str]:
    """The code of the territory that holds each place, "" outside all."""
    code = code_field(coverage.table)
    rows = [
        (value, value, shape.ExportToWkb())
        for value, shape in zip(coverage.table[code], coverage.shapes, strict=True)
        if shape is not None
    ]
    zones = Zones.from_wkb(rows, spatial_reference(WGS84), tr("The coverage layer"))
    x, y = project(places["lon"], places["lat"], WGS84, zones.epsg)
    zone_numbers = np.full(len(places), -1)
    has_point = np.isfinite(x)
    zone_numbers[has_point] = zones.locate(x[has_point], y[has_point])
    return [zones.codes[number] if number >= 0 else "" for number in zone_numbers]


def frame_feature(places: pd.DataFrame, precision: int) -> Json:
    """The rectangle around the places (or around the world's middle, without any position)."""
    lon, lat = places["lon"].dropna(), places["lat"].dropna()
    west, south, east, north = (
        (lon.min() - 0.1, lat.min() - 0.1, lon.max() + 0.1, lat.max() + 0.1)
        if len(lon)
        else (-1.0, -1.0, 1.0, 1.0)
    )
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south)):
        ring.AddPoint_2D(float(x), float(y))
    shape = ogr.Geometry(ogr.wkbPolygon)
    shape.AddGeometry(ring)
    return feature({"id": "frame"}, polygons(shape, precision))


def _in_words(table: pd.DataFrame, column: Column) -> list[str]:
    words = wording()
    status = table.get("network_status", pd.Series([""] * len(table)))
    sentences = []
    with speaking(None, "fr"):  # as the public map does
        for share, network_status in zip(table[column.name], status, strict=True):
            if share is None or share != share:
                sentences.append(words["outside"])
            elif column.moment == CHANGE:
                sentences.append(words["change"].format(value=difference(*of_hundred(share))))
            else:
                kind = "partly" if network_status == "partly_outside" else "percent"
                sentences.append(words[kind].format(value=fixed(*of_hundred(share))))
    return sentences
