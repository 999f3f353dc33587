"""Reading tables: every dialect, encoding and format gives the very same cells."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import bad_tables
import numpy as np
import pytest
from bad_tables import cells, csv_text, ods, ods_cells, sheet_xml, xlsx
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from maillage.core.common.errors import InputError
from maillage.core.formats.delimited import read_delimited
from maillage.core.formats.encodings import decode
from maillage.core.formats.layerfiles import iso_text
from maillage.core.formats.mojibake import repair_mojibake
from maillage.core.formats.numberformats import figures_shown
from maillage.core.formats.rawtable import Dialect, from_records, header_position
from maillage.core.formats.readers import read_table
from maillage.core.formats.twofold_header import is_twofold
from workbooks import write_sheets

BRIEF = settings(suppress_health_check=list(HealthCheck))
FEW = settings(BRIEF, max_examples=40)

FRENCH = "aàâbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyÿzABCÇDEÉÈÊFGHIÎJKLMNOÔPQRSTUÛVWXYZ"
#: A French word: Â ends none, and Ã stands in none.
WORDS = st.text(FRENCH, min_size=1, max_size=8)
SIGNS = st.sampled_from(
    [" ", ", ", "’", " « ", " » ", "\xa0: ", " – ", "…", "° ", "-", " 09 ", "€ "]
)
PHRASES = st.lists(st.tuples(WORDS, SIGNS), min_size=1, max_size=8).map(
    lambda parts: "".join(word + sign for word, sign in parts)
)


# Encodings


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@given(phrases=st.lists(PHRASES, min_size=1, max_size=30))
@FEW
def test_an_encoding_of_one_byte_is_found_by_its_french(encoding: str, phrases: list[str]) -> None:
    text = "Médiathèque d’été, accès à la fibre\n" + "\n".join(phrases)
    text = text.encode(encoding, errors="ignore").decode(encoding)  # 850 lacks œ and ’
    decoded = decode(text.encode(encoding), "x")
    assert (decoded.text, decoded.encoding, decoded.others) == (text, encoding, {})


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "text",
    [
        "Forêt",
        "Ormières",
        "Mirepoix à Foix",
        "voilà",
        "Août",
        "Hôtel de ville",
        "où",
        "MÉDIATHÈQUE DE LA QUALITÉ",
        "ÉTÉ",
        "L'ÎLE AUX FÊTES",
        "5 allée n° 3",
        "Reçu",
        "Maïté, Noël, Nîmes",
        "« Tiers-lieu » de l'Arize",
        "Prêt d'ordinateurs dès 9h, accès libre à la fibre",
    ],
)
def test_few_accents_tell_an_encoding_of_one_byte(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), "x")
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Foix – Pamiers"),
        ("cp1252", "10h–12h"),
        ("cp1252", "le journal…"),
        ("cp1252", "les salarié·e·s"),
        ("cp1252", "12 rue\xa0Longue"),
        ("cp1252", "l’Arize, l’Hers"),
        ("cp1252", "“Tiers lieu”, 5 €"),
        ("cp1252", "Cœur d’œuvre"),
        ("mac_roman", "l’Arize – l’œuvre…"),
        ("cp850", "n° 5, ½ journée"),
        ("cp1252", "Maison d'Œuvre"),
        ("cp850", "Saint-Étienne"),
        ("cp850", "Noël"),
        ("cp850", "CORBIÈRES"),
        ("mac_roman", "Étienne, Œuvre"),
        ("iso8859-15", "Bœuf"),
        ("iso8859-15", "5 €"),
        ("cp1252", "½ journée"),
        ("cp850", "Gaëlle"),
        ("mac_roman", "être"),
        ("cp850", "île"),
    ],
)
def test_punctuation_tells_an_encoding_of_one_byte(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), "x")
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_the_case_of_code_page_850_is_read_with_its_accents(cases: Path) -> None:
    data = (cases / "encodings" / "cp850.csv").read_bytes()
    assert decode(data, "x").encoding == "cp850"
    assert decode(data, "x").text == data.decode("cp850")


@given(st.text())
@BRIEF
def test_utf_8_is_read_as_it_is(text: str) -> None:
    text = text.replace("\0", "").lstrip("\ufeff")
    assert decode(text.encode(), "x").text == text
    assert decode(text.encode("utf-8-sig"), "x").bom


@given(st.lists(st.tuples(PHRASES, st.booleans()), min_size=1, max_size=20))
@FEW
def test_a_mixture_is_read_line_by_line(lines: list[tuple[str, bool]]) -> None:
    data = b"\n".join(text.encode("utf-8" if utf else "cp1252") for text, utf in lines)
    decoded = decode(data + "\nDéjà là\nDéjà là".encode() + "\nDéjà".encode("cp1252"), "x")
    texts = [text for text, _ in lines]
    assert decoded.text.split("\n") == [*texts, "Déjà là", "Déjà là", "Déjà"]
    expected = [utf for text, utf in lines if not text.isascii()] + [True, True, False]
    most = "utf-8" if expected.count(True) >= expected.count(False) else "cp1252"
    assert decoded.encoding == most
    assert len(decoded.others) == sum(utf != (most == "utf-8") for utf in expected)


@given(st.binary(max_size=400))
@BRIEF
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "x").text, str)
    except InputError as error:
        assert str(error).startswith("x")


# Mojibake


@pytest.mark.parametrize(
    ("broken", "good"),
    [
        ("MÃ©diathÃ¨que", "Médiathèque"),
        ("lâ€™Ã©tÃ©", "l’été"),
        ("Ã¢â‚¬â„¢", "’"),
        ("NÂ° 5", "N° 5"),
        ("GrÃ¢ce Ã  toi", "Grâce à toi"),
        ("Ã‰COLE", "ÉCOLE"),
        ("√©cole", "école"),
        ("m<e9>diath<e8>que", "médiathèque"),
        ("<c3><a9>t<U+00E9>", "été"),
        ("déjà rÃ©paré", "déjà réparé"),
        ("ï»¿nom", "nom"),
    ],
)
def test_mojibake_is_repaired(broken: str, good: str) -> None:
    assert repair_mojibake(broken) == good


@pytest.mark.parametrize(
    "healthy",
    ["", "Foix", "AÂNÉE", "<b>gras</b>", "<dd>x</dd>", "À « Âge »", "L’Œuvre", "São Tomé", "5 €"],
)
def test_healthy_text_is_left_alone(healthy: str) -> None:
    assert repair_mojibake(healthy) is None


@given(PHRASES)
@BRIEF
def test_french_is_never_touched(text: str) -> None:
    assert repair_mojibake(text) is None


@pytest.mark.parametrize("codec", ["latin-1", "mac_roman", "cp1252"])
@given(text=PHRASES, times=st.integers(1, 3))
@FEW
def test_french_that_was_misread_comes_back(codec: str, text: str, times: int) -> None:
    broken = text
    for _ in range(times if codec == "cp1252" else 1):
        data = broken.encode("utf-8")
        broken = "".join(
            bytes([byte]).decode(codec, errors="replace").replace("\ufffd", chr(byte))
            for byte in data
        )
    assert (repair_mojibake(broken) or broken) == text


# Delimited text

# Blanks at the ends of a header go, so there are none; a NUL is no text.
CELL = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\ufeff"))
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6
    ).map(lambda rows: [[f"column {n}" for n in range(width)], *rows])
)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@given(rows=TABLES, stated=st.booleans())
@settings(FEW, max_examples=15)
@example(rows=[["code"], ["09000"]], stated=False)
def test_any_table_comes_back_from_any_dialect(
    separator: str, encoding: str, end: str, rows: list[list[str]], stated: bool
) -> None:
    text = (f"sep={separator}{end}" if stated else "") + csv_text(rows, separator, end)
    read = read_delimited(text.encode(encoding), "x")
    assert [cells for _, cells in read.records] == rows
    assert [row for row, _ in read.records] == list(range(1, len(rows) + 1))
    codec = "utf-8" if "8" in encoding else "utf-16-le"
    bom = encoding != "utf-8"
    expected = "," if len(rows[0]) == 1 and not stated else separator
    assert read.dialect == Dialect(codec, bom, expected, '"', end, stated)


@given(st.binary(max_size=300))
@BRIEF
def test_any_bytes_are_records_or_refused(data: bytes) -> None:
    try:
        read = read_delimited(data, "x")
    except InputError as error:
        assert str(error).startswith("x")
    else:
        assert all(isinstance(cell, str) for _, cells in read.records for cell in cells)


@given(st.text("a,;\"\n\r\t|'^é= ", max_size=80))
@settings(BRIEF, max_examples=300)
def test_any_separators_and_quotes_are_records_or_refused(text: str) -> None:
    try:
        raw = from_records(read_delimited(text.encode(), "x").records, "x")
    except InputError as error:
        assert str(error).startswith("x")
    else:
        assert len(raw.table) == len(raw.rows) > 0
        assert raw.table.columns.is_unique


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("nom;lat;lon\nx;43,5;1,4\n", ";"),
        ("nom,services\nx,a;b;c\n", ","),
        ("Lieux, 2023, Occitanie\nnom;ville;lat\na;b;c\nd;e;f\n", ";"),
        ("nom|prénom\na|b\n", "|"),
        ("nom;description\nx;a, b, c, d\ny;e, f, g, h\n", ";"),
        ("nom\nx\n", ","),
        ('"a;b";c\n"d;e";f\n', ";"),
    ],
)
def test_the_separator_is_found(text: str, separator: str) -> None:
    assert read_delimited(text.encode(), "x").dialect.separator == separator


def test_cells_with_apostrophes_are_no_quotes() -> None:
    read = read_delimited("nom,ville\n'Aqui,Foix\nl'été,Auch\n".encode(), "x")
    assert [cells[0] for _, cells in read.records] == ["nom", "'Aqui", "l'été"]


def test_a_quote_that_is_not_doubled_is_told_with_its_row() -> None:
    read = read_delimited(b'a,b\n"x\ny",1\n"le "bon" lieu",2\n"z",3\n', "x")
    assert [(row, check) for row, check, _ in read.notes] == [(3, "quote_stray")]


def test_rows_of_another_encoding_are_told() -> None:
    lines = ["nom,ville", '"é\né",à', "é,à", "ç,è"]
    data = [line.encode("cp1252" if n == 2 else "utf-8") for n, line in enumerate(lines)]
    read = read_delimited(b"sep=,\n" + b"\n".join(data), "x")
    assert [(row, check) for row, check, _ in read.notes] == [(3, "encoding_mixed")]
    assert read.records[2] == (3, ["é", "à"])


@pytest.mark.parametrize(
    ("rows", "position"),
    [
        ([["a", "b", "c"], ["1", "2", "3"]], 0),
        ([["Titre", "", ""], ["a", "b", "c"], ["1", "2", "3"]], 1),
        ([["Titre"], ["le", "2023"], [*"abcde"], [*"12345"], [*"12345"]], 2),
        ([["nom"], ["Mairie"], ["École"]], 0),
        ([["nom", "ville"], ["Mairie", "Foix"]], 0),
        ([["nom", "ville"], ["Mairie", "Foix", "x"], ["École", "Auch", "y"]], 0),
    ],
)
def test_the_header_stands_below_titles(rows: list[list[str]], position: int) -> None:
    assert header_position(rows) == position


# Workbooks and layers


def fuzz(name: str, data: bytes) -> None:
    """Whatever the bytes: a table, or a refusal that names the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            raw = read_table(path)
        except InputError as error:
            assert str(path) in str(error)
        else:
            assert len(raw.table) == len(raw.rows) > 0
            cells = raw.table.to_numpy().ravel()
            assert all(isinstance(cell, str) for cell in cells)
            "".join([*raw.table.columns, *cells]).encode("utf-8")


