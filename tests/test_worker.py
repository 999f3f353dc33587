"""A function in a Python of its own: what comes back, and how fast a cancel ends it."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import worker_jobs
from maillage.core.common import worker
from maillage.core.common.errors import Cancelled, InputError, MaillageError, ServiceError
from maillage.core.common.progress import SILENT, Progress
from maillage.core.common.voice import speaking
from maillage.core.common.worker import run_in_worker

JOBS = worker_jobs.__name__


def ended(number: int) -> bool:
    """Whether no such process is there, not even one that nobody has waited for."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_result_comes_back_with_its_progress_whatever_is_printed() -> None:
    shares: list[float] = []
    said: list[str] = []
    values = np.arange(300_000.0)  # more than a pipe holds
    result = run_in_worker(JOBS, "double", {"values": values}, Progress(shares.append, said.append))
    assert np.array_equal(result, 2 * values)
    assert sorted(shares) == shares
    assert {0.25, 0.5} <= set(shares)
    assert said == ["300,000 places"]


def test_it_is_another_process_and_knows_nothing_of_qgis() -> None:
    number, knows_qgis = run_in_worker(JOBS, "where", {}, SILENT)
    assert number != os.getpid()
    assert not knows_qgis
    assert ended(number)


def test_what_it_says_is_in_the_language_of_this_side() -> None:
    def translate(text: str, n: int = -1) -> str:
        return {"Cancel": "Annuler", "{n} places": "{n} lieu" if n < 2 else "{n} lieux"}[text]

    said: list[str] = []
    with speaking(translate, "fr"):
        for count in (1, 1204):
            run_in_worker(JOBS, "double", {"values": np.ones(count)}, Progress(say=said.append))
        with pytest.raises(InputError, match=r"^Annuler$"):
            run_in_worker(JOBS, "refuse", {}, SILENT)
    assert said == ["1 lieu", "1\u202f204 lieux"]


def test_errors_for_people_come_back_as_themselves_and_faults_with_their_place() -> None:
    with pytest.raises(ServiceError, match="busy") as caught:
        run_in_worker(JOBS, "busy_service", {}, SILENT)
    assert (caught.value.status, caught.value.answer, caught.value.code) == (429, "later", 7)
    with pytest.raises(RuntimeError, match=r"worker_jobs.py.*\n.*(\n.*)*IndexError"):
        run_in_worker(JOBS, "fail", {}, SILENT)
    with pytest.raises(RuntimeError, match="pickle"):
        run_in_worker(JOBS, "unpicklable", {}, SILENT)
    with pytest.raises(MaillageError, match=r"\(exit code 3\).* out of luck$"):
        run_in_worker(JOBS, "die", {}, SILENT)


def test_what_cannot_be_sent_is_an_error_here() -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        run_in_worker(JOBS, "double", {"values": lambda: None}, SILENT)


@pytest.mark.parametrize("job", ["hang", "solve_long"])
def test_a_cancel_ends_it_within_a_second_and_leaves_nothing(job: str, tmp_path: Path) -> None:
    file, cancelled_at = tmp_path / "number", [0.0]

    def is_cancelled() -> bool:
        if not cancelled_at[0] and file.exists():
            cancelled_at[0] = time.monotonic()
        return bool(cancelled_at[0])

    threads = threading.active_count()
    with pytest.raises(Cancelled):
        run_in_worker(JOBS, job, {"file": str(file)}, Progress(is_cancelled=is_cancelled))
    assert time.monotonic() - cancelled_at[0] < 1
    assert ended(int(file.read_text()))
    assert threading.active_count() == threads


def test_a_job_that_was_killed_says_so(tmp_path: Path) -> None:
    file = tmp_path / "number"

    def kill(share: float) -> None:
        if file.exists():
            os.kill(int(file.read_text()), 9)

    with pytest.raises(MaillageError, match=r"\(exit code -9\)"):
        run_in_worker(JOBS, "hang", {"file": str(file)}, Progress(kill))


def test_it_works_from_any_thread() -> None:
    results: list[Any] = []
    threads = [
        threading.Thread(
            target=lambda n=n: results.append(
                run_in_worker(JOBS, "double", {"values": np.array([n])}, SILENT)[0]
            )
        )
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [0, 2, 4]


def test_without_a_python_it_runs_here_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_python", lambda: None)
    said: list[str] = []
    number, _ = run_in_worker(JOBS, "where", {}, Progress(say=said.append))
    assert number == os.getpid()
    assert "No Python was found" in said[0]


def test_a_python_is_found_where_the_program_is_qgis(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As on Windows and macOS, where sys.executable is QGIS itself: it must never be started."""
    qgis = tmp_path / "qgis-bin.exe"
    qgis.write_text("#!/bin/sh\ntouch $0.started\n")
    qgis.chmod(0o755)
    old = tmp_path / "python.exe"  # of another version
    old.write_text("#!/bin/sh\necho 2 7\n")
    old.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(qgis))
    found = worker._python.__wrapped__()
    assert Path(found).name.startswith("python")
    assert found != str(old)
    assert not Path(f"{qgis}.started").exists()
    for name in ("exec_prefix", "prefix", "base_exec_prefix"):
        monkeypatch.setattr(sys, name, str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert worker._python.__wrapped__() is None


def test_libraries_that_qgis_has_built_in_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    own = [path for path in sys.path if "dynload" not in path and not path.endswith("python3.11")]
    monkeypatch.setattr(sys, "path", own)
    assert run_in_worker(JOBS, "double", {"values": 2 * [1]}, SILENT) == 4 * [1]


def test_the_folder_of_the_plugin_may_have_any_name(root: Path, tmp_path: Path) -> None:
    """And nothing of the package's own start is run: it would load QGIS."""
    folder = tmp_path / "été_2026" / "Maillage-main"
    shutil.copytree(root / "core" / "common", folder / "core" / "common")
    (folder / "core" / "__init__.py").write_text("")
    (folder / "__init__.py").write_text("")
    (folder / "core" / "common" / "job.py").write_text(
        "def job(progress):\n    return __name__, __file__\n"
    )
    script = """
import importlib, pathlib, sys
sys.path.insert(0, sys.argv[1])
worker = importlib.import_module("Maillage-main.core.common.worker")
from importlib import import_module
common = "Maillage-main.core.common"
progress = import_module(common + ".progress").SILENT
pathlib.Path(sys.argv[1], "Maillage-main", "__init__.py").write_text("raise SystemExit('loaded')")
print(*worker.run_in_worker(common + ".job", "job", {}, progress), sep="|")
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder.parent)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    name, file = done.stdout.strip().split("|")
    assert name == "Maillage-main.core.common.job"
    assert Path(file) == folder / "core" / "common" / "job.py"
