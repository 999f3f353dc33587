"""One day's opening hours as people write them in French, and back."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from .osm_hours import ALL_DAY, CLOSED, MIDNIGHT, NOT_SAID, Day

_NOT_SAID = re.compile(r"[-/?. ]*|n\.?c\.?|non (?:renseigne|communique|precise)e?s?")
_CLOSED = re.compile(r"fermee?s?|fermeture|closed")
_ALL_DAY = re.compile(
    r"(?:ouvert )?24 ?h?(?:eures?)? ?/ ?24(?: ?h(?:eures?)?)?"
    r"(?:,? ?(?:et )?7 ?j?(?:ours?)? ?/ ?7(?: ?j(?:ours?)?)?)?"
)
_TIME = re.compile(
    r"(?<![\w:,.])(?:(?P<hour>\d{1,2})"
    r"(?: ?h(?:eures?)?(?: ?(?P<minute>\d\d)(?! ?[h:]))?|:(?P<after>\d\d))(?![\w:])"
    r"|(?<!apres )(?<!apres-)midi\b|minuit\b)",
    re.ASCII,
)
# 12 is an hour in "9h-12" and so is 9 in "9-12h".
_BARE_END = re.compile(r"(\dh(?:\d\d)? ?(?:-|a) ?\d{1,2})(?![\d:]| ?h)", re.ASCII)
_BARE_START = re.compile(r"(?<![\w:])(?<!h )(\d{1,2})(?= ?(?:-|a) ?\d{1,2} ?h)", re.ASCII)
_OPENING = re.compile(r"(?:ouvert(?:e|ure)? ?:? ?)?(?:de|d'|e)? ?")
_OPENING_END = re.compile(r"(?:(?:^|(?<= ))(?:de|d'|e|a))? ?$")
_TO = re.compile(r"-|a|a ?-|- ?a|jusqu'a|/|")
_AND = re.compile(r"(?:[/&,;+]|et|puis)? ?(?:de|d')?")
_CONDITION = re.compile(
    r"\b(?:rdv|rendez|sauf|hors|uniquement|seulement|pendant|vacances|conges|scolaires?|feries?"
    r"|semaines? (?:paires?|impaires?)|alternance|inscription|reservation|permanences?|selon|quand"
    r"|contacter|appeler|telephoner)\b"
)
_PART_OF_DAY = re.compile(r"\b(?:matin|midi|soir)")
_NIGHT_FROM, _NIGHT_TO = 17 * 60, 7 * 60
_LONGEST = 255
_MARKS = " :;,.()'-"
_ODD = re.compile(r"(\d{1,2}):(\d\d) ?- ?(\d{1,2}):(\d\d)", re.ASCII)


def read_cell(text: str, exact: bool = False) -> Day | None:
    """The day that a cell describes; None when there is any doubt.

    Times that nobody would choose (9:12) are a doubt, unless the cells are ``exact``: to the
    minute, as a machine writes them.

    A condition (by appointment, except in the holidays ...) makes the state unknown and is kept as
    a comment: beside the times if it holds for all of them, otherwise the whole text alone.
    """
    text = _plain_signs(text)
    folded = _fold(text)
    if _NOT_SAID.fullmatch(folded):
        return NOT_SAID
    if _CLOSED.fullmatch(folded.rstrip(".")):
        return CLOSED
    if _ALL_DAY.fullmatch(folded):
        return Day(ALL_DAY)
    spans = _read_spans(folded, exact)
    return Day(spans) if spans else _conditional(text, folded)


def write_cell(day: Day) -> str:
    """The day as a cell: ``9h-12h30 / 14h-18h``, ``Fermé``, nothing for a day not said."""
    if day == CLOSED:
        return "Fermé"
    if day == Day(ALL_DAY):
        hours = "24h/24"
    else:
        hours = " / ".join(f"{_hour(start)}-{_hour(end)}" for start, end in day.spans)
    return f"{hours} ({day.comment})" if hours and day.comment else hours or day.comment


def _hour(minutes: int) -> str:
    minutes -= MIDNIGHT if minutes > MIDNIGHT else 0
    return f"{minutes // 60}h" + (f"{minutes % 60:02}" if minutes % 60 else "")


def _plain_signs(text: str) -> str:
    """One kind of dash, apostrophe, quote and blank."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'").replace('"', "'")
    return " ".join(text.split())


