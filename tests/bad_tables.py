"""Bad tables by name: each function writes one as people, programs and networks make them.

``TABLES`` maps a name to a function that takes a folder and gives the path of the file.
"""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

from osgeo import ogr, osr

HEADER = ["n_ref", "departement", "ville", "code_commune", "nom", "code_postal", "adresse"]
HEADER += ["date_maj", "codes_types_mediations", "lat", "lon"]
ROWS = [
    ["Ref_1", "09", "Foix", "09122", "Médiathèque d'été", "09000", "1, rue des Arts"],
    ["Ref_2", "31", "Muret", "31395", "L’hôtel à projets", "31600", 'Le "Lieu"'],
    ["Ref_3", "32", "Auch", "32013", "Maison du département", "32000", "3 place du Marché"],
]
ENDS = [
    ["2023-01-15", "ORD", "42.96", "1.60"],
    ["2022-03-01", "ORD-INT", "43.46", "1.33"],
    ["2021-12-31", "INT", "43.65", "0.59"],
]
ROWS = [row + end for row, end in zip(ROWS, ENDS, strict=True)]

Table = Callable[[Path], Path]
TABLES: dict[str, Table] = {}


def table(function: Table) -> Table:
    """Registers a table under the name of its function."""
    TABLES[function.__name__] = function
    return function


def cells(*rows: list[str]) -> list[list[str]]:
    """The header and the rows, the three good ones when none are given."""
    return [HEADER, *(rows or ROWS)]


def csv_text(rows: list[list[str]], separator: str = ",", end: str = "\n", quote: str = '"') -> str:
    """Rows as delimited text, with quotes where they are needed."""

    def cell(text: str) -> str:
        if any(sign in text for sign in (separator, quote, "\n", "\r")):
            return f"{quote}{text.replace(quote, quote * 2)}{quote}"
        return text

    return "".join(separator.join(map(cell, row)) + end for row in rows)


GOOD = csv_text(cells())


