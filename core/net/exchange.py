"""One request and its answer, that a cancel ends at once."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import requests

from ..common.errors import OutputError
from ..common.progress import Progress
from ..common.text import tr
from .faults import CutShort, TooLarge, verification
from .proxies import proxies_for

_AGENT = "Maillage (QGIS plugin)"
_CHUNK = 1 << 16
#: Seconds between two looks at whether the person cancelled.
LOOK = 0.1


@dataclass(frozen=True)
class Answer:
    """What a service answered. ``url`` is where it came from in the end; ``body`` is empty when it
    was written to a file instead."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Exchange(threading.Thread):
    """The request runs in this thread: nothing else can be stopped while it waits for a socket.

    One that nobody waits for any more ends at its next chunk, or when its time is up.
    ``sent`` is what ``requests`` is given; ``timeout`` (s) to connect and between two pieces.
    """

    def __init__(
        self,
        method: str,
        url: str,
        sent: Mapping[str, Any],
        timeout: tuple[float, float],
        max_bytes: int,
    ) -> None:
        super().__init__(name="maillage-net", daemon=True)
        self._method, self._url, self._sent, self._timeout = method, url, sent, timeout
        self._max_bytes = max_bytes
        self._arrived: queue.Queue[Any] = queue.Queue(16)  # the response, chunks, None or an error
        self._left = threading.Event()

    def answer(self, into: BinaryIO | None, progress: Progress) -> Answer:
        """The answer, once it is there whole; a good one's body goes ``into`` a file when given.

        Raises what requests raises, CutShort, TooLarge, OutputError, Cancelled.
        """
        self.start()
        try:
            response = self._next(progress, 0)
            body = self._body(response, into if response.status_code < 300 else None, progress)
            return Answer(response.url, response.status_code, response.headers, body)
        finally:
            self._left.set()

    def _next(self, progress: Progress, share: float) -> Any:
        while True:
            progress.step(share)
            try:
                item = self._arrived.get(timeout=LOOK)
            except queue.Empty:
                continue
            if isinstance(item, Exception):
                raise item
            return item

    def _body(
        self, response: requests.Response, into: BinaryIO | None, progress: Progress
    ) -> bytes:
        if into is not None:
            into.seek(0)
            into.truncate()
        length, received, chunks = _length(response), 0, []
        for chunk in self._chunks(progress, length):
            received += len(chunk)
            if received > self._max_bytes:
                raise TooLarge(self._max_bytes)
            if into is None:
                chunks.append(chunk)
            else:
                _write(into, chunk)
        return b"".join(chunks)

    def _chunks(self, progress: Progress, length: int) -> Iterator[bytes]:
        received = 0
        while (chunk := self._next(progress, received / length if length else 0)) is not None:
            received += len(chunk)
            yield chunk

    def run(self) -> None:
        """In the thread."""
        try:
            with requests.Session() as session:
                session.trust_env = False  # no password from a .netrc; proxies are said
                session.max_redirects = 5
                self._hand_over(session)
        except Exception as error:  # told to the one who waits
            self._give(error)

    def _hand_over(self, session: requests.Session) -> None:
        with session.request(
            self._method,
            self._url,
            timeout=self._timeout,
            proxies=proxies_for(self._url),
            verify=verification(),
            allow_redirects=self._method == "GET",  # a form would arrive empty
            stream=True,
            **{**self._sent, "headers": {"User-Agent": _AGENT, **self._sent.get("headers", {})}},
        ) as response:
            going_on = self._give(response)
            for chunk in response.iter_content(_CHUNK) if going_on else ():
                if not self._give(chunk):
                    return
            if response.raw.tell() < _length(response):
                raise CutShort
            self._give(None)

    def _give(self, item: Any) -> bool:
        """Hands an item over; False when nobody waits for it any more."""
        while not self._left.is_set():
            try:
                self._arrived.put(item, timeout=LOOK)
                return True
            except queue.Full:
                pass
        return False


def _length(response: requests.Response) -> int:
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isdecimal() else 0


def _write(into: BinaryIO, chunk: bytes) -> None:
    try:
        into.write(chunk)
        into.flush()  # here, not when the file is closed, a full disk is told
    except OSError as error:
        raise OutputError(
            tr(
                "The answer cannot be kept: {reason}. Make room on the disk and run again.",
                reason=error.strerror or error,
            )
        ) from error
