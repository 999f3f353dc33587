"""Folders of several files: new or as they were, whenever a run is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from killed import NEW, OWN
from maillage.core.common import folders, leftovers
from maillage.core.common.errors import OutputError
from maillage.core.common.files import atomic_output
from maillage.core.common.folders import folder_anew
from maillage.core.common.leftovers import remove_leftovers, working_folder

OLD = {"a": b"old", "gone": b"old", "index": b"old", "own": b"somebody's", ".git/HEAD": b"ref"}
AFTER = NEW | {name: OLD[name] for name in ("own", ".git/HEAD")}


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return filled(tmp_path / "home" / "atlas")


def filled(folder: Path) -> Path:
    for name, text in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    return folder


def publish(folder: Path) -> None:
    with folder_anew(folder, "index", OWN) as new:
        for name, text in NEW.items():
            with atomic_output(new / name) as aside:
                aside.write_bytes(text)
        (new / "gone").unlink(missing_ok=True)


def kill(folder: Path, step: int, how: str) -> str:
    """A run that is killed at a step on the disk; "" if it was, else how many steps it took."""
    program = Path(__file__).with_name("killed.py")
    done = subprocess.run(
        [sys.executable, program, str(step), how, folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.stdout.strip()


def test_a_folder_is_new_or_as_it_was(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), folder_anew(folder, "index", OWN) as new:
        (new / "b").write_bytes(b"new")
        (new / "gone").unlink()
        raise ZeroDivisionError
    assert content(folder) == OLD
    mode = folder.stat().st_mode
    publish(folder)
    assert content(folder) == AFTER and folder.stat().st_mode == mode
    assert [path.name for path in folder.parent.iterdir()] == ["atlas"]
    publish(folder.with_name("first"))
    assert content(folder.with_name("first")) == NEW


def steps(folder: Path, how: str) -> int:
    """On how many steps on the disk a run can be killed."""
    return int(kill(filled(folder.with_name("measured")), 0, how).lstrip("-"))


@pytest.mark.parametrize("how", ["exchange", "aside"])
def test_killed_at_any_step_it_is_new_or_as_it_was_and_the_next_run_cleans_up(
    folder: Path, how: str
) -> None:
    count, seen = steps(folder, how), set()
    # Each step of the end, where the two are exchanged, and some of those before.
    for step in [*range(1, count - 14, 5), *range(max(count - 14, 1), count + 1)]:
        home = folder.with_name(f"home-{step}")
        killed = filled(home / "atlas")
        assert kill(killed, step, how) == ""
        if killed.exists():
            assert content(killed) in (OLD, AFTER)
            seen.add(content(killed) == OLD)
        else:
            assert how == "aside"
            assert content(home / ".atlas.former.maillage") == OLD
        leftovers._seen.clear()
        publish(killed)
        assert content(killed) == AFTER
        assert [path.name for path in home.iterdir()] == ["atlas"]
    assert seen == {True, False}


def test_where_it_cannot_be_exchanged_no_index_speaks_of_other_files(disk: Path) -> None:
    for step in range(1, 60):
        for path in disk.iterdir():
            subprocess.run(["rm", "-rf", path], check=True)
        filled(disk)
        if kill(disk, step, "exchange"):
            break
        left = {name: text for name, text in content(disk).items() if ".maillage/" not in name}
        assert "index" not in left or left in (OLD, AFTER)
        leftovers._seen.clear()
        publish(disk)
        assert content(disk) == AFTER
    else:
        pytest.fail("the run takes too many steps")


@pytest.mark.parametrize("reason", ["full of other things", "no links", "in use"])
def test_a_folder_that_is_not_ours_alone_is_written_in_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    """Somebody's documents; a stick without links; on Windows, one that is open in a window."""

    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    for name in ("inside", "beside"):
        (folder / name).mkdir()
        (folder / name / "large").write_bytes(b"somebody's")
    if reason == "full of other things":
        monkeypatch.setattr(folders, "_MOST", 5)
    elif reason == "no links":
        monkeypatch.setattr(folders.os, "link", refuses)
    else:
        monkeypatch.setattr(folders, "_exchange_at_once", refuses)
    number = folder.stat().st_ino
    before = {path: path.stat().st_ino for path in folder.rglob("large")}
    publish(folder)
    others = {f"{name}/large": b"somebody's" for name in ("inside", "beside")}
    assert content(folder) == AFTER | others
    assert folder.stat().st_ino == number
    assert {path: path.stat().st_ino for path in folder.rglob("large")} == before
    assert [path.name for path in folder.parent.iterdir()] == ["atlas"]


def test_a_link_to_a_folder_stays_one(folder: Path) -> None:
    link = folder.with_name("link")
    link.symlink_to(folder)
    publish(link)
    assert link.is_symlink() and content(folder) == AFTER


def test_what_was_open_keeps_what_it_read(folder: Path) -> None:
    with (folder / "a").open("rb") as file:
        publish(folder)
        assert file.read() == b"old"


def test_a_folder_where_nothing_may_be_written_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("maillage.core.common.leftovers.tempfile.mkdtemp", refuses)
    with pytest.raises(OutputError, match="Permission denied"):
        publish(folder)
    assert content(folder) == OLD


# What killed runs left


def test_only_what_is_certainly_left_is_removed(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    machine = leftovers._machine()
    names = {
        f".atlas-{dead.pid}-{machine}-abc.maillage": False,
        f".atlas-{os.getpid()}-{machine}-abc.maillage": True,  # goes on
        f".atlas-{dead.pid}-0badcafe-abc.maillage": True,  # another machine's, maybe going on
        f".other-{dead.pid}-{machine}-abc.maillage": True,  # of another result
        ".atlas-backup.maillage": True,
        ".atlas-x": True,
        "atlas": True,
    }
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text("a")
    for name, days in (("young", 6), ("old", 8)):
        left = tmp_path / f".atlas-{os.getpid()}-{machine}-{name}.maillage"
        left.mkdir()
        os.utime(left, (time.time() - days * 86_400,) * 2)
        names[left.name] = days < 7
    remove_leftovers(tmp_path, "atlas")
    assert {path.name for path in tmp_path.iterdir()} == {n for n, stays in names.items() if stays}


def test_a_working_folder_is_known_as_one_and_goes(tmp_path: Path) -> None:
    with working_folder(tmp_path, "a b.c") as folder:
        match = leftovers._NAME.fullmatch(folder.name)
        assert match is not None
        assert (match["result"], int(match["process"])) == ("a b.c", os.getpid())
        (folder / "inside").mkdir()
        (folder / "inside" / "b").write_text("b")
        (folder / "inside").chmod(0o500)
    assert list(tmp_path.iterdir()) == []


def test_an_exchange_is_one_step_here(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text(name)
    if sys.platform not in ("linux", "darwin"):
        pytest.skip("this system exchanges no folders")
    assert folders._exchange_at_once(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one" / "other").exists() and (tmp_path / "other" / "one").exists()