def write(folder: Path, data: str | bytes, name: str = "census.csv") -> Path:
    """A file in the folder."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# Nearly nothing


@table
def empty(folder: Path) -> Path:
    return write(folder, b"")


@table
def blank_lines(folder: Path) -> Path:
    return write(folder, "\n \n\t\n\r\n")


@table
def only_a_mark(folder: Path) -> Path:
    return write(folder, b"\xef\xbb\xbf")


@table
def headers_only(folder: Path) -> Path:
    return write(folder, csv_text([HEADER]))


@table
def one_column(folder: Path) -> Path:
    return write(folder, "nom\nMairie\nMédiathèque\n")


@table
def one_cell(folder: Path) -> Path:
    return write(folder, "x")


@table
def only_separators(folder: Path) -> Path:
    return write(folder, ";;;;\n" * 20)


@table
def no_header(folder: Path) -> Path:
    return write(folder, csv_text(ROWS))


# Too much


@table
def ten_thousand_columns(folder: Path) -> Path:
    return write(folder, csv_text([[f"c{n}" for n in range(10_000)], ["x"] * 10_000]))


@table
def one_gigabyte_sparse(folder: Path) -> Path:
    path = write(folder, GOOD)
    os.truncate(path, 1_000_000_000)
    return path


@table
def one_gigabyte_of_old_excel(folder: Path) -> Path:
    path = write(folder, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "census.xls")
    os.truncate(path, 1_000_000_000)
    return path


@table
def sparse_just_below_the_limit(folder: Path) -> Path:
    path = write(folder, GOOD)
    os.truncate(path, 150_000_000)
    return path


@table
def a_million_lines(folder: Path) -> Path:
    return write(folder, csv_text([HEADER]) + "x\n" * 1_000_000)


@table
def millions_of_blank_lines(folder: Path) -> Path:
    return write(folder, GOOD + "\n" * 2_100_000)


@table
def very_long_cell(folder: Path) -> Path:
    row = [*ROWS[0]]
    row[6] = "x" * 5_000_000
    return write(folder, csv_text(cells(row)))


@table
def cell_of_thirty_megabytes(folder: Path) -> Path:
    row = [*ROWS[0]]
    row[6] = "x" * 30_000_000
    return write(folder, csv_text(cells(row)))


# Characters


@table
def nul_bytes(folder: Path) -> Path:
    return write(folder, GOOD.encode().replace(b"Muret", b"Mu\0ret"))


@table
def binary_rubbish(folder: Path) -> Path:
    return write(folder, bytes(range(256)) * 40)


@table
def mixed_encodings(folder: Path) -> Path:
    lines = GOOD.splitlines(keepends=True)
    return write(
        folder, "".join(lines[:2]).encode() + lines[2].encode("cp1252") + lines[3].encode()
    )


@table
def mixed_encodings_in_one_line(folder: Path) -> Path:
    data = GOOD.encode().replace("Marché".encode(), "Marché".encode("cp1252"))
    return write(folder, data)


@table
def byte_of_no_character(folder: Path) -> Path:
    return write(folder, GOOD.encode("cp1252") + b"Ref_4,\xe9\xe8\xe0\x81\n")


@table
def windows_1252(folder: Path) -> Path:
    return write(folder, GOOD.encode("cp1252"))


@table
def mac_roman(folder: Path) -> Path:
    return write(folder, GOOD.replace("\n", "\r").encode("mac_roman"))


@table
def utf_16_without_mark(folder: Path) -> Path:
    return write(folder, GOOD.encode("utf-16-le"))


@table
def utf_16_cut(folder: Path) -> Path:
    return write(folder, GOOD.encode("utf-16")[:-1])


@table
def utf_32(folder: Path) -> Path:
    return write(folder, GOOD.encode("utf-32"))


@table
def mark_twice(folder: Path) -> Path:
    return write(folder, b"\xef\xbb\xbf" * 2 + GOOD.encode())


@table
def mojibake(folder: Path) -> Path:
    return write(folder, GOOD.encode().decode("cp1252", errors="replace"))


@table
def control_characters(folder: Path) -> Path:
    return write(folder, GOOD.replace("Foix", "Fo\x0bi\x1fx").replace("Auch", "Au\x85ch\u2028"))


@table
def names_of_all_scripts(folder: Path) -> Path:
    names = ["مكتبة 🏠", "E\u0301cole \u200bne\u0301e", "図書館 👩‍👩‍👧"]
    rows = [[*row[:4], name, *row[5:]] for row, name in zip(ROWS, names, strict=True)]
    return write(folder, csv_text(cells(*rows)))


# Separators, quotes, lines


@table
def unclosed_quote(folder: Path) -> Path:
    return write(folder, GOOD + 'Ref_4,31,"Toulouse,31555\nRef_5,31\n')


@table
def quotes_not_doubled(folder: Path) -> Path:
    return write(
        folder, csv_text(cells(ROWS[0])) + 'Ref_2,31,"Le "Lieu" ouvert",31395,Tiers-lieu\n'
    )


@table
def quoted_with_apostrophes(folder: Path) -> Path:
    lines = [",".join(f"'{cell}'" for cell in row) for row in cells(ROWS[2])]
    return write(folder, "\n".join(lines))


@table
def separator_stated(folder: Path) -> Path:
    return write(folder, "sep=^\n" + csv_text(cells(), separator="^"))


@table
def decimal_commas(folder: Path) -> Path:
    rows = [[*row[:9], row[9].replace(".", ","), row[10].replace(".", ",")] for row in ROWS]
    return write(folder, csv_text(cells(*rows), separator=";"))


@table
def carriage_returns_only(folder: Path) -> Path:
    return write(folder, GOOD.replace("\n", "\r"))


@table
def mixed_line_ends(folder: Path) -> Path:
    lines = GOOD.splitlines()
    return write(folder, f"{lines[0]}\r\n{lines[1]}\r{lines[2]}\n\n{lines[3]}")


@table
def ragged_rows(folder: Path) -> Path:
    lines = GOOD.splitlines()
    return write(folder, "\n".join([lines[0], lines[1] + ",x,y", "Ref_2,31,Muret", lines[3]]))


@table
def trailing_separators(folder: Path) -> Path:
    return write(folder, GOOD.replace("\n", ",,,\n"))


@table
def fixed_width_with_blanks(folder: Path) -> Path:
    return write(folder, "\n".join("".join(f"{cell:24}" for cell in row) for row in cells()))


# Headers and rows


@table
def title_above_the_header(folder: Path) -> Path:
    return write(folder, "Lieux de médiation, région Occitanie\n\n" + csv_text(cells()))


@table
def totals_below(folder: Path) -> Path:
    return write(folder, GOOD + "Total,3\n")


@table
def duplicate_headers(folder: Path) -> Path:
    rows = [[*HEADER, "nom", "nom"], *([*row, "a", "b"] for row in ROWS)]
    return write(folder, csv_text(rows))


@table
def headers_that_differ_by_case(folder: Path) -> Path:
    rows = [[*HEADER, "Nom", "NOM"], *([*row, "a", "b"] for row in ROWS)]
    return write(folder, csv_text(rows))


@table
def nameless_headers(folder: Path) -> Path:
    rows = [[*HEADER, "", " ", "x"], *([*row, "a", "b", "c"] for row in ROWS)]
    return write(folder, csv_text(rows))


@table
def header_repeated_below(folder: Path) -> Path:
    return write(folder, GOOD + GOOD)


@table
def formulas(folder: Path) -> Path:
    rows = [[*row[:6], '=HYPERLINK("x")', *row[7:]] for row in ROWS]
    return write(folder, csv_text(cells(*rows)))


@table
def dates_as_serial_numbers(folder: Path) -> Path:
    rows = [[*row[:7], "44941", *row[8:]] for row in ROWS]
    return write(folder, csv_text(cells(*rows)))


# Other files under the name of a table


@table
def web_page_as_csv(folder: Path) -> Path:
    return write(folder, "\n<!DOCTYPE html>\n<html><body>Connexion, mot de passe</body></html>")


@table
def web_page_as_old_excel(folder: Path) -> Path:
    page = "<html><table><tr><td>n_ref</td></tr></table></html>"
    return write(folder, page.encode("utf-16"), "census.xls")


@table
def web_page_as_xlsx(folder: Path) -> Path:
    return write(folder, "<html><table><tr><td>n_ref</td></tr></table></html>", "census.xlsx")


@table
def xml_answer(folder: Path) -> Path:
    return write(folder, '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')


@table
def pdf_as_csv(folder: Path) -> Path:
    return write(folder, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")


@table
def zip_as_csv(folder: Path) -> Path:
    path = folder / "census.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("census.csv", GOOD)
    return path


@table
def gzip_as_csv(folder: Path) -> Path:
    return write(folder, b"\x1f\x8b\x08\0\0\0\0\0\0\0\0")


@table
def old_excel(folder: Path) -> Path:
    return write(folder, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "census.xls")


@table
def locked_excel(folder: Path) -> Path:
    inside = "EncryptedPackage".encode("utf-16-le")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + inside
    return write(folder, data, "census.xlsx")


@table
def text_as_xlsx(folder: Path) -> Path:
    return write(folder, GOOD, "census.xlsx")


@table
def text_as_old_excel(folder: Path) -> Path:
    return write(folder, csv_text(cells(), separator="\t"), "census.xls")


@table
def json_that_is_no_layer(folder: Path) -> Path:
    return write(folder, json.dumps({"error": "not found", "status": 404}), "census.json")


# Workbooks

_OPEN_XML = "application/vnd.openxmlformats"
_SPREADSHEET = f"{_OPEN_XML}-officedocument.spreadsheetml"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_OPEN_XML}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SPREADSHEET}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/s1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
    "</Types>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = f"""<styleSheet xmlns="{_MAIN}"><numFmts count="2">
