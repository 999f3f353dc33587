"""Asking a service: politely, patiently, and stopping as soon as the person says so."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

from ..common.errors import ServiceError
from ..common.progress import SILENT, Progress
from ..common.text import tr
from . import faults
from .exchange import LOOK, Answer, Exchange
from .gate import Gate, gate_of


@dataclass(frozen=True)
class Limits:
    """How a service is asked. Times in seconds; ``per_second`` counts requests.

    A passing fault is tried ``tries`` times in all, ``pause`` after the first and twice as long
    after each other one. A service that receives too much (HTTP 429) is left alone for as long as
    it says, but at least ``rest``; more than ``patience`` is an error.
    """

    per_second: float = 5
    connect: float = 10
    read: float = 60
    tries: int = 4
    pause: float = 1
    rest: float = 5
    patience: float = 300
    max_bytes: int = 200_000_000


class Client:
    """Asks one service; clients of the same ``service`` (the host when empty) share its queue."""

    def __init__(self, limits: Limits | None = None, service: str = "") -> None:
        self.limits = limits or Limits()
        self._service = service

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        into: BinaryIO | None = None,
        progress: Progress = SILENT,
    ) -> Answer:
        """What stands at ``url``, written to ``into`` when given (an open file that can seek).

        Raises InputError for what is no http(s) address, ServiceError, Cancelled.
        """
        return self._ask("GET", url, {"headers": dict(headers or {})}, into, progress)

    def post(
        self,
        url: str,
        fields: list[tuple[str, str]],
        files: Mapping[str, tuple[str, bytes, str]],
        progress: Progress = SILENT,
    ) -> Answer:
        """The answer to a form: ``fields``, and ``files`` by field (name, content, type).

        For questions only: the form may arrive twice. Raises as ``get``.
        """
        return self._ask("POST", url, {"data": fields, "files": dict(files)}, None, progress)

    def post_json(
        self,
        url: str,
        question: object,
        headers: Mapping[str, str] | None = None,
        progress: Progress = SILENT,
    ) -> Answer:
        """The answer to a question in JSON, whose type is sent without more words about it.

        For questions only: they may arrive twice. Raises as ``get``.
        """
        sent = {
            "data": json.dumps(question).encode(),
            "headers": {"Content-Type": "application/json", **(headers or {})},
        }
        return self._ask("POST", url, sent, None, progress)

    def _ask(
        self,
        method: str,
        url: str,
        sent: Mapping[str, Any],
        into: BinaryIO | None,
        progress: Progress,
    ) -> Answer:
        faults.refuse_other_schemes(url)
        limits, pause = self.limits, self.limits.pause
        for left in range(limits.tries - 1, -1, -1):
            self._wait_for_turn(url, progress)
            timeout = (limits.connect, limits.read)
            exchange = Exchange(method, url, sent, timeout, limits.max_bytes)
            try:
                answer = exchange.answer(into, progress)
                if answer.status < 300:
                    return answer
                self._rest(answer, url)
                if not left or answer.status not in faults.TRANSIENT:
                    raise faults.refusal(answer.status, url, answer.body)
            except (OSError, *faults.OTHERS) as error:  # those of requests are OSErrors
                if not left or not faults.is_transient(error):
                    raise faults.failure(error, url, limits.read) from error
            _sleep(pause, progress)
            pause *= 2
        raise AssertionError("the last try returns or raises")

    def _gate(self, url: str) -> Gate:
        return gate_of(self._service or faults.host_of(url))

    def _wait_for_turn(self, url: str, progress: Progress) -> None:
        while (seconds := self._gate(url).enter(self.limits.per_second)) > 0:
            _sleep(min(seconds, 1), progress)

    def _rest(self, answer: Answer, url: str) -> None:
        """Closes the queue for as long as the service asks; too long is a ServiceError."""
        asked = _retry_after(answer.headers)
        if answer.status != 429 and (asked is None or answer.status != 503):
            return
        rest = max(asked or 0, self.limits.rest)
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


def _sleep(seconds: float, progress: Progress) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        progress.step(0)
        time.sleep(min(left, LOOK))


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The header in seconds: it is a number, or a date."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
