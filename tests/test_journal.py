"""The resume journal: pieces outlive their program, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.common.journal import Journal


def test_a_later_run_finds_the_pieces_of_its_own_job(tmp_path: Path) -> None:
    first = Journal(tmp_path / "new" / "folder", "job")
    first.put("é", b"\0one")
    first.put("empty", b"")
    first.put("é", b"two")
    assert first.get("é") == b"two"
    again, other = (Journal(tmp_path / "new" / "folder", key) for key in ("job", "other"))
    assert (again.get("é"), again.get("empty"), again.get("none")) == (b"two", b"", None)
    assert (len(again), len(other)) == (2, 0)
    again.put("more" * 100_000, b"3")
    assert Journal(tmp_path / "new" / "folder", "job").get("more" * 100_000) == b"3"
    again.remove()
    assert len(again) == len(Journal(tmp_path / "new" / "folder", "job")) == 0
    assert not list((tmp_path / "new" / "folder").iterdir())


@settings(max_examples=60)
@given(st.data())
def test_what_was_cut_or_damaged_is_passed_over_and_the_rest_stays(data: st.DataObject) -> None:
    import tempfile

    pieces = data.draw(st.lists(st.binary(max_size=30), min_size=1, max_size=6))
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(folder, "job")
        ends = []
        for number, content in enumerate(pieces):
            journal.put(str(number), content)
            (file,) = Path(folder).iterdir()
            ends.append(file.stat().st_size)
        whole = file.read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        flip = data.draw(st.booleans())
        file.write_bytes(
            whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :] if flip else whole[:at]
        )
        again = Journal(folder, "job")
        for number, (content, end) in enumerate(zip(pieces, ends, strict=True)):
            assert again.get(str(number)) == (content if end <= at else None)
        again.put("next", b"kept")
        assert Journal(folder, "job").get("next") == b"kept"


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    def run(name: str, journal: Journal) -> None:
        for number in range(200):
            journal.put(f"{name}{number}", name.encode() * 1000)

    jobs = [threading.Thread(target=run, args=(name, Journal(tmp_path, "job"))) for name in "abc"]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    found = Journal(tmp_path, "job")
    assert len(found) == 600
    assert all(
        found.get(f"{name}{n}") == name.encode() * 1000 for name in "abc" for n in range(200)
    )


def test_one_run_that_succeeds_does_not_stop_another(tmp_path: Path) -> None:
    one, other = Journal(tmp_path, "job"), Journal(tmp_path, "job")
    one.put("a", b"1")
    other.put("b", b"2")
    one.remove()
    other.put("c", b"3")
    found = Journal(tmp_path, "job")
    assert (found.get("a"), found.get("b"), found.get("c")) == (None, b"2", b"3")


def test_what_is_a_month_old_goes_whatever_its_job(tmp_path: Path) -> None:
    Journal(tmp_path, "old").put("a", b"1")
    (old,) = tmp_path.iterdir()
    (tmp_path / "other.txt").write_text("not ours")
    Journal(tmp_path, "recent").put("a", b"1")
    (recent,) = set(tmp_path.glob("*.journal")) - {old}
    day = 24 * 3600
    os.utime(old, (time.time() - 31 * day,) * 2)
    os.utime(recent, (time.time() - 29 * day,) * 2)
    os.utime(tmp_path / "other.txt", (0, 0))
    Journal(tmp_path, "third")
    assert {path.name for path in tmp_path.iterdir()} == {recent.name, "other.txt"}


def test_where_nothing_can_be_kept_the_job_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "folder", "job")
    journal.put("a", b"1")
    assert journal.get("a") == b"1"
    assert str(tmp_path / "file" / "folder") in journal.fault
    journal.remove()


def test_a_killed_program_leaves_what_it_had(tmp_path: Path, root: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from maillage.core.common.journal import Journal\n"
        "journal = Journal(sys.argv[2], 'job')\n"
        "for number in range(10**9):\n"
        "    journal.put(str(number), b'x' * 10_000)\n"
        "    print(number, flush=True)\n"
    )
    command = [sys.executable, "-c", script, str(root / "build" / "plugins"), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as job:
        assert job.stdout
        for _ in range(50):
            job.stdout.readline()
        os.kill(job.pid, signal.SIGKILL)
        said = [49, *map(int, job.stdout.read().split())]
    found = Journal(tmp_path, "job")
    assert all(found.get(str(number)) == b"x" * 10_000 for number in range(said[-1] + 1))
    assert len(found) <= said[-1] + 2


@pytest.mark.parametrize("content", [b"", b"no journal", b"\xff" * 100])
def test_a_file_of_somebody_else_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    Journal(tmp_path, "job").put("a", b"1")
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert Journal(tmp_path, "job").get("a") is None