<numFmt numFmtId="164" formatCode="00000"/>
<numFmt numFmtId="165" formatCode="0#&quot; &quot;##&quot; &quot;##"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>
<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs>
</styleSheet>"""


def xlsx(path: Path, sheets: dict[str, str], **more: bytes) -> Path:
    """A workbook with the XML of each sheet, made by hand: no library is asked."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{related}<Relationship Id="rId99" '
            f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr("xl/styles.xml", _STYLES)
        for number, sheet in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/s{number}.xml", sheet)
        for name, data in more.items():
            archive.writestr(name, data)
    return path


def sheet_xml(rows: list[list[str]], merged: str = "", more: str = "") -> str:
    """A sheet of text cells; a cell that starts with ``<c`` is XML of its own."""
    lines = []
    for number, row in enumerate(rows, 1):
        line = ""
        for column, cell in enumerate(row):
            place = f"{chr(65 + column)}{number}"
            text = cell.replace("&", "&amp;").replace("<", "&lt;")
            plain = f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
            line += cell.replace("<c", f'<c r="{place}"', 1) if cell.startswith("<c") else plain
        lines.append(f'<row r="{number}">{line}</row>')
    merges = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    body = "".join(lines) + more
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>{merges}</worksheet>'


@table
def xlsx_with_merged_cells(folder: Path) -> Path:
    rows = [[*row] for row in ROWS]
    rows[1][1] = rows[2][1] = ""
    return xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells(*rows), "B2:B4")})


