"""Fetching a file from the web."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from email.message import Message
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.text import tr
from .client import Client, Limits
from .faults import host_of
from .transport import Transport

#: A census of the whole country holds some 30 MB.
_LIMITS = Limits(max_bytes=500_000_000)

#: File name endings that say what a file is, and the content types that services announce.
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".geojson", ".json", ".gpkg", ".zip")
_TYPES = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "application/vnd.geo+json": ".geojson",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/geopackage+sqlite3": ".gpkg",
}
_HTML = re.compile(
    rb"^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b",
    re.I | re.S,
)


def download(url: str, progress: Progress = SILENT, transport: Transport | None = None) -> Path:
    """The file at an http(s) address, whole, in a temporary folder of its own.

    Its name is the one that the service gives, or the address; its ending says what it holds
    (.csv, .xlsx, .geojson ...), from the announced type or the content when the name does not. The
    folder goes when the program ends, or before, if the caller removes it. Raises InputError for
    what is no http(s) address, an empty file or a web page, ServiceError, Cancelled.
    """
    folder = Path(tempfile.mkdtemp(dir=_downloads()))
    try:
        with open(folder / "arriving", "w+b") as file:
            answer = Client(_LIMITS, transport=transport).get(
                url.strip(), into=file, progress=progress
            )
        _refuse_no_table(folder / "arriving", answer.url)
        name = _name(answer.url, answer.headers)
        if Path(name).suffix.lower() not in _ENDINGS:
            name += _ending(answer.headers, folder / "arriving")
        return (folder / "arriving").rename(folder / name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@cache
def _downloads() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="maillage-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _refuse_no_table(path: Path, url: str) -> None:
    with open(path, "rb") as file:
        start = file.read(2000)
    if not start.strip():
        raise InputError(
            tr("{host} gave an empty file. Check the address in a browser.", host=host_of(url))
        )
    if _HTML.match(start):
        raise InputError(
            tr(
                "{host} gave a web page, not a table. Open the address in a browser, copy the "
                "link of the file itself (often under “Download”), and give that one.",
                host=host_of(url),
            )
        )


def _name(url: str, headers: Mapping[str, str]) -> str:
    """A name that every file system takes, without folders."""
    message = Message()
    message["Content-Disposition"] = headers.get("content-disposition", "")
    full_name = message.get_filename() or unquote(urlsplit(url).path)
    last = re.split(r"[/\\]", full_name.rstrip("/\\"))[-1]
    clean = re.sub(r'[\x00-\x1f<>:"|?*]', "_", last).strip(". ")
    stem, ending = Path(clean).stem, Path(clean).suffix
    return (stem[:80] + ending[:20]) or "table"


def _ending(headers: Mapping[str, str], path: Path) -> str:
    announced = headers.get("content-type", "").partition(";")[0].strip().lower()
    return _TYPES.get(announced) or _ending_of_content(path)


def _ending_of_content(path: Path) -> str:
    with open(path, "rb") as file:
        start = file.read(100).removeprefix(b"\xef\xbb\xbf").lstrip()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
        if any(name.startswith("xl/") for name in names):
            return ".xlsx"
        return ".ods" if "content.xml" in names else ".zip"
    if start.startswith(b"SQLite format 3"):
        return ".gpkg"
    return ".geojson" if start.startswith((b"{", b"[")) else ".csv"
