"""The transport of QGIS: its proxy, its certificates, its authentication configurations."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEventLoop, QIODevice, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..common.errors import InputError
from ..common.text import tr
from ..net.faults import Fault, FaultKind
from ..net.proxies import is_this_machine
from ..net.request import Request
from ..net.transport import CHUNK, LOOK, Incoming

_ERRORS = QNetworkReply.NetworkError
#: Every other error means that the connection broke: whatever was sent may have arrived.
_KINDS = {
    _ERRORS.ConnectionRefusedError: FaultKind.UNREACHABLE,
    _ERRORS.HostNotFoundError: FaultKind.UNREACHABLE,
    _ERRORS.TimeoutError: FaultKind.SILENT,
    _ERRORS.OperationCanceledError: FaultKind.SILENT,  # by QGIS, whose patience is shorter
    _ERRORS.SslHandshakeFailedError: FaultKind.CERTIFICATE,
    _ERRORS.ProxyConnectionRefusedError: FaultKind.PROXY,
    _ERRORS.ProxyNotFoundError: FaultKind.PROXY,
    _ERRORS.ProxyTimeoutError: FaultKind.SILENT,
    _ERRORS.ProxyAuthenticationRequiredError: FaultKind.PROXY,
    _ERRORS.ProtocolUnknownError: FaultKind.ELSEWHERE,
}
_ATTRIBUTES = QNetworkRequest.Attribute
#: A person's clicks wait until the answer is there; the progress lets them through as it wishes.
_NO_CLICKS = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
#: What Qt reads ahead of whoever takes the pieces, in bytes.
_AHEAD = 16 * CHUNK


class QgisTransport:
    """Sends from whichever thread calls, in an event loop of that thread.

    The main one must be alive meanwhile: there QGIS asks what to think of an unknown certificate.
    Qt reads the answers to all that a thread asks in one other, and a "size" of many megabytes
    before a chunk keeps that busy (half a second a megabyte), however soon it is given up here.
    ``authcfg``: the authentication configuration that requests are signed with, "" for none.
    """

    def __init__(self, authcfg: str = "") -> None:
        self._authcfg = authcfg

    @contextmanager
    def send(
        self, request: Request, connect: float, read: float, look: Callable[[], None]
    ) -> Iterator[Incoming]:
        """As ``Transport.send``; raises InputError too, for a configuration that gives no key.

        Qt says of no connection when it is made: the first sign of life has ``connect`` and
        ``read`` together.
        """
        manager = QgsNetworkAccessManager.instance()
        authcfg = self._authcfg if request.signed else ""
        with _this_machine_direct(manager, request.url):
            body = _Once(request.body)  # must live as long as the reply
            reply = _start(manager, request, body, authcfg)
            waiting = _Waiting(reply, look)
            try:
                waiting.until(lambda: _status(reply) is not None, connect + read)
                if _status(reply) is None:
                    raise _fault(reply)
                yield Incoming(_status(reply), _headers(reply), _pieces(reply, waiting, read))
            finally:
                waiting.end()
                reply.abort()
                sip.delete(reply)  # a thread without a loop would never come to deleting it later


def _start(
    manager: QgsNetworkAccessManager, request: Request, body: _Once, authcfg: str
) -> QNetworkReply:
    asked = _network_request(request, authcfg)
    if request.method in ("GET", "HEAD"):
        reply = manager.get(asked) if request.method == "GET" else manager.head(asked)
    elif request.may_arrive_twice:
        reply = manager.sendCustomRequest(asked, request.method.encode(), request.body)
    else:
        asked.setAttribute(_ATTRIBUTES.DoNotBufferUploadDataAttribute, True)
        asked.setHeader(QNetworkRequest.KnownHeaders.ContentLengthHeader, len(request.body))
        reply = manager.sendCustomRequest(asked, request.method.encode(), body)
    reply.setReadBufferSize(_AHEAD)
    for timer in reply.findChildren(QTimer, "timeoutTimer"):  # that of QGIS: ours are given
        timer.stop()
    if authcfg:
        QgsApplication.authManager().updateNetworkReply(reply, authcfg)
    return reply


def _network_request(request: Request, authcfg: str) -> QNetworkRequest:
    """Neither from QGIS's cache nor into it, and led nowhere else by Qt."""
    asked = QNetworkRequest(QUrl(request.url))
    for attribute, value in (
        (_ATTRIBUTES.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork),
        (
            _ATTRIBUTES.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.ManualRedirectPolicy,
        ),
    ):
        asked.setAttribute(attribute, int(getattr(value, "value", value)))
    asked.setAttribute(_ATTRIBUTES.CacheSaveControlAttribute, False)
    for name, value in request.headers.items():  # Accept-Encoding too: Qt then unpacks nothing
        asked.setRawHeader(name.encode(), value.encode("utf-8"))
    if not authcfg:
        return asked
    manager = QgsApplication.authManager()
    is_signed, asked = (
        (False, asked) if manager.isDisabled() else manager.updateNetworkRequest(asked, authcfg)
    )
    if not is_signed:
        raise InputError(
            tr(
                "The authentication configuration {authcfg} cannot be used. Check it in QGIS's "
                "options, page Authentication, and give QGIS's master password (without a window: "
                "the file that QGIS_AUTH_PASSWORD_FILE names).",
                authcfg=authcfg,
            )
        )
    return asked


