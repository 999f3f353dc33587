"""Asking a service: politely, patiently, and stopping as soon as the person says so."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

from ..common.errors import InputError, ServiceError
from ..common.progress import SILENT, Progress
from ..common.text import tr
from . import faults
from .body import ACCEPTED, Patience, Receiver
from .faults import Fault, FaultKind
from .gate import Gate, gate_of
from .request import Answer, Request
from .transport import LOOK, Transport

#: What goes with every request, unless the request says otherwise.
_STANDING = {"User-Agent": "Maillage (QGIS plugin)", "Accept": "*/*", "Accept-Encoding": ACCEPTED}
#: Seconds that stand for all longer ones.
_FOREVER = 1e9
#: How many times a GET follows a redirect.
_REDIRECTS = 5


@dataclass(frozen=True)
class Limits:
    """How a service is asked. Times in seconds; ``per_second`` counts requests.

    A passing fault is tried ``tries`` times in all, ``pause`` after the first and twice as long
    after each other one. A service that receives too much (HTTP 429) is left alone for as long as
    it says, but at least ``rest``; more than ``patience`` is an error. ``max_bytes`` of a body,
    packed or not. One exchange ends after ``total``, whatever arrives, and where a ``span`` brings
    fewer than ``span_bytes`` of a body.
    """

    per_second: float = 5
    connect: float = 10
    read: float = 60
    tries: int = 4
    pause: float = 1
    rest: float = 5
    patience: float = 300
    max_bytes: int = 200_000_000
    total: float = 1800
    span: float = 60
    span_bytes: int = 3000


class Client:
    """Asks one service by ``transport`` (the plain one when None).

    Clients of the same ``service`` (the host when empty) share its queue.
    """

    def __init__(
        self, limits: Limits | None = None, service: str = "", transport: Transport | None = None
    ) -> None:
        self.limits = limits or Limits()
        self._service = service
        self._transport = transport or _plain_transport()

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        into: BinaryIO | None = None,
        progress: Progress = SILENT,
    ) -> Answer:
        """What stands at ``url``: as ``ask``."""
        return self.ask(Request("GET", url, headers or {}), into, progress)

    def ask(
        self, request: Request, into: BinaryIO | None = None, progress: Progress = SILENT
    ) -> Answer:
        """The answer to ``request``, of a status below 300.

        Its body is written to ``into`` when given (an open file that can seek). A request that may
        not arrive twice is sent again only where it certainly did not arrive: no connection was
        made, or the service says when to come back. Raises InputError for what is no http(s)
        address, ServiceError, Cancelled.
        """
        faults.refuse_other_schemes(request.url)
        pause = self.limits.pause
        for tries_left in range(self.limits.tries - 1, -1, -1):
            self._wait_for_turn(request.url, progress)
            try:
                answer = self._follow(request, into, progress)
            except Fault as fault:
                if not tries_left or not _is_worth_another_try(request, fault):
                    raise self._failure(request, fault) from fault
            else:
                if answer.status < 300:
                    return answer
                self._rest(answer, request.url)
                if not tries_left or not _is_passing(request, answer):
                    raise _refusal(request, answer)
            _sleep(pause, progress)
            pause *= 2
        raise AssertionError("the last try returns or raises")

    def _follow(self, request: Request, into: BinaryIO | None, progress: Progress) -> Answer:
        """The answer, after the redirects of a GET; other methods are not redirected: their content
        would be lost."""
        for _ in range(_REDIRECTS + 1):
            answer = self._once(request, into, progress)
            place = answer.headers.get("location")
            if request.method != "GET" or not 300 < answer.status < 400 or not place:
                return answer
            request = _led_on(request, place)
        raise Fault(FaultKind.ROUND)

    def _once(self, request: Request, into: BinaryIO | None, progress: Progress) -> Answer:
        limits = self.limits
        patience = Patience(
            2 * (limits.connect + limits.read), limits.total, limits.span, limits.span_bytes
        )
        receiver = Receiver(progress, limits.max_bytes, patience)
        sent = replace(request, headers=_STANDING | dict(request.headers))
        with self._transport.send(sent, limits.connect, limits.read, receiver.look) as incoming:
            body = b""
            if request.method != "HEAD":  # its headers announce a body that it does not have
                body = receiver.take(incoming, into if incoming.status < 300 else None)
            return Answer(request.url, incoming.status, incoming.headers, body)

    def _failure(self, request: Request, fault: Fault) -> Exception:
        read = self.limits.read
        if fault.may_have_arrived and not request.may_arrive_twice:
            return faults.uncertain(request.url, faults.reason_of(fault, read))
        return faults.failure(fault, request.url, read)

    def _gate(self, url: str) -> Gate:
        return gate_of(self._service or faults.host_of(url))

    def _wait_for_turn(self, url: str, progress: Progress) -> None:
        while (seconds := self._gate(url).enter(self.limits.per_second)) > 0:
            _sleep(min(seconds, 1), progress)

    def _rest(self, answer: Answer, url: str) -> None:
        """Closes the queue for as long as the service asks; too long is a ServiceError."""
        seconds_asked = _retry_after(answer.headers)
        if answer.status != 429 and (seconds_asked is None or answer.status != 503):
            return
        rest = max(seconds_asked or 0, self.limits.rest)
        if rest > self.limits.patience:
            raise ServiceError(
                tr(
                    "{host} asks to be left alone for {minutes} min (HTTP {status}). Run again "
                    "then.",
                    host=faults.host_of(url),
                    minutes=round(rest / 60),
                    status=answer.status,
                ),
                answer.status,
            )
        self._gate(url).close(rest)


def _plain_transport() -> Transport:
    from .requests_transport import RequestsTransport  # inside QGIS its libraries are not needed

    return RequestsTransport()


def _is_worth_another_try(request: Request, fault: Fault) -> bool:
    return fault.may_pass and (request.may_arrive_twice or not fault.may_have_arrived)


def _is_passing(request: Request, answer: Answer) -> bool:
    """Whether a refusal may be over a moment later, and the request had no effect."""
    if request.may_arrive_twice:
        return answer.status in faults.TRANSIENT
    return answer.status in (429, 503) and _retry_after(answer.headers) is not None


def _refusal(request: Request, answer: Answer) -> ServiceError:
    """A service that fails (500 and above) may nevertheless have done what it was asked."""
    if answer.status >= 500 and not (request.may_arrive_twice or _is_passing(request, answer)):
        return faults.uncertain(request.url, f"HTTP {answer.status}", answer.status, answer.body)
    return faults.refusal(answer.status, request.url, answer.body)


def _led_on(request: Request, place: str) -> Request:
    """The request to where an answer redirects; secrets are sent only to the host they were meant
    for."""
    try:
        url = urljoin(request.url, place.encode("latin-1").decode("utf-8", "replace"))
        faults.refuse_other_schemes(url)
    except (InputError, ValueError):
        raise Fault(FaultKind.ELSEWHERE) from None
    if urlsplit(url)[:2] == urlsplit(request.url)[:2]:
        return replace(request, url=url)
    return replace(request, url=url, headers={}, signed=False)


def _sleep(seconds: float, progress: Progress) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        progress.step(0)
        time.sleep(min(left, LOOK))


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The header in seconds: it is a number, or a date."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return min(float(text), _FOREVER)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
