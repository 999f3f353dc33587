"""Runs inside QGIS (see qgis_session.py): the plugin's page in QGIS's own options dialog."""

import json
import os
import sys
import traceback
from pathlib import Path

from qgis.core import QgsSettings
from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QLabel
from qgis.utils import iface, unloadPlugin

OUT = Path(os.environ["MAILLAGE_OUT"])
result = {}


def dialog():
    """QGIS's options, as they stand open."""
    windows = (window for window in QApplication.topLevelWidgets() if window.isVisible())
    return next(window for window in windows if window.metaObject().className() == "QgsOptions")


def pages():
    return [
        page
        for page in dialog().findChildren(QgsOptionsPageWidget)
        if page.objectName() == "MaillageOptions"
    ]


def is_cut(label):
    """Whether a label has less room than its text needs."""
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()


def opened():
    from maillage.core.inputs import settings

    (page,) = pages()
    dialog().resize(900, 700)
    QApplication.processEvents()
    result["visible"] = page.isVisible()
    result["titles"] = [label.text() for label in page.findChildren(QLabel) if label.text()]
    page.fields[settings.GEOCODER].widget.setText("nowhere")
    page.fields[settings.ROUTERS["valhalla"]].widget.setText("http://localhost:8002")
    QApplication.processEvents()
    labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
    result["cut"] = [label.text() for label in labels if is_cut(label)]
    dialog().grab().save(str(OUT / "options.png"))
    options = dialog()
    ok = options.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    ok.click()
    result["open_with_a_fault"] = options.isVisible()
    page.fields[settings.GEOCODER].widget.setText("")
    ok.click()
    result["valhalla"] = QgsSettings().value("maillage/valhalla/address")
    result["geocoder"] = QgsSettings().value("maillage/geocoder/address")
    QTimer.singleShot(500, closed)


def closed():
    unloadPlugin("maillage")
    QTimer.singleShot(1500, without_plugin)
    iface.showOptionsDialog(iface.mainWindow())


def without_plugin():
    result["pages_without_plugin"] = len(pages())
    dialog().reject()
    (OUT / "result.json").write_text(json.dumps(result), encoding="utf-8")
    QTimer.singleShot(300, iface.actionExit().trigger)


def start():
    result["late"] = "maillage.ui.options" not in sys.modules
    QTimer.singleShot(2500, opened)
    iface.showOptionsDialog(iface.mainWindow(), "maillage")


def give_up(kind, error, trace):
    """An error ends QGIS at once, and stands in its log."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


sys.excepthook = give_up
QTimer.singleShot(1000, start)
