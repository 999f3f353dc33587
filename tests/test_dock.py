"""The dock: it runs the algorithms with what its pages hold, and hands results on."""

from __future__ import annotations

import time

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingProvider,
    QgsProject,
    QgsTask,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QScrollArea
from steps import wait_for

#: Steps that the demonstration has nothing for: they ask the network, or take a second table.
WITHOUT_DEMONSTRATION = ("geocodeplaces", "mergecensus", "savecensus", "joinindex", "evolution")


def page_of(dock, algorithm):
    """The panel of an algorithm."""
    index = next(
        number
        for number, step in enumerate(dock.steps)
        if algorithm in [job.algorithm for job in step.jobs]
    )
    return next(p for p in dock.page(index).panels if p.job.algorithm == algorithm)


def run(panel, seconds=60):
    """Presses Run and waits for the end; returns whether it went well."""
    ended = []
    panel.run_ended.connect(ended.append)
    panel.start()
    deadline = time.monotonic() + seconds
    while not ended and time.monotonic() < deadline:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    assert ended, "the run did not end"
    return ended[0]


def test_the_canvas_stays_as_long_as_the_dock_that_knows_it(maillage, messages):
    from maillage.ui.dock import MaillageDock

    canvas, gone = QgsMapCanvas(), []
    canvas.destroyed.connect(lambda: gone.append(True))
    made = MaillageDock(canvas, messages)
    del canvas
    made.stepper.setCurrentRow(-1)
    made.start_over()  # the pages, which knew it too, are gone
    assert not gone
    assert made.page(1).canvas.scene() is not None
    made.close_down()
    made.deleteLater()


def test_every_algorithm_has_its_page(dock, maillage):
    on_pages = {job.algorithm for step in dock.steps for job in step.jobs}
    assert {algorithm.name() for algorithm in maillage.algorithms()} <= on_pages


def test_every_parameter_in_the_table_of_steps_exists(dock):
    from maillage.ui.page import find_algorithm

    for step in dock.steps:
        for job in step.jobs:
            algorithm = find_algorithm(job)
            if algorithm is None:
                continue
            parameters = {p.name() for p in algorithm.parameterDefinitions()}
            assert {*job.kept, *job.apart, *job.named, *job.preset} <= parameters, job.algorithm


def test_a_page_fits_a_narrow_dock(dock):
    for index in range(len(dock.steps)):
        for panel in dock.page(index).panels:
            area = panel.findChild(QScrollArea)
            assert area.widget().minimumSizeHint().width() <= 360, panel.job.algorithm


def test_no_step_makes_the_dock_wider_than_its_place(dock):
    for index in range(len(dock.steps)):
        assert dock.page(index).minimumSizeHint().width() <= 390, dock.steps[index].name


def test_every_form_explains_itself(dock):
    for index in range(len(dock.steps)):
        for panel in dock.page(index).panels:
            panel.help_button.click()
            field = panel.algorithm.parameterDefinitions()[0].name()
            assert field in panel.message.toPlainText(), panel.job.algorithm


def test_the_form_of_an_algorithm_comes_in_view_in_place_of_a_result(dock):
    panel = page_of(dock, "evolution")
    page = next(page for page in dock.pages.values() if panel in page.panels)
    page.show_form(panel)
    assert page.currentIndex() == 0 and page.tabs.currentWidget() is panel


def test_the_index_to_join_is_no_layer_chosen_by_chance(dock):
    dock.load_sample()
    form = page_of(dock, "joinindex").form
    assert form.values()["TERRITORIES"] and not form.values()["INDEX"]


def test_the_demonstration_territory_fills_the_first_page(dock):
    dock.load_sample()
    values = page_of(dock, "loadcensus").form.values()
    assert values["INPUT"].endswith("census.csv")
    assert QgsProject.instance().mapLayer(values["COMMUNES"]).name().startswith("Communes")


