"""Where a sheet and its columns stand in an XLSX archive."""

from __future__ import annotations

import posixpath
import zipfile
from xml.etree import ElementTree  # nosec B405

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_member(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The file of a sheet in the archive, of the first one when ``sheet`` is ""; None without."""
    book = read_xml(archive, "xl/workbook.xml")
    links = read_xml(archive, "xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for element in book.iterfind(".//{*}sheet"):
        if sheet in ("", element.get("name")):
            path = posixpath.join("/xl", targets.get(element.get(_RELATION), ""))
            name = posixpath.normpath(path).lstrip("/")
            return name if name in archive.namelist() else None
    return None


def hidden_sheets(archive: zipfile.ZipFile) -> set[str]:
    """The names of the sheets that a spreadsheet program does not show."""
    book = read_xml(archive, "xl/workbook.xml")
    sheets = () if book is None else book.iterfind(".//{*}sheet")
    return {sheet.get("name", "") for sheet in sheets if "idden" in sheet.get("state", "")}


def read_xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """A small file of the archive; None where it is missing, no XML, or defines entities.

    Entities are what makes this parser unsafe.
    """
    if name not in archive.namelist():
        return None
    data = archive.read(name)
    if b"<!DOCTYPE" in data:
        return None
    try:
        return ElementTree.fromstring(data)  # nosec B314
    except ElementTree.ParseError:
        return None


def column_number(letters: str) -> int:
    """The number of the column ``A``, ``B``, … ``AA``, from 0."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """The inverse of ``column_number``."""
    letters, number = "", number + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
