"""Delimited text (CSV) of any usual separator, quote, encoding and line ending."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from ..common.errors import InputError
from ..common.text import tr

_SEPARATORS = ",;\t|"
#: A last record that only disappears when a quote was left open.
_END = "end of the census file"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
#: A first line that tells spreadsheet programs the separator; they do not show it as a row.
_STATED = re.compile(r'"?sep=(.)"?[ ,;\t|]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How a delimited file is written; what is needed to write a cell of it again.

    ``encoding`` is a Python codec that writes no mark (utf-8, utf-16-le, utf-16-be, cp1252,
    mac_roman), ``bom`` whether the file begins with a mark, ``newline`` what ends the header, and
    ``stated`` whether a first line ``sep=`` tells the separator.
    """

    encoding: str = "utf-8"
    bom: bool = False
    separator: str = ","
    quote: str = '"'
    newline: str = "\n"
    stated: bool = False


def read_records(path: Path) -> tuple[list[tuple[int, list[str]]], Dialect]:
    """The records as (row, cells), rows counted from 1 as a spreadsheet shows them; the dialect.

    Raises InputError for a file that is no text, whose encoding is broken (naming byte and line)
    or whose quotes are not closed.
    """
    data = path.read_bytes()
    text = decode(data, path)
    stated = _STATED.match(text)
    if stated:
        text = text[stated.end() :]
    quote = "'" if text.lstrip()[:1] == "'" else '"'
    separator = stated[1] if stated else _separator(text, quote)
    reader = csv.reader(
        io.StringIO(f"{text}\n{_END}", newline=""), delimiter=separator, quotechar=quote
    )
    records, above = [], 1 if stated else 0
    line = 1 + above
    try:
        for row, cells in enumerate(reader, start=1):
            records.append((row, cells))
            start, line = line, reader.line_num + 1 + above
    except csv.Error as error:
        raise _open_quote(path, line) from error
    if records.pop()[1] != [_END]:
        raise _open_quote(path, start)
    newline = re.search(r"\r\n|\r|\n", text)
    encoding, bom = _encoding_of(data)
    dialect = Dialect(
        encoding, bom, separator, quote, newline[0] if newline else "\n", stated is not None
    )
    return records, dialect


def _encoding_of(data: bytes) -> tuple[str, bool]:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8", True
    if data.startswith(_UTF16):
        return ("utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"), True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", False
    return "utf-8", False


def decode(data: bytes, path: Path) -> str:
    """The text of a file: UTF-8 with or without mark, UTF-16 with mark, else Windows-1252."""
    if data.startswith(_UTF32):  # before UTF-16, whose mark begins in the same way
        raise InputError(
            tr("{file} is in UTF-32, which is not read. Save it again as UTF-8.", file=path)
        )
    if data.startswith(_UTF16):
        return _decode(data, "utf-16", path)
    if data.startswith(b"PK\x03\x04") or b"\0" in data:
        raise InputError(
            tr(
                "{file} is not a text file. Choose a census as CSV, XLSX, ODS, GeoJSON or "
                "GeoPackage, with the usual file extension.",
                file=path,
            )
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise _wrong_encoding(path, data, error) from error
    return _decode(data, "cp1252", path)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more letters beyond ASCII read well as UTF-8 than badly."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) - bad > bad


def _decode(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(path, data, error) from error


def _wrong_encoding(path: Path, data: bytes, error: UnicodeDecodeError) -> InputError:
    return InputError(
        tr(
            "{file}: the encoding is broken at line {line} (byte {byte}, value 0x{value}), "
            "read as {encoding}. Save the file again as UTF-8.",
            file=path,
            line=data[: error.start].count(b"\n") + 1,
            byte=error.start + 1,
            value=f"{data[error.start]:02X}",
            encoding=error.encoding,
        )
    )


def _open_quote(path: Path, line: int) -> InputError:
    return InputError(
        tr(
            "{file}: a quotation mark opened in the record of line {line} is never closed. "
            "Close or remove it.",
            file=path,
            line=line,
        )
    )


def _separator(text: str, quote: str) -> str:
    """The separator that cuts the header into most cells."""

    def cells(separator: str) -> int:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quotechar=quote)
        try:
            return len(next((record for record in reader if any(record)), []))
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=cells)
