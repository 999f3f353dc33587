"""What a geocoder has answered already, on disk: nothing is asked twice.

An interrupted run goes on where it stopped, and a second one asks nothing. Questions stand there by
their fingerprint; answers as they came, with the address that was found. Those older than
``keep_days`` are forgotten, because addresses change.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path

from ...common.text import tr
from .answers import Found, Question

_TABLE = "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, day TEXT, answer TEXT)"
#: A file that another job holds is waited for so long (s): nobody can cancel meanwhile.
_WAIT = 0.5


class Journal:
    """The answers of one endpoint. Opens and closes its file each time: jobs may share it.

    A file that cannot be used counts as empty, and ``fault`` says why; a damaged one is replaced.
    """

    def __init__(self, path: str | Path | None, endpoint: str, keep_days: int) -> None:
        self._path, self._endpoint, self._keep = path, endpoint, timedelta(days=keep_days)
        self.fault = ""

    def read(self, questions: Iterable[Question]) -> dict[Question, Found]:
        """The answers known already."""
        keys = {self._key(question): question for question in questions}
        # A day to come is of a clock that went wrong: it would stay for good.
        days = (date.today() - self._keep).isoformat(), date.today().isoformat()
        known = {}

        def look(file: sqlite3.Connection) -> None:
            asked = "SELECT answer FROM answers WHERE question = ? AND day BETWEEN ? AND ?"
            for key, question in keys.items():
                for (answer,) in file.execute(asked, (key, *days)):
                    found = _found(answer)
                    if found:
                        known[question] = found

        self._use(look)
        return known

    def write(self, answers: Sequence[tuple[Question, Found]]) -> None:
        """Keeps answers, and forgets the old ones."""
        oldest = (date.today() - self._keep).isoformat()
        rows = [(self._key(q), found.day, json.dumps(astuple(found))) for q, found in answers]

        def keep(file: sqlite3.Connection) -> None:
            file.execute("DELETE FROM answers WHERE day < ?", (oldest,))
            file.executemany(
                "INSERT OR REPLACE INTO answers (question, day, answer) VALUES (?, ?, ?)", rows
            )

        self._use(keep)

    def _use(self, work: Callable[[sqlite3.Connection], None]) -> None:
        if self._path is None:
            return
        path = Path(self._path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path, timeout=_WAIT)) as file, file:
                file.execute(_TABLE)
                work(file)
        except (sqlite3.Error, OSError) as error:
            self.fault = tr(
                "Answers could not be kept in {path} ({reason}): they will be asked again.",
                path=path,
                reason=error,
            )
            if type(error) is sqlite3.DatabaseError:  # damaged; the others are busy, room, rights
                _remove(path)

    def _key(self, question: Question) -> str:
        text = json.dumps([self._endpoint, *astuple(question)])
        return hashlib.sha256(text.encode()).hexdigest()


def _found(answer: str) -> Found | None:
    """An answer as it was kept; None for what another version, or nobody, wrote."""
    try:
        return Found(*json.loads(answer))
    except (ValueError, TypeError):
        return None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # in use elsewhere: next time
        return
