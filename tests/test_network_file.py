"""The network file: opened without being read, whole or refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
from maillage.core.access.times import RoadSearch
from maillage.core.common.errors import InputError, OutputError
from maillage.core.network import arrayfile, roadnetwork
from maillage.core.network.graph import Graph
from maillage.core.network.roadnetwork import Network
from roads import at, network

GRID = [
    *([(100 * n, y), (100 * n + 100, y)] for n in range(5) for y in (0, 300)),
    *([(100 * n, 0), (100 * n, 300)] for n in range(6)),
    [(500, 0), (900, -200)],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small network's file."""
    path = tmp_path / "network.npz"
    network(*GRID, one_way=["yes"] + [""] * (len(GRID) - 1)).save(path)
    return path


@pytest.mark.parametrize("direction", ["to", "from"])
@pytest.mark.parametrize("mode", ["car", "foot"])
def test_opened_again_it_gives_the_same_times(path: Path, mode: str, direction: str) -> None:
    found = []
    for one in (network(*GRID, one_way=["yes"] + [""] * (len(GRID) - 1)), Network.load(path)):
        graph = Graph(one, mode, direction)
        search = RoadSearch(graph, graph.snap(*at((250, 10), (800, -120))))
        found.append((search.nearest(), list(search.each())))
    (built, built_each), (opened, opened_each) = found
    assert np.array_equal(built.seconds, opened.seconds)
    assert np.array_equal(built.place, opened.place)
    for (place, seconds), (other, others) in zip(built_each, opened_each, strict=True):
        assert place == other
        assert np.array_equal(seconds, others)


def test_arrays_are_views_of_the_file_and_aligned(path: Path) -> None:
    opened = Network.load(path)
    for array in (opened.x, opened.seconds["car"], opened.shapes.points, opened.index.cell):
        assert not array.flags.owndata
        assert not array.flags.writeable
        assert array.__array_interface__["data"][0] % 64 == 0


def test_it_is_numpys_own_format(path: Path) -> None:
    opened = Network.load(path)
    with np.load(path) as file:
        assert np.array_equal(file["tail"], opened.tail)
        assert np.array_equal(file["car.seconds"], opened.seconds["car"])
        header = json.loads(file["header"].tobytes())
    assert header["modes"] == ["car", "foot"]
    assert header["source"] == {"name": "roads"}
    assert header["profiles"]["foot"]["mode"] == "foot"


def test_saving_over_the_file_it_was_opened_from_works(path: Path) -> None:
    opened = Network.load(path)
    opened.save(path)
    assert np.array_equal(Network.load(path).x, opened.x)


def test_a_network_built_anew_while_one_opens_does_not_mix_with_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, read = Network.load(path), arrayfile.read_header

    def slowly(*given: object) -> object:
        header = read(*given)
        network(*(line[::-1] for line in reversed(GRID)), speed=[72] * len(GRID)).save(path)
        return header

    monkeypatch.setattr("maillage.core.network.roadnetwork.read_header", slowly)
    opened = Network.load(path)
    assert np.array_equal(opened.seconds["car"], before.seconds["car"])
    assert np.array_equal(opened.tail, before.tail)


def test_a_file_in_use_is_said_and_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def busy(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    # What Windows answers while another window holds the network open.
    monkeypatch.setattr("maillage.core.common.files.os.replace", busy)
    with pytest.raises(OutputError, match="close the program using it"):
        Network.load(path).save(path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("share", [0.01, 0.5, 0.9, 0.999])
def test_cut_short_it_is_refused(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(InputError, match="Build one from"):
        Network.load(path)


def test_a_file_of_another_version_is_said_to_be_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maillage.core.network.roadnetwork.FORMAT", 1)
    with pytest.raises(InputError, match=r"another version of Maillage\. Build the network again"):
        Network.load(path)


#: What the rules of roads are in this version of the file.
RULES = {5: "db6dd8ad9d11"}


def test_other_rules_of_roads_are_another_version_of_the_file() -> None:
    """Minutes of other rules must not be mixed: who changes the rules raises ``FORMAT``.

    Where no minute changes, only the fingerprint here is to be replaced.
    """
    folder = Path(roadnetwork.__file__).parent
    names = ("line_layers.json", "profiles.json", "rules.json")
    texts = [(folder / name).read_bytes() for name in names]
    told = hashlib.sha256(b"".join(texts)).hexdigest()[:12]
    assert told == RULES[roadnetwork.FORMAT]


def header_bytes(path: Path) -> range:
    """Where in the file the header is."""
    with zipfile.ZipFile(path) as arrayfile:
        info = arrayfile.getinfo("header.npy")
    return range(info.header_offset, info.header_offset + 200 + info.file_size)


@pytest.mark.parametrize("part", range(12))
def test_a_damaged_header_is_refused(path: Path, part: int) -> None:
    content = bytearray(path.read_bytes())
    where = header_bytes(path)
    damaged = where[300 + part * (len(where) - 600) // 12]
    content[damaged] ^= 0b0100
    path.write_bytes(content)
    with pytest.raises(InputError, match="Build"):
        Network.load(path)


def rewritten(path: Path, drop: str = "", compression: int = zipfile.ZIP_STORED) -> None:
    """The same zip without one member, or written another way."""
    with zipfile.ZipFile(path) as arrayfile:
        members = {name: arrayfile.read(name) for name in arrayfile.namelist() if name != drop}
    with zipfile.ZipFile(path, "w", compression) as arrayfile:
        for name, content in members.items():
            arrayfile.writestr(name, content)


@pytest.mark.parametrize("drop", ["header.npy", "tail.npy", "car.node.npy", "index.cell.npy"])
def test_a_zip_that_lacks_a_part_is_refused(path: Path, drop: str) -> None:
    rewritten(path, drop)
    with pytest.raises(InputError, match="is not a network built by Maillage"):
        Network.load(path)


def test_packed_anew_by_another_program_it_is_refused_or_the_same(path: Path) -> None:
    before = Network.load(path).tail.copy()
    copy = path.with_name("copy.npz")
    shutil.copy(path, copy)
    rewritten(copy)
    assert np.array_equal(Network.load(copy).tail, before)
    rewritten(path, compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(InputError, match="is not a network built by Maillage"):
        Network.load(path)
