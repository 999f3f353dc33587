"""Reading OpenStreetMap files: what comes out, and files that are damaged or are something else."""

from __future__ import annotations

import time
import weakref
from pathlib import Path

import numpy as np
import pytest
from maillage.core.common.errors import Cancelled, InputError
from maillage.core.common.progress import Progress
from maillage.core.network import osm_reader
from maillage.core.network.graph import Graph
from maillage.core.network.osm_file import network_from_osm
from maillage.core.network.osm_reader import read_barriers, read_roads
from maillage.core.network.profiles import profile, rules
from maillage.core.network.roadnetwork import Network
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

NODES = {
    1: (1.0, 43.0),
    2: (1.01, 43.0),
    3: (1.02, 43.0),
    4: (1.01, 43.01),
    5: (1.005, 43.005),
    6: (1.005, 42.995),
}


def write(
    path: Path,
    *ways: tuple[list[int], dict[str, str]],
    points: dict[int, dict[str, str]] | None = None,
) -> Path:
    """An OpenStreetMap file of ``ways`` between ``NODES``, some of which have tags."""

    def tags(found: dict[str, str]) -> str:
        return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in found.items())

    nodes = [
        f'<node id="{number}" lon="{lon}" lat="{lat}" version="1">'
        f"{tags((points or {}).get(number, {}))}</node>"
        for number, (lon, lat) in NODES.items()
    ]
    roads = [
        f'<way id="{number}" version="1">'
        + "".join(f'<nd ref="{node}"/>' for node in refs)
        + f"{tags(found)}</way>"
        for number, (refs, found) in enumerate(ways, start=1)
    ]
    body = "\n".join([*nodes, *roads])
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?><osm version="0.6">\n{body}\n</osm>',
        encoding="utf-8",
    )
    return path


STREET = ([1, 2, 3], {"highway": "residential", "name": "Rue d’Été"})
PATH = ([2, 4], {"highway": "path", "surface": "dirt"})


def test_roads_have_their_points_and_share_the_rows_of_equal_tags(tmp_path: Path) -> None:
    other = ([3, 4], {"highway": "residential"})
    river = ([1, 4], {"waterway": "river"})
    ferry = ([1, 4], {"route": "ferry", "duration": "00:20"})
    roads = read_roads(write(tmp_path / "roads.osm", STREET, PATH, river, other, ferry))
    assert roads.start.tolist() == [0, 3, 5, 7, 9]
    assert roads.lon[:3] == pytest.approx([1.0, 1.01, 1.02])
    assert roads.lat[3:5] == pytest.approx([43.0, 43.01])
    assert roads.kind.tolist() == [0, 1, 0, 2]
    assert roads.tags["highway"].tolist() == ["residential", "path", ""]
    assert roads.tags["surface"].tolist() == ["", "dirt", ""]
    assert roads.tags["duration"].tolist() == ["", "", "00:20"]


def test_batches_come_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "roads.osm", STREET, PATH, STREET, PATH, STREET)
    whole = read_roads(path)
    monkeypatch.setattr(osm_reader, "_BATCH", 2)
    pieces = read_roads(path)
    assert pieces.kind.tolist() == whole.kind.tolist() == [0, 1, 0, 1, 0]
    assert np.array_equal(pieces.lon, whole.lon)
    assert np.array_equal(pieces.start, whole.start)


def test_barriers_come_with_their_place_and_tags(tmp_path: Path) -> None:
    points = {2: {"barrier": "gate", "foot": "yes"}, 3: {"highway": "crossing"}}
    found = read_barriers(write(tmp_path / "roads.osm", STREET, points=points))
    assert found[["lon", "lat", "barrier", "foot", "bicycle"]].to_numpy().tolist() == [
        [1.01, 43.0, "gate", "yes", ""]
    ]
    assert read_barriers(write(tmp_path / "none.osm", STREET)).empty


