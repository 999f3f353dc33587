"""The network: what meets, who may travel where, where a place joins it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from maillage.core.common.errors import InputError
from maillage.core.common.projection import project
from maillage.core.network.graph import Graph
from maillage.core.network.osm_file import network_from_osm
from maillage.core.network.profiles import profile
from maillage.core.network.roadnetwork import Network
from roads import EAST, NORTH, at, network


def seconds_between(built: Network, mode: str, start: tuple, end: tuple) -> float:
    """Seconds of the one edge between two junctions given in metres around the origin."""
    nodes = np.column_stack([built.x - EAST, built.y - NORTH])
    first, last = (int(np.hypot(*(nodes - point).T).argmin()) for point in (start, end))
    along = (built.tail == first) & (built.head == last)
    against = (built.tail == last) & (built.head == first)
    return float(min([*built.seconds[mode][along, 0], *built.seconds[mode][against, 1], np.inf]))


def test_roads_meet_where_they_share_a_point_and_a_bridge_does_not() -> None:
    crossing = network([(0, 0), (100, 0), (200, 0)], [(100, -100), (100, 0), (100, 100)])
    bridge = network([(0, 0), (200, 0)], [(100, -100), (100, 100)])
    assert (len(crossing.x), len(crossing.tail)) == (5, 4)
    assert (len(bridge.x), len(bridge.tail)) == (4, 2)


def test_shapes_are_kept_and_measured_along_the_road() -> None:
    bent = network([(0, 0), (300, 0), (300, 400)], modes=("car",))
    assert len(bent.tail) == 1
    assert bent.length[0] == pytest.approx(700, abs=0.2)
    x, y = bent.at(np.array([0]), np.array([500 / 700]))
    assert (x[0] - EAST, y[0] - NORTH) == pytest.approx((300, 200), abs=0.2)
    # 700 m at 36 km/h, and no junction to wait at.
    assert bent.seconds["car"][0] == pytest.approx([70, 70], abs=0.05)


def test_people_may_live_along_lines_that_say_nothing_of_themselves() -> None:
    assert network([(0, 0), (100, 0)], [(100, 0), (100, 100)]).inhabited.all()


def test_one_way_holds_for_cars_and_not_for_walkers() -> None:
    street = network([(0, 0), (100, 0)], [(0, 0), (0, 100)], one_way=["yes", "no"])
    assert seconds_between(street, "car", (0, 0), (100, 0)) == pytest.approx(10, abs=0.05)
    assert seconds_between(street, "car", (100, 0), (0, 0)) == np.inf
    assert seconds_between(street, "foot", (100, 0), (0, 0)) == pytest.approx(80, abs=0.2)


def test_a_speed_that_is_no_number_is_refused_by_its_row() -> None:
    with pytest.raises(InputError, match="line 2 is “vite”"):
        network([(0, 0), (1, 0)], [(1, 0), (2, 0)], speed=[50, "vite"])


def test_saved_and_loaded_it_is_the_same(tmp_path: Path) -> None:
    built = network([(0, 0), (300, 0), (300, 400)], [(300, 0), (600, 0)])
    built.save(tmp_path / "network.npz")
    loaded = Network.load(tmp_path / "network.npz")
    assert (loaded.epsg, loaded.modes, loaded.source) == (2154, ["car", "foot"], {"name": "roads"})
    for name in ("x", "y", "tail", "head", "shape_start", "shape_x", "inhabited"):
        assert np.array_equal(getattr(loaded, name), getattr(built, name))
    assert np.array_equal(loaded.seconds["car"], built.seconds["car"])


@pytest.mark.parametrize("content", [b"", b"no network", b"PK\x03\x04 broken"])
def test_another_file_is_no_network(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "network.npz"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"network\.npz"):
        Network.load(path)


def test_a_mode_it_was_not_built_for_is_refused() -> None:
    with pytest.raises(InputError, match="car, not for foot"):
        Graph(network([(0, 0), (100, 0)], modes=("car",)), "foot")


# Snapping


def test_a_place_joins_the_nearest_point_of_a_road_and_walks_there() -> None:
    graph = Graph(network([(0, 0), (1000, 0)], [(0, 500), (0, 0)]), "car")
    snap = graph.snap(*at((250, 45)))
    x, y = graph.network.at(snap.edge, snap.fraction)
    assert (x[0] - EAST, y[0] - NORTH) == pytest.approx((250, 0), abs=0.1)
    assert snap.metres[0] == pytest.approx(45, abs=0.1)
    assert snap.seconds[0] == pytest.approx(45 / 1.25, abs=0.1)


def test_a_place_too_far_or_without_position_joins_nothing() -> None:
    graph = Graph(network([(0, 0), (1000, 0)], [(0, 500), (0, 0)]), "car")
    snap = graph.snap(*at((500, -1200), (np.nan, np.nan)))
    assert snap.edge.tolist() == [-1, -1]
    assert snap.metres[0] == pytest.approx(1200, abs=0.5)


def test_a_road_that_leads_nowhere_is_no_place_to_join() -> None:
    town = [[(100 * n, 0), (100 * n + 100, 0)] for n in range(200)]
    car_park = [[(5000, 50), (5050, 50)]]
    graph = Graph(network(*town, *car_park), "car")
    snap = graph.snap(*at((5025, 45)))
    assert snap.metres[0] == pytest.approx(45, abs=0.1)


def leading(*streets: list[tuple[float, float]], one_way: list[str] | None = None) -> list[bool]:
    """Whether each street leads somewhere by car, in the order of their first points."""
    built = network(*streets, one_way=one_way)
    first = built.shape_x[built.shape_start[:-1]]
    return built.leads_somewhere["car"][np.argsort(first, kind="stable")].tolist()


def test_a_street_that_one_cannot_come_back_from_leads_nowhere() -> None:
    streets = [(0, 0), (900, 0)], [(1000, 0), (1000, 900)], [(900, 0), (1000, 0)]
    assert leading(*streets, one_way=["", "", "yes"]) == [True, False, True]


def test_a_small_island_leads_somewhere_and_a_car_park_does_not() -> None:
    mainland = [(0, 0), (1_500_000, 0)]
    # 1 % of all would be 15 km.
    assert leading(mainland, [(10, 90_000), (11_010, 90_000)]) == [True, True]
    assert leading(mainland, [(10, 90_000), (9_010, 90_000)]) == [True, False]


def test_among_many_small_parts_the_largest_leads_somewhere() -> None:
    piers = [[(0.0, 100.0 * n), (50.0, 100.0 * n)] for n in range(200)]
    assert sum(leading(*piers, [(1.0, -100.0), (71.0, -100.0)])) == 1


def test_snapping_finds_the_nearest_of_all_segments() -> None:
    random = np.random.default_rng(7)
    ends = random.uniform(0, 3000, (60, 2, 2))
    # Roads that share an end with the first one, so that all are one component.
    ends[:, 0] = ends[0, 0]
    graph = Graph(network(*[[tuple(a), tuple(b)] for a, b in ends]), "foot")
    points = random.uniform(0, 3000, (200, 2))
    snap = graph.snap(*at(*points.tolist()), max_metres=1e9)
    start, step = ends[:, 0], ends[:, 1] - ends[:, 0]
    offset = points[:, None] - start[None]
    share = np.clip((offset * step).sum(2) / (step**2).sum(1), 0, 1)
    expected = np.hypot(*np.moveaxis(offset - share[:, :, None] * step, 2, 0)).min(axis=1)
    assert snap.metres == pytest.approx(expected, abs=0.5)


# OpenStreetMap

_OSM = """<?xml version="1.0"?><osm version="0.6">
{nodes}
{ways}
</osm>"""


def osm_file(
    folder: Path, nodes: dict[int, tuple[float, float]], ways: list[tuple[list[int], dict]]
) -> Path:
    """An OpenStreetMap file with nodes in metres around the origin."""
    x, y = at(*nodes.values())
    lon, lat = project(x, y, 2154, 4326)
    lines = [
        f'<node id="{number}" lon="{a:.7f}" lat="{b:.7f}" version="1"/>'
        for number, a, b in zip(nodes, lon, lat, strict=True)
    ]
    roads = []
    for number, (points, tags) in enumerate(ways, start=1):
        refs = "".join(f'<nd ref="{point}"/>' for point in points)
        pairs = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        roads.append(f'<way id="{number}" version="1">{refs}{pairs}</way>')
    path = folder / "roads.osm"
    path.write_text(_OSM.format(nodes="\n".join(lines), ways="\n".join(roads)))
    return path


CROSS = {1: (0, 0), 2: (100, 0), 3: (0, 100), 4: (-100, 0), 5: (0, -100)}


def test_tags_decide_who_may_travel(tmp_path: Path) -> None:
    path = osm_file(
        tmp_path,
        CROSS,
        [
            ([1, 2], {"highway": "residential", "maxspeed": "50"}),
            ([1, 3], {"highway": "residential", "access": "private"}),
            ([1, 4], {"highway": "residential", "access": "no", "foot": "yes"}),
            ([1, 5], {"highway": "footway"}),
        ],
    )
    built = network_from_osm(path, ["car", "bike", "foot"])
    ends = {"to 2": (100, 0), "to 3": (0, 100), "to 4": (-100, 0), "to 5": (0, -100)}
    car = {k: seconds_between(built, "car", (0, 0), end) for k, end in ends.items()}
    foot = {k: seconds_between(built, "foot", (0, 0), end) for k, end in ends.items()}
    # At 50 km/h as the sign says, not at the class's 30.
    assert car["to 2"] == pytest.approx(7.2, abs=0.05)
    assert [car[k] for k in ("to 3", "to 4", "to 5")] == [np.inf] * 3
    assert foot["to 3"] == np.inf
    assert foot["to 4"] == pytest.approx(80, abs=0.2)
    assert foot["to 5"] == pytest.approx(80, abs=0.2)


def test_a_junction_costs_a_wait_to_whoever_enters_it() -> None:
    built = network([(0, 0), (100, 0), (200, 0)], [(100, 0), (100, 100)])
    # 100 m at 36 km/h, and the wait where three equal roads meet; on foot there is none.
    wait = profile("car").junction_seconds["equal"]
    assert 0 < wait <= profile("car").junction_seconds["minor"]
    assert seconds_between(built, "car", (0, 0), (100, 0)) == pytest.approx(10 + wait, abs=0.05)
    assert seconds_between(built, "car", (100, 0), (0, 0)) == pytest.approx(10, abs=0.05)
    assert seconds_between(built, "foot", (0, 0), (100, 0)) == pytest.approx(80, abs=0.2)


def test_the_waits_are_those_that_the_page_on_roads_tells(tmp_path: Path) -> None:
    signed = {"maxspeed": "36"}
    path = osm_file(
        tmp_path,
        CROSS,
        [
            ([4, 1, 2], {"highway": "primary"} | signed),
            ([1, 3], {"highway": "residential"} | signed),
        ],
    )
    built = network_from_osm(path, ["car", "bike", "foot"])
    for mode, kmh, passing, ending in (
        ("car", 36, 0.5, 0.5 + 2.5),
        ("bike", 17, 1, 1.5),
        ("foot", 4.5, 0, 0),
    ):
        riding = 100 / (kmh / 3.6)
        for start, wait in (((-100, 0), passing), ((100, 0), passing), ((0, 100), ending)):
            told = seconds_between(built, mode, start, (0, 0)) - riding
            assert told == pytest.approx(wait, abs=0.2), (mode, start)


@pytest.mark.parametrize(
    ("tags", "there", "back"),
    [
        ({"highway": "primary"}, True, True),
        ({"highway": "primary", "oneway": "yes"}, True, False),
        ({"highway": "primary", "oneway": "-1"}, False, True),
        ({"highway": "primary", "junction": "roundabout"}, True, False),
        ({"highway": "motorway"}, True, False),
        ({"highway": "motorway", "oneway": "no"}, True, True),
    ],
)
def test_one_way_tags(tmp_path: Path, tags: dict[str, str], there: bool, back: bool) -> None:
    built = network_from_osm(osm_file(tmp_path, CROSS, [([1, 2], tags)]), ["car"])
    assert np.isfinite(seconds_between(built, "car", (0, 0), (100, 0))) == there
    assert np.isfinite(seconds_between(built, "car", (100, 0), (0, 0))) == back


def test_a_bike_may_ride_against_a_one_way_that_lets_it(tmp_path: Path) -> None:
    tags = {"highway": "residential", "oneway": "yes", "oneway:bicycle": "no"}
    built = network_from_osm(osm_file(tmp_path, CROSS, [([1, 2], tags)]), ["car", "bike"])
    assert seconds_between(built, "car", (100, 0), (0, 0)) == np.inf
    assert np.isfinite(seconds_between(built, "bike", (100, 0), (0, 0)))


def test_a_closed_roundabout_is_a_road_and_an_area_is_not(tmp_path: Path) -> None:
    ring = {"highway": "residential", "junction": "roundabout"}
    square = {"highway": "pedestrian", "area": "yes"}
    built = network_from_osm(
        osm_file(
            tmp_path,
            CROSS | {6: (200, 0)},
            [([2, 3, 4, 5, 2], ring), ([2, 6], {"highway": "residential"}), ([2, 3, 2], square)],
        ),
        ["car"],
    )
    assert built.length.sum() == pytest.approx(4 * 141.42 + 100, abs=1)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.osm.pbf"
    path.write_bytes(b"not OpenStreetMap at all")
    with pytest.raises(InputError, match=r"roads\.osm\.pbf is not an OpenStreetMap file"):
        network_from_osm(path, ["car"])
    empty = osm_file(tmp_path, CROSS, [([1, 2], {"waterway": "river"})])
    with pytest.raises(InputError, match="holds no road"):
        network_from_osm(empty, ["car"])
    private = osm_file(tmp_path, CROSS, [([1, 2], {"highway": "residential", "access": "private"})])
    with pytest.raises(InputError, match="holds no road that the chosen modes may use"):
        network_from_osm(private, ["car", "foot"])


def test_the_real_networks_have_one_large_part_that_cars_go_round(shared: Path) -> None:
    for name in ("toulouse-2021", "andorra-2020"):
        built = network_from_osm(shared / "network" / f"{name}.osm.pbf", ["car", "foot"])
        for mode in built.modes:
            usable = np.isfinite(built.seconds[mode]).any(axis=1)
            leading = Graph(built, mode).leads_somewhere
            assert leading.sum() >= 0.9 * usable.sum()
