"""No message, log line or record holds a password, a token or a key."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from maillage.core.common.errors import InputError, ServiceError
from maillage.core.common.telling import tellable

#: Made of parts, so that nothing here looks like a secret.
HUSH = "hu" + "@s/" + "h:9"
WORD, KEY, TOKEN = "pass" + "word", "k" + "ey", "tok" + "en"


@pytest.mark.parametrize(
    "text",
    [
        f"Cannot open dbname='x' user='u' {WORD}='{HUSH}' sslmode=disable.",
        f"dbname='x' {WORD}='it\\'s {HUSH}' host=h",
        f"dbname='x' {WORD}={HUSH}",
        f"{WORD} = '{HUSH}'",
        f"dbname='x'\n{WORD}=\n  '{HUSH}'",
        f'{WORD.upper()}="a\\"{HUSH}"',
        f"{WORD}='{HUSH}",  # cut in the middle
        f"PG:dbname=x {WORD}={HUSH}",
        f"postgresql://u:{HUSH}@db:5432/x",
        f"https://u:{HUSH}@h/wfs?{KEY}={HUSH}&{TOKEN}={HUSH}|layername=x",
        f"https://h/wfs?map=1&who={HUSH}",
        f"https://h/wfs#access_{TOKEN}={HUSH}",
        f"/vsicurl/https://u:{HUSH}@h/x.gpkg",
        f"MSSQL:server=h;uid=u;pwd={HUSH};database=x",
        f"MSSQL:server=h;PWD={{{HUSH};}};database=x",
        f"MYSQL:x,user=u,{WORD}={HUSH},port=3306",
        f"OCI:u/{HUSH}@h",
        f"?layer=postgres:dbname%3D'x'%20{WORD}%3D'{HUSH}'%20table",
        f"?layer=postgres:dbname%253D%2527x%2527%20{WORD}%253D%2527{HUSH}%2527",
        f"{{'{WORD}': '{HUSH}', 'port': 1}}",
        f'{{"api_{KEY}": "{HUSH}"}}',
        f"Authorization: Bearer {HUSH}",
        f"ssl{WORD}='{HUSH}'",
    ],
)
def test_secrets_are_left_out(text: str) -> None:
    told = tellable(text)
    assert not any(part in told for part in ("hu@", "s/h", "h:9"))
    assert told[:3] == text[:3]
    assert tellable(told) == told


@pytest.mark.parametrize(
    "text",
    [
        "https://h:8080/@x/y cannot be reached.",
        "/a/folder/places.gpkg|layername=towns",
        "The header is Authorization, its value the key alone: check it.",
        'FATAL: password authentication failed for user "u"',
        "dbname='x' authcfg=abc1234 host=h",
        "me@example.org",
        "highway=residential, keyword=x, author=me",
    ],
)
def test_the_rest_is_told_as_it_is(text: str) -> None:
    assert tellable(text) == text


def test_errors_hold_none_wherever_they_come_from() -> None:
    error = ServiceError(f"no {WORD}='{HUSH}' \ud800", 404, "words", 3)
    again = pickle.loads(pickle.dumps(error))
    for each in (error, again, InputError(f"no {WORD}='{HUSH}' \ud800")):
        assert str(each) == " ".join(["no", WORD + "=…", "\ufffd"])
    assert (again.status, again.answer, again.code) == (404, "words", 3)


def test_a_message_without_end_is_cut() -> None:
    assert len(tellable("a" * 10**6)) < 25_000


@given(
    st.text(st.sampled_from("abc@/:;=&?#%'\"\\ {}"), min_size=5),
    st.sampled_from(("'", '"', "")),
    st.text(st.sampled_from("abc@/:=&?'\" \n")),
)
@example("a;a';a", "'", " ")
def test_no_value_in_quotes_gets_through(value: str, quote: str, behind: str) -> None:
    hidden = "SECRET" + value
    if quote:
        hidden = hidden.replace("\\", "\\\\").replace(quote, "\\" + quote)
    else:
        hidden = "".join(hidden.split()).replace("'", "").replace('"', "")
    assert "SECRET" not in tellable(f"host=h {WORD}={quote}{hidden}{quote} {behind}")
