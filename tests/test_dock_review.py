"""The doubtful pairs of a merge: seen side by side, decided, taken back, merged again."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
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

PAIRS = [
    # base_id, incoming_id, score, decision, base_name, incoming_name, base_phone, incoming_phone
    ("A", "1", 0.71, "doubtful", "Mairie de Foix", "France Services Foix", "0561000001", ""),
    ("B", "2", 0.66, "doubtful", "La Ruche", "La ruche", "0561000002", "0561999999"),
    ("C", "3", 0.99, "same", "Le Phare", "Le Phare", "0468000003", "0468000003"),
    ("A", "4", 0.52, "doubtful", "Mairie de Foix", "Mairie", "0561000001", "0561000009"),
    ("", "5", 0.0, "new", "", "Nouveau lieu", "", ""),
]


def places(crs, rows):
    fields = "field=place_id:string&field=name:string&field=kind:string"
    layer = QgsVectorLayer(f"Point?crs={crs}&{fields}", "places", "memory")
    for identifier, point in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([identifier, f"Place {identifier}", f"kind {identifier}"])
        if point:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*point)))
        layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    return layer


def review_layer():
    from maillage.core.layers.tables import make_fields
    from maillage.core.places.fields import REVIEW_FIELDS

    layer = QgsVectorLayer("None", "review", "memory")
    layer.dataProvider().addAttributes(make_fields(REVIEW_FIELDS).toList())
    layer.updateFields()
    for base, incoming, score, decision, ours, theirs, phone, other in PAIRS:
        feature = QgsFeature(layer.fields())
        values = {
            **{"base_id": base, "incoming_id": incoming, "score": score, "decision": decision},
            **{"base_name": ours, "incoming_name": theirs, "base_phone": phone},
            **{"incoming_phone": other, "why": "the names are alike", "distance_m": 120.0},
            "differences": "phone" if phone and other and phone != other else "",
        }
        for name, value in values.items():
            feature[name] = value
        layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def canvas(qgis_app):
    QgsProject.instance().clear()
    made = QgsMapCanvas()
    made.resize(400, 400)
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    made.setExtent(QgsRectangle(-5, 41, 9, 51))
    yield made
    QgsProject.instance().clear()


@pytest.fixture
def page(canvas):
    from maillage.ui.review_page import ReviewPage
    from maillage.ui.roles import remember

    base = places("EPSG:4326", [("A", (1.60, 42.96)), ("B", (1.70, 43.0)), ("C", None)])
    # Another system: both sides come to the map's own.
    incoming = places("EPSG:3857", [("1", (178_700, 5_303_500)), ("2", None), ("4", None)])
    remember("merge_base", base.id())
    remember("merge_incoming", incoming.id())
    made = ReviewPage(canvas)
    made.show_layer(review_layer())
    yield made
    made.deleteLater()


def decisions(page):
    return [feature["decision"] for feature in page.review.layer.getFeatures()]


def cells(page):
    table = page.table
    return {
        table.item(row, 0).text(): (table.item(row, 1).text(), table.item(row, 2).text())
        for row in range(table.rowCount())
    }


def test_only_doubtful_pairs_are_asked_about(page):
    assert len(page.review.pairs) == 3
    assert "1" in page.summary.text() and "3" in page.summary.text()


def test_a_pair_stands_side_by_side_with_what_differs(page):
    assert cells(page)["Name"] == ("Mairie de Foix", "France Services Foix")
    assert cells(page)["Phone"] == ("0561000001", "")
    assert cells(page)["Type of place"] == ("kind A", "kind 1"), "from the two layers"
    assert "71" in page.why.text() and "names" in page.why.text()
    page.skip()
    rows = {page.table.item(row, 0).text(): row for row in range(page.table.rowCount())}
    assert page.table.item(rows["Phone"], 2).background().style() != Qt.BrushStyle.NoBrush
    assert page.table.item(rows["Name"], 2).background().style() == Qt.BrushStyle.NoBrush


def test_the_map_shows_both_places(page, canvas):
    extent = canvas.extent()
    assert extent.contains(QgsPointXY(1.60, 42.96))
    assert extent.contains(QgsPointXY(178_700 / 111_319.49, 42.955))
    assert canvas.scale() < 50_000
    assert not page.status.text()
    page.skip()
    assert "One of the two" in page.status.text()


def test_decisions_are_written_and_the_last_is_taken_back(page):
    page.same_button.click()
    page.two_button.click()
    assert decisions(page) == ["same", "new", "same", "doubtful", "new"]
    assert page.bar.value() == 2 and page.index == 2
    page.undo_button.click()
    assert decisions(page) == ["same", "doubtful", "same", "doubtful", "new"]
    assert page.index == 1
    page.undo_button.click()
    assert decisions(page)[0] == "doubtful"
    assert not page.undo_button.isEnabled() and not page.again_button.isEnabled()


def test_a_skipped_pair_comes_back_at_the_end(page):
    page.skip_button.click()
    assert page.index == 1 and decisions(page)[0] == "doubtful"
    page.same_button.click()
    page.same_button.click()
    assert page.index == 0
    page.two_button.click()
    assert decisions(page) == ["new", "same", "same", "same", "new"]
    assert "Every pair is decided" in page.status.text()


def test_keys_decide(page):
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page, 3000)
    french = Qt.Key.Key_Eacute  # what the key 2 gives without Shift
    for key in (Qt.Key.Key_1, french, Qt.Key.Key_Backspace):
        QTest.keyClick(page, key)
    assert decisions(page)[:2] == ["same", "doubtful"]


def test_an_incoming_place_is_one_place_of_the_base_at_most(page):
    layer = page.review.layer
    column = layer.fields().lookupField("incoming_id")
    second = [feature.id() for feature in layer.getFeatures()][1]
    layer.dataProvider().changeAttributeValues({second: {column: "1"}})
    page.show_layer(layer)
    page.same_button.click()
    page.same_button.click()
    assert "Mairie de Foix" in page.status.text()
    assert decisions(page)[:2] == ["same", "doubtful"]


def test_a_review_in_an_edit_session_is_edited_there(page):
    layer = page.review.layer
    layer.startEditing()
    page.same_button.click()
    assert layer.isModified() and decisions(page)[0] == "same"
    layer.rollBack()
    assert decisions(page)[0] == "doubtful"


def test_a_merge_without_doubt_says_so(canvas):
    from maillage.ui.review_page import ReviewPage

    layer = review_layer()
    column = layer.fields().lookupField("decision")
    layer.dataProvider().changeAttributeValues(
        {feature.id(): {column: "same"} for feature in layer.getFeatures()}
    )
    page = ReviewPage(canvas)
    page.show_layer(layer)
    assert "No pair" in page.summary.text()
    assert not page.same_button.isEnabled()
    page.same()
    page.undo()
