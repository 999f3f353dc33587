"""A geocoder on this machine that behaves as the Géoplateforme's CSV route is documented to.

It prefers no address for its nearness: the real one does, by columns that the client never sends.

``with LocalGeocoder(addresses) as server:`` answers at ``server.url``; ``server.requests`` holds
what it was asked; ``server.faults`` what goes wrong with the next requests, one word each.
"""

from __future__ import annotations

import csv
import io
import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler
from typing import Any

from loopback import Loopback
from maillage.core.common.normalising import normalise

#: What stands behind the columns of the file, in this order.
RESULTS = (
    *("longitude", "latitude", "result_score", "result_score_next", "result_label"),
    *("result_type", "result_id", "result_housenumber", "result_name", "result_street"),
    *("result_postcode", "result_city", "result_context", "result_citycode"),
    *("result_oldcitycode", "result_oldcity", "result_district", "result_status"),
)
#: Form fields that name a column, besides ``columns``.
FILTERS = ("citycode", "postcode", "type", "lat", "lon")


@dataclass(frozen=True)
class Address:
    """One address that the geocoder knows."""

    label: str
    lon: float
    lat: float
    postcode: str = ""
    city: str = ""
    citycode: str = ""
    type: str = "housenumber"
    oldcitycode: str = ""


@dataclass(frozen=True)
class Request:
    """What arrived: when (s), the fields of the form, and the rows of its file by column."""

    moment: float
    fields: dict[str, list[str]]
    columns: list[str]
    rows: list[dict[str, str]]


def fine_score(text: str, address: Address) -> float:
    """How alike a text and a label are, from 0 to 1."""
    return SequenceMatcher(None, normalise(text), normalise(address.label)).ratio()


