"""Changing single cells of a file: what changes, and that nothing else does."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.common.errors import InputError
from maillage.core.formats.celledits import CellEdits, NewRow
from maillage.core.formats.delimited import TextGrid
from maillage.core.formats.patching import write_patched
from maillage.core.formats.readers import read_table
from osgeo import gdal
from workbooks import write_ods, write_xlsx

SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "cp1252", "cp850")


def read_csv(text: str, separator: str = ",", quote: str = '"') -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, quotechar=quote))


@given(st.text("ab,;\"'\n\r é", max_size=40), st.sampled_from(",;"), st.sampled_from("\"'"))
def test_cells_are_found_as_python_reads_them(text: str, separator: str, quote: str) -> None:
    mark = "the end of the text"
    if read_csv(f"{text}\n{mark}", separator, quote)[-1:] != [[mark]]:
        with pytest.raises(ValueError, match="open"):
            TextGrid(text, separator, quote)
        return
    grid = TextGrid(text, separator, quote)
    cells = [[cell.text for cell in grid.cells(record)] for record in grid.records]
    assert cells == [record or [""] for record in read_csv(text, separator, quote)]
    for record in grid.records:
        spans = [text[cell.start : cell.end] for cell in grid.cells(record)]
        assert separator.join(spans) == text[record.start : record.end]


@st.composite
def files(draw: st.DrawFn) -> tuple[list[list[str]], list[list[str]], str, str, str, bool]:
    """A table, how each of its cells is written, and the dialect of its file."""
    separator = draw(st.sampled_from(SEPARATORS))
    newline = draw(st.sampled_from(("\n", "\r\n")))
    width = draw(st.integers(2, 4))
    text = st.text('ab é"' + separator + "\n", max_size=4).filter(
        lambda cell: cell == cell.strip("\n")
    )
    rows = draw(
        st.lists(st.lists(text, min_size=width, max_size=width), min_size=1, max_size=5).filter(
            lambda rows: all(any(cell.strip() for cell in row) for row in rows)
        )
    )
    table = [[f"column{n}" for n in range(width)], *rows]
    style = draw(st.sampled_from(("needed", "all", "mixed")))
    tokens = [
        [token(cell, separator, style == "all" or (style == "mixed" and draw(st.booleans())))
         for cell in row]
        for row in table
    ]  # fmt: skip
    return table, tokens, separator, newline, draw(st.sampled_from(ENCODINGS)), draw(st.booleans())


def token(cell: str, separator: str, quoted: bool) -> str:
    if quoted or any(sign in cell for sign in (separator, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


@settings(max_examples=150)
@given(files(), st.data())
def test_only_the_edited_cells_change(
    tmp_path_factory: pytest.TempPathFactory,
    file: tuple[list[list[str]], list[list[str]], str, str, str, bool],
    data: st.DataObject,
) -> None:
    table, tokens, separator, newline, encoding, ended = file
    text = newline.join(separator.join(row) for row in tokens) + (newline if ended else "")
    folder = tmp_path_factory.mktemp("patched")
    path, output = folder / "in.csv", folder / "out.csv"
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    path.write_bytes(mark + text.encode(encoding))
    raw = read_table(path)
    found = [list(map(str, row)) for row in raw.table.itertuples(index=False)]
    if found != table[1:] or raw.dialect is None or raw.dialect.separator != separator:
        return  # another table: separators are guessed, and a cell may hold them all
    # Without a letter beyond ASCII, a file in Windows-1252 is one in UTF-8 too.
    encoding = encoding if encoding == "utf-8-sig" else raw.dialect.encoding
    rows, width = len(table) - 1, len(table[0])
    spots = st.tuples(st.integers(0, rows - 1), st.integers(0, width - 1))
    new = st.text('xy é"=' + separator + "\n", max_size=4)
    edits = data.draw(st.dictionaries(spots, new, max_size=4))
    removed = data.draw(st.sets(st.integers(0, rows - 1), max_size=rows - 1))
    added = data.draw(st.lists(st.lists(new, min_size=width, max_size=width), max_size=2))
    changes = CellEdits(removed=set(removed), added=[])
    names = list(raw.table.columns)
    for (row, column), cell in edits.items():
        changes.cells.setdefault(row, {})[names[column]] = cell
    changes.added = [NewRow(dict(zip(names, cells, strict=True))) for cells in added]
    assert write_patched(path, raw, changes, output) == []

    written = output.read_bytes()
    assert written.startswith(mark)
    result = written[len(mark) :].decode(encoding)
    expected = [
        [edits.get((n, column), cell) for column, cell in enumerate(row)]
        for n, row in enumerate(table[1:])
        if n not in removed
    ]
    assert read_csv(result, separator) == [table[0], *expected, *added]
    pieces = [re.escape(separator.join(tokens[0]))]
    for n, row in enumerate(tokens[1:]):
        if n not in removed:
            cells = [
                either(edits[n, column], separator) if (n, column) in edits else re.escape(cell)
                for column, cell in enumerate(row)
            ]
            pieces.append(re.escape(separator).join(cells))
    pieces += [re.escape(separator).join(either(c, separator) for c in row) for row in added]
    assert re.fullmatch(re.escape(newline).join(pieces) + (newline if ended else ""), result)


def either(cell: str, separator: str) -> str:
    """A cell as it may be written, with quotes or, if it needs none, without."""
    forms = {token(cell, separator, True), token(cell, separator, False)}
    return f"(?:{'|'.join(map(re.escape, sorted(forms)))})"


HEADER = "n_ref,departement,nom,adresse,tel_structure,lat,lon"
TABLE = (
    f"{HEADER}\n"
    'R1,09,"Médiathèque ""A""",1 rue,05 61 00 00 01,42.96,1.60\n'
    "R2,09,Mairie,,,,\n"
    "R3,31,'Poste,3 rue,05 61 00 00 03,43.61,1.44\n"
)


