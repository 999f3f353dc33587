"""Geocoding, against a local service that behaves as the Géoplateforme's is documented to."""

from __future__ import annotations

import math
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from geocoder import Address, LocalGeocoder
from maillage.core.common.errors import Cancelled, InputError, ServiceError
from maillage.core.common.journal import Journal
from maillage.core.common.progress import Progress
from maillage.core.geocoding.answers import AddressQuestion, Found, settings
from maillage.core.geocoding.geocode import Geocoding, geocode
from maillage.core.geocoding.geocoder import Geocoder, endpoint_of
from maillage.core.geocoding.judgement import Judgement, Place

ROOT = Path(__file__).resolve().parents[1]

NEUVE = Address("12 Rue Neuve 09000 Foix", 1.61, 42.96, "09000", "Foix", "09122")
FOIX = Address("Foix", 1.605, 42.965, "09000", "Foix", "09122", "municipality")
PAU = Address("12 Rue Neuve 64000 Pau", -0.37, 43.3, "64000", "Pau", "64445")
MERGED = Address(
    "3 Place du Pin 31110 Luchon", 0.59, 42.79, "31110", "Luchon", "31042", "street", "31999"
)
#: An address that any other text resembles a little.
BOOK = (NEUVE, FOIX, PAU, MERGED)


