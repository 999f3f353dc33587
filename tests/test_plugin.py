"""The plugin in a real QGIS window and in ``qgis_process``: it comes, works, and goes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from qgis_session import ROOT, environment, run_in_qgis

NOTHING = {
    "plugin": False,
    "docks": 0,
    "actions": 0,
    "toolbar": 0,
    "menus": 0,
    "algorithms": [],
    "word": "Census",
    "counts": ["0 places", "1 place", "1,204 places"],
}
#: Rooms of the core that registering the algorithms needs; the others wait for a run or the dock.
AT_START = {"common", "algorithms", "geocoding"}
#: More than twice what enabling takes on a busy machine without compiled modules.
LITTLE = 0.15


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """One visit to QGIS in French, that the tests below look at."""
    folder = tmp_path_factory.mktemp("qgis")
    script = ROOT / "tests" / "session_plugin.py"
    return run_in_qgis(script, folder, language="fr", seconds=90)


def test_qgis_loads_the_plugin_with_one_dock_button_menu_and_provider(session):
    there = session["loaded"]
    assert there["plugin"]
    assert [there[name] for name in ("docks", "actions", "toolbar", "menus")] == [1, 1, 1, 1]
    assert "maillage:loadcensus" in there["algorithms"]


def test_the_dock_waits_for_its_button(session):
    assert not session["visible_at_start"]
    assert session["visible_after_click"]
    assert session["dock_at_start"] == []
    assert set(session["rooms_at_start"]) <= AT_START
    assert session["pages"] == 8


def test_enabling_the_plugin_in_an_open_window_makes_nothing_of_the_dock(session):
    assert session["dock_when_enabled"] == []


def test_enabling_the_plugin_is_little_work(session):
    """Seconds of the processor, as QGIS counts them; ``make bench`` measures the goal, 0.05."""
    assert session["work"] < LITTLE


def test_a_project_saved_during_a_what_if_is_tidied_without_the_dock(session):
    assert session["left_over"] == ["kept"]


def test_starting_qgis_imports_neither_pandas_nor_scipy(session):
    assert session["heavy"] == []
    assert session["heavy_with_dock"] == []


def test_qgis_in_french_shows_french(session):
    if not (ROOT / "i18n" / "maillage_fr.qm").is_file():
        pytest.skip("the translation is not compiled")
    assert session["loaded"]["word"] == "Recensement"
    assert session["loaded"]["counts"] == ["0 lieu", "1 lieu", "1\u202f204 lieux"]


def test_unloading_leaves_nothing_behind(session):
    assert session["unloaded"] == NOTHING


def test_the_plugin_can_be_loaded_again(session):
    assert session["reloaded"] == session["loaded"]
    assert session["unloaded_again"] == NOTHING


@pytest.fixture(scope="module")
def headless(tmp_path_factory):
    """Runs ``qgis_process`` with the plugin enabled in a profile of its own."""
    folder = tmp_path_factory.mktemp("process")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["qgis_process", *arguments],
            env=environment(folder) | {"QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    enabled = run("plugins", "enable", "maillage")
    assert enabled.returncode == 0, enabled.stdout + enabled.stderr
    return run


def test_qgis_process_lists_the_algorithms(headless):
    listed = headless("--json", "list")
    assert listed.returncode == 0, listed.stderr
    algorithms = json.loads(listed.stdout)["providers"]["maillage"]["algorithms"]
    assert "maillage:loadcensus" in algorithms


def test_qgis_process_loads_the_sample_census(headless, tmp_path):
    places = tmp_path / "places.gpkg"
    done = headless(
        "--json",
        "run",
        "maillage:loadcensus",
        f"--INPUT={ROOT / 'sample' / 'census.csv'}",
        f"--OUTPUT={places}",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert Path(json.loads(done.stdout)["results"]["OUTPUT"]).samefile(places)


def test_qgis_process_says_an_error_as_a_sentence(headless, tmp_path):
    missing = tmp_path / "nowhere.csv"
    places = tmp_path / "places.gpkg"
    done = headless("run", "maillage:loadcensus", f"--INPUT={missing}", f"--OUTPUT={places}")
    assert done.returncode != 0
    assert "nowhere.csv" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not places.exists()


def test_the_provider_needs_neither_window_nor_heavy_packages(tmp_path):
    """In a fresh Python, as ``qgis_process`` loads it."""
    code = (
        "import sys\n"
        "from qgis.core import QgsApplication\n"
        "app = QgsApplication([], False); app.initQgis()\n"
        "import maillage\n"
        "plugin = maillage.classFactory(None)\n"
        "plugin.initProcessing()\n"
        "provider = app.processingRegistry().providerById('maillage')\n"
        "assert provider.algorithm('loadcensus') is not None\n"
        "for algorithm in provider.algorithms(): algorithm.shortHelpString()\n"
        "heavy = [m for m in ('pandas', 'scipy') if m in sys.modules]\n"
        "assert not heavy, heavy\n"
        "del provider\n"
        "plugin.unload()\n"
        "assert app.processingRegistry().providerById('maillage') is None\n"
    )
    path = [environment(tmp_path)["QGIS_PLUGINPATH"], "/usr/share/qgis/python"]
    path.append("/usr/share/qgis/python/plugins")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path) | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ":".join(path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
