"""The plugin: registers translation, Processing provider, dock with its button, and options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsApplication, QgsProject
from qgis.gui import (
    QgisInterface,
    QgsDockWidget,
    QgsOptionsPageWidget,
    QgsOptionsWidgetFactory,
)
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QWidget

from .core.algorithms.provider import MaillageProvider
from .core.common.text import CONTEXT, tr
from .core.common.voice import set_translator

if TYPE_CHECKING:
    from .ui.dock import MaillageDock

_HERE = Path(__file__).parent


class OptionsFactory(QgsOptionsWidgetFactory):
    """The plugin's page in QGIS's options, made each time that the dialog opens."""

    def __init__(self) -> None:
        super().__init__("Maillage territorial", QIcon(str(_HERE / "icon.svg")), "maillage")

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:
        from .ui.options import OptionsPage

        return OptionsPage(parent)


class MaillagePlugin:
    """What QGIS loads. ``iface`` is None where there is no window, as in ``qgis_process``."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self.iface = iface
        self.provider: MaillageProvider | None = None
        self.translator: QTranslator | None = None
        self._words = b""  # what the translator reads, as long as it lives
        #: The dock's frame, and what it holds once it was opened.
        self.frame: QgsDockWidget | None = None
        self.dock: MaillageDock | None = None
        self.action: QAction | None = None
        self.options: OptionsFactory | None = None

    def initProcessing(self) -> None:
        """The part that needs no window: the translation and the provider."""
        self._translate()
        self.provider = MaillageProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """The dock, the action that shows it (toolbar, menu *Plugins*), and the options' page."""
        self.initProcessing()
        window = self.iface.mainWindow()
        self.action = QAction(QIcon(str(_HERE / "icon.svg")), "Maillage", window)
        self.action.setObjectName("MaillageAction")
        self.action.setToolTip(tr("Show or hide the steps of Maillage"))
        self.action.setCheckable(True)
        self.iface.addToolBarIcon(self.action)
        self.iface.addPluginToMenu("Maillage", self.action)
        self.frame = QgsDockWidget("Maillage", window)
        self.frame.setObjectName("MaillageDock")
        self.frame.visibilityChanged.connect(self._fill)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.frame)
        self.frame.setToggleVisibilityAction(self.action)
        # QGIS shows it again at the next start if the person left it open.
        self.frame.hide()
        QgsProject.instance().readProject.connect(self._tidy)
        self.options = OptionsFactory()
        self.iface.registerOptionsWidgetFactory(self.options)

    def unload(self) -> None:
        """Takes away all that was added."""
        if self.options is not None:
            self.iface.unregisterOptionsWidgetFactory(self.options)
            self.options = None
        if self.dock is not None:
            self.dock.close_down()
            self.dock = None
        if self.frame is not None:
            QgsProject.instance().readProject.disconnect(self._tidy)
            self.frame.visibilityChanged.disconnect(self._fill)
            self.iface.removeDockWidget(self.frame)
            self.frame.deleteLater()
            self.frame = None
        if self.action is not None:
            self.iface.removePluginMenu("Maillage", self.action)
            self.iface.removeToolBarIcon(self.action)
            self.action.deleteLater()
            self.action = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None
        set_translator(None)

    def _fill(self, is_visible: bool) -> None:
        """Makes what the dock holds when it is first opened: QGIS starts without it."""
        if is_visible and self.dock is None:
            from .ui.dock import MaillageDock

            self.dock = MaillageDock(self.iface.mapCanvas(), self.iface.messageBar())
            self.frame.setWidget(self.dock)

    def _tidy(self) -> None:
        """A project saved while a what-if was open has its layers, empty."""
        from .ui.passing import remove_passing

        remove_passing()

    def _translate(self) -> None:
        """Uses the language of QGIS, where there is a translation; else English."""
        locale, language = QgsApplication.locale(), "en"
        for name in (locale, locale[:2], "en"):
            file = _HERE / "i18n" / f"maillage_{name}.qm"
            if file.is_file():
                # From memory: Qt maps a file, and crashes if an update rewrites it meanwhile.
                self._words = file.read_bytes()
                self.translator = QTranslator()
                self.translator.loadFromData(self._words)
                QCoreApplication.installTranslator(self.translator)
                language = name[:2]
                break

        def translate(text: str, n: int = -1) -> str:
            return QCoreApplication.translate(CONTEXT, text, None, n)

        set_translator(translate, language)
