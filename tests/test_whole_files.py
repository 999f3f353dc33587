"""What a library wrote is looked at before it replaces anything; an open database is left alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from maillage.core.common import files
from maillage.core.common.errors import OutputError
from maillage.core.common.files import atomic_output
from maillage.core.common.sqlite_files import settle_journal
from qgis.core import QgsProject, QgsVectorLayer
from steps import read
from test_atlas import inputs  # noqa: F401

# PDFs


@pytest.fixture(scope="module")
def pdf(inputs: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> bytes:  # noqa: F811
    """The PDF of all dossiers, as Qt writes it."""
    import processing

    folder = tmp_path_factory.mktemp("pdf")
    processing.run("maillage:atlas", inputs | {"OUTPUT_FOLDER": str(folder), "SINGLE_FILE": True})
    return (folder / "atlas.pdf").read_bytes()


def test_a_pdf_that_is_whole_has_its_pages(pdf: bytes, tmp_path: Path) -> None:
    from maillage.core.atlas.pdf import pages_of

    (tmp_path / "a.pdf").write_bytes(pdf)
    told = subprocess.run(
        ["pdfinfo", tmp_path / "a.pdf"], capture_output=True, text=True, check=True
    ).stdout
    (pages,) = [int(line.split()[1]) for line in told.splitlines() if line.startswith("Pages")]
    assert pages_of(pdf) == pages > 1


@pytest.mark.parametrize("where", [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
@pytest.mark.parametrize("lost", [1, 512, 16384])
def test_a_pdf_that_lacks_a_piece_is_not_whole(pdf: bytes, where: float, lost: int) -> None:
    """A piece that the disk had no room for, while what came after still fitted; or all that
    follows."""
    from maillage.core.atlas.pdf import pages_of

    begin = int(where * (len(pdf) - lost))
    assert pages_of(pdf[:begin] + pdf[begin + lost :]) == 0
    assert pages_of(pdf[:begin]) == 0


def without_its_middle(path: str) -> None:
    content = Path(path).read_bytes()
    Path(path).write_bytes(content[: len(content) // 3] + content[len(content) // 2 :])


def test_a_writer_that_reports_success_is_not_believed(
    inputs: dict[str, Any],  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of each dossier, and of the one of all: the end is there, a piece of the middle is not."""
    import processing
    from maillage.core.atlas import pdf
    from qgis.core import QgsLayoutExporter, QgsProcessingException
    from qgis.PyQt.QtGui import QPainter

    given = inputs | {"OUTPUT_FOLDER": str(tmp_path / "atlas"), "SINGLE_FILE": True}
    processing.run("maillage:atlas", given)
    before = {path.name: path.read_bytes() for path in (tmp_path / "atlas").iterdir()}

    class Exporter(QgsLayoutExporter):
        def exportToPdf(self, path: str, settings: Any) -> Any:
            result = super().exportToPdf(path, settings)
            without_its_middle(path)
            return result

    class Painter(QPainter):
        def end(self) -> bool:
            (path,) = tmp_path.rglob("*.maillage/atlas.pdf")
            is_good = super().end()
            without_its_middle(str(path))
            return is_good

    for name, liar in (("QgsLayoutExporter", Exporter), ("QPainter", Painter)):
        with monkeypatch.context() as patched:
            patched.setattr(pdf, name, liar)
            with pytest.raises(QgsProcessingException, match="no room is left on the disk"):
                processing.run("maillage:atlas", given)
        assert {p.name: p.read_bytes() for p in (tmp_path / "atlas").iterdir()} == before


