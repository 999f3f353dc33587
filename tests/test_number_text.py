"""Numbers that came as text, and text that may hold what is no character."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from maillage.core.common.number_text import number_in, whole_in
from maillage.core.common.valid_text import valid_text
from maillage.core.territories.cell_numbers import numbers

#: What Python, pandas or QGIS take for a number here or there, and a spreadsheet does not.
NONE = (
    *("", " ", "inf", "-inf", "Infinity", "nan", "NaN", "1e999", "-1e999", "1_000", "0x10", "1d5"),
    *("１２", "١٢", "½", "²", "1e", "--1", "1.5.2", "1,5,2", "True", "1j", "12\0", "9" * 400),
    *("9" * 5000, "1e99999", "1\u200b2", "e5", ".", ",", "-", "+"),
)


@pytest.mark.parametrize("text", NONE)
def test_what_no_spreadsheet_writes_is_no_number(text: str) -> None:
    assert math.isnan(number_in(text))
    assert whole_in(text) is None
    assert np.isnan(numbers(pd.Series([text, "1"], dtype=object))[0])


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,5", 1.5), (" -1.5\u202f", -1.5), ("\u22122", -2), (".5", 0.5), ("5.", 5), ("1E+05", 1e5),
     ("+3", 3), ("1e-999", 0), ("9" * 25, 1e25)],
)  # fmt: skip
def test_numbers_are_read_by_both_readers(text: str, number: float) -> None:
    assert number_in(text) == numbers(pd.Series([text, "x"], dtype=object))[0] == number


@given(st.one_of(st.text(), st.text("0123456789.,eE+-_ xinfaN١½\u2212\xa0"), st.floats().map(str)))
@example("-0")
def test_a_number_is_finite_and_both_readers_agree(text: str) -> None:
    number = number_in(text)
    assert not math.isinf(number)
    if not any(sign.isspace() for sign in text):  # between thousands, the columns' reader skips it
        column = numbers(pd.Series([text, "x"], dtype=object))[0]
        assert number == pytest.approx(column, nan_ok=True)
    if (whole := whole_in(text)) is not None:
        assert whole == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" -3 ", -3), ("1.0", None), ("9" * 18, 10**18 - 1), ("9" * 19, None)],
)
def test_whole_numbers_are_read(text: str, number: int | None) -> None:
    assert whole_in(text) == number


@given(st.text(st.characters()))
@example("\ud800a\udfff\0é")
@example("\ud83d\ude00")
def test_text_can_be_held_everywhere(text: str) -> None:
    valid = valid_text(text)
    assert len(valid) == len(text)
    assert "\0" not in valid
    valid.encode()
    assert all(new in (old, "\ufffd") for old, new in zip(text, valid, strict=True))
