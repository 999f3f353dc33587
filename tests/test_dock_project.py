"""A project opened again: the dock knows what its layers are by what they say of themselves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from qgis.core import QgsLayerMetadata, QgsProject, QgsVectorLayer
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample"


def panel_of(dock: Any, algorithm: str) -> Any:
    for index, step in enumerate(dock.steps):
        if algorithm in [job.algorithm for job in step.jobs]:
            return next(p for p in dock.page(index).panels if p.job.algorithm == algorithm)
    raise KeyError(algorithm)


def press(panel: Any) -> None:
    ended: list[bool] = []
    panel.run_ended.connect(ended.append)
    panel.start()
    deadline = time.monotonic() + 60
    while not ended and time.monotonic() < deadline:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    assert ended == [True], panel.message.toPlainText()


def ticked(dock: Any) -> list[str]:
    texts = [dock.stepper.item(row).text() for row in range(dock.stepper.count())]
    return [text[2:] for text in texts if text.startswith("✓")]


def test_a_project_opened_again_knows_its_layers_and_steps(dock: Any, tmp_path: Path) -> None:
    from maillage.ui.roles import recall

    dock.load_sample()
    for algorithm, output in (
        ("loadcensus", "places.gpkg"),
        ("fragilityindex", "fragility.gpkg"),
        ("straightline", "straight.geojson"),
    ):
        panel = panel_of(dock, algorithm)
        panel.form.set_value("OUTPUT", str(tmp_path / output))
        press(panel)
    roles = ("places", "fragility", "straight_line")
    files = {role: QgsProject.instance().mapLayer(recall(role)).source() for role in roles}
    saved = str(tmp_path / "saved.qgz")
    assert QgsProject.instance().write(saved)
    QgsProject.instance().clear()
    assert ticked(dock) == [] and all(recall(role) is None for role in roles)
    assert QgsProject.instance().read(saved)
    again = {role: QgsProject.instance().mapLayer(recall(role)).source() for role in roles}
    assert again == files
    assert ticked(dock) == ["Census", "Fragility", "Coverage"]
    values = panel_of(dock, "coverage").form.values()
    assert values["PLACES"] == recall("places") and values["DEMAND"] == recall("fragility")
    # Where the places came from is known too.
    source = panel_of(dock, "savecensus").form.values()["SOURCE"]
    assert Path(source).samefile(SAMPLE / "census.csv")


def test_nothing_that_the_dock_remembered_is_needed(dock: Any, run: Any, tmp_path: Path) -> None:
    """Results that were made elsewhere, and added by hand, are known."""
    from maillage.ui.roles import forget_all, recall

    for name in ("first", "second"):
        run(
            "loadcensus",
            INPUT=str(SAMPLE / "census.csv"),
            OUTPUT=str(tmp_path / f"{name}.gpkg"),
        )
    layers = [QgsVectorLayer(str(tmp_path / f"{n}.gpkg"), n, "ogr") for n in ("second", "first")]
    QgsProject.instance().addMapLayers(layers)
    forget_all()
    # The newest, whichever was added last.
    assert recall("places") == layers[0].id()
    QgsProject.instance().removeMapLayer(layers[0].id())
    assert recall("places") == layers[1].id()
    assert recall("isochrones") is None


def test_a_later_run_with_nothing_to_say_outdoes_an_earlier_list(dock: Any) -> None:
    from maillage.core.layers.record import Record, put_record
    from maillage.ui.roles import recall

    def add(role: str, made: str) -> str:
        layer = QgsVectorLayer("NoGeometry?field=a:string", role, "memory")
        layer.startEditing()
        layer.addFeature(_feature(layer))
        layer.commitChanges()
        put_record(layer, Record(role, "coverage", made=made))
        QgsProject.instance().addMapLayer(layer)
        return str(layer.id())

    deciles = add("deciles", "2026-01-01")
    add("coverage", "2026-01-01")
    assert recall("deciles") == deciles
    coverage = add("coverage", "2026-01-02")
    assert recall("deciles") is None and recall("coverage") == coverage


def test_a_layer_of_a_newer_version_is_told_in_a_sentence(
    dock: Any, messages: QgsMessageBar, tmp_path: Path
) -> None:
    from maillage.ui.roles import recall

    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=a:string", "From tomorrow", "memory")
    metadata = QgsLayerMetadata()
    content = {"version": 99, "role": "places", "algorithm": "loadcensus"}
    metadata.setKeywords({"maillage": [json.dumps(content)]})
    layer.setMetadata(metadata)
    QgsProject.instance().addMapLayer(layer)
    saved = str(tmp_path / "saved.qgz")
    QgsProject.instance().write(saved)
    QgsProject.instance().read(saved)
    assert recall("places") is None
    texts = [item.text() for item in messages.items()]
    assert any("From tomorrow" in text and "newer version" in text for text in texts)


def test_a_scenario_is_not_taken_for_the_census(dock: Any) -> None:
    from maillage.core.layers.record import Record, put_record
    from maillage.ui.roles import recall

    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=a:string", "scenario", "memory")
    layer.startEditing()
    layer.addFeature(_feature(layer))
    layer.commitChanges()
    put_record(layer, Record("scenario_places", "loadcensus", made="2999"))
    QgsProject.instance().addMapLayer(layer)
    assert recall("places") is None


def test_opening_the_dock_takes_less_than_a_third_of_a_second_of_work() -> None:
    """In fresh processes, by their own clocks: the machine may be busy with others."""
    code = "from maillage.benchmarks.startup import opening; opening()"
    paths = [str(ROOT / "build" / "plugins"), *filter(None, sys.path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    spent = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment | {"QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        spent.append(sum(part["work"] for part in json.loads(done.stdout).values()))
    assert min(spent) < 0.3, spent


def test_opening_the_dock_imports_no_page_that_nobody_opened() -> None:
    """Nor pandas and scipy; and QGIS starts without any of the dock."""
    code = (
        "import sys\n"
        "import maillage.plugin\n"
        "assert not [n for n in sys.modules if n.startswith('maillage.ui')]\n"
        "import maillage.ui.dock\n"
        "late = ('report_page', 'review_page', 'figures_page', 'mapping_page', 'whatif')\n"
        "found = [n for n in sys.modules if n.startswith('maillage.ui') and n.endswith(late)]\n"
        "assert not found, found\n"
        "assert not {'pandas', 'scipy'} & set(sys.modules)\n"
    )
    paths = [str(ROOT / "build" / "plugins"), *filter(None, sys.path)]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _feature(layer: QgsVectorLayer) -> Any:
    from qgis.core import QgsFeature

    feature = QgsFeature(layer.fields())
    feature.setAttributes(["a"])
    return feature
