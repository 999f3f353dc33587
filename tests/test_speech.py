"""Numbers, dates and lists as people read them, and texts that agree with a number."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from maillage.core.common import speech, voice
from maillage.core.common.text import CONTEXT, plural, tr
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

ROOT = Path(__file__).resolve().parents[1]
NARROW, BLANK, MINUS = "\u202f", "\u00a0", "\N{MINUS SIGN}"
LANGUAGES = {"en": (",", "."), "fr": (NARROW, ",")}

languages = st.sampled_from(sorted(LANGUAGES))
numbers = st.floats(-1e9, 1e9)


def said(language: str, say: Callable[..., str], *values: object) -> str:
    with voice.speaking(None, language):
        return say(*values)


def read_back(language: str, text: str) -> float:
    thousands, mark = LANGUAGES[language]
    assert re.fullmatch(rf"{MINUS}?\d{{1,3}}({thousands}\d{{3}})*({mark}\d+)?", text), text
    return float(text.replace(thousands, "").replace(mark, ".").replace(MINUS, "-"))


@given(languages, numbers, st.integers(0, 6))
def test_a_number_reads_as_what_it_was(language: str, value: float, digits: int) -> None:
    text = said(language, speech.fixed, value, digits)
    assert read_back(language, text) == pytest.approx(value, abs=0.5000001 * 10**-digits)
    assert len(text.partition(LANGUAGES[language][1])[2]) == digits


@given(languages, st.integers(-(10**15), 10**15))
def test_a_whole_number_reads_as_what_it_was(language: str, value: int) -> None:
    assert read_back(language, said(language, speech.whole, value)) == value


@given(languages, numbers, st.integers(1, 8))
def test_significant_digits_are_as_many_and_the_whole_part_is_whole(
    language: str, value: float, digits: int
) -> None:
    text = said(language, speech.significant, value, digits)
    shown = read_back(language, text)
    assert shown == pytest.approx(value, rel=0.6 * 10 ** (1 - digits), abs=1e-12) or (
        shown == round(value)
    )
    decimals = text.partition(LANGUAGES[language][1])[2]
    assert not decimals.endswith("0")


@given(languages, numbers, st.integers(0, 3))
def test_a_difference_has_its_sign_and_nought_none(
    language: str, value: float, digits: int
) -> None:
    text = said(language, speech.difference, value, digits)
    shown = read_back(language, text.removeprefix("+"))
    assert text.startswith("+") == (shown > 0) and text.startswith(MINUS) == (shown < 0)


@pytest.mark.parametrize(
    ("say", "values", "english", "french"),
    [
        (speech.whole, (12345.6,), "12,346", f"12{NARROW}346"),
        (speech.whole, (-1234,), f"{MINUS}1,234", f"{MINUS}1{NARROW}234"),
        (speech.whole, (np.int64(999),), "999", "999"),
        (speech.fixed, (-0.004, 2), "0.00", "0,00"),
        (speech.fixed, (92.46, 1), "92.5", "92,5"),
        (speech.significant, (0.17200001, 4), "0.172", "0,172"),
        (speech.significant, (19672.4, 4), "19,672", f"19{NARROW}672"),
        (speech.significant, (-0.156, 6), f"{MINUS}0.156", f"{MINUS}0,156"),
        (speech.difference, (12,), "+12", "+12"),
        (speech.difference, (-0.4, 0), "0", "0"),
        (speech.percent, (0.412,), "41%", f"41{NARROW}%"),
        (speech.percent, (0.996,), "99.6%", f"99,6{NARROW}%"),
        (speech.per_cent, (2.5, 1), "2.5%", f"2,5{NARROW}%"),
        (speech.distance, (1234,), "1.2 km", f"1,2{BLANK}km"),
        (speech.minutes, (12,), "12 min", f"12{BLANK}min"),
        (speech.quantity, (4.5, "km/h"), "4.5 km/h", f"4,5{BLANK}km/h"),
        (speech.day, (date(2026, 3, 3),), "3 March 2026", "3 mars 2026"),
        (speech.day, ("2026-11-21",), "21 November 2026", "21 novembre 2026"),
        (speech.day, ("2026-08-01T12:00:00Z",), "1 August 2026", "1er août 2026"),
        (speech.day, ("2026-02",), "February 2026", "février 2026"),
        (speech.day, ("2026",), "2026", "2026"),
        (speech.day, ("2026-13-40",), "2026-13-40", "2026-13-40"),
        (speech.day, ("2021-01-05T23:30:00+00:00",), "5 January 2021", "5 janvier 2021"),
        (speech.day, ("edition of autumn",), "edition of autumn", "edition of autumn"),
        (speech.day, ("",), "", ""),
        (speech.listed, ([],), "", ""),
        (speech.listed, (["a"],), "a", "a"),
        (speech.listed, (["a", "b"],), "a and b", "a et b"),
        (speech.listed, (["a", "b", "c"],), "a, b and c", "a, b et c"),
        (speech.listed, (["a", "b", "c"], "or"), "a, b or c", "a, b ou c"),
        (speech.named, (["a", "b", "c"], 2), "a, b, …", "a, b, …"),
        (speech.named, (["a", "b"], 2), "a, b", "a, b"),
    ],
)
def test_each_language_writes_in_its_own_way(
    say: Callable[..., str], values: tuple[object, ...], english: str, french: str
) -> None:
    assert said("en", say, *values) == english
    assert said("fr", say, *values) == french


@given(languages, st.dates())
def test_a_day_reads_as_what_it_was(language: str, day: date) -> None:
    with voice.speaking(None, language):
        months = [speech.day(f"2026-{month:02}").split()[0] for month in range(1, 13)]
        number, month, year = speech.day(day.isoformat()).split()
    assert date(int(year), months.index(month) + 1, int(number.removesuffix("er"))) == day


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "0%"),
        (0.00001, "0.1%"),
        (0.004, "0.4%"),
        (0.412, "41%"),
        (0.99, "99%"),
        (0.9984, "99.8%"),
        (0.99999, "99.9%"),
        (1 - 1e-12, "100%"),
        (1, "100%"),
    ],
)
def test_neither_nothing_nor_all_by_rounding(share: float, written: str) -> None:
    assert speech.percent(share) == written


@pytest.mark.parametrize(
    ("metres", "written"),
    [
        (0, "0 m"),
        (6.6, "7 m"),
        (9.4, "9 m"),
        (9.6, "10 m"),
        (14.9, "10 m"),
        (44.9, "40 m"),
        (45.1, "50 m"),
        (994.9, "990 m"),
        (995.1, "1 km"),
        (999.6, "1 km"),
        (1000, "1 km"),
        (1049, "1 km"),
        (1051, "1.1 km"),
        (1951, "2 km"),
        (9949, "9.9 km"),
        (9951, "10 km"),
        (10_499, "10 km"),
        (10_501, "11 km"),
        (93_789, "94 km"),
    ],
)
def test_a_distance_has_as_many_figures_as_it_is_worth(metres: float, written: str) -> None:
    assert speech.distance(metres) == written


def test_numbers_given_to_a_text_are_written_as_the_language_does() -> None:
    text, values = "{a} {b} {c} {d} {e}", {"a": 1234, "b": 0.5, "c": "1234", "d": True, "e": None}
    assert text.format_map({**values}) != tr(text, **values)
    assert tr(text, **values) == "1,234 0.5 1234 True None"
    with voice.speaking(None, "fr"):
        assert tr(text, **values) == f"1{NARROW}234 0,5 1234 True None"
        assert tr("{a}", a=np.int32(1234)) == f"1{NARROW}234"


# Texts that agree with a number


def places(count: float) -> str:
    return plural("{n} place", "{n} places", count)


def test_without_a_translation_english_agrees_by_itself() -> None:
    assert [places(n) for n in (0, 1, 2, 1204)] == [
        "0 places",
        "1 place",
        "2 places",
        "1,204 places",
    ]
    with voice.speaking(lambda text, n=-1: text):
        assert [places(n) for n in (0, 1, 2)] == ["0 places", "1 place", "2 places"]


def test_a_number_of_people_is_rounded_before_it_agrees() -> None:
    assert [places(n) for n in (0.7, 1.4, np.float64(1.6))] == ["1 place", "1 place", "2 places"]


def test_a_number_that_qt_cannot_hold_is_said_too() -> None:
    asked = []
    with voice.speaking(lambda text, n=-1: asked.append(n) or text):
        assert places(1e12) == "1,000,000,000,000 places"
    assert asked[0] < 2**31


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The catalogue of a language as the code has it now, compiled by Qt's own tool."""
    folder = tmp_path_factory.mktemp("catalogues")

    def compile_it(language: str) -> Path:
        target = folder / f"maillage_{language}.qm"
        source = ROOT / "i18n" / f"maillage_{language}.ts"
        command = 'source .ci/debian.sh; "$(find_lrelease)" -silent "$1" -qm "$2"'
        subprocess.run(
            ["bash", "-c", command, "compile", str(source), str(target)], check=True, cwd=ROOT
        )
        return target

    return compile_it


