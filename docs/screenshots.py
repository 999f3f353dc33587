#!/usr/bin/env python3
"""Makes the pictures of the README, ``docs/images/*.png``, from the plugin itself.

After ``make setup``: ``build/venv/bin/python docs/screenshots.py [LANGUAGE ...]``.
It starts QGIS on a screen of its own, walks through the dock on the demonstration territory by
pressing Run on every page, and keeps pictures of the window and of the pages. The dossier is from
``make demo``'s own job, so it needs ``make setup`` first.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

#: The window, wide enough for a map beside the dock.
SIZE = (1500, 900)
#: Pages whose picture the README shows, by algorithm.
SHOWN = ("loadcensus", "coverage")
#: Steps that the walk leaves out: they ask the network, or take a table of one's own.
LEFT_OUT = ("geocodeplaces", "mergecensus", "savecensus", "joinindex", "evolution")


def main(languages: list[str]) -> None:
    """Keeps the pictures of each language: ``window_en.png``, ``dock_loadcensus_en.png``, ..."""
    root = Path(__file__).resolve().parents[1]
    images = root / "docs" / "images"
    sys.path.insert(0, str(root / "tests"))
    from qgis_session import run_in_qgis

    images.mkdir(exist_ok=True)
    for language in languages:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            size = "x".join(map(str, SIZE))
            result = run_in_qgis(Path(__file__), folder, language, seconds=180, size=size)
            for picture in folder.glob("*.png"):
                shutil.copy(picture, images / f"{picture.stem}_{language}.png")
            draw_dossier(root, language, images / f"dossier_{language}")
        for step, message in result.items():
            print(f"{language} {step}: {message}")


def draw_dossier(root: Path, language: str, picture: Path) -> None:
    """Runs the demonstration, and keeps the first page of one of its dossiers."""
    demo = [root / ".ci" / "in-qgis", root / "build" / "venv" / "bin" / "python"]
    demo += ["-m", "maillage.sample.demo", "--language", language]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(demo, env=environment, stdout=subprocess.DEVNULL, check=True)
    page = next((root / "build" / "demo" / "atlas" / "epci").glob("000000003*.pdf"))
    command = ["pdftoppm", "-r", "90", "-png", "-singlefile", page, picture]
    subprocess.run(command, check=True)


def walk(out: Path) -> None:
    """Inside QGIS: presses Run on every page, one after the other, then takes the pictures."""
    from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject
    from qgis.PyQt.QtCore import Qt, QTimer
    from qgis.PyQt.QtWidgets import QDockWidget
    from qgis.utils import iface, plugins

    window = iface.mainWindow()
    window.showNormal()
    window.setGeometry(0, 0, *SIZE)
    for other in window.findChildren(QDockWidget):
        if other.objectName() not in ("Layers", "MaillageDock"):
            other.hide()
    frame = plugins["maillage"].frame
    frame.setUserVisible(True)
    window.resizeDocks([frame], [390], Qt.Orientation.Horizontal)
    dock = plugins["maillage"].dock
    iface.messageBar().clearWidgets()
    dock.load_sample()
    result: dict[str, str] = {}
    waiting = [
        (index, number)
        for index in range(len(dock.steps))
        for number, panel in enumerate(dock.page(index).panels)
        if panel.job.algorithm not in LEFT_OUT
    ]

    def next_panel() -> None:
        if not waiting:
            QTimer.singleShot(500, settle)
            return
        index, number = waiting.pop(0)
        dock.stepper.setCurrentRow(index)
        page = dock.page(index)
        panel = page.panels[number]
        page.show_form(panel)

        def ended(good: bool) -> None:
            panel.run_ended.disconnect(ended)
            result[panel.job.algorithm] = panel.message.toPlainText()
            iface.messageBar().clearWidgets()
            if panel.job.algorithm == "coverage":
                show_figures(page, frame, out)
            page.setCurrentIndex(0)
            if panel.job.algorithm in SHOWN:
                QgsApplication.processEvents()
                frame.grab().save(str(out / f"dock_{panel.job.algorithm}.png"))
            if "report" in panel.pages:
                show_report(page)
                QgsApplication.processEvents()
                frame.grab().save(str(out / "dock_report.png"))
                page.setCurrentIndex(0)
            QTimer.singleShot(200, next_panel)

        panel.run_ended.connect(ended)
        panel.start()

    def settle() -> None:
        QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
        show_only(QgsProject.instance(), ("places", "isochrones", "territories"))
        communes = next(layer for layer in layers() if role(layer) == "communes")
        canvas = iface.mapCanvas()
        settings = canvas.mapSettings()
        canvas.setExtent(settings.layerExtentToOutputExtent(communes, communes.extent()))
        canvas.zoomByFactor(1.05)
        show("isochrones")
        QTimer.singleShot(6000, take)

    def show(algorithm: str):
        """Brings a form in view; returns its page and its panel."""
        index, page, panel = next(
            (index, dock.page(index), panel)
            for index in range(len(dock.steps))
            for panel in dock.page(index).panels
            if panel.job.algorithm == algorithm
        )
        dock.stepper.setCurrentRow(index)
        page.show_form(panel)
        return page, panel

    def take() -> None:
        iface.messageBar().clearWidgets()
        QgsApplication.processEvents()
        window.grab().save(str(out / "window.png"))
        dialog = matching(out, dock)
        dialog.show()
        QgsApplication.processEvents()
        dialog.grab().save(str(out / "mapping.png"))
        dialog.close()
        show_only(QgsProject.instance(), ("places", "territories"))
        page, panel = show("coverage")
        panel.form.set_value("TERRITORIES", None)  # by commune, more moves
        panel.page_buttons["what_if"].click()
        what_if = page.pages["what_if"]
        what_if._run.ended.connect(lambda *_: QTimer.singleShot(1000, lambda: try_sites(what_if)))

    def try_sites(what_if) -> None:
        """Puts two places down where people are far from any, and closes one that is alone."""
        session = what_if.session
        what_if.mode.setCurrentIndex(what_if.mode.findData("car"))
        what_if.mode.activated.emit(what_if.mode.currentIndex())
        for _ in range(2):
            session.add(remote_point(session, iface.mapCanvas()))
        session.edit(session.scenario.toggling(lonely_place(session.ready.places)))
        what_if.tabs.setCurrentIndex(1)
        QTimer.singleShot(3000, lambda: take_what_if(what_if))

    def take_what_if(what_if) -> None:
        iface.messageBar().clearWidgets()
        QgsApplication.processEvents()
        window.grab().save(str(out / "whatif.png"))
        what_if.leave()
        load_second_list()

    def load_second_list() -> None:
        """A second list of the same places, so that a merge has something to ask."""
        dock.stepper.setCurrentRow(0)
        load, merge = (
            next(each for each in dock.page(0).panels if each.job.algorithm == name)
            for name in ("loadcensus", "mergecensus")
        )
        load.form.set_value("INPUT", str(second_list(out)))
        merge.form.set_value("THRESHOLD", 0.999)
        load.run_ended.connect(lambda _: QTimer.singleShot(200, merge.start))
        merge.run_ended.connect(lambda _: QTimer.singleShot(1000, end))
        load.start()

    def end() -> None:
        window.resizeDocks([frame], [390], Qt.Orientation.Horizontal)
        iface.messageBar().clearWidgets()
        QgsApplication.processEvents()
        frame.grab().save(str(out / "dock_review.png"))
        (out / "result.json").write_text(json.dumps(result), encoding="utf-8")
        os._exit(0)  # without the question whether to keep the temporary layers

    next_panel()


def show_figures(page, frame, out: Path) -> None:
    """Keeps the charts and the figures of everybody, side by side."""
    from qgis.core import QgsApplication
    from qgis.PyQt.QtGui import QPainter, QPixmap

    figures, pictures = page.pages["totals"], []
    for tab in (0, 2):
        figures.tabs.setCurrentIndex(tab)
        QgsApplication.processEvents()
        pictures.append(frame.grab())
        pictures[-1].setDevicePixelRatio(1)  # drawn dot by dot, whatever the screen's scale
    both = QPixmap(sum(each.width() for each in pictures) + 12, pictures[0].height())
    both.fill()
    painter = QPainter(both)
    painter.drawPixmap(0, 0, pictures[0])
    painter.drawPixmap(pictures[0].width() + 12, 0, pictures[1])
    painter.end()
    both.save(str(out / "figures.png"))


def lonely_place(places) -> str:
    """The place that is farthest from every other."""
    placed = places.dropna(subset=["lon", "lat"])
    points = placed["lon"].to_numpy() * 0.7 + 1j * placed["lat"].to_numpy()
    between = abs(points[:, None] - points[None, :])
    between[between == 0] = between.max()
    return str(placed["place_id"].iloc[int(between.min(axis=1).argmax())])


def remote_point(session, canvas):
    """Where many people are far from every place: a point of the map."""
    import numpy as np
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsPointXY,
        QgsProject,
    )

    live = session.trial.live
    seconds = np.where(np.isfinite(live.seconds) & ~live.demand.beyond, live.seconds, 0)
    far = seconds > 600
    # Amid those who are far: the point with most of them within two kilometres.
    x, y = live.demand.x[far], live.demand.y[far]
    near = [np.count_nonzero(np.hypot(x - x[n], y - y[n]) < 2000) for n in range(len(x))]
    best = int(np.argmax(near))
    network = QgsCoordinateReferenceSystem.fromEpsgId(session.ready.epsg)
    crs = canvas.mapSettings().destinationCrs()
    to_map = QgsCoordinateTransform(network, crs, QgsProject.instance())
    return to_map.transform(QgsPointXY(x[best], y[best]))


def show_report(page) -> None:
    """The report with a line that has a proposal."""
    page.open_page("report")
    report = page.pages["report"]
    row = next(n for n, line in enumerate(report.model.findings) if line["proposal"])
    index = report.listed.mapFromSource(report.model.index(row, 0))
    report.table.setCurrentIndex(index)
    report.table.scrollTo(index)


def rows_of_the_sample() -> list[dict[str, str]]:
    import maillage

    path = Path(maillage.__file__).parent / "sample" / "census.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def matching(out: Path, parent):
    """The page on which the columns of a table of one's own are matched."""
    from maillage.core.formats.readers import read_table
    from maillage.ui.mapping_page import MappingDialog

    names = {
        **{"Structure": "nom", "Voie": "adresse", "CP": "code_postal", "Ville": "ville"},
        **{"Tél": "tel_structure", "Courriel": "email_structure", "Note": "precisions"},
        **{"Latitude": "lat", "Longitude": "lon"},
    }
    rows = [{new: row[old] for new, old in names.items()} for row in rows_of_the_sample()]
    return MappingDialog(read_table(write_rows(out / "liste.csv", rows)), parent)


