"""Files of a few hundred bytes that stand for very much: bounded, and linear in what they say."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from maillage.core.common.errors import InputError
from maillage.core.formats.readers import read_table
from maillage.core.places.cleaning import _identifiers

CELL = "<table:table-cell{0}><text:p>{1}</text:p></table:table-cell>"


def ods(path: Path, *rows: str) -> Path:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def row(*cells: str, times: Any = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'
    )


HEADER = row(CELL.format("", "id"), CELL.format("", "nom"))


def test_blanks_are_no_more_than_a_cell_holds(tmp_path: Path) -> None:
    blanks = 'a<text:s text:c="2000000000"/>b'
    path = ods(tmp_path / "a.ods", HEADER, row(CELL.format("", "1"), CELL.format("", blanks)))
    tracemalloc.start()
    (cell,) = read_table(path).table["nom"].tolist()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert cell == "a" + " " * 32_767 + "b"
    assert peak < 2_000_000


@pytest.mark.parametrize("times", ["", "x", "-3", "1e3", "٣"])
def test_a_count_that_cannot_be_read_is_one(tmp_path: Path, times: str) -> None:
    cell = CELL.format(f' table:number-columns-repeated="{times}"', "x")
    path = ods(tmp_path / "a.ods", HEADER, row(CELL.format("", "1"), cell, times=times))
    assert read_table(path).table.to_numpy().tolist() == [["1", "x"]]


@pytest.mark.parametrize("times", [10**6, 10**9, 10**17, 10**4000])
def test_more_rows_or_columns_than_can_be_kept_are_refused_at_once(
    tmp_path: Path, times: int
) -> None:
    start = time.process_time()
    wide = CELL.format(f' table:number-columns-repeated="{times}"', "x")
    for rows in (row(CELL.format("", "1"), CELL.format("", "x"), times=times * 10), row(wide)):
        with pytest.raises(InputError, match="more than"):
            read_table(ods(tmp_path / "a.ods", HEADER, rows))
    assert time.process_time() - start < 2


def test_thousands_of_rows_with_one_identifier_take_a_moment(tmp_path: Path) -> None:
    """It took a minute."""
    path = tmp_path / "census.csv"
    line = "R1,Mairie,1 rue Neuve,09000,Foix,42.96,1.6\n"
    path.write_text("n_ref,nom,adresse,code_postal,ville,lat,lon\n" + line * 20_000)
    mapping = {"place_id": "n_ref", "name": "nom"}
    table = read_table(path)
    source = SimpleNamespace(column=lambda name: table.table[name].tolist(), raw=table)
    start = time.process_time()
    identifiers, _ = _identifiers(source, SimpleNamespace(identifiers=[mapping["place_id"]]))
    assert time.process_time() - start < 1
    assert len(set(identifiers)) == 20_000 and identifiers[-1] == "R1-20000"


@given(st.lists(st.sampled_from(["", "a", "a-2", "a-3", "b", "row-3"]), max_size=12))
@example(["a", "a", "a-2", "a", "a-2"])
def test_identifiers_are_those_of_the_plain_rule(stated: list[str]) -> None:
    """The first number from 2 on behind it that nobody has, nor states."""
    raw = SimpleNamespace(rows=np.arange(2, len(stated) + 2))
    source = SimpleNamespace(column=lambda _: stated, raw=raw)
    used: list[str] = []
    for number, text in enumerate(stated):
        base = name = text or f"row-{number + 2}"
        repeat = 1
        while name in used or (repeat > 1 and name in stated):
            repeat += 1
            name = f"{base}-{repeat}"
        used.append(name)
    assert _identifiers(source, SimpleNamespace(identifiers=["id"]))[0] == used


@pytest.mark.parametrize("name", ["rep20000", "reprow", "spaces"])
def test_the_small_cases_are_a_table_or_a_sentence_at_once(cases: Path, name: str) -> None:
    start = time.process_time()
    try:
        read_table(cases / "hostile" / f"{name}.ods")
    except InputError as error:
        assert str(error)
    assert time.process_time() - start < 20
