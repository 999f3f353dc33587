"""The figures of a run of coverage in place of its form: for everybody, and by territory."""

from __future__ import annotations

from html import escape

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFrame, QTabWidget, QVBoxLayout, QWidget

from ..core.access.vocabulary import Column, columns, read
from ..core.common.modes import by_mode
from ..core.common.speech import percent
from ..core.common.text import tr
from ..core.layers.bivariate_style import BIVARIATE, bivariate_classes
from ..core.layers.charts import bivariate_key, decile_chart, lorenz_chart
from ..core.layers.drawing import Picture
from ..core.layers.overall_tables import Overall, read_overall, rows_of
from ..core.layers.wording import how, service_title
from .cells_model import CellsModel, Format, decimals
from .chart_view import ChartView
from .figures_table import FiguresTable
from .parts import back_button, line, text_label
from .roles import recall

#: What names a territory: the first column there is of each; then the figures, those together
#: that stand in the order of the table.
_NAMES = (("nom", "name"), ("insee", "epci", "dep"))
_FIGURES = (
    # Shares are of the people inside the network: the number outside is shown next to them.
    *(("population",), ("share",), ("population_outside",), ("priority",)),
    ("fragile_population", "fragile_covered", "fragile_uncovered"),
    *(("mean_minutes",), ("median_minutes",), ("covered", "covered_unstated")),
    ("places", "places_itinerant", "places_per_10000"),
    *(("gini",), ("concentration",), ("palma",), ("decile_ratio",), (BIVARIATE,)),
)
_ORDER = {figure: place for place, together in enumerate(_FIGURES) for figure in together}


