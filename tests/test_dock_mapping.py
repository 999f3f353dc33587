"""Matching the columns of a table of one's own: proposed, corrected, previewed, remembered."""

from __future__ import annotations

import json

import pytest
from osgeo import gdal, ogr
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtWidgets import QInputDialog
from test_dock import page_of, run, wait_for

#: A list as an association keeps it: its own names, its own order, what nobody asked for.
FOREIGN = """Structure;Voie;CP;Ville;Tel;Latitude;Longitude;Remarque interne;Adresse mél
Espace des Lilas;3 rue des Lilas;31000;Toulouse;05 61 00 00 01;43.61;1.44;rien;lilas@exemple.fr
La Ruche;1 place du Marché;09100;Pamiers;05 61 00 00 02;43.11;1.61;à revoir;ruche@exemple.fr
Le Phare;12 quai du Port;66660;Port-Vendres;04 68 00 00 03;42.52;3.10;;phare@exemple.fr
"""


@pytest.fixture
def foreign(tmp_path, monkeypatch):
    """The table, and a profile's folder of its own for what is remembered."""
    from maillage.ui import mappings

    monkeypatch.setattr(mappings, "folder", lambda: tmp_path / "profile" / "mappings")
    path = tmp_path / "Nos lieux.csv"
    path.write_text(FOREIGN, encoding="utf-8")
    return path


@pytest.fixture
def dialog(qgis_app, foreign):
    from maillage.core.formats.readers import read_table
    from maillage.ui.mapping_page import MappingDialog

    made = MappingDialog(read_table(foreign))
    yield made
    made.deleteLater()


def shown(dialog):
    """The preview: {title: cells}."""
    table = dialog.table
    return {
        table.horizontalHeaderItem(column).text(): [
            table.item(row, column).text() for row in range(table.rowCount())
        ]
        for column in range(table.columnCount())
    }


def choose(dialog, field, column):
    box = dialog.boxes[field]
    box.setCurrentIndex(box.findData(column))


def test_columns_are_proposed_with_reasons_and_previewed(dialog):
    assert dialog.mapping().columns["name"] == ["Structure"]
    assert dialog.mapping().columns["postcode"] == ["CP"]
    assert (dialog.mapping().columns["lat"], dialog.mapping().columns["lon"]) == (
        ["Latitude"],
        ["Longitude"],
    )
    assert "Structure" in dialog.boxes["name"].toolTip()
    preview = shown(dialog)
    assert preview["Name"] == ["Espace des Lilas", "La Ruche", "Le Phare"]
    assert preview["Postcode"] == ["31000", "09100", "66660"]


def test_a_change_is_seen_in_the_preview(dialog):
    choose(dialog, "name", "Remarque interne")
    dialog.preview()
    assert shown(dialog)["Name"][:2] == ["rien", "à revoir"]


def test_what_cannot_be_read_is_said_and_cannot_be_used(dialog):
    dialog.boxes["name"].setCurrentIndex(0)
    dialog.preview()
    assert not dialog.ok.isEnabled() and "name" in dialog.note.text()
    choose(dialog, "name", "Structure")
    dialog.boxes["lon"].setCurrentIndex(0)
    dialog.preview()
    assert not dialog.ok.isEnabled() and "Longitude" in dialog.note.text()
    choose(dialog, "lon", "Longitude")
    dialog.preview()
    assert dialog.ok.isEnabled()


def test_a_mapping_is_remembered_for_the_same_header(dialog, foreign, tmp_path):
    from maillage.core.formats.readers import read_table
    from maillage.core.places.recognising.mapping import read_mapping
    from maillage.ui.mapping_page import MappingDialog

    choose(dialog, "city", "Voie")
    kept = dialog.keep()
    assert kept.is_relative_to(tmp_path / "profile")
    assert read_mapping(kept).columns["city"] == ["Voie"]
    again = tmp_path / "Nos lieux de mai.csv"
    again.write_text(FOREIGN.replace("Ruche", "Reine"), encoding="utf-8")
    second = MappingDialog(read_table(again))
    assert second.mapping().columns["city"] == ["Voie"]
    assert second.keep() == kept, "one mapping for one header"
    other = tmp_path / "autre.csv"
    other.write_text(FOREIGN.replace("Remarque", "Note"), encoding="utf-8")
    third = MappingDialog(read_table(other))
    assert third.mapping().columns.get("city") == ["Ville"]
    for made in (second, third):
        made.deleteLater()  # here, not in the thread in which Python collects it


def test_a_mapping_is_saved_to_share_it(dialog, tmp_path, monkeypatch):
    from qgis.PyQt.QtWidgets import QFileDialog

    path = tmp_path / "shared"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog.save_button.click()
    columns = json.loads((tmp_path / "shared.json").read_text(encoding="utf-8"))["columns"]
    assert columns["name"] == "Structure"


def test_a_foreign_table_leads_to_its_mapping_and_then_loads(dock, foreign, monkeypatch):
    from maillage.ui.mapping_page import MappingDialog

    panel = page_of(dock, "loadcensus")
    panel.form.set_value("INPUT", str(foreign))
    assert not run(panel)
    assert "maillage:match" in panel.message.text.toHtml()
    monkeypatch.setattr(MappingDialog, "exec", lambda _: 1)
    panel.matcher.button.click()
    assert panel.form.values()["MAPPING"].endswith(".json")
    assert run(panel), panel.message.toPlainText()
    from maillage.ui.roles import recall

    places = QgsProject.instance().mapLayer(recall("places"))
    assert {place["name"] for place in places.getFeatures()} >= {"La Ruche"}


