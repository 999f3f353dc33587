"""What the tests share: the plugin under its own name, its provider, real data, oracles."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from qgis.core import QgsApplication, QgsProject

ROOT = Path(__file__).resolve().parents[1]
PLUGINS = ROOT / "build" / "plugins"

ORACLE = """
import json, sys, warnings
warnings.simplefilter("ignore")
with open(sys.argv[1], encoding="utf-8") as file:
    data = json.load(file)
{script}
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(result, file)
"""

# The same examples at each run, however slow the machine: `make test` never surprises.
# `make fuzz` looks for others (its profile is chosen after this one).
_ANY_MACHINE = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("same", _ANY_MACHINE, derandomize=True)
settings.register_profile("fuzz", _ANY_MACHINE, derandomize=False)
settings.load_profile("same")

#: What a test imports or asks for that opens windows.
_WINDOWS = re.compile(r"qgis\.gui|QtWidgets|QtTest|clipboard|\bdock\b")

Oracle = Callable[..., Any]
Run = Callable[..., dict[str, Any]]


def pytest_configure(config: pytest.Config) -> None:
    """Makes the checkout importable as ``maillage``, whatever its folder is called."""
    link = PLUGINS / "maillage"
    if not link.exists():
        PLUGINS.mkdir(parents=True, exist_ok=True)
        link.symlink_to(Path("..", ".."), target_is_directory=True)
    sys.path.insert(0, str(PLUGINS))
    os.environ.setdefault("QGIS_PLUGINPATH", str(PLUGINS))  # for the QGIS that a test starts
    # What an earlier run kept must change nothing, and the person's own cache is theirs.
    folder = TemporaryDirectory(prefix="maillage-tests-")
    config.add_cleanup(folder.cleanup)
    os.environ["XDG_CACHE_HOME"] = folder.name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Says what stays together where several workers run the tests (``--dist loadgroup``).

    A file, for its fixtures; and all that opens windows, because workers share a screen: none may
    take the focus or the clipboard from another.
    """
    for path, of_file in groupby(items, lambda item: item.path):
        has_windows = _WINDOWS.search(path.read_text(encoding="utf-8"))
        for item in of_file:
            item.add_marker(pytest.mark.xdist_group("windows" if has_windows else path.stem))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout; the test is skipped where there is none."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no real data: ../shared/data is not there")
    return folder


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of small cases from the field; the test is skipped where there is none."""
    folder = ROOT.parent / "shared" / "cases"
    if not folder.is_dir():
        pytest.skip("no small cases: ../shared/cases is not there")
    return folder


@pytest.fixture(scope="session")
def maillage(qgis_app: QgsApplication, qgis_processing: None) -> Iterator[Any]:
    """The provider, registered, so that ``processing.run("maillage:...")`` works."""
    from maillage.core.algorithms.provider import MaillageProvider

    registry = QgsApplication.processingRegistry()
    provider = MaillageProvider()
    assert registry.addProvider(provider)
    yield provider
    registry.removeProvider(provider)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB of its own, which nothing can be renamed out of."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    try:
        subprocess.run(mounted, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here: only the superuser may")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def messages(qgis_app: QgsApplication) -> Iterator[Any]:
    """A message bar, as QGIS has one over its map."""
    from qgis.gui import QgsMessageBar

    bar = QgsMessageBar()
    yield bar
    bar.deleteLater()


@pytest.fixture
def dock(maillage: Any, messages: Any) -> Iterator[Any]:
    """The dock on a real canvas, in an empty project.

    What runs ends before the project goes. The widgets go here: what a failure keeps of them in a
    traceback would be collected in whichever thread Python runs at the time, where Qt crashes.
    """
    from maillage.ui.dock import MaillageDock
    from qgis.gui import QgsMapCanvas
    from steps import wait_for

    QgsProject.instance().clear()
    canvas = QgsMapCanvas()
    made = MaillageDock(canvas, messages)
    yield made
    try:
        made.close_down()
        wait_for(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    finally:
        made.deleteLater()  # before its canvas, of which it holds only a pointer
        canvas.deleteLater()
        QgsProject.instance().clear()


@pytest.fixture
def oracle(tmp_path: Path) -> Oracle:
    """A function that runs a script beside independent implementations (access, spopt, ...).

    ``oracle(script, **data)``: the script finds ``data``, leaves ``result``; both are JSON values.
    The implementations live in an environment of their own, so the script is another process.
    """
    python = ROOT / "build" / "oracles" / "bin" / "python"
    if not python.exists():
        pytest.skip("no oracles: run .ci/oracles")

    def run(script: str, **data: Any) -> Any:
        given, program, answer = (tmp_path / f"oracle.{kind}" for kind in ("in", "py", "out"))
        given.write_text(json.dumps(data), encoding="utf-8")
        program.write_text(ORACLE.replace("{script}", script), encoding="utf-8")
        environment = {key: value for key, value in os.environ.items() if "PYTHON" not in key}
        done = subprocess.run(
            [python, program, given, answer],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(answer.read_text(encoding="utf-8"))

    return run


@pytest.fixture(scope="session")
def valhalla(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real Valhalla (``benchmarks.valhalla.Valhalla``) that serves the roads of Andorra."""
    from maillage.benchmarks.valhalla import build_tiles, is_there, serve

    if not is_there():
        pytest.skip("no Valhalla: run .ci/valhalla")
    osm = shared / "network" / "andorra-2020.osm.pbf"
    if not osm.exists():
        pytest.skip("no roads of Andorra: ../shared/data/network/andorra-2020.osm.pbf is not there")
    with serve(build_tiles(osm, tmp_path_factory.mktemp("valhalla")), threads=2) as service:
        yield service


@pytest.fixture(scope="session")
def run(maillage: Any) -> Run:
    """Runs ``maillage:ID``; whatever it says is in ``run.feedback.said``."""
    import processing
    from steps import Said

    def call(algorithm: str, **parameters: Any) -> dict[str, Any]:
        call.feedback = Said()
        return processing.run(f"maillage:{algorithm}", parameters, feedback=call.feedback)

    return call


@pytest.fixture(scope="session")
def made(run: Run, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the places, the scored communes and the network of the demonstration."""
    folder, sample = tmp_path_factory.mktemp("made"), root / "sample"
    run(
        "loadcensus",
        INPUT=str(sample / "census.csv"),
        OUTPUT=str(folder / "places.gpkg"),
    )
    run(
        "fragilityindex",
        INDICATORS=str(sample / "indicators.csv"),
        TERRITORIES=str(sample / "communes.gpkg"),
        OUTPUT=str(folder / "fragility.gpkg"),
    )
    run(
        "buildnetwork",
        INPUT=str(sample / "roads.gpkg"),
        SPEED_FIELD="speed_kmh",
        ONEWAY_FIELD="oneway",
        OUTPUT=str(folder / "network.npz"),
    )
    return folder


@pytest.fixture(scope="session")
def real(run: Run, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real places of 2023 and the network of Toulouse, for every mode."""
    folder = tmp_path_factory.mktemp("real")
    run(
        "loadcensus",
        INPUT=str(shared / "places" / "rhinocc-2023-01.csv"),
        OUTPUT=str(folder / "places.gpkg"),
    )
    run(
        "buildnetwork",
        INPUT=str(shared / "network" / "toulouse-2021.osm.pbf"),
        OUTPUT=str(folder / "network.npz"),
    )
    return folder
