"""The engines: questions as their services document them, answers read right, faults included."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import Server
from maillage.core.access.trip import Trip
from maillage.core.common.errors import Cancelled, InputError, ServiceError
from maillage.core.common.journal import Journal
from maillage.core.common.progress import SILENT, Progress
from maillage.core.engines.asking import ask_all, batches, engine_named, foretold
from maillage.core.engines.engine import (
    Engine,
    IsochroneAnswer,
    Journey,
    RoutingService,
    Wish,
    services,
)
from maillage.core.engines.kept import Kept
from maillage.core.engines.outcome import nested, reasons, united
from maillage.core.engines.polygons import multipolygon
from maillage.core.net.client import Client, Limits
from osgeo import ogr
from routers import KEY, REACH, LocalRouter, ground

#: On land, in the sea, and on the island of the local services.
TOULOUSE, SEA, ISLAND = (1.44, 43.6), (4.5, 42.0), (6.2, 43.05)


@pytest.fixture
def server() -> Iterator[LocalRouter]:
    with LocalRouter() as server:
        yield server


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in a test for what a service would want."""
    limits = Limits(per_second=1000, connect=2, read=2, tries=2, pause=0.01, rest=0.2)
    monkeypatch.setattr(
        RoutingService, "client", lambda self, transport: Client(limits, transport=transport)
    )


def engine(word: str, server: LocalRouter, mode: str = "car", direction: str = "to") -> Engine:
    url = server.url + ("/navigation" if word == "geoplateforme" else "")
    return engine_named(word, url, Journey(Trip(mode, direction), 4.5), KEY)


def wishes(*points: tuple[float, float], minutes: tuple[int, ...] = (10, 20)) -> list[Wish]:
    return [Wish(number, f"p{number}", *point, minutes) for number, point in enumerate(points)]


def ask(engine: Engine, wanted: list[Wish], progress: Progress = SILENT) -> list[IsochroneAnswer]:
    return list(ask_all(engine, wanted, progress))


def holds(geometry: ogr.Geometry, lon: float, lat: float) -> bool:
    return geometry.Contains(ogr.CreateGeometryFromWkt(f"POINT ({lon} {lat})"))


BOTH = pytest.mark.parametrize("word", ["geoplateforme", "openrouteservice"])


@BOTH
def test_each_place_and_limit_has_the_ground_that_the_service_drew(
    word: str, server: LocalRouter
) -> None:
    points = [(1.44 + n / 10, 43.6) for n in range(7)]
    answers = ask(engine(word, server), wishes(*points))
    found = {(answer.place, answer.minutes): answer for answer in answers}
    assert len(answers) == len(found) == 14
    for (place, minutes), answer in found.items():
        assert answer.geometry.GetGeometryName() == "MULTIPOLYGON"
        assert not answer.failure and answer.truncated is None
        lon, lat = points[place]
        reach = minutes * REACH
        assert holds(answer.geometry, lon + 0.99 * reach, lat)
        assert not holds(answer.geometry, lon + 1.01 * reach, lat)


def test_the_geoplateforme_is_asked_one_limit_at_a_time_with_every_unit(
    server: LocalRouter,
) -> None:
    for direction, said in (("to", "arrival"), ("from", "departure")):
        ask(engine("geoplateforme", server, mode="foot", direction=direction), wishes((2, 44)))
        assert [asked.question for asked in server.asked[-2:]] == [
            {
                "point": "2.0000000,44.0000000",
                "resource": "bdtopo-valhalla",
                "costType": "time",
                "costValue": minutes,
                "timeUnit": "minute",
                "distanceUnit": "meter",
                "profile": "pedestrian",
                "direction": said,
                "crs": "EPSG:4326",
                "geometryFormat": "geojson",
            }
            for minutes in ("20", "10")
        ]


