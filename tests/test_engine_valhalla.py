"""The engine valhalla, against a real server with the roads of Andorra."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from maillage.core.access.trip import Trip
from maillage.core.common.errors import InputError, ServiceError
from maillage.core.common.progress import SILENT
from maillage.core.engines.asking import ask_all, engine_named
from maillage.core.engines.engine import IsochroneAnswer, Journey, RoutingService, Wish, services
from maillage.core.engines.outcome import nested, reasons
from maillage.core.engines.valhalla import Valhalla
from maillage.core.net.client import Client, Limits
from maillage.core.net.requests_transport import RequestsTransport
from osgeo import ogr
from routers import LocalRouter

CAPITAL, CANILLO, SUMMIT, SEA = (1.5218, 42.5075), (1.5976, 42.5671), (1.44, 42.60), (3.5, 41.0)


def ask(
    url: str,
    *points: tuple[float, float],
    mode: str = "car",
    minutes: tuple[int, ...] = (5, 10),
    direction: str = "to",
    walking_kmh: float = 4.5,
) -> list[IsochroneAnswer]:
    engine = engine_named("valhalla", url, Journey(Trip(mode, direction), walking_kmh))
    wishes = [Wish(number, str(number), *point, minutes) for number, point in enumerate(points)]
    return list(ask_all(engine, wishes, SILENT))


def area(answer: IsochroneAnswer) -> float:
    assert answer.geometry is not None, answer.failure
    return answer.geometry.Area()


@pytest.mark.parametrize("mode", ["car", "bike", "foot"])
def test_every_limit_is_drawn_valid_and_nested_however_many(valhalla: Any, mode: str) -> None:
    limits = tuple(range(5, 35, 5))
    assert len(limits) > 4  # more than the server takes at once
    found = nested(ask(valhalla.url, CAPITAL, CANILLO, mode=mode, minutes=limits))
    assert [(one.place, one.minutes) for one in found] == [(p, m) for p in (0, 1) for m in limits]
    for one in found:
        assert one.geometry.IsValid() and one.geometry.GetGeometryName() == "MULTIPOLYGON"
    for smaller, larger in pairwise(found):
        if smaller.place == larger.place:
            assert smaller.geometry.Difference(larger.geometry).Area() < 1e-12
            assert area(smaller) < area(larger)
    town = ogr.CreateGeometryFromWkt("POINT ({} {})".format(*CAPITAL))
    assert found[0].geometry.Contains(town)


def test_a_server_that_takes_fewer_limits_is_asked_one_by_one(valhalla: Any) -> None:
    limits = (5, 6, 7, 8, 9)
    generous = replace(services()["valhalla"], limits_per_request=5)
    engine = Valhalla(generous, valhalla.url, Journey(Trip("car"), 4.5), RequestsTransport())
    answers = list(ask_all(engine, [Wish(0, "0", *CAPITAL, limits)], SILENT))
    assert [answer.minutes for answer in answers if answer.geometry] == list(limits)


def test_a_place_far_from_any_road_fails_alone_with_its_reason(valhalla: Any) -> None:
    answers = ask(valhalla.url, SEA, CAPITAL, SUMMIT, SEA, SEA, SEA)
    told = reasons(answers)
    assert set(told) == {0, 2, 3, 4, 5}
    assert set(told.values()) == {"No road that one can take is within 1 km."}


def test_the_direction_and_the_walking_speed_are_those_asked_for(valhalla: Any) -> None:
    to, away = (ask(valhalla.url, CAPITAL, direction=d)[1] for d in ("to", "from"))
    differ = to.geometry.SymDifference(away.geometry).Area()
    assert differ > 0.05 * area(to)  # one-way streets
    slow, fast = (
        ask(valhalla.url, CAPITAL, mode="foot", minutes=(20,), walking_kmh=kmh)[0] for kmh in (3, 6)
    )
    assert area(fast) > 2 * area(slow)


def test_the_server_is_met_and_says_of_when_its_data_are(valhalla: Any) -> None:
    for url in (valhalla.url, valhalla.url + "/", valhalla.url + "/isochrone"):
        engine = engine_named("valhalla", url, Journey(Trip("car"), 4.5))
        engine.meet([10], SILENT)
        moment = valhalla.status()["tileset_last_modified"]
        assert datetime.fromisoformat(engine.edition).timestamp() == moment


def test_a_limit_that_the_server_does_not_draw_stops_at_once_in_words(valhalla: Any) -> None:
    with pytest.raises(ServiceError, match=r"so many minutes .*120.*max_time_contour"):
        ask(valhalla.url, CAPITAL, minutes=(10, 500))


def test_without_an_address_it_says_what_to_give() -> None:
    with pytest.raises(InputError, match=r"URL, such as http://localhost:8002"):
        engine_named("valhalla", " ", Journey(Trip("car"), 4.5))


def test_an_address_of_something_else_is_no_valhalla(
    valhalla: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        RoutingService,
        "client",
        lambda self, transport: Client(Limits(1000, tries=1), transport=transport),
    )
    journey = Journey(Trip("car"), 4.5)
    with LocalRouter() as other, pytest.raises(ServiceError, match="Check"):
        engine_named("valhalla", other.url, journey).meet([10], SILENT)
    with pytest.raises(ServiceError, match="cannot be reached"):
        engine_named("valhalla", "http://127.0.0.1:9", journey).meet([10], SILENT)
    with pytest.raises(ServiceError):
        engine_named("valhalla", valhalla.url + "/tiles", journey).meet([10], SILENT)
