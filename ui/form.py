"""The form of an algorithm, made from its own parameters with Processing's own widgets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingUtils,
    QgsProject,
)
from qgis.gui import (
    QgsAbstractProcessingParameterWidgetWrapper,
    QgsCollapsibleGroupBox,
    QgsGui,
    QgsProcessingContextGenerator,
    QgsProcessingGui,
    QgsProcessingLayerOutputDestinationWidget,
    QgsProcessingParameterWidgetContext,
)
from qgis.PyQt.QtCore import QEvent, QObject, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.algorithms.parameters import has_roles, needs_choice, origin_fact, roles_of
from ..core.common.text import tr
from ..core.inputs.settings import WORKING_FOLDER, stored
from .destinations import free_path
from .origin import layer_of, origin_of, places_parameter
from .roles import recall
from .steps import FIELD_GUESSES, Job, word_label

_Flag = QgsProcessingParameterDefinition.Flag
_TEMPORARY = QgsProcessing.TEMPORARY_OUTPUT


class _ContextGenerator(QgsProcessingContextGenerator):
    """Gives the widgets the context in which they look up layers."""

    def __init__(self) -> None:
        super().__init__()
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())

    def processingContext(self) -> QgsProcessingContext:
        return self._context


class _ShownWhenEnabled(QObject):
    """Hides a widget for as long as it cannot be used."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)
        widget.setVisible(widget.isEnabled())

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange:
            watched.setVisible(watched.isEnabled())
        return False


