"""A real PostgreSQL for a test: on a socket of its own, in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def programs() -> Path:
    """The folder of the server's programs; the test is skipped where there is none."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    pytest.skip("no PostgreSQL server is installed")


def user() -> str:
    """Who runs it: it refuses to run as root."""
    if os.getuid():
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database: what follows ``host=`` and ``user=`` in a connection."""
    folder, owner = programs(), user()
    with TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as name:
        home = Path(name)
        if owner:
            shutil.chown(home, owner)

        def call(program: str, *arguments: str) -> None:
            command = [str(folder / program), *arguments]
            if owner:
                command = ["runuser", "-u", owner, "--", *command]
            subprocess.run(command, check=True, cwd=home, capture_output=True, timeout=60)

        data = str(home / "data")
        call("initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off"
        call("pg_ctl", "-D", data, "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield f"host={home} user=tester dbname=postgres"
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "stop")
