"""The figures of a run of coverage in the dock: charts, tables that sort and copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from maillage.core.common.speech import percent, whole
from maillage.core.layers.style import style_layer
from maillage.ui.cells_model import CellsModel, Sorted, decimals
from maillage.ui.chart_view import ChartView
from maillage.ui.copying import VALUE, rows_of
from maillage.ui.figures_page import FiguresPage
from maillage.ui.roles import forget_all, remember
from qgis.core import NULL, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication, QImage
from qgis.PyQt.QtWidgets import QTableView
from steps import Run, coverage_inputs

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def column(model: Any, number: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[Any]:
    return [model.index(row, number).data(role) for row in range(model.rowCount())]


def test_numbers_sort_as_numbers_texts_as_words_and_the_unknown_comes_last_of_all(
    qgis_app: Any,
) -> None:
    rows = [["b", 100.0], ["Été", 9.5], ["a", NULL], ["C", -20]]
    model = Sorted(CellsModel(["Name", "Figure"], rows, lambda *_: decimals(1)))
    model.sort(1, DOWN)
    assert column(model, 1, VALUE) == [100.0, 9.5, -20, None]
    model.sort(0, UP)
    assert column(model, 0)[:3] == ["a", "b", "C"]
    assert column(model, 1)[0] == ""


def test_a_share_is_shown_in_per_cent_and_copied_as_the_number_that_it_is(qgis_app: Any) -> None:
    table = QTableView()
    table.setModel(CellsModel(["Share"], [[0.4137], [0.9999]], lambda *_: percent))
    assert column(table.model(), 0) == ["41%", "99.9%"]
    assert rows_of(table) == [["Share"], [0.4137], [0.9999]]


@pytest.fixture
def page(made: Path, run: Run, tmp_path: Path) -> Iterator[FiguresPage]:
    names = ("OUTPUT", "TOTALS", "DECILES", "LORENZ")
    files = {name: str(tmp_path / f"{name}.gpkg") for name in names}
    run(
        "coverage", **coverage_inputs(made), MODE=["car", "foot"], MINUTES="10,20",
        SERVICES="ORDM,ACCN", **files,
    )  # fmt: skip
    roles = dict(zip(names, ("coverage", "totals", "deciles", "lorenz"), strict=True))
    for name, role in roles.items():
        layer = QgsVectorLayer(files[name], role, "ogr")
        QgsProject.instance().addMapLayer(layer, False)
        style_layer(layer, role)
        remember(role, layer.id())
        roles[name] = layer
    made_page = FiguresPage()
    made_page.show_layer(roles["TOTALS"])
    yield made_page
    forget_all()
    for layer in roles.values():
        QgsProject.instance().removeMapLayer(layer.id())


def test_the_page_shows_the_territories_the_totals_and_the_charts(page: FiguresPage) -> None:
    assert page.table.model().rowCount() > 1
    everybody = page.everybody.model()
    headings = [everybody.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert headings == ["Figure", "by car", "on foot"] and everybody.columnCount() == 3
    named = dict(zip(column(everybody, 0), column(everybody, 1), strict=True))
    assert named["Share of inhabitants within 10 min"].endswith("%")
    assert [page.service.itemData(row) for row in range(page.service.count())] == ["ORDM", "ACCN"]
    shown = [chart.accessibleName() for chart in page.charts]
    assert sum("Lorenz" in one for one in shown) == 1
    assert sum("tenth" in one for one in shown) == 2
    page.service.setCurrentIndex(1)
    assert len(page.charts) == len(shown)


def test_the_name_comes_first_then_what_matters_most_and_the_code_last(page: FiguresPage) -> None:
    model = page.table.model()
    headings = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert headings[1] == "Population" and headings[2].startswith("Share of inhabitants")
    assert "code" in headings[-1].lower()
    # Several figures stand beside the name in a narrow dock.
    widths = [page.table.columnWidth(column) for column in range(3)]
    assert sum(widths) <= 380


def test_numbers_are_grouped_and_have_a_true_minus(qgis_app: Any) -> None:
    assert decimals(2)(-0.156) == "\N{MINUS SIGN}0.16"
    assert whole(1234567) == "1,234,567"


def test_sorting_by_a_figure_puts_the_largest_number_first(page: FiguresPage) -> None:
    model = page.table.model()
    headings = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    number = next(n for n, one in enumerate(headings) if "opulation" in one)
    page.table.sortByColumn(number, DOWN)
    values = column(model, number, VALUE)
    assert values == sorted(values, reverse=True) and len(set(values)) > 1


def test_a_chart_is_copied_and_saved_as_a_picture(page: FiguresPage, tmp_path: Path) -> None:
    chart: ChartView = page.charts[0]
    chart.resize(300, 300)
    assert not chart.grab().isNull()
    chart.copy()
    assert QGuiApplication.clipboard().image().width() > 900
    chart.save(str(tmp_path / "chart.png"))
    assert QImage(str(tmp_path / "chart.png")).width() > 900
    chart.save(str(tmp_path / "chart.svg"))
    assert (tmp_path / "chart.svg").read_bytes().rstrip().endswith(b"</svg>")