def test_loading_the_demonstration_twice_adds_its_layers_once(dock):
    dock.load_sample()
    before = set(QgsProject.instance().mapLayers())
    dock.load_sample()
    assert set(QgsProject.instance().mapLayers()) == before


def test_a_run_adds_styled_layers_and_proposes_them_to_the_next_steps(dock):
    dock.load_sample()
    panel = page_of(dock, "loadcensus")
    later = page_of(dock, "isochrones")
    assert run(panel), panel.message.toPlainText()
    group = QgsProject.instance().layerTreeRoot().findGroup("Maillage")
    layers = [node.layer() for node in group.findLayers()]
    places = layers[0]
    assert places.featureCount() == 80
    assert places.renderer().type() != "singleSymbol"
    assert later.form.values()["PLACES"] == places.id()
    # A page that is built afterwards knows it too.
    assert page_of(dock, "coverage").form.values()["PLACES"] == places.id()
    assert not panel.message.isHidden() and "80" in panel.message.toPlainText()


def test_of_two_layers_for_the_same_the_newer_lies_on_top(dock):
    from maillage.core.layers.record import Record, put_record
    from maillage.ui.results import GROUP, add_to_group

    for name, role in (
        *(("old points", "places"), ("old times", "coverage"), ("new times", "coverage")),
        *(("new points", "places"), ("old own", ""), ("new own", "")),
    ):
        layer = QgsVectorLayer("Point?crs=EPSG:4326", name, "memory")
        put_record(layer, Record(role))
        add_to_group(layer)
    group = QgsProject.instance().layerTreeRoot().findGroup(GROUP)
    assert [node.name() for node in group.findLayers()] == [
        *("new points", "old points", "new times", "old times", "new own", "old own"),
    ]


def test_a_table_that_says_something_only_by_its_lines_is_not_loaded_without_any(dock):
    from maillage.core.layers.record import Record, put_record
    from maillage.core.layers.roles import ROLES
    from maillage.ui.results import load_results

    context, project = QgsProcessingContext(), QgsProject.instance()
    need_lines = {name for name, role in ROLES.items() if role.needs_lines}
    assert need_lines >= {"changes", "conflicts", "failures", "unmatched", "deciles", "lorenz"}
    roles = {role.upper(): role for role in (*sorted(need_lines), "totals")}
    for lines in (0, 1):
        for output, role in roles.items():
            table = QgsVectorLayer("NoGeometry?field=code:string", output, "memory")
            table.dataProvider().addFeatures([QgsFeature(table.fields())] * lines)
            put_record(table, Record(role))
            context.temporaryLayerStore().addMapLayer(table)
            details = QgsProcessingContext.LayerDetails(output, project, output)
            context.addLayerToLoadOnCompletion(table.id(), details)
        loaded = load_results(context, QgsProcessingFeedback())
        assert set(loaded) == (set(roles) if lines else {"TOTALS"})
        assert len(project.mapLayers()) == len(loaded)
        context, _ = QgsProcessingContext(), project.clear()


def test_layers_of_isochrones_are_told_apart_by_their_names(dock):
    dock.load_sample()
    assert run(page_of(dock, "loadcensus")) and run(page_of(dock, "buildnetwork"))
    panel = page_of(dock, "isochrones")
    for mode, merge in (("car", "each"), ("foot", "union"), ("foot", "nearest")):
        panel.form.set_value("MODE", mode)
        panel.form.set_value("MERGE", merge)
        assert run(panel), panel.message.toPlainText()
    layers = QgsProject.instance().mapLayers().values()
    assert {
        "Isochrones by car",
        "Isochrones on foot, united",
        "Isochrones on foot, shared out",
        "Failures: Isochrones on foot, shared out",
    } <= {layer.name() for layer in layers}


