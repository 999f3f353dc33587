"""What each transport owes the client, and what that of QGIS adds, with real servers."""

from __future__ import annotations

import base64
import gzip
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from authentication import manager, stored
from loopback import Handler, Server, ok
from maillage.core.common.errors import Cancelled, InputError, ServiceError
from maillage.core.common.progress import Progress
from maillage.core.inputs.qgis_transport import QgisTransport
from maillage.core.net.client import Client, Limits
from maillage.core.net.request import Request, form, json_request
from maillage.core.net.requests_transport import RequestsTransport
from qgis.core import QgsApplication, QgsNetworkAccessManager, QgsSettings, QgsTask
from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkRequest, QSslCertificate
from routers import KEY

HASTY = Limits(per_second=1000, connect=1, read=1, tries=3, pause=0.01, rest=0.1)
MakeClient = Callable[..., Client]
Call = Callable[[], Any]


@pytest.fixture(params=["plain", "qgis"])
def client(request: pytest.FixtureRequest, qgis_app: QgsApplication) -> MakeClient:
    """Makes an impatient client that uses one transport or the other."""
    kind = RequestsTransport if request.param == "plain" else QgisTransport
    return lambda limits=HASTY: Client(limits, transport=kind())


@pytest.fixture
def qgis(qgis_app: QgsApplication) -> MakeClient:
    """Makes an impatient client that goes through QGIS, signed when asked to be."""
    return lambda authcfg="": Client(HASTY, transport=QgisTransport(authcfg))


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def closed(handler: Handler) -> None:
    """The request arrived; no answer comes."""
    handler.close_connection = True


def silent(handler: Handler) -> None:
    time.sleep(3)


def cut_short(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"only this")
    handler.close_connection = True


# What may arrive twice, and what may not


@pytest.mark.parametrize("body", [b"hello", b"", bytes(300_000)], ids=["small", "empty", "large"])
@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize("fault", [closed, cut_short], ids=["closed", "cut"])
def test_what_may_not_arrive_twice_does_not(
    server: Server, client: MakeClient, method: str, body: bytes, fault: Any
) -> None:
    server.replies = [fault]
    with pytest.raises(ServiceError, match="may have arrived all the same"):
        client().ask(Request(method, server.url, body=body))
    time.sleep(0.1)  # Qt would send it again at once
    assert server.sent == [(method, body)]


def test_nor_after_a_silence(server: Server, client: MakeClient) -> None:
    server.replies = [silent]
    with pytest.raises(ServiceError, match=r"nothing within 0\.2 s\)"):
        client(Limits(connect=0.2, read=0.2, tries=3, pause=0.01)).ask(
            json_request("POST", server.url, {"a": 1})
        )
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_nor_when_the_service_stumbles(server: Server, client: MakeClient, status: int) -> None:
    server.replies = [(status, {}, b'{"message": "Oops"}')]
    with pytest.raises(ServiceError, match=rf"\(HTTP {status}\).*may have arrived") as caught:
        client().ask(json_request("POST", server.url, {}))
    assert (caught.value.status, caught.value.answer) == (status, "Oops")
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_it_is_sent_again_when_the_service_says_when(
    server: Server, client: MakeClient, status: int
) -> None:
    server.replies = [(status, {"Retry-After": "0"}, b""), ok(b"made")]
    assert client().ask(json_request("POST", server.url, {"a": 1})).body == b"made"
    assert server.sent == [("POST", b'{"a": 1}')] * 2


def test_a_refusal_is_no_uncertainty(server: Server, client: MakeClient) -> None:
    server.replies = [(422, {}, b'{"message": "Reference already exists"}')]
    with pytest.raises(ServiceError, match="Reference already exists") as caught:
        client().ask(json_request("POST", server.url, {}))
    assert "may have arrived" not in str(caught.value)


