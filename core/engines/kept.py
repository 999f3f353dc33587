"""The answers that an earlier run of the same job received, so that only the rest is asked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..common.errors import MaillageError
from ..common.journal import Journal
from ..common.progress import Progress
from ..common.text import plural, tr
from .engine import IsochroneAnswer, Wish
from .polygons import as_kept

#: How ``IsochroneAnswer.truncated`` is written before the geometry.
_MARKS = {None: b"?", False: b"-", True: b"+"}
_TRUNCATED = {mark: value for value, mark in _MARKS.items()}
#: A program that is killed loses the answers of so long at most (s): a file opened for each answer
#: would take longer than a road network needs to draw it.
_HELD = 0.5


class Kept:
    """The answers of ``wishes`` that are in the journal, and the wishes that are still to be asked.

    A place is known by its identifier and its position: one that moved is asked again.
    """

    def __init__(self, journal: Journal, wishes: list[Wish]) -> None:
        self._journal = journal
        self._wishes = {wish.place: wish for wish in wishes}
        self.answers: list[IsochroneAnswer] = []
        self.missing: list[Wish] = []
        self._is_complete = True
        self._count = 0
        self._held: dict[str, bytes] = {}
        self._written = time.monotonic()
        earlier = journal.read(_piece(wish, limit) for wish in wishes for limit in wish.minutes)
        for wish in wishes:
            kept_answers = [
                known
                for limit in wish.minutes
                if (known := _answer(wish, limit, earlier.get(_piece(wish, limit)) or b""))
            ]
            self.answers += kept_answers
            limits = set(wish.minutes) - {answer.minutes for answer in kept_answers}
            if limits:
                self.missing.append(replace(wish, minutes=tuple(sorted(limits))))

    def complete(
        self, ask: Callable[[list[Wish]], Iterator[IsochroneAnswer]], progress: Progress
    ) -> list[IsochroneAnswer]:
        """All the answers: the known ones, then those that ``ask`` gives, kept as they come.

        Raises what ``ask`` raises, after saying what is kept.
        """
        answers = list(self.answers)
        if answers:
            progress.say(
                tr(
                    "Isochrones known from an earlier run that stopped: {count}; places still to "
                    "be asked: {missing}.",
                    count=len(answers),
                    missing=len(self.missing),
                )
            )
        try:
            for answer in ask(self.missing) if self.missing else ():
                self._keep(answer)
                answers.append(answer)
                self._is_complete &= not answer.passing
        except MaillageError:
            self._write()
            if self._journal.fault or self._count + len(self.answers):
                progress.say(
                    self._journal.fault
                    or plural(
                        "{n} isochrone is kept: run again with the same settings, and only the "
                        "others are asked.",
                        "{n} isochrones are kept: run again with the same settings, and only the "
                        "others are asked.",
                        self._count + len(self.answers),
                    )
                )
            raise
        finally:
            self._write()
        return answers

    def forget(self) -> None:
        """Forgets everything once the job has succeeded, unless more could come another time."""
        if self._is_complete:
            self._journal.forget()

    def _keep(self, answer: IsochroneAnswer) -> None:
        """Keeps an answer that has ground; a place without any may have some another time."""
        if answer.geometry is not None:
            content = _MARKS[answer.truncated] + bytes(answer.geometry.ExportToWkb())
            self._held[_piece(self._wishes[answer.place], answer.minutes)] = content
            self._count += 1
            if time.monotonic() - self._written >= _HELD:
                self._write()

    def _write(self) -> None:
        if self._held:
            self._journal.write(self._held)
        self._held, self._written = {}, time.monotonic()


def _answer(wish: Wish, limit: int, content: bytes) -> IsochroneAnswer | None:
    """An answer as it was kept; None where there is none, or it is damaged."""
    geometry = as_kept(content[1:])
    if geometry is None or content[:1] not in _TRUNCATED:
        return None
    return IsochroneAnswer(wish.place, limit, geometry, truncated=_TRUNCATED[content[:1]])


def _piece(wish: Wish, limit: int) -> str:
    return json.dumps([wish.name, round(wish.lon, 7), round(wish.lat, 7), limit])
