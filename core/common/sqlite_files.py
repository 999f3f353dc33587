"""What SQLite keeps beside a database (a GeoPackage is one): part of it, for as long as it stands.

A database that is replaced while such a file stands beside it reads the old one's pages as its own.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from .errors import OutputError
from .text import tr

#: What follows the name of the database.
_BESIDE = ("-wal", "-shm", "-journal")
#: Follows the name of such a file whose database is gone: nobody reads it under that name.
_ORPHAN = ".orphan"


def has_journal(path: Path) -> bool:
    """Whether a program has the database open to write, or was killed while it did."""
    return any(os.path.exists(f"{path}{ending}") for ending in _BESIDE)


def settle_journal(path: Path) -> None:
    """Takes into the database what a program that was killed left beside it.

    What stands beside a database that is gone is set aside. Raises OutputError where a program has
    the database open to write, and for what SQLite cannot settle: nothing has changed then.
    """
    if not has_journal(path):
        return
    if not path.exists():
        for ending in _BESIDE:
            with suppress(FileNotFoundError):
                os.replace(f"{path}{ending}", f"{path}{ending}{_ORPHAN}")
        return
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("PRAGMA journal_mode = DELETE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("COMMIT")
            # Of a program that was killed; SQLite itself leaves it.
            Path(f"{path}-shm").unlink(missing_ok=True)
    except sqlite3.OperationalError as error:
        raise open_for_editing(path) from error
    except sqlite3.Error as error:
        raise OutputError(
            tr(
                "{path} is no database that can be read ({reason}), and what a program left of one "
                "stands beside it. Give another file.",
                path=path,
                reason=error,
            )
        ) from error


def open_for_editing(path: Path) -> OutputError:
    """What is said of a database that is not to be replaced now."""
    return OutputError(
        tr(
            "{path} is open for editing, here or in another program, and replacing it would spoil "
            "it. Save or end the edits of its layers, or give another file.",
            path=path,
        )
    )
