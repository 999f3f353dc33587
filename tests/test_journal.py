"""The journal of what is dear to compute again: its pieces outlive their program, whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from maillage.core.common.journal import Journal


def test_a_later_run_finds_the_pieces_of_its_own_job(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "pieces.sqlite"
    first = Journal(path, "job", 30)
    assert first.read(["é"]) == {}
    first.write({"é": b"\0one", "empty": b""})
    first.write({"é": b"two"})
    again, other = (Journal(path, job, 30) for job in ("job", "other"))
    assert again.read(["é", "empty", "none"]) == {"é": b"two", "empty": b""}
    assert other.read(["é", "empty"]) == {}
    other.write({"é": b"other"})
    again.forget()
    assert Journal(path, "job", 30).read(["é", "empty"]) == {}
    assert other.read(["é"]) == {"é": b"other"}
    assert not (first.fault or again.fault or other.fault)


def test_jobs_at_once_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "pieces.sqlite"

    def run(name: str, journal: Journal) -> None:
        for number in range(100):
            journal.write({f"{name}{number}": name.encode() * 1000})

    jobs = [threading.Thread(target=run, args=(name, Journal(path, "job", 30))) for name in "abc"]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    expected = {f"{name}{n}": name.encode() * 1000 for name in "abc" for n in range(100)}
    assert Journal(path, "job", 30).read(expected) == expected


@pytest.mark.parametrize(("age", "is_kept"), [(30, True), (31, False), (-1, False)])
def test_what_is_older_than_its_days_goes_and_what_is_to_come_is_not_taken(
    tmp_path: Path, age: int, is_kept: bool
) -> None:
    path = tmp_path / "pieces.sqlite"
    journal = Journal(path, "job", 30)
    journal.write({"a": b"1"})
    day = (date.today() - timedelta(days=age)).isoformat()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE pieces SET day = ?", (day,))
    assert (journal.read(["a"]) == {"a": b"1"}) is is_kept
    Journal(path, "other", 30).write({})
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM pieces").fetchone() == (int(age < 31),)


def test_where_nothing_can_be_kept_the_job_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "pieces.sqlite", "job", 30)
    journal.write({"a": b"1"})
    assert journal.read(["a"]) == {}
    assert str(tmp_path / "file" / "pieces.sqlite") in journal.fault
    journal.forget()
    nowhere = Journal(None, "job", 30)
    nowhere.write({"a": b"1"})
    assert (nowhere.read(["a"]), nowhere.fault) == ({}, "")


def test_no_name_of_a_job_or_piece_can_be_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "pieces.sqlite"
    Journal(path, "12 rue Neuve", 30).write({"Zanzibar": b"1"})
    data = path.read_bytes()
    assert b"Neuve" not in data and b"Zanzibar" not in data


def test_a_killed_program_leaves_what_it_had(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "pieces.sqlite"
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from maillage.core.common.journal import Journal\n"
        "journal = Journal(sys.argv[2], 'job', 30)\n"
        "for number in range(10**9):\n"
        "    journal.write({str(number): b'x' * 10_000})\n"
        "    print(number, flush=True)\n"
    )
    command = [sys.executable, "-c", script, str(root / "build" / "plugins"), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as job:
        assert job.stdout
        for _ in range(50):
            job.stdout.readline()
        os.kill(job.pid, signal.SIGKILL)
        said = [49, *map(int, job.stdout.read().split())]
    found = Journal(path, "job", 30).read(map(str, range(said[-1] + 100)))
    assert all(found[str(number)] == b"x" * 10_000 for number in range(said[-1] + 1))
    assert len(found) <= said[-1] + 2


@pytest.mark.parametrize("content", [b"no journal " * 100, b"\xff" * 1000])
def test_a_file_of_somebody_else_is_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pieces.sqlite"
    path.write_bytes(content)
    journal = Journal(path, "job", 30)
    assert journal.read(["a"]) == {} and journal.fault
    journal.write({"a": b"1"})
    assert Journal(path, "job", 30).read(["a"]) == {"a": b"1"}