def test_it_is_sent_again_where_nobody_was_there(client: MakeClient) -> None:
    """Refused connections first: whoever comes late gets it once."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        got = []

        def open_late() -> None:
            time.sleep(0.4)
            door.listen()
            visitor, _ = door.accept()
            got.append(visitor.recv(10_000))
            visitor.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\nmade")
            visitor.close()

        threading.Thread(target=open_late, daemon=True).start()
        patient = Limits(per_second=1000, connect=1, read=1, tries=4, pause=0.1)
        answer = client(patient).ask(
            json_request("POST", f"http://127.0.0.1:{door.getsockname()[1]}/", {"a": 1})
        )
    assert (answer.status, answer.body, len(got)) == (201, b"made", 1)


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        (method, fault)
        for method in ("GET", "HEAD", "PUT", "DELETE", "question")
        for fault in (closed, cut_short, (502, {}, b""))
        if (method, fault) != ("HEAD", cut_short)  # it has no body to be cut
    ],
)
def test_what_may_arrive_twice_is_asked_again(
    server: Server, client: MakeClient, method: str, fault: Any
) -> None:
    server.replies = [fault, ok()]
    asked = Request(method, server.url, body=b"" if method in ("GET", "HEAD") else b"x")
    if method == "question":
        asked = form(server.url, [("a", "b")], {}, repeatable=True)
    assert client().ask(asked).status == 200
    assert len(server.asked) == 2
    assert server.sent[0] == server.sent[1]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def test_every_verb_arrives_with_its_body_and_headers(
    server: Server, client: MakeClient, method: str
) -> None:
    body = b"" if method in ("GET", "HEAD") else b'{"sha": "\xc3\xa9"}'
    headers = {"Content-Type": "application/json", "PRIVATE-TOKEN": "token"} if body else {}
    answer = client().ask(Request(method, server.url + "/a%2Fb?c=d%20e", headers, body))
    assert answer.body == (b"" if method == "HEAD" else b"fine")
    assert server.sent == [(method, body)]
    ((_, path, got),) = server.asked
    assert path == "/a%2Fb?c=d%20e"
    assert {name: got[name] for name in headers} == headers
    assert got["Accept-Encoding"] == "gzip"


def test_a_form_arrives_whole(server: Server, client: MakeClient) -> None:
    client().ask(form(server.url, [("columns", "é")], {"data": ("a.csv", b"a,b\r\n", "text/csv")}))
    ((_, body),) = server.sent
    for part in (
        b'name="columns"\r\n\r\n\xc3\xa9\r\n',
        b'filename="a.csv"',
        b"\r\n\r\na,b\r\n\r\n",
    ):
        assert part in body
    kind = server.asked[0][2]["Content-Type"]
    assert body.startswith(b"--" + kind.partition("boundary=")[2].encode())


# Bodies


def test_what_is_packed_is_unpacked_and_counted_here(server: Server, client: MakeClient) -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    server.replies = [ok(packed, Content_Encoding="gzip")]
    assert client().get(server.url).body == b"one two"
    server.replies = [ok(packed[:-3], Content_Encoding="gzip")]
    with pytest.raises(ServiceError, match="cut short"):
        client().get(server.url)
    server.replies = [ok(b"?", Content_Encoding="br")]
    with pytest.raises(ServiceError, match=r"not asked for \(br\)"):
        client().get(server.url)
    server.replies = [ok(b"", Content_Encoding="gzip")]
    assert client().get(server.url).body == b""


def test_a_bomb_is_given_up_before_it_has_unfolded(server: Server, client: MakeClient) -> None:
    import tracemalloc

    server.replies = [ok(gzip.compress(bytes(100_000_000), 1), Content_Encoding="gzip")]
    tracemalloc.start()
    try:
        with pytest.raises(ServiceError, match="larger than 2 MB"):
            client(Limits(per_second=1000, max_bytes=2_000_000)).get(server.url)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


# From whichever thread


def in_main(call: Call) -> Any:
    return call()


def in_task(call: Call) -> Any:
    """As Processing runs algorithms in the background, while QGIS stays alive."""
    kept: list[Any] = []
    task = QgsTask.fromFunction("of a test", lambda _: kept.append(outcome(call)))
    QgsApplication.taskManager().addTask(task)
    return awaited(kept)


def in_thread(call: Call) -> Any:
    kept: list[Any] = []
    threading.Thread(target=lambda: kept.append(outcome(call)), daemon=True).start()
    return awaited(kept)


def outcome(call: Call) -> Any:
    try:
        return call()
    except Exception as error:
        return error


def awaited(kept: list[Any]) -> Any:
    end = time.monotonic() + 20
    while not kept:
        assert time.monotonic() < end
        QCoreApplication.processEvents()
        time.sleep(0.01)
    if isinstance(kept[0], Exception):
        raise kept[0]
    return kept[0]


everywhere = pytest.mark.parametrize("where", [in_main, in_task, in_thread])


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b"x" * 100)
        time.sleep(0.05)


@everywhere
@pytest.mark.parametrize("reply", [silent, drip], ids=["waiting", "receiving"])
def test_a_cancel_is_one_and_ends_it_at_once(
    server: Server, qgis: MakeClient, where: Callable[[Call], Any], reply: Any
) -> None:
    server.replies = [reply]
    asked = threading.Event()
    moments = []

    def ask() -> None:
        threading.Timer(0.4, asked.set).start()
        threading.Timer(0.4, lambda: moments.append(time.monotonic())).start()
        try:
            qgis().get(server.url, progress=Progress(is_cancelled=asked.is_set))
        finally:
            moments.append(time.monotonic())

    with pytest.raises(Cancelled):
        where(ask)
    assert moments[1] - moments[0] < 0.2


@everywhere
def test_whatever_the_thread_the_answer_is_whole(
    server: Server, qgis: MakeClient, where: Callable[[Call], Any]
) -> None:
    body = bytes(range(256)) * 8000
    server.replies = [ok(body)]
    for _ in range(3):
        assert where(lambda: qgis().get(server.url).body) == body


def test_nothing_comes_from_the_cache_of_qgis_nor_goes_there(
    server: Server, qgis: MakeClient
) -> None:
    access = QgsNetworkAccessManager.instance()
    server.replies = [ok(f"{n}".encode(), Cache_Control="max-age=3600") for n in range(5)]
    known, new = (QUrl(f"{server.url}/{name}") for name in ("known", "new"))
    access.blockingGet(QNetworkRequest(known))  # as QGIS itself would ask
    if not access.cache().metaData(known).isValid():
        pytest.skip("this QGIS keeps no cache")
    assert [qgis().get(known.toString()).body for _ in range(2)] == [b"1", b"2"]
    assert [qgis().get(new.toString()).body for _ in range(2)] == [b"3", b"4"]
    assert not access.cache().metaData(new).isValid()


# Proxies


@pytest.fixture
def proxy(server: Server, qgis_app: QgsApplication) -> Iterator[Server]:
    """The server as the proxy of QGIS's options, for threads that were and that will be."""
    access, settings = QgsNetworkAccessManager.instance(), QgsSettings()
    before = access.fallbackProxy(), access.excludeList(), access.noProxyList()
    kind = QNetworkProxy.ProxyType.HttpProxy
    port = server.server_port
    options = {"Enabled": True, "Type": "HttpProxy", "Host": "127.0.0.1", "Port": str(port)}
    try:
        for name, value in options.items():
            settings.setValue(f"proxy/proxy{name}", value)
        direct = ["http://direct.test"]
        access.setFallbackProxyAndExcludes(QNetworkProxy(kind, "127.0.0.1", port), [], direct)
        yield server
    finally:
        settings.remove("proxy")
        access.setFallbackProxyAndExcludes(*before)


