"""What a service answered, read with care: it may be anything."""

from __future__ import annotations

import math
from typing import Any

from osgeo import ogr

from ..common.errors import ServiceError
from ..common.json_text import JsonError, read_json
from ..common.text import tr
from ..net.faults import host_of
from .engine import IsochroneAnswer, Wish
from .polygons import multipolygon

#: Kilometres an hour that nothing on roads or rails exceeds; kilometres from a place to the nearest
#: road, at most; and in a degree of latitude.
_TOP_KMH, _ASIDE_KM, _KM_IN_DEGREE = 320, 30, 111.195


def read_object(body: bytes, url: str) -> dict[str, Any]:
    """An answer's object. Raises ServiceError for anything else, such as a web page."""
    try:
        content = read_json(body)
    except JsonError:
        content = None
    if not isinstance(content, dict):
        raise something_else(url)
    return content


def read_features(body: bytes, url: str) -> list[dict[str, Any]]:
    """An answer's features, those with properties. Raises as ``read_object``."""
    listed = read_object(body, url).get("features")
    if not isinstance(listed, list):
        raise something_else(url)
    objects = [feature for feature in listed if isinstance(feature, dict)]
    return [feature for feature in objects if isinstance(feature.get("properties"), dict)]


def something_else(url: str) -> ServiceError:
    """The error for a response that is not an answer of the service."""
    return ServiceError(
        tr(
            "{host} answers something other than isochrones. Check the address in URL.",
            host=host_of(url),
        )
    )


def drawn(features: list[dict[str, Any]], **properties: int) -> object:
    """The geometry of the feature that has such properties; None where there is none."""
    for feature in features:
        if all(feature["properties"].get(name) == value for name, value in properties.items()):
            return feature.get("geometry")
    return None


def answer(wish: Wish, minutes: int, geojson: object) -> IsochroneAnswer:
    """The ground that the service drew, that there is none, or that it cannot be right."""
    geometry = multipolygon(geojson)
    failure = ""
    if geometry is None:
        failure = tr("The service finds no ground within {minutes} min.", minutes=minutes)
    elif not is_within_reach(geometry, wish, minutes):
        geometry = None
        failure = tr(
            "The service drew ground that nobody reaches within {minutes} min: it is left out.",
            minutes=minutes,
        )
    return IsochroneAnswer(wish.place, minutes, geometry, failure)


def is_within_reach(ground: ogr.Geometry, wish: Wish, minutes: int) -> bool:
    """Whether somebody who sets out at the place may be on all of the ground in time.

    At the speed of the fastest trains in France, and some way to the nearest road: what lies beyond
    is of another place, or of none.
    """
    west, east, south, north = ground.GetEnvelope()
    reach = (_TOP_KMH * minutes / 60 + _ASIDE_KM) / _KM_IN_DEGREE
    narrow = max(math.cos(math.radians(wish.lat)), 0.01)
    aside = max(wish.lon - west, east - wish.lon) * narrow
    return max(aside, wish.lat - south, north - wish.lat) <= reach
