"""What a geocoder has answered already, on disk: nothing is asked twice.

An interrupted run goes on where it stopped, and a second one asks nothing. Questions stand there by
their fingerprint, not in words. Answers older than ``keep_days`` are forgotten, because addresses
change.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path

from .service import Found, Question

_TABLE = "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, day TEXT, answer TEXT)"


class Journal:
    """The answers of one endpoint. Opens and closes its file each time: jobs may share it.

    A file that cannot be used counts as empty: the service is then asked again.
    """

    def __init__(self, path: str | Path | None, endpoint: str, keep_days: int) -> None:
        self._path, self._endpoint = path, endpoint
        self._oldest = (date.today() - timedelta(days=keep_days)).isoformat()

    def read(self, questions: Iterable[Question]) -> dict[Question, Found]:
        """The answers known already."""
        keys = {self._key(question): question for question in questions}
        known = {}
        try:
            with closing(self._open()) as file:
                for key, question in keys.items():
                    row = file.execute(
                        "SELECT answer FROM answers WHERE question = ? AND day >= ?",
                        (key, self._oldest),
                    ).fetchone()
                    if row:
                        known[question] = Found(*json.loads(row[0]))
        except (sqlite3.Error, ValueError, TypeError, OSError):
            pass  # what cannot be read is asked again
        return known

    def write(self, answers: Sequence[tuple[Question, Found]]) -> None:
        """Keeps answers, and forgets the old ones."""
        rows = [(self._key(q), found.day, json.dumps(astuple(found))) for q, found in answers]
        try:
            with closing(self._open()) as file, file:
                file.execute("DELETE FROM answers WHERE day < ?", (self._oldest,))
                file.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
        except (sqlite3.Error, OSError):
            return

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            return _with_table(":memory:")
        Path(self._path).parent.mkdir(parents=True, exist_ok=True)
        try:
            return _with_table(self._path)
        except sqlite3.OperationalError:  # busy, no room, no right: another time
            raise
        except sqlite3.DatabaseError:  # no journal any more
            Path(self._path).unlink()
            return _with_table(self._path)

    def _key(self, question: Question) -> str:
        text = json.dumps([self._endpoint, *astuple(question)])
        return hashlib.sha256(text.encode()).hexdigest()


def _with_table(path: str | Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, timeout=10)
    try:
        file.execute(_TABLE)
    except sqlite3.Error:
        file.close()
        raise
    return file
