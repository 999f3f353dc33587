"""What is dear to compute again, kept piece by piece until its job has succeeded.

A job that was cancelled or killed finds the pieces that it had, and computes only the others.
"""

from __future__ import annotations

import hashlib
import os
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from .text import tr

#: Of a record: bytes of the piece's name, bytes of its content, checksum of both.
_HEAD = struct.Struct("<III")
_ENDING = ".journal"
_KEEP_SECONDS = 30 * 24 * 3600


class Journal:
    """The pieces of the job ``key``: whatever its result depends on, inputs' fingerprints included.

    Each run appends to a file of its own in ``folder`` and reads those of earlier ones, so that two
    at once do not mix; a record that was cut short is passed over. Files of any job older than 30
    days go. A folder that cannot be used is no error: nothing is kept, and ``fault`` says why.
    """

    def __init__(self, folder: str | Path, key: str) -> None:
        self._folder, self._key = Path(folder), hashlib.sha256(key.encode()).hexdigest()[:32]
        self._own = self._folder / f"{self._key}-{os.urandom(6).hex()}{_ENDING}"
        self.fault = ""
        self._earlier: list[Path] = []
        self._pieces: dict[str, bytes] = {}
        with suppress(OSError):  # no folder yet
            self._forget_old()
            self._earlier = sorted(self._folder.glob(f"{self._key}-*{_ENDING}"))
        for path in self._earlier:
            with suppress(OSError):  # another run has just succeeded, and removed it
                self._pieces.update(_records(path.read_bytes()))

    def __len__(self) -> int:
        return len(self._pieces)

    def get(self, piece: str) -> bytes | None:
        """The content of a piece, of this run or an earlier one; None when it is not there."""
        return self._pieces.get(piece)

    def put(self, piece: str, content: bytes) -> None:
        """Keeps a piece; once this returns, it outlives the program."""
        self._pieces[piece] = content
        body = piece.encode() + content
        head = _HEAD.pack(len(body) - len(content), len(content), zlib.crc32(body))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with open(self._own, "ab") as file:
                file.write(head + body)
        except OSError as error:
            self.fault = tr(
                "Results could not be kept in {folder} ({reason}): a run that stops before its "
                "end starts again from nothing.",
                folder=self._folder,
                reason=error.strerror or error,
            )

    def remove(self) -> None:
        """Forgets everything, once the job has succeeded."""
        self._pieces.clear()
        for path in (*self._earlier, self._own):
            with suppress(OSError):  # in use by another run: it goes when it is old
                path.unlink(missing_ok=True)

    def _forget_old(self) -> None:
        oldest = time.time() - _KEEP_SECONDS
        for path in self._folder.glob(f"*{_ENDING}"):
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()


def _records(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The whole records from the start on; what follows a damaged one cannot be found."""
    at = 0
    while at + _HEAD.size <= len(data):
        name, content, checksum = _HEAD.unpack_from(data, at)
        body = data[at + _HEAD.size : at + _HEAD.size + name + content]
        if len(body) < name + content or zlib.crc32(body) != checksum:
            return
        yield body[:name].decode(), body[name:]
        at += _HEAD.size + len(body)
