"""JSON from outside: one reader, which fails in one way only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st


def _reader() -> Any:
    from maillage.core.common import json_text

    return json_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_the_encodings_that_json_allows_are_read(encoding: str) -> None:
    assert _reader().read_json('{"é": "€"}'.encode(encoding)) == {"é": "€"}
    assert _reader().read_json("\ufeff[1]") == [1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"\\ud800x"', "\ufffdx"),
        ('"\\uDC00"', "\ufffd"),
        ('"\\ud83d\\ude00"', "😀"),
        ('{"\\udfff": ["\\u0000"]}', {"\ufffd": ["\ufffd"]}),
        ('"\ud800"', "\ufffd"),
        ("[NaN, Infinity, -Infinity]", [None, None, None]),
        ("[1e999, -1e999, 1e-999]", ["1e999", "-1e999", 0.0]),
        (f"[{'9' * 5000}]", ["9" * 5000]),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ("[" * 100 + "]" * 100, None),
    ],
)
def test_values_are_safe_to_use(text: str, value: Any) -> None:
    found = _reader().read_json(text)
    assert value is None or found == value
    json.dumps(found, allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"{", b"\xef\xbb\xbf", b'"\xed\xa0\x80"', b"[1_0]", b'"\0"',
     b"[" * 101 + b"]" * 101, b"[" * 100_000, b'{"a":' * 100_000, "١"],
)  # fmt: skip
def test_anything_else_is_refused_with_a_reason(content: bytes | str) -> None:
    with pytest.raises(_reader().JsonError) as error:
        _reader().read_json(content)
    assert str(error.value).startswith("it is n")


def test_what_was_written_by_hand_says_each_thing_once(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text('{"a": {"b": 1, "b": 2}}')
    with pytest.raises(_reader().JsonError, match="“b” stands twice"):
        _reader().read_json_by_hand(file)
    with pytest.raises(_reader().JsonError, match="cannot be read"):
        _reader().read_json_by_hand(tmp_path / "none.json")
    with open(file, "wb") as large:
        large.truncate(10_000_001)
    with pytest.raises(_reader().JsonError, match="larger than 10 MB"):
        _reader().read_json_by_hand(file)


def test_a_value_of_another_kind_is_refused_where_it_stands() -> None:
    reader = _reader()
    document = reader.Json(reader.read_json('{"a": [{"b": null}], "n": 1e999, "t": true}'))
    part = document.member("a").items()[0].member("b")
    for take, name in [
        (part.items, "a[0].b” is no list"),
        (part.members, "a[0].b” is no object"),
        (part.text, "a[0].b” is no text"),
        (part.number, "a[0].b” is no number"),
        (document.member("n").number, "n” is no number"),
        (document.member("t").number, "t” is no number"),
        (lambda: document.member("a").items()[0].member("c"), "a[0].c” is not there"),
        (document.items, "it is no JSON list"),
    ]:
        with pytest.raises(reader.JsonError) as error:
            take()
        assert name in str(error.value)
    inside = reader.inside
    assert inside(document.value, "a", 0, "b") is inside(document.value, "a", 1) is None
    assert inside(document.value, "a", 0, "b", "c") is inside(document.value, 0) is None
    assert inside(document.value, "t") is True


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.one_of(st.binary(), st.text(), _VALUES.map(json.dumps), st.text('[]{}",:\\ud8e+-.019tN')))
@example("\ud800")
def test_nothing_but_a_sentence_comes_out(content: bytes | str) -> None:
    try:
        value = _reader().read_json(content)
    except _reader().JsonError:
        return
    json.dumps(value, allow_nan=False, ensure_ascii=False).encode()


def test_a_cell_that_is_too_deep_is_no_fault() -> None:
    from maillage.core.formats.layerfiles import as_json

    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    assert as_json(deep) == "…"
    assert as_json({"a": ["é"]}) == '{"a": ["é"]}'
