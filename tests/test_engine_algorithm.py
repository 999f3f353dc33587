"""``maillage:isochrones`` by its engines, through Processing: outputs, resuming, keys."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from authentication import stored
from maillage.core.access.trip import Trip
from maillage.core.common.progress import SILENT
from maillage.core.engines.asking import engine_named
from maillage.core.engines.engine import Journey, RoutingService
from maillage.core.inputs import isochrone_answers
from maillage.core.inputs.given import Given
from maillage.core.net.client import Client, Limits
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from qgis_session import environment
from routers import KEY, LocalRouter
from steps import Run, Said, read

TOULOUSE, SEA = (1.44, 43.6), (4.5, 42.0)
PLACES = {f"Ref_{n}": (1.4 + n / 50, 43.6) for n in range(6)}


@pytest.fixture
def server() -> Iterator[LocalRouter]:
    with LocalRouter() as server:
        yield server


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where answers are kept in this test; and services want no pause between two requests."""
    limits = Limits(per_second=1000, connect=2, read=5, tries=2, pause=0.01, rest=0.2)
    monkeypatch.setattr(
        RoutingService, "client", lambda self, transport: Client(limits, transport=transport)
    )
    monkeypatch.setattr(isochrone_answers, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache" / "isochrones.sqlite"


def pieces(journal: Path) -> int:
    """How many answers a journal holds."""
    if not journal.exists():
        return 0
    with closing(sqlite3.connect(journal)) as file:
        return file.execute("SELECT count(*) FROM pieces").fetchone()[0]


def places(**points: tuple[float, float] | None) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=place_id:string", "places", "memory")
    for name, point in points.items():
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        if point is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*point)))
        layer.dataProvider().addFeature(feature)
    return layer


def shapes(path: Path) -> dict[tuple[str, int], QgsGeometry]:
    layer = QgsVectorLayer(str(path), "isochrones", "ogr")
    assert layer.crs().authid() == "EPSG:4326"
    return {(f["place_id"], f["minutes"]): f.geometry() for f in layer.getFeatures()}


def by_geoplateforme(server: LocalRouter, tmp_path: Path, **more: Any) -> dict[str, Any]:
    return {
        "ENGINE": "geoplateforme",
        "URL": server.url + "/navigation",
        "OUTPUT": str(tmp_path / "isochrones.gpkg"),
        "FAILURES": str(tmp_path / "failures.gpkg"),
        **more,
    }


def test_by_the_geoplateforme_with_reasons_and_a_forecast(
    run: Run, server: LocalRouter, tmp_path: Path, kept: Path
) -> None:
    layer = places(**PLACES, sea=SEA, nowhere=None, wrong=(574_000.0, 6_279_000.0))
    run("isochrones", PLACES=layer, MINUTES="10,20,30", **by_geoplateforme(server, tmp_path))
    found = shapes(tmp_path / "isochrones.gpkg")
    assert set(found) == {(name, minutes) for name in PLACES for minutes in (10, 20, 30)}
    for name in PLACES:
        for smaller, larger in ((10, 20), (20, 30)):
            assert found[name, larger].isGeosValid()
            outside = found[name, smaller].difference(found[name, larger])
            assert outside.isNull() or outside.area() < 1e-15
    for row in read(tmp_path / "isochrones.gpkg"):
        assert (row["engine"], row["mode"], row["truncated"]) == ("geoplateforme", "car", None)
    reasons = {row["place_id"]: row["reason"] for row in read(tmp_path / "failures.gpkg")}
    assert set(reasons) == {"sea", "nowhere", "wrong"}
    assert "No iso found" in reasons["sea"]
    assert reasons["nowhere"] == "The place has no position."
    assert "nowhere on Earth" in reasons["wrong"]
    said = run.feedback.said
    assert any("21 requests for 7 places" in sentence for sentence in said)
    assert "Source: © IGN, BD TOPO®, 1 September 2026" in said
    assert len(server.asked) == 21
    assert not pieces(kept)


