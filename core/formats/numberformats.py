"""Numbers of a workbook as they are shown: zeros that a format such as ``00000`` puts, no noise."""

from __future__ import annotations

import math
import re
import zipfile

from .layerfiles import iso_text
from .workbook import column_number, read_xml, sheet_member

#: The parts of a format that only place its figures: blanks, dots and literals between them.
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|[ -]|;@$')
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?v>(\d{1,15})</")
_ATTRIBUTES = re.compile(rb'\b(r|s|t)="([^"]*)"')
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
#: Numbers as a spreadsheet keeps them and nobody writes them: 42.960000000000001, 7.6E13.
_LONG_NUMBER = re.compile(r"-?\d+\.\d{12,}|-?\d(?:\.\d+)?E[+-]?\d{1,3}")


def padded_cells(archive: zipfile.ZipFile, sheet: str) -> dict[tuple[int, int], int]:
    """How many figures the cells of an XLSX sheet show, by (row from 1, column from 0).

    Only whole numbers whose format puts zeros before them.
    """
    widths = _widths(archive)
    member = sheet_member(archive, sheet) if widths else None
    if member is None:
        return {}
    shown = {}
    for attributes, number in _CELL.findall(archive.read(member)):
        named_attributes = dict(_ATTRIBUTES.findall(attributes))
        width = widths.get(named_attributes.get(b"s", b"").decode(), 0)
        place = _REFERENCE.fullmatch(named_attributes.get(b"r", b"").decode())
        if place and len(number) < width and named_attributes.get(b"t", b"n") == b"n":
            shown[int(place[2]), column_number(place[1])] = width
    return shown


def figures_shown(code: str) -> int:
    """The least figures that a number format shows; 0 if it does more than put zeros before."""
    places = _LITERALS.sub("", code)
    found = re.fullmatch(r"#*(0[0#]*)", places)
    return len(found[1]) if found else 0


def _widths(archive: zipfile.ZipFile) -> dict[str, int]:
    """The figures that each cell style shows, for the styles that put zeros before a number."""
    styles = read_xml(archive, "xl/styles.xml")
    if styles is None:
        return {}
    formats = {
        number_format.get("numFmtId"): figures_shown(number_format.get("formatCode", ""))
        for number_format in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    return {
        str(number): width
        for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
        if (width := formats.get(style.get("numFmtId"), 0)) > 1
    }


def as_shown(cell: str) -> str:
    """A cell as GDAL gives it, as a person would have written it: dates in ISO 8601."""
    if not cell[:2].strip("-").isdigit():
        return cell
    if not _LONG_NUMBER.fullmatch(cell):
        return iso_text(cell)
    number = float(cell)
    return f"{number:.15g}" if math.isfinite(number) else cell