def seconds(built: Network, mode: str, start: int, end: int) -> float:
    """Least seconds between two of ``NODES``, by a search of our own over the arcs."""
    begin, stop, cost = Graph(built, mode, "from").arcs
    count = len(built.x)
    x, y = built.project(*np.array([NODES[start], NODES[end]]).T)
    near = [int(np.hypot(built.x - a, built.y - b).argmin()) for a, b in zip(x, y, strict=True)]
    # Two arcs between the same nodes: the quicker one.
    order = np.lexsort((cost, stop, begin))
    pairs, first = np.unique(
        np.column_stack([begin, stop])[order].astype(np.int64), axis=0, return_index=True
    )
    matrix = csr_matrix((cost[order][first], (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    return float(dijkstra(matrix, indices=near[0])[near[1]])


def test_a_bollard_stops_cars_and_not_bikes(tmp_path: Path) -> None:
    street = ([1, 2, 3], {"highway": "residential"})
    free = network_from_osm(write(tmp_path / "free.osm", street), ["car", "bike"])
    path = write(tmp_path / "barred.osm", street, points={2: {"barrier": "bollard"}})
    barred = network_from_osm(path, ["car", "bike"])
    assert np.isfinite(seconds(free, "car", 1, 3))
    assert seconds(barred, "car", 1, 3) == np.inf
    assert seconds(barred, "bike", 1, 3) == pytest.approx(seconds(free, "bike", 1, 3), abs=0.5)
    # One drives up to it from either side.
    assert np.isfinite(seconds(barred, "car", 1, 2)) or np.isfinite(seconds(barred, "car", 3, 2))


def test_a_gate_costs_its_seconds(tmp_path: Path) -> None:
    street = ([1, 2, 3], {"highway": "residential"})
    free = network_from_osm(write(tmp_path / "free.osm", street), ["car"])
    gate = {2: {"barrier": "gate"}}
    gated = network_from_osm(write(tmp_path / "gate.osm", street, points=gate), ["car"])
    wait = rules()["barriers"]["gate"]["car"]
    longer = seconds(gated, "car", 1, 3) - seconds(free, "car", 1, 3)
    # The road ends at the gate on both sides: no junction to wait at.
    assert longer == pytest.approx(wait, abs=0.1)


@pytest.mark.parametrize(
    ("main", "side", "wait"),
    [
        ({"highway": "primary"}, {}, "minor"),
        ({"highway": "residential"}, {}, "equal"),
        ({"highway": "service"}, {}, "equal"),
        ({"highway": "primary"}, {"junction": "roundabout"}, None),
    ],
)
def test_the_class_of_the_other_road_says_how_long_one_waits(
    tmp_path: Path, main: dict[str, str], side: dict[str, str], wait: str | None
) -> None:
    arriving = ([4, 2], {"highway": "residential", **side})
    path = write(tmp_path / "roads.osm", ([1, 2, 3], main), arriving)
    alone = write(tmp_path / "alone.osm", ([1, 2, 3], {"highway": "footway"}), arriving)
    found = seconds(network_from_osm(path, ["car"]), "car", 4, 2)
    free = seconds(network_from_osm(alone, ["car"]), "car", 4, 2)
    waits = profile("car").junction_seconds
    # It ends there, beside another road.
    expected = waits[wait] + waits["ending"] if wait else 0
    assert found - free == pytest.approx(expected, abs=0.01)


def test_a_tunnel_does_not_meet_the_road_above(tmp_path: Path) -> None:
    road = ([1, 2, 3], {"highway": "residential"})
    # From north to south, crossing between 1 and 2 without a shared point.
    tunnel = ([5, 6], {"highway": "residential", "tunnel": "yes", "layer": "-1"})
    built = network_from_osm(write(tmp_path / "roads.osm", road, tunnel), ["car"])
    assert seconds(built, "car", 1, 6) == np.inf
    assert np.isfinite(seconds(built, "car", 5, 6))


def test_a_ferry_takes_its_time(tmp_path: Path) -> None:
    # Aslant: a degree of longitude is shorter than one of latitude.
    ferry = ([2, 5], {"route": "ferry", "duration": "00:20", "foot": "yes"})
    path = write(tmp_path / "roads.osm", STREET, ferry)
    built = network_from_osm(path, ["car", "foot"])
    expected = 20 * 60 + rules()["boarding_seconds"]
    # The length on the sphere and on the plane differ by some thousandths.
    assert seconds(built, "foot", 2, 5) == pytest.approx(expected, rel=0.01)
    assert seconds(built, "car", 2, 5) == np.inf


def test_a_faster_walker_takes_less(tmp_path: Path) -> None:
    path = write(tmp_path / "roads.osm", STREET)
    usual = network_from_osm(path, ["foot"])
    fast = network_from_osm(path, ["foot"], walking_kmh=5.1)
    ratio = seconds(usual, "foot", 1, 3) / seconds(fast, "foot", 1, 3)
    assert ratio == pytest.approx(5.1 / 4.5, rel=1e-3)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    whole = write(tmp_path / "roads.osm", STREET, PATH).read_bytes()
    for size in (len(whole) - 3, len(whole) - 40, len(whole) // 2):
        cut = tmp_path / "cut.osm"
        cut.write_bytes(whole[:size])
        with pytest.raises(InputError, match=r"cut\.osm is damaged or cut short"):
            network_from_osm(cut, ["car"])


def test_a_real_file_cut_short_or_damaged_is_refused(tmp_path: Path, shared: Path) -> None:
    whole = (shared / "network" / "andorra-2020.osm.pbf").read_bytes()
    middle = len(whole) // 2
    for content in (whole[:-1], whole[:middle], whole[:middle] + bytes(99) + whole[middle + 99 :]):
        path = tmp_path / "cut.osm.pbf"
        path.write_bytes(content)
        with pytest.raises(InputError, match=r"cut\.osm\.pbf is damaged or cut short"):
            network_from_osm(path, ["car"])


@pytest.mark.parametrize("fault", ["damaged", "cancelled"])
def test_the_file_is_closed_although_the_error_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    path = write(tmp_path / "roads.osm", STREET, PATH)
    if fault == "damaged":
        path.write_bytes(path.read_bytes()[:-3])
    opened, open_file = [], osm_reader._open

    def watched(path: Path, shown: Path) -> object:
        dataset = open_file(path, shown)
        opened.append(weakref.ref(dataset))
        return dataset

    monkeypatch.setattr(osm_reader, "_open", watched)
    progress = Progress(is_cancelled=lambda: fault == "cancelled" and len(opened) > 0)
    with pytest.raises((InputError, Cancelled)) as kept:
        read_roads(path, progress)
    assert kept.type is (InputError if fault == "damaged" else Cancelled)
    # After a cancel GDAL is let finish its batch.
    end = time.monotonic() + 5
    while any(dataset() is not None for dataset in opened) and time.monotonic() < end:
        time.sleep(0.01)
    assert [dataset() for dataset in opened] == [None]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("roads.osm.pbf", b"not OpenStreetMap at all"),
        ("roads.osm.pbf", b"PK\x03\x04" + bytes(500)),
        ("roads.osm", b'<?xml version="1.0"?><gpx></gpx>'),
        ("roads.osm", b"id,name\n1,road\n"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"roads\.osm(\.pbf)? is not an OpenStreetMap file"):
        network_from_osm(path, ["car"])


def test_a_file_that_is_empty_or_without_roads_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.osm.pbf"
    empty.touch()
    with pytest.raises(InputError, match="The file is empty"):
        network_from_osm(empty, ["car"])
    river = write(tmp_path / "river.osm", ([1, 4], {"waterway": "river"}))
    with pytest.raises(InputError, match=r"river\.osm holds no road"):
        network_from_osm(river, ["car"])
    path = write(tmp_path / "path.osm", PATH)
    with pytest.raises(InputError, match=r"path\.osm holds no road that the chosen modes may use"):
        network_from_osm(path, ["car"])


def test_a_cancel_is_heard_while_reading(tmp_path: Path) -> None:
    path = write(tmp_path / "roads.osm", *[STREET, PATH] * 50)
    shares: list[float] = []

    def cancelled() -> bool:
        return len(shares) > 0

    with pytest.raises(Cancelled):
        network_from_osm(path, ["car"], Progress(shares.append, is_cancelled=cancelled))
