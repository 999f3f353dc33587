"""Runs a function in a separate Python process, which a cancel ends at once.

For code that cannot be asked to stop and leaves no time to the other threads of QGIS, such as a
solver. The other Python is the one that QGIS ships, started anew (never forked), so that this holds
wherever QGIS runs. Both talk through pipes, in pickled pairs (kind, content).
"""

from __future__ import annotations

import os
import pickle  # nosec B403
import queue
import shutil
import subprocess  # nosec B404
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from .errors import MaillageError
from .progress import Progress
from .text import tr
from .voice import language, set_translator, translated

#: Seconds between two looks at whether the person cancelled.
_PATIENCE = 0.1
#: Seconds for a Python to say its version.
_LONGEST_START = 20
_ROOM = ".core.common.worker"
#: The package itself would load QGIS: only its folder is needed, under the name it has here. What
#: QGIS has built in stands in the other Python's own folders: they come first.
_START = f"""
import importlib, pickle, sys, types
name, root, paths = pickle.load(sys.stdin.buffer)
sys.path += [path for path in paths if path not in sys.path]
sys.modules[name] = types.ModuleType(name)
sys.modules[name].__path__ = [root]
importlib.import_module(name + "{_ROOM}").serve()
"""
_Messages = queue.SimpleQueue[tuple[str, Any]]


def run_in_worker(
    module: str, function: str, arguments: Mapping[str, Any], progress: Progress
) -> Any:
    """The result of ``function(**arguments, progress=...)`` of ``module`` (its full name).

    The module is one of the plain rooms; arguments and result can be pickled. What it reports goes
    to ``progress``, in the language of this side; its errors that are meant for people are raised
    here unchanged. Raises Cancelled within a second of a cancel, MaillageError when the other
    Python ends too early, RuntimeError when the function fails. Where no Python is found, the
    function runs here, and ``progress`` is told that a cancel has to wait.
    """
    python = _python()
    if python is None:
        progress.warn(
            tr(
                "No Python was found beside QGIS: this step is computed in QGIS itself, which may "
                "not answer, nor be cancelled, until it is done."
            )
        )
        return getattr(import_module(module), function)(**arguments, progress=progress)
    start = (__name__.removesuffix(_ROOM), str(Path(__file__).parents[2]), sys.path)
    job = pickle.dumps(start) + pickle.dumps((language(), module, function, dict(arguments)))
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # nosec B603
            [python, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            creationflags=_without_window(),
        ) as child,
    ):
        messages: _Messages = queue.SimpleQueue()
        talk = threading.Thread(target=_talk, args=(child, job, messages), daemon=True)
        talk.start()
        try:
            return _listen(child, messages, progress)
        except _GoneError:
            raise MaillageError(_why_gone(child, errors)) from None
        finally:
            child.kill()
            child.wait()
            talk.join()


class _GoneError(Exception):
    """The other Python ended without an answer."""


def _talk(child: subprocess.Popen[bytes], job: bytes, messages: _Messages) -> None:
    """Gives the child its job, and passes on what it says until it ends."""
    assert child.stdin and child.stdout  # nosec B101
    with suppress(OSError):  # it has ended already, which is heard below
        child.stdin.write(job)
        child.stdin.flush()
    with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
        while True:
            messages.put(pickle.load(child.stdout))  # nosec B301
    messages.put(("gone", None))


def _listen(child: subprocess.Popen[bytes], messages: _Messages, progress: Progress) -> Any:
    """Acts on what the child says until it has an answer, looking out for a cancel."""
    share = 0.0
    while True:
        progress.step(share)
        try:
            kind, content = messages.get(timeout=_PATIENCE)
        except queue.Empty:
            continue
        if kind == "step":
            share = content
        elif kind == "say":
            progress.say(content)
        elif kind == "translate":
            assert child.stdin  # nosec B101
            with suppress(OSError):
                child.stdin.write(pickle.dumps(translated(*content)))
                child.stdin.flush()
        elif kind == "done":
            return content
        elif kind == "refused":
            raise content
        elif kind == "failed":
            raise RuntimeError(content)
        else:
            raise _GoneError


def _why_gone(child: subprocess.Popen[bytes], errors: IO[bytes]) -> str:
    code = child.wait()
    errors.seek(0)
    words = errors.read().decode(errors="replace").strip().splitlines()
    return tr(
        "The computation ended before its time (exit code {code}). It may have lacked memory: "
        "close other programs, or ask for less, then run again. {words}",
        code=str(code),
        words=words[-1] if words else "",
    ).strip()


def serve() -> None:
    """The other side: does the job that standard input holds, and says how it goes."""
    job, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages

    def say(kind: str, content: object) -> None:
        answers.write(pickle.dumps((kind, content)))
        answers.flush()

    def translate(*content: Any) -> str:
        say("translate", content)
        return str(pickle.load(job))  # nosec B301

    progress = Progress(lambda share: say("step", share), lambda message: say("say", message))
    try:
        spoken, module, function, arguments = pickle.load(job)  # nosec B301
        set_translator(translate, spoken)
        say("done", getattr(import_module(module), function)(**arguments, progress=progress))
    except MaillageError as error:
        say("refused", error)
    except Exception:
        say("failed", traceback.format_exc())


@cache
def _python() -> str | None:
    """A Python of exactly this version, so that it can import what this one does; None if there is
    none."""
    return next((path for path in _pythons() if _is_same(path)), None)


def _pythons() -> Iterator[str]:
    """Where one may be: this program itself, the folders of QGIS, the search path."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    this = Path(sys.executable or "-")
    if this.stem.lower().startswith("python"):
        yield str(this)
    beside = [this.parent, *map(Path, (sys.exec_prefix, sys.prefix, sys.base_exec_prefix))]
    for folder in dict.fromkeys([*beside, *(folder / "bin" for folder in beside)]):
        for file in (f"{name}.exe", "python.exe", "python3.exe", name, "python3"):
            if (folder / file).is_file():
                yield str(folder / file)
    yield from filter(None, map(shutil.which, (name, "python3", "python")))


def _is_same(path: str) -> bool:
    ask = "import sys; print(*sys.version_info[:2])"
    try:
        done = subprocess.run(  # nosec B603
            [path, "-P", "-c", ask],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=_LONGEST_START,
            check=False,
            creationflags=_without_window(),
        )
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return False
    return done.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _without_window() -> int:
    """Windows would open a console for each program."""
    return int(getattr(subprocess, "CREATE_NO_WINDOW", 0))