class AlgorithmForm(QWidget):
    """One field per parameter: those that matter in view, the others folded."""

    #: Emitted when another file or layer is chosen for a table of any shape.
    table_changed = pyqtSignal()

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        job: Job,
        widget_context: QgsProcessingParameterWidgetContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.algorithm = algorithm
        self.job = job
        self._widget_context = widget_context
        self._generator = _ContextGenerator()
        self._wrappers: dict[str, QgsAbstractProcessingParameterWidgetWrapper] = {}
        self._destinations: dict[str, QgsProcessingLayerOutputDestinationWidget] = {}
        #: The working folder of the options, and the files proposed in it, by parameter.
        self._working_folder = ""
        self._proposed: dict[str, str] = {}
        self._rows: dict[str, list[QWidget]] = {}
        visible = [p for p in algorithm.parameterDefinitions() if not p.flags() & _Flag.FlagHidden]
        inputs = [p for p in visible if not p.isDestination()]
        #: Parameter -> the roles that fit it, best first.
        self._inputs = {p.name(): roles_of(p) for p in inputs if has_roles(p)}
        #: Parameter -> the only choice, and its word, for which it is shown and passed on.
        self._needed = {p.name(): needs_choice(p) for p in inputs if needs_choice(p)[0]}
        #: Parameter -> what it says of the origin of the places that ``_source`` takes.
        self._origins = {p.name(): origin_fact(p) for p in inputs if origin_fact(p)}
        self._source = places_parameter(algorithm)
        layout = _column(self)
        shown = [p for p in visible if not is_folded(p)]
        folded = [p for p in visible if is_folded(p)]
        for parameter in shown:
            self._add(parameter, layout)
        if folded:
            self.more = QgsCollapsibleGroupBox(tr("More options"))
            self.more.setCollapsed(True)
            inside = _column(self.more, margin=8)
            for parameter in folded:
                self._add(parameter, inside)
            layout.addWidget(self.more)
        for wrapper in self._wrappers.values():
            wrapper.postInitialize(list(self._wrappers.values()))
        self._watch_layers()
        for choice in {choice for choice, _ in self._needed.values()}:
            self._wrappers[choice].widgetValueHasChanged.connect(lambda _: self._show_wanted())
        self._show_wanted()
        if self._origins and self._source:
            source = self._wrappers[self._source]
            source.widgetValueHasChanged.connect(lambda _: self._propose_origin())
        for name in ("INPUT", "LAYER") if job.matches_columns else ():
            self._wrappers[name].widgetValueHasChanged.connect(lambda _: self.table_changed.emit())
        for name in job.apart:
            self._wrappers[name].widgetValueHasChanged.connect(lambda _: self._keep_apart())
        for name, value in job.preset.items():
            self.set_value(name, value)
        for name in self._inputs:
            # QGIS would choose the first layer there is; which one fits, ``propose`` knows.
            self._empty_list(name)

    def values(self) -> dict[str, Any]:
        """The parameters as the algorithm takes them."""
        values = {
            name: wrapper.parameterValue() if self._is_wanted(name) else None
            for name, wrapper in self._wrappers.items()
        }
        for name, widget in self._destinations.items():
            value = widget.value()
            if isinstance(value, QgsProcessingOutputLayerDefinition):
                value.destinationProject = QgsProject.instance()
            values[name] = value
        return values

    def set_value(self, name: str, value: Any) -> None:
        """Fills in one parameter."""
        if name in self._wrappers:
            generator = self._generator
            self._wrappers[name].setParameterValue(value, generator.processingContext())
        elif name in self._destinations:
            self._destinations[name].setValue(value)

    def context(self) -> QgsProcessingContext:
        """The context in which the form looks up layers."""
        return self._generator.processingContext()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_options()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:  # such as when the options close
            self._follow_options()

    def _follow_options(self) -> None:
        folder = stored(WORKING_FOLDER)
        if folder != self._working_folder:
            self._working_folder = folder
            self._propose_files(folder)

    def _propose_files(self, folder: str) -> None:
        """Proposes files of the working folder; what a person chose themselves stays."""
        for name, widget in self._destinations.items():
            value = widget.value()
            if isinstance(value, QgsProcessingOutputLayerDefinition):
                value = value.sink.staticValue()
            if value != self._proposed.get(name, _TEMPORARY) or name in self.job.named:
                continue
            parameter = self.algorithm.parameterDefinition(name)
            path = free_path(folder, self.algorithm.name(), parameter)
            self._proposed[name] = path or _TEMPORARY
            widget.setValue(self._proposed[name])

    def _empty_list(self, name: str) -> None:
        for layers in self._wrappers[name].wrappedWidget().findChildren(QComboBox):
            layers.setCurrentIndex(-1)

    def propose(self, role: str | None = None) -> None:
        """Fills the inputs with what earlier steps gave; only those that take ``role``, if said."""
        for name, roles in self._inputs.items():
            if role is not None and role not in roles:
                continue
            earlier_results = [value for value in map(recall, roles) if value is not None]
            if earlier_results:
                several = isinstance(
                    self.algorithm.parameterDefinition(name), QgsProcessingParameterMultipleLayers
                )
                self.set_value(name, earlier_results if several else earlier_results[0])
                self._guess_fields(name)
            elif role is None:
                self._empty_list(name)  # of a project just read, QGIS chose any layer

    def unnamed(self) -> str | None:
        """The title of a destination that the person still has to choose; None when all are."""
        for name in self.job.named:
            if self._destinations[name].value() in (None, "", _TEMPORARY):
                return self.algorithm.parameterDefinition(name).description()
        return None

    def close_down(self) -> None:
        """Closes the files that the fields read; the form cannot be used afterwards."""
        self._wrappers.clear()
        self._generator.processingContext().temporaryLayerStore().removeAllMapLayers()

    def _is_wanted(self, name: str) -> bool:
        """Whether the parameter has a meaning with the present choices."""
        choice, word = self._needed.get(name, ("", ""))
        return not choice or self._wrappers[choice].parameterValue() == word

    def _show_wanted(self) -> None:
        for name in self._needed:
            for widget in self._rows[name]:
                widget.setVisible(self._is_wanted(name))

    def _add(self, parameter: QgsProcessingParameterDefinition, layout: QVBoxLayout) -> None:
        if parameter.isDestination():
            widget = self._destination_widget(parameter)
            label = QLabel(parameter.description())
        else:
            wrapper = self._wrapper(parameter)
            widget = wrapper.createWrappedWidget(self._generator.processingContext())
            label = wrapper.createWrappedLabel()
        if isinstance(parameter, QgsProcessingParameterEnum):
            _label_choices(widget, parameter.options())
        _tidy(widget)
        # A long name or choice must not make the dock wider than its place.
        widget.setMinimumWidth(0)
        for combo in [widget, *widget.findChildren(QComboBox)]:
            if isinstance(combo, QComboBox):
                combo.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
                combo.setMinimumContentsLength(8)
        if label is not None:
            if parameter.name() in self._needed:
                label.setText(
                    parameter.description()
                )  # not "optional": where it is shown, it is used
            label.setWordWrap(True)
            label.setContentsMargins(0, 6, 0, 0)
            label.setBuddy(widget)
            layout.addWidget(label)
        layout.addWidget(widget)
        self._rows[parameter.name()] = [part for part in (label, widget) if part is not None]

    def _wrapper(
        self, parameter: QgsProcessingParameterDefinition
    ) -> QgsAbstractProcessingParameterWidgetWrapper:
        if isinstance(parameter, QgsProcessingParameterEnum) and parameter.allowMultiple():
            # Few choices are quicker to tick in place than in a dialog.
            _set_widget(parameter, useCheckBoxes=True, columns=1)
        is_number = isinstance(parameter, QgsProcessingParameterNumber)
        is_double = is_number and parameter.dataType() == QgsProcessingParameterNumber.Type.Double
        if is_double and "widget_wrapper" not in parameter.metadata():
            _set_widget(parameter, decimals=3)
        wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
            parameter, QgsProcessingGui.WidgetType.Standard
        )
        wrapper.setWidgetContext(self._widget_context)
        wrapper.registerProcessingContextGenerator(self._generator)
        self._wrappers[parameter.name()] = wrapper
        return wrapper

    def _destination_widget(
        self, parameter: QgsProcessingDestinationParameter
    ) -> QgsProcessingLayerOutputDestinationWidget:
        is_asked_for = not parameter.createByDefault() and bool(roles_of(parameter))
        is_skipped = (
            bool(parameter.flags() & _Flag.FlagOptional)
            and not parameter.createByDefault()
            and not is_asked_for
        )
        widget = QgsProcessingLayerOutputDestinationWidget(parameter, is_skipped)
        widget.setWidgetContext(self._widget_context)
        if is_asked_for:
            widget.setValue(_TEMPORARY)
        self._destinations[parameter.name()] = widget
        return widget

    def _watch_layers(self) -> None:
        """Fields follow the layer that the person chooses."""
        for name in {p.parentLayerParameterName() for p in self._field_parameters()} - {""}:
            if name in self._wrappers:
                self._wrappers[name].widgetValueHasChanged.connect(
                    lambda _, name=name: self._guess_fields(name)
                )
                self._guess_fields(name)

    def _field_parameters(self) -> list[QgsProcessingParameterField]:
        return [
            parameter
            for parameter in self.algorithm.parameterDefinitions()
            if isinstance(parameter, QgsProcessingParameterField)
        ]

    def _propose_origin(self) -> None:
        """Where the chosen places came from, as far as that is known."""
        layer = layer_of(self._wrappers[self._source].parameterValue())
        facts = origin_of(layer)
        if not Path(facts["file"]).is_file():  # an address on the web, or a file that is gone
            facts["file"] = ""
        for name, fact in self._origins.items():
            value = facts[fact] or self.algorithm.parameterDefinition(name).defaultValue()
            self.set_value(name, value)

    def _keep_apart(self) -> None:
        """Empties the second of two lists where QGIS, or a mistake, chose the same for both."""
        first, second = (self._wrappers[name].parameterValue() for name in self.job.apart)
        if first and first == second:
            self._empty_list(self.job.apart[1])

    def _guess_fields(self, layer_parameter: str) -> None:
        """Chooses the fields by their usual names, where the layer has them."""
        parameters = [
            parameter
            for parameter in self._field_parameters()
            if parameter.parentLayerParameterName() == layer_parameter
            and parameter.name() in FIELD_GUESSES
        ]
        value = self._wrappers[layer_parameter].parameterValue()
        if not parameters or not value:
            return
        context = self._generator.processingContext()
        source = QgsProcessingUtils.variantToSource(value, context)
        if source is None:
            return
        field_names = source.fields().names()
        for parameter in parameters:
            field = next((n for n in FIELD_GUESSES[parameter.name()] if n in field_names), None)
            if field is not None:
                self.set_value(parameter.name(), field)