@table
def xlsx_with_dates_and_numbers(folder: Path) -> Path:
    """A date cell, a bare serial number, a number that was 42.96, a formula with its value."""
    rows = [[*row] for row in ROWS]
    rows[0][7] = '<c s="1"><v>44941</v></c>'
    rows[1][7] = "<c><v>44621</v></c>"
    rows[0][9] = "<c><v>42.960000000000001</v></c>"
    rows[0][10] = "<c><f>0.8*2</f><v>1.6</v></c>"
    return xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells(*rows))})


@table
def xlsx_with_zeros_in_the_format(folder: Path) -> Path:
    """Codes as numbers, shown with their zeros by the format of the cell."""
    rows = [[*row] for row in ROWS]
    rows[0][3] = '<c s="2"><v>9122</v></c>'
    rows[0][5] = '<c s="2"><v>9000</v></c>'
    rows[1][5] = '<c s="2"><v>31600</v></c>'
    return xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells(*rows))})


@table
def xlsx_with_several_sheets(folder: Path) -> Path:
    sheets = {"Lieux": sheet_xml(cells()), "Listes": sheet_xml([["a"], ["b"]])}
    return xlsx(folder / "census.xlsx", sheets)


@table
def xlsx_with_an_empty_first_sheet(folder: Path) -> Path:
    return xlsx(folder / "census.xlsx", {"Vide": sheet_xml([]), "Lieux": sheet_xml(cells())})


@table
def xlsx_with_a_far_cell(folder: Path) -> Path:
    far = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells(), more=far)})


@table
def xlsx_with_a_cell_in_the_last_column(folder: Path) -> Path:
    far = '<row r="5"><c r="XFD5" t="inlineStr"><is><t>x</t></is></c></row>'
    return xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells(), more=far)})


@table
def xlsx_formatted_to_the_last_column(folder: Path) -> Path:
    """As LibreOffice writes a sheet that was formatted as a whole."""
    blank = '<row r="5"><c r="A5" s="0"/><c r="XFD5" s="0"/></row>'
    return xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells(), more=blank)})


@table
def xlsx_bomb(folder: Path) -> Path:
    path = xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells())})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"")
    _claim(path, b"xl/sharedStrings.xml", 2_000_000_000)
    return path


@table
def xlsx_packed_too_well(folder: Path) -> Path:
    """A file of some hundred kilobytes that would fill a hundred megabytes."""
    more = {"xl/media/nothing": b"\0" * 120_000_000}
    return xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells())}, **more)


@table
def xlsx_that_lies_about_its_size(folder: Path) -> Path:
    """Ten megabytes that say they are one hundred bytes."""
    path = folder / "census.xlsx"
    xlsx(path, {"Lieux": sheet_xml(cells())}, **{"xl/sharedStrings.xml": b" " * 10_000_000})
    _claim(path, b"xl/sharedStrings.xml", 100)
    return path


