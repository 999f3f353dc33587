"""The plain transport: ``requests``, with the proxy and the certificates that the system names."""

from __future__ import annotations

import os
import queue
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import requests
import urllib3
from requests.utils import get_environ_proxies

from .faults import Fault, FaultKind
from .proxies import is_this_machine
from .request import Request
from .transport import CHUNK, LOOK, Incoming

_MALFORMED = (
    requests.exceptions.InvalidURL,
    urllib3.exceptions.LocationParseError,
    UnicodeError,
)
#: Bytes that are waited for at once: of a slow connection, not too many to see that it goes on.
_PIECE = CHUNK // 4
#: The first row that fits an error, or one of its causes, says what happened.
_KINDS = (
    (ssl.SSLEOFError, FaultKind.LOST),  # after the handshake, as a rule
    ((requests.exceptions.SSLError, ssl.SSLError), FaultKind.CERTIFICATE),
    (_MALFORMED, FaultKind.MALFORMED),
    (requests.exceptions.ProxyError, FaultKind.PROXY),
    (requests.exceptions.ConnectTimeout, FaultKind.UNREACHABLE),
    ((requests.exceptions.ReadTimeout, urllib3.exceptions.ReadTimeoutError), FaultKind.SILENT),
    (urllib3.exceptions.NewConnectionError, FaultKind.UNREACHABLE),
    (requests.exceptions.InvalidSchema, FaultKind.ELSEWHERE),
    ((requests.exceptions.ConnectionError, urllib3.exceptions.HTTPError), FaultKind.LOST),
    (requests.exceptions.RequestException, FaultKind.MALFORMED),
    (OSError, FaultKind.LOST),
)


class RequestsTransport:
    """Keeps the cookies that it is given, for a redirect may want them."""

    def __init__(self) -> None:
        self._cookies = requests.cookies.RequestsCookieJar()

    @contextmanager
    def send(
        self, request: Request, connect: float, read: float, look: Callable[[], None]
    ) -> Iterator[Incoming]:
        """As ``Transport.send``."""
        exchange = _Exchange(request, (connect, read), self._cookies)
        exchange.start()
        try:
            response = exchange.next(look)
            headers = {name.lower(): value for name, value in response.headers.items()}
            yield Incoming(response.status_code, headers, exchange.pieces(look))
        finally:
            exchange.leave()


class _Exchange(threading.Thread):
    """The request runs in this thread: nothing else can be stopped while it waits for a socket.

    An exchange that nobody waits for any more ends at its next piece, or at its time-out.
    """

    def __init__(
        self,
        request: Request,
        timeout: tuple[float, float],
        cookies: requests.cookies.RequestsCookieJar,
    ) -> None:
        super().__init__(name="maillage-net", daemon=True)
        self._request, self._timeout, self._cookies = request, timeout, cookies
        self._arrived: queue.Queue[Any] = queue.Queue(16)  # the response, pieces, None or a fault
        self._left = threading.Event()
        self._has_begun = False  # the answer

    def next(self, look: Callable[[], None]) -> Any:
        """What arrives next."""
        while True:
            look()
            try:
                item = self._arrived.get(timeout=LOOK)
            except queue.Empty:
                continue
            if isinstance(item, Fault):
                raise item
            return item

    def pieces(self, look: Callable[[], None]) -> Iterator[bytes]:
        """The body, until its end."""
        while (piece := self.next(look)) is not None:
            yield piece

    def leave(self) -> None:
        """Marks that nobody waits for it any more."""
        self._left.set()

    def run(self) -> None:
        """Runs in the thread."""
        try:
            with requests.Session() as session:
                session.trust_env = False  # no password from a .netrc; proxies are said
                session.cookies = self._cookies
                self._hand_over(session)
        except Exception as error:  # passed on to the waiting thread
            fault = _fault(error)
            if self._has_begun and fault.kind is not FaultKind.SILENT:
                fault = Fault(FaultKind.LOST)
            self._give(fault)

    def _hand_over(self, session: requests.Session) -> None:
        with session.request(
            self._request.method,
            self._request.url,
            headers=dict(self._request.headers),
            data=self._request.body or None,
            timeout=self._timeout,
            proxies=_proxies_for(self._request.url),
            verify=os.environ.get("REQUESTS_CA_BUNDLE") or True,
            allow_redirects=False,
            stream=True,
        ) as response:
            self._has_begun = True
            going_on = self._give(response)
            for piece in response.raw.stream(_PIECE, decode_content=False) if going_on else ():
                if not self._give(piece):
                    return
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


def _proxies_for(url: str) -> dict[str, str]:
    return {} if is_this_machine(url) else get_environ_proxies(url)


def _fault(error: Exception) -> Fault:
    causes = list(_causes(error))
    for types, kind in _KINDS:
        if any(isinstance(cause, types) for cause in causes):
            return Fault(kind)
    return Fault(FaultKind.OTHER, str(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what it wraps: urllib3 keeps that in ``reason``, requests among its ``args``."""
    yield error
    for inner in (*error.args, getattr(error, "reason", None)):
        if isinstance(inner, BaseException):
            yield from _causes(inner)
