"""The body of an answer: taken as it arrives, unpacked and counted here."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from ..common.errors import OutputError
from ..common.progress import Progress
from ..common.text import tr
from .faults import Fault, FaultKind
from .transport import CHUNK, Incoming

#: The encoding asked for, so that every answer can be unpacked here, piece by piece.
ACCEPTED = "gzip"
_GZIP_WINDOW = 31


class Receiver:
    """Takes one answer's body; ``look`` is what a transport calls while it waits."""

    def __init__(self, progress: Progress, max_bytes: int) -> None:
        self._progress, self._max_bytes = progress, max_bytes
        self._share = 0.0

    def look(self) -> None:
        """Raises Cancelled if the person asked for it."""
        self._progress.step(self._share)

    def take(self, incoming: Incoming, into: BinaryIO | None) -> bytes:
        """The unpacked body; empty when it went ``into`` a file.

        Raises Fault for a body that is cut short, cannot be unpacked, or has more than the agreed
        number of bytes, packed or not; OutputError, Cancelled.
        """
        encoding = incoming.headers.get("content-encoding", "").strip().lower()
        pieces = self._counted(incoming)
        if encoding in ("gzip", "x-gzip"):
            pieces = _unpacked(pieces)
        elif encoding not in ("", "identity"):
            raise Fault(FaultKind.ENCODED, encoding)
        if into is not None:
            into.seek(0)
            into.truncate()
        size, chunks = 0, []
        for piece in pieces:
            size += len(piece)
            self._refuse_larger(size)
            if into is None:
                chunks.append(piece)
            else:
                _write(into, piece)
        return b"".join(chunks)

    def _counted(self, incoming: Incoming) -> Iterator[bytes]:
        announced, received = incoming.headers.get("content-length", ""), 0
        length = int(announced) if announced.isdecimal() else 0
        for piece in incoming.pieces:
            received += len(piece)
            self._refuse_larger(received)
            self._share = received / length if length else 0
            self.look()
            yield piece
        if received < length:
            raise Fault(FaultKind.LOST)

    def _refuse_larger(self, size: int) -> None:
        if size > self._max_bytes:
            raise Fault(FaultKind.TOO_LARGE, str(self._max_bytes // 1_000_000))


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The content of a gzip stream, never more than a chunk at a time, however large a piece
    unpacks to."""
    unpacker = None  # several streams in a row are one content
    for piece in pieces:
        packed, goes_on = piece, True
        while goes_on:
            unpacker = unpacker or zlib.decompressobj(_GZIP_WINDOW)
            try:
                chunk = unpacker.decompress(packed, CHUNK)
            except zlib.error as error:
                raise Fault(FaultKind.LOST) from error
            yield chunk
            if unpacker.eof:
                packed, unpacker = unpacker.unused_data, None
                goes_on = bool(packed)
            else:
                packed = unpacker.unconsumed_tail
                goes_on = bool(packed) or len(chunk) == CHUNK
    if unpacker:
        raise Fault(FaultKind.LOST)


def _write(into: BinaryIO, chunk: bytes) -> None:
    try:
        into.write(chunk)
        into.flush()  # a full disk is reported here, not when the file is closed
    except OSError as error:
        raise OutputError(
            tr(
                "The answer cannot be kept: {reason}. Make room on the disk and run again.",
                reason=error.strerror or error,
            )
        ) from error