def _claim(path: Path, member: bytes, size: int) -> None:
    """Changes the unpacked size that the directory of a ZIP archive tells for a member."""
    data = bytearray(path.read_bytes())
    entry = data.rindex(member) - 46
    data[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    path.write_bytes(data)


@table
def xlsx_with_an_entity_bomb(folder: Path) -> Path:
    """Entities of entities: a billion letters out of some hundred."""
    names = [f"e{n}" for n in range(10)]
    entities = '<!ENTITY e0 "lol">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    )
    sheet = sheet_xml(cells()).replace("Foix", "&e9;")
    return xlsx(folder / "census.xlsx", {"Lieux": f"<!DOCTYPE w [{entities}]>{sheet}"})


@table
def xlsx_cut(folder: Path) -> Path:
    path = xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells())})
    path.write_bytes(path.read_bytes()[:-200])
    return path


@table
def xlsx_under_another_name(folder: Path) -> Path:
    return xlsx(folder / "census.csv", {"Lieux": sheet_xml(cells())})


@table
def ods_locked(folder: Path) -> Path:
    path = folder / "census.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        archive.writestr("content.xml", b"\x93\x07\x81")
    return path


def ods(path: Path, rows: str) -> Path:
    """A workbook with the XML of its rows."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:spreadsheet><table:table "
            f'table:name="Lieux">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return path


def ods_cells(rows: list[list[str]]) -> str:
    return "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )


@table
def ods_bomb(folder: Path) -> Path:
    path = ods(folder / "census.ods", ods_cells(cells()))
    _claim(path, b"content.xml", 3_000_000_000)
    return path


@table
def ods_with_a_million_blank_rows(folder: Path) -> Path:
    blank = '<table:table-row table:number-rows-repeated="1048572"><table:table-cell '
    blank += 'table:number-columns-repeated="1024"/></table:table-row>'
    return ods(folder / "census.ods", ods_cells(cells()) + blank)


@table
def ods_with_a_row_repeated_a_million_times(folder: Path) -> Path:
    repeated = ods_cells([["x"] * 11]).replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">'
    )
    return ods(folder / "census.ods", ods_cells(cells()) + repeated)


@table
def ods_with_merged_cells(folder: Path) -> Path:
    merged = ods_cells(cells()).replace(
        'office:value-type="string"><text:p>09</text:p>',
        'office:value-type="string" table:number-rows-spanned="2"><text:p>09</text:p>',
    )
    return ods(folder / "census.ods", merged)


# Layers


def geojson(folder: Path, *geometries: object, **more: object) -> Path:
    """The three places, each with one of the geometries (the last one for those left)."""
    features = []
    for number, row in enumerate(ROWS):
        geometry = geometries[min(number, len(geometries) - 1)]
        properties = dict(zip(HEADER[:9], row[:9], strict=True))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    collection = {"type": "FeatureCollection", **more, "features": features}
    return write(folder, json.dumps(collection), "census.geojson")


def point(*coordinates: float) -> dict[str, object]:
    return {"type": "Point", "coordinates": list(coordinates)}


@table
def geojson_cut(folder: Path) -> Path:
    path = geojson(folder, point(1.6, 42.96))
    path.write_bytes(path.read_bytes()[:-60])
    return path


@table
def geojson_with_a_byte_of_no_character(folder: Path) -> Path:
    """Where no text may stand: GDAL 3.10 quotes the byte in its message."""
    path = geojson(folder, point(1.6, 42.96))
    path.write_bytes(path.read_bytes().replace(b'"09"', b"\xf809", 1))
    return path


@table
def geojson_of_windows_1252(folder: Path) -> Path:
    """JSON is UTF-8, and GDAL says nothing of other bytes."""
    path = geojson(folder, point(1.6, 42.96))
    collection = json.loads(path.read_text(encoding="utf-8"))
    path.write_bytes(json.dumps(collection, ensure_ascii=False).encode("cp1252"))
    return path


@table
def gpkg_with_a_byte_of_no_character(folder: Path) -> Path:
    path = gpkg(folder, 4326, "POINT (1.6 42.96)")
    path.write_bytes(path.read_bytes().replace(b"Foix", b"Fo\xefx"))
    return path


@table
def geojson_without_geometries(folder: Path) -> Path:
    return geojson(folder, None)


@table
def geojson_of_polygons(folder: Path) -> Path:
    ring = [[1.5, 42.9], [1.7, 42.9], [1.7, 43.0], [1.5, 43.0], [1.5, 42.9]]
    return geojson(folder, {"type": "Polygon", "coordinates": [ring]})


@table
def geojson_latitude_first(folder: Path) -> Path:
    return geojson(folder, point(42.96, 1.6))


@table
def geojson_of_broken_shapes(folder: Path) -> Path:
    line = {"type": "LineString", "coordinates": [[1.6, 42.96]]}
    ring = {"type": "Polygon", "coordinates": [[[1.5, 42.9], [1.7, 43.0]]]}
    return geojson(folder, line, ring, point(1.6, 42.96))


@table
def geojson_not_a_number(folder: Path) -> Path:
    return geojson(folder, point(float("nan"), float("nan")), point(1.33, 43.46))


@table
def geojson_in_metres(folder: Path) -> Path:
    return geojson(folder, point(583000, 6210000))


@table
def geojson_in_lambert(folder: Path) -> Path:
    name = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    return geojson(folder, point(583000, 6210000), crs=name)


@table
def geojson_without_features(folder: Path) -> Path:
    return write(folder, '{"type": "FeatureCollection", "features": []}', "census.geojson")


@table
def geojson_with_lists(folder: Path) -> Path:
    path = geojson(folder, point(1.6, 42.96))
    collection = json.loads(path.read_text())
    for feature in collection["features"]:
        feature["properties"] |= {"services": ["Aide", "Prêt"], "doc": {"a": [1]}}
    return write(folder, json.dumps(collection), "census.geojson")


@table
def geojson_too_deep(folder: Path) -> Path:
    deep = '{"a":' * 2000 + "1" + "}" * 2000
    data = '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,'
    return write(folder, data + f'"properties":{deep}}}]}}', "census.geojson")


@table
def geojson_under_another_name(folder: Path) -> Path:
    path = geojson(folder, point(1.6, 42.96))
    return path.rename(folder / "census")


def gpkg(folder: Path, epsg: int | None, wkt: str) -> Path:
    path = folder / "census.gpkg"
    reference = osr.SpatialReference()
    if epsg:
        reference.ImportFromEPSG(epsg)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("census", reference if epsg else None, ogr.wkbUnknown)
    for column in HEADER[:9]:
        layer.CreateField(ogr.FieldDefn(column, ogr.OFTString))
    for row in ROWS:
        feature = ogr.Feature(layer.GetLayerDefn())
        for column, cell in zip(HEADER[:9], row[:9], strict=True):
            feature.SetField(column, cell)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    return path


@table
def gpkg_of_an_undefined_system(folder: Path) -> Path:
    return gpkg(folder, None, "POINT (583000 6210000)")


@table
def gpkg_of_several_points(folder: Path) -> Path:
    return gpkg(folder, 4326, "MULTIPOINT ((1.5 42.9), (1.7 43.0))")


@table
def gpkg_broken(folder: Path) -> Path:
    path = gpkg(folder, 4326, "POINT (1.6 42.96)")
    data = bytearray(path.read_bytes())
    data[100:20_000] = b"\xff" * 19_900
    path.write_bytes(data)
    return path


@table
def gpkg_without_layers(folder: Path) -> Path:
    path = folder / "census.gpkg"
    connection = sqlite3.connect(path)
    connection.execute("create table census (n_ref text)")
    connection.commit()
    connection.close()
    return path


@table
def gpkg_in_name_only(folder: Path) -> Path:
    return write(folder, b"\0" * 500, "census.gpkg")


# Not files


@table
def a_folder(folder: Path) -> Path:
    path = folder / "census.csv"
    path.mkdir()
    return path


@table
def a_missing_file(folder: Path) -> Path:
    return folder / "census.csv"


@table
def a_link_to_itself(folder: Path) -> Path:
    path = folder / "census.csv"
    path.symlink_to(path)
    return path


@table
def a_pipe(folder: Path) -> Path:
    path = folder / "census.csv"
    os.mkfifo(path)
    return path


@table
def a_device(folder: Path) -> Path:
    path = folder / "census.csv"
    path.symlink_to("/dev/zero")
    return path


@table
def a_name_too_long(folder: Path) -> Path:
    return folder / ("x" * 5000 + ".csv")


@table
def not_allowed(folder: Path) -> Path:
    path = write(folder, GOOD)
    path.chmod(0)
    return path