def test_running_each_page_in_turn_gives_every_result(dock):
    dock.load_sample()
    page_of(dock, "atlas").form.set_value("FILTER", "000000001")
    for index in range(len(dock.steps)):
        for panel in dock.page(index).panels:
            if panel.job.algorithm not in WITHOUT_DEMONSTRATION:
                assert run(panel), f"{panel.job.algorithm}: {panel.message.toPlainText()}"
    from maillage.core.layers.roles import is_filled
    from maillage.ui.roles import recall, role_of

    expected = [
        role
        for panel in dock.panels()
        for role in panel.outputs.values()
        if role and panel.job.algorithm not in WITHOUT_DEMONSTRATION
    ]
    assert {role for role in expected if recall(role)} == set(expected)
    for role in ("isochrones", "travel_times", "coverage", "accessibility", "fragility"):
        assert QgsProject.instance().mapLayer(recall(role)).renderer().type() != "singleSymbol"
    # The coverage's figures opened in place of its form, with the charts of two modes.
    page = next(page for page in dock.pages.values() if "totals" in page.pages)
    figures = page.pages["totals"]
    assert page.currentWidget() is figures and len(figures.charts) >= 3
    assert figures.table.model().rowCount() > 1
    # One filled map shows at a time: the newest.
    visible = [
        node.name()
        for node in QgsProject.instance().layerTreeRoot().findLayers()
        if node.isVisible() and is_filled(role_of(node.layer()))
    ]
    newest = [role for role in expected if is_filled(role)][-1]
    assert visible == [QgsProject.instance().mapLayer(recall(newest)).name()]


def test_an_error_is_a_sentence_in_the_page(dock, tmp_path):
    panel = page_of(dock, "loadcensus")
    panel.form.set_value("INPUT", str(tmp_path / "nowhere.csv"))
    assert not run(panel)
    assert "nowhere.csv" in panel.message.toPlainText()
    assert "Traceback" not in panel.message.toPlainText()
    assert QgsProject.instance().mapLayers() == {}
    assert not panel.run_button.isHidden()


def test_an_empty_mandatory_field_is_named_as_the_person_reads_it(dock):
    panel = page_of(dock, "traveltimes")
    assert not run(panel)
    label = panel.algorithm.parameterDefinition("NETWORK").description()
    assert label in panel.message.toPlainText()


def test_results_of_the_last_project_are_forgotten_with_it(dock):
    from maillage.ui.roles import recall

    dock.load_sample()
    assert recall("communes")
    QgsProject.instance().clear()
    assert recall("communes") is None


def test_choices_are_shown_as_words_of_a_person_and_given_as_words_of_the_interface(dock):
    form = page_of(dock, "isochrones").form
    form.set_value("MODE", "foot")
    assert form.values()["MODE"] == "foot"
    shown = form._wrappers["MODE"].wrappedWidget().currentText()
    assert shown == "On foot"


@pytest.fixture
def endless(qgis_app, maillage):
    """A panel whose algorithm goes on until it is cancelled."""
    from maillage.core.algorithms.base import MaillageAlgorithm
    from maillage.ui.panel import AlgorithmPanel
    from maillage.ui.steps import Job
    from qgis.gui import QgsProcessingParameterWidgetContext

    class Endless(MaillageAlgorithm):
        ID = "endless"

        def initAlgorithm(self, configuration=None):
            self.addParameter(QgsProcessingParameterFile("INPUT", "File", optional=True))

        def compute(self, given, progress):
            progress.say("Going on")
            try:
                while True:
                    time.sleep(0.01)
                    progress.step(0.5)
            finally:
                progress.say("Half is kept")

    class Provider(QgsProcessingProvider):
        def id(self):
            return "maillage_trial"

        def name(self):
            return "Trial"

        def loadAlgorithms(self):
            self.addAlgorithm(Endless())

    provider = Provider()
    registry = QgsApplication.processingRegistry()
    registry.addProvider(provider)
    algorithm = registry.createAlgorithmById("maillage_trial:endless")
    yield AlgorithmPanel(algorithm, Job("endless"), QgsProcessingParameterWidgetContext())
    registry.removeProvider(provider)


