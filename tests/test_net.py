"""The HTTP client, against a real server on this machine that does as it is told."""

from __future__ import annotations

import errno
import gzip
import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from loopback import Handler, Server, ok
from maillage.core.common.errors import (
    Cancelled,
    InputError,
    MaillageError,
    OutputError,
    ServiceError,
)
from maillage.core.common.progress import SILENT, Progress
from maillage.core.inputs.qgis_transport import QgisTransport
from maillage.core.net.body import Patience, Receiver
from maillage.core.net.client import Client, Limits
from maillage.core.net.download import download
from maillage.core.net.faults import Fault, FaultKind
from maillage.core.net.request import form, json_request
from maillage.core.net.requests_transport import RequestsTransport
from maillage.core.net.transport import Incoming, Transport
from qgis.core import QgsApplication

HASTY = Limits(per_second=1000, connect=2, read=2, tries=3, pause=0.01, rest=0.3)


MakeClient = Callable[..., Client]
Ask = Callable[..., bytes]


@pytest.fixture(params=["plain", "qgis"])
def transport(request: pytest.FixtureRequest, qgis_app: QgsApplication) -> Transport:
    """Each of the ways in which a request may travel."""
    return RequestsTransport() if request.param == "plain" else QgisTransport()


@pytest.fixture
def client(transport: Transport) -> MakeClient:
    """Makes an impatient client."""
    return lambda limits=HASTY: Client(limits, transport=transport)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


