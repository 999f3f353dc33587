"""Text from data is only ever text: in filters, layouts, tips, pages, tables and links."""

from __future__ import annotations

import ast
import csv
import html
import subprocess
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from hostile import SHOWN, TEXTS, VARIABLE
from postgres_server import server
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is evaluated shows itself."""
    monkeypatch.setenv(VARIABLE, SHOWN)


def table_of(texts: tuple[str, ...] = TEXTS) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=mode:string", "texts", "memory")
    features = []
    for number, text in enumerate(texts):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([text])
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT({number} 0)"))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def held(layer: QgsVectorLayer) -> list[str]:
    return [feature["mode"] for feature in layer.getFeatures()]


# Filters


@pytest.mark.parametrize("ending", ["gpkg", "csv", "memory"])
def test_a_filter_keeps_the_rows_of_the_very_text(ending: str, tmp_path: Path) -> None:
    from maillage.core.layers.inert import field_is

    layer = table_of()
    if ending != "memory":
        path = tmp_path / f"texts.{ending}"
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = QgsVectorFileWriter.driverForExtension(ending)
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(path), QgsProject.instance().transformContext(), options
        )
        layer = QgsVectorLayer(str(path), "texts", "ogr")
    for text in TEXTS:
        assert layer.setSubsetString(field_is(layer, "mode", text)), text
        is_told = layer.providerType() == "memory" or "\\'" not in text
        assert held(layer) == [text] * is_told
        assert layer.setSubsetString("")


def test_an_expression_is_true_for_the_very_text_only(qgis_app: Any) -> None:
    from maillage.core.layers.inert import column, equals

    layer = table_of()
    for text in TEXTS:
        true = [
            feature["mode"]
            for feature in layer.getFeatures()
            if QgsExpression(equals("mode", text)).evaluate(context_of(layer, feature))
        ]
        assert true == [text]
    assert column('a"b') == '"a""b"'


def context_of(layer: QgsVectorLayer, feature: QgsFeature) -> QgsExpressionContext:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return context


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with server() as address:
        yield address


@pytest.mark.parametrize("conforming", ["on", "off"])
def test_a_mode_drops_no_table_of_a_database(
    database: str, conforming: str, qgis_app: Any, tmp_path: Path
) -> None:
    """Isochrones of a real PostgreSQL, whose modes are statements, through *Project*."""
    import psycopg2
    from maillage.core.layers.project import Content, write_project

    connection = psycopg2.connect(database)
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute(f"ALTER DATABASE postgres SET standard_conforming_strings = {conforming}")
    cursor.execute("DROP TABLE IF EXISTS victim, isochrones; CREATE TABLE victim (a int)")
    cursor.execute("CREATE TABLE isochrones (id serial primary key, mode text, minutes int)")
    modes = ["car", "x'; DROP TABLE victim; --", "x\\'; DROP TABLE victim; --"]
    for mode in modes:
        cursor.execute("INSERT INTO isochrones (mode, minutes) VALUES (%s, 10)", (mode,))
    uri = (
        f"{database.replace('dbname=postgres', '')} dbname='postgres' key='id' table=\"isochrones\""
    )
    layer = QgsVectorLayer(uri, "isochrones", "postgres")
    assert layer.isValid() and layer.featureCount() == 3
    places = table_of(("car",))
    write_project(tmp_path / "p.qgz", Content(places, [], [], [layer]))
    project = QgsProject()
    assert project.read(str(tmp_path / "p.qgz"))
    shown = [each for each in project.mapLayers().values() if each.providerType() == "postgres"]
    assert sorted(mode for each in shown for mode in held(each)) == sorted(modes)
    cursor.execute("SELECT count(*) FROM victim")
    assert cursor.fetchone() == (0,)
    del layer, shown, project
    connection.close()


#: Functions that make or take filters, expressions and SQL.
_RUN = {
    "setSubsetString", "setFilterExpression", "QgsExpression", "fromExpression", "ExecuteSQL",
    "SetAttributeFilter", "execute", "executemany", "executeSql", "setDisplayExpression",
    "setMapTipTemplate", "createExpression", "evaluate",
}  # fmt: skip
#: Where a statement is put together of other things than quoted values, and why that is safe.
_SAFE = {
    # Names of the layers of GDAL's driver for OpenStreetMap.
    "core/network/osm_reader.py": 1,
    # The column and the table are doubled in their quotes.
    "core/algorithms/writing.py": 1,
    # Numbers of rows.
    "core/atlas/maps.py": 1,
    # Numbers: sizes in millimetres.
    "core/layers/place_style.py": 1,
    "core/layers/site_style.py": 1,
    # A constant.
    "ui/whatif/layer.py": 1,
}


def test_no_statement_is_put_together_of_values() -> None:
    """Each is a literal, or what ``inert`` made; what else there is stands in ``_SAFE``."""
    found: dict[str, int] = {}
    for folder in ("core", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            values = _assigned(tree)
            for node in ast.walk(tree):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in _RUN and _is_put_together(node.args[0], values):
                    key = path.relative_to(ROOT).as_posix()
                    found[key] = found.get(key, 0) + 1
    assert found == _SAFE


def _assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """What each name of a module is given, by name."""
    values: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    values.setdefault(target.id, []).append(node.value)
    return values


def _is_put_together(node: ast.expr, values: dict[str, list[ast.expr]]) -> bool:
    if isinstance(node, ast.IfExp):
        return any(_is_put_together(each, values) for each in (node.body, node.orelse))
    if isinstance(node, ast.Name):
        given = values.get(node.id)
        return given is None or any(_is_put_together(each, {}) for each in given)
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("format", "join"):
        return True
    return isinstance(node, (ast.JoinedStr, ast.BinOp))


# Layouts and names


def pdf_text(path: Path) -> str:
    run = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True
    )
    return bare(unicodedata.normalize("NFKC", run.stdout))  # the font has one sign for "fi"


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", TEXTS)
def test_a_label_prints_what_it_is_given(qgis_app: Any, text: str, tmp_path: Path) -> None:
    from maillage.core.layers.inert import set_text

    project = QgsProject()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    label = QgsLayoutItemLabel(layout)
    set_text(label, text)
    layout.addLayoutItem(label)
    label.attemptMove(QgsLayoutPoint(5, 5))
    label.attemptResize(QgsLayoutSize(250, 20))
    assert label.currentText() == text
    path = tmp_path / "a.pdf"
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.textRenderFormat = settings.textRenderFormat.AlwaysText
    assert QgsLayoutExporter(layout).exportToPdf(str(path), settings) == 0
    assert bare(text) in pdf_text(path)


def test_names_in_legends_evaluate_nothing(qgis_app: Any) -> None:
    """Layers, categories and rules: what a legend shows of them."""
    from maillage.core.layers.inert import shown_name
    from maillage.core.layers.territory_style import fill, rules
    from qgis.core import QgsLayerTree, QgsLayerTreeModel, QgsLegendSettings

    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=a:string", "x", "memory")
    for text in TEXTS:
        layer.setRenderer(rules([("TRUE", text, fill("panel", "ink", 0.1))], text))
        layer.setName(shown_name(text))
        tree = QgsLayerTree()
        node = tree.addLayer(layer)
        model = QgsLayerTreeModel(tree)
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        shown = ["\n".join(QgsLegendSettings().evaluateItemText(node.name(), context))]
        for key in model.layerLegendNodes(node):
            shown.append(
                key.evaluateLabel(context) if hasattr(key, "evaluateLabel") else key.data(0)
            )
        assert [word.replace("\u2060", "") for word in shown] == [text] * len(shown)
        assert SHOWN not in "".join(shown)


@pytest.mark.parametrize("text", TEXTS)
def test_a_tip_shows_the_text_as_text(qgis_app: Any, text: str) -> None:
    from maillage.core.layers.inert import tip

    layer = table_of((text,))
    (feature,) = layer.getFeatures()
    shown = QgsExpression.replaceExpressionText(tip('"mode"'), context_of(layer, feature))
    assert html.unescape(shown) == text
    assert not set('<>"') & set(shown)


def test_every_layer_that_is_drawn_has_such_a_tip(qgis_app: Any) -> None:
    from maillage.core.layers.style import style_layer

    layer = QgsVectorLayer(
        "Point?crs=EPSG:4326&field=place_id:string&field=name:string", "places", "memory"
    )
    style_layer(layer, "places")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["p1", "<script>alert(1)</script>"])
    shown = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context_of(layer, feature))
    assert shown == "&lt;script&gt;alert(1)&lt;/script&gt;"


# Tables for a spreadsheet


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_a_table_for_a_spreadsheet_holds_no_formula(run: Any, tmp_path: Path, ending: str) -> None:
    """Names of places and of columns, through a step that writes layers of them."""
    source = tmp_path / "census.csv"
    names = ["=1+1", "@SUM(1)", "-2+3|cmd", "+cmd|x", "Mairie"]
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["n_ref", "nom", "lat", "lon", "=HYPERLINK(1)"])
        writer.writerows([f"R{n}", name, "43.6", f"1.{n}", "a"] for n, name in enumerate(names))
    mapping = tmp_path / "m.json"
    mapping.write_text(
        '{"fields": {"place_id": "n_ref", "name": "nom", "lat": "lat", "lon": "lon"}}',
        encoding="utf-8",
    )
    output = tmp_path / f"places.{ending}"
    run(
        "loadcensus", INPUT=str(source), SCHEMA="rhinocc",
        OUTPUT=str(output), REPORT=str(tmp_path / f"report.{ending}"),
    )  # fmt: skip
    if ending == "csv":
        text = output.read_text(encoding="utf-8-sig")
        cells = {cell for row in csv.reader(text.splitlines()) for cell in row}
        assert {f"'{name}" for name in names[:4]} <= cells
        assert not any(cell[:1] in ("=", "@") for cell in cells)
    else:
        inside = "content.xml" if ending == "ods" else "xl/worksheets/sheet1.xml"
        with ZipFile(output) as archive:
            sheet = archive.read(inside).decode()
        assert "<f>" not in sheet and "table:formula" not in sheet
        layer = QgsVectorLayer(str(output), "again", "ogr")
        assert {f"'{name}" for name in names[:4]} <= {f["name"] for f in layer.getFeatures()}


def test_decisions_that_come_back_from_a_spreadsheet_name_the_same_places() -> None:
    from maillage.core.common.text import no_formula
    from maillage.core.matching.decisions import read_decisions

    base, incoming = ["=1+1", "b"], ["@x", "-y"]
    table = pd.DataFrame(
        {
            "base_id": [no_formula("=1+1"), "b"],
            "incoming_id": [no_formula("@x"), no_formula("-y")],
            "decision": ["same", "new"],
        }
    )
    decided, unknown = read_decisions(table, base, incoming)
    assert unknown == 0 and decided.same == {(0, 0)} and decided.apart == {(1, 1)}


def test_a_quote_of_ours_is_taken_off_again() -> None:
    from maillage.core.common.text import no_formula, without_quote

    for text in (*TEXTS, "=1", "'=1", "-3", "'", "''=1", "O'Neil", "'tis", "+33 5 61 00 00 00"):
        assert without_quote(no_formula(text)) == text or no_formula(text) == text
    assert without_quote("'=1") == "=1" and without_quote("'tis") == "'tis"


# Links


@pytest.mark.parametrize(
    ("text", "is_harmless"),
    [
        ("https://www.foix.fr", True),
        ("HTTP://foix.fr", True),
        ("www.foix.fr/accueil", True),
        ("mailto:mairie@foix.fr", True),
        ("tel:+33561000000", True),
        ("javascript:alert(1)", False),
        (" java\tscript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("\u200bjavascript:alert(1)", False),
        ("JavaScript&colon;alert(1)", True),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/hostname", False),
        ("view-source:https://x", False),
    ],
)
def test_a_link_is_a_page_an_address_or_a_number(text: str, is_harmless: bool) -> None:
    from maillage.core.common.text import is_harmless_link

    assert is_harmless_link(text) is is_harmless


# Pages


class _Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[Any]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_report_as_a_page_holds_texts_as_texts(tmp_path: Path) -> None:
    from maillage.core.places.report import REPORT_FIELDS, write_report_html

    plain = dict.fromkeys(REPORT_FIELDS, "a") | {"severity": "error", "check": "html", "row": 2}
    pages = []
    for text in ("harmless", *TEXTS):
        row = plain | {name: text for name in ("place_id", "message", "value", "proposal")}
        write_report_html(pd.DataFrame([row]), tmp_path / "r.html", text)
        pages.append(_Elements((tmp_path / "r.html").read_text(encoding="utf-8")))
        assert bare(pages[-1].text).count(bare(text)) >= 4
        assert pages[-1].elements == pages[0].elements


def test_what_the_dock_says_is_no_html(qgis_app: Any) -> None:
    from maillage.ui.parts import as_html

    for text in TEXTS:
        page = _Elements(as_html(text))
        assert page.text == text and page.elements == [("qt", [])]


def test_what_a_run_failed_for_is_shown_as_text(messages: Any) -> None:
    """In QGIS's own message bar, which takes HTML."""
    from maillage.ui.panel import AlgorithmPanel

    for text in TEXTS:
        AlgorithmPanel._tell(SimpleNamespace(_messages=messages), text, Qgis.MessageLevel.Critical)
        page = _Elements(messages.currentItem().text())
        assert page.text == text and page.elements == [("qt", [])]


def test_a_script_is_no_website_on_the_map(run: Any, tmp_path: Path, root: Path) -> None:
    """In the table and in the layer of the publication; the step says how many were left out."""
    places = QgsVectorLayer(
        "Point?crs=EPSG:4326&field=place_id:string&field=name:string&field=website:string",
        "places",
        "memory",
    )
    sites = ["javascript:alert(1)", "https://www.foix.fr", " java\tscript:alert(1)"]
    for number, site in enumerate(sites):
        feature = QgsFeature(places.fields())
        feature.setAttributes([f"p{number}", "=1+1", site])
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT({number} 43)"))
        places.dataProvider().addFeature(feature)
    run("exportweb", PLACES=places, OUTPUT_FOLDER=str(tmp_path / "web"))
    published = "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "web").iterdir() if path.is_file()
    )
    assert "script:" not in published and "https://www.foix.fr" in published
    assert "=1+1" in (tmp_path / "web" / "places.csv").read_text(encoding="utf-8")
    assert any("a link left out" in line and ": 2, in" in line for line in run.feedback.said)
