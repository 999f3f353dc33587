"""Folders made of several files, which are new or as they were: never a mixture of both.

A folder is built anew beside the old one, which gives it what it keeps by hard links, and the two
are exchanged in one step. Where a system cannot exchange them the old one steps aside first, and
what stands beside tells the next run, should this one be killed between the two steps.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .files import cannot_write, require_room
from .leftovers import remove_leftovers, working_folder

#: The folder of before, where it had to step aside.
_FORMER = ".former"
#: What systems answer where a folder cannot be exchanged: it is where a disk is mounted, or in use.
_STAYS = (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def folder_anew(folder: str | Path, index: str) -> Iterator[Path]:
    """A folder beside ``folder``, with what that holds; it takes its place when the block is done.

    The block writes into it by ``atomic_output`` (never into a file that is there: it is that of
    the old folder, too) and removes what is no more. When it fails, all is as it was. A folder that
    cannot be exchanged gets its files one by one, without ``index``, the file that speaks of the
    others, until all are there. Raises OutputError where nothing can be written.
    """
    folder = Path(os.path.realpath(folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _recover(folder)
        within = folder if _must_stay(folder) else folder.parent
        remove_leftovers(within, folder.name)
        with working_folder(within, folder.name) as aside:
            new = aside / "new"
            _copy(folder, new, leave_out=aside.name if within == folder else "")
            yield new
            require_room(new)
            if within == folder:
                _move_into(new, folder, index)
            else:
                _exchange(new, folder, aside)
    except OSError as error:
        raise cannot_write(folder, error) from error


def _must_stay(folder: Path) -> bool:
    """Whether the folder itself cannot be renamed: a disk's, or in one where nothing is written."""
    if not folder.exists():
        return False
    return os.path.ismount(folder) or not os.access(folder.parent, os.W_OK)


def _copy(folder: Path, new: Path, leave_out: str) -> None:
    """What ``folder`` holds, as hard links where the disk has them, in ``new``."""
    if not folder.exists():
        new.mkdir()
        return

    def ignored(where: str, names: list[str]) -> Collection[str]:
        return {leave_out} if where == str(folder) else ()

    shutil.copytree(folder, new, symlinks=True, copy_function=_link, ignore=ignored)
    with suppress(OSError, AttributeError):
        state = folder.stat()
        os.chown(new, state.st_uid, state.st_gid)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(new: Path, folder: Path, aside: Path) -> None:
    if not folder.exists():
        os.rename(new, folder)
        return
    if _exchange_at_once(new, folder):
        return
    former = folder.with_name(f".{folder.name}{_FORMER}")
    os.rename(folder, former)
    try:
        os.rename(new, folder)
    except OSError:
        os.rename(former, folder)
        raise
    os.rename(former, aside / "former")  # goes with it


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system has none. Raises OSError."""
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux":
        here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of renameat2(2)
        arguments = (here, names[0], here, names[1], swap)
        call = "renameat2"
    elif sys.platform == "darwin":
        arguments, call = (*names, 2), "renamex_np"  # RENAME_SWAP
    else:
        return False
    try:
        function = getattr(ctypes.CDLL(None, use_errno=True), call)
    except (AttributeError, OSError):
        return False
    if function(*arguments) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number))


def _recover(folder: Path) -> None:
    """Puts a folder back that a run, killed at the wrong moment, left aside."""
    former = folder.with_name(f".{folder.name}{_FORMER}")
    if not former.exists():
        return
    if folder.exists():
        shutil.rmtree(former)
    else:
        os.rename(former, folder)


def _move_into(new: Path, folder: Path, index: str) -> None:
    """Moves the files of ``new`` into ``folder``, and removes those that it lacks, index last."""
    (folder / index).unlink(missing_ok=True)
    kept = {path.name for path in new.iterdir()}
    for name in sorted(kept - {index}):
        if (new / name).is_file() or (new / name).is_symlink():
            os.replace(new / name, folder / name)
    for path in folder.iterdir():
        if path.is_file() and path.name not in kept:
            path.unlink()
    if index in kept:
        os.replace(new / index, folder / index)
