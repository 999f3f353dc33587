"""The day from which a workbook counts its dates, and the dates of one that counts from 1904.

Spreadsheets keep a date as a number of days, most from the end of 1899, those that began on an old
Mac from 1904 on. GDAL knows only the first.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta

from .rawtable import FIRST_DAY
from .workbook import column_number, read_xml, sheet_member
from .xmlarchive import CHUNK

_TRUE = ("1", "true", "on")
#: Numbers of an XLSX sheet, those that a formula gives included.
_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/>])>\s*"
    rb"(?:<(?:\w+:)?f[^>]*/>|<(?:\w+:)?f(?:\s[^>]*)?>[^<]*</(?:\w+:)?f>)?\s*"
    rb"<(?:\w+:)?v>(\d{1,7}(?:\.\d+)?)</"
)
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_NO_NUMBER = re.compile(rb'\bt="(?!n")')
_NULL_DATE = re.compile(rb'<table:null-date\b[^>]*\bdate-value="(\d{4}-\d\d-\d\d)')
_FIRST_TABLE = re.compile(rb"<table:table[\s>]")


def first_day_of(archive: zipfile.ZipFile) -> date:
    """The day 0 of an XLSX or ODS workbook."""
    book = read_xml(archive, "xl/workbook.xml")
    if book is None:
        return _null_date(archive)
    properties = book.find("{*}workbookPr")
    counts_from_1904 = properties is not None and properties.get("date1904") in _TRUE
    return date(1904, 1, 1) if counts_from_1904 else FIRST_DAY


def _null_date(archive: zipfile.ZipFile) -> date:
    """The day that an ODS states before its first table; its dates are written out, but not the
    numbers of days among them."""
    if "content.xml" not in archive.namelist():
        return FIRST_DAY
    head = b""
    with archive.open("content.xml") as file:
        while not _FIRST_TABLE.search(head) and (piece := file.read(CHUNK)):
            head += piece
    stated = _NULL_DATE.search(head)
    try:
        return date.fromisoformat(stated[1].decode()) if stated else FIRST_DAY
    except ValueError:  # no such day
        return FIRST_DAY


def days_counted(
    archive: zipfile.ZipFile, sheet: str, first_day: date
) -> dict[tuple[int, int], str]:
    """The numbers of an XLSX sheet as ISO 8601 dates, if dates they are, by (row from 1, column
    from 0)."""
    member = sheet_member(archive, sheet)
    if member is None:
        return {}
    counted = {}
    for attributes, number in _CELL.findall(archive.read(member)):
        place = _REFERENCE.search(attributes)
        if place and not _NO_NUMBER.search(attributes):
            where = int(place[2]), column_number(place[1].decode())
            counted[where] = _day(first_day, float(number))
    return counted


def _day(first_day: date, days: float) -> str:
    try:
        moment = datetime.combine(first_day, time()) + timedelta(seconds=round(days * 86400))
    except OverflowError:  # beyond the year 9999
        return ""
    return moment.isoformat().removesuffix("T00:00:00")
