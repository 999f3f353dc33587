"""A real Valhalla beside our own network: tiles from the same .osm.pbf, served on loopback.

The executables are those of ``build/valhalla``, which ``.ci/valhalla`` makes. Tiles are built
without administrative areas and time zones (the wheel brings no data for them), so that no rule of
a country applies: neither its side of the road nor its default access.
"""

from __future__ import annotations

import json
import math
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

FOLDER = Path(__file__).resolve().parents[1] / "build" / "valhalla" / "valhalla"
#: Our modes in Valhalla's words.
COSTINGS = {"car": "auto", "bike": "bicycle", "foot": "pedestrian"}
#: Valhalla's codes for "there is no way": no road near a point, parts that do not meet, no path.
_NO_WAY = {170, 171, 442}
#: Its code for a drawn route that it cannot follow edge by edge.
_NOT_SO = 443
_START_SECONDS = 30
_ANSWER_SECONDS = 60
#: What the default settings point to outside the tiles; nothing is read from there.
_ELSEWHERE = ("tile_extract", "traffic_extract", "admin", "landmarks", "timezone")


class ValhallaError(RuntimeError):
    """What Valhalla refused, in its own words, with its ``code``."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"Valhalla says {code}: {text}")
        self.code = code


def is_there() -> bool:
    """Whether ``.ci/valhalla`` has been run."""
    return (FOLDER.parent / "stamp").exists()


def build_tiles(osm: Path, folder: Path, threads: int = 2) -> Path:
    """Builds the tiles of an ``.osm.pbf`` in ``folder``; gives the folder, to be served.

    Raises RuntimeError with the end of what Valhalla said when that fails.
    """
    command = tiles_command(osm, folder, threads)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Valhalla built no tiles from {osm}:\n{done.stderr[-2000:]}")
    return folder


def tiles_command(osm: Path, folder: Path, threads: int = 2) -> list[str | Path]:
    """The command that builds the tiles in ``folder``; its settings are written there."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "valhalla.json"
    config.write_text(json.dumps(_settings(folder, threads)), encoding="utf-8")
    program = FOLDER / "bin" / "valhalla_build_tiles"
    return [program, "-c", config, "-j", str(threads), osm]


def _settings(folder: Path, threads: int) -> dict[str, Any]:
    """Valhalla's default settings, as its own script prints them, for tiles in ``folder``."""
    printed = subprocess.run(
        [sys.executable, FOLDER / "valhalla_build_config.py"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    settings: dict[str, Any] = json.loads(printed)
    tiles = settings["mjolnir"]
    for key in _ELSEWHERE:
        del tiles[key]
    tiles |= {"tile_dir": str(folder / "tiles"), "concurrency": threads}
    settings["httpd"]["service"] |= {"drain_seconds": 0, "shutdown_seconds": 0}
    return settings


@contextmanager
def serve(tiles: Path, threads: int = 1) -> Iterator[Valhalla]:
    """A service on tiles that ``build_tiles`` made, on a free port of loopback."""
    settings = json.loads((tiles / "valhalla.json").read_text(encoding="utf-8"))
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="valhalla-") as name:
        folder = Path(name)
        settings["httpd"]["service"]["listen"] = f"tcp://127.0.0.1:{port}"
        config, log = folder / "valhalla.json", folder / "log"
        config.write_text(json.dumps(settings), encoding="utf-8")
        with log.open("wb") as file:
            process = subprocess.Popen(
                [FOLDER / "bin" / "valhalla_service", config, str(threads)],
                stdout=file,
                stderr=subprocess.STDOUT,
                cwd=folder,
            )
        try:
            service = Valhalla(f"http://127.0.0.1:{port}")
            _wait(process, service, log)
            yield service
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], service: Valhalla, log: Path) -> None:
    """Until the service answers. Raises RuntimeError with what it said when it does not."""
    end = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            service.status()
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
    said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"Valhalla does not answer at {service.url}. It said:\n{said}")


