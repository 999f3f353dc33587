"""Routing services on this machine that answer as the Géoplateforme and openrouteservice document.

``with LocalRouter() as server:`` answers the first at ``server.url + "/navigation"``, the second at
``server.url``; ``server.asked`` holds what arrived, ``server.faults`` what goes wrong with the next
requests for isochrones, one word each.

South of 43° there is the sea; between 43° and 43.1° an island from which nothing is reached in
less than 10 minutes.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from loopback import Loopback

KEY = "key-of-nobody"
#: Degrees that one gets in a minute.
REACH = 0.001
_POINT = re.compile(r"-?\d+\.\d+,-?\d+\.\d+")
_PROFILES = ("driving-car", "cycling-regular", "foot-walking")
_RANGES = {"driving-car": 3600, "cycling-regular": 18_000, "foot-walking": 72_000}


@dataclass(frozen=True)
class Asked:
    """One request for isochrones: when (s), how, by whom, and for which places."""

    moment: float
    question: dict[str, Any]
    headers: dict[str, str]
    points: list[tuple[float, float]]


def ground(lon: float, lat: float, minutes: float) -> dict[str, Any]:
    """A rectangle, or a diamond for even tens: that of 10 minutes sticks out of that of 20."""
    r = minutes * REACH
    around = [(r, 1.2 * r), (-r, 1.2 * r), (-r, -r), (r, -r), (r, 1.2 * r)]
    if minutes % 20 == 0:
        around = [(r, 0), (0, r), (-r, 0), (0, -r), (r, 0)]
    return {"type": "Polygon", "coordinates": [[[lon + x, lat + y] for x, y in around]]}


class LocalRouter(Loopback):
    """Faults: "500", "429" (for ``blocked`` seconds), "cut", "page" (HTML), "garbage",
    "slow" (5 s).

    ``quota``: requests that are answered before the day's are used up. ``places`` and ``limits``:
    how many openrouteservice takes at once; ``unroutable``: status and code of a place in the sea.
    ``answers``: what it says to every question, when given, with ``status``.
    """

    def __init__(self, places: int = 5, limits: int = 10) -> None:
        super().__init__(_Handler)
        self.places, self.limits = places, limits
        self.asked: list[Asked] = []
        self.refused = 0
        self.faults: list[str] = []
        self.blocked = 1
        self.delay = 0.0
        self.quota = 1_000_000
        self.longest: float | None = 120
        self.unroutable = 500, 3099
        self.answers, self.status = "", 200

    @property
    def points(self) -> list[tuple[float, float]]:
        """Every place that was asked, in order, refused ones included."""
        return [point for asked in self.asked for point in asked.points]


class _Handler(BaseHTTPRequestHandler):
    server: LocalRouter

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/navigation/getcapabilities":
            self._answer(200, _capabilities(self.server.longest))
        elif parts.path == "/navigation/isochrone":
            question = {name: values[0] for name, values in parse_qs(parts.query).items()}
            point = question.get("point", "")
            lon, _, lat = point.partition(",")
            points = [(float(lon), float(lat))] if _POINT.fullmatch(point) else []
            if self._goes_on(question, points):
                self._geoplateforme(question)
        elif parts.path.startswith("/v2/isochrones/"):
            self._answer(405, {"error": {"code": 3099, "message": "GET is not supported"}})
        else:
            self._answer(404, {"error": "Not found"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        profile = self.path.removeprefix("/v2/isochrones/")
        if profile not in _PROFILES:
            self._answer(404, {"error": "Not found"})
        elif self.headers["Content-Type"] != "application/json":
            self._answer(415, {"error": {"code": 3000, "message": "Unsupported media type"}})
        else:
            question = json.loads(body)
            points = [tuple(point) for point in question["locations"]]
            if self._goes_on({**question, "profile": profile}, points):
                self._openrouteservice(question, profile)

    def _goes_on(self, question: dict[str, Any], points: list[Any]) -> bool:
        """Keeps what was asked; False when a fault was the answer."""
        server = self.server
        server.asked.append(Asked(time.monotonic(), question, dict(self.headers), points))
        time.sleep(server.delay)
        if server.answers:
            self._answer(server.status, server.answers.encode())
            return False
        fault = server.faults.pop(0) if server.faults else ""
        if fault == "slow":
            time.sleep(5)
        elif fault == "500":
            self._answer(500, {"error": {"errorType": "internal", "message": "Internal Error"}})
        elif fault == "429":
            self._answer(429, b"too many", **{"Retry-After": str(server.blocked)})
        elif fault == "page":
            self._answer(200, b"<!DOCTYPE html><p>Sign in")
        elif fault == "garbage":
            self._answer(200, {"features": [7, {"geometry": 5}], "geometry": {"type": "Polygon"}})
        elif fault == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"geometry": ')
            self.close_connection = True
        return not fault

    def _geoplateforme(self, question: dict[str, Any]) -> None:
        wrong = _wrong_parameter(question, self.server.longest)
        if wrong:
            self._answer(400, {"error": {"errorType": "", "message": wrong}})
            return
        lon, lat = map(float, question["point"].split(","))
        minutes = float(question["costValue"])
        if not -63.28 < lon < 55.84:
            said = (
                "Parameter 'point' is invalid: the point is NOT in bbox -63.28,-21.48,55.84,51.31"
            )
            self._answer(400, {"error": {"message": said}})
        elif lat < 43:
            self._answer(404, {"error": {"errorType": "", "message": " No iso found "}})
        else:
            is_empty = lat < 43.1 and minutes < 10
            shape = {"type": "Point", "coordinates": [lon, lat]}
            geometry = shape if is_empty else ground(lon, lat, minutes)
            self._answer(
                200,
                {
                    **{name: question[name] for name in ("point", "resource", "profile", "crs")},
                    "resourceVersion": "2026-09-01",
                    "geometry": geometry,
                    "constraints": [],
                },
            )

    def _openrouteservice(self, question: dict[str, Any], profile: str) -> None:
        server, locations, ranges = self.server, question["locations"], question["range"]
        if self.headers["Authorization"] != KEY:
            self._answer(403, {"error": "Access to this API has been disallowed"})
        elif len(server.asked) > server.quota:
            self._answer(403, {"error": "Quota exceeded"})
        elif len(locations) > server.places or len(ranges) > server.limits:
            said = "Parameter 'locations' or 'range' exceeds its maximum"
            self._answer(400, {"error": {"code": 3004, "message": said}, "info": {}})
        elif max(ranges) > _RANGES[profile]:
            said = f"Parameter 'range' is out of range: maximum {_RANGES[profile]}"
            self._answer(400, {"error": {"code": 3004, "message": said}, "info": {}})
        elif any(lat < 43 for _, lat in locations):
            status, code = server.unroutable
            said = "Unable to build an isochrone map."
            self._answer(status, {"error": {"code": code, "message": said}, "info": {}})
        else:
            features = [
                {
                    "type": "Feature",
                    "properties": {
                        "group_index": index,
                        "value": float(seconds),
                        "center": [lon, lat],
                    },
                    "geometry": ground(lon, lat, seconds / 60),
                }
                for index, (lon, lat) in enumerate(locations)
                for seconds in ranges
                if lat >= 43.1 or seconds >= 600
            ]
            self._answer(200, {"type": "FeatureCollection", "features": features[::-1]})

    def _answer(self, status: int, said: object, **headers: str) -> None:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def _wrong_parameter(question: dict[str, Any], longest: float | None) -> str:
    """What the Géoplateforme says of the first parameter that is wrong; empty when all are fine."""
    values = {
        "resource": ("bdtopo-valhalla", "bdtopo-pgr"),
        "costType": ("time", "distance"),
        "profile": ("car", "pedestrian"),
        "direction": ("departure", "arrival"),
        "timeUnit": ("hour", "minute", "second"),
        "distanceUnit": ("meter", "kilometer"),
        "crs": ("EPSG:4326", "EPSG:2154"),
        "geometryFormat": ("geojson", "polyline", "wkt"),
    }
    if not _POINT.fullmatch(question.get("point", "")):
        return "Parameter 'point' is invalid: user value is NOT like 'float,float'"
    for name, known in values.items():
        if name not in question:
            return f"Parameter '{name}' not found"
        if question[name] not in known:
            return f"Parameter '{name}' is invalid: value is not in the list"
    if longest is not None and float(question["costValue"]) > longest:
        return "Parameter 'costValue' is invalid: user value is superior to the max"
    return ""


def _capabilities(longest: float | None) -> dict[str, Any]:
    values = {} if longest is None else {"min": 1, "max": longest}
    parameters = [{"id": "point"}, {"id": "costValue", "values": values}]
    operations = [
        {"id": "route", "availableParameters": [{"id": "start"}]},
        {"id": "isochrone", "availableParameters": parameters},
    ]
    return {
        "resources": [
            {"id": "bdtopo-osrm", "availableOperations": operations[:1]},
            {"id": "bdtopo-valhalla", "availableOperations": operations},
        ]
    }
