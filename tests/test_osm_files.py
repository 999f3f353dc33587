"""OpenStreetMap files as people have them: compressed, edited, of kinds that GDAL does not read."""

from __future__ import annotations

import bz2
import gzip
import lzma
import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from maillage.core.common.errors import Cancelled, InputError
from maillage.core.common.progress import Progress
from maillage.core.network.osm_file import lines_from_osm, network_from_osm
from maillage.core.network.osm_source import ENDINGS, readable
from maillage.core.network.roadnetwork import Network
from pbf_files import PACKERS, points, street, write_pbf
from steps import Run

POINT = '<node id="{id}" lon="{lon}" lat="43.0" version="1"{more}/>'
WAY = '<way id="{id}" version="1"{more}>{refs}<tag k="highway" v="residential"/></way>'
#: How editors and servers say that an object is no more.
DELETED = [' action="delete" visible="true"', " action='delete'", ' visible="false"']


def point(number: int, more: str = "", lon: float | None = None) -> str:
    return POINT.format(id=number, lon=1 + abs(number) / 100 if lon is None else lon, more=more)


def way(number: int, *refs: int, more: str = "") -> str:
    nodes = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return WAY.format(id=number, refs=nodes, more=more)


def osm(path: Path, *objects: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> Path:
    path.write_text(f'{head}\n<osm version="0.6">\n' + "\n".join(objects) + "\n</osm>", "utf-8")
    return path


def drawn(path: Path) -> list[list[float]]:
    """The longitudes of the points of each road."""
    lines = lines_from_osm(path, ["car"])
    return [
        [round(float(lon), 4) for lon in lines.lon[begin:end]]
        for begin, end in zip(lines.start[:-1], lines.start[1:], strict=True)
    ]


POINTS = [point(1), point(2), point(3), point(4)]
BOTH = [[1.01, 1.02], [1.03, 1.04]]


# What an editor or a server writes


@pytest.mark.parametrize("mark", DELETED)
def test_a_deleted_way_is_not_there(tmp_path: Path, mark: str) -> None:
    path = osm(tmp_path / "a.osm", *POINTS, way(1, 1, 2), way(2, 3, 4, more=mark))
    assert drawn(path) == BOTH[:1]
    path = osm(tmp_path / "b.osm", *POINTS, way(1, 1, 2, more=mark), way(2, 3, 4))
    assert drawn(path) == BOTH[1:]


@pytest.mark.parametrize("mark", DELETED)
def test_a_deleted_point_draws_no_way_and_bars_none(tmp_path: Path, mark: str) -> None:
    tag = '<tag k="barrier" v="bollard"/></node>'
    for path, more, roads, barriers in (
        (tmp_path / "there.osm", "", [[1.01, 1.02, 1.03]], 1),
        (tmp_path / "gone.osm", mark, [[1.01, 1.03]], 0),
    ):
        bollard = point(2, more).replace("/>", f">{tag}")
        osm(path, point(1), bollard, point(3), way(1, 1, 2, 3))
        assert drawn(path) == roads
        found = lines_from_osm(path, ["car"]).barriers
        assert found is not None
        assert len(found) == barriers


def test_a_deleted_relation_takes_nothing_with_it(tmp_path: Path) -> None:
    relation = (
        '<relation id="1" action="delete"><member type="way" ref="1" role=""/>'
        '<tag k="type" v="route"/></relation>'
    )
    path = osm(tmp_path / "a.osm", *POINTS, way(1, 1, 2), way(2, 3, 4), relation)
    assert drawn(path) == BOTH


def test_what_only_speaks_of_deleting_stays(tmp_path: Path) -> None:
    text = WAY.format(
        id=1, refs='<nd ref="1"/><nd ref="2"/>', more=" action=\"modify\" visible='true'"
    ).replace("<tag", '<tag k="note" v="no action=&quot;delete&quot;, please"/><tag', 1)
    path = osm(tmp_path / "a.osm", *POINTS, text)
    assert drawn(path) == BOTH[:1]


def test_the_new_points_of_an_editor_are_read(tmp_path: Path) -> None:
    new = [point(-number) for number in (1, 2, 3, 4)]
    path = osm(tmp_path / "new.osm", *new, way(-1, -1, -2), way(-2, -3, -4))
    assert drawn(path) == BOTH


@pytest.mark.parametrize(
    "objects",
    [
        [point(3), point(1), point(4), point(2), way(1, 1, 2), way(2, 3, 4)],
        # Overpass, asked for the ways and then for their points.
        [way(1, 1, 2), way(2, 3, 4), *POINTS[::-1]],
        # Two extracts in one.
        [*POINTS[:3], way(1, 1, 2), *POINTS[1:], way(1, 1, 2), way(2, 3, 4)],
    ],
)
def test_objects_may_come_in_any_order_and_twice(tmp_path: Path, objects: list[str]) -> None:
    assert drawn(osm(tmp_path / "a.osm", *objects)) == BOTH


def test_of_several_versions_the_last_counts(tmp_path: Path) -> None:
    path = osm(
        tmp_path / "history.osm",
        point(1, lon=5),
        point(1),
        *POINTS[1:],
        way(1, 1, 3),
        way(1, 1, 2),
        way(2, 3, 4),
        way(2, 3, 4, more=' visible="false"'),
    )
    assert drawn(path) == BOTH[:1]


def test_what_a_server_says_of_a_file_is_warned_of(tmp_path: Path) -> None:
    warned: list[str] = []
    said = "<remark> runtime error: Query timed out in &quot;query&quot; at line 3 </remark>"
    path = osm(tmp_path / "a.osm", *POINTS, way(1, 1, 2), said)
    lines_from_osm(path, ["car"], Progress(warn=warned.append))
    (message,) = warned
    assert 'a.osm says of itself “runtime error: Query timed out in "query" at line 3”' in message


def test_of_several_kinds_of_barrier_the_first_that_is_known_counts(tmp_path: Path) -> None:
    tag = '<tag k="barrier" v="hedge;bollard"/></node>'
    barred = point(2).replace("/>", f">{tag}")
    found = lines_from_osm(
        osm(tmp_path / "a.osm", point(1), barred, way(1, 1, 2)), ["car"]
    ).barriers
    assert found is not None
    assert found["car"].tolist() == [float("inf")]


def test_the_encoding_of_an_edited_file_is_kept(tmp_path: Path) -> None:
    # The name is of no use to the network, but a copy in another encoding could not be read.
    named = way(1, 1, 2).replace("<tag", '<tag k="name" v="Été"/><tag', 1)
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    path = osm(tmp_path / "a.osm", *POINTS, named, way(2, 3, 4, more=DELETED[0]), head=head)
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))
    assert drawn(path) == BOTH[:1]


