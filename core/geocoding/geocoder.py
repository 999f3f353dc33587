"""Asking a geocoder for many addresses at once, by its CSV route.

The route takes a file and returns it with columns added at the end. Only ``row_id`` and what is
searched are sent: no name, no phone, and no column that the answer would overwrite (it replaces
columns of its own names, such as ``latitude``). Rows are joined back by ``row_id``, columns are
known by their header.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from ..common.errors import ServiceError
from ..common.journal import Journal
from ..common.json_text import Json, read_json
from ..common.number_text import number_in, whole_in
from ..common.progress import SILENT, Progress
from ..common.text import tr
from ..common.valid_text import valid_text
from ..net.client import Client, Limits
from ..net.request import Answer, form
from ..net.transport import Transport
from .answers import AddressQuestion, Found, settings

#: Columns that are sent besides ``row_id``, with the part of the question and its form field.
_SENT = {
    "adresse": ("text", "columns"),
    "code_insee": ("insee", "citycode"),
    "code_postal": ("postcode", "postcode"),
    "type_recherche": ("type", "type"),
}
#: The parts of Found and their columns in the answer.
_RECEIVED = {
    "label": "result_label",
    "type": "result_type",
    "postcode": "result_postcode",
    "insee": "result_citycode",
    "city": "result_city",
    "old_insee": "result_oldcitycode",
    "old_city": "result_oldcity",
}
_NUMBERS = ("lon", "lat", "score")
_NEEDED = ("row_id", "longitude", "latitude", "result_score")
#: What a score may be beyond 0 and 1, by rounding and by bonuses; more is no score.
_BEYOND = 0.1
#: Statuses of final answers; the others (an error, an aborted search) are asked again another time.
_FINAL = ("ok", "not-found", "skipped")
#: How often the rows that an answer lacks are asked again.
_ROUNDS = 3


class Geocoder:
    """A geocoder at ``endpoint`` (the Géoplateforme's when empty) and what it said before."""

    def __init__(
        self,
        endpoint: str,
        journal: Journal,
        refresh: bool = False,
        transport: Transport | None = None,
    ) -> None:
        options = settings()
        self.endpoint = endpoint_of(endpoint)
        self.asked = self.known = 0
        self._journal, self._refresh = journal, refresh
        limits = Limits(
            options["per_second"], read=options["read_seconds"], rest=options["rest_seconds"]
        )
        self._client = Client(limits, self.endpoint, transport)

    @property
    def name(self) -> str:
        """The host that answers."""
        return _host(self.endpoint) or self.endpoint

    def said(self) -> list[str]:
        """How much was asked, and whether it could not be kept, in sentences."""
        sentence = tr(
            "Addresses asked of {host}: {count}; known from before: {known}.",
            host=self.name,
            count=self.asked,
            known=self.known,
        )
        return [sentence, self._journal.fault] if self._journal.fault else [sentence]

    def ask(
        self, questions: Sequence[AddressQuestion], progress: Progress = SILENT
    ) -> dict[AddressQuestion, Found]:
        """The answer to each question; the service is asked only for what it never answered.

        Raises InputError for an endpoint that is no web address, ServiceError, Cancelled: what was
        answered by then is in the journal.
        """
        distinct = list(dict.fromkeys(questions))
        answers = {} if self._refresh else self._known(distinct)
        self.known += len(answers)
        unanswered = [question for question in distinct if question not in answers]
        size = settings()["rows_per_request"]
        for start in range(0, len(unanswered), size):
            part = progress.part(
                start / len(unanswered), min(start + size, len(unanswered)) / len(unanswered)
            )
            answers |= self._ask_whole(unanswered[start : start + size], part)
        return answers

    def _known(self, questions: list[AddressQuestion]) -> dict[AddressQuestion, Found]:
        """The answers of earlier runs."""
        asked = {_piece(question): question for question in questions}
        kept = {asked[piece]: _read_kept(text) for piece, text in self._journal.read(asked).items()}
        return {question: found for question, found in kept.items() if found is not None}

    def _ask_whole(
        self, questions: list[AddressQuestion], progress: Progress
    ) -> dict[AddressQuestion, Found]:
        """One request, and as many more as it takes to have an answer for each row."""
        answers: dict[AddressQuestion, Found] = {}
        unanswered = questions
        for turn in range(_ROUNDS):
            answered = self._request(unanswered, progress)
            final = [item for item in answered.items() if item[1].status in _FINAL]
            self._journal.write({_piece(question): _kept(answer) for question, answer in final})
            self.asked += len(final)
            answers |= answered
            unanswered = [
                question
                for question in questions
                if question
                not in answers  # or it is an error, which may have passed a moment later
                or (turn == 0 and answers[question].status not in _FINAL)
            ]
            if not unanswered:
                return answers
        if len(answers) < len(questions):
            raise ServiceError(
                tr(
                    "{host} answered for some addresses only ({count} of {total}). Run again "
                    "later: what it answered is kept.",
                    host=self.name,
                    count=len(answers),
                    total=len(questions),
                )
            )
        return answers

    def _request(
        self, questions: list[AddressQuestion], progress: Progress
    ) -> dict[AddressQuestion, Found]:
        used = {
            column: (part, field)
            for column, (part, field) in _SENT.items()
            if any(getattr(question, part) for question in questions)
        }
        rows = [
            [number, *(getattr(question, part) for part, _ in used.values())]
            for number, question in enumerate(questions)
        ]
        text = io.StringIO(newline="")
        csv.writer(text).writerows([["row_id", *used], *rows])
        question = form(
            f"{self.endpoint}/{settings()['route']}",
            [(field, column) for column, (_, field) in used.items()],
            {"data": ("addresses.csv", text.getvalue().encode("utf-8"), "text/csv")},
            repeatable=True,  # it changes nothing over there
        )
        response = self._client.ask(question, progress=progress)
        return {
            questions[number]: answer
            for number, answer in self._read(response, len(questions)).items()
        }

    def _read(self, answer: Answer, sent: int) -> dict[int, Found]:
        """The rows that arrived whole, by their number. Raises ServiceError for another table."""
        text = valid_text(answer.body.decode("utf-8-sig", errors="replace"))
        header = text.partition("\n")[0]
        delimiter = next((mark for mark in ",;\t|" if f"row_id{mark}" in header), ",")
        try:
            lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:  # no table at all
            lines = []
        names = lines[0] if lines else []
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            raise ServiceError(
                tr(
                    "{host} does not answer as a geocoder: its table lacks the column {name}. "
                    "Check ENDPOINT, the address of the service without “/search/csv”.",
                    host=self.name,
                    name=missing[0],
                ),
                answer.status,
            )
        rows = [line for line in lines[1:] if line]
        is_measured = "content-length" in answer.headers or "transfer-encoding" in answer.headers
        if rows and not is_measured and not text.endswith("\n"):
            rows.pop()  # it may have been cut anywhere
        answers: dict[int, set[Found]] = defaultdict(set)
        for line in rows:
            cells = dict(zip(names, line, strict=False)) if len(line) == len(names) else {}
            number = whole_in(cells.get("row_id", ""))
            if number is not None and 0 <= number < sent:
                answers[number].add(_found(cells))
        # Of two answers to one question nobody knows which is meant.
        unclear = Found("error", date.today().isoformat())
        return {n: found.pop() if len(found) == 1 else unclear for n, found in answers.items()}


def _piece(question: AddressQuestion) -> str:
    """The name of a question in the journal."""
    return json.dumps(question)


def _kept(found: Found) -> bytes:
    return json.dumps(found).encode()


def _read_kept(content: bytes) -> Found | None:
    """An answer as it was kept; None for one that another version wrote, or that is damaged."""
    try:
        values = zip(Found._fields, Json(read_json(content or b"")).items(), strict=True)
        return Found(*(one.number() if name in _NUMBERS else one.text() for name, one in values))  # type: ignore[arg-type]
    except ValueError:  # another kind of value, or more or fewer of them
        return None


def endpoint_of(text: str) -> str:
    """The base address to ask: without the route, and the new one of a service that moved."""
    options = settings()
    base = text.strip().rstrip("/") or options["endpoint"]
    base = base.removesuffix(f"/{options['route']}").removesuffix("/search")
    return options["renamed"].get(_host(base), base)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # no address: what asks it says so
        return ""


def _found(cells: dict[str, str]) -> Found:
    lon, lat = number_in(cells["longitude"]), number_in(cells["latitude"])
    from ..places.france import in_france

    somewhere = in_france(lon, lat)  # not NaN, and not swapped
    status = cells.get("result_status") or ("ok" if somewhere else "not-found")
    day = date.today().isoformat()
    if status != "ok" or not somewhere:
        return Found("error" if status == "ok" else status, day)
    score = number_in(cells["result_score"])
    if not -_BEYOND <= (0 if math.isnan(score) else score) <= 1 + _BEYOND:
        return Found("error", day)
    words = {part: cells.get(column, "").strip() for part, column in _RECEIVED.items()}
    return Found("ok", day, lon, lat, score if math.isfinite(score) else 0, **words)