class Full(io.BytesIO):
    """A file on a disk without room: what is small waits in its buffer."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def slow(seconds: float) -> Callable[[Handler], None]:
    return lambda handler: time.sleep(seconds)


def cut_short(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"only this")
    handler.close_connection = True


@pytest.fixture
def ask(client: MakeClient) -> Ask:
    """What stands at a path of a server."""

    def call(server: Server, path: str = "/", limits: Limits = HASTY, **more: Any) -> bytes:
        return client(limits).get(server.url + path, **more).body

    return call


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param((500, {}, b""), id="500"),
        pytest.param((503, {}, b""), id="503"),
        pytest.param(cut_short, id="cut short"),
        pytest.param(lambda handler: handler.connection.close(), id="closed"),
    ],
)
def test_a_passing_fault_is_tried_again(server: Server, fault: Any, ask: Ask) -> None:
    server.replies = [fault, ok()]
    assert ask(server) == b"fine"
    assert len(server.asked) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 500, 502, 303])
def test_a_refusal_is_a_sentence_with_host_and_status(
    server: Server, status: int, ask: Ask
) -> None:
    server.replies = [(status, {}, b'{"code": 400, "message": "Failed parsing query"}')]
    with pytest.raises(ServiceError, match=rf"127\.0\.0\.1:\d+ .*\(HTTP {status}\)") as caught:
        ask(server, "/x?key=SECRET")
    assert caught.value.status == status
    assert "SECRET" not in str(caught.value)
    assert ("Failed parsing query" in str(caught.value)) == (status == 400)
    assert len(server.asked) == (3 if status >= 500 else 1)


def test_an_answer_always_cut_short_is_said(server: Server, ask: Ask) -> None:
    server.replies = [cut_short]
    with pytest.raises(ServiceError, match="cut short"):
        ask(server)


def test_an_answer_that_cannot_be_unpacked_is_said(server: Server, ask: Ask) -> None:
    server.replies = [ok(b"no gzip", Content_Encoding="gzip")]
    with pytest.raises(ServiceError, match="cut short"):
        ask(server)


@pytest.mark.parametrize("host", ["a" * 70 + ".test", "é" * 70 + ".test", "a b.invalid"])
def test_a_host_that_cannot_be_is_said(host: str, client: MakeClient) -> None:
    with pytest.raises(MaillageError, match=r"cannot be (asked|reached|read)"):
        client().get(f"http://{host}/")


def test_a_small_file_that_finds_no_room_is_said(server: Server, client: MakeClient) -> None:
    server.replies = [ok(b"a;b")]
    with pytest.raises(OutputError, match="No space left"):
        client().get(server.url, into=Full())


def test_a_server_that_does_not_answer_is_given_up(server: Server, ask: Ask) -> None:
    server.replies = [slow(3)]
    with pytest.raises(ServiceError, match=r"did not answer within 0\.2 s"):
        ask(server, limits=Limits(per_second=1000, connect=0.2, read=0.2, tries=2, pause=0.01))
    assert len(server.asked) == 2


def test_each_wait_after_a_fault_is_twice_the_one_before(server: Server, ask: Ask) -> None:
    server.replies = [(503, {}, b"")]
    with pytest.raises(ServiceError):
        ask(server, limits=Limits(per_second=1000, tries=4, pause=0.1))
    moments = [moment for moment, *_ in server.asked]
    # A busy machine makes a wait longer, never shorter.
    waits = [after - before for before, after in pairwise(moments)]
    assert len(waits) == 3
    assert all(wait >= least for wait, least in zip(waits, (0.1, 0.2, 0.4), strict=True))


def test_nobody_there(client: MakeClient) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServiceError, match="cannot be reached"):
        client().get(f"http://127.0.0.1:{port}/")


def test_too_many_requests_stop_the_queue_for_as_long_as_asked(server: Server, ask: Ask) -> None:
    server.replies = [(429, {"Retry-After": "1"}, b""), ok()]
    assert ask(server) == b"fine"
    first, second = (moment for moment, _, _ in server.asked)
    assert second - first >= 1
    patient = replace(HASTY, rest=1.3)
    for headers, rest in (({}, 0.3), ({"Retry-After": "soon"}, 0.3), ({"Retry-After": "1"}, 1.3)):
        server.replies = [(429, headers, b""), ok()]
        assert ask(server, limits=patient if rest > 1 else HASTY) == b"fine"
        assert server.asked[-1][0] - server.asked[-2][0] >= rest


def test_one_refused_client_stops_the_others_of_its_service(server: Server, ask: Ask) -> None:
    server.replies = [(429, {"Retry-After": "1"}, b""), ok()]
    jobs = [threading.Thread(target=ask, args=(server,)) for _ in range(2)]
    jobs[0].start()
    time.sleep(0.3)
    jobs[1].start()
    for job in jobs:
        job.join()
    moments = [moment for moment, *_ in server.asked]
    assert len(moments) == 3
    assert moments[1] - moments[0] >= 1


def test_a_service_that_asks_for_an_hour_is_not_waited_for(server: Server, ask: Ask) -> None:
    server.replies = [(429, {"Retry-After": "3600"}, b"")]
    with pytest.raises(ServiceError, match="60 min"):
        ask(server)


def test_requests_are_spaced(server: Server, ask: Ask) -> None:
    server.replies = [ok()]
    for _ in range(5):
        ask(server, limits=Limits(per_second=20))
    moments = [moment for moment, *_ in server.asked]
    gaps = [later - sooner for sooner, later in pairwise(moments)]
    assert min(gaps) > 0.02  # the clock starts before the request leaves
    assert sum(gaps) > 4 * 0.05 - 0.03


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x" * 100)
        time.sleep(0.05)


def trickled_headers(handler: Handler) -> None:
    for _ in range(200):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize(
    "reply", [slow(5), drip, (429, {"Retry-After": "30"}, b""), (503, {"Retry-After": "30"}, b"")]
)
def test_a_cancel_ends_it_within_a_second(server: Server, reply: Any, ask: Ask) -> None:
    server.replies = [reply]
    start = time.monotonic()
    looks = []

    def is_cancelled() -> bool:
        looks.append(time.monotonic())
        return looks[-1] - start > 0.3

    with pytest.raises(Cancelled):
        ask(server, progress=Progress(is_cancelled=is_cancelled))
    assert time.monotonic() - start < 1
    gaps = [later - sooner for sooner, later in pairwise(looks)]
    assert max(gaps) < 0.25


@pytest.mark.parametrize("kind", ["plain", "qgis"])
@pytest.mark.parametrize("reply", [slow(20), drip, trickled_headers])
def test_an_interrupt_from_the_keyboard_ends_it_within_a_second(
    server: Server, kind: str, reply: Any
) -> None:
    server.replies = [reply]
    program = Path(__file__).with_name("asking.py")
    with subprocess.Popen(
        [sys.executable, program, kind, server.url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    ) as asking:
        while not server.asked:
            assert asking.poll() is None
            time.sleep(0.02)
        time.sleep(0.2)
        start = time.monotonic()
        asking.send_signal(signal.SIGINT)
        _, said = asking.communicate(timeout=10)
        assert time.monotonic() - start < 1
    assert b"KeyboardInterrupt" in said


def trickle(handler: Handler) -> None:
    """A byte now and then, without an end."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def without_end(handler: Handler) -> None:
    """Fast, and without an end."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(2000):
        handler.wfile.write(bytes(2000))
        time.sleep(0.005)


@pytest.mark.parametrize(
    ("reply", "limits"),
    [
        (trickle, {"span": 0.5}),
        (trickled_headers, {"connect": 0.2, "read": 0.4}),
        (without_end, {"total": 0.8}),
    ],
    ids=["body", "headers", "total"],
)
def test_an_answer_that_would_not_end_is_given_up(
    server: Server, reply: Any, limits: dict[str, float], ask: Ask
) -> None:
    server.replies = [reply]
    start = time.monotonic()
    with pytest.raises(ServiceError, match=r"so slowly|cut short|did not answer"):
        ask(server, limits=replace(HASTY, tries=1, **limits))
    assert time.monotonic() - start < 3


def test_by_default_an_exchange_has_half_an_hour_and_brings_3_kb_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])

    def last(piece: int) -> float:
        """The minute in which an answer of so many bytes a minute is given up."""

        def pieces() -> Iterator[bytes]:
            while True:
                now[0] += 60.1
                yield bytes(piece)

        now[0], limits = 0.0, Limits()
        patience = Patience(140, limits.total, limits.span, limits.span_bytes)
        with pytest.raises(Fault) as caught:
            Receiver(SILENT, 10**9, patience).take(Incoming(200, {}, pieces()), None)
        assert caught.value.kind is FaultKind.SLOW
        return now[0] / 60

    assert last(2_999) < 2
    assert 29 < last(3_000) < 31


def test_a_slow_answer_that_goes_on_is_waited_for(server: Server, ask: Ask) -> None:
    def steady(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(25):
            handler.wfile.write(bytes(4000))
            handler.wfile.flush()
            time.sleep(0.05)

    server.replies = [steady]
    assert len(ask(server, limits=replace(HASTY, span=0.5))) == 100_000


#: Headers and framing that no sound server sends.
HOSTILE = {
    "length of thousands of digits": b"200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
    "negative length": b"200 OK\r\nContent-Length: -5\r\n\r\nabc",
    "lengths that differ": b"200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc",
    "length in other digits": "200 OK\r\nContent-Length: ١٢\r\n\r\nabc".encode(),
    "negative chunk": b"200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabcdefgh\r\n0\r\n\r\n",
    "chunk of words": b"200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
    "endless chunk size": b"200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 5000 + b"\r\n",
    "gzip twice": b"200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: 3\r\n\r\nabc",
    "gzip in two headers": (
        b"200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: gzip\r\n"
        b"Content-Length: 3\r\n\r\nabc"
    ),
    "another encoding": b"200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
    "no gzip": b"200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    "rest of thousands of digits": (
        b"429 No\r\nRetry-After: " + b"9" * 5000 + b"\r\nContent-Length: 0\r\n\r\n"
    ),
    "rest until the year 9999": (
        b"503 No\r\nRetry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n"
    ),
    "rest of a date that is none": (
        b"503 No\r\nRetry-After: Fri, 31 Dec 99999999999999 23:59:59 GMT\r\n"
        b"Content-Length: 0\r\n\r\n"
    ),
    "negative rest": b"429 No\r\nRetry-After: -9\r\nContent-Length: 0\r\n\r\n",
    "redirect to nowhere": b"302 Go\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n",
    "redirect to a file": b"302 Go\r\nLocation: file:///etc/hostname\r\nContent-Length: 0\r\n\r\n",
    "redirect to a port that is none": (
        b"302 Go\r\nLocation: http://127.0.0.1:99999999/\r\nContent-Length: 0\r\n\r\n"
    ),
    "redirect to bytes": b"302 Go\r\nLocation: \xff\xfe\x80\r\nContent-Length: 0\r\n\r\n",
    "a status that is none": b"999999999 What\r\n\r\n",
    "a status of words": b"yes\r\n\r\n",
    "thousands of headers": b"200 OK\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_headers_and_framing_are_an_answer_or_a_sentence(
    server: Server, case: str, ask: Ask
) -> None:
    def reply(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 " + HOSTILE[case])
        handler.wfile.flush()
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_WR)

    server.replies = [reply]
    limits = replace(HASTY, tries=2, rest=0.01, patience=1)
    start = time.monotonic()
    try:
        body = ask(server, limits=limits)
    except MaillageError as error:
        assert "Traceback" not in str(error) and len(str(error)) < 600
    else:
        assert len(body) < 100
    assert time.monotonic() - start < 6


def test_nothing_is_read_of_a_chunk_of_less_than_no_bytes(server: Server, ask: Ask) -> None:
    """Whose end the other side may never send."""

    behind = bytes(4_000_000)  # more would keep the one thread busy that Qt reads in

    def reply(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n")
        handler.wfile.write(behind)
        handler.close_connection = True

    server.replies = [reply]
    tracemalloc.start()
    with pytest.raises(ServiceError):
        ask(server, limits=replace(HASTY, tries=1, max_bytes=500_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_bomb_costs_no_more_memory_than_is_allowed(server: Server, ask: Ask) -> None:
    """50 MB of zeros packed, and that packed again: what is inside stays packed."""
    bomb = gzip.compress(bytes(50_000_000))
    server.replies = [(200, {"Content-Encoding": "gzip"}, bomb)]
    tracemalloc.start()
    with pytest.raises(ServiceError, match="larger than 5 MB"):
        ask(server, limits=replace(HASTY, max_bytes=5_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000
    server.replies = [(200, {"Content-Encoding": "gzip"}, gzip.compress(bomb))]
    assert ask(server) == bomb


def test_progress_follows_the_transfer(server: Server, ask: Ask) -> None:
    server.replies = [ok(bytes(1_000_000))]
    shares: list[float] = []
    ask(server, progress=Progress(shares.append))
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)


def test_too_large_an_answer_is_refused_packed_or_not(server: Server, ask: Ask) -> None:
    limits = Limits(per_second=1000, max_bytes=1_000_000)
    packed = gzip.compress(bytes(5_000_000))
    assert len(packed) < 10_000
    for reply in (ok(bytes(1_000_001)), ok(packed, Content_Encoding="gzip")):
        server.replies = [reply]
        with pytest.raises(ServiceError, match="larger than 1 MB"):
            ask(server, limits=limits)
    server.replies = [ok(gzip.compress(bytes(1_000_000)), Content_Encoding="gzip")]
    assert len(ask(server, limits=limits)) == 1_000_000


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://host/x", "C:\\census.csv", "census.csv", "", "http://"),
        *("https://:80/", "http://[::1", "http://host:port/", "javascript:alert(1)"),
    ],
)
def test_only_web_addresses_are_asked(url: str, client: MakeClient) -> None:
    with pytest.raises(InputError, match="https://"):
        client().get(url)


def test_a_redirect_leads_neither_round_nor_out_of_the_web(server: Server, ask: Ask) -> None:
    server.replies = [(302, {"Location": "/again"}, b"")]
    with pytest.raises(ServiceError, match="from one address to the next"):
        ask(server)
    assert len(server.asked) == 6
    server.replies = [(302, {"Location": "file:///etc/passwd"}, b"")]
    with pytest.raises(ServiceError, match="neither http nor https"):
        ask(server)
    server.replies = [(302, {"Location": "/there"}, b""), ok(b"there")]
    assert ask(server) == b"there"


def test_a_question_in_json_says_its_type_and_nothing_more(
    server: Server, ask: Ask, client: MakeClient
) -> None:
    server.replies = [(503, {}, b""), ok(b"fine")]
    answer = client().ask(
        json_request("POST", server.url, {"é": [1, None]}, {"Authorization": "key"}, True)
    )
    assert answer.body == b"fine"
    for _, _, headers in server.asked:
        assert headers["Content-Type"] == "application/json"
        assert headers["Authorization"] == "key"


@pytest.mark.parametrize(
    ("body", "words", "code"),
    [
        (b'{"error": {"code": 3004, "message": "Too much."}}', "Too much", 3004),
        (b'{"error_code": 171, "error": "No road:1"}', "No road:1", 171),
        (b'{"error": "Quota exceeded"}', "Quota exceeded", None),
        (b'{"error": {"code": "x", "message": "Odd"}}', "Odd", None),
        (b'{"error": null}', "", None),
        (b'{"error": [1]}', "", None),
        (b"<html>", "", None),
        (b"\xff", "", None),
    ],
)
def test_a_refusal_keeps_the_words_and_the_number_of_the_service(
    server: Server, body: bytes, words: str, code: int | None, ask: Ask
) -> None:
    server.replies = [(400, {}, body)]
    with pytest.raises(ServiceError) as caught:
        ask(server)
    assert (caught.value.answer, caught.value.code) == (words, code)


def test_a_form_follows_no_redirect(server: Server, ask: Ask, client: MakeClient) -> None:
    """It would arrive empty, and elsewhere."""
    server.replies = [(302, {"Location": "/there"}, b""), ok()]
    with pytest.raises(ServiceError, match="has moved"):
        client().ask(form(server.url, [("a", "b")], {}))
    assert len(server.asked) == 1


def test_no_password_is_taken_from_a_netrc(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login {} password {}".format("me", "SECRET"))
    monkeypatch.setenv("NETRC", str(netrc))
    server.replies = [ok()]
    ask(server)
    assert "Authorization" not in server.asked[0][2]


def test_a_certificate_that_cannot_be_verified_is_refused(
    server: Server, client: MakeClient
) -> None:
    """Plain text on the other side: no TLS there."""
    server.replies = [ok()]
    with pytest.raises(ServiceError, match="certificate"):
        client().get(server.url.replace("http:", "https:"))
    assert not server.asked


def test_a_password_in_an_address_is_in_no_message(server: Server, client: MakeClient) -> None:
    server.replies = [(403, {}, b"")]
    with pytest.raises(ServiceError) as caught:
        client().get(server.url.replace("//", "//{}:{}@".format("me", "SECRET")))
    assert "SECRET" not in str(caught.value)


CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("xl/workbook.xml"), "")  # always the same bytes
    return content.getvalue()


@pytest.mark.parametrize(
    ("path", "headers", "body", "name"),
    [
        ("/data/places.csv?v=2", {}, b"a;b", "places.csv"),
        ("/data/Places%20d%27Occitanie.XLSX", {}, b"a;b", "Places d'Occitanie.XLSX"),
        ("/export", {"Content-Type": CSV}, b"a;b", "export.csv"),
        ("/export", {"Content-Type": XLSX}, b"a;b", "export.xlsx"),
        ("/export.php", {"Content-Type": "text/html"}, b"a;b", "export.php.csv"),
        ("/", {"Content-Type": "application/octet-stream"}, workbook(), "table.xlsx"),
        ("/x", {}, b"SQLite format 3\0...", "x.gpkg"),
        ("/x", {}, b'\xef\xbb\xbf {"type": "FeatureCollection"}', "x.geojson"),
        ("/x", {"Content-Disposition": 'attachment; filename="l.csv"'}, b"a", "l.csv"),
        (
            "/x",
            {"Content-Disposition": "attachment; filename*=UTF-8''m%C3%A9diation.ods"},
            b"a",
            "médiation.ods",
        ),
        ("/x", {"Content-Disposition": 'attachment; filename="../../e.csv"'}, b"a", "e.csv"),
        ("/x", {"Content-Disposition": r'attachment; filename="C:\\a\\e.csv"'}, b"a", "e.csv"),
        ("/x", {"Content-Disposition": 'attachment; filename="a:b?.csv"'}, b"a", "a_b_.csv"),
        ("/" + "n" * 400 + ".csv", {}, b"a", "n" * 80 + ".csv"),
    ],
)
def test_a_download_has_a_name_that_says_what_it_is(
    server: Server, path: str, headers: dict[str, str], body: bytes, name: str, transport: Transport
) -> None:
    server.replies = [(200, headers, body)]
    file = download(server.url + path, transport=transport)
    assert file.name == name
    assert file.read_bytes() == body
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    "page",
    [b"<!DOCTYPE html><p>Sign in", b"\xef\xbb\xbf\n <HTML lang=fr>", b"<!-- x --><html>"],
)
def test_a_page_instead_of_a_table_is_refused(
    server: Server, page: bytes, transport: Transport
) -> None:
    server.replies = [ok(page, Content_Type="text/csv")]
    with pytest.raises(InputError, match="web page"):
        download(server.url + "/places.csv", transport=transport)


@pytest.mark.parametrize("reply", [ok(b""), ok(b" \n"), (404, {}, b"")])
def test_nothing_is_kept_of_a_download_that_fails(
    server: Server, reply: Any, transport: Transport
) -> None:
    server.replies = [ok(b"a")]
    folders = download(server.url + "/good.csv", transport=transport).parent.parent
    before = set(folders.iterdir())
    server.replies = [reply]
    with pytest.raises(MaillageError):
        download(server.url + "/places.csv", transport=transport)
    assert set(folders.iterdir()) == before


def test_a_second_try_starts_its_file_anew(server: Server, transport: Transport) -> None:
    server.replies = [cut_short, ok(b"a;b")]
    assert download(server.url + "/places.csv", transport=transport).read_bytes() == b"a;b"