def test_by_openrouteservice_all_together(run: Run, server: LocalRouter, tmp_path: Path) -> None:
    given = by_geoplateforme(server, tmp_path, ENGINE="openrouteservice", URL=server.url)
    authcfg = stored("APIHeader", {"Authorization": KEY})
    run("isochrones", PLACES=places(**PLACES), MERGE="union", MODE="bike", AUTHCFG=authcfg, **given)
    found = shapes(tmp_path / "isochrones.gpkg")
    assert set(found) == {("", 10), ("", 20)}
    for lon, lat in PLACES.values():
        assert found["", 10].contains(QgsPointXY(lon + 0.009, lat))
    assert found["", 20].contains(QgsPointXY(1.4 - 0.019, 43.6))
    assert len(server.asked) == 2
    assert not any(KEY in sentence for sentence in run.feedback.said)


def test_by_a_real_valhalla(run: Run, valhalla: Any, tmp_path: Path) -> None:
    run(
        "isochrones",
        PLACES=places(capital=(1.5218, 42.5075), sea=(3.5, 41.0)),
        ENGINE="valhalla",
        URL=valhalla.url,
        MODE="foot",
        MINUTES="5,10,15",
        OUTPUT=str(tmp_path / "isochrones.gpkg"),
        FAILURES=str(tmp_path / "failures.gpkg"),
    )
    found = shapes(tmp_path / "isochrones.gpkg")
    assert set(found) == {("capital", minutes) for minutes in (5, 10, 15)}
    assert all(shape.contains(QgsPointXY(1.5218, 42.5075)) for shape in found.values())
    assert [row["place_id"] for row in read(tmp_path / "failures.gpkg")] == ["sea"]


def test_a_mode_or_merge_that_an_engine_lacks_and_a_missing_network_are_said(
    run: Run, server: LocalRouter, tmp_path: Path
) -> None:
    given = by_geoplateforme(server, tmp_path)
    wrong = [
        ({"MODE": "bike"}, r"no isochrones by bicycle\. Choose another mode \(by car, on foot\)"),
        ({"MERGE": "nearest"}, "Only the engine network"),
        ({"ENGINE": "network"}, "needs its file"),
        ({"ENGINE": "valhalla", "URL": ""}, "needs the address of a server"),
        ({"ENGINE": "openrouteservice", "URL": ""}, "needs a key"),
        ({"URL": "data.geopf.fr"}, "https://"),
        ({"MINUTES": "10,150"}, "120 min at most"),
        ({"ENGINE": "openrouteservice", "AUTHCFG": "abcdefg"}, "abcdefg cannot be read"),
    ]
    for changed, said in wrong:
        with pytest.raises(QgsProcessingException, match=said):
            run("isochrones", PLACES=places(**PLACES), **{**given, **changed})
    assert not server.asked
    assert not (tmp_path / "isochrones.gpkg").exists()


def test_a_service_that_draws_nothing_at_all_is_an_error_with_its_reason(
    run: Run, server: LocalRouter, tmp_path: Path
) -> None:
    layer = places(one=SEA, two=SEA)
    with pytest.raises(QgsProcessingException, match=r"of any place \(of 2\).*: No iso found\."):
        run("isochrones", PLACES=layer, **by_geoplateforme(server, tmp_path))
    assert not (tmp_path / "isochrones.gpkg").exists()


def test_split_by_nearest_place_each_has_its_share_of_the_union(
    run: Run, made: Path, tmp_path: Path
) -> None:
    given = {"PLACES": str(made / "places.gpkg"), "NETWORK": str(made / "network.npz")}
    for merge in ("union", "nearest"):
        run(
            "isochrones",
            **given,
            MINUTES="10",
            MERGE=merge,
            OUTPUT=str(tmp_path / f"{merge}.gpkg"),
            FAILURES=str(tmp_path / "failures.gpkg"),
        )
    union, shares = (list(shapes(tmp_path / f"{m}.gpkg").values()) for m in ("union", "nearest"))
    together = QgsGeometry.unaryUnion(shares)
    # Specks of ground are left out of the whole, or of a share: the two are nearly the same.
    assert together.symDifference(union[0]).area() < 0.05 * union[0].area()
    assert sum(share.area() for share in shares) < 1.01 * together.area()
    named = {name for name, _ in shapes(tmp_path / "nearest.gpkg")}
    failed = {row["place_id"] for row in read(tmp_path / "failures.gpkg")}
    assert named | failed == {row["place_id"] for row in read(made / "places.gpkg")}
    assert not named & failed and len(named) > 5


