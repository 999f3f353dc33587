"""Files that are whole or absent, never half-written."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import InputError, OutputError
from .leftovers import remove_leftovers, working_folder
from .sqlite_files import settle_journal
from .text import tr


def require_file(path: str | Path) -> Path:
    """``path`` as a Path. Raises InputError if it is not a file, or is empty."""
    path = Path(path)
    try:
        is_folder, is_file, is_there = path.is_dir(), path.is_file(), path.exists()
        is_empty = is_file and path.stat().st_size == 0
    except OSError as error:
        raise InputError(
            tr(
                "{path} cannot be read: {reason}. Choose another file.",
                path=path,
                reason=error.strerror or error,
            )
        ) from error
    if is_folder:
        raise InputError(tr("{path} is a folder. Choose a file in it.", path=path))
    if is_there and not is_file:
        raise InputError(tr("{path} is a device or a pipe, not a file. Choose a file.", path=path))
    if not is_file:
        raise InputError(tr("File not found: {path}. Check its name and folder.", path=path))
    if is_empty:
        raise InputError(tr("The file is empty: {path}. Choose another one.", path=path))
    return path


#: Spatial indices that QGIS and others write beside a shapefile: of the old one, they would lie.
_SHAPE_INDICES = (".qix", ".sbn", ".sbx")


#: What QGIS keeps of a file beside it.
_RECORD = ".qmd"


@contextmanager
def folder_beside(path: str | Path) -> Iterator[Path]:
    """A folder of its own beside ``path``, on the same disk, gone afterwards.

    Raises OutputError when none can be made there, and when the system refuses to write in it.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(path.parent, path.stem)
        with working_folder(path.parent, path.stem) as folder:
            yield folder
    except OSError as error:
        raise cannot_write(path, error) from error


@contextmanager
def atomic_output(path: str | Path) -> Iterator[Path]:
    """A path of the same name in a temporary sibling folder; renamed to ``path`` on success.

    Formats made of several files work too: every file that the block wrote beside the path it was
    given is moved. On failure nothing is left, and what stood at ``path`` stays. Raises OutputError
    when the destination cannot be written, or is a database that is open for editing.
    """
    path = Path(path)
    settle_journal(path)
    with folder_beside(path) as folder:
        yield folder / path.name
        require_room(folder)
        settle_journal(path)  # it may have been opened meanwhile
        if path.suffix.lower() == ".shp":
            for index in _SHAPE_INDICES:
                path.with_suffix(index).unlink(missing_ok=True)
        _replace(folder, path)


def _replace(folder: Path, path: Path) -> None:
    """Puts what was written in ``folder`` beside ``path``. A record goes before its file is
    replaced, and comes after: it never speaks of another one."""
    files = sorted(folder.iterdir(), key=lambda each: (each.suffix == _RECORD, each))
    record, former = path.with_suffix(_RECORD), folder / f"former{_RECORD}"
    if folder / record.name in files and record.exists():
        os.replace(record, former)
    try:
        for written in files:
            os.replace(written, path.parent / written.name)
    except OSError:
        if former.exists():
            os.replace(former, record)
        raise


def require_room(folder: Path) -> None:
    """Raises OSError for a disk that is full to its last block: what a library wrote there may be
    cut, whatever it says. Some disks in the cloud do not tell how large they are."""
    room = shutil.disk_usage(folder)
    if room.total and not room.free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def cannot_write(path: Path, error: OSError) -> OutputError:
    """What is said where the system refuses to write."""
    return OutputError(
        tr(
            "Cannot write {path}: {reason}. Choose another folder, or close the program using it.",
            path=path,
            reason=error.strerror or error,
        )
    )


def fingerprint(path: str | Path) -> str:
    """SHA-256 of a file, in hexadecimal: the identity of an input."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