@pytest.mark.parametrize("where", [in_main, in_thread])  # a task's may have been there before
def test_the_proxy_of_qgis_is_used(
    proxy: Server, qgis: MakeClient, where: Callable[[Call], Any]
) -> None:
    assert where(lambda: qgis().get("http://somewhere.test/a").body) == b"fine"
    assert [path for _, path, _ in proxy.asked] == ["http://somewhere.test/a"]


def test_but_not_where_it_is_excluded_nor_to_this_machine(proxy: Server, qgis: MakeClient) -> None:
    with pytest.raises(ServiceError, match=r"direct\.test cannot be reached"):
        qgis().get("http://direct.test/a")
    assert not proxy.asked
    assert qgis().get(proxy.url + "/here").body == b"fine"
    assert proxy.asked[0][1] == "/here"
    assert QgsNetworkAccessManager.instance().noProxyList() == ["http://direct.test"]


def test_a_proxy_that_is_not_there_is_said(proxy: Server, qgis: MakeClient) -> None:
    gone = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 9)
    QgsNetworkAccessManager.instance().setFallbackProxyAndExcludes(gone, [], [])
    with pytest.raises(ServiceError, match="proxy"):
        qgis().get("http://somewhere.test/a")


def test_outside_qgis_the_proxy_is_that_of_the_system(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "")
    assert Client(HASTY).get("http://somewhere.test/a").body == b"fine"
    assert Client(HASTY).get(server.url + "/here").body == b"fine"
    assert [path for _, path, _ in server.asked] == ["http://somewhere.test/a", "/here"]
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(ServiceError, match="proxy"):
        Client(HASTY).get("http://somewhere.test/a")