def test_the_sheet_of_the_places_is_asked_for(dock, foreign, monkeypatch):
    from maillage.ui.mapping_page import MappingDialog

    path = foreign.with_name("Classeur.xlsx")
    book = gdal.GetDriverByName("XLSX").Create(str(path), 0, 0, 0)
    notes = ["Tenu par nous", "Ne pas diffuser"]
    for name, rows in {"Lisez-moi": notes, "Lieux": FOREIGN.splitlines()}.items():
        sheet = book.CreateLayer(name)
        for column in rows[0].split(";"):
            sheet.CreateField(ogr.FieldDefn(column, ogr.OFTString))
        for row in rows[1:]:
            feature = ogr.Feature(sheet.GetLayerDefn())
            for number, cell in enumerate(row.split(";")):
                feature.SetField(number, cell)
            sheet.CreateFeature(feature)
    book = sheet = feature = None  # written
    panel = page_of(dock, "loadcensus")
    panel.form.set_value("INPUT", str(path))
    assert not run(panel)
    asked = []
    monkeypatch.setattr(QInputDialog, "getItem", lambda *given: asked.append(given) or ("Lieux", 1))
    monkeypatch.setattr(MappingDialog, "exec", lambda _: 1)
    ended = []
    panel.run_ended.connect(ended.append)
    panel.message.text.anchorClicked.emit(QUrl("maillage:match"))
    wait_for(lambda: ended)
    assert ended == [True], panel.message.toPlainText()
    assert "Classeur.xlsx" in asked[0][2] and asked[0][3] == ["Lisez-moi", "Lieux"]
    panel.form.set_value("INPUT", str(foreign))
    assert not panel.form.values()["SHEET"], "another file has other sheets"


def test_the_next_such_table_is_matched_by_a_click(dock, foreign, dialog):
    kept = dialog.keep()
    panel = page_of(dock, "loadcensus")
    panel.form.set_value("INPUT", str(foreign))
    assert not run(panel)
    ended = []
    panel.run_ended.connect(ended.append)
    panel.message.text.anchorClicked.emit(QUrl("maillage:match-again"))
    wait_for(lambda: ended)
    assert ended == [True], panel.message.toPlainText()
    assert panel.form.values()["MAPPING"] == str(kept)
    panel.form.set_value("INPUT", str(foreign.with_name("other.csv")))
    assert not panel.form.values()["MAPPING"], "it is not for another table"


def test_without_a_table_there_is_nothing_to_match(dock):
    panel = page_of(dock, "loadcensus")
    panel.matcher.button.click()
    assert "Choose a census file" in panel.message.toPlainText()


#: Names in two rows, as spreadsheets for people have them.
TWO_ROWS = """Structure;;Contact;;Lundi;;Mardi;;Mercredi;;Jeudi;;Vendredi;
Nom;Ville;Mobile;Fixe;matin;après-midi;matin;après-midi;matin;après-midi;matin;après-midi;matin;après-midi
La Ruche;Foix;06 12 34 56 78;05 61 00 00 02;9h-12h;14h-18h;Fermé;Fermé;;;;;;
Le Phare;Pau;06 22 13 45 67;;9h-12h;;;;;;;;;
"""


@pytest.fixture
def two_rows(qgis_app, foreign):
    from maillage.core.formats.readers import read_table
    from maillage.ui.mapping_page import MappingDialog

    path = foreign.with_name("Deux lignes.csv")
    path.write_text(TWO_ROWS, encoding="utf-8")
    made = MappingDialog(read_table(path))
    yield made
    made.deleteLater()


def test_a_header_in_two_rows_is_matched(two_rows):
    columns = two_rows.mapping().columns
    assert columns["name"] == ["Nom"]
    assert columns["hours"][:4] == ["Lundi matin", "Lundi après-midi", "Mardi matin",
                                    "Mardi après-midi"]  # fmt: skip
    assert len(columns["hours"]) == 14
    assert two_rows.ok.isEnabled(), two_rows.note.text()
    assert shown(two_rows)["Name"] == ["La Ruche", "Le Phare"]
    assert shown(two_rows)["Opening hours"][0].startswith("Mo 09:00-12:00,14:00-18:00; Tu off")


def test_two_phones_are_one_choice_of_which_the_first_filled_is_read(two_rows):
    assert two_rows.mapping().columns["phone"] == ["Fixe", "Mobile"]
    assert two_rows.boxes["phone"].currentText() == "Fixe, else Mobile"
    assert shown(two_rows)["Phone"] == ["05 61 00 00 02", "06 22 13 45 67"]
    choose(two_rows, "phone", "Mobile")
    assert two_rows.mapping().columns["phone"] == ["Mobile"]


def test_points_of_a_layer_are_position_enough(qgis_app, foreign):
    from maillage.core.formats.readers import read_table
    from maillage.ui.mapping_page import MappingDialog

    path = foreign.with_name("lieux.geojson")
    point = {"type": "Point", "coordinates": [1.6, 42.96]}
    feature = {"type": "Feature", "properties": {"nom": "La Ruche"}, "geometry": point}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    made = MappingDialog(read_table(path))
    assert made.ok.isEnabled(), made.note.text()
    made.deleteLater()
