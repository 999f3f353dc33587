"""The body of an answer: taken as it arrives, unpacked and counted here."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ..common.errors import OutputError
from ..common.number_text import whole_in
from ..common.progress import Progress
from ..common.text import tr
from .faults import Fault, FaultKind
from .transport import CHUNK, Incoming

#: The encoding asked for, so that every answer can be unpacked here, piece by piece.
ACCEPTED = "gzip"
_GZIP_WINDOW = 31


@dataclass(frozen=True)
class Patience:
    """How long one exchange may take, in seconds, and how little may arrive meanwhile.

    ``begin``: until the headers are there, however they trickle; ``total``: in all. Of a body at
    least ``bytes_each`` arrive in each ``span``: one byte every few seconds would never end.
    """

    begin: float
    total: float
    span: float
    bytes_each: int


class Receiver:
    """Takes one answer's body; ``look`` is what a transport calls while it waits."""

    def __init__(self, progress: Progress, max_bytes: int, patience: Patience) -> None:
        self._progress, self._max_bytes, self._patience = progress, max_bytes, patience
        self._share = 0.0
        self._start = time.monotonic()
        # Of the present span: when it began, and how many bytes it has brought; None before a body.
        self._span: tuple[float, int] | None = None

    def look(self) -> None:
        """Raises Cancelled if the person asked for it, Fault for an exchange that takes too
        long."""
        self._progress.step(self._share)
        now, patience = time.monotonic(), self._patience
        allowed = patience.begin if self._span is None else patience.total
        if now - self._start > allowed:
            raise Fault(FaultKind.SLOW)
        if self._span is not None and now - self._span[0] > patience.span:
            if self._span[1] < patience.bytes_each:
                raise Fault(FaultKind.SLOW)
            self._span = now, 0

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
        received, length = 0, max(whole_in(incoming.headers.get("content-length", "")) or 0, 0)
        self._span = time.monotonic(), 0
        for piece in incoming.pieces:
            received += len(piece)
            self._span = self._span[0], self._span[1] + len(piece)
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