@pytest.mark.parametrize(
    "name", ["census.csv", "census.geojson", "census.xlsx", "census.ods", "census.gpkg", "census"]
)
@given(data=st.binary(max_size=200))
@settings(FEW, max_examples=25)
def test_any_bytes_under_any_name(name: str, data: bytes) -> None:
    fuzz(name, data)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each format."""
    folder = tmp_path_factory.mktemp("samples")
    made = [
        xlsx(folder / "census.xlsx", {"Lieux": sheet_xml(cells())}),
        ods(folder / "census.ods", ods_cells(cells())),
        bad_tables.gpkg(folder, 4326, "POINT (1.6 42.96)"),
        bad_tables.geojson(folder, bad_tables.point(1.6, 42.96)),
    ]
    return {path.name: path.read_bytes() for path in made}


@pytest.mark.parametrize("name", ["census.xlsx", "census.ods", "census.gpkg", "census.geojson"])
@given(data=st.data())
@settings(FEW, max_examples=30)
def test_damaged_files_are_tables_or_refused(
    name: str, data: st.DataObject, samples: dict[str, bytes]
) -> None:
    good = bytearray(samples[name])
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(good) - 1), st.integers(0, 255)), max_size=8)
    ):
        good[at] = byte
    fuzz(name, bytes(good[: data.draw(st.integers(1, len(good)))]))


XML_TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=0xFFFD, blacklist_categories=["Cs", "Cc"])
).filter(lambda text: text == text.strip() and not text.startswith("<c"))


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
@given(texts=st.lists(XML_TEXT.filter(bool), min_size=1, max_size=5))
@settings(FEW, max_examples=20)
@example(texts=["09000", "007", "2A004", "+33 5 61", "1E5x", "00.10"])
def test_the_text_cells_of_a_workbook_come_back(suffix: str, texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"census.{suffix}")
        rows = [["nom", "code"], *([text, "09000"] for text in texts)]
        if suffix == "xlsx":
            xlsx(path, {"Lieux": sheet_xml(rows)})
        else:
            escaped = [
                [cell.replace("&", "&amp;").replace("<", "&lt;") for cell in row] for row in rows
            ]
            ods(path, ods_cells(escaped))
        raw = read_table(path)
        assert raw.format == suffix
        assert raw.table["code"].tolist() == ["09000"] * len(texts)
        collapsed = [" ".join(text.split(" ")) for text in texts]
        assert raw.table["nom"].tolist() == collapsed


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023/01/15", "2023-01-15"),
        ("2023/01/15 00:00:00", "2023-01-15"),
        ("2023/01/15 10:30:00", "2023-01-15T10:30:00"),
        ("2023/01/15 10:30:00+02", "2023-01-15T10:30:00+02"),
        ("15/01/2023", "15/01/2023"),
        ("2023/01/15 matin", "2023/01/15 matin"),
    ],
)
def test_gdal_dates_become_iso(text: str, iso: str) -> None:
    assert iso_text(text) == iso


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        ("00000", 5),
        ('0#" "##" "##" "##" "##', 10),
        ("0#\\ ##\\ ##", 6),
        ("00000;@", 5),
        ("0", 1),
        ("#,##0", 0),
        ("0.00", 0),
        ("General", 0),
        ("dd/mm/yyyy", 0),
        ("00%", 0),
    ],
)
def test_the_figures_that_a_number_format_shows(code: str, figures: int) -> None:
    assert figures_shown(code) == figures


def test_formats_and_dialects_are_told(samples: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in samples.items():
        (tmp_path / name).write_bytes(data)
        raw = read_table(tmp_path / name)
        assert (raw.format, raw.dialect) == (name.split(".")[1], None)
    (tmp_path / "a.txt").write_bytes(csv_text(cells(), ";", "\r\n").encode("cp1252"))
    raw = read_table(tmp_path / "a.txt")
    assert raw.format == "csv"
    assert raw.dialect == Dialect("cp1252", False, ";", '"', "\r\n", False)
    assert (raw.header, raw.notes) == (1, [])


def test_a_bomb_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maillage.core.formats import spreadsheets
    from maillage.core.formats import xlsx as xlsx_format

    monkeypatch.setattr(spreadsheets, "MAXIMUM_UNPACKED", 1_000_000)
    monkeypatch.setattr(xlsx_format, "open_layer", None)  # calling it would raise TypeError
    path = tmp_path / "census.xlsx"
    xlsx(path, {"Lieux": sheet_xml(cells())}, **{"xl/media/a": b"\0" * 1_000_001})
    assert path.stat().st_size < 10_000
    with pytest.raises(InputError, match="unpacks to 1 MB"):
        read_table(path)


def test_a_locked_archive_is_said(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "census.xlsx", {"Lieux": sheet_xml(cells())})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        offset = archive.getinfo("xl/styles.xml").header_offset
    entry = data.rindex(b"xl/styles.xml") - 46
    data[offset + 6] |= 1
    data[entry + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="protected by a password"):
        read_table(path)


# Layers of QGIS


def test_attributes_of_databases_become_text(qgis_app: Any) -> None:
    from maillage.core.layers.census_layers import raw_table
    from qgis.core import (
        QgsFeature,
        QgsGeometry,
        QgsPointXY,
        QgsProcessingContext,
        QgsProcessingFeatureSource,
        QgsVectorLayer,
    )
    from qgis.PyQt.QtCore import QByteArray, QDate

    columns = ["nom:string", "services:string[]", "notes:integer[]", "doc:map", "brut:binary"]
    columns += ["ouvert:bool", "siret:int8", "note:double", "maj:date"]
    layer = QgsVectorLayer(
        "Point?crs=EPSG:2154&" + "&".join(f"field={column}" for column in columns), "m", "memory"
    )
    filled = QgsFeature(layer.fields())
    values = ["Été", ["a", "b, c"], [1, 2], {"a": [1, "é"]}, QByteArray(b"\xde\xad"), True]
    filled.setAttributes([*values, 12345678901234, 9122.0, QDate(2023, 1, 15)])
    filled.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(585500, 6208000)))
    layer.dataProvider().addFeatures([filled, QgsFeature(layer.fields())])
    raw = raw_table(
        QgsProcessingFeatureSource(layer, QgsProcessingContext()), QgsProcessingContext()
    )
    first, second = raw.table.to_dict("records")
    assert json.loads(first.pop("doc")) == {"a": [1, "é"]}
    assert list(first.values()) == [
        "Été",
        "a|b, c",
        "1|2",
        "dead",
        "true",
        "12345678901234",
        "9122",
        "2023-01-15",
    ]
    assert set(second.values()) == {""}
    assert raw.format == "layer"
    assert raw.lat is not None
    assert 42 < raw.lat[0] < 44
    assert np.isnan(raw.lat[1])


def test_a_layer_of_millions_is_refused_unread(qgis_app: Any) -> None:
    from maillage.core.layers.census_layers import raw_table

    class Huge:
        """A source that only tells its name and size."""

        def sourceName(self) -> str:
            return "parcelles"

        def featureCount(self) -> int:
            return 90_000_000

        def fields(self) -> list[str]:
            return ["a"]

    with pytest.raises(InputError, match="parcelles has more than 500,000 rows"):
        raw_table(Huge(), None)


# Records in JSON

RECORDS = [
    {"id": 1, "nom": "Mairie", "ouvert": True, "tags": ["a", "b"], "note": None},
    {"id": 2, "nom": "École d’été", "lat": 42.96, "geo": {"lon": 1.6, "lat": 42.96}},
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lieux.json", RECORDS),
        ("lieux.txt", RECORDS),
        ("page.json", {"total": 2, "items": RECORDS, "links": []}),
        ("page.txt", {"results": RECORDS, "total_count": 2}),
    ],
)
def test_json_records_are_a_table(name: str, content: Any, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    raw = read_table(path)
    assert (raw.format, raw.rows.tolist(), raw.lon) == ("json", [2, 3], None)
    assert raw.table.to_dict("records") == [
        {"id": "1", "nom": "Mairie", "ouvert": "true", "tags": "a|b", "note": "", "lat": "",
         "geo": ""},
        {"id": "2", "nom": "École d’été", "ouvert": "", "tags": "", "note": "", "lat": "42.96",
         "geo": '{"lon": 1.6, "lat": 42.96}'},
    ]  # fmt: skip


def test_of_several_lists_the_longest_is_read_and_the_others_named(tmp_path: Path) -> None:
    path = tmp_path / "lieux.json"
    path.write_text(json.dumps({"sources": RECORDS[:1], "lieux": RECORDS}), encoding="utf-8")
    raw = read_table(path)
    assert (raw.sheet, len(raw.table)) == ("lieux", 2)
    assert [check for _, check, _ in raw.notes] == ["sheets_others"]
    assert "sources" in raw.notes[0][2]
    assert len(read_table(path, "sources").table) == 1
    with pytest.raises(InputError, match="sources"):
        read_table(path, "other")


@pytest.mark.parametrize(
    "text",
    ["[1, 2]", '{"a": 1}', "[]", '[{"a": 1}, 2]', '[{"a": 1}', "[" * 100_000, '[{"a":' * 100_000],
)
def test_json_without_records_is_refused_in_a_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / "lieux.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"lieux\.json"):
        read_table(path)


def test_geojson_is_geojson_whatever_it_begins_with(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"nom": "Mairie"},
        "geometry": {"type": "Point", "coordinates": [1.6, 42.96]},
    }
    late = {"name": "x" * 900, "features": [feature], "type": "FeatureCollection"}
    for number, name in enumerate(("lieux.json", "lieux.geojson", "lieux.txt")):
        path = tmp_path / name
        content = late if number < 2 else {"type": "FeatureCollection", "features": [feature]}
        path.write_text(json.dumps(content), encoding="utf-8")
        raw = read_table(path)
        assert (raw.format, raw.lon.tolist()) == ("geojson", [1.6]), name


def test_half_a_character_of_json_is_shown_as_one_that_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "lieux.json"
    path.write_text('[{"nom": "a\\ud800b"}]', encoding="utf-8")
    assert read_table(path).table["nom"].tolist() == ["a\ufffdb"]


# Headers in two rows, sheets that are not shown

LOWER = ["nom", "ville", "matin", "après-midi", "matin", "après-midi"]
DATA = [["Mairie", "Foix", "9h-12h", "", "9h-12h", "14h-18h"], ["La Ruche", "Pau", "", "", "", ""]]


@pytest.mark.parametrize(
    ("upper", "lower", "columns"),
    [
        (
            ["Lieu", "", "Lundi", "", "Mardi", ""],
            LOWER,
            ["nom", "ville", "Lundi matin", "Lundi après-midi", "Mardi matin", "Mardi après-midi"],
        ),
        (
            ["Nom", "Ville", "Lundi", "", "Mardi", ""],
            ["", "", *LOWER[2:]],
            ["Nom", "Ville", "Lundi matin", "Lundi après-midi", "Mardi matin", "Mardi après-midi"],
        ),
        (
            ["Lieu", "", "", "", "Mardi", ""],
            ["nom", "ville", "type", "public", "matin", "après-midi"],
            ["nom", "ville", "type", "public", "matin", "après-midi"],
        ),
        (
            ["Lieu", "", "Horaires", "", "", ""],  # two cells: these might be titles, too
            ["nom", "ville", "lundi", "mardi", "jeudi", "samedi"],
            ["nom", "ville", "lundi", "mardi", "jeudi", "samedi"],
        ),
    ],
)
def test_a_header_in_two_rows(upper: list[str], lower: list[str], columns: list[str]) -> None:
    raw = from_records(enumerate([upper, lower, *DATA], 1), "lieux.csv")
    assert raw.table.columns.tolist() == columns
    assert (raw.header, raw.rows.tolist(), raw.uneven) == (2, [3, 4], [])
    assert [(row, check) for row, check, _ in raw.notes] == [(1, "title_row")]


@pytest.mark.parametrize(
    "rows",
    [
        [["nom", "", "ville"], ["Mairie", "x", "Foix"], ["La Ruche", "y", "Pau"]],
        [["nom", "", "", "ville", "x"], ["A", "x", "y", "Foix", "o"], ["B", "z", "y", "Foix", "p"]],
        [["nom", "", "", "ville", "x"], ["A", "1", "2", "Foix", "o"], ["B", "3", "4", "Pau", "p"]],
        [["nom", "", "", "mél", "x"], ["A", "x", "y", "a@b.fr", "o"], ["B", "z", "t", "", "p"]],
        [["nom", "", "", "ville", "x"], ["A", "x", "y", "Foix", "o"]],
        [["nom", "ville", "type"], ["Mairie", "Foix", "x", "y", "z"], ["La Ruche", "Pau", "t"]],
    ],
)
def test_a_first_place_is_no_second_row_of_the_header(rows: list[list[str]]) -> None:
    raw = from_records(enumerate(rows, 1), "lieux.csv")
    assert (raw.header, raw.rows.tolist()[0]) == (1, 2)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_sheets_that_are_not_shown_come_last(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"lieux{suffix}"
    hidden = {"listes": [["code"], ["ORD"]]}
    shown = {"vide": [], "Lieux": [["nom", "ville"], ["Mairie", "Foix"]]}
    write_sheets(path, {**hidden, **shown}, hidden=["listes"])
    raw = read_table(path)
    assert (raw.sheet, raw.table.columns.tolist()) == ("Lieux", ["nom", "ville"])
    [(row, check, message)] = raw.notes
    assert (row, check) == (None, "sheets_others")
    assert "listes (hidden)" in message and "vide" in message
    assert read_table(path, "listes").table["code"].tolist() == ["ORD"]
    write_sheets(path, {**hidden, "vide": []}, hidden=["listes"])
    assert read_table(path).sheet == "listes", "rather than nothing"


@pytest.mark.parametrize("name", ["hidden_first", "tworow"])
def test_the_cases_of_workbooks(name: str, cases: Path) -> None:
    raw = read_table(cases / "workbooks" / f"{name}.xlsx")
    assert raw.table["nom"].tolist() == ["L1", "L2", "L3"]
    assert raw.notes


@pytest.mark.parametrize(
    ("merged", "told"), [("C1:D1", False), ("A1:A2", False), ("A2:B2", True), ("A3:A4", True)]
)
def test_merged_groups_of_a_header_are_no_fault(merged: str, told: bool, tmp_path: Path) -> None:
    rows = [["Nom", "Ville", "Lundi", "", "Mardi", ""], ["", "", *LOWER[2:]], *DATA]
    raw = read_table(xlsx(tmp_path / "lieux.xlsx", {"Lieux": sheet_xml(rows, merged)}))
    assert raw.table.columns.tolist()[:3] == ["Nom", "Ville", "Lundi matin"]
    assert ("cells_merged" in [check for _, check, _ in raw.notes]) is told


@pytest.mark.parametrize(("letters", "is_header"), [(60, True), (61, False)])
def test_a_name_in_the_second_row_of_a_header_has_at_most_60_letters(
    letters: int, is_header: bool
) -> None:
    groups, names = ["Place", "Hours", "", ""], ["", "Monday", "Tuesday", "W" * letters]
    assert is_twofold(groups, names, [["Town hall", "9-12", "9-12", "14-18"]]) is is_header
