"""What can go wrong between this computer and a service, as sentences.

They name the host, never the whole address: a query may hold a key.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Any
from urllib.parse import urlsplit

from ..common.errors import InputError, MaillageError, ServiceError
from ..common.json_text import JsonError, read_json
from ..common.text import tr

#: Statuses of failures that may be over a moment later.
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})

#: How many characters of a service's explanation are quoted.
_QUOTED = 300


class FaultKind(Enum):
    """How a request can fail without an answer to it."""

    UNREACHABLE = auto()  # no connection: no such host, nobody there
    CERTIFICATE = auto()
    PROXY = auto()
    MALFORMED = auto()
    SILENT = auto()  # no sign of life in time
    SLOW = auto()  # signs of life, and too few
    LOST = auto()  # the connection broke, or the answer is not whole
    TOO_LARGE = auto()
    ENCODED = auto()
    ROUND = auto()  # from one address to the next
    ELSEWHERE = auto()  # to an address that is none of the web
    OTHER = auto()


_NEVER_SENT = {FaultKind.UNREACHABLE, FaultKind.CERTIFICATE, FaultKind.PROXY, FaultKind.MALFORMED}
_PASSING = {FaultKind.UNREACHABLE, FaultKind.SILENT, FaultKind.LOST}


class Fault(Exception):
    """A request failed; ``detail`` is what else its sentence says."""

    def __init__(self, kind: FaultKind, detail: str = "") -> None:
        super().__init__(kind.name, detail)
        self.kind, self.detail = kind, detail

    @property
    def may_pass(self) -> bool:
        """Whether it may succeed when tried again."""
        return self.kind in _PASSING

    @property
    def may_have_arrived(self) -> bool:
        """Whether the other side may have received the request nevertheless."""
        return self.kind not in _NEVER_SENT


def host_of(url: str) -> str:
    """The host of an address, with its port where it has one, without any password."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:  # brackets that do not close
        return ""


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


def failure(fault: Fault, url: str, read: float) -> MaillageError:
    """The sentence for a request that finally failed; ``read`` as for ``Transport.send``."""
    host, kind = host_of(url), fault.kind
    if kind is FaultKind.CERTIFICATE:
        text = tr(
            "The certificate of {host} could not be verified, so nothing was sent. Check the "
            "address and this computer's date. If your network inspects traffic, ask its "
            "administrators for their certificate and add it to the authorities in QGIS's "
            "options, page Authentication (outside QGIS, name it in REQUESTS_CA_BUNDLE).",
            host=host,
        )
    elif kind is FaultKind.PROXY:
        text = tr(
            "The proxy on the way to {host} refused or did not answer. "
            "Check the proxy in QGIS's options, page Network.",
            host=host,
        )
    elif kind is FaultKind.SILENT:
        text = tr(
            "{host} did not answer within {seconds} s. Run again later.", host=host, seconds=read
        )
    elif kind is FaultKind.SLOW:
        text = tr(
            "{host} answers so slowly that its answer would not come to an end. Run again later.",
            host=host,
        )
    elif kind is FaultKind.ROUND:
        text = tr("{host} sends from one address to the next. Check the address.", host=host)
    elif kind is FaultKind.TOO_LARGE:
        text = tr(
            "The answer of {host} is larger than {size} MB and was refused. Check the address.",
            host=host,
            size=fault.detail,
        )
    elif kind is FaultKind.ENCODED:
        text = tr(
            "{host} packs its answer in a way that was not asked for ({encoding}). Check the "
            "address.",
            host=host,
            encoding=fault.detail,
        )
    elif kind is FaultKind.LOST:
        text = tr("The answer of {host} is cut short each time. Run again later.", host=host)
    elif kind is FaultKind.UNREACHABLE:
        text = tr(
            "{host} cannot be reached. Check the address, the network connection, and the proxy "
            "in QGIS's options, page Network.",
            host=host,
        )
    elif kind is FaultKind.ELSEWHERE:
        text = tr(
            "{host} leads to an address that is neither http nor https, or the proxy is of a kind "
            "that is not supported (SOCKS). Check the address and the proxy in QGIS's options.",
            host=host,
        )
    elif kind is FaultKind.MALFORMED:
        text = tr("{host} cannot be asked: the address is malformed. Check it.", host=host)
    else:
        text = tr("{host} cannot be asked: {reason}.", host=host, reason=fault.detail)
    return ServiceError(text)


def uncertain(url: str, reason: str, status: int | None = None, body: bytes = b"") -> ServiceError:
    """For a request that may have arrived and may not be sent again."""
    text = tr(
        "{host} gave no sure answer ({reason}). What was sent may have arrived all the same, so it "
        "was not sent again: look there before you run this again.",
        host=host_of(url),
        reason=reason,
    )
    return ServiceError(text, status, _words(body), _code(body))


def reason_of(fault: Fault, read: float) -> str:
    """Why there is no sure answer, in a few words."""
    if fault.kind is FaultKind.SILENT:
        return tr("nothing within {seconds} s", seconds=read)
    return tr("the connection broke, or what came cannot be read")


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
        content = read_json(body)
    except JsonError:
        return {}
    return content if isinstance(content, dict) else {}


def _words(body: bytes) -> str:
    """The service's own explanation, when it is in JSON: pages of HTML do not help."""
    content = _said(body)
    inside = content.get("error")
    if isinstance(inside, str):
        return inside[:_QUOTED].strip().rstrip(".")
    content = inside if isinstance(inside, dict) else content
    words = [content.get("message"), *_list(content.get("detail"))]
    return "; ".join(str(word).strip() for word in words if word)[:_QUOTED].rstrip(". ")


def _code(body: bytes) -> int | None:
    """The service's own number for the error, where it gives one."""
    content = _said(body)
    inside = content.get("error")
    code = inside.get("code") if isinstance(inside, dict) else content.get("error_code")
    return code if isinstance(code, int) else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
