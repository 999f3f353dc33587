"""The network file: opened without being read, whole or refused."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.times import RoadSearch
from maillage.core.common.errors import Cancelled, InputError, OutputError
from maillage.core.common.journal import Journal
from maillage.core.common.progress import Progress
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


# Damage inside the arrays


def is_refused_or_the_same(path: Path, content: bytes, before: dict[str, np.ndarray]) -> bool:
    """Whether damaged ``content`` is refused; where it is not, no figure may differ."""
    path.write_bytes(content)
    try:
        opened = Network.load(path)
    except InputError as error:
        assert "it is damaged" in str(error) or "another version" in str(error)
        return True
    after = opened.arrays()
    assert after.keys() == before.keys()
    assert all(np.array_equal(after[name], before[name]) for name in before)
    return False


@settings(max_examples=40)
@given(st.data())
def test_flipped_bits_and_zeroed_blocks_are_refused_or_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "network.npz"
    network(*GRID).save(path)
    content = bytearray(path.read_bytes())
    before = {name: array.copy() for name, array in Network.load(path).arrays().items()}
    where = data.draw(st.integers(0, len(content) - 1))
    length = data.draw(st.sampled_from([1, 1, 1, 8, 64, 512]))
    if length == 1:
        content[where] ^= 1 << data.draw(st.integers(0, 7))
    else:
        content[where : where + length] = bytes(len(content[where : where + length]))
    is_refused_or_the_same(path, bytes(content), before)


def test_every_bit_of_an_array_counts(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("car.seconds.npy")
    content = bytearray(path.read_bytes())
    content[info.header_offset + 300] ^= 1  # within the data
    with pytest.raises(InputError, match="it is damaged"):
        path.write_bytes(content)
        Network.load(path)


#: What a forged file may hold, its checksums right: an array's name, and what becomes of it.
FORGED = [
    ("tail", lambda a: np.where(a == a.max(), 10**6, a).astype(a.dtype)),
    ("head", lambda a: a - 1),
    ("tail", lambda a: a[:-1]),
    ("x", lambda a: np.where(np.arange(len(a)) == 0, np.nan, a)),
    ("length", lambda a: -a),
    ("inhabited", lambda a: a.view(np.uint8)),
    ("shape", lambda a: a[:-1]),
    ("shape_start", lambda a: a[::-1].copy()),
    ("car.seconds", lambda a: a * np.nan),
    ("car.seconds", lambda a: -a),
    ("car.leads_somewhere", lambda a: a[:-1]),
    ("car.node", lambda a: a[::-1].copy()),
    ("car.position", lambda a: a + 1),
    ("car.arc_start", lambda a: a + 1),
    ("car.arc_end", lambda a: a + 10**6),
    ("car.arc_end", lambda a: np.full_like(a, -1)),
    ("car.arc_seconds", lambda a: a - 10**9),
    ("car.chain_start", lambda a: a + 1),
    ("car.chain_ends", lambda a: a + 10**6),
    ("car.from_ends", lambda a: a[:, :-1]),
    ("car.to_ends", lambda a: a * np.nan),
    ("car.step", lambda a: a[:1]),
    ("car.level_start", lambda a: np.append(a, a[-1] + 1)),
    ("car.parent", lambda a: a + 10**6),
    ("car.up", lambda a: -1 - a),
    ("index.cell", lambda a: a[::-1].copy()),
    ("index.start", lambda a: a + 1),
    ("index.segment", lambda a: a + 10**6),
    ("index.uses", lambda a: a[:-1]),
    ("index.block", lambda a: a[:, :1]),
    ("index.block_uses", lambda a: a.astype(float)),
]


@pytest.mark.parametrize(("name", "forge"), FORGED, ids=[name for name, _ in FORGED])
def test_arrays_that_do_not_fit_are_refused(path: Path, name: str, forge: Any) -> None:
    opened = Network.load(path)
    with open(path, "rb") as file, zipfile.ZipFile(file) as archive:
        header = arrayfile.read_header(archive)
    arrays = {key: array.copy() for key, array in opened.arrays().items()}
    assert arrays[name].size, "nothing to forge"
    arrays[name] = forge(arrays[name])
    forged = path.with_name("forged.npz")
    arrayfile.write_arrays(forged, header, arrays)
    with pytest.raises(InputError, match="it is damaged"):
        Network.load(forged)


def test_a_tree_that_hangs_on_itself_is_refused(path: Path) -> None:
    arrays = {key: array.copy() for key, array in Network.load(path).arrays().items()}
    with open(path, "rb") as file, zipfile.ZipFile(file) as archive:
        header = arrayfile.read_header(archive)
    arrays["car.parent"][0] = arrays["car.level_start"][0]
    forged = path.with_name("forged.npz")
    arrayfile.write_arrays(forged, header, arrays)
    with pytest.raises(InputError, match="it is damaged"):
        Network.load(forged)


def test_a_file_is_verified_once_for_all_processes_until_it_changes(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[Any] = []
    monkeypatch.setattr(roadnetwork, "verify", lambda *given: verified.append(given))
    seen = Journal(tmp_path / "seen.sqlite", "verified", 365)
    for _ in range(2):
        Network.load(path, seen)
    assert len(verified) == 1
    monkeypatch.setattr(roadnetwork, "_verified", set())  # as in another process
    Network.load(path, seen)
    assert len(verified) == 1
    state = path.stat()
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))  # as some tools do
    Network.load(path, seen)
    assert len(verified) == 2


def test_verifying_hears_a_cancel(path: Path) -> None:
    with pytest.raises(Cancelled):
        Network.load(path, progress=Progress(is_cancelled=lambda: True))
    Network.load(path)
