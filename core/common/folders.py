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
from fnmatch import fnmatchcase
from pathlib import Path

from .files import cannot_write, require_room
from .leftovers import remove_leftovers, working_folder

#: The folder of before, where it had to step aside.
_FORMER = ".former.maillage"
#: What systems answer where a folder cannot be exchanged: a disk is mounted there, or, on Windows,
#: a program has it or a file of it open.
_STAYS = (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS)
#: A folder with more in it is not one of results only: the person's documents, say.
_MOST = 20_000


@contextmanager
def folder_anew(folder: str | Path, index: str, own: Collection[str]) -> Iterator[Path]:
    """A folder beside ``folder``, with what that holds; it takes its place when the block is done.

    The block writes files of the names ``own`` (patterns) into it by ``atomic_output`` (never into
    a file that is there: it is that of the old folder, too), and removes those that are no more.
    When it fails, all is as it was. A folder that cannot be exchanged, or holds too much else, gets
    its files one by one, without ``index``, the file that speaks of the others, until all are
    there. Raises OutputError where nothing can be written.
    """
    folder = Path(os.path.realpath(folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _recover(folder)
        stays = _must_stay(folder)
        within = folder if stays else folder.parent
        remove_leftovers(within, folder.name)
        with working_folder(within, folder.name) as aside:
            new = aside / "new"
            before = _copy_own(folder, new, own) if stays else _copy(folder, new)
            yield new
            require_room(new)
            if stays or not _is_exchanged(new, folder, aside):
                _move_into(new, folder, index, before)
    except OSError as error:
        raise cannot_write(folder, error) from error


def _must_stay(folder: Path) -> bool:
    """Whether the folder itself is not to be renamed: a disk's, or in one where nothing is written,
    or with so much in it, or on a disk without links, that to have it twice would cost dear."""
    if not folder.exists():
        return False
    if os.path.ismount(folder) or not os.access(folder.parent, os.W_OK):
        return True
    count = 0
    for where, folders, files in os.walk(folder):
        if not count and files and not _has_links(Path(where, files[0])):
            return True
        count += len(folders) + len(files)
        if count > _MOST:
            return True
    return False


def _has_links(file: Path) -> bool:
    """Whether the disk of a file gives it other names."""
    try:
        with working_folder(file.parent, file.name[:100]) as aside:
            os.link(file, aside / "link", follow_symlinks=False)
    except OSError:
        return False
    return True


def _copy(folder: Path, new: Path) -> set[str]:
    """All that ``folder`` holds, as hard links, in ``new``; the names of its files."""
    if not folder.exists():
        new.mkdir()
        return set()
    shutil.copytree(folder, new, symlinks=True, copy_function=_link)
    with suppress(OSError, AttributeError):
        state = folder.stat()
        os.chown(new, state.st_uid, state.st_gid)
    return {path.name for path in folder.iterdir() if path.is_file()}


def _copy_own(folder: Path, new: Path, own: Collection[str]) -> set[str]:
    """The files of ``folder`` that the block may write or remove, in ``new``; their names."""
    new.mkdir()
    names = {
        path.name
        for path in folder.iterdir()
        if path.is_file() and any(fnmatchcase(path.name, pattern) for pattern in own)
    }
    for name in names:
        _link(str(folder / name), str(new / name))
    return names


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _is_exchanged(new: Path, folder: Path, aside: Path) -> bool:
    """Puts ``new`` in the place of ``folder``; False where the system does not let it."""
    if not folder.exists():
        os.rename(new, folder)
        return True
    try:
        if not _exchange_at_once(new, folder):
            _step_aside(new, folder, aside)
    except OSError as error:
        if error.errno not in _STAYS:
            raise
        return False
    return True


def _step_aside(new: Path, folder: Path, aside: Path) -> None:
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


def _move_into(new: Path, folder: Path, index: str, before: Collection[str]) -> None:
    """Moves the files of ``new`` into ``folder``, and removes those of ``before`` that it lacks."""
    (folder / index).unlink(missing_ok=True)
    kept = {path.name for path in new.iterdir() if path.is_file() or path.is_symlink()}
    for name in sorted(kept - {index}):
        os.replace(new / name, folder / name)
    for name in sorted(set(before) - kept):
        (folder / name).unlink(missing_ok=True)
    if index in kept:
        os.replace(new / index, folder / index)
