"""OpenStreetMap's own rules: who may travel on a way, which way, how fast; what bars a point."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.common.modes import MODES
from maillage.core.network.barriers import passing_seconds
from maillage.core.network.profiles import profile, rules
from maillage.core.network.speeds import is_roundabout, parse_speeds, rank, speeds

CLOSED = (0.0, 0.0)


def way(mode: str, **options: object) -> tuple[float, float]:
    """km/h along and against a way by its tags; ``_`` in a name stands for ``:``."""
    walking = options.pop("walking_kmh", None)
    metres = options.pop("metres", None)
    tags = pd.DataFrame([options], dtype=object)
    lengths = None if metres is None else np.array([metres], dtype=float)
    along, against = speeds(tags, mode, walking, lengths)[0]
    return float(along), float(against)


def who(**tags: str) -> str:
    """The modes that may travel along a way, as in "car bike foot"."""
    return " ".join(mode for mode in MODES if way(mode, **tags)[0] > 0)


@pytest.mark.parametrize(
    ("highway", "expected"),
    [
        ("motorway", "car"),
        ("motorway_link", "car"),
        # In France a trunk road is one for motor vehicles, unless it says otherwise.
        ("trunk", "car"),
        ("primary", "car bike foot"),
        ("unclassified", "car bike foot"),
        ("residential", "car bike foot"),
        ("living_street", "car bike foot"),
        ("service", "car bike foot"),
        # Bikes at walking pace: Code de la route, R. 431-9.
        ("pedestrian", "bike foot"),
        ("track", "bike foot"),
        ("path", "bike foot"),
        ("footway", "foot"),
        ("steps", "foot"),
        ("cycleway", "bike"),
        ("construction", ""),
        ("proposed", ""),
        ("raceway", ""),
        ("via_ferrata", ""),
        ("bus_guideway", ""),
        ("busway", ""),
        ("rest_area", ""),
    ],
)
def test_the_class_of_a_road_says_who_may_travel(highway: str, expected: str) -> None:
    assert who(highway=highway) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"access": "no"}, ""),
        ({"access": "private"}, ""),
        ({"access": "permit"}, ""),
        ({"access": "customers"}, "car bike foot"),
        ({"access": "destination"}, "car bike foot"),
        ({"access": "permissive"}, "car bike foot"),
        ({"access": "unknown"}, "car bike foot"),
        ({"access": "private", "foot": "yes"}, "foot"),
        ({"access": "no", "vehicle": "yes"}, "car bike"),
        ({"vehicle": "no"}, "foot"),
        ({"vehicle": "agricultural"}, "foot"),
        ({"motor_vehicle": "no"}, "bike foot"),
        ({"motor_vehicle": "forestry"}, "bike foot"),
        ({"motor_vehicle": "agricultural;forestry"}, "bike foot"),
        ({"motor_vehicle": "agricultural;destination"}, "car bike foot"),
        ({"motor_vehicle": "delivery"}, "bike foot"),
        ({"motor_vehicle": "no", "motorcar": "yes"}, "car bike foot"),
        ({"motor_vehicle": "yes", "motorcar": "no"}, "bike foot"),
        ({"access": "emergency"}, ""),
        ({"bicycle": "no"}, "car foot"),
        ({"foot": "no"}, "car bike"),
        ({"service": "emergency_access"}, "foot"),
        ({"motorroad": "yes"}, "car"),
        ({"area": "yes"}, ""),
    ],
)
def test_the_most_precise_access_tag_wins(tags: dict[str, str], expected: str) -> None:
    assert who(highway="residential", **tags) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"highway": "footway", "bicycle": "yes"}, "bike foot"),
        ({"highway": "footway", "bicycle": "designated", "foot": "designated"}, "bike foot"),
        ({"highway": "cycleway", "foot": "designated"}, "bike foot"),
        ({"highway": "track", "motor_vehicle": "yes"}, "car bike foot"),
        ({"highway": "pedestrian", "motor_vehicle": "destination"}, "car bike foot"),
        ({"highway": "pedestrian", "bicycle": "no"}, "foot"),
        ({"highway": "trunk", "bicycle": "yes", "foot": "yes"}, "car bike foot"),
        # General leave opens no footway to cars, and no tag opens one that no car fits.
        ({"highway": "footway", "access": "yes"}, "foot"),
        ({"highway": "steps", "bicycle": "yes"}, "foot"),
        ({"highway": "construction", "motor_vehicle": "yes"}, ""),
    ],
)
def test_a_tag_of_the_mode_opens_what_the_class_closes(tags: dict[str, str], expected: str) -> None:
    assert who(**tags) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, "car"),
        ({"access": "yes"}, "car bike foot"),
        ({"access": "permissive"}, "car bike foot"),
        ({"vehicle": "yes"}, "car bike"),
        ({"bicycle": "yes"}, "car bike"),
        ({"bicycle": "designated"}, "car bike"),
        ({"foot": "yes"}, "car foot"),
        ({"motor_vehicle": "yes"}, "car"),
        ({"sidewalk": "both"}, "car foot"),
        ({"sidewalk": "right"}, "car foot"),
        ({"sidewalk:left": "yes"}, "car foot"),
        ({"cycleway": "lane"}, "car bike"),
        ({"cycleway:right": "track"}, "car bike"),
        ({"cycleway:both": "shared_lane", "sidewalk:both": "yes"}, "car bike foot"),
        # What is drawn apart, or said not to be there, opens nothing.
        ({"sidewalk": "separate", "cycleway": "separate"}, "car"),
        ({"sidewalk": "none", "cycleway": "no", "cycleway:both": "none"}, "car"),
        # What is closed by name stays closed.
        ({"access": "yes", "bicycle": "no"}, "car foot"),
        ({"access": "no", "sidewalk": "both", "cycleway": "lane"}, ""),
        ({"foot": "no", "sidewalk": "both"}, "car"),
        ({"access": "yes", "motorroad": "yes"}, "car"),
        ({"access": "unknown"}, "car"),
    ],
)
@pytest.mark.parametrize("highway", ["trunk", "trunk_link"])
def test_any_leave_opens_a_trunk_road(highway: str, tags: dict[str, str], expected: str) -> None:
    assert who(highway=highway, **tags) == expected
    # No leave, lane or sidewalk opens a motorway so, nor what is no road.
    general = {key: value for key, value in tags.items() if key not in ("bicycle", "foot")}
    assert who(highway="motorway", **general) in ("car", "")
    assert who(highway="proposed", **tags) == ""


@pytest.mark.parametrize(
    ("tags", "kmh"),
    [
        ({}, 11),
        ({"surface": "asphalt"}, 17),
        ({"surface": "paved"}, 17),
        ({"surface": "concrete:plates"}, 17),
        ({"tracktype": "grade1"}, 17),
        # The worse of two that speak.
        ({"tracktype": "grade1", "surface": "gravel"}, 8),
        ({"tracktype": "grade3", "surface": "asphalt"}, 11),
        ({"surface": "asphalt", "smoothness": "very_bad"}, 8),
        ({"surface": "asphalt", "bicycle": "dismount"}, 4.5),
        ({"tracktype": "grade2"}, 11),
        ({"surface": "ground"}, 11),
        ({"surface": "cobblestone"}, 11),
    ],
)
def test_a_paved_track_is_ridden_as_a_road(tags: dict[str, str], kmh: float) -> None:
    assert way("bike", highway="track", **tags) == (kmh, kmh)
    assert way("foot", highway="track", **tags)[0] == way("foot", highway="track")[0]


def test_a_paved_path_is_ridden_as_a_road_and_opens_nothing() -> None:
    assert way("bike", highway="path", surface="asphalt") == (17, 17)
    assert way("bike", highway="path") == (13, 13)
    assert way("bike", highway="path", surface="asphalt", bicycle="no") == CLOSED
    assert way("bike", highway="path", surface="asphalt", sac_scale="alpine_hiking") == CLOSED
    assert way("bike", highway="footway", surface="asphalt") == CLOSED
    assert way("car", highway="track", surface="asphalt") == CLOSED
    assert way("bike", highway="pedestrian", surface="asphalt") == (6, 6)


@pytest.mark.parametrize(
    ("tags", "car", "bike"),
    [
        ({}, (1, 1), (1, 1)),
        ({"oneway": "yes"}, (1, 0), (1, 0)),
        ({"oneway": "1"}, (1, 0), (1, 0)),
        ({"oneway": "-1"}, (0, 1), (0, 1)),
        ({"oneway": "no"}, (1, 1), (1, 1)),
        ({"oneway": "reversible"}, (0, 0), (0, 0)),
        ({"oneway": "alternating"}, (1, 1), (1, 1)),
        ({"junction": "roundabout"}, (1, 0), (1, 0)),
        ({"junction": "roundabout", "oneway": "-1"}, (0, 1), (0, 1)),
        ({"junction": "circular"}, (1, 0), (1, 0)),
        ({"oneway": "yes", "oneway:bicycle": "no"}, (1, 0), (1, 1)),
        ({"oneway": "-1", "oneway:bicycle": "no"}, (0, 1), (1, 1)),
        ({"oneway:bicycle": "yes"}, (1, 1), (1, 0)),
        ({"oneway": "no", "oneway:bicycle": "-1"}, (1, 1), (0, 1)),
        ({"oneway": "yes", "cycleway": "opposite"}, (1, 0), (1, 1)),
        ({"oneway": "yes", "cycleway": "opposite_lane"}, (1, 0), (1, 1)),
        ({"oneway": "yes", "cycleway:left": "opposite_track"}, (1, 0), (1, 1)),
        ({"oneway": "-1", "cycleway:right": "opposite_lane"}, (0, 1), (1, 1)),
        ({"oneway": "yes", "cycleway:left": "lane"}, (1, 0), (1, 0)),
        ({"oneway": "yes", "cycleway:left": "lane", "cycleway:left:oneway": "-1"}, (1, 0), (1, 1)),
        ({"oneway": "yes", "cycleway:both": "track", "cycleway:both:oneway": "no"}, (1, 0), (1, 1)),
        # A track apart is drawn on its own.
        (
            {"oneway": "yes", "cycleway:left": "separate", "cycleway:left:oneway": "no"},
            (1, 0),
            (1, 0),
        ),
        ({"oneway": "yes", "bicycle:backward": "yes"}, (1, 0), (1, 1)),
        # To be let in is not to be let in against the traffic.
        ({"oneway": "yes", "bicycle": "yes", "motor_vehicle": "destination"}, (1, 0), (1, 0)),
        ({"vehicle:backward": "no"}, (1, 0), (1, 0)),
        ({"vehicle:backward": "no", "bicycle": "yes"}, (1, 0), (1, 1)),
        ({"motor_vehicle:forward": "no"}, (0, 1), (1, 1)),
        ({"oneway:motor_vehicle": "yes"}, (1, 0), (1, 1)),
    ],
)
def test_one_ways(tags: dict[str, str], car: tuple[int, int], bike: tuple[int, int]) -> None:
    tags = {"highway": "residential", **tags}
    assert tuple(int(kmh > 0) for kmh in way("car", **tags)) == car
    assert tuple(int(kmh > 0) for kmh in way("bike", **tags)) == bike
    assert min(way("foot", **tags)) > 0


def test_a_motorway_is_one_way_unless_it_says_otherwise() -> None:
    assert way("car", highway="motorway")[1] == 0
    assert way("car", highway="motorway", oneway="no")[1] > 0
    assert way("car", highway="motorway_link")[1] > 0


def test_walkers_keep_to_a_one_way_that_is_for_them() -> None:
    assert way("foot", highway="steps", **{"oneway:foot": "yes"})[1] == 0
    assert way("foot", highway="path", **{"foot:backward": "no"})[1] == 0


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("50", 50),
        ("50 km/h", 50),
        ("30 mph", 48.28),
        ("FR:urban", 50),
        ("FR:rural", 80),
        ("FR:motorway", 130),
        ("FR:zone30", 30),
        ("FR:zone:20", 20),
        ("FR:30", 30),
        ("walk", 6),
        ("none", 130),
        ("50;30", 50),
        ("signals", 0),
        ("", 0),
        ("0", 0),
        ("fast", 0),
    ],
)
def test_texts_of_speed_limits(text: str, kmh: float) -> None:
    assert parse_speeds(pd.Series([text]))[0] == pytest.approx(kmh, abs=0.01)


def test_a_car_goes_as_the_sign_says_each_way() -> None:
    assert way("car", highway="primary", maxspeed="70") == (70, 70)
    tags = {"highway": "primary", "maxspeed": "70", "maxspeed:backward": "50"}
    assert way("car", **tags) == (70, 50)
    assert way("car", highway="primary", **{"source:maxspeed": "FR:urban"}) == (50, 50)
    # Faster than anyone drives: what else is said, else the class.
    assert way("car", highway="primary", maxspeed="500") == way("car", highway="primary")
    zone = {"maxspeed": "110 mph", "zone:maxspeed": "FR:30"}
    assert way("car", highway="primary", **zone) == (30, 30)
    assert way("car", highway="motorway", oneway="no", maxspeed="150") == (150, 150)
    assert way("bike", highway="primary", maxspeed="70") == way("bike", highway="primary")
    # A limit opens nothing.
    assert way("car", highway="footway", maxspeed="50") == CLOSED


def test_without_a_sign_classes_rank_by_speed_and_links_are_slower() -> None:
    classes = ("motorway", "trunk", "primary", "secondary", "tertiary", "residential", "service")
    kmh = [way("car", highway=highway)[0] for highway in classes]
    assert kmh == sorted(kmh, reverse=True) and len(set(kmh)) == len(kmh)
    for highway in classes[:5]:
        assert way("car", highway=f"{highway}_link")[0] < way("car", highway=highway)[0]


def test_surfaces_slow_down_and_never_open() -> None:
    asphalt = way("car", highway="unclassified", surface="asphalt")
    gravel = way("car", highway="unclassified", surface="gravel")
    assert 0 < gravel[0] < asphalt[0] == way("car", highway="unclassified")[0]
    assert way("car", highway="unclassified", surface="gravel", maxspeed="80") == gravel
    # Of two that slow down, the one that does so more.
    rough = {"surface": "dirt", "smoothness": "bad"}
    assert way("car", highway="unclassified", **rough) == (15, 15)
    assert way("car", highway="path", surface="gravel") == CLOSED
    assert way("car", highway="unclassified", smoothness="impassable") == CLOSED
    grades = [way("bike", highway="track", tracktype=f"grade{n}")[0] for n in (1, 2, 3, 4, 5)]
    assert grades == sorted(grades, reverse=True)
    assert way("bike", highway="track", surface="sand")[0] < grades[0]


def test_private_ways_in_are_slow() -> None:
    service = way("car", highway="service")[0]
    assert way("car", highway="service", service="parking_aisle")[0] < service
    assert way("car", highway="service", service="driveway")[0] < service


def test_a_bike_goes_at_walking_pace_among_walkers() -> None:
    assert way("bike", highway="pedestrian") == (6, 6)
    assert way("bike", highway="residential", bicycle="dismount")[0] <= 5


def test_mountain_paths_are_no_way_to_a_service() -> None:
    flat = way("foot", highway="path")
    assert 0 < way("foot", highway="path", sac_scale="hiking")[0] < flat[0]
    for difficult in ("mountain_hiking", "alpine_hiking", "difficult_alpine_hiking"):
        assert way("foot", highway="path", sac_scale=difficult) == CLOSED
        assert way("bike", highway="path", sac_scale=difficult) == CLOSED


def test_walking_speed_is_a_setting_for_walkers_only() -> None:
    assert way("foot", highway="residential") == (4.5, 4.5)
    assert way("foot", highway="residential", walking_kmh=5.1) == pytest.approx((5.1, 5.1))
    stairs = way("foot", highway="steps")[0]
    assert way("foot", highway="steps", walking_kmh=4.0)[0] == pytest.approx(stairs * 4 / 4.5)
    assert way("bike", highway="residential", walking_kmh=4.0) == way("bike", highway="residential")
    assert profile("foot", 5.0).line_kmh == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("duration", "minutes"), [("20", 20), ("00:20", 20), ("1:30:00", 90), ("PT1H5M", 65)]
)
def test_a_ferry_takes_its_duration_and_the_wait_to_board(duration: str, minutes: int) -> None:
    wait = rules()["boarding_seconds"]
    kmh = way("foot", route="ferry", duration=duration, metres=4000)[0]
    assert 4000 * 3.6 / kmh == pytest.approx(minutes * 60 + wait)
    # 4 km at 15 km/h are 16 minutes where the ferry does not say.
    kmh = way("foot", route="ferry", metres=4000)[0]
    assert 4000 * 3.6 / kmh == pytest.approx(16 * 60 + wait)
    assert way("foot", route="ferry", duration="20", metres=4000, walking_kmh=5) == pytest.approx(
        way("foot", route="ferry", duration="20", metres=4000)
    )


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, "car bike foot"),
        ({"motor_vehicle": "yes"}, "car bike foot"),
        ({"motor_vehicle": "no"}, "bike foot"),
        # A ferry that names walkers and not cars takes no car.
        ({"foot": "yes"}, "bike foot"),
        ({"foot": "yes", "bicycle": "no"}, "foot"),
        ({"foot": "yes", "motorcar": "yes"}, "car bike foot"),
        # To keep walkers out is not to be for them.
        ({"foot": "no"}, "car bike"),
        ({"bicycle": "no", "foot": "private"}, "car"),
        ({"access": "private"}, ""),
    ],
)
def test_who_may_board_a_ferry(tags: dict[str, str], expected: str) -> None:
    assert who(route="ferry", **tags) == expected


TAGS = {
    "highway": [
        "",
        "residential",
        "path",
        "footway",
        "cycleway",
        "trunk",
        "track",
        "pedestrian",
        "nothing",
    ],
    "route": ["", "ferry"],
    "access": ["", "no", "yes", "private;destination"],
    "vehicle": ["", "no", "yes"],
    "motor_vehicle:backward": ["", "no", "yes"],
    "bicycle": ["", "no", "yes", "dismount"],
    "bicycle:backward": ["", "no", "yes"],
    "foot": ["", "no", "designated"],
    "oneway": ["", "yes", "-1", "no", "reversible"],
    "oneway:bicycle": ["", "no", "-1"],
    "cycleway:left": ["", "lane", "opposite_lane"],
    "sidewalk": ["", "both", "separate"],
    "tracktype": ["", "grade1", "grade5"],
    "maxspeed": ["", "50", "none", "?"],
    "surface": ["", "gravel", "asphalt"],
    "sac_scale": ["", "hiking", "alpine_hiking"],
}


@settings(max_examples=40)
@given(
    st.lists(
        st.fixed_dictionaries({key: st.sampled_from(known) for key, known in TAGS.items()}),
        min_size=1,
        max_size=3,
    )
)
def test_what_holds_for_any_tags(ways: list[dict[str, str]]) -> None:
    table = pd.DataFrame(ways, dtype=object)
    for mode in MODES:
        found = speeds(table, mode)
        assert np.isfinite(found).all() and (found >= 0).all()
        # A way does not depend on its neighbours, nor on columns that say nothing.
        for row, tags in enumerate(ways):
            alone = {key: value for key, value in tags.items() if value or key == "highway"}
            assert way(mode, **alone) == tuple(found[row])
        # The tag of the mode itself has the last word.
        last = {"car": "motorcar", "bike": "bicycle", "foot": "foot"}[mode]
        closed = {last: "no", f"{last}:forward": "no", f"{last}:backward": "no"}
        assert {tuple(pair) for pair in speeds(table.assign(**closed), mode)} == {CLOSED}


@pytest.mark.parametrize(
    ("mode", "tags", "kmh"),
    [
        ("car", {"highway": "secondary"}, 60),
        ("car", {"highway": "residential"}, 35),
        ("car", {"highway": "primary", "maxspeed": "FR:urban"}, 50),
        ("car", {"highway": "primary", "maxspeed": "FR:rural"}, 80),
        ("car", {"highway": "trunk", "maxspeed": "FR:trunk"}, 110),
        ("car", {"highway": "motorway", "maxspeed": "FR:motorway", "oneway": "no"}, 130),
        ("bike", {"highway": "residential"}, 17),
        ("bike", {"highway": "path"}, 13),
        ("bike", {"highway": "pedestrian"}, 6),
        ("foot", {"highway": "residential"}, 4.5),
        ("foot", {"highway": "steps"}, 2.5),
        ("foot", {"highway": "path", "sac_scale": "hiking"}, 4),
        # 5 km at 15 km/h are 20 minutes, and 5 to board.
        ("car", {"route": "ferry", "metres": 5000}, 12),
        ("foot", {"route": "ferry", "metres": 5000}, 12),
        ("foot", {"route": "ferry", "metres": 5000, "duration": "45"}, 6),
    ],
)
def test_the_speeds_are_those_that_the_page_on_roads_tells(
    mode: str, tags: dict[str, Any], kmh: float
) -> None:
    assert way(mode, **tags) == pytest.approx((kmh, kmh))


def test_ranks_and_roundabouts() -> None:
    tags = pd.DataFrame(
        {
            "highway": ["motorway", "trunk_link", "residential", "service", "footway", ""],
            "junction": ["", "", "roundabout", "", "", ""],
        }
    )
    assert rank(tags).tolist() == [0, 1, 6, 7, 7, 7]
    assert is_roundabout(tags).tolist() == [False, False, True, False, False, False]


def barrier(**tags: str) -> dict[str, float]:
    """Seconds to pass a point, by mode."""
    point = pd.DataFrame([{"lon": 1.0, "lat": 43.0, **tags}])
    found = passing_seconds(point, list(MODES))
    return {mode: float(found[mode].iloc[0]) if len(found) else 0.0 for mode in MODES}


def test_what_stands_in_the_way() -> None:
    assert barrier(barrier="bollard") == {"car": np.inf, "bike": 0, "foot": 0}
    assert barrier(barrier="cattle_grid") == {"car": 0, "bike": 0, "foot": 0}
    gate = barrier(barrier="gate")
    assert np.inf > gate["car"] > gate["foot"] >= 0
    # Whoever may pass must still open it.
    assert barrier(barrier="gate", motor_vehicle="yes")["car"] == gate["car"]
    stile = barrier(barrier="stile")
    assert stile["car"] == stile["bike"] == np.inf > stile["foot"]
    # The tags of the point itself decide: who they name passes, who they bar does not.
    assert barrier(barrier="bollard", motor_vehicle="yes")["car"] == 0
    assert barrier(barrier="bollard", bicycle="no")["bike"] == np.inf
    private = barrier(barrier="gate", access="private", foot="yes")
    assert private["car"] == private["bike"] == np.inf > private["foot"]
    # General leave says nothing of cars at a bollard.
    assert barrier(barrier="bollard", access="yes")["car"] == np.inf
