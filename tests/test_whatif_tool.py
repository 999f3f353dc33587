"""The what-if in QGIS: the map tool, the scenarios, the figures and layers that follow."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest
from maillage.core.access.vocabulary import Column
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt
from qgis.PyQt.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from qgis.PyQt.QtTest import QTest

COVERED = Column("covered", 5)


@pytest.fixture
def canvas(maillage):
    """A real map of the demonstration, in Lambert-93."""
    project = QgsProject.instance()
    project.clear()
    canvas = QgsMapCanvas()
    canvas.resize(600, 500)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    canvas.show()
    yield canvas
    project.clear()
    canvas.deleteLater()


@pytest.fixture
def dock(canvas, messages):
    from maillage.ui.dock import MaillageDock

    made = MaillageDock(canvas, messages)
    yield made
    made.close_down()
    made.deleteLater()


def wait_for(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    assert condition()


@pytest.fixture
def panel(dock, made):
    """The form of coverage, filled in with the demonstration."""
    from maillage.ui.roles import remember

    project = QgsProject.instance()
    layers = {}
    for role in ("places", "fragility"):
        layers[role] = QgsVectorLayer(str(made / f"{role}.gpkg"), role, "ogr")
        project.addMapLayer(layers[role])
        remember(role, layers[role].id())
    remember("network", str(made / "network.npz"))
    index = next(
        n for n, s in enumerate(dock.steps) if any(j.algorithm == "coverage" for j in s.jobs)
    )
    dock.stepper.setCurrentRow(index)
    page = dock.page(index)
    panel = next(panel for panel in page.panels if panel.job.algorithm == "coverage")
    panel.form.set_value("MINUTES", "5,10")
    panel.step_page = page
    return panel


@pytest.fixture
def page(panel, canvas):
    """The what-if, ready, over the whole territory."""
    panel.page_buttons["what_if"].click()
    page = panel.step_page.pages["what_if"]
    wait_for(lambda: page._run is None)
    assert page.session is not None, page.message.toPlainText()
    canvas.setLayers([page.session.layers.scenario, page.session.layers.today])
    canvas.setExtent(page.session.layers.today.extent())
    canvas.refresh()
    wait_for(lambda: not canvas.isDrawing())
    return page


def pixel_of(canvas, lon, lat):
    to_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"),
        canvas.mapSettings().destinationCrs(),
        QgsProject.instance(),
    )
    point = canvas.getCoordinateTransform().transform(to_map.transform(QgsPointXY(lon, lat)))
    return QPoint(round(point.x()), round(point.y()))


def remote(page):
    """Degrees of the demand point that is farthest from any place, but can reach one."""
    live = page.session.trial.live
    seconds = np.where(np.isfinite(live.seconds), live.seconds, -1)
    n = int(np.argmax(seconds))
    demand = live.demand
    network = QgsCoordinateReferenceSystem.fromEpsgId(page.session.ready.epsg)
    to_degrees = QgsCoordinateTransform(
        network, QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    point = to_degrees.transform(QgsPointXY(demand.x[n], demand.y[n]))
    return point.x(), point.y()


def click(canvas, pixel, button=Qt.MouseButton.LeftButton):
    QTest.mouseClick(canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, pixel)


def drag(canvas, start, end):
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    view = canvas.viewport()
    QTest.mousePress(view, left, none, start)
    for part in range(1, 5):
        between = start + (end - start) * part / 4
        moved = QMouseEvent(
            QEvent.Type.MouseMove, between, view.mapToGlobal(between), left, left, none
        )
        QCoreApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, left, none, end)


def shares(page):
    """share_5 as the map shows it, by territory: what changed lies over the rest."""
    layers = page.session.layers
    features = [*layers.today.getFeatures(), *layers.scenario.getFeatures()]
    return {f["code"]: None if f["share_5"] == NULL else f["share_5"] for f in features}


def test_a_click_adds_a_place_and_map_figures_and_gains_follow(page, canvas):
    before = shares(page)
    was = page.session.figures.all_now[COVERED]
    click(canvas, pixel_of(canvas, *remote(page)))
    sites = page.session.scenario.sites
    assert len(sites) == 1 and page.session.trial.off_road == set()
    assert page.session.figures.all_now[COVERED] > was
    after = shares(page)
    gaining = {code for code in after if after[code] != before[code]}
    assert gaining and all(after[code] > before[code] for code in gaining)
    assert page.gains.filled.rowCount() >= len(gaining)
    assert page.contents.table.filled.rowCount() == 1
    # The car's figures, and those without a car beside them.
    labels = [row[0] for row in page.key.filled.rows]
    assert any("car" in label for label in labels) and any("foot" in label for label in labels)
    before, now, change = (cell.value for cell in page.key.filled.rows[0][1:])
    assert now - before == change > 0


def test_the_map_is_drawn_anew_where_something_changes(page, canvas):
    """Not the layer alone: the picture of the map, once it says that it is refreshed."""
    QTest.qWait(200)
    wait_for(lambda: not canvas.isDrawing())
    before = canvas.grab().toImage()
    refreshed = []
    canvas.mapCanvasRefreshed.connect(lambda: refreshed.append(time.monotonic()))
    for place in page.session.ready.places["place_id"]:
        page.session.edit(page.session.scenario.toggling(place))
    wait_for(lambda: refreshed and not canvas.isDrawing())
    QTest.qWait(100)
    page.session.tool.clear()  # the crosses are no figures
    assert canvas.grab().toImage() != before
    # Nobody is anywhere near a place any more, nor said to be.
    known = [share for share in shares(page).values() if share is not None]
    assert known and known == pytest.approx([0.0] * len(known), abs=1e-12)


def test_help_is_at_hand(page):
    page.help.click()
    assert "scenario" in page.message.toPlainText()


def test_what_is_shown_is_what_coverage_gives_for_the_same_places(page, canvas, tmp_path, run):
    click(canvas, pixel_of(canvas, *remote(page)))
    first = page.session.ready.places["place_id"][0]
    page.session.edit(page.session.scenario.toggling(first))
    ended = []
    page.exporting.ended.connect(ended.append)
    page.export()
    wait_for(lambda: ended)
    assert ended == [True], page.message.toPlainText()
    project = QgsProject.instance()
    places = project.mapLayersByName("Places: Scenario")[0]
    names = [f["place_id"] for f in places.getFeatures()]
    assert first not in names and "Scenario-1" in names and len(names) == len(set(names)) == 80
    added = next(f for f in places.getFeatures() if f["place_id"] == "Scenario-1")
    assert added["source"] == "Scenario" and added["name"] == "New place 1"
    coverage = project.mapLayersByName("Coverage: Scenario")[0]
    figures = page.session.figures
    for row, feature in enumerate(coverage.getFeatures()):
        for limit in (5, 10):
            found, shown = feature[f"share_{limit}_car"], figures.now[Column("share", limit)][row]
            assert (found == NULL and np.isnan(shown)) or found == pytest.approx(shown)
    # The web map and the atlas take them like any others.
    folder = tmp_path / "web"
    run("exportweb", PLACES=places, COVERAGE=coverage, OUTPUT_FOLDER=str(folder))
    published = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    assert len(published) == 80
    assert "New place 1" in json.dumps(published) and (folder / "coverage.geojson").is_file()
    code = next(coverage.getFeatures())["insee"]
    atlas = tmp_path / "atlas"
    run(
        "atlas",
        TERRITORIES=coverage,
        TERRITORY_FIELD="insee",
        PLACES=places,
        COVERAGE=coverage,
        FILTER=code,
        OUTPUT_FOLDER=str(atlas),
    )
    assert list(atlas.rglob("*.pdf"))


def test_a_place_is_dragged_and_let_go(page, canvas):
    start = pixel_of(canvas, *remote(page))
    click(canvas, start)
    site = page.session.scenario.sites[0]
    drag(canvas, start, start + QPoint(40, 10))
    moved = page.session.scenario.sites[0]
    assert moved.number == site.number and (moved.lon, moved.lat) != (site.lon, site.lat)
    there = pixel_of(canvas, moved.lon, moved.lat)
    assert (there - (start + QPoint(40, 10))).manhattanLength() <= 1
    assert len(page.session.history._states) == 3  # nothing, added, moved: a drag is one action
    # The figures are those of where it was let go, not of somewhere on the way.
    shown = page.session.trial.live.seconds.copy()
    page.session.undo()
    page.session.redo()
    np.testing.assert_allclose(page.session.trial.live.seconds, shown)


def test_each_action_is_undone_and_done_again(page, canvas):
    start = shares(page)
    states = [start]
    click(canvas, pixel_of(canvas, *remote(page)))
    states.append(shares(page))
    page.session.edit(page.session.scenario.toggling(page.session.ready.places["place_id"][3]))
    states.append(shares(page))
    page.contents.pick(1)
    page.contents.remove_current()
    states.append(shares(page))
    for expected in reversed(states[:-1]):
        page.bar_of_scenarios.undo.click()
        assert shares(page) == pytest.approx(expected)
    assert not page.bar_of_scenarios.undo.isEnabled()
    for expected in states[1:]:
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        page.session.tool.keyPressEvent(event)
        assert shares(page) == pytest.approx(expected)


def test_a_place_of_the_census_is_closed_and_opened_by_its_menu(page, canvas):
    place = page.session.ready.places.iloc[0]
    asked = []
    page.session.tool.menu_wanted.connect(lambda hit, where: asked.append(hit))
    click(canvas, pixel_of(canvas, place["lon"], place["lat"]), Qt.MouseButton.RightButton)
    assert asked and asked[0].place
    menu = page.contents.menu(asked[0])
    covered = page.session.figures.all_now[COVERED]
    action = next(a for a in menu.actions() if a.text().startswith("Close"))
    action.trigger()
    assert page.session.scenario.closed == (asked[0].place,)
    assert page.session.figures.all_now[COVERED] <= covered
    menu = page.contents.menu(asked[0])
    next(a for a in menu.actions() if a.text().startswith("Open")).trigger()
    assert page.session.scenario.closed == ()
    assert page.session.figures.all_now[COVERED] == pytest.approx(covered)


def test_a_place_far_from_any_road_counts_for_nobody_and_says_so(page, canvas):
    before = shares(page)
    page.session.add(QgsPointXY(0, 6_000_000))
    assert page.session.trial.off_road == {1}
    assert shares(page) == before
    assert "no road" in page.contents.table.filled.rows[0][1]


def test_scenarios_are_kept_in_the_project(page, panel, canvas, tmp_path):
    from maillage.ui.passing import remove_passing

    bar = page.bar_of_scenarios
    click(canvas, pixel_of(canvas, *remote(page)))
    bar.duplicate()
    bar.rename("Été")
    page.session.edit(page.session.scenario.adding(2.0, 43.95, ["ORD", "SEN"]))
    kept = page.session.history.book
    bar.new()
    bar.delete()
    assert page.session.history.book.scenarios == kept.scenarios
    bar._choose(1)
    kept = page.session.history.book
    assert [s.name for s in kept.scenarios] == ["Scenario", "Été"]
    path = str(tmp_path / "project.qgz")
    project = QgsProject.instance()
    assert project.write(path)
    page.leave()
    project.clear()
    assert project.read(path)
    remove_passing()  # as the plugin does with every project that is read
    assert not [n for n in (layer.name() for layer in project.mapLayers().values()) if "What" in n]
    from maillage.ui.whatif.kept import read_book

    assert read_book() == kept


def test_scenarios_that_cannot_be_read_are_said_and_left_as_they_are(panel):
    project = QgsProject.instance()
    project.writeEntry("maillage_whatif", "scenarios", "{of a later version}")
    panel.page_buttons["what_if"].click()
    page = panel.step_page.pages["what_if"]
    wait_for(lambda: page._run is None)
    assert page.session is None and "scenarios" in page.message.toPlainText()
    assert project.readEntry("maillage_whatif", "scenarios")[0] == "{of a later version}"


def test_scenarios_stand_side_by_side_and_are_copied(page, canvas):
    click(canvas, pixel_of(canvas, *remote(page)))
    page.bar_of_scenarios.new()
    shown = page.session.trial.live.seconds.copy()
    dialog = page.compare()
    table = dialog.table.filled
    assert table.headings == ["Figure", "Census", "Scenario", "Scenario 2"]
    rows = {row[0]: [cell.value for cell in row[1:]] for row in table.rows}
    assert rows["Places added"] == [0, 1, 0]
    census, first, second = rows["By car: inhabitants within 5 min"]
    assert first > census == second
    assert any("On foot" in label for label in rows)
    # The scenario looked at is on again.
    np.testing.assert_allclose(page.session.trial.live.seconds, shown)
    from maillage.ui.copying import copy, rows_of

    copy(rows_of(dialog.table))
    pasted = QGuiApplication.clipboard().text().split("\n")
    assert pasted[0].split("\t") == table.headings and len(pasted) == len(rows) + 1
    dialog.close()


def test_another_service_is_looked_at(page, canvas):
    page.open(page._parameters, "ACCDA")
    wait_for(lambda: page._run is None)
    assert page.session is not None, page.message.toPlainText()
    assert page.session.ready.service == page.service.currentData() == "ACCDA"
    canvas.setExtent(page.session.layers.today.extent())
    covered = page.session.figures.all_now[COVERED]
    page.session.add(canvas.center())
    assert page.session.scenario.sites[0].offers == ("ACCDA",)
    # Without the service it is no help; with it, it is again.
    from dataclasses import replace

    site = page.session.scenario.sites[0]
    with_it = page.session.figures.all_now[COVERED]
    page.session.edit(page.session.scenario.changing(replace(site, offers=("ORD",))))
    assert page.session.figures.all_now[COVERED] == covered
    page.session.undo()
    assert page.session.figures.all_now[COVERED] == pytest.approx(with_it)


def test_a_site_is_named_and_given_activities(page):
    from maillage.core.access.scenario import Site
    from maillage.ui.whatif.site_dialog import SiteDialog

    dialog = SiteDialog(Site(1, 2.0, 44.0, "A", ("SEN",)))
    dialog.name.setText(" Médiathèque ")
    dialog.tree.topLevelItem(0).child(0).setCheckState(0, Qt.CheckState.Checked)
    assert dialog.site() == Site(1, 2.0, 44.0, "Médiathèque", ("ORD", "SEN"))
    dialog.name.setText("")
    assert dialog.site().name == "A"


def test_nothing_is_left_behind(panel, page, canvas):
    click(canvas, pixel_of(canvas, *remote(page)))
    page.session.edit(page.session.scenario.toggling(page.session.ready.places["place_id"][0]))
    assert canvas.mapTool() is page.session.tool
    layers = set(QgsProject.instance().mapLayers())
    items = len(canvas.scene().items())
    own = {page.session.layers.today.id(), page.session.layers.scenario.id()}
    panel.step_page.close_down()
    assert page.session is None and canvas.mapTool() is None
    assert set(QgsProject.instance().mapLayers()) == layers - own
    assert len(canvas.scene().items()) == items - 2


def test_a_new_project_ends_it(page, canvas):
    tool = page.session.tool
    QgsProject.instance().clear()
    assert canvas.mapTool() is not tool


def test_what_is_wrong_is_said_as_coverage_says_it(panel):
    panel.form.set_value("MINUTES", "soon")
    panel.page_buttons["what_if"].click()
    page = panel.step_page.pages["what_if"]
    wait_for(lambda: page._run is None)
    assert page.session is None and "soon" in page.message.toPlainText()
    page.leave()
    assert panel.step_page.currentIndex() == 0


def test_preparing_is_cancelled(panel):
    panel.page_buttons["what_if"].click()
    page = panel.step_page.pages["what_if"]
    page.cancel.click()
    wait_for(lambda: page._run is None)
    assert page.session is None and "Cancelled" in page.message.toPlainText()