@pytest.mark.parametrize(
    ("mode", "profile"),
    [("car", "driving-car"), ("bike", "cycling-regular"), ("foot", "foot-walking")],
)
def test_openrouteservice_is_asked_five_places_and_ten_limits_at_a_time(
    server: LocalRouter, mode: str, profile: str
) -> None:
    limits = tuple(range(1, 13))
    answers = ask(
        engine("openrouteservice", server, mode=mode, direction="from"),
        wishes(*[(1 + n / 10, 44) for n in range(7)], minutes=limits),
    )
    assert all(answer.geometry for answer in answers) and len(answers) == 7 * 12
    shapes = [(len(asked.points), len(asked.question["range"])) for asked in server.asked]
    assert sorted(shapes) == [(2, 2), (2, 10), (5, 2), (5, 10)]
    first = next(asked for asked in server.asked if len(asked.question["range"]) == 10)
    assert first.question == {
        "profile": profile,
        "locations": [[1 + n / 10, 44] for n in range(5)],
        "range": [60 * limit for limit in limits[:10]],
        "range_type": "time",
        "location_type": "start",
    }
    assert first.headers["Authorization"] == KEY
    assert first.headers["Content-Type"] == "application/json"
    assert first.headers["Accept"] == "application/geo+json"


@BOTH
def test_a_bad_place_costs_only_itself(word: str, server: LocalRouter) -> None:
    points = [TOULOUSE, (1.5, 43.5), SEA, (1.6, 43.5), ISLAND, SEA, SEA, SEA, SEA, (1.7, 43.5)]
    answers = ask(engine(word, server), wishes(*points, minutes=(5, 10)))
    drawn = {(answer.place, answer.minutes) for answer in answers if answer.geometry}
    assert drawn == {*((n, m) for n in (0, 1, 3, 9) for m in (5, 10)), (4, 10)}
    assert len(answers) == 20
    told = reasons(answers)
    assert set(told) == {2, 4, 5, 6, 7, 8}
    assert told[4] == "5 min: The service finds no ground within 5 min."
    assert "finds no isochrone" in told[2] and "min:" not in told[2]
    assert not any(answer.passing for answer in answers)


def test_a_place_outside_the_data_costs_only_itself(server: LocalRouter) -> None:
    answers = ask(engine("geoplateforme", server), wishes((-100, 44), TOULOUSE, minutes=(10,)))
    assert reasons(answers) == {0: "The place is outside the area that the service covers."}


@BOTH
@pytest.mark.parametrize("fault", ["500", "cut"])
def test_a_passing_fault_is_tried_again(word: str, fault: str, server: LocalRouter) -> None:
    server.faults = [fault]
    answers = ask(engine(word, server), wishes(TOULOUSE, minutes=(10,)))
    assert answers[0].geometry
    assert len(server.asked) == 2


@BOTH
def test_too_many_requests_wait_as_long_as_the_service_says(word: str, server: LocalRouter) -> None:
    server.faults = ["429"]
    assert ask(engine(word, server), wishes(TOULOUSE, minutes=(10,)))[0].geometry
    first, second = (asked.moment for asked in server.asked)
    assert second - first >= server.blocked


@BOTH
@pytest.mark.parametrize("fault", ["500", "cut"])
def test_a_place_that_breaks_the_service_costs_itself_but_three_in_a_row_stop_it(
    word: str, fault: str, server: LocalRouter
) -> None:
    points = [(1.4 + n / 10, 43.6) for n in range(4)]
    alone = [replace(wish, minutes=(20 - wish.place,)) for wish in wishes(*points)]
    server.faults = [fault, fault, "", fault, fault, fault, fault]
    answers = ask(engine(word, server), alone)
    assert [bool(answer.geometry) for answer in answers] == [False, True, False, False]
    assert [answer.passing for answer in answers] == [True, False, True, True]
    server.asked.clear()
    server.faults = [fault] * 8
    with pytest.raises(ServiceError, match=r"127\.0\.0\.1"):
        ask(engine(word, server), alone)
    assert len(server.asked) == 6


@BOTH
def test_a_web_page_instead_of_an_answer_stops_at_once(word: str, server: LocalRouter) -> None:
    server.faults = ["page"] * 9
    with pytest.raises(ServiceError, match="Check the address in URL"):
        ask(engine(word, server), wishes(TOULOUSE, TOULOUSE, TOULOUSE))
    assert len(server.asked) == 1


@BOTH
def test_an_answer_without_sense_is_no_ground(word: str, server: LocalRouter) -> None:
    server.faults = ["garbage"]
    (answer,) = ask(engine(word, server), wishes(TOULOUSE, minutes=(10,)))
    assert "no ground within 10 min" in answer.failure


