"""Zeros that a workbook shows and does not hold: numbers with a format such as ``00000``."""

from __future__ import annotations

import posixpath
import re
import zipfile
from xml.etree import ElementTree  # nosec B405

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: What a format holds that only places its figures: blanks, dots and literals between them.
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|[ -]|;@$')
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?v>(\d{1,15})</")
_ATTRIBUTES = re.compile(rb'\b(r|s|t)="([^"]*)"')
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def padded_cells(archive: zipfile.ZipFile, sheet: str) -> dict[tuple[int, int], int]:
    """How many figures the cells of an XLSX sheet show, by (row from 1, column from 0).

    Only whole numbers whose format puts zeros before them.
    """
    widths = _widths(archive)
    member = _member_of(archive, sheet) if widths else None
    if member is None:
        return {}
    shown = {}
    for attributes, number in _CELL.findall(archive.read(member)):
        given = dict(_ATTRIBUTES.findall(attributes))
        width = widths.get(given.get(b"s", b"").decode(), 0)
        place = _REFERENCE.fullmatch(given.get(b"r", b"").decode())
        if place and len(number) < width and given.get(b"t", b"n") == b"n":
            shown[int(place[2]), _column(place[1])] = width
    return shown


def figures_shown(code: str) -> int:
    """The least figures that a number format shows; 0 if it does more than put zeros before."""
    places = _LITERALS.sub("", code)
    found = re.fullmatch(r"#*(0[0#]*)", places)
    return len(found[1]) if found else 0


def _widths(archive: zipfile.ZipFile) -> dict[str, int]:
    """The figures that each cell style shows, for the styles that put zeros before a number."""
    styles = _xml(archive, "xl/styles.xml")
    if styles is None:
        return {}
    formats = {
        each.get("numFmtId"): figures_shown(each.get("formatCode", ""))
        for each in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    return {
        str(number): width
        for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
        if (width := formats.get(style.get("numFmtId"), 0)) > 1
    }


def _member_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The file of a sheet in the archive."""
    book = _xml(archive, "xl/workbook.xml")
    links = _xml(archive, "xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for each in book.iterfind(".//{*}sheet"):
        if each.get("name") == sheet:
            path = posixpath.join("/xl", targets.get(each.get(_RELATION), ""))
            name = posixpath.normpath(path).lstrip("/")
            return name if name in archive.namelist() else None
    return None


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """A small file of the archive; None where it is missing, no XML, or defines entities.

    Those are what makes this parser unsafe.
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


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