@pytest.mark.parametrize("merge", ["each", "union"])
def test_a_limit_shorter_than_the_walk_to_the_road_is_told(
    run: Run, made: Path, root: Path, tmp_path: Path, merge: str
) -> None:
    places = tmp_path / "places.gpkg"
    run(
        "isochrones",
        PLACES=_far_from_roads(made, root, 0.004),
        NETWORK=str(made / "network.npz"),
        MINUTES="1,30",
        MERGE=merge,
        OUTPUT=str(places),
        FAILURES=str(tmp_path / "failures.gpkg"),
    )
    told = read(tmp_path / "failures.gpkg")
    if merge == "union":
        assert not told
    else:
        (row,) = told
        assert row["place_id"] == "far"
        assert re.fullmatch(r"1 min: The walk to the road takes \d+ min: too long\.", row["reason"])
        assert [m for name, m in shapes(places) if name == "far"] == [30]


def _far_from_roads(made: Path, root: Path, degrees: float) -> QgsVectorLayer:
    """A place on a road, and one that is so far north of the northernmost one."""
    roads = QgsVectorLayer(str(root / "sample" / "roads.gpkg"), "roads", "ogr")
    to_degrees = QgsCoordinateTransform(
        roads.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    points = [
        to_degrees.transform(QgsPointXY(v))
        for f in roads.getFeatures()
        for v in f.geometry().vertices()
    ]
    top = max(points, key=lambda point: point.y())
    return places(near=(top.x(), top.y()), far=(top.x(), top.y() + degrees))


# Resuming


class Stopped(Said):
    """Cancels once the server has been asked so often."""

    def __init__(self, server: LocalRouter, after: int) -> None:
        super().__init__()
        self._server, self._after = server, after

    def isCanceled(self) -> bool:
        return len(self._server.asked) >= self._after


def test_after_a_cancel_only_what_is_missing_is_asked_and_the_result_is_the_same(
    run: Run, server: LocalRouter, tmp_path: Path, kept: Path
) -> None:
    import processing

    given = {"PLACES": places(**PLACES), "MINUTES": "10,20"}
    whole = by_geoplateforme(server, tmp_path, OUTPUT=str(tmp_path / "whole.gpkg"))
    run("isochrones", **given, **whole)
    server.asked.clear()
    server.delay = 0.2
    stopped = Stopped(server, 8)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run(
            "maillage:isochrones", {**given, **by_geoplateforme(server, tmp_path)}, feedback=stopped
        )
    assert any("7 isochrones are kept" in sentence for sentence in stopped.said)
    assert not (tmp_path / "isochrones.gpkg").exists()
    assert pieces(kept) == 7
    before = [asked.question["point"] + asked.question["costValue"] for asked in server.asked[:7]]
    server.asked.clear()
    server.delay = 0
    run("isochrones", **given, **by_geoplateforme(server, tmp_path))
    after = [asked.question["point"] + asked.question["costValue"] for asked in server.asked]
    assert len(before) == 7 and len(after) == 5 and not set(before) & set(after)
    assert any("stopped: 7;" in sentence for sentence in run.feedback.said)
    assert any("5 requests for 5 places" in sentence for sentence in run.feedback.said)
    one, other = shapes(tmp_path / "isochrones.gpkg"), shapes(tmp_path / "whole.gpkg")
    assert one.keys() == other.keys()
    assert all(one[key].equals(other[key]) for key in one)
    assert not pieces(kept)


def test_another_question_takes_nothing_from_an_earlier_one(
    run: Run, server: LocalRouter, tmp_path: Path, kept: Path
) -> None:
    import processing

    given = {"PLACES": places(a=TOULOUSE, b=TOULOUSE, c=(1.5, 43.5)), "MINUTES": "10"}
    server.delay = 0.2
    with pytest.raises(QgsProcessingException):
        processing.run(
            "maillage:isochrones",
            {**given, **by_geoplateforme(server, tmp_path)},
            feedback=Stopped(server, 3),
        )
    server.delay = 0
    for changed, count in (
        ({"DIRECTION": "from"}, 3),
        ({"MODE": "foot"}, 3),
        ({"PLACES": places(a=TOULOUSE, b=(1.4401, 43.6), c=(1.5, 43.5))}, 2),
        ({"MINUTES": "10,20"}, 4),
    ):
        server.asked.clear()
        stopped = Stopped(server, 10)
        given_now = {**given, **changed, **by_geoplateforme(server, tmp_path)}
        # What is written is in the way of nothing: the journal is put back for the next one.
        before = kept.read_bytes()
        processing.run("maillage:isochrones", given_now, feedback=stopped)
        assert len(server.asked) == count, changed
        kept.write_bytes(before)


def test_a_service_out_of_order_stops_and_the_next_run_goes_on(
    run: Run, server: LocalRouter, tmp_path: Path, kept: Path
) -> None:
    given = {"PLACES": places(**PLACES), "MINUTES": "10", **by_geoplateforme(server, tmp_path)}
    server.faults = ["", "", *["500"] * 6]
    with pytest.raises(QgsProcessingException, match="out of order"):
        run("isochrones", **given)
    assert any("2 isochrones are kept" in sentence for sentence in run.feedback.said)
    server.asked.clear()
    server.faults = ["500", "500"]  # one place only: the job succeeds without it
    run("isochrones", **given)
    assert len(server.asked) == 5
    (failed,) = read(tmp_path / "failures.gpkg")
    assert failed["place_id"] == "Ref_2"
    server.asked.clear()
    run("isochrones", **given)
    assert [point[0] for point in server.points] == [pytest.approx(PLACES["Ref_2"][0])]
    assert len(shapes(tmp_path / "isochrones.gpkg")) == 6
    assert not pieces(kept)


def test_by_the_network_too_only_what_is_missing_is_computed(
    run: Run,
    made: Path,
    root: Path,
    tmp_path: Path,
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from maillage.core.engines import road_answers as room

    drawn: list[int] = []
    real = room.isochrones

    def counted(*arguments: Any, **options: Any) -> Iterator[Any]:
        for isochrone in real(*arguments, **options):
            if len(drawn) == stop:
                raise KeyboardInterrupt  # as sudden as a crash, and caught by nobody
            drawn.append(isochrone.place)
            yield isochrone

    monkeypatch.setattr(room, "isochrones", counted)
    given = {
        "PLACES": str(made / "places.gpkg"),
        "NETWORK": str(made / "network.npz"),
        "MINUTES": "5,10",
    }
    stop = -1
    run("isochrones", **given, OUTPUT=str(tmp_path / "whole.gpkg"))
    total = len(drawn)
    drawn.clear()
    stop = 11
    with pytest.raises(KeyboardInterrupt):
        answered(**given)
    drawn.clear()
    stop = -1
    other = str(tmp_path / "other.npz")
    run("buildnetwork", INPUT=str(root / "sample" / "roads.gpkg"), OUTPUT=other)
    run("isochrones", **{**given, "NETWORK": other}, OUTPUT=str(tmp_path / "other.gpkg"))
    assert not any("are known" in sentence for sentence in run.feedback.said)
    drawn.clear()
    run("isochrones", **given, OUTPUT=str(tmp_path / "resumed.gpkg"))
    assert len(drawn) == total - 10  # of the sixth place one limit was there: it is drawn anew
    assert any("stopped: 11;" in sentence for sentence in run.feedback.said)
    assert read(tmp_path / "whole.gpkg") == read(tmp_path / "resumed.gpkg")
    before, after = shapes(tmp_path / "whole.gpkg"), shapes(tmp_path / "resumed.gpkg")
    assert all(before[key].equals(after[key]) for key in before)
    assert not pieces(kept)


def test_what_was_all_drawn_before_is_not_drawn_again(
    maillage: Any, made: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maillage.core.engines import road_answers as room

    places = _far_from_roads(made, root, 0.004)
    given = {"PLACES": places, "NETWORK": str(made / "network.npz"), "MINUTES": "1,30"}
    first = answered(**given)
    monkeypatch.setattr(room, "isochrones", None)
    again = answered(**given)
    assert [(one.place, one.minutes) for one in again.drawn] == [(0, 1), (0, 30), (1, 30)]
    assert again.failures == first.failures and set(again.failures) == {1}


def test_answers_on_older_roads_are_not_taken_for_those_of_today(server: LocalRouter) -> None:
    engine = engine_named("valhalla", server.url, Journey(Trip("car"), 4.5))
    engine.edition = "2025"
    isochrone_answers._journal_of("valhalla", engine).write({"piece": b"1"})
    assert isochrone_answers._journal_of("valhalla", engine).read(["piece"]) == {"piece": b"1"}
    engine.edition = "2026"
    assert isochrone_answers._journal_of("valhalla", engine).read(["piece"]) == {}


def test_what_another_version_drew_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    isochrone_answers._journal("network", "job").write({"piece": b"1"})
    assert isochrone_answers._journal("network", "job").read(["piece"]) == {"piece": b"1"}
    monkeypatch.setattr(isochrone_answers, "pluginMetadata", lambda *_: "99.0")
    assert isochrone_answers._journal("network", "job").read(["piece"]) == {}


def answered(**parameters: Any) -> Any:
    """The reply of the road network, before anything of it is written or forgotten."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("maillage:isochrones")
    given = Given(algorithm, parameters, QgsProcessingContext())
    question = isochrone_answers.read_question(given, SILENT)
    return isochrone_answers.answer(given, question, "", SILENT)


# In a program of its own


_STORE = """
from qgis.core import QgsApplication, QgsAuthMethodConfig
app = QgsApplication([], False); app.initQgis()
manager = QgsApplication.authManager()
assert not manager.isDisabled() and manager.setMasterPassword("master", True)
config = QgsAuthMethodConfig("APIHeader")
config.setName("openrouteservice")
config.setConfigMap({"Authorization": "%s"})
assert manager.storeAuthenticationConfig(config)
print("stored", config.id())
"""


@pytest.fixture
def headless(tmp_path: Path) -> dict[str, str]:
    """The environment of a ``qgis_process`` that keeps its answers in the folder of the test."""
    (tmp_path / "password").write_text("master")
    return environment(tmp_path / "process") | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CACHE_HOME": str(tmp_path / "home-cache"),
        "QGIS_AUTH_PASSWORD_FILE": str(tmp_path / "password"),
    }


def start(headless: dict[str, str], layer: Path, tmp_path: Path, **more: str) -> Any:
    given = {"PLACES": layer, "MINUTES": "10", "OUTPUT": tmp_path / "isochrones.gpkg", **more}
    return subprocess.Popen(
        ["qgis_process", "run", "maillage:isochrones", *(f"--{n}={v}" for n, v in given.items())],
        env=headless,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def census(tmp_path: Path, headless: dict[str, str]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"place_id": name},
            "geometry": {"type": "Point", "coordinates": point},
        }
        for name, point in PLACES.items()
    ]
    path = tmp_path / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    enabled = subprocess.run(
        ["qgis_process", "plugins", "enable", "maillage"], env=headless, capture_output=True
    )
    assert enabled.returncode == 0
    return path


def test_without_a_window_the_key_comes_from_the_authentication_manager(
    server: LocalRouter, census: Path, headless: dict[str, str], tmp_path: Path
) -> None:
    stored = subprocess.run(
        [sys.executable, "-c", _STORE % KEY], env=headless, capture_output=True, text=True
    )
    assert "stored" in stored.stdout, stored.stderr
    authcfg = stored.stdout.split("stored")[1].split()[0]
    engine = {"ENGINE": "openrouteservice", "URL": server.url}
    done = start(headless, census, tmp_path, **engine, AUTHCFG=authcfg)
    said = done.communicate(timeout=60)[0]
    assert done.returncode == 0, said
    assert len(read(tmp_path / "isochrones.gpkg")) == 6
    assert server.asked[0].headers["Authorization"] == KEY
    assert KEY not in said
    other = start(
        headless | {"QGIS_AUTH_PASSWORD_FILE": ""}, census, tmp_path, **engine, AUTHCFG=authcfg
    )
    said = other.communicate(timeout=60)[0]
    assert other.returncode != 0
    assert "QGIS_AUTH_PASSWORD_FILE" in said and "Traceback" not in said


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_program_leaves_its_answers_to_the_next(
    server: LocalRouter,
    census: Path,
    headless: dict[str, str],
    tmp_path: Path,
    how: signal.Signals,
) -> None:
    server.delay = 0.5
    engine = {"ENGINE": "geoplateforme", "URL": f"{server.url}/navigation"}
    job = start(headless, census, tmp_path, **engine)
    end = time.monotonic() + 30
    while len(server.asked) < 4 and time.monotonic() < end:
        time.sleep(0.05)
    job.send_signal(how)
    job.communicate(timeout=1)
    assert len(server.asked) == 4
    assert not (tmp_path / "isochrones.gpkg").exists()
    server.asked.clear()
    server.delay = 0
    again = start(headless, census, tmp_path, **engine)
    said = again.communicate(timeout=60)[0]
    assert again.returncode == 0, said
    assert "stopped: 3;" in said
    assert len(server.asked) == 3
    assert len(read(tmp_path / "isochrones.gpkg")) == 6