@BOTH
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"error": "no such thing"},
        {"features": {}},
        [],
        pytest.param("[" * 100_000, id="deep"),
    ],
)
def test_what_is_no_answer_at_all_stops_at_once(word: str, said: Any, server: LocalRouter) -> None:
    server.answers = said if isinstance(said, str) else json.dumps(said)
    with pytest.raises(ServiceError, match="something other than isochrones"):
        ask(engine(word, server), wishes(TOULOUSE, TOULOUSE))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "feature",
    [
        {"properties": None},
        {"properties": [1]},
        {"properties": {"group_index": [0], "value": {}}},
        {"properties": {"group_index": 1, "value": 600}, "geometry": ground(1.44, 43.6, 10)},
        {"properties": {"group_index": 0, "value": 660}, "geometry": ground(1.44, 43.6, 10)},
    ],
)
def test_the_ground_of_others_is_nobodys(feature: Any, server: LocalRouter) -> None:
    server.answers = json.dumps({"features": [feature]})
    (answer,) = ask(engine("openrouteservice", server), wishes(TOULOUSE, minutes=(10,)))
    assert answer.geometry is None and "no ground within 10 min" in answer.failure


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.mark.parametrize(
    ("drawn", "is_taken"),
    [
        (box(1.0, 43.4, 1.9, 43.9), True),
        # 320 km/h for ten minutes, and 30 km: 83 km, 0.75° of latitude.
        (box(1.0, 43.4, 1.9, 44.3), True),
        (box(1.0, 43.4, 1.9, 44.4), False),
        (box(133.0, -26.0, 134.0, -25.0), False),
        (box(-180, -90, 180, 90), False),
    ],
    ids=["near", "as far as a train", "farther", "Australia", "the world"],
)
def test_ground_that_nobody_reaches_is_left_out(
    drawn: Any, is_taken: bool, server: LocalRouter
) -> None:
    feature = {"properties": {"group_index": 0, "value": 600}, "geometry": drawn}
    server.answers = json.dumps({"features": [feature]})
    (answer,) = ask(engine("openrouteservice", server), wishes(TOULOUSE, minutes=(10,)))
    assert (answer.geometry is not None) is is_taken
    assert is_taken or "nobody reaches within 10 min" in answer.failure


def test_a_refusal_that_cannot_be_read_is_one_without_reason(server: LocalRouter) -> None:
    server.answers, server.status = "[" * 100_000, 400
    with pytest.raises(ServiceError, match="no reason given"):
        ask(engine("geoplateforme", server), wishes(TOULOUSE, minutes=(10,)))


@pytest.mark.parametrize("status", [404, 500])
def test_places_that_openrouteservice_finds_on_no_road_do_not_stop_the_others(
    status: int, server: LocalRouter
) -> None:
    server.unroutable = status, {404: 2010, 500: 3099}[status]
    points = [SEA, SEA, SEA, SEA, SEA, SEA, TOULOUSE]
    answers = ask(engine("openrouteservice", server), wishes(*points, minutes=(10,)))
    assert set(reasons(answers)) == set(range(6))
    assert answers[-1].geometry and not any(answer.passing for answer in answers)


@BOTH
def test_a_wrong_address_stops_at_once(word: str, server: LocalRouter) -> None:
    journey = Journey(Trip("car"), 4.5)
    with pytest.raises(ServiceError, match="nothing at this address"):
        ask(engine_named(word, server.url + "/wrong", journey, KEY), wishes(TOULOUSE))


@BOTH
def test_a_cancel_ends_it_within_a_second_and_what_was_answered_has_come(
    word: str, server: LocalRouter
) -> None:
    server.faults = ["", "slow"]
    cancelled = threading.Event()
    threading.Timer(0.6, cancelled.set).start()
    came: list[IsochroneAnswer] = []
    start = time.monotonic()
    alone = [replace(wish, minutes=(20 - wish.place,)) for wish in wishes(TOULOUSE, TOULOUSE)]
    with pytest.raises(Cancelled):
        for answer in ask_all(engine(word, server), alone, Progress(is_cancelled=cancelled.is_set)):
            came.append(answer)
    assert 0.6 <= time.monotonic() - start < 1.6
    assert [answer.place for answer in came] == [0]


