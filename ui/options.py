"""The plugin's page in QGIS's options: cache, services, results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.gui import QgsAuthConfigSelect, QgsFileWidget, QgsFilterLineEdit, QgsOptionsPageWidget
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..core.common.errors import InputError
from ..core.common.text import tr
from ..core.inputs import caches, settings
from ..core.inputs.settings import Setting

#: What an address looks like, for a service that nobody offers to all.
_OWN_SERVER = "http://localhost:8002"


class OptionsPage(QgsOptionsPageWidget):
    """One field per setting; what is wrong with a value is said below it, and not saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("MaillageOptions")
        self.fields: dict[Setting, Field] = {}
        self.size, self.emptier = QLabel(), QPushButton(tr("Empty…"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for box in (self._cache(), self._services(), self._results()):
            column.addWidget(box)
        column.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self._show_size()

    def isValid(self) -> bool:
        """Whether every value can be saved; QGIS keeps the dialog open otherwise."""
        return not any([field.fault() for field in self.fields.values()])

    def apply(self) -> None:
        """Saves the good values; what was set before a bad one stays."""
        for setting, field in self.fields.items():
            if not field.fault():
                settings.store(setting, field.value())

    # The groups

    def _cache(self) -> QGroupBox:
        box, form = _group(tr("Cache"))
        default = str(caches.default_cache_folder())
        self._add(form, tr("Folder"), settings.CACHE_FOLDER, default)
        self.fields[settings.CACHE_FOLDER].on_change(self._show_size)
        self.emptier.clicked.connect(self._ask_and_empty)
        row = QHBoxLayout()
        row.addWidget(self.size, 1)
        row.addWidget(self.emptier)
        form.addRow(tr("Contents"), row)
        form.addRow(
            _note(
                tr(
                    "What services answered, and isochrones of runs that were interrupted: they "
                    "are not asked or computed twice."
                )
            )
        )
        return box

    def _services(self) -> QGroupBox:
        box, form = _group(tr("Services"))
        public = settings.public_addresses()
        self._add(form, tr("Geocoder"), settings.GEOCODER, public[settings.GEOCODER][1])
        for word, setting in settings.ROUTERS.items():
            title, address = public[setting]
            own = tr("Your own server, such as {url}", url=_OWN_SERVER)
            self._add(form, title, setting, address or own)
            if word in settings.KEYS:
                self._add(form, tr("Key of {service}", service=title), settings.KEYS[word])
        form.addRow(
            _note(
                tr(
                    "Used by the algorithms whose own address is left empty. Left empty here, it "
                    "is that of the public service, shown in grey."
                )
            )
        )
        return box

    def _results(self) -> QGroupBox:
        box, form = _group(tr("Results"))
        self._add(form, tr("Language of the dossiers"), settings.LANGUAGE)
        self._add(form, tr("Working folder"), settings.WORKING_FOLDER, tr("Temporary files"))
        form.addRow(_note(tr("The dock proposes to write results into the working folder.")))
        return box

    def _add(self, form: QFormLayout, label: str, setting: Setting, hint: str = "") -> None:
        field = self.fields[setting] = Field(setting, hint)
        form.addRow(label, field)

    # The cache

    def _folder(self) -> Path:
        """The cache folder that the field names, saved or not."""
        chosen = self.fields[settings.CACHE_FOLDER].value()
        return Path(chosen) if chosen else caches.default_cache_folder()

    def _show_size(self) -> None:
        size = sum(caches.kept_in(self._folder()).values())
        self.size.setText(_in_words(size) if size else tr("Nothing yet"))
        self.emptier.setEnabled(size > 0)

    def _ask_and_empty(self) -> None:
        folder = self._folder()
        size = _in_words(sum(caches.kept_in(folder).values()))
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            tr("Empty the cache"),
            tr(
                "Empty the cache of Maillage territorial ({size}, in {path})? What it holds will "
                "be asked of the services, or computed, again.",
                size=size,
                path=folder,
            ),
            buttons.Yes | buttons.No,
            buttons.No,
        )
        if answer != buttons.Yes:
            return
        try:
            freed = caches.empty(folder)
        except OSError as error:
            self._show_size()
            self.size.setText(
                tr(
                    "{path} cannot be removed: {reason}.",
                    path=error.filename,
                    reason=error.strerror,
                )
            )
            return
        self._show_size()
        self.size.setText(tr("Emptied: {size} freed", size=_in_words(freed)))


class Field(QWidget):
    """The widget for a setting's kind, and below it what is wrong with its value."""

    def __init__(self, setting: Setting, hint: str) -> None:
        super().__init__()
        self.setting = setting
        self.widget, self.value, self._changed = _WIDGETS[setting.kind](
            settings.stored(setting), hint
        )
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setStyleSheet("QLabel { color: #c5281c; }")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.widget)
        layout.addWidget(self.said)
        self.on_change(self.fault)
        self.fault()

    def on_change(self, act: Callable[[], Any]) -> None:
        """Has ``act`` called whenever the person changes the value."""
        self._changed.connect(lambda *_: act())

    def fault(self) -> str:
        """What is wrong with the value, shown as well; "" for a good one."""
        said = ""
        try:
            settings.refuse_bad(self.setting, self.value())
        except InputError as error:
            said = str(error)
        self.said.setText(said)
        self.said.setVisible(bool(said))
        return said


# How each kind of setting is edited: its widget, what reads it, and the signal of a change.


def _folder_field(value: str, hint: str) -> tuple[QWidget, Callable[[], str], Any]:
    widget = QgsFileWidget()
    widget.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
    widget.lineEdit().setPlaceholderText(hint)
    widget.setFilePath(value)
    return widget, widget.filePath, widget.fileChanged


def _address_field(value: str, hint: str) -> tuple[QWidget, Callable[[], str], Any]:
    widget = QgsFilterLineEdit()
    widget.setShowClearButton(True)
    widget.setPlaceholderText(hint)
    widget.setText(value)
    return widget, widget.text, widget.textChanged


def _key_field(value: str, hint: str) -> tuple[QWidget, Callable[[], str], Any]:
    widget = QgsAuthConfigSelect()
    widget.setConfigId(value)
    return widget, widget.configId, widget.selectedConfigIdChanged


def _language_field(value: str, hint: str) -> tuple[QWidget, Callable[[], str], Any]:
    widget = QComboBox()
    # Each language calls itself by its own name.
    for word, title in (("", tr("That of QGIS")), ("fr", "Français"), ("en", "English")):
        widget.addItem(title, word)
    widget.setCurrentIndex(widget.findData(value))
    return widget, widget.currentData, widget.currentIndexChanged


_WIDGETS = {
    "folder": _folder_field,
    "address": _address_field,
    "authcfg": _key_field,
    "language": _language_field,
}


def _group(title: str) -> tuple[QGroupBox, QFormLayout]:
    box = QGroupBox(title)
    form = QFormLayout(box)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return box, form


def _note(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _in_words(size: int) -> str:
    """Bytes as people read them: "1.2 MB"."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
