"""What is expensive to compute or to ask again, kept piece by piece in a file that jobs share.

A job that was cancelled or killed finds the pieces that it already had, and only has to make the
others. Jobs and pieces are named by their fingerprints, so that the file shows no address and no
place, except what an answer itself says.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

from .text import tr

_TABLE = (
    "CREATE TABLE IF NOT EXISTS pieces (piece TEXT PRIMARY KEY, job TEXT, day TEXT, content BLOB)"
)
#: How long to wait for a file that another job holds (s): nobody can cancel meanwhile.
_WAIT = 0.5


class Journal:
    """The pieces of ``job``: the fingerprint of all that its results depend on, inputs included.

    Pieces older than ``keep_days`` are forgotten, whatever their job. The file at ``path`` is
    opened and closed each time: what was written outlives the program. One that cannot be used
    counts as empty, and ``fault`` says why; a damaged one is replaced. None keeps nothing.
    """

    def __init__(self, path: str | Path | None, job: str, keep_days: int) -> None:
        self._path, self._job, self._keep = path, _fingerprint(job), timedelta(days=keep_days)
        self.fault = ""

    def read(self, pieces: Iterable[str]) -> dict[str, bytes]:
        """The content of the pieces that are there, by piece."""
        # A date in the future comes from a wrong clock: such a piece would never expire.
        days = (date.today() - self._keep).isoformat(), date.today().isoformat()
        contents: dict[str, bytes] = {}

        def look(file: sqlite3.Connection) -> None:
            query = (
                "SELECT CAST(content AS BLOB) FROM pieces WHERE piece = ? AND day BETWEEN ? AND ?"
            )
            for piece in pieces:
                for (content,) in file.execute(query, (self._key(piece), *days)):
                    contents[piece] = content

        self._use(look)
        return contents

    def write(self, pieces: Mapping[str, bytes]) -> None:
        """Keeps pieces, and forgets the old ones."""
        today = date.today()
        rows = [
            (self._key(piece), self._job, today.isoformat(), content)
            for piece, content in pieces.items()
        ]

        def keep(file: sqlite3.Connection) -> None:
            file.execute("DELETE FROM pieces WHERE day < ?", ((today - self._keep).isoformat(),))
            file.executemany("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?, ?)", rows)

        self._use(keep)

    def forget(self) -> None:
        """Forgets all pieces of the job."""

        def remove(file: sqlite3.Connection) -> None:
            file.execute("DELETE FROM pieces WHERE job = ?", (self._job,))

        self._use(remove)

    def _use(self, work: Callable[[sqlite3.Connection], None]) -> None:
        if self._path is None:
            return
        path = Path(self._path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path, timeout=_WAIT)) as file, file:
                # Pieces survive the end of the program, but not a power cut: nothing waits for the
                # disk.
                file.execute("PRAGMA synchronous = OFF")
                file.execute(_TABLE)
                work(file)
        except (sqlite3.Error, OSError) as error:
            self.fault = tr(
                "Answers could not be kept in {path} ({reason}): a run that stops before its end "
                "asks for them again.",
                path=path,
                reason=error,
            )
            if type(error) is sqlite3.DatabaseError:  # damaged; the others are busy, room, rights
                with suppress(OSError):  # in use elsewhere: next time
                    path.unlink(missing_ok=True)

    def _key(self, piece: str) -> str:
        return _fingerprint(json.dumps([self._job, piece]))


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
