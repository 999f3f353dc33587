"""The report in the dock: lines that are sorted, filtered, found on the map, applied, undone."""

from __future__ import annotations

import csv
import time

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox

LAMBERT, DEGREES = "EPSG:2154", "EPSG:4326"

#: place_id, name, phone, src_row, src_TEL, longitude, latitude
PLACES = [
    ("A", "Mairie", "05 61 22 33 44", 2, "05 61 22 33 44", 1.44, 43.60),
    ("B", "Médiathèque", "561223345", 3, "561223345", 1.50, 43.70),
    ("C", "Tiers-lieu", "561223346", 4, "561223346", 1.60, 43.80),
    ("D", "Sans point", "", 5, "", None, None),
]

#: severity, row, place_id, field, check, message, value, proposal
LINES = [
    ("error", 5, "D", "position", "coordinates_missing", "No coordinates.", "", ""),
    ("warning", 3, "B", "phone", "phone_zero", "A zero is lost.", "561223345", "0561223345"),
    ("warning", 4, "C", "phone", "phone_zero", "A zero is lost.", "561223346", "0561223346"),
    ("info", None, "", "", "encoding", "Read as Windows-1252.", "", ""),
    ("info", 10, "Z", "name", "name_short", "A short name.", "x", ""),
]


def layer_of(definition, rows, points=None):
    layer = QgsVectorLayer(definition, "made", "memory")
    for number, row in enumerate(rows):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(row))
        if points and points[number][0] is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*points[number])))
        layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    return layer


def make_places(crs=DEGREES):
    fields = "place_id:string", "name:string", "phone:string", "src_row:integer", "src_TEL:string"
    definition = f"Point?crs={crs}&" + "&".join(f"field={each}" for each in fields)
    return layer_of(definition, [row[:5] for row in PLACES], [row[5:] for row in PLACES])


def make_report(lines):
    from maillage.core.places.fields import REPORT_FIELDS

    kinds = {"text": "string", "integer": "integer"}
    fields = "&".join(f"field={name}:{kinds[kind]}" for name, kind in REPORT_FIELDS.items())
    return layer_of(f"None?{fields}", lines)


@pytest.fixture
def canvas(qgis_app):
    QgsProject.instance().clear()
    made = QgsMapCanvas()
    made.resize(400, 400)
    made.setDestinationCrs(QgsCoordinateReferenceSystem(LAMBERT))
    made.setExtent(QgsRectangle(100_000, 6_000_000, 1_200_000, 7_100_000))
    yield made
    QgsProject.instance().clear()


@pytest.fixture
def page(canvas):
    """The page of a small report, beside its places."""
    from maillage.ui.places import Places
    from maillage.ui.report_page import ReportPage
    from maillage.ui.roles import remember

    remember("places", make_places().id())
    made = ReportPage(Places(), canvas)
    made.show_layer(make_report(LINES))
    yield made
    made.deleteLater()


def listed(page, column="row"):
    from maillage.ui.report_model import COLUMNS

    number = COLUMNS.index(column)
    return [page.listed.index(row, number).data() for row in range(page.listed.rowCount())]


def go_to(page, line):
    """Makes the given line of LINES the current one."""
    index = page.listed.mapFromSource(page.model.index(line, 0))
    page.table.setCurrentIndex(index)
    return index


def phones(page):
    return {feature["place_id"]: feature["phone"] for feature in page.places.layer().getFeatures()}


def test_the_gravest_lines_come_first_and_columns_sort(page):
    assert listed(page) == [5, 3, 4, None, 10]
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert listed(page) == [10, 5, 4, 3, None], "rows are numbers, not texts"
    page.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert listed(page)[0] == 5


def test_lines_are_filtered_by_severity_check_and_text(page):
    page.severity.setCurrentIndex(page.severity.findData("warning"))
    assert listed(page) == [3, 4]
    page.search.setText("346")
    assert listed(page) == [4]
    page.severity.setCurrentIndex(0)
    page.search.setText("ZERO IS")
    assert listed(page) == [3, 4]
    page.search.clear()
    page.check.setCurrentIndex(page.check.findData("encoding"))
    assert listed(page) == [None]
    assert "1" in page.summary.text() and "5" in page.summary.text()


def test_lines_with_a_proposal_are_listed_apart_and_names_are_searched(page):
    proposed = page.severity.findText("Proposals (2)")
    page.severity.setCurrentIndex(proposed)
    assert listed(page) == [3, 4]
    assert listed(page, "place_id") == ["Médiathèque", "Tiers-lieu"]
    page.search.setText("tiers")
    assert listed(page) == [4]


def test_a_narrow_page_shows_what_would_change_beside_the_message(page):
    page.resize(400, 600)
    page.show()
    assert listed(page, "message")[1] == "561223345 → 0561223345\nA zero is lost."
    assert listed(page, "message")[0] == "No coordinates."
    page.resize(1000, 600)
    assert listed(page, "message")[1] == "A zero is lost."


def test_a_proposal_of_codes_is_for_the_whole_cell(page):
    line = ("warning", 3, "B", "publics", "code_unknown", "Not known.", "Emploi", "TP")
    page.resize(400, 600)
    page.show()
    page.show_layer(make_report([line]))
    assert listed(page, "message") == ["→ TP\nNot known."], "Emploi does not become TP"
    go_to(page, 0)
    assert "for the whole cell: <b>TP</b>" in page.details.text()


