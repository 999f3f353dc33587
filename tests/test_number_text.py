"""Numbers that came as text, and text that may hold what is no character."""

from __future__ import annotations

import math
from pathlib import Path

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


# Who reads numbers by it


def test_limits_and_weights_are_plain_numbers() -> None:
    from maillage.core.algorithms.floating_catchment import read_weights
    from maillage.core.common.errors import InputError
    from maillage.core.inputs.trips import minutes_of

    for text in ("1_0", "１０", "9" * 5000, "10,nan", "1e1"):
        with pytest.raises(InputError, match="MINUTES"):
            minutes_of(text)
    for text in ("nan", "1_0", "inf", "1e999"):
        with pytest.raises(InputError, match="WEIGHTS"):
            read_weights(text, [10])


@pytest.mark.parametrize(
    "text", ["9" * 5000 + ":00", "9" * 400 + ":00:00", "pt" + "9" * 5000 + "h", "9" * 5000]
)
def test_a_ferry_that_never_arrives_is_no_fault(text: str) -> None:
    from maillage.core.network.speeds import _seconds

    assert _seconds(text) > 1e9


def test_cells_that_look_like_numbers_stay_what_they_are() -> None:
    from maillage.core.formats.mojibake import repair_mojibake
    from maillage.core.formats.numberformats import as_shown
    from maillage.core.places.saving.layertable import same_typed

    endless = "9" * 400 + ".000000000000"
    assert as_shown(endless) == endless
    assert as_shown("42.960000000000001") == "42.96"
    assert not same_typed("1000", "1_000")
    assert not same_typed("nan", "nan")
    assert same_typed("9122", "09122") and same_typed("1.5", "1,5")
    assert repair_mojibake("<U+D800>a") == "\ufffda"


def test_what_is_kept_of_services_may_be_damaged(tmp_path: Path) -> None:
    from maillage.core.common.journal import Journal
    from maillage.core.engines.engine import Wish
    from maillage.core.engines.kept import Kept, _piece
    from osgeo import ogr

    wishes = [Wish(number, f"p{number}", 1.0, 43.0, (10,)) for number in range(5)]
    square = ogr.CreateGeometryFromWkt("POLYGON ((1 43, 1.1 43, 1.1 43.1, 1 43))").ExportToWkb()
    contents = [b"?" + bytes(square), b"?" + bytes(square)[:20], b"x" + bytes(square), b"?", b"\0"]
    journal = Journal(tmp_path / "kept.sqlite", "job", 30)
    journal.write({_piece(w, 10): c for w, c in zip(wishes, contents, strict=True)})
    kept = Kept(journal, wishes)
    assert [answer.place for answer in kept.answers] == [0]
    assert [wish.place for wish in kept.missing] == [1, 2, 3, 4]


def test_a_geocoder_that_numbers_its_rows_strangely_answers_none_of_them(tmp_path: Path) -> None:
    from loopback import Server, ok
    from maillage.core.common.errors import InputError, ServiceError
    from maillage.core.common.journal import Journal
    from maillage.core.geocoding.answers import AddressQuestion
    from maillage.core.geocoding.geocoder import Geocoder

    header = "row_id,longitude,latitude,result_score,result_status\n"
    rows = [f"{number},1.6,42.9,0.9,ok\n" for number in ("9" * 5000, "²", "-1", "1_0", "٠", "inf")]
    journal = Journal(tmp_path / "kept.sqlite", "job", 30)
    with Server() as server:
        server.replies = [ok((header + "".join(rows)).encode())]
        with pytest.raises(ServiceError, match="for some addresses only"):
            Geocoder(server.url, journal).ask([AddressQuestion("1 rue, Foix")])
        server.replies = [ok((header + "0,inf,1e999,nan,ok\n").encode())]
        found = Geocoder(server.url, journal).ask([AddressQuestion("2 rue, Foix")])
        assert [answer.status for answer in found.values()] == ["error"]
    with pytest.raises(InputError, match="no web address"):
        Geocoder("https://[x", journal).ask([AddressQuestion("1 rue, Foix")])


def test_a_proposal_of_a_point_is_two_numbers() -> None:
    from maillage.core.places.proposals import _moved

    for text in ("nan inf", "43 1_0", "1e999 1", "43", "43 1 2", "4 ３"):
        assert _moved({}, text) == {}
    assert _moved({}, "43.0 1.6") == {"lon": 1.6, "lat": 43.0}
