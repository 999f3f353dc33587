"""The census from the dock, end to end: loaded, read in the report, corrected, given back."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from test_dock import page_of, run, wait_for


@pytest.fixture
def census(root, tmp_path):
    """A copy of the demonstration's census, which a test may write to."""
    return Path(shutil.copy(root / "sample" / "census.csv", tmp_path / "recensement.csv"))


@pytest.fixture
def loaded(dock, census):
    panel = page_of(dock, "loadcensus")
    panel.form.set_value("INPUT", str(census))
    assert run(panel), panel.message.toPlainText()
    return dock.page(0)


def test_the_report_opens_after_a_load_and_is_found_again(loaded, dock):
    panel = loaded.panels[0]
    report = loaded.pages["report"]
    assert loaded.currentWidget() is report
    count = report.model.rowCount()
    assert count > 10 and str(count) in panel.page_buttons["report"].text()
    report.closed.emit()
    assert loaded.currentIndex() == 0
    panel.page_buttons["report"].click()
    assert loaded.currentWidget() is report


def test_a_reopened_project_finds_its_report_and_its_census(dock, census, tmp_path):
    panel = page_of(dock, "loadcensus")
    panel.form.set_value("INPUT", str(census))
    panel.form.set_value("OUTPUT", str(tmp_path / "places.gpkg"))
    panel.form.set_value("REPORT", str(tmp_path / "report.gpkg"))
    assert run(panel), panel.message.toPlainText()
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "census.qgz"))
    project.clear()
    panel = page_of(dock, "loadcensus")
    assert panel.page_buttons["report"].isHidden()
    assert project.read(str(tmp_path / "census.qgz"))
    panel = page_of(dock, "loadcensus")
    assert not panel.page_buttons["report"].isHidden()
    panel.page_buttons["report"].click()
    report = dock.page(0).pages["report"]
    assert dock.page(0).currentWidget() is report and report.model.rowCount() > 10
    assert report.places.find(report.model.findings[0]["place_id"]) is not None
    assert page_of(dock, "savecensus").form.values()["SOURCE"] == str(census)


def test_a_reopened_project_offers_no_layer_that_lost_its_places(dock, census, tmp_path):
    panel = page_of(dock, "loadcensus")
    panel.form.set_value("INPUT", str(census))
    assert run(panel), panel.message.toPlainText()
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "census.qgz"))
    project.clear()
    assert project.read(str(tmp_path / "census.qgz"))
    save = page_of(dock, "savecensus")
    assert not save.form.values()["INPUT"]
    assert page_of(dock, "loadcensus").form.values()["INPUT"] == str(census), "to load it again"
    emptied = project.mapLayersByName("Places (recensement)")[0]
    save.form.set_value("INPUT", emptied.id())
    save.form.set_value("OUTPUT", str(census))
    before = census.read_bytes()
    assert not run(save)
    assert "holds no place" in save.message.toPlainText()
    assert census.read_bytes() == before


def test_a_census_goes_from_the_file_to_the_report_and_back(loaded, dock, census):
    before = census.read_bytes()
    report = loaded.pages["report"]
    open_rows = [n for n in range(report.model.rowCount()) if report._is_open(n)]
    for row in open_rows:
        report.table.setCurrentIndex(report.listed.mapFromSource(report.model.index(row, 0)))
        report.apply()
        if report.model.applied:
            break
    assert report.model.applied, "the demonstration has a proposal to apply"
    assert report.places.layer().commitChanges()
    save = page_of(dock, "savecensus")
    values = save.form.values()
    assert values["INPUT"] == report.places.layer().id()
    assert values["SOURCE"] == str(census)
    assert not run(save), "where to is the person's choice"
    assert "dated copy" in save.message.toPlainText()
    save.form.set_value("OUTPUT", str(census))
    assert run(save), save.message.toPlainText()
    lines = zip(before.split(b"\n"), census.read_bytes().split(b"\n"), strict=True)
    changed = [number for number, (old, new) in enumerate(lines) if old != new]
    finding = report.model.findings[next(iter(report.model.applied))]
    assert changed == [finding["row"] - 1]


@pytest.fixture
def second(census):
    """The same places in another list: other names and identifiers, half the addresses."""
    with census.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["n_ref"] = f"L{number}"
        row["nom"] = "Maison " + row["nom"].split()[-1]
        gone = ["tel_structure", "email_structure", "site_internet"]
        if number % 2:
            gone += ["adresse", "adresse_full", "BAN_adress", "BAN_adress_full"]
        row.update(dict.fromkeys(gone, ""))
    path = census.with_name("liste.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_two_lists_are_merged_reviewed_and_merged_again(loaded, dock, second):
    from maillage.ui.roles import recall

    base = recall("places")
    load, merge = page_of(dock, "loadcensus"), page_of(dock, "mergecensus")
    assert merge.form.values()["BASE"] == base
    assert not merge.form.values()["INCOMING"], "a list is not merged with itself"
    load.form.set_value("INPUT", str(second))
    assert run(load), load.message.toPlainText()
    values = merge.form.values()
    assert (values["BASE"], values["INCOMING"]) == (base, recall("places"))
    merge.form.set_value("THRESHOLD", 0.999)
    assert run(merge), merge.message.toPlainText()
    review = loaded.pages["review"]
    assert loaded.currentWidget() is review
    shown = {
        layer.layer().name()
        for layer in QgsProject.instance().layerTreeRoot().findLayers()
        if layer.itemVisibilityChecked() and layer.layer().isSpatial()
    }
    assert {"Merged places (recensement)", f"Places ({second.stem})"} <= shown
    assert "Places (recensement)" not in shown, "the merged places stand for the base"
    doubtful = len(review.review.pairs)
    assert doubtful > 0 and str(doubtful) in merge.page_buttons["review"].text()
    assert review.pair().base and review.pair().incoming
    save = page_of(dock, "savecensus")
    assert save.form.values()["SOURCE"].endswith("recensement.csv"), "the base's own file"
    pair = review.pair()
    review.same()
    ended = []
    merge.run_ended.connect(ended.append)
    review.again_button.click()
    wait_for(lambda: ended, seconds=30)
    assert ended == [True], merge.message.toPlainText()
    merged = QgsProject.instance().mapLayer(recall("places"))
    taken = {place["place_id"]: place["incoming_id"] for place in merged.getFeatures()}
    assert taken[pair.base_id] == pair.incoming_id
    lines = QgsProject.instance().mapLayer(recall("review")).getFeatures()
    decided = {(line["base_id"], line["incoming_id"]): line["decision"] for line in lines}
    assert decided[pair.base_id, pair.incoming_id] == "same"


def test_a_census_from_a_layer_leaves_no_file_of_another(loaded, dock, census):
    save = page_of(dock, "savecensus")
    assert save.form.values()["SOURCE"] == str(census)
    layer = QgsVectorLayer(f"file://{census}?type=csv&detectTypes=no", "table", "delimitedtext")
    QgsProject.instance().addMapLayer(layer)
    panel = page_of(dock, "loadcensus")
    panel.form.set_value("INPUT", None)
    panel.form.set_value("LAYER", layer.id())
    assert run(panel), panel.message.toPlainText()
    assert not save.form.values()["SOURCE"]
