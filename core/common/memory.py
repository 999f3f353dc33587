"""Whether a job fits into this computer's memory, said before it starts."""

from __future__ import annotations

import zipfile
from pathlib import Path

from .errors import InputError
from .progress import Progress
from .text import tr

#: Of all memory, the share from which other programs have to give way.
_MUCH = 0.5


def content_size(path: Path) -> int:
    """The bytes of a file, unpacked where it is a workbook; 0 where there is none."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return sum(each.file_size for each in archive.infolist())
        return path.stat().st_size
    except (OSError, zipfile.BadZipFile):
        return 0


def require_memory(needed: float, usable: float, progress: Progress) -> None:
    """Warns of a job that needs much of the memory, both in bytes.

    Raises InputError where it needs more than there is.
    """
    words = {"needed": _gigabytes(needed), "usable": _gigabytes(usable)}
    if needed > usable:
        raise InputError(
            tr(
                "This needs about {needed} GB of memory, and this computer has {usable} GB. Run it "
                "on a part of the data (one département, say), or on a larger computer.",
                **words,
            )
        )
    if needed > _MUCH * usable:
        progress.warn(
            tr(
                "This needs about {needed} of the {usable} GB of memory: close what else is open.",
                **words,
            )
        )


def _gigabytes(size: float) -> int:
    return round(size / 1e9)