def test_a_long_message_folds_and_leaves_the_form_its_room(endless):
    endless.resize(400, 500)
    endless.show()
    endless.message.write("good", "<br>".join(["A line of what was done."] * 40))
    QCoreApplication.processEvents()
    folded = endless.message.height()
    assert folded < 500 / 3 and not endless.message.fold.isHidden()
    endless.message.fold.click()
    assert folded < endless.message.height() <= 250
    endless.message.write("good", "One line.")
    assert endless.message.fold.isHidden()


def test_cancel_ends_a_run_and_says_so(endless):
    endless.start()
    wait_for(lambda: endless.bar.value() == 50)
    assert "Going on" in endless.message.toPlainText()
    assert not endless.form.isEnabled()
    endless.cancel()
    wait_for(lambda: endless.run is None)
    said = endless.message.toPlainText()
    assert "Cancelled" in said and "Half is kept" in said and "Going on" not in said
    assert endless.form.isEnabled()


def test_the_window_stays_alive_while_a_step_runs(endless):
    beats = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start(10)
    endless.start()
    wait_for(lambda: len(beats) > 20)
    endless.close_down()


def test_a_page_can_go_while_its_step_runs(endless):
    endless.start()
    wait_for(lambda: endless.bar.value() == 50)
    endless.close_down()
    wait_for(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


def test_a_run_is_over_before_the_layers_of_its_project_go(dock, endless):
    dock.page(0).panels.append(endless)
    project = QgsProject.instance()
    project.addMapLayer(QgsVectorLayer("Point?crs=EPSG:4326", "read by the run", "memory"))
    endless.start()
    wait_for(lambda: endless.bar.value() == 50)
    task, seen = QgsApplication.taskManager().activeTasks()[0], []

    def look(_):
        seen.append(task.status())

    project.layersWillBeRemoved.connect(look)
    project.clear()
    project.layersWillBeRemoved.disconnect(look)
    assert seen == [QgsTask.TaskStatus.Terminated]


def test_coverage_starts_with_the_car_and_the_walk(dock):
    assert page_of(dock, "coverage").form.values()["MODE"] == ["car", "foot"]


def test_a_new_project_starts_with_empty_pages(dock):
    dock.load_sample()
    panel = page_of(dock, "loadcensus")
    assert run(panel)
    assert dock.stepper.item(0).text().startswith("✓")
    QgsProject.instance().clear()
    assert not dock.stepper.item(0).text().startswith("✓")
    assert not page_of(dock, "loadcensus").form.values().get("INPUT")


def test_a_page_chooses_no_layer_that_it_knows_nothing_of(dock):
    other = QgsVectorLayer("Polygon?crs=EPSG:4326&field=a:string", "other", "memory")
    QgsProject.instance().addMapLayer(other)
    form = page_of(dock, "coverage").form
    assert not form.values().get("DEMAND")
    assert not form.values().get("PLACES")
    QgsProject.instance().clear()


def test_the_page_of_sites_leaves_alone_what_is_folded(dock):
    """What would limit the sites is never filled in by what the project holds."""
    dock.load_sample()
    assert run(page_of(dock, "loadcensus"))
    form = page_of(dock, "suggestsites").form
    values = form.values()
    for name in ("KINDS", "ONE_PER", "TERRITORIES", "METHOD", "CENTRES", "CELLS"):
        assert values.get(name) in (None, ""), name
        assert form.more.isAncestorOf(form._wrappers[name].wrappedWidget()), name
    form.set_value("METHOD", "straight")
    assert form.values()["METHOD"] == "straight"
    assert form._wrappers["METHOD"].wrappedWidget().currentText() == "Straight lines"


def test_the_report_has_titles_and_room_for_its_messages(dock):
    dock.load_sample()
    assert run(page_of(dock, "loadcensus"))
    report = QgsProject.instance().mapLayersByName("Census report (census)")[0]
    assert report.attributeAlias(report.fields().lookupField("severity")) == "Severity"
    columns = {column.name: column.width for column in report.attributeTableConfig().columns()}
    assert columns["message"] >= 400
    severities = [feature["severity"] for feature in report.getFeatures()]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
