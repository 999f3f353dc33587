"""Runs inside QGIS (see qgis_session.py): what the plugin adds, and what it leaves behind."""

import json
import os
import sys
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.PyQt.QtWidgets import QAction, QDockWidget
from qgis.utils import iface, loadPlugin, plugin_times, plugins, startPlugin, unloadPlugin

OUT = Path(os.environ["MAILLAGE_OUT"])
result = {}


def counts():
    """How the plugin counts, and writes a number, now."""
    from maillage.core.common.text import plural

    return [plural("{n} place", "{n} places", n) for n in (0, 1, 1204)]


def found():
    """What there is of the plugin in the window."""
    window = iface.mainWindow()
    menus = [a.text() for a in iface.pluginMenu().actions()]
    provider = QgsApplication.processingRegistry().providerById("maillage")
    return {
        "plugin": "maillage" in plugins,
        "docks": len(window.findChildren(QDockWidget, "MaillageDock")),
        "actions": len(window.findChildren(QAction, "MaillageAction")),
        "toolbar": len([a for a in iface.pluginToolBar().actions() if a.text() == "Maillage"]),
        "menus": len([text for text in menus if text.replace("&", "") == "Maillage"]),
        "algorithms": [a.id() for a in provider.algorithms()] if provider else [],
        "word": QCoreApplication.translate("maillage", "Census"),
        "counts": counts(),
    }


def made_of_the_dock():
    """Modules of the dock and its pages that were imported."""
    return [name for name in sys.modules if name.startswith("maillage.ui.")]


def left_over():
    """Layers of a project saved while a what-if was open, once it is read again."""
    from maillage.ui.passing import mark_passing

    layers = [QgsVectorLayer("Point?field=a:string", name, "memory") for name in ("kept", "gone")]
    mark_passing(layers[1])
    project = QgsProject.instance()
    project.addMapLayers(layers)
    project.write(str(OUT / "left_over.qgz"))
    project.read(str(OUT / "left_over.qgz"))
    names = [layer.name() for layer in project.mapLayers().values()]
    project.clear()
    return names


def loaded():
    result["loaded"] = found()
    result["heavy"] = [name for name in ("pandas", "scipy") if name in sys.modules]
    dock = iface.mainWindow().findChild(QDockWidget, "MaillageDock")
    result["visible_at_start"] = dock.isVisible()
    result["dock_at_start"] = made_of_the_dock()
    core = [name.split(".") for name in sys.modules if name.startswith("maillage.core.")]
    result["rooms_at_start"] = sorted({room for _, _, room, *_ in core})
    result["left_over"] = left_over()
    action = iface.mainWindow().findChild(QAction, "MaillageAction")
    action.trigger()
    result["visible_after_click"] = dock.isVisible()
    pages = plugins["maillage"].dock
    for index in reversed(range(len(pages.steps))):
        pages.stepper.setCurrentRow(index)
    result["pages"] = len(pages.pages)
    result["heavy_with_dock"] = [name for name in ("pandas", "scipy") if name in sys.modules]
    QTimer.singleShot(500, shown)


def shown():
    iface.mainWindow().grab().save(str(OUT / "window.png"))
    unloadPlugin("maillage")
    QTimer.singleShot(500, unloaded)


def unloaded():
    result["unloaded"] = found()
    # As a person enables it in the manager of plugins, in a window that is open.
    loadPlugin("maillage")
    startPlugin("maillage")
    result["work"] = float(plugin_times["maillage"].rstrip("s"))
    result["dock_when_enabled"] = made_of_the_dock()
    result["reloaded"] = found()
    unloadPlugin("maillage")
    QTimer.singleShot(500, again_unloaded)


def again_unloaded():
    result["unloaded_again"] = found()
    (OUT / "result.json").write_text(json.dumps(result), encoding="utf-8")
    QgsProject.instance().setDirty(False)
    iface.actionExit().trigger()


def give_up(kind, error, trace):
    """An error ends QGIS at once, and stands in its log."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


sys.excepthook = give_up
QTimer.singleShot(1000, loaded)
