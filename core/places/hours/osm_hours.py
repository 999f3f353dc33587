"""A week of opening hours and OpenStreetMap's ``opening_hours``: one from the other.

What is understood of the syntax: weekdays, public and school holidays, months, dates, years and
weeks, times, the states open, off and unknown, comments, ``24/7``. A week is the part of it that
seven days can say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MIDNIGHT = 24 * 60
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STATES = ("open", "off", "unknown")
_SPELLING = {
    **{word.lower(): word for word in (*DAYS, *_MONTHS, *_STATES, "PH", "SH", "week")},
    "closed": "off",
}


@dataclass(frozen=True)
class Day:
    """One day: ``spans`` in minutes from its midnight (past 1440: the night after), in order.

    ``state`` is "open", "off" or "unknown", that of the spans, or of the whole day if there are
    none. ``comment`` is a condition, in the words of whoever wrote it.
    """

    spans: tuple[tuple[int, int], ...] = ()
    state: str = "open"
    comment: str = ""

    def selector(self) -> str:
        """The part of a rule after the days, in OpenStreetMap's syntax."""
        spans = ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in self.spans)
        state = self.state if self.state != "open" or not spans else ""
        comment = f'"{self.comment}"' if self.comment else ""
        return " ".join(filter(None, (spans, state, comment)))


CLOSED = Day(state="off")
NOT_SAID = Day(state="unknown")
ALL_DAY = ((0, MIDNIGHT),)


def _clock(minutes: int) -> str:
    minutes -= MIDNIGHT if minutes > MIDNIGHT else 0
    return f"{minutes // 60:02}:{minutes % 60:02}"


def write_week(week: Sequence[Day]) -> str:
    """``Mo-We,Fr 09:00-12:00; Sa unknown``: days alike together, open ones first.

    OpenStreetMap reads a day that is not mentioned as closed, so that all seven are. "" when
    nothing is said of any day.
    """
    if all(day == NOT_SAID for day in week):
        return ""
    if all(day == Day(ALL_DAY) for day in week):
        return "24/7"
    alike: dict[Day, list[int]] = {}
    for number, day in enumerate(week):
        alike.setdefault(day, []).append(number)
    order = [
        *(day for day in alike if day.spans),
        *(day for day in alike if not day.spans and day.comment),
        *(day for day in (CLOSED, NOT_SAID) if day in alike),
    ]
    rules = [f"{_day_list(alike[day])} {day.selector()}" for day in order]
    if not any(end > MIDNIGHT for day in week for _, end in day.spans):
        return "; ".join(rules)
    # A rule after ";" would remove the hours after midnight of the day before: only additions
    # follow.
    timed = sum(bool(day.spans) for day in order)
    return "; ".join([*rules[timed:], ", ".join(rules[:timed])])