def second_list(out: Path) -> Path:
    """The sample's places as another body lists them: other identifiers, names and addresses."""
    rows = rows_of_the_sample()
    for number, row in enumerate(rows):
        row["n_ref"] = f"L{number}"
        row["nom"] = "Maison " + row["nom"].split()[-1]
        gone = ["tel_structure", "site_internet"]
        if number % 2:
            gone += ["adresse", "adresse_full", "BAN_adress", "BAN_adress_full"]
        row.update(dict.fromkeys(gone, ""))
    return write_rows(out / "autre.csv", rows)


def layers():
    from qgis.core import QgsProject

    return QgsProject.instance().mapLayers().values()


def role(layer) -> str:
    from maillage.ui.roles import role_of

    return role_of(layer)


def show_only(project, roles: tuple[str, ...]) -> None:
    """Ticks the layers of these roles in the layer tree, and unticks the others."""
    for node in project.layerTreeRoot().findLayers():
        node.setItemVisibilityChecked(role(node.layer()) in roles)
        node.setExpanded(role(node.layer()) in ("places", "isochrones"))


def give_up(kind, error, trace) -> None:
    """An error ends QGIS at once, and stands in its log."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


if "MAILLAGE_OUT" in os.environ:
    sys.excepthook = give_up
    from qgis.PyQt.QtCore import QTimer

    QTimer.singleShot(1500, lambda: walk(Path(os.environ["MAILLAGE_OUT"])))
elif __name__ == "__main__":
    main(sys.argv[1:] or ["en", "fr"])