class _Once(QIODevice):
    """A body that cannot be read again.

    When a connection breaks before the answer, Qt sends a request again, up to three times and
    whatever its verb, unless its body cannot be had twice.
    """

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self._left = body
        self.open(QIODevice.OpenModeFlag.ReadOnly)

    def isSequential(self) -> bool:
        return True

    def reset(self) -> bool:
        return False

    def bytesAvailable(self) -> int:
        return len(self._left) + super().bytesAvailable()

    def readData(self, size: int) -> bytes:
        piece, self._left = self._left[:size], self._left[size:]
        return piece


class _Waiting:
    """Lets Qt work until something is there, with a look at the person every now and then."""

    def __init__(self, reply: QNetworkReply, look: Callable[[], None]) -> None:
        self._reply, self._look = reply, look
        self._loop, self._timer = QEventLoop(), QTimer()
        self._timer.timeout.connect(self._loop.quit)
        for signal in (reply.metaDataChanged, reply.readyRead, reply.finished):
            signal.connect(self._loop.quit)
        self._timer.start(int(1000 * LOOK / 2))

    def end(self) -> None:
        """In the thread of its timer, wherever what is left of it goes."""
        self._timer.stop()

    def until(self, is_there: Callable[[], Any], seconds: float) -> None:
        """Returns once it is there, or the reply is finished. Raises Fault after ``seconds``."""
        end = time.monotonic() + seconds
        while not (is_there() or self._reply.isFinished()):
            self._look()
            if time.monotonic() > end:
                raise Fault(FaultKind.SILENT)
            self._loop.exec(_NO_CLICKS)


def _pieces(reply: QNetworkReply, waiting: _Waiting, read: float) -> Iterator[bytes]:
    while True:
        waiting.until(reply.bytesAvailable, read)
        piece = bytes(reply.read(CHUNK) or b"")  # None once it is finished
        if piece:
            yield piece
        elif reply.isFinished():
            break
    # Of a refusal, Qt makes an error too.
    if reply.error() != _ERRORS.NoError and _status(reply) < 400:
        raise _fault(reply)


def _status(reply: QNetworkReply) -> int | None:
    return reply.attribute(_ATTRIBUTES.HttpStatusCodeAttribute)


def _headers(reply: QNetworkReply) -> dict[str, str]:
    return {
        bytes(name).decode("latin-1").lower(): bytes(value).decode("latin-1")
        for name, value in reply.rawHeaderPairs()
    }


def _fault(reply: QNetworkReply) -> Fault:
    return Fault(_KINDS.get(reply.error(), FaultKind.LOST))


@contextmanager
def _this_machine_direct(manager: QgsNetworkAccessManager, url: str) -> Iterator[None]:
    """No proxy on the way to a service on this machine, as long as it is asked."""
    if not is_this_machine(url):
        yield
        return
    proxy, excluded, direct = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    here = "://".join(urlsplit(url)[:2])
    manager.setFallbackProxyAndExcludes(proxy, excluded, [*direct, here])
    try:
        yield
    finally:
        manager.setFallbackProxyAndExcludes(proxy, excluded, direct)