def patched(path: Path, changes: CellEdits, sheet: str = "") -> bytes:
    output = path.with_name(f"out{path.suffix}")
    refused = write_patched(path, read_table(path, sheet or None), changes, output, sheet)
    assert refused == []
    return output.read_bytes()


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("a;b\n1;2\n", "3", "a;b\n3;2\n"),
        ('a;b\n"1";"2"\n', "3", 'a;b\n"3";"2"\n'),
        ('a;b\n"1";"2"\n', "", 'a;b\n"";"2"\n'),
        ('a;b\n"1";2\n"";3\n', "x;y", 'a;b\n"x;y";2\n"";3\n'),
        ("a;b\n1;2\n", 'x"y', 'a;b\n"x""y";2\n'),
        ("a;b\n1;2\n", "=1+1", "a;b\n=1+1;2\n"),
        ("sep=;\r\na;b\r\n1;2", "3", "sep=;\r\na;b\r\n3;2"),
        ("'a';'b'\n'1';'2'\n", "l'eau", "'a';'b'\n'l''eau';'2'\n"),
        ("a;b\n\n1;2\n\n\n", "3", "a;b\n\n3;2\n\n\n"),
        ('a;b\n"1"x;2\n', "3", 'a;b\n"3";2\n'),
    ],
)
def test_a_cell_is_written_in_the_files_style(
    text: str, edit: str, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert patched(path, CellEdits(cells={0: {"a": edit}})).decode() == expected


def test_an_empty_cell_takes_the_quotes_of_its_column(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('a;b;c\n"1";2;\n;;3\n"4";5;6\n', encoding="utf-8")
    changes = CellEdits(cells={1: {"a": "x", "b": "y"}}, added=[NewRow({"a": "z"})])
    assert patched(path, changes).decode() == 'a;b;c\n"1";2;\n"x";y;3\n"4";5;6\n"z";;\n'


def test_a_record_that_is_too_short_grows(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("a,b,c\n1\n2,3,4\n", encoding="utf-8")
    assert patched(path, CellEdits(cells={0: {"c": "x"}})).decode() == "a,b,c\n1,,x\n2,3,4\n"


def test_a_file_that_changed_while_it_was_read_is_refused(table: Path) -> None:
    raw, output = read_table(table), table.with_name("out.csv")
    table.write_text(TABLE.replace("05 61 00 00 01", "05 61 00 00 02"), encoding="utf-8")
    with pytest.raises(InputError, match="not found where they were read"):
        write_patched(table, raw, CellEdits(cells={0: {"nom": "x"}}), output)


def test_lines_in_another_encoding_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    lines = [f"{n},Médiathèque,é".encode() for n in range(5)] + ["9,Mairie,é".encode("cp1252")]
    path.write_bytes(b"\n".join([b"n_ref,nom,ville", *lines]) + b"\n")
    written = patched(path, CellEdits(cells={5: {"nom": "Café"}, 0: {"nom": "Thé"}}))
    assert written.split(b"\n")[1] == "0,Thé,é".encode()
    assert written.split(b"\n")[6] == "9,Café,é".encode("cp1252")


def test_a_sign_that_the_encoding_lacks_is_refused(tmp_path: Path) -> None:
    path, output = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_bytes("nom;ville\nMédiathèque;Foix\nCafé;Pau\n".encode("cp1252"))
    changes = CellEdits(cells={0: {"nom": "→", "ville": "Bézac"}}, added=[NewRow({"nom": "ā"})])
    [first, second] = write_patched(path, read_table(path), changes, output)
    assert (first.record, first.column, second.record) == (0, "nom", 2)
    assert "→" in first.reason
    assert "Windows-1252" in first.reason
    assert output.read_bytes() == "nom;ville\nMédiathèque;Bézac\nCafé;Pau\n;\n".encode("cp1252")


# Workbooks and layers

CHANGES = {0: {"tel_structure": "05 <61> & é", "lat": "42.5"}, 1: {"nom": "", "adresse": "a  b\nc"}}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def translated(table: Path, driver: str, ending: str, *options: str, **settings: str) -> Path:
    given = list(options) or ["AUTODETECT_TYPE=NO"]
    path = table.with_suffix(ending)
    source = gdal.OpenEx(str(table), gdal.OF_VECTOR, open_options=given)
    gdal.VectorTranslate(str(path), source, format=driver, layerName="places", **settings)
    return path


@pytest.mark.parametrize(("driver", "ending"), [("XLSX", ".xlsx"), ("ODS", ".ods")])
def test_a_workbook_changes_in_the_cells_alone(table: Path, driver: str, ending: str) -> None:
    path = translated(table, driver, ending, "AUTODETECT_TYPE=YES")
    before = read_table(path).table
    added = [NewRow({"n_ref": "R4", "nom": "Nouveau", "lat": "44.5"})]
    output = path.with_name(f"out{ending}")
    patched(path, CellEdits(cells=CHANGES, removed={2}, added=added))
    after = read_table(output).table
    expected = before.iloc[:2].copy()
    for record, cells in CHANGES.items():
        for name, text in cells.items():
            expected.at[record, name] = text
    assert after.iloc[:2].to_dict() == expected.to_dict()
    assert after.iloc[2][["n_ref", "nom", "adresse", "lat"]].tolist() == [
        "R4",
        "Nouveau",
        "",
        "44.5",
    ]
    assert len(after) == 3
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(output) as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert old.namelist() == new.namelist()
        assert len(changed) == 1
        sheet = new.read(changed[0]).decode()
    assert re.search(r'<v>42.5</v>|office:value="42.5"', sheet)


def test_the_cells_of_a_workbook_keep_their_styles(table: Path) -> None:
    path = translated(table, "XLSX", ".xlsx")
    name = "xl/worksheets/sheet1.xml"
    styled = path.with_name("styled.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(styled, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == name:
                data = data.replace(b'<c r="C3"', b'<c r="C3" s="0"')
                data = data.replace(b'<c r="D2" ', b'<c r="D2" s="0" ')
            new.writestr(member, data)
    sheet = path.with_name("out.xlsx")
    patched(styled, CellEdits(cells={1: {"nom": "Autre", "adresse": "x"}}))
    with zipfile.ZipFile(sheet) as archive, zipfile.ZipFile(styled) as old:
        written, before = archive.read(name).decode(), old.read(name).decode()
    [cell] = re.findall(r'<c r="C3".*?</c>', written)
    assert cell == ('<c r="C3" s="0" t="inlineStr"><is><t xml:space="preserve">Autre</t></is></c>')
    for reference in ("C3", "D3"):
        [old_cell], [new_cell] = (
            re.findall(rf'(?s)<c r="{reference}".*?</c>', text) for text in (before, written)
        )
        written = written.replace(new_cell, old_cell)
    assert written == before


FORMULA = b'<c r="C3" t="str"><f>"Mai"&amp;"rie"</f><v>Mairie</v></c>'


def with_formula(table: Path, ending: str) -> tuple[Path, str]:
    """A workbook whose cell “Mairie” is a formula, and the file of its sheet in the archive."""
    path = translated(table, ending[1:].upper(), ending)
    name = {".xlsx": "xl/worksheets/sheet1.xml", ".ods": "content.xml"}[ending]
    held = path.with_name(f"formula{ending}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(held, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == name and ending == ".xlsx":
                data = re.sub(rb'(?s)<c r="C3"[^>]*>.*?</c>', FORMULA, data)
            elif member.filename == name:
                formula = rb' table:formula="of:=&quot;Mairie&quot;">\1'
                data = re.sub(rb">(\s*<text:p>Mairie<)", formula, data)
                assert b"table:formula" in data
            new.writestr(member, data)
    return held, name


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
@pytest.mark.parametrize(
    ("changes", "column"),
    [(CellEdits(cells={1: {"nom": "Autre"}}), "nom"), (CellEdits(removed={1}), "")],
    ids=["edited", "removed"],
)
def test_a_formula_is_not_overwritten(
    changes: CellEdits, column: str, ending: str, table: Path
) -> None:
    held, name = with_formula(table, ending)
    output = held.with_name(f"out{ending}")
    [refused] = write_patched(held, read_table(held), changes, output)
    assert (refused.record, refused.column) == (1, column)
    assert "formula" in refused.reason
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(output) as new:
        assert old.read(name) == new.read(name)


_EMPTY = re.compile(rb"(<table:table-cell[^>]*/>){2,}")


def _once(cells: re.Match[bytes]) -> bytes:
    """Equal empty cells as one that is repeated."""
    count = cells[0].count(b"<")
    return b'<table:table-cell table:number-columns-repeated="%d"/>' % count


def test_repeated_cells_of_an_ods_are_taken_apart(table: Path) -> None:
    path = translated(table, "ODS", ".ods")
    content = path.with_name("repeated.ods")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "content.xml":
                empty = b"<table:table-cell/>"
                while empty * 2 in data:
                    data = data.replace(
                        empty * 4, b'<table:table-cell table:number-columns-repeated="4"/>'
                    )
                    break
            new.writestr(member, data)
    before = read_table(content).table
    patched(content, CellEdits(cells={1: {"tel_structure": "x"}}))
    after = read_table(path.with_name("out.ods")).table
    before.at[1, "tel_structure"] = "x"
    assert after.to_dict() == before.to_dict()


GEOJSON = """{ "type": "FeatureCollection", "features": [
  {"type":"Feature","properties":{"nom":"A","ville":null,"places":3},"geometry":{"type":"Point",
   "coordinates":[1.5, 43.5, 200]}},
  {"type":"Feature","properties":{"nom":"B","ville":"Pau"},"geometry":null} ,
  {"type":"Feature","properties":{"nom":"\\u00c9","ville":""},"geometry":{"type":"Point","coordinates":[1,43]}}
]}"""


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        (CellEdits(cells={0: {"nom": "é"}}), '"nom":"A"', r'"nom":"\u00e9"'),
        (CellEdits(cells={0: {"ville": "Foix"}}), '"ville":null', '"ville":"Foix"'),
        (CellEdits(cells={0: {"places": "4"}}), '"places":3', '"places":4'),
        (CellEdits(cells={0: {"places": "04"}}), '"places":3', '"places":"04"'),
        (CellEdits(cells={0: {"places": ""}}), '"places":3', '"places":null'),
        (CellEdits(cells={1: {"places": "5"}}), '"ville":"Pau"', '"ville":"Pau", "places": 5'),
        (CellEdits(points={0: (1.25, 43.5)}), "[1.5, 43.5, 200]", "[1.25, 43.5, 200]"),
        (CellEdits(points={1: (1.0, 2.0)}), '"geometry":null',
         '"geometry":{"type": "Point", "coordinates": [1.0, 2.0]}'),
        (CellEdits(points={2: None}), '{"type":"Point","coordinates":[1,43]}', "null"),
        (CellEdits(removed={1}), '{"type":"Feature","properties":{"nom":"B","ville":"Pau"},'
         '"geometry":null} ,\n  ', ""),
    ],
)  # fmt: skip
def test_geojson_changes_in_place(changes: CellEdits, old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "in.geojson"
    path.write_text(GEOJSON, encoding="utf-8")
    assert GEOJSON.count(old) == 1
    assert patched(path, changes).decode() == GEOJSON.replace(old, new)


def test_geojson_gains_and_loses_features(tmp_path: Path) -> None:
    path = tmp_path / "in.geojson"
    path.write_text(GEOJSON, encoding="utf-8")
    row = NewRow({"nom": "C", "places": "7"}, (2.0, 44.0))
    written = json.loads(patched(path, CellEdits(removed={1, 2}, added=[row])))
    assert [f["properties"]["nom"] for f in written["features"]] == ["A", "C"]
    assert written["features"][1]["properties"] == {"nom": "C", "ville": None, "places": 7}
    assert written["features"][1]["geometry"]["coordinates"] == [2.0, 44.0]
    everything = json.loads(patched(path, CellEdits(removed={0, 1, 2}, added=[row])))
    assert len(everything["features"]) == 1


def test_geojson_keeps_lists_and_polygons(tmp_path: Path) -> None:
    path, output = tmp_path / "in.geojson", tmp_path / "out.geojson"
    polygon = '{"type":"Polygon","coordinates":[[[1,43],[2,43],[2,44],[1,43]]]}'
    text = GEOJSON.replace('"ville":null', '"ville":["Pau","Foix"]').replace(
        '{"type":"Point","coordinates":[1,43]}', polygon
    )
    path.write_text(text, encoding="utf-8")
    changes = CellEdits(cells={0: {"ville": "Tarbes"}}, points={2: (2.0, 44.0)})
    refused = write_patched(path, read_table(path), changes, output)
    assert [(each.record, each.column) for each in refused] == [(0, "ville"), (2, "")]
    assert output.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("around", ["{}", '{{"total": 2, "items": {}, "links": []}}'])
def test_json_records_change_in_place(around: str, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    text = around.format('[ {"nom":"A", "places":3, "tags":["x"]},\n  {"nom":"B","ville":null} ]')
    path.write_text(text, encoding="utf-8")
    cells = {0: {"nom": "É", "places": "4"}, 1: {"ville": "Pau", "places": "5"}}
    written = (
        text.replace('"A"', '"É"')
        .replace("3,", "4,")
        .replace('"ville":null', '"ville":"Pau", "places": 5')
    )
    assert patched(path, CellEdits(cells=cells)).decode() == written
    row = NewRow({"nom": "C", "places": "7"}, None)
    changed = json.loads(patched(path, CellEdits(removed={0}, added=[row])))
    records = changed["items"] if isinstance(changed, dict) else changed
    assert [record["nom"] for record in records] == ["B", "C"]
    assert records[1] == {"nom": "C", "places": 7, "tags": None, "ville": None}
    changes = CellEdits(cells={0: {"tags": "y"}})
    [refused] = write_patched(path, read_table(path), changes, tmp_path / "out.json")
    assert (refused.record, refused.column) == (0, "tags")


def test_a_point_of_a_geopackage_is_written_in_its_own_system(table: Path) -> None:
    options = ("X_POSSIBLE_NAMES=lon", "Y_POSSIBLE_NAMES=lat", "KEEP_GEOM_COLUMNS=YES")
    path = translated(table, "GPKG", ".gpkg", *options, dstSRS="EPSG:2154", srcSRS="EPSG:4326")
    patched(path, CellEdits(points={0: (3.0, 46.5)}))
    with sqlite3.connect(path.with_name("out.gpkg")) as file:
        [(blob,)] = file.execute("SELECT geom FROM places WHERE n_ref = 'R1'")
    # The origin of Lambert-93 by its definition; a point without an envelope ends in x and y.
    assert struct.unpack("<2d", blob[-16:]) == pytest.approx((700_000, 6_600_000), abs=0.01)


def test_a_geopackage_that_another_program_writes_is_refused(table: Path) -> None:
    path = translated(table, "GPKG", ".gpkg")
    raw, output = read_table(path), path.with_name("out.gpkg")
    path.with_name("table.gpkg-wal").write_bytes(b"written, and not yet in the file")
    with pytest.raises(InputError, match="being written by another program"):
        write_patched(path, raw, CellEdits(cells={0: {"nom": "x"}}), output)
    assert not output.exists()


def test_a_geopackage_changes_in_the_cells_alone(table: Path) -> None:
    options = ("X_POSSIBLE_NAMES=lon", "Y_POSSIBLE_NAMES=lat", "KEEP_GEOM_COLUMNS=YES")
    path = translated(table, "GPKG", ".gpkg", *options, dstSRS="EPSG:4326", srcSRS="EPSG:4326")
    layer = read_table(path)
    before = layer.table.copy()
    changes = CellEdits(
        cells=CHANGES, points={0: (2.0, 44.0), 2: None}, added=[NewRow({"nom": "N"})]
    )
    patched(path, changes)
    after = read_table(path.with_name("out.gpkg"))
    for record, cells in CHANGES.items():
        for name, text in cells.items():
            before.at[record, name] = text
    assert after.table.iloc[:3].to_dict() == before.to_dict()
    assert after.table.iloc[3]["nom"] == "N"


# Workbooks by other hands

TEXTS = st.sampled_from(["", "", "a", "b", "12", "4.5", "é <&>"])
EDITS = st.sampled_from(["", "new", "7", "x & y", "3.25"])


@settings(max_examples=60)
@given(st.lists(st.lists(TEXTS, min_size=4, max_size=4), min_size=1, max_size=7), st.data())
def test_workbooks_of_any_making_change_in_the_cells_alone(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("books")
    if not any(map(any, rows)):
        return
    count = sum(map(any, rows))
    spots = st.tuples(st.integers(0, count - 1), st.integers(0, 3))
    edits = data.draw(st.dictionaries(spots, EDITS, max_size=4))
    removed = data.draw(st.sets(st.integers(0, count - 1), max_size=count - 1))
    added = data.draw(st.lists(st.lists(EDITS, min_size=4, max_size=4).filter(any), max_size=2))
    for write, ending in ((write_xlsx, ".xlsx"), (write_ods, ".ods")):
        path, output = folder / f"in{ending}", folder / f"out{ending}"
        write(path, [["h1", "h2", "h3", "h4"], *rows])
        raw = read_table(path)
        table = raw.table.to_numpy().tolist()
        assert table == [row for row in rows if any(row)]
        names = list(raw.table.columns)
        changes = CellEdits(removed=set(removed))
        for (row, column), text in edits.items():
            changes.cells.setdefault(row, {})[names[column]] = text
            table[row][column] = text
        changes.added = [NewRow(dict(zip(names, cells, strict=True))) for cells in added]
        expected = [row for n, row in enumerate(table) if n not in removed and any(row)] + added
        assert write_patched(path, raw, changes, output) == []
        if expected:
            assert read_table(output).table.to_numpy().tolist() == expected


def test_a_date_of_a_workbook_stays_a_date(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    write_xlsx(path, [["n_ref", "date_maj"], ["R1", "2023-01-15"], ["R2", "2023-01-15"]])
    assert read_table(path).table["date_maj"].tolist() == ["2023-01-15"] * 2
    changes = CellEdits(cells={0: {"date_maj": "2026-11-22"}, 1: {"date_maj": "mars 2026"}})
    patched(path, changes)
    assert read_table(tmp_path / "out.xlsx").table["date_maj"].tolist() == [
        "2026-11-22",
        "mars 2026",
    ]
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        assert b'<c r="B2" s="1"><v>46348</v></c>' in archive.read("xl/sheets/one.xml")