def test_progress_goes_from_nothing_to_all(server: LocalRouter) -> None:
    shares: list[float] = []
    ask(
        engine("openrouteservice", server), wishes(TOULOUSE, SEA, TOULOUSE), Progress(shares.append)
    )
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)


# Keys, quotas and limits


def test_a_wrong_key_is_said_and_never_shown(server: LocalRouter) -> None:
    wrong = engine_named("openrouteservice", server.url, Journey(Trip("car"), 4.5), "SECRET")
    with pytest.raises(ServiceError, match=r"refuses the key.*disallowed.*authentication") as error:
        ask(wrong, wishes(TOULOUSE, TOULOUSE, TOULOUSE, TOULOUSE, TOULOUSE, TOULOUSE))
    assert "SECRET" not in str(error.value)
    assert len(server.asked) == 1


@pytest.mark.parametrize("key", ["SECRET\u2019", "SEC\nRET", "\0SECRET"])
def test_a_key_that_cannot_be_sent_is_said_and_never_shown(key: str, server: LocalRouter) -> None:
    with pytest.raises(InputError, match="characters that no key has") as error:
        engine_named("openrouteservice", server.url, Journey(Trip("car"), 4.5), key)
    assert "SEC" not in str(error.value)


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_key_that_the_service_quotes_is_not_shown(status: int) -> None:
    with Server() as service:
        service.replies = [(status, {}, b'{"error": {"code": 7, "message": "no key SECRET"}}')]
        wrong = engine_named("openrouteservice", service.url, Journey(Trip("car"), 4.5), "SECRET")
        try:
            said = " ".join(answer.failure for answer in ask(wrong, wishes(TOULOUSE)))
        except ServiceError as error:
            assert error.__cause__ is None
            said = f"{error} {error.answer}"
    assert "no key …" in said
    assert "SECRET" not in said


def test_words_that_mean_either_a_used_up_quota_or_a_wrong_key_are_not_taken_for_one(
    server: LocalRouter,
) -> None:
    server.status = 403
    server.answers = json.dumps({"error": "Daily quota reached or API key unauthorized"})
    with pytest.raises(ServiceError, match=r"refuses the key.*Check the key.*tomorrow"):
        ask(engine("openrouteservice", server), wishes(TOULOUSE))


def test_a_server_of_ones_own_has_no_quota_of_the_public_one(server: LocalRouter) -> None:
    many = wishes(*[TOULOUSE] * 5200)
    assert "500 requests a day" in foretold(services()["openrouteservice"], many)
    said = foretold(engine("openrouteservice", server).service, many)
    assert "1,040 requests" in said and "at least 21 s" in said and "day" not in said


@pytest.mark.parametrize("end", ["", "/", "//", "/isochrone", "/isochrone/", " "])
def test_an_address_may_end_as_people_copy_it(end: str, server: LocalRouter) -> None:
    url = f" {server.url}/navigation{end}"
    engine = engine_named("geoplateforme", url, Journey(Trip("car"), 4.5))
    assert ask(engine, wishes(TOULOUSE, minutes=(10,)))[0].geometry


def test_the_public_service_needs_a_key_and_ones_own_does_not(server: LocalRouter) -> None:
    journey = Journey(Trip("car"), 4.5)
    with pytest.raises(InputError, match=r"needs a key.*AUTHCFG"):
        engine_named("openrouteservice", "", journey)
    for url in (server.url, ""):
        engine_named("openrouteservice", url, journey, "" if url else KEY)


def test_a_used_up_quota_stops_at_once_and_what_was_answered_has_come(
    server: LocalRouter,
) -> None:
    server.quota = 2
    came = []
    points = [(1 + n / 10, 44) for n in range(20)]
    with pytest.raises(ServiceError, match=r"used up \(Quota exceeded\).*tomorrow"):
        for answer in ask_all(engine("openrouteservice", server), wishes(*points), SILENT):
            came.append(answer)
    assert len(server.asked) == 3
    assert len(came) == 20


def test_an_own_server_with_lower_limits_is_asked_less_at_once() -> None:
    with LocalRouter(places=2, limits=1) as server:
        answers = ask(engine("openrouteservice", server), wishes(*[TOULOUSE] * 3))
    assert len(answers) == 6 and all(answer.geometry for answer in answers)