def test_an_edited_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = osm(tmp_path / "a.osm", *POINTS, way(1, 1, 2, more=DELETED[0]), way(2, 3, 4))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(InputError, match=r"a\.osm is damaged or cut short"):
        drawn(path)


def test_a_file_of_an_editor_is_the_one_before_without_the_road(cases: Path) -> None:
    before = lines_from_osm(cases / "josm" / "good.osm", ["car"])
    after = lines_from_osm(cases / "josm" / "josm.osm", ["car"])
    assert len(before.start) - 1 == 24
    assert after.start.tolist() == before.start[:-1].tolist()
    assert after.lon.tolist() == before.lon[: len(after.lon)].tolist()
    assert after.lat.tolist() == before.lat[: len(after.lat)].tolist()


# Compressed files

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


@pytest.mark.parametrize("ending", PACK)
def test_a_compressed_file_is_read(run: Run, tmp_path: Path, ending: str) -> None:
    plain = osm(tmp_path / "roads.osm", *POINTS, way(1, 1, 2), way(2, 3, 4, more=DELETED[0]))
    path = tmp_path / f"roads.osm.{ending}"
    path.write_bytes(PACK[ending](plain.read_bytes()))
    run("buildnetwork", INPUT=str(path), OUTPUT=str(tmp_path / "network.npz"))
    network = Network.load(tmp_path / "network.npz")
    assert network.length.sum() == pytest.approx(network_from_osm(plain, ["car"]).length.sum())
    assert network.source["name"] == path.name


def test_it_is_its_content_that_says_how_a_file_is_compressed(tmp_path: Path) -> None:
    plain = osm(tmp_path / "roads.osm", *POINTS, way(1, 1, 2))
    plain.write_bytes(gzip.compress(plain.read_bytes()))
    assert drawn(plain) == BOTH[:1]
    packed = write_pbf(tmp_path / "roads.osm.pbf", points(), street())
    packed.write_bytes(bz2.compress(packed.read_bytes()))
    assert drawn(packed) == [[1.0, 1.01, 1.02]]
    assert {".osm", ".pbf", ".osm.gz", ".osm.bz2", ".osm.xz", ".pbf.gz"} - set(ENDINGS) == set()


@pytest.mark.parametrize("ending", PACK)
def test_a_compressed_file_cut_short_is_said_by_its_own_name(tmp_path: Path, ending: str) -> None:
    plain = osm(tmp_path / "roads.osm", *[point(n) for n in range(1, 3000)], way(1, 1, 2))
    path = tmp_path / f"roads.osm.{ending}"
    path.write_bytes(PACK[ending](plain.read_bytes())[:-40])
    with pytest.raises(InputError, match=rf"{path} is damaged or cut short"):
        drawn(path)
    path.write_bytes(PACK[ending](b""))
    with pytest.raises(InputError, match=rf"The file is empty: {path}"):
        drawn(path)
    path.write_bytes(PACK[ending](b"no map"))
    with pytest.raises(InputError, match=rf"{path} is not an OpenStreetMap file"):
        drawn(path)