# Keys


@everywhere
@pytest.mark.parametrize(
    ("kind", "values", "name", "said"),
    [
        ("APIHeader", {"PRIVATE-TOKEN": KEY}, "PRIVATE-TOKEN", KEY),
        (
            "Basic",
            {"username": "me", "password": KEY},
            "Authorization",
            "Basic " + base64.b64encode(f"me:{KEY}".encode()).decode(),
        ),
    ],
    ids=["header", "basic"],
)
def test_a_request_is_signed_by_its_configuration(
    server: Server,
    qgis: MakeClient,
    where: Callable[[Call], Any],
    kind: str,
    values: dict[str, str],
    name: str,
    said: str,
) -> None:
    authcfg = stored(kind, values)
    where(lambda: qgis(authcfg).ask(json_request("PATCH", server.url, {})))
    assert server.asked[0][2][name] == said
    qgis().get(server.url)
    assert name not in server.asked[1][2]


def test_a_key_stays_with_its_host(server: Server, qgis: MakeClient) -> None:
    authcfg = stored("APIHeader", {"Authorization": KEY})
    with Server() as other:
        server.replies = [
            (302, {"Location": "/near"}, b""),
            (302, {"Location": other.url + "/far"}, b""),
        ]
        assert qgis(authcfg).get(server.url, {"X-Own": "mine"}).url == other.url + "/far"
        for _, _, headers in server.asked:
            assert (headers["Authorization"], headers["X-Own"]) == (KEY, "mine")
        assert not {"Authorization", "X-Own"} & set(other.asked[0][2])


@everywhere
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_service_that_wants_another_key_is_said(
    server: Server, qgis: MakeClient, where: Callable[[Call], Any], method: str
) -> None:
    server.replies = [(401, {"WWW-Authenticate": 'Basic realm="r"'}, b"")]
    with pytest.raises(ServiceError, match=r"refuses access \(HTTP 401\)"):
        where(
            lambda: qgis().ask(Request(method, server.url, body=b"" if method == "GET" else b"x"))
        )
    assert len(server.asked) == 1


def test_a_configuration_that_is_not_there_is_said(server: Server, qgis: MakeClient) -> None:
    manager()
    with pytest.raises(InputError, match="abcdefg cannot be used"):
        qgis("abcdefg").get(server.url)
    assert not server.asked


# Certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody knows, and its key, in one file."""
    path = tmp_path_factory.mktemp("certificate") / "own.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, "-keyout", path, "-out", path], check=True, capture_output=True)
    return path


@everywhere
def test_an_unknown_certificate_is_refused_until_qgis_trusts_it(
    certificate: Path, qgis: MakeClient, where: Callable[[Call], Any]
) -> None:
    authorities = manager()
    known = QSslCertificate(certificate.read_bytes())
    with Server(certificate) as server:
        with pytest.raises(ServiceError, match="certificate of localhost"):
            where(lambda: qgis().ask(json_request("POST", server.url, {})))
        assert not server.asked
    assert authorities.storeCertAuthority(known)
    try:
        authorities.initSslCaches()
        with Server(certificate) as server:  # Qt remembers for a while what it made of the other
            assert where(lambda: qgis().get(server.url).body) == b"fine"
    finally:
        authorities.removeCertAuthority(known)
        authorities.initSslCaches()


def test_outside_qgis_the_authority_is_named_in_the_environment(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server(certificate) as server:
        with pytest.raises(ServiceError, match="certificate of localhost"):
            Client(HASTY).get(server.url)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        assert Client(HASTY).get(server.url).body == b"fine"
