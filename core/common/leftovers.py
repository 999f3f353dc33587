"""Folders that a run works in beside its results, and those that killed runs left there.

They bear the name of the result, the process and the machine: ``.atlas-1234-3f2a-k7x2b9.maillage``.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from platform import node

_ENDING = ".maillage"
_NAME = re.compile(r"\.(?P<result>.+)-(?P<process>\d+)-(?P<machine>[0-9a-f]+)-\w+\.maillage")
#: Seconds after which a folder of another machine, or of a process whose number another one got, is
#: taken for left.
_OLD = 7 * 86_400
#: Folders that this process has looked through, with the result: once is enough.
_seen: set[tuple[Path, str]] = set()


@contextmanager
def working_folder(parent: Path, result: str) -> Iterator[Path]:
    """A folder of one's own in ``parent``, gone afterwards. Raises OSError."""
    prefix = f".{result}-{os.getpid()}-{_machine()}-"
    folder = Path(tempfile.mkdtemp(prefix=prefix, suffix=_ENDING, dir=parent))
    try:
        yield folder
    finally:
        _remove(folder)


def remove_leftovers(parent: Path, result: str) -> None:
    """Removes what killed runs left of work on ``result``; what is not certain stays."""
    if (parent, result) in _seen:
        return
    _seen.add((parent, result))
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            match = _NAME.fullmatch(entry.name)
            if match and match["result"] == result and entry.is_dir(follow_symlinks=False):
                is_here = match["machine"] == _machine()
                is_dead = is_here and not _is_alive(int(match["process"]))
                if is_dead or time.time() - entry.stat().st_mtime > _OLD:
                    _remove(Path(entry.path))


def _remove(folder: Path) -> None:
    """Removes a folder, also what is read-only in it; what is open on Windows stays."""

    def again(function: object, path: str, _: object) -> None:
        with suppress(OSError):
            os.chmod(os.path.dirname(path), 0o700)
            os.chmod(path, 0o700)
            os.rmdir(path) if os.path.isdir(path) else os.unlink(path)

    shutil.rmtree(folder, onerror=again)


def _machine() -> str:
    return f"{zlib.crc32(node().encode()):08x}"


def _is_alive(process: int) -> bool:
    """Whether a process of this machine goes on."""
    if sys.platform == "win32":
        import ctypes

        kernel, code = ctypes.windll.kernel32, ctypes.c_ulong()
        handle = kernel.OpenProcess(0x1000, False, process)  # only what it is
        is_read = bool(handle) and kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return bool(is_read) and code.value == 259  # still active
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
