"""Workbooks that LibreOffice made itself: read, one cell changed, opened by LibreOffice again."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from maillage.core.formats.celledits import CellEdits
from maillage.core.formats.patching import write_patched
from maillage.core.formats.readers import read_table

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)

#: A workbook with a merged title, zeros of a number format, dates, formulas, blank rows, a second
#: sheet, and formats far below the table.
_SOURCE = Path(__file__).with_name("data") / "office.fods"
HEADER = ["n_ref", "nom", "code_commune", "code_postal", "date_maj", "lat", "calcul"]
ROWS = [
    ["Ref_1", "Médiathèque d'été", "09122", "09000", "2023-01-15", "42.96", "Ref_1-09122"],
    ["Ref_2", "L’hôtel <à> projets\nBât.   B", "31395", "31600", "2022-03-01", "43.5", "87"],
    ["Ref_3", "", "2A004", "20000", "", "-0.59", ""],
]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def converted(source: Path, to: str, folder: Path, profile: Path) -> Path:
    """A file as LibreOffice writes it in another format."""
    home = f"-env:UserInstallation={profile.as_uri()}"
    call = ["soffice", home, "--headless", "--convert-to", to, "--outdir", str(folder), str(source)]
    subprocess.run(call, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{to.partition(':')[0]}"


def shown(source: Path, folder: Path, profile: Path) -> list[list[str]]:
    """The cells of the first sheet, as LibreOffice shows them."""
    path = converted(source, "csv:Text - txt - csv (StarCalc):44,34,76,1", folder, profile)
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_a_workbook_of_libreoffice_is_read_and_written_for_it(
    kind: str, tmp_path: Path, profile: Path
) -> None:
    path = converted(_SOURCE, kind, tmp_path, profile)
    raw = read_table(path)
    assert list(raw.table.columns) == HEADER
    assert raw.table.to_numpy().tolist() == ROWS
    assert raw.rows.tolist() == [3, 4, 8]
    assert {check for _, check, _ in raw.notes} == {"title_row", "sheets_others", "cells_merged"}

    expected = shown(path, tmp_path, profile)
    edits = {"code_postal": "09100", "nom": "Café & <Thé>", "date_maj": "2024-02-29", "lat": "43"}
    output = tmp_path / f"out.{kind}"
    assert write_patched(path, raw, CellEdits(cells={0: edits}), output) == []
    assert (
        read_table(output).table.iloc[0].to_dict()
        == dict(zip(HEADER, ROWS[0], strict=True)) | edits
    )

    expected[2][1:6] = ["Café & <Thé>", "09122", "09100", "2024-02-29", "43"]
    assert shown(output, tmp_path, profile) == expected