def test_a_proposed_point_is_shown_before_it_is_applied(page, canvas):
    point = ("warning", 5, "D", "position", "geocode_doubtful", "Found.", "Rue 1", "43.5 1.3")
    page.show_layer(make_report([point]))
    page.table.clicked.emit(go_to(page, 0))
    assert "proposed point" in page.status.text()
    to_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(DEGREES),
        QgsCoordinateReferenceSystem(LAMBERT),
        QgsProject.instance(),
    )
    assert canvas.center().distance(to_map.transform(QgsPointXY(1.3, 43.5))) < 5
    assert page.places.find("D").geometry().isEmpty(), "nothing is applied yet"
    page.apply()
    page.show_place()
    assert not page.status.text()


def test_a_click_shows_and_selects_the_place(page, canvas):
    index = go_to(page, 2)
    page.table.clicked.emit(index)
    to_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(DEGREES),
        QgsCoordinateReferenceSystem(LAMBERT),
        QgsProject.instance(),
    )
    wanted = to_map.transform(QgsPointXY(1.60, 43.80))
    assert canvas.center().distance(wanted) < 5
    assert canvas.scale() < 26_000
    assert [feature["place_id"] for feature in page.places.layer().selectedFeatures()] == ["C"]
    assert not page.status.text()


def test_the_return_key_shows_the_place(page, canvas):
    go_to(page, 1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert [feature["place_id"] for feature in page.places.layer().selectedFeatures()] == ["B"]


@pytest.mark.parametrize(("line", "words"), [(0, "no point"), (3, "whole file"), (4, "not in")])
def test_a_line_without_a_place_on_the_map_says_so(page, canvas, line, words):
    before = canvas.extent()
    page.table.clicked.emit(go_to(page, line))
    assert words in page.status.text()
    assert canvas.extent() == before


def test_a_proposal_is_applied_in_an_edit_session_and_undone(page):
    layer = page.places.layer()
    go_to(page, 1)
    assert page.apply_button.isEnabled() and not page.undo_button.isEnabled()
    page.apply_button.click()
    assert phones(page)["B"].replace(" ", "") == "0561223345"
    assert phones(page)["C"] == "561223346", "one line, one place"
    assert layer.isEditable() and layer.isModified(), "the person saves"
    assert page.model.applied == {1} and not page.apply_button.isEnabled()
    assert layer.undoStack().count() == 1
    page.undo_button.click()
    assert phones(page)["B"] == "561223345"
    assert page.model.applied == set() and page.apply_button.isEnabled()
    layer.undoStack().redo()
    assert page.model.applied == {1}
    layer.rollBack()
    assert page.model.applied == set()


def test_all_of_a_kind_is_asked_for_and_is_one_edit(page, monkeypatch):
    asked = []

    def answer(_, __, question):
        asked.append(question)
        return answers.pop()

    answers = [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No]
    monkeypatch.setattr(QMessageBox, "question", answer)
    before = phones(page)
    go_to(page, 1)
    page.kind_button.click()
    assert phones(page) == before and "2" in asked[0]
    page.kind_button.click()
    assert phones(page)["B"] != before["B"] and phones(page)["C"] != before["C"]
    assert page.model.applied == {1, 2}
    page.places.layer().undoStack().undo()
    assert phones(page) == before and page.model.applied == set()


def test_a_proposal_stays_applied_once_the_edits_are_saved(page):
    go_to(page, 1)
    page.apply()
    assert page.places.layer().commitChanges()
    assert page.model.applied == {1}
    assert not page.undo_button.isEnabled()


def test_a_layer_that_cannot_be_edited_is_left_alone_with_a_sentence(page):
    before = phones(page)
    page.places.layer().setReadOnly(True)
    go_to(page, 1)
    page.apply()
    assert phones(page) == before and page.model.applied == set()
    assert "cannot be edited" in page.status.text()


def test_the_report_saves_as_a_table_and_as_a_page(page, tmp_path):
    page.save(str(tmp_path / "report.csv"))
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + len(LINES)
    assert any("0561223345" in cell for cell in rows[2])
    page.save(str(tmp_path / "report.html"))
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<table" in text and "Windows-1252" in text
    page.save(str(tmp_path / "nowhere" / "report.csv"))
    assert "nowhere" in page.status.text()


def test_ten_thousand_lines_stay_fluid(canvas):
    from maillage.ui.places import Places
    from maillage.ui.report_page import ReportPage

    lines = [
        (("error", "warning", "info")[n % 3], n, f"P{n}", "name", f"check_{n % 9}", f"Line {n}.")
        for n in range(10_000)
    ]
    layer = make_many(lines)
    made = ReportPage(Places(), canvas)
    start = time.process_time()
    made.show_layer(layer)
    shown = time.process_time()
    made.search.setText("line 99")
    filtered = time.process_time()
    made.search.clear()
    made.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    end = time.process_time()
    assert made.listed.rowCount() == 10_000
    assert shown - start < 2 and filtered - shown < 1 and end - filtered < 3
    made.deleteLater()


def make_many(lines):
    layer = make_report([])
    features = []
    for line in lines:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([*line, "", ""])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer
