"""What is asked of a service, and what it answers, as values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

#: Idempotent methods: a second request changes nothing more (RFC 9110, 9.2.2).
_IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE"})


@dataclass(frozen=True)
class Request:
    """One request.

    ``repeatable``: it may arrive twice, because it changes nothing on the other side; always so for
    GET, HEAD, PUT and DELETE. ``signed``: whether it carries the key that the transport holds.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    repeatable: bool = False
    signed: bool = True

    @property
    def may_arrive_twice(self) -> bool:
        """Whether it is sent again when it may have arrived already."""
        return self.repeatable or self.method in _IDEMPOTENT


@dataclass(frozen=True)
class Answer:
    """What a service answered. ``url`` is where it came from in the end; ``headers`` go by their
    names in lower case; ``body`` is empty when it was written to a file instead."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def json_request(
    method: str,
    url: str,
    value: object,
    headers: Mapping[str, str] | None = None,
    repeatable: bool = False,
) -> Request:
    """A request whose body is ``value`` in JSON; its content type is sent without parameters."""
    kind = {"Content-Type": "application/json"}
    return Request(method, url, kind | dict(headers or {}), json.dumps(value).encode(), repeatable)


def form(
    url: str,
    fields: list[tuple[str, str]],
    files: Mapping[str, tuple[str, bytes, str]],
    repeatable: bool = False,
) -> Request:
    """A POST of a form: ``fields``, and ``files`` by field (name, content, type)."""
    from urllib3.filepost import encode_multipart_formdata

    body, kind = encode_multipart_formdata([*fields, *files.items()])
    return Request("POST", url, {"Content-Type": kind}, body, repeatable)
