"""What a service answered, read with care: it may be anything."""

from __future__ import annotations

from typing import Any

from ..common.errors import ServiceError
from ..common.json_text import JsonError, read_json
from ..common.text import tr
from ..net.faults import host_of
from .engine import IsochroneAnswer, Wish
from .polygons import multipolygon


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
    """The ground that the service drew, or that there is none."""
    geometry = multipolygon(geojson)
    none = tr(
        "The service finds no ground within {minutes} min.",
        minutes=minutes,
    )
    return IsochroneAnswer(wish.place, minutes, geometry, "" if geometry else none)
