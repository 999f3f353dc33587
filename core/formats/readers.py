"""A census file to a raw table of text cells, whatever its format."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from ..common.errors import InputError
from ..common.files import require_file
from ..common.text import tr
from .delimited import read_delimited
from .jsonrecords import read_records
from .layerfiles import CALLED, read_layer
from .rawtable import RawTable, from_features, from_records
from .spreadsheets import kind_of_archive, read_spreadsheet
from .xmlarchive import locked

__all__ = ["MAXIMUM_BYTES", "RawTable", "from_features", "from_records", "read_table"]

#: A larger file is refused, unless it is a GeoPackage, of which only a layer is read.
MAXIMUM_BYTES = 200_000_000

_BY_NAME = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".ods": "ods",
    ".geojson": "geojson",
    ".json": "json",
    ".gpkg": "gpkg",
}
#: The extension under which GDAL recognises a format.
_SUFFIX = {"xlsx": ".xlsx", "ods": ".ods", "geojson": ".geojson", "gpkg": ".gpkg"}
_READERS = {"geojson": read_layer, "gpkg": read_layer, "json": read_records}

#: How many bytes of an old Excel container are read to see whether it is locked.
_LOOKED_AT = 1 << 24

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
#: What GeoJSON, and a list of records, begin with, in small letters.
_GEOJSON = re.compile(rb'"type"\s*:\s*"(?:feature|(?:multi)?(?:point|linestring|polygon))')
_RECORDS = re.compile(rb'(?:\{\s*"[^"]*"\s*:\s*)?\[\s*\{')
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<script")


def read_table(path: str | Path, sheet: str | None = None) -> RawTable:
    """The table of a file: CSV of any dialect, XLSX, ODS, GeoJSON, records in JSON or GeoPackage.

    The content tells the format, whatever the file's name. ``sheet`` names a sheet or layer (the
    first one when not given). Raises InputError for a file that is missing, empty, too large, not
    readable, not a table, without rows or with too many columns.
    """
    path = require_file(path)
    try:
        kind = _kind(path)
        if kind != "gpkg" and path.stat().st_size > MAXIMUM_BYTES:
            raise InputError(
                tr(
                    "{file} is larger than {size} MB: it was not read. Keep only the rows and "
                    "columns of the census.",
                    file=path,
                    size=MAXIMUM_BYTES // 1_000_000,
                )
            )
        if kind == "csv":
            return _csv(path)
        if kind in ("gpkg", "json") or path.suffix.lower() == _SUFFIX[kind]:
            return _opened(path, kind, sheet)
        return _renamed(path, kind, sheet)
    except OSError as error:
        raise InputError(
            tr(
                "{file} cannot be read: {reason}. Check that you may read it and that no other "
                "program holds it.",
                file=path,
                reason=error.strerror or error,
            )
        ) from error


def _csv(path: Path) -> RawTable:
    content = read_delimited(path.read_bytes(), str(path))
    raw = from_records(content.records, str(path))
    raw.format, raw.dialect = "csv", content.dialect
    raw.notes += content.notes
    return raw


def _opened(path: Path, kind: str, sheet: str | None) -> RawTable:
    return _READERS.get(kind, read_spreadsheet)(path, kind, sheet)


def _renamed(path: Path, kind: str, sheet: str | None) -> RawTable:
    """The table of a file whose name says another format than its content: GDAL trusts the name."""
    with tempfile.TemporaryDirectory(prefix="maillage-") as folder:
        copy = Path(shutil.copyfile(path, Path(folder, f"census{_SUFFIX[kind]}")))
        try:
            raw = _opened(copy, kind, sheet)
        except InputError as error:
            raise InputError(str(error).replace(str(copy), str(path))) from error
    raw.what = str(path)
    return raw


def _kind(path: Path) -> str:
    """csv, xlsx, ods, geojson, json or gpkg, by the content first. Raises InputError for any other
    file."""
    with open(path, "rb") as file:
        head = file.read(1 << 14)
    text = head
    for mark in _MARKS:
        text = text.removeprefix(mark)
    text = text.replace(b"\0", b"").lstrip().lower()
    if head.startswith(b"PK\x03\x04"):
        return kind_of_archive(path) or _refuse(path, tr("a ZIP archive"))
    if head.startswith(b"SQLite format 3\0"):
        return "gpkg"
    if head.startswith(_OLE):
        return _refuse_old(path)
    if head.startswith(b"%PDF"):
        return _refuse(path, tr("a PDF document"))
    if head.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh")):
        return _refuse(path, tr("a compressed archive"))
    if text.startswith(_MARKUP) or (text.startswith(b"<?xml") and b"<html" in text):
        return _refuse(path, tr("a web page (HTML)"))
    if text.startswith(b"<?xml"):
        return _refuse(path, tr("an XML document"))
    named = _BY_NAME.get(path.suffix.lower())
    if named in ("xlsx", "ods", "gpkg"):
        raise InputError(
            tr(
                "{file} is no {kind} file, whatever its name says. If it is text, give it the "
                "extension .csv; else open it in the program that made it and save it again.",
                file=path,
                kind=CALLED[named],
            )
        )
    if named == "geojson" or (text.startswith(b"{") and _GEOJSON.search(text)):
        return "geojson"
    return "json" if named or _RECORDS.match(text) else "csv"


def _refuse(path: Path, content: str) -> str:
    raise InputError(
        tr(
            "{file} is {content}, not a table that can be read. Fetch the file itself, unpack it, "
            "or save the table as CSV, XLSX, ODS, GeoJSON or GeoPackage.",
            file=path,
            content=content,
        )
    )


def _refuse_old(path: Path) -> str:
    """Refuses the container of old Excel files and of locked new ones."""
    with open(path, "rb") as file:
        if "EncryptedPackage".encode("utf-16-le") in file.read(_LOOKED_AT):
            raise locked(path)
    return _refuse(path, tr("an old Excel workbook (.xls)"))