def _fold(text: str) -> str:
    """Lower case without accents, of the same length."""
    return "".join(unicodedata.normalize("NFD", sign.lower())[:1] for sign in text)


def odd_times(text: str) -> str:
    """A cell such as ``09:12 - 14:17``, whose minutes may well be hours, as it was perhaps meant:
    ``09:00 - 12:00 / 14:00 - 17:00``; "" for any other cell."""
    figures = _ODD.fullmatch(_plain_signs(text))
    if not figures:
        return ""
    hours = [int(hour) for hour in figures.groups()]
    rising = all(one < other for one, other in pairwise(hours)) and hours[-1] <= 24
    if not rising or all(hour % 5 == 0 for hour in hours[1::2]):
        return ""
    first, *others = (f"{hour:02}:00" for hour in hours)
    return f"{first} - {others[0]} / {others[1]} - {others[2]}"


def _read_spans(folded: str, exact: bool = False) -> tuple[tuple[int, int], ...]:
    """The spans of a cell that holds nothing but times; () when there is a doubt."""
    folded = _BARE_START.sub(r"\1h", _BARE_END.sub(r"\1h", folded))
    times = list(_TIME.finditer(folded))
    if not times or len(times) % 2 or not _OPENING.fullmatch(folded[: times[0].start()]):
        return ()
    if folded[times[-1].end() :].strip(" ."):
        return ()
    gaps = [folded[time.end() : next_time.start()].strip() for time, next_time in pairwise(times)]
    within, between = gaps[0::2], gaps[1::2]
    if not all(map(_TO.fullmatch, within)) or not all(map(_AND.fullmatch, between)):
        return ()
    if set(within) & set(between) or not any(within):  # which times belong together?
        return ()
    return _spans([_minutes(time, exact) for time in times])


def _minutes(time: re.Match[str], exact: bool) -> int:
    """Minutes from midnight; -1 for an impossible or odd time."""
    if not time["hour"]:
        return 12 * 60 if time[0] == "midi" else 0
    hour, minute = int(time["hour"]), int(time["minute"] or time["after"] or 0)
    minutes = hour * 60 + minute
    # Nobody opens at 9:12: "09:12 - 14:17" is 9-12 and 14-17, badly typed.
    usual = exact or minute % 5 == 0 or minute == 59
    return minutes if usual and minute < 60 and minutes <= MIDNIGHT else -1


def _spans(minutes: list[int]) -> tuple[tuple[int, int], ...]:
    """Spans that follow each other; () if they do not. A repeated one counts once."""
    spans: list[tuple[int, int]] = []
    for start, end in zip(minutes[0::2], minutes[1::2], strict=True):
        last = end
        if end == 0 and start > 0:
            last = MIDNIGHT
        elif end < start and start >= _NIGHT_FROM and 0 < end <= _NIGHT_TO:
            last = end + MIDNIGHT
        if (start, last) in spans:
            continue
        if min(start, end) < 0 or not start < min(last, MIDNIGHT):
            return ()
        if spans and start < spans[-1][1]:
            return ()
        spans.append((start, last))
    return tuple(spans)


def _conditional(text: str, folded: str) -> Day | None:
    """A day under a condition that is said in known words, without other figures or addresses."""
    if not _CONDITION.search(folded) or len(text) > _LONGEST:
        return None
    if re.search(r"[\d@<>]", _TIME.sub("", folded)):
        return None
    times = list(_TIME.finditer(folded))
    if times:
        start, end = times[0].start(), times[-1].end()
        spans = _read_spans(folded[start:end])
        before = _OPENING_END.sub("", folded[:start])
        condition = text[: len(before)].strip(_MARKS) or text[end:].strip(_MARKS)
        one_side = not before.strip() or not folded[end:].strip(" .")
        joined = re.match(r" ?(?:[/&;+]|et\b|puis\b)", folded[end:])
        if spans and one_side and not joined and not _PART_OF_DAY.search(_fold(condition)):
            return Day(spans, "unknown", condition)
    return Day((), "unknown", text)