def test_limits_that_a_service_does_not_draw_are_refused_before_anything_is_asked(
    server: LocalRouter,
) -> None:
    ign = engine("geoplateforme", server)
    ign.meet([10, 120], SILENT)
    with pytest.raises(InputError, match="120 min at most"):
        ign.meet([10, 121], SILENT)
    server.longest = None  # it does not say: the cautious one of the data stands
    ign.meet([60], SILENT)
    with pytest.raises(InputError, match="60 min at most"):
        ign.meet([61], SILENT)
    silent = engine_named("geoplateforme", server.url + "/other", ign.journey)
    silent.meet([60], SILENT)
    with pytest.raises(InputError, match="60 min at most"):
        silent.meet([61], SILENT)
    for mode, longest in (("car", 60), ("bike", 300), ("foot", 1200)):
        public = engine_named("openrouteservice", "", Journey(Trip(mode, "to"), 4.5), KEY)
        public.meet([longest], SILENT)
        with pytest.raises(InputError, match=f"{longest:,} min at most"):
            public.meet([longest + 1], SILENT)
    assert not server.asked


def test_a_mode_that_a_service_does_not_know_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match=r"by bicycle.*\(by car, on foot\), or another engine"):
        engine_named("geoplateforme", "", Journey(Trip("bike", "to"), 4.5))


def test_the_rates_are_those_that_the_services_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    limits = {word: service.client(None).limits for word, service in services().items()}
    assert limits["geoplateforme"].per_second <= 5 and limits["geoplateforme"].rest >= 5
    assert limits["openrouteservice"].per_second <= 20 / 60
    assert limits["openrouteservice"].rest > 60


def test_quotas_are_told_before_they_are_spent() -> None:
    known = services()
    many = wishes(*[TOULOUSE] * 192, minutes=(10, 20, 30))
    said = foretold(known["openrouteservice"], many)
    assert "39 requests for 192 places" in said and "at least 3 min" in said
    assert "500 requests a day" in said and "days:" not in said and "day:" not in said
    assert "576 requests" in foretold(known["geoplateforme"], many)
    assert "192 requests for 192 places: at least 4 s" in foretold(known["valhalla"], many)
    # A server of Valhalla draws four limits at a time.
    for limits, requests in ((range(1, 5), 10), (range(1, 6), 20), (range(1, 10), 30)):
        said = foretold(known["valhalla"], wishes(*[TOULOUSE] * 10, minutes=tuple(limits)))
        assert f"{requests} requests for 10 places" in said
    said = foretold(known["openrouteservice"], wishes(*[TOULOUSE] * 5200))
    assert "1,040 requests" in said and "It takes 3 days" in said


@settings(max_examples=100)
@given(
    st.lists(st.sets(st.integers(1, 40), min_size=1, max_size=25), min_size=1, max_size=30),
    st.sampled_from(["valhalla", "geoplateforme", "openrouteservice"]),
)
def test_requests_ask_everything_once_and_no_more_than_a_service_takes(
    limits: list[set[int]], word: str
) -> None:
    service = services()[word]
    wanted = [Wish(n, str(n), 0, 0, tuple(sorted(some))) for n, some in enumerate(limits)]
    asked = batches(service, wanted)
    pairs = [(wish.place, limit) for batch in asked for wish in batch for limit in wish.minutes]
    assert sorted(pairs) == sorted((n, m) for n, some in enumerate(limits) for m in some)
    for batch in asked:
        assert len(batch) <= service.places_per_request
        assert len(batch[0].minutes) <= service.limits_per_request
        assert len({wish.minutes for wish in batch}) == 1


def test_a_limit_too_long_for_a_service_is_known_before_the_others_are_asked(
    server: LocalRouter,
) -> None:
    with pytest.raises(ServiceError, match="superior to the max"):
        ask(engine("geoplateforme", server), wishes(*[TOULOUSE] * 9, minutes=(5, 10, 150)))
    assert len(server.asked) == 1


# Polygons


