"""Small XLSX and ODS workbooks written by hand, as other programs than GDAL write them."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def write_xlsx(path: Path, rows: list[list[str]]) -> None:
    """A workbook with strings inline, numbers as numbers, ISO dates as dates, empty rows absent."""
    body = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            _xlsx_cell(f"{chr(65 + column)}{number}", text) for column, text in enumerate(row)
        )
        if any(row):
            body.append(f'<row r="{number}" spans="1:{len(row)}">{cells}</row>')
    sheet = (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:D{len(rows)}"/>'
        f"<sheetData>{''.join(body)}</sheetData><pageMargins left='1' right='1' top='1' "
        "bottom='1' header='0' footer='0'/></worksheet>"
    )
    styles = (
        f'<styleSheet xmlns="{_MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders>'
        "<border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/>"
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sheets/one.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "/xl/sheets/one.xml"), ("styles", "styles.xml")
        ),
        "xl/styles.xml": styles,
        "xl/sheets/one.xml": sheet,
    }
    _write(
        path, {name: f'<?xml version="1.0" encoding="UTF-8"?>{xml}' for name, xml in parts.items()}
    )


def _xlsx_cell(reference: str, text: str) -> str:
    if not text:
        return ""
    if text == "2023-01-15":
        return f'<c r="{reference}" s="1"><v>44941</v></c>'
    if _NUMBER.fullmatch(text):
        return f'<c r="{reference}"><v>{text}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _relations(*links: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def write_ods(path: Path, rows: list[list[str]]) -> None:
    """A workbook in which equal rows, and equal cells of a row, stand once with their number."""
    body = ""
    for row, same in itertools.groupby(rows):
        cells = "".join(_ods_cell(text, len(list(equal))) for text, equal in itertools.groupby(row))
        times = _times("rows", len(list(same)))
        body += f"<table:table-row{times}>{cells}{_ods_cell('', 900)}</table:table-row>"
    body += f"<table:table-row{_times('rows', 900)}>{_ods_cell('', 1000)}</table:table-row>"
    spaces = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Feuille">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    _write(path, parts)


def _ods_cell(text: str, times: int) -> str:
    repeated = _times("columns", times)
    if not text:
        return f"<table:table-cell{repeated}/>"
    kind = f'"float" office:value="{text}"' if _NUMBER.fullmatch(text) else '"string"'
    paragraph = f"<text:p>{escape(text)}</text:p>"
    return f"<table:table-cell office:value-type={kind}{repeated}>{paragraph}</table:table-cell>"


def _times(what: str, count: int) -> str:
    return f' table:number-{what}-repeated="{count}"' if count > 1 else ""


def _write(path: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def write_sheets(path: Path, sheets: dict[str, list[list[str]]], hidden: Sequence[str]) -> None:
    """A workbook of several sheets of text, those of these names not shown."""
    write = _xlsx_of_sheets if path.suffix == ".xlsx" else _ods_of_sheets
    _write(path, write(sheets, hidden))


def _xlsx_of_sheets(sheets: dict[str, list[list[str]]], hidden: Sequence[str]) -> dict[str, str]:
    types, entries, parts = "", "", {}
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        state = ' state="veryHidden"' if name in hidden else ""
        entries += f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
        types += (
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
            f'ContentType="{_TYPE}.worksheet+xml"/>'
        )
        body = "".join(
            f'<row r="{n}">'
            + "".join(_xlsx_cell(f"{chr(65 + column)}{n}", text) for column, text in enumerate(row))
            + "</row>"
            for n, row in enumerate(rows, start=1)
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
        )
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{types}'
        "</Types>",
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{entries}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(*links),
        **parts,
    }


def _ods_of_sheets(sheets: dict[str, list[list[str]]], hidden: Sequence[str]) -> dict[str, str]:
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="{"off" if name in hidden else "on"}">'
        + "".join(
            f"<table:table-row>{''.join(_ods_cell(text, 1) for text in row)}</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties '
        f'table:display="{shown}"/></style:style>'
        for name, shown in (("on", "true"), ("off", "false"))
    )
    names = ("office", "style", "table", "text")
    spaces = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in names)
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
    }