def test_a_project_that_was_cut_is_not_believed(tmp_path: Path) -> None:
    from maillage.core.layers.project import _write

    class Project(QgsProject):
        def write(self, path: str) -> bool:
            is_good = super().write(path)
            content = Path(path).read_bytes()
            Path(path).write_bytes(
                content[: len(content) // 3] + bytes(9) + content[len(content) // 2 :]
            )
            return is_good

    (tmp_path / "a.qgz").write_bytes(b"before")
    with pytest.raises(OutputError, match="Cannot write"):
        _write(Project(), tmp_path / "a.qgz")
    assert names(tmp_path) == ["a.qgz"] and (tmp_path / "a.qgz").read_bytes() == b"before"


# Full disks


def fill(disk: Path, room: int) -> None:
    """Leaves so many bytes free."""
    space = os.statvfs(disk)
    with (disk / "filler").open("wb") as filler:
        filler.write(bytes(max(space.f_bavail * space.f_frsize - room, 0)))


@pytest.mark.parametrize("room", [8_000, 24_000, 60_000, 120_000, 200_000])
def test_dossiers_are_those_of_before_or_whole(
    inputs: dict[str, Any],  # noqa: F811
    disk: Path,
    room: int,
) -> None:
    import processing
    from maillage.core.atlas.pdf import pages_of
    from qgis.core import QgsProcessingException

    folder = disk / "atlas"
    given = inputs | {"OUTPUT_FOLDER": str(folder), "SINGLE_FILE": True, "PAGE_SIZE": "A3"}
    processing.run("maillage:atlas", given | {"PAGE_SIZE": "A4"})
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    fill(disk, room)
    is_good = True
    try:
        processing.run("maillage:atlas", given)
    except QgsProcessingException:
        is_good = False
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert after.keys() == before.keys()
    for name, content in after.items():
        assert content == before[name] or not name.endswith(".pdf") or pages_of(content)
    changed = [name for name in after if after[name] != before[name]]
    assert ("atlas.pdf" in changed) is is_good


def test_what_fills_the_disk_to_its_last_block_is_refused(disk: Path) -> None:
    (disk / "a.csv").write_text("before")
    fill(disk, 16_384)
    with pytest.raises(OutputError, match="No space left"), atomic_output(disk / "a.csv") as aside:
        # As a library that goes on after the disk is full, and says nothing.
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT)
        while True:
            try:
                os.write(descriptor, bytes(4096))
            except OSError:
                break
        os.close(descriptor)
    assert (disk / "a.csv").read_text() == "before"
    assert sorted(path.name for path in disk.iterdir()) == ["a.csv", "filler"]


# Databases that are open


def table(path: Path, name: str = "x") -> Path:
    database = sqlite3.connect(path)
    database.execute(f"CREATE TABLE {name} (a)")
    database.execute(f"INSERT INTO {name} VALUES (1)")
    database.commit()
    database.close()
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


#: Writes, and is killed: what it wrote stands beside the database.
KILLED = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("PRAGMA journal_mode = " + sys.argv[2])
database.execute("INSERT INTO x VALUES (2)")
if sys.argv[2] == "wal":
    database.commit()
else:
    database.execute("PRAGMA cache_spill = 1"); database.execute("PRAGMA cache_size = 1")
    database.executemany("INSERT INTO x VALUES (?)", (("y" * 1000,) for _ in range(100)))
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize(("mode", "held"), [("wal", [1, 2]), ("delete", [1])])
def test_what_a_killed_program_left_goes_into_its_own_database(
    tmp_path: Path, mode: str, held: list[int]
) -> None:
    path = table(tmp_path / "a.gpkg")
    subprocess.run([sys.executable, "-c", KILLED, path, mode], check=False)
    assert len(names(tmp_path)) > 1
    settle_journal(path)
    assert names(tmp_path) == ["a.gpkg"]
    rows = sqlite3.connect(path).execute("SELECT a FROM x").fetchall()
    assert [row[0] for row in rows] == held


def test_what_it_left_is_never_read_as_part_of_another(tmp_path: Path) -> None:
    """Replaced, or made anew where the database was removed."""
    for is_gone in (False, True):
        path = table(tmp_path / f"{is_gone}.gpkg")
        subprocess.run([sys.executable, "-c", KILLED, path, "wal"], check=False)
        if is_gone:
            path.unlink()
        with atomic_output(path) as aside:
            table(aside, "y")
        assert sqlite3.connect(path).execute("SELECT a FROM y").fetchall() == [(1,)]
        assert not (tmp_path / f"{is_gone}.gpkg-wal").exists()


def open_elsewhere(path: Path) -> subprocess.Popen[bytes]:
    """Another program that edits the database."""
    script = (
        "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]);"
        "d.execute('PRAGMA journal_mode = wal'); d.execute('UPDATE x SET a = 5');"
        "print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None and other.stdout.readline() == b"open\n"
    return other


def test_a_database_that_another_program_writes_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "a.gpkg")
    other = open_elsewhere(path)
    before = path.read_bytes()
    with pytest.raises(OutputError, match="open for editing"), atomic_output(path) as aside:
        table(aside, "y")
    assert path.read_bytes() == before
    other.communicate()
    with atomic_output(path) as aside:
        table(aside, "y")
    assert sqlite3.connect(path).execute("SELECT a FROM y").fetchall() == [(1,)]


def test_one_that_is_opened_meanwhile_is_refused_too(tmp_path: Path) -> None:
    path = table(tmp_path / "a.gpkg")
    with pytest.raises(OutputError, match="open for editing"), atomic_output(path) as aside:
        table(aside, "y")
        other = open_elsewhere(path)
    other.communicate()
    assert sqlite3.connect(path).execute("SELECT count(*) FROM x").fetchall() == [(1,)]


