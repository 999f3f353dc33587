"""An OpenStreetMap file as GDAL can read it: uncompressed, tidy, of a kind that it knows."""

from __future__ import annotations

import bz2
import gzip
import lzma
import mmap
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.text import tr
from .osm_xml import damaged, is_tidy, remark, write_tidy
from .pbf import (
    has_single_points,
    holds_ways_only,
    is_pbf,
    require_readable_pbf,
    ways_without_points,
)

#: The endings of the files that are read here.
ENDINGS = tuple(
    ending + packed for packed in ("", ".gz", ".bz2", ".xz") for ending in (".osm", ".pbf")
)
#: How compressed files begin, and who opens them.
_PACKED: dict[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
_CHUNK = 1 << 20


@contextmanager
def readable(path: Path, progress: Progress = SILENT) -> Iterator[Path]:
    """The file itself where GDAL reads it as it is, else a copy for the time of the block.

    Raises InputError for a kind of file that GDAL does not read, for one that is damaged, and where
    there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="maillage-", ignore_cleanup_errors=True) as folder:
        try:
            source = _unpacked(path, Path(folder) / "unpacked.osm", progress.part(0, 0.5))
            if is_pbf(source):
                require_readable_pbf(source, path)
            else:
                source = _tidied(source, Path(folder) / "tidy.osm", path, progress.part(0.5, 1))
        except OSError as error:
            raise InputError(
                tr(
                    "{path} cannot be read: {reason}. It needs a copy in {folder}: is there room?",
                    path=path,
                    reason=error.strerror or error,
                    folder=folder,
                )
            ) from error
        yield source


def _tidied(source: Path, output: Path, shown: Path, progress: Progress) -> Path:
    """``source`` if it is tidy, else ``output``; warns of what the server says of it."""
    if said := remark(source):
        progress.warn(
            tr(
                "{path} says of itself “{remark}”: some of its roads may not be there.",
                path=shown,
                remark=said,
            )
        )
    if is_tidy(source):
        return source
    write_tidy(source, output, shown, progress)
    return output


def failure(source: Path, shown: Path, reason: str) -> InputError:
    """Why GDAL fails in the middle of a file, which messages call ``shown``."""
    if is_pbf(source) and has_single_points(source):
        return InputError(
            tr(
                "{path} holds its points one by one (not as dense nodes), which cannot be read "
                "here. Write it anew with: osmium cat {name} -o roads.osm.pbf",
                path=shown,
                name=shown.name,
            )
        )
    if "Non increasing" in reason:
        return InputError(
            tr(
                "The points of {path} are not sorted by their numbers, or come twice. Sort it "
                "with: osmium sort {name} -o roads.osm.pbf",
                path=shown,
                name=shown.name,
            )
        )
    return damaged(shown, reason)


def without_roads(source: Path, shown: Path) -> InputError:
    """Why a file gave no road."""
    has_only_ways = holds_ways_only if is_pbf(source) else _holds_only_way_elements
    if has_only_ways(source):
        return ways_without_points(shown)
    return InputError(tr("{path} holds no road (no way with a highway tag).", path=shown))


def _holds_only_way_elements(source: Path) -> bool:
    with open(source, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return text.find(b"<way") >= 0 > text.find(b"<node")


def _unpacked(path: Path, output: Path, progress: Progress) -> Path:
    """``path``, or ``output`` with what it holds compressed. Raises InputError where damaged."""
    with open(path, "rb") as file:
        begin, size = file.read(6), path.stat().st_size
        unpack = next((_PACKED[magic] for magic in _PACKED if begin.startswith(magic)), None)
        if unpack is None:
            return path
        file.seek(0)
        try:
            with unpack(file) as packed, open(output, "wb") as written:
                while chunk := packed.read(_CHUNK):
                    written.write(chunk)
                    progress.step(file.tell() / size)
        except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
            if isinstance(error, OSError) and error.errno:  # of the disk, not of what is read
                raise
            raise damaged(path, str(error)) from error
    if not output.stat().st_size:
        raise InputError(tr("The file is empty: {path}. Choose another one.", path=path))
    return output