class FiguresPage(QWidget):
    """Charts of how times are shared, and two tables: everybody together, and each territory."""

    closed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._totals: QgsVectorLayer | None = None
        self._overall: list[Overall] = []
        self._classes: dict[Column, dict[str, int]] = {}
        self.charts: list[ChartView] = []
        self._drawn: list[QWidget] = []
        self.service = QComboBox()
        self.service.currentIndexChanged.connect(self._draw)
        self.table, self.everybody = FiguresTable(), FiguresTable(fills=True)
        self._lay_out()

    def show_layer(self, totals: QgsVectorLayer) -> None:
        """Shows a table of totals, with the other results of its run."""
        layers = {role: _layer(role) for role in ("deciles", "lorenz", "coverage")}
        overalls = read_overall(
            rows_of(totals), rows_of(layers["deciles"]), rows_of(layers["lorenz"])
        )
        self._overall = list(overalls.values())
        self._classes = _classes(layers["coverage"])
        self._totals = totals
        if layers["coverage"] is not None:
            _show_territories(self.table, layers["coverage"])
        services = list(dict.fromkeys(overall.service for overall in self._overall))
        self.service.blockSignals(True)
        self.service.clear()
        for code in services:
            self.service.addItem(service_title(code) or tr("All places"), code)
        self.service.blockSignals(False)
        self.service.setVisible(len(services) > 1)
        self._draw()

    def _draw(self) -> None:
        """The figures of everybody and the charts, of the chosen service."""
        for widget in self._drawn:
            widget.deleteLater()
        self.charts, self._drawn = [], []
        chosen = [
            overall for overall in self._overall if overall.service == self.service.currentData()
        ]
        _show_totals(self.everybody, self._totals, chosen)
        if curves := [overall for overall in chosen if overall.curve]:
            self._head(tr("Who travels most: curves of Lorenz of the minutes to a place"))
            self._add(lorenz_chart(curves), 80, tr("Curves of Lorenz of the minutes to a place"))
        tenths = tr("Minutes to a place by tenth of fragility")
        if any(overall.deciles for overall in chosen):
            self._head(tenths)
        for overall in chosen:
            if overall.deciles:
                self._add(decile_chart(overall), 45, tenths)
        for column, counts in self._classes.items():
            if column.service != (self.service.currentData() or ""):
                continue
            title = tr("Territories by third of fragility and of time")
            words = ", ".join(filter(None, (title, how(column))))
            self._add(bivariate_key(counts, words), 60, words)
        self._nothing.setVisible(not self.charts)

    def _add(self, picture: Picture, height: float, words: str) -> None:
        """A chart below the others, so many millimetres high for 85 across."""
        self.charts.append(ChartView(picture, 85, height, words))
        self._put(self.charts[-1])

    def _head(self, words: str) -> None:
        heading = text_label()
        heading.setText(f"<b>{escape(words)}</b>")
        self._put(heading)

    def _put(self, widget: QWidget) -> None:
        self._column.insertWidget(len(self._drawn), widget)
        self._drawn.append(widget)

    def _lay_out(self) -> None:
        self.back = back_button()
        self.back.clicked.connect(self.closed)
        title = text_label()
        title.setText(tr("Figures of the coverage"))
        self._nothing = text_label(is_note=True)
        self._nothing.setText(tr("Nobody reaches a place, or no score is known: no chart."))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2, 2, 8, 2)
        self._column.setSpacing(12)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        area = QgsScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.everybody.with_copy(), tr("Everybody"))
        self.tabs.addTab(self.table.with_copy(), tr("Territories"))
        self.tabs.addTab(area, tr("Charts"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addLayout(line(self.back, (title, 1)))
        layout.addWidget(self.service)
        layout.addWidget(self.tabs, 1)


def _show_territories(table: FiguresTable, layer: QgsVectorLayer) -> None:
    """A line per territory: what names it, its figures, and its code."""
    names = layer.fields().names()
    named = [
        present[0]
        for usual_names in _NAMES
        if (present := [usual_name for usual_name in usual_names if usual_name in names])
    ]
    shown = [*named[:1], *_figures(names), *named[1:]]
    rows = [[row[name] for name in shown] for row in rows_of(layer)]
    formats = [_format(name) for name in shown]
    headings = [_title(layer, name) for name in shown]
    table.fill(CellsModel(headings, rows, lambda _, column: formats[column]))
    # The territories where to act first come first.
    priority = next((column.name for column in columns(shown, "priority")), None)
    first = shown.index(priority) if priority else None
    down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
    table.sortByColumn(first or 0, up if first is None else down)


def _show_totals(table: FiguresTable, layer: QgsVectorLayer, chosen: list[Overall]) -> None:
    """A line per figure, the modes side by side."""
    filled_names = {name for overall in chosen for name in overall.totals}
    names = [name for name in _figures(layer.fields().names()) if name in filled_names]
    rows = [
        [_title(layer, name), *(overall.totals.get(name) for overall in chosen)] for name in names
    ]
    formats = [_format(name) for name in names]
    headings = [tr("Figure"), *(by_mode(overall.mode) for overall in chosen)]
    table.fill(CellsModel(headings, rows, lambda row, _: formats[row]))
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # in the order of the figures


def _figures(names: list[str]) -> list[str]:
    """The columns of figures among ``names``, the ones that matter most first."""
    found = sorted(columns(names, *_ORDER), key=lambda column: _ORDER[column.figure])
    return [column.name for column in found]


def _title(layer: QgsVectorLayer, name: str) -> str:
    return layer.attributeDisplayName(layer.fields().indexOf(name))


def _format(name: str) -> Format:
    column = read(name)
    if column is None:
        return decimals(1)
    return percent if column.unit == "share" else decimals(column.decimals)


def _layer(role: str) -> QgsVectorLayer | None:
    return QgsProject.instance().mapLayer(recall(role) or "")


def _classes(layer: QgsVectorLayer | None) -> dict[Column, dict[str, int]]:
    """How many territories each class of fragility and time has, by column."""
    if layer is None:
        return {}
    rows = rows_of(layer)
    by_column = {}
    for column in columns(layer.fields().names(), BIVARIATE):
        classes = [row[column.name] for row in rows]
        counts = {value: classes.count(value) for value in bivariate_classes()}
        if any(counts.values()):
            by_column[column] = counts
    return by_column