@pytest.fixture
def spoken(qgis_app: object, compiled: Callable[[str], Path]) -> Iterator[Callable[[str], None]]:
    """Speaks a language through Qt, as the plugin does."""
    translators = []

    def speak(language: str) -> None:
        translator = QTranslator()
        assert translator.load(str(compiled(language)))
        QCoreApplication.installTranslator(translator)
        translators.append(translator)
        voice.set_translator(
            lambda text, n=-1: QCoreApplication.translate(CONTEXT, text, None, n), language
        )

    yield speak
    voice.set_translator(None)
    for translator in translators:
        QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["0 places", "1 place", "2 places", "1,204 places"]),
        ("fr", ["0 lieu", "1 lieu", "2 lieux", f"1{NARROW}204 lieux"]),
    ],
)
def test_qt_chooses_the_form_of_the_language(
    spoken: Callable[[str], None], language: str, forms: list[str]
) -> None:
    spoken(language)
    assert [places(n) for n in (0, 1, 2, 1204)] == forms


def test_dossiers_speak_another_language_and_give_it_back(
    spoken: Callable[[str], None], qgis_app: object
) -> None:
    from maillage.core.atlas.language import speaking

    if not (ROOT / "i18n" / "maillage_fr.qm").is_file():
        pytest.skip("the translation is not compiled")
    spoken("en")
    with speaking("fr"):
        assert (places(1), places(2)) == ("1 lieu", "2 lieux")
        assert speech.fixed(1.5, 1) == "1,5" and tr("Census") == "Recensement"
        with speaking("en"):
            assert (places(1), speech.fixed(1.5, 1), tr("Census")) == ("1 place", "1.5", "Census")
        assert voice.language() == "fr"
    assert (places(1), places(2), speech.fixed(1.5, 1)) == ("1 place", "2 places", "1.5")


def test_a_notebook_without_qt_speaks_english() -> None:
    code = (
        "import sys, types\n"
        f"package = types.ModuleType('maillage'); package.__path__ = [{str(ROOT)!r}]\n"
        "sys.modules['maillage'] = package\n"
        "from maillage.core.common.text import plural, tr\n"
        "print(plural('{n} place', '{n} places', 1), plural('{n} place', '{n} places', 1204))\n"
        "assert not [name for name in sys.modules if 'qgis' in name or 'PyQt' in name]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd="/"
    )
    assert (done.stdout, done.returncode) == ("1 place 1,204 places\n", 0), done.stderr
