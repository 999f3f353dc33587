"""Opening hours: French day cells and OpenStreetMap's syntax, into it and back."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from conftest import Oracle
from hypothesis import given
from hypothesis import strategies as st
from maillage.core.places.hours.osm_hours import (
    ALL_DAY,
    CLOSED,
    NOT_SAID,
    Day,
    read_rules,
    read_week,
    write_week,
)
from maillage.core.places.hours.week import WHOLE_WEEK, Hours, read_days, read_osm, write_days

FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

UNREAD = None
RDV_YOUNG = (
    "Pour les jeunes de la mission locale : de 9H à 12H30 sur rendez-vous. "
    "En accès libre de 13H30 à 17H. "
)
HOLIDAYS = (
    "De 14h à 19h en semaine  hors vacances scolaires  de 9h00 à 12h30 et de 14h00 à 17h30 "
    "pendant les vacances scolaires"
)
FRIDAYS = "14h à 16h30 sauf congés scolaires et vendredis précédents les dits congés."

# Texts as the censuses and France Services have them, with what a person reads in them.
BY_HAND = {
    # times joined by a dash
    "14h-18h": "14:00-18:00",
    "10h-12h30 / 14h-18h": "10:00-12:30,14:00-18:00",
    "10h-13h": "10:00-13:00",
    "8h - 12h / 13h30 - 17h": "08:00-12:00,13:30-17:00",
    "13h - 21h": "13:00-21:00",
    "10h – 19h": "10:00-19:00",
    "08h - 20h": "08:00-20:00",
    "14h -18h": "14:00-18:00",
    "14h - 17h ": "14:00-17:00",
    "9 h - 14 h": "09:00-14:00",
    "9 h - 12 h et 14 h - 18 h 00": "09:00-12:00,14:00-18:00",
    "8H - 17 h": "08:00-17:00",
    "9H30 - 17H30": "09:30-17:30",
    "8h45 - 12h45": "08:45-12:45",
    "09h30 - 12h30 et 15h00 - 18h00": "09:30-12:30,15:00-18:00",
    " 9h - 12h30 et 14h - 17h": "09:00-12:30,14:00-17:00",
    "10h - 12h30 et 14h-17h": "10:00-12:30,14:00-17:00",
    "9h – 12h et 14h – 18h": "09:00-12:00,14:00-18:00",
    "9h30-11h30 & 17h-18h": "09:30-11:30,17:00-18:00",
    "17h30 - 20h": "17:30-20:00",
    "14h-22h": "14:00-22:00",
    "9h-10h30 / 11h-13h": "09:00-10:30,11:00-13:00",
    # with a colon
    "8:30 - 12:00 / 13:30 - 17:00": "08:30-12:00,13:30-17:00",
    "9:30 - 12:00 / 13:30 - 16:45": "09:30-12:00,13:30-16:45",
    "10:00 - 13:00": "10:00-13:00",
    "9:00 - 12:30 / 16:00 - 18:00": "09:00-12:30,16:00-18:00",
    "09:15 - 12:00 / 13:45 - 16:25": "09:15-12:00,13:45-16:25",
    "08:30-12:00/13:30-17:00": "08:30-12:00,13:30-17:00",
    "09:30-12:30/ 13:30-18:00": "09:30-12:30,13:30-18:00",
    # in words
    "de 09h00 à 12h30 de 13h30 à 17h00": "09:00-12:30,13:30-17:00",
    "de 09h00 à 12h15 de 13h30 à 15h40": "09:00-12:15,13:30-15:40",
    " de 14h00 à 18h00": "14:00-18:00",
    "8h à 18h30": "08:00-18:30",
    "10h à 12h et de 14h à 18h": "10:00-12:00,14:00-18:00",
    "10h à 12h et 14h à 16h": "10:00-12:00,14:00-16:00",
    "de 10h à 12h30 et de 13h30 à 18h": "10:00-12:30,13:30-18:00",
    "9h00 - 12h00 et de 14h00 à 17h30": "09:00-12:00,14:00-17:30",
    "e 08h30 à 12h00 de 13h30 à 18h00": "08:30-12:00,13:30-18:00",
    "8h30 à-18h30": "08:30-18:30",
    # a sign left out or another one
    "9h-12 et 14h-17h": "09:00-12:00,14:00-17:00",
    "9h30-12h et 14h 18h": "09:30-12:00,14:00-18:00",
    "8h30-12h30 13h30-19h": "08:30-12:30,13:30-19:00",
    "9h/12h 13h30/18h": "09:00-12:00,13:30-18:00",
    "8h30/12h": "08:30-12:00",
    "09:00 - 12:00 / 09:00 - 12:00 / 14:00 - 17:00": "09:00-12:00,14:00-17:00",
    # closed
    "Fermé": "off",
    # under a condition
    "8h30-12h / 13h30-17h (sur rendez-vous avec assistante sociale)": (
        '08:30-12:00,13:30-17:00 unknown "sur rendez-vous avec assistante sociale"'
    ),
    "9 h 00 à 19 h 00 (prendre RDV)": '09:00-19:00 unknown "prendre RDV"',
    "10h - 12h30 (permanence jeunes)": '10:00-12:30 unknown "permanence jeunes"',
    FRIDAYS: '14:00-16:30 unknown "sauf congés scolaires et vendredis précédents les dits congés"',
    "Sur rdv": 'unknown "Sur rdv"',
    "9:00 - 12:30 / Sur RDV : après-midi": 'unknown "9:00 - 12:30 / Sur RDV : après-midi"',
    " 9H30 - 16H30 (et 18H quand la ludothèque est ouverte)": (
        'unknown "9H30 - 16H30 (et 18H quand la ludothèque est ouverte)"'
    ),
    RDV_YOUNG: f'unknown "{RDV_YOUNG.strip()}"',
    HOLIDAYS: f'unknown "{" ".join(HOLIDAYS.split())}"',
    # to be asked, not guessed
    "9h-12h30 et 13h30-17h/16h30": UNREAD,
    "10h - 12h au 5 rue Erik Satie": UNREAD,
    "après-midi": UNREAD,
    "Point info séniors : 8h30 - 11h30": UNREAD,
    "08:30 - 12:00 / 08:30 - 16:30": UNREAD,
    "00:00 - 00:00 / 09:00 - 12:00": UNREAD,
    "00:00 - 00:00": UNREAD,
}


def test_the_sample_has_the_size_it_should() -> None:
    assert len(BY_HAND) >= 60


@pytest.mark.parametrize("cell", BY_HAND)
def test_a_cell_is_read_as_a_person_reads_it(cell: str) -> None:
    expected = BY_HAND[cell]
    hours = read_days([cell] * 7)
    if expected is UNREAD:
        assert hours == Hours("", tuple((day, cell.strip()) for day in range(7)))
    else:
        assert hours == Hours(f"Mo-Su {expected}", conditional='"' in expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("18h-minuit", "18:00-24:00"),
        ("20h - 00:00", "20:00-24:00"),
        ("9h-midi", "09:00-12:00"),
        ("de midi à 14h", "12:00-14:00"),
        ("0h-24h", "00:00-24:00"),
        ("9-12h et 14-17h", "09:00-12:00,14:00-17:00"),
        ("9h\u00a0– 12h", "09:00-12:00"),
        ("De 9 heures à 12 heures 30", "09:00-12:30"),
        ("9h-12h ; 13h-17h.", "09:00-12:00,13:00-17:00"),
        ("Fermée", "off"),
        ("FERME", "off"),
        ("Sur RDV de 9h à 12h", '09:00-12:00 unknown "Sur RDV"'),
        ("0h-24h (sur rdv)", '00:00-24:00 unknown "sur rdv"'),
        ("9h-12h sauf semaines paires", '09:00-12:00 unknown "sauf semaines paires"'),
        ("14h-18h hors vacances “d’été”", '14:00-18:00 unknown "hors vacances “d\'été”"'),
    ],
)
def test_other_ways_to_write_a_day(cell: str, expected: str) -> None:
    hours = read_days([cell, *[""] * 6])
    assert hours.osm == f"Mo {expected}; Tu-Su unknown"
    assert not hours.unread


@pytest.mark.parametrize(
    "cell", ["24h/24", "24h/24 7j/7", "24/24", "Ouvert 24h/24 et 7j/7", "0h-24h"]
)
def test_always_open(cell: str) -> None:
    assert read_days([cell] * 7) == Hours("24/7")


@pytest.mark.parametrize(
    "cell",
    [
        "25h-27h",
        "9h60-12h",
        "14h-12h",
        "9h-9h",
        "24h30-25h",
        "24h-2h",
        "9h-12h / 11h-14h",
        "09:12 - 14:17",
        "14h-18h / 9h-12h",
        "9h",
        "9h-12h-14h",
        "9h 12h",
        "9h/12h/14h/18h",
        "14-18",
        "12/05/2022",
        "05 61 00 00 00",
        "de 9h",
        "9h-12h marie",
        "sur rdv au 05 61 00 00 00",
        "sur rdv (nom@exemple.fr)",
        "<b>sur rdv</b>",
        "fermé le matin",
        "٩h-١٢h",
    ],
)
def test_what_is_impossible_or_doubtful_stays_text(cell: str) -> None:
    assert read_days(["", cell, *[""] * 5]) == Hours("", ((1, cell),))


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "—", "--", "nc", "Non renseigné", "?"])
def test_not_said_is_never_closed(cell: str) -> None:
    assert read_days([cell] * 7) == Hours()
    hours = read_days(["9h-12h", cell, "Fermé", *[cell] * 4])
    assert hours == Hours("Mo 09:00-12:00; We off; Tu,Th-Su unknown")


def test_days_alike_stand_together() -> None:
    week = ["9h-12h / 14h-18h"] * 3 + ["Fermé", "09:00 - 12:00 et de 14h à 18h", "9h-12h", "Fermé"]
    assert read_days(week).osm == "Mo-We,Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00; Th,Su off"


def test_a_night_is_not_cut_by_the_day_after() -> None:
    week = ["21h-2h", "9h-12h", "Fermé", *[""] * 4]
    assert read_days(week).osm == "We off; Th-Su unknown; Mo 21:00-02:00, Tu 09:00-12:00"


def test_a_day_that_cannot_be_read_is_unknown_and_kept() -> None:
    hours = read_days(["9h-12h", "après-midi", "25h", "Sur RDV", "", "", "Fermé"])
    assert hours == Hours(
        'Mo 09:00-12:00; Th unknown "Sur RDV"; Su off; Tu,We,Fr,Sa unknown',
        ((1, "après-midi"), (2, "25h")),
        conditional=True,
    )


def test_days_without_a_column_are_not_said() -> None:
    assert read_days(["9h-12h"] * 6) == Hours("Mo-Sa 09:00-12:00; Su unknown")


def test_closed_all_week() -> None:
    assert read_days(["Fermé"] * 7).osm == "Mo-Su off"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-Fr 09:00-12:00,13:30-17:30; Tu 09:00-12:00,14:30-17:30", None),
        ("Mo-Fr 07:00-11:00; Tu,Th off", None),
        ("Mo-Fr 08:00-12:00", None),
        ("24/7", None),
        ("Mo-Fr 08:00-12:00; PH off", None),
        ("Apr-Oct Mo-Fr 08:00-12:00; Dec 24 off", None),
        ("week 01-53/2 We 10:00-12:00", None),
        ("Mo[1] 10:00-12:00", None),
        ('Mo 10:00-12:00 "sur rendez-vous"', None),
        ("Fr 20:00-02:00, Sa 10:00-12:00", None),
        ("SH off || Mo 09:00-12:00", None),
        ('Mo 09:00-12:00 ""; Tu off " "', "Mo 09:00-12:00; Tu off"),
        ("mo-fr 9:00 - 12:00 , 14:00–18:00 ;sa closed;", "Mo-Fr 09:00-12:00,14:00-18:00; Sa off"),
        ("", ""),
    ],
)
def test_openstreetmap_syntax_is_put_in_its_usual_spelling(text: str, expected: str | None) -> None:
    assert read_osm(text).osm == (text if expected is None else expected)
    assert not read_osm(text).unread


@pytest.mark.parametrize(
    "text",
    [
        "9h-12h",
        "Mo 09:00",
        "Mo 08:30-12:15-13:30",
        "Mo 09:00-09:00",
        "Mo 09:72-10:00",
        "Mo 25:00-26:00",
        "Mo 09:00-49:00",
        "Lu-Ve 09:00-12:00",
        'Mo 09:00-12:00 "sur',
        "Mo 09:00-12:00;; Tu 09:00-12:00",
        "Mo 09:00-12:00 fermé",
        "<p>",
        ";",
        '""',
        '" "',
        'Mo ""',
        'Jan "", Mo 09:00-12:00',
        'Mo "", Tu 09:00-12:00',
        'Mo 09:00-12:00; ""',
        '"" || Mo 09:00-12:00',
    ],
)
def test_what_is_not_valid_stays_text(text: str) -> None:
    assert read_osm(text) == Hours("", ((WHOLE_WEEK, text),))


def test_back_into_seven_cells() -> None:
    assert write_days("Mo-We,Fr 09:00-12:30,14:00-18:00; Sa 00:00-24:00; Th off; Su unknown") == [
        *["9h-12h30 / 14h-18h"] * 3,
        "Fermé",
        "9h-12h30 / 14h-18h",
        "24h/24",
        "",
    ]
    assert write_days("Mo-Fr 09:00-12:00; We 14:00-18:00")[1:4] == ["9h-12h", "14h-18h", "9h-12h"]
    assert write_days("Sa 09:00-12:00") == ["Fermé"] * 5 + ["9h-12h", "Fermé"]  # as OSM has it
    assert write_days('Mo 09:00-12:00 "sur rdv"; Tu-Su unknown')[0] == "9h-12h (sur rdv)"
    assert write_days("24/7") == ["24h/24"] * 7
    assert write_days("Mo-Fr open") == ["24h/24"] * 5 + ["Fermé"] * 2
    assert write_days("") == [""] * 7


@pytest.mark.parametrize(
    "text",
    [
        "PH off",
        "Apr-Oct Mo 09:00-12:00",
        "Mo 09:00+",
        "Mo[1] 09:00-12:00",
        "Mo 09:00-12:00 || Tu 09:00-12:00",
        "Mo 09:00-12:00, Mo 14:00-18:00",
        "Mo-Fr 09:00-18:00; Mo-Fr 12:00-13:00 off",
        'Mo 09:00-12:00 open "entrée par la cour"',
        "Mo 09:00-17:00,14:00-18:00",
        "lundi",
    ],
)
def test_what_seven_cells_cannot_say_is_not_said(text: str) -> None:
    assert write_days(text) is None


# ---- properties ---------------------------------------------------------------------------------

CONDITIONS = ("sur rdv", "hors vacances scolaires", "semaines paires", "sauf jours fériés")
CLOCK = st.integers(0, 24 * 12).map(lambda number: number * 5)
MINUTES = st.lists(CLOCK, min_size=2, max_size=6, unique=True).map(sorted)


@st.composite
def days(draw: st.DrawFn) -> Day:
    minutes = draw(MINUTES)
    spans = tuple(zip(minutes[0::2], minutes[1::2], strict=False))
    comment = draw(st.sampled_from(CONDITIONS))
    return draw(
        st.sampled_from(
            [
                *(CLOSED, NOT_SAID, Day(ALL_DAY), Day(((20 * 60, 26 * 60),))),
                *(Day(spans), Day(spans, "unknown", comment), Day((), "unknown", comment)),
            ]
        )
    )


WEEKS = st.lists(days(), min_size=7, max_size=7)


@given(WEEKS)
def test_a_week_comes_back_the_same_both_ways(week: list[Day]) -> None:
    osm = write_week(week)
    cells = write_days(osm)
    assert cells is not None
    assert read_days(cells).osm == osm
    assert read_osm(osm).osm == osm
    assert read_week(osm) == week


LIKE_HOURS = st.text(alphabet="0123456789hH:-–/ àetdFé\"'.()rv", max_size=25)


@given(st.lists(LIKE_HOURS | st.text(max_size=25), max_size=7))
def test_any_cells_give_something_valid_or_stay_text(cells: list[str]) -> None:
    hours = read_days(cells)
    assert read_osm(hours.osm).osm == hours.osm
    assert read_days(write_days(hours.osm)).osm == hours.osm
    assert all(cells[day].strip() == text for day, text in hours.unread)


@given(st.text(alphabet='MoTuFrSaPH 0123456789:-,;"+|/[]offJan\u2013', max_size=40))
def test_any_text_is_refused_or_put_once_and_for_all(text: str) -> None:
    hours = read_osm(text)
    assert bool(hours.osm) != bool(hours.unread) or not text.strip()
    assert read_osm(hours.osm).osm == hours.osm


# ---- real censuses ------------------------------------------------------------------------------


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "places" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def counts(table: list[dict[str, str]], columns: list[str]) -> Counter[str]:
    """How many cells are said, read, under a condition, unread."""
    found: Counter[str] = Counter()
    for row in table:
        cells = [row.get(column) or "" for column in columns]
        cells += [""] * (7 - len(cells))
        for cell in filter(None, map(str.strip, cells)):
            hours = read_days([cell, *[""] * 6])
            found["cells"] += 1
            kind = "conditional" if hours.conditional else "read" if hours.osm else "not said"
            found["unread" if hours.unread else kind] += 1
    return found


def test_the_census_of_2023(shared: Path) -> None:
    """606 cells: 24 dashes, 538 plain ones all read, 44 others kept as comment or as text."""
    found = counts(rows(shared, "rhinocc-2023-01.csv"), list(FRENCH_DAYS))
    assert found == {"cells": 606, "not said": 24, "read": 538, "conditional": 34, "unread": 10}


@pytest.mark.parametrize(
    ("name", "prefix", "found"),
    [
        ("rhinocc-2021-06.csv", "", (585, 24, 517, 34, 10)),
        ("rhinocc-2020-07.csv", "", (262, 26, 228, 6, 2)),
        ("france-services-2022-12.csv", "h_", (1616, 23, 1582, 0, 11)),
    ],
)
def test_the_other_censuses(shared: Path, name: str, prefix: str, found: tuple[int, ...]) -> None:
    told = counts(rows(shared, name), [prefix + day for day in FRENCH_DAYS])
    kinds = ("cells", "not said", "read", "conditional", "unread")
    assert tuple(told[kind] for kind in kinds) == found


@pytest.mark.parametrize("year", ["2023-01", "2021-06", "2020-07"])
def test_what_was_read_can_be_given_back(shared: Path, year: str) -> None:
    for row in rows(shared, f"rhinocc-{year}.csv"):
        osm = read_days([row[day] or "" for day in FRENCH_DAYS]).osm
        assert read_days(write_days(osm)).osm == osm


def test_digital_advisers(shared: Path) -> None:
    """529 of 591 say hours; two are not valid: a time alone, a time with two ends."""
    table = rows(shared, "conseillers-numeriques-2022.csv")
    texts = [text for row in table if (text := row["horaires"])]
    hours = {text: read_osm(text) for text in texts}
    assert len(texts) == 529
    assert sum(bool(hours[text].osm) for text in texts) == 527
    assert all(each.osm in ("", text) for text, each in hours.items())


# ---- an independent reader of the syntax --------------------------------------------------------

STATES = """
from datetime import datetime, timedelta
from opening_hours import OpeningHours