class Valhalla:
    """Asks the service at ``url``. Points are (longitude, latitude); several threads may ask."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._local = threading.local()

    def ask(self, action: str, /, **question: Any) -> dict[str, Any]:
        """What ``/action`` answers. Raises ValhallaError when it refuses."""
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
            self._local.session.trust_env = False  # loopback needs no proxy
        answer = self._local.session.post(
            f"{self.url}/{action}", json=question, timeout=_ANSWER_SECONDS
        )
        found: dict[str, Any] = answer.json()
        if not answer.ok:
            raise ValhallaError(
                found.get("error_code", answer.status_code), str(found.get("error"))
            )
        return found

    def status(self) -> dict[str, Any]:
        """Version, date of the tiles, actions."""
        return self.ask("status")

    def seconds(
        self, mode: str, start: tuple[float, float], end: tuple[float, float], **options: float
    ) -> float:
        """The time of the route between two points; NaN where there is none.

        ``options`` are those of the mode, such as ``walking_speed``.
        """
        question = _question(mode, [start, end], options)
        try:
            found = self.ask("route", **question, directions_type="none")
        except ValhallaError as error:
            if error.code in _NO_WAY:
                return math.nan
            raise
        return float(found["trip"]["summary"]["time"])

    def followed(self, mode: str, points: list[tuple[float, float]], **options: float) -> float:
        """The time of the route drawn by ``points``; NaN where it cannot be driven so."""
        question = _question(mode, [], options)
        del question["locations"]
        try:
            found = self.ask(
                "trace_route",
                **question,
                shape=_locations(points),
                shape_match="edge_walk",
                directions_type="none",
            )
        except ValhallaError as error:
            if error.code == _NOT_SO:
                return math.nan
            raise
        return float(found["trip"]["summary"]["time"])

    def matrix(
        self,
        mode: str,
        sources: list[tuple[float, float]],
        targets: list[tuple[float, float]],
        **options: float,
    ) -> list[list[float | None]]:
        """Seconds from each source to each target; None where there is no way.

        Raises ValhallaError when one point is on no road or in a part that no other one reaches.
        """
        question = _question(mode, [], options)
        del question["locations"]
        found = self.ask(
            "sources_to_targets",
            sources=_locations(sources),
            targets=_locations(targets),
            verbose=False,
            **question,
        )
        durations: list[list[float | None]] = found["sources_to_targets"]["durations"]
        return durations

    def isochrones(
        self,
        mode: str,
        start: tuple[float, float],
        minutes: list[int],
        contours: dict[str, Any] | None = None,
        **options: float,
    ) -> dict[int, dict[str, Any]]:
        """The polygon (GeoJSON geometry) by limit; ``contours``: ``denoise``, ``reverse``, ..."""
        found = self.ask(
            "isochrone",
            **_question(mode, [start], options),
            contours=[{"time": limit} for limit in minutes],
            polygons=True,
            **(contours or {}),
        )
        return {
            int(feature["properties"]["contour"]): feature["geometry"]
            for feature in found["features"]
        }

    def expansion(
        self, mode: str, start: tuple[float, float], minutes: int, **options: float
    ) -> list[dict[str, Any]]:
        """The edges that an isochrone's search passes, as GeoJSON features, each once.

        ``edge_id``, ``pred_edge_id`` (the edge before), ``duration``: whole seconds at its end.
        """
        features: list[dict[str, Any]] = self.ask(
            "expansion",
            **_question(mode, [start], options),
            action="isochrone",
            contours=[{"time": minutes}],
            expansion_properties=["duration", "edge_id", "pred_edge_id"],
            dedupe=True,
            generalize=0,
        )["features"]
        return features


def _question(
    mode: str, points: list[tuple[float, float]], options: dict[str, float]
) -> dict[str, Any]:
    costing = COSTINGS[mode]
    return {
        "costing": costing,
        "costing_options": {costing: options},
        "locations": _locations(points),
    }


def _locations(points: list[tuple[float, float]]) -> list[dict[str, float]]:
    return [{"lon": float(lon), "lat": float(lat)} for lon, lat in points]