def _day_list(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(
        f"{DAYS[run[0]]}-{DAYS[run[-1]]}" if len(run) > 2 else ",".join(DAYS[n] for n in run)
        for run in runs
    )


_TIME = r"\d{2}:[0-5]\d"
_SPAN = rf"(?:{_TIME}-{_TIME}\+?|{_TIME}\+)"
_WEEKDAY = f"(?:{'|'.join(DAYS)})"
_DAY_ITEM = rf"(?:{_WEEKDAY}(?:-{_WEEKDAY})?(?:\[-?\d(?:[-,]-?\d)*\])?|PH|SH)"
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_DATE = rf"(?:(?:20\d\d )?{_MONTH}(?: \d{{2}})?)"
_DATES = rf"{_DATE}(?:-(?:{_DATE}|\d{{2}}))?"
_WEEKS = r"week \d{2}(?:-\d{2}(?:/\d)?)?"
_WIDE = rf"(?:{_DATES}(?:,{_DATES})*|{_WEEKS}(?:,\d{{2}}(?:-\d{{2}})?)*|20\d\d(?:-20\d\d)?)"
_RULE = re.compile(
    rf"(?P<wide>{_WIDE}(?: |$):? ?)?"
    rf"(?P<days>{_DAY_ITEM}(?:[, ]{_DAY_ITEM})*(?: |$))?"
    rf"(?P<times>24/7|{_SPAN}(?:,{_SPAN})*)?"
    rf'(?P<state> ?(?:{"|".join(_STATES)}))?(?P<comment> ?"\d+")?',
    re.ASCII,
)
# A comma between rules: behind a time, a state or a comment, before days or months.
_BETWEEN = re.compile(
    r"(;|\|\||(?:(?<=[\d+\"])|(?<=open)|(?<=off)|(?<=unknown)),"
    rf"(?={_WEEKDAY}|PH|SH|week|(?:20\d\d )?{_MONTH}))"
)


@dataclass(frozen=True)
class Rule:
    """One rule of an expression; ``joint`` is what stands before it: "", ";", "," or "||"."""

    joint: str
    wide: str
    days: str
    times: str
    state: str
    comment: str

    def __str__(self) -> str:
        comment = f'"{self.comment}"' if self.comment else ""
        parts = (self.wide, self.days, self.times, self.state, comment)
        return " ".join(filter(None, parts))


def read_rules(text: str) -> list[Rule] | None:
    """The rules of an expression, in the usual spelling; None when it is not valid."""
    text, comments = _without_comments(text)
    pieces = _BETWEEN.split(text)
    rules = []
    for joint, piece in zip(["", *pieces[1::2]], pieces[0::2], strict=True):
        match = _RULE.fullmatch(piece.strip())
        if not match or not match[0] or not all(map(_possible, _spans(match["times"] or ""))):
            return None
        part = {name: (value or "").strip(" :") for name, value in match.groupdict().items()}
        if part["comment"]:
            part["comment"] = comments[int(part["comment"].strip('"'))]
            if not (part["comment"] or part["times"] or part["state"]):
                return None  # an empty comment alone says nothing of its days
        rules.append(Rule(joint, **part))
    return rules


def write_rules(rules: Sequence[Rule]) -> str:
    """The expression of ``rules``."""
    joints = {"": "", ";": "; ", ",": ", ", "||": " || "}
    return "".join(joints[rule.joint] + str(rule) for rule in rules)


def _without_comments(text: str) -> tuple[str, list[str]]:
    """``text`` in the usual spelling, with numbers for its comments, and these."""
    parts = re.sub("[\u2010-\u2015]", "-", text).strip().rstrip("; ").split('"')
    if len(parts) % 2 == 0:  # a quote that is not closed: no rule has one
        return '"', []
    for number in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[number])
        part = re.sub(r" ?(;|,|-|\|\|) ?", r"\1", part)
        part = re.sub(r"[A-Za-z]+", lambda word: _SPELLING.get(word[0].lower(), word[0]), part)
        parts[number] = re.sub(r"(?<![\d:])\d:(?=\d\d)", r"0\g<0>", part)
    comments = [" ".join(part.split()) for part in parts[1::2]]
    plain = "".join(part if n % 2 == 0 else f'"{n // 2}"' for n, part in enumerate(parts))
    return plain, comments


def _spans(times: str) -> list[tuple[int, int]]:
    """The spans of ``09:00-12:00,14:00-18:00``; the end of an open one is the day's."""
    if times == "24/7":
        return list(ALL_DAY)
    spans = []
    for item in filter(None, times.split(",")):
        start, _, end = item.rstrip("+").partition("-")
        minutes = [int(clock[:2]) * 60 + int(clock[3:]) for clock in (start, end or "24:00")]
        if minutes[1] < minutes[0]:
            minutes[1] += MIDNIGHT
        spans.append((minutes[0], minutes[1]))
    return spans


def _possible(span: tuple[int, int]) -> bool:
    return span[0] < MIDNIGHT and span[0] < span[1] <= 2 * MIDNIGHT


def read_week(text: str) -> list[Day] | None:
    """The seven days of an expression; None when it is not valid or says more than a week.

    As OpenStreetMap has it, a later rule replaces the day, and a day not mentioned is closed.
    """
    if not text.strip():
        return [NOT_SAID] * 7
    rules = read_rules(text)
    if rules is None or any(rule.joint == "||" or rule.wide or "+" in rule.times for rule in rules):
        return None
    week = [CLOSED] * 7
    days_said: set[int] = set()
    for rule in rules:
        numbers = _numbers(rule.days)
        if numbers is None or (rule.joint == "," and days_said & set(numbers)):
            return None
        days_said |= set(numbers)
        state = rule.state or ("unknown" if rule.comment else "open")
        spans = tuple(_spans(rule.times))
        if state == "off" and spans:
            return None
        day = Day(ALL_DAY if state == "open" and not spans else spans, state, rule.comment)
        week = [day if number in numbers else before for number, before in enumerate(week)]
    return week


def _numbers(days: str) -> list[int] | None:
    """The weekdays of ``Mo-We,Fr``, all if there is none; None for holidays and the like."""
    if not days:
        return list(range(7))
    numbers = []
    for item in days.split(","):
        first, _, last = item.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            return None
        start, end = DAYS.index(first), DAYS.index(last or first)
        numbers += [number % 7 for number in range(start, end + 1 + 7 * (end < start))]
    return numbers