@dataclass
class Book:
    """The addresses, found by the words that they share with a text."""

    addresses: Sequence[Address]
    _words: list[frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._words = [frozenset(normalise(each.label).split()) for each in self.addresses]

    def search(
        self, text: str, citycode: str = "", postcode: str = "", kind: str = ""
    ) -> list[tuple[float, Address]]:
        """The two best, with their scores."""
        words = frozenset(normalise(text).split())
        close = []
        for known, address in zip(self._words, self.addresses, strict=True):
            asked = (citycode, postcode, kind)
            has = ((address.citycode, address.oldcitycode), (address.postcode,), (address.type,))
            if all(not one or one in codes for one, codes in zip(asked, has, strict=True)):
                shared = len(words & known)
                if shared:
                    close.append((shared / (len(words) + len(known)), address))
        close.sort(key=lambda each: -each[0])
        best = [(fine_score(text, address), address) for _, address in close[:8]]
        return sorted(best, key=lambda each: -each[0])[:2]


class LocalGeocoder(Loopback):
    """``per_second`` requests at most, or HTTP 429 for ``blocked`` seconds, as documented.

    Faults: "500", "400", "cut" (the connection breaks), "short" (no length said, a row in two),
    "digit" (other columns come last, and of a longitude the last digit lacks),
    "fewer" (whole rows lack), "odd" (a mark, CRLF, another column, rows of nobody and rows twice),
    "shuffled", "slow" (2 s), "page" (HTML), "garbage", "429",
    "aborted".
    """

    def __init__(
        self,
        addresses: Sequence[Address],
        per_second: int = 50,
        blocked: float = 5,
        delay: float = 0,
    ) -> None:
        super().__init__(_Handler)
        self.book = Book(addresses)
        self.per_second, self.blocked, self.delay = per_second, blocked, delay
        self.requests: list[Request] = []
        self.moments: list[float] = []
        self.refused = 0
        self.faults: list[str] = []
        self.url += "/geocodage"
        self._until = 0.0
        self._guard = threading.Lock()

    @property
    def texts(self) -> list[str]:
        """Every text that was asked, in order; those of refused requests are not there."""
        return [
            " ".join(row[name] for name in request.fields["columns"] if row[name])
            for request in self.requests
            for row in request.rows
        ]

    def seconds_to_wait(self, fault: str) -> float:
        """0 when a request may go through; a new one while blocked starts the block anew."""
        with self._guard:
            now = time.monotonic()
            self.moments.append(now)
            recent = sum(now - moment < 1 for moment in self.moments)
            if fault == "429" or now < self._until or recent > self.per_second:
                self._until = now + self.blocked
                self.refused += 1
                return self.blocked
            return 0


class _Handler(BaseHTTPRequestHandler):
    server: LocalGeocoder

    def do_POST(self) -> None:
        server = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fault = server.faults.pop(0) if server.faults else ""
        wait = server.seconds_to_wait(fault)
        if wait:
            self._send(429, b"Too many requests", "text/plain", {"retry-after": f"{wait:g}"})
            return
        if self.path != "/geocodage/search/csv":
            self._fail(404, "Not found")
            return
        time.sleep(2 if fault == "slow" else server.delay)
        if fault == "500":
            self._fail(500, "An unexpected error has occurred")
        elif fault == "400":
            self._fail(400, "Errors in CSV file: MissingQuotes")
        elif fault == "garbage":
            self._send(200, bytes(range(256)) * 1000, "text/csv")
        elif fault == "page":
            self._send(200, b"<!DOCTYPE html><title>Sign in</title>", "text/html")
        else:
            self._geocode(body, fault)

    def _geocode(self, body: bytes, fault: str) -> None:
        fields, content = _form(self.headers["Content-Type"], body)
        if content is None:
            self._fail(400, "A CSV file must be provided in data field")
            return
        text = content.decode("utf-8-sig")
        delimiter = max(",;\t|", key=text.partition("\n")[0].count)
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        columns, rows = list(table.fieldnames or ()), list(table)
        if len(rows) > 200_000 or len(content) > 50_000_000:
            self._fail(400, "Too many rows in CSV file")
            return
        searched = fields.setdefault("columns", columns)
        if not set(searched) <= set(columns):
            self._fail(400, "At least one given column name is unknown")
            return
        for name in FILTERS:
            if not set(fields.get(name, ())) <= set(columns):
                self._fail(400, f"Unknown column name for {name}")
                return
        self.server.requests.append(Request(time.monotonic(), fields, columns, rows))
        answered = [{**row, **self._result(row, fields)} for row in rows]
        names = [*columns, *(name for name in RESULTS if name not in columns)]
        self._answer(names, answered, delimiter, fault)

    def _result(self, row: dict[str, str], fields: dict[str, list[str]]) -> dict[str, str]:
        result = dict.fromkeys(RESULTS, "")
        text = " ".join(row[name].strip() for name in fields["columns"]).strip()
        asked = {name: row[fields[name][0]] if name in fields else "" for name in FILTERS}
        if not 3 <= len(text) <= 200 or not text[0].isalnum():
            return result | {"result_status": "skipped"}
        right = r"(?!99)(\d{5}|2[AB]\d{3})|"  # 99 is abroad
        if not all(re.fullmatch(right, asked[name]) for name in ("citycode", "postcode")):
            return result | {"result_status": "error"}
        found = self.server.book.search(text, asked["citycode"], asked["postcode"], asked["type"])
        if not found:
            return result | {"result_status": "not-found"}
        score, best = found[0]
        return result | {
            "longitude": str(best.lon),
            "latitude": str(best.lat),
            "result_score": str(score),
            "result_score_next": str(found[1][0]) if len(found) > 1 else "",
            "result_label": best.label,
            "result_type": best.type,
            "result_postcode": best.postcode,
            "result_city": best.city,
            "result_citycode": best.citycode,
            "result_oldcitycode": best.oldcitycode,
            "result_status": "ok",
        }

    def _answer(
        self, names: list[str], rows: list[dict[str, str]], delimiter: str, fault: str
    ) -> None:
        headers = {"x-rows-count": str(len(rows))}
        if fault == "shuffled":
            rows = rows[::-1]
        if fault == "fewer":
            rows = rows[: len(rows) // 2]
        if fault == "aborted":
            rows = [
                {**row, **dict.fromkeys(RESULTS, ""), "result_status": "aborted"} for row in rows
            ]
        if fault == "odd":
            names = [*names, "other"]
            nobody = [{**rows[0], "row_id": name} for name in (str(len(rows)), "x", "", "-1")]
            rows = [*nobody, *rows, *rows]
        if fault == "digit":
            names = [*(name for name in names if name != "longitude"), "longitude"]
        text = io.StringIO(newline="")
        writer = csv.DictWriter(
            text, names, delimiter=delimiter, lineterminator="\r\n" if fault == "odd" else "\n"
        )
        writer.writeheader()
        writer.writerows(rows)
        body = text.getvalue().encode("utf-8-sig" if fault == "odd" else "utf-8")
        if fault not in ("cut", "short", "digit"):
            self._send(200, body, "text/csv", headers)
            return
        self.send_response(200)
        length = {"Content-Length": str(len(body))} if fault == "cut" else {}
        for name, value in {"Content-Type": "text/csv", **headers, **length}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: -2 if fault == "digit" else len(body) * 3 // 4])
        self.close_connection = True

    def _fail(self, status: int, message: str) -> None:
        text = f'{{"code": {status}, "message": "{message}"}}'
        self._send(status, text.encode(), "application/json")

    def _send(
        self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        length = str(len(body))
        for name, value in {
            "Content-Type": kind,
            "Content-Length": length,
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def _form(kind: str, body: bytes) -> tuple[dict[str, list[str]], bytes | None]:
    """The fields of a multipart form, and the content of its file ``data``."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    fields: dict[str, list[str]] = {}
    content = None
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        value = part.get_payload(decode=True)
        if name == "data" and part.get_filename():
            content = value
        else:
            fields.setdefault(str(name), []).append(value.decode("utf-8"))
    return fields, content
