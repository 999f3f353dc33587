"""From the mouse to the repainted map: ``python -m maillage.benchmarks.whatif_map``.

The what-if of the dock on a real canvas, on the network, rectangles and places of
``benchmarks.coverage`` (1.2 million junctions, 4,454 territories, as many places as the census
has), by car. Places are added, dragged, undone and closed by events of the mouse, on the whole
region and near; each is timed from the event until the canvas has drawn the map anew. It needs a
screen, such as Xvfb's; a network's file, a count of places and of times may be given.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from qgis.core import QgsApplication, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from qgis.PyQt.QtGui import QMouseEvent

from ..core.network.roadnetwork import Network
from . import tiles
from .coverage import activities, stands, write_communes, write_places
from .nearest import LARGE, make_network

#: The goal, in milliseconds, and how many of each operation are timed.
GOAL, TIMES = 100.0, 60
ROW = "{:14} {:10} {:>6} {:>10} {:>9} {:>9} {:>7}"


class Map:
    """A canvas with the what-if's page beside it."""

    def __init__(self, folder: Path) -> None:
        from ..ui.whatif.page import WhatIfPage

        self._loop = QEventLoop()
        self.canvas = QgsMapCanvas()
        self.canvas.resize(1000, 800)
        self.canvas.setParallelRenderingEnabled(True)
        self.canvas.setCachingEnabled(True)
        self.canvas.show()
        layers = [
            QgsVectorLayer(str(folder / f"{name}.gpkg"), name) for name in ("places", "communes")
        ]
        QgsProject.instance().addMapLayers(layers)
        self.canvas.setDestinationCrs(layers[0].crs())
        self.page = WhatIfPage(self.canvas)
        self.page.resize(390, 850)
        self.page.show()
        self.page.open(
            {
                "PLACES": layers[0].id(),
                "DEMAND": layers[1].id(),
                "POPULATION_FIELD": "population",
                "FRAGILITY_FIELD": "score",
                "NETWORK": str(folder / "network.npz"),
                "MODE": ["car"],
                "MINUTES": "10,20",
                "DIRECTION": "to",
                "OUTPUT": "TEMPORARY_OUTPUT",
            }
        )
        self._until(lambda: self.page._run is None)
        if self.page.session is None:
            raise SystemExit(self.page.message.toPlainText())
        self.session = self.page.session
        self.canvas.setLayers([layers[0], self.session.layers.scenario, self.session.layers.today])
        self.drawn = 0
        self.canvas.mapCanvasRefreshed.connect(self._count)

    def zoom(self, share: float) -> None:
        """Shows so much of the region's width."""
        self.canvas.setExtent(self.session.layers.today.extent().scaled(share))
        self.canvas.refresh()
        self.settle()

    def timed(self, act: Callable[[], Any]) -> float | None:
        """Milliseconds from before ``act`` until the map is drawn anew; None if it is not."""
        self.settle()
        drawn, begin = self.drawn, time.perf_counter()
        act()
        if not self._until(lambda: self.drawn > drawn, seconds=2):
            return None
        return 1000 * (self.at - begin)

    def settle(self) -> None:
        """Waits until nothing is drawn any more."""
        drawn = -1
        while drawn != self.drawn or self.canvas.isDrawing():
            drawn = self.drawn
            self._until(lambda: False, seconds=0.05)

    def mouse(self, kind: QEvent.Type, pixel: QPoint, *, held: bool = False) -> None:
        """An event of the left button, or of a move."""
        view, left = self.canvas.viewport(), Qt.MouseButton.LeftButton
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
        buttons = left if held else Qt.MouseButton.NoButton
        event = QMouseEvent(
            kind, pixel, view.mapToGlobal(pixel), button, buttons, Qt.KeyboardModifier.NoModifier
        )
        QCoreApplication.sendEvent(view, event)

    def click(self, pixel: QPoint) -> None:
        """Presses and releases."""
        self.mouse(QEvent.Type.MouseButtonPress, pixel, held=True)
        self.mouse(QEvent.Type.MouseButtonRelease, pixel)

    def pixel(self, x: float, y: float) -> QPoint:
        """Where a point of the map is in view."""
        point = self.canvas.getCoordinateTransform().transform(QgsPointXY(x, y))
        return QPoint(round(point.x()), round(point.y()))

    def _count(self) -> None:
        self.canvas.viewport().repaint()
        self.drawn, self.at = self.drawn + 1, time.perf_counter()
        self._loop.quit()

    def _until(self, condition: Callable[[], bool], seconds: float = 600) -> bool:
        """Lets things happen until then, asleep as QGIS is."""
        end = time.perf_counter() + seconds
        while not condition() and (left := end - time.perf_counter()) > 0:
            QTimer.singleShot(max(1, min(100, round(1000 * left))), self._loop.quit)
            self._loop.exec()
        return condition()