def test_isochrones_nest_although_the_service_drew_them_otherwise(server: LocalRouter) -> None:
    answers = ask(engine("geoplateforme", server), wishes(TOULOUSE, minutes=(10, 20, 30)))
    raw = {answer.minutes: answer.geometry for answer in answers}
    assert raw[10].Difference(raw[20]).Area() > 0
    made = nested(answers)
    assert [(answer.place, answer.minutes) for answer in made] == [(0, 10), (0, 20), (0, 30)]
    for smaller, larger in pairwise(made):
        assert smaller.geometry.Difference(larger.geometry).Area() < 1e-15
        assert larger.geometry.IsValid()
        assert larger.geometry.GetGeometryName() == "MULTIPOLYGON"
    assert made[1].geometry.Difference(raw[20].Union(raw[10])).Area() < 1e-15


def test_the_union_holds_what_any_place_holds(server: LocalRouter) -> None:
    points = [(1 + n / 100, 44) for n in range(120)]
    made = nested(ask(engine("openrouteservice", server), wishes(*points)))
    whole = united(made)
    assert [(answer.place, answer.minutes) for answer in whole] == [(-1, 10), (-1, 20)]
    for answer in whole:
        assert answer.geometry.IsValid()
        parts = ogr.Geometry(ogr.wkbMultiPolygon)
        for one in made:
            if one.minutes == answer.minutes:
                for part in one.geometry:
                    parts.AddGeometry(part)
        expected = parts.UnionCascaded()
        assert answer.geometry.SymDifference(expected).Area() < 1e-12
    assert whole[0].geometry.Difference(whole[1].geometry).Area() < 1e-12


@pytest.mark.parametrize("work", [nested, united])
def test_drawing_can_be_cancelled(work: Any) -> None:
    answers = [IsochroneAnswer(n, 10, multipolygon(ground(n / 100, 44, 10))) for n in range(120)]
    looks = iter([False, True])
    with pytest.raises(Cancelled):
        work(answers, Progress(is_cancelled=lambda: next(looks)))


@pytest.mark.parametrize(
    ("geojson", "area"),
    [
        ({"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}, 2),
        (
            {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Point", "coordinates": [0, 0]},
                    {"type": "MultiPolygon", "coordinates": [ground(0, 0, 500)["coordinates"]]},
                ],
            },
            0.5,
        ),
        (
            {"type": "Polygon", "coordinates": [[[0, 0, 9], [1, 0, 9], [1, 1, 9], [0, 0, 9]]]},
            0.5,
        ),
    ],
)
def test_what_a_service_draws_becomes_valid_ground(geojson: Any, area: float) -> None:
    made = multipolygon(geojson)
    assert made is not None and made.IsValid()
    assert made.GetGeometryName() == "MULTIPOLYGON" and not made.Is3D()
    assert made.Area() == pytest.approx(area)


@pytest.mark.parametrize(
    "geojson",
    [
        None,
        5,
        "POLYGON",
        {},
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon"},
        {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0], [0, 0]]]},
        ground(574_000, 6_279_000, 10),  # Lambert-93
        {"type": "Polygon", "coordinates": [[[1e308, 0], [0, 1e308], [-1e308, 0], [1e308, 0]]]},
    ],
)
def test_what_is_no_ground_is_none(geojson: Any) -> None:
    assert multipolygon(geojson) is None


def test_answers_are_kept_every_half_second_and_all_when_a_job_stops(tmp_path: Path) -> None:
    def journal() -> Journal:
        return Journal(tmp_path / "answers.sqlite", "job", 30)

    wishes = [Wish(number, f"p{number}", 1.0, 43.0, (10,)) for number in range(4)]
    area = ogr.CreateGeometryFromWkt("MULTIPOLYGON (((0 0, 0 1, 1 1, 0 0)))")
    kept: list[int] = []

    def ask(missing: list[Wish]) -> Iterator[IsochroneAnswer]:
        for wish in missing[:3]:
            yield IsochroneAnswer(wish.place, 10, area)
            kept.append(len(Kept(journal(), wishes).answers))
            time.sleep(0.55 if wish.place == 0 else 0)
        raise Cancelled("")

    with pytest.raises(Cancelled):
        Kept(journal(), wishes).complete(ask, SILENT)
    assert kept == [0, 2, 2]
    assert [wish.place for wish in Kept(journal(), wishes).missing] == [3]