@pytest.fixture
def server() -> Iterator[LocalGeocoder]:
    with LocalGeocoder(BOOK) as server:
        yield server


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets values of ``geocoder.json`` for a test."""

    def change(**values: object) -> None:
        for name, value in values.items():
            monkeypatch.setitem(settings(), name, value)

    change(per_second=1000, rest_seconds=0.5)
    return change


def geocoder(server: LocalGeocoder, journal: Path | None = None, refresh: bool = False) -> Geocoder:
    return Geocoder(server.url, Journal(journal, server.url, settings()["keep_days"]), refresh)


def places(*rows: dict[str, Any], **columns: Any) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), dtype=object)
    table.insert(0, "place_id", [f"p{number}" for number in range(len(table))])
    table["src_row"] = range(2, len(table) + 2)
    return table.where(table.notna(), None)


def run(server: LocalGeocoder, *rows: dict[str, Any], points: Any = None, **more: Any) -> Geocoding:
    table = places(*rows)
    if points is None:
        points = np.full((len(table), 2), np.nan)
    asked = more.pop("geocoder", None) or geocoder(server)
    return geocode(table, np.array(points, dtype=float), asked, **more)


def many(count: int) -> tuple[list[Address], list[dict[str, str]]]:
    """Addresses that differ by their number, and the places that stand there."""
    addresses = [
        Address(f"{n} Rue Neuve 09000 Foix", 1 + n / 1000, 43, "09000", "Foix", "09122")
        for n in range(1, count + 1)
    ]
    return addresses, [
        {"address": f"{n} rue Neuve", "postcode": "09000", "city": "Foix"}
        for n in range(1, count + 1)
    ]


def expected(count: int) -> list[float]:
    return [1 + n / 1000 for n in range(1, count + 1)]


# What is sent


def test_only_the_address_is_sent(server: LocalGeocoder) -> None:
    secret = {"name": "Chez Zoé", "phone": "0612345678", "email": "zoe@example.org"}
    given = {"address": "12, rue Neuve", "postcode": "09000", "city": "FOIX CEDEX 3"}
    run(server, {**given, **secret, "src_latitude": "1", "latitude": "2", "insee": "09122"})
    (request,) = server.requests
    assert request.columns == ["row_id", "adresse", "code_insee"]
    assert request.fields == {"columns": ["adresse"], "citycode": ["code_insee"]}
    assert request.rows == [
        {"row_id": "0", "adresse": "12, rue Neuve 09000 FOIX", "code_insee": "09122"}
    ]


@pytest.mark.parametrize(
    ("place", "columns"),
    [
        ({"address": "12 rue Neuve", "city": "Foix"}, ["adresse"]),
        ({"address": "12 rue Neuve", "postcode": "09000"}, ["adresse"]),
        ({"address": "12 rue Neuve", "postcode": "9000"}, ["adresse"]),
        ({"address": "12 rue Neuve", "insee": "9122", "city": "Foix"}, ["adresse"]),
        ({"city": "Foix", "insee": "09122"}, ["adresse", "code_insee", "type_recherche"]),
    ],
)
def test_codes_narrow_the_search_when_they_are_codes(
    server: LocalGeocoder, place: dict[str, str], columns: list[str]
) -> None:
    run(server, place)
    assert server.requests[0].columns == ["row_id", *columns]


def test_an_address_that_stands_twice_is_asked_once(server: LocalGeocoder) -> None:
    place = {"address": "12 rue Neuve", "postcode": "09000", "city": "Foix"}
    result = run(server, place, place, {**place, "postcode": " 09000 "})
    assert len(server.texts) == 1
    assert result.moved.all()


def test_any_text_comes_back_to_its_own_row(server: LocalGeocoder) -> None:
    odd = [
        '12 "rue";Neuve, 09000',
        "12 rue\nNeuve 09000",
        "12\true Neuve | 09000",
        "«12» rue Neuve",
    ]
    result = run(server, *({"address": text, "city": "Foix"} for text in odd))
    assert [place for place in result.places["geocode_label"]] == [NEUVE.label] * 4


# What is made of the answers


def test_an_address_found_gives_the_point_and_where_it_comes_from(server: LocalGeocoder) -> None:
    result = run(server, {"address": "12 rue Neuve", "postcode": "09000", "city": "Foix"})
    assert result.points.tolist() == [[NEUVE.lon, NEUVE.lat]]
    found = result.places.iloc[0]
    assert found["position"] == "geocoded"
    assert found["geocode_label"] == NEUVE.label
    assert found["geocode_type"] == "housenumber"
    assert found["geocode_score"] == 1
    assert found["geocode_source"] == f"127.0.0.1 {date.today().isoformat()}"
    assert result.report.empty


@pytest.mark.parametrize("address", ["", "Maison commune"])
def test_a_town_is_marked_as_such(address: str) -> None:
    row = {"address": address, "city": "Foix", "insee": "09122"}
    with LocalGeocoder([FOIX]) as server:
        result = run(server, row, minimum_score=0.2)
    assert result.places["position"].tolist() == ["commune"]
    assert result.points.tolist() == [[FOIX.lon, FOIX.lat]]
    (line,) = result.report.to_dict("records")
    assert (line["severity"], line["check"]) == ("info", "geocode_town")
    assert ("not found" in line["message"]) == bool(address)


def checks(result: Geocoding) -> list[tuple[str, str, str]]:
    report = result.report
    return list(zip(report["severity"], report["check"], report["proposal"], strict=True))


def test_a_low_score_leaves_the_point_and_proposes(server: LocalGeocoder) -> None:
    place = {"address": "12 rue Veuve", "postcode": "09000", "city": "Foix"}
    result = run(server, place, minimum_score=0.99)
    assert not result.moved.any()
    assert np.isnan(result.points).all()
    assert result.places["geocode_score"].isna().all()
    assert checks(result) == [("warning", "geocode_doubtful", "42.960000 1.610000")]
    assert NEUVE.label in result.report["message"][0]
    assert result.report[["row", "place_id", "field"]].values.tolist() == [[2, "p0", "position"]]
    assert run(server, place, minimum_score=0.9).moved.all()


@pytest.mark.parametrize(("score", "is_taken"), [(0.49, False), (0.5, True)])
def test_half_is_the_lowest_score_taken_by_default(
    score: float, is_taken: bool, server: LocalGeocoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = server.book.search
    monkeypatch.setattr(
        server.book, "search", lambda *a, **k: [(score, each) for _, each in found(*a, **k)]
    )
    result = run(server, {"address": "12 rue Neuve", "postcode": "09000", "city": "Foix"})
    assert result.moved.tolist() == [is_taken]


def test_an_address_of_another_town_is_only_proposed(server: LocalGeocoder) -> None:
    result = run(server, {"address": "12 rue Neuve", "city": "Pau", "departement": "09"})
    assert not result.moved.any()
    assert checks(result) == [("warning", "geocode_elsewhere", "43.300000 -0.370000")]
    # Nothing is declared: any town of France may have such a street.
    assert not run(server, {"address": "12 rue Neuve 09000 Foix"}).moved.any()
    assert run(server, {"address": "12 rue Neuve 09000 Foix", "departement": "09"}).moved.all()


@pytest.mark.parametrize(
    ("place", "agrees"),
    [
        ({"insee": "31042"}, True),
        ({"insee": "31999"}, True),  # merged into 31042
        ({"insee": "31042", "postcode": "31000", "city": "Toulouse"}, True),
        ({"city": "Bagnères de Luchon"}, True),
        ({"city": "Bagneres-de-Luchon Cedex", "postcode": "31119"}, True),
        ({"city": "Bagnères de Luchon", "departement": "65"}, False),
        ({"city": "Bagnères"}, False),
        ({"city": "Bagnères", "postcode": "31110"}, True),
        ({"city": "Banières de Luchon", "postcode": "31110"}, True),
        ({"city": "Cier de Luchon", "postcode": "31110"}, False),  # its neighbour, same postcode
        ({"city": "Montauban", "postcode": "31110"}, False),
        ({"city": "Old Luchon"}, True),
        ({"postcode": "31110"}, True),
        ({"postcode": "31119"}, False),
        ({"postcode": "31119", "departement": "31"}, False),
        ({"departement": "31"}, True),
        ({"insee": "31555", "departement": "31"}, False),
        ({}, False),
    ],
)
def test_an_answer_agrees_where_the_place_is_declared(place: dict[str, str], agrees: bool) -> None:
    town, old = "Bagnères-de-Luchon", "Old Luchon"
    found = Found("ok", "", 0, 0, 1, "", "", "31110", "31042", town, "31999", old)
    assert Judgement(Place(0, "3 place du Pin", **place), found, 0.5).agrees == agrees


@pytest.mark.parametrize(
    ("written", "label", "same"),
    [
        ("14 chemin du miral", "14 Chemin du Mirail 31100 Toulouse", True),
        ("RUE DE LEGLISE 31100 TOULOUSE", "Rue de l’Eglise 31100 Toulouse", True),
        ("2 av Gal de Gaulle", "2 Avenue du Général de Gaulle 31100 Toulouse", True),
        ("Place de la mairie", "Place de la Mairie (Saint-Amans) 31100 Toulouse", True),
        ("Place de la mairie", "Place de la Mairie - L'HORTE 31100 Toulouse", True),
        ("Grand'Rue", "Grand Rue 31100 Toulouse", True),
        ("Mairie de Toulouse", "9 Rue des Rosiers 31100 Toulouse", False),
        ("Route de Tarbes", "4 Route de Toulouse 31100 Toulouse", False),
        ("Place Jean Jaurès", "Rue Jean Bouin 31100 Toulouse", False),
        ("1 impasse Baurot", "8 Impasse Bonnet 31100 Toulouse", False),
    ],
)
def test_another_street_of_the_town_is_only_proposed(written: str, label: str, same: bool) -> None:
    """Its score is good all the same: postcode and town are right."""
    address = Address(label, 1.4, 43.6, "31100", "Toulouse", "31555")
    with LocalGeocoder([address]) as server:
        row = {"address": written, "postcode": "31100", "city": "Toulouse"}
        result = run(server, row, minimum_score=0)
        assert result.moved.tolist() == [same]
        proposal = [] if same else [("warning", "geocode_street", "43.600000 1.400000")]
        assert checks(result) == proposal


def test_the_right_street_wins_over_a_higher_score() -> None:
    place = Place(0, "12 rue Neuve", "09000", "Foix", "09122")
    right, wrong = (
        Found("ok", "", 1.6, 42.9, score, label, "street", "09000", "09122", "Foix")
        for score, label in ((0.6, "Rue Neuve 09000 Foix"), (0.9, "Rue du Pin 09000 Foix"))
    )
    assert Judgement(place, right, 0.5).rank > Judgement(place, wrong, 0.5).rank


def test_a_large_town_has_several_postcodes() -> None:
    """People write the first: the right street must not lose to one of that postcode."""
    right = Address("14 Cheminement le Tintoret 31100 Toulouse", 1.4, 43.5, "31100", "Toulouse")
    other = Address("14 Rue du Tintoret 31000 Toulouse", 1.44, 43.6, "31000", "Toulouse")
    with LocalGeocoder([right, other]) as server:
        row = {"address": "14 cheminement le Tintoret", "postcode": "31000", "city": "Toulouse"}
        result = run(server, row)
    assert result.points.tolist() == [[right.lon, right.lat]]


def test_a_street_of_another_town_gives_way_to_the_postcode() -> None:
    place = {"address": "12 rue Neuve", "postcode": "09000", "city": "Foix"}
    right = Address("12 Chemin Neuve 09000 Foix", 1.6, 42.9, "09000", "Foix")
    wrong = Address("12 Rue Neuve 09001 Foix", 4, 48, "52200", "Foix-sur-Marne", "52001")
    with LocalGeocoder([right, wrong]) as server:
        result = run(server, place)
        assert [request.columns for request in server.requests] == [
            ["row_id", "adresse"],
            ["row_id", "adresse", "code_postal"],
        ]
    assert result.points.tolist() == [[right.lon, right.lat]]


def test_a_wrong_code_is_searched_without_it_and_told(server: LocalGeocoder) -> None:
    place = {"address": "12 rue Neuve", "postcode": "09000", "city": "Foix"}
    result = run(server, {**place, "insee": "09999"}, {**place, "insee": "99122"})
    assert result.points.tolist() == [[NEUVE.lon, NEUVE.lat]] * 2
    assert checks(result) == [("warning", "geocode_insee", "09122")] * 2
    assert result.report["value"].tolist() == ["09999", "99122"]
    # A row that is an error is tried once more; the search without a code is the same for both.
    assert len(server.texts) == 2 + 1 + 1
    result = run(server, {"address": "12 rue Neuve", "postcode": "09007", "city": "Foix"})
    assert checks(result) == [("warning", "geocode_postcode", "09000")]


def test_a_merged_commune_is_no_other_one(server: LocalGeocoder) -> None:
    place = {"address": "3 place du Pin", "city": "Luchon", "insee": "31999"}
    result = run(server, place)
    assert result.moved.all()
    assert result.report.empty


def test_what_is_not_found_or_not_asked_is_told(server: LocalGeocoder) -> None:
    result = run(
        server,
        {"address": "xyzzy", "city": "plugh"},
        {"city": "Foix", "itinerant": True},
        {"postcode": "09000"},
        {"address": "?!", "city": " "},
    )
    assert [check for _, check, _ in checks(result)] == [
        "geocode_not_found",
        "geocode_itinerant",
        "geocode_no_address",
        "geocode_no_address",
    ]
    assert server.texts == ["xyzzy plugh"]
    assert not result.moved.any()


def test_an_itinerant_place_has_the_point_of_its_address(server: LocalGeocoder) -> None:
    result = run(server, {"address": "12 rue Neuve", "city": "Foix", "itinerant": True})
    assert result.moved.all()
    assert checks(result) == [("info", "geocode_itinerant", "")]


def test_points_that_are_there_stay_unless_asked_for(server: LocalGeocoder) -> None:
    rows = (
        {"address": "12 rue Neuve", "city": "Foix", "position": "given"},
        {"city": "Foix", "position": "given"},
    )
    points = [[1.5, 42.9], [1.6, 42.9]]
    result = run(server, *rows, points=points)
    assert not server.requests
    assert result.points.tolist() == points
    assert result.places["position"].tolist() == ["given", "given"]
    rows = tuple({**row, "position": "commune"} for row in rows)
    result = run(server, *rows, points=points, only_missing=False)
    assert result.points.tolist() == [[NEUVE.lon, NEUVE.lat], [1.6, 42.9]]
    assert result.places["position"].tolist() == ["geocoded", "commune"]
    assert [check for _, check, _ in checks(result)] == ["geocode_moved", "geocode_town"]


@pytest.mark.parametrize("position", ["given", ""])
def test_a_point_that_was_given_is_compared_and_never_moved(
    server: LocalGeocoder, position: str
) -> None:
    """0.01° of latitude is 1.11 km; of longitude, at 43° north, 0.81 km."""
    row = {"address": "12 rue Neuve", "city": "Foix", "position": position}
    points = [[1.61, 42.95], [1.60, 42.96]]
    result = run(server, row, row, points=points, only_missing=False)
    assert result.points.tolist() == points
    assert not result.moved.any()
    assert result.places["position"].tolist() == [position] * 2
    assert checks(result) == [("warning", "geocode_far", "42.960000 1.610000")]
    assert "1.1 km" in result.report["message"][0]


def test_a_moved_point_says_how_far(server: LocalGeocoder) -> None:
    """0.01° of latitude is 1.11 km; of longitude, at 43° north, 0.81 km."""
    row = {"address": "12 rue Neuve", "city": "Foix", "position": "geocoded"}
    points = [[1.61, 42.95], [1.60, 42.96]]
    result = run(server, row, row, points=points, only_missing=False)
    assert [check[0] for check in checks(result)] == ["warning", "info"]
    assert "1.1 km" in result.report["message"][0]
    assert "810 m" in result.report["message"][1]


def test_new_fields_stand_before_the_columns_of_the_source(server: LocalGeocoder) -> None:
    row = {"address": "12 rue Neuve", "city": "Foix", "position": "missing", "src_lat": "4"}
    names = run(server, row).places.columns.tolist()
    assert names[: names.index("src_lat")] == [
        *("place_id", "address", "city", "position"),
        *("geocode_score", "geocode_label", "geocode_type", "geocode_source"),
    ]


@pytest.mark.parametrize(
    ("lon", "lat"), [(42.96, 1.61), (0, 0), (13.4, 52.5), (float("nan"), 42.96), (1.61, math.inf)]
)
def test_a_point_that_cannot_be_is_none(lon: float, lat: float) -> None:
    with LocalGeocoder([replace(NEUVE, lon=lon, lat=lat)]) as server:
        result = run(server, {"address": "12 rue Neuve", "city": "Foix", "insee": "09122"})
    assert np.isnan(result.points).all()
    assert checks(result) == [("warning", "geocode_refused", "")]


def test_a_layer_without_addresses_is_refused(server: LocalGeocoder) -> None:
    with pytest.raises(InputError, match="address"):
        run(server, {"name": "x"})


# When the service misbehaves


@pytest.mark.parametrize(
    "fault", ["shuffled", "odd", "cut", "short", "digit", "fewer", "500", "aborted"]
)
def test_each_place_gets_its_own_answer_whatever_happens(
    hasty: Callable[..., None], fault: str
) -> None:
    addresses, rows = many(40)
    hasty(rows_per_request=20)
    with LocalGeocoder(addresses) as server:
        server.faults = [fault]
        result = run(server, *rows)
        assert len(server.requests) == (2 if fault in ("shuffled", "odd", "500") else 3)
        assert result.points[:, 0].tolist() == pytest.approx(expected(40))
        if fault in ("short", "fewer"):
            again = len(server.texts) - 40
            assert 0 < again <= 10  # not those that came whole


def test_too_many_requests_stop_all_for_as_long_as_asked(hasty: Callable[..., None]) -> None:
    addresses, rows = many(3)
    hasty(rows_per_request=1)
    with LocalGeocoder(addresses, blocked=1) as server:
        server.faults = ["", "429"]
        result = run(server, *rows)
        assert result.moved.all()
        assert server.refused == 1
        assert server.moments[2] - server.moments[1] >= 1
        assert len(server.texts) == 3


def test_the_rate_is_kept(hasty: Callable[..., None]) -> None:
    addresses, rows = many(30)
    hasty(rows_per_request=1, per_second=20)
    with LocalGeocoder(addresses, per_second=21) as server:
        assert run(server, *rows).moved.all()
        assert server.refused == 0
        assert server.moments[-1] - server.moments[0] > 29 / 20 - 0.1
        assert (
            max(
                sum(start <= moment < start + 0.5 for moment in server.moments)
                for start in server.moments
            )
            <= 12
        )


@pytest.mark.parametrize("fault", ["400", "page", "garbage", "fewest"])
def test_a_service_that_is_no_geocoder_is_said(
    server: LocalGeocoder, hasty: Callable[..., None], fault: str
) -> None:
    server.faults = [fault if fault != "fewest" else "fewer"] * 9
    with pytest.raises(ServiceError, match=r"127\.0\.0\.1"):
        run(server, {"address": "12 rue Neuve", "city": "Foix"})


def test_another_address_than_that_of_a_service_is_said(server: LocalGeocoder) -> None:
    asked = Geocoder(server.url + "/nowhere", Journal(None, "", 1))
    with pytest.raises(ServiceError, match="nothing at this address"):
        asked.ask([AddressQuestion("12 rue Neuve")])
    with pytest.raises(InputError):
        Geocoder("C:/folder", Journal(None, "", 1)).ask([AddressQuestion("12 rue Neuve")])


def test_a_cancel_ends_it_within_a_second(server: LocalGeocoder) -> None:
    server.faults = ["slow"]
    start = time.monotonic()
    progress = Progress(is_cancelled=lambda: time.monotonic() - start > 0.3)
    with pytest.raises(Cancelled):
        run(server, {"address": "12 rue Neuve", "city": "Foix"}, progress=progress)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("", "https://data.geopf.fr/geocodage"),
        (" http://host/geo/ ", "http://host/geo"),
        ("http://host/geo/search/csv/", "http://host/geo"),
        ("http://host/search/", "http://host"),
        ("https://api-adresse.data.gouv.fr/search/csv/", "https://data.geopf.fr/geocodage"),
    ],
)
def test_the_base_of_a_service_is_found(given: str, base: str) -> None:
    assert endpoint_of(given) == base


# Nothing is asked twice


def test_a_second_run_asks_nothing(server: LocalGeocoder, tmp_path: Path) -> None:
    journal = tmp_path / "deep" / "journal.sqlite"
    rows = (
        {"address": "12 rue Neuve", "city": "Foix"},
        {"address": "xyzzy", "city": "plugh", "postcode": "09000"},
    )
    first = run(server, *rows, geocoder=geocoder(server, journal))
    asked = len(server.texts)
    second = run(server, *rows, geocoder=geocoder(server, journal))
    assert len(server.texts) == asked == 3
    pd.testing.assert_frame_equal(first.places, second.places)
    pd.testing.assert_frame_equal(first.report, second.report)
    run(server, *rows, geocoder=geocoder(server, journal, refresh=True))
    assert len(server.texts) == 2 * asked


def test_an_error_is_no_answer_to_keep(server: LocalGeocoder, tmp_path: Path) -> None:
    row = {"address": "12 rue Neuve", "city": "Foix"}
    server.faults = ["aborted"] * 2
    result = run(server, row, geocoder=geocoder(server, tmp_path / "j.sqlite"))
    assert checks(result) == [("warning", "geocode_refused", "")]
    assert run(server, row, geocoder=geocoder(server, tmp_path / "j.sqlite")).moved.all()


def test_answers_of_another_service_are_not_taken(server: LocalGeocoder, tmp_path: Path) -> None:
    row = {"address": "12 rue Neuve", "city": "Foix"}
    run(server, row, geocoder=geocoder(server, tmp_path / "j.sqlite"))
    with LocalGeocoder(BOOK) as other:
        run(other, row, geocoder=geocoder(other, tmp_path / "j.sqlite"))
        assert len(other.texts) == 1


def test_old_answers_are_forgotten(server: LocalGeocoder, tmp_path: Path) -> None:
    path = tmp_path / "j.sqlite"
    row = {"address": "12 rue Neuve", "city": "Foix"}
    run(server, row, geocoder=geocoder(server, path))

    def age(days: int) -> None:
        past = (date.today() - timedelta(days=days)).isoformat()
        with sqlite3.connect(path) as file:
            file.execute("UPDATE pieces SET day = ?", (past,))
        file.close()

    age(89)
    run(server, row, geocoder=geocoder(server, path))
    assert len(server.texts) == 1
    age(91)
    run(server, {"city": "Foix"}, geocoder=geocoder(server, path))
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT count(*) FROM pieces").fetchone() == (1,)
    file.close()
    run(server, row, geocoder=geocoder(server, path))
    assert len(server.texts) == 3


def test_a_journal_holds_no_address_that_was_asked(server: LocalGeocoder, tmp_path: Path) -> None:
    run(server, {"address": "Zanzibar", "city": "Foix"}, geocoder=geocoder(server, tmp_path / "j"))
    assert b"Zanzibar" not in (tmp_path / "j").read_bytes()


@pytest.mark.parametrize("spoilt", ["text", "folder", "answers"])
def test_a_journal_that_cannot_be_used_stops_nothing(
    server: LocalGeocoder, tmp_path: Path, spoilt: str
) -> None:
    path = tmp_path / "j.sqlite"
    row = {"address": "12 rue Neuve", "city": "Foix"}
    if spoilt == "text":
        path.write_text("not a database " * 100)
    elif spoilt == "folder":
        path.mkdir()
    else:
        run(server, row, geocoder=geocoder(server, path))
        with sqlite3.connect(path) as file:
            file.execute("UPDATE pieces SET content = '[1, 2'")
        file.close()
    assert run(server, row, geocoder=geocoder(server, path)).moved.all()
    run(server, row, geocoder=geocoder(server, path))
    said = geocoder(server, path)
    run(server, row, geocoder=said)
    assert (str(path) in said.said()[-1]) == (spoilt == "folder")
    # A file that is no database is replaced by one.
    assert len(server.texts) == {"text": 1, "answers": 2, "folder": 3}[spoilt]


def test_a_journal_damaged_inside_is_replaced(server: LocalGeocoder, tmp_path: Path) -> None:
    path = tmp_path / "j.sqlite"
    row = {"address": "12 rue Neuve", "city": "Foix"}
    run(server, row, geocoder=geocoder(server, path))
    whole = path.read_bytes()
    page = int.from_bytes(whole[16:18], "big")
    path.write_bytes(whole[:page] + b"\xff" * (len(whole) - page))
    for asked in (2, 2):
        assert run(server, row, geocoder=geocoder(server, path)).moved.all()
        assert len(server.texts) == asked


def test_an_answer_of_a_day_to_come_is_not_taken(server: LocalGeocoder, tmp_path: Path) -> None:
    """The clock was wrong: it would stand for good."""
    path = tmp_path / "j.sqlite"
    row = {"address": "12 rue Neuve", "city": "Foix"}
    run(server, row, geocoder=geocoder(server, path))
    with sqlite3.connect(path) as file:
        file.execute("UPDATE pieces SET day = '2999-12-31'")
    file.close()
    for _ in range(2):
        run(server, row, geocoder=geocoder(server, path))
    assert len(server.texts) == 2


def test_a_journal_of_another_version_is_left_alone(server: LocalGeocoder, tmp_path: Path) -> None:
    path = tmp_path / "j.sqlite"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE pieces (key, said)")
    file.close()
    before = path.read_bytes()
    row = {"address": "12 rue Neuve", "city": "Foix"}
    assert run(server, row, geocoder=geocoder(server, path)).moved.all()
    assert path.read_bytes() == before


def test_a_journal_held_by_another_job_is_not_waited_for(
    server: LocalGeocoder, tmp_path: Path
) -> None:
    path = tmp_path / "j.sqlite"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    asked = geocoder(server, path)
    start = time.monotonic()
    assert run(server, {"address": "12 rue Neuve", "city": "Foix"}, geocoder=asked).moved.all()
    assert time.monotonic() - start < 2
    other.close()
    assert str(path) in asked.said()[1]
    assert path.exists()


def test_two_jobs_share_a_journal(tmp_path: Path) -> None:
    addresses, _ = many(40)
    with LocalGeocoder(addresses) as server:
        script = KILLED.format(
            plugins=str(ROOT / "build" / "plugins"),
            tests=str(ROOT / "tests"),
            url=server.url,
            journal=str(tmp_path / "j.sqlite"),
        )
        jobs = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(2)]
        assert [job.wait() for job in jobs] == [0, 0]
        asked = len(server.texts)
        subprocess.run([sys.executable, "-c", script], check=True)
        assert len(server.texts) == asked


def wait_until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_after_a_cancel_only_the_rest_is_asked(hasty: Callable[..., None], tmp_path: Path) -> None:
    addresses, rows = many(40)
    hasty(rows_per_request=10)
    with LocalGeocoder(addresses, delay=0.15) as server:
        path = tmp_path / "j.sqlite"
        progress = Progress(is_cancelled=lambda: len(server.moments) == 3)
        with pytest.raises(Cancelled):
            run(server, *rows, geocoder=geocoder(server, path), progress=progress)
        wait_until(lambda: len(server.texts) == 30)
        result = run(server, *rows, geocoder=geocoder(server, path))
        assert result.points[:, 0].tolist() == pytest.approx(expected(40))
        # The request under way had been sent, its answer never came: that one is asked again.
        assert len(server.texts) == 40 + 10


KILLED = """
import sys
sys.path[:0] = [{plugins!r}, {tests!r}]
from maillage.core.common.journal import Journal
from maillage.core.geocoding.answers import AddressQuestion, settings
from maillage.core.geocoding.geocoder import Geocoder
settings()["rows_per_request"] = 10
questions = [AddressQuestion(f"{{n}} rue Neuve 09000 Foix") for n in range(1, 41)]
Geocoder({url!r}, Journal({journal!r}, {url!r}, 90)).ask(questions)
"""


def test_after_a_kill_only_the_rest_is_asked(tmp_path: Path) -> None:
    addresses, _ = many(40)
    with LocalGeocoder(addresses, delay=0.4) as server:
        script = KILLED.format(
            plugins=str(ROOT / "build" / "plugins"),
            tests=str(ROOT / "tests"),
            url=server.url,
            journal=str(tmp_path / "j.sqlite"),
        )
        job = subprocess.Popen([sys.executable, "-c", script])
        wait_until(lambda: len(server.moments) == 3)
        os.kill(job.pid, signal.SIGKILL)
        job.wait()
        wait_until(lambda: len(server.texts) == 30)
        server.delay = 0
        again = subprocess.run([sys.executable, "-c", script], check=False)
        assert again.returncode == 0
        assert len(server.texts) == 40 + 10
        subprocess.run([sys.executable, "-c", script], check=True)
        assert len(server.texts) == 40 + 10


# The local service itself


def test_the_local_service_overwrites_columns_as_the_real_one_does(server: LocalGeocoder) -> None:
    import requests

    sent = "latitude;adresse\n1;12 rue Neuve 09000 Foix\n2;xyzzy\n"
    answer = requests.post(
        server.url + "/search/csv",
        data={"columns": "adresse"},
        files={"data": ("places.csv", sent.encode(), "text/csv")},
        timeout=5,
    )
    assert answer.headers["x-rows-count"] == "2"
    header, first, second = answer.text.splitlines()
    assert header.startswith("latitude;adresse;longitude;result_score;")
    assert first.startswith("42.96;12 rue Neuve 09000 Foix;1.61;")
    assert second.startswith(";xyzzy;;")
    assert second.endswith(";not-found")


def test_the_local_service_refuses_what_the_real_one_refuses(server: LocalGeocoder) -> None:
    """A column that is not there; without ``columns``, all are searched."""
    import requests

    def ask(**fields: str) -> requests.Response:
        files = {"data": ("places.csv", b"name,adresse\nZanzibar,12 rue Neuve\n", "text/csv")}
        return requests.post(server.url + "/search/csv", data=fields, files=files, timeout=5)

    assert ask(columns="address").json()["message"] == "At least one given column name is unknown"
    assert "Unknown column name for citycode" in ask(citycode="insee").json()["message"]
    assert ask().status_code == 200
    assert server.texts == ["Zanzibar 12 rue Neuve"]


def test_a_cancel_comes_through_while_answers_are_judged(server: LocalGeocoder) -> None:
    """Every place looks at it: 20,000 take seconds."""
    looks = []
    progress = Progress(is_cancelled=lambda: bool(looks.append(1)))
    run(server, *many(50)[1], progress=progress)
    assert len(looks) > 150


@pytest.mark.parametrize(
    ("score", "is_taken"),
    [("0.7", True), ("1.05", True), ("1.2", False), ("999", False), ("-3", False)],
)
def test_a_score_that_is_none_is_no_answer(score: str, is_taken: bool) -> None:
    from maillage.core.geocoding.geocoder import _found

    cells = {"longitude": "1.44", "latitude": "43.6", "result_score": score}
    assert (_found(cells).status == "ok") is is_taken


def test_two_answers_to_one_question_are_none() -> None:
    from maillage.core.common.journal import Journal
    from maillage.core.geocoding.geocoder import Geocoder
    from maillage.core.net.request import Answer

    rows = ["row_id,longitude,latitude,result_score", "0,1.44,43.6,0.9", "1,1.45,43.6,0.9",
            "1,3.06,50.6,0.9"]  # fmt: skip
    body = "\n".join(rows).encode()
    answer = Answer("http://127.0.0.1/", 200, {"content-length": str(len(body))}, body)
    answers = Geocoder("http://127.0.0.1", Journal(None, "", 1))._read(answer, 2)
    assert [answers[0].status, answers[1].status] == ["ok", "error"]