@pytest.fixture
def places(run: Any, root: Path, tmp_path: Path) -> QgsVectorLayer:
    """Places as a layer of a GeoPackage, open in this QGIS."""
    given = {"INPUT": str(root / "sample" / "census.csv")}
    run("loadcensus", **given, OUTPUT=str(tmp_path / "places.gpkg"))
    layer = QgsVectorLayer(str(tmp_path / "places.gpkg"), "places", "ogr")
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().clear()


@pytest.mark.parametrize("state", ["edited", "saved, still editing"])
@pytest.mark.parametrize("output", ["{}", "ogr:dbname='{}' table=\"places\" (geom)"])
def test_loading_over_a_layer_that_is_being_edited_is_refused(
    run: Any, root: Path, places: QgsVectorLayer, state: str, output: str
) -> None:
    from qgis.core import QgsProcessingException

    path = Path(places.source().partition("|")[0])
    count = places.featureCount()
    assert places.startEditing()
    feature = next(places.getFeatures())
    places.changeAttributeValue(feature.id(), places.fields().lookupField("name"), "Edited")
    if state != "edited":
        assert places.commitChanges(False)
    with pytest.raises(QgsProcessingException, match="open for editing"):
        run(
            "loadcensus",
            INPUT=str(root / "sample" / "census.csv"),
            OUTPUT=output.format(path),
        )
    assert places.commitChanges()
    held = read(path)
    assert len(held) == count and sum(row["name"] == "Edited" for row in held) == 1
    # The edits done, and merely open: it is replaced.
    run("loadcensus", INPUT=str(root / "sample" / "census.csv"), OUTPUT=output.format(path))
    held = read(path)
    assert len(held) == count and not any(row["name"] == "Edited" for row in held)
    assert not path.with_name(f"{path.name}-wal").exists()


def test_what_is_being_edited_keeps_its_locks_when_it_is_recorded(tmp_path: Path) -> None:
    """To close a file ends all locks that this process has on it (POSIX), SQLite's too."""
    from maillage.core.algorithms.recording import _identity

    path = table(tmp_path / "a.gpkg")
    editing = sqlite3.connect(path)
    editing.execute("PRAGMA journal_mode = wal")
    editing.execute("UPDATE x SET a = 2")
    editing.commit()

    def locks() -> int:
        number = f":{path.stat().st_ino} "
        return Path("/proc/locks").read_text(encoding="ascii").count(number)

    if not Path("/proc/locks").exists():
        pytest.skip("this system does not show its locks")
    before = locks()
    assert before and "sha256" not in _identity(path)
    assert locks() == before
    editing.close()
    assert "sha256" in _identity(path)


# Windows, which neither replaces nor removes what is open


def test_a_file_that_is_open_on_windows_stays_and_is_said(
    run: Any, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every kind of file: a table, a layer, a network, a project."""
    from qgis.core import QgsProcessingException

    jobs = [
        ("loadcensus", {"INPUT": str(root / "sample" / "census.csv")}, "OUTPUT", "places.gpkg"),
        ("loadcensus", {"INPUT": str(root / "sample" / "census.csv")}, "REPORT", "report.csv"),
        ("buildnetwork", {"INPUT": str(root / "sample" / "roads.gpkg")}, "OUTPUT", "net.npz"),
    ]
    monkeypatch.setattr(files, "os", _Windows({name for *_, name in jobs}))
    for algorithm, given, output, name in jobs:
        path = tmp_path / name
        path.write_bytes(b"before") if path.suffix != ".gpkg" else table(path)
        before = path.read_bytes()
        with pytest.raises(QgsProcessingException, match="close the program using it"):
            run(algorithm, **{"OUTPUT": "TEMPORARY_OUTPUT"} | given | {output: str(path)})
        assert path.read_bytes() == before
        assert not [each for each in names(tmp_path) if each.startswith(".")]


class _Windows:
    """``os`` as it is there, for files of some names."""

    def __init__(self, opened: set[str]) -> None:
        self._opened = opened

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def replace(self, source: Any, target: Any) -> None:
        if Path(target).name in self._opened:
            raise PermissionError(13, "The process cannot access the file", str(target))
        os.replace(source, target)


def test_a_folder_of_its_own_goes_even_where_something_in_it_is_read_only(tmp_path: Path) -> None:
    with files.folder_beside(tmp_path / "a.csv") as folder:
        (folder / "inside").mkdir()
        (folder / "inside" / "b").write_text("b")
        (folder / "inside").chmod(0o500)
    assert names(tmp_path) == []
    assert shutil.disk_usage(tmp_path).free
