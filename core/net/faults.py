"""What can go wrong between here and a service, as sentences.

They name the host, never the whole address: a query may hold a key.
"""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import urlsplit

import requests
from requests import exceptions
from urllib3.exceptions import HTTPError

from ..common.errors import InputError, MaillageError, ServiceError
from ..common.text import tr

#: Statuses that may be gone a moment later.
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})

#: What a service says of a refusal is quoted up to here.
_QUOTED = 300


class TooLarge(Exception):
    """An answer is larger than agreed."""


class CutShort(Exception):
    """An answer ended before its announced length."""


#: Failures that are no OSErrors; requests lets some of its library through.
OTHERS = (TooLarge, CutShort, HTTPError)


def host_of(url: str) -> str:
    """The host of an address, with its port where it has one, without any password."""
    return urlsplit(url).netloc.rpartition("@")[2]


def refuse_other_schemes(url: str) -> None:
    """Raises InputError unless ``url`` is an http or https address with a host."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, brackets that do not close
        usable = False
    if not usable:
        raise InputError(
            tr(
                "This is no web address that can be read: {start}. "
                "Give one that starts with https:// or http://.",
                start=url.partition("?")[0].rpartition("@")[2][:80],
            )
        )


def is_transient(error: Exception) -> bool:
    """Whether a failed exchange may succeed when tried again."""
    if isinstance(error, exceptions.SSLError | exceptions.ProxyError):
        return False
    passing = (exceptions.ConnectionError, exceptions.Timeout, exceptions.ChunkedEncodingError)
    return isinstance(error, (*passing, exceptions.ContentDecodingError, CutShort))


def failure(error: Exception, url: str, read_timeout: float) -> MaillageError:
    """The sentence for an exchange that failed for good."""
    host = host_of(url)
    if isinstance(error, exceptions.SSLError):
        text = tr(
            "The certificate of {host} could not be verified, so nothing was sent. Check the "
            "address and this computer's date. If your network inspects traffic, ask its "
            "administrators for their certificate and name it in REQUESTS_CA_BUNDLE.",
            host=host,
        )
    elif isinstance(error, exceptions.ProxyError):
        text = tr(
            "The proxy on the way to {host} refused or did not answer. "
            "Check the proxy in QGIS's options, page Network.",
            host=host,
        )
    elif isinstance(error, exceptions.ReadTimeout):
        text = tr(
            "{host} did not answer within {seconds} s. Run again later.",
            host=host,
            seconds=read_timeout,
        )
    elif isinstance(error, exceptions.TooManyRedirects):
        text = tr("{host} sends from one address to the next. Check the address.", host=host)
    elif isinstance(error, TooLarge):
        text = tr(
            "The answer of {host} is larger than {size} MB and was refused. Check the address.",
            host=host,
            size=error.args[0] // 1_000_000,
        )
    elif isinstance(
        error, CutShort | exceptions.ChunkedEncodingError | exceptions.ContentDecodingError
    ):
        text = tr("The answer of {host} is cut short each time. Run again later.", host=host)
    elif isinstance(error, exceptions.ConnectionError):
        text = tr(
            "{host} cannot be reached. Check the address, the network connection, and the proxy "
            "in QGIS's options, page Network.",
            host=host,
        )
    elif isinstance(error, exceptions.InvalidSchema):
        text = tr(
            "{host} leads to an address that is neither http nor https, or the proxy is of a kind "
            "that is not supported (SOCKS). Check the address and the proxy in QGIS's options.",
            host=host,
        )
    elif isinstance(error, requests.RequestException):
        text = tr("{host} cannot be asked: the address is malformed. Check it.", host=host)
    else:
        text = tr("{host} cannot be asked: {reason}.", host=host, reason=error)
    return ServiceError(text)


def refusal(status: int, url: str, body: bytes) -> ServiceError:
    """The sentence for an answer of ``status`` 300 or more."""
    host, words = host_of(url), _words(body)
    if status in (401, 403, 407):
        text = tr(
            "{host} refuses access (HTTP {status}). Check the address, and the key or password "
            "if it needs one.",
            host=host,
            status=status,
        )
    elif status in (404, 410):
        text = tr(
            "{host} has nothing at this address (HTTP {status}). Check it.", **_at(host, status)
        )
    elif status == 429:
        text = tr(
            "{host} receives too many requests from this network (HTTP {status}). Wait a few "
            "minutes and run again.",
            **_at(host, status),
        )
    elif status < 400:
        text = tr("{host} has moved (HTTP {status}). Check the address.", **_at(host, status))
    elif status < 500:
        text = tr(
            "{host} refuses the request (HTTP {status}): {words}. "
            "Check the address and what is sent.",
            host=host,
            status=status,
            words=words or tr("no reason given"),
        )
    else:
        text = tr(
            "{host} is out of order for now (HTTP {status}). Run again later.", **_at(host, status)
        )
    return ServiceError(text, status, words, _code(body))


def _at(host: str, status: int) -> dict[str, object]:
    return {"host": host, "status": status}


def _said(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _words(body: bytes) -> str:
    """What the service says itself, when it says it in JSON: pages of HTML help nobody."""
    said = _said(body)
    inside = said.get("error")
    if isinstance(inside, str):
        return inside[:_QUOTED].strip().rstrip(".")
    said = inside if isinstance(inside, dict) else said
    words = [said.get("message"), *_list(said.get("detail"))]
    return "; ".join(str(word).strip() for word in words if word)[:_QUOTED].rstrip(". ")


def _code(body: bytes) -> int | None:
    """The service's own number for the error, where it gives one."""
    said = _said(body)
    inside = said.get("error")
    code = inside.get("code") if isinstance(inside, dict) else said.get("error_code")
    return code if isinstance(code, int) else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def verification() -> str | bool:
    """How certificates are verified: always, against one's own file where the system names one."""
    return os.environ.get("REQUESTS_CA_BUNDLE") or True