def measure(
    view: Map, share: float, rng: np.random.Generator, times: int
) -> dict[str, list[float | None]]:
    """Milliseconds by operation, at points in view that something changes for."""
    view.zoom(share)
    session, found = view.session, {"add": [], "drag": [], "undo": [], "close": [], "open": []}
    demand, extent = session.trial.live.demand, view.canvas.extent()
    inside = np.flatnonzero(
        (demand.x > extent.xMinimum()) & (demand.x < extent.xMaximum())
        & (demand.y > extent.yMinimum()) & (demand.y < extent.yMaximum()) & ~demand.beyond
    )  # fmt: skip
    places = session.ready.places["place_id"].to_numpy()
    owners = np.unique(session.trial.live.place[inside])
    owners = owners[owners >= 0]
    for _ in range(times):
        n = rng.choice(inside)
        pixel = view.pixel(demand.x[n], demand.y[n])
        if session.tool.hit(pixel).place or not view.canvas.viewport().rect().contains(pixel):
            continue
        found["add"].append(view.timed(lambda pixel=pixel: view.click(pixel)))
        view.mouse(QEvent.Type.MouseButtonPress, pixel, held=True)
        for step in range(1, 4):
            moved = pixel + QPoint(9 * step, 6 * step)
            found["drag"].append(
                view.timed(lambda moved=moved: view.mouse(QEvent.Type.MouseMove, moved, held=True))
            )
        view.mouse(QEvent.Type.MouseButtonRelease, moved)
        session.undo()
        found["undo"].append(view.timed(session.undo))
        place = places[rng.choice(owners)]
        for name in ("close", "open"):
            act = session.scenario.toggling(place)
            found[name].append(view.timed(lambda act=act: session.edit(act)))
    return found


def main(arguments: list[str]) -> int:
    """A line for each view and operation; 1 when a 95th percentile misses the goal."""
    if not tiles.TOULOUSE.exists():
        print("From the mouse to the map: skipped, ../shared/data/network is not there.")
        return 0
    count = int(arguments[1]) if len(arguments) > 1 else len(activities())
    times = int(arguments[2]) if len(arguments) > 2 else TIMES
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        view = Map(_inputs(Path(name), arguments[0] if arguments else None, count))
        print(ROW.format("view", "operation", "times", "median ms", "95 % ms", "longest", ""))
        rng = np.random.default_rng(0)
        for share, title in ((1.0, "whole region"), (0.25, "1/16 of it")):
            for operation, found in measure(view, share, rng, times).items():
                spent = [each for each in found if each is not None]
                median, most = np.percentile(spent, [50, 95])
                missed += most > GOAL
                verdict = "pass" if most <= GOAL else "MISSED"
                figures = (f"{value:.0f}" for value in (median, most, max(spent)))
                print(ROW.format(title, operation, len(spent), *figures, verdict), flush=True)
        view.page.close_down()
        QgsProject.instance().clear()
    return int(missed > 0)


def _inputs(folder: Path, network: str | None, count: int) -> Path:
    """The network, so many places and the territories."""
    path = folder / "network.npz"
    if network:
        path.symlink_to(Path(network).resolve())
    else:
        make_network(LARGE, path)
    roads, stated = Network.load(path), activities()
    stated = (stated * (1 + count // len(stated)))[:count]
    write_places(folder / "places.gpkg", roads, stands(roads, count), stated)
    write_communes(folder / "communes.gpkg", roads)
    print(f"\nFrom the mouse to the repainted map: {len(roads.x):,} junctions, {count} places,")
    print(f"at most {GOAL:.0f} ms wanted; only operations that change the map are counted.")
    return folder


if __name__ == "__main__":
    application = QgsApplication([], True)
    application.initQgis()
    from ..core.algorithms.provider import MaillageProvider

    provider = MaillageProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # Python would delete the canvas after the application that draws it