def is_folded(parameter: QgsProcessingParameterDefinition) -> bool:
    """Whether a parameter may be left alone: an advanced one, or a layer kept for the session."""
    is_layer = isinstance(parameter, QgsProcessingParameterFeatureSink)
    return is_layer or bool(parameter.flags() & _Flag.FlagAdvanced)


def _set_widget(parameter: QgsProcessingParameterDefinition, **options: Any) -> None:
    parameter.setMetadata({**parameter.metadata(), "widget_wrapper": options})


def _tidy(widget: QWidget) -> None:
    """Takes away what a layer's widget offers and no step uses."""
    if isinstance(widget, (QComboBox, QCheckBox)):
        return
    for button in widget.findChildren(QToolButton):
        if button.isCheckable():  # "iterate over this layer"
            button.hide()
    if widget.findChild(QComboBox) is not None:
        for box in widget.findChildren(QCheckBox):  # "selected features only"
            _ShownWhenEnabled(box)


def _label_choices(widget: QWidget, words: list[str]) -> None:
    """Writes the choices in the user's language; their values stay the words."""
    if isinstance(widget, QComboBox):
        for index in range(widget.count()):
            widget.setItemText(index, word_label(widget.itemText(index)))
    for box in widget.findChildren(QCheckBox):
        if box.text() in words:
            box.setText(word_label(box.text()))


def _column(widget: QWidget, margin: int = 0) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(4)
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return layout