monday = datetime(2024, 6, 3)
instants = [monday + timedelta(minutes=30 * n + 7) for n in range(7 * 48)]
result = []
for text in data["texts"]:
    try:
        hours = OpeningHours(text)
    except Exception:
        result.append(None)
        continue
    result.append([str(hours.state(when)[0]).split(".")[-1].lower() for when in instants])
"""


def states(week: list[Day]) -> list[str]:
    """What the week says at the instants of ``STATES``."""
    found = []
    for minute in range(7, 7 * 1440, 30):
        number, clock = divmod(minute, 1440)
        day = week[number]
        before = week[number - 1]
        if any(start <= clock < end for start, end in day.spans):
            found.append(day.state)
        elif any(start <= clock + 1440 < end for start, end in before.spans):
            found.append(before.state)
        elif day.spans or day.state == "off":
            found.append("closed")
        else:
            found.append(day.state)
    return found


def test_another_reader_understands_every_cell_the_same(oracle: Oracle) -> None:
    cells = [cell for cell, osm in BY_HAND.items() if osm]
    weeks = [[*cells[n : n + 5], "-", "Fermé"] for n in range(0, len(cells) - 4, 5)]
    weeks += [["20h-2h", "9h-12h", "21h-1h", "Fermé", "0h-24h", "18h-minuit", "Fermé"]]
    texts = [read_days(week).osm for week in weeks]
    for text, told in zip(texts, oracle(STATES, texts=texts), strict=True):
        assert told == states(read_week(text)), text


def test_another_reader_agrees_on_the_real_ones(oracle: Oracle, shared: Path) -> None:
    texts = {
        read_days([row[day] for day in FRENCH_DAYS]).osm
        for row in rows(shared, "rhinocc-2023-01.csv")
    }
    advisers = {row["horaires"] for row in rows(shared, "conseillers-numeriques-2022.csv")}
    texts = sorted((texts | advisers) - {""})
    for text, told in zip(texts, oracle(STATES, texts=texts), strict=True):
        week = read_week(text)
        assert (told is None) == (read_rules(text) is None), text
        if week:
            assert told == states(week), text