def test_a_disk_that_is_full_is_said(tmp_path: Path) -> None:
    many = [point(number) for number in range(1, 3000)]
    path = tmp_path / "roads.osm.gz"
    path.write_bytes(gzip.compress(osm(tmp_path / "a.osm", *many, way(1, 1, 2)).read_bytes()))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(InputError, match=r"roads\.osm\.gz cannot be read: .*is there room"):
            drawn(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_copy_goes_and_a_cancel_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "roads.osm.gz"
    path.write_bytes(gzip.compress(osm(tmp_path / "a.osm", *POINTS, way(1, 1, 2)).read_bytes()))
    with readable(path) as copy:
        assert copy != path and copy.exists()
    assert not copy.parent.exists()
    with pytest.raises(Cancelled), readable(path, Progress(is_cancelled=lambda: True)):
        pass
    plain = tmp_path / "a.osm"
    with readable(plain) as same:
        assert same == plain


# Kinds of .osm.pbf


@pytest.mark.parametrize("compression", ["", "zlib"])
@pytest.mark.parametrize("kind", ["dense", "single"])
def test_the_usual_kinds_of_pbf_are_read(tmp_path: Path, compression: str, kind: str) -> None:
    path = write_pbf(tmp_path / "a.osm.pbf", points(kind), street(), compression=compression)
    assert drawn(path) == [[1.0, 1.01, 1.02]]


@pytest.mark.parametrize("compression", [name for name in PACKERS if name not in ("", "zlib")])
def test_a_compression_that_would_be_left_out_in_silence_is_said(
    tmp_path: Path, compression: str
) -> None:
    path = write_pbf(tmp_path / "a.osm.pbf", points(), street(), compression=compression)
    with pytest.raises(InputError, match=rf"a\.osm\.pbf is compressed with {compression}.*osmium"):
        drawn(path)
    # One block of it, after others.
    mixed = write_pbf(tmp_path / "b.osm.pbf", points(), street())
    mixed.write_bytes(mixed.read_bytes() + path.read_bytes())
    with pytest.raises(InputError, match=rf"b\.osm\.pbf is compressed with {compression}"):
        drawn(mixed)


def test_points_that_are_not_packed_are_said_where_they_cannot_be_read(tmp_path: Path) -> None:
    path = write_pbf(tmp_path / "a.osm.pbf", points("signed"), street(), needs=["OsmSchema-V0.6"])
    with pytest.raises(InputError, match=r"a\.osm\.pbf holds its points one by one"):
        drawn(path)


@pytest.mark.parametrize("ending", [".osm.pbf", ".osm"])
def test_ways_without_their_points_are_said(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    if ending == ".osm":
        osm(path, way(1, 1, 2))
    else:
        write_pbf(path, street())
    with pytest.raises(InputError, match=rf"a{ending} holds ways without the points"):
        drawn(path)


def test_ways_that_only_points_with_tags_would_draw_are_said(tmp_path: Path) -> None:
    whole = write_pbf(tmp_path / "whole.osm.pbf", points(), street(), may=["LocationsOnWays"])
    assert drawn(whole) == [[1.0, 1.01, 1.02]]
    tagged = write_pbf(
        tmp_path / "tagged.osm.pbf", points(tagged=True), street(), may=["LocationsOnWays"]
    )
    with pytest.raises(InputError, match=r"tagged\.osm\.pbf holds ways without the points"):
        drawn(tagged)
    # So few points may all have tags.
    few = write_pbf(tmp_path / "few.osm.pbf", points(tagged=True), street())
    assert drawn(few) == [[1.0, 1.01, 1.02]]


@pytest.mark.parametrize(
    ("feature", "match"),
    [
        ("HistoricalInformation", r"holds the history of the map.*time-filter"),
        ("Holograms", r"cannot be read here: it needs Holograms"),
    ],
)
def test_what_a_pbf_needs_beyond_is_said(tmp_path: Path, feature: str, match: str) -> None:
    path = write_pbf(tmp_path / "a.osm.pbf", points(), street(), needs=["OsmSchema-V0.6", feature])
    with pytest.raises(InputError, match=match):
        drawn(path)


def test_a_damaged_pbf_is_still_called_so(tmp_path: Path) -> None:
    whole = write_pbf(tmp_path / "a.osm.pbf", points(), street()).read_bytes()
    for size in range(20, len(whole), 7):
        path = tmp_path / "cut.osm.pbf"
        path.write_bytes(whole[:size])
        with pytest.raises(InputError, match=r"damaged|holds no road|not an OpenStreetMap file"):
            drawn(path)


def test_signs_that_allow_more_than_anyone_drives_are_counted(tmp_path: Path) -> None:
    fast = way(1, 1, 2).replace("</way>", '<tag k="maxspeed" v="500"/></way>')
    said: list[str] = []
    path = osm(tmp_path / "a.osm", *POINTS, fast, way(2, 3, 4))
    lines = lines_from_osm(path, ["car"], Progress(say=said.append))
    assert lines.speeds_kmh["car"][0].tolist() == lines.speeds_kmh["car"][1].tolist()
    assert any(line.startswith("1 road has a speed of more than 150 km/h, “500”") for line in said)
