"""Files that are whole or absent, never half-written."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .errors import InputError, OutputError
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


@contextmanager
def folder_beside(path: str | Path) -> Iterator[Path]:
    """A folder of its own beside ``path``, on the same disk, gone afterwards.

    Raises OutputError when none can be made there, and when the system refuses to write in it.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{path.stem}-", dir=path.parent))
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        yield folder
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def atomic_output(path: str | Path) -> Iterator[Path]:
    """A path of the same name in a temporary sibling folder; renamed to ``path`` on success.

    Formats made of several files work too: every file that the block wrote beside the path it was
    given is moved. On failure nothing is left, and what stood at ``path`` stays. Raises OutputError
    when the destination cannot be written.
    """
    path = Path(path)
    with folder_beside(path) as folder:
        yield folder / path.name
        if path.suffix.lower() == ".shp":
            for index in _SHAPE_INDICES:
                path.with_suffix(index).unlink(missing_ok=True)
        for written in sorted(folder.iterdir()):
            os.replace(written, path.parent / written.name)


def write_together(
    folder: str | Path, files: Mapping[str, bytes], gone: Collection[str] = ()
) -> None:
    """Writes ``files`` (by name) into a folder, and removes those in ``gone``: all of it, or
    nothing.

    Raises OutputError when one cannot be written, replaced or removed: the folder is as it was.
    """
    folder = path = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    except OSError as error:
        raise _cannot_write(folder, error) from error
    before = aside / "before"
    try:
        before.mkdir()
        for name, content in files.items():
            path = folder / name
            (aside / name).write_bytes(content)
        with _put_back(before, folder, files):
            for name in (*files, *gone):
                path = folder / name
                if path.is_file():
                    os.replace(path, before / name)
                if name in files:
                    os.replace(aside / name, path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _put_back(before: Path, folder: Path, files: Collection[str]) -> Iterator[None]:
    """When the block fails, what it moved from ``folder`` to ``before`` goes back."""
    names = set(os.listdir(folder))
    try:
        yield
    except BaseException:
        for name in files:
            if name not in names:
                (folder / name).unlink(missing_ok=True)
        for moved in before.iterdir():
            os.replace(moved, folder / moved.name)
        raise


def _cannot_write(path: Path, error: OSError) -> OutputError:
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
