"""Tables of the dock that go into a spreadsheet."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from maillage.ui.copying import as_spreadsheet, copies, copy
from qgis.core import NULL
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtGui import QGuiApplication, QKeySequence
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

FRENCH, ENGLISH = QLocale("fr_FR"), QLocale("en_GB")


def test_numbers_have_the_decimal_mark_of_the_language_and_no_thousands_mark() -> None:
    rows = [["Muret", 12345.5, 1234567, -0.25, 1 / 3]]
    assert as_spreadsheet(rows, FRENCH) == "Muret\t12345,5\t1234567\t-0,25\t0,333333333333333"
    assert as_spreadsheet(rows, ENGLISH) == "Muret\t12345.5\t1234567\t-0.25\t0.333333333333333"


def test_what_is_unknown_is_an_empty_cell() -> None:
    assert as_spreadsheet([[None, NULL, float("nan"), 0, 0.0]], FRENCH) == "\t\t\t0\t0"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("two\tcells\nand a line", "two cells and a line"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("09122", "09122"),
        ("-5", "-5"),
    ],
)
def test_a_text_stays_one_cell_and_is_no_formula(text: str, cell: str) -> None:
    assert as_spreadsheet([[text, 1]], FRENCH) == f"{cell}\t1"


@pytest.fixture
def table(qgis_app: Any) -> QTableWidget:
    made = QTableWidget(2, 3)
    made.setHorizontalHeaderLabels(["Commune", "Hidden", "Share"])
    for row, (name, share) in enumerate([("Foix", 0.5), ("Ax", 0.25)]):
        made.setItem(row, 0, QTableWidgetItem(name))
        made.setItem(row, 1, QTableWidgetItem("x"))
        item = QTableWidgetItem(f"{share:.0%}")
        item.setData(Qt.ItemDataRole.UserRole, share)
        made.setItem(row, 2, item)
    made.setColumnHidden(1, True)
    return made


def test_the_listed_rows_are_copied_in_their_order_by_button_and_by_key(
    table: QTableWidget,
) -> None:
    button = copies(table)
    table.sortItems(0)
    button.click()
    clipboard = QGuiApplication.clipboard()
    mark = QLocale().decimalPoint()
    expected = f"Commune\tShare\nAx\t0{mark}25\nFoix\t0{mark}5"
    assert clipboard.text() == expected
    clipboard.clear()
    table.show()
    QApplication.setActiveWindow(table)
    table.setFocus()
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert clipboard.text() == expected


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_codes_as_text_and_numbers_as_numbers(
    qgis_app: Any, tmp_path: Path
) -> None:
    copy([["Code", "Figure"], ["09122", 12.5], ["2A004", None]])
    page = tmp_path / "copied.html"
    page.write_text(QGuiApplication.clipboard().mimeData().html(), encoding="utf-8")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    call = ["soffice", home, "--headless", "--infilter=HTML (StarCalc)", "--convert-to", "fods"]
    subprocess.run(
        [*call, "--outdir", str(tmp_path), str(page)], check=True, capture_output=True, timeout=120
    )
    written = (tmp_path / "copied.fods").read_text(encoding="utf-8")
    assert "<text:p>09122</text:p>" in written
    assert 'office:value="12.5"' in written and 'office:value="9122"' not in written


def test_codes_keep_their_zeros(qgis_app: Any) -> None:
    copy([["09122", 9122]])
    html = QGuiApplication.clipboard().mimeData().html()
    assert "mso-number-format:'\\@'" in html.split("09122")[0]
    assert "mso-number-format" not in html.split("09122")[1]
